#include "draw/sheet.h"

#include <stdlib.h>

#include "base/num.h"
#include "draw/case.h"
#include "draw/ruler.h"

enum { LETTERS = 26 };

/* ---------------------------------------------------------------- words -- */

void
sheet_date(struct sheet *sh, struct str date)
{
	write_shown(&sh->text, date, CELL_DATE, sh->lang);
}

void
sheet_code(struct sheet *sh, const char *list, struct str code)
{
	const struct list *l = list_find(&sh->defs->lists, str_of(list));

	if (l != NULL)
		code_label(l, code, sh->lang, &sh->text);
	else
		buf_add_str(&sh->text, code);
}

void
sheet_field(struct sheet *sh, const char *before, const struct chapter *c,
    const char *field)
{
	size_t i = kind_field(c->kind, field);

	if (i == c->kind->n || c->value[i].len == 0)
		return;
	buf_adds(&sh->text, before);
	draw_value(&sh->text, sh->defs, &c->kind->field[i], c->value[i],
	    sh->lang);
}

void
sheet_heading(struct sheet *sh, int level)
{
	doc_heading(sh->doc, level, buf_str(&sh->text));
	buf_clear(&sh->text);
}

void
sheet_paragraph(struct sheet *sh)
{
	doc_paragraph(sh->doc, buf_str(&sh->text));
	buf_clear(&sh->text);
}

void
sheet_note(struct sheet *sh, const char *msgid)
{
	doc_note(sh->doc, str_of(tr(sh->lang, msgid)));
}

void
sheet_pair(struct sheet *sh, struct str key)
{
	doc_pair(sh->doc, key, buf_str(&sh->text));
	buf_clear(&sh->text);
}

bool
sheet_has(const struct sheet *sh, const char *kind)
{
	return kind_find(&sh->defs->kinds, str_of(kind)) != NULL;
}

/* --------------------------------------------------------------- rulers -- */

static void
add_number(struct sheet *sh, int64_t value)
{
	struct buf number = { 0 };

	num_add(&number, value);
	write_shown(&sh->text, buf_str(&number), CELL_NUMBER, sh->lang);
	buf_release(&number);
}

static void
add_figure(struct sheet *sh, const struct scale *scale,
    const struct ruler_mark *mark, size_t n)
{
	struct ruler r = { .scale = scale, .mark = mark, .n = n,
	    .lang = sh->lang };
	struct buf label[ZONE_GREEN + 1] = { { 0 } }, text = { 0 }, svg = { 0 };

	for (int z = 0; z <= ZONE_GREEN; z++) {
		sheet_code(sh, "zones", str_of(zone_name(z)));
		buf_add_str(&label[z], buf_str(&sh->text));
		r.zone[z] = buf_text(&label[z]);
		buf_clear(&sh->text);
	}
	ruler_text(&text, &r);
	ruler_svg(&svg, &r);
	doc_figure(sh->doc, buf_str(&text), buf_str(&svg));
	buf_release(&text);
	buf_release(&svg);
	for (int z = 0; z <= ZONE_GREEN; z++)
		buf_release(&label[z]);
}

void
sheet_ruler(struct sheet *sh, const struct scale *scale)
{
	add_figure(sh, scale, NULL, 0);
}

/* "; before that 7 on 2026-10-12: 0.5 worse" */
static void
add_before(struct sheet *sh, const struct stand *stand, int better)
{
	int64_t change = stand->now - stand->before;

	buf_adds(&sh->text, tr(sh->lang, N_("; before that ")));
	add_number(sh, stand->before);
	buf_adds(&sh->text, tr(sh->lang, N_(" on ")));
	sheet_date(sh, stand->before_date);
	buf_adds(&sh->text, ": ");
	if (change == 0) {
		buf_adds(&sh->text, tr(sh->lang, N_("the same")));
		return;
	}
	add_number(sh, change > 0 ? change : -change);
	buf_addc(&sh->text, ' ');
	buf_adds(&sh->text, tr(sh->lang, better == 0 ?
	    change > 0 ? N_("more") : N_("less") :
	    (change > 0) == (better > 0) ? N_("better") : N_("worse")));
}

static void
add_stand(struct sheet *sh, const struct stand *stand, int better)
{
	if (stand->n > 0) {
		add_number(sh, stand->now);
		buf_adds(&sh->text, tr(sh->lang, N_(" on ")));
		sheet_date(sh, stand->now_date);
	}
	if (stand->n > 1)
		add_before(sh, stand, better);
	if (stand->missing.len == 0)
		return;
	buf_adds(&sh->text, stand->n > 0 ? "; " : "");
	sheet_code(sh, "missing", stand->missing);
	buf_adds(&sh->text, tr(sh->lang, N_(" on ")));
	sheet_date(sh, stand->missing_date);
}

/* "A  mor (hjem)" */
static struct str
rater_name(struct sheet *sh, const struct stand *stand, char letter,
    struct buf *name)
{
	static const char *const list[] = { "stages", "contexts" };
	static const int key[] = { SERIES_STAGE, SERIES_CONTEXT };
	bool more = false;

	buf_clear(&sh->text);
	buf_addf(&sh->text, "%c ", letter);
	sheet_code(sh, "raters", stand->key[SERIES_RATER]);
	for (size_t i = 0; i < 2; i++) {
		if (stand->key[key[i]].len == 0)
			continue;
		buf_adds(&sh->text, more ? ", " : " (");
		sheet_code(sh, list[i], stand->key[key[i]]);
		more = true;
	}
	buf_adds(&sh->text, more ? ")" : "");
	buf_clear(name);
	buf_add_str(name, buf_str(&sh->text));
	buf_clear(&sh->text);
	return buf_str(name);
}

