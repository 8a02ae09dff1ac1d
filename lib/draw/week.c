#include "draw/week.h"

#include <stdarg.h>
#include <string.h>

#include "base/mem.h"
#include "define/value.h"
#include "table/tsv.h"

/* What is drawn, and with which words. */
struct drawing {
	const struct week	*w;
	const struct defs	*defs;
	const struct kind	*rating;	/* NULL: no labels */
	enum lang		 lang;
	struct doc		*doc;
	struct arena		 arena;		/* cells and words */
	struct buf		 text;		/* being put together */
};

static const struct str none;

/* What was put together, kept; the buffer is empty again. */
static struct str
kept(struct drawing *d)
{
	struct str s = arena_str(&d->arena, buf_str(&d->text));

	buf_clear(&d->text);
	return s;
}

static struct str
number(struct drawing *d, int64_t millionths)
{
	num_add(&d->text, millionths);
	return kept(d);
}

static struct str
whole(struct drawing *d, uint32_t n)
{
	buf_addf(&d->text, "%u", n);
	return kept(d);
}

static struct str
day(struct drawing *d, day_t on)
{
	char date[DATE_SIZE];

	buf_adds(&d->text, date_format(date, on));
	return kept(d);
}

/* -------------------------------------------------------- for programs -- */

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
		cell[FACT_FIRST_DATE] = day(d, a->first_day);
	if (a->why != WHY_NEVER)
		cell[FACT_LAST_DATE] = day(d, a->last_day);
	if (!series) {
		if (a->reason_since)
			cell[FACT_REASON_DATE] = day(d, a->reason_day);
		return;
	}
	cell[FACT_FIRST] = number(d, a->first);
	cell[FACT_LAST] = number(d, a->last);
	if (a->why == WHY_TWO_DECLINES)
		cell[FACT_MIDDLE] = number(d, a->middle);
}

/* Starts a row of the table. */
static void
fact_cells(struct drawing *d, struct str cell[FACT_COLUMNS], const char *by)
{
	char week[WEEK_SIZE];

	memset(cell, 0, FACT_COLUMNS * sizeof(*cell));
	buf_adds(&d->text, week_format(week, d->w->monday));
	cell[FACT_WEEK] = kept(d);
	cell[FACT_AS_OF] = day(d, d->w->as_of);
	cell[FACT_BY] = str_of(by);
}

static void
count_facts(struct drawing *d, struct writer *out, const char *by,
    struct str team, const uint32_t n[WEEK_COUNTS])
{
	struct str cell[FACT_COLUMNS];

	for (int i = 0; i < WEEK_COUNTS; i++) {
		fact_cells(d, cell, by);
		cell[FACT_FACT] = str_of(week_count_name[i]);
		cell[FACT_TEAM] = team;
		cell[FACT_N] = whole(d, n[i]);
		if ((int)week_part_of[i] != i)
			cell[FACT_OF] = whole(d, n[week_part_of[i]]);
		writer_row(out, cell);
	}
}

static void
role_facts(struct drawing *d, struct writer *out, const struct week_role *r)
{
	const struct {
		enum week_count	what;
		uint32_t	n;
	} fact[] = { { WEEK_RATINGS, r->ratings }, { WEEK_REASONS, r->reasons },
	    { WEEK_RATED_CASES, r->cases } };
	struct str cell[FACT_COLUMNS];

	for (size_t i = 0; i < sizeof(fact) / sizeof(fact[0]); i++) {
		fact_cells(d, cell, "rater");
		cell[FACT_FACT] = str_of(week_count_name[fact[i].what]);
		cell[FACT_RATER] = r->role;
		cell[FACT_N] = whole(d, fact[i].n);
		if (fact[i].what == WEEK_REASONS)
			cell[FACT_OF] = whole(d, r->ratings);
		writer_row(out, cell);
	}
}

