/*
 * typed: one record as it is typed on a command line: what commands that store
 * one record have in common.
 */
#ifndef CMD_TYPED_H
#define CMD_TYPED_H

#include "common.h"
#include "define/value.h"
#include "register/batch.h"

/* -C, --allow-cpr */
extern const struct opt typed_opts[];

/* A record that is put together, in a batch of its own. */
struct typed {
	struct run		*run;
	const struct kind	*kind;
	struct dialect		 dialect;	/* of what is typed */
	struct batch		 batch;
	struct entry		 entry;
	struct buf		*text;	/* by field: what entry.value is */
	bool			*given;	/* by field */
	bool			 set;	/* correct one that is stored */
	bool			 dry;	/* nothing will be stored: no lock */
	bool			 ok;	/* nothing was wrong so far */
};

/* To be released. */
void	typed_init(struct typed *t, struct run *r, struct reg *reg,
	    const struct kind *k, bool set);
void	typed_release(struct typed *t);
/* Takes what was typed for a field of the kind. */
void	typed_take(struct typed *t, size_t field, struct str value);
/* Judges the record beside those that are stored, under the register's lock
 * from then on.  False, told, if it is not to be stored. */
bool	typed_check(struct typed *t);
/* After that: true when it is on the disk, as t->batch.entry[0]. */
bool	typed_store(struct typed *t);
/* Prints the id that a record was given. */
void	typed_print_id(struct typed *t);

/* Takes the words behind the kind: field=value, or, to set, a value for the
 * next field of the key.  To set is to change a record that is stored, and
 * "field=" clears; else the record is a new one.  done is called when it is on
 * the disk; may be NULL.  argc is at least 1. */
void	typed_run(struct run *r, int argc, char **argv, bool set,
	    void (*done)(struct typed *t));

#endif
