/* Thresholds of change: Jacobson and Truax's couples against R and against
 * what the peers print, and the edges by hand. */
#include "reference.h"

#include "calc/reliable.h"

enum { RELIABILITY = 880000 };		/* of the DAS, as the paper has it */
#define DAS_SD	INT64_C(11825661)
#define STEP	INT64_C(500000)

/* R's index is the change in standard errors: with a level whose z is that
 * index, the threshold is the change itself, to a millionth. */
static void
thresholds_are_those_of_r(void **state)
{
	struct reference r = reference_open("reliable.expected.csv");
	size_t n = 0;

	(void)state;
	for (; reference_next(&r); n++) {
		int64_t change = llabs(millionths_of(r.cell[1]) -
		    millionths_of(r.cell[0])), points;
		double z = fabs(double_of(r.cell[2]));

		/* Beyond that a level is 1. */
		if (z == 0 || z > 5)
			continue;
		assert_true(reliable_change(DAS_SD, RELIABILITY,
		    erf(z / sqrt(2)), 1, &points));
		assert_true(llabs(points - change) <= 1);
	}
	assert_int_equal(n, 30);
}

/* clinicalsignificance 2.1 prints these counts for the DAS with cutoff c from
 * functional norms of 114.8 and 17.8. */
static void
couples_are_those_of_the_peer(void **state)
{
	struct reference r = reference_open("effect.csv");
	static const struct population clinical = { 81583333, DAS_SD };
	static const struct population functional = { 114800000, 17800000 };
	struct threshold t = { .better = 1, .has_change = true,
	    .has_cutoff = true };
	int count[VERDICT_DETERIORATED + 1] = { 0 };
	int functional_first = 0;

	(void)state;
	assert_true(reliable_change(DAS_SD, RELIABILITY, 0.95, STEP,
	    &t.change));
	assert_int_equal(t.change, 11500000);	/* of 11.3548 */
	assert_true(reliable_cutoff(CUTOFF_C, &clinical, &functional, 1,
	    &t.cutoff));
	/* 94.84241453 with a mean and an sd of more than six decimals. */
	assert_in_range(t.cutoff, 94842413, 94842416);
	while (reference_next(&r)) {
		struct change c = { .n = 2 };

		if (!str_is(r.cell[0], "das"))
			continue;
		c.first = millionths_of(r.cell[2]);
		c.last = millionths_of(r.cell[3]);
		count[change_verdict(&c, &t)]++;
		functional_first += (reliable_start(c.first, &t, 151000000) &
		    START_FUNCTIONAL) != 0;
	}
	assert_int_equal(count[VERDICT_RECOVERED], 14);
	assert_int_equal(count[VERDICT_IMPROVED], 5);
	assert_int_equal(count[VERDICT_UNCHANGED], 10);
	assert_int_equal(count[VERDICT_DETERIORATED], 1);
	assert_int_equal(functional_first, 4);
}

/* ------------------------------------------------------------ by hand -- */

static void
points_are_whole_steps(void **state)
{
	int64_t points = 0;

	(void)state;
	/* CECPfuns: SD 7.5, reliability .8 is 9.296925484568419. */
	assert_true(reliable_change(7500000, 800000, 0.95, 1, &points));
	assert_int_equal(points, 9296926);
	assert_true(reliable_change(7500000, 800000, 0.95, 500000, &points));
	assert_int_equal(points, 9500000);
	assert_true(reliable_change(7500000, 800000, 0.95, NUM_ONE, &points));
	assert_int_equal(points, 10000000);
	/* Less sure, fewer points; never none. */
	assert_true(reliable_change(7500000, 800000, 0.8, NUM_ONE, &points));
	assert_int_equal(points, 7000000);
	assert_true(reliable_change(1, 999999, 0.5, NUM_ONE, &points));
	assert_int_equal(points, NUM_ONE);
}

