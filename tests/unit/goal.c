/* Goal attainment: T-scores against those of R (tests/calc/goal.R made
 * goal.expected.csv from goal.csv) and of gasr. */
#include "reference.h"

#include "calc/goal.h"

/* Returns rho. */
static int64_t
read_case(struct str name, struct goals *g)
{
	struct reference r = reference_open("goal.csv");
	int64_t rho = -1;

	*g = (struct goals){ .n = 0 };
	while (reference_next(&r)) {
		if (!str_eq(r.cell[0], name))
			continue;
		rho = millionths_of(r.cell[1]);
		assert_true(goals_add(g, millionths_of(r.cell[2]),
		    millionths_of(r.cell[3]), millionths_of(r.cell[4])));
	}
	return rho;
}

static void
scores_are_those_of_r(void **state)
{
	struct reference r = reference_open("goal.expected.csv");
	size_t n = 0;

	(void)state;
	for (; reference_next(&r); n++) {
		struct goals g;
		struct goal_scores s;
		int64_t rho = read_case(r.cell[0], &g);

		assert_true(goals_scores(&g, rho, &s));
		assert_int_equal(g.n, millionths_of(r.cell[1]) / NUM_ONE);
		check_close("baseline", s.baseline, double_of(r.cell[3]));
		check_close("achieved", s.achieved, double_of(r.cell[4]));
		check_close("change", s.change, double_of(r.cell[5]));
	}
	assert_int_equal(n, 16);
}

/* gasr 0.5.1, to the 6 decimals that it is sure of. */
static void
scores_are_those_of_gasr(void **state)
{
	static const struct {
		const char	*name;
		double		 t;
	} cases[] = {
		{ "gasr_doc_example", 55 },
		{ "gasr_readme_S01", 40.954660 },
		{ "gasr_readme_3goals_a", 45.435645 },
		{ "gasr_readme_3goals_b", 63.693064 },
		{ "all_expected", 50 },
		{ "one_goal_plus2", 70 },
		{ "all_minus2_4goals", 20.980950 },
		{ "missing_goal", 60 },
		{ "missing_weight", 58.813053 },
		{ "zero_weights_all", 59.128709 },
		{ "zero_weight_one", 52.454403 },
		{ "importance_x_difficulty", 63.827785 },
		{ "rho0", 63.363062 },
		{ "rho1", 58.333336 },
	};

	(void)state;
	for (size_t i = 0; i < N(cases); i++) {
		struct goals g;
		struct goal_scores s;
		int64_t rho = read_case(str_of(cases[i].name), &g);

		assert_true(goals_scores(&g, rho, &s));
		if (fabs(s.achieved - cases[i].t) > 1e-6)
			fail_msg("%s: %.9g", cases[i].name, s.achieved);
	}
}

static void
nothing_is_refused(void **state)
{
	struct goals g = { .n = 0 };
	struct goal_scores s;

	(void)state;
	assert_false(goals_scores(&g, GOAL_RHO, &s));
	assert_true(goals_add(&g, NUM_ONE, 0, 0));
	assert_true(goals_scores(&g, GOAL_RHO, &s));
	assert_true(s.baseline == 50 && s.achieved == 50 && s.change == 0);
	assert_false(goals_scores(&g, -1, &s));
	assert_false(goals_scores(&g, NUM_ONE + 1, &s));
	assert_true(goals_scores(&g, NUM_ONE, &s));
}

static void
what_is_too_large_changes_nothing(void **state)
{
	const int64_t most = NUM_ONE * NUM_ONE;
	struct goals g = { .n = 0 };
	struct goal_scores s;

	(void)state;
	assert_false(goals_add(&g, -1, 0, 0));
	assert_false(goals_add(&g, most + 1, 0, 0));
	assert_false(goals_add(&g, 1, -most - 1, 0));
	assert_false(goals_add(&g, 1, 0, most + 1));
	assert_int_equal(g.n, 0);
	while (goals_add(&g, most, -most, most))
		;
	assert_int_equal(g.n, GOALS_MAX);
	assert_true(goals_scores(&g, NUM_ONE, &s));
	/* Of goals that are one and the same: the level itself. */
	check_close("achieved", s.achieved, 50 + 1e7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scores_are_those_of_r),
		cmocka_unit_test(scores_are_those_of_gasr),
		cmocka_unit_test(nothing_is_refused),
		cmocka_unit_test(what_is_too_large_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
