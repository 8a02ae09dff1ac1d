#include "calc/baseline.h"

#define MATHLIB_STANDALONE
#include <Rmath.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "calc/exact.h"

/* A slope of over / under, under > 0. */
struct slope {
	int128	over, under;
};

static int
way_of(int128 n)
{
	return (n > 0) - (n < 0);
}

/* -------------------------------------------------------------- pretest -- */

struct trend {
	int64_t	s;		/* pairs that rise less those that fall */
	double	ties;		/* sum of t (t-1) (2t+5) over groups of t */
};

static struct trend
trend_of(const int64_t *v, size_t n)
{
	struct trend trend = { 0, 0 };

	for (size_t i = 0; i < n; i++) {
		double equal = 0;

		for (size_t j = 0; j < n; j++)
			equal += v[j] == v[i];
		/* Each of a group gives its part of the group's term. */
		trend.ties += (equal - 1) * (2 * equal + 5);
		for (size_t j = i + 1; j < n; j++)
			trend.s += way_of((int128)v[j] - v[i]);
	}
	return trend;
}

/* The share of the orders of n values that have at most so many inversions:
 * an n-th value adds 0 to n - 1 of them, all equally often. */
static double
share_of_orders(size_t n, size_t inversions)
{
	double share[BASELINE_EXACT * (BASELINE_EXACT - 1) / 2 + 1] = { 1 };
	double sum = 0;

	for (size_t k = 2; k <= n; k++)
		for (size_t i = k * (k - 1) / 2 + 1; i-- > 0;) {
			double of_i = 0;

			for (size_t j = 0; j < k && j <= i; j++)
				of_i += share[i - j];
			share[i] = of_i / (double)k;
		}
	for (size_t i = 0; i <= inversions; i++)
		sum += share[i];
	return sum;
}

static double
trend_p(const int64_t *v, size_t n)
{
	struct trend trend = trend_of(v, n);
	size_t pairs = n * (n - 1) / 2, s = (size_t)llabs(trend.s);
	double m = (double)n, variance;

	if (s == 0)
		return 1;
	if (trend.ties == 0 && n <= BASELINE_EXACT)
		return fmin(1, 2 * share_of_orders(n, (pairs - s) / 2));
	variance = (m * (m - 1) * (2 * m + 5) - trend.ties) / 18;
	return 2 * pnorm((double)(s - 1) / sqrt(variance), 0, 1, 0, 0);
}

/* ----------------------------------------------------------------- line -- */

static int
by_slope(const void *a, const void *b)
{
	const struct slope *x = a, *y = b;

	return way_of(x->over * y->under - y->over * x->under);
}

static struct slope
median_slope(const int64_t *t, const int64_t *v, size_t n)
{
	size_t pairs = n * (n - 1) / 2, k = 0;
	struct slope *all = mem_array(NULL, pairs, sizeof(*all)), low, high;

	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			all[k++] = (struct slope){ (int128)v[j] - v[i],
			    t[j] - t[i] };
	qsort(all, pairs, sizeof(*all), by_slope);
	low = all[(pairs - 1) / 2];
	high = all[pairs / 2];
	free(all);
	return (struct slope){ low.over * high.under + high.over * low.under,
	    2 * low.under * high.under };
}

/* ------------------------------------------------------------ corrected -- */

static double
corrected_tau(const int64_t *t, const int64_t *v, size_t n_a, size_t n_b,
    struct slope line)
{
	int128 s = 0, apart = 0, across = (int128)n_a * n_b;

	for (size_t i = 0; i < n_a + n_b; i++)
		for (size_t j = i + 1; j < n_a + n_b; j++) {
			int way = way_of(((int128)v[j] - v[i]) * line.under -
			    (t[j] - t[i]) * line.over);

			apart += way != 0;
			if (i < n_a && j >= n_a)
				s += way;
		}
	return way_of(s) * exact_root(s * s, across * apart);
}

static bool
is_usable(const int64_t *t, size_t n_a, size_t n_b)
{
	if (n_a < BASELINE_MIN || n_b < 1 || n_a > BASELINE_MAX ||
	    n_b > BASELINE_MAX - n_a)
		return false;
	for (size_t i = 1; i < n_a + n_b; i++)
		if (t[i] <= t[i - 1])
			return false;
	return true;
}

bool
baseline_compare(const int64_t *time, const int64_t *value, size_t n_a,
    size_t n_b, int better, struct baseline_effect *effect)
{
	struct slope line = { 0, 1 };

	if (!is_usable(time, n_a, n_b))
		return false;
	effect->p = trend_p(value, n_a);
	effect->corrected = effect->p <= BASELINE_ALPHA;
	effect->slope = NAN;
	if (effect->corrected) {
		line = median_slope(time, value, n_a);
		effect->slope = exact_ratio(line.over, line.under * NUM_ONE);
	}
	effect->tau_b = better * corrected_tau(time, value, n_a, n_b, line);
	return true;
}
