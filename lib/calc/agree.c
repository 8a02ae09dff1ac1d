#include "calc/agree.h"

#define MATHLIB_STANDALONE
#include <Rmath.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "calc/exact.h"
#include "calc/point.h"

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

/* ---------------------------------------------------------------- ranks -- */

/* How many of n sorted values are below a value, or, with up_to, not above. */
static size_t
count_below(const int64_t *sorted, size_t n, int64_t value, bool up_to)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sorted[middle] < value ||
		    (up_to && sorted[middle] == value))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
agree_ranks(int64_t *values, size_t n)
{
	int64_t *sorted = mem_array(NULL, n, sizeof(*sorted));

	for (size_t i = 0; i < n; i++)
		sorted[i] = values[i];
	values_sort(sorted, n);
	/* Ranks from below + 1 to up to: their ends make twice the middle. */
	for (size_t i = 0; i < n; i++)
		values[i] = (int64_t)(count_below(sorted, n, values[i], false) +
		    1 + count_below(sorted, n, values[i], true));
	free(sorted);
}

/* ---------------------------------------------------------------- kappa -- */

/* Over all pairs of a value of x and one of y, both sorted: how many are equal,
 * and how far they lie apart. */
struct chance {
	int128	equal, apart;
};

static struct chance
chance_of(const int64_t *x, const int64_t *y, size_t n)
{
	struct chance all = { 0 };
	size_t below = 0, up_to = 0;
	int128 sum = 0, sum_below = 0;

	for (size_t i = 0; i < n; i++)
		sum += y[i];
	for (size_t i = 0; i < n; i++) {
		for (; below < n && y[below] < x[i]; below++)
			sum_below += y[below];
		for (; up_to < n && y[up_to] <= x[i];)
			up_to++;
		all.equal += (int128)(up_to - below);
		/* Those below, and those from there on. */
		all.apart += (int128)below * x[i] - sum_below;
		all.apart += sum - sum_below - (int128)(n - below) * x[i];
	}
	return all;
}

bool
agree_kappa(int64_t *x, int64_t *y, size_t n, struct agree_kappa *result)
{
	struct pairs pairs = { .sum_xy = 0 };
	struct agree_pair pair;
	struct chance chance;
	int128 all = (int128)n * (int128)n, equal = 0, apart = 0;

	for (size_t i = 0; i < n; i++) {
		if (!pairs_add(&pairs, x[i], y[i]))
			return false;
		equal += x[i] == y[i];
		apart += x[i] > y[i] ? x[i] - y[i] : y[i] - x[i];
	}
	agree_pair(&pairs, 0.5, &pair);
	values_sort(x, n);
	values_sort(y, n);
	chance = chance_of(x, y, n);
	*result = (struct agree_kappa){
		.plain = exact_ratio((int128)n * equal - chance.equal,
		    all - chance.equal),
		.linear = exact_ratio(chance.apart - (int128)n * apart,
		    chance.apart),
		.quadratic = pair.concordance,
	};
	return true;
}

/* -------------------------------------------------------------- overall -- */

/* How many ratings of the thing of the first one follow, it included. */
static size_t
same_thing(const struct agree_rating *rating, size_t n)
{
	size_t m = 1;

	while (m < n && rating[m].thing == rating->thing)
		m++;
	return m;
}

/* Alpha, of the values of all things with two or more. */
static bool
alpha_of(const struct agree_rating *rating, size_t n, const int64_t *value,
    double *alpha)
{
	struct agree_units units = { .all = { .n = 0 } };

	for (size_t i = 0, m; i < n; i += m) {
		m = same_thing(rating + i, n - i);
		if (m > 1) {
			if (!agree_units_add(&units, value, m))
				return false;
			value += m;
		}
	}
	*alpha = agree_alpha(&units);
	return true;
}

/* The values of things that all raters rated, rater by rater with room for
 * `room` each. */
static bool
add_complete(const struct agree_rating *rating, size_t room, int64_t *by_rater,
    struct agree_table *table)
{
	int64_t row[AGREE_RATERS];

	for (size_t j = 0; j < table->k; j++) {
		row[rating[j].rater] = rating[j].value;
		by_rater[rating[j].rater * room + table->n] = rating[j].value;
	}
	return agree_table_add(table, row);
}

static bool
calculate(const struct agree_rating *rating, size_t n, size_t raters,
    int64_t *value, int64_t *by_rater, struct agree_overall *result)
{
	struct agree_table table = { .k = raters };
	size_t room = n / raters, pairable = 0;

	for (size_t i = 0, m; i < n; i += m) {
		m = same_thing(rating + i, n - i);
		result->things += m > 1;
		for (size_t j = 0; m > 1 && j < m; j++)
			value[pairable++] = rating[i + j].value;
		if (m == raters && !add_complete(rating + i, room, by_rater,
		    &table))
			return false;
	}
	result->complete = table.n;
	result->icc_2_1 = agree_icc_2_1(&table);
	result->icc_3_1 = agree_icc_3_1(&table);
	if (raters == 2 && !agree_kappa(by_rater, by_rater + room, table.n,
	    &result->kappa))
		return false;
	if (!alpha_of(rating, n, value, &result->alpha))
		return false;
	agree_ranks(value, pairable);
	return alpha_of(rating, n, value, &result->alpha_ordinal);
}

bool
agree_overall(const struct agree_rating *rating, size_t n, size_t raters,
    struct agree_overall *result)
{
	int64_t *value = mem_array(NULL, n, sizeof(*value));
	int64_t *by_rater = mem_array(NULL, n, sizeof(*by_rater));
	bool ok;

	*result = (struct agree_overall){
		.kappa = { NAN, NAN, NAN },
	};
	ok = calculate(rating, n, raters, value, by_rater, result);
	free(value);
	free(by_rater);
	return ok;
}
