/* Exact ratios, and sums that merge: against what can be worked out by hand,
 * and the univariate data of NIST that floating point fails on. */
#include "reference.h"

#include "calc/exact.h"
#include "calc/moments.h"

/* --------------------------------------------------------------- ratios -- */

static void
ratio_is_the_nearest_double(void **state)
{
	const int128 wide = (int128)1 << 126, odd = ((int128)1 << 53) + 1;

	(void)state;
	assert_true(exact_ratio(1, 3) == 1.0 / 3);
	assert_true(exact_ratio(-1, 10) == -0.1);
	assert_true(exact_ratio(1, -10) == -0.1);
	assert_true(exact_ratio(0, -7) == 0 && !signbit(exact_ratio(0, -7)));
	assert_true(isnan(exact_ratio(1, 0)));
	assert_true(isnan(exact_ratio(0, 0)));
	assert_true(exact_ratio(wide, 1) == 0x1p126);
	assert_true(exact_ratio(1, wide) == 0x1p-126);
	assert_true(exact_ratio(-wide - wide, 1) == -0x1p127);
	assert_true(exact_ratio(wide + (wide - 1), -wide - wide) == -1);
	/* Halfway goes to even; a little more goes up. */
	assert_true(exact_ratio(odd, 1) == 0x1p53);
	assert_true(exact_ratio(odd + 2, 1) == 0x1p53 + 4);
	assert_true(exact_ratio(odd * 1000000 + 1, 1000000) == 0x1p53 + 2);
	assert_true(exact_root(2, 1) == sqrt(2));
	assert_true(isnan(exact_root(-1, 2)));
}

/* What fits a double is divided by the processor as exactly. */
static void
ratio_is_that_of_the_processor(void **state)
{
	(void)state;
	for (int i = 0; i < 100000; i++) {
		int64_t a = (int64_t)next_random() >> (11 + i % 40);
		int64_t b = 1 + (int64_t)(next_random() >> (12 + i % 50));

		assert_true(exact_ratio(a, b) == (double)a / (double)b);
	}
}

/* ----------------------------------------------------------------- sums -- */

/* The univariate sets of NIST's Statistical Reference Datasets, with the mean
 * and the SD that are certified: nist.csv has the values of those that are not
 * made by a rule. */
static void
nist_is_met_to_the_last_digit(void **state)
{
	static const struct {
		const char	*name;
		double		 mean, sd;
		uint32_t	 n;
	} sets[] = {
		{ "Lottery", 518.958715596330, 291.699727470969, 218 },
		{ "Lew", -177.435000000000, 277.332168044316, 200 },
		{ "Mavro", 2.00185600000000, 0.000429123454003053, 50 },
		{ "Michelso", 299.852400000000, 0.0790105478190518, 100 },
		{ "NumAcc1", 10000002, 1, 3 },
	};

	(void)state;
	for (size_t i = 0; i < N(sets); i++) {
		struct reference r = reference_open("nist.csv");
		struct moments m = { 0 };

		while (reference_next(&r))
			if (str_is(r.cell[0], sets[i].name))
				assert_true(moments_add(&m,
				    millionths_of(r.cell[1])));
		assert_int_equal(m.n, sets[i].n);
		assert_true(fabs(moments_mean(&m) / sets[i].mean - 1) < 2e-15);
		assert_true(fabs(moments_sd(&m) / sets[i].sd - 1) < 2e-15);
	}
}

/* NumAcc2, NumAcc3 and NumAcc4 of the same: one value in the middle and a
 * thousand around it. */
static void
nist_is_met(void **state)
{
	static const struct {
		int64_t	middle;
		double	mean;
	} sets[] = {
		{ INT64_C(1200000), 1.2 },
		{ INT64_C(1000000200000), 1000000.2 },
		{ INT64_C(10000000200000), 10000000.2 },
	};

	(void)state;
	for (size_t i = 0; i < N(sets); i++) {
		struct moments m = { 0 };

		assert_true(moments_add(&m, sets[i].middle));
		for (int j = 0; j < 1000; j++)
			assert_true(moments_add(&m, sets[i].middle +
			    (j % 2 == 0 ? -100000 : 100000)));
		assert_int_equal(m.n, 1001);
		assert_true(moments_mean(&m) == sets[i].mean);
		assert_true(moments_sd(&m) == 0.1);
	}
}

