/*
 * Who stands beside whom is found by trying: two neighbouring groups of a row
 * change places, or a group is turned around, as long as that makes the lines
 * shorter.  Places then follow from the order: each row comes as near as it
 * can to where its people belong (pool adjacent violators: Barlow et al. 1972,
 * chapter 1), the rows in turn.
 */
#include "draw/genogram_layout.h"

#include <stdlib.h>

enum {
	SWEEPS = 12, LAST_SWEEPS = 100,	/* while trying, and of the result */
	TRIES = 6000,			/* at most */
	GROUP_MOST = 4,			/* of those that change places */
	ROW_HIGH = 158, LANE = 10,	/* from row to row, and for each bar */
	TOP = 44, ROUNDED = 4,
	NETWORK_ROW = 7			/* persons */
};

/* A wish where to stand; strong ones count more. */
struct wish {
	long	sum, weight;
};

static void
wish(struct wish *w, long x, long weight)
{
	w->sum += x * weight;
	w->weight += weight;
}

static int
middle_of_children(const struct genogram_layout *l,
    const struct genogram_family *f)
{
	int low = l->x[f->child[0]], high = low;

	for (size_t i = 1; i < f->n; i++) {
		int x = l->x[f->child[i]];

		low = x < low ? x : low;
		high = x > high ? x : high;
	}
	return (low + high) / 2;
}

/* The middle of parents side by side; beside the outer one of others. */
static int
drop_of(const struct genogram_layout *l, const struct genogram_family *f)
{
	size_t a = f->parent[0], b = f->parent[1];

	if (f->parents == 0)
		return middle_of_children(l, f);
	if (f->parents == 1)
		return l->x[a];
	if (l->place[a] > l->place[b]) {
		a = f->parent[1];
		b = f->parent[0];
	}
	return l->place[b] - l->place[a] == 1 ? (l->x[a] + l->x[b]) / 2 :
	    l->x[b] - LAYOUT_APART / 2;
}

/* ---------------------------------------------------------------- wishes -- */

static void
wish_by_families(const struct genogram_layout *l, size_t who, struct wish *w)
{
	for (size_t i = 0; i < l->g->families; i++) {
		const struct genogram_family *f = &l->g->family[i];
		int drop = drop_of(l, f), middle = middle_of_children(l, f);

		for (size_t k = 0; k < f->n; k++)
			if (f->child[k] == who && f->parents > 0)
				/* Half as far apart as they were. */
				wish(w, drop + (l->x[who] - middle) / 2, 4);
		for (size_t k = 0; k < f->parents; k++)
			if (f->parent[k] == who)
				wish(w, l->x[who] + middle - drop, 4);
	}
}

static void
wish_by_couples(const struct genogram_layout *l, size_t who, struct wish *w)
{
	for (size_t i = 0; i < l->g->couples; i++) {
		const struct genogram_couple *c = &l->g->couple[i];
		size_t other = c->one == who ? c->other : c->one;

		if (c->one == who || c->other == who)
			wish(w, l->x[other] + (l->place[who] >
			    l->place[other] ? LAYOUT_APART : -LAYOUT_APART),
			    4);
	}
}

/* Whoever hangs on nothing else stands near the one it is told of. */
static void
wish_by_ties(const struct genogram_layout *l, size_t who, struct wish *w)
{
	for (size_t i = 0; i < l->g->ties && w->weight == 0; i++) {
		const struct genogram_tie *t = &l->g->tie[i];

		if (t->from == who && l->g->person[t->to].has_generation)
			wish(w, l->x[t->to], 1);
	}
	if (w->weight == 0)
		wish(w, l->x[who], 1);
}

/* ---------------------------------------------------------------- places -- */

static long
pool_mean(const struct wish *w)
{
	return w->sum / w->weight;
}

/* Each as near to its wish as the others of the row allow. */
static void
place_row(struct genogram_layout *l, size_t row)
{
	size_t start = l->start[row], n = l->start[row + 1] - start;
	struct wish *pool = mem_array(NULL, n + 1, sizeof(*pool));
	size_t *members = mem_array(NULL, n + 1, sizeof(*members));
	size_t pools = 0, at = 0;

	for (size_t i = 0; i < n; i++) {
		struct wish w = { 0 };
		size_t who = l->order[start + i];

		wish_by_families(l, who, &w);
		wish_by_couples(l, who, &w);
		wish_by_ties(l, who, &w);
		w.sum -= (long)i * LAYOUT_APART * w.weight;
		members[pools] = 1;
		pool[pools++] = w;
		while (pools > 1 && pool_mean(&pool[pools - 2]) >
		    pool_mean(&pool[pools - 1])) {
			pools--;
			pool[pools - 1].sum += pool[pools].sum;
			pool[pools - 1].weight += pool[pools].weight;
			members[pools - 1] += members[pools];
		}
	}
	for (size_t i = 0; i < pools; i++)
		for (size_t k = 0; k < members[i]; k++, at++)
			l->x[l->order[start + at]] = (int)(pool_mean(&pool[i])
			    + (long)at * LAYOUT_APART);
	free(pool);
	free(members);
}

