#include <stdlib.h>

#include "base/mem.h"
#include "calc/goal.h"
#include "ratings.h"

static const char *rho_text, *beside;
static int64_t rho = GOAL_RHO;

static const struct opt opts[] = {
	GROUP(opts_ratings),
	GROUP(opts_with),
	{ OPT_TEXT, '\0', "rho", "number", &rho_text,
	    "how much goals vary together, from 0 to 1; 0.3 if nothing is "
	    "said" },
	{ OPT_TEXT, '\0', "beside", "scale", &beside,
	    "add what the rater's own numbers on this scale come to" },
	{ .kind = OPT_END }
};

enum {
	COL_CASE, COL_RATER, COL_GOALS, COL_USED, COL_T_FIRST, COL_T_LAST,
	COL_T_CHANGE, COL_MET_FIRST, COL_MET_LAST, COL_SCALE, COL_GOAL,
	COL_FIRST, COL_LAST, COL_CHANGE, COL_GAIN, COL_VERDICT, COL_ITEM,
	COL_SUBJECT, COL_STAGE, COL_CONTEXT, COL_BESIDE, N_COLUMNS
};

_Static_assert((int)N_COLUMNS <= (int)RATINGS_COLUMNS_MAX, "room for all");

static const struct ratings_column columns[N_COLUMNS] = {
	[COL_CASE] = { .name = "case_id" },
	[COL_RATER] = { .name = "rater" },
	[COL_GOALS] = { "goals", N_("Goals rated"), CELL_NUMBER, NULL },
	[COL_USED] = { "used", N_("Compared"), CELL_NUMBER, NULL },
	[COL_T_FIRST] = { "t_first", N_("T, first"), CELL_NUMBER, NULL },
	[COL_T_LAST] = { "t_last", N_("T, last"), CELL_NUMBER, NULL },
	[COL_T_CHANGE] = { "t_change", N_("T, change"), CELL_NUMBER, NULL },
	[COL_MET_FIRST] = { "met_first", N_("Met, first"), CELL_NUMBER, NULL },
	[COL_MET_LAST] = { "met_last", N_("Met, last"), CELL_NUMBER, NULL },
	[COL_SCALE] = { .name = "scale" },
	[COL_GOAL] = { .name = "goal_id" },
	[COL_FIRST] = { "first", N_("First"), CELL_NUMBER, NULL },
	[COL_LAST] = { "last", N_("Last"), CELL_NUMBER, NULL },
	[COL_CHANGE] = { "change", N_("Change"), CELL_NUMBER, NULL },
	[COL_GAIN] = { "gain", N_("Gain"), CELL_NUMBER, NULL },
	[COL_VERDICT] = { "verdict", N_("Verdict"), CELL_CODE, "verdicts" },
	[COL_ITEM] = { .name = "item" },
	[COL_SUBJECT] = { .name = "subject" },
	[COL_STAGE] = { .name = "stage" },
	[COL_CONTEXT] = { .name = "context" },
	[COL_BESIDE] = { "beside", N_("Beside"), CELL_CODE, "verdicts" },
};

/* A goal as one rater rates it. */
struct rated {
	struct series		 series;
	struct str		 key[SERIES_KEYS];
	struct judgement	 judgement;
	bool			 attainment;	/* levels around 0, expected */
	bool			 has_aim;	/* where it counts as met */
	int64_t			 aim;
	int64_t			 weight;
};

/* What the goals of a rater come to, those rated twice. */
struct tally {
	struct goals	attained;
	bool		fits;		/* attained holds them all */
	int64_t		used, aims, met_first, met_last;
	int128		first, last;
};

/* ------------------------------------------------------------ the goals -- */

static struct str
plan_cell(struct ratings *r, const struct rated *g, const char *column)
{
	const struct str part[] = { g->key[SERIES_CASE], g->key[SERIES_GOAL] };
	struct buf key = { 0 };
	size_t row;

	buf_join(&key, part, 2);
	row = frame_find(&r->goals, buf_str(&key));
	buf_release(&key);
	return frame_cell(&r->goals, row, frame_column(&r->goals, column));
}

/* False if there is a weight that is none. */
static bool
find_weight(struct ratings *r, struct rated *g)
{
	struct str cell = plan_cell(r, g, "weight");

	g->weight = NUM_ONE;
	return cell.len == 0 || (num_parse(cell, &g->weight) == NUM_OK &&
	    g->weight >= 0 && g->weight <= NUM_ONE * NUM_ONE);
}

/* Levels that go as far below 0 as above are those of goal attainment scaling:
 * 0 is what was expected, and the weights of the plan count. */
