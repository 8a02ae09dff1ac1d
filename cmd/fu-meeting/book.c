#include <signal.h>

#include "follow/booking.h"
#include "typed.h"

static const char *type, *at, *place, *with;
static struct opt_day on;
static bool dry_run;

static const struct opt opts[] = {
	{ OPT_TEXT, 't', "type", "type", &type,
	    "what sort of meeting, such as followup" },
	{ OPT_DATE, '\0', "on", "date", &on, "the day" },
	{ OPT_TEXT, '\0', "at", "time", &at, "when it begins, as 13:00" },
	{ OPT_TEXT, '\0', "place", "place", &place, "where it is held" },
	{ OPT_TEXT, '\0', "with", "roles", &with,
	    "who is invited; else those whom the type says" },
	{ OPT_DATE, '\0', "as-of", "date", &common.as_of,
	    "the day that counts as today: when it is booked" },
	{ OPT_FLAG, 'n', "dry-run", NULL, &dry_run,
	    "tell what speaks against it, store nothing" },
	GROUP(opts_register),
	{ .kind = OPT_END }
};

static void
take(struct typed *t, const char *field, const char *value)
{
	if (value != NULL)
		typed_take(t, kind_field(t->kind, field), str_of(value));
}

static struct str
value(const struct typed *t, const char *field)
{
	return t->batch.entry[0].value[kind_field(t->kind, field)];
}

/* What it is the same as, if anything, has its id by now. */
static bool
check(struct typed *t, const struct agendas *agendas)
{
	struct booking b = { .reg = t->batch.reg, .agendas = agendas,
	    .day = on.day };

	if (!typed_check(t))
		return false;
	b.meeting_id = value(t, "meeting_id");
	b.case_id = value(t, "case_id");
	b.type = value(t, "type");
	b.time = value(t, "time");
	return booking_check(&b);
}

/* Deadlines for booking go by the day it was booked first; what was there
 * before is known by the rest that is said here. */
static void
note_booked(struct typed *t)
{
	struct entry *e = &t->batch.entry[0];
	size_t field = kind_field(t->kind, "booked");
	day_t today = common_today();
	char date[DATE_SIZE];

	if (field < t->kind->n && e->state == ENTRY_NEW)
		e->value[field] = arena_str(&t->batch.arena, str_of(date_format(
		    date, today < on.day ? today : on.day)));
}

static void
book(struct run *r, struct reg *reg, const struct agendas *agendas,
    const char *case_id)
{
	char date[DATE_SIZE];
	const struct agenda *a;
	struct typed t;

	typed_init(&t, r, reg, kind_find(&reg->defs->kinds,
	    str_of("meeting")), false);
	t.dry = dry_run;
	t.batch.update = true;
	t.dialect = (struct dialect){ .typed = true, .decimal = ',' };
	take(&t, "case_id", case_id);
	take(&t, "type", type);
	take(&t, "date", date_format(date, on.day));
	take(&t, "time", at);
	take(&t, "place", place);
	a = agenda_find(agendas,
	    t.entry.value[kind_field(t.kind, "type")]);
	take(&t, "invited", with != NULL || a == NULL ? with : a->who.p);
	if (check(&t, agendas) && !dry_run) {
		note_booked(&t);
		if (typed_store(&t))
			typed_print_id(&t);
	}
	typed_release(&t);
}

static int
run(struct run *r, int argc, char **argv)
{
	struct agendas agendas = { 0 };
	struct reg reg;

	if (argc != 1 || type == NULL || !on.given) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name the case, the type of meeting and the day, as in: "
		    "book S-0001 --type followup --on 2026-11-22"));
		return 2;
	}
	/* What was stored was stored, whoever stopped listening. */
	signal(SIGPIPE, SIG_IGN);
	if (common_register(r, &reg) && agendas_load(&agendas, reg.defs,
	    common_share(), reg.dir, &r->diag))
		book(r, &reg, &agendas, argv[0]);
	agendas_release(&agendas);
	reg_close(&reg);
	return 0;
}

extern const struct command cmd_book;
const struct command cmd_book = {
	.name = "book", .about = "record a meeting that is planned",
	.operands = "case_id", .opts = opts, .run = run
};
