/*
 * tags: columns of rows that are no part of a series' key and yet are asked
 * for with a value: the phase it was given in, the meeting it was given at.
 * Kept by the number of the row's line, 4 bytes a line from the first one that
 * says something in the column to the last.
 *
 * Knows neither what a tag means nor which series a row belongs to.
 */
#ifndef FOLLOW_TAGS_H
#define FOLLOW_TAGS_H

#include <stddef.h>
#include <stdint.h>

#include "table/intern.h"
#include "table/tsv.h"

enum { TAGS_MAX = 2 };

struct tag {
	const char	*column;
	size_t		 at;		/* of the input at hand */
	struct intern	 texts;		/* 0: nothing */
	uint32_t	*by_line;	/* from 0 */
	size_t		 n, cap;	/* lines beyond have none */
};

struct tags {			/* zeroed: none */
	struct tag	tag[TAGS_MAX];
	size_t		n;
};

/* names ends with NULL and is borrowed, as are its texts. */
void	tags_init(struct tags *tags, const char *const *names);
void	tags_release(struct tags *tags);
/* For each input: where are the columns?  One that is not there is empty. */
void	tags_bind(struct tags *tags, const struct tsv *t);
/* Keeps those of the current row under the number of its line. */
void	tags_note(struct tags *tags, const struct tsv *t, uint32_t line);
/* As it stood in the input, escaped. */
struct str tags_text(const struct tags *tags, size_t tag, uint32_t line);

#endif
