/*
 * The week for programs: every fact as a row of one table, or the whole as one
 * json object.  Values are written by the writers of table/write.h; here are
 * only names and dates, which need no escapes.
 */
#include <string.h>

#include "draw/week_private.h"

static const struct str none;

/* ---------------------------------------------------------------- rows -- */

/* name, kind: the columns of the table of facts */
#define FACTS(F) \
	F(WEEK, "week", CELL_DATE) \
	F(AS_OF, "as_of", CELL_DATE) \
	F(BY, "by", CELL_CODE) \
	F(FACT, "fact", CELL_CODE) \
	F(TEAM, "team", CELL_TEXT) \
	F(RATER, "rater", CELL_CODE) \
	F(CASE, "case_id", CELL_CODE) \
	F(WORKER, "worker", CELL_TEXT) \
	F(SCALE, "scale", CELL_CODE) \
	F(ITEM, "item", CELL_CODE) \
	F(SUBJECT, "subject", CELL_CODE) \
	F(GOAL, "goal_id", CELL_CODE) \
	F(STAGE, "stage", CELL_CODE) \
	F(CONTEXT, "context", CELL_CODE) \
	F(FIRST_DATE, "first_date", CELL_DATE) \
	F(LAST_DATE, "last_date", CELL_DATE) \
	F(REASON_DATE, "reason_date", CELL_DATE) \
	F(FIRST, "first", CELL_NUMBER) \
	F(MIDDLE, "middle", CELL_NUMBER) \
	F(LAST, "last", CELL_NUMBER) \
	F(N, "n", CELL_NUMBER) \
	F(OF, "of", CELL_NUMBER)

#define AS_INDEX(index, name, kind) FACT_##index,
#define AS_COLUMN(index, name, kind) \
	{ { name, sizeof(name) - 1 }, { NULL, 0 }, kind },

enum { FACTS(AS_INDEX) FACT_COLUMNS };
static const struct column fact_column[] = { FACTS(AS_COLUMN) };

static void
case_cells(struct str *cell, const struct week_case *of)
{
	cell[FACT_BY] = str_of("case");
	cell[FACT_TEAM] = of->team;
	cell[FACT_CASE] = of->case_id;
	cell[FACT_WORKER] = of->worker;
}

static void
attention_cells(struct drawing *d, struct str *cell,
    const struct week_attention *a)
{
	static const int column[SERIES_KEYS] = {
		[SERIES_CASE] = FACT_CASE, [SERIES_SCALE] = FACT_SCALE,
		[SERIES_ITEM] = FACT_ITEM, [SERIES_SUBJECT] = FACT_SUBJECT,
		[SERIES_GOAL] = FACT_GOAL, [SERIES_RATER] = FACT_RATER,
		[SERIES_STAGE] = FACT_STAGE, [SERIES_CONTEXT] = FACT_CONTEXT
	};
	bool series = a->why == WHY_DECLINE || a->why == WHY_TWO_DECLINES;

	for (int i = 0; series && i < SERIES_KEYS; i++)
		cell[column[i]] = a->key[i];
	case_cells(cell, &a->of);
	cell[FACT_FACT] = str_of(week_why_name[a->why]);
	if (a->why != WHY_STALE)
		cell[FACT_FIRST_DATE] = drawn_day(d, a->first_day);
	if (a->why != WHY_NEVER)
		cell[FACT_LAST_DATE] = drawn_day(d, a->last_day);
	if (!series) {
		if (a->reason_since)
			cell[FACT_REASON_DATE] = drawn_day(d, a->reason_day);
		return;
	}
	cell[FACT_FIRST] = drawn_number(d, a->first);
	cell[FACT_LAST] = drawn_number(d, a->last);
	if (a->why == WHY_TWO_DECLINES)
		cell[FACT_MIDDLE] = drawn_number(d, a->middle);
}

