#include "define/calendar.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/num.h"
#include "define/deffile.h"

/* A calendar without any working day for so long has none. */
enum { LONGEST = 400 };

/* Jean Meeus, Astronomical Algorithms, 1991, chapter 8, page 67; first printed
 * in Nature 13, 1876, page 487. */
day_t
calendar_easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
	int h = (19 * a + b - d - g + 15) % 30;
	int l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;
	day_t day = 0;

	date_civil(year, n / 31, n % 31 + 1, &day);
	return day;
}

/* ------------------------------------------------------------ reading -- */

static bool
same_day(const struct calendar_day *a, const struct calendar_day *b)
{
	return str_eq(a->calendar, b->calendar) &&
	    a->by_easter == b->by_easter && a->easter == b->easter &&
	    a->month == b->month && a->dayofmonth == b->dayofmonth;
}

static int
read_year(const struct defline *l, const char *column, int empty)
{
	struct str cell = defline_cell(l, column);
	uint64_t year;

	if (cell.len == 0)
		return empty;
	if (num_count(cell, 9999, &year) && year > 0)
		return (int)year;
	defline_error(l, column, _("a year such as 2023 is wanted"));
	return empty;
}

/* "12-24": a day of a leap year, or it would not be one of any. */
static bool
read_month_day(const struct defline *l, struct calendar_day *day)
{
	if (month_day_parse(defline_cell(l, "day"), &day->month,
	    &day->dayofmonth))
		return true;
	defline_error(l, "day", _("a month and day such as 12-24 is wanted"));
	return false;
}

static bool
read_easter(const struct defline *l, struct calendar_day *day)
{
	int64_t days;

	if (!defline_number(l, "easter", &days) || days % NUM_ONE != 0 ||
	    days < -80 * NUM_ONE || days > 200 * NUM_ONE) {
		defline_error(l, "easter", _("a whole number of days from "
		    "Easter Sunday is wanted, from -80 to 200"));
		return false;
	}
	day->by_easter = true;
	day->easter = (int)(days / NUM_ONE);
	return true;
}

static void
read_line(const struct defline *l, void *arg)
{
	struct calendars *all = arg;
	bool fixed = defline_cell(l, "day").len > 0;
	struct calendar_day day = { .calendar = defline_cell(l, "calendar"),
	    .source = defline_cell(l, "source") };
	size_t i = 0;

	if (day.calendar.len == 0)
		defline_error(l, "calendar", _("missing"));
	if (fixed == (defline_cell(l, "easter").len > 0)) {
		defline_error(l, "day", _("either day or easter is wanted"));
		return;
	}
	if (!(fixed ? read_month_day(l, &day) : read_easter(l, &day)))
		return;
	day.from = read_year(l, "from", 0);
	day.to = read_year(l, "to", 9999);
	day.holiday = defline_yes(l, "holiday");
	day.rolls = defline_yes(l, "rolls");
	day.label[LANG_DA] = defline_cell(l, "label_da");
	day.label[LANG_EN] = defline_cell(l, "label_en");
	for (int k = 0; k < 2; k++)
		if (day.label[k].len == 0)
			day.label[k] = day.label[1 - k];
	while (i < all->n && !same_day(&all->day[i], &day))
		i++;
	if (i == all->n)
		all->day = mem_grow(all->day, all->n++, &all->cap,
		    sizeof(*all->day));
	all->day[i] = day;
}

bool
calendars_load(struct calendars *c, const char *share, const char *reg,
    struct arena *arena, struct diag *d)
{
	static const struct deffolder folder = {
	    .name = "calendars", .key = "calendar,day,easter" };
	size_t failures = d->count[DIAG_FAILURE];

	deffile_each(share, reg, &folder, arena, d, read_line, c);
	return d->count[DIAG_FAILURE] == failures;
}

void
calendars_release(struct calendars *c)
{
	free(c->day);
	*c = (struct calendars){ 0 };
}

bool
calendars_have(const struct calendars *c, struct str name)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_eq(c->day[i].calendar, name))
			return true;
	return false;
}

/* ------------------------------------------------------------- asking -- */

const struct calendar_day *
calendar_line(const struct calendar *c, day_t day)
{
	const struct calendar_day *found = NULL;
	int year, month, dayofmonth, from_easter;

	date_split(day, &year, &month, &dayofmonth);
	from_easter = day - calendar_easter(year);
	for (size_t i = 0; i < c->all->n; i++) {
		const struct calendar_day *one = &c->all->day[i];

		if (!(one->by_easter ? one->easter == from_easter :
		    one->dayofmonth == dayofmonth && one->month == month) ||
		    year < one->from || year > one->to ||
		    !str_eq(one->calendar, c->name))
			continue;
		if (one->holiday)
			return one;
		if (one->rolls)
			found = one;
	}
	return found;
}

/* 0 is Monday. */
static int
weekday_of(day_t day)
{
	return day - week_monday(day);
}

bool
calendar_is_weekday(const struct calendar *c, day_t day)
{
	const struct calendar_day *line;

	if (weekday_of(day) >= (c->saturday ? 6 : 5))
		return false;
	line = calendar_line(c, day);
	return line == NULL || !line->holiday;
}

bool
calendar_is_workday(const struct calendar *c, day_t day)
{
	return weekday_of(day) < 5 && calendar_line(c, day) == NULL;
}

static day_t
nearest(const struct calendar *c, day_t day, int step,
    calendar_counts_fn *counts)
{
	day_t at = day;

	for (int i = 0; i < LONGEST; i++, at += step)
		if (counts(c, at))
			return at;
	return day;
}

day_t
calendar_next_workday(const struct calendar *c, day_t day)
{
	return nearest(c, day, 1, calendar_is_workday);
}

day_t
calendar_last_workday(const struct calendar *c, day_t day)
{
	return nearest(c, day, -1, calendar_is_workday);
}

day_t
calendar_plus(const struct calendar *c, day_t day, int n,
    calendar_counts_fn *counts)
{
	while (n-- > 0)
		day = nearest(c, day + 1, 1, counts);
	return day;
}
