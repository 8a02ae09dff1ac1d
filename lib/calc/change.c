#include "calc/change.h"

/* Keeps the two latest and the earliest, whatever order they come in. */
static void
add_ends(struct change *c, day_t day, int64_t value)
{
	if (c->n == 0 || day < c->first_day) {
		c->first_day = day;
		c->first = value;
	}
	if (c->n == 0 || day > c->last_day) {
		c->previous_day = c->last_day;
		c->previous = c->last;
		c->last_day = day;
		c->last = value;
	} else if (c->n == 1 || day > c->previous_day) {
		c->previous_day = day;
		c->previous = value;
	}
}

bool
change_add(struct change *c, day_t day, int64_t value)
{
	int64_t t = day - CHANGE_DAY_ZERO, sum_tt, sum_y;

	if (c->n == UINT32_MAX ||
	    __builtin_add_overflow(c->sum_tt, t * t, &sum_tt) ||
	    __builtin_add_overflow(c->sum_y, value, &sum_y))
		return false;
	add_ends(c, day, value);
	c->sum_t += t;		/* smaller than sum_tt */
	c->sum_tt = sum_tt;
	c->sum_y = sum_y;
	c->sum_ty += (int128)t * value;
	c->n++;
	return true;
}

bool
change_slope_30d(const struct change *c, int64_t *slope)
{
	int128 n = c->n, over, under;

	if (c->n < 2)
		return false;
	under = n * c->sum_tt - (int128)c->sum_t * c->sum_t;
	if (under == 0)
		return false;
	if (__builtin_mul_overflow(n, c->sum_ty, &over) ||
	    __builtin_sub_overflow(over, (int128)c->sum_t * c->sum_y, &over) ||
	    __builtin_mul_overflow(over, (int128)30, &over))
		return false;
	return num_divide(over, under, slope);
}

enum verdict
change_verdict(const struct change *c, const struct threshold *t)
{
	int64_t gain = t->better * (c->last - c->first);

	if (c->n < 2)
		return VERDICT_NONE;
	if (!t->has_change)
		return VERDICT_UNKNOWN;
	if (gain <= -t->change)
		return VERDICT_DETERIORATED;
	if (gain < t->change)
		return VERDICT_UNCHANGED;
	if (t->has_cutoff && t->better * c->first < t->better * t->cutoff &&
	    t->better * c->last >= t->better * t->cutoff)
		return VERDICT_RECOVERED;
	return VERDICT_IMPROVED;
}

const char *
verdict_name(enum verdict v)
{
	static const char *const names[] = {
		[VERDICT_NONE] = "",
		[VERDICT_UNKNOWN] = "unknown",
		[VERDICT_RECOVERED] = "recovered",
		[VERDICT_IMPROVED] = "improved",
		[VERDICT_UNCHANGED] = "unchanged",
		[VERDICT_DETERIORATED] = "deteriorated",
	};

	return names[v];
}

enum course
course_add(enum course so_far, enum verdict v)
{
	static const enum course of[] = {
		[VERDICT_NONE] = COURSE_NONE,
		[VERDICT_UNKNOWN] = COURSE_UNKNOWN,
		[VERDICT_RECOVERED] = COURSE_PROGRESS,
		[VERDICT_IMPROVED] = COURSE_PROGRESS,
		[VERDICT_UNCHANGED] = COURSE_UNCHANGED,
		[VERDICT_DETERIORATED] = COURSE_DECLINE,
	};

	/* The enum is in the order of the rule. */
	return of[v] > so_far ? of[v] : so_far;
}

enum verdict
verdict_over(enum verdict a, enum verdict b)
{
	static const int rank[] = { [VERDICT_NONE] = 0, [VERDICT_UNKNOWN] = 1,
	    [VERDICT_UNCHANGED] = 2, [VERDICT_IMPROVED] = 3,
	    [VERDICT_RECOVERED] = 4, [VERDICT_DETERIORATED] = 5 };

	return rank[a] > rank[b] ? a : b;
}