/* Starts a row of the table. */
static void
fact_cells(struct drawing *d, struct str cell[FACT_COLUMNS], const char *by)
{
	char week[WEEK_SIZE];

	memset(cell, 0, FACT_COLUMNS * sizeof(*cell));
	buf_adds(&d->text, week_format(week, d->w->monday));
	cell[FACT_WEEK] = drawn_text(d);
	cell[FACT_AS_OF] = drawn_day(d, d->w->as_of);
	cell[FACT_BY] = str_of(by);
}

/* A row about a count, and what it is a part of if it is. */
static void
count_row(struct drawing *d, struct writer *out, struct str cell[FACT_COLUMNS],
    const uint32_t n[WEEK_COUNTS], enum week_count what)
{
	enum week_count of = week_part_of[what];

	cell[FACT_FACT] = str_of(week_count_name[what]);
	cell[FACT_N] = drawn_count(d, n[what]);
	cell[FACT_OF] = of == what ? none : drawn_count(d, n[of]);
	writer_row(out, cell);
}

static void
count_rows(struct drawing *d, struct writer *out, const char *by,
    struct str team, const uint32_t n[WEEK_COUNTS])
{
	struct str cell[FACT_COLUMNS];

	fact_cells(d, cell, by);
	cell[FACT_TEAM] = team;
	for (int i = 0; i < WEEK_COUNTS; i++)
		count_row(d, out, cell, n, (enum week_count)i);
}

static void
role_rows(struct drawing *d, struct writer *out, const struct week_role *r)
{
	const uint32_t n[WEEK_COUNTS] = { [WEEK_RATINGS] = r->ratings,
	    [WEEK_REASONS] = r->reasons, [WEEK_RATED_CASES] = r->cases };
	struct str cell[FACT_COLUMNS];

	fact_cells(d, cell, "rater");
	cell[FACT_RATER] = r->role;
	count_row(d, out, cell, n, WEEK_RATINGS);
	count_row(d, out, cell, n, WEEK_REASONS);
	count_row(d, out, cell, n, WEEK_RATED_CASES);
}

static void
goal_row(struct drawing *d, struct writer *out, const struct week_goal *g)
{
	struct str cell[FACT_COLUMNS];

	fact_cells(d, cell, "case");
	case_cells(cell, &g->of);
	cell[FACT_FACT] = str_of("goal_reached");
	cell[FACT_GOAL] = g->goal_id;
	cell[FACT_LAST_DATE] = drawn_day(d, g->day);
	writer_row(out, cell);
}

void
week_write_facts(struct drawing *d, const char *format, struct buf *out,
    struct diag *diag)
{
	const struct write_style style = { .lang = d->lang, .diag = diag };
	struct writer *to = writer_new(format, out, fact_column, FACT_COLUMNS,
	    &style);
	const struct week *w = d->w;
	struct str cell[FACT_COLUMNS];

	count_rows(d, to, "all", none, w->n);
	for (size_t i = 0; i < w->teams; i++)
		count_rows(d, to, "team", w->team[i].team, w->team[i].n);
	for (size_t i = 0; i < w->roles; i++)
		role_rows(d, to, &w->role[i]);
	for (size_t i = 0; i < w->attentions; i++) {
		fact_cells(d, cell, "case");
		attention_cells(d, cell, &w->attention[i]);
		writer_row(to, cell);
	}
	for (size_t i = 0; i < w->goals; i++)
		goal_row(d, to, &w->goal[i]);
	writer_end(to);
}

/* ---------------------------------------------------------------- json -- */

/* Objects one behind the other, written by the writer of JSON lines. */
struct objects {
	struct writer	*to;
	struct buf	*out;
	bool		 more;
};

static struct objects
objects_begin(struct buf *out, const struct column *column, size_t n)
{
	static const struct write_style style = { .lang = LANG_EN };

	return (struct objects){ writer_new("jsonl", out, column, n, &style),
	    out, false };
}

static void
object(struct objects *o, const struct str *cell)
{
	buf_adds(o->out, o->more ? ",\n" : "\n");
	writer_row(o->to, cell);
	o->out->p[--o->out->len] = '\0';	/* the end of the line */
	o->more = true;
}

