/*
 * effect: what the changes of many cases come to: means and standard
 * deviations, and the mean gain in standard deviations.  From exact sums of
 * first and last values, so neither order nor shards of the cases matter.
 *
 * Numbers in, numbers out: values are millionths, results in units of the
 * scale; NaN where undefined.  Like with like is the caller's: one scale, one
 * rater, a case once.
 */
#ifndef CALC_EFFECT_H
#define CALC_EFFECT_H

#include <stdint.h>

#include "calc/moments.h"

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

/* x first, y last.  norm_sd 0: not known; better 0: the direction is not, and
 * no gain either.  level is that of the interval, 0.95 as a rule. */
void	effect_sizes(const struct pairs *scores, int better, int64_t norm_sd,
	    double level, struct effect_size *size);

#endif
