#include "follow/booking.h"

#include <stdlib.h>

#include "follow/due.h"
#include "register/index.h"
#include "table/frame.h"

enum { ID, CASE, TYPE, DATE, TIME, STATE, FIELDS };

struct checking {
	const struct booking	*b;
	struct frame		 cases;
	size_t			 field[FIELDS];	/* of the kind meeting */
	unsigned		 number;	/* of its type in the case */
};

static const struct loc nowhere;

static struct str
cell_of_case(const struct checking *c, struct str case_id, const char *column)
{
	size_t row = frame_find(&c->cases, case_id);

	if (row == c->cases.rows)
		return (struct str){ "", 0 };
	return frame_cell(&c->cases, row, frame_column(&c->cases, column));
}

/* --------------------------------------------------------- the day alone -- */

/* A day that merely rolls deadlines, Christmas Eve, is told, too: few come. */
static bool
check_day(const struct booking *b)
{
	static const char *const name[] = { N_("Saturday"), N_("Sunday") };
	int weekday = b->day - week_monday(b->day);
	const struct calendar_day *line;
	struct due_practice practice;
	char date[DATE_SIZE];

	if (!due_practice(&practice, b->reg))
		return false;
	line = calendar_line(&practice.calendar, b->day);
	if (line != NULL && line->label[0].len == 0)
		diag_add(b->reg->diag, DIAG_WARNING, nowhere,
		    _("%s is no working day"), date_format(date, b->day));
	else if (line != NULL)
		diag_add(b->reg->diag, DIAG_WARNING, nowhere, _("%s is %.*s"),
		    date_format(date, b->day),
		    STR(line->label[lang_messages()]));
	else if (weekday >= 5)
		diag_add(b->reg->diag, DIAG_WARNING, nowhere, _("%s is a %s"),
		    date_format(date, b->day), _(name[weekday - 5]));
	return true;
}

static void
check_closed(const struct checking *c)
{
	struct str closed = cell_of_case(c, c->b->case_id, "closed");
	char date[DATE_SIZE];
	day_t day;

	if (date_parse(closed, &day) && day <= c->b->day)
		diag_add(c->b->reg->diag, DIAG_WARNING, nowhere,
		    _("the case was closed on %s"), date_format(date, day));
}

static void
check_frame(const struct checking *c)
{
	const struct agenda *a = agenda_find(c->b->agendas, c->b->type);
	char from[DATE_SIZE], by[DATE_SIZE];
	day_t start, last;

	if (a == NULL)
		return;
	if (a->most > 0 && c->number > a->most)
		diag_add(c->b->reg->diag, DIAG_WARNING, nowhere,
		    _("this is number %u of its type in the case, of at most "
		    "%u"), c->number, a->most);
	if (a->of.len == 0 || !date_parse(cell_of_case(c, c->b->case_id,
	    a->of.p), &start))
		return;
	last = date_plus(start, a->within, 1);
	if (c->b->day > last)
		diag_add(c->b->reg->diag, DIAG_WARNING, nowhere,
		    _("a meeting of this type is to be held by %s, counted "
		    "from %s %s"), date_format(by, last), a->of.p,
		    date_format(from, start));
}

/* ------------------------------------------------- beside other meetings -- */

static int
lasts(const struct booking *b, struct str type)
{
	const struct agenda *a = agenda_find(b->agendas, type);
	int minutes = a != NULL ? (int)agenda_minutes(a) : 0;

	return minutes > 0 ? minutes : 1;
}

static bool
overlap(const struct booking *b, struct str type, struct str time)
{
	int start, other;

	if (!time_parse(b->time, &start) || !time_parse(time, &other))
		return false;
	return start < other + lasts(b, type) &&
	    other < start + lasts(b, b->type);
}

static void
check_same_day(const struct checking *c, const struct str *value)
{
	const struct booking *b = c->b;
	struct str case_id = value[c->field[CASE]], worker;
	char id[ECHO_SIZE], shown[ECHO_SIZE];

	if (str_eq(case_id, b->case_id)) {
		diag_add(b->reg->diag, DIAG_WARNING, nowhere,
		    _("the case has another meeting that day: %s"),
		    echo(value[c->field[ID]], id));
		return;
	}
	worker = cell_of_case(c, b->case_id, "worker");
	if (worker.len > 0 && str_eq(worker, cell_of_case(c, case_id,
	    "worker")) && overlap(b, value[c->field[TYPE]],
	    value[c->field[TIME]]))
		diag_add(b->reg->diag, DIAG_WARNING, nowhere,
		    _("the caseworker has another meeting at that time: %s "
		    "in case %s"), echo(value[c->field[ID]], id),
		    echo(case_id, shown));
}

static void
check_meeting(struct checking *c, const struct str *value)
{
	const struct booking *b = c->b;
	char date[DATE_SIZE];

	if (str_is(value[c->field[STATE]], "cancelled") ||
	    str_eq(value[c->field[ID]], b->meeting_id))
		return;
	if (str_eq(value[c->field[CASE]], b->case_id) &&
	    str_eq(value[c->field[TYPE]], b->type))
		c->number++;
	if (str_is(value[c->field[DATE]], date_format(date, b->day)))
		check_same_day(c, value);
}

static bool
check_meetings(struct checking *c)
{
	static const char *const name[FIELDS] = { "meeting_id", "case_id",
	    "type", "date", "time", "state" };
	struct reg *reg = c->b->reg;
	const struct kind *k = kind_find(&reg->defs->kinds,
	    str_of("meeting"));
	size_t failures = reg->diag->count[DIAG_FAILURE], *column;
	struct str *value;
	struct tsv t;

	for (int i = 0; i < FIELDS; i++)
		c->field[i] = kind_field(k, name[i]);
	if (reg_table(reg, k, &t)) {
		column = index_columns(k, &t);
		value = mem_array(NULL, k->n, sizeof(*value));
		while (tsv_next(&t)) {
			index_row(k, &t, column, value);
			check_meeting(c, value);
		}
		free(value);
		free(column);
	}
	tsv_close(&t);
	return reg->diag->count[DIAG_FAILURE] == failures;
}

bool
booking_check(const struct booking *b)
{
	struct checking c = { .b = b, .number = 1 };
	bool ok = reg_frame(b->reg, "case", "case_id", &c.cases) &&
	    check_meetings(&c);

	ok = ok && check_day(b);
	if (ok) {
		check_closed(&c);
		check_frame(&c);
	}
	frame_release(&c.cases);
	return ok;
}
