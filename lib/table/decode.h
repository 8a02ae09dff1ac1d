/*
 * decode: the bytes of a text that people made, as UTF-8.  A byte order mark
 * decides; without one, what begins with two plain letters in UTF-16 is UTF-16,
 * what is well-formed UTF-8 is UTF-8, and all else is Windows-1252, which is
 * what Danish Excel writes as plain "CSV".  Nothing is guessed by counting
 * letters.
 *
 * What would be read wrongly is refused: half a character in UTF-16, and a text
 * that is UTF-8 in one place and not in another.  Knows no delimiters.
 */
#ifndef TABLE_DECODE_H
#define TABLE_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"

enum encoding {
	ENCODING_UTF8,
	ENCODING_UTF8_BOM,
	ENCODING_UTF16,
	ENCODING_WINDOWS_1252
};

struct decoding {
	enum encoding	 encoding;
	size_t		 foreign_line;	/* of the first byte that is not UTF-8,
					 * 0 if none; not known of UTF-16 */
};

/* Turns the bytes into UTF-8 without BOM, in place.  One of the five bytes that
 * Windows-1252 gives no meaning becomes NUL, for the reader of the text to
 * refuse where it stands.  False, with a failure told, if this is no text. */
bool	decode_text(struct buf *text, const char *file, struct decoding *how,
	    struct diag *d);

#endif
