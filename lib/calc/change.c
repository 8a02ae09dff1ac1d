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

static void
small_ends(struct change_small *c, int16_t t, int32_t value)
{
	if (c->n == 0 || t < c->first_t) {
		c->first_t = t;
		c->first = value;
	}
	if (c->n == 0 || t > c->last_t) {
		c->previous_t = c->last_t;
		c->previous = c->last;
		c->last_t = t;
		c->last = value;
	} else if (c->n == 1 || t > c->previous_t) {
		c->previous_t = t;
		c->previous = value;
	}
}

/* With n, t and value within their types only sum_tt can overflow. */
bool
change_small_add(struct change_small *c, day_t day, int64_t value)
{
	int64_t t = c->n == 0 ? 0 : (int64_t)day - c->base;
	uint32_t sum_tt;

	if (c->n == UINT16_MAX || t < INT16_MIN || t > INT16_MAX ||
	    value < INT32_MIN || value > INT32_MAX ||
	    __builtin_add_overflow(c->sum_tt, t * t, &sum_tt))
		return false;
	if (c->n == 0)
		c->base = day;
	small_ends(c, (int16_t)t, (int32_t)value);
	c->sum_t += (int32_t)t;
	c->sum_tt = sum_tt;
	c->sum_y += value;
	c->sum_ty += t * value;
	c->n++;
	return true;
}

/* With u = t + z, where t counts from the base and u from the zero:
 * sum(u) = sum(t) + nz, sum(uu) = sum(tt) + 2z sum(t) + nzz,
 * sum(uy) = sum(ty) + z sum(y). */
struct change
change_of_small(const struct change_small *c)
{
	int64_t n = c->n, z = c->base - CHANGE_DAY_ZERO;

	return (struct change){
	    .sum_ty = c->sum_ty + (int128)z * c->sum_y,
	    .sum_t = c->sum_t + n * z,
	    .sum_tt = c->sum_tt + 2 * z * c->sum_t + n * z * z,
	    .sum_y = c->sum_y,
	    .first = c->first, .previous = c->previous, .last = c->last,
	    .first_day = c->base + c->first_t,
	    .previous_day = n < 2 ? 0 : c->base + c->previous_t,
	    .last_day = c->base + c->last_t, .n = c->n };
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
