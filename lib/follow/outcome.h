/*
 * outcome: what came of the courses of help: the cases of a register that are
 * closed, in groups of equal fields of the case, and of these groups what each
 * rater role's ratings on each scale come to.
 *
 * What is counted is a case, once in each line, however many series it has
 * there (several goals, or several persons of one role): its values are the
 * means over those of its series that have two ratings or more, and its verdict
 * is that of course_add() over them: deteriorated if any is.
 *
 * Everything is counted into a state, and every figure is calculated from one:
 * so a state merged from parts gives what the whole gives.  Knows no columns of
 * output, prints nothing but findings.
 */
#ifndef FOLLOW_OUTCOME_H
#define FOLLOW_OUTCOME_H

#include "calc/effect.h"
#include "follow/judge.h"
#include "follow/state.h"

enum { OUTCOME_BY_MAX = 8 };

/* What is to be counted. */
struct outcome_plan {
	struct str	by[OUTCOME_BY_MAX];	/* fields of the case */
	size_t		n_by;
	bool		open;		/* open cases too */
	/* One line per role over all scales, and no recovery: the rule of NHS
	 * England for closed referrals (meaningful change), as published with
	 * its mental health statistics. */
	bool		nhs;
	day_t		as_of;		/* closed later is open */
};

/* Counts into an empty state.  cases holds the register's; only those of `only`
 * count, where it is not NULL.  False, told, if a rated case is not in the
 * register, or a date of a case is none. */
bool	outcome_count(struct state *st, const struct outcome_plan *plan,
	    const struct series_set *set, const struct frame *cases,
	    const struct frame *only, struct judge *judge);
/* The plan that a state was counted by; false, told, if it is no state of
 * outcomes.  Texts are the state's. */
bool	outcome_plan_of(struct state *st, struct outcome_plan *plan);

enum {
	OUTCOME_SCALE, OUTCOME_ITEM, OUTCOME_RATER, OUTCOME_SUBJECT,
	OUTCOME_STAGE, OUTCOME_CONTEXT, OUTCOME_KEYS
};

struct outcome {
	struct str	by[OUTCOME_BY_MAX];
	struct str	key[OUTCOME_KEYS];	/* all empty: nobody rated */
	/* Of the group: */
	uint64_t	cases, planned, unplanned;
	/* Of its cases that were rated by this role on this scale: */
	uint64_t	rated;
	/* and twice; the verdicts and what was so at the start are theirs. */
	uint64_t	paired, recovered, improved, unchanged, deteriorated;
	uint64_t	unknown, functional, capped;
	/* Of those rated, the closed ones of which it is known whether they
	 * are: ended unplanned, short of the cutoff or the green zone. */
	uint64_t	dropouts, dropout_of;
	struct effect_size size;
	/* Medians over the rated ones: of the days from start to end, and of
	 * the ratings.  NaN without any. */
	double		days, ratings;
};

/* After state_sort(), for each line in the order of keys; with NULL it is only
 * looked at.  False, told, if the numbers of the state cannot be. */
typedef void outcome_fn(const struct outcome *o, void *arg);
bool	outcome_each(struct state *st, const struct outcome_plan *plan,
	    double level, outcome_fn *fn, void *arg);

#endif
