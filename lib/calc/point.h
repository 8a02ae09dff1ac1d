/*
 * point: one rating of a series, for calculations that need every one of them
 * and not only their sums.  A series is an array of points by ascending day,
 * at most one a day; values are millionths, days are day numbers.
 */
#ifndef CALC_POINT_H
#define CALC_POINT_H

#include <stdint.h>

#include "base/date.h"

struct point {
	day_t		day;
	uint32_t	line;		/* its reader's own: not looked at */
	int64_t		value;
};

/* What a calculation came to. */
enum calc {
	CALC_OK,
	CALC_UNDEFINED,		/* too few points: a missing value */
	CALC_TOO_LARGE		/* it exists, but cannot be held exactly */
};

#endif
