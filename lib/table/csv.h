/*
 * csv: the rows of a CSV as Danish Excel and municipal systems write it,
 * through libcsv; a part of sheet.h, which has decoded the text and obeyed a
 * first line "sep=;".
 *
 * Strict: a stray quote, an unclosed one, a lone CR or another control
 * character, or a cell or a row over the limit is a finding with its place, and
 * no half row is ever delivered; the reading goes on behind the bad row to find
 * the next.
 */
#ifndef TABLE_CSV_H
#define TABLE_CSV_H

#include "table/sheet.h"

/* Does a text hold a byte that csv_each() will refuse?  Most do not, and are
 * read faster for it. */
bool	csv_is_suspect(struct str text);
/* As sheet_each(), of a sheet that is a CSV. */
size_t	csv_each(const struct sheet *s, char delimiter, sheet_row_fn *fn,
	    void *arg, struct diag *d);

#endif
