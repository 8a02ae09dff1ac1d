/* Slopes against those of R: tests/calc/slope.R made slope.expected.csv from
 * slope.csv.  FU_SOURCE is the directory of the sources. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calc/change.h"

#define N(array)	(sizeof(array) / sizeof((array)[0]))

static day_t
day_of(struct str text)
{
	day_t day = 0;

	if (!date_parse(text, &day))
		fail_msg("\"%.*s\" is no date", STR(text));
	return day;
}

static int64_t
number_of(struct str text)
{
	int64_t n = 0;

	if (num_parse(text, &n) != NUM_OK)
		fail_msg("\"%.*s\" is no number", STR(text));
	return n;
}

/* ------------------------------------------------------------ against R -- */

enum { LINE = 200 };

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

/* The next line in three cells; false at the end. */
static bool
next_line(FILE *fp, char line[LINE], struct str cell[3])
{
	struct str rest;

	if (fgets(line, LINE, fp) == NULL)
		return false;
	line[strcspn(line, "\n")] = '\0';
	rest = str_of(line);
	for (int i = 0; i < 3; i++)
		cell[i] = str_cut(rest, ',', &rest);
	return true;
}

/* Adds the ratings of a series in the order of the file. */
static void
add_series(struct change *c, struct str series)
{
	FILE *fp = open_calc("slope.csv");
	char line[LINE];
	struct str cell[3];

	while (next_line(fp, line, cell))
		if (str_eq(cell[0], series))
			assert_true(change_add(c, day_of(cell[1]),
			    number_of(cell[2])));
	fclose(fp);
}

static void
slope_is_that_of_r(void **state)
{
	FILE *fp = open_calc("slope.expected.csv");
	char line[LINE];
	struct str cell[3];
	size_t n = 0;

	(void)state;
	assert_true(next_line(fp, line, cell));
	assert_true(str_is(cell[2], "slope_30d"));
	while (next_line(fp, line, cell)) {
		struct change c = { 0 };
		int64_t slope = 0;
		uint64_t ratings;
		bool ok;

		add_series(&c, cell[0]);
		assert_true(num_count(cell[1], 1000, &ratings));
		assert_int_equal(c.n, ratings);
		ok = change_slope_30d(&c, &slope);
		if (ok != (cell[2].len > 0) ||
		    (ok && slope != number_of(cell[2])))
			fail_msg("%.*s: %lld, R has %.*s", STR(cell[0]),
			    (long long)slope, STR(cell[2]));
		n++;
	}
	fclose(fp);
	assert_int_equal(n, 77);
}

/* --------------------------------------------------------------- slopes -- */

enum { MAX_POINTS = 5 };

static const struct {
	size_t		 n;
	struct {
		const char	*date, *value;
	}		 point[MAX_POINTS];
	const char	*slope;		/* NULL: undefined */
} slopes[] = {
	{ 0, { { NULL, NULL } }, NULL },
	{ 1, { { "2026-01-05", "5" } }, NULL },
	/* One a month of 30 days; the other way; not at all. */
	{ 2, { { "2026-01-05", "4" }, { "2026-02-04", "5" } }, "1" },
	{ 2, { { "2026-01-05", "5" }, { "2026-02-04", "4" } }, "-1" },
	{ 3, { { "2026-01-05", "6.5" }, { "2026-02-11", "6.5" },
	    { "2026-02-12", "6.5" } }, "0" },
	/* 0.01 in 64 days is 0.0046875 in 30: exactly half. */
	{ 2, { { "2026-01-01", "0" }, { "2026-03-06", "0.01" } }, "0.004688" },
	{ 2, { { "2026-01-01", "0.01" }, { "2026-03-06", "0" } },
	    "-0.004688" },
	/* A third: 0.1 in 9 days. */
	{ 2, { { "2026-01-01", "1" }, { "2026-01-10", "1.1" } }, "0.333333" },
	{ 2, { { "2026-01-01", "1" }, { "2026-01-10", "1.2" } }, "0.666667" },
	/* A value in the middle moves the line, not its slope. */
	{ 3, { { "2026-01-01", "2" }, { "2026-01-16", "9" },
	    { "2026-01-31", "4" } }, "2" },
	/* Two values on one day are not judged here: no line, no number. */
	{ 2, { { "2026-01-01", "2" }, { "2026-01-01", "3" } }, NULL },
	/* 30 times as much in a day as there may be in all. */
	{ 2, { { "2026-01-01", "-999999999999" },
	    { "2026-01-02", "999999999999" } }, NULL },
};

