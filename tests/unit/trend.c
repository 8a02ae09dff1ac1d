/* Trends against those of R: tests/calc/trend.R made trend.expected.csv from
 * trend.csv; and against figures certified by NIST.  FU_SOURCE is the directory
 * of the sources. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "calc/change.h"
#include "calc/kendall.h"
#include "calc/line.h"
#include "calc/sen.h"
#include "calc/wide.h"

#define N(array)	(sizeof(array) / sizeof((array)[0]))

enum { LINE = 400, ROOM = 200 };

/* A series whose values are integers, 10^decimals times what the file has:
 * some have more decimals than a rating can. */
struct input {
	struct point	p[ROOM];
	size_t		n;
	double		unit;
};

static FILE *
open_calc(const char *name)
{
	const char *source = getenv("FU_SOURCE");
	char path[1000];
	FILE *fp;

	snprintf(path, sizeof(path), "%s/tests/calc/%s",
	    source != NULL ? source : ".", name);
	fp = fopen(path, "r");
	if (fp == NULL)
		fail_msg("%s cannot be opened", path);
	return fp;
}

/* The next line in cells; false at the end. */
static bool
next_line(FILE *fp, char line[LINE], struct str *cell, size_t cells)
{
	struct str rest;

	if (fgets(line, LINE, fp) == NULL)
		return false;
	line[strcspn(line, "\n")] = '\0';
	rest = str_of(line);
	for (size_t i = 0; i < cells; i++)
		cell[i] = str_cut(rest, ',', &rest);
	return true;
}

static int
decimals_of(struct str number)
{
	struct str decimals;

	str_cut(number, '.', &decimals);
	return (int)decimals.len;
}

static int64_t
scaled(struct str number, int decimals)
{
	struct str part, whole = str_cut(number, '.', &part);
	char text[40];

	snprintf(text, sizeof(text), "%.*s%.*s", STR(whole), STR(part));
	for (int i = (int)part.len; i < decimals; i++)
		strcat(text, "0");
	return strtoll(text, NULL, 10);
}

/* The rows of a file of which the first cell is a name; `column` of them are
 * the day and the value.  Days are counted in units of 10^-day_decimals. */
static void
read_input(struct input *in, const char *file, struct str name, int day_column,
    int value_column, int day_decimals)
{
	char line[LINE], kept[ROOM][2][40];
	struct str cell[3];
	FILE *fp = open_calc(file);
	int decimals = 0;

	in->n = 0;
	next_line(fp, line, cell, N(cell));
	while (next_line(fp, line, cell, N(cell))) {
		if (name.len > 0 && !str_eq(cell[0], name))
			continue;
		assert_true(in->n < ROOM);
		for (int i = 0; i < 2; i++) {
			struct str s = cell[i == 0 ? day_column :
			    value_column];

			snprintf(kept[in->n][i], 40, "%.*s", STR(s));
		}
		if (decimals_of(cell[value_column]) > decimals)
			decimals = decimals_of(cell[value_column]);
		in->n++;
	}
	fclose(fp);
	in->unit = pow(10, decimals);
	for (size_t i = 0; i < in->n; i++)
		in->p[i] = (struct point){
			.day = (day_t)scaled(str_of(kept[i][0]), day_decimals),
			.value = scaled(str_of(kept[i][1]), decimals) };
}

static double
number_of(struct str text)
{
	return strtod(text.p, NULL);
}

/* R calculates in doubles, and prints 15 digits: less than 1e-13 would be
 * luck. */
static void
assert_is(struct str series, const char *what, double got, struct str want)
{
	double expected = number_of(want);

	if (want.len == 0 && isnan(got))
		return;
	if (want.len == 0 || !(fabs(got - expected) <=
	    1e-11 * fabs(expected) + 1e-14))
		fail_msg("%.*s: %s is %.17g, R has \"%.*s\"", STR(series),
		    what, got, STR(want));
}

enum {
	R_SERIES, R_N, R_SLOPE, R_SE, R_LOW, R_HIGH, R_SEN, R_SEN_LOW,
	R_SEN_HIGH, R_S, R_VAR, R_Z, R_P, R_EXACT, R_CELLS
};

