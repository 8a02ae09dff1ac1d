/*
 * change: what a series of ratings comes to: first, previous and last value,
 * the least-squares slope on days, and the verdict on the gain.  Values come
 * one at a time, in any order of days; sums are exact integers, so the result
 * does not depend on the order, and two states merge exactly.
 *
 * Numbers in, numbers out: values are millionths, days are day numbers.  Two
 * values on one day are not this module's to judge: they must not be added.
 */
#ifndef CALC_CHANGE_H
#define CALC_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/num.h"

struct change {
	int128		 sum_ty;	/* days times values */
	int64_t		 sum_t;		/* days, counted from CHANGE_DAY_ZERO */
	int64_t		 sum_tt;
	int64_t		 sum_y;
	int64_t		 first, previous, last;
	day_t		 first_day, previous_day, last_day;
	uint32_t	 n;
};

/* 2020-01-01: close to the data, so that sums stay small. */
enum { CHANGE_DAY_ZERO = 18262 };

/* A zeroed struct has no values.  False, with nothing changed, if the sums
 * would overflow 64 bits. */
bool	change_add(struct change *c, day_t day, int64_t value);

/* The same in less room, for the values, days and numbers of values that there
 * mostly are: memory is what many series cost.  Days are counted from the first
 * that came, in which the sums stay small; they are exact all the same. */
struct change_small {
	int64_t		 sum_ty, sum_y;
	uint32_t	 sum_tt;
	int32_t		 sum_t;
	int32_t		 first, previous, last;
	day_t		 base;		/* days are counted from it */
	int16_t		 first_t, previous_t, last_t;
	uint16_t	 n;
};

/* A zeroed struct has no values.  False, with nothing changed, if the value is
 * one too much for it: change_of_small() has room. */
bool	change_small_add(struct change_small *c, day_t day, int64_t value);
struct change change_of_small(const struct change_small *c);

/* The slope per 30 days in millionths, rounded half away from zero: exactly
 * 30 (n sum(ty) - sum(t) sum(y)) / (n sum(tt) - sum(t)^2), the least-squares
 * line of y on t.  Source: Gauss 1809 as in any textbook, e.g. Draper and
 * Smith, Applied Regression Analysis, 3rd ed. 1998, p. 24.  False with fewer
 * than two days, or where the result does not fit. */
bool	change_slope_30d(const struct change *c, int64_t *slope);

enum verdict {
	VERDICT_NONE,		/* fewer than two values */
	VERDICT_UNKNOWN,	/* no threshold is known */
	VERDICT_RECOVERED,
	VERDICT_IMPROVED,
	VERDICT_UNCHANGED,
	VERDICT_DETERIORATED
};

/* What is known about a change on this scale, for this rater and age. */
struct threshold {
	int		better;		/* +1: up is better, -1: down is */
	bool		has_change;
	int64_t		change;		/* reliable change, > 0 */
	bool		has_cutoff;
	int64_t		cutoff;
};

/* Improved when the gain reaches the threshold (inclusive), deteriorated when
 * it falls by it; recovered when improved and the first value was strictly on
 * the bad side of the cutoff and the last on it or better.  After Jacobson and
 * Truax, J Consult Clin Psychol 59 (1991) 12-19, with the boundaries decided
 * for exact score units. */
enum verdict	change_verdict(const struct change *c,
		    const struct threshold *t);
const char	*verdict_name(enum verdict v);

/* A case over its series: any deteriorated is decline, else any improved or
 * recovered is progress, else any unchanged is unchanged, else unknown.  The
 * rule is that of NHS England's meaningful change for closed referrals. */
enum course {
	COURSE_NONE,		/* no series with two values */
	COURSE_UNKNOWN,
	COURSE_UNCHANGED,
	COURSE_PROGRESS,
	COURSE_DECLINE
};

enum course	course_add(enum course so_far, enum verdict v);
/* The verdict over two series, as course_add() ranks them, with recovered
 * before improved. */
enum verdict	verdict_over(enum verdict a, enum verdict b);

#endif
