#include <string.h>

#include "base/utf8.h"
#include "draw/case.h"
#include "draw/genogram_private.h"
#include "follow/judge.h"

/* ---------------------------------------------------------------- words -- */

static void
add_code(struct buf *out, const struct genogram_page *p, const char *list,
    struct str code)
{
	code_label(list_find(&p->defs->lists, str_of(list)), code, p->lang,
	    out);
}

static void
add_name(struct buf *out, const struct genogram_page *p, size_t person)
{
	const struct genogram_person *who = &p->g->person[person];
	struct str detail;

	str_cut(who->person, '.', &detail);
	if (who->name.len > 0)
		write_shown(out, who->name, CELL_TEXT, p->lang);
	else if (detail.len > 0)
		buf_add_str(out, detail);
	else
		add_code(out, p, "raters", who->person);
}

void
genogram_label(struct buf *out, const struct genogram_page *p, size_t person)
{
	size_t start = out->len;

	add_name(out, p, person);
	if (out->len > start)
		utf8_capital(out, start);
}

static void
add_relation(struct buf *out, const struct genogram_page *p,
    const struct genogram_tie *t)
{
	struct buf relation = { 0 }, other = { 0 };

	add_code(&relation, p, "relations",
	    chapter_field(t->chapter, "relation"));
	if (t->to == GENOGRAM_CHILD)
		buf_add_str(out, buf_str(&relation));
	else {
		add_name(&other, p, t->to);
		buf_addf(out, tr(p->lang, N_("%s of %s")), buf_text(&relation),
		    buf_text(&other));
	}
	buf_release(&relation);
	buf_release(&other);
}

void
genogram_what(struct buf *out, const struct genogram_page *p, size_t person)
{
	const struct genogram_tie *best = NULL;

	if (person == GENOGRAM_CHILD)
		buf_add_str(out, story_case_id(p->s->story));
	for (size_t i = 0; i < p->g->ties; i++) {
		const struct genogram_tie *t = &p->g->tie[i];

		if (t->from == person && t->latest && (best == NULL ||
		    t->to == GENOGRAM_CHILD))
			best = t;
	}
	if (best != NULL)
		add_relation(out, p, best);
}

struct str
genogram_year(const struct genogram_tie *t)
{
	struct str until = chapter_field(t->chapter, "until");

	until.len = until.len < 4 ? 0 : 4;
	return until;
}

bool
genogram_parted(const struct genogram_couple *c)
{
	return c->tie != NULL && (c->tie->ended || c->tie->sort == TIE_PARTED);
}

enum genogram_line
genogram_line(const struct genogram *g, const struct genogram_tie *t)
{
	static const char *const names[] = { [LINE_NONE] = "",
	    [LINE_PLAIN] = "ordinary", [LINE_CLOSE] = "close",
	    [LINE_DISTANT] = "distant", [LINE_CONFLICT] = "conflict",
	    [LINE_BROKEN] = "broken" };
	struct str quality = chapter_field(t->chapter, "quality");
	int line = LINE_BROKEN;

	if (!t->latest || t->from == t->to)
		return LINE_NONE;
	while (line > LINE_PLAIN && !str_is(quality, names[line]))
		line--;
	/* Families and couples have their own lines, and an ordinary one
	 * beside them would say nothing more. */
	if (line == LINE_PLAIN && (t->sort != TIE_NONE ||
	    g->person[t->from].in_family))
		return LINE_NONE;
	return (enum genogram_line)line;
}

/* ----------------------------------------------------------------- page -- */

