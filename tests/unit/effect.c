/* Changes over many cases, against those of R: tests/calc/effect.R made
 * effect.expected.csv from effect.csv. */
#include "reference.h"

#include "calc/effect.h"

/* Returns which way is better. */
static int
read_series(struct str name, struct pairs *p)
{
	struct reference r = reference_open("effect.csv");
	int better = 0;

	*p = (struct pairs){ 0 };
	while (reference_next(&r)) {
		if (!str_eq(r.cell[0], name))
			continue;
		better = str_is(r.cell[1], "1") ? 1 : -1;
		assert_true(pairs_add(p, millionths_of(r.cell[2]),
		    millionths_of(r.cell[3])));
	}
	return better;
}

static double
named(struct str series, struct str name)
{
	struct pairs p;
	struct effect_size s;
	int better = read_series(series, &p);
	const struct {
		const char	*name;
		const double	*value;
	} all[] = {
		{ "mean_first", &s.mean_first }, { "mean_last", &s.mean_last },
		{ "sd_first", &s.sd_first }, { "sd_last", &s.sd_last },
		{ "sd_change", &s.sd_change },
		{ "correlation", &s.correlation }, { "gain", &s.gain },
		{ "d_pre", &s.d_pre }, { "d_norm", &s.d_norm },
		{ "d_av", &s.d_av }, { "g", &s.g }, { "g_low", &s.g_low },
		{ "g_high", &s.g_high },
	};

	effect_sizes(&p, better, 17800000, 0.95, &s);
	for (size_t i = 0; i < N(all); i++)
		if (str_is(name, all[i].name))
			return *all[i].value;
	assert_true(str_is(name, "n"));
	return p.x.n;
}

static void
effects_are_those_of_r(void **state)
{
	struct reference r = reference_open("effect.expected.csv");
	size_t n = 0;

	(void)state;
	while (reference_next(&r)) {
		double x = named(r.cell[0], r.cell[1]);
		double y = double_of(r.cell[2]);

		if (!is_close(x, y))
			fail_msg("%.*s %.*s: %.17g, R has %.17g",
			    STR(r.cell[0]), STR(r.cell[1]), x, y);
		n++;
	}
	assert_int_equal(n, 8 * 14);
}

/* What effectsize 1.0.0 gives for repeated_measures_d(method = "b"), without
 * and with adjust, and for method "av"; rounded to 12 digits. */
static void
effects_are_those_of_effectsize(void **state)
{
	static const struct {
		const char	*series;
		double		 d_pre, d_av, g, g_low, g_high;
	} sets[] = {
		{ "das", 1.39245208339, 1.03108797384, 1.35607425126,
		    0.871432298327, 1.84071620419 },
		{ "sleep", 0.883170190361, 0.83218108135, 0.80710706215,
		    0.300599426304, 1.313614698 },
	};

	(void)state;
	for (size_t i = 0; i < N(sets); i++) {
		struct pairs p;
		struct effect_size s;

		read_series(str_of(sets[i].series), &p);
		effect_sizes(&p, 1, 0, 0.95, &s);
		assert_true(fabs(s.d_pre - sets[i].d_pre) < 1e-11);
		assert_true(fabs(s.d_av - sets[i].d_av) < 1e-11);
		assert_true(fabs(s.g - sets[i].g) < 1e-11);
		assert_true(fabs(s.g_low - sets[i].g_low) < 1e-11);
		assert_true(fabs(s.g_high - sets[i].g_high) < 1e-11);
		assert_true(isnan(s.d_norm));
	}
}

static void
nothing_is_missing_not_zero(void **state)
{
	struct pairs p = { 0 };
	struct effect_size s;

	(void)state;
	effect_sizes(&p, 1, 0, 0.95, &s);
	assert_true(isnan(s.mean_first) && isnan(s.sd_change) &&
	    isnan(s.gain) && isnan(s.d_pre) && isnan(s.d_av) && isnan(s.g) &&
	    isnan(s.g_low) && isnan(s.g_high) && isnan(s.correlation));
}

/* J of a million cases is nearly 1 - 3 / (4 df - 1): the gammas themselves
 * would leave nine digits of it. */
static void
bias_is_right_for_many(void **state)
{
	struct pairs p = { 0 };
	struct effect_size s;

	(void)state;
	for (int64_t i = 0; i < 1000000; i++)
		assert_true(pairs_add(&p, i % 10 * 1000000, i % 7 * 1000000));
	effect_sizes(&p, -1, 0, 0.95, &s);
	check_close("J", s.g / s.d_pre, 1 - 3 / (4 * 999999.0 - 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(effects_are_those_of_r),
		cmocka_unit_test(effects_are_those_of_effectsize),
		cmocka_unit_test(nothing_is_missing_not_zero),
		cmocka_unit_test(bias_is_right_for_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