static void
compare_slopes(const struct input *in, const struct str *r)
{
	bool has_interval = in->n >= KENDALL_MIN;
	struct str name = r[R_SERIES];
	struct line line;
	struct sen sen;
	double low, high;

	assert_true(line_fit(in->p, in->n, &line));
	line_interval(&line, 0.95, &low, &high);
	assert_is(name, "slope", line.slope / in->unit, r[R_SLOPE]);
	assert_is(name, "se", line.se / in->unit, r[R_SE]);
	assert_is(name, "low", low / in->unit, r[R_LOW]);
	assert_is(name, "high", high / in->unit, r[R_HIGH]);
	assert_true(sen_fit(in->p, in->n, 0.95, &sen));
	assert_is(name, "sen", sen.slope.per_day / in->unit, r[R_SEN]);
	assert_is(name, "sen_low", has_interval ? sen.low.per_day / in->unit :
	    NAN, r[R_SEN_LOW]);
	assert_is(name, "sen_high", has_interval ? sen.high.per_day /
	    in->unit : NAN, r[R_SEN_HIGH]);
}

static void
compare_test(const struct input *in, const struct str *r)
{
	struct str name = r[R_SERIES];
	struct kendall k;

	assert_int_equal(kendall_test(in->p, in->n, KENDALL_EXACT, &k),
	    r[R_S].len > 0);
	if (r[R_S].len == 0)
		return;
	assert_is(name, "s", (double)k.s, r[R_S]);
	assert_is(name, "var", (double)k.var18 / 18, r[R_VAR]);
	assert_is(name, "z", k.z, r[R_Z]);
	assert_is(name, "p", k.p, r[R_P]);
	assert_int_equal(k.exact, str_is(r[R_EXACT], "1"));
}

static void
trends_are_those_of_r(void **state)
{
	FILE *fp = open_calc("trend.expected.csv");
	struct str cell[R_CELLS];
	char line[LINE];
	size_t n = 0;

	(void)state;
	assert_true(next_line(fp, line, cell, N(cell)));
	assert_true(str_is(cell[R_EXACT], "exact"));
	while (next_line(fp, line, cell, N(cell))) {
		struct input in;

		read_input(&in, "trend.csv", cell[R_SERIES], 1, 2, 0);
		assert_int_equal(in.n, (int)number_of(cell[R_N]));
		assert_true(points_fit(in.p, in.n));
		compare_slopes(&in, cell);
		compare_test(&in, cell);
		n++;
	}
	fclose(fp);
	assert_true(n >= 43);
}

/* NIST StRD, linear regression, Norris: y and x have one decimal each, so that
 * a tenth is a day.  (Of its other sets of low difficulty NoInt1 and NoInt2
 * have no intercept, and Pontius is a parabola.) */
static void
norris_as_certified(void **state)
{
	static const double slope = 1.00211681802045;
	static const double se = 0.429796848199937E-03;
	struct line line;
	struct input in;

	(void)state;
	read_input(&in, "norris.csv", str_of(""), 1, 0, 1);
	assert_int_equal(in.n, 36);
	assert_true(line_fit(in.p, in.n, &line));
	assert_true(fabs(line.slope / slope - 1) < 1e-14);
	assert_true(fabs(line.se / se - 1) < 1e-14);
}

/* ------------------------------------------------------------ the edges -- */

static void
no_slope_without_two_days(void **state)
{
	static const struct point p[] = { { 5, 0, 1 }, { 5, 0, 2 } };
	struct kendall k;
	struct line line;
	struct sen sen;

	(void)state;
	for (size_t n = 0; n <= N(p); n++) {
		assert_false(line_fit(p, n, &line));
		assert_false(kendall_test(p, n, KENDALL_EXACT, &k));
	}
	assert_false(sen_fit(p, 0, 0.95, &sen));
	assert_false(sen_fit(p, 1, 0.95, &sen));
}

