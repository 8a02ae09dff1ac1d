/*
 * Run charts as a drawing: one below the other, each with its words.
 */
#include "draw/runchart_private.h"
#include "table/write.h"

enum {
	WIDTH = 800, LEFT = 70, RIGHT = 690,	/* of the plot: from, to */
	HEAD = 70, HIGH = 180, FOOT = 46,	/* above, it, below */
	LINE = 20, GAP = 30,
	STEPS = 6, DATES = 6			/* of the axes, at most */
};

static const char style[] =
    "text{font:13px sans-serif;fill:#222}"
    ".t{font-weight:bold;font-size:15px}"
    ".y{text-anchor:end}.x{text-anchor:middle}"
    ".g{stroke:#ddd}.m{stroke:#222;stroke-dasharray:7 4}"
    ".l{fill:none;stroke:#777;stroke-width:1.5}"
    ".p0{fill:#555}.p1{fill:#0072b2}.p2{fill:#c04a00}.p3{fill:#7b2d8b}";

struct plot {
	struct buf			*out;
	const struct runchart_page	*page;
	struct axis			 axis;
	int				 top;
};

static double
x_of(const struct plot *p, day_t day)
{
	const struct runchart_page *page = p->page;
	day_t first = page->p[0].day, span = page->p[page->n - 1].day - first;

	return span == 0 ? (LEFT + RIGHT) / 2.0 : LEFT +
	    (double)(RIGHT - LEFT) * (day - first) / span;
}

static double
y_of(const struct plot *p, int64_t value)
{
	return p->top + HIGH - (double)HIGH * (double)(value - p->axis.low) /
	    ((double)p->axis.n * (double)p->axis.step);
}

/* ----------------------------------------------------------------- axes -- */

static void
add_values(struct plot *p)
{
	for (int i = 0; i <= p->axis.n; i++) {
		int64_t value = p->axis.low + i * p->axis.step;
		double y = y_of(p, value);

		buf_addf(p->out, "<path class=\"g\" d=\"M%d %.1fH%d\"/>\n"
		    "<text class=\"y\" x=\"%d\" y=\"%.1f\">", LEFT, y, RIGHT,
		    LEFT - 10, y + 4.5);
		runchart_add_number(p->out, value, p->page->lang);
		buf_adds(p->out, "</text>\n");
	}
}

/* The shortest that gives no more dates than there is room for. */
static struct period
between_dates(day_t span)
{
	static const struct period periods[] = { { 0, 1 }, { 0, 2 }, { 0, 7 },
	    { 0, 14 }, { 1, 0 }, { 2, 0 }, { 3, 0 }, { 6, 0 }, { 12, 0 },
	    { 24, 0 }, { 60, 0 }, { 120, 0 } };
	enum { LAST = sizeof(periods) / sizeof(periods[0]) - 1 };
	size_t i = 0;

	while (i < LAST && span / (30 * periods[i].months + periods[i].days) >=
	    DATES)
		i++;
	return periods[i];
}

/* Months begin where a year divides into them, years in January. */
static day_t
first_date(day_t day, struct period period)
{
	int year, month, dayofmonth;
	day_t first = day;

	if (period.months == 0)
		return day;
	if (period.months > 12)
		period.months = 12;
	date_split(day, &year, &month, &dayofmonth);
	month -= (month - 1) % period.months;
	date_civil(year, month, 1, &first);
	return first < day ? date_plus(first, period, 1) : first;
}

static void
add_dates(struct plot *p)
{
	day_t day = p->page->p[0].day, last = p->page->p[p->page->n - 1].day;
	struct period period = between_dates(last - day);
	int low = p->top + HIGH;
	day_t before = day - 1;

	/* Beyond the last year of all, days stand still. */
	for (day = first_date(day, period); day <= last && day > before;
	    before = day, day = date_plus(day, period, 1)) {
		double x = x_of(p, day);

		buf_addf(p->out, "<path class=\"g\" d=\"M%.1f %dv%d\"/>\n"
		    "<text class=\"x\" x=\"%.1f\" y=\"%d\">", x, p->top,
		    HIGH + 6, x, low + 22);
		runchart_add_date(p->out, day, p->page->lang);
		buf_adds(p->out, "</text>\n");
	}
}

/* --------------------------------------------------------------- points -- */

static void
add_median(struct plot *p)
{
	const struct runchart *c = p->page->chart;
	double y = y_of(p, c->median);

	if (!c->has_median)
		return;
	buf_addf(p->out, "<path class=\"m\" d=\"M%d %.1fH%d\"/>\n"
	    "<text x=\"%d\" y=\"%.1f\">%s ", LEFT, y, RIGHT, RIGHT + 10,
	    y + 4.5, tr(p->page->lang, N_("median")));
	runchart_add_number(p->out, c->median, p->page->lang);
	buf_adds(p->out, "</text>\n");
}

/* A circle; a square in a shift, a triangle the way of the trend, a diamond
 * where both. */
