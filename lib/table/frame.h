/*
 * frame: a small table held in memory: the cases of a register, a list of ids,
 * the second table of a join.  Cells are as they stood in the file, escaped.
 */
#ifndef TABLE_FRAME_H
#define TABLE_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "table/intern.h"
#include "table/tsv.h"

struct frame {
	struct arena	 arena;
	struct str	*name;		/* of columns */
	size_t		 n;		/* columns */
	struct str	*cell;		/* owned, row by row */
	size_t		 rows, cap;
	struct intern	 keys;		/* of the key columns; number: row */
	size_t		 again_line;	/* of the first row with a key that is
					 * there already; 0: none */
};

/* Reads all rows of an open input.  key names a column, or two as "a,b", or is
 * NULL; of rows with the same key the first counts.  False if a column is
 * missing (told) or the input malformed. */
bool	frame_read(struct frame *f, struct tsv *t, const char *key);
void	frame_release(struct frame *f);

/* f->n if there is no such column. */
size_t	frame_column(const struct frame *f, const char *name);
/* An empty field for a column that is not there. */
struct str frame_cell(const struct frame *f, size_t row, size_t column);
/* The row with a key, of two columns with a TAB between; f->rows if there is
 * none. */
size_t	frame_find(const struct frame *f, struct str key);

#endif
