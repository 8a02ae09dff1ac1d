/*
 * agenda: what is sent to those who are asked to come to a meeting, and the
 * list of what must be remembered by the one who prepares it.
 *
 * The agenda is read by the family and by everybody else at the table: it shows
 * the goals in the family's words, and no number, note or assessment.
 */
#ifndef DRAW_AGENDA_H
#define DRAW_AGENDA_H

#include "define/defs.h"
#include "draw/doc.h"
#include "follow/sitting.h"

/* The caller frees either with doc_free(). */
struct doc	*draw_agenda(const struct sitting *s, const struct defs *defs,
		    enum lang lang);
struct doc	*draw_checklist(const struct sitting *s,
		    const struct defs *defs, enum lang lang);

#endif
