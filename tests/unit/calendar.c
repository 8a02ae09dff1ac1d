#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/zone.h"
#include "define/calendar.h"
#include "fixture.h"

static day_t
day_of(const char *text)
{
	day_t day = 0;

	if (!date_parse(str_of(text), &day))
		fail_msg("\"%s\" is no date", text);
	return day;
}

/* ------------------------------------------------------------- Easter -- */

/* D. E. Knuth, The Art of Computer Programming 1, 1.3.2, exercise 14, after
 * Lilius and Clavius: by golden number and epact, unlike the tested code. */
static day_t
easter_by_epact(int year)
{
	int golden = year % 19 + 1, century = year / 100 + 1;
	int x = 3 * century / 4 - 12, z = (8 * century + 5) / 25 - 5;
	int d = 5 * year / 4 - x - 10;
	int epact = (11 * golden + 20 + z - x) % 30;
	int n;
	day_t day = 0;

	if ((epact == 25 && golden > 11) || epact == 24)
		epact++;
	n = 44 - epact;
	if (n < 21)
		n += 30;
	n += 7 - (d + n) % 7;
	date_civil(year, n > 31 ? 4 : 3, n > 31 ? n - 31 : n, &day);
	return day;
}

static void
easter_of_two_centuries(void **state)
{
	(void)state;
	for (int year = 1900; year <= 2099; year++) {
		day_t day = calendar_easter(year);

		assert_int_equal(day, easter_by_epact(year));
		assert_int_equal(day - week_monday(day), 6);
	}
	assert_int_equal(calendar_easter(2023), day_of("2023-04-09"));
	assert_int_equal(calendar_easter(2024), day_of("2024-03-31"));
	assert_int_equal(calendar_easter(2026), day_of("2026-04-05"));
	/* The earliest and the latest there can be. */
	assert_int_equal(calendar_easter(2285), day_of("2285-03-22"));
	assert_int_equal(calendar_easter(2038), day_of("2038-04-25"));
}

/* ----------------------------------------------------------- the days -- */

struct loaded {
	struct calendars	all;
	struct arena		arena;
	struct calendar		dk;
};

static void
load(struct loaded *l, const char *share, const char *reg, const char *told)
{
	struct said said;

	*l = (struct loaded){ 0 };
	listen(&said);
	assert_int_equal(calendars_load(&l->all, share, reg, &l->arena,
	    &said.d), *told == '\0');
	heard(&said, told);
	l->dk = (struct calendar){ .all = &l->all, .name = str_of("dk") };
}

static void
unload(struct loaded *l)
{
	calendars_release(&l->all);
	arena_release(&l->arena);
}

static void
load_danish(struct loaded *l)
{
	const char *share = getenv("FU_SHARE");

	load(l, share != NULL ? share : "share", NULL, "");
}

static void
danish_days(void **state)
{
	static const char *const holidays[] = { "2026-01-01", "2026-04-02",
	    "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-14",
	    "2026-05-24", "2026-05-25", "2026-12-25", "2026-12-26",
	    "2025-06-09", "2023-05-05" };
	static const char *const workdays[] = { "2024-04-26", "2026-05-01",
	    "2026-04-01", "2026-04-07", "2026-05-15", "2027-01-04" };
	static const char *const others[] = { "2026-06-05", "2026-12-24",
	    "2026-12-31" };
	struct loaded l;

	(void)state;
	load_danish(&l);
	l.dk.saturday = true;
	assert_true(calendars_have(&l.all, str_of("dk")));
	assert_false(calendars_have(&l.all, str_of("d")));
	for (size_t i = 0; i < N(holidays); i++) {
		assert_true(calendar_line(&l.dk, day_of(holidays[i]))->holiday);
		assert_false(calendar_is_weekday(&l.dk, day_of(holidays[i])));
		assert_false(calendar_is_workday(&l.dk, day_of(holidays[i])));
	}
	for (size_t i = 0; i < N(workdays); i++) {
		assert_null(calendar_line(&l.dk, day_of(workdays[i])));
		assert_true(calendar_is_weekday(&l.dk, day_of(workdays[i])));
		assert_true(calendar_is_workday(&l.dk, day_of(workdays[i])));
	}
	/* These roll deadlines, and are no holidays. */
	for (size_t i = 0; i < N(others); i++) {
		assert_false(calendar_line(&l.dk, day_of(others[i]))->holiday);
		assert_true(calendar_is_weekday(&l.dk, day_of(others[i])));
		assert_false(calendar_is_workday(&l.dk, day_of(others[i])));
	}
	unload(&l);
}

