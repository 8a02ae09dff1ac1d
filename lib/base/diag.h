/*
 * diag: everything the programs say on standard error.  A diagnostic is one
 * line, "program: file:line:column: level: text", and never stops the run: the
 * worst one decides the exit status.  So all findings are told, up to a limit.
 *
 * Values that somebody typed are echoed through echo() only: cut short, without
 * control characters, CPR-like numbers masked.  Names and free text are never
 * echoed, because standard error ends up in logs.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/str.h"

enum diag_level {
	DIAG_NOTE,
	DIAG_WARNING,
	DIAG_ERROR,	/* the data had a finding: exit 1 */
	DIAG_FAILURE	/* it could not be done: exit 2; printed as "error" */
};

/* A place.  Lines count from 1; a column is a byte in a TSV and the number of
 * the cell in a CSV; 0 is "not known", and so is file NULL. */
struct loc {
	const char	*file;
	size_t		 line;
	size_t		 col;
};

struct diag {
	FILE		*out;		/* NULL: count, say nothing */
	const char	*program;
	size_t		 limit;		/* lines to print, 0: no limit */
	size_t		 printed;
	bool		 quiet;		/* notes are not printed */
	bool		 checking;	/* a malformed file is a finding, since
					 * it was looked for, no failure */
	bool		 alone;		/* an input that cannot be read is a
					 * finding: others go on */
	struct loc	 at;		/* of what names no place: the line of a
					 * definition that is being read */
	size_t		 count[DIAG_FAILURE + 1];
};

__attribute__((format(printf, 4, 5)))
void	diag_add(struct diag *d, enum diag_level level, struct loc loc,
	    const char *fmt, ...);
/* The commonest: a failure of the system call that set errno, at a file. */
void	diag_errno(struct diag *d, const char *file);
/* Says how many were not printed.  Returns the exit status: 0, 1 or 2. */
int	diag_finish(struct diag *d);
/* 0, 1 or 2 so far. */
int	diag_status(const struct diag *d);

/* Appends text that is kept or shown whole, a file name: on one line, valid
 * UTF-8, CPR-like numbers masked. */
void	echo_whole(struct buf *out, struct str s);

enum { ECHO_SIZE = 256 };	/* 20 characters, each shown as \u{...} */
/* A typed value made fit to be shown: at most 20 characters.  Returns out. */
const char *echo(struct str typed, char out[ECHO_SIZE]);

#endif
