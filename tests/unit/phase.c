/* Effect sizes between two phases and baseline corrected tau, against those
 * of R: tests/calc/phase.R made phase.expected.csv from phase.csv. */
#include "reference.h"

#include "calc/baseline.h"
#include "calc/kendall.h"
#include "calc/kendall.h"
#include "calc/phase.h"

enum { MAX_VALUES = 40 };

struct series {
	int64_t	time[MAX_VALUES], value[MAX_VALUES];
	size_t	n_a, n_b;
	int	better;
};

static struct series
read_series(struct str name)
{
	struct reference r = reference_open("phase.csv");
	struct series s = { 0 };

	while (reference_next(&r)) {
		size_t i = s.n_a + s.n_b;

		if (!str_eq(r.cell[0], name))
			continue;
		assert_true(i < MAX_VALUES);
		s.better = str_is(r.cell[1], "1") ? 1 : -1;
		*(str_is(r.cell[2], "A") ? &s.n_a : &s.n_b) += 1;
		s.time[i] = millionths_of(r.cell[3]) / NUM_ONE;
		s.value[i] = millionths_of(r.cell[4]);
	}
	return s;
}

static struct phase_effect
effect_of(const struct series *s)
{
	struct phase_effect e;

	assert_true(phase_compare(s->value, s->n_a, s->value + s->n_a, s->n_b,
	    s->better, &e));
	return e;
}

static bool
compare_baseline(const int64_t *time, const int64_t *value, size_t n_a,
    size_t n_b, int better, struct baseline_effect *e)
{
	struct point p[KENDALL_EXACT_MAX + 2];

	assert_true(n_a + n_b <= N(p));
	for (size_t i = 0; i < n_a + n_b; i++)
		p[i] = (struct point){ (day_t)time[i], 0, value[i] };
	return baseline_compare(p, n_a, n_b, better, e);
}

static struct baseline_effect
corrected(const struct series *s)
{
	struct baseline_effect e = { NAN, NAN, NAN };
	bool ok = compare_baseline(s->time, s->value, s->n_a, s->n_b,
	    s->better, &e);

	assert_int_equal(ok, s->n_a >= BASELINE_MIN);
	if (ok)
		assert_int_equal(!isnan(e.slope), e.p <= 0.05);
	return e;
}

static double
named(const struct series *s, struct str name)
{
	struct phase_effect e = effect_of(s);
	struct baseline_effect b = corrected(s);
	const struct {
		const char	*name;
		double		 value;
	} all[] = {
		{ "nap", e.nap }, { "nap_se", e.nap_se }, { "tau", e.tau },
		{ "tau_u", e.tau_u }, { "pnd", e.pnd }, { "pem", e.pem },
		{ "pand", e.pand }, { "ird", e.ird }, { "smd", e.smd },
		{ "lrr", e.lrr }, { "p", b.p }, { "slope", b.slope },
		{ "tau_b", b.tau_b },
	};

	for (size_t i = 0; i < N(all); i++)
		if (str_is(name, all[i].name))
			return all[i].value;
	fail_msg("nothing is named %.*s", STR(name));
	return 0;
}

static void
effects_are_those_of_r(void **state)
{
	struct reference r = reference_open("phase.expected.csv");
	size_t n = 0;

	(void)state;
	while (reference_next(&r)) {
		struct series s;
		double x, y = double_of(r.cell[2]);

		/* Means are the command's. */
		if (str_is(r.cell[1], "mean_a") || str_is(r.cell[1], "mean_b"))
			continue;
		s = read_series(r.cell[0]);
		x = named(&s, r.cell[1]);
		if (!is_close(x, y))
			fail_msg("%.*s %.*s: %.17g, R has %.17g",
			    STR(r.cell[0]), STR(r.cell[1]), x, y);
		n++;
	}
	assert_int_equal(n, 18 * 13);
}

/* ---------------------------------------------------------------- edges -- */

static void
all_equal_is_no_effect(void **state)
{
	static const int64_t v[12] = { 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4 };
	static const int64_t t[12] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
	struct phase_effect e;
	struct baseline_effect b;

	(void)state;
	assert_true(phase_compare(v, 6, v + 6, 6, 1, &e));
	check_close("nap", e.nap, 0.5);
	check_close("tau", e.tau, 0);
	check_close("tau_u", e.tau_u, 0);
	check_close("pnd", e.pnd, 0);
	check_close("pem", e.pem, 0.5);
	/* The peer that ranks and counts labels gives 1 here. */
	check_close("pand", e.pand, 0.5);
	check_close("ird", e.ird, 0);
	check_close("smd", e.smd, NAN);
	check_close("lrr", e.lrr, 0);
	assert_true(compare_baseline(t, v, 6, 6, 1, &b));
	check_close("p", b.p, 1);
	assert_true(isnan(b.slope));
	check_close("tau_b", b.tau_b, NAN);
}

static void
a_phase_without_values_is_refused(void **state)
{
	static const int64_t v[] = { 1, 2 };
	struct phase_effect e;

	(void)state;
	assert_false(phase_compare(v, 0, v, 2, 1, &e));
	assert_false(phase_compare(v, 2, v, 0, 1, &e));
	assert_false(phase_compare(v, PHASE_MAX + 1, v, 1, 1, &e));
}

