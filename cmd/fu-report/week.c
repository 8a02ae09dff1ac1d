#include "common.h"
#include "draw/week.h"

static struct opt_day week;
static struct period stale = { .days = 8 * 7 };

static const struct opt opts[] = {
	{ OPT_WEEK, '\0', "week", "week", &week,
	    "the ISO week, such as 2026-W46; else the last full one" },
	{ OPT_DATE, '\0', "as-of", "date", &common.as_of,
	    "the day that counts as today" },
	{ OPT_PERIOD, '\0', "stale", "period", &stale,
	    "how long a case may go without a number; else 8w" },
	GROUP(opts_register),
	GROUP(opts_format),
	{ .kind = OPT_END }
};

/* The last full week before today is the one before that of today. */
static day_t
meant_week(void)
{
	return week.given ? week.day : week_monday(common_today()) - 7;
}

static int
report(struct run *r, struct reg *reg, const char *format, day_t monday)
{
	day_t today = common_today();
	day_t as_of = today < monday + 6 ? today : monday + 6;
	struct week w;
	bool ok = week_read(&w, reg, monday, as_of, stale);

	if (ok && common_output(r))
		week_write(&w, reg->defs, format, common_lang(reg),
		    common_width(r), &r->out.buf);
	week_release(&w);
	/* A report with a hole in it would be read as a whole one. */
	return ok ? 0 : 2;
}

static int
run(struct run *r, int argc, char **argv)
{
	const char *format = common_format(r, "text", NULL);
	day_t monday = meant_week();
	char date[DATE_SIZE], name[WEEK_SIZE];
	struct reg reg;
	int status = 2;

	(void)argv;
	if (argc > 0)
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("week takes no operands: it reads the register"));
	else if (monday > common_today())
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("week %s has not begun on %s"),
		    week_format(name, monday),
		    date_format(date, common_today()));
	else if (format != NULL) {
		if (common_register(r, &reg))
			status = report(r, &reg, format, monday);
		reg_close(&reg);
	}
	return status;
}

extern const struct command cmd_week;
const struct command cmd_week = {
	.name = "week", .about = "write the report of one week",
	.operands = "", .opts = opts, .run = run
};