static void
write_facts(struct drawing *d, const char *format, struct buf *out)
{
	const struct write_style style = { .lang = d->lang };
	struct writer *to = writer_new(format, out, fact_column, FACT_COLUMNS,
	    &style);
	const struct week *w = d->w;
	struct str cell[FACT_COLUMNS];

	count_facts(d, to, "all", none, w->n);
	for (size_t i = 0; i < w->teams; i++)
		count_facts(d, to, "team", w->team[i].team, w->team[i].n);
	for (size_t i = 0; i < w->roles; i++)
		role_facts(d, to, &w->role[i]);
	for (size_t i = 0; i < w->attentions; i++) {
		fact_cells(d, cell, "case");
		attention_cells(d, cell, &w->attention[i]);
		writer_row(to, cell);
	}
	for (size_t i = 0; i < w->goals; i++) {
		fact_cells(d, cell, "case");
		case_cells(cell, &w->goal[i].of);
		cell[FACT_FACT] = str_of("goal_reached");
		cell[FACT_GOAL] = w->goal[i].goal_id;
		cell[FACT_LAST_DATE] = day(d, w->goal[i].day);
		writer_row(to, cell);
	}
	writer_end(to);
}

/* --------------------------------------------------------------- json -- */

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
	o->out->len--;		/* the end of the line */
	o->more = true;
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
		column[i + 1] = (struct column){ str_of(week_count_name[i]),
		    none, CELL_NUMBER };
	o = objects_begin(out, column + skip, WEEK_COUNTS + 1 - skip);
	for (size_t t = 0; t < (by_team ? w->teams : 1); t++) {
		cell[0] = by_team ? w->team[t].team : none;
		for (int i = 0; i < WEEK_COUNTS; i++)
			cell[i + 1] = whole(d, by_team ? w->team[t].n[i] :
			    w->n[i]);
		object(&o, cell + skip);
	}
	writer_end(o.to);
}

static void
json_roles(struct drawing *d, struct buf *out)
{
	const struct column column[] = { fact_column[FACT_RATER],
	    { str_of(week_count_name[WEEK_RATINGS]), none, CELL_NUMBER },
	    { str_of(week_count_name[WEEK_REASONS]), none, CELL_NUMBER },
	    { str_of(week_count_name[WEEK_RATED_CASES]), none, CELL_NUMBER } };
	struct objects o = objects_begin(out, column, 4);

	for (size_t i = 0; i < d->w->roles; i++) {
		const struct week_role *r = &d->w->role[i];
		struct str cell[] = { r->role, whole(d, r->ratings),
		    whole(d, r->reasons), whole(d, r->cases) };

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
		    g->goal_id, day(d, g->day) };

		object(&o, cell);
	}
	writer_end(o.to);
}

static void
write_json(struct drawing *d, struct buf *out)
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

/* ---------------------------------------------------------- for people -- */

/* A message with its values, put together and kept. */
__attribute__((format(printf, 2, 3)))
static struct str
words(struct drawing *d, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&d->text, fmt, ap);
	va_end(ap);
	return kept(d);
}

static struct str
word(const struct drawing *d, const char *msgid)
{
	return str_of(tr(d->lang, msgid));
}

/* A stored text without its escapes. */
static struct str
plain(struct drawing *d, struct str stored)
{
	tsv_unescape(&d->text, stored);
	return kept(d);
}

/* As people read it; texts of an arena end with a NUL. */
static const char *
shown_day(struct drawing *d, day_t on)
{
	char date[DATE_SIZE];

	write_shown(&d->text, str_of(date_format(date, on)), CELL_DATE,
	    d->lang);
	return kept(d).p;
}

static const char *
shown_number(struct drawing *d, int64_t millionths)
{
	write_shown(&d->text, number(d, millionths), CELL_NUMBER, d->lang);
	return kept(d).p;
}

static struct str
part(struct drawing *d, const uint32_t n[WEEK_COUNTS], enum week_count what)
{
	return words(d, tr(d->lang, N_("%u of %u")), n[what],
	    n[week_part_of[what]]);
}

/* The same as a cell: still escaped. */
static struct str
team_cell(const struct drawing *d, struct str team)
{
	return team.len > 0 ? team : word(d, N_("No team"));
}

