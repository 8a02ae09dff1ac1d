/*
 * reliable: where the thresholds of a change come from: how many points are
 * more than chance, where the cutoff between those who need help and others
 * lies, and what was possible from the start.  The verdict itself is
 * change_verdict()'s, which compares integers; so no case turns on a rounding.
 *
 * Numbers in, numbers out: scores, means, standard deviations, reliabilities
 * and shares are millionths.  Where a norm comes from, and whether it may be
 * used, is the caller's to know.
 */
#ifndef CALC_RELIABLE_H
#define CALC_RELIABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "calc/change.h"

/* The smallest change in whole steps of the scale that reaches
 * z sd sqrt(2 (1 - reliability)), z the two-sided normal quantile of level,
 * 0.95 as a rule.  Jacobson and Truax, J Consult Clin Psychol 59 (1991) 12-19,
 * with the standard error of Christensen and Mendoza, Behav Ther 17 (1986)
 * 305-308; the index of Jacobson, Follette and Revenstorf 1984, larger by the
 * root of 2, is obsolete.  A scale without steps has steps of 1 millionth.
 * False where it is undefined: sd not positive or above 10^6 units, reliability
 * or level not between 0 and 1 (both ends excluded), step not positive. */
bool	reliable_change(int64_t sd, int64_t reliability, double level,
	    int64_t step, int64_t *points);

/* Do two raters differ by more than both of their errors, z sqrt(SEM_x^2 +
 * SEM_y^2)?  As change = z sqrt(2) SEM (Jacobson and Truax 1991, p. 14), that
 * is 2 (x - y)^2 >= change_x^2 + change_y^2: exact, and inclusive as a verdict.
 * Values and changes are at most 10^18 millionths. */
bool	reliable_differ(int64_t x, int64_t y, int64_t change_x,
	    int64_t change_y);

struct population {
	int64_t	mean, sd;
};

/* The two populations are those who need help and the others.  Jacobson and
 * Truax 1991, p. 13: a, two standard deviations from the clinical
 * mean on the better side; b, two from the functional mean on the worse side;
 * c, where both are equally likely, the means weighted by the other's sd.  c
 * is rounded towards better, so that comparing a score with it is exact.
 * False if a standard deviation that is needed is not positive or above 10^6
 * units, or where the cutoff does not fit. */
enum cutoff { CUTOFF_A, CUTOFF_B, CUTOFF_C };
bool	reliable_cutoff(enum cutoff which, const struct population *clinical,
	    const struct population *functional, int better, int64_t *cutoff);

/* The smallest change that is at least this share, > 0, of the first value.
 * Hiller, Schindler and Lambert, Psychother Res 22 (2012) 1-11.  False where
 * the first value is not positive, for no share of 0 is a gain and a negative
 * one turns the sign, or where the change does not fit. */
bool	reliable_percent(int64_t first, int64_t share, int64_t *points);

/* What must be known of a first value before its change is counted. */
enum start {
	START_FUNCTIONAL = 1,	/* at the cutoff or better: cannot recover */
	START_CAPPED = 2	/* even the best value is no reliable change */
};

/* A sum of START_; best is the best value that the scale has. */
unsigned	reliable_start(int64_t first, const struct threshold *t,
		    int64_t best);
const char	*start_names(unsigned start);	/* "functional,capped" */

#endif
