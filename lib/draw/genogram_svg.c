/*
 * Genograms as a drawing, with a legend.
 */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "draw/genogram_layout.h"
#include "draw/genogram_private.h"
#include "table/write.h"

enum {
	R = LAYOUT_RADIUS, LETTERS = 18,	/* of a line of a label */
	LINE = 14, BRIDGE = 13,		/* of couples with one between */
	ITEM = 200, ITEM_HIGH = 30, COLUMNS = 3	/* of the legend */
};

static const char style[] =
    ".genogram text{font:12px sans-serif;fill:#222;text-anchor:middle;"
    "paint-order:stroke;stroke:#fff;stroke-width:4px}"
    ".genogram .b{font-weight:bold}.genogram .k{text-anchor:start}"
    ".genogram path{fill:none;stroke:#222;stroke-width:1.6}"
    ".genogram .s{fill:#fff;stroke-width:2}"
    ".genogram .f{stroke-dasharray:10 4 2 4}"
    ".genogram .u{stroke:#777;stroke-dasharray:1 4}"
    ".genogram .l1{stroke:#666}.genogram .l2{stroke:#1b7837}"
    ".genogram .l3{stroke:#666;stroke-width:2.4;stroke-linecap:round;"
    "stroke-dasharray:.1 6}.genogram .l4{stroke:#c51b1b}"
    ".genogram .l5{stroke:#7b2d8b}"
    ".genogram .e{stroke-dasharray:6 5;stroke-linecap:butt}"
    ".genogram .l4.e{stroke-dasharray:26 7}"
    ".genogram .h{stroke:#bbb}";

struct pen {
	struct buf			*out;
	const struct genogram_page	*page;
	struct genogram_layout		 at;
};

static void
add_text(struct buf *out, const char *class, double x, double y,
    struct str text)
{
	buf_addf(out, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", class, x,
	    y);
	write_html(out, text);
	buf_adds(out, "</text>\n");
}

/* -------------------------------------------------------------- symbols -- */

static void
add_outline(struct buf *out, struct str sex, int x, int y, int r)
{
	buf_adds(out, "<path class=\"s\" d=\"");
	if (str_is(sex, "m"))
		buf_addf(out, "M%d %dh%dv%dh%dz", x - r, y - r, 2 * r, 2 * r,
		    -2 * r);
	else if (str_is(sex, "f"))
		buf_addf(out, "M%d %da%d %d 0 1 0 %d 0a%d %d 0 1 0 %d 0z",
		    x - r, y, r, r, 2 * r, r, r, -2 * r);
	else
		buf_addf(out, "M%d %dl%d %dl%d %dl%d %dz", x - r, y, r, -r, r,
		    r, -r, r);
	buf_adds(out, "\"/>\n");
}

static void
add_symbol(struct buf *out, struct str sex, int x, int y, int r, bool child,
    bool died)
{
	/* A cross reaches the corners of a square only. */
	int c = str_is(sex, "m") ? r : str_is(sex, "f") ? r * 7 / 10 : r / 2;

	if (child)
		add_outline(out, sex, x, y, r + r / 4);
	add_outline(out, sex, x, y, r);
	if (died)
		buf_addf(out, "<path d=\"M%d %dl%d %dm0 %dl%d %d\"/>\n",
		    x - c, y - c, 2 * c, 2 * c, -2 * c, -2 * c, 2 * c);
}

/* In two lines at most, broken at a blank; what is left is cut off. */
static int
add_lines(struct buf *out, const char *class, int x, int y, struct str text)
{
	for (int lines = 2; text.len > 0 && lines > 0; lines--) {
		size_t fit = utf8_fit(text, LETTERS), end = fit;
		struct buf line = { 0 };

		while (fit < text.len && lines > 1 && end > 0 &&
		    text.p[end] != ' ')
			end--;
		end = end > 0 ? end : fit;
		buf_add(&line, text.p, end);
		text = (struct str){ text.p + end, text.len - end };
		buf_adds(&line, lines == 1 && text.len > 0 ? "…" : "");
		text = str_trim(text);
		add_text(out, class, x, y, buf_str(&line));
		y += LINE;
		buf_release(&line);
	}
	return y;
}

