/*
 * tag: a column of rows that is no part of a series' key and yet is asked for
 * with a value: the phase it was given in, the meeting it was given at.  Kept
 * by the number of the row's line, 4 bytes a line from the first one that says
 * something in the column to the last.
 *
 * Knows neither what a tag means nor which series a row belongs to.
 */
#ifndef FOLLOW_TAG_H
#define FOLLOW_TAG_H

#include <stddef.h>
#include <stdint.h>

#include "table/intern.h"
#include "table/tsv.h"

struct tag {			/* zeroed: none is kept */
	const char	*column;	/* borrowed */
	size_t		 at;		/* of the input at hand */
	struct intern	 texts;		/* 0: nothing */
	uint32_t	*by_line;	/* from 0 */
	size_t		 n, cap;	/* lines beyond have none */
};

void	tag_init(struct tag *tag, const char *column);
void	tag_release(struct tag *tag);
/* For each input: where is the column?  One that is not there is empty. */
void	tag_bind(struct tag *tag, const struct tsv *t);
/* Keeps that of the current row under the number of its line. */
void	tag_note(struct tag *tag, const struct tsv *t, uint32_t line);
/* As it stood in the input, escaped; empty where none is kept. */
struct str tag_text(const struct tag *tag, uint32_t line);

#endif
