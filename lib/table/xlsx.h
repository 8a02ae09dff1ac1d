/*
 * xlsx: the rows of one sheet of an Excel workbook (ECMA-376, transitional or
 * strict), as sheet.h gives them, through libzip and expat.
 *
 * A cell is what its file stores and what its format shows: a number rounded to
 * the 15 digits that Excel shows, a date where the format is one's, a formula's
 * stored result.  An error such as #N/A, a formula that nobody has calculated,
 * a day that is in no calendar are findings with the name of the cell.
 *
 * The file is a stranger's: no size in it is believed, what it inflates to is
 * counted (package.h), nothing recurses, and the worksheet is streamed, so that
 * memory holds the file, its texts, and one row.
 */
#ifndef TABLE_XLSX_H
#define TABLE_XLSX_H

#include "table/sheet.h"

enum { XLSX_ROWS = 1048576, XLSX_COLUMNS = 16384 };

struct xlsx;

/* Opens a file that is a zip, whose bytes are taken over: the buf is empty
 * afterwards.  file is borrowed; tab as in sheet_read().  NULL, with a failure
 * told, if it is no workbook or has no such sheet. */
struct xlsx	*xlsx_open(struct buf *bytes, const char *file,
		    const char *tab, struct diag *d);
void		 xlsx_free(struct xlsx *book);		/* NULL is fine */

/* As sheet_each(). */
size_t	xlsx_each(struct xlsx *book, bool give_broken, sheet_row_fn *fn,
	    void *arg, struct diag *d);

#endif
