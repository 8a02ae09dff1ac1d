#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/date.h"

#define N(array)	(sizeof(array) / sizeof((array)[0]))

/* A day known to be one. */
static day_t
day_of(const char *text)
{
	day_t day = 0;

	if (!date_parse(str_of(text), &day))
		fail_msg("\"%s\" is no date", text);
	return day;
}

/* ------------------------------------------------------------- the days -- */

/* A calendar by hand, one day after the other: nothing of it is lib's. */
struct calendar {
	int	year, month, day;	/* as written */
	int	weekday;		/* 1 Monday ... 7 Sunday */
	int	ordinal;		/* day of the year, from 1 */
};

static int
days_of_year(int year)
{
	if (year % 400 == 0)
		return 366;
	if (year % 100 == 0)
		return 365;
	return year % 4 == 0 ? 366 : 365;
}

static void
next_day(struct calendar *c)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
	    30, 31 };
	int last = length[c->month - 1];

	if (c->month == 2 && days_of_year(c->year) == 366)
		last = 29;
	c->weekday = c->weekday % 7 + 1;
	c->ordinal++;
	if (++c->day <= last)
		return;
	c->day = 1;
	if (++c->month <= 12)
		return;
	c->month = 1;
	c->ordinal = 1;
	c->year++;
}

/* 1890-01-01 was a Wednesday, 29219 days before 1970: 80 years with 19 leap
 * days, because 1900 had none. */
static const struct calendar start = { 1890, 1, 1, 3, 1 };
enum { START = -29219, END_YEAR = 2111 };

static void
every_day_from_1890_to_2110(void **state)
{
	struct calendar c = start;

	(void)state;
	for (day_t n = START; c.year < END_YEAR; n++, next_day(&c)) {
		char expected[32], text[DATE_SIZE];
		int year, month, dayofmonth;
		day_t day;

		snprintf(expected, sizeof(expected), "%04d-%02d-%02d", c.year,
		    c.month, c.day);
		assert_string_equal(date_format(text, n), expected);
		assert_true(date_parse(str_of(expected), &day));
		assert_int_equal(day, n);
		assert_true(date_civil(c.year, c.month, c.day, &day));
		assert_int_equal(day, n);
		date_split(n, &year, &month, &dayofmonth);
		assert_int_equal(year, c.year);
		assert_int_equal(month, c.month);
		assert_int_equal(dayofmonth, c.day);
	}
}

static void
first_and_last_day_there_is(void **state)
{
	char text[DATE_SIZE];

	(void)state;
	assert_int_equal(day_of("1970-01-01"), 0);
	assert_int_equal(day_of("0001-01-01"), -719162);
	assert_int_equal(day_of("9999-12-31"), 2932896);
	assert_string_equal(date_format(text, -719162), "0001-01-01");
	assert_string_equal(date_format(text, 2932896), "9999-12-31");
}

static void
what_is_no_date(void **state)
{
	static const char *const wrong[] = { "", "2026", "2026-11", "20261122",
	    "2026-1-22", "2026-11-2", "26-11-22", "22-11-2026", "2026/11/22",
	    "2026-11-22 ", " 2026-11-22", "2026-11-22T00:00", "2026-00-10",
	    "2026-13-10", "2026-11-00", "2026-11-31", "2026-02-29",
	    "2024-02-30", "1900-02-29", "2100-02-29", "0000-01-01",
	    "-001-01-01", "2026-+1-01", "2026-1 -01", "2O26-11-22",
	    "2026-11-2\xB2" };
	day_t day;

	(void)state;
	for (size_t i = 0; i < N(wrong); i++)
		if (date_parse(str_of(wrong[i]), &day))
			fail_msg("\"%s\"", wrong[i]);
	assert_true(date_parse(str_of("2000-02-29"), &day));
	assert_true(date_parse(str_of("2024-02-29"), &day));
}

/* ------------------------------------------------------------ the weeks -- */

/* ISO 8601 from the weekday and the day of the year. */
static void
iso_week(const struct calendar *c, int *year, int *week)
{
	struct calendar last = { 0 };

	*year = c->year;
	*week = (c->ordinal - c->weekday + 10) / 7;
	if (*week == 0) {
		last.ordinal = c->ordinal + days_of_year(--*year);
		*week = (last.ordinal - c->weekday + 10) / 7;
	} else if (*week == 53 && days_of_year(c->year) - c->ordinal <
	    4 - c->weekday) {
		*week = 1;
		++*year;
	}
}

