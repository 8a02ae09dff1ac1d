/*
 * draw/minutes: the frame of a conversation by Signs of Safety, to be filled in
 * at a meeting: for each goal what worries, what works and what must happen,
 * with a number from everybody; then agreements and what comes of it.
 *
 * It lies on the table, so it holds the goals and no rating, note or statement
 * of anybody.
 */
#ifndef DRAW_MINUTES_H
#define DRAW_MINUTES_H

#include "define/defs.h"
#include "draw/doc.h"
#include "follow/standing.h"

/* meeting is a chapter of the story, or NULL where none is named; scale is what
 * everybody gives a number on.  The caller frees it with doc_free(). */
struct doc	*draw_minutes(const struct standing *s,
		    const struct chapter *meeting, const struct scale *scale,
		    const struct defs *defs, enum lang lang);

#endif