static void
draw_person(struct doc *d, const struct genogram_page *p, size_t person)
{
	static const char *const but[] = { "case_id", "person", "to",
	    "relation", "name", "sex", NULL };
	struct buf key = { 0 }, text = { 0 }, rest = { 0 };
	const struct genogram *g = p->g;
	size_t n = 0;

	genogram_label(&key, p, person);
	if (g->person[person].name.len > 0) {
		buf_adds(&key, " (");
		add_code(&key, p, "raters", g->person[person].person);
		buf_addc(&key, ')');
	}
	for (size_t i = 0; i < g->ties; i++) {
		const struct genogram_tie *t = &g->tie[i];

		if (t->from != person)
			continue;
		add_relation(&text, p, t);
		draw_told(&rest, p->defs, t->chapter, but, p->lang);
		buf_adds(&text, rest.len > 0 ? " · " : "");
		buf_add_str(&text, buf_str(&rest));
		doc_pair(d, n++ == 0 ? buf_str(&key) : str_of(""),
		    buf_str(&text));
		buf_clear(&text);
		buf_clear(&rest);
	}
	if (n == 0)
		doc_pair(d, buf_str(&key), person == GENOGRAM_CHILD ?
		    story_case_id(p->s->story) : str_of(tr(p->lang,
		    N_("only what others are to this person is noted"))));
	buf_release(&key);
	buf_release(&text);
	buf_release(&rest);
}

static const char *
row_name(const struct genogram_page *p, int generation)
{
	if (generation == 0)
		return tr(p->lang, N_("The child's generation"));
	if (generation == 1)
		return tr(p->lang, N_("The parents' generation"));
	if (generation == 2)
		return tr(p->lang, N_("The grandparents' generation"));
	return generation > 2 ? tr(p->lang, N_("Older generations")) :
	    tr(p->lang, N_("Younger generations"));
}

static void
draw_row(struct doc *d, const struct genogram_page *p, bool family,
    int generation)
{
	const char *name = family ? row_name(p, generation) :
	    tr(p->lang, N_("The network"));
	bool begun = false;

	for (size_t i = 0; i < p->g->n; i++) {
		const struct genogram_person *who = &p->g->person[i];

		if (who->has_generation != family ||
		    (family && who->generation != generation))
			continue;
		if (!begun)
			doc_heading(d, 2, str_of(name));
		begun = true;
		draw_person(d, p, i);
	}
}

static void
draw_page(const struct genogram_page *p, const char *format, size_t width,
    struct buf *out)
{
	struct str case_id = story_case_id(p->s->story);
	struct buf text = { 0 };
	struct doc *d;
	int low = 0, high = 0;

	buf_addf(&text, tr(p->lang, N_("Family and network: case %.*s")),
	    STR(case_id));
	d = doc_new(buf_str(&text), p->lang);
	buf_clear(&text);
	buf_adds(&text, tr(p->lang, N_("As of ")));
	write_shown(&text, p->s->as_of, CELL_DATE, p->lang);
	buf_addc(&text, '.');
	doc_paragraph(d, buf_str(&text));
	buf_clear(&text);
	if (strcmp(format, "html") == 0) {
		genogram_svg(&text, p);
		doc_figure(d, str_of(""), buf_str(&text));
	}
	for (size_t i = 0; i < p->g->n; i++) {
		int at = p->g->person[i].generation;

		low = at < low ? at : low;
		high = at > high ? at : high;
	}
	for (int at = high; at >= low; at--)
		draw_row(d, p, true, at);
	draw_row(d, p, false, 0);
	if (p->g->ties == 0)
		doc_note(d, str_of(tr(p->lang, N_("Nobody is noted."))));
	doc_write(d, format, width, out);
	doc_free(d);
	buf_release(&text);
}

/* ------------------------------------------------------------------ dot -- */

static void
add_quoted(struct buf *out, struct str text)
{
	struct buf shown = { 0 };

	utf8_show(&shown, text);
	buf_addc(out, '"');
	for (size_t i = 0; i < shown.len; i++) {
		if (shown.p[i] == '"' || shown.p[i] == '\\')
			buf_addc(out, '\\');
		buf_addc(out, shown.p[i]);
	}
	buf_addc(out, '"');
	buf_release(&shown);
}

