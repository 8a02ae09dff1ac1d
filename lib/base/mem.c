#define _DEFAULT_SOURCE	/* madvise(2), which POSIX does not have */

#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { BLOCK = 64 * 1024, ALIGN = 16 };

struct arena_block {
	struct arena_block	*older;
	size_t			 size;
	/* The memory follows, aligned by the size of this header. */
};

_Static_assert(sizeof(struct arena_block) % ALIGN == 0,
    "memory after the header is aligned for any type");

static void
die(void)
{
	fputs("fu: out of memory\n", stderr);
	exit(2);
}

void *
mem_alloc(size_t size)
{
	void *p = calloc(1, size > 0 ? size : 1);

	if (p == NULL)
		die();
	return p;
}

void *
mem_array(void *old, size_t n, size_t size)
{
	void *p;

	if (size > 0 && n > SIZE_MAX / size)
		die();
	p = realloc(old, n * size > 0 ? n * size : 1);
	if (p == NULL)
		die();
	return p;
}

char *
mem_dup(const char *p, size_t len)
{
	char *copy = mem_array(NULL, len + 1, 1);

	if (len > 0)
		memcpy(copy, p, len);
	copy[len] = '\0';
	return copy;
}

void *
mem_grow(void *old, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return old;
	*cap = n < 8 ? 8 : n * 2;
	return mem_array(old, *cap, size);
}

void *
mem_big(size_t size)
{
	size_t want = (size + MEM_BIG - 1) / MEM_BIG * MEM_BIG;
	void *p;

	/* On a unit's border, or the pages cannot be huge. */
	if (posix_memalign(&p, MEM_BIG, want) != 0)
		die();
#ifdef MADV_HUGEPAGE
	(void)madvise(p, want, MADV_HUGEPAGE);
#endif
	memset(p, 0, size);
	return p;
}

static void
add_block(struct arena *a, size_t size)
{
	struct arena_block *b;

	if (size < BLOCK)
		size = BLOCK;
	b = mem_array(NULL, size + sizeof(*b), 1);
	b->older = a->block;
	b->size = size;
	a->block = b;
	a->used = 0;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	void *p;

	a->used = (a->used + ALIGN - 1) / ALIGN * ALIGN;
	if (a->block == NULL || a->used > a->block->size ||
	    size > a->block->size - a->used)
		add_block(a, size);
	p = (char *)(a->block + 1) + a->used;
	a->used += size;
	return p;
}

struct str
arena_str(struct arena *a, struct str s)
{
	char *p;

	/* Text needs no alignment: it is packed. */
	if (a->block == NULL || s.len + 1 > a->block->size - a->used)
		add_block(a, s.len + 1);
	p = (char *)(a->block + 1) + a->used;
	if (s.len > 0)
		memcpy(p, s.p, s.len);
	p[s.len] = '\0';
	a->used += s.len + 1;
	return (struct str){ p, s.len };
}

void
arena_release(struct arena *a)
{
	while (a->block != NULL) {
		struct arena_block *older = a->block->older;

		free(a->block);
		a->block = older;
	}
	*a = (struct arena){ 0 };
}
