#include "table/intern.h"

#include <stdlib.h>
#include <string.h>


enum { FIRST_SLOTS = 64 };

__extension__ typedef unsigned __int128 uint128;

/* Multiplies and folds the halves: mixes 128 bits into 64. */
static uint64_t
fold(uint64_t a, uint64_t b)
{
	uint128 product = (uint128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t
word_at(const char *p)
{
	uint64_t word;

	memcpy(&word, p, 8);
	return word;
}

/* The last word overlaps the one before it: no loop over single bytes, whose
 * number the processor cannot guess. */
uint64_t
intern_hash(struct str s)
{
	uint64_t h = UINT64_C(0x243F6A8885A308D3) ^ s.len, last = 0;

	if (s.len >= 8) {
		for (size_t i = 0; i + 8 < s.len; i += 8)
			h = fold(h ^ word_at(s.p + i),
			    UINT64_C(0x9E3779B97F4A7C15));
		last = word_at(s.p + s.len - 8);
	} else
		for (size_t i = 0; i < s.len; i++)
			last |= (uint64_t)(unsigned char)s.p[i] << (8 * i);
	return fold(h ^ last, UINT64_C(0xD6E8FEB86659FD93));
}

/* As str_eq(), for short texts: a call of memcmp(3) costs more than they do. */
static bool
same(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	if (a.len < 8) {
		for (size_t i = 0; i < a.len; i++)
			if (a.p[i] != b.p[i])
				return false;
		return true;
	}
	for (size_t i = 0; i + 8 < a.len; i += 8)
		if (word_at(a.p + i) != word_at(b.p + i))
			return false;
	return word_at(a.p + a.len - 8) == word_at(b.p + b.len - 8);
}

void
intern_release(struct intern *in)
{
	arena_release(&in->texts);
	free(in->text);
	free(in->hash);
	free(in->slot);
	*in = (struct intern){ 0 };
}

static void
put(struct intern *in, uint64_t hash, uint32_t id)
{
	size_t at = hash & in->mask;

	while (in->slot[at].id != 0)
		at = (at + 1) & in->mask;
	in->slot[at] = (struct intern_slot){ (uint32_t)(hash >> 32), id + 1 };
}

static void
grow(struct intern *in)
{
	size_t slots = in->slot == NULL ? FIRST_SLOTS : (in->mask + 1) * 2;

	free(in->slot);
	in->slot = mem_alloc(slots * sizeof(*in->slot));
	in->mask = slots - 1;
	for (size_t id = 0; id < in->n; id++)
		put(in, in->hash[id], (uint32_t)id);
}

static uint32_t
find(const struct intern *in, struct str s, uint64_t hash)
{
	size_t at = hash & in->mask;
	uint32_t tag = (uint32_t)(hash >> 32);

	for (; in->slot[at].id != 0; at = (at + 1) & in->mask)
		if (in->slot[at].tag == tag &&
		    same(in->text[in->slot[at].id - 1], s))
			return in->slot[at].id - 1;
	return INTERN_NONE;
}

uint32_t
intern_find(const struct intern *in, struct str s)
{
	return in->slot == NULL ? INTERN_NONE : find(in, s, intern_hash(s));
}

uint32_t
intern_add_hashed(struct intern *in, struct str s, uint64_t hash)
{
	uint32_t id = in->slot == NULL ? INTERN_NONE : find(in, s, hash);
	size_t cap = in->cap;

	if (id != INTERN_NONE)
		return id;
	/* At most two thirds full. */
	if (in->slot == NULL || (in->n + 1) * 3 > (in->mask + 1) * 2)
		grow(in);
	in->text = mem_grow(in->text, in->n, &in->cap, sizeof(*in->text));
	in->hash = mem_grow(in->hash, in->n, &cap, sizeof(*in->hash));
	in->text[in->n] = arena_str(&in->texts, s);
	in->hash[in->n] = hash;
	put(in, hash, (uint32_t)in->n);
	return (uint32_t)in->n++;
}

uint32_t
intern_add(struct intern *in, struct str s)
{
	return intern_add_hashed(in, s, intern_hash(s));
}

/* ------------------------------------------------------------ sorting -- */

struct text_no {
	uint64_t	head;		/* the first bytes of the text */
	struct str	text;
	uint32_t	no;
};

/* Eight bytes as a number that sorts as they do, zeros behind a shorter
 * text: most texts differ here, and need not be looked up to be sorted. */
static uint64_t
head_of(struct str s)
{
	uint64_t head = 0;

	for (size_t i = 0; i < 8; i++)
		head = head << 8 | (i < s.len ? (unsigned char)s.p[i] : 0);
	return head;
}

static int
by_text(const void *a, const void *b)
{
	const struct text_no *x = a, *y = b;

	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
	return str_cmp(x->text, y->text);
}

uint32_t *
intern_ranks(const struct intern *in)
{
	struct text_no *all = mem_array(NULL, in->n, sizeof(*all));
	uint32_t *rank = mem_array(NULL, in->n, sizeof(*rank));

	for (size_t i = 0; i < in->n; i++)
		all[i] = (struct text_no){ head_of(in->text[i]), in->text[i],
		    (uint32_t)i };
	qsort(all, in->n, sizeof(*all), by_text);
	for (size_t i = 0; i < in->n; i++)
		rank[all[i].no] = (uint32_t)i;
	free(all);
	return rank;
}
