#include "follow/series_state.h"
#include "ratings.h"
#include "states.h"
#include "verdict.h"

static const struct opt opts[] = {
	GROUP(opts_ratings),
	GROUP(opts_with),
	GROUP(opts_phase),
	GROUP(opts_judge),
	GROUP(opts_level),
	GROUP(opts_state),
	{ .kind = OPT_END }
};

/* The columns behind those of the key. */
enum {
	COL_N = SERIES_KEYS, COL_FIRST_DATE, COL_LAST_DATE, COL_FIRST,
	COL_PREVIOUS, COL_LAST, COL_CHANGE, COL_GAIN, COL_CHANGE_LAST,
	COL_SLOPE, COL_THRESHOLD, COL_VERDICT, COL_ZONE, COL_FLAGS,
	N_COLUMNS
};

_Static_assert((int)N_COLUMNS <= (int)RATINGS_COLUMNS_MAX, "room for all");

static const struct ratings_column columns[N_COLUMNS] = {
	RATINGS_KEY,
	[COL_N] = { "n", N_("Ratings"), CELL_NUMBER, NULL },
	[COL_FIRST_DATE] = { "first_date", N_("From"), CELL_DATE, NULL },
	[COL_LAST_DATE] = { "last_date", N_("To"), CELL_DATE, NULL },
	[COL_FIRST] = { "first", N_("First"), CELL_NUMBER, NULL },
	[COL_PREVIOUS] = { "previous", N_("Previous"), CELL_NUMBER, NULL },
	[COL_LAST] = { "last", N_("Last"), CELL_NUMBER, NULL },
	[COL_CHANGE] = { "change", N_("Change"), CELL_NUMBER, NULL },
	[COL_GAIN] = { "gain", N_("Gain"), CELL_NUMBER, NULL },
	[COL_CHANGE_LAST] = { "change_last", N_("Last change"), CELL_NUMBER,
	    NULL },
	[COL_SLOPE] = { "slope_30d", N_("Per 30 days"), CELL_NUMBER, NULL },
	[COL_THRESHOLD] = { "threshold", N_("Threshold"), CELL_NUMBER, NULL },
	[COL_VERDICT] = { "verdict", N_("Verdict"), CELL_CODE, "verdicts" },
	[COL_ZONE] = { "zone", N_("Zone"), CELL_CODE, "zones" },
	[COL_FLAGS] = { "flags", N_("Remarks"), CELL_CODE, "flags" },
};

static struct judge_rule rule;

/* What it takes two values to say. */
static void
set_changes(struct ratings *r, const struct change *change,
    const struct judgement *j)
{
	int64_t moved = change->last - change->first, slope;

	ratings_number(r, COL_PREVIOUS, change->previous);
	ratings_number(r, COL_CHANGE, moved);
	ratings_number(r, COL_CHANGE_LAST, change->last - change->previous);
	if (j->threshold.better != 0)
		ratings_number(r, COL_GAIN, j->threshold.better * moved);
	if (change_slope_30d(change, &slope))
		ratings_number(r, COL_SLOPE, slope);
}

static void
print(struct ratings *r, size_t i)
{
	struct series s = series_at(r->set, i);
	const struct change *change = &s.change;
	struct judgement j;

	judge_series(&r->judge, r->cell, &s, &j);
	ratings_clear(r, SERIES_KEYS);
	ratings_number(r, COL_N, change->n * NUM_ONE);
	ratings_date(r, COL_FIRST_DATE, change->first_day);
	ratings_date(r, COL_LAST_DATE, change->last_day);
	ratings_number(r, COL_FIRST, change->first);
	ratings_number(r, COL_LAST, change->last);
	if (change->n > 1)
		set_changes(r, change, &j);
	if (j.threshold.has_change)
		ratings_number(r, COL_THRESHOLD, j.threshold.change);
	r->cell[COL_VERDICT] = str_of(verdict_name(j.verdict));
	r->cell[COL_ZONE] = str_of(zone_name(j.zone));
	r->cell[COL_FLAGS] = str_of(start_names(j.start));
	view_row(r->view, r->cell);
}

static bool
to_state(struct ratings *r)
{
	return series_to_state(r->set, r->same_day, &r->judge, &r->state);
}

/* The definitions at hand must be those that the state was made with, or the
 * verdicts would be others. */
static bool
from_state(struct ratings *r)
{
	struct state mine;
	struct judgement j;
	bool ok = series_from_state(r->set, &r->state) &&
	    series_finish(r->set);

	if (ok && r->judge.rule.sample)
		judge_sample(&r->judge, r->set);
	state_init(&mine, &r->run->diag);
	for (size_t i = 0; ok && i < series_count(r->set); i++) {
		struct series s = series_at(r->set, i);

		series_key(r->set, &s, r->cell);
		judge_series(&r->judge, r->cell, &s, &j);
		judge_put(&r->judge, &j, &mine);
	}
	ok = ok && state_agree(&r->state, &mine);
	state_release(&mine);
	return ok;
}

static int
run(struct run *r, int argc, char **argv)
{
	static const struct ratings_command command = { .name = "progress",
	    .column = columns, .n = N_COLUMNS, .ages = true, .rule = &rule,
	    .text = RATINGS_KEY_TEXT "n,last_date,first,last,gain,change_last,"
	    "verdict,zone",
	    .print = print, .to_state = to_state, .from_state = from_state };
	const char *format = common_format(r, "tsv", NULL);

	if (format == NULL || !verdict_rule(r, false, &rule))
		return 2;
	return ratings_run(r, format, argc, argv, &command);
}

extern const struct command cmd_progress;
const struct command cmd_progress = {
	.name = "progress",
	.about = "first, last, change and verdict of each series of ratings",
	.operands = "[file ...]", .opts = opts, .run = run
};
