#include "calc/agree.h"

#define MATHLIB_STANDALONE
#include <Rmath.h>
#include <math.h>

#include "calc/exact.h"

/* ---------------------------------------------------------- two raters -- */

void
agree_pair(const struct pairs *p, double level, struct agree_pair *result)
{
	const struct moments *x = &p->x, *y = &p->y;
	int128 apart = y->sum - x->sum, both = pairs_cospread(p);
	double z = qnorm(0.5 - level / 2, 0, 1, 0, 0);
	double mean = exact_ratio(apart, (int128)x->n * NUM_ONE);
	double sd = exact_root(pairs_spread_change(p), moments_spread_unit(x));

	*result = (struct agree_pair){ .mean = x->n < 2 ? NAN : mean,
	    .sd = sd, .low = mean - z * sd, .high = mean + z * sd };
	result->concordance = exact_ratio(2 * both,
	    moments_spread(x) + moments_spread(y) + apart * apart);
}

/* --------------------------------------------------------- all by all -- */

/* Everything that is calculated is at most 2 (nk)^2 sum_sq. */
static bool
is_small(const struct agree_table *t)
{
	int128 cells = (int128)t->n * (int128)t->k, top;

	return !__builtin_mul_overflow(cells * cells, t->sum_sq, &top) &&
	    !__builtin_mul_overflow(top, (int128)4, &top);
}

bool
agree_table_merge(struct agree_table *t, const struct agree_table *from)
{
	struct agree_table both = *t;

	if (__builtin_add_overflow(t->n, from->n, &both.n) ||
	    __builtin_add_overflow(t->sum_sq, from->sum_sq, &both.sum_sq) ||
	    !is_small(&both))
		return false;
	both.sum_row_sq += from->sum_row_sq;
	for (size_t j = 0; j < t->k; j++)
		both.column[j] += from->column[j];
	*t = both;
	return true;
}

bool
agree_table_add(struct agree_table *t, const int64_t *values)
{
	struct agree_table one = { .n = 1, .k = t->k };
	int128 row = 0;

	for (size_t j = 0; j < t->k; j++) {
		/* 16 squares of 2^126 would be too much. */
		if (__builtin_add_overflow(one.sum_sq,
		    (int128)values[j] * values[j], &one.sum_sq))
			return false;
		one.column[j] = values[j];
		row += values[j];
	}
	if (!is_small(&one))
		return false;
	one.sum_row_sq = row * row;
	return agree_table_merge(t, &one);
}

/* Sums of squares of the two-way analysis of variance, times nk. */
struct squares {
	int128	rows, columns, error;
};

static struct squares
squares_of(const struct agree_table *t)
{
	int128 n = t->n, k = (int128)t->k, sum = 0, column_sq = 0;
	struct squares s;

	for (size_t j = 0; j < t->k; j++) {
		sum += t->column[j];
		column_sq += t->column[j] * t->column[j];
	}
	s.rows = n * t->sum_row_sq - sum * sum;
	s.columns = k * column_sq - sum * sum;
	s.error = n * k * t->sum_sq - sum * sum - s.rows - s.columns;
	return s;
}

/* In both, all mean squares times nk (n-1) (k-1), and (2,1) times n. */
double
agree_icc_2_1(const struct agree_table *t)
{
	struct squares s = squares_of(t);
	int128 n = t->n, k = (int128)t->k;

	if (n < 2)
		return NAN;
	return exact_ratio(n * ((k - 1) * s.rows - s.error),
	    n * (k - 1) * (s.rows + s.error) +
	    k * ((n - 1) * s.columns - s.error));
}

double
agree_icc_3_1(const struct agree_table *t)
{
	struct squares s = squares_of(t);
	int128 k = (int128)t->k;

	if (t->n < 2)
		return NAN;
	return exact_ratio((k - 1) * s.rows - s.error,
	    (k - 1) * (s.rows + s.error));
}

/* ----------------------------------------------------------------- gaps -- */

/* What 1 to 15 all divide. */
enum { COMMON = 360360 };

/* Everything that is calculated is at most 2 COMMON n sum_sq. */
static const int128 too_large = (int128)1 << 104;

bool
agree_units_merge(struct agree_units *u, const struct agree_units *from)
{
	struct agree_units both = *u;

	if (!moments_merge(&both.all, &from->all) ||
	    both.all.n * both.all.sum_sq >= too_large)
		return false;
	for (size_t m = 2; m <= AGREE_RATERS; m++)
		both.within[m] += from->within[m];
	*u = both;
	return true;
}

bool
agree_units_add(struct agree_units *u, const int64_t *values, size_t m)
{
	struct agree_units one = { .all = { .n = 0 } };

	if (m > AGREE_RATERS)
		return false;
	if (m < 2)
		return true;
	for (size_t i = 0; i < m; i++)
		if (!moments_add(&one.all, values[i]))
			return false;
	one.within[m] = moments_spread(&one.all);
	return agree_units_merge(u, &one);
}

double
agree_alpha(const struct agree_units *u)
{
	int128 within = 0, total = COMMON * moments_spread(&u->all);

	for (size_t m = 2; m <= AGREE_RATERS; m++)
		within += u->within[m] * (COMMON / (int128)(m - 1));
	return exact_ratio(total - (u->all.n - (int128)1) * within, total);
}