static void
slopes_by_hand(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(slopes); i++) {
		struct change c = { 0 };
		int64_t slope = 0;
		bool ok;

		for (size_t j = 0; j < slopes[i].n; j++)
			assert_true(change_add(&c,
			    day_of(str_of(slopes[i].point[j].date)),
			    number_of(str_of(slopes[i].point[j].value))));
		ok = change_slope_30d(&c, &slope);
		if (ok != (slopes[i].slope != NULL) ||
		    (ok && slope != number_of(str_of(slopes[i].slope))))
			fail_msg("row %zu: %lld", i, (long long)slope);
	}
}

/* Far from the day that sums are counted from, the slope is the same. */
static void
slope_does_not_depend_on_the_year(void **state)
{
	static const day_t shifts[] = { -700000, -20000, -1, 0, 1, 365,
	    20000, 2900000 };
	int64_t expected = 0;

	(void)state;
	for (size_t i = 0; i < N(shifts); i++) {
		struct change c = { 0 };
		int64_t slope;

		for (int j = 0; j < 20; j++)
			assert_true(change_add(&c, shifts[i] + j * 11,
			    (j * j % 7) * 500000));
		assert_true(change_slope_30d(&c, &slope));
		if (i == 0)
			expected = slope;
		assert_int_equal(slope, expected);
		assert_int_not_equal(slope, 0);
	}
}

/* ------------------------------------------------------------- the ends -- */

static const struct {
	day_t	day;
	int64_t	value;
} points[] = { { 100, 10 }, { 200, 40 }, { 300, 20 }, { 400, 30 } };

enum { POINTS = N(points), ORDERS = 24 };

/* The n-th order of all points: which comes when. */
static void
permute(int n, size_t order[POINTS])
{
	size_t left[POINTS] = { 0, 1, 2, 3 };

	for (size_t i = 0, k = POINTS; k > 0; i++, k--) {
		size_t pick = (size_t)n % k;

		n /= (int)k;
		order[i] = left[pick];
		for (; pick + 1 < k; pick++)
			left[pick] = left[pick + 1];
	}
}

static void
ends_do_not_depend_on_the_order(void **state)
{
	int64_t expected = 0;

	(void)state;
	for (int n = 0; n < ORDERS; n++) {
		struct change c = { 0 };
		size_t order[POINTS];
		int64_t slope;

		permute(n, order);
		for (size_t i = 0; i < POINTS; i++)
			assert_true(change_add(&c, points[order[i]].day,
			    points[order[i]].value));
		assert_int_equal(c.n, POINTS);
		assert_int_equal(c.first, 10);
		assert_int_equal(c.first_day, 100);
		assert_int_equal(c.previous, 20);
		assert_int_equal(c.previous_day, 300);
		assert_int_equal(c.last, 30);
		assert_int_equal(c.last_day, 400);
		assert_true(change_slope_30d(&c, &slope));
		if (n == 0)
			expected = slope;
		assert_int_equal(slope, expected);
	}
}

static void
one_value_is_first_and_last(void **state)
{
	struct change c = { 0 };

	(void)state;
	assert_true(change_add(&c, -50, 7));
	assert_int_equal(c.n, 1);
	assert_int_equal(c.first, 7);
	assert_int_equal(c.last, 7);
	assert_int_equal(c.first_day, -50);
	assert_int_equal(c.last_day, -50);
}

static void
of_two_values_the_first_is_the_previous(void **state)
{
	(void)state;
	for (int later = 0; later < 2; later++) {
		struct change c = { 0 };

		/* Before 1970: days that are less than none at all. */
		assert_true(change_add(&c, later ? -20 : -10, later ? 1 : 2));
		assert_true(change_add(&c, later ? -10 : -20, later ? 2 : 1));
		assert_int_equal(c.first, 1);
		assert_int_equal(c.previous, 1);
		assert_int_equal(c.previous_day, -20);
		assert_int_equal(c.last, 2);
	}
}

