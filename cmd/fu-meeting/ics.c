#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "common.h"
#include "define/agenda.h"
#include "define/value.h"
#include "draw/ics.h"
#include "follow/due.h"
#include "register/index.h"
#include "register/log.h"

static const char *alarm_text = "1d";
static bool details, deadlines;

static const struct opt opts[] = {
	{ OPT_TEXT, '\0', "alarm", "period", &alarm_text,
	    "how long before to remind, such as 2d, or none; else 1d" },
	{ OPT_FLAG, '\0', "due", NULL, &deadlines,
	    "write what is due, too, as things to do" },
	{ OPT_FLAG, '\0', "details", NULL, &details,
	    "write the place, the note and whom a deadline is about" },
	{ OPT_DATE, '\0', "as-of", "date", &common.as_of,
	    "the day that counts as today" },
	GROUP(opts_register),
	{ OPT_TEXT, 'o', "output", "file", &common.output,
	    "write to a file" },
	{ OPT_LANG, '\0', "lang", "da|en", &common.lang,
	    "the language of what is printed; else the register's" },
	GROUP(opts_cases),
	GROUP(opts_where),
	{ .kind = OPT_END }
};

enum { MINUTES = 60 };		/* of a meeting whose agenda says nothing */

struct feed {
	struct run		*run;
	struct supply		 supply;
	struct filter		 filter;
	enum lang		 lang;
	const struct kind	*kind;
	struct intern		 wanted;	/* cases; none: all */
	struct str		 id;		/* of the register */
	struct log_changes	 changes;
	struct agendas		 agendas;
	struct ics_style	 style;
	/* Of the meeting at hand. */
	struct str		*value;
	struct buf		 uid, key, summary, place, note;
};

static bool
read_alarm(struct feed *c)
{
	struct period p;
	char shown[ECHO_SIZE];

	c->style.alarm_days = -1;
	if (strcmp(alarm_text, "none") == 0)
		return true;
	if (period_parse_short(str_of(alarm_text), &p) && p.months == 0) {
		c->style.alarm_days = p.days;
		return true;
	}
	diag_add(&c->run->diag, DIAG_FAILURE, (struct loc){ 0 },
	    _("--alarm \"%s\" is neither none nor days or weeks such as 2d, "
	    "1w"), echo(str_of(alarm_text), shown));
	return false;
}

static bool
read_cases(struct feed *c, int argc, char **argv)
{
	struct frame cases;
	bool ok = reg_frame(&c->supply.reg, "case", "case_id", &cases);
	char shown[ECHO_SIZE];

	for (int i = 0; ok && i < argc; i++) {
		if (frame_find(&cases, str_of(argv[i])) == cases.rows)
			diag_add(&c->run->diag, DIAG_FAILURE,
			    (struct loc){ .file = c->supply.reg.dir },
			    _("there is no case \"%s\""),
			    echo(str_of(argv[i]), shown));
		intern_add(&c->wanted, str_of(argv[i]));
	}
	frame_release(&cases);
	return ok && diag_status(&c->run->diag) < 2;
}

static bool
is_wanted(const struct feed *c, struct str case_id)
{
	return c->wanted.n == 0 ||
	    intern_find(&c->wanted, case_id) != INTERN_NONE;
}

static bool
read_id(struct feed *c)
{
	struct reg *reg = &c->supply.reg;

	c->id = reg_setting(reg, "id");
	if (c->id.len == 0)
		diag_add(&c->run->diag, DIAG_FAILURE,
		    (struct loc){ .file = reg_path(reg, "register.tsv") },
		    _("calendars know meetings by the register's id, and there "
		    "is none; add a line with id, a TAB and a word that no "
		    "other register has"));
	return c->id.len > 0;
}

/* -------------------------------------------------------------- meetings -- */

static struct str
field(const struct feed *c, const char *name)
{
	size_t i = kind_field(c->kind, name);

	return i < c->kind->n ? c->value[i] : (struct str){ "", 0 };
}

static struct str
text_of(const struct feed *c, const char *name, struct buf *out)
{
	buf_clear(out);
	if (details)
		tsv_unescape(out, field(c, name));
	return buf_str(out);
}