static void
counting(void **state)
{
	struct loaded l;
	day_t from = day_of("2026-03-27");

	(void)state;
	load_danish(&l);
	assert_int_equal(calendar_plus(&l.dk, from, 6, calendar_is_weekday),
	    day_of("2026-04-09"));
	assert_int_equal(calendar_plus(&l.dk, from, 6, calendar_is_workday),
	    day_of("2026-04-09"));
	assert_false(calendar_is_weekday(&l.dk, day_of("2026-03-28")));
	l.dk.saturday = true;
	assert_true(calendar_is_weekday(&l.dk, day_of("2026-03-28")));
	assert_false(calendar_is_weekday(&l.dk, day_of("2026-03-29")));
	assert_int_equal(calendar_plus(&l.dk, from, 6, calendar_is_weekday),
	    day_of("2026-04-07"));
	/* 24 to 27 December 2026 are Thursday to Sunday. */
	assert_int_equal(calendar_next_workday(&l.dk, day_of("2026-12-24")),
	    day_of("2026-12-28"));
	assert_int_equal(calendar_last_workday(&l.dk, day_of("2026-12-27")),
	    day_of("2026-12-23"));
	assert_int_equal(calendar_next_workday(&l.dk, day_of("2026-06-05")),
	    day_of("2026-06-08"));
	unload(&l);
}

/* Rolling and counting never lead backwards, and never past each other. */
static void
never_backwards(void **state)
{
	struct loaded l;
	day_t from = day_of("2022-01-01"), to = day_of("2029-12-31");

	(void)state;
	load_danish(&l);
	for (int saturday = 0; saturday < 2; saturday++)
		for (day_t d = from; d < to; d++) {
			l.dk.saturday = saturday;
			assert_true(calendar_next_workday(&l.dk, d) >= d);
			assert_true(calendar_last_workday(&l.dk, d) <= d);
			assert_true(calendar_next_workday(&l.dk, d) <=
			    calendar_next_workday(&l.dk, d + 1));
			assert_true(calendar_plus(&l.dk, d, 6,
			    calendar_is_weekday) <= calendar_plus(&l.dk, d + 1,
			    6, calendar_is_weekday));
		}
	unload(&l);
}

#define HEADER "calendar\tday\teaster\tfrom\tto\tholiday\trolls\n"

static void
days_of_ones_own(void **state)
{
	struct loaded l;

	(void)state;
	put("share/calendars/a.tsv", HEADER "dk\t12-24\t\t\t\t\tyes\n"
	    "dk\t05-01\t\t2000\t2001\tyes\t\ngl\t06-21\t\t\t\tyes\t\n");
	put("reg/calendars/a.tsv", HEADER "dk\t12-24\t\t\t\t\t\n"
	    "dk\t12-28\t\t2026\t2026\tyes\t\n");
	load(&l, "share", "reg", "");
	assert_true(calendar_is_workday(&l.dk, day_of("2026-12-24")));
	assert_false(calendar_is_workday(&l.dk, day_of("2026-12-28")));
	assert_true(calendar_is_workday(&l.dk, day_of("2027-12-28")));
	assert_true(calendar_is_workday(&l.dk, day_of("1998-05-01")));
	assert_false(calendar_is_workday(&l.dk, day_of("2001-05-01")));
	assert_true(calendar_is_workday(&l.dk, day_of("2026-06-22")));
	unload(&l);
}

static void
lines_that_are_wrong(void **state)
{
	struct loaded l;

	(void)state;
	put("share/calendars/a.tsv", HEADER "\t12-24\t\t\t\tyes\t\n"
	    "dk\t\t\t\t\tyes\t\ndk\t12-24\t1\t\t\tyes\t\n"
	    "dk\t02-30\t\t\t\tyes\t\ndk\t1-1\t\t\t\tyes\t\n"
	    "dk\t\t1.5\t\t\tyes\t\ndk\t\t-81\t\t\tyes\t\n"
	    "dk\t12-24\t\t99999\t\tyes\t\n");
	load(&l, "share", NULL,
	    "t: share/calendars/a.tsv:2:1: error: calendar: missing\n"
	    "t: share/calendars/a.tsv:3:4: error: day: either day or easter "
	    "is wanted\n"
	    "t: share/calendars/a.tsv:4:4: error: day: either day or easter "
	    "is wanted\n"
	    "t: share/calendars/a.tsv:5:4: error: day: a month and day such "
	    "as 12-24 is wanted\n"
	    "t: share/calendars/a.tsv:6:4: error: day: a month and day such "
	    "as 12-24 is wanted\n"
	    "t: share/calendars/a.tsv:7:5: error: easter: a whole number of "
	    "days from Easter Sunday is wanted, from -80 to 200\n"
	    "t: share/calendars/a.tsv:8:5: error: easter: a whole number of "
	    "days from Easter Sunday is wanted, from -80 to 200\n"
	    "t: share/calendars/a.tsv:9:11: error: from: a year such as 2023 "
	    "is wanted\n");
	unload(&l);
}