static struct str
team_name(struct drawing *d, struct str team)
{
	return team.len > 0 ? plain(d, team) : word(d, N_("No team"));
}

static struct column
text_column(const struct drawing *d, const char *msgid)
{
	return (struct column){ .label = word(d, msgid), .kind = CELL_TEXT };
}

/* Shares are aligned as numbers are. */
static struct column
number_column(const struct drawing *d, const char *msgid)
{
	return (struct column){ .label = word(d, msgid), .kind = CELL_NUMBER };
}

static void
pair(struct drawing *d, const char *msgid, struct str value)
{
	doc_pair(d->doc, word(d, msgid), value);
}

/* Endings that are neither, or not told, are told as that. */
static struct str
told_closed(struct drawing *d, const uint32_t n[WEEK_COUNTS])
{
	uint32_t rest = n[WEEK_CLOSED] - n[WEEK_PLANNED] - n[WEEK_UNPLANNED];

	buf_addf(&d->text, "%u", n[WEEK_CLOSED]);
	if (n[WEEK_CLOSED] > 0)
		buf_addf(&d->text, tr(d->lang,
		    N_(" (planned %u, unplanned %u)")), n[WEEK_PLANNED],
		    n[WEEK_UNPLANNED]);
	if (rest > 0)
		buf_addf(&d->text, tr(d->lang, N_("; no ending told: %u")),
		    rest);
	return kept(d);
}

static void
draw_summary(struct drawing *d)
{
	const uint32_t *n = d->w->n;

	pair(d, N_("Open cases"), whole(d, n[WEEK_OPEN]));
	pair(d, N_("Cases to look at"), part(d, n, WEEK_ATTENTION));
	pair(d, N_("Opened in the week"), whole(d, n[WEEK_OPENED]));
	pair(d, N_("Closed in the week"), told_closed(d, n));
	pair(d, N_("Ratings in the week"), whole(d, n[WEEK_RATINGS]));
	pair(d, N_("Without a number"), part(d, n, WEEK_REASONS));
	pair(d, N_("Cases rated in the week"), whole(d, n[WEEK_RATED_CASES]));
	pair(d, N_("Goals reached"), whole(d, n[WEEK_GOALS]));
}

/* ----------------------------------------------------- who to look at -- */

static void
add_label(struct drawing *d, int i, struct str stored)
{
	const struct kind *k = d->rating;
	size_t field = k != NULL ? kind_field(k, series_key_names[i]) : 0;

	if (k != NULL && field < k->n)
		value_label(d->defs, &k->field[field], stored, d->lang,
		    &d->text);
	else
		buf_add_str(&d->text, stored);
}

/* Fields of the key in brackets, those that are there. */
static void
add_details(struct drawing *d, const struct week_attention *a, int one,
    int other)
{
	const int detail[] = { one, other };
	bool more = false;

	for (size_t i = 0; i < 2; i++) {
		if (a->key[detail[i]].len == 0)
			continue;
		buf_adds(&d->text, more ? ", " : " (");
		add_label(d, detail[i], a->key[detail[i]]);
		more = true;
	}
	buf_adds(&d->text, more ? ")" : "");
}

/* "mor (hjem)" */
static const char *
rater(struct drawing *d, const struct week_attention *a)
{
	add_label(d, SERIES_RATER, a->key[SERIES_RATER]);
	add_details(d, a, SERIES_STAGE, SERIES_CONTEXT);
	return kept(d).p;
}

/* "Trivselslineal 1-10 (barn)" */
static const char *
scale(struct drawing *d, const struct week_attention *a)
{
	if (a->scale != NULL)
		buf_add_str(&d->text, a->scale->label[d->lang]);
	else {
		buf_add_str(&d->text, a->key[SERIES_SCALE]);
		buf_adds(&d->text, a->key[SERIES_ITEM].len > 0 ? " " : "");
		buf_add_str(&d->text, a->key[SERIES_ITEM]);
	}
	add_details(d, a, SERIES_SUBJECT, SERIES_GOAL);
	return kept(d).p;
}

