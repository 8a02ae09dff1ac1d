/*
 * doc_private: the blocks of a page as its renderers need them.  Included by
 * lib/draw/doc*.c only.
 */
#ifndef DRAW_DOC_PRIVATE_H
#define DRAW_DOC_PRIVATE_H

#include "base/mem.h"
#include "draw/doc.h"

enum block_kind {
	BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_NOTE, BLOCK_PAIRS, BLOCK_TABLE,
	BLOCK_FIGURE, BLOCK_ROOMS
};

struct pair {
	struct str	key;		/* empty: that of the pair before */
	struct str	value;
};

struct room {
	struct str	heading;	/* empty: below the one before */
	struct str	label;
	int		lines;
};

/* All texts, and the columns, are in the page's arena. */
struct block {
	enum block_kind	 kind;
	int		 level;		/* of a heading */
	struct str	 text;		/* heading, paragraph, note, figure */
	struct str	 html;		/* of a figure */
	struct pair	*pair;		/* owned */
	struct room	*room;		/* owned */
	struct column	*column;
	size_t		 columns;
	struct str	*cell;		/* owned, row by row */
	size_t		 n, cap;	/* pairs, rooms or rows */
};

struct doc {
	struct str	 title;
	enum lang	 lang;
	struct block	*block;		/* owned */
	size_t		 n, cap;
	struct arena	 arena;
};

/* Cuts the first line off a text; false when none is left. */
bool	doc_line(struct str *rest, struct str *line);
/* The rows of a table, through the writer of a format. */
void	doc_write_table(const struct doc *d, const struct block *b,
	    const char *format, size_t width, struct buf *out);

void	doc_write_text(const struct doc *d, size_t width, struct buf *out);
void	doc_write_md(const struct doc *d, size_t width, struct buf *out);
void	doc_write_html(const struct doc *d, size_t width, struct buf *out);

#endif
