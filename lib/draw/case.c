#include "draw/case.h"

#include "define/value.h"

void
draw_value(struct buf *out, const struct defs *defs, const struct field *f,
    struct str value, enum lang lang)
{
	struct buf label = { 0 };

	value_label(defs, f, value, lang, &label);
	write_shown(out, buf_str(&label), type_cell(f->type), lang);
	buf_release(&label);
}

static void
draw_facts(struct doc *d, const struct story *s, const struct defs *defs,
    enum lang lang)
{
	const struct kind *k = s->case_kind;
	size_t id = kind_field(k, "case_id");
	struct buf text = { 0 };

	for (size_t i = 0; i < k->n; i++) {
		if (i == id || s->of_case[i].len == 0)
			continue;
		buf_clear(&text);
		draw_value(&text, defs, &k->field[i], s->of_case[i], lang);
		doc_pair(d, k->field[i].label[lang], buf_str(&text));
	}
	buf_release(&text);
}

static bool
is_named(struct str name, const char *const *names)
{
	while (*names != NULL && !str_is(name, *names))
		names++;
	return *names != NULL;
}

void
draw_told(struct buf *out, const struct defs *defs, const struct chapter *c,
    const char *const *but, enum lang lang)
{
	const struct kind *k = c->kind;
	size_t start = out->len;

	for (size_t i = 0; i < k->n; i++) {
		if (c->value[i].len == 0 || is_named(k->field[i].name, but))
			continue;
		buf_adds(out, out->len > start ? " · " : "");
		buf_add_str(out, k->field[i].label[lang]);
		buf_adds(out, ": ");
		draw_value(out, defs, &k->field[i], c->value[i], lang);
	}
}

static void
draw_chapter(struct doc *d, const struct chapter *c, const struct defs *defs,
    enum lang lang)
{
	const struct kind *k = c->kind;
	size_t date = kind_date(k);
	const char *const but[] = { "case_id",
	    date < k->n ? k->field[date].name.p : NULL, NULL };
	struct buf text = { 0 };

	draw_told(&text, defs, c, but, lang);
	doc_pair(d, k->label[lang], buf_str(&text));
	buf_release(&text);
}

static void
draw_day(struct doc *d, struct str date, enum lang lang)
{
	struct buf text = { 0 };

	if (date.len > 0)
		write_shown(&text, date, CELL_DATE, lang);
	else
		buf_adds(&text, tr(lang, N_("Without a date")));
	doc_heading(d, 2, buf_str(&text));
	buf_release(&text);
}

struct doc *
draw_case(const struct story *s, const struct defs *defs, enum lang lang)
{
	struct str day = { NULL, 0 };
	struct buf title = { 0 };
	struct doc *d;

	buf_adds(&title, tr(lang, N_("Case")));
	buf_addc(&title, ' ');
	buf_add_str(&title, story_case_id(s));
	d = doc_new(buf_str(&title), lang);
	if (s->of_case != NULL)
		draw_facts(d, s, defs, lang);
	for (size_t i = 0; i < s->n; i++) {
		const struct chapter *c = &s->chapter[i];

		if (day.p == NULL || !str_eq(day, c->date))
			draw_day(d, c->date, lang);
		day = c->date;
		draw_chapter(d, c, defs, lang);
	}
	buf_release(&title);
	return d;
}