static void
add_person(struct pen *pen, size_t i)
{
	const struct genogram_page *page = pen->page;
	const struct genogram_person *who = &page->g->person[i];
	struct buf label = { 0 }, what = { 0 };
	int x = pen->at.x[i], y = pen->at.y[i];

	genogram_label(&label, page, i);
	genogram_what(&what, page, i);
	buf_adds(pen->out, "<g><title>");
	write_html(pen->out, buf_str(&label));
	buf_adds(pen->out, ", ");
	write_html(pen->out, buf_str(&what));
	buf_adds(pen->out, "</title>\n");
	add_symbol(pen->out, who->sex, x, y, R, i == GENOGRAM_CHILD,
	    who->died);
	y = add_lines(pen->out, "b", x, y + R + LINE +
	    (i == GENOGRAM_CHILD ? R / 4 : 0), buf_str(&label));
	y = add_lines(pen->out, "w", x, y, buf_str(&what));
	if (who->witness) {
		buf_clear(&what);
		buf_addf(&what, "★ %s", tr(page->lang, N_("everyday witness")));
		add_lines(pen->out, "w", x, y, buf_str(&what));
	}
	buf_adds(pen->out, "</g>\n");
	buf_release(&label);
	buf_release(&what);
}

/* -------------------------------------------------- families and couples -- */

static void
add_year(struct pen *pen, double x, double y, const struct genogram_tie *t)
{
	struct str year = genogram_year(t);
	struct buf text = { 0 };

	if (t->ended && year.len > 0) {
		buf_addf(&text, "–%.*s", STR(year));
		add_text(pen->out, "w", x, y, buf_str(&text));
	}
	buf_release(&text);
}

/* Neighbours have a line between them, others one above those between. */
static void
add_couple(struct pen *pen, const struct genogram_couple *c)
{
	const struct genogram_layout *l = &pen->at;
	size_t a = l->x[c->one] < l->x[c->other] ? c->one : c->other;
	size_t b = a == c->one ? c->other : c->one;
	bool near = l->place[b] - l->place[a] == 1;
	int y = near ? l->y[a] : l->y[a] - R - BRIDGE;
	int slash = near ? l->x[a] + R + 16 : l->x[b] - LAYOUT_APART * 3 / 4;

	buf_addf(pen->out, "<path class=\"%s\" d=\"", c->tie == NULL ? "u" :
	    c->tie->ended ? "e" : "c");
	if (near)
		buf_addf(pen->out, "M%d %dH%d", l->x[a], y, l->x[b]);
	else
		buf_addf(pen->out, "M%d %dV%dH%dV%d", l->x[a], l->y[a], y,
		    l->x[b], l->y[a]);
	buf_adds(pen->out, "\"/>\n");
	if (genogram_parted(c))
		buf_addf(pen->out, "<path d=\"M%d %dl8 -18m-2 18l8 -18\"/>\n",
		    slash - 7, y + 9);
	if (c->tie != NULL)
		add_year(pen, slash + (near ? 22 : 30), y - 6, c->tie);
}

