/* Agreement between raters, against that of R: tests/calc/agree.R made
 * agree.expected.csv from agree.csv; irr.expected.csv is what irr 0.84.1 makes
 * of shrout and of irr.csv, data of that package (GPL 2 or later). */
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

/* ------------------------------------------------- values all at once -- */

enum { ROWS = 20 };

struct values {
	struct agree_rating	rating[ROWS * RATERS];
	size_t			n;
};

/* One set of a file; only the raters of a bit set, who are renumbered. */
static struct values
read_values(const char *file, struct str name, unsigned raters)
{
	struct reference r = reference_open(file);
	struct values v = { .n = 0 };
	uint32_t thing = 0;

	for (; reference_next(&r); thing++) {
		uint32_t rater = 0;

		for (unsigned j = 0; j < RATERS; j++) {
			if (!str_eq(r.cell[0], name) || !(raters >> j & 1))
				continue;
			if (r.cell[2 + j].len > 0)
				v.rating[v.n++] = (struct agree_rating){
				    millionths_of(r.cell[2 + j]), thing,
				    rater };
			rater++;
		}
	}
	return v;
}

static struct agree_overall
overall(const char *file, const char *name, unsigned raters)
{
	struct values v = read_values(file, str_of(name), raters);
	struct agree_overall all;
	size_t k = 0;

	for (; raters != 0; raters &= raters - 1)
		k++;
	assert_true(agree_overall(v.rating, v.n, k, &all));
	return all;
}

/* irr weighs by the numbers of the categories that occur, sorted as texts:
 * where not every step does, or one is 10, its weights are others. */
static void
kappa_is_that_of_irr(void **state)
{
	struct reference r = reference_open("irr.expected.csv");
	size_t n = 0;

	(void)state;
	for (; reference_next(&r); n++) {
		unsigned a = (unsigned)double_of(r.cell[1]);
		unsigned b = (unsigned)double_of(r.cell[2]);
		char name[16];
		struct agree_overall all;
		double got[3];

		snprintf(name, sizeof(name), "%.*s", STR(r.cell[0]));
		all = overall(r.cell[0].p[0] == 's' ? "agree.csv" : "irr.csv",
		    name, 1u << (a - 1) | 1u << (b - 1));
		got[0] = all.kappa.plain;
		got[1] = all.kappa.linear;
		got[2] = all.kappa.quadratic;
		for (size_t i = 0; i < N(got); i++)
			if (r.cell[3 + i].len > 0 && fabs(got[i] -
			    double_of(r.cell[3 + i])) > 1e-11)
				fail_msg("%s %u %u: %zu is %.17g", name, a, b,
				    i, got[i]);
	}
	assert_int_equal(n, 15);
}

/* Krippendorff 2011, "Computing Krippendorff's alpha-reliability", prints .849
 * and .815; the rest is irr's, whose alpha of tables without gaps has n -
 * 1/(k-1) where the definition has n - 1, in every metric. */
static void
all_at_once_is_that_of_irr(void **state)
{
	static const struct {
		const char	*file, *set;
		unsigned	 raters;
		size_t		 things, complete;
		double		 defect, alpha, ordinal, icc_2_1, icc_3_1;
	} rows[] = {
		{ "agree.csv", "krippendorff", 15, 11, 8, 1, 0.849107142857,
		    0.815387503755, NAN, NAN },
		{ "agree.csv", "gaps", 15, 6, 4, 1, 0.0337837837838,
		    -0.00598362376653, NAN, NAN },
		{ "agree.csv", "shrout", 15, 6, 6, (24 - 1 / 3.0) / 23,
		    0.122592135909, 0.0832350484053, 0.289763779528,
		    0.714840714841 },
		{ "irr.csv", "anxiety", 7, 20, 20, (60 - 1 / 2.0) / 59,
		    0.163065545244, 0.221847851608, 0.197998259356,
		    0.216049382716 },
		{ "irr.csv", "video", 15, 20, 20, (80 - 1 / 3.0) / 79,
		    0.101356874285, 0.112032243042, 0.15691318328,
		    0.195983935743 },
	};

	(void)state;
	for (size_t i = 0; i < N(rows); i++) {
		struct agree_overall all = overall(rows[i].file, rows[i].set,
		    rows[i].raters);

		assert_int_equal(all.things, rows[i].things);
		assert_int_equal(all.complete, rows[i].complete);
		assert_true(isnan(all.kappa.plain));
		assert_true(fabs(1 - (1 - all.alpha) * rows[i].defect -
		    rows[i].alpha) < 1e-11);
		assert_true(fabs(1 - (1 - all.alpha_ordinal) * rows[i].defect -
		    rows[i].ordinal) < 1e-11);
		assert_true(isnan(rows[i].icc_2_1) ||
		    fabs(all.icc_2_1 - rows[i].icc_2_1) < 1e-11);
		assert_true(isnan(rows[i].icc_3_1) ||
		    fabs(all.icc_3_1 - rows[i].icc_3_1) < 1e-11);
	}
}

/* Where low is good, all numbers turn round, and no agreement changes. */
static void
direction_does_not_matter(void **state)
{
	struct values v = read_values("agree.csv", str_of("krippendorff"), 3);
	struct agree_overall one, other;

	(void)state;
	assert_true(agree_overall(v.rating, v.n, 2, &one));
	for (size_t i = 0; i < v.n; i++)
		v.rating[i].value = 6 * NUM_ONE - v.rating[i].value;
	assert_true(agree_overall(v.rating, v.n, 2, &other));
	assert_memory_equal(&one, &other, sizeof(one));
}

static void
all_at_once_has_edges(void **state)
{
	static const struct agree_rating tied[] = {
		{ 4, 0, 0 }, { 4, 0, 1 }, { 4, 1, 1 }, { 4, 1, 0 },
		{ 9, 2, 1 },
	};
	static const struct agree_rating one[] = { { 1, 0, 0 }, { 5, 0, 1 } };
	static const struct agree_rating large[] = {
		{ INT64_MIN, 0, 0 }, { INT64_MAX, 0, 1 }
	};
	struct agree_overall all;

	(void)state;
	assert_true(agree_overall(tied, N(tied), 2, &all));
	assert_int_equal(all.things, 2);
	assert_int_equal(all.complete, 2);
	assert_true(isnan(all.icc_2_1) && isnan(all.icc_3_1) &&
	    isnan(all.alpha) && isnan(all.alpha_ordinal));
	assert_true(isnan(all.kappa.plain) && isnan(all.kappa.linear) &&
	    isnan(all.kappa.quadratic));
	assert_true(agree_overall(one, N(one), 2, &all));
	assert_int_equal(all.things, 1);
	assert_true(isnan(all.icc_2_1));
	assert_true(all.alpha == 0 && all.alpha_ordinal == 0);
	assert_true(agree_overall(NULL, 0, 2, &all));
	assert_int_equal(all.things, 0);
	assert_true(isnan(all.alpha) && isnan(all.kappa.plain));
	assert_false(agree_overall(large, N(large), 2, &all));
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
		cmocka_unit_test(kappa_is_that_of_irr),
		cmocka_unit_test(all_at_once_is_that_of_irr),
		cmocka_unit_test(direction_does_not_matter),
		cmocka_unit_test(all_at_once_has_edges),
		cmocka_unit_test(nothing_is_missing_not_zero),
		cmocka_unit_test(alone_does_not_count),
		cmocka_unit_test(what_is_too_large_changes_nothing),
		cmocka_unit_test(shards_do_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
