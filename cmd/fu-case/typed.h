/*
 * typed: one record as it is typed on a command line, field=value by
 * field=value: what add and set have in common.
 */
#ifndef FU_CASE_TYPED_H
#define FU_CASE_TYPED_H

#include "common.h"
#include "register/batch.h"

/* -C, --allow-cpr */
extern const struct opt typed_opts[];

/* Takes the words behind the kind: field=value, or, to set, a value for the
 * next field of the key.  To set is to change a record that is stored, and
 * "field=" clears; else the record is a new one.  done is called when it is on
 * the disk; may be NULL.  argc is at least 1. */
void	typed_run(struct run *r, int argc, char **argv, bool set,
	    void (*done)(struct run *r, const struct entry *e));

#endif
