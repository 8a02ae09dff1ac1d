/*
 * effect: what a change comes to over many cases: how many there are, were
 * rated, were rated twice; their verdicts; means and standard deviations, and
 * the mean gain in standard deviations.  Cases come one at a time, in any
 * order; the sums are exact and two states merge to what all cases would have
 * given, so a case must not be in both.
 *
 * Numbers in, numbers out: values are millionths, results in units of the
 * scale; NaN where undefined.  Like with like is the caller's: one scale, one
 * rater.
 */
#ifndef CALC_EFFECT_H
#define CALC_EFFECT_H

#include <stdbool.h>
#include <stdint.h>

#include "calc/moments.h"
#include "calc/reliable.h"

enum { EFFECT_VERDICTS = VERDICT_DETERIORATED + 1 };

struct effect {			/* zeroed: no cases */
	struct pairs	scores;	/* x first, y last, of cases rated twice */
	uint32_t	cases;	/* all, rated or not */
	uint32_t	rated;	/* at least once */
	uint32_t	verdicts[EFFECT_VERDICTS];	/* sum to cases */
	uint32_t	functional, capped;	/* of cases rated twice */
};

struct effect_case {
	uint32_t	n;		/* ratings */
	int64_t		first, last;	/* where n > 1 */
	enum verdict	verdict;
	unsigned	start;		/* of reliable_start() */
};

/* False, with nothing changed, if the sums would grow too large. */
bool	effect_add(struct effect *e, const struct effect_case *c);
bool	effect_merge(struct effect *e, const struct effect *from);

struct effect_size {
	double	mean_first, mean_last, sd_first, sd_last, sd_change;
	double	correlation;		/* of first and last */
	/* The mean gain, so that more is better, and divided by: the sd of the
	 * first values (Becker, Br J Math Stat Psychol 41 (1988) 257-278); an
	 * sd of norms; the root of the mean of both variances (Cumming,
	 * Understanding the New Statistics 2012; Bonett, Psychol
	 * Methods 13 (2008) 99-109). */
	double	gain, d_pre, d_norm, d_av;
	/* d_pre without its bias in small samples: times J =
	 * gamma(df/2) / (sqrt(df/2) gamma((df-1)/2)) with df = n - 1; Hedges,
	 * J Educ Stat 6 (1981) 107-128.  Undefined below 3 cases, where J is 0.
	 * The interval is J (d_pre -+ z sqrt(2(1-r)/n + d_pre^2/2n)), that of
	 * Becker 1988 as effectsize::repeated_measures_d(method = "b") has
	 * it; undefined where the correlation is. */
	double	g, g_low, g_high;
};

/* norm_sd 0: not known.  level is that of the interval, 0.95 as a rule. */
void	effect_sizes(const struct effect *e, int better, int64_t norm_sd,
	    double level, struct effect_size *size);

#endif
