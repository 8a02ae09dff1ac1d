/*
 * select: which rows are wanted.  A condition is 'field=value' with one of
 * = != < <= > >= ~ !~ ~* !~* (PCRE2; * caseless); all must hold.  "field="
 * selects the missing, "field!=" what is not; a missing value is never less or
 * greater, matches no pattern, and differs from every value: != and !~ select
 * it.
 *
 * A column has a type if the caller knows one; else the literal decides: a
 * number is compared as one, a date or text by bytes.  Values are plain text,
 * as they were typed; cells are unescaped before they are compared.
 */
#ifndef TABLE_SELECT_H
#define TABLE_SELECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "table/tsv.h"

/* How values of a column are ordered. */
enum order_as {
	ORDER_UNKNOWN,	/* the literal decides */
	ORDER_BYTES,	/* ids, codes, dates, weeks: canonical forms */
	ORDER_NUMBER,
	ORDER_TEXT	/* the Danish alphabet, where rows are sorted */
};

struct select;

/* Does an operand look like a condition: a name, then an operator? */
bool	select_is_condition(const char *word);

/* Splits the conditions, which are copied; NULL with a diagnostic for each that
 * is wrong. */
struct select *select_new(const char *const *words, size_t n, struct diag *d);
void	select_free(struct select *s);		/* NULL is fine */

/* Calls fn for the name and the literal of each condition that compares with
 * one: not for patterns, not for what is missing. */
typedef void literal_fn(const char *name, struct str literal, void *arg);
void	select_literals(const struct select *s, literal_fn *fn, void *arg);

/* A column that the input at hand lacks: missing in every row. */
#define SELECT_LACKS	SIZE_MAX

/* Which column a name is and how it orders: filled in by the caller.  False if
 * there is no such column. */
typedef bool select_column_fn(const char *name, size_t *column,
    enum order_as *order, void *arg);
/* Binds the names to the columns of an input; an unknown one is a failure that
 * lists the legal names and offers the nearest, and so is a value that is no
 * number for a column of numbers.  To be called for each input. */
bool	select_bind(struct select *s, select_column_fn *fn, void *arg,
	    const struct tsv *t, struct diag *d);

/* Does the current row of t fulfil all conditions?  A cell that is no number
 * where one is compared is a finding; a pattern too costly for a row is a
 * failure; both select nothing, and are told if no other condition has ruled
 * the row out.  Where the literal decides, a cell that is no number merely
 * differs from one. */
bool	select_row(struct select *s, const struct tsv *t, struct diag *d);

#endif
