/*
 * exact: a ratio of exact integers turned into a double, once.  What a
 * calculation comes to is kept in 128-bit integers to its end and rounded
 * here, so that it depends neither on the order of the values nor on the
 * compiler.
 *
 * In all of calc a result that is undefined is NaN, never 0.
 */
#ifndef CALC_EXACT_H
#define CALC_EXACT_H

#include "base/num.h"

/* The double nearest to over / under, ties to even; NaN if under is 0. */
double	exact_ratio(int128 over, int128 under);
/* The square root of that; NaN if the ratio is negative. */
double	exact_root(int128 over, int128 under);

#endif
