#include "draw/prepare.h"

#include <stdlib.h>

#include "base/mem.h"
#include "draw/case.h"
#include "draw/sheet.h"

static void
begin(struct sheet *sh, const char *msgid)
{
	buf_adds(&sh->text, tr(sh->lang, msgid));
	sheet_heading(sh, 2);
}

/* ------------------------------------------------------------ the course -- */

static void
draw_meeting(struct sheet *sh, const char *msgid, const struct chapter *m)
{
	if (m == NULL)
		return;
	sheet_field(sh, "", m, "type");
	sheet_field(sh, " ", m, "date");
	sheet_field(sh, " ", m, "time");
	sheet_field(sh, ", ", m, "place");
	sheet_pair(sh, str_of(tr(sh->lang, msgid)));
}

static const struct chapter *
latest_held(const struct standing *s)
{
	const struct chapter *c, *latest = NULL;
	size_t at = 0;

	while ((c = standing_next(s, "meeting", &at)) != NULL)
		if (str_is(chapter_field(c, "state"), "held"))
			latest = c;
	return latest;
}

static void
draw_course(struct sheet *sh)
{
	static const char *const fields[] = { "born", "worker", "unit",
	    "measure", "started", "closed", "interval" };
	const struct story *story = sh->s->story;
	const struct kind *k = story->case_kind;

	for (size_t i = 0; story->of_case != NULL &&
	    i < sizeof(fields) / sizeof(fields[0]); i++) {
		size_t f = kind_field(k, fields[i]);

		if (f == k->n || story->of_case[f].len == 0)
			continue;
		draw_value(&sh->text, sh->defs, &k->field[f],
		    story->of_case[f], sh->lang);
		sheet_pair(sh, k->field[f].label[sh->lang]);
	}
	draw_meeting(sh, N_("Latest meeting"), latest_held(sh->s));
	draw_meeting(sh, N_("Next meeting"), standing_next_meeting(sh->s));
}

/* ---------------------------------------------------------------- goals -- */

/* Is there a later one by the same about the same? */
static bool
is_outdated(const struct standing *s, const struct chapter *c, size_t at)
{
	const struct chapter *later;

	while ((later = standing_next(s, "status", &at)) != NULL)
		if (str_eq(chapter_field(c, "goal_id"),
		    chapter_field(later, "goal_id")) &&
		    str_eq(chapter_field(c, "author"),
		    chapter_field(later, "author")))
			return true;
	return false;
}

static void
draw_statuses(struct sheet *sh, struct str goal_id)
{
	static const char *const but[] = { "case_id", "date", "goal_id",
	    "author", "source", NULL };
	const struct chapter *c;
	struct buf key = { 0 };
	size_t at = 0;

	while ((c = standing_next(sh->s, "status", &at)) != NULL) {
		if (!str_eq(chapter_field(c, "goal_id"), goal_id) ||
		    is_outdated(sh->s, c, at))
			continue;
		sheet_field(sh, "", c, "author");
		sheet_field(sh, " ", c, "date");
		buf_clear(&key);
		buf_add_str(&key, buf_str(&sh->text));
		buf_clear(&sh->text);
		draw_told(&sh->text, sh->defs, c, but, sh->lang);
		sheet_pair(sh, buf_str(&key));
	}
	buf_release(&key);
}

static void
draw_goals(struct sheet *sh)
{
	const struct chapter *c;
	size_t at = 0, n = 0;

	while ((c = standing_next(sh->s, "goal", &at)) != NULL) {
		struct str id = chapter_field(c, "goal_id");

		if (!standing_is_open(sh->s, c))
			continue;
		sheet_goal(sh, c, true);
		draw_statuses(sh, id);
		sheet_rulers(sh, id);
		n++;
	}
	if (n > 0)
		return;
	begin(sh, N_("Goals"));
	sheet_note(sh, N_("No goal is open."));
}

/* ----------------------------------------------- wishes and agreements -- */

