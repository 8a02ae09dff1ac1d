/* Properties of due_day(): dated examples are in tests/cmd/fu-meeting-due.t. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"
#include "follow/due.h"

struct loaded {
	struct calendars	all;
	struct arena		arena;
};

static int
load(void **state)
{
	struct loaded *l = mem_alloc(sizeof(*l));
	const char *share = getenv("FU_SHARE");
	struct diag d = { .program = "t" };

	*state = l;
	return !calendars_load(&l->all, share != NULL ? share : "share", NULL,
	    &l->arena, &d);
}

static int
unload(void **state)
{
	struct loaded *l = *state;

	calendars_release(&l->all);
	arena_release(&l->arena);
	free(l);
	return 0;
}

static const struct rule rules[] = {
	{ .unit = RULE_PERIOD, .period = { .months = 3 } },
	{ .unit = RULE_PERIOD, .period = { .months = 1, .days = 3 } },
	{ .unit = RULE_PERIOD, .period = { .days = 14 } },
	{ .unit = RULE_PERIOD, .period = { .months = 12 } },
	{ .unit = RULE_WEEKDAYS, .n = 6 },
	{ .unit = RULE_WORKDAYS, .n = 7 },
	{ .unit = RULE_BEFORE, .period = { .days = 7 } },
	{ .unit = RULE_BEFORE, .period = { .months = 1 } },
};

/* All switches, as bits. */
static struct due_practice
practice(const struct loaded *l, unsigned switches)
{
	return (struct due_practice){ .calendar = { .all = &l->all,
	    .name = str_of("dk"), .saturday = switches & 1 },
	    .month_end = switches & 2, .roll = switches & 4 };
}

static day_t
day_by(const struct loaded *l, const struct rule *rule, unsigned switches,
    day_t base)
{
	struct due_practice p = practice(l, switches);

	return due_day(&p, rule, rule->period, base, 1);
}

/* Years with a leap day, the last Great Prayer Day, Easter in March and in
 * April. */
static void
a_later_trigger_is_never_due_earlier(void **state)
{
	day_t from = 0, to = 0;

	date_civil(2022, 12, 1, &from);
	date_civil(2028, 12, 31, &to);
	for (size_t i = 0; i < N(rules); i++)
		for (unsigned s = 0; s < 8; s++)
			for (day_t d = from; d < to; d++)
				assert_true(day_by(*state, &rules[i], s, d) <=
				    day_by(*state, &rules[i], s, d + 1));
}

static void
rolling_never_leads_back(void **state)
{
	day_t from = 0;

	date_civil(2023, 1, 1, &from);
	for (size_t i = 0; i < N(rules); i++)
		for (day_t d = from; d < from + 1500; d++) {
			day_t plain = day_by(*state, &rules[i], 0, d);
			day_t rolled = day_by(*state, &rules[i], 4, d);

			assert_true(rolled >= plain);
			/* Over Easter: Thursday to Monday, at most. */
			assert_true(rolled <= plain + 5);
			assert_true(rules[i].unit != RULE_BEFORE ||
			    rolled == plain);
		}
}

/* The safe reading of each switch is never the later one. */
static void
the_default_is_the_earliest(void **state)
{
	day_t from = 0;

	date_civil(2023, 1, 1, &from);
	for (size_t i = 0; i < N(rules); i++)
		for (unsigned s = 0; s < 8; s++)
			for (day_t d = from; d < from + 1500; d++)
				assert_true(day_by(*state, &rules[i], 1, d) <=
				    day_by(*state, &rules[i], s, d));
}

static const struct rule in_windows[] = {
	{ .unit = RULE_WINDOWS, .window = { { 401, 630 }, { 1001, 1130 } },
	    .n_windows = 2 },
	{ .unit = RULE_WINDOWS, .window = { { 1115, 115 }, { 116, 228 } },
	    .n_windows = 2 },
	{ .unit = RULE_WINDOWS, .window = { { 301, 228 } }, .n_windows = 1 },
	{ .unit = RULE_WINDOWS, .window = { { 1231, 1231 }, { 101, 101 } },
	    .n_windows = 2 },
};

/* The first window that is not over, by going from day to day. */
static void
windows_day_by_day(void **state)
{
	day_t from = 0;

	date_civil(2023, 1, 1, &from);
	for (size_t i = 0; i < N(in_windows); i++)
		for (unsigned s = 0; s < 8; s++) {
			struct due_practice p = practice(*state, s);
			const struct rule *r = &in_windows[i];
			struct due_window w, next;

			for (day_t d = from; d < from + 1500; d++) {
				assert_true(due_window(&p, r, d, &w));
				assert_true(d <= w.last && w.first <= w.last);
				assert_true(w.last < d + 366);
				assert_true(w.due >= w.last);
				assert_true(s & 4 || w.due == w.last);
				assert_true(due_window(&p, r, d + 1, &next));
				assert_true(next.due >= w.due);
				assert_true((next.last != w.last) ==
				    (d == w.last));
				assert_true(next.last == w.last ||
				    next.first > w.last);
			}
		}
}

/* Nothing leaves the days that can be written. */
static void
at_the_ends_of_time(void **state)
{
	day_t first = 0, last = 0;

	date_civil(1, 1, 1, &first);
	date_civil(9999, 12, 31, &last);
	for (size_t i = 0; i < N(rules); i++)
		for (unsigned s = 0; s < 8; s++) {
			assert_true(day_by(*state, &rules[i], s, last) <=
			    last);
			assert_true(day_by(*state, &rules[i], s, first) >=
			    first);
		}
}

static void
windows_at_the_ends_of_time(void **state)
{
	struct due_practice p = practice(*state, 4);
	struct due_window w;
	day_t first = 0, last = 0, day = 0;

	date_civil(1, 1, 1, &first);
	date_civil(9999, 12, 31, &last);
	assert_true(due_window(&p, &in_windows[1], first, &w));
	assert_int_equal(w.first, first);
	assert_int_equal(w.last, first + 14);
	date_civil(9999, 11, 30, &day);
	assert_true(due_window(&p, &in_windows[0], day, &w));
	assert_int_equal(w.last, day);
	assert_false(due_window(&p, &in_windows[0], day + 1, &w));
	assert_true(due_window(&p, &in_windows[3], last, &w));
	assert_int_equal(w.due, last);
	assert_false(due_window(&p, &in_windows[3], last + 1, &w));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_later_trigger_is_never_due_earlier),
		cmocka_unit_test(rolling_never_leads_back),
		cmocka_unit_test(the_default_is_the_earliest),
		cmocka_unit_test(windows_day_by_day),
		cmocka_unit_test(windows_at_the_ends_of_time),
		cmocka_unit_test(at_the_ends_of_time),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
