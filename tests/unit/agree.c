/* Agreement between raters, against that of R: tests/calc/agree.R made
 * agree.expected.csv from agree.csv. */
#include "reference.h"

#include "calc/agree.h"

enum { RATERS = 4 };

/* All that can be known of one set. */
struct set {
	struct pairs		pairs;
	struct agree_table	table;
	struct agree_units	units;
	bool			whole;
};

static void
add_row(struct set *s, const struct str cell[RATERS])
{
	int64_t there[RATERS];
	size_t m = 0;

	for (size_t j = 0; j < RATERS; j++)
		if (cell[j].len > 0)
			there[m++] = millionths_of(cell[j]);
	assert_true(agree_units_add(&s->units, there, m));
	if (cell[0].len > 0 && cell[1].len > 0)
		assert_true(pairs_add(&s->pairs, there[0], there[1]));
	if (m == RATERS)
		assert_true(agree_table_add(&s->table, there));
	else
		s->whole = false;
}

static struct set
read_set(struct str name)
{
	struct reference r = reference_open("agree.csv");
	struct set s = { .table = { .k = RATERS }, .whole = true };

	while (reference_next(&r))
		if (str_eq(r.cell[0], name))
			add_row(&s, r.cell + 2);
	return s;
}

static double
named(const struct set *s, struct str name)
{
	struct agree_pair p;
	struct {
		const char	*name;
		double		 value;
	} all[] = {
		{ "icc_2_1", s->whole ? agree_icc_2_1(&s->table) : NAN },
		{ "icc_3_1", s->whole ? agree_icc_3_1(&s->table) : NAN },
		{ "alpha", agree_alpha(&s->units) },
		{ "mean", 0 }, { "sd", 0 }, { "low", 0 }, { "high", 0 },
		{ "concordance", 0 },
	};

	agree_pair(&s->pairs, 0.95, &p);
	all[3].value = p.mean;
	all[4].value = p.sd;
	all[5].value = p.low;
	all[6].value = p.high;
	all[7].value = p.concordance;
	for (size_t i = 0; i < N(all); i++)
		if (str_is(name, all[i].name))
			return all[i].value;
	fail_msg("nothing is named %.*s", STR(name));
	return 0;
}

static void
agreement_is_that_of_r(void **state)
{
	struct reference r = reference_open("agree.expected.csv");
	size_t n = 0;

	(void)state;
	while (reference_next(&r)) {
		struct set s = read_set(r.cell[0]);
		double x = named(&s, r.cell[1]), y = double_of(r.cell[2]);

		if (!is_close(x, y))
			fail_msg("%.*s %.*s: %.17g, R has %.17g",
			    STR(r.cell[0]), STR(r.cell[1]), x, y);
		n++;
	}
	assert_int_equal(n, 8 * 8);
}

/* What irr 0.84.1 gives, rounded to 12 digits; the papers print .29, .71 and
 * .849.  In a table without gaps of k raters its alpha has n - 1/(k-1) where
 * the definition, which agree.R follows, has n - 1: 0.122592135909 for shrout
 * instead of 0.147307850390. */
static void
agreement_is_that_of_irr(void **state)
{
	struct set s = read_set(str_of("shrout"));
	struct set k = read_set(str_of("krippendorff"));
	struct set g = read_set(str_of("gaps"));

	(void)state;
	assert_true(fabs(agree_icc_2_1(&s.table) - 0.289763779528) < 1e-11);
	assert_true(fabs(agree_icc_3_1(&s.table) - 0.714840714841) < 1e-11);
	assert_true(fabs(agree_alpha(&k.units) - 0.849107142857) < 1e-11);
	assert_true(fabs(agree_alpha(&g.units) - 0.0337837837838) < 1e-11);
	assert_true(fabs(1 - (1 - agree_alpha(&s.units)) * (24 - 1.0 / 3) / 23 -
	    0.122592135909) < 1e-11);
}

static void
nothing_is_missing_not_zero(void **state)
{
	struct set s = { .table = { .k = 2 } };
	struct agree_pair p;

	(void)state;
	agree_pair(&s.pairs, 0.95, &p);
	assert_true(isnan(p.mean) && isnan(p.sd) && isnan(p.low) &&
	    isnan(p.high) && isnan(p.concordance));
	assert_true(isnan(agree_icc_2_1(&s.table)));
	assert_true(isnan(agree_icc_3_1(&s.table)));
	assert_true(isnan(agree_alpha(&s.units)));
}