static bool
find_goal(struct ratings *r, size_t i, struct rated *g)
{
	const struct scale *scale;

	*g = (struct rated){ .series = series_at(r->set, i) };
	series_key(r->set, &g->series, g->key);
	judge_series(&r->judge, g->key, &g->series, &g->judgement);
	scale = g->judgement.scale;
	if (scale == NULL)
		return true;
	g->attainment = g->has_aim = scale->min == -scale->max;
	if (!g->attainment)
		g->has_aim = num_parse(plan_cell(r, g, "target"), &g->aim) ==
		    NUM_OK;
	return !g->attainment || find_weight(r, g);
}

static bool
check(struct ratings *r, size_t i)
{
	char goal[ECHO_SIZE], case_id[ECHO_SIZE];
	struct rated g;

	if (find_goal(r, i, &g))
		return true;
	diag_add(&r->run->diag, DIAG_FAILURE, (struct loc){ 0 }, _("goal %s "
	    "of case %s has a weight that is not a number from 0 to 1000000"),
	    echo(g.key[SERIES_GOAL], goal), echo(g.key[SERIES_CASE], case_id));
	return false;
}

static bool
is_met(const struct rated *g, int64_t value)
{
	int better = g->judgement.threshold.better;

	return better * value >= better * g->aim;
}

/* ----------------------------------------------------------------- rows -- */

static void
begin_row(struct ratings *r, const struct rated *g)
{
	static const int column[SERIES_KEYS] = { [SERIES_CASE] = COL_CASE,
	    [SERIES_SCALE] = COL_SCALE, [SERIES_ITEM] = COL_ITEM,
	    [SERIES_SUBJECT] = COL_SUBJECT, [SERIES_GOAL] = COL_GOAL,
	    [SERIES_RATER] = COL_RATER, [SERIES_STAGE] = COL_STAGE,
	    [SERIES_CONTEXT] = COL_CONTEXT };

	ratings_clear(r, 0);
	for (int k = 0; k < SERIES_KEYS; k++)
		r->cell[column[k]] = g->key[k];
}

static void
add_goal(struct tally *t, const struct rated *g)
{
	const struct change *c = &g->series.change;
	int better = g->judgement.threshold.better;

	if (c->n < 2)
		return;
	t->used++;
	t->first += c->first;
	t->last += c->last;
	t->aims += g->has_aim;
	t->met_first += g->has_aim && is_met(g, c->first);
	t->met_last += g->has_aim && is_met(g, c->last);
	if (g->attainment && !goals_add(&t->attained, g->weight,
	    better * c->first, better * c->last))
		t->fits = false;
}

static void
set_scores(struct ratings *r, const struct tally *t)
{
	struct goal_scores scores;

	if (!t->fits || !goals_scores(&t->attained, rho, &scores))
		return;
	ratings_figure(r, COL_T_FIRST, scores.baseline);
	ratings_figure(r, COL_T_LAST, scores.achieved);
	ratings_figure(r, COL_T_CHANGE, scores.change);
}

static void
set_mean(struct ratings *r, int column, int128 sum, int64_t n)
{
	int64_t mean;

	if (num_divide(sum, n, &mean))
		ratings_number(r, column, mean);
}

/* What is the same for a goal and for all of them. */
static void
set_tally(struct ratings *r, const struct tally *t, int64_t goals, int better)
{
	ratings_number(r, COL_GOALS, goals * NUM_ONE);
	ratings_number(r, COL_USED, t->used * NUM_ONE);
	if (t->used == 0)
		return;
	if (t->aims > 0) {
		ratings_number(r, COL_MET_FIRST, t->met_first * NUM_ONE);
		ratings_number(r, COL_MET_LAST, t->met_last * NUM_ONE);
	}
	set_mean(r, COL_FIRST, t->first, t->used);
	set_mean(r, COL_LAST, t->last, t->used);
	set_mean(r, COL_CHANGE, t->last - t->first, t->used);
	if (better != 0)
		set_mean(r, COL_GAIN, better * (t->last - t->first), t->used);
}

static void
print_goal(struct ratings *r, const struct rated *g)
{
	struct tally one = { 0 };

	begin_row(r, g);
	add_goal(&one, g);
	set_tally(r, &one, 1, g->judgement.threshold.better);
	/* Rated once it has a place, though nothing to compare it with. */
	ratings_number(r, COL_FIRST, g->series.change.first);
	ratings_number(r, COL_LAST, g->series.change.last);
	r->cell[COL_VERDICT] = str_of(verdict_name(g->judgement.verdict));
	view_row(r->view, r->cell);
}

