/*
 * scan: where the delimiters of a block of fu-tsv are, and whether the block
 * may hold a defect; the first half of the reader in tsv.c, in one pass.
 *
 * It proves a block clean or calls it suspect; saying what is wrong and where
 * is left to the reader's slow path, which most inputs never take.
 */
#ifndef TABLE_SCAN_H
#define TABLE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SCAN_PAD = 64 };	/* bytes behind a block that may be read, any value */

struct scan {
	uint32_t	*ends;		/* places of TABs and LFs, in order */
	size_t		 n_ends;	/* room: a block's length + SCAN_PAD */
	uint32_t	*lines;		/* which of ends are LF; as much room */
	size_t		 n_lines;
	bool		 suspect;	/* UTF-8, control character, escape */
};

/* p[0..len) ends with LF; p[len..len + SCAN_PAD) is readable. */
void	scan_block(struct scan *s, const char *p, size_t len);

/* The ways to do it on this processor, the fastest first, the portable one
 * last, then NULL: they must all find the same. */
typedef void scan_fn(struct scan *s, const char *p, size_t len);
scan_fn *const *scan_variants(void);

#endif
