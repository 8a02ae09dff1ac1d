/*
 * batch: records on their way into a register, from a command line or from
 * sheets: judged together, stored together or not at all.  What is stored
 * already is left alone, so the same batch twice changes nothing.
 *
 * Every finding is told, each with the place its value was typed.
 */
#ifndef REGISTER_BATCH_H
#define REGISTER_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "register/index.h"
#include "register/reg.h"

/* Where records were typed; lives as long as the batch. */
struct origin {
	const char	*file;		/* NULL: a command line */
	bool		 sheet;		/* cells have addresses such as C7 */
	size_t		*cell;		/* by field: the cell's number from 1,
					 * 0 if the sheet has no such column */
	struct str	*header;	/* by cell number - 1: as it stands */
};

/* A refused record stays in its batch, so that what it refers to is checked as
 * well and all findings are told at once. */
enum entry_state { ENTRY_NEW, ENTRY_SAME, ENTRY_REFUSED };

struct entry {
	struct str		*value;	/* by field: canonical, escaped */
	const struct str	*typed;	/* by field: as it was typed, for
					 * messages while it is taken in; NULL:
					 * as it is in value */
	const size_t		*at;	/* by field: the line of its cell, NULL:
					 * line; while it is taken in */
	const struct origin	*origin;
	size_t			 line;
	size_t			 excel;	/* the row as Excel shows it */
	enum entry_state	 state;
};

struct batch {
	struct reg		*reg;
	const struct kind	*kind;
	struct entry		*entry;
	size_t			 n, cap;
	size_t			 n_new;		/* after batch_check() */
	struct intern		 unlisted;	/* codes told of already */
	struct index		 stored;
	struct arena		 arena;
};

/* A zeroed struct, these two set, is an empty batch. */
void	batch_init(struct batch *b, struct reg *r, const struct kind *k);
void	batch_release(struct batch *b);

/* Tells a finding about a field of a record: why completes 'NAME "VALUE" ...';
 * typed is shown if it may be. */
void	entry_finding(struct diag *d, const struct kind *k,
	    const struct entry *e, size_t field, struct str typed,
	    const char *why);

/* Checks one record by its kind and takes it in, copied; told, and refused, if
 * it has a finding.  bad[i], if bad is not NULL: what was typed in field i
 * could not be read, which was told; its value is what was typed. */
bool	batch_add(struct batch *b, const struct entry *e, const bool *bad);
/* Against each other and against the register: keys, references, what is
 * stored already.  The register is to be locked if batch_store() follows. */
bool	batch_check(struct batch *b);
/* Writes the new records and the log, as one transaction.  True: they are on
 * the disk. */
bool	batch_store(struct batch *b);

#endif
