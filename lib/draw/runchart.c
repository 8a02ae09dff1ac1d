/*
 * What run charts are made of, and those in text.
 */
#include "draw/runchart_private.h"

#include "base/utf8.h"
#include "table/write.h"

/* ---------------------------------------------------------------- words -- */

void
runchart_add_number(struct buf *out, int64_t millionths, enum lang lang)
{
	char text[NUM_SIZE];

	write_shown(out, (struct str){ text, num_format(text, millionths) },
	    CELL_NUMBER, lang);
}

void
runchart_add_date(struct buf *out, day_t day, enum lang lang)
{
	char text[DATE_SIZE];

	write_shown(out, str_of(date_format(text, day)), CELL_DATE, lang);
}

/* A text with two days in it. */
static void
add_from_to(struct buf *out, const struct runchart_page *page, size_t first,
    size_t last)
{
	struct buf from = { 0 }, to = { 0 };

	runchart_add_date(&from, page->p[first].day, page->lang);
	runchart_add_date(&to, page->p[last].day, page->lang);
	buf_addf(out, tr(page->lang, N_("from %s to %s")), buf_text(&from),
	    buf_text(&to));
	buf_release(&from);
	buf_release(&to);
}

void
runchart_add_summary(struct buf *out, const struct runchart_page *page,
    const char *between)
{
	enum lang lang = page->lang;

	buf_addf(out, tr(lang, N_("Ratings: %zu, ")), page->n);
	add_from_to(out, page, 0, page->n - 1);
	buf_adds(out, between);
	if (page->chart->has_median) {
		buf_adds(out, tr(lang, N_("Median ")));
		runchart_add_number(out, page->chart->median, lang);
	}
	if (page->frozen) {
		buf_adds(out, page->chart->has_median ?
		    tr(lang, N_(", of those until ")) :
		    tr(lang, N_("No median: there are none until ")));
		runchart_add_date(out, page->median_to, lang);
	}
}

void
runchart_add_run(struct buf *out, const struct runchart_page *page,
    const struct runchart_runs *runs, size_t i)
{
	const struct runchart_run *run = &runs->run[i];
	bool shift = runs == &page->chart->shifts;
	enum lang lang = page->lang;

	buf_addf(out, shift ? tr(lang, N_("Shift %zu: ")) :
	    tr(lang, N_("Trend %zu: ")), i + 1);
	add_from_to(out, page, run->first, run->last);
	buf_addf(out, tr(lang, N_(", %zu in a row ")), run->n);
	if (shift)
		buf_adds(out, run->way > 0 ? tr(lang, N_("above the median")) :
		    tr(lang, N_("below the median")));
	else
		buf_adds(out, run->way > 0 ? tr(lang, N_("rising")) :
		    tr(lang, N_("falling")));
	if (page->better != 0)
		buf_adds(out, run->way == page->better ?
		    tr(lang, N_(" (better)")) : tr(lang, N_(" (worse)")));
}

enum mark
runchart_mark(const struct runchart *c, size_t point)
{
	int mark = MARK_NONE;

	if (runchart_number(&c->shifts, point) > 0)
		mark += MARK_SHIFT;
	if (runchart_number(&c->trends, point) > 0)
		mark += MARK_TREND;
	return (enum mark)mark;
}

bool
runchart_has_both(const struct runchart_page *page)
{
	for (size_t i = 0; i < page->n; i++)
		if (runchart_mark(page->chart, i) == MARK_BOTH)
			return true;
	return false;
}

/* ----------------------------------------------------------------- axis -- */

static int64_t
floor_to(int64_t value, int64_t step)
{
	int64_t rest = value % step;

	return value - (rest < 0 ? rest + step : rest);
}

/* Is every value a multiple of a step, and the step none of several wholes? */
static bool
is_fine(const struct runchart_page *page, int64_t step)
{
	if (step > NUM_ONE)
		return false;
	for (size_t i = 0; i < page->n; i++)
		if (page->p[i].value % step != 0)
			return false;
	return true;
}

