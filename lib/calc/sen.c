#define MATHLIB_STANDALONE
#include "calc/sen.h"

#include <Rmath.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "calc/kendall.h"

struct fraction {
	int64_t	rise;
	int32_t	days;		/* > 0 */
};

static int
by_slope(const void *a, const void *b)
{
	const struct fraction *x = a, *y = b;
	int128 left = (int128)x->rise * y->days;
	int128 right = (int128)y->rise * x->days;

	return (left > right) - (left < right);
}

/* Sorted.  The caller frees it. */
static struct fraction *
all_slopes(const struct point *p, size_t n, size_t pairs)
{
	struct fraction *all = mem_array(NULL, pairs, sizeof(*all));
	size_t at = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			all[at++] = (struct fraction){
			    p[j].value - p[i].value, p[j].day - p[i].day };
	qsort(all, pairs, sizeof(*all), by_slope);
	return all;
}

/* The mean of two slopes, which may be the same one. */
static void
mean(const struct fraction *a, const struct fraction *b, int128 *over,
    int128 *under)
{
	*over = (int128)a->rise * b->days + (int128)b->rise * a->days;
	*under = (int128)2 * a->days * b->days;
}

static struct sen_slope
middle(const struct fraction *a, const struct fraction *b)
{
	struct sen_slope slope;
	int128 over, under;

	mean(a, b, &over, &under);
	slope.per_day = (double)over / (double)under;
	num_divide(30 * over, under, &slope.per_30d);
	return slope;
}

/* The slope of a rank that counts from 1 and may lie outside. */
static struct sen_slope
of_rank(const struct fraction *all, size_t pairs, double rank)
{
	size_t at = rank < 1 ? 0 : (size_t)rank - 1;

	if (at >= pairs)
		at = pairs - 1;
	return middle(&all[at], &all[at]);
}

bool
sen_fit(const struct point *p, size_t n, double level, struct sen *sen)
{
	size_t pairs = n < 2 ? 0 : n * (n - 1) / 2;
	struct fraction *all;
	double reach;

	*sen = (struct sen){ 0 };
	if (n < 2)
		return false;
	all = all_slopes(p, n, pairs);
	sen->slope = middle(&all[(pairs - 1) / 2], &all[pairs / 2]);
	reach = qnorm((1 + level) / 2, 0, 1, 1, 0) *
	    sqrt((double)kendall_var18(p, n) / 18);
	sen->low = of_rank(all, pairs, rint(((double)pairs - reach) / 2));
	sen->high = of_rank(all, pairs,
	    rint(((double)pairs + reach) / 2) + 1);
	free(all);
	return true;
}

void
sen_median(const struct point *p, size_t n, int128 *over, int128 *under)
{
	size_t pairs = n * (n - 1) / 2;
	struct fraction *all = all_slopes(p, n, pairs);

	mean(&all[(pairs - 1) / 2], &all[pairs / 2], over, under);
	free(all);
}
