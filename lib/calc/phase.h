/*
 * phase: how two phases of one series differ, A before and B after: the
 * effect sizes of single-case research.  All are signed so that more is
 * better; NaN where undefined.
 *
 * Numbers in, numbers out: values are millionths in the order of time, missing
 * ones left out by the caller.  Everything is counted in integers and rounded
 * once.  Baselines are not corrected here for a trend of their own: that is
 * baseline.h, on request only.
 */
#ifndef CALC_PHASE_H
#define CALC_PHASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* m values in A and n in B, all pairs (a, b) compared. */
struct phase_effect {
	/* Nonoverlap of all pairs: the share with b better, ties half.  Parker
	 * and Vannest, Behav Ther 40 (2009) 357-367.  Its standard error is the
	 * root of Mee's unbiased variance, J Am Stat Assoc 85 (1990) 793-800,
	 * [p(1-p) + n(Q1 - p^2) + m(Q2 - p^2) - 2(X - p^2)] / ((m-1)(n-1)),
	 * where Q1 and Q2 are the mean squares of the shares of one a and of
	 * one b, and X of one pair; p of the first term kept 1/(2mn) away from
	 * 0 and 1, as SingleCaseES does, so that it is never 0 there.
	 * Undefined with one value in a phase. */
	double	nap, nap_se;
	double	tau;			/* 2 NAP - 1, not a tau-b */
	/* (S_AB - S_A) / mn, A against B less the trend in A.  Parker, Vannest,
	 * Davis and Sauber, Behav Ther 42 (2011) 284-299; may leave [-1, 1]. */
	double	tau_u;
	/* The share of B beyond the best of A.  Scruggs, Mastropieri and Casto,
	 * Remedial Spec Educ 8 (1987) 24-33. */
	double	pnd;
	/* The share of B beyond the median of A, ties half.  Ma, Behav Modif 30
	 * (2006) 598-617. */
	double	pem;
	/* The share left when as few values as possible are removed so that no
	 * b is as bad as any a.  Parker, Hagan-Burke and Vannest, J Spec Educ
	 * 40 (2007) 194-204. */
	double	pand;
	/* The difference of improvement rates from those removals, shared
	 * evenly: [N^2 PAND - m^2 - n^2] / 2mn.  Parker, Vannest and Brown,
	 * Except Child 75 (2009) 135-150; the formula of Pustejovsky, Psychol
	 * Methods 24 (2019) 217-235. */
	double	ird;
	/* (mean B - mean A) / SD A, times J = 1 - 3 / (4(m-1) - 1): Gingerich,
	 * J Appl Behav Sci 20 (1984) 71-79; Hedges, J Educ Stat 6 (1981)
	 * 107-128.  Undefined where A has no variance or fewer than 3 values:
	 * J is 0 with 2, and the quantity it corrects has no mean. */
	double	smd;
	/* ln(mean B / mean A) + V_B / 2n mean_B^2 - V_A / 2m mean_A^2, V the
	 * variances: Pustejovsky, J Sch Psychol 68 (2018) 99-112 (LRRi).
	 * Undefined where a mean is not positive or a phase has one value. */
	double	lrr;
};

/* better is +1 where up is better, -1 where down is.  False, with nothing
 * known, if a phase has no values or more than PHASE_MAX, or if they are too
 * large for exact sums. */
enum { PHASE_MAX = 100000 };
bool	phase_compare(const int64_t *a, size_t n_a, const int64_t *b,
	    size_t n_b, int better, struct phase_effect *effect);

#endif
