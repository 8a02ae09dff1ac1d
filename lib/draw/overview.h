/*
 * overview: the overview of a kind as a page for people, or its counts as rows
 * for programs.
 */
#ifndef DRAW_OVERVIEW_H
#define DRAW_OVERVIEW_H

#include "define/defs.h"
#include "draw/doc.h"
#include "follow/overview.h"

struct overview_page {
	const struct overview	*ov;
	const struct defs	*defs;
	enum lang		 lang;
	const char *const	*where;		/* conditions as typed, NULL-
						 * terminated; NULL: none */
	day_t			 since;
	uint32_t		 target;	/* of cases; 0: none */
	struct diag		*diag;		/* told what a format cannot
						 * hold */
};

/* The caller frees it with doc_free(). */
struct doc	*draw_overview(const struct overview_page *p);
/* Appends a row for each group and state that occurs: the group under its
 * field's name, state, n, late, new, changed, cases, and what is added up. */
void		 write_overview(const struct overview_page *p,
		    const char *format, struct buf *out);

#endif