static void
two_points_have_a_slope_without_error(void **state)
{
	static const struct point p[] = { { 0, 0, 3000000 },
	    { 10, 0, 5000000 } };
	struct kendall k;
	struct line line;
	struct sen sen;
	double low, high;

	(void)state;
	assert_true(line_fit(p, 2, &line));
	assert_int_equal(line.slope_30d, 6000000);
	assert_true(isnan(line.se));
	line_interval(&line, 0.95, &low, &high);
	assert_true(isnan(low) && isnan(high));
	assert_true(sen_fit(p, 2, 0.95, &sen));
	assert_int_equal(sen.slope.per_30d, 6000000);
	assert_false(kendall_test(p, 2, KENDALL_EXACT, &k));
}

static void
what_does_not_move_has_slope_0_and_p_1(void **state)
{
	struct point p[40];
	struct kendall k;
	struct line line;
	struct sen sen;
	double low, high;

	(void)state;
	for (size_t n = 3; n < N(p); n++) {
		for (size_t i = 0; i < n; i++)
			p[i] = (struct point){ (day_t)(20000 + 7 * i + i * i),
			    0, 4100000 };
		assert_true(line_fit(p, n, &line));
		line_interval(&line, 0.95, &low, &high);
		assert_true(line.slope == 0 && line.se == 0);
		assert_true(low == 0 && high == 0);
		assert_true(sen_fit(p, n, 0.95, &sen));
		assert_int_equal(sen.slope.per_30d, 0);
		assert_int_equal(sen.low.per_30d, 0);
		assert_int_equal(sen.high.per_30d, 0);
		assert_true(kendall_test(p, n, KENDALL_EXACT, &k));
		assert_int_equal(k.s, 0);
		assert_int_equal(k.var18, 0);
		assert_true(k.z == 0 && k.p == 1 && !k.exact);
	}
}

/* On a straight line there is no error, where doubles would find some. */
static void
a_straight_line_has_error_0(void **state)
{
	struct point p[50];
	struct line line;

	(void)state;
	for (size_t i = 0; i < N(p); i++)
		p[i] = (struct point){ (day_t)(19000 + i * i), 0,
		    (int64_t)(i * i) * 333333 };
	assert_true(line_fit(p, N(p), &line));
	assert_int_equal(line.slope_30d, 30 * 333333);
	assert_true(line.se == 0);
}

/* Of values that agree in nine digits the error is that of the rest. */
static void
far_from_0_nothing_is_lost(void **state)
{
	struct point near[30], far[30];
	struct line a, b;
	struct sen sa, sb;

	(void)state;
	for (size_t i = 0; i < N(near); i++) {
		near[i] = (struct point){ (day_t)(i * 11 + i % 3), 0,
		    (int64_t)(i * i % 7) * 500000 };
		far[i] = (struct point){ near[i].day + 2900000, 0,
		    near[i].value + INT64_C(999999999000000000) };
	}
	assert_true(line_fit(near, N(near), &a));
	assert_true(line_fit(far, N(far), &b));
	assert_true(a.slope == b.slope && a.se == b.se && a.se > 0);
	assert_int_equal(a.slope_30d, b.slope_30d);
	assert_true(sen_fit(near, N(near), 0.9, &sa));
	assert_true(sen_fit(far, N(far), 0.9, &sb));
	assert_int_equal(sa.slope.per_30d, sb.slope.per_30d);
	assert_int_equal(sa.low.per_30d, sb.low.per_30d);
	assert_int_equal(sa.high.per_30d, sb.high.per_30d);
}

/* The slope is that of progress, digit by digit. */
static void
the_line_is_that_of_change(void **state)
{
	struct point p[60];

	(void)state;
	for (size_t n = 2; n < N(p); n++) {
		struct change c = { 0 };
		struct line line;
		int64_t slope;

		for (size_t i = 0; i < n; i++) {
			p[i] = (struct point){ (day_t)(20000 + i * (n + i)), 0,
			    (int64_t)(i * i * n % 37) * 250000 - 3000000 };
			assert_true(change_add(&c, p[i].day, p[i].value));
		}
		assert_true(change_slope_30d(&c, &slope));
		assert_true(line_fit(p, n, &line));
		assert_int_equal(line.slope_30d, slope);
	}
}

