#include "draw/week.h"

#include <stdarg.h>
#include <string.h>

#include "define/value.h"
#include "draw/week_private.h"

/* ---------------------------------------------------- cells and words -- */

struct str
drawn_text(struct drawing *d)
{
	struct str s = arena_str(&d->arena, buf_str(&d->text));

	buf_clear(&d->text);
	return s;
}

struct str
drawn_number(struct drawing *d, int64_t millionths)
{
	num_add(&d->text, millionths);
	return drawn_text(d);
}

struct str
drawn_count(struct drawing *d, uint32_t n)
{
	buf_addf(&d->text, "%u", n);
	return drawn_text(d);
}

struct str
drawn_day(struct drawing *d, day_t on)
{
	char date[DATE_SIZE];

	buf_adds(&d->text, date_format(date, on));
	return drawn_text(d);
}

struct str
drawn_words(struct drawing *d, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&d->text, fmt, ap);
	va_end(ap);
	return drawn_text(d);
}

struct str
drawn_word(const struct drawing *d, const char *msgid)
{
	return str_of(tr(d->lang, msgid));
}

const char *
drawn_shown_day(struct drawing *d, day_t on)
{
	char date[DATE_SIZE];

	write_shown(&d->text, str_of(date_format(date, on)), CELL_DATE,
	    d->lang);
	return drawn_text(d).p;
}

void
drawn_label(struct drawing *d, int key, struct str stored)
{
	const struct kind *k = d->rating;
	size_t field = k != NULL ? kind_field(k, series_key_names[key]) : 0;

	if (k != NULL && field < k->n)
		value_label(d->defs, &k->field[field], stored, d->lang,
		    &d->text);
	else
		buf_add_str(&d->text, stored);
}

/* ------------------------------------------------------------ summary -- */

static struct str
share(struct drawing *d, uint32_t n, uint32_t of)
{
	return drawn_words(d, tr(d->lang, N_("%u of %u")), n, of);
}

static struct str
part(struct drawing *d, const uint32_t n[WEEK_COUNTS], enum week_count what)
{
	return share(d, n[what], n[week_part_of[what]]);
}

static void
pair(struct drawing *d, const char *msgid, struct str value)
{
	doc_pair(d->doc, drawn_word(d, msgid), value);
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
	return drawn_text(d);
}

static void
draw_summary(struct drawing *d)
{
	const uint32_t *n = d->w->n;

	pair(d, N_("Open cases"), drawn_count(d, n[WEEK_OPEN]));
	pair(d, N_("Cases to look at"), part(d, n, WEEK_ATTENTION));
	pair(d, N_("Opened in the week"), drawn_count(d, n[WEEK_OPENED]));
	pair(d, N_("Closed in the week"), told_closed(d, n));
	pair(d, N_("Ratings in the week"), drawn_count(d, n[WEEK_RATINGS]));
	pair(d, N_("Without a number"), part(d, n, WEEK_REASONS));
	pair(d, N_("Cases rated in the week"),
	    drawn_count(d, n[WEEK_RATED_CASES]));
	pair(d, N_("Goals reached"), drawn_count(d, n[WEEK_GOALS]));
}

/* -------------------------------------------------------------- tables -- */

/* Still escaped, as cells are. */
static struct str
team_cell(const struct drawing *d, struct str team)
{
	return team.len > 0 ? team : drawn_word(d, N_("No team"));
}

static struct column
text_column(const struct drawing *d, const char *msgid)
{
	return (struct column){ .label = drawn_word(d, msgid),
	    .kind = CELL_TEXT };
}

/* Shares are aligned as numbers are. */
static struct column
number_column(const struct drawing *d, const char *msgid)
{
	return (struct column){ .label = drawn_word(d, msgid),
	    .kind = CELL_NUMBER };
}

/* A count as a column of the table of teams. */
struct counted {
	const char	*label;
	enum week_count	 what;
	bool		 part;		/* tell what it is a part of */
};

static void
counts_row(struct drawing *d, struct str team, const uint32_t n[WEEK_COUNTS],
    const struct counted *c, size_t columns)
{
	struct str cell[WEEK_COUNTS + 1] = { team };

	for (size_t i = 0; i < columns; i++)
		cell[i + 1] = c[i].part ? part(d, n, c[i].what) :
		    drawn_count(d, n[c[i].what]);
	doc_row(d->doc, cell);
}

/* The teams one by one, then all. */
static void
draw_counts(struct drawing *d, const struct counted *c, size_t n)
{
	struct column column[WEEK_COUNTS + 1] = { text_column(d, N_("Team")) };
	const struct week *w = d->w;

	for (size_t i = 0; i < n; i++)
		column[i + 1] = number_column(d, c[i].label);
	doc_table(d->doc, column, n + 1);
	for (size_t i = 0; i < w->teams; i++)
		counts_row(d, team_cell(d, w->team[i].team), w->team[i].n,
		    c, n);
	counts_row(d, drawn_word(d, N_("In all")), w->n, c, n);
}