static bool
same_scale(const struct week_attention *a, const struct week_attention *b)
{
	for (int i = SERIES_SCALE; i <= SERIES_GOAL; i++)
		if (!str_eq(a->key[i], b->key[i]))
			return false;
	return true;
}

/* "Trivselslineal 1-10: barn 6,5→4, mor 7→5 siden 11-05-2026": what several
 * series share is told once, the day behind the last of them. */
static struct str
told_series(struct drawing *d, const struct week_attention *a, size_t n)
{
	struct buf told = { 0 };
	struct str all;

	for (size_t i = 0; i < n; i++) {
		bool first = i == 0 || !same_scale(&a[i - 1], &a[i]);
		bool last = i + 1 == n || !same_scale(&a[i], &a[i + 1]);

		if (first)
			buf_addf(&told, "%s%s: ", i == 0 ? "" : "; ",
			    scale(d, &a[i]));
		buf_addf(&told, "%s%s %s", first ? "" : ", ", rater(d, &a[i]),
		    shown_number(d, a[i].first));
		if (a[i].why == WHY_TWO_DECLINES)
			buf_addf(&told, "→%s", shown_number(d, a[i].middle));
		buf_addf(&told, "→%s", shown_number(d, a[i].last));
		if (last || a[i].first_day != a[i + 1].first_day)
			buf_addf(&told, tr(d->lang, N_(" since %s")),
			    shown_day(d, a[i].first_day));
	}
	all = arena_str(&d->arena, buf_str(&told));
	buf_release(&told);
	return all;
}

static struct str
told_silence(struct drawing *d, const struct week_attention *a)
{
	const char *since = shown_day(d, a->why == WHY_NEVER ? a->first_day :
	    a->last_day);
	const char *reason = shown_day(d, a->reason_day);

	buf_addf(&d->text, a->why == WHY_NEVER ?
	    tr(d->lang, N_("Never rated; allocated %s")) :
	    tr(d->lang, N_("No rating since %s")), since);
	if (a->reason_since)
		buf_addf(&d->text, tr(d->lang, N_("; on %s a reason instead "
		    "of a number")), reason);
	return kept(d);
}

static bool
same_case(const struct week_attention *a, const struct week_attention *b)
{
	return str_eq(a->of.case_id, b->of.case_id);
}

/* One line for each reason of a case: all series that have it.  Returns how
 * many entries that were. */
static size_t
draw_reason(struct drawing *d, const struct week_attention *a, size_t left,
    struct str key)
{
	struct str told;
	size_t n = 1;

	if (a->why == WHY_STALE || a->why == WHY_NEVER) {
		doc_pair(d->doc, key, told_silence(d, a));
		return 1;
	}
	while (n < left && same_case(a, a + n) && a[n].why == a->why)
		n++;
	told = told_series(d, a, n);
	doc_pair(d->doc, key, words(d, a->why == WHY_DECLINE ?
	    tr(d->lang, N_("Decline on %s")) :
	    tr(d->lang, N_("Two declines running on %s")), told.p));
	return n;
}

/* "S-0023, Karim"; nothing where the line before is about the same case. */
static struct str
case_name(struct drawing *d, const struct week_attention *a, bool again)
{
	if (again)
		return none;
	buf_add_str(&d->text, a->of.case_id);
	if (a->of.worker.len > 0) {
		buf_adds(&d->text, ", ");
		tsv_unescape(&d->text, a->of.worker);
	}
	return kept(d);
}