static void
sen_is_rounded_half_away_from_0(void **state)
{
	/* A millionth in 60 days is half of one in 30. */
	static const struct point p[] = { { 0, 0, 0 }, { 60, 0, 1 },
	    { 120, 0, 1 } };
	struct point q[N(p)];
	struct sen sen;

	(void)state;
	assert_true(sen_fit(p, 2, 0.95, &sen));
	assert_int_equal(sen.slope.per_30d, 1);
	/* 0.5, 0 and 0.25: the median is 0.25. */
	assert_true(sen_fit(p, 3, 0.95, &sen));
	assert_int_equal(sen.slope.per_30d, 0);
	for (size_t i = 0; i < N(p); i++)
		q[i] = (struct point){ p[i].day, 0, -p[i].value };
	assert_true(sen_fit(q, 2, 0.95, &sen));
	assert_int_equal(sen.slope.per_30d, -1);
}

/* One wild value moves the line and leaves the median. */
static void
sen_does_not_follow_one_value(void **state)
{
	struct point p[11];
	struct sen sen;

	(void)state;
	for (size_t i = 0; i < N(p); i++)
		p[i] = (struct point){ (day_t)(i * 30), 0,
		    (int64_t)i * NUM_ONE };
	p[10].value = 0;
	assert_true(sen_fit(p, N(p), 0.95, &sen));
	assert_int_equal(sen.slope.per_30d, NUM_ONE);
}

/* ------------------------------------------------------- Mann-Kendall -- */

static void
swap(struct point *a, struct point *b)
{
	int64_t value = a->value;

	a->value = b->value;
	b->value = value;
}

/* How often each |S| comes in all orders of n values (Heap 1963). */
static void
count_orders(struct point *p, size_t n, size_t k, size_t *count)
{
	struct kendall result;

	if (k == 1) {
		assert_true(kendall_test(p, n, KENDALL_EXACT, &result));
		count[llabs(result.s)]++;
		return;
	}
	for (size_t i = 0; i < k; i++) {
		count_orders(p, n, k - 1, count);
		swap(&p[k % 2 == 0 ? i : 0], &p[k - 1]);
	}
}

static void
exact_p_is_the_share_of_all_orders(void **state)
{
	(void)state;
	for (size_t n = 3; n <= 7; n++) {
		size_t count[22] = { 0 }, all = 1, at_least = 0;
		struct point p[7];
		struct kendall k;

		for (size_t i = 0; i < n; i++) {
			p[i] = (struct point){ (day_t)i, 0, (int64_t)i };
			all *= i + 1;
		}
		count_orders(p, n, n, count);
		for (size_t s = n * (n - 1) / 2 + 1; s-- > 0;) {
			at_least += count[s];
			if (count[s] == 0)
				continue;
			for (size_t i = 0; i < n; i++)
				p[i].value = (int64_t)i;
			/* Neighbours that are swapped cost 2 of S each. */
			for (size_t left = (n * (n - 1) / 2 - s) / 2, end = n;
			    left > 0; end--)
				for (size_t i = 0; i + 1 < end && left > 0;
				    i++, left--)
					swap(&p[i], &p[i + 1]);
			assert_true(kendall_test(p, n, KENDALL_EXACT, &k));
			assert_int_equal(k.s, s);
			assert_true(k.exact);
			assert_true(fabs(k.p - (double)at_least /
			    (double)all) < 1e-15);
		}
	}
}

static void
ten_points_are_exact_eleven_are_not(void **state)
{
	struct point p[11];
	struct kendall k;

	(void)state;
	for (size_t i = 0; i < N(p); i++)
		p[i] = (struct point){ (day_t)i, 0, -(int64_t)i };
	assert_true(kendall_test(p, 10, KENDALL_EXACT, &k));
	assert_true(k.exact);
	assert_int_equal(k.s, -45);
	assert_true(k.p == 2.0 / 3628800);
	assert_true(kendall_test(p, 11, KENDALL_EXACT, &k));
	assert_false(k.exact);
	p[9].value = p[8].value;
	assert_true(kendall_test(p, 10, KENDALL_EXACT, &k));
	assert_false(k.exact);
	assert_int_equal(k.s, -44);
	assert_int_equal(k.var18, 10 * 9 * 25 - 2 * 9);
}