static void
add_family(struct pen *pen, size_t i)
{
	const struct genogram_layout *l = &pen->at;
	const struct genogram_family *f = &pen->page->g->family[i];
	int low = l->drop[i], high = low;
	size_t a = f->parent[0], b = f->parent[1];
	size_t apart = l->place[a] > l->place[b] ? l->place[a] - l->place[b] :
	    l->place[b] - l->place[a];
	/* Beside the line of those who are theirs by birth. */
	int beside = !f->foster ? 0 : f->ended ? 9 : -9;

	buf_addf(pen->out, "<path class=\"%s\" d=\"", f->ended ? "e" :
	    f->foster ? "f" : "d");
	if (f->parents > 0)
		buf_addf(pen->out, "M%d %dV%d", l->drop[i] + beside, l->y[a] -
		    (f->parents == 2 && apart > 1 ? R + BRIDGE : 0),
		    l->bar[i]);
	for (size_t k = 0; k < f->n; k++) {
		int x = l->x[f->child[k]];

		low = x < low ? x : low;
		high = x > high ? x : high;
		buf_addf(pen->out, "M%d %dV%d", x + beside, l->bar[i],
		    l->y[f->child[k]]);
	}
	buf_addf(pen->out, "M%d %dH%d\"/>\n", low + beside, l->bar[i],
	    high + beside);
	for (size_t k = 0; k < pen->page->g->ties && f->ended; k++)
		if (pen->page->g->tie[k].latest &&
		    pen->page->g->tie[k].from == a &&
		    pen->page->g->tie[k].to == f->child[0])
			add_year(pen, l->drop[i] + 30, l->bar[i] - 8,
			    &pen->page->g->tie[k]);
}

/* ------------------------------------------------------------- relations -- */

/* A bow from a to b: a Bézier curve with one control point. */
struct bow {
	double	ax, ay, cx, cy, bx, by;
};

/* A point of it, so far beside it. */
static void
bow_at(const struct bow *w, double t, double beside, double *x, double *y)
{
	double dx = (1 - t) * (w->cx - w->ax) + t * (w->bx - w->cx);
	double dy = (1 - t) * (w->cy - w->ay) + t * (w->by - w->cy);
	double length = sqrt(dx * dx + dy * dy);

	length = length > 0 ? length : 1;
	*x = (1 - t) * (1 - t) * w->ax + 2 * t * (1 - t) * w->cx +
	    t * t * w->bx - beside * dy / length;
	*y = (1 - t) * (1 - t) * w->ay + 2 * t * (1 - t) * w->cy +
	    t * t * w->by + beside * dx / length;
}

/* From t to t; turns: it goes from one side to the other. */
static void
add_bow(struct buf *out, const struct bow *w, double from, double to,
    double beside, bool turns)
{
	double high = fabs(w->bx - w->ax) + fabs(w->by - w->ay), x, y;
	int steps = turns ? 2 * (int)(high / 14) + 3 : 12;

	for (int i = 0; i <= steps; i++) {
		double side = !turns ? beside : i == 0 || i == steps ? 0 :
		    i % 2 == 0 ? 5 : -5;

		bow_at(w, from + (to - from) * i / steps, side, &x, &y);
		buf_addf(out, "%c%.1f %.1f", i == 0 ? 'M' : 'L', x, y);
	}
}

static void
add_line(struct buf *out, const struct bow *w, enum genogram_line line,
    bool ended)
{
	double x, y;

	buf_addf(out, "<path class=\"l%d%s\" d=\"", (int)line, ended ? " e" :
	    "");
	if (line == LINE_CLOSE)
		add_bow(out, w, 0, 1, 2.5, false);
	add_bow(out, w, 0, line == LINE_BROKEN ? .44 : 1,
	    line == LINE_CLOSE ? -2.5 : 0, line == LINE_CONFLICT);
	if (line == LINE_BROKEN) {
		add_bow(out, w, .56, 1, 0, false);
		for (int i = 0; i < 4; i++) {
			bow_at(w, i < 2 ? .44 : .56, i % 2 == 0 ? 8 : -8, &x,
			    &y);
			buf_addf(out, "%c%.1f %.1f", i % 2 == 0 ? 'M' : 'L', x,
			    y);
		}
	}
	buf_adds(out, "\"/>\n");
}

