/*
 * package: the parts of a file of Office: XML documents in a zip (ECMA-376
 * part 2), read one at a time as a stream of elements.
 *
 * Nothing is believed that the file says of itself: entries are counted before
 * libzip may make room for them, and what comes out of a part is counted while
 * it comes.  A document type, which is where entities are declared, ends the
 * reading at once.  Knows no workbooks.
 */
#ifndef TABLE_PACKAGE_H
#define TABLE_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"

enum {
	PACKAGE_ENTRIES	= 10000,
	PACKAGE_INFLATED = 256 * 1024 * 1024,
	PACKAGE_DEPTH	= 64,		/* of elements */
	/* More than this must not inflate to so many times the file. */
	PACKAGE_PLAIN	= 16 * 1024 * 1024,
	PACKAGE_RATIO	= 200
};

struct package;

/* Opens a file that is a zip; its bytes are taken over, the buf is empty
 * afterwards.  NULL, with a failure told, if it is damaged or too large. */
struct package	*package_open(struct buf *bytes, const char *file,
		    struct diag *d);
void		 package_free(struct package *p);	/* NULL is fine */
bool		 package_has(const struct package *p, const char *part);

/* Which elements of a part are wanted: each by its local name, without the
 * prefix of a namespace, in the one that it stands in, 0 for the document.  All
 * others, and what is in them, are passed over.  A NULL name ends the list. */
struct element {
	const char	*name;
	int		 in;
	int		 tag;		/* > 0; several elements may share it */
};

/* Text comes in pieces, with LF for CRLF.  False ends the reading. */
struct element_fns {
	const struct element	*elements;
	bool	(*start)(int tag, const char *const *attr, void *arg);
	bool	(*end)(int tag, void *arg);			/* or NULL */
	bool	(*text)(int tag, struct str piece, void *arg);	/* or NULL */
};

/* Reads a part.  *inflated grows by its size, and must not pass the limits:
 * whoever keeps what several parts hold counts them together.  False, with a
 * failure told, if the part is missing or damaged or over a limit; true if a
 * callback ended the reading. */
bool	package_parse(struct package *p, const char *part, size_t *inflated,
	    const struct element_fns *fns, void *arg, struct diag *d);
/* Says that a part does not hold what it must.  Returns false. */
bool	package_damaged(const struct package *p, struct diag *d);

/* The value of an attribute by its local name, NULL if it is not there. */
const char *attr_find(const char *const *attr, const char *name);

/* "expat 2.5.0" and "libzip 1.7.3" for --version. */
void	package_versions(struct buf *out);

#endif
