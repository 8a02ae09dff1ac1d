/*
 * Whom to look at: one line for each case and reason, telling what several
 * series have in common only once.
 */
#include "draw/week_private.h"
#include "table/tsv.h"

static const char *
shown_number(struct drawing *d, int64_t millionths)
{
	write_shown(&d->text, drawn_number(d, millionths), CELL_NUMBER,
	    d->lang);
	return drawn_text(d).p;
}

static struct str
team_name(struct drawing *d, struct str team)
{
	if (team.len == 0)
		return drawn_word(d, N_("No team"));
	tsv_unescape(&d->text, team);
	return drawn_text(d);
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
		drawn_label(d, detail[i], a->key[detail[i]]);
		more = true;
	}
	buf_adds(&d->text, more ? ")" : "");
}

/* "mor (hjem)" */
static const char *
rater(struct drawing *d, const struct week_attention *a)
{
	drawn_label(d, SERIES_RATER, a->key[SERIES_RATER]);
	add_details(d, a, SERIES_STAGE, SERIES_CONTEXT);
	return drawn_text(d).p;
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
	return drawn_text(d).p;
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
			    drawn_shown_day(d, a[i].first_day));
	}
	all = arena_str(&d->arena, buf_str(&told));
	buf_release(&told);
	return all;
}

static struct str
told_silence(struct drawing *d, const struct week_attention *a)
{
	const char *since = drawn_shown_day(d, a->why == WHY_NEVER ?
	    a->first_day : a->last_day);
	const char *reason = drawn_shown_day(d, a->reason_day);

	buf_addf(&d->text, a->why == WHY_NEVER ?
	    tr(d->lang, N_("Never rated; allocated %s")) :
	    tr(d->lang, N_("No rating since %s")), since);
	if (a->reason_since)
		buf_addf(&d->text, tr(d->lang, N_("; on %s a reason instead "
		    "of a number")), reason);
	return drawn_text(d);
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
	doc_pair(d->doc, key, drawn_words(d, a->why == WHY_DECLINE ?
	    tr(d->lang, N_("Decline on %s")) :
	    tr(d->lang, N_("Two declines running on %s")), told.p));
	return n;
}

/* "S-0023, Karim"; nothing where the line before is about the same case. */
static struct str
case_name(struct drawing *d, const struct week_attention *a, bool again)
{
	if (again)
		return str_of("");
	buf_add_str(&d->text, a->of.case_id);
	if (a->of.worker.len > 0) {
		buf_adds(&d->text, ", ");
		tsv_unescape(&d->text, a->of.worker);
	}
	return drawn_text(d);
}

void
week_draw_attention(struct drawing *d)
{
	const struct week *w = d->w;
	const struct week_attention *a = w->attention;
	size_t i = 0;

	doc_heading(d->doc, 2, drawn_word(d, N_("Cases to look at")));
	if (w->attentions == 0)
		doc_paragraph(d->doc, drawn_word(d, N_("None this week.")));
	while (i < w->attentions) {
		bool again = i > 0 && same_case(&a[i - 1], &a[i]);

		if (i == 0 || !str_eq(a[i - 1].of.team, a[i].of.team))
			doc_heading(d->doc, 3, team_name(d, a[i].of.team));
		i += draw_reason(d, &a[i], w->attentions - i,
		    case_name(d, &a[i], again));
	}
	doc_note(d->doc, drawn_words(d, tr(d->lang, N_("Listed are changes for "
	    "the worse that reach the norm's threshold, two changes for the "
	    "worse in a row, of any size, and cases whose latest number is "
	    "from before %s.")), drawn_shown_day(d, w->stale_before)));
}
