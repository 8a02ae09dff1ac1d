/*
 * xlsx_private: what the files of xlsx share: the opened workbook, and values
 * as a workbook stores them.  Included by lib/table/xlsx*.c and their tests
 * only.
 */
#ifndef TABLE_XLSX_PRIVATE_H
#define TABLE_XLSX_PRIVATE_H

#include <stdint.h>

#include "table/package.h"
#include "table/xlsx.h"

/* How a number is shown, as far as it says what the number is. */
enum shape {
	SHAPE_NUMBER,
	SHAPE_DATE,
	SHAPE_TIME,		/* of day */
	SHAPE_DATETIME,
	SHAPE_ELAPSED		/* [h]:mm, which may pass 24 hours */
};

struct xlsx {
	const char	*file;		/* borrowed */
	struct package	*package;
	char		*part;		/* of the sheet, owned */
	size_t		 inflated;	/* by the parts that are kept */
	bool		 from_1904;	/* which day is day 0 */
	bool		 uncalculated;	/* the program that wrote it leaves
					 * calculating to Excel */

	/* Shared texts, end to end; text i ends at end[i].  One that is too
	 * long is cut, so that it is too long still. */
	struct buf	 text;
	uint32_t	*end;
	size_t		 n_text, text_cap;

	unsigned char	*shape;		/* enum shape by style */
	size_t		 n_shape, shape_cap;
};

/* Read the texts and the formats of a workbook from their parts.  False, with a
 * failure told. */
bool	xlsx_read_texts(struct xlsx *book, const char *part, struct diag *d);
bool	xlsx_read_styles(struct xlsx *book, const char *part, struct diag *d);

/* Appends a piece of a text to what was gathered of it; what is beyond all
 * limits is dropped. */
void	xlsx_gather(struct buf *text, struct str piece);
/* What is in the buf from start on, as people see it: without the escapes of a
 * workbook such as _x000D_, with LF for CRLF. */
void	xlsx_plain(struct buf *text, size_t start);

enum shape xlsx_builtin_shape(unsigned id);
/* Of a format such as "dd-mm-yyyy;@". */
enum shape xlsx_shape(struct str code);

/* Appends a stored number such as 3.4000000000000004 as Excel shows it: 3.4.
 * False if it is none. */
bool	xlsx_number(struct buf *out, struct str stored);
/* Appends the day or the time that a stored number is.  NULL, or what is wrong
 * with it, to be translated. */
const char *xlsx_day(struct buf *out, struct str stored, enum shape shape,
    bool from_1904);
/* Appends a day or time stored as ISO 8601.  False if it is none. */
bool	xlsx_iso(struct buf *out, struct str stored);

#endif
