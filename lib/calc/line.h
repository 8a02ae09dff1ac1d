/*
 * line: the least-squares line of the values of a series on its days, with the
 * standard error of its slope and a t interval.
 *
 * All sums are exact integers, counted from the first point; what is a double
 * here is rounded from them once.  The points must fit (points_fit()).
 */
#ifndef CALC_LINE_H
#define CALC_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "calc/point.h"

struct line {
	int64_t	slope_30d;	/* millionths per 30 days, rounded half away
				 * from zero: that of change_slope_30d() */
	double	slope;		/* millionths per day */
	double	se;		/* of it; NaN with two points */
	size_t	n;
};

/* With n points, x and y counted from the first,
 *	A = n sum(xx) - sum(x)^2, B = n sum(xy) - sum(x) sum(y),
 *	C = n sum(yy) - sum(y)^2:
 * the slope is B / A and its standard error
 *	sqrt((A C - B^2) / (n - 2)) / A,
 * which is sqrt(RSS / (n - 2) / Sxx) without a rounding before the root.
 * Draper and Smith, Applied Regression Analysis, 3rd ed. 1998, pp. 24 and
 * 35-36.
 * False, undefined, if all points are on one day. */
bool	line_fit(const struct point *p, size_t n, struct line *line);

/* slope -/+ t((1 + level) / 2; n - 2) se, per day: ibid., pp. 35-36.  NaN where
 * there is no standard error. */
void	line_interval(const struct line *line, double level, double *low,
	    double *high);

#endif
