#include "calc/runchart.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"

static int
way_from(int128 before, int128 now)
{
	return (now > before) - (now < before);
}

/* Twice the median: a whole number. */
static int128
twice_median(const struct point *p, size_t n)
{
	int64_t *value = points_sorted(p, n);
	int128 twice = (int128)value[(n - 1) / 2] + value[n / 2];

	free(value);
	return twice;
}

/* Finds the rows of equal way of so many points at least that count. */
static void
find_runs(struct runchart_runs *runs, size_t n, size_t least)
{
	struct runchart_run run = { 0 };

	for (size_t i = 0; i <= n; i++) {
		int way = i < n ? runs->way[i] : 0;

		if (i < n && way == 0)
			continue;
		if (way != 0 && way == run.way) {
			run.last = i;
			run.n++;
			continue;
		}
		if (run.n >= least)
			runs->run[runs->n++] = run;
		run = (struct runchart_run){ i, i, 1, way };
	}
}

static void
make_room(struct runchart_runs *runs, size_t n)
{
	runs->way = mem_array(NULL, n, sizeof(*runs->way));
	runs->run = mem_array(NULL, n, sizeof(*runs->run));
	runs->n = 0;
}

/* A trend has one point more than steps: that from which it starts, which of
 * equal ones is the first. */
static void
add_starts(struct runchart_runs *trends, const struct point *p)
{
	for (size_t i = 0; i < trends->n; i++) {
		struct runchart_run *run = &trends->run[i];

		run->first--;
		while (run->first > 0 &&
		    p[run->first].value == p[run->first - 1].value)
			run->first--;
		run->n++;
	}
}

void
runchart_make(struct runchart *c, const struct point *p, size_t n,
    size_t n_median)
{
	int128 twice = n_median > 0 ? twice_median(p, n_median) : 0;

	c->has_median = n_median > 0;
	c->median = 0;
	num_divide(twice, 2, &c->median);
	make_room(&c->shifts, n);
	make_room(&c->trends, n);
	for (size_t i = 0; i < n; i++) {
		c->shifts.way[i] = c->has_median ?
		    way_from(twice, (int128)2 * p[i].value) : 0;
		c->trends.way[i] = i > 0 ?
		    way_from(p[i - 1].value, p[i].value) : 0;
	}
	find_runs(&c->shifts, n, RUNCHART_SHIFT);
	find_runs(&c->trends, n, RUNCHART_TREND - 1);
	add_starts(&c->trends, p);
}

void
runchart_release(struct runchart *c)
{
	free(c->shifts.way);
	free(c->shifts.run);
	free(c->trends.way);
	free(c->trends.run);
	*c = (struct runchart){ 0 };
}

size_t
runchart_number(const struct runchart_runs *runs, size_t point)
{
	for (size_t i = 0; i < runs->n; i++) {
		const struct runchart_run *run = &runs->run[i];

		if (point == run->first || (runs->way[point] != 0 &&
		    point > run->first && point <= run->last))
			return i + 1;
	}
	return 0;
}
