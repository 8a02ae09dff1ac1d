#include "calc/effect.h"

#define MATHLIB_STANDALONE
#include <Rmath.h>
#include <math.h>

#include "calc/exact.h"

bool
effect_add(struct effect *e, const struct effect_case *c)
{
	struct effect one = { .cases = 1, .rated = c->n > 0 };

	one.verdicts[c->verdict] = 1;
	if (c->n > 1) {
		if (!pairs_add(&one.scores, c->first, c->last))
			return false;
		one.functional = (c->start & START_FUNCTIONAL) != 0;
		one.capped = (c->start & START_CAPPED) != 0;
	}
	return effect_merge(e, &one);
}

bool
effect_merge(struct effect *e, const struct effect *from)
{
	struct effect both = *e;

	/* All other counts are at most that of the cases. */
	if (__builtin_add_overflow(e->cases, from->cases, &both.cases) ||
	    !pairs_merge(&both.scores, &from->scores))
		return false;
	both.rated += from->rated;
	for (int i = 0; i < EFFECT_VERDICTS; i++)
		both.verdicts[i] += from->verdicts[i];
	both.functional += from->functional;
	both.capped += from->capped;
	*e = both;
	return true;
}

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
effect_sizes(const struct effect *e, int better, int64_t norm_sd, double level,
    struct effect_size *size)
{
	const struct pairs *p = &e->scores;
	const struct moments *x = &p->x, *y = &p->y;
	int128 unit = moments_spread_unit(x);
	double gain = exact_ratio(better * (y->sum - x->sum),
	    (int128)x->n * NUM_ONE);

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