static void
draw_attention(struct drawing *d)
{
	const struct week *w = d->w;
	const struct week_attention *a = w->attention;
	size_t i = 0;

	doc_heading(d->doc, 2, word(d, N_("Cases to look at")));
	if (w->attentions == 0)
		doc_paragraph(d->doc, word(d, N_("None this week.")));
	while (i < w->attentions) {
		bool again = i > 0 && same_case(&a[i - 1], &a[i]);

		if (i == 0 || !str_eq(a[i - 1].of.team, a[i].of.team))
			doc_heading(d->doc, 3, team_name(d, a[i].of.team));
		i += draw_reason(d, &a[i], w->attentions - i,
		    case_name(d, &a[i], again));
	}
	doc_note(d->doc, words(d, tr(d->lang, N_("Listed are changes for the "
	    "worse that reach the norm's threshold, two changes for the worse "
	    "in a row, of any size, and cases whose latest number is from "
	    "before %s.")), shown_day(d, w->stale_before)));
}

/* -------------------------------------------------------------- tables -- */

static void
course_row(struct drawing *d, struct str team, const uint32_t n[WEEK_COUNTS])
{
	const struct str cell[] = { team, whole(d, n[WEEK_OPEN]),
	    part(d, n, WEEK_RATED), part(d, n, WEEK_TWICE),
	    part(d, n, WEEK_PROGRESS), part(d, n, WEEK_UNCHANGED),
	    part(d, n, WEEK_DECLINE), part(d, n, WEEK_UNKNOWN) };

	doc_row(d->doc, cell);
}

static void
draw_courses(struct drawing *d)
{
	const struct column column[] = { text_column(d, N_("Team")),
	    number_column(d, N_("Open")), number_column(d, N_("Rated")),
	    number_column(d, N_("Twice")), number_column(d, N_("Progress")),
	    number_column(d, N_("Unchanged")), number_column(d, N_("Decline")),
	    number_column(d, N_("Unknown")) };
	const struct week *w = d->w;

	doc_heading(d->doc, 2, word(d, N_("How the open cases are doing")));
	doc_table(d->doc, column, sizeof(column) / sizeof(column[0]));
	for (size_t i = 0; i < w->teams; i++)
		course_row(d, team_cell(d, w->team[i].team), w->team[i].n);
	course_row(d, word(d, N_("In all")), w->n);
	if (w->n[WEEK_UNKNOWN] > 0)
		doc_paragraph(d->doc, words(d, tr(d->lang, N_("Unknown, "
		    "however small the change: %u better, %u the same, %u "
		    "worse.")), w->n[WEEK_UP], w->n[WEEK_SAME],
		    w->n[WEEK_DOWN]));
	doc_note(d->doc, word(d, N_("Rated: cases with a number. Twice: with "
	    "two numbers on the same scale by the same rater about the same "
	    "thing; only these can tell a change, from the first to the "
	    "latest. Decline: a change for the worse that reaches the norm's "
	    "threshold. Progress: one for the better, and none for the worse. "
	    "Unknown: no threshold is set.")));
}

static void
activity_row(struct drawing *d, struct str team, const uint32_t n[WEEK_COUNTS])
{
	const struct str cell[] = { team, whole(d, n[WEEK_OPENED]),
	    whole(d, n[WEEK_CLOSED]), whole(d, n[WEEK_RATINGS]),
	    whole(d, n[WEEK_REASONS]), whole(d, n[WEEK_RATED_CASES]),
	    whole(d, n[WEEK_GOALS]) };

	doc_row(d->doc, cell);
}

static void
draw_activity(struct drawing *d)
{
	const struct column column[] = { text_column(d, N_("Team")),
	    number_column(d, N_("Opened")), number_column(d, N_("Closed")),
	    number_column(d, N_("Ratings")),
	    number_column(d, N_("Without a number")),
	    number_column(d, N_("Cases rated")),
	    number_column(d, N_("Goals reached")) };
	const struct week *w = d->w;

	doc_heading(d->doc, 2, word(d, N_("The week by team")));
	doc_table(d->doc, column, sizeof(column) / sizeof(column[0]));
	for (size_t i = 0; i < w->teams; i++)
		activity_row(d, team_cell(d, w->team[i].team), w->team[i].n);
	activity_row(d, word(d, N_("In all")), w->n);
}

