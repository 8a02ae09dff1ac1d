/*
 * standing: where a case stands on a day, out of its story: what each rater
 * gave last and before that, which goals are open, what is agreed and not done.
 * What is dated later than the day is not known yet.
 *
 * Knows the fields of kinds by their names: a kind or a field that is not
 * defined is as if nobody had filled it in.  Judges nothing.
 */
#ifndef FOLLOW_STANDING_H
#define FOLLOW_STANDING_H

#include "follow/series.h"
#include "follow/story.h"

/* One rater on one ruler: a series. */
struct stand {
	struct str	 key[SERIES_KEYS];	/* escaped, the story's */
	size_t		 n;			/* values */
	int64_t		 now, before;		/* with n > 0, n > 1 */
	struct str	 now_date, before_date, first_date;
	struct str	 missing;	/* the reason there is none, later than
					 * all values; empty: none */
	struct str	 missing_date;
	size_t		 role;		/* its place in the list of raters */
};

struct standing {
	const struct story	*story;
	struct str		 as_of;		/* "2026-11-22" */
	struct stand		*stand;		/* owned; by key, raters in the
						 * order of their list */
	size_t			 n, cap;
	char			 date[DATE_SIZE];
};

/* The story is borrowed until standing_release(). */
void	standing_init(struct standing *s, const struct story *story,
	    const struct defs *defs, day_t as_of);
void	standing_release(struct standing *s);

/* Is the question of the scale to be asked at the next talk (define/scale.h)?
 */
bool	standing_asks(const struct standing *s, const struct scales *scales,
	    const struct stand *stand);

/* A field of a chapter, escaped; empty if its kind has none of that name. */
struct str chapter_field(const struct chapter *c, const char *name);
/* Has a later record of its kind taken over from it, as a reworded goal does,
 * dated by a day, or at all where that is empty?  Whoever wrote the new one may
 * not have closed the old one. */
bool	story_is_replaced(const struct story *s, const struct chapter *c,
	    struct str by);

/* The next record of a kind, known on the day, at or after *at in the story,
 * which moves on behind it; NULL at the end.  The undated are known. */
const struct chapter *standing_next(const struct standing *s,
	    const char *kind, size_t *at);

/* Of those: is the goal open, the agreement not done, the relation not ended,
 * on the day? */
bool	standing_is_open(const struct standing *s, const struct chapter *c);

/* The next meeting that is planned for the day or later; NULL: none. */
const struct chapter *standing_next_meeting(const struct standing *s);

/* The day of the latest record in which a person rated, wrote, told, took part
 * or wished; empty: there is none. */
struct str standing_heard(const struct standing *s, struct str person);

#endif
