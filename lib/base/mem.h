/*
 * mem: allocation that cannot fail to its callers, and arenas for things that
 * live and die together.  Out of memory ends the run with exit status 2, which
 * is safe at any moment: a register is only changed by its journal.
 *
 * Knows nothing of records.  An arena never moves what it has handed out.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

#include "base/str.h"

/* All return memory the caller frees with free(); none returns NULL. */
void	*mem_alloc(size_t size);			/* zeroed */
void	*mem_array(void *old, size_t n, size_t size);	/* realloc, n * size */
char	*mem_dup(const char *p, size_t len);		/* adds a NUL */

/* Make room for one more element in an array of n elements that has room for
 * *cap; capacities double, so that appending stays cheap. */
void	*mem_grow(void *old, size_t n, size_t *cap, size_t size);

/* Zeroed memory for large tables that are read all over: in huge pages where
 * the system has them, because finding a small page costs as much as reading
 * it.  Sizes are rounded up to MEM_BIG; given back with free(). */
enum { MEM_BIG = 2 * 1024 * 1024 };
void	*mem_big(size_t size);

struct arena {
	struct arena_block	*block;		/* the newest, owned */
	size_t			 used;		/* bytes of it handed out */
};

/* Memory that arena_release() gives back all at once; aligned for any type. */
void	*arena_alloc(struct arena *a, size_t size);
/* A copy of s in the arena, NUL-terminated. */
struct str arena_str(struct arena *a, struct str s);
void	 arena_release(struct arena *a);

#endif
