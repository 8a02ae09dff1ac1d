#include "draw/ruler.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/utf8.h"
#include "table/write.h"

/* Where a value lies, from 0 to places; what is beyond an end lies at it. */
static int
place_of(const struct scale *s, int64_t value, int places)
{
	int64_t at;

	value = value < s->min ? s->min : value > s->max ? s->max : value;
	num_divide((int128)(value - s->min) * places, s->max - s->min, &at);
	return (int)at;
}

/* The zone at a place: that of the step next to it, so that each value of a
 * scale with few steps has as much room as the others. */
static enum zone
zone_at(const struct scale *s, int place, int places)
{
	int64_t value, step;

	num_divide((int128)(s->max - s->min) * place, places, &value);
	if (s->step > 0) {
		num_divide(value, s->step, &step);
		value = step * s->step;
	}
	return scale_zone(s, s->min + value);
}

/* Marks that lie too close together stand in rows: the row of each, and how
 * many there are. */
static int
stack(const int *place, const bool *there, size_t n, int apart, int *row)
{
	int rows = 0;

	for (size_t i = 0; i < n; i++) {
		row[i] = 0;
		for (size_t k = 0; there[i] && k < i; k++)
			if (there[k] && row[k] == row[i] &&
			    abs(place[k] - place[i]) < apart) {
				row[i]++;
				k = (size_t)-1;
			}
		if (there[i] && row[i] >= rows)
			rows = row[i] + 1;
	}
	return rows;
}

/* The marks of one side, laid out. */
struct side {
	int	*place, *row;		/* by mark; one block, owned */
	bool	*there;
	int	 rows;
};

static void
side_init(struct side *side, const struct ruler *r, bool now, int places,
    int apart)
{
	side->place = mem_alloc((r->n + 1) * 2 * sizeof(int));
	side->row = side->place + r->n + 1;
	side->there = mem_alloc(r->n + 1);
	for (size_t i = 0; i < r->n; i++) {
		const struct ruler_mark *m = &r->mark[i];

		side->there[i] = now ? m->has_now : m->has_before;
		side->place[i] = place_of(r->scale, now ? m->now : m->before,
		    places);
	}
	side->rows = stack(side->place, side->there, r->n, apart, side->row);
}

static void
side_release(struct side *side)
{
	free(side->place);
	free(side->there);
}

static void
add_number(struct buf *out, int64_t value, enum lang lang)
{
	struct buf number = { 0 };

	num_add(&number, value);
	write_shown(out, buf_str(&number), CELL_NUMBER, lang);
	buf_release(&number);
}

/* ----------------------------------------------------------------- text -- */

enum { COLUMNS = 40, LEFT = 16 };

static void
add_margin(struct buf *out, const char *word)
{
	size_t wide = utf8_width(str_of(word));

	buf_adds(out, word);
	buf_fill(out, ' ', wide < LEFT ? LEFT - wide : 0);
}

static void
add_text_row(struct buf *out, const struct ruler *r, const struct side *side,
    int row, bool now)
{
	char line[COLUMNS + 1];
	size_t len = 0;

	memset(line, ' ', sizeof(line));
	for (size_t i = 0; i < r->n; i++)
		if (side->there[i] && side->row[i] == row) {
			size_t at = (size_t)side->place[i];

			line[at] = now ? r->mark[i].letter :
			    (char)(r->mark[i].letter - 'A' + 'a');
			len = at + 1 > len ? at + 1 : len;
		}
	add_margin(out, row > 0 ? "" : tr(r->lang, now ? N_("now") :
	    N_("before")));
	buf_add(out, line, len);
	buf_addc(out, '\n');
}

/* "    bedst 1 ▓▓▓▓▓▓▒▒▒▒▒▒░░░░░ 5" */
static void
add_bar(struct buf *out, const struct ruler *r)
{
	static const char *const fill[] = { [ZONE_NONE] = "─",
	    [ZONE_RED] = "░", [ZONE_YELLOW] = "▒", [ZONE_GREEN] = "▓" };
	const char *best = tr(r->lang, N_("best"));
	struct buf end = { 0 };

	if (r->scale->better < 0)
		buf_addf(&end, "%s ", best);
	add_number(&end, r->scale->min, r->lang);
	buf_fill(out, ' ', LEFT - 1 - utf8_width(buf_str(&end)));
	buf_addf(out, "%s ", buf_text(&end));
	for (int i = 0; i < COLUMNS; i++)
		buf_adds(out, fill[zone_at(r->scale, i, COLUMNS - 1)]);
	buf_addc(out, ' ');
	add_number(out, r->scale->max, r->lang);
	if (r->scale->better > 0)
		buf_addf(out, " %s", best);
	buf_addc(out, '\n');
	buf_release(&end);
}

/* Each name where its zone begins, if there is room. */
static void
add_zones(struct buf *out, const struct ruler *r)
{
	enum zone before = ZONE_NONE;
	size_t at = 0;

	if (!r->scale->has_zones)
		return;
	add_margin(out, "");
	for (size_t i = 0; i < COLUMNS; i++) {
		enum zone z = zone_at(r->scale, (int)i, COLUMNS - 1);

		if (z != before && at <= i) {
			buf_fill(out, ' ', i - at);
			buf_adds(out, r->zone[z]);
			at = i + utf8_width(str_of(r->zone[z])) + 1;
			buf_addc(out, ' ');
		}
		before = z;
	}
	while (out->p[out->len - 1] == ' ')
		out->p[--out->len] = '\0';
	buf_addc(out, '\n');
}