static void
role_row(struct drawing *d, const struct week_role *r)
{
	struct str cell[4];

	add_label(d, SERIES_RATER, r->role);
	cell[0] = kept(d);
	cell[1] = whole(d, r->ratings);
	cell[2] = words(d, tr(d->lang, N_("%u of %u")), r->reasons,
	    r->ratings);
	cell[3] = whole(d, r->cases);
	doc_row(d->doc, cell);
}

/* In the order in which the list of raters has them, then the others. */
static void
role_rows(struct drawing *d)
{
	const struct list *l = list_find(&d->defs->lists, str_of("raters"));
	const struct week *w = d->w;

	for (size_t i = 0; l != NULL && i < l->n; i++)
		for (size_t k = 0; k < w->roles; k++)
			if (str_eq(w->role[k].role, l->code[i].code))
				role_row(d, &w->role[k]);
	for (size_t k = 0; k < w->roles; k++)
		if (l == NULL || code_find(l, w->role[k].role) == NULL)
			role_row(d, &w->role[k]);
}

static void
draw_roles(struct drawing *d)
{
	const struct column column[] = { text_column(d, N_("Rater")),
	    number_column(d, N_("Ratings")),
	    number_column(d, N_("Without a number")),
	    number_column(d, N_("Cases")) };

	if (d->w->roles == 0)
		return;
	doc_heading(d->doc, 2, word(d, N_("Ratings of the week by rater")));
	doc_table(d->doc, column, sizeof(column) / sizeof(column[0]));
	role_rows(d);
}

static void
draw_goals(struct drawing *d)
{
	const struct column column[] = { text_column(d, N_("Team")),
	    text_column(d, N_("Case")), text_column(d, N_("Goal")),
	    text_column(d, N_("Caseworker")),
	    { .label = word(d, N_("Closed")), .kind = CELL_DATE } };
	const struct week *w = d->w;

	if (w->goals == 0)
		return;
	doc_heading(d->doc, 2, word(d, N_("Goals reached in the week")));
	doc_table(d->doc, column, sizeof(column) / sizeof(column[0]));
	for (size_t i = 0; i < w->goals; i++) {
		const struct week_goal *g = &w->goal[i];
		const struct str cell[] = { team_cell(d, g->of.team),
		    g->of.case_id, g->goal_id, g->of.worker, day(d, g->day) };

		doc_row(d->doc, cell);
	}
}

static void
draw_page(struct drawing *d)
{
	const struct week *w = d->w;

	doc_paragraph(d->doc, words(d, tr(d->lang, N_("From %s to %s. "
	    "Figures as of %s.")), shown_day(d, w->monday),
	    shown_day(d, w->monday + 6), shown_day(d, w->as_of)));
	draw_summary(d);
	draw_courses(d);
	draw_attention(d);
	draw_activity(d);
	draw_roles(d);
	draw_goals(d);
}

static struct str
title(struct drawing *d)
{
	char name[WEEK_SIZE];		/* "2026-W46" */
	const char *number = name + 6;
	struct str year;

	week_format(name, d->w->monday);
	year = arena_str(&d->arena, (struct str){ name, 4 });
	return words(d, tr(d->lang, N_("Follow-up: week %s of %s")),
	    *number == '0' ? number + 1 : number, year.p);
}

static bool
is_page(const char *format)
{
	const char *const *name = doc_formats();

	while (*name != NULL && strcmp(*name, format) != 0)
		name++;
	return *name != NULL;
}

void
week_write(const struct week *w, const struct defs *defs, const char *format,
    enum lang lang, size_t width, struct buf *out)
{
	struct drawing d = { .w = w, .defs = defs, .lang = lang,
	    .rating = kind_find(&defs->kinds, str_of("rating")) };

	if (is_page(format)) {
		d.doc = doc_new(title(&d), lang);
		draw_page(&d);
		doc_write(d.doc, format, width, out);
		doc_free(d.doc);
	} else if (strcmp(format, "json") == 0)
		write_json(&d, out);
	else
		write_facts(&d, format, out);
	arena_release(&d.arena);
	buf_release(&d.text);
}
