/*
 * csv: the one reader of CSV as Danish Excel and municipal systems write it,
 * through libcsv.  A sheet is decoded (BOM, UTF-8, else Windows-1252), a first
 * line "sep=;" is obeyed, and every cell keeps its physical line, the number of
 * the cell, and the row as Excel counts it.
 *
 * Strict: a stray quote, an unclosed one, a lone CR or another control
 * character, or a cell or a row over the limit is a finding with its place, and
 * no half row is ever delivered; the reading goes on behind the bad row to find
 * the next.  Blanks are kept.  Which delimiter is right is not decided here:
 * the caller tries them by the names it looks for.  Knows no field names, reads
 * no numbers.
 */
#ifndef TABLE_CSV_H
#define TABLE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"
#include "table/decode.h"

enum {
	CSV_CELL_MAX	= 64 * 1024,
	CSV_ROW_MAX	= 1024 * 1024,
	CSV_SHEET_MAX	= 256 * 1024 * 1024
};

/* A sheet read into memory and decoded to UTF-8. */
struct sheet {
	const char		*file;		/* borrowed; "<stdin>" for - */
	char			*text;		/* owned, UTF-8, without BOM */
	size_t			 len;
	enum csv_encoding	 encoding;
	char			 separator;	/* from "sep=", else '\0' */
	size_t			 first_line;	/* where text begins: 1, or 2
						 * behind "sep=" */
	size_t			 foreign_line;	/* of the first byte that is
						 * not UTF-8, 0 if none */
	bool			 suspect;	/* a control character is in it:
						 * csv_each() says where */
};

/* Reads path ("-": standard input) and decodes it.  False, with a failure told
 * and nothing to release, if it cannot be read or is no text. */
bool	sheet_read(struct sheet *s, const char *path, struct diag *d);
/* The same from bytes, which are taken over: the buf is empty afterwards. */
bool	sheet_parse(struct sheet *s, const char *file, struct buf *bytes,
	    struct diag *d);
void	sheet_release(struct sheet *s);

struct csv_row {
	const struct str	*cell;	/* unquoted; CRLF inside is "\n" */
	const size_t		*at;	/* the line each cell begins on */
	size_t			 n;
	size_t			 line;	/* physical line the row begins on */
	size_t			 excel;	/* the row's number as Excel shows it */
};

/* One row; false ends the reading.  Everything is valid during the call. */
typedef bool csv_row_fn(const struct csv_row *row, void *arg);

/* Parses the sheet with a delimiter.  Rows that are wholly empty (";;;;") are
 * not delivered.  Returns the number of defects told to d (d may be NULL: then
 * nothing is said). */
size_t	csv_each(const struct sheet *s, char delimiter, csv_row_fn *fn,
	    void *arg, struct diag *d);

/* "C7" for cell 3 of row 7.  Returns out. */
enum { CSV_CELL_SIZE = 40 };
const char *csv_cell_name(char out[CSV_CELL_SIZE], size_t cell, size_t excel);

#endif