static void
norms_that_are_none_are_refused(void **state)
{
	static const struct {
		int64_t	sd, reliability;
	} bad[] = { { 0, 800000 }, { -1, 800000 }, { INT64_MAX, 800000 },
	    { NUM_ONE, 0 }, { NUM_ONE, NUM_ONE }, { NUM_ONE, 1200000 },
	    { NUM_ONE, -1 } };
	int64_t points = 7;

	(void)state;
	for (size_t i = 0; i < N(bad); i++) {
		assert_false(reliable_change(bad[i].sd, bad[i].reliability,
		    0.95, 1, &points));
	}
	assert_false(reliable_change(NUM_ONE, 800000, 0, 1, &points));
	assert_false(reliable_change(NUM_ONE, 800000, 1, 1, &points));
	assert_false(reliable_change(NUM_ONE, 800000, NAN, 1, &points));
	assert_false(reliable_change(NUM_ONE, 800000, 0.95, 0, &points));
	assert_int_equal(points, 7);
}

/* The hypothetical data of Jacobson and Truax 1991: clinical mean
 * 40, functional 60, both sds 7.5: a is 55, b is 45, c is 50. */
static void
cutoffs_are_those_of_the_paper(void **state)
{
	static const struct population low = { 40000000, 7500000 };
	static const struct population high = { 60000000, 7500000 };
	int64_t cutoff = 0;

	(void)state;
	assert_true(reliable_cutoff(CUTOFF_A, &low, &high, 1, &cutoff));
	assert_int_equal(cutoff, 55000000);
	assert_true(reliable_cutoff(CUTOFF_B, &low, &high, 1, &cutoff));
	assert_int_equal(cutoff, 45000000);
	assert_true(reliable_cutoff(CUTOFF_C, &low, &high, 1, &cutoff));
	assert_int_equal(cutoff, 50000000);
	/* Down is better: the clinical are above. */
	assert_true(reliable_cutoff(CUTOFF_A, &high, &low, -1, &cutoff));
	assert_int_equal(cutoff, 45000000);
	assert_true(reliable_cutoff(CUTOFF_B, &high, &low, -1, &cutoff));
	assert_int_equal(cutoff, 55000000);
}

/* (1 * 1 + 2 * 0) / 3 in millionths is between 0 and 1: whoever is at the
 * cutoff is on the better side of it. */
static void
cutoff_c_is_rounded_towards_better(void **state)
{
	static const struct population one = { 1, 1 }, two = { 0, 2 };
	static const struct population below = { -1, 1 };
	int64_t cutoff = 7;

	(void)state;
	assert_true(reliable_cutoff(CUTOFF_C, &two, &one, 1, &cutoff));
	assert_int_equal(cutoff, 1);
	assert_true(reliable_cutoff(CUTOFF_C, &one, &two, -1, &cutoff));
	assert_int_equal(cutoff, 0);
	assert_true(reliable_cutoff(CUTOFF_C, &below, &two, 1, &cutoff));
	assert_int_equal(cutoff, 0);
	assert_true(reliable_cutoff(CUTOFF_C, &two, &below, -1, &cutoff));
	assert_int_equal(cutoff, -1);
}

static void
cutoffs_need_their_spread(void **state)
{
	static const struct population some = { 5, 2 }, none = { 5, 0 };
	static const struct population wide = { 5, INT64_MAX };
	static const struct population far = { INT64_MAX, 1 };
	int64_t cutoff;

	(void)state;
	assert_true(reliable_cutoff(CUTOFF_A, &some, &none, 1, &cutoff));
	assert_false(reliable_cutoff(CUTOFF_A, &none, &some, 1, &cutoff));
	assert_true(reliable_cutoff(CUTOFF_B, &none, &some, 1, &cutoff));
	assert_false(reliable_cutoff(CUTOFF_B, &some, &none, 1, &cutoff));
	assert_false(reliable_cutoff(CUTOFF_C, &none, &some, 1, &cutoff));
	assert_false(reliable_cutoff(CUTOFF_C, &some, &none, 1, &cutoff));
	assert_false(reliable_cutoff(CUTOFF_A, &wide, &some, 1, &cutoff));
	assert_false(reliable_cutoff(CUTOFF_C, &some, &wide, 1, &cutoff));
	assert_false(reliable_cutoff(CUTOFF_A, &far, &some, 1, &cutoff));
	assert_false(reliable_cutoff(CUTOFF_B, &some, &far, -1, &cutoff));
}

