#include "draw/week.h"
#include "states.h"

static struct opt_day week;
enum { STALE_DAYS = 8 * 7 };
static struct period stale = { .days = STALE_DAYS };

static const struct opt opts[] = {
	{ OPT_WEEK, '\0', "week", "week", &week,
	    "the ISO week, such as 2026-W46; else the last full one" },
	{ OPT_DATE, '\0', "as-of", "date", &common.as_of,
	    "the day that counts as today" },
	{ OPT_PERIOD, '\0', "stale", "period", &stale,
	    "how long a case may go without a number; else 8w" },
	GROUP(opts_register),
	GROUP(opts_format),
	GROUP(opts_state),
	{ .kind = OPT_END }
};

/* The last full week before today is the one before that of today. */
static day_t
meant_week(void)
{
	return week.given ? week.day : week_monday(common_today()) - 7;
}

/* What is read, and what becomes of it. */
struct job {
	struct run	*run;
	const char	*format;
	struct supply	 supply;
	struct state	 state;
	struct week	 week;
};

static bool
read_register(struct job *job)
{
	day_t today = common_today(), monday = meant_week();
	day_t as_of = today < monday + 6 ? today : monday + 6;
	char date[DATE_SIZE], name[WEEK_SIZE];
	struct supply *s = &job->supply;

	if (monday > today) {
		diag_add(&job->run->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("week %s has not begun on %s"),
		    week_format(name, monday), date_format(date, today));
		return false;
	}
	s->has_register = true;		/* to be closed in any case */
	if (!common_register(job->run, &s->reg))
		return false;
	s->defs = s->reg.defs;
	return states_begin(job->run, &job->state) && week_read(&job->week,
	    &s->reg, monday, as_of, stale, states_wanted() ? &job->state :
	    NULL);
}

static bool
read_state(struct tsv *t, void *arg)
{
	return state_read(arg, t);
}

/* Of states that are read the register gives labels only. */
static bool
read_states(struct job *job, int argc, char **argv)
{
	if (week.given || common.as_of.given || stale.months != 0 ||
	    stale.days != STALE_DAYS) {
		diag_add(&job->run->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("--week, --as-of and --stale belong to the command that "
		    "wrote the state"));
		return false;
	}
	if (!states_check_read(job->run) ||
	    !common_supply(job->run, &job->supply) || !common_inputs(job->run,
	    &job->supply, NULL, argc, argv, read_state, &job->state))
		return false;
	state_sort(&job->state);
	return week_from_state(&job->week, job->supply.defs, &job->state);
}

static void
write_report(struct job *job)
{
	struct supply *s = &job->supply;

	if (common_output(job->run))
		week_write(&job->week, s->defs, job->format,
		    common_lang(s->has_register ? &s->reg : NULL),
		    common_width(job->run), &job->run->out.buf,
		    &job->run->diag);
}

static int
run(struct run *r, int argc, char **argv)
{
	const char *otherwise = states_wanted() ? "tsv" : "text";
	struct job job = { .run = r,
	    .format = common_format(r, otherwise, NULL) };
	bool ok;

	if (job.format == NULL)
		return 2;
	state_init(&job.state, &r->diag);
	ok = argc > 0 ? read_states(&job, argc, argv) : read_register(&job);
	if (ok && states_wanted())
		states_print(r, &job.supply, &job.state, job.format);
	else if (ok)
		write_report(&job);
	week_release(&job.week);
	state_release(&job.state);
	supply_release(&job.supply);
	/* A report with a hole in it would be read as a whole one. */
	return ok ? 0 : 2;
}

extern const struct command cmd_week;
const struct command cmd_week = {
	.name = "week", .about = "write the report of one week",
	.operands = "[state ...]", .opts = opts, .run = run
};