static void
sums_that_overflow_change_nothing(void **state)
{
	struct change c = { 0 }, before;

	(void)state;
	assert_true(change_add(&c, 20000, INT64_MAX - 10));
	assert_true(change_add(&c, 20001, 5));
	before = c;
	assert_false(change_add(&c, 20002, 100));
	assert_int_equal(c.n, before.n);
	assert_int_equal(c.last, before.last);
	assert_int_equal(c.last_day, before.last_day);
	assert_int_equal(c.previous, before.previous);
	assert_int_equal(c.sum_y, before.sum_y);
	assert_int_equal(c.sum_t, before.sum_t);
	assert_int_equal(c.sum_tt, before.sum_tt);
	assert_true(c.sum_ty == before.sum_ty);
	/* What fits is still taken. */
	assert_true(change_add(&c, 20002, -100));
}

/* ---------------------------------------------------------------- small -- */

static void
assert_same(const struct change *a, const struct change *b)
{
	assert_int_equal(a->n, b->n);
	assert_int_equal(a->sum_t, b->sum_t);
	assert_int_equal(a->sum_tt, b->sum_tt);
	assert_int_equal(a->sum_y, b->sum_y);
	assert_true(a->sum_ty == b->sum_ty);
	assert_int_equal(a->first, b->first);
	assert_int_equal(a->previous, b->previous);
	assert_int_equal(a->last, b->last);
	assert_int_equal(a->first_day, b->first_day);
	assert_int_equal(a->previous_day, b->previous_day);
	assert_int_equal(a->last_day, b->last_day);
}

/* In any order of days, before and behind the day that sums count from. */
static void
small_sums_are_the_same(void **state)
{
	(void)state;
	for (int step = 1; step < 41; step++) {
		struct change_small small = { 0 };
		struct change c = { 0 }, widened;

		for (int i = 0; i < 41; i++) {
			day_t day = 400 * step + 31 * (i * step % 41 - 20);
			int64_t value = (i * i - 700) * INT64_C(2000001);

			widened = change_of_small(&small);
			assert_same(&widened, &c);
			assert_true(change_small_add(&small, day, value));
			assert_true(change_add(&c, day, value));
		}
		widened = change_of_small(&small);
		assert_same(&widened, &c);
	}
}

static const struct {
	day_t	day;
	int64_t	value;
} too_much[] = {
	{ 20001, INT64_C(2147483648) },
	{ 20001, -INT64_C(2147483649) },
	{ 20000 + 32768, 5 },
	{ 20000 - 32769, 5 },
	{ 2900000, 5 },
	{ -700000, 5 },
};

static void
small_sums_know_what_is_too_much(void **state)
{
	struct change_small c = { 0 }, before;

	(void)state;
	assert_true(change_small_add(&c, 20000, -INT64_C(2147483648)));
	before = c;
	for (size_t i = 0; i < N(too_much); i++) {
		assert_false(change_small_add(&c, too_much[i].day,
		    too_much[i].value));
		assert_memory_equal(&c, &before, sizeof(c));
	}
	assert_true(change_small_add(&c, 20000 + 32767,
	    INT64_C(2147483647)));
	assert_true(change_small_add(&c, 20000 - 32768, 0));
}

/* At the edges of all that is small, nothing overflows on the way. */
static void
small_sums_hold_what_they_take(void **state)
{
	struct change_small small = { 0 };
	struct change c = { 0 }, widened;
	size_t taken = 0;

	(void)state;
	assert_true(change_small_add(&small, 2900000, INT32_MIN));
	assert_true(change_add(&c, 2900000, INT32_MIN));
	/* Squares of 256 days: the sum of as many as n allows still fits. */
	while (change_small_add(&small, 2900000 - 255, INT32_MIN)) {
		assert_true(change_add(&c, 2900000 - 255, INT32_MIN));
		taken++;
	}
	assert_int_equal(taken, UINT16_MAX - 1);
	widened = change_of_small(&small);
	assert_same(&widened, &c);
	/* Here the squares are too much before n is. */
	small = (struct change_small){ 0 };
	assert_true(change_small_add(&small, 0, 0));
	for (taken = 0; change_small_add(&small, 32767, 0);)
		taken++;
	assert_int_equal(taken, 4);
}