void
ruler_text(struct buf *out, const struct ruler *r)
{
	struct side now, before;

	side_init(&now, r, true, COLUMNS - 1, 1);
	side_init(&before, r, false, COLUMNS - 1, 1);
	for (int row = now.rows - 1; row >= 0; row--)
		add_text_row(out, r, &now, row, true);
	add_bar(out, r);
	for (int row = 0; row < before.rows; row++)
		add_text_row(out, r, &before, row, false);
	add_zones(out, r);
	side_release(&now);
	side_release(&before);
}

/* ------------------------------------------------------------------ svg -- */

/* Its units are pixels on a phone's width. */
enum { WIDTH = 340, EDGE = 22, LONG = WIDTH - 2 * EDGE, HIGH = 18, ROW = 22,
    RADIUS = 9, TICKS = 20, FOOT = 16 };

static void
add_marks(struct buf *out, const struct ruler *r, const struct side *side,
    bool now, int y)
{
	for (size_t i = 0; i < r->n; i++) {
		int x = EDGE + side->place[i];
		int at = now ? y - side->row[i] * ROW : y + side->row[i] * ROW;

		if (!side->there[i])
			continue;
		buf_addf(out, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" "
		    "stroke=\"currentColor\" stroke-width=\"1.5\" "
		    "style=\"fill:%s\"/>", x, at, RADIUS,
		    now ? "currentColor" : "none");
		buf_addf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" "
		    "style=\"fill:%s\"%s>%c</text>\n", x, at + 4,
		    now ? "Canvas" : "currentColor",
		    now ? " font-weight=\"bold\"" : "",
		    now ? r->mark[i].letter : r->mark[i].letter - 'A' + 'a');
	}
}

static void
add_zone(struct buf *out, const struct ruler *r, enum zone zone, int from,
    int to, int top)
{
	static const char *const fill[] = { [ZONE_NONE] = "#ddd",
	    [ZONE_RED] = "#f2a59d", [ZONE_YELLOW] = "#f5dd84",
	    [ZONE_GREEN] = "#a6d69f" };

	buf_addf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
	    "fill=\"%s\"/>", EDGE + from, top, to - from, HIGH, fill[zone]);
	if (zone == ZONE_NONE)
		return;
	buf_addf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" "
	    "fill=\"#222\">", EDGE + (from + to) / 2, top + 13);
	write_html(out, str_of(r->zone[zone]));
	buf_adds(out, "</text>\n");
}

static void
add_svg_bar(struct buf *out, const struct ruler *r, int top)
{
	int from = 0;

	for (int i = 1; i <= LONG; i++) {
		enum zone z = zone_at(r->scale, i - 1, LONG);

		if (i < LONG && zone_at(r->scale, i, LONG) == z)
			continue;
		add_zone(out, r, z, from, i, top);
		from = i;
	}
}

/* Whole numbers, as many as can be read: every one, every second, fifth ... */
static void
add_ticks(struct buf *out, const struct ruler *r, int y)
{
	static const int steps[] = { 1, 2, 5, 10, 20, 50, 100 };
	const struct scale *s = r->scale;
	size_t i = 0;
	int64_t step;

	while (i + 1 < sizeof(steps) / sizeof(steps[0]) &&
	    (s->max - s->min) / (steps[i] * NUM_ONE) > 10)
		i++;
	step = steps[i] * NUM_ONE;
	if ((s->max - s->min) / step > TICKS)
		step = s->max - s->min;
	for (int64_t v = s->min; v <= s->max; v += step) {
		buf_addf(out, "<text x=\"%d\" y=\"%d\" "
		    "text-anchor=\"middle\">",
		    EDGE + place_of(s, v, LONG), y);
		add_number(out, v, r->lang);
		buf_adds(out, "</text>");
	}
}

/* "bedst →" beside the numbers, at the good end. */
static void
add_best(struct buf *out, const struct ruler *r, int y)
{
	bool up = r->scale->better > 0;

	buf_addf(out, "\n<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" "
	    "font-style=\"italic\">%s%s%s</text>\n", up ? WIDTH - EDGE : EDGE,
	    y, up ? "end" : "start", up ? "" : "← ",
	    tr(r->lang, N_("best")), up ? " →" : "");
}

void
ruler_svg(struct buf *out, const struct ruler *r)
{
	struct side now, before;
	int top, low, height;

	side_init(&now, r, true, LONG, 2 * RADIUS + 2);
	side_init(&before, r, false, LONG, 2 * RADIUS + 2);
	top = now.rows * ROW + 2;
	low = top + HIGH + TICKS;
	height = low + before.rows * ROW + FOOT;
	buf_addf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" "
	    "style=\"width:100%%;max-width:22rem\" fill=\"currentColor\" "
	    "font-size=\"11\">\n<title>", WIDTH, height);
	write_html(out, r->scale->label[r->lang]);
	buf_adds(out, "</title>\n");
	add_svg_bar(out, r, top);
	add_ticks(out, r, top + HIGH + 13);
	add_marks(out, r, &now, true, top - RADIUS - 2);
	add_marks(out, r, &before, false, low + RADIUS);
	add_best(out, r, height - 4);
	buf_adds(out, "</svg>\n");
	side_release(&now);
	side_release(&before);
}
