/*
 * moments: how many, the sum and the sum of squares, of one quantity or of
 * two that belong together.  From them come means, standard deviations and the
 * correlation.  The sums are exact integers: they do not depend on the order
 * of the values, and two states merge to what all values would have given.
 *
 * Numbers in, numbers out: values are millionths, results in units of the
 * scale.  n times the sum of squares stays below 2^124, which is seen to when
 * a value is added; so nothing that is calculated from the sums overflows.
 * That is 10^6 values of 10^6 units each, more than any scale has.
 */
#ifndef CALC_MOMENTS_H
#define CALC_MOMENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/num.h"

struct moments {		/* zeroed: no values */
	int128		sum, sum_sq;
	uint32_t	n;
};

/* False, with nothing changed, if the sums would grow too large. */
bool	moments_add(struct moments *m, int64_t value);
bool	moments_merge(struct moments *m, const struct moments *from);

/* n sum(x^2) - sum(x)^2, which is n (n - 1) variances. */
int128	moments_spread(const struct moments *m);
/* The variance's denominator: n (n - 1), and squared millionths. */
int128	moments_spread_unit(const struct moments *m);
double	moments_mean(const struct moments *m);	/* NaN without values */
double	moments_sd(const struct moments *m);	/* n - 1; NaN below 2 values */

struct pairs {			/* zeroed: no pairs */
	struct moments	x, y;	/* of equal n */
	int128		sum_xy;
};

bool	pairs_add(struct pairs *p, int64_t x, int64_t y);
bool	pairs_merge(struct pairs *p, const struct pairs *from);
int128	pairs_cospread(const struct pairs *p);	/* n sum(xy) - sum(x) sum(y) */
/* Of the differences y - x. */
int128	pairs_spread_change(const struct pairs *p);
/* Pearson's; NaN below 2 pairs, or where x or y does not vary. */
double	pairs_correlation(const struct pairs *p);

#endif
