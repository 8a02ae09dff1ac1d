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

/* Appends a field as people read it: labels, decimal commas, Danish dates. */
void	draw_value(struct buf *out, const struct defs *defs,
	    const struct field *f, struct str value, enum lang lang);
/* Appends the fields of a record that are filled, "Scale: Wellbeing ruler ·
 * Rater: child", but those named, which end with NULL. */
void	draw_told(struct buf *out, const struct defs *defs,
	    const struct chapter *c, const char *const *but, enum lang lang);

#endif
