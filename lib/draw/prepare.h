/*
 * draw/prepare: one sheet for the caseworker before a meeting: where each rater
 * stands on each ruler, goals and what is said of them, wishes, what was agreed
 * and not done, what is due, whom in the network to hear, what to ask in the
 * next call.  Sections whose kinds are not defined are left out.
 */
#ifndef DRAW_PREPARE_H
#define DRAW_PREPARE_H

#include "define/agenda.h"
#include "define/defs.h"
#include "draw/doc.h"
#include "follow/due.h"
#include "follow/standing.h"

/* dues holds what is due in the case, and perhaps in others; call is the agenda
 * of calls, whose items are what to ask; it may be NULL.  The caller frees the
 * page with doc_free(). */
struct doc	*draw_prepare(const struct standing *s,
		    const struct dues *dues, const struct agenda *call,
		    const struct defs *defs, enum lang lang);

#endif
