#define MATHLIB_STANDALONE
#include "calc/kendall.h"

#include <Rmath.h>
#include <math.h>
#include <stdlib.h>

static int64_t
term(int64_t n)
{
	return n * (n - 1) * (2 * n + 5);
}

int64_t
kendall_var18(const struct point *p, size_t n)
{
	int64_t *value = points_sorted(p, n);
	int64_t sum = term((int64_t)n);

	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n && value[j] == value[i];)
			j++;
		sum -= term((int64_t)(j - i));
	}
	free(value);
	return sum;
}

static int64_t
count_pairs(const struct point *p, size_t n)
{
	int64_t s = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			s += (p[j].value > p[i].value) -
			    (p[j].value < p[i].value);
	return s;
}

/* The share of all orders of n values without ties that have at most so many
 * pairs the wrong way round.  Of m values the largest may be put before any
 * number of the others, from none to m - 1. */
static double
share_of_orders(int n, int inversions)
{
	enum { MOST = KENDALL_EXACT_MAX * (KENDALL_EXACT_MAX - 1) / 2 };
	double orders[MOST + 1] = { 1 }, all = 1, found = 0;

	for (int m = 2; m <= n; m++) {
		all *= m;
		for (int i = m * (m - 1) / 2; i >= 0; i--) {
			double sum = 0;

			for (int k = i; k >= 0 && k > i - m; k--)
				sum += orders[k];
			orders[i] = sum;
		}
	}
	for (int i = 0; i <= inversions; i++)
		found += orders[i];
	return found / all;
}

static double
exact_p(int64_t s, int n)
{
	int pairs = n * (n - 1) / 2;
	double p = 2 * share_of_orders(n, (pairs - (int)llabs(s)) / 2);

	return p < 1 ? p : 1;
}

bool
kendall_test(const struct point *p, size_t n, size_t exact, struct kendall *k)
{
	*k = (struct kendall){ 0 };
	if (n < KENDALL_MIN)
		return false;
	k->s = count_pairs(p, n);
	k->var18 = kendall_var18(p, n);
	k->exact = n <= exact && k->var18 == term((int64_t)n);
	/* Of values that are all equal S and its variance are 0. */
	if (k->s != 0)
		k->z = (double)(k->s > 0 ? k->s - 1 : k->s + 1) /
		    sqrt((double)k->var18 / 18);
	k->p = k->exact ? exact_p(k->s, (int)n) :
	    2 * pnorm(-fabs(k->z), 0, 1, 1, 0);
	return true;
}