/* Of all that the rater of a goal has on the scale to be set beside. */
static enum verdict
verdict_beside(const struct rated *g, const struct rated *others, size_t n)
{
	enum verdict all = VERDICT_NONE;

	for (size_t i = 0; i < n; i++)
		if (str_eq(others[i].key[SERIES_RATER], g->key[SERIES_RATER]))
			all = verdict_over(all, others[i].judgement.verdict);
	return all;
}

/* The goals of one rater on one scale: all together, then each. */
static void
print_group(struct ratings *r, const struct rated *g, size_t n,
    enum verdict beside_it)
{
	struct tally all = { .fits = true };

	for (size_t i = 0; i < n; i++)
		add_goal(&all, &g[i]);
	begin_row(r, g);
	r->cell[COL_GOAL] = str_of("");
	set_tally(r, &all, (int64_t)n, g->judgement.threshold.better);
	set_scores(r, &all);
	r->cell[COL_BESIDE] = str_of(verdict_name(beside_it));
	view_row(r->view, r->cell);
	for (size_t i = 0; i < n; i++)
		print_goal(r, &g[i]);
}

/* Like with like: also a part, a stage and a context is a group of its own.
 * The goal comes last. */
static const int sorted_by[] = { SERIES_RATER, SERIES_SCALE, SERIES_ITEM,
	SERIES_SUBJECT, SERIES_STAGE, SERIES_CONTEXT, SERIES_GOAL };
enum { SORTED_BY = sizeof(sorted_by) / sizeof(sorted_by[0]) };

static int
compare(const struct rated *a, const struct rated *b, int keys)
{
	int c = 0;

	for (int k = 0; k < keys && c == 0; k++)
		c = str_cmp(a->key[sorted_by[k]], b->key[sorted_by[k]]);
	return c;
}

static int
by_key(const void *a, const void *b)
{
	return compare(a, b, SORTED_BY);
}

/* Series of one case: those of goals, and those to be set beside them. */
struct of_case {
	struct rated	*goal, *other;	/* owned */
	size_t		 n, cap, others, others_cap;
};

static void
print_case(struct ratings *r, struct of_case *c)
{
	size_t end;

	if (c->n > 0)
		qsort(c->goal, c->n, sizeof(*c->goal), by_key);
	for (size_t i = 0; i < c->n; i = end) {
		for (end = i + 1; end < c->n && compare(&c->goal[i],
		    &c->goal[end], SORTED_BY - 1) == 0;)
			end++;
		print_group(r, &c->goal[i], end - i,
		    verdict_beside(&c->goal[i], c->other, c->others));
	}
	c->n = c->others = 0;
}

static bool
is_beside(const struct rated *g)
{
	return beside != NULL && str_is(g->key[SERIES_SCALE], beside) &&
	    g->key[SERIES_ITEM].len == 0;
}

static void
add_series(struct ratings *r, struct of_case *c, size_t i)
{
	struct rated g;

	find_goal(r, i, &g);
	if (g.key[SERIES_GOAL].len > 0) {
		c->goal = mem_grow(c->goal, c->n, &c->cap, sizeof(*c->goal));
		c->goal[c->n++] = g;
	} else if (is_beside(&g)) {
		c->other = mem_grow(c->other, c->others, &c->others_cap,
		    sizeof(*c->other));
		c->other[c->others++] = g;
	}
}

static void
print_all(struct ratings *r)
{
	struct of_case c = { 0 };

	for (size_t i = 0; i < series_count(r->set); i++) {
		add_series(r, &c, i);
		if (i + 1 == series_count(r->set) ||
		    series_at(r->set, i + 1).case_no !=
		    series_at(r->set, i).case_no)
			print_case(r, &c);
	}
	free(c.goal);
	free(c.other);
}

/* A scale that is none would be beside nothing, and be believed. */
static bool
begin(struct ratings *r)
{
	return beside == NULL || common_scale(r->run, r->supply.defs,
	    beside) != NULL;
}

static int
run(struct run *r, int argc, char **argv)
{
	struct ratings_command command = { .name = "goals",
	    .column = columns, .n = N_COLUMNS, .ages = true, .goals = true,
	    .beside = beside != NULL, .begin = begin, .check = check,
	    .print_all = print_all };
	const char *format = common_format(r, "tsv", NULL);

	if (format == NULL || !ratings_option(r, "--rho", rho_text, 0, NUM_ONE,
	    _("a number from 0 to 1, such as 0.3"), &rho))
		return 2;
	return ratings_run(r, format, argc, argv, &command);
}

extern const struct command cmd_goals;
const struct command cmd_goals = {
	.name = "goals",
	.about = "the goals of the plan: levels, weights, how many are met",
	.operands = "[file ...]", .opts = opts, .run = run
};
