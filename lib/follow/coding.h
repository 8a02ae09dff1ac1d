/*
 * coding: which codes of the codebooks are suggested for the texts of cases,
 * and what people have decided about them.  A suggestion is a passage that a
 * pattern finds; a decision is a stored record of the kind `coding`, and counts
 * whether a pattern finds it or not.  Neither is ever made into the other.
 *
 * Knows every kind but that through its definition only.  What it hands out is
 * free text: for those who may read the register, and for no message.
 */
#ifndef FOLLOW_CODING_H
#define FOLLOW_CODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/mem.h"
#include "define/codebook.h"
#include "register/reg.h"

/* The passage with what stands around it, in characters. */
enum { CODING_SHOWN = 60 };

/* Texts are escaped as fields are. */
struct coded {
	struct str	case_id, kind;
	struct str	record;		/* its id, else its key: "field=value"
					 * for each field but case_id */
	struct str	field, codebook, code;
	size_t		start;		/* in characters, the first is 1; 0: the
					 * field as a whole */
	size_t		length;		/* 0: no pattern finds it there */
	struct str	text;		/* of at most CODING_SHOWN characters,
					 * CPR-like numbers masked */
	struct str	coder, coded, date, reason;	/* the decision */
	bool		decided;
};

struct coding_options {
	const struct codebooks	*codebooks;
	struct str		 codebook;	/* empty: all */
	day_t			 as_of;
	bool			 open;		/* open cases too */
	const struct frame	*cases;		/* only these; NULL: all */
	struct str		 coder;		/* whose decisions; who is to
						 * make those that are missing;
						 * empty: all */
	bool			 missing;	/* only what is not decided */
};

struct coding {
	struct coded	*row;	/* by case, kind, record, field, start,
				 * codebook, code, coder, in bytes; owned */
	size_t		 n, cap;
	struct arena	 arena;
};

/* A pattern that is too costly for a field is a finding, and finds nothing more
 * there.  False, told, on a failure; to be released in both cases. */
bool	coding_read(struct coding *c, struct reg *r,
	    const struct coding_options *o);
void	coding_release(struct coding *c);

#endif
