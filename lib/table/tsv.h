/*
 * tsv: the one reader of fu-tsv, the dialect of every stored table and every
 * pipe (man/fu-tsv.5).  It is strict: a row reaches its caller only if it is
 * well-formed, and each defect is told with line and byte column.
 *
 * Rows come one at a time out of blocks read with read(2), from files and pipes
 * alike; memory does not grow with the input.  A field is a piece of the block,
 * still escaped: it is valid until the next tsv_next().  Knows no field names.
 */
#ifndef TABLE_TSV_H
#define TABLE_TSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"

enum {
	TSV_PAD		= 64,	/* bytes behind a field that may be read */
	TSV_FIELD_MAX	= 64 * 1024,
	TSV_RECORD_MAX	= 1024 * 1024,
	TSV_COLUMNS_MAX	= 1024
};

struct tsv {
	/* What callers read. */
	const char	*file;		/* for diagnostics, borrowed */
	struct str	*name;		/* the header, owned */
	size_t		 n;		/* columns */
	size_t		 line;		/* of the current row; header: 1 */
	uint64_t	 offset;	/* of the current row in the input */
	bool		 malformed;	/* a defect was found so far */

	/* The current row: it starts at row, and field i ends before the
	 * delimiter at block[end[i]]. */
	const char	*row;
	const uint32_t	*end;

	/* The rest is the reader's own. */
	struct diag	*diag;
	int		 fd;
	bool		 close_fd;
	bool		 eof;
	bool		 suspect;	/* the block holds a defect somewhere */
	uint64_t	 left;		/* bytes that may still be read */
	struct str	 bytes;		/* what is left of them, in memory */
	char		*block;
	uint64_t	 block_at;	/* where it begins in the input */
	size_t		 start;		/* where the next row begins */
	size_t		 len;		/* of the current row and its LF */
	size_t		 filled, cap;
	uint32_t	*ends;		/* every delimiter of the block */
	uint32_t	*lines;		/* which of them are line ends */
	size_t		 n_lines, at_line, first;
	size_t		 index_cap;
	char		*header;	/* what name points into, owned */
};

/* Reads the header.  At most `limit` bytes are read, UINT64_MAX for all of it.
 * False, with a diagnostic, if there is no legal header; close it all the same.
 * tsv_close() closes fd unless it is standard input. */
bool	tsv_open(struct tsv *t, int fd, const char *file, uint64_t limit,
	    struct diag *d);
/* The same from a path, "-" being standard input. */
/* From memory, which stays the caller's until tsv_close(). */
bool	tsv_open_bytes(struct tsv *t, struct str bytes, const char *file,
	    struct diag *d);
bool	tsv_open_path(struct tsv *t, const char *path, struct diag *d);
void	tsv_close(struct tsv *t);

/* Slow half of tsv_next(): never call it. */
bool	tsv_next_slow(struct tsv *t);

/* To the next well-formed row; false at the end.  Defects are told on the way
 * and leave `malformed` set. */
static inline bool
tsv_next(struct tsv *t)
{
	if (t->at_line < t->n_lines && !t->suspect) {
		size_t last = t->lines[t->at_line];

		if (last - t->first + 1 == t->n) {
			size_t begin = t->start;

			t->row = t->block + begin;
			t->end = t->ends + t->first;
			t->start = (size_t)t->ends[last] + 1;
			t->offset = t->block_at + begin;
			t->len = t->start - begin;
			t->first = last + 1;
			t->at_line++;
			t->line++;
			return true;
		}
	}
	return tsv_next_slow(t);
}

/* Field i of the current row, escaped as it stands. */
static inline struct str
tsv_field(const struct tsv *t, size_t i)
{
	const char *begin = i == 0 ? t->row : t->block + t->end[i - 1] + 1;

	return (struct str){ begin, (size_t)(t->block + t->end[i] - begin) };
}

/* The whole row without its line end. */
static inline struct str
tsv_row(const struct tsv *t)
{
	return (struct str){ t->row,
	    (size_t)(t->block + t->end[t->n - 1] - t->row) };
}

/* The column of a name, t->n if there is none. */
size_t	tsv_column(const struct tsv *t, const char *name);
/* Where field i of the current row stands. */
struct loc tsv_loc(const struct tsv *t, size_t i);
/* "missing column ...; there are: ..." as a failure at the header. */
void	tsv_missing_column(const struct tsv *t, const char *name);

/* Is s a column's name, [a-z][a-z0-9_]{0,62}? */
bool	tsv_is_name(struct str s);
/* Appends s with its escapes undone / applied.  Unescaping what is well-formed
 * cannot fail. */
void	tsv_unescape(struct buf *out, struct str s);
void	tsv_escape(struct buf *out, struct str s);

#endif
