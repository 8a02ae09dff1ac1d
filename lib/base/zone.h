/*
 * zone: the one clock that deadlines in hours run by: that of Copenhagen, as
 * the European Union sets it.  Summer time is from the last Sunday of March to
 * the last Sunday of October, both at 01:00 UTC (directive 2000/84/EC, articles
 * 2 and 3; so since 1996).  Written down here and not asked of the machine, so
 * that every machine gives the same hours.
 *
 * An instant is minutes since 1970-01-01T00:00Z; a minute of the day is 0 to
 * 1439.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include <stdint.h>

#include "base/date.h"

enum { ZONE_SIZE = 23 };	/* with NUL */

/* Of the hour that comes twice in autumn the first; the hour that is left out
 * in spring counts as if summer time had begun: the earlier reading of both. */
int64_t	zone_instant(day_t day, int minute);
/* The day and its minute that the clock shows. */
void	zone_local(int64_t instant, day_t *day, int *minute);
/* "2026-03-28T10:00+01:00".  Returns out. */
const char *zone_format(char out[ZONE_SIZE], int64_t instant);

#endif