static void
too_few_have_no_spread(void **state)
{
	struct moments m = { 0 };
	struct pairs p = { 0 };

	(void)state;
	assert_true(isnan(moments_mean(&m)));
	assert_true(isnan(moments_sd(&m)));
	assert_true(isnan(pairs_correlation(&p)));
	assert_true(moments_add(&m, -1500000));
	check_close("mean", moments_mean(&m), -1.5);
	assert_true(isnan(moments_sd(&m)));
	assert_true(moments_add(&m, -1500000));
	assert_true(moments_sd(&m) == 0);
	assert_true(pairs_add(&p, 1, 2));
	assert_true(isnan(pairs_correlation(&p)));
	assert_true(pairs_add(&p, 1, 3));
	assert_true(isnan(pairs_correlation(&p)));
	assert_true(pairs_add(&p, 7, 3));
	check_close("r", pairs_correlation(&p), 0.5);
}

static void
what_is_too_large_changes_nothing(void **state)
{
	struct moments m = { 0 }, before;
	struct pairs p = { 0 };

	(void)state;
	assert_false(moments_add(&m, INT64_MAX));
	assert_false(moments_add(&m, INT64_MIN));
	assert_int_equal(m.n, 0);
	while (moments_add(&m, INT64_C(999999999999999999)))
		;
	assert_int_equal(m.n, 4);
	before = m;
	assert_false(moments_merge(&m, &before));
	assert_int_equal(m.n, 4);
	assert_true(m.sum == before.sum && m.sum_sq == before.sum_sq);
	assert_true(moments_sd(&m) == 0);
	assert_false(pairs_add(&p, 1, INT64_MAX));
	assert_int_equal(p.x.n, 0);
	assert_true(p.x.sum == 0 && p.sum_xy == 0);
	m = (struct moments){ .n = UINT32_MAX };
	assert_false(moments_add(&m, 0));
}

/* Into shards by chance, which are then merged in an order by chance: the
 * same state, so the same results. */
static void
shards_do_not_matter(void **state)
{
	enum { PAIRS = 300, SHARDS = 7 };
	int64_t x[PAIRS], y[PAIRS];
	struct pairs whole = { 0 };

	(void)state;
	for (size_t i = 0; i < PAIRS; i++) {
		x[i] = (int64_t)next_random() >> 24;
		y[i] = (int64_t)next_random() >> 24;
		assert_true(pairs_add(&whole, x[i], y[i]));
	}
	for (int round = 0; round < 100; round++) {
		struct pairs shard[SHARDS] = { { .sum_xy = 0 } }, all = { 0 };
		size_t first = next_random() % SHARDS;

		for (size_t i = 0; i < PAIRS; i++)
			assert_true(pairs_add(&shard[next_random() % SHARDS],
			    x[i], y[i]));
		for (size_t i = 0; i < SHARDS; i++)
			assert_true(pairs_merge(&all,
			    &shard[(first + i) % SHARDS]));
		assert_true(all.x.n == whole.x.n && all.x.sum == whole.x.sum &&
		    all.x.sum_sq == whole.x.sum_sq &&
		    all.y.sum == whole.y.sum &&
		    all.y.sum_sq == whole.y.sum_sq &&
		    all.sum_xy == whole.sum_xy);
		assert_true(pairs_correlation(&all) ==
		    pairs_correlation(&whole));
	}
}

static void
a_perfect_correlation_is_not_passed(void **state)
{
	(void)state;
	for (int64_t k = 1; k < 200; k++) {
		struct pairs p = { 0 };

		for (int64_t i = 0; i < 10; i++)
			assert_true(pairs_add(&p, 333333 * i, -777 * k * i));
		assert_true(pairs_correlation(&p) >= -1);
		check_close("r", pairs_correlation(&p), -1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ratio_is_the_nearest_double),
		cmocka_unit_test(ratio_is_that_of_the_processor),
		cmocka_unit_test(nist_is_met_to_the_last_digit),
		cmocka_unit_test(nist_is_met),
		cmocka_unit_test(too_few_have_no_spread),
		cmocka_unit_test(what_is_too_large_changes_nothing),
		cmocka_unit_test(shards_do_not_matter),
		cmocka_unit_test(a_perfect_correlation_is_not_passed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
