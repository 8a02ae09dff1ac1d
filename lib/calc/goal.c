#include "calc/goal.h"

#include "calc/exact.h"

enum { START, NOW };

static const int64_t largest = NUM_ONE * NUM_ONE;

static bool
is_level(int64_t x)
{
	return x >= -largest && x <= largest;
}

bool
goals_add(struct goals *g, int64_t weight, int64_t baseline, int64_t achieved)
{
	int128 w = weight;

	if (weight < 0 || weight > largest || !is_level(baseline) ||
	    !is_level(achieved) || g->n == GOALS_MAX)
		return false;
	g->weighted[START] += w * baseline;
	g->weighted[NOW] += w * achieved;
	g->plain[START] += baseline;
	g->plain[NOW] += achieved;
	g->sum_w += w;
	g->sum_ww += w * w;
	g->n++;
	return true;
}

/* As if every goal had the weight 1. */
static struct goals
unweighted(const struct goals *g)
{
	struct goals all = *g;

	all.sum_w = (int128)g->n * NUM_ONE;
	all.sum_ww = all.sum_w * NUM_ONE;
	all.weighted[START] = g->plain[START] * NUM_ONE;
	all.weighted[NOW] = g->plain[NOW] * NUM_ONE;
	return all;
}

bool
goals_scores(const struct goals *g, int64_t rho, struct goal_scores *scores)
{
	struct goals all = *g;
	double baseline, achieved, spread;

	if (g->n == 0 || rho < 0 || rho > NUM_ONE)
		return false;
	if (g->sum_w == 0)
		all = unweighted(g);
	/* Over 10, and in millionths. */
	spread = exact_root((NUM_ONE - rho) * all.sum_ww +
	    rho * all.sum_w * all.sum_w, NUM_ONE) * (double)NUM_ONE / 10;
	baseline = (double)all.weighted[START] / spread;
	achieved = (double)all.weighted[NOW] / spread;
	scores->baseline = 50 + baseline;
	scores->achieved = 50 + achieved;
	scores->change = (double)(all.weighted[NOW] - all.weighted[START]) /
	    spread;
	return true;
}
