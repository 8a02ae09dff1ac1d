/*
 * deffile: definitions are fu-tsv files in folders (kinds, codes, scales,
 * norms): the installed ones first, then the register's own, which extend and
 * override them line by line.  This reads the files of one folder in both
 * places and hands each line to its caller; a column that a file leaves out is
 * a missing value there.
 */
#ifndef DEFINE_DEFFILE_H
#define DEFINE_DEFFILE_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/mem.h"
#include "table/tsv.h"

struct defline {
	const struct tsv	*tsv;
	struct arena		*arena;	/* what the caller keeps goes there */
	struct diag		*diag;
	struct str		 stem;	/* the file's name without ".tsv" */
	bool			 local;	/* from the register */
};

/* A cell of the current line, unescaped and copied to the arena; empty if the
 * file has no such column. */
struct str	defline_cell(const struct defline *l, const char *column);
/* The same as a number; false where it is missing.  What is no number is told
 * and counts as missing. */
bool		defline_number(const struct defline *l, const char *column,
		    int64_t *millionths);
/* "yes", or empty for no; another word is told, and counts as yes. */
bool		defline_yes(const struct defline *l, const char *column);
/* What knows no place, a pattern or a condition that is wrong, is told at this
 * column until the line ends. */
void		defline_at(const struct defline *l, const char *column);
__attribute__((format(printf, 3, 4)))
void		defline_error(const struct defline *l, const char *column,
		    const char *fmt, ...);

typedef void defline_fn(const struct defline *l, void *arg);

struct deffolder {
	const char	*name;		/* "kinds" */
	/* The columns, with commas, that say which line it is: below one root
	 * no two lines have the same, or the last would win unnoticed.  NULL:
	 * any may. */
	const char	*key;
	bool		 by_file;	/* in files of other names they may */
};

/* Every line of every NAME.tsv in a folder below each of the roots, files in
 * byte order.  reg may be NULL.  A folder that is not there is empty.  False if
 * a file was malformed or unreadable, which is told; so is a second line of a
 * key, as a failure. */
bool	deffile_each(const char *share, const char *reg,
	    const struct deffolder *folder, struct arena *arena,
	    struct diag *d, defline_fn *fn, void *arg);

#endif
