/*
 * case: one case as a page that people read: what is known of it, then what
 * happened, day by day.  Labels and order come from the kinds.
 */
#ifndef DRAW_CASE_H
#define DRAW_CASE_H

#include "define/defs.h"
#include "draw/doc.h"
#include "follow/story.h"

/* The caller frees it with doc_free(). */
struct doc	*draw_case(const struct story *s, const struct defs *defs,
		    enum lang lang);

#endif