static void
add_shape(struct buf *out, enum mark mark, int way, double x, double y)
{
	static const char *const shapes[] = {
		[MARK_NONE] = "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
		[MARK_SHIFT] = "m-5-5h10v10h-10z",
		[MARK_TREND] = "m-6 5h12l-6-11z",
		[MARK_BOTH] = "m-7 0l7-7l7 7l-7 7z",
	};

	buf_addf(out, "<path class=\"p%d\" d=\"M%.1f %.1f%s\"", (int)mark, x,
	    y, mark == MARK_TREND && way < 0 ? "m-6-5h12l-6 11z" :
	    shapes[mark]);
}

static void
add_point(struct plot *p, size_t i)
{
	const struct runchart_page *page = p->page;
	const struct runchart_runs *trends = &page->chart->trends;
	size_t trend = runchart_number(trends, i);

	add_shape(p->out, runchart_mark(page->chart, i), trend > 0 ?
	    trends->run[trend - 1].way : 0, x_of(p, page->p[i].day),
	    y_of(p, page->p[i].value));
	buf_adds(p->out, "><title>");
	runchart_add_date(p->out, page->p[i].day, page->lang);
	buf_adds(p->out, ": ");
	runchart_add_number(p->out, page->p[i].value, page->lang);
	buf_adds(p->out, "</title></path>\n");
}

static void
add_points(struct plot *p)
{
	const struct runchart_page *page = p->page;

	buf_adds(p->out, "<path class=\"l\" d=\"");
	for (size_t i = 0; i < page->n; i++)
		buf_addf(p->out, "%c%.1f %.1f", i == 0 ? 'M' : 'L',
		    x_of(p, page->p[i].day), y_of(p, page->p[i].value));
	buf_adds(p->out, "\"/>\n");
	for (size_t i = 0; i < page->n; i++)
		add_point(p, i);
}

/* ---------------------------------------------------------------- words -- */

/* A line behind a mark; the next one stands below. */
static void
begin_line(struct plot *p, enum mark mark, int way, int *y)
{
	if (mark != MARK_NONE) {
		add_shape(p->out, mark, way, LEFT + 6, *y - 5);
		buf_adds(p->out, "/>\n");
	}
	buf_addf(p->out, "<text x=\"%d\" y=\"%d\">",
	    mark == MARK_NONE ? LEFT : LEFT + 20, *y);
	*y += LINE;
}

static void
add_runs(struct plot *p, const struct runchart_runs *runs, enum mark mark,
    int *y)
{
	for (size_t i = 0; i < runs->n; i++) {
		begin_line(p, mark, runs->run[i].way, y);
		runchart_add_run(p->out, p->page, runs, i);
		buf_adds(p->out, "</text>\n");
	}
}

/* Returns where they end. */
static int
add_words(struct plot *p)
{
	const struct runchart *c = p->page->chart;
	int y = p->top + HIGH + FOOT;

	add_runs(p, &c->shifts, MARK_SHIFT, &y);
	add_runs(p, &c->trends, MARK_TREND, &y);
	if (runchart_has_both(p->page)) {
		begin_line(p, MARK_BOTH, 0, &y);
		buf_addf(p->out, "%s</text>\n", tr(p->page->lang,
		    N_("In a shift and in a trend")));
	}
	if (c->shifts.n + c->trends.n == 0) {
		begin_line(p, MARK_NONE, 0, &y);
		buf_addf(p->out, "%s</text>\n", tr(p->page->lang,
		    N_("No shift and no trend")));
	}
	return y;
}

void
runchart_svg_add(struct buf *body, int *height,
    const struct runchart_page *page)
{
	struct plot p = { .out = body, .page = page, .top = *height + HEAD };
	struct buf summary = { 0 };

	axis_init(&p.axis, page, STEPS);
	runchart_add_summary(&summary, page, ". ");
	buf_adds(body, "<g role=\"group\">\n<title>");
	write_html(body, page->title);
	buf_addf(body, "</title>\n<desc>%s</desc>\n", buf_text(&summary));
	buf_addf(body, "<text class=\"t\" x=\"%d\" y=\"%d\">", LEFT,
	    *height + 28);
	write_html(body, page->title);
	buf_addf(body, "</text>\n<text x=\"%d\" y=\"%d\">%s</text>\n", LEFT,
	    *height + 50, buf_text(&summary));
	add_values(&p);
	add_dates(&p);
	add_median(&p);
	add_points(&p);
	*height = add_words(&p) + GAP;
	buf_adds(body, "</g>\n");
	buf_release(&summary);
}

void
runchart_svg(struct buf *out, struct str body, int height, enum lang lang)
{
	height = height > 0 ? height : GAP;
	buf_addf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"%s\" "
	    "width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n"
	    "<title>%s</title>\n<style>%s</style>\n"
	    "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n",
	    lang_code(lang), WIDTH, height, WIDTH, height,
	    tr(lang, N_("Run charts")), style);
	buf_add_str(out, body);
	buf_adds(out, "</svg>\n");
}
