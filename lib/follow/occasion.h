/*
 * occasion: ratings of the same thing on the same occasion, side by side: what
 * everybody at the table gave.  The thing is the key of a series without its
 * rater; the occasion is the meeting that the ratings name, however many days
 * they lie on, or the day where they name none.  A rating that names a meeting
 * and one of the same day that does not are two occasions: only the first is
 * known to have been given at that table.
 *
 * Of two ratings by one rater for one meeting the later one counts.
 *
 * Memory is that of one thing.  Judges no difference, prints nothing.
 */
#ifndef FOLLOW_OCCASION_H
#define FOLLOW_OCCASION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "follow/series.h"

/* What the set must keep: series_keep(set, OCCASION_TAG). */
#define OCCASION_TAG	"meeting_id"

struct occasion_rating {
	struct str		 rater;		/* role, and person if any */
	const struct series	*series;
	const struct point	*point;
	/* The one before it in its series that is not of this occasion; NULL:
	 * there is none. */
	const struct point	*previous;
};

struct occasion {
	struct str		 key[SERIES_KEYS];	/* without a rater */
	day_t			 day;		/* of its latest rating */
	struct str		 meeting;	/* empty: none is named */
	bool			 is_latest;	/* of this thing */
	const struct occasion_rating *rating;	/* by rater, in byte order */
	size_t			 n;		/* > 0 */
};

/* What it is handed is gone when it returns; texts stay as long as the set. */
typedef void occasion_fn(const struct occasion *o, void *arg);
/* All occasions of a finished set: things by key in byte order, then by day and
 * meeting. */
void	occasions_each(const struct series_set *set, occasion_fn *fn,
	    void *arg);

#endif
