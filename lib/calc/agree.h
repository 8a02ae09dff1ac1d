/*
 * agree: how far those who rate the same thing agree: two of them, a fixed
 * number who rated everything, or any number with gaps.  Ratings of one thing
 * come together, things in any order; the sums are exact and two states merge
 * to what all things would have given.
 *
 * Numbers in, numbers out: values are millionths, results in units of the
 * scale; NaN where undefined.  Who the raters are is not known here.  A sum
 * that would grow too large for what is calculated from it is refused when
 * a value is added.
 */
#ifndef CALC_AGREE_H
#define CALC_AGREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calc/moments.h"

enum { AGREE_RATERS = 16 };

/* Two raters, x and y of the pairs.  Bland and Altman, Lancet 327 (1986)
 * 307-310: the mean and the standard deviation of y - x, and the limits
 * mean -+ z sd between which that share of the differences is expected.
 * Undefined below 2 pairs. */
struct agree_pair {
	double	mean, sd, low, high;
	/* 2 s_xy / (s_xx + s_yy + (mean x - mean y)^2), variances over n: Lin,
	 * Biometrics 45 (1989) 255-268.  Undefined where all values of both
	 * are equal. */
	double	concordance;
};

void	agree_pair(const struct pairs *p, double level,
	    struct agree_pair *result);

/* k raters who all rated every thing; zeroed but for k, from 2 to
 * AGREE_RATERS, the same in states that are merged. */
struct agree_table {
	int128		sum_sq;		/* of all values */
	int128		sum_row_sq;	/* of the sums over raters */
	int128		column[AGREE_RATERS];	/* sums over things */
	uint32_t	n;
	size_t		k;
};

/* False, with nothing changed, if the sums would grow too large. */
bool	agree_table_add(struct agree_table *t, const int64_t *values);
bool	agree_table_merge(struct agree_table *t,
	    const struct agree_table *from);

/* One rating's intraclass correlation, from the mean squares of rows,
 * columns and error.  Shrout and Fleiss, Psychol Bull 86 (1979) 420-428:
 * (2,1), raters a sample and their levels part of the disagreement,
 * (MSR - MSE) / (MSR + (k-1) MSE + k (MSC - MSE) / n);
 * (3,1), these raters alone and their levels left out,
 * (MSR - MSE) / (MSR + (k-1) MSE).
 * Undefined below 2 things, or where nothing varies. */
double	agree_icc_2_1(const struct agree_table *t);
double	agree_icc_3_1(const struct agree_table *t);

/* Any raters, any gaps. */
struct agree_units {		/* zeroed: nothing */
	struct moments	all;	/* values that have another beside them */
	/* Over the things with m values, m sum(x^2) - sum(x)^2. */
	int128		within[AGREE_RATERS + 1];
};

/* The values that are there for one thing, m up to AGREE_RATERS; with fewer
 * than two it does not count.  False, with nothing changed, if m is more or if
 * the sums would grow too large. */
bool	agree_units_add(struct agree_units *u, const int64_t *values, size_t m);
bool	agree_units_merge(struct agree_units *u,
	    const struct agree_units *from);

/* Krippendorff's alpha for an interval scale, 1 - D_observed / D_expected:
 * Hayes and Krippendorff, Commun Methods Meas 1 (2007) 77-89.  Undefined where
 * nothing varies. */
double	agree_alpha(const struct agree_units *u);
/* Replaces each value by twice its middle rank among all of them, equal ones
 * sharing theirs.  Where these are all that count, agree_alpha() of the ranks
 * is alpha for an ordinal scale: its metric, the sum of the n_g from c to k
 * less (n_c + n_k) / 2, is the difference of two middle ranks. */
void	agree_ranks(int64_t *values, size_t n);

/* Two raters, x and y, who rated the same n things: Cohen's kappa, Educ Psychol
 * Meas 20 (1960) 37-46, and with weights (Psychol Bull 70 (1968) 213-220) that
 * fall with the distance of the values, or with its square.  Where every step
 * of the scale occurs these are the weights by categories.  The last one is
 * agree_pair()'s concordance (Fleiss and Cohen, Educ Psychol Meas 33 (1973)
 * 613-619).  Undefined where all values of both are equal. */
struct agree_kappa {
	double	plain, linear, quadratic;
};

/* Sorts x and y, each by itself.  False if sums would grow too large. */
bool	agree_kappa(int64_t *x, int64_t *y, size_t n,
	    struct agree_kappa *result);

/* What some raters gave, things one behind the other; all that can be said of
 * it at once. */
struct agree_rating {
	int64_t		value;
	uint32_t	thing;
	uint32_t	rater;		/* from 0, once for each thing */
};

struct agree_overall {
	size_t	things;			/* that two raters or more rated */
	size_t	complete;		/* that all of them rated */
	double	icc_2_1, icc_3_1;	/* over the complete ones */
	double	alpha, alpha_ordinal;	/* over all of them */
	struct agree_kappa kappa;	/* NaN unless there are two raters */
};

/* raters from 2 to AGREE_RATERS.  False if sums would grow too large. */
bool	agree_overall(const struct agree_rating *rating, size_t n,
	    size_t raters, struct agree_overall *result);

#endif
