#include "draw/doc.h"

#include <stdlib.h>
#include <string.h>

#include "draw/doc_private.h"

static const struct {
	const char	*name;
	void		(*write)(const struct doc *, size_t, struct buf *);
} renderers[] = {
	{ "text", doc_write_text },
	{ "md", doc_write_md },
	{ "html", doc_write_html },
};

enum { N_RENDERERS = sizeof(renderers) / sizeof(renderers[0]) };

const char *const *
doc_formats(void)
{
	static const char *const names[] = { "text", "md", "html", NULL };

	return names;
}

bool
doc_is_format(const char *format)
{
	const char *const *pages = doc_formats();

	while (*pages != NULL && strcmp(*pages, format) != 0)
		pages++;
	return *pages != NULL;
}

void
doc_write(const struct doc *d, const char *format, size_t width,
    struct buf *out)
{
	for (size_t i = 0; i < N_RENDERERS; i++)
		if (strcmp(renderers[i].name, format) == 0)
			renderers[i].write(d, width, out);
}

struct doc *
doc_new(struct str title, enum lang lang)
{
	struct doc *d = mem_alloc(sizeof(*d));

	d->lang = lang;
	d->title = arena_str(&d->arena, title);
	return d;
}

void
doc_free(struct doc *d)
{
	if (d == NULL)
		return;
	for (size_t i = 0; i < d->n; i++) {
		free(d->block[i].pair);
		free(d->block[i].room);
		free(d->block[i].cell);
	}
	free(d->block);
	arena_release(&d->arena);
	free(d);
}

static struct block *
add_block(struct doc *d, enum block_kind kind, struct str text)
{
	d->block = mem_grow(d->block, d->n, &d->cap, sizeof(*d->block));
	d->block[d->n] = (struct block){ .kind = kind,
	    .text = arena_str(&d->arena, text) };
	return &d->block[d->n++];
}

void
doc_heading(struct doc *d, int level, struct str text)
{
	add_block(d, BLOCK_HEADING, text)->level = level;
}

void
doc_paragraph(struct doc *d, struct str text)
{
	add_block(d, BLOCK_PARAGRAPH, text);
}

void
doc_note(struct doc *d, struct str text)
{
	add_block(d, BLOCK_NOTE, text);
}

void
doc_figure(struct doc *d, struct str text, struct str html)
{
	add_block(d, BLOCK_FIGURE, text)->html = arena_str(&d->arena, html);
}

/* The block that a piece goes on with, or a new one. */
static struct block *
open_block(struct doc *d, enum block_kind kind)
{
	struct block *b = d->n > 0 ? &d->block[d->n - 1] : NULL;

	return b != NULL && b->kind == kind ? b :
	    add_block(d, kind, str_of(""));
}

void
doc_room(struct doc *d, struct str heading, struct str label, int lines)
{
	struct block *b = open_block(d, BLOCK_ROOMS);

	b->room = mem_grow(b->room, b->n, &b->cap, sizeof(*b->room));
	b->room[b->n++] = (struct room){ arena_str(&d->arena, heading),
	    arena_str(&d->arena, label), lines };
}

void
doc_pair(struct doc *d, struct str key, struct str value)
{
	struct block *b = open_block(d, BLOCK_PAIRS);

	b->pair = mem_grow(b->pair, b->n, &b->cap, sizeof(*b->pair));
	b->pair[b->n++] = (struct pair){ arena_str(&d->arena, key),
	    arena_str(&d->arena, value) };
}

void
doc_table(struct doc *d, const struct column *columns, size_t n)
{
	struct block *b = add_block(d, BLOCK_TABLE, str_of(""));

	b->columns = n;
	b->column = arena_alloc(&d->arena, n * sizeof(*b->column));
	for (size_t i = 0; i < n; i++)
		b->column[i] = (struct column){
		    arena_str(&d->arena, columns[i].name),
		    arena_str(&d->arena, columns[i].label), columns[i].kind };
}

void
doc_row(struct doc *d, const struct str *cells)
{
	struct block *b = &d->block[d->n - 1];

	b->cell = mem_grow(b->cell, b->n, &b->cap,
	    b->columns * sizeof(*b->cell));
	for (size_t i = 0; i < b->columns; i++)
		b->cell[b->n * b->columns + i] = arena_str(&d->arena,
		    cells[i]);
	b->n++;
}

/* -------------------------------------------------- what renderers share -- */

bool
doc_line(struct str *rest, struct str *line)
{
	size_t end = 0, next;

	if (rest->len == 0)
		return false;
	while (end < rest->len && rest->p[end] != '\n' && rest->p[end] != '\r')
		end++;
	*line = (struct str){ rest->p, end };
	next = end + (end < rest->len);
	if (next < rest->len && rest->p[end] == '\r' && rest->p[next] == '\n')
		next++;
	*rest = (struct str){ rest->p + next, rest->len - next };
	return true;
}

void
doc_write_table(const struct doc *d, const struct block *b,
    const char *format, size_t width, struct buf *out)
{
	const struct write_style style = { .lang = d->lang, .width = width };
	struct writer *w = writer_new(format, out, b->column, b->columns,
	    &style);

	for (size_t i = 0; i < b->n; i++)
		writer_row(w, b->cell + i * b->columns);
	writer_end(w);
}