static void
place_all(struct genogram_layout *l, int sweeps)
{
	for (size_t r = 0; r < l->rows; r++)
		for (size_t i = l->start[r]; i < l->start[r + 1]; i++) {
			l->place[l->order[i]] = i;
			l->x[l->order[i]] = (int)(i - l->start[r]) *
			    LAYOUT_APART;
		}
	for (int i = 0; i < sweeps; i++)
		for (size_t r = 0; r < l->rows; r++)
			place_row(l, i % 2 == 0 ? r : l->rows - 1 - r);
}

/* ----------------------------------------------------------------- order -- */

static long
far(int a, int b)
{
	return a < b ? b - a : a - b;
}

static void
span_of(const struct genogram_layout *l, const struct genogram_family *f,
    int *low, int *high)
{
	*low = *high = drop_of(l, f);
	for (size_t i = 0; i < f->n; i++) {
		int x = l->x[f->child[i]];

		*low = x < *low ? x : *low;
		*high = x > *high ? x : *high;
	}
}

/* Bars that lie above each other are hard to tell apart. */
static bool
share_room(const struct genogram_layout *l, size_t a, size_t b)
{
	const struct genogram_family *f = &l->g->family[a];
	const struct genogram_family *g = &l->g->family[b];
	int low[2], high[2];

	if (l->row[f->child[0]] != l->row[g->child[0]])
		return false;
	span_of(l, f, &low[0], &high[0]);
	span_of(l, g, &low[1], &high[1]);
	return low[0] <= high[1] + LANE && low[1] <= high[0] + LANE;
}

static long
cost_of(const struct genogram_layout *l)
{
	const struct genogram *g = l->g;
	long cost = 0;

	for (size_t i = 0; i < g->families; i++) {
		int low, high;

		span_of(l, &g->family[i], &low, &high);
		cost += high - low;
		for (size_t k = 0; k < g->family[i].n; k++)
			cost += far(l->x[g->family[i].child[k]],
			    drop_of(l, &g->family[i]));
		for (size_t k = 0; k < i; k++)
			cost += share_room(l, i, k) ? 3 * LAYOUT_APART : 0;
	}
	for (size_t i = 0; i < g->couples; i++) {
		size_t a = g->couple[i].one, b = g->couple[i].other;

		cost += 8 * LAYOUT_APART * (far((int)l->place[a],
		    (int)l->place[b]) - 1) + far(l->x[a], l->x[b]);
	}
	for (size_t i = 0; i < g->ties; i++)
		if (g->person[g->tie[i].from].has_generation &&
		    g->person[g->tie[i].to].has_generation)
			cost += far(l->x[g->tie[i].from],
			    l->x[g->tie[i].to]) / 4;
	return cost;
}

static void
turn(size_t *p, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		size_t kept = p[i];

		p[i] = p[n - 1 - i];
		p[n - 1 - i] = kept;
	}
}

/* The first a of n and the others change places; a == n: they are turned. */
static void
change(size_t *p, size_t a, size_t n)
{
	turn(p, n);
	if (a == n)
		return;
	turn(p, n - a);
	turn(p + n - a, a);
}

/* Tries everything that can be changed once; true if anything was better. */
static bool
improve_row(struct genogram_layout *l, size_t row, long *best)
{
	bool better = false;

	for (size_t i = l->start[row]; i < l->start[row + 1]; i++)
		for (size_t n = 2; n <= 2 * (size_t)GROUP_MOST &&
		    i + n <= l->start[row + 1]; n++)
			for (size_t a = 1; a <= n && l->tries < TRIES; a++) {
				long cost;

				l->tries++;
				change(&l->order[i], a, n);
				place_all(l, SWEEPS);
				cost = cost_of(l);
				if (cost < *best) {
					*best = cost;
					better = true;
				} else
					change(&l->order[i], a == n ? n :
					    n - a, n);
			}
	return better;
}

static void
find_order(struct genogram_layout *l)
{
	bool better = true;
	long best;

	place_all(l, SWEEPS);
	best = cost_of(l);
	while (better) {
		better = false;
		for (size_t r = 0; r < l->rows; r++)
			better |= improve_row(l, r, &best);
	}
	place_all(l, LAST_SWEEPS);
}

/* ------------------------------------------------------------------ rows -- */

