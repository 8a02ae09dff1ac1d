#include "follow/occasion.h"

#include <stdlib.h>

#include "base/mem.h"

/* One series of those that may be of one thing. */
struct member {
	struct str		 key[SERIES_KEYS];
	struct series		 series;
	const struct point	*point;
	size_t			 n;
};

/* One rating of a thing. */
struct given {
	struct str		 meeting;
	const struct member	*by;
	const struct point	*point;
};

/* Those of one occasion, one behind the other. */
struct gathered {
	const struct given	*given;		/* one a rater */
	size_t			 n;
	day_t			 day;
};

struct walk {
	const struct series_set	*set;
	occasion_fn		*fn;
	void			*arg;
	struct member		*member;
	struct given		*given;
	struct gathered		*gathered;
	struct occasion_rating	*rating;
	size_t			 n_given, members_cap, given_cap, gathered_cap,
				 ratings_cap;
};

static struct str
meeting_of(const struct walk *w, const struct point *p)
{
	return series_tag(w->set, p);
}

/* Of one thing: the same meeting, or the same day without one. */
static bool
is_same(const struct given *a, const struct given *b)
{
	return str_eq(a->meeting, b->meeting) &&
	    (a->meeting.len > 0 || a->point->day == b->point->day);
}

/* ---------------------------------------------------------- occasions -- */

/* By occasion, rater and day. */
static int
by_occasion(const void *a, const void *b)
{
	const struct given *x = a, *y = b;
	int order = str_cmp(x->meeting, y->meeting);

	if (order == 0 && x->meeting.len == 0)
		order = (x->point->day > y->point->day) -
		    (x->point->day < y->point->day);
	if (order == 0)
		order = (x->by > y->by) - (x->by < y->by);
	return order != 0 ? order : (x->point > y->point) -
	    (x->point < y->point);
}

static int
by_day(const void *a, const void *b)
{
	const struct gathered *x = a, *y = b;

	return x->day != y->day ? (x->day > y->day) - (x->day < y->day) :
	    str_cmp(x->given->meeting, y->given->meeting);
}

/* The occasion that begins at `from`, the latest rating of each rater moved to
 * its front; returns where the next one begins. */
static size_t
gather(struct walk *w, size_t from, struct gathered *g)
{
	struct given *all = w->given;
	size_t i = from;

	*g = (struct gathered){ .given = all + from,
	    .day = all[from].point->day };
	for (; i < w->n_given && is_same(&all[i], &all[from]); i++) {
		bool is_last = i + 1 == w->n_given ||
		    !is_same(&all[i + 1], &all[i]) ||
		    all[i + 1].by != all[i].by;

		if (all[i].point->day > g->day)
			g->day = all[i].point->day;
		if (is_last)
			all[from + g->n++] = all[i];
	}
	return i;
}

static const struct point *
previous_of(const struct walk *w, const struct given *g)
{
	struct given before = { .point = g->point };

	while (before.point > g->by->point) {
		before.point--;
		before.meeting = meeting_of(w, before.point);
		if (!is_same(&before, g))
			return before.point;
	}
	return NULL;
}

static void
hand_over(struct walk *w, const struct gathered *g, bool is_latest)
{
	const struct given *first = g->given;
	struct occasion o = { .day = g->day, .meeting = first->meeting,
	    .is_latest = is_latest, .n = g->n };

	for (size_t i = 0; i < g->n; i++) {
		const struct given *given = &g->given[i];

		w->rating = mem_grow(w->rating, i, &w->ratings_cap,
		    sizeof(*w->rating));
		w->rating[i] = (struct occasion_rating){
		    given->by->key[SERIES_RATER], &given->by->series,
		    given->point, previous_of(w, given) };
	}
	memcpy(o.key, first->by->key, sizeof(o.key));
	o.key[SERIES_RATER] = (struct str){ "", 0 };
	o.rating = w->rating;
	w->fn(&o, w->arg);
}

/* ------------------------------------------------------------- things -- */

static void
add_points(struct walk *w, const struct member *m)
{
	for (size_t i = 0; i < m->n; i++) {
		w->given = mem_grow(w->given, w->n_given, &w->given_cap,
		    sizeof(*w->given));
		w->given[w->n_given++] = (struct given){
		    meeting_of(w, m->point + i), m, m->point + i };
	}
}

/* One thing: its series, by rater. */
static void
walk_thing(struct walk *w, const struct member *m, size_t n)
{
	size_t occasions = 0;

	w->n_given = 0;
	for (size_t i = 0; i < n; i++)
		add_points(w, &m[i]);
	qsort(w->given, w->n_given, sizeof(*w->given), by_occasion);
	for (size_t i = 0; i < w->n_given; occasions++) {
		w->gathered = mem_grow(w->gathered, occasions,
		    &w->gathered_cap, sizeof(*w->gathered));
		i = gather(w, i, &w->gathered[occasions]);
	}
	qsort(w->gathered, occasions, sizeof(*w->gathered), by_day);
	for (size_t i = 0; i < occasions; i++)
		hand_over(w, &w->gathered[i], i + 1 == occasions);
}

/* Are the fields of the key equal up to one of them? */
static bool
is_alike(const struct member *a, const struct member *b, int up_to)
{
	for (int k = 0; k <= up_to; k++)
		if (k != SERIES_RATER && !str_eq(a->key[k], b->key[k]))
			return false;
	return true;
}

static int
by_thing(const void *a, const void *b)
{
	static const int order[] = { SERIES_STAGE, SERIES_CONTEXT,
	    SERIES_RATER };
	const struct member *x = a, *y = b;
	int c = 0;

	for (size_t i = 0; c == 0 && i < sizeof(order) / sizeof(*order); i++)
		c = str_cmp(x->key[order[i]], y->key[order[i]]);
	return c;
}

/* In the order of keys the rater comes before stage and context: the series of
 * a thing need not stand together, but stand near each other. */
static void
walk_near(struct walk *w, size_t n)
{
	qsort(w->member, n, sizeof(*w->member), by_thing);
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n && is_alike(&w->member[i],
		    &w->member[j], SERIES_CONTEXT);)
			j++;
		walk_thing(w, &w->member[i], j - i);
	}
}

void
occasions_each(const struct series_set *set, occasion_fn *fn, void *arg)
{
	struct walk w = { .set = set, .fn = fn, .arg = arg };
	size_t near = 0;

	for (size_t i = 0; i < series_count(set); i++) {
		struct member m = { .series = series_at(set, i) };

		series_key(set, &m.series, m.key);
		m.n = series_points(set, i, &m.point);
		if (near > 0 && !is_alike(&m, &w.member[0], SERIES_GOAL)) {
			walk_near(&w, near);
			near = 0;
		}
		w.member = mem_grow(w.member, near, &w.members_cap,
		    sizeof(*w.member));
		w.member[near++] = m;
	}
	if (near > 0)
		walk_near(&w, near);
	free(w.member);
	free(w.given);
	free(w.gathered);
	free(w.rating);
}