static void
values_too_large_are_refused(void **state)
{
	static const int64_t v[] = { INT64_MIN, INT64_MAX, 1 };
	struct phase_effect e;

	(void)state;
	assert_false(phase_compare(v, 1, v + 2, 1, -1, &e));
	assert_false(phase_compare(v + 2, 1, v + 1, 1, 1, &e));
}

/* Down is better: the same effect as with all values turned. */
static void
direction_turns_the_sign(void **state)
{
	(void)state;
	for (int round = 0; round < 200; round++) {
		struct series up = { .n_a = 1 + next_random() % 9,
		    .n_b = 1 + next_random() % 9, .better = 1 }, down;
		struct phase_effect e, f;
		struct baseline_effect g, h;

		for (size_t i = 0; i < up.n_a + up.n_b; i++) {
			up.time[i] = (int64_t)i * 7;
			up.value[i] = (int64_t)(next_random() % 8) * 500000;
		}
		down = up;
		down.better = -1;
		for (size_t i = 0; i < up.n_a + up.n_b; i++)
			down.value[i] = -up.value[i];
		e = effect_of(&up);
		f = effect_of(&down);
		assert_true(e.nap == f.nap && e.tau == f.tau &&
		    e.tau_u == f.tau_u && e.pnd == f.pnd && e.pem == f.pem &&
		    e.pand == f.pand && e.ird == f.ird);
		check_close("nap_se", e.nap_se, f.nap_se);
		check_close("smd", e.smd, f.smd);
		check_close("lrr", f.lrr, NAN);
		assert_true(up.n_a < 2 || up.n_b < 2 || e.nap_se > 0);
		assert_true(e.nap >= 0 && e.nap <= 1 && e.pand >= 0.5);
		g = corrected(&up);
		h = corrected(&down);
		check_close("p", g.p, h.p);
		check_close("tau_b", g.tau_b, h.tau_b);
	}
}

static void
times_must_rise(void **state)
{
	int64_t t[] = { 1, 2, 3, 4, 5, 6, 7 };
	static const int64_t v[] = { 1, 2, 3, 4, 5, 6, 7 };
	struct baseline_effect e;

	(void)state;
	assert_true(compare_baseline(t, v, 6, 1, 1, &e));
	assert_false(compare_baseline(t, v, 5, 2, 1, &e));
	assert_false(compare_baseline(t, v, 7, 0, 1, &e));
	assert_false(baseline_compare(NULL, BASELINE_MAX, 1, 1, &e));
	t[6] = 6;
	assert_false(compare_baseline(t, v, 6, 1, 1, &e));
}

/* A and B on one line: all of the effect was the trend, down to the last of
 * the ties that floating point breaks. */
static void
a_line_is_taken_off_exactly(void **state)
{
	int64_t t[20], v[20];
	struct baseline_effect e;

	(void)state;
	for (int64_t i = 0; i < 20; i++) {
		t[i] = 20000 + 3 * i + i % 2;
		v[i] = 333333 * t[i];
	}
	assert_true(compare_baseline(t, v, 10, 10, 1, &e));
	check_close("slope", e.slope, 0.333333);
	check_close("tau_b", e.tau_b, NAN);
	v[19]++;
	assert_true(compare_baseline(t, v, 10, 10, 1, &e));
	check_close("tau_b", e.tau_b, 10 / sqrt(100 * 19));
}

/* Exact up to 50 values, normal with continuity from 51 on: what R's
 * cor.test(seq(v), v, method = "kendall", exact = n <= 50, continuity = TRUE)
 * has for v = 7 i mod n. */
static void
pretest_is_exact_for_short_baselines(void **state)
{
	static const struct {
		size_t	n;
		double	p;
	} rows[] = {
		{ KENDALL_EXACT_MAX, 0.689553443968292 },
		{ KENDALL_EXACT_MAX + 1, 0.255492489713215 },
	};

	(void)state;
	for (size_t i = 0; i < N(rows); i++) {
		int64_t t[KENDALL_EXACT_MAX + 2], v[KENDALL_EXACT_MAX + 2];
		struct baseline_effect e;

		for (size_t j = 0; j <= rows[i].n; j++) {
			t[j] = (int64_t)j;
			v[j] = (int64_t)(7 * j % rows[i].n);
		}
		assert_true(compare_baseline(t, v, rows[i].n, 1, 1, &e));
		check_close("p", e.p, rows[i].p);
		check_close("slope", e.slope, NAN);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(effects_are_those_of_r),
		cmocka_unit_test(all_equal_is_no_effect),
		cmocka_unit_test(a_phase_without_values_is_refused),
		cmocka_unit_test(values_too_large_are_refused),
		cmocka_unit_test(direction_turns_the_sign),
		cmocka_unit_test(times_must_rise),
		cmocka_unit_test(a_line_is_taken_off_exactly),
		cmocka_unit_test(pretest_is_exact_for_short_baselines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
