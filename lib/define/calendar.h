/*
 * calendar: which days are no working days, from calendars/NAME.tsv: fixed days
 * and days counted from Easter Sunday, each from a year to a year.  From these
 * lines follow holidays, the days that merely roll deadlines, and counting in
 * weekdays and working days.
 *
 * A weekday (hverdag) is no Sunday, no holiday and, where the calendar says so,
 * no Saturday.  A working day (arbejdsdag) is no Saturday, no Sunday, no
 * holiday and no day that rolls deadlines.  Knows no rule and no record.
 */
#ifndef DEFINE_CALENDAR_H
#define DEFINE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/lang.h"
#include "base/str.h"

struct calendar_day {
	struct str	 calendar;
	bool		 by_easter;
	int		 easter;	/* days from Easter Sunday */
	int		 month, dayofmonth;	/* where not by_easter */
	int		 from, to;	/* years; 0 and 9999: any */
	bool		 holiday;
	bool		 rolls;		/* deadlines, though no holiday */
	struct str	 label[2];	/* by enum lang */
	struct str	 source;
};

struct calendars {
	struct calendar_day	*day;	/* owned */
	size_t			 n, cap;
};

/* One calendar, and how its owner counts. */
struct calendar {
	const struct calendars	*all;	/* borrowed */
	struct str		 name;
	bool			 saturday;	/* is a weekday */
};

struct arena;
struct diag;

bool	calendars_load(struct calendars *c, const char *share,
	    const char *reg, struct arena *arena, struct diag *d);
void	calendars_release(struct calendars *c);
/* Is there any line of a calendar with this name? */
bool	calendars_have(const struct calendars *c, struct str name);

/* The day of Easter in the Gregorian calendar. */
day_t	calendar_easter(int year);

/* Why a day is no working day, if it is for a line: a holiday first.  NULL if
 * no line says anything of it: it may be a Sunday all the same. */
const struct calendar_day *calendar_line(const struct calendar *c,
	    day_t day);
bool	calendar_is_weekday(const struct calendar *c, day_t day);
bool	calendar_is_workday(const struct calendar *c, day_t day);
/* The first working day from a day on, or the last one up to it. */
day_t	calendar_next_workday(const struct calendar *c, day_t day);
day_t	calendar_last_workday(const struct calendar *c, day_t day);

typedef bool calendar_counts_fn(const struct calendar *c, day_t day);
/* The n-th day behind a day that counts: calendar_is_weekday() or
 * calendar_is_workday(). */
day_t	calendar_plus(const struct calendar *c, day_t day, int n,
	    calendar_counts_fn *counts);

#endif