/* A year of holidays has no working day, and asking for one ends. */
static void
no_workday_at_all(void **state)
{
	struct loaded l;
	FILE *fp = fopen("share/calendars/a.tsv", "w");

	(void)state;
	assert_non_null(fp);
	fputs(HEADER, fp);
	for (int m = 1; m <= 12; m++)
		for (int d = 1; d <= 31; d++) {
			day_t any;

			if (date_civil(2000, m, d, &any))
				fprintf(fp, "dk\t%02d-%02d\t\t\t\tyes\t\n", m,
				    d);
		}
	assert_int_equal(fclose(fp), 0);
	load(&l, "share", NULL, "");
	assert_int_equal(calendar_next_workday(&l.dk, 20000), 20000);
	assert_int_equal(calendar_last_workday(&l.dk, 20000), 20000);
	unload(&l);
}

/* ---------------------------------------------------------- the clock -- */

static void
hours_across_the_changes(void **state)
{
	static const struct {
		const char	*day;
		int		 hour;
		const char	*later;		/* 24 real hours */
	} cases[] = {
		{ "2026-01-15", 10, "2026-01-16T10:00+01:00" },
		{ "2026-07-15", 10, "2026-07-16T10:00+02:00" },
		/* 29 March 2026 has 23 hours. */
		{ "2026-03-28", 10, "2026-03-29T11:00+02:00" },
		{ "2026-03-28", 1, "2026-03-29T01:00+01:00" },
		{ "2026-03-28", 2, "2026-03-29T03:00+02:00" },
		/* 25 October 2026 has 25 hours. */
		{ "2026-10-24", 10, "2026-10-25T09:00+01:00" },
		{ "2026-10-24", 2, "2026-10-25T02:00+02:00" },
		{ "2026-10-24", 3, "2026-10-25T02:00+01:00" },
		{ "2026-10-25", 0, "2026-10-25T23:00+01:00" },
		{ "2023-12-31", 23, "2024-01-01T23:00+01:00" },
		{ "1969-12-31", 0, "1970-01-01T00:00+01:00" },
	};
	char text[ZONE_SIZE];

	(void)state;
	for (size_t i = 0; i < N(cases); i++)
		assert_string_equal(zone_format(text, zone_instant(day_of(
		    cases[i].day), cases[i].hour * 60) + 24 * 60),
		    cases[i].later);
	/* The hour that is left out, and the one that comes twice: the
	 * earlier reading. */
	assert_string_equal(zone_format(text, zone_instant(day_of(
	    "2026-03-29"), 150)), "2026-03-29T01:30+01:00");
	assert_string_equal(zone_format(text, zone_instant(day_of(
	    "2026-10-25"), 150)), "2026-10-25T02:30+02:00");
}

static void
the_clock_and_back(void **state)
{
	int64_t from = (int64_t)day_of("2025-12-30") * 1440, last = 0;

	(void)state;
	for (int64_t t = from; t < from + 380 * 1440; t += 15) {
		int64_t back;
		int minute;
		day_t day;

		zone_local(t, &day, &minute);
		back = zone_instant(day, minute);
		/* The second of two equal hours reads as the first. */
		assert_true(back == t || back == t - 60);
		assert_true(back >= last || back == last - 45);
		last = back;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(easter_of_two_centuries),
		cmocka_unit_test(danish_days),
		cmocka_unit_test(counting),
		cmocka_unit_test(never_backwards),
		in_folder(days_of_ones_own),
		in_folder(lines_that_are_wrong),
		in_folder(no_workday_at_all),
		cmocka_unit_test(hours_across_the_changes),
		cmocka_unit_test(the_clock_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
