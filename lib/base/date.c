#include "base/date.h"

#include <stdio.h>
#include <time.h>

#include "base/num.h"

/* Days before a month in a common year, from March: the leap day is last.
 * Day numbers count from 0000-03-01, shifted to 1970-01-01. */
enum { EPOCH = 719468 };

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_length(int year, int month)
{
	static const signed char days[] = { 31, 28, 31, 30, 31, 30, 31, 31,
	    30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

bool
date_civil(int year, int month, int dayofmonth, day_t *day)
{
	int y, m;

	if (year < 1 || year > 9999 || month < 1 || month > 12 ||
	    dayofmonth < 1 || dayofmonth > month_length(year, month))
		return false;
	y = month <= 2 ? year - 1 : year;
	m = month <= 2 ? month + 9 : month - 3;
	*day = y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 +
	    dayofmonth - 1 - EPOCH;
	return true;
}

/* n digits at p as a number, -1 if one is no digit. */
static int
digits(const char *p, int n)
{
	int sum = 0;

	while (n-- > 0) {
		if (*p < '0' || *p > '9')
			return -1;
		sum = sum * 10 + (*p++ - '0');
	}
	return sum;
}

bool
date_parse(struct str s, day_t *day)
{
	if (s.len != 10 || s.p[4] != '-' || s.p[7] != '-')
		return false;
	return date_civil(digits(s.p, 4), digits(s.p + 5, 2),
	    digits(s.p + 8, 2), day);
}

void
date_split(day_t day, int *year, int *month, int *dayofmonth)
{
	/* Counting in 400-year cycles of 146097 days from 0000-03-01. */
	int n = day + EPOCH, cycle = n / 146097, in = n % 146097;
	int y = (in - in / 1460 + in / 36524 - in / 146096) / 365;
	int left = in - (365 * y + y / 4 - y / 100);
	int m = (5 * left + 2) / 153;

	*dayofmonth = left - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = y + cycle * 400 + (*month <= 2);
}

static char *
add_digits(char *out, int n, int width)
{
	for (int i = width - 1; i >= 0; i--) {
		out[i] = (char)('0' + n % 10);
		n /= 10;
	}
	return out + width;
}

const char *
date_format(char out[DATE_SIZE], day_t day)
{
	int year, month, dayofmonth;
	char *p = out;

	date_split(day, &year, &month, &dayofmonth);
	p = add_digits(p, year, 4);
	*p++ = '-';
	p = add_digits(p, month, 2);
	*p++ = '-';
	p = add_digits(p, dayofmonth, 2);
	*p = '\0';
	return out;
}

day_t
week_monday(day_t day)
{
	int weekday = (day + 3) % 7;	/* 1970-01-01 was a Thursday */

	return day - (weekday < 0 ? weekday + 7 : weekday);
}

/* The Monday of week 1: the week that holds 4 January. */
static day_t
first_monday(int year)
{
	day_t day = 0;

	date_civil(year, 1, 4, &day);
	return week_monday(day);
}

bool
week_parse(struct str s, day_t *monday)
{
	int year, week, y, m, d;

	if (s.len != 8 || s.p[4] != '-' || s.p[5] != 'W')
		return false;
	year = digits(s.p, 4);
	week = digits(s.p + 6, 2);
	if (year < 1 || year > 9998 || week < 1)
		return false;
	*monday = first_monday(year) + (week - 1) * 7;
	/* A week belongs to the year of its Thursday. */
	date_split(*monday + 3, &y, &m, &d);
	return y == year;
}

const char *
week_format(char out[WEEK_SIZE], day_t monday)
{
	int year, month, dayofmonth;
	char *p;

	date_split(monday + 3, &year, &month, &dayofmonth);
	p = add_digits(out, year, 4);
	*p++ = '-';
	*p++ = 'W';
	p = add_digits(p, (monday - first_monday(year)) / 7 + 1, 2);
	*p = '\0';
	return out;
}

/* Adds n of a unit; false for an unknown unit. */
static bool
add_unit(struct period *period, int n, char unit)
{
	switch (unit) {
	case 'Y':
		period->months += 12 * n;
		return true;
	case 'M':
		period->months += n;
		return true;
	case 'W':
		period->days += 7 * n;
		return true;
	case 'D':
		period->days += n;
		return true;
	default:
		return false;
	}
}

/* A count of at most four digits and its unit; returns what is left, or a
 * NULL p where there is none. */
static struct str
take_part(struct str s, int *n, char *unit)
{
	size_t len = 0;
	uint64_t count;

	while (len < s.len && s.p[len] >= '0' && s.p[len] <= '9')
		len++;
	if (len == s.len || !num_count((struct str){ s.p, len }, 9999, &count))
		return (struct str){ NULL, 0 };
	*n = (int)count;
	*unit = s.p[len];
	return (struct str){ s.p + len + 1, s.len - len - 1 };
}

bool
period_parse(struct str s, struct period *period)
{
	static const char order[] = "YMWD";
	const char *from = order;
	struct str rest;

	*period = (struct period){ 0 };
	if (s.len < 3 || s.p[0] != 'P')
		return false;
	rest = (struct str){ s.p + 1, s.len - 1 };
	while (rest.len > 0) {
		const char *at;
		char unit;
		int n;

		rest = take_part(rest, &n, &unit);
		if (rest.p == NULL || unit == '\0' ||
		    (at = strchr(from, unit)) == NULL)
			return false;
		add_unit(period, n, unit);
		from = at + 1;
	}
	return true;
}

bool
period_parse_short(struct str s, struct period *period)
{
	struct str rest;
	char unit;
	int n;

	if (period_parse(s, period))
		return true;
	*period = (struct period){ 0 };
	rest = take_part(s, &n, &unit);
	if (rest.p == NULL || rest.len != 0 || unit < 'a' || unit > 'z')
		return false;
	return add_unit(period, n, (char)(unit - 'a' + 'A'));
}

day_t
date_plus(day_t day, struct period period, int sign)
{
	int year, month, dayofmonth, months;
	day_t result = day;

	date_split(day, &year, &month, &dayofmonth);
	months = year * 12 + month - 1 + sign * period.months;
	year = months / 12;
	month = months % 12 + 1;
	if (year < 1 || year > 9999)
		return day;
	if (dayofmonth > month_length(year, month))
		dayofmonth = month_length(year, month);
	date_civil(year, month, dayofmonth, &result);
	return result + sign * period.days;
}

bool
month_day_parse(struct str s, int *month, int *dayofmonth)
{
	day_t any;

	if (s.len != 5 || s.p[2] != '-')
		return false;
	*month = digits(s.p, 2);
	*dayofmonth = digits(s.p + 3, 2);
	return date_civil(2000, *month, *dayofmonth, &any);
}

bool
month_parse(struct str s, day_t *first, day_t *last)
{
	int year, month;

	if (s.len == 4) {
		year = digits(s.p, 4);
		return date_civil(year, 1, 1, first) &&
		    date_civil(year, 12, 31, last);
	}
	if (s.len != 7 || s.p[4] != '-')
		return false;
	year = digits(s.p, 4);
	month = digits(s.p + 5, 2);
	return date_civil(year, month, 1, first) &&
	    date_civil(year, month, month_length(year, month), last);
}

bool
time_parse(struct str s, int *minute)
{
	int hours, minutes;

	if (s.len != 5 || s.p[2] != ':')
		return false;
	hours = digits(s.p, 2);
	minutes = digits(s.p + 3, 2);
	*minute = hours * 60 + minutes;
	return hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59;
}

bool
time_is(struct str s)
{
	int minute;

	return time_parse(s, &minute);
}

bool
datetime_is(struct str s)
{
	struct str zone;
	day_t day;

	if (s.len < 16 || s.p[10] != 'T' ||
	    !date_parse((struct str){ s.p, 10 }, &day) ||
	    !time_is((struct str){ s.p + 11, 5 }))
		return false;
	zone = (struct str){ s.p + 16, s.len - 16 };
	if (zone.len == 0 || str_is(zone, "Z"))
		return true;
	return zone.len == 6 && (zone.p[0] == '+' || zone.p[0] == '-') &&
	    time_is((struct str){ zone.p + 1, 5 });
}

int
date_age(day_t born, day_t on)
{
	int by, bm, bd, y, m, d;

	date_split(born, &by, &bm, &bd);
	date_split(on, &y, &m, &d);
	return y - by - (m < bm || (m == bm && d < bd));
}

day_t
date_today(void)
{
	time_t now = time(NULL);
	struct tm tm;
	day_t day = 0;

	localtime_r(&now, &tm);
	date_civil(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, &day);
	return day;
}
