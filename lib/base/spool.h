/*
 * spool: a long list of small things that is written once and perhaps read
 * back once.  It stays in memory while it is short, then moves to a temporary
 * file that has no name; where none can be made, or the disk is full, it stays
 * in memory, so that nothing depends on there being room.
 *
 * What is spooled names nobody: it is counters, days and numbers.
 */
#ifndef BASE_SPOOL_H
#define BASE_SPOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"

struct spool {
	struct buf	buf;		/* what is not in the file */
	int		fd;		/* -1: none yet */
	bool		memory_only;
	uint64_t	in_file;
};

void	spool_init(struct spool *s);
void	spool_release(struct spool *s);
void	spool_add(struct spool *s, const void *p, size_t len);

/* Calls fn for each piece of `size` bytes that was added, in order.  False,
 * told, if it cannot be read back. */
typedef void spool_fn(const void *piece, void *arg);
bool	spool_each(struct spool *s, size_t size, spool_fn *fn, void *arg,
	    struct diag *d);

#endif
