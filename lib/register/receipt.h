/*
 * receipt: which files were imported already: the records of the kind "import",
 * one for each file, known by the SHA-256 of its bytes and the template it was
 * read by.  The same bytes are not imported twice, whatever the file is called.
 */
#ifndef REGISTER_RECEIPT_H
#define REGISTER_RECEIPT_H

#include <stdbool.h>

#include "define/template.h"
#include "register/batch.h"

enum { RECEIPT_SHA256 = 65 };

/* The digest as 64 hexadecimal digits. */
void	receipt_digest(struct str bytes, char hex[RECEIPT_SHA256]);

struct receipt {
	char	time[32];	/* when it was imported */
	size_t	rejected;	/* rows that were refused then */
};

struct receipts {
	struct reg	*reg;
	struct index	 stored;
};

/* False, told, on a failure.  To be released in both cases. */
bool	receipts_load(struct receipts *r, struct reg *reg);
void	receipts_release(struct receipts *r);
/* tab: the sheet of a workbook that was asked for, or NULL. */
bool	receipts_find(const struct receipts *r, const char *sha256,
	    struct str template, const char *tab, struct receipt *found);

/* Adds the receipt of a file to its batch, which is checked already.  The
 * template's name as it is kept: "kind:rating" for one that is a kind. */
void	receipt_add(struct batch *b, const struct source *s,
	    const char *sha256, struct str template, const char *tab);

#endif
