/*
 * judge: what a series comes to on its scale: which direction is good, which
 * norm holds for the role that rated and the age at the first rating, and so
 * the verdict and the zone.  Every command that shows a verdict asks here, so
 * that no two of them differ.
 *
 * Reads nothing and prints nothing.  Answers are kept by the number of the
 * rest of the key: a judge belongs to one set of series.
 */
#ifndef FOLLOW_JUDGE_H
#define FOLLOW_JUDGE_H

#include <stddef.h>

#include "calc/change.h"
#include "define/defs.h"
#include "follow/series.h"
#include "table/frame.h"

struct judged_rest;

struct judge {
	const struct scales	*scales;	/* borrowed */
	const struct frame	*cases;		/* borrowed; may be NULL */
	size_t			 born;		/* its column */
	struct judged_rest	*rest;		/* by rest_no, owned */
	size_t			 n;
};

struct judgement {
	const struct scale	*scale;		/* NULL: not defined */
	const struct norm	*norm;		/* NULL: none fits */
	/* better is 0 where the scale is not known: then a gain, better times
	 * the change, is not known either, and no norm counts. */
	struct threshold	 threshold;
	enum verdict		 verdict;
	enum zone		 zone;		/* of the last value */
};

/* cases holds case_id and born, by case_id; NULL where ages are not known. */
void	judge_init(struct judge *j, const struct defs *defs,
	    const struct frame *cases);
void	judge_release(struct judge *j);

/* key is that of the series (series_key()). */
void	judge_series(struct judge *j, const struct str key[SERIES_KEYS],
	    const struct series *s, struct judgement *judgement);

/* The role in a rater: the part before the dot. */
struct str judge_role(struct str rater);

#endif
