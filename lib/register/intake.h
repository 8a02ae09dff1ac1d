/*
 * intake: one call of import, from the files named, or an inbox, to the commit:
 * what is read, what is refused and by which grain, receipts, twins of refused
 * rows, and where the files of an inbox go.
 *
 * All that is accepted is one transaction.  Twins are on the disk before it and
 * go away if it fails; files of an inbox are moved after it, and one that was
 * not moved, because the machine stopped, is known by its receipt next time.
 */
#ifndef REGISTER_INTAKE_H
#define REGISTER_INTAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "register/import.h"

struct intake {
	struct reg		*reg;
	const struct template	*template;	/* what the sheets are */
	const char		*tab;		/* of workbooks; NULL: first */
	enum grain		 grain;
	bool			 dry_run;
	bool			 allow_cpr;
	const char		*rejects;	/* folder for twins; NULL:
						 * rejected/ beside the file */
	const char		*inbox;		/* NULL: files are named */
	/* Called before each file is read; may be NULL. */
	void			(*progress)(size_t i, size_t n, void *arg);
	void			*arg;

	/* What came of it, valid until intake_release(). */
	struct batch		 batch;
	struct import		*file;		/* n of them */
	size_t			 n;
	size_t			 n_refused;	/* files */
	size_t			 n_before;	/* files, imported already */
	size_t			 n_rows_refused;
	bool			 stored;	/* or would be */
	char			**path;		/* of the inbox; owned */
};

/* Imports the files, or, where inbox is set, what is in it.  All findings are
 * told.  The fields above the line are set by the caller; to be released. */
void	intake_run(struct intake *in, char **path, size_t n);
void	intake_release(struct intake *in);

#endif