static struct column
count_column(enum week_count what)
{
	return (struct column){ str_of(week_count_name[what]), none,
	    CELL_NUMBER };
}

/* The counts, with the team before them or without. */
static void
json_counts(struct drawing *d, struct buf *out, bool by_team)
{
	struct column column[WEEK_COUNTS + 1] = { fact_column[FACT_TEAM] };
	struct str cell[WEEK_COUNTS + 1];
	const struct week *w = d->w;
	size_t skip = by_team ? 0 : 1;
	struct objects o;

	for (int i = 0; i < WEEK_COUNTS; i++)
		column[i + 1] = count_column((enum week_count)i);
	o = objects_begin(out, column + skip, WEEK_COUNTS + 1 - skip);
	for (size_t t = 0; t < (by_team ? w->teams : 1); t++) {
		cell[0] = by_team ? w->team[t].team : none;
		for (int i = 0; i < WEEK_COUNTS; i++)
			cell[i + 1] = drawn_count(d, by_team ? w->team[t].n[i] :
			    w->n[i]);
		object(&o, cell + skip);
	}
	writer_end(o.to);
}

static void
json_roles(struct drawing *d, struct buf *out)
{
	const struct column column[] = { fact_column[FACT_RATER],
	    count_column(WEEK_RATINGS), count_column(WEEK_REASONS),
	    count_column(WEEK_RATED_CASES) };
	struct objects o = objects_begin(out, column, 4);

	for (size_t i = 0; i < d->w->roles; i++) {
		const struct week_role *r = &d->w->role[i];
		struct str cell[] = { r->role, drawn_count(d, r->ratings),
		    drawn_count(d, r->reasons), drawn_count(d, r->cases) };

		object(&o, cell);
	}
	writer_end(o.to);
}

static void
json_attention(struct drawing *d, struct buf *out)
{
	struct objects o = objects_begin(out, fact_column + FACT_FACT,
	    FACT_N - FACT_FACT);

	for (size_t i = 0; i < d->w->attentions; i++) {
		struct str cell[FACT_COLUMNS] = { { 0 } };

		attention_cells(d, cell, &d->w->attention[i]);
		object(&o, cell + FACT_FACT);
	}
	writer_end(o.to);
}

static void
json_goals(struct drawing *d, struct buf *out)
{
	const struct column column[] = { fact_column[FACT_TEAM],
	    fact_column[FACT_CASE], fact_column[FACT_WORKER],
	    fact_column[FACT_GOAL], { str_of("closed"), none, CELL_DATE } };
	struct objects o = objects_begin(out, column, 5);

	for (size_t i = 0; i < d->w->goals; i++) {
		const struct week_goal *g = &d->w->goal[i];
		struct str cell[] = { g->of.team, g->of.case_id, g->of.worker,
		    g->goal_id, drawn_day(d, g->day) };

		object(&o, cell);
	}
	writer_end(o.to);
}

void
week_write_json(struct drawing *d, struct buf *out)
{
	const struct week *w = d->w;
	char week[WEEK_SIZE], date[DATE_SIZE];

	buf_addf(out, "{\"format\":1,\n\"week\":\"%s\",\n",
	    week_format(week, w->monday));
	buf_addf(out, "\"from\":\"%s\",\n", date_format(date, w->monday));
	buf_addf(out, "\"to\":\"%s\",\n", date_format(date, w->monday + 6));
	buf_addf(out, "\"as_of\":\"%s\",\n", date_format(date, w->as_of));
	buf_addf(out, "\"stale_before\":\"%s\",\n\"all\":",
	    date_format(date, w->stale_before));
	json_counts(d, out, false);
	buf_adds(out, ",\n\"teams\":[");
	json_counts(d, out, true);
	buf_adds(out, "\n],\n\"raters\":[");
	json_roles(d, out);
	buf_adds(out, "\n],\n\"attention\":[");
	json_attention(d, out);
	buf_adds(out, "\n],\n\"goals\":[");
	json_goals(d, out);
	buf_adds(out, "\n]}\n");
}
