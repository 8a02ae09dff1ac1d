#include <string.h>

#include "calc/kendall.h"
#include "calc/line.h"
#include "calc/sen.h"
#include "ratings.h"

static const struct opt opts[] = {
	GROUP(opts_ratings),
	GROUP(opts_with),
	GROUP(opts_level),
	{ .kind = OPT_END }
};

/* The columns behind those of the key. */
enum {
	COL_N = SERIES_KEYS, COL_FIRST_DATE, COL_LAST_DATE,
	COL_OLS_SLOPE, COL_OLS_SE, COL_OLS_LOW, COL_OLS_HIGH,
	COL_SEN_SLOPE, COL_SEN_LOW, COL_SEN_HIGH,
	COL_MK_S, COL_MK_VAR, COL_MK_Z, COL_MK_P, COL_MK_METHOD, N_COLUMNS
};

_Static_assert((int)N_COLUMNS <= (int)RATINGS_COLUMNS_MAX, "room for all");

static const struct ratings_column columns[N_COLUMNS] = {
	RATINGS_KEY,
	[COL_N] = { "n", N_("Ratings"), CELL_NUMBER, NULL },
	[COL_FIRST_DATE] = { "first_date", N_("From"), CELL_DATE, NULL },
	[COL_LAST_DATE] = { "last_date", N_("To"), CELL_DATE, NULL },
	[COL_OLS_SLOPE] = { "ols_slope", N_("Line"), CELL_NUMBER, NULL },
	[COL_OLS_SE] = { "ols_se", N_("Line, error"), CELL_NUMBER, NULL },
	[COL_OLS_LOW] = { "ols_low", N_("Line, from"), CELL_NUMBER, NULL },
	[COL_OLS_HIGH] = { "ols_high", N_("Line, to"), CELL_NUMBER, NULL },
	[COL_SEN_SLOPE] = { "sen_slope", N_("Sen"), CELL_NUMBER, NULL },
	[COL_SEN_LOW] = { "sen_low", N_("Sen, from"), CELL_NUMBER, NULL },
	[COL_SEN_HIGH] = { "sen_high", N_("Sen, to"), CELL_NUMBER, NULL },
	[COL_MK_S] = { "mk_s", N_("S"), CELL_NUMBER, NULL },
	[COL_MK_VAR] = { "mk_var", N_("Variance of S"), CELL_NUMBER, NULL },
	[COL_MK_Z] = { "mk_z", N_("z"), CELL_NUMBER, NULL },
	[COL_MK_P] = { "mk_p", N_("p"), CELL_NUMBER, NULL },
	[COL_MK_METHOD] = { "mk_method", N_("p is"), CELL_CODE,
	    "trend_methods" },
};

static double level;

/* From millionths per day; what is not known is left out. */
static void
set_slope(struct ratings *r, int column, double per_day)
{
	int64_t n;

	if (num_round(30 * per_day, &n))
		ratings_number(r, column, n);
}

static void
set_line(struct ratings *r, const struct point *p, size_t n)
{
	struct line line;
	double low, high;

	if (!line_fit(p, n, &line))
		return;
	line_interval(&line, level, &low, &high);
	ratings_number(r, COL_OLS_SLOPE, line.slope_30d);
	set_slope(r, COL_OLS_SE, line.se);
	set_slope(r, COL_OLS_LOW, low);
	set_slope(r, COL_OLS_HIGH, high);
}

static void
set_sen(struct ratings *r, const struct point *p, size_t n)
{
	struct sen sen;

	if (!sen_fit(p, n, level, &sen))
		return;
	ratings_number(r, COL_SEN_SLOPE, sen.slope.per_30d);
	if (n < KENDALL_MIN)
		return;
	ratings_number(r, COL_SEN_LOW, sen.low.per_30d);
	ratings_number(r, COL_SEN_HIGH, sen.high.per_30d);
}

static void
set_kendall(struct ratings *r, const struct point *p, size_t n)
{
	struct kendall k;

	if (!kendall_test(p, n, KENDALL_EXACT, &k))
		return;
	ratings_number(r, COL_MK_S, k.s * NUM_ONE);
	ratings_figure(r, COL_MK_VAR, (double)k.var18 / 18);
	ratings_figure(r, COL_MK_Z, k.z);
	ratings_figure(r, COL_MK_P, k.p);
	r->cell[COL_MK_METHOD] = str_of(k.exact ? "exact" : "normal");
}

static void
print(struct ratings *r, size_t i)
{
	const struct change change = series_at(r->set, i).change;
	const struct point *p;
	size_t n = series_points(r->set, i, &p);

	ratings_clear(r, SERIES_KEYS);
	ratings_number(r, COL_N, change.n * NUM_ONE);
	ratings_date(r, COL_FIRST_DATE, change.first_day);
	ratings_date(r, COL_LAST_DATE, change.last_day);
	set_line(r, p, n);
	set_sen(r, p, n);
	set_kendall(r, p, n);
	view_row(r->view, r->cell);
}

static int
run(struct run *r, int argc, char **argv)
{
	static const struct ratings_command command = { .name = "trend",
	    .text = RATINGS_KEY_TEXT "n,ols_slope,ols_low,ols_high,sen_slope,"
	    "mk_p,mk_method",
	    .column = columns, .n = N_COLUMNS, .keep = true,
	    .check = ratings_check_points, .print = print };
	const char *format = common_format(r, "tsv", NULL);

	if (format == NULL || !ratings_level(r, &level))
		return 2;
	return ratings_run(r, format, argc, argv, &command);
}

extern const struct command cmd_trend;
const struct command cmd_trend = {
	.name = "trend",
	.about = "slopes of each series, and whether they can be chance",
	.operands = "[file ...]", .opts = opts, .run = run
};