/* "Trivselslineal 1-10 (forældreevne)" */
static void
add_title(struct sheet *sh, const struct stand *stand,
    const struct scale *scale)
{
	if (scale != NULL)
		buf_add_str(&sh->text, scale->label[sh->lang]);
	else
		buf_addf(&sh->text, "%.*s%s%.*s",
		    STR(stand->key[SERIES_SCALE]),
		    stand->key[SERIES_ITEM].len > 0 ? " " : "",
		    STR(stand->key[SERIES_ITEM]));
	if (stand->key[SERIES_SUBJECT].len == 0)
		return;
	buf_adds(&sh->text, " (");
	sheet_code(sh, "subjects", stand->key[SERIES_SUBJECT]);
	buf_addc(&sh->text, ')');
}

static void
draw_ruler(struct sheet *sh, const struct stand *stand, size_t n)
{
	const struct scale *scale = scale_find(&sh->defs->scales,
	    stand->key[SERIES_SCALE], stand->key[SERIES_ITEM]);
	struct ruler_mark mark[LETTERS];
	size_t marks = n < LETTERS ? n : LETTERS;
	struct buf name = { 0 };

	for (size_t i = 0; i < marks; i++)
		mark[i] = (struct ruler_mark){ (char)('A' + i),
		    stand[i].n > 0, stand[i].n > 1, stand[i].now,
		    stand[i].before };
	add_title(sh, stand, scale);
	sheet_heading(sh, 3);
	if (scale != NULL)
		add_figure(sh, scale, mark, marks);
	/* Those behind Z have no letter, and are told in words alone. */
	for (size_t i = 0; i < n; i++) {
		rater_name(sh, &stand[i], i < marks ? mark[i].letter : '-',
		    &name);
		add_stand(sh, &stand[i], scale != NULL ? scale->better : 0);
		sheet_pair(sh, buf_str(&name));
	}
	buf_release(&name);
}

static bool
is_same_ruler(const struct stand *a, const struct stand *b)
{
	for (int i = SERIES_SCALE; i <= SERIES_GOAL; i++)
		if (!str_eq(a->key[i], b->key[i]))
			return false;
	return true;
}

size_t
sheet_rulers(struct sheet *sh, struct str goal_id)
{
	const struct standing *s = sh->s;
	size_t rulers = 0;

	for (size_t i = 0, n; i < s->n; i += n) {
		for (n = 1; i + n < s->n &&
		    is_same_ruler(&s->stand[i], &s->stand[i + n]); n++)
			;
		if (!str_eq(s->stand[i].key[SERIES_GOAL], goal_id))
			continue;
		draw_ruler(sh, &s->stand[i], n);
		rulers++;
	}
	return rulers;
}

/* Of a rater on a scale, whatever it is about and wherever. */
static bool
is_same_question(const struct stand *a, const struct stand *b)
{
	return str_eq(a->key[SERIES_SCALE], b->key[SERIES_SCALE]) &&
	    str_eq(a->key[SERIES_ITEM], b->key[SERIES_ITEM]) &&
	    str_eq(a->key[SERIES_RATER], b->key[SERIES_RATER]);
}

void
sheet_questions(struct sheet *sh)
{
	const struct standing *s = sh->s;
	const struct stand *asked = NULL;
	struct buf key = { 0 };

	for (size_t i = 0; i < s->n; i++) {
		const struct stand *stand = &s->stand[i];
		const struct scale *scale;

		if (!standing_asks(s, &sh->defs->scales, stand) ||
		    (asked != NULL && is_same_question(asked, stand)))
			continue;
		if (asked == NULL) {
			buf_adds(&sh->text, tr(sh->lang,
			    N_("To be asked at the next talk")));
			sheet_heading(sh, 3);
		}
		asked = stand;
		scale = scale_find(&sh->defs->scales,
		    stand->key[SERIES_SCALE], stand->key[SERIES_ITEM]);
		sheet_code(sh, "raters", stand->key[SERIES_RATER]);
		buf_addf(&sh->text, ", %.*s", STR(scale->label[sh->lang]));
		buf_clear(&key);
		buf_add_str(&key, buf_str(&sh->text));
		buf_clear(&sh->text);
		buf_add_str(&sh->text, scale->ask[sh->lang]);
		sheet_pair(sh, buf_str(&key));
	}
	buf_release(&key);
}

/* ---------------------------------------------------------------- goals -- */

void
sheet_goal(struct sheet *sh, const struct chapter *goal, bool numbers)
{
	static const char *const fields[] = { "words", "set_on", "weight",
	    "baseline", "target", "sign", "data" };
	enum { ALL = sizeof(fields) / sizeof(fields[0]), WORDS = 1 };
	const struct kind *k = goal->kind;

	buf_adds(&sh->text, tr(sh->lang, N_("Goal ")));
	buf_add_str(&sh->text, chapter_field(goal, "goal_id"));
	sheet_field(sh, ": ", goal, "text");
	sheet_heading(sh, 2);
	for (size_t i = 0; i < (numbers ? ALL : WORDS); i++) {
		size_t f = kind_field(k, fields[i]);

		sheet_field(sh, "", goal, fields[i]);
		if (sh->text.len > 0)
			sheet_pair(sh, k->field[f].label[sh->lang]);
	}
}
