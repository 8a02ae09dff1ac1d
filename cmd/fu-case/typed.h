/*
 * typed: one record as it is typed on a command line, field=value by
 * field=value, on its way into a batch.
 */
#ifndef FU_CASE_TYPED_H
#define FU_CASE_TYPED_H

#include "common.h"
#include "register/batch.h"

struct typed {
	struct run		*run;
	struct batch		*batch;
	const struct kind	*kind;
	struct entry		 entry;
	struct buf		*text;	/* by field: what entry.value is */
	bool			*given;	/* by field */
	bool			 clears; /* "field=" clears what is stored */
	bool			 ok;
};

void	typed_init(struct typed *t, struct run *r, struct batch *b,
	    const struct kind *k);
void	typed_release(struct typed *t);
/* field=value; told, and not ok, if it is none. */
void	typed_take(struct typed *t, const char *word);
/* The next field of the key that was not given yet. */
void	typed_take_key(struct typed *t, const char *word);

#endif
