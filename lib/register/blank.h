/*
 * blank: the rows of a blank sheet: for each open case, and each open record
 * that the template fills in beforehand (a goal), one row with what is known.
 * A record is open where its kind has a field "closed" and that is empty.
 */
#ifndef REGISTER_BLANK_H
#define REGISTER_BLANK_H

#include <stdbool.h>

#include "define/template.h"
#include "register/reg.h"

/* One row: a cell for each column of the template, escaped. */
typedef void blank_fn(const struct str *cell, void *arg);

/* wanted: the cases, by case_id.  False, told, if the register cannot be read,
 * or if the template names what no kind has. */
bool	blank_rows(struct reg *r, const struct template *t,
	    const struct frame *wanted, blank_fn *fn, void *arg);

#endif