/* ------------------------------------------------------------- verdicts -- */

/* On a scale from 0 to 40 where up is better; NULL: not known. */
static const struct {
	const char	*first, *last;
	const char	*change, *cutoff;
	enum verdict	 verdict;
} verdicts[] = {
	{ "10", "30", NULL, NULL, VERDICT_UNKNOWN },
	{ "10", "30", NULL, "25", VERDICT_UNKNOWN },
	{ "10", "10", "5", NULL, VERDICT_UNCHANGED },
	/* The threshold counts when it is reached. */
	{ "10", "14.999999", "5", NULL, VERDICT_UNCHANGED },
	{ "10", "15", "5", NULL, VERDICT_IMPROVED },
	{ "10", "15.000001", "5", NULL, VERDICT_IMPROVED },
	{ "10", "5.000001", "5", NULL, VERDICT_UNCHANGED },
	{ "10", "5", "5", NULL, VERDICT_DETERIORATED },
	{ "10", "4.999999", "5", NULL, VERDICT_DETERIORATED },
	{ "10", "16.6", "6.6", NULL, VERDICT_IMPROVED },
	{ "10", "16.5", "6.6", NULL, VERDICT_UNCHANGED },
	{ "0", "5", "5", NULL, VERDICT_IMPROVED },
	{ "5", "0", "5", NULL, VERDICT_DETERIORATED },
	/* Over the cutoff: from strictly below it to it or beyond. */
	{ "24.999999", "30", "5", "25", VERDICT_RECOVERED },
	{ "25", "30", "5", "25", VERDICT_IMPROVED },
	{ "25.000001", "31", "5", "25", VERDICT_IMPROVED },
	{ "18", "25", "5", "25", VERDICT_RECOVERED },
	{ "18", "24.999999", "5", "25", VERDICT_IMPROVED },
	{ "20", "25", "5", "25", VERDICT_RECOVERED },
	/* Over the cutoff without the change: unchanged. */
	{ "24", "26", "5", "25", VERDICT_UNCHANGED },
	{ "20.000001", "25", "5", "25", VERDICT_UNCHANGED },
	/* Back over it is deteriorated, as any fall. */
	{ "27", "20", "5", "25", VERDICT_DETERIORATED },
	{ "24", "19", "5", "25", VERDICT_DETERIORATED },
};

/* The values on a scale turned upside down, 40 for 0, where down is better. */
static int64_t
on_scale(const char *text, int better)
{
	int64_t n = number_of(str_of(text));

	return better > 0 ? n : 40 * NUM_ONE - n;
}

static enum verdict
judge(size_t i, int better)
{
	struct threshold t = { .better = better };
	struct change c = { 0 };

	if (verdicts[i].change != NULL) {
		t.has_change = true;
		t.change = number_of(str_of(verdicts[i].change));
	}
	if (verdicts[i].cutoff != NULL) {
		t.has_cutoff = true;
		t.cutoff = on_scale(verdicts[i].cutoff, better);
	}
	assert_true(change_add(&c, 20000, on_scale(verdicts[i].first, better)));
	/* What lies between does not count. */
	assert_true(change_add(&c, 20010, on_scale("40", better)));
	assert_true(change_add(&c, 20020, on_scale(verdicts[i].last, better)));
	return change_verdict(&c, &t);
}

static void
verdicts_where_up_is_better(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(verdicts); i++)
		if (judge(i, 1) != verdicts[i].verdict)
			fail_msg("row %zu, %s to %s: %s", i, verdicts[i].first,
			    verdicts[i].last, verdict_name(judge(i, 1)));
}

static void
verdicts_where_down_is_better(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(verdicts); i++)
		if (judge(i, -1) != verdicts[i].verdict)
			fail_msg("row %zu mirrored, %s to %s: %s", i,
			    verdicts[i].first, verdicts[i].last,
			    verdict_name(judge(i, -1)));
}

