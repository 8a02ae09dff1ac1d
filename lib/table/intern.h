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
uint32_t	intern_add_hashed(struct intern *in, struct str s,
		    uint64_t hash);
/* INTERN_NONE if s has no number. */
uint32_t	intern_find(const struct intern *in, struct str s);

/* By number: the place of a text among all, in byte order.  TAB sorts before
 * everything a field holds, so joined keys sort as their fields do.  The caller
 * frees it. */
uint32_t	*intern_ranks(const struct intern *in);

/* Looking up is three dependent reads of memory: slot, entry, text.  Whoever
 * has many texts to look up asks for them in three rounds, so that the reads of
 * one text are waited for while others are done:
 * intern_prefetch(), id = intern_likely(), intern_prefetch_text(id). */
static inline void
intern_prefetch(const struct intern *in, uint64_t hash)
{
	if (in->slot != NULL)
		__builtin_prefetch(&in->slot[hash & in->mask]);
}

/* The number that a text with this hash almost certainly has, INTERN_NONE if
 * it surely has none; asks for its entry. */
static inline uint32_t
intern_likely(const struct intern *in, uint64_t hash)
{
	size_t at = hash & in->mask;

	if (in->slot == NULL)
		return INTERN_NONE;
	while (in->slot[at].id != 0 &&
	    in->slot[at].tag != (uint32_t)(hash >> 32))
		at = (at + 1) & in->mask;
	if (in->slot[at].id != 0)
		__builtin_prefetch(&in->text[in->slot[at].id - 1]);
	return in->slot[at].id - 1;
}

static inline void
intern_prefetch_text(const struct intern *in, uint32_t id)
{
	if (id != INTERN_NONE)
		__builtin_prefetch(in->text[id].p);
}

#endif