/* False, with nothing changed, if there would be too many steps. */
static bool
try_step(struct axis *axis, int64_t low, int64_t high, int64_t step, int most)
{
	int64_t from = floor_to(low, step);
	int64_t steps = (high - from) / step + ((high - from) % step != 0);

	/* Equal values lie in the middle. */
	if (steps == 0) {
		from -= step;
		steps = 2;
	}
	if (steps > most)
		return false;
	*axis = (struct axis){ from, step, (int)steps };
	return true;
}

void
axis_init(struct axis *axis, const struct runchart_page *page, int most)
{
	static const int parts[] = { 5, 2, 1 };
	const struct runchart *c = page->chart;
	int64_t low = c->has_median ? c->median : page->p[0].value;
	int64_t high = low;

	for (size_t i = 0; i < page->n; i++) {
		low = page->p[i].value < low ? page->p[i].value : low;
		high = page->p[i].value > high ? page->p[i].value : high;
	}
	/* From more than any number has. */
	for (int64_t power = NUM_ONE * NUM_ONE * NUM_ONE / 10; power > 0;
	    power /= 10)
		for (size_t i = 0; i < 3; i++)
			if (!try_step(axis, low, high, parts[i] * power,
			    most) || is_fine(page, parts[i] * power))
				return;
}

/* ----------------------------------------------------------------- text -- */

enum {
	TEXT_WIDTH = 80, TEXT_STEPS = 16,	/* at most */
	APART_MOST = 12,			/* a date and two blanks */
	DATE_WIDTH = DATE_SIZE - 1
};

struct text_chart {
	const struct runchart_page	*page;
	int64_t		row[TEXT_STEPS + 2];	/* highest first */
	int		rows, median;		/* the row of it, -1: none */
	int		label;			/* columns of the numbers */
	size_t		start;			/* first point that is shown */
	int		apart, width;		/* columns of points, of all */
};

static const char *
glyph(const struct runchart *c, size_t point)
{
	size_t trend = runchart_number(&c->trends, point);

	switch (runchart_mark(c, point)) {
	case MARK_SHIFT:
		return "■";
	case MARK_TREND:
		return c->trends.run[trend - 1].way > 0 ? "▲" : "▼";
	case MARK_BOTH:
		return "◆";
	case MARK_NONE:
		break;
	}
	return "●";
}

/* The numbers of the axis, and the median between them where it is none. */
static void
make_rows(struct text_chart *t)
{
	const struct runchart *c = t->page->chart;
	struct axis axis;

	axis_init(&axis, t->page, TEXT_STEPS);
	t->median = -1;
	for (int i = axis.n; i >= 0; i--) {
		int64_t value = axis.low + i * axis.step;

		if (c->has_median && t->median < 0 && value <= c->median) {
			t->median = t->rows;
			t->row[t->rows++] = c->median;
		}
		if (!c->has_median || value != c->median)
			t->row[t->rows++] = value;
	}
}

/* The nearest row on the point's side of the median. */
static int
row_of(const struct text_chart *t, size_t point)
{
	int64_t value = t->page->p[point].value, nearest = INT64_MAX;
	int side = t->page->chart->shifts.way[point], best = 0;

	if (t->median >= 0 && side == 0)
		return t->median;
	for (int i = 0; i < t->rows; i++) {
		int64_t far = value > t->row[i] ? value - t->row[i] :
		    t->row[i] - value;

		if (far < nearest && (t->median < 0 ||
		    (side > 0 ? i < t->median : i > t->median))) {
			nearest = far;
			best = i;
		}
	}
	return best;
}

static void
make_columns(struct text_chart *t)
{
	size_t n = t->page->n, room;
	struct buf text = { 0 };

	for (int i = 0; i < t->rows; i++) {
		buf_clear(&text);
		runchart_add_number(&text, t->row[i], t->page->lang);
		if ((int)text.len > t->label)
			t->label = (int)text.len;
	}
	buf_release(&text);
	/* Beside the numbers and the axis, room for the last date. */
	room = (size_t)(TEXT_WIDTH - t->label - 2 - DATE_WIDTH);
	t->start = n > room ? n - room : 0;
	n -= t->start;
	t->apart = n < 2 ? 1 : (int)((room - 1) / (n - 1));
	if (t->apart > APART_MOST)
		t->apart = APART_MOST;
	t->width = ((int)n - 1) * t->apart + 1;
}