static void
percent_is_a_share_of_the_first(void **state)
{
	static const struct {
		int64_t	first, share, points;	/* 0: undefined */
	} rows[] = {
		{ 10, 500000, 5 }, { 10, 300000, 3 }, { 10, 1500000, 15 },
		/* The smallest change that reaches it. */
		{ 7, 500000, 4 }, { 1, 1, 1 },
		/* The peer counts this twice, as better and as worse. */
		{ 0, 500000, 0 },
		{ -10, 500000, 0 },
		{ INT64_MAX, 500000, INT64_C(1) << 62 },
		{ INT64_MAX, NUM_ONE, INT64_MAX },
		{ INT64_MAX, NUM_ONE + 1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < N(rows); i++) {
		int64_t points = 0;
		bool ok = reliable_percent(rows[i].first, rows[i].share,
		    &points);

		if (ok != (rows[i].points != 0) || points != rows[i].points)
			fail_msg("row %zu: %lld", i, (long long)points);
	}
}

/* Two raters whose reliable change is 1.5 each differ from 1.5 on: one error of
 * z sqrt(2) SEM is that of two who are equally sure. */
static void
raters_differ_by_both_errors(void **state)
{
	static const struct {
		int64_t	x, y, change_x, change_y;
		bool	differ;
	} rows[] = {
		{ 7, 5, 2, 2, true },
		{ 5, 7, 2, 2, true },
		{ 7, 6, 2, 2, false },
		/* 2 * 25 = 1 + 49: on the edge, which no root would hit. */
		{ 3, 8, 1, 7, true },
		{ 3, 8, 7, 1, true },
		{ 3000000, 7999999, 1000000, 7000000, false },
		{ -4, 1, 5, 5, true },
		{ 4, 4, 1, 0, false },
		{ -1000000000000000000, 1000000000000000000,
		    1000000000000000000, 1000000000000000000, true },
	};

	(void)state;
	for (size_t i = 0; i < N(rows); i++)
		if (reliable_differ(rows[i].x, rows[i].y, rows[i].change_x,
		    rows[i].change_y) != rows[i].differ)
			fail_msg("row %zu", i);
}

static void
start_says_what_was_possible(void **state)
{
	struct threshold up = { 1, true, 3, true, 7 };
	struct threshold down = { -1, true, 3, true, 4 };

	(void)state;
	assert_int_equal(reliable_start(6, &up, 10), 0);
	assert_int_equal(reliable_start(7, &up, 10), START_FUNCTIONAL);
	assert_int_equal(reliable_start(8, &up, 10),
	    START_FUNCTIONAL | START_CAPPED);
	assert_int_equal(reliable_start(5, &down, 0), 0);
	assert_int_equal(reliable_start(4, &down, 0), START_FUNCTIONAL);
	assert_int_equal(reliable_start(2, &down, 0),
	    START_FUNCTIONAL | START_CAPPED);
	up.has_cutoff = false;
	assert_int_equal(reliable_start(8, &up, 10), START_CAPPED);
	up.has_change = false;
	assert_int_equal(reliable_start(8, &up, 10), 0);
	assert_string_equal(start_names(0), "");
	assert_string_equal(start_names(START_FUNCTIONAL), "functional");
	assert_string_equal(start_names(START_CAPPED), "capped");
	assert_string_equal(start_names(START_FUNCTIONAL | START_CAPPED),
	    "functional,capped");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(thresholds_are_those_of_r),
		cmocka_unit_test(couples_are_those_of_the_peer),
		cmocka_unit_test(points_are_whole_steps),
		cmocka_unit_test(norms_that_are_none_are_refused),
		cmocka_unit_test(cutoffs_are_those_of_the_paper),
		cmocka_unit_test(cutoff_c_is_rounded_towards_better),
		cmocka_unit_test(cutoffs_need_their_spread),
		cmocka_unit_test(percent_is_a_share_of_the_first),
		cmocka_unit_test(raters_differ_by_both_errors),
		cmocka_unit_test(start_says_what_was_possible),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
