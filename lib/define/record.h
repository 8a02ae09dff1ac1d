/*
 * record: the fields of one record together: what is required, what excludes
 * what, what range the record's scale allows.  Works for every kind by its
 * definition alone.
 */
#ifndef DEFINE_RECORD_H
#define DEFINE_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "define/defs.h"

/* A finding about field i: why completes the sentence 'NAME "VALUE" ...'; a
 * missing value's why stands for itself. */
typedef void finding_fn(size_t field, const char *why, void *arg);

/* value[i] is field i of the kind, escaped as it is stored; empty: missing.
 * whole: nothing that a record needs may be missing; else only what is there is
 * judged.  Reports every finding; true if there is none. */
bool	record_check(const struct defs *defs, const struct kind *k,
	    const struct str *value, bool whole, finding_fn *report, void *arg);

/* CPR numbers in what people wrote, the fields of type str and text: reports
 * each field that holds a sure one, with its place and never the number.  Apart
 * from record_check(), because whoever stores a record may allow them. */
bool	record_cpr(const struct kind *k, const struct str *value,
	    finding_fn *report, void *arg);

/* Appends the key: its fields, escaped, with TABs between them. */
void	record_key(const struct kind *k, const struct str *value,
	    struct buf *out);
/* Appends the key of the record that field i refers to: the same-named fields,
 * and the field's own value in place of the last. */
void	record_ref_key(const struct kind *k, const struct str *value, size_t i,
	    const struct kind *target, struct buf *out);
/* The key for a message: its filled fields, with blanks between. */
void	record_key_shown(struct str key, struct buf *out);

#endif