static void
week_of_every_day_from_1890_to_2110(void **state)
{
	struct calendar c = start;

	(void)state;
	for (day_t n = START; c.year < END_YEAR; n++, next_day(&c)) {
		day_t monday = week_monday(n), parsed;
		char expected[32], text[WEEK_SIZE];
		int year, week;

		iso_week(&c, &year, &week);
		snprintf(expected, sizeof(expected), "%04d-W%02d", year, week);
		assert_int_equal(monday, n - c.weekday + 1);
		assert_string_equal(week_format(text, monday), expected);
		assert_true(week_parse(str_of(expected), &parsed));
		assert_int_equal(parsed, monday);
	}
}

static const struct {
	const char	*day;
	const char	*week;
} turns_of_year[] = {
	{ "2024-12-29", "2024-W52" }, { "2024-12-30", "2025-W01" },
	{ "2026-12-31", "2026-W53" }, { "2027-01-03", "2026-W53" },
	{ "2027-01-04", "2027-W01" }, { "2021-01-03", "2020-W53" },
	{ "2021-01-04", "2021-W01" }, { "2016-01-01", "2015-W53" },
	{ "2018-12-31", "2019-W01" }, { "2026-11-22", "2026-W47" },
	{ "1969-12-29", "1970-W01" },
};

static void
weeks_at_the_turn_of_the_year(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(turns_of_year); i++) {
		day_t monday = week_monday(day_of(turns_of_year[i].day));
		char text[WEEK_SIZE];

		assert_string_equal(week_format(text, monday),
		    turns_of_year[i].week);
	}
}

static void
what_is_no_week(void **state)
{
	static const char *const wrong[] = { "", "2026", "2026-47", "2026W47",
	    "2026-w47", "2026-W7", "2026-W00", "2026-W54", "2025-W53",
	    "2024-W53", "2026-W99", "2026-W-1", "2026-W047", "2026-W47-1",
	    " 2026-W47", "26-W47", "0000-W01" };
	day_t monday;

	(void)state;
	for (size_t i = 0; i < N(wrong); i++)
		if (week_parse(str_of(wrong[i]), &monday))
			fail_msg("\"%s\"", wrong[i]);
	assert_true(week_parse(str_of("2026-W53"), &monday));
	assert_true(week_parse(str_of("2020-W53"), &monday));
}

/* ---------------------------------------------------------- the periods -- */

static const struct {
	const char	*text;
	int		 months, days;
} periods[] = {
	{ "P14D", 0, 14 }, { "P3M", 3, 0 }, { "P1Y", 12, 0 }, { "P8W", 0, 56 },
	{ "P1Y6M", 18, 0 }, { "P1M1D", 1, 1 }, { "P1Y2M3W4D", 14, 25 },
	{ "P0D", 0, 0 }, { "P010D", 0, 10 }, { "P9999D", 0, 9999 },
};

static void
periods_of_iso_8601(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(periods); i++) {
		struct period p;

		if (!period_parse(str_of(periods[i].text), &p) ||
		    p.months != periods[i].months || p.days != periods[i].days)
			fail_msg("\"%s\"", periods[i].text);
	}
}

static void
what_is_no_period(void **state)
{
	static const char *const wrong[] = { "", "P", "PD", "P1", "14D", "p14D",
	    "P14d", "P-1D", "P+1D", "P1.5M", "P1D1M", "P1M1Y", "P1D1D",
	    "P1D ", " P1D", "PT1H", "P1DT1H", "P1H", "P10000D",
	    "P99999999999999999999D", "P1Y2", "P1 D", "14d", "3m" };
	struct period p;

	(void)state;
	for (size_t i = 0; i < N(wrong); i++)
		if (period_parse(str_of(wrong[i]), &p))
			fail_msg("\"%s\"", wrong[i]);
}

static const struct {
	const char	*text;
	bool		 ok;
	int		 months, days;
} typed_periods[] = {
	{ "14d", true, 0, 14 }, { "8w", true, 0, 56 }, { "3m", true, 3, 0 },
	{ "1y", true, 12, 0 }, { "P3M", true, 3, 0 }, { "P1Y6M", true, 18, 0 },
	{ "", false, 0, 0 }, { "d", false, 0, 0 }, { "14", false, 0, 0 },
	{ "14D", false, 0, 0 }, { "1m1d", false, 0, 0 }, { "1h", false, 0, 0 },
	{ "-1d", false, 0, 0 }, { "1 d", false, 0, 0 }, { "1d ", false, 0, 0 },
	{ "10000d", false, 0, 0 }, { "1\x04", false, 0, 0 },
};