static void
no_verdict_with_fewer_than_two_values(void **state)
{
	struct threshold t = { .better = 1, .has_change = true, .change = 1 };
	struct change c = { 0 };

	(void)state;
	assert_int_equal(change_verdict(&c, &t), VERDICT_NONE);
	assert_true(change_add(&c, 20000, 5 * NUM_ONE));
	assert_int_equal(change_verdict(&c, &t), VERDICT_NONE);
	t.has_change = false;
	assert_int_equal(change_verdict(&c, &t), VERDICT_NONE);
	assert_true(change_add(&c, 20001, 5 * NUM_ONE));
	assert_int_equal(change_verdict(&c, &t), VERDICT_UNKNOWN);
}

static void
names_of_verdicts(void **state)
{
	(void)state;
	assert_string_equal(verdict_name(VERDICT_NONE), "");
	assert_string_equal(verdict_name(VERDICT_UNKNOWN), "unknown");
	assert_string_equal(verdict_name(VERDICT_RECOVERED), "recovered");
	assert_string_equal(verdict_name(VERDICT_IMPROVED), "improved");
	assert_string_equal(verdict_name(VERDICT_UNCHANGED), "unchanged");
	assert_string_equal(verdict_name(VERDICT_DETERIORATED),
	    "deteriorated");
}

/* --------------------------------------------------------------- a case -- */

static const struct {
	size_t		 n;
	enum verdict	 verdict[4];
	enum course	 course;
} courses[] = {
	{ 0, { VERDICT_NONE }, COURSE_NONE },
	{ 1, { VERDICT_NONE }, COURSE_NONE },
	{ 1, { VERDICT_UNKNOWN }, COURSE_UNKNOWN },
	{ 1, { VERDICT_UNCHANGED }, COURSE_UNCHANGED },
	{ 1, { VERDICT_IMPROVED }, COURSE_PROGRESS },
	{ 1, { VERDICT_RECOVERED }, COURSE_PROGRESS },
	{ 1, { VERDICT_DETERIORATED }, COURSE_DECLINE },
	{ 2, { VERDICT_NONE, VERDICT_UNKNOWN }, COURSE_UNKNOWN },
	{ 2, { VERDICT_UNKNOWN, VERDICT_UNCHANGED }, COURSE_UNCHANGED },
	{ 3, { VERDICT_UNKNOWN, VERDICT_UNCHANGED, VERDICT_IMPROVED },
	    COURSE_PROGRESS },
	{ 2, { VERDICT_RECOVERED, VERDICT_UNCHANGED }, COURSE_PROGRESS },
	/* One that fell outweighs all that rose. */
	{ 4, { VERDICT_RECOVERED, VERDICT_IMPROVED, VERDICT_DETERIORATED,
	    VERDICT_UNCHANGED }, COURSE_DECLINE },
	{ 2, { VERDICT_DETERIORATED, VERDICT_UNKNOWN }, COURSE_DECLINE },
};

static void
course_of_a_case_over_its_series(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(courses); i++) {
		enum course there = COURSE_NONE, back = COURSE_NONE;
		size_t n = courses[i].n;

		for (size_t j = 0; j < n; j++) {
			there = course_add(there, courses[i].verdict[j]);
			back = course_add(back, courses[i].verdict[n - 1 - j]);
		}
		assert_int_equal(there, courses[i].course);
		assert_int_equal(back, courses[i].course);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slope_is_that_of_r),
		cmocka_unit_test(slopes_by_hand),
		cmocka_unit_test(slope_does_not_depend_on_the_year),
		cmocka_unit_test(ends_do_not_depend_on_the_order),
		cmocka_unit_test(one_value_is_first_and_last),
		cmocka_unit_test(of_two_values_the_first_is_the_previous),
		cmocka_unit_test(sums_that_overflow_change_nothing),
		cmocka_unit_test(small_sums_are_the_same),
		cmocka_unit_test(small_sums_know_what_is_too_much),
		cmocka_unit_test(small_sums_hold_what_they_take),
		cmocka_unit_test(verdicts_where_up_is_better),
		cmocka_unit_test(verdicts_where_down_is_better),
		cmocka_unit_test(no_verdict_with_fewer_than_two_values),
		cmocka_unit_test(names_of_verdicts),
		cmocka_unit_test(course_of_a_case_over_its_series),
	};

	return cmocka_run_group_tests_name("change", tests, NULL, NULL);
}
