#include <string.h>

#include "draw/runchart.h"
#include "ratings.h"
#include "table/write.h"

static struct opt_day median_to;

static const struct opt opts[] = {
	GROUP(opts_ratings),
	GROUP(opts_with),
	{ OPT_DATE, '\0', "median-to", "date", &median_to,
	    "the median of the ratings until this day, for all of them" },
	{ .kind = OPT_END }
};

/* The columns behind those of the key. */
enum {
	COL_DATE = SERIES_KEYS, COL_VALUE, COL_MEDIAN, COL_SIDE, COL_SHIFT,
	COL_SHIFT_TO, COL_TREND, COL_TREND_TO, N_COLUMNS
};

_Static_assert((int)N_COLUMNS <= (int)RATINGS_COLUMNS_MAX, "room for all");

static const struct ratings_column columns[N_COLUMNS] = {
	RATINGS_KEY,
	[COL_DATE] = { "date", N_("Date"), .kind = CELL_DATE },
	[COL_VALUE] = { "value", N_("Value"), .kind = CELL_NUMBER },
	[COL_MEDIAN] = { "median", N_("Median"), .kind = CELL_NUMBER },
	[COL_SIDE] = { "side", N_("Side"), .kind = CELL_CODE, .list = "sides" },
	[COL_SHIFT] = { "shift", N_("Shift"), .kind = CELL_NUMBER },
	[COL_SHIFT_TO] = { "shift_to", N_("Shift to"), .kind = CELL_CODE,
	    .list = "directions" },
	[COL_TREND] = { "trend", N_("Trend"), .kind = CELL_NUMBER },
	[COL_TREND_TO] = { "trend_to", N_("Trend to"), .kind = CELL_CODE,
	    .list = "directions" },
};

/* Returns how good is: as a judgement has it. */
static int
make_chart(struct ratings *r, size_t i, const struct point *p, size_t n,
    struct runchart *chart)
{
	struct series s = series_at(r->set, i);
	struct judgement j;
	size_t n_median = n;

	while (median_to.given && n_median > 0 &&
	    p[n_median - 1].day > median_to.day)
		n_median--;
	runchart_make(chart, p, n, n_median);
	judge_series(&r->judge, r->cell, &s, &j);
	return j.threshold.better;
}

static void
set_run(struct ratings *r, int column, const struct runchart_runs *runs,
    size_t point, int better)
{
	size_t number = runchart_number(runs, point);

	if (number == 0)
		return;
	ratings_number(r, column, (int64_t)number * NUM_ONE);
	if (better != 0)
		r->cell[column + 1] = str_of(runs->run[number - 1].way ==
		    better ? "better" : "worse");
}

static void
print(struct ratings *r, size_t i)
{
	static const char *const sides[] = { "below", "on", "above" };
	const struct point *p;
	size_t n = series_points(r->set, i, &p);
	struct runchart chart;
	int better = make_chart(r, i, p, n, &chart);

	for (size_t k = 0; k < n; k++) {
		ratings_clear(r, SERIES_KEYS);
		ratings_date(r, COL_DATE, p[k].day);
		ratings_number(r, COL_VALUE, p[k].value);
		if (chart.has_median) {
			ratings_number(r, COL_MEDIAN, chart.median);
			r->cell[COL_SIDE] = str_of(sides[
			    chart.shifts.way[k] + 1]);
		}
		set_run(r, COL_SHIFT, &chart.shifts, k, better);
		set_run(r, COL_TREND, &chart.trends, k, better);
		view_row(r->view, r->cell);
	}
	runchart_release(&chart);
}

/* For people: a chart of each series instead of a table. */
static void
draw(struct ratings *r)
{
	bool svg = strcmp(r->format, "svg") == 0;
	struct buf title = { 0 }, body = { 0 };
	int height = 0;

	for (size_t i = 0; i < series_count(r->set); i++) {
		struct runchart_page page = { .frozen = median_to.given,
		    .median_to = median_to.day, .lang = r->lang };
		struct series s = series_at(r->set, i);
		struct runchart chart;

		series_key(r->set, &s, r->cell);
		page.n = series_points(r->set, i, &page.p);
		page.better = make_chart(r, i, page.p, page.n, &chart);
		page.chart = &chart;
		buf_clear(&title);
		ratings_title(r, &title);
		page.title = buf_str(&title);
		if (svg)
			runchart_svg_add(&body, &height, &page);
		else {
			buf_adds(&r->run->out.buf, i > 0 ? "\n" : "");
			runchart_text(&r->run->out.buf, &page);
		}
		runchart_release(&chart);
	}
	if (svg)
		runchart_svg(&r->run->out.buf, buf_str(&body), height,
		    r->lang);
	buf_release(&title);
	buf_release(&body);
}

static int
run(struct run *r, int argc, char **argv)
{
	static const struct ratings_command table = { .name = "runchart",
	    .column = columns, .n = N_COLUMNS, .keep = true, .print = print };
	static const struct ratings_command drawing = { .column = columns,
	    .n = SERIES_KEYS, .keep = true, .draw = draw };
	const char *format = common_format(r, "tsv", write_formats_drawn());
	bool drawn = format != NULL && (strcmp(format, "svg") == 0 ||
	    strcmp(format, "text") == 0);

	if (format == NULL)
		return 2;
	if (drawn && (common.select != NULL || common.sort != NULL ||
	    common.with != NULL)) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 }, _("as %s "
		    "this is a chart, which has no columns: -s, --sort and "
		    "--with go with the other formats"), format);
		return 2;
	}
	return ratings_run(r, format, argc, argv, drawn ? &drawing : &table);
}

extern const struct command cmd_runchart;
const struct command cmd_runchart = {
	.name = "runchart",
	.about = "shifts and trends of each series; text and svg are charts",
	.operands = "[file ...]", .opts = opts, .run = run
};