/* ------------------------------------------------------------ the rest -- */

static void
products_of_256_bits(void **state)
{
	const uint128 most = ~(uint128)0;
	struct wide w = wide_multiply(most, most);

	(void)state;
	/* (2^128 - 1)^2 = 2^256 - 2^129 + 1 */
	assert_true(w.high == most - 1 && w.low == 1);
	w = wide_subtract(w, (struct wide){ 0, 2 });
	assert_true(w.high == most - 2 && w.low == most);
	w = wide_multiply((uint128)1 << 100, (uint128)3 << 100);
	assert_true(w.high == (uint128)3 << 72 && w.low == 0);
	assert_true(wide_double(w) == ldexp(3, 200));
	assert_true(wide_double((struct wide){ 0, 7 }) == 7);
	assert_true(wide_double((struct wide){ 0, 0 }) == 0);
	/* Half way between two doubles, and just beyond. */
	w = (struct wide){ ((uint128)1 << 53) + 1, 0 };
	assert_true(wide_double(w) == ldexp(1, 53 + 128));
	w.low = 1;
	assert_true(wide_double(w) == ldexp(1, 53 + 128) + ldexp(2, 128));
}

static void
what_does_not_fit_is_refused(void **state)
{
	static struct point p[POINTS_MAX + 1];
	const int64_t most = INT64_C(300000000000000000);

	(void)state;
	assert_true(points_fit(p, 0));
	assert_true(points_fit(p, POINTS_MAX));
	assert_false(points_fit(p, POINTS_MAX + 1));
	p[1].value = most;
	assert_true(points_fit(p, 2));
	assert_true(points_fit(p, 33));
	assert_false(points_fit(p, 34));
	p[0].value = -1;
	assert_false(points_fit(p, 2));
	p[0].value = INT64_MIN;
	assert_false(points_fit(p, 2));
	p[0].value = 0;
	p[1].value = most / 300 + 1;
	assert_false(points_fit(p, POINTS_MAX));
}

/* The widest that fit, and the longest: no sum overflows (sanitizers see). */
static void
what_fits_is_calculated(void **state)
{
	static struct point p[POINTS_MAX];
	struct line line;
	struct sen sen;

	(void)state;
	for (size_t i = 0; i < N(p); i++)
		p[i] = (struct point){ (day_t)(i * 360) - 700000, 0,
		    i % 2 == 0 ? 0 : INT64_C(1000000000000000) };
	assert_true(points_fit(p, N(p)));
	assert_true(line_fit(p, N(p), &line));
	assert_true(line.se > 0);
	p[1].value = INT64_C(300000000000000000);
	p[1].day = p[0].day + 1;
	assert_true(points_fit(p, 3));
	assert_true(line_fit(p, 3, &line));
	assert_true(sen_fit(p, 2, 0.95, &sen));
	assert_int_equal(sen.slope.per_30d, INT64_C(9000000000000000000));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trends_are_those_of_r),
		cmocka_unit_test(norris_as_certified),
		cmocka_unit_test(no_slope_without_two_days),
		cmocka_unit_test(two_points_have_a_slope_without_error),
		cmocka_unit_test(what_does_not_move_has_slope_0_and_p_1),
		cmocka_unit_test(a_straight_line_has_error_0),
		cmocka_unit_test(far_from_0_nothing_is_lost),
		cmocka_unit_test(the_line_is_that_of_change),
		cmocka_unit_test(sen_is_rounded_half_away_from_0),
		cmocka_unit_test(sen_does_not_follow_one_value),
		cmocka_unit_test(exact_p_is_the_share_of_all_orders),
		cmocka_unit_test(ten_points_are_exact_eleven_are_not),
		cmocka_unit_test(products_of_256_bits),
		cmocka_unit_test(what_does_not_fit_is_refused),
		cmocka_unit_test(what_fits_is_calculated),
	};

	return cmocka_run_group_tests_name("trend", tests, NULL, NULL);
}
