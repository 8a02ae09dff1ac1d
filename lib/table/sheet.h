/*
 * sheet: a table that people made in Excel or in a municipal system, whatever
 * file they saved it in, as rows.  A file is a CSV text (csv.h) or a workbook
 * (.xlsx, xlsx.h), which its bytes say and never its name.  What is neither but
 * holds a sheet (.ods, .xls, .numbers, .xlsb) is refused with the command that
 * makes a workbook of it.
 *
 * Every cell keeps the line it stands on, the number of the cell, and the row
 * as Excel counts it.  A row with a finding is not delivered as one, and the
 * reading goes on behind it to find the next.  Blanks are kept.  Knows no field
 * names, and which delimiter of a CSV is right is not decided here: the caller
 * tries them by the names it looks for.
 */
#ifndef TABLE_SHEET_H
#define TABLE_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"
#include "table/decode.h"

enum {
	SHEET_CELL_MAX	= 64 * 1024,
	SHEET_ROW_MAX	= 1024 * 1024,
	SHEET_FILE_MAX	= 256 * 1024 * 1024
};

enum sheet_form { SHEET_CSV, SHEET_XLSX };

/* A file read into memory. */
struct sheet {
	const char	*file;		/* borrowed; "<stdin>" for - */
	enum sheet_form	 form;

	/* Of a CSV. */
	char		*text;		/* owned, UTF-8, without BOM */
	size_t		 len;
	enum encoding	 encoding;
	char		 separator;	/* from "sep=", else '\0' */
	size_t		 first_line;	/* where text begins: 1, or 2 behind
					 * "sep=" */
	bool		 suspect;	/* a control character is in it:
					 * sheet_each() says where */

	/* Of a workbook. */
	struct xlsx	*book;		/* owned */

	/* Set by a caller who takes rows with a finding, too: to give them
	 * back. */
	bool		 give_broken;
};

/* The bytes of a file.  False, told, if it cannot be read. */
bool	sheet_load(const char *path, struct buf *bytes, struct diag *d);
/* Reads path ("-": standard input).  tab names the sheet of the workbook that
 * is wanted; NULL: the first that is visible.  How the bytes of a CSV were read
 * is noted where it was not plain UTF-8.  False, with a failure told and
 * nothing to release, if it cannot be read or is no sheet. */
bool	sheet_read(struct sheet *s, const char *path, const char *tab,
	    struct diag *d);
/* The same from bytes, which are taken over: the buf is empty afterwards. */
bool	sheet_parse(struct sheet *s, const char *file, struct buf *bytes,
	    const char *tab, struct diag *d);
void	sheet_release(struct sheet *s);

struct sheet_row {
	const struct str	*cell;	/* unquoted; CRLF inside is "\n" */
	const size_t		*at;	/* the line each cell begins on */
	size_t			 n;
	size_t			 line;	/* line the row begins on; in a
					 * workbook its number in Excel */
	size_t			 excel;	/* the row's number as Excel shows it */
	/* Of a workbook: the cell was a number, a date, a time or a yes/no and
	 * stands here in canonical form, with a decimal point, whatever the
	 * language of its Excel.  NULL: none is. */
	const bool		*exact;
	/* What is wrong with the row, where broken ones are given; it was told.
	 * Of a CSV its only cell is then the row as it stands in the file. */
	const char		*broken;
};

/* One row; false ends the reading.  Everything is valid during the call. */
typedef bool sheet_row_fn(const struct sheet_row *row, void *arg);

/* Gives the rows; those that are wholly empty (";;;;") are passed over.  The
 * delimiter means nothing for a workbook.  Returns the number of defects told
 * to d (d may be NULL: then nothing is said), without those of broken rows that
 * were given. */
size_t	sheet_each(const struct sheet *s, char delimiter, sheet_row_fn *fn,
	    void *arg, struct diag *d);

/* "C7" for cell 3 of row 7.  Returns out. */
enum { SHEET_CELL_SIZE = 40 };
const char *sheet_cell_name(char out[SHEET_CELL_SIZE], size_t cell,
    size_t excel);

/* A sheet in a form that is not read, which what names: refuses it with the
 * command that makes a workbook of it.  Returns false. */
bool	sheet_convert(const char *file, const char *what, struct diag *d);

#endif
