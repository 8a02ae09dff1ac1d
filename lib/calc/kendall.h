/*
 * kendall: does a series rise or fall at all?  The Mann-Kendall test, which
 * asks of each pair of values only which is greater, and so neither for a
 * straight line nor for a distribution.
 *
 * Points are by ascending day, one a day, POINTS_MAX at most.  Values that are
 * equal are ties.
 */
#ifndef CALC_KENDALL_H
#define CALC_KENDALL_H

#include <stdbool.h>
#include <stddef.h>

#include "calc/point.h"

enum {
	KENDALL_MIN = 3,	/* two points have no trend */
	KENDALL_EXACT = 10,	/* points of which a trend's p is exact */
	KENDALL_EXACT_MAX = 50	/* and of which it can be */
};

struct kendall {
	int64_t	s;		/* pairs that rise less pairs that fall */
	int64_t	var18;		/* eighteen times its variance */
	double	z, p;		/* p is two-sided */
	bool	exact;		/* p is, z is normal all the same */
};

/* n (n - 1) (2n + 5) - sum of t (t - 1) (2t + 5) over groups of t equal
 * values: eighteen times the variance of S without a trend.  Kendall, Rank
 * Correlation Methods, 4th ed. 1970, chapter 4. */
int64_t	kendall_var18(const struct point *p, size_t n);

/* S and its variance: Mann, Econometrica 13 (1945) 245-259.
 * z = (S - 1) / sd, 0, (S + 1) / sd as S is > 0, 0, < 0: Gilbert, Statistical
 * Methods for Environmental Pollution Monitoring, 1987, pp. 208-211.
 * p with `exact` points at most, itself KENDALL_EXACT_MAX at most, and no ties
 * is the share of all orders of n values whose S is as far from 0 or farther,
 * by Kendall's recurrence, Biometrika 30 (1938) 81-93; else that of the normal
 * distribution at z.
 * False, undefined, with fewer than KENDALL_MIN points. */
bool	kendall_test(const struct point *p, size_t n, size_t exact,
	    struct kendall *k);

#endif