static void
dot_person(struct buf *out, const struct genogram_page *p, size_t i)
{
	const struct genogram_person *who = &p->g->person[i];
	const char *shape = str_is(who->sex, "m") ? "square" :
	    str_is(who->sex, "f") ? "circle" : "diamond";
	struct buf label = { 0 };

	genogram_label(&label, p, i);
	buf_addc(out, '\t');
	add_quoted(out, who->person);
	buf_addf(out, " [shape=%s, label=", shape);
	add_quoted(out, buf_str(&label));
	buf_adds(out, i == GENOGRAM_CHILD ? ", peripheries=2" : "");
	buf_adds(out, who->died ? ", style=diagonals" : "");
	buf_adds(out, "];\n");
	buf_release(&label);
}

/* Those of one generation stand beside each other. */
static void
dot_rank(struct buf *out, const struct genogram *g, size_t first)
{
	const struct genogram_person *who = g->person;

	for (size_t i = 0; i < first; i++)
		if (who[i].has_generation == who[first].has_generation &&
		    who[i].generation == who[first].generation)
			return;
	if (!who[first].has_generation)
		return;
	buf_adds(out, "\t{ rank=same;");
	for (size_t i = first; i < g->n; i++) {
		if (!who[i].has_generation ||
		    who[i].generation != who[first].generation)
			continue;
		buf_addc(out, ' ');
		add_quoted(out, who[i].person);
		buf_addc(out, ';');
	}
	buf_adds(out, " }\n");
}

static void
dot_edge(struct buf *out, const struct genogram_page *p,
    const struct genogram_tie *t)
{
	static const char *const styles[] = { [LINE_NONE] = "solid",
	    [LINE_PLAIN] = "solid", [LINE_CLOSE] = "bold",
	    [LINE_DISTANT] = "dotted", [LINE_CONFLICT] = "solid",
	    [LINE_BROKEN] = "dotted" };
	const struct genogram_person *from = &p->g->person[t->from];
	const struct genogram_person *to = &p->g->person[t->to];
	bool below = from->has_generation && to->has_generation &&
	    from->generation < to->generation;
	struct buf label = { 0 };
	struct str quality = chapter_field(t->chapter, "quality");

	add_code(&label, p, "relations", chapter_field(t->chapter,
	    "relation"));
	if (quality.len > 0) {
		buf_adds(&label, ", ");
		add_code(&label, p, "qualities", quality);
	}
	if (t->ended)
		buf_addf(&label, " –%.*s", STR(genogram_year(t)));
	buf_addc(out, '\t');
	add_quoted(out, below || !from->has_generation ? to->person :
	    from->person);
	buf_adds(out, " -- ");
	add_quoted(out, below || !from->has_generation ? from->person :
	    to->person);
	buf_adds(out, " [label=");
	add_quoted(out, buf_str(&label));
	buf_addf(out, ", style=%s];\n", t->ended ? "dashed" :
	    styles[genogram_line(p->g, t)]);
	buf_release(&label);
}

static void
draw_dot(const struct genogram_page *p, struct buf *out)
{
	buf_adds(out, "graph genogram {\n\tnode [fontname=\"sans-serif\"];\n"
	    "\tedge [fontname=\"sans-serif\", fontsize=10];\n");
	for (size_t i = 0; i < p->g->n; i++)
		dot_person(out, p, i);
	for (size_t i = 0; i < p->g->n; i++)
		dot_rank(out, p->g, i);
	for (size_t i = 0; i < p->g->ties; i++)
		if (p->g->tie[i].latest)
			dot_edge(out, p, &p->g->tie[i]);
	buf_adds(out, "}\n");
}

/* --------------------------------------------------------------- formats -- */

const char *const *
draw_genogram_formats(void)
{
	static const char *const names[] = { "text", "md", "html", "svg",
	    "dot", NULL };

	return names;
}

void
draw_genogram(const struct genogram *g, const struct standing *s,
    const struct defs *defs, const char *format, enum lang lang, size_t width,
    struct buf *out)
{
	const struct genogram_page p = { g, s, defs, lang };

	if (strcmp(format, "dot") == 0)
		draw_dot(&p, out);
	else if (strcmp(format, "svg") == 0)
		genogram_svg(out, &p);
	else
		draw_page(&p, format, width, out);
}
