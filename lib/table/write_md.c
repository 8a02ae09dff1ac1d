/*
 * md: tables as GitHub Flavored Markdown has them (section 4.10).  A cell's
 * text stays text: nothing in it becomes an image, a tag or an emphasis.
 */
#include <string.h>

#include "table/write_private.h"

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z');
}

/* Inside a word "_" is no markup: not_assessed is left readable. */
static bool
inside_word(struct str s, size_t at)
{
	return at > 0 && at + 1 < s.len && is_word(s.p[at - 1]) &&
	    is_word(s.p[at + 1]);
}

static bool
is_markup(struct str s, size_t at)
{
	return s.p[at] == '_' ? !inside_word(s, at) :
	    s.p[at] != '\0' && strchr("|\\`*~[]", s.p[at]) != NULL;
}

/* HTML's own characters become entities: not every reader of Markdown that
 * passes tags on knows the backslash before them. */
static void
add_escaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] == '&' || s.p[i] == '<' || s.p[i] == '>')
			write_html(out, (struct str){ s.p + i, 1 });
		else {
			if (is_markup(s, i))
				buf_addc(out, '\\');
			buf_addc(out, s.p[i]);
		}
}

/* Made visible first, so that what that writes is escaped too. */
static void
add_cell(struct writer *w, struct str text)
{
	buf_clear(&w->piece);
	write_lines(&w->piece, text, write_visible, "\n");
	buf_addc(w->out, ' ');
	write_lines(w->out, buf_str(&w->piece), add_escaped, "<br>");
	buf_adds(w->out, " |");
}

void
write_md_begin(struct writer *w)
{
	buf_addc(w->out, '|');
	for (size_t i = 0; i < w->n; i++)
		add_cell(w, column_title(&w->column[i]));
	buf_adds(w->out, "\n|");
	for (size_t i = 0; i < w->n; i++)
		buf_adds(w->out, w->column[i].kind == CELL_NUMBER ?
		    " ---: |" : " --- |");
	buf_addc(w->out, '\n');
}

void
write_md_row(struct writer *w, const struct str *cells)
{
	buf_addc(w->out, '|');
	for (size_t i = 0; i < w->n; i++)
		add_cell(w, writer_shown(w, i, cells[i]));
	buf_addc(w->out, '\n');
}
