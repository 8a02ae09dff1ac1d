#include "calc/phase.h"

#include <math.h>

#include "calc/exact.h"
#include "calc/moments.h"

/* Two phases with values turned, when they are read, so that up is better. */
struct phases {
	const int64_t	*a, *b;
	size_t		 m, n;
	int		 better;
};

static int64_t
a_of(const struct phases *p, size_t i)
{
	return p->better * p->a[i];
}

static int64_t
b_of(const struct phases *p, size_t i)
{
	return p->better * p->b[i];
}

/* 2 if b is better, 1 if they are equal: shares in halves. */
static int
win(int64_t a, int64_t b)
{
	return b > a ? 2 : b == a;
}

/* ---------------------------------------------------------- all pairs -- */

/* Sums over all pairs of wins and their squares; those of one a, or of one b,
 * taken together are squared as a whole. */
struct wins {
	int128	sum, square, square_a, square_b;
};

static void
count_wins(const struct phases *p, struct wins *w)
{
	for (size_t i = 0; i < p->m; i++) {
		int128 of_a = 0;

		for (size_t j = 0; j < p->n; j++) {
			int won = win(a_of(p, i), b_of(p, j));

			of_a += won;
			w->square += won * won;
		}
		w->sum += of_a;
		w->square_a += of_a * of_a;
	}
	for (size_t j = 0; j < p->n; j++) {
		int128 of_b = 0;

		for (size_t i = 0; i < p->m; i++)
			of_b += win(a_of(p, i), b_of(p, j));
		w->square_b += of_b * of_b;
	}
}

/* With k = mn pairs and p = sum / 2k, all terms over 4k^2. */
static double
standard_error(const struct phases *p, const struct wins *w)
{
	int128 m = p->m, n = p->n, k = m * n, kept = w->sum, over;

	if (kept < 1)
		kept = 1;
	if (kept > 2 * k - 1)
		kept = 2 * k - 1;
	over = kept * (2 * k - kept) - (m + n - 2) * w->sum * w->sum +
	    k * (w->square_a + w->square_b - 2 * w->square);
	return exact_root(over, 4 * k * k * (m - 1) * (n - 1));
}

/* Pairs of A that rise less those that fall. */
static int128
trend_of_a(const struct phases *p)
{
	int128 s = 0;

	for (size_t i = 0; i < p->m; i++)
		for (size_t j = i + 1; j < p->m; j++)
			s += win(a_of(p, i), a_of(p, j)) - 1;
	return s;
}

static void
compare_pairs(const struct phases *p, struct phase_effect *e)
{
	int128 k = (int128)p->m * p->n;
	struct wins w = { 0 };

	count_wins(p, &w);
	e->nap = exact_ratio(w.sum, 2 * k);
	e->nap_se = standard_error(p, &w);
	e->tau = exact_ratio(w.sum - k, k);
	e->tau_u = exact_ratio(w.sum - k - trend_of_a(p), k);
}

/* ---------------------------------------------------------- a line in A -- */

/* The value of A with rank values below it, rank from 0. */
static int64_t
ranked_a(const struct phases *p, size_t rank)
{
	for (size_t i = 0;; i++) {
		size_t below = 0, equal = 0;

		for (size_t j = 0; j < p->m; j++) {
			below += a_of(p, j) < a_of(p, i);
			equal += a_of(p, j) == a_of(p, i);
		}
		if (below <= rank && rank < below + equal)
			return a_of(p, i);
	}
}

static void
compare_lines(const struct phases *p, struct phase_effect *e)
{
	int128 twice_median = (int128)ranked_a(p, (p->m - 1) / 2) +
	    ranked_a(p, p->m / 2);
	int64_t best = ranked_a(p, p->m - 1);
	int128 beyond_best = 0, beyond_median = 0;

	for (size_t j = 0; j < p->n; j++) {
		int128 twice = (int128)2 * b_of(p, j);

		beyond_best += b_of(p, j) > best;
		beyond_median += twice > twice_median ? 2 :
		    twice == twice_median;
	}
	e->pnd = exact_ratio(beyond_best, p->n);
	e->pem = exact_ratio(beyond_median, 2 * (int128)p->n);
}

/* As many as can stay: what is left of A ends at one of its values, or is
 * nothing, and B keeps what is better than that. */
static size_t
most_that_stay(const struct phases *p)
{
	size_t most = p->n;

	for (size_t i = 0; i < p->m; i++) {
		size_t stay = 0;

		for (size_t j = 0; j < p->m; j++)
			stay += a_of(p, j) <= a_of(p, i);
		for (size_t j = 0; j < p->n; j++)
			stay += b_of(p, j) > a_of(p, i);
		if (stay > most)
			most = stay;
	}
	return most;
}

static void
compare_removals(const struct phases *p, struct phase_effect *e)
{
	int128 m = p->m, n = p->n, stay = most_that_stay(p);

	e->pand = exact_ratio(stay, m + n);
	e->ird = exact_ratio((m + n) * stay - m * m - n * n, 2 * m * n);
}

/* --------------------------------------------------------------- means -- */

static bool
add_all(struct moments *sums, const int64_t *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!moments_add(sums, v[i]))
			return false;
	return true;
}

static double
standardized(const struct moments *a, const struct moments *b, int better)
{
	int128 m = a->n, n = b->n, df = m - 1;

	if (m < 3 || moments_spread(a) == 0)
		return NAN;
	return exact_ratio(better * (b->sum * m - a->sum * n),
	    m * n * NUM_ONE) / moments_sd(a) *
	    exact_ratio(4 * df - 4, 4 * df - 1);
}

/* V / 2n mean^2, in which the n of the mean cancel: spread / 2(n-1) sum^2. */
static double
log_bias(const struct moments *v)
{
	return exact_ratio(moments_spread(v), v->sum * v->sum) /
	    (2 * (v->n - 1.0));
}

static double
log_ratio(const struct moments *a, const struct moments *b, int better)
{
	if (a->sum <= 0 || b->sum <= 0 || a->n < 2 || b->n < 2)
		return NAN;
	return better * (log(exact_ratio(b->sum * a->n, a->sum * b->n)) +
	    log_bias(b) - log_bias(a));
}

static bool
compare_means(const struct phases *p, struct phase_effect *e)
{
	struct moments a = { 0 }, b = { 0 };

	if (!add_all(&a, p->a, p->m) || !add_all(&b, p->b, p->n))
		return false;
	e->smd = standardized(&a, &b, p->better);
	e->lrr = log_ratio(&a, &b, p->better);
	return true;
}

bool
phase_compare(const int64_t *a, size_t n_a, const int64_t *b, size_t n_b,
    int better, struct phase_effect *effect)
{
	struct phases p = { a, b, n_a, n_b, better };

	if (n_a < 1 || n_b < 1 || n_a > PHASE_MAX || n_b > PHASE_MAX ||
	    !compare_means(&p, effect))
		return false;
	compare_pairs(&p, effect);
	compare_lines(&p, effect);
	compare_removals(&p, effect);
	return true;
}