/* A value alone says nothing of agreement. */
static void
alone_does_not_count(void **state)
{
	static const int64_t one[] = { 5 }, two[] = { 1, 2 }, pair[] = { 3, 3 };
	struct agree_units u = { .all = { .n = 0 } };
	double before;

	(void)state;
	assert_true(agree_units_add(&u, two, 2));
	assert_true(agree_units_add(&u, pair, 2));
	before = agree_alpha(&u);
	assert_true(agree_units_add(&u, one, 1));
	assert_true(agree_units_add(&u, NULL, 0));
	assert_int_equal(u.all.n, 4);
	assert_true(agree_alpha(&u) == before);
}

static void
what_is_too_large_changes_nothing(void **state)
{
	int64_t v[AGREE_RATERS + 1];
	struct agree_units u = { .all = { .n = 0 } };
	struct agree_table t = { .k = AGREE_RATERS };

	(void)state;
	for (size_t j = 0; j < N(v); j++)
		v[j] = INT64_MIN;
	assert_false(agree_units_add(&u, v, AGREE_RATERS + 1));
	assert_false(agree_units_add(&u, v, 2));
	assert_false(agree_table_add(&t, v));
	for (size_t j = 0; j < N(v); j++)
		v[j] = INT64_C(1000000000000) * (int64_t)(j + 1);
	assert_true(agree_units_add(&u, v, AGREE_RATERS));
	assert_true(agree_table_add(&t, v));
	while (agree_units_add(&u, v, AGREE_RATERS))
		;
	assert_true(agree_alpha(&u) < 0);
	while (agree_table_add(&t, v))
		;
	/* Rows that are all the same: nothing but the raters' levels. */
	assert_true(agree_icc_2_1(&t) == 0);
	assert_true(isnan(agree_icc_3_1(&t)));
}

/* ---------------------------------------------------------------- merge -- */

static bool
is_same(const struct set *a, const struct set *b)
{
	for (size_t m = 0; m <= AGREE_RATERS; m++)
		if (a->units.within[m] != b->units.within[m])
			return false;
	for (size_t j = 0; j < AGREE_RATERS; j++)
		if (a->table.column[j] != b->table.column[j])
			return false;
	return a->table.n == b->table.n &&
	    a->table.sum_sq == b->table.sum_sq &&
	    a->table.sum_row_sq == b->table.sum_row_sq &&
	    a->units.all.n == b->units.all.n &&
	    a->units.all.sum == b->units.all.sum &&
	    a->units.all.sum_sq == b->units.all.sum_sq &&
	    agree_icc_2_1(&a->table) == agree_icc_2_1(&b->table) &&
	    agree_icc_3_1(&a->table) == agree_icc_3_1(&b->table) &&
	    agree_alpha(&a->units) == agree_alpha(&b->units);
}

static void
shards_do_not_matter(void **state)
{
	enum { THINGS = 100, SHARDS = 4 };
	int64_t v[THINGS][RATERS];
	size_t there[THINGS];
	struct set whole = { .table = { .k = RATERS } };

	(void)state;
	for (size_t i = 0; i < THINGS; i++) {
		for (size_t j = 0; j < RATERS; j++)
			v[i][j] = (int64_t)(next_random() % 101) * 100000;
		there[i] = next_random() % (RATERS + 1);
		assert_true(agree_table_add(&whole.table, v[i]));
		assert_true(agree_units_add(&whole.units, v[i], there[i]));
	}
	for (int round = 0; round < 100; round++) {
		struct set shard[SHARDS], all = { .table = { .k = RATERS } };
		size_t first = next_random() % SHARDS;

		for (size_t i = 0; i < SHARDS; i++)
			shard[i] = (struct set){ .table = { .k = RATERS } };
		for (size_t i = 0; i < THINGS; i++) {
			struct set *s = &shard[next_random() % SHARDS];

			assert_true(agree_table_add(&s->table, v[i]));
			assert_true(agree_units_add(&s->units, v[i],
			    there[i]));
		}
		for (size_t i = 0; i < SHARDS; i++) {
			struct set *s = &shard[(first + i) % SHARDS];

			assert_true(agree_table_merge(&all.table, &s->table));
			assert_true(agree_units_merge(&all.units, &s->units));
		}
		assert_true(is_same(&all, &whole));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agreement_is_that_of_r),
		cmocka_unit_test(agreement_is_that_of_irr),
		cmocka_unit_test(nothing_is_missing_not_zero),
		cmocka_unit_test(alone_does_not_count),
		cmocka_unit_test(what_is_too_large_changes_nothing),
		cmocka_unit_test(shards_do_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
