/*
 * runchart: a series against its median, and the two signals in it that are
 * unlikely by chance: shifts and trends, by the rules of Perla, Provost and
 * Murray, BMJ Quality and Safety 20 (2011) 46-51.  For small changes that are
 * tested: whether the ratings behind one differ from those before it.
 *
 * Numbers in, numbers out: points by ascending day, values in millionths below
 * 10^18.  All is compared exactly.  Whether up is better is not known here.
 */
#ifndef CALC_RUNCHART_H
#define CALC_RUNCHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calc/point.h"

/* How many points in a row make one. */
enum { RUNCHART_SHIFT = 6, RUNCHART_TREND = 5 };

struct runchart_run {
	size_t	first, last;	/* points that count */
	size_t	n;		/* as many count */
	int	way;		/* +1 above or rising, -1 below or falling */
};

struct runchart_runs {
	int			*way;	/* of each point: its side of the
					 * median, or where it goes from the
					 * one before; 0 does not count */
	struct runchart_run	*run;	/* by time */
	size_t			 n;
};

struct runchart {		/* owns what it points to */
	bool			has_median;
	int64_t			median;	/* rounded half away from zero */
	struct runchart_runs	shifts, trends;
};

/* The median is that of the first n_median points, the mean of the two middle
 * ones where their number is even; without any there are no sides and no
 * shifts.
 *
 * A shift: RUNCHART_SHIFT or more points in a row above the median, or below.
 * Points on it neither count nor break the row.
 * A trend: RUNCHART_TREND or more in a row that all rise, or all fall.  Of
 * equal values in a row only the first counts, and none of them breaks it. */
void	runchart_make(struct runchart *c, const struct point *p, size_t n,
	    size_t n_median);
void	runchart_release(struct runchart *c);
/* The number, from 1, of the run in which a point counts; 0 if in none.  One
 * that ends a trend and begins another has the number of the former. */
size_t	runchart_number(const struct runchart_runs *runs, size_t point);

#endif