static void
periods_as_people_type_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(typed_periods); i++) {
		struct period p = { 0 };
		bool ok = period_parse_short(str_of(typed_periods[i].text), &p);

		if (ok != typed_periods[i].ok || (ok &&
		    (p.months != typed_periods[i].months ||
		    p.days != typed_periods[i].days)))
			fail_msg("\"%s\"", typed_periods[i].text);
	}
}

static const struct {
	const char	*day;
	const char	*period;
	int		 sign;
	const char	*result;
} sums[] = {
	{ "2026-11-22", "P14D", 1, "2026-12-06" },
	{ "2026-11-22", "P14D", -1, "2026-11-08" },
	{ "2026-11-22", "P8W", 1, "2027-01-17" },
	{ "2026-11-22", "P3M", 1, "2027-02-22" },
	{ "2026-11-22", "P0D", 1, "2026-11-22" },
	/* The end of a month stays one. */
	{ "2026-01-31", "P1M", 1, "2026-02-28" },
	{ "2024-01-31", "P1M", 1, "2024-02-29" },
	{ "2026-05-31", "P1M", 1, "2026-06-30" },
	{ "2026-03-31", "P1M", -1, "2026-02-28" },
	{ "2024-03-31", "P1M", -1, "2024-02-29" },
	{ "2026-08-31", "P6M", 1, "2027-02-28" },
	{ "2026-12-31", "P2M", 1, "2027-02-28" },
	{ "2026-02-28", "P1M", 1, "2026-03-28" },
	/* Leap days. */
	{ "2024-02-29", "P1Y", 1, "2025-02-28" },
	{ "2024-02-29", "P4Y", 1, "2028-02-29" },
	{ "2024-02-29", "P1Y", -1, "2023-02-28" },
	{ "2096-02-29", "P4Y", 1, "2100-02-28" },
	/* Over the turn of the year, both ways. */
	{ "2026-12-15", "P1M", 1, "2027-01-15" },
	{ "2026-01-15", "P1M", -1, "2025-12-15" },
	{ "2026-01-15", "P13M", -1, "2024-12-15" },
	{ "2026-11-15", "P1M", 1, "2026-12-15" },
	/* First the months, then the days. */
	{ "2026-01-31", "P1M1D", 1, "2026-03-01" },
	{ "2026-03-31", "P1M1D", -1, "2026-02-27" },
};

static void
adding_periods_to_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(sums); i++) {
		char text[DATE_SIZE];
		struct period p;
		day_t day;

		assert_true(period_parse(str_of(sums[i].period), &p));
		day = date_plus(day_of(sums[i].day), p, sums[i].sign);
		date_format(text, day);
		if (!str_is(str_of(text), sums[i].result))
			fail_msg("%s %c %s = %s", sums[i].day,
			    sums[i].sign > 0 ? '+' : '-', sums[i].period, text);
	}
}

/* -------------------------------------------------- months, times, ages -- */

static const struct {
	const char	*text;
	const char	*first, *last;	/* NULL: refused */
} months[] = {
	{ "2014", "2014-01-01", "2014-12-31" },
	{ "2014-05", "2014-05-01", "2014-05-31" },
	{ "2014-02", "2014-02-01", "2014-02-28" },
	{ "2012-02", "2012-02-01", "2012-02-29" },
	{ "2100-02", "2100-02-01", "2100-02-28" },
	{ "2014-12", "2014-12-01", "2014-12-31" },
	{ "", NULL, NULL }, { "14", NULL, NULL }, { "0000", NULL, NULL },
	{ "2014-00", NULL, NULL }, { "2014-13", NULL, NULL },
	{ "2014-5", NULL, NULL }, { "05-2014", NULL, NULL },
	{ "2014/05", NULL, NULL }, { "2014-05-01", NULL, NULL },
	{ "20145", NULL, NULL }, { "201a", NULL, NULL },
};

static void
months_and_years_are_ranges_of_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(months); i++) {
		day_t first = 0, last = 0;
		bool ok = month_parse(str_of(months[i].text), &first, &last);

		if (ok != (months[i].first != NULL) || (ok &&
		    (first != day_of(months[i].first) ||
		    last != day_of(months[i].last))))
			fail_msg("\"%s\"", months[i].text);
	}
}

