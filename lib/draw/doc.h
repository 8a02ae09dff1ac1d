/*
 * doc: a page as blocks: headings, paragraphs, notes, lists of keys and values,
 * tables.  It is put together once and written as text, Markdown or HTML, by
 * one renderer each; tables pass through the writers of table/write.h.
 *
 * Texts are plain and are copied; each renderer escapes them for where they go,
 * and keeps their line breaks.  Knows no records and no language but that of
 * numbers and dates in tables: all words are its caller's.
 */
#ifndef DRAW_DOC_H
#define DRAW_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/str.h"
#include "table/write.h"

struct doc;

/* The caller frees it with doc_free(). */
struct doc	*doc_new(struct str title, enum lang lang);
void		 doc_free(struct doc *d);		/* NULL is fine */

/* Level 2 or 3: 1 is the title. */
void	doc_heading(struct doc *d, int level, struct str text);
void	doc_paragraph(struct doc *d, struct str text);
/* In smaller print, where there is such a thing. */
void	doc_note(struct doc *d, struct str text);
/* Pairs that follow one another are one list; an empty key gives the key
 * before it another value. */
void	doc_pair(struct doc *d, struct str key, struct str value);
/* A drawing: lines of text for those formats that have no other, and an element
 * for HTML, which stands there as it is: all in it is escaped. */
void	doc_figure(struct doc *d, struct str text, struct str html);
/* Room to write so many lines in, under a label.  Those that follow one another
 * are one frame; one with a heading begins a new column of it. */
void	doc_room(struct doc *d, struct str heading, struct str label,
	    int lines);
/* A table, and its rows one at a time before any other block: cells are fu-tsv
 * fields, escaped; codes stand as they are to be read. */
void	doc_table(struct doc *d, const struct column *columns, size_t n);
void	doc_row(struct doc *d, const struct str *cells);

/* The names of the formats, NULL-terminated: of those of table/write.h. */
const char *const *doc_formats(void);
/* Is a format one of them? */
bool	doc_is_format(const char *format);
/* Appends the page.  format is one of doc_formats(); width is that of the
 * terminal, 0 where there is none. */
void	doc_write(const struct doc *d, const char *format, size_t width,
	    struct buf *out);

#endif
