#include <string.h>

#include "draw/spark.h"
#include "ratings.h"

static const struct opt opts[] = {
	GROUP(opts_ratings),
	GROUP(opts_with),
	{ .kind = OPT_END }
};

/* The columns behind those of the key; the last one in text only. */
enum {
	COL_DATE = SERIES_KEYS, COL_VALUE, COL_CHANGE_FIRST, COL_CHANGE_LAST,
	COL_GAIN_FIRST, COL_ZONE, COL_BARS, N_COLUMNS
};

_Static_assert((int)N_COLUMNS <= (int)RATINGS_COLUMNS_MAX, "room for all");

static const struct ratings_column columns[N_COLUMNS] = {
	RATINGS_KEY,
	[COL_DATE] = { "date", N_("Date"), CELL_DATE, NULL },
	[COL_VALUE] = { "value", N_("Value"), CELL_NUMBER, NULL },
	[COL_CHANGE_FIRST] = { "change_first", N_("Change"), CELL_NUMBER,
	    NULL },
	[COL_CHANGE_LAST] = { "change_last", N_("Step"), CELL_NUMBER, NULL },
	[COL_GAIN_FIRST] = { "gain_first", N_("Gain"), CELL_NUMBER, NULL },
	[COL_ZONE] = { "zone", N_("Zone"), CELL_CODE, "zones" },
	[COL_BARS] = { "bars", N_("Course"), CELL_CODE, NULL },
};

static void
set_changes(struct ratings *r, const struct point *p, size_t i, int better)
{
	int64_t since_first = p[i].value - p[0].value;

	ratings_number(r, COL_CHANGE_FIRST, since_first);
	ratings_number(r, COL_CHANGE_LAST, p[i].value - p[i - 1].value);
	if (better != 0)
		ratings_number(r, COL_GAIN_FIRST, better * since_first);
}

static void
add_bars(struct buf *bars, const struct point *p, size_t n,
    const struct scale *scale)
{
	if (scale != NULL)
		spark_add(bars, p, n, scale->min, scale->max);
	else
		spark_add_own(bars, p, n);
}

static void
print(struct ratings *r, size_t i)
{
	struct buf bars = { 0 };
	const struct point *p;
	struct series s = series_at(r->set, i);
	size_t n = series_points(r->set, i, &p);
	struct judgement j;

	judge_series(&r->judge, r->cell, &s, &j);
	if (r->command->n > COL_BARS)
		add_bars(&bars, p, n, j.scale);
	for (size_t k = 0; k < n; k++) {
		ratings_clear(r, SERIES_KEYS);
		ratings_date(r, COL_DATE, p[k].day);
		ratings_number(r, COL_VALUE, p[k].value);
		if (k > 0)
			set_changes(r, p, k, j.threshold.better);
		if (j.scale != NULL)
			r->cell[COL_ZONE] = str_of(zone_name(scale_zone(
			    j.scale, p[k].value)));
		if (k + 1 == n && r->command->n > COL_BARS)
			r->cell[COL_BARS] = buf_str(&bars);
		view_row(r->view, r->cell);
	}
	buf_release(&bars);
}

static int
run(struct run *r, int argc, char **argv)
{
	static const struct ratings_command table = { .name = "series",
	    .column = columns, .n = COL_BARS, .keep = true, .print = print };
	static const struct ratings_command text = { .name = "series",
	    .column = columns, .n = N_COLUMNS, .keep = true, .print = print };
	const char *format = common_format(r, "tsv", NULL);

	if (format == NULL)
		return 2;
	return ratings_run(r, format, argc, argv,
	    strcmp(format, "text") == 0 ? &text : &table);
}

extern const struct command cmd_series;
const struct command cmd_series = {
	.name = "series",
	.about = "every rating of each series, with what changed",
	.operands = "[file ...]", .opts = opts, .run = run
};
