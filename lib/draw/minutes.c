#include "draw/minutes.h"

#include <stdint.h>

#include "base/utf8.h"
#include "draw/sheet.h"

enum { FEW = 1, SOME = 2, MANY = 3 };	/* lines to write in */

static const struct str none = { "", 0 };

static struct str
word(const struct sheet *sh, const char *msgid)
{
	return str_of(tr(sh->lang, msgid));
}

/* ---------------------------------------------------------------- people -- */

static void
add_once(struct buf *people, struct str person)
{
	struct str rest = buf_str(people);

	while (rest.len > 0)
		if (str_eq(str_cut(rest, ',', &rest), person))
			return;
	buf_adds(people, people->len > 0 ? "," : "");
	buf_add_str(people, person);
}

/* Codes with commas. */
static struct str
at_table(const struct chapter *meeting)
{
	struct str who = none;

	if (meeting != NULL)
		who = chapter_field(meeting, "attended");
	if (meeting != NULL && who.len == 0)
		who = chapter_field(meeting, "invited");
	return who;
}

static void
add_people(struct sheet *sh, struct str who)
{
	while (who.len > 0) {
		sheet_code(sh, "raters", str_cut(who, ',', &who));
		buf_adds(&sh->text, who.len > 0 ? ", " : "");
	}
}

/* Who gives a number: those who came or are asked to, else whoever has rated,
 * else one of each role that such a meeting has. */
static void
find_people(const struct standing *s, const struct chapter *meeting,
    struct buf *people)
{
	size_t roles = 0;

	buf_add_str(people, at_table(meeting));
	if (people->len > 0)
		return;
	for (size_t i = 0; i < s->n; i++)
		if (s->stand[i].role < SIZE_MAX && s->stand[i].role >= roles)
			roles = s->stand[i].role + 1;
	for (size_t role = 0; role < roles; role++)
		for (size_t i = 0; i < s->n; i++)
			if (s->stand[i].role == role)
				add_once(people, s->stand[i].key[SERIES_RATER]);
	if (people->len == 0)
		buf_adds(people, "child,mother,father,network,caseworker");
}

/* ------------------------------------------------------------- the frame -- */

/* Which category a column begins with; the others follow in their list. */
static const char *
column_of(struct str category)
{
	static const struct { const char *code, *heading; } columns[] = {
		{ "harm", N_("What are we worried about?") },
		{ "strength", N_("What works?") },
		{ "safety_goal", N_("What must happen?") },
	};

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (str_is(category, columns[i].code))
			return columns[i].heading;
	return NULL;
}

static void
draw_frame(struct sheet *sh)
{
	const struct list *l = list_find(&sh->defs->lists,
	    str_of("statement_categories"));

	for (size_t i = 0; l != NULL && i < l->n; i++) {
		const char *heading = column_of(l->code[i].code);

		sheet_code(sh, "statement_categories", l->code[i].code);
		utf8_capital(&sh->text, 0);
		doc_room(sh->doc, heading != NULL ? word(sh, heading) : none,
		    buf_str(&sh->text), MANY);
		buf_clear(&sh->text);
	}
}

static void
draw_numbers(struct sheet *sh, const struct scale *scale, struct str who)
{
	doc_heading(sh->doc, 3, scale->label[sh->lang]);
	sheet_ruler(sh, scale);
	while (who.len > 0) {
		sheet_code(sh, "raters", str_cut(who, ',', &who));
		utf8_capital(&sh->text, 0);
		doc_room(sh->doc, buf_str(&sh->text),
		    word(sh, N_("Number, and why")), FEW);
		buf_clear(&sh->text);
	}
}

static size_t
draw_goals(struct sheet *sh, const struct scale *scale, struct str who)
{
	const struct chapter *c;
	size_t at = 0, n = 0;

	while ((c = standing_next(sh->s, "goal", &at)) != NULL) {
		if (!standing_is_open(sh->s, c))
			continue;
		sheet_goal(sh, c, false);
		draw_frame(sh);
		draw_numbers(sh, scale, who);
		n++;
	}
	return n;
}

/* ------------------------------------------------------------- the sheet -- */

static void
draw_fact(struct sheet *sh, const struct chapter *meeting, const char *field,
    const char *msgid)
{
	if (meeting != NULL)
		sheet_field(sh, "", meeting, field);
	if (sh->text.len == 0)
		buf_adds(&sh->text, "____________________");
	sheet_pair(sh, word(sh, msgid));
}

static void
draw_end(struct sheet *sh)
{
	enum { AGREEMENTS = 4 };

	doc_heading(sh->doc, 2, word(sh, N_("What we agree")));
	for (int i = 0; i < AGREEMENTS; i++)
		doc_room(sh->doc, none,
		    word(sh, N_("Who does what, and by when")), FEW);
	doc_heading(sh->doc, 2, word(sh, N_("What comes of it")));
	doc_room(sh->doc, none, word(sh, N_("Goals that are new, reworded or "
	    "reached")), MANY);
	doc_room(sh->doc, none, word(sh, N_("What is new, and whether help or "
	    "goals are to change: why, or why not")), MANY);
	doc_room(sh->doc, none, word(sh, N_("When the caseworker calls each "
	    "one, and when we meet again")), SOME);
}

struct doc *
draw_minutes(const struct standing *s, const struct chapter *meeting,
    const struct scale *scale, const struct defs *defs, enum lang lang)
{
	struct sheet sh = { .s = s, .defs = defs, .lang = lang };
	struct buf people = { 0 };
	struct str who;

	find_people(s, meeting, &people);
	who = buf_str(&people);
	buf_addf(&sh.text, tr(lang, N_("Minutes: case %.*s")),
	    STR(story_case_id(s->story)));
	sh.doc = doc_new(buf_str(&sh.text), lang);
	buf_clear(&sh.text);
	draw_fact(&sh, meeting, "type", N_("Meeting"));
	draw_fact(&sh, meeting, "date", N_("Date"));
	draw_fact(&sh, meeting, "place", N_("Place"));
	add_people(&sh, at_table(meeting));
	draw_fact(&sh, NULL, "", N_("Taking part"));
	if (draw_goals(&sh, scale, who) == 0) {
		doc_heading(sh.doc, 2, word(&sh, N_("How it is going")));
		draw_frame(&sh);
		draw_numbers(&sh, scale, who);
	}
	draw_end(&sh);
	buf_release(&people);
	buf_release(&sh.text);
	return sh.doc;
}
