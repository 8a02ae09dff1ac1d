/*
 * text for a terminal or a mail: lines of at most 78 columns, so that a quoted
 * mail still fits 80.  Words are never cut; tables are as wide as they are.
 */
#include <stdint.h>

#include "base/utf8.h"
#include "draw/doc_private.h"

enum { LINE = 78, KEY_MOST = 30, GAP = 2, NOTE_INDENT = 2 };

/* Where the next word goes. */
struct cursor {
	struct buf	*out;
	size_t		 width;
	size_t		 indent;	/* of every line but the first */
	size_t		 at;		/* the column */
	bool		 blank;		/* a word stands before it */
};

static void
new_line(struct cursor *c)
{
	buf_addc(c->out, '\n');
	c->at = 0;
	c->blank = false;
}

static void
add_word(struct cursor *c, struct str word)
{
	struct buf shown = { 0 };
	size_t wide;

	utf8_show(&shown, word);
	wide = utf8_width(buf_str(&shown));
	if (c->blank && c->at + 1 + wide > c->width)
		new_line(c);
	if (c->blank) {
		buf_addc(c->out, ' ');
		c->at++;
	} else if (c->at < c->indent) {
		buf_fill(c->out, ' ', c->indent - c->at);
		c->at = c->indent;
	}
	buf_add_str(c->out, buf_str(&shown));
	c->at += wide;
	c->blank = true;
	buf_release(&shown);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A line break in what has one line, a heading or a key, is a blank. */
static void
add_words(struct cursor *c, struct str line)
{
	size_t at = 0, end;

	while (at < line.len) {
		for (end = at; end < line.len && !is_blank(line.p[end]); end++)
			;
		if (end > at)
			add_word(c, (struct str){ line.p + at, end - at });
		at = end + 1;
	}
}

static void
add_text(struct cursor *c, struct str text)
{
	struct str line;
	bool more = false;

	while (doc_line(&text, &line)) {
		if (more)
			new_line(c);
		add_words(c, line);
		more = true;
	}
	new_line(c);
}

static void
add_rule(struct buf *out, struct str shown, const char *line)
{
	size_t wide = utf8_width(shown);

	for (size_t i = 0; i < wide; i++)
		buf_adds(out, line);
	buf_addc(out, '\n');
}

/* Headings are one line, however long. */
static void
add_heading(struct buf *out, struct str text, int level)
{
	size_t start = out->len;
	struct cursor c = { .out = out, .width = SIZE_MAX };

	add_words(&c, text);
	if (level < 3) {
		struct buf shown = { 0 };

		buf_add(&shown, out->p + start, out->len - start);
		buf_addc(out, '\n');
		add_rule(out, buf_str(&shown), level == 1 ? "═" : "─");
		buf_release(&shown);
	} else
		buf_addc(out, '\n');
}

static size_t
key_width(const struct block *b, size_t most)
{
	size_t width = 0;

	for (size_t i = 0; i < b->n; i++) {
		size_t wide = utf8_width(b->pair[i].key);

		if (wide > width && wide <= most)
			width = wide;
	}
	return width;
}

/* A key that is too wide stands on a line of its own. */
static void
add_pairs(struct buf *out, const struct block *b, size_t width)
{
	size_t most = KEY_MOST < width / 2 ? KEY_MOST : width / 2;
	size_t indent = key_width(b, most) + GAP;

	for (size_t i = 0; i < b->n; i++) {
		struct cursor c = { .out = out, .width = width };

		add_words(&c, b->pair[i].key);
		if (c.at + GAP > indent)
			new_line(&c);
		c.blank = false;
		c.indent = indent;
		add_text(&c, b->pair[i].value);
	}
}

/* As they are: they are drawn. */
static void
add_lines(struct buf *out, struct str text)
{
	struct buf shown = { 0 };
	struct str line;

	while (doc_line(&text, &line)) {
		buf_clear(&shown);
		utf8_show(&shown, line);
		buf_add_str(out, buf_str(&shown));
		buf_addc(out, '\n');
	}
	buf_release(&shown);
}

static void
add_rooms(struct buf *out, const struct block *b, size_t width)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct room *r = &b->room[i];
		struct cursor c = { .out = out, .width = width,
		    .indent = NOTE_INDENT };

		if (r->heading.len > 0) {
			buf_adds(out, i > 0 ? "\n" : "");
			add_heading(out, r->heading, 3);
			buf_addc(out, '\n');
		}
		if (r->label.len > 0)
			add_text(&c, r->label);
		for (int k = 0; k < r->lines; k++) {
			buf_fill(out, ' ', NOTE_INDENT);
			buf_fill(out, '_', width - NOTE_INDENT);
			buf_addc(out, '\n');
		}
	}
}

static void
add_block(const struct doc *d, const struct block *b, size_t width,
    struct buf *out)
{
	size_t line = width > 0 && width < LINE ? width : LINE;
	struct cursor c = { .out = out, .width = line };

	buf_addc(out, '\n');
	switch (b->kind) {
	case BLOCK_HEADING:
		add_heading(out, b->text, b->level);
		break;
	case BLOCK_NOTE:
		c.indent = NOTE_INDENT;
		add_text(&c, b->text);
		break;
	case BLOCK_PARAGRAPH:
		add_text(&c, b->text);
		break;
	case BLOCK_PAIRS:
		add_pairs(out, b, line);
		break;
	case BLOCK_FIGURE:
		add_lines(out, b->text);
		break;
	case BLOCK_ROOMS:
		add_rooms(out, b, line);
		break;
	case BLOCK_TABLE:
		doc_write_table(d, b, "text", width, out);
		break;
	}
}

void
doc_write_text(const struct doc *d, size_t width, struct buf *out)
{
	add_heading(out, d->title, 1);
	for (size_t i = 0; i < d->n; i++)
		add_block(d, &d->block[i], width, out);
}