static void
draw_wishes(struct sheet *sh)
{
	const struct chapter *c;
	struct buf key = { 0 };
	size_t at = 0, n = 0;

	begin(sh, N_("Wishes that have not become goals"));
	while ((c = standing_next(sh->s, "wish", &at)) != NULL) {
		if (chapter_field(c, "goal_id").len > 0)
			continue;
		sheet_field(sh, "", c, "by");
		sheet_field(sh, " ", c, "date");
		buf_clear(&key);
		buf_add_str(&key, buf_str(&sh->text));
		buf_clear(&sh->text);
		sheet_field(sh, "", c, "text");
		sheet_pair(sh, buf_str(&key));
		n++;
	}
	if (n == 0)
		sheet_note(sh, N_("None are handed in."));
	buf_release(&key);
}

/* By the day it is due, those without one last. */
static int
by_due(const void *a, const void *b)
{
	const struct chapter *const *x = a, *const *y = b;
	struct str p = chapter_field(*x, "due"), q = chapter_field(*y, "due");

	if ((p.len == 0) != (q.len == 0))
		return p.len == 0 ? 1 : -1;
	return str_cmp(p, q);
}

static void
draw_agreement(struct sheet *sh, const struct chapter *c)
{
	struct str due = chapter_field(c, "due");
	struct buf key = { 0 };

	if (due.len > 0)
		sheet_date(sh, due);
	else
		buf_adds(&sh->text, tr(sh->lang, N_("no day set")));
	if (due.len > 0 && str_cmp(due, sh->s->as_of) < 0)
		buf_adds(&sh->text, tr(sh->lang, N_(", OVERDUE")));
	buf_add_str(&key, buf_str(&sh->text));
	buf_clear(&sh->text);
	sheet_field(sh, "", c, "who");
	sheet_field(sh, ": ", c, "what");
	sheet_field(sh, ". ", c, "note");
	buf_adds(&sh->text, tr(sh->lang, N_(" (agreed ")));
	sheet_date(sh, c->date);
	sheet_field(sh, ", ", c, "goal_id");
	buf_addc(&sh->text, ')');
	sheet_pair(sh, buf_str(&key));
	buf_release(&key);
}

static void
draw_agreements(struct sheet *sh)
{
	const struct chapter **open = mem_array(NULL, sh->s->story->n + 1,
	    sizeof(*open)), *c;
	size_t at = 0, n = 0;

	begin(sh, N_("Agreements that stand"));
	while ((c = standing_next(sh->s, "agreement", &at)) != NULL)
		if (standing_is_open(sh->s, c))
			open[n++] = c;
	qsort(open, n, sizeof(*open), by_due);
	for (size_t i = 0; i < n; i++)
		draw_agreement(sh, open[i]);
	if (n == 0)
		sheet_note(sh, N_("Nothing is open."));
	free(open);
}

/* ------------------------------------------------------------ deadlines -- */

/* "followup (mor)", for a rule that names whom; what is missing where the day
 * cannot be known. */
static void
add_deadline(struct sheet *sh, const struct due *due)
{
	sheet_code(sh, "deadlines", due->rule->what);
	if (due->who.len > 0) {
		buf_adds(&sh->text, ": ");
		sheet_code(sh, "raters", due->who);
	}
	if (due->missing != NULL) {
		buf_adds(&sh->text, tr(sh->lang, N_("; missing: ")));
		buf_add_str(&sh->text, due->missing->label[sh->lang]);
	}
}

static void
draw_due(struct sheet *sh, const struct due *due)
{
	struct buf key = { 0 };
	char date[DATE_SIZE];

	if (due->has_due)
		sheet_date(sh, str_of(date_format(date, due->due)));
	else
		buf_adds(&sh->text, tr(sh->lang, N_("no day set")));
	if (due->status == DUE_OVERDUE)
		buf_adds(&sh->text, tr(sh->lang, N_(", OVERDUE")));
	buf_add_str(&key, buf_str(&sh->text));
	buf_clear(&sh->text);
	add_deadline(sh, due);
	sheet_pair(sh, buf_str(&key));
	buf_release(&key);
}

