#include "base/zone.h"

#include <stdio.h>

enum { DAY = 24 * 60, HOUR = 60 };

static day_t
last_sunday(int year, int month)
{
	day_t last = 0;

	/* March and October both have 31 days. */
	date_civil(year, month, 31, &last);
	return week_monday(last + 1) - 1;
}

static int64_t
change_of(int year, int month)
{
	return (int64_t)last_sunday(year, month) * DAY + HOUR;
}

/* Minutes that the clock is ahead of UTC. */
static int
offset_at(int64_t instant)
{
	int64_t day = (instant - (instant % DAY + DAY) % DAY) / DAY;
	int year, month, dayofmonth;

	date_split((day_t)day, &year, &month, &dayofmonth);
	return instant >= change_of(year, 3) && instant < change_of(year, 10) ?
	    2 * HOUR : HOUR;
}

int64_t
zone_instant(day_t day, int minute)
{
	int64_t local = (int64_t)day * DAY + minute;
	int year, month, dayofmonth;
	bool summer;

	date_split(day, &year, &month, &dayofmonth);
	summer = local >= change_of(year, 3) + HOUR &&
	    local < change_of(year, 10) + 2 * HOUR;
	return local - (summer ? 2 * HOUR : HOUR);
}

void
zone_local(int64_t instant, day_t *day, int *minute)
{
	int64_t local = instant + offset_at(instant);

	*minute = (int)((local % DAY + DAY) % DAY);
	*day = (day_t)((local - *minute) / DAY);
}

const char *
zone_format(char out[ZONE_SIZE], int64_t instant)
{
	char date[DATE_SIZE];
	int minute;
	day_t day;

	zone_local(instant, &day, &minute);
	snprintf(out, ZONE_SIZE, "%sT%02u:%02u+%02u:00", date_format(date,
	    day), (unsigned)minute / 60 % 24, (unsigned)minute % 60,
	    (unsigned)offset_at(instant) / HOUR % 24);
	return out;
}
