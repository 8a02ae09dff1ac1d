#include "calc/moments.h"

#include <math.h>

#include "calc/exact.h"

static const int128 too_large = (int128)1 << 124;

bool
moments_merge(struct moments *m, const struct moments *from)
{
	struct moments both;
	int128 top;

	if (__builtin_add_overflow(m->n, from->n, &both.n) ||
	    __builtin_add_overflow(m->sum_sq, from->sum_sq, &both.sum_sq) ||
	    __builtin_mul_overflow(both.sum_sq, (int128)both.n, &top) ||
	    top >= too_large)
		return false;
	both.sum = m->sum + from->sum;	/* its square is at most top */
	*m = both;
	return true;
}

bool
moments_add(struct moments *m, int64_t value)
{
	struct moments one = { value, (int128)value * value, 1 };

	return moments_merge(m, &one);
}

int128
moments_spread(const struct moments *m)
{
	return m->n * m->sum_sq - m->sum * m->sum;
}

int128
moments_spread_unit(const struct moments *m)
{
	int128 n = m->n;

	return n * (n - 1) * NUM_ONE * NUM_ONE;
}

double
moments_mean(const struct moments *m)
{
	return exact_ratio(m->sum, (int128)m->n * NUM_ONE);
}

double
moments_sd(const struct moments *m)
{
	return exact_root(moments_spread(m), moments_spread_unit(m));
}

bool
pairs_merge(struct pairs *p, const struct pairs *from)
{
	struct pairs both = *p;

	if (!moments_merge(&both.x, &from->x) ||
	    !moments_merge(&both.y, &from->y))
		return false;
	both.sum_xy += from->sum_xy;	/* at most the larger sum of squares */
	*p = both;
	return true;
}

bool
pairs_add(struct pairs *p, int64_t x, int64_t y)
{
	struct pairs one = {
		.x = { x, (int128)x * x, 1 },
		.y = { y, (int128)y * y, 1 },
		.sum_xy = (int128)x * y,
	};

	return pairs_merge(p, &one);
}

int128
pairs_cospread(const struct pairs *p)
{
	return p->x.n * p->sum_xy - p->x.sum * p->y.sum;
}

int128
pairs_spread_change(const struct pairs *p)
{
	return moments_spread(&p->x) + moments_spread(&p->y) -
	    2 * pairs_cospread(p);
}

double
pairs_correlation(const struct pairs *p)
{
	int128 x = moments_spread(&p->x), y = moments_spread(&p->y);
	double r;

	if (x == 0 || y == 0)
		return NAN;
	r = exact_ratio(pairs_cospread(p), x) *
	    exact_root(x, y);
	/* Roundings may carry a perfect one past 1. */
	return fmax(-1, fmin(1, r));
}
