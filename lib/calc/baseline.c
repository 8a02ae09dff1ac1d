#include "calc/baseline.h"

#include <math.h>

#include "calc/exact.h"
#include "calc/kendall.h"
#include "calc/sen.h"

/* A slope of over / under, under > 0. */
struct slope {
	int128	over, under;
};

static int
way_of(int128 n)
{
	return (n > 0) - (n < 0);
}

static double
corrected_tau(const struct point *p, size_t n_a, size_t n_b, struct slope line)
{
	int128 s = 0, apart = 0, across = (int128)n_a * n_b;

	for (size_t i = 0; i < n_a + n_b; i++)
		for (size_t j = i + 1; j < n_a + n_b; j++) {
			int way = way_of(((int128)p[j].value - p[i].value) *
			    line.under - ((int128)p[j].day - p[i].day) *
			    line.over);

			apart += way != 0;
			if (i < n_a && j >= n_a)
				s += way;
		}
	return way_of(s) * exact_root(s * s, across * apart);
}

static bool
is_usable(const struct point *p, size_t n_a, size_t n_b)
{
	if (n_a < BASELINE_MIN || n_b < 1 || n_a > BASELINE_MAX ||
	    n_b > BASELINE_MAX - n_a)
		return false;
	for (size_t i = 1; i < n_a + n_b; i++)
		if (p[i].day <= p[i - 1].day)
			return false;
	return true;
}

bool
baseline_compare(const struct point *p, size_t n_a, size_t n_b, int better,
    struct baseline_effect *effect)
{
	struct slope line = { 0, 1 };
	struct kendall trend;

	if (!is_usable(p, n_a, n_b) ||
	    !kendall_test(p, n_a, KENDALL_EXACT_MAX, &trend))
		return false;
	effect->p = trend.p;
	effect->slope = NAN;
	if (effect->p <= BASELINE_ALPHA) {
		sen_median(p, n_a, &line.over, &line.under);
		effect->slope = exact_ratio(line.over, line.under * NUM_ONE);
	}
	effect->tau_b = better * corrected_tau(p, n_a, n_b, line);
	return true;
}
