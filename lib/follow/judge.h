/*
 * judge: what a series comes to on its scale: which direction is good, which
 * norm holds for the role that rated and the age at the first rating, and so
 * the verdict and the zone.  Every command that shows a verdict asks here, and
 * by which rule they judge is said here, so that no two of them differ.
 *
 * Reads nothing and prints nothing.  Answers are kept by the number of the
 * rest of the key: a judge belongs to one set of series.
 */
#ifndef FOLLOW_JUDGE_H
#define FOLLOW_JUDGE_H

#include <stddef.h>

#include "calc/change.h"
#include "calc/reliable.h"
#include "define/defs.h"
#include "follow/series.h"
#include "follow/state.h"
#include "table/frame.h"

struct judged_rest;
struct judge_sample;

enum judge_method {
	JUDGE_POINTS,		/* the norm's reliable change */
	JUDGE_JT,		/* reliable_change() */
	JUDGE_PERCENT		/* reliable_percent() */
};

/* Zeroed: by the norm's reliable change and cutoff. */
struct judge_rule {
	enum judge_method method;
	double		 level;		/* jt: between 0 and 1 */
	bool		 sample;	/* jt: the sd is the sample's */
	int64_t		 reliability;	/* jt: not the norm's; 0: the norm's */
	int64_t		 share;		/* percent: of the first value */
	bool		 calculated;	/* the cutoff, by reliable_cutoff() */
	enum cutoff	 cutoff;	/* where calculated */
};

struct judge {
	struct judge_rule	 rule;
	const struct scales	*scales;	/* borrowed */
	const struct frame	*cases;		/* borrowed; may be NULL */
	size_t			 born;		/* its column */
	struct judged_rest	*rest;		/* by rest_no, owned */
	size_t			 n;
	struct intern		 groups;	/* scale, item and role */
	struct judge_sample	*sample;	/* by number of group, owned */
	size_t			 samples_cap;
	const struct scale	*put_scale;	/* the latest ones put */
	const struct norm	*put_norm;
	struct buf		 scratch;
};

struct judgement {
	const struct scale	*scale;		/* NULL: not defined */
	const struct norm	*norm;		/* NULL: none fits */
	/* As the rule has it.  better is 0 where the scale is not known: then a
	 * gain, better times the change, is not known either, and neither norm
	 * nor rule counts. */
	struct threshold	 threshold;
	enum verdict		 verdict;
	enum zone		 zone;		/* of the last value */
	unsigned		 start;		/* a sum of START_ */
};

/* The norm for a series whose first rating was on a day, of a child born in a
 * month or year; empty: not known.  NULL if none fits. */
const struct norm *judge_norm(const struct scales *scales,
	    const struct str key[SERIES_KEYS], struct str born, day_t on);

/* cases holds case_id and born, by case_id; NULL where ages are not known.  A
 * rule of NULL is the zeroed one. */
void	judge_init(struct judge *j, const struct defs *defs,
	    const struct frame *cases, const struct judge_rule *rule);
void	judge_release(struct judge *j);

/* Where the rule has sample: before the first series is judged.  The standard
 * deviation, with n - 1, of the first values of all series of a scale, item
 * and role that have two values. */
void	judge_sample(struct judge *j, const struct series_set *set);

/* key is that of the series (series_key()). */
void	judge_series(struct judge *j, const struct str key[SERIES_KEYS],
	    const struct series *s, struct judgement *judgement);

/* What the verdict rests on, as lines of a state: parts that rest on another
 * version of a scale, or another norm, do not add up.  False, told. */
bool	judge_put(struct judge *j, const struct judgement *of,
	    struct state *st);
/* Appends a rule as text: equal rules are equal texts. */
void	judge_rule_add(const struct judge_rule *rule, struct buf *out);

/* The role in a rater: the part before the dot. */
struct str judge_role(struct str rater);

#endif
