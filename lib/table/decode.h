/*
 * decode: the bytes of a file that people made, as UTF-8.  A byte order mark
 * decides; else what is well-formed UTF-8 is UTF-8; else it is Windows-1252,
 * which is what Danish Excel writes as plain "CSV".  Nothing is guessed by
 * counting letters.
 *
 * What would be read wrongly is refused: workbooks, UTF-16, and a text that is
 * UTF-8 in one place and not in another.  Knows no delimiters.
 */
#ifndef TABLE_DECODE_H
#define TABLE_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"

enum csv_encoding { CSV_UTF8, CSV_UTF8_BOM, CSV_WINDOWS_1252 };

struct decoding {
	enum csv_encoding	 encoding;
	size_t			 foreign_line;	/* of the first byte that is
						 * not UTF-8, 0 if none */
};

/* Turns the bytes into UTF-8 without BOM, in place.  One of the five bytes that
 * Windows-1252 gives no meaning becomes NUL, for the reader of the text to
 * refuse where it stands.  False, with a failure told, if this is no text. */
bool	decode_text(struct buf *text, const char *file, struct decoding *how,
	    struct diag *d);

#endif