static const struct {
	const char	*text;
	bool		 ok;
} times[] = {
	{ "00:00", true }, { "14:30", true }, { "23:59", true },
	{ "24:00", false }, { "12:60", false }, { "9:30", false },
	{ "14.30", false }, { "14:3", false }, { "1430", false },
	{ "14:30:00", false }, { "", false }, { "-1:30", false },
	{ "1a:30", false }, { "14:-1", false },
};

static void
times_of_day(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(times); i++)
		if (time_is(str_of(times[i].text)) != times[i].ok)
			fail_msg("\"%s\"", times[i].text);
}

static const struct {
	const char	*text;
	bool		 ok;
} datetimes[] = {
	{ "2026-11-22T14:30", true }, { "2026-11-22T14:30Z", true },
	{ "2026-11-22T14:30+01:00", true }, { "2026-11-22T14:30-03:30", true },
	{ "2026-11-22 14:30", false }, { "2026-11-22T14:30z", false },
	{ "2026-11-22T14:30+1:00", false }, { "2026-11-22T14:30+0100", false },
	{ "2026-11-22T14:30+24:00", false }, { "2026-11-22T24:30", false },
	{ "2026-02-29T14:30", false }, { "2026-11-22", false },
	{ "2026-11-22T14:30:00", false }, { "2026-11-22T14:3", false },
	{ "", false },
};

static void
times_on_a_day(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(datetimes); i++)
		if (datetime_is(str_of(datetimes[i].text)) != datetimes[i].ok)
			fail_msg("\"%s\"", datetimes[i].text);
}

static const struct {
	const char	*born, *on;
	int		 age;
} ages[] = {
	{ "2014-05-10", "2014-05-10", 0 },
	{ "2014-05-10", "2015-05-09", 0 },
	{ "2014-05-10", "2026-05-09", 11 },
	{ "2014-05-10", "2026-05-10", 12 },
	{ "2014-05-10", "2026-05-11", 12 },
	{ "2014-05-10", "2026-04-30", 11 },
	{ "2014-05-10", "2026-06-01", 12 },
	{ "2008-12-31", "2026-12-30", 17 },
	{ "2008-12-31", "2026-12-31", 18 },
	{ "2008-01-01", "2026-01-01", 18 },
	/* Born on a leap day: a year older on 29 February, else with March. */
	{ "2012-02-29", "2024-02-28", 11 },
	{ "2012-02-29", "2024-02-29", 12 },
	{ "2012-02-29", "2026-02-28", 13 },
	{ "2012-02-29", "2026-03-01", 14 },
	{ "2011-02-28", "2024-02-28", 13 },
	{ "2011-03-01", "2024-02-29", 12 },
};

static void
ages_in_whole_years(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(ages); i++) {
		int age = date_age(day_of(ages[i].born), day_of(ages[i].on));

		if (age != ages[i].age)
			fail_msg("born %s, on %s: %d", ages[i].born,
			    ages[i].on, age);
	}
}

/* Half a day from Greenwich, to either side, the day is another one for some
 * of the time; each zone has its own. */
static void
today_is_the_local_day(void **state)
{
	static const struct {
		const char	*zone;
		int		 hours;		/* before Greenwich */
	} zones[] = { { "UTC0", 0 }, { "AAA-12", 12 }, { "BBB12", -12 } };

	(void)state;
	for (size_t i = 0; i < N(zones); i++) {
		time_t before, after;
		day_t today;

		setenv("TZ", zones[i].zone, 1);
		tzset();
		before = time(NULL) + zones[i].hours * 3600;
		today = date_today();
		after = time(NULL) + zones[i].hours * 3600;
		assert_in_range(today, before / 86400, after / 86400);
	}
	unsetenv("TZ");
	tzset();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_from_1890_to_2110),
		cmocka_unit_test(first_and_last_day_there_is),
		cmocka_unit_test(what_is_no_date),
		cmocka_unit_test(week_of_every_day_from_1890_to_2110),
		cmocka_unit_test(weeks_at_the_turn_of_the_year),
		cmocka_unit_test(what_is_no_week),
		cmocka_unit_test(periods_of_iso_8601),
		cmocka_unit_test(what_is_no_period),
		cmocka_unit_test(periods_as_people_type_them),
		cmocka_unit_test(adding_periods_to_days),
		cmocka_unit_test(months_and_years_are_ranges_of_days),
		cmocka_unit_test(times_of_day),
		cmocka_unit_test(times_on_a_day),
		cmocka_unit_test(ages_in_whole_years),
		cmocka_unit_test(today_is_the_local_day),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