/* "opfølgningsmøde S-0016": nothing else of a case is told. */
static struct str
summary_of(struct feed *c)
{
	size_t i = kind_field(c->kind, "type");
	struct str case_id = field(c, "case_id");

	buf_clear(&c->summary);
	if (i < c->kind->n)
		value_label(c->supply.defs, &c->kind->field[i], c->value[i],
		    c->lang, &c->summary);
	buf_adds(&c->summary, case_id.len > 0 ? " " : "");
	buf_add_str(&c->summary, case_id);
	return buf_str(&c->summary);
}

/* A meeting with no hour yet is not settled. */
static enum ics_state
state_of(const struct feed *c, const struct ics_entry *e)
{
	struct str state = field(c, "state");

	if (str_is(state, "cancelled"))
		return ICS_CANCELLED;
	if (str_is(state, "held"))
		return ICS_DONE;
	return e->minute < 0 ? ICS_TENTATIVE : ICS_OPEN;
}

static int
minute_of(struct str time)
{
	int minute;

	return time_parse(time, &minute) ? minute : -1;
}

static int
minutes_of(const struct feed *c)
{
	const struct agenda *a = agenda_find(&c->agendas, field(c, "type"));
	unsigned minutes = a != NULL ? agenda_minutes(a) : 0;

	return minutes > 0 ? (int)minutes : MINUTES;
}

static void
add_meeting(struct feed *c, day_t day)
{
	struct str id = field(c, "meeting_id");
	const struct log_change *change;
	struct ics_entry e = { .day = day, .minutes = minutes_of(c),
	    .minute = minute_of(field(c, "time")),
	    .summary = summary_of(c),
	    .place = text_of(c, "place", &c->place),
	    .note = text_of(c, "note", &c->note) };

	buf_clear(&c->uid);
	ics_uid(&c->uid, c->id, "meeting", id);
	e.uid = buf_str(&c->uid);
	e.state = state_of(c, &e);
	buf_clear(&c->key);
	log_key(c->kind, c->value, &c->key);
	change = log_changes_find(&c->changes, buf_str(&c->key));
	if (change != NULL) {
		e.sequence = change->n;
		e.changed = str_of(change->last);
	}
	ics_entry(&c->run->out.buf, &c->style, &e);
	out_room(&c->run->out);
}

static void
add_row(struct feed *c, const struct tsv *t, const size_t *column)
{
	size_t date = kind_date(c->kind);
	day_t day;

	index_row(c->kind, t, column, c->value);
	if (!is_wanted(c, field(c, "case_id")))
		return;
	if (date_parse(c->value[date], &day))
		add_meeting(c, day);
	else
		diag_add(&c->run->diag, DIAG_ERROR, tsv_loc(t, column[date]),
		    _("a meeting without a day; it is left out"));
}

static bool
add_meetings(struct tsv *t, void *arg)
{
	struct feed *c = arg;
	size_t *column;

	if (!filter_bind(&c->filter, t))
		return false;
	column = index_columns(c->kind, t);
	c->value = mem_array(NULL, c->kind->n, sizeof(*c->value));
	while (tsv_next(t))
		if (filter_row(t, &c->filter))
			add_row(c, t, column);
	free(c->value);
	free(column);
	return true;
}

/* ------------------------------------------------------------- deadlines -- */

/* Moved by its trigger it is the same one. */
static void
add_uid(struct feed *c, const struct due *due)
{
	char date[DATE_SIZE];

	buf_clear(&c->key);
	buf_addf(&c->key, "%.*s\t%.*s\t%.*s\t%.*s\t%d",
	    STR(due->rule->rule), STR(due->case_id), STR(due->who),
	    STR(due->trigger), due->number);
	if (due->trigger.len == 0)
		buf_addf(&c->key, "\t%s", date_format(date,
		    due->trigger_date));
	buf_clear(&c->uid);
	ics_uid(&c->uid, c->id, "due", buf_str(&c->key));
}