static void
draw_courses(struct drawing *d)
{
	static const struct counted column[] = {
		{ N_("Open"), WEEK_OPEN, false },
		{ N_("Rated"), WEEK_RATED, true },
		{ N_("Twice"), WEEK_TWICE, true },
		{ N_("Progress"), WEEK_PROGRESS, true },
		{ N_("Unchanged"), WEEK_UNCHANGED, true },
		{ N_("Decline"), WEEK_DECLINE, true },
		{ N_("Unknown"), WEEK_UNKNOWN, true },
	};
	const struct week *w = d->w;

	doc_heading(d->doc, 2, drawn_word(d,
	    N_("How the open cases are doing")));
	draw_counts(d, column, sizeof(column) / sizeof(column[0]));
	if (w->n[WEEK_UNKNOWN] > 0)
		doc_paragraph(d->doc, drawn_words(d, tr(d->lang, N_("Unknown, "
		    "however small the change: %u better, %u the same, %u "
		    "worse.")), w->n[WEEK_UP], w->n[WEEK_SAME],
		    w->n[WEEK_DOWN]));
	doc_note(d->doc, drawn_word(d, N_("Rated: cases with a number. Twice: "
	    "with two numbers on the same scale by the same rater about the "
	    "same thing; only these can tell a change, from the first to the "
	    "latest. Decline: a change for the worse that reaches the norm's "
	    "threshold. Progress: one for the better, and none for the worse. "
	    "Unknown: no threshold is set.")));
}

static void
draw_activity(struct drawing *d)
{
	static const struct counted column[] = {
		{ N_("Opened"), WEEK_OPENED, false },
		{ N_("Closed"), WEEK_CLOSED, false },
		{ N_("Ratings"), WEEK_RATINGS, false },
		{ N_("Without a number"), WEEK_REASONS, false },
		{ N_("Cases rated"), WEEK_RATED_CASES, false },
		{ N_("Goals reached"), WEEK_GOALS, false },
	};

	doc_heading(d->doc, 2, drawn_word(d, N_("The week by team")));
	draw_counts(d, column, sizeof(column) / sizeof(column[0]));
}

static void
role_row(struct drawing *d, const struct week_role *r)
{
	struct str cell[4];

	drawn_label(d, SERIES_RATER, r->role);
	cell[0] = drawn_text(d);
	cell[1] = drawn_count(d, r->ratings);
	cell[2] = share(d, r->reasons, r->ratings);
	cell[3] = drawn_count(d, r->cases);
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
	doc_heading(d->doc, 2, drawn_word(d,
	    N_("Ratings of the week by rater")));
	doc_table(d->doc, column, sizeof(column) / sizeof(column[0]));
	role_rows(d);
}

static void
draw_goals(struct drawing *d)
{
	const struct column column[] = { text_column(d, N_("Team")),
	    text_column(d, N_("Case")), text_column(d, N_("Goal")),
	    text_column(d, N_("Caseworker")),
	    { .label = drawn_word(d, N_("Closed")), .kind = CELL_DATE } };
	const struct week *w = d->w;

	if (w->goals == 0)
		return;
	doc_heading(d->doc, 2, drawn_word(d, N_("Goals reached in the week")));
	doc_table(d->doc, column, sizeof(column) / sizeof(column[0]));
	for (size_t i = 0; i < w->goals; i++) {
		const struct week_goal *g = &w->goal[i];
		const struct str cell[] = { team_cell(d, g->of.team),
		    g->of.case_id, g->goal_id, g->of.worker,
		    drawn_day(d, g->day) };

		doc_row(d->doc, cell);
	}
}

/* ------------------------------------------------------------- the page -- */

static void
draw_page(struct drawing *d)
{
	const struct week *w = d->w;

	doc_paragraph(d->doc, drawn_words(d, tr(d->lang, N_("From %s to %s. "
	    "Figures as of %s.")), drawn_shown_day(d, w->monday),
	    drawn_shown_day(d, w->monday + 6), drawn_shown_day(d, w->as_of)));
	draw_summary(d);
	draw_courses(d);
	week_draw_attention(d);
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
	return drawn_words(d, tr(d->lang, N_("Follow-up: week %s of %s")),
	    *number == '0' ? number + 1 : number, year.p);
}

void
week_write(const struct week *w, const struct defs *defs, const char *format,
    enum lang lang, size_t width, struct buf *out, struct diag *diag)
{
	struct drawing d = { .w = w, .defs = defs, .lang = lang,
	    .rating = kind_find(&defs->kinds, str_of("rating")) };

	if (doc_is_format(format)) {
		d.doc = doc_new(title(&d), lang);
		draw_page(&d);
		doc_write(d.doc, format, width, out);
		doc_free(d.doc);
	} else if (strcmp(format, "json") == 0)
		week_write_json(&d, out);
	else
		week_write_facts(&d, format, out, diag);
	arena_release(&d.arena);
	buf_release(&d.text);
}
