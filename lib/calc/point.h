/*
 * point: one rating of a series, for calculations that need every one of them
 * and not only their sums.  A series is an array of points by ascending day,
 * at most one a day; values are millionths, days are day numbers.
 */
#ifndef CALC_POINT_H
#define CALC_POINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"

struct point {
	day_t		day;
	uint32_t	line;		/* its reader's own: not looked at */
	int64_t		value;
};

/* What the calculations from points ask of a series, so that no sum of theirs
 * overflows and each result fits: at most POINTS_MAX points (27 years of daily
 * ratings: some look at all pairs), and values that lie no further apart than
 * 3e11, nor than 1e13 divided by their number. */
enum { POINTS_MAX = 10000 };
bool	points_fit(const struct point *p, size_t n);

/* The values alone, ascending.  The caller frees them. */
int64_t	*points_sorted(const struct point *p, size_t n);
void	values_sort(int64_t *value, size_t n);

#endif
