/*
 * baseline: the effect of phase B over phase A where A has a trend of its own:
 * Tarlow's baseline corrected tau, Behav Modif 41 (2017) 427-467.
 *
 * Only on request, beside the effect sizes of phase.h: with no trend at all a
 * correction made from five values often shows a large effect.  So A is tested
 * first, corrected only if the test finds a trend, and refused below
 * BASELINE_MIN values.
 *
 * Values are millionths below 10^18, as num_parse() gives them; days may be
 * numbers of sessions as well.  The line is a ratio of integers and corrected
 * values are compared exactly, so that equal ones are equal.  There are no sums
 * to merge: a series is calculated whole.
 */
#ifndef CALC_BASELINE_H
#define CALC_BASELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "calc/point.h"

enum { BASELINE_MIN = 6, BASELINE_MAX = 1000 };

#define BASELINE_ALPHA	0.05

struct baseline_effect {
	/* Two-sided, of the test for a trend in A (kendall.h): exact for up to
	 * KENDALL_EXACT_MAX values without ties. */
	double	p;
	/* Median of all slopes between two values of A, per unit of time and
	 * not signed; NaN where nothing is corrected, p being above
	 * BASELINE_ALPHA.  Theil, Proc Kon Ned Akad Wet 53 (1950) 386-392;
	 * Sen, J Am Stat Assoc 63 (1968) 1379-1389. */
	double	slope;
	/* Kendall's tau-b between phase and value, the line of A taken off if
	 * corrected; signed so that more is better.  With ties its bounds are
	 * narrower than -1 and 1.  Kendall, Biometrika 33 (1945) 239-251.  NaN
	 * where all values are equal. */
	double	tau_b;
};

/* The first n_a points are A, the next n_b are B.  False, with nothing known,
 * if n_a is below BASELINE_MIN or n_b below 1, if both are more than
 * BASELINE_MAX, or if days do not rise. */
bool	baseline_compare(const struct point *p, size_t n_a, size_t n_b,
	    int better, struct baseline_effect *effect);

#endif
