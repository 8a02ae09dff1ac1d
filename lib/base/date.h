/*
 * date: civil days of the Gregorian calendar as numbers, ISO 8601 weeks and
 * periods.  A day is days since 1970-01-01; years 1 to 9999.  No time zones
 * but one: today is the day in local time.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

typedef int32_t day_t;

enum { DATE_SIZE = 11, WEEK_SIZE = 9 };	/* with NUL */

/* True for a real day written YYYY-MM-DD. */
bool	date_parse(struct str s, day_t *day);
/* The same from numbers: false for 30 February. */
bool	date_civil(int year, int month, int dayofmonth, day_t *day);
void	date_split(day_t day, int *year, int *month, int *dayofmonth);
/* Returns out. */
const char *date_format(char out[DATE_SIZE], day_t day);

/* A week is named by its Monday (ISO 8601: week 1 holds the first Thursday). */
bool	week_parse(struct str s, day_t *monday);	/* YYYY-Www */
day_t	week_monday(day_t day);
const char *week_format(char out[WEEK_SIZE], day_t monday);

/* Months are counted as months: 31 January + P1M is the last of February. */
struct period {
	int	months;
	int	days;
};

/* PnYnMnWnD in this order, at least one part. */
bool	period_parse(struct str s, struct period *period);
/* As people type options: that, or 14d, 8w, 3m, 1y. */
bool	period_parse_short(struct str s, struct period *period);
day_t	date_plus(day_t day, struct period period, int sign);

/* MM-DD, of a year with 29 February. */
bool	month_day_parse(struct str s, int *month, int *dayofmonth);
/* YYYY or YYYY-MM: the first and the last day it may mean. */
bool	month_parse(struct str s, day_t *first, day_t *last);
/* HH:MM, and YYYY-MM-DDTHH:MM with an offset (+HH:MM or Z) or without. */
bool	time_is(struct str s);
/* The minute of the day of an HH:MM. */
bool	time_parse(struct str s, int *minute);
bool	datetime_is(struct str s);

/* Whole years from a birth day to a day: the age on that day. */
int	date_age(day_t born, day_t on);
day_t	date_today(void);

#endif
