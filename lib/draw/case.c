#include "draw/case.h"

#include "define/value.h"

/* A field as people read it: labels, decimal commas, Danish dates. */
static void
add_value(struct buf *out, const struct defs *defs, const struct field *f,
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
		add_value(&text, defs, &k->field[i], s->of_case[i], lang);
		doc_pair(d, k->field[i].label[lang], buf_str(&text));
	}
	buf_release(&text);
}

/* "Skala: Trivselslineal · Bedømmer: barn · Værdi: 5,5" */
static void
draw_chapter(struct doc *d, const struct chapter *c, const struct defs *defs,
    enum lang lang)
{
	const struct kind *k = c->kind;
	size_t id = kind_field(k, "case_id"), date = kind_date(k);
	struct buf text = { 0 };

	for (size_t i = 0; i < k->n; i++) {
		if (i == id || i == date || c->value[i].len == 0)
			continue;
		buf_adds(&text, text.len > 0 ? " · " : "");
		buf_add_str(&text, k->field[i].label[lang]);
		buf_adds(&text, ": ");
		add_value(&text, defs, &k->field[i], c->value[i], lang);
	}
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
	struct str none = { "", 0 }, day = { NULL, 0 };
	struct buf title = { 0 };
	struct doc *d;

	buf_adds(&title, tr(lang, N_("Case")));
	buf_addc(&title, ' ');
	buf_add_str(&title, s->of_case != NULL ?
	    s->of_case[kind_field(s->case_kind, "case_id")] :
	    s->n > 0 ? s->chapter[0].value[kind_field(s->chapter[0].kind,
	    "case_id")] : none);
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
