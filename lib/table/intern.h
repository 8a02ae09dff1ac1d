/*
 * intern: texts as small numbers.  Each distinct text gets the next number from
 * 0; equal texts get the same.  Behind every grouping, join and key check.
 *
 * A text is stored once and never moves.  At most 2^32 - 2 texts.
 */
#ifndef TABLE_INTERN_H
#define TABLE_INTERN_H

#include <stdint.h>

#include "base/mem.h"
#include "base/str.h"

#define INTERN_NONE	UINT32_MAX

struct intern_slot {
	uint32_t	tag;		/* upper half of the hash */
	uint32_t	id;		/* + 1; 0 is a free slot */
};

struct intern {
	struct arena		 texts;
	struct str		*text;	/* by id */
	uint64_t		*hash;	/* by id */
	size_t			 n, cap;
	struct intern_slot	*slot;
	size_t			 mask;	/* slots - 1, a power of two */
};

/* A zeroed struct is an empty one. */
void		intern_release(struct intern *in);
uint64_t	intern_hash(struct str s);
/* The number of s, given to it now if it is new. */
uint32_t	intern_add(struct intern *in, struct str s);
/* The same where intern_hash(s) is known already. */
uint32_t	intern_add_hashed(struct intern *in, struct str s, uint64_t hash);
/* INTERN_NONE if s has no number. */
uint32_t	intern_find(const struct intern *in, struct str s);

/* Asks the processor to fetch what looking up this hash will touch. */
static inline void
intern_prefetch(const struct intern *in, uint64_t hash)
{
	if (in->slot != NULL)
		__builtin_prefetch(&in->slot[hash & in->mask]);
}

#endif