static void
add_label(struct buf *out, const struct text_chart *t, int row)
{
	struct buf text = { 0 };

	runchart_add_number(&text, t->row[row], t->page->lang);
	buf_fill(out, ' ', (size_t)t->label - text.len);
	buf_add_str(out, buf_str(&text));
	buf_release(&text);
}

static void
add_row(struct buf *out, const struct text_chart *t, int row)
{
	const struct runchart *c = t->page->chart;
	bool median = row == t->median;
	size_t blanks = 0;

	add_label(out, t, row);
	buf_adds(out, median ? " ┼" : " ┤");
	for (int at = 0; at < t->width; at++) {
		size_t i = t->start + (size_t)(at / t->apart);

		if (at % t->apart == 0 && row_of(t, i) == row) {
			buf_fill(out, ' ', blanks);
			buf_adds(out, glyph(c, i));
			blanks = 0;
		} else if (median)
			buf_adds(out, "─");
		else
			blanks++;
	}
	buf_adds(out, median ? tr(t->page->lang, N_(" median")) : "");
	buf_addc(out, '\n');
}

/* The axis has a mark above every day that is written. */
static void
add_dates(struct buf *out, const struct text_chart *t)
{
	int every = (APART_MOST + t->apart - 1) / t->apart * t->apart;

	buf_fill(out, ' ', (size_t)t->label + 1);
	buf_adds(out, "└");
	for (int at = 0; at < t->width; at++)
		buf_adds(out, at % every == 0 ? "┬" : "─");
	buf_addc(out, '\n');
	buf_fill(out, ' ', (size_t)t->label + 2);
	for (int at = 0; at < t->width; at += every) {
		buf_fill(out, ' ', at > 0 ? (size_t)(every - DATE_WIDTH) : 0);
		runchart_add_date(out, t->page->p[t->start +
		    (size_t)(at / t->apart)].day, t->page->lang);
	}
	buf_addc(out, '\n');
}

static void
add_runs(struct buf *out, const struct runchart_page *page,
    const struct runchart_runs *runs)
{
	bool shift = runs == &page->chart->shifts;

	for (size_t i = 0; i < runs->n; i++) {
		buf_adds(out, shift ? "■ " : runs->run[i].way > 0 ? "▲ " :
		    "▼ ");
		runchart_add_run(out, page, runs, i);
		buf_addc(out, '\n');
	}
}

/* In as many lines as it takes. */
static void
add_title(struct buf *out, struct str title)
{
	struct buf shown = { 0 };
	struct str rest;

	utf8_show(&shown, title);
	for (rest = buf_str(&shown); utf8_width(rest) > TEXT_WIDTH;) {
		size_t fit = utf8_fit(rest, TEXT_WIDTH), end = fit;

		while (end > 0 && rest.p[end] != ' ')
			end--;
		end = end > 0 ? end : fit;
		buf_add(out, rest.p, end);
		buf_addc(out, '\n');
		end += rest.p[end] == ' ';
		rest = (struct str){ rest.p + end, rest.len - end };
	}
	buf_add_str(out, rest);
	buf_addc(out, '\n');
	buf_release(&shown);
}

void
runchart_text(struct buf *out, const struct runchart_page *page)
{
	const struct runchart *c = page->chart;
	struct text_chart t = { .page = page };

	make_rows(&t);
	make_columns(&t);
	add_title(out, page->title);
	runchart_add_summary(out, page, "\n");
	buf_addc(out, '\n');
	if (t.start > 0)
		buf_addf(out, tr(page->lang, N_("The last %zu are shown\n")),
		    page->n - t.start);
	for (int i = 0; i < t.rows; i++)
		add_row(out, &t, i);
	add_dates(out, &t);
	add_runs(out, page, &c->shifts);
	add_runs(out, page, &c->trends);
	if (runchart_has_both(page))
		buf_addf(out, "◆ %s\n", tr(page->lang,
		    N_("In a shift and in a trend")));
	if (c->shifts.n + c->trends.n == 0)
		buf_addf(out, "%s\n", tr(page->lang,
		    N_("No shift and no trend")));
}