/* Through how many symbols of others, or their words, it would go. */
static int
count_hits(const struct genogram_layout *l, const struct bow *w,
    const struct genogram_tie *t)
{
	int hits = 0;

	for (size_t i = 0; i < l->g->n; i++)
		for (double at = .05; at < 1; at += .05) {
			double x, y;

			bow_at(w, at, 0, &x, &y);
			if (i != t->from && i != t->to &&
			    fabs(x - l->x[i]) < R + 8 &&
			    fabs(y - l->y[i]) < R + 8)
				hits += 3;
			else if (fabs(x - l->x[i]) < 2 * R && y > l->y[i] + R &&
			    y < l->y[i] + R + 3 * LINE)
				hits++;
		}
	return hits;
}

static struct bow
bow_of(const struct genogram_layout *l, const struct genogram_tie *t,
    double sag)
{
	struct bow w = { l->x[t->from], l->y[t->from], 0, 0, l->x[t->to],
	    l->y[t->to] };
	double dx = w.bx - w.ax, dy = w.by - w.ay;
	double length = sqrt(dx * dx + dy * dy);

	w.cx = (w.ax + w.bx) / 2 - sag * dy / length;
	w.cy = (w.ay + w.by) / 2 + sag * dx / length;
	return w;
}

/* Straight, or in the bow that meets the fewest others; never along the line
 * of a couple. */
static void
add_relation(struct pen *pen, const struct genogram_tie *t)
{
	static const double sags[] = { 0, 30, -30, 60, -60, 90, -90, 130, -130,
	    180, -180 };
	enum genogram_line line = genogram_line(pen->page->g, t);
	const struct genogram_layout *l = &pen->at;
	bool level = l->y[t->from] == l->y[t->to];
	struct bow best = { 0 };
	int fewest = -1;
	double x, y;

	if (line == LINE_NONE)
		return;
	for (size_t i = level ? 1 : 0; i < sizeof(sags) / sizeof(*sags); i++) {
		struct bow w = bow_of(l, t, sags[i]);
		int hits = count_hits(l, &w, t);

		if (fewest < 0 || hits < fewest) {
			best = w;
			fewest = hits;
		}
	}
	add_line(pen->out, &best, line, t->ended);
	bow_at(&best, .5, 0, &x, &y);
	add_year(pen, x, y + 4, t);
}

/* ---------------------------------------------------------------- legend -- */

static void
legend_symbol(struct pen *pen, int i, int x, int y)
{
	static const char *const sexes[] = { "f", "m", "x", "f", "m" };

	add_symbol(pen->out, str_of(sexes[i]), x + 26, y, 9, i == 3, i == 4);
}

static void
legend_line(struct pen *pen, int i, int x, int y)
{
	static const char *const classes[] = { "e", "c", "c", "u", "f" };
	const struct bow w = { x, y, x + 26, y, x + 52, y };

	if (i < 5) {
		static const enum genogram_line lines[] = { LINE_CLOSE,
		    LINE_PLAIN, LINE_DISTANT, LINE_CONFLICT, LINE_BROKEN };

		add_line(pen->out, &w, lines[i], false);
		return;
	}
	buf_addf(pen->out, "<path class=\"%s\" d=\"M%d %dh52\"/>\n",
	    classes[i - 5], x, y);
	if (i == 7)
		buf_addf(pen->out, "<path d=\"M%d %dl6 -14m-1 14l6 -14\"/>\n",
		    x + 20, y + 7);
}

/* A code of a list, or a text. */
static void
legend_text(struct pen *pen, int i, struct buf *text)
{
	static const struct {
		const char *list, *text;
	} items[] = {
		{ "genders", "f" }, { "genders", "m" },
		{ NULL, N_("sex not said") }, { NULL, N_("the child") },
		{ NULL, N_("has died") },
		{ "qualities", "close" }, { "qualities", "ordinary" },
		{ "qualities", "distant" }, { "qualities", "conflict" },
		{ "qualities", "broken" },
		{ NULL, N_("ended, with the year") }, { NULL, N_("couple") },
		{ NULL, N_("parted") }, { NULL, N_("have a child together") },
		{ NULL, N_("foster family") },
	};
	const struct genogram_page *page = pen->page;

	if (items[i].list == NULL)
		buf_adds(text, tr(page->lang, items[i].text));
	else
		code_label(list_find(&page->defs->lists,
		    str_of(items[i].list)), str_of(items[i].text), page->lang,
		    text);
}

