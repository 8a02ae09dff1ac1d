/*
 * sen: the slope of Theil and Sen, the median of the slopes of all pairs of
 * points: one wild value does not move it far.  On real days, not on the
 * numbers of ratings.
 *
 * Slopes are fractions of integers and compared as such.  Points are by
 * ascending day, one a day, and fit (points_fit()).  Needs 16 bytes of memory
 * a pair while it runs.
 */
#ifndef CALC_SEN_H
#define CALC_SEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/num.h"
#include "calc/point.h"

/* Millionths: rounded half away from zero per 30 days, and unrounded per day.
 */
struct sen_slope {
	int64_t	per_30d;
	double	per_day;
};

struct sen {
	struct sen_slope	slope;
	struct sen_slope	low, high;	/* with KENDALL_MIN points or
						 * more, else not known */
};

/* The median of the N slopes: Theil, Proc Kon Ned Akad Wet 53 (1950) 386-392.
 * The interval: Sen, J Am Stat Assoc 63 (1968) 1379-1389, as in Gilbert,
 * Statistical Methods for Environmental Pollution Monitoring, 1987, pp.
 * 217-219.  With C = z((1 + level) / 2) sqrt(var S), the variance corrected for
 * ties (kendall.h), its ends are the slopes of rank (N - C) / 2 and
 * (N + C) / 2 + 1, smallest first.  Neither names a way to round: as scipy's
 * theilslopes does, halves are rounded to the nearest whole, and a rank beyond
 * the ends is the end.  So with few points the interval holds less than the
 * level asks for.
 *
 * False, undefined, with fewer than two points. */
bool	sen_fit(const struct point *p, size_t n, double level,
	    struct sen *sen);

/* The median itself, over / under millionths per day, under > 0; of two points
 * at least. */
void	sen_median(const struct point *p, size_t n, int128 *over,
	    int128 *under);

#endif
