/*
 * goal: goal attainment scaling: goals whose outcome is a level from -2, much
 * less than expected, over 0, expected, to +2, brought to one T-score with the
 * mean 50 and the standard deviation 10.  Kiresuk and Sherman, Community Ment
 * Health J 4 (1968) 443-453:
 *
 *	T = 50 + 10 sum(w x) / sqrt((1 - rho) sum(w^2) + rho sum(w)^2)
 *
 * Turner-Stokes, Clin Rehabil 23 (2009) 362-370 has a misprint of it, put
 * right in an erratum; a user's spreadsheet may still have the former.
 *
 * Numbers in, numbers out: levels, weights and rho are millionths; NaN where
 * undefined.  Only goals with a level at both times are added, so that the
 * change is one of the same goals.  Sums are exact; goals come in any order.
 */
#ifndef CALC_GOAL_H
#define CALC_GOAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/num.h"

/* The correlation between goals that Kiresuk and Sherman assume. */
#define GOAL_RHO	INT64_C(300000)

struct goals {			/* zeroed: no goals */
	int128		weighted[2], plain[2];	/* levels at the start, now */
	int128		sum_w, sum_ww;
	uint32_t	n;
};

/* The weight is importance times difficulty, or the same for all.  False, with
 * nothing changed, if it is negative or above 10^6, if a level is beyond
 * -+10^6, or if there are GOALS_MAX already. */
enum { GOALS_MAX = 10000 };
bool	goals_add(struct goals *g, int64_t weight, int64_t baseline,
	    int64_t achieved);

struct goal_scores {
	double	baseline, achieved;	/* T-scores */
	double	change;			/* achieved less baseline */
};

/* Where all weights are 0, all goals count alike.  False, with nothing known,
 * without goals or with a rho outside 0 to 1. */
bool	goals_scores(const struct goals *g, int64_t rho,
	    struct goal_scores *scores);

#endif