/* In columns, down to the height that is returned. */
static int
add_legend(struct pen *pen, int y, int columns)
{
	enum { SYMBOLS = 5, ITEMS = 15 };
	int rows = (ITEMS + columns - 1) / columns;
	struct buf text = { 0 };

	for (int i = 0; i < ITEMS; i++) {
		int left = LAYOUT_EDGE / 4 + i / rows * ITEM;
		int at = y + i % rows * ITEM_HIGH;

		if (i < SYMBOLS)
			legend_symbol(pen, i, left, at);
		else
			legend_line(pen, i - SYMBOLS, left, at);
		buf_clear(&text);
		legend_text(pen, i, &text);
		add_text(pen->out, "k", left + 62, at + 4, buf_str(&text));
	}
	buf_clear(&text);
	buf_adds(&text, tr(pen->page->lang, N_("As of ")));
	write_shown(&text, pen->page->s->as_of, CELL_DATE, pen->page->lang);
	add_text(pen->out, "k", LAYOUT_EDGE / 4.0, y + rows * ITEM_HIGH,
	    buf_str(&text));
	buf_release(&text);
	return y + rows * ITEM_HIGH + 20;
}

/* --------------------------------------------------------------- drawing -- */

static void
add_body(struct pen *pen)
{
	const struct genogram *g = pen->page->g;

	for (size_t i = 0; i < g->families; i++)
		add_family(pen, i);
	for (size_t i = 0; i < g->couples; i++)
		add_couple(pen, &g->couple[i]);
	for (size_t i = 0; i < g->ties; i++)
		add_relation(pen, &g->tie[i]);
	if (pen->at.network > 0)
		add_text(pen->out, "b k", LAYOUT_EDGE / 4.0,
		    pen->at.network + 18, str_of(tr(pen->page->lang,
		    N_("The network"))));
	for (size_t i = 0; i < g->n; i++)
		add_person(pen, i);
}

void
genogram_svg(struct buf *out, const struct genogram_page *p)
{
	struct buf body = { 0 };
	struct pen pen = { .out = &body, .page = p };
	int width, height, columns;

	genogram_layout_init(&pen.at, p->g);
	columns = (pen.at.width - LAYOUT_EDGE / 4) / ITEM;
	columns = columns < COLUMNS ? COLUMNS : columns;
	width = LAYOUT_EDGE / 4 + columns * ITEM;
	width = width < pen.at.width ? pen.at.width : width;
	buf_addf(&body, "<g transform=\"translate(%d 0)\">\n",
	    (width - pen.at.width) / 2);
	add_body(&pen);
	buf_addf(&body, "</g>\n<path class=\"h\" d=\"M10 %dH%d\"/>\n",
	    pen.at.height, width - 10);
	height = add_legend(&pen, pen.at.height + 26, columns);
	buf_addf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"%s\" "
	    "role=\"img\" class=\"genogram\" width=\"%d\" height=\"%d\" "
	    "viewBox=\"0 0 %d %d\" style=\"max-width:100%%;height:auto\">\n"
	    "<title>", lang_code(p->lang), width, height, width, height);
	buf_addf(out, tr(p->lang, N_("Family and network: case %.*s")),
	    STR(story_case_id(p->s->story)));
	buf_addf(out, "</title>\n<style>%s</style>\n<rect width=\"100%%\" "
	    "height=\"100%%\" fill=\"#fff\"/>\n", style);
	buf_add_str(out, buf_str(&body));
	buf_adds(out, "</svg>\n");
	genogram_layout_release(&pen.at);
	buf_release(&body);
}