static void
draw_dues(struct sheet *sh, const struct dues *dues)
{
	struct str case_id = story_case_id(sh->s->story);
	size_t n = 0;

	begin(sh, N_("What is due"));
	for (size_t i = 0; i < dues->n; i++) {
		if (!str_eq(dues->due[i].case_id, case_id))
			continue;
		draw_due(sh, &dues->due[i]);
		n++;
	}
	if (n == 0)
		sheet_note(sh, N_("Nothing is due."));
}

/* -------------------------------------------------------------- network -- */

static void
draw_network(struct sheet *sh)
{
	static const char *const but[] = { "case_id", "person", "from", "to",
	    NULL };
	const struct chapter *c;
	struct buf key = { 0 };
	size_t at = 0, n = 0;

	begin(sh, N_("Whom in the network to hear"));
	while ((c = standing_next(sh->s, "relation", &at)) != NULL) {
		struct str heard = standing_heard(sh->s,
		    chapter_field(c, "person"));

		/* What others are to each other is for the genogram. */
		if (!standing_is_open(sh->s, c) ||
		    chapter_field(c, "to").len > 0)
			continue;
		sheet_field(sh, "", c, "person");
		buf_clear(&key);
		buf_add_str(&key, buf_str(&sh->text));
		buf_clear(&sh->text);
		draw_told(&sh->text, sh->defs, c, but, sh->lang);
		buf_adds(&sh->text, " · ");
		buf_adds(&sh->text, tr(sh->lang, heard.len > 0 ?
		    N_("last heard ") : N_("not heard yet")));
		sheet_date(sh, heard);
		sheet_pair(sh, buf_str(&key));
		n++;
	}
	if (n == 0)
		sheet_note(sh, N_("Nobody is noted."));
	buf_release(&key);
}

/* ------------------------------------------------------------ the guide -- */

static void
draw_guide(struct sheet *sh, const struct agenda *call)
{
	unsigned number = 0;

	/* What serves for another type is no guide for a call. */
	if (call == NULL || !str_is(call->type, "call") ||
	    !agenda_has(call, AGENDA_ITEM))
		return;
	begin(sh, N_("What to ask in the next call"));
	for (size_t i = 0; i < call->n; i++) {
		struct buf key = { 0 };

		if (call->line[i].sort != AGENDA_ITEM)
			continue;
		buf_addf(&key, "%u", ++number);
		buf_add_str(&sh->text, call->line[i].text[sh->lang]);
		sheet_pair(sh, buf_str(&key));
		buf_release(&key);
	}
}

/* ------------------------------------------------------------- the sheet -- */

struct doc *
draw_prepare(const struct standing *s, const struct dues *dues,
    const struct agenda *call, const struct defs *defs, enum lang lang)
{
	const struct str none = { "", 0 };
	struct sheet sh = { .s = s, .defs = defs, .lang = lang };

	buf_addf(&sh.text, tr(lang, N_("Before the meeting: case %.*s")),
	    STR(story_case_id(s->story)));
	sh.doc = doc_new(buf_str(&sh.text), lang);
	buf_clear(&sh.text);
	buf_adds(&sh.text, tr(lang, N_("As of ")));
	sheet_date(&sh, s->as_of);
	buf_adds(&sh.text, tr(lang, N_(". For the caseworker, not for passing "
	    "on.")));
	sheet_paragraph(&sh);
	draw_course(&sh);
	begin(&sh, N_("How it is going"));
	if (sheet_rulers(&sh, none) == 0)
		sheet_note(&sh, N_("Nobody has rated yet."));
	else
		sheet_note(&sh, N_("Capital letters and filled marks are the "
		    "latest ratings, small letters and hollow marks those "
		    "before."));
	draw_statuses(&sh, none);
	sheet_questions(&sh);
	draw_goals(&sh);
	if (sheet_has(&sh, "wish"))
		draw_wishes(&sh);
	if (sheet_has(&sh, "agreement"))
		draw_agreements(&sh);
	draw_dues(&sh, dues);
	if (sheet_has(&sh, "relation"))
		draw_network(&sh);
	draw_guide(&sh, call);
	buf_release(&sh.text);
	return sh.doc;
}