static void
make_rows(struct genogram_layout *l)
{
	const struct genogram *g = l->g;
	size_t n = 0;
	int low = 0, high = 0;

	for (size_t i = 0; i < g->n; i++) {
		int at = g->person[i].generation;

		low = at < low ? at : low;
		high = at > high ? at : high;
	}
	l->rows = (size_t)high - (size_t)low + 1;
	l->start = mem_alloc((l->rows + 1) * sizeof(*l->start));
	for (size_t r = 0; r < l->rows; r++) {
		l->start[r] = n;
		for (size_t i = 0; i < g->n; i++)
			if (g->person[i].has_generation &&
			    g->person[i].generation == high - (int)r) {
				l->row[i] = r;
				l->order[n++] = i;
			}
	}
	l->start[l->rows] = n;
}

/* Bars in lanes, so that no two of them meet; returns how many. */
static int
make_lanes(struct genogram_layout *l, size_t row)
{
	int lanes = 0;

	for (size_t i = 0; i < l->g->families; i++) {
		if (l->row[l->g->family[i].child[0]] != row)
			continue;
		l->bar[i] = 0;
		for (size_t k = 0; k < i; k++)
			if (share_room(l, i, k) && l->bar[k] == l->bar[i]) {
				l->bar[i]++;
				k = (size_t)-1;
			}
		lanes = l->bar[i] >= lanes ? l->bar[i] + 1 : lanes;
	}
	return lanes;
}

static void
make_heights(struct genogram_layout *l)
{
	int y = TOP;

	for (size_t r = 0; r < l->rows; r++) {
		int lanes = make_lanes(l, r);

		y += r > 0 ? ROW_HIGH : 0;
		y += LANE * (lanes > 0 ? lanes - 1 : 0);
		for (size_t i = l->start[r]; i < l->start[r + 1]; i++)
			l->y[l->order[i]] = y;
		for (size_t i = 0; i < l->g->families; i++)
			if (l->row[l->g->family[i].child[0]] == r)
				l->bar[i] = y - LAYOUT_RADIUS - 20 -
				    LANE * l->bar[i];
	}
	l->height = y + LAYOUT_LABEL;
}

/* Below the child, as many in a row as there is room for. */
static void
place_network(struct genogram_layout *l)
{
	size_t family = l->start[l->rows], n = l->g->n - family, at = 0;
	size_t lines = (n + NETWORK_ROW - 1) / NETWORK_ROW;

	if (n == 0)
		return;
	l->network = l->height + 14;
	for (size_t i = 0; i < l->g->n; i++) {
		size_t line = at / ((n + lines - 1) / lines);
		size_t each = (n + lines - 1) / lines, first = line * each;
		size_t here = n - first < each ? n - first : each;

		if (l->g->person[i].has_generation)
			continue;
		l->x[i] = l->x[GENOGRAM_CHILD] + LAYOUT_APART * (2 * (int)(at -
		    first) - (int)here + 1) / 2;
		/* Lines to those below pass between those above. */
		if (line % 2 == 1 && here == each)
			l->x[i] += LAYOUT_APART / 2;
		l->y[i] = l->network + 66 + (int)line * (ROW_HIGH - 20);
		l->height = l->y[i] + LAYOUT_LABEL;
		at++;
	}
}

/* The leftmost stands at the edge. */
static void
move_right(struct genogram_layout *l)
{
	int low = l->x[0], high = low;

	for (size_t i = 0; i < l->g->n; i++) {
		low = l->x[i] < low ? l->x[i] : low;
		high = l->x[i] > high ? l->x[i] : high;
	}
	for (size_t i = 0; i < l->g->n; i++)
		l->x[i] += LAYOUT_EDGE - low;
	l->width = high - low + 2 * LAYOUT_EDGE;
}

void
genogram_layout_init(struct genogram_layout *l, const struct genogram *g)
{
	*l = (struct genogram_layout){ .g = g };
	l->x = mem_alloc(g->n * sizeof(*l->x));
	l->y = mem_alloc(g->n * sizeof(*l->y));
	l->row = mem_alloc(g->n * sizeof(*l->row));
	l->order = mem_alloc(g->n * sizeof(*l->order));
	l->place = mem_alloc(g->n * sizeof(*l->place));
	l->drop = mem_alloc((g->families + 1) * sizeof(*l->drop));
	l->bar = mem_alloc((g->families + 1) * sizeof(*l->bar));
	make_rows(l);
	find_order(l);
	make_heights(l);
	place_network(l);
	move_right(l);
	for (size_t i = 0; i < g->families; i++) {
		int middle = middle_of_children(l, &g->family[i]);

		/* What rounding has moved is put right. */
		l->drop[i] = drop_of(l, &g->family[i]);
		if (far(l->drop[i], middle) <= ROUNDED)
			l->drop[i] = middle;
	}
}

void
genogram_layout_release(struct genogram_layout *l)
{
	free(l->x);
	free(l->y);
	free(l->row);
	free(l->order);
	free(l->place);
	free(l->start);
	free(l->drop);
	free(l->bar);
	*l = (struct genogram_layout){ 0 };
}
