/*
 * value: what one field may hold.  value_check() judges the canonical form, in
 * which values are stored; value_read() makes it from what a person typed into
 * a sheet: labels for codes, decimal commas, day-first dates.  What can be read
 * in two ways is refused, and both readings are named.
 */
#ifndef DEFINE_VALUE_H
#define DEFINE_VALUE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"
#include "define/defs.h"

struct dialect {
	bool	typed;		/* dates day first, words for codes: a sheet */
	char	decimal;	/* ',' or '.': the mark this sheet uses */
};

/* Is a stored field legal?  It is escaped and not empty.  If not, appends what
 * was expected: "is not a date such as 2026-11-22". */
bool	value_check(const struct defs *defs, const struct field *f,
	    struct str stored, struct buf *why);
/* Appends the canonical form, unescaped, of what was typed; nothing for a blank
 * or for what an empty field means anyway.  False and why, if it has none. */
bool	value_read(const struct defs *defs, const struct field *f,
	    struct str typed, struct dialect dialect, struct buf *canonical,
	    struct buf *why);
/* May a value of this field be shown in a message?  Names and texts never. */
bool	value_may_be_shown(const struct field *f);

/* May what people read for a value be something else than the value? */
bool	value_has_label(const struct field *f);
/* What people read for a stored field: the label of a code, a scale's name;
 * otherwise the value itself. */
void	value_label(const struct defs *defs, const struct field *f,
	    struct str stored, enum lang lang, struct buf *out);

#endif
