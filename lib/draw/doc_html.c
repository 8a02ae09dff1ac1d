/*
 * html: one page with nothing in it but text and tables, in the style of
 * table/write.h.
 */
#include "base/date.h"
#include "draw/doc_private.h"

/* The length of a date at p, either way round; 0 if there is none. */
static size_t
date_len(const char *p, size_t left)
{
	size_t n = 0, hyphens = 0;

	while (n < left && ((p[n] >= '0' && p[n] <= '9') || p[n] == '-'))
		hyphens += p[n++] == '-';
	return n == DATE_SIZE - 1 && hyphens == 2 ? n : 0;
}

/* A browser would break a date at its hyphens. */
static void
add_line(struct buf *out, struct str line)
{
	size_t start = 0, at = 0;

	while (at < line.len) {
		size_t n = at == 0 || line.p[at - 1] == ' ' ?
		    date_len(line.p + at, line.len - at) : 0;

		if (n > 0) {
			write_html(out, (struct str){ line.p + start,
			    at - start });
			buf_addf(out, "<span style=\"white-space:nowrap\">"
			    "%.*s</span>", (int)n, line.p + at);
			start = at + n;
		}
		at += n > 0 ? n : 1;
	}
	write_html(out, (struct str){ line.p + start, line.len - start });
}

static void
add_text(struct buf *out, struct str text)
{
	struct str line;
	bool more = false;

	while (doc_line(&text, &line)) {
		buf_adds(out, more ? "<br>" : "");
		add_line(out, line);
		more = true;
	}
}

static void
add_element(struct buf *out, const char *open, struct str text,
    const char *close)
{
	buf_adds(out, open);
	add_text(out, text);
	buf_adds(out, close);
	buf_addc(out, '\n');
}

static void
add_pairs(struct buf *out, const struct block *b)
{
	buf_adds(out, "<dl>\n");
	for (size_t i = 0; i < b->n; i++) {
		/* A value needs a key before it. */
		bool keyed = i == 0 || b->pair[i].key.len > 0;

		if (keyed)
			add_element(out, "<dt>", b->pair[i].key, "</dt>");
		add_element(out, "<dd>", b->pair[i].value, "</dd>");
	}
	buf_adds(out, "</dl>\n");
}

/* Columns beside each other where there is room for them, on a telephone below
 * each other. */
static const char rooms_style[] =
    "display:grid;gap:0 1rem;margin:0 0 1.5rem;padding:0 1px;"
    "grid-template-columns:repeat(auto-fit,minmax(12.5rem,1fr))";
static const char room_style[] =
    "border:1px solid var(--line);padding:.2rem .4rem;margin:0 0 .4rem;"
    "font-size:.9rem;break-inside:avoid";

static void
add_rooms(struct buf *out, const struct block *b)
{
	buf_addf(out, "<div style=\"%s\">\n", rooms_style);
	for (size_t i = 0; i < b->n; i++) {
		const struct room *r = &b->room[i];

		/* On paper a column stays on one page with its heading. */
		if (i == 0 || r->heading.len > 0)
			buf_addf(out, "%s<section style=\"break-inside:avoid\">"
			    "\n", i > 0 ? "</section>\n" : "");
		if (r->heading.len > 0)
			add_element(out, "<h4 style=\"margin:.5rem 0 .25rem\">",
			    r->heading, "</h4>");
		buf_addf(out, "<div style=\"%s;min-height:%drem\">",
		    room_style, 1 + 2 * r->lines);
		add_element(out, "", r->label, "</div>");
	}
	buf_adds(out, "</section>\n</div>\n");
}

static void
add_block(const struct doc *d, const struct block *b, struct buf *out)
{
	switch (b->kind) {
	case BLOCK_HEADING:
		add_element(out, b->level == 2 ? "<h2>" : "<h3>", b->text,
		    b->level == 2 ? "</h2>" : "</h3>");
		break;
	case BLOCK_NOTE:
		add_element(out, "<p><small>", b->text, "</small></p>");
		break;
	case BLOCK_PARAGRAPH:
		add_element(out, "<p>", b->text, "</p>");
		break;
	case BLOCK_PAIRS:
		add_pairs(out, b);
		break;
	case BLOCK_FIGURE:
		buf_add_str(out, b->html);
		break;
	case BLOCK_ROOMS:
		add_rooms(out, b);
		break;
	case BLOCK_TABLE:
		doc_write_table(d, b, "html", 0, out);
		break;
	}
}

void
doc_write_html(const struct doc *d, size_t width, struct buf *out)
{
	struct buf title = { 0 };

	(void)width;
	buf_add_str(&title, d->title);
	write_page_begin(out, buf_text(&title), d->lang);
	buf_release(&title);
	for (size_t i = 0; i < d->n; i++)
		add_block(d, &d->block[i], out);
	write_page_end(out);
}
