#include "calc/effect.h"

#define MATHLIB_STANDALONE
#include <Rmath.h>
#include <math.h>

#include "calc/exact.h"

static double
over_sd(double gain, double sd)
{
	return sd > 0 ? gain / sd : NAN;
}

/* Gammas as a beta, whose logarithm loses no digits where n is large. */
static double
hedges_j(uint32_t n)
{
	double df = n - 1.0;

	if (n < 3)
		return NAN;
	return sqrt(2 * M_PI / df) / beta((df - 1) / 2, 0.5);
}

static void
set_interval(uint32_t cases, double level, struct effect_size *s)
{
	double n = cases, j = hedges_j(cases), d = s->d_pre;
	double z = qnorm(0.5 - level / 2, 0, 1, 0, 0);
	double half = z * sqrt(2 * (1 - s->correlation) / n + d * d / (2 * n));

	s->g = j * d;
	s->g_low = j * (d - half);
	s->g_high = j * (d + half);
}

void
effect_sizes(const struct pairs *p, int better, int64_t norm_sd, double level,
    struct effect_size *size)
{
	const struct moments *x = &p->x, *y = &p->y;
	int128 unit = moments_spread_unit(x);
	double gain = better == 0 ? NAN : exact_ratio(better *
	    (y->sum - x->sum), (int128)x->n * NUM_ONE);

	*size = (struct effect_size){
		.mean_first = moments_mean(x),
		.mean_last = moments_mean(y),
		.sd_first = moments_sd(x),
		.sd_last = moments_sd(y),
		.sd_change = exact_root(pairs_spread_change(p), unit),
		.correlation = pairs_correlation(p),
		.gain = gain,
		.d_pre = over_sd(gain, moments_sd(x)),
		.d_norm = over_sd(gain, exact_ratio(norm_sd, NUM_ONE)),
		.d_av = over_sd(gain, exact_root(moments_spread(x) +
		    moments_spread(y), 2 * unit)),
	};
	set_interval(x->n, level, size);
}
