/*
 * md: GitHub Flavored Markdown.  Text stays text: nothing in it becomes a
 * heading, a list, an image, a tag or an emphasis.
 */
#include <string.h>

#include "base/utf8.h"
#include "draw/doc_private.h"

/* Does the line begin with what opens a heading, a list or a rule? */
static size_t
mark_at(struct str line)
{
	size_t i = 0;

	if (line.len > 0 && strchr("#+-=", line.p[0]) != NULL)
		return 0;
	while (i < line.len && line.p[i] >= '0' && line.p[i] <= '9')
		i++;
	return i > 0 && i < line.len && strchr(".)", line.p[i]) != NULL ? i :
	    line.len;
}

/* HTML's own characters become entities: not every reader of Markdown that
 * passes tags on knows the backslash before them. */
static void
add_line(struct buf *out, struct str line)
{
	size_t mark = mark_at(line);

	for (size_t i = 0; i < line.len; i++) {
		char c = line.p[i];

		if (c == '&' || c == '<' || c == '>') {
			write_html(out, (struct str){ line.p + i, 1 });
			continue;
		}
		if (i == mark || (c != '\0' && strchr("|\\`*_~[]", c) != NULL))
			buf_addc(out, '\\');
		buf_addc(out, c);
	}
}

/* Control characters made visible and escaped with the rest. */
static void
add_text(struct buf *out, struct str text, const char *mark)
{
	struct buf shown = { 0 };
	struct str line;
	bool more = false;

	while (doc_line(&text, &line)) {
		buf_adds(out, more ? mark : "");
		buf_clear(&shown);
		utf8_show(&shown, str_trim(line));
		add_line(out, buf_str(&shown));
		more = true;
	}
	buf_release(&shown);
}

static void
add_heading(struct buf *out, struct str text, int level)
{
	buf_fill(out, '#', (size_t)level);
	buf_addc(out, ' ');
	add_text(out, text, " ");
	buf_addc(out, '\n');
}

static void
add_pairs(struct buf *out, const struct block *b)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct pair *p = &b->pair[i];

		if (p->key.len > 0) {
			buf_adds(out, "- **");
			add_text(out, p->key, " ");
			buf_adds(out, p->value.len > 0 ? ":** " : ":**");
		} else
			buf_adds(out, i > 0 ? "  <br>" : "- ");
		add_text(out, p->value, "<br>");
		buf_addc(out, '\n');
	}
}

/* A block of code: nothing in it is anything but text.  Fenced: indented, it
 * would go on a list before it. */
static void
add_figure(struct buf *out, struct str text)
{
	struct buf shown = { 0 };
	struct str line;

	buf_adds(out, "~~~~\n");
	while (doc_line(&text, &line)) {
		buf_clear(&shown);
		utf8_show(&shown, line);
		buf_add_str(out, buf_str(&shown));
		buf_addc(out, '\n');
	}
	buf_adds(out, "~~~~\n");
	buf_release(&shown);
}

/* An item to be filled in under each label. */
static void
add_rooms(struct buf *out, const struct block *b)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct room *r = &b->room[i];

		buf_adds(out, i > 0 ? "\n" : "");
		if (r->heading.len > 0) {
			add_heading(out, r->heading, 4);
			buf_addc(out, '\n');
		}
		add_text(out, r->label, "<br>\n");
		buf_adds(out, r->label.len > 0 ? "\n\n" : "");
		buf_adds(out, "- &nbsp;\n");
	}
}

static void
add_block(const struct doc *d, const struct block *b, struct buf *out)
{
	buf_addc(out, '\n');
	switch (b->kind) {
	case BLOCK_HEADING:
		add_heading(out, b->text, b->level);
		break;
	case BLOCK_NOTE:
		buf_adds(out, "> ");
		add_text(out, b->text, "<br>");
		buf_addc(out, '\n');
		break;
	case BLOCK_PARAGRAPH:
		add_text(out, b->text, "<br>\n");
		buf_addc(out, '\n');
		break;
	case BLOCK_PAIRS:
		add_pairs(out, b);
		break;
	case BLOCK_FIGURE:
		add_figure(out, b->text);
		break;
	case BLOCK_ROOMS:
		add_rooms(out, b);
		break;
	case BLOCK_TABLE:
		doc_write_table(d, b, "md", 0, out);
		break;
	}
}

void
doc_write_md(const struct doc *d, size_t width, struct buf *out)
{
	(void)width;
	add_heading(out, d->title, 1);
	for (size_t i = 0; i < d->n; i++)
		add_block(d, &d->block[i], out);
}