/* Of what is about no case, which network it is. */
static void
add_deadline_summary(struct feed *c, const struct due *due)
{
	const struct lists *lists = &c->supply.defs->lists;
	struct str about = due->case_id.len > 0 ? due->case_id : due->trigger;

	buf_clear(&c->summary);
	buf_addf(&c->summary, "%s: ", tr(c->lang, N_("Deadline")));
	code_label(list_find(lists, str_of("deadlines")), due->rule->what,
	    c->lang, &c->summary);
	buf_addf(&c->summary, "%s%.*s", about.len > 0 ? " " : "",
	    STR(about));
	if (!details || due->who.len == 0)
		return;
	buf_adds(&c->summary, ": ");
	code_label(list_find(lists, str_of("raters")), due->who, c->lang,
	    &c->summary);
}

static void
add_deadline(struct feed *c, const struct due *due)
{
	struct ics_entry e = { .deadline = true, .day = due->due,
	    .minute = -1, .state = due->is_done ? ICS_DONE : ICS_OPEN };

	add_uid(c, due);
	add_deadline_summary(c, due);
	e.uid = buf_str(&c->uid);
	e.summary = buf_str(&c->summary);
	if (due->by_clock)
		zone_local(due->instant, &e.day, &e.minute);
	ics_entry(&c->run->out.buf, &c->style, &e);
	out_room(&c->run->out);
}

/* With those that are done, so that they are done in the calendar, too.  What
 * cannot be said when has no place in one. */
static bool
add_deadlines(struct feed *c)
{
	const struct due_options o = { .as_of = c->style.as_of, .all = true };
	const struct filter *f = &c->filter;
	struct dues dues;
	bool ok = dues_read(&dues, &c->supply.reg, &o);

	for (size_t i = 0; ok && i < dues.n; i++)
		if (dues.due[i].has_due && is_wanted(c, dues.due[i].case_id) &&
		    (!f->by_case || frame_find(&f->cases,
		    dues.due[i].case_id) < f->cases.rows))
			add_deadline(c, &dues.due[i]);
	dues_release(&dues);
	return ok;
}

/* --------------------------------------------------------------- command -- */

static bool
prepare(struct feed *c, int argc, char **argv)
{
	struct reg *reg = &c->supply.reg;
	struct str law;

	c->supply.has_register = true;
	if (!common_register(c->run, reg))
		return false;
	c->supply.defs = reg->defs;
	c->lang = common_lang(reg);
	c->kind = kind_find(&reg->defs->kinds, str_of("meeting"));
	c->style.as_of = common_today();
	law = reg_setting(reg, "jurisdiction");
	c->style.zoned = law.len == 0 || str_is(law, "dk");
	return read_id(c) && read_cases(c, argc, argv) &&
	    filter_init(&c->filter, c->run, reg->defs, common.where.word,
	    common.where.n, c->kind) &&
	    agendas_load(&c->agendas, reg->defs, common_share(), reg->dir,
	    &c->run->diag) &&
	    log_changes_read(&c->changes, reg, "meeting") &&
	    common_output(c->run);
}

static int
run(struct run *r, int argc, char **argv)
{
	struct feed c = { .run = r };
	bool ok = read_alarm(&c) && prepare(&c, argc, argv);

	if (ok) {
		ics_begin(&r->out.buf, &c.style);
		ok = common_inputs(r, &c.supply, c.kind, 0, NULL, add_meetings,
		    &c);
		ok = ok && (!deadlines || add_deadlines(&c));
		ics_end(&r->out.buf);
	}
	filter_release(&c.filter);
	log_changes_release(&c.changes);
	agendas_release(&c.agendas);
	intern_release(&c.wanted);
	supply_release(&c.supply);
	buf_release(&c.uid);
	buf_release(&c.key);
	buf_release(&c.summary);
	buf_release(&c.place);
	buf_release(&c.note);
	/* A calendar with a hole in it would be taken for a whole one. */
	return ok ? 0 : 2;
}

extern const struct command cmd_ics;
const struct command cmd_ics = {
	.name = "ics", .about = "print meetings and deadlines for a calendar",
	.operands = "[case_id ...]", .opts = opts, .run = run
};
