/*
 * text for a terminal or a mail: columns aligned by display width.  How wide a
 * column is, is known when the last row is: rows are kept until the end.
 */
#include <stdint.h>

#include "base/utf8.h"
#include "table/write_private.h"

/* Between columns; and what is left of a column of text at least. */
enum { GAP = 2, NARROWEST = 8 };

/* Made fit for one line of a terminal; in the arena. */
static struct str
kept(struct writer *w, struct str text)
{
	if (text.len == 0)
		return (struct str){ NULL, 0 };
	buf_clear(&w->piece);
	write_lines(&w->piece, text, write_visible, " ↵ ");
	return arena_str(&w->arena, str_trim(buf_str(&w->piece)));
}

/* kept[0] is the header, so that row i is kept[i + 1]. */
static struct str *
new_row(struct writer *w, size_t at)
{
	w->kept = mem_grow(w->kept, at, &w->kept_cap, sizeof(*w->kept));
	w->kept[at] = arena_alloc(&w->arena, w->n * sizeof(**w->kept));
	return w->kept[at];
}

void
write_text_begin(struct writer *w)
{
	struct str *row = new_row(w, 0);

	for (size_t i = 0; i < w->n; i++)
		row[i] = kept(w, column_title(&w->column[i]));
}

void
write_text_row(struct writer *w, const struct str *cells)
{
	struct str *row = new_row(w, w->rows + 1);

	for (size_t i = 0; i < w->n; i++)
		row[i] = kept(w, writer_shown(w, i, cells[i]));
}

/* Of the widest cell, the title last; 0 for a column that is left out. */
static size_t
measure(const struct writer *w, size_t i)
{
	size_t width = 0;

	for (size_t r = w->rows + 1; r-- > 0;) {
		size_t wide = utf8_width(w->kept[r][i]);

		if (r == 0 && w->brief && w->rows > 0 && width == 0)
			return 0;
		if (wide > width)
			width = wide;
	}
	return width;
}

/* The width of column i where text is at most `most` wide. */
static size_t
capped(const struct writer *w, const size_t *width, size_t i, size_t most)
{
	return w->column[i].kind == CELL_TEXT && width[i] > most ?
	    most : width[i];
}

static size_t
table_width(const struct writer *w, const size_t *width, size_t most)
{
	size_t sum = 0;

	for (size_t i = 0; i < w->n; i++)
		sum += width[i] > 0 ? capped(w, width, i, most) + GAP : 0;
	return sum - GAP;
}

/* Makes the table fit by the largest common width for text that does, so that
 * the widest columns pay.  Numbers, dates and codes are never cut, since what
 * is left of them would be a wrong one: a table of these stays too wide. */
static void
narrow(const struct writer *w, size_t *width)
{
	size_t low = NARROWEST, high = w->style.width;

	if (w->style.width == 0 ||
	    table_width(w, width, SIZE_MAX) <= w->style.width)
		return;
	while (low < high) {
		size_t middle = high - (high - low) / 2;

		if (table_width(w, width, middle) <= w->style.width)
			low = middle;
		else
			high = middle - 1;
	}
	for (size_t i = 0; i < w->n; i++)
		width[i] = capped(w, width, i, low);
}

static void
add_cell(struct buf *out, struct str cell, size_t width, bool right)
{
	size_t wide = utf8_width(cell);
	bool cut = wide > width;

	if (cut) {
		cell.len = utf8_fit(cell, width - 1);
		wide = utf8_width(cell) + 1;
	}
	if (right)
		buf_fill(out, ' ', width - wide);
	buf_add_str(out, cell);
	if (cut)
		buf_adds(out, "…");
	if (!right)
		buf_fill(out, ' ', width - wide);
}

/* Every column ends with a gap, and no line with blanks. */
static void
end_line(struct buf *out)
{
	while (out->len > 0 && out->p[out->len - 1] == ' ')
		out->len--;
	buf_addc(out, '\n');
}

static void
add_rule(const struct writer *w, const size_t *width)
{
	for (size_t i = 0; i < w->n; i++) {
		for (size_t k = 0; k < width[i]; k++)
			buf_adds(w->out, "─");
		buf_fill(w->out, ' ', width[i] > 0 ? GAP : 0);
	}
	end_line(w->out);
}

void
write_text_end(struct writer *w)
{
	size_t *width = arena_alloc(&w->arena, w->n * sizeof(*width));

	for (size_t i = 0; i < w->n; i++)
		width[i] = measure(w, i);
	narrow(w, width);
	for (size_t r = 0; r <= w->rows; r++) {
		for (size_t i = 0; i < w->n; i++) {
			if (width[i] == 0)
				continue;
			add_cell(w->out, w->kept[r][i], width[i],
			    w->column[i].kind == CELL_NUMBER);
			buf_fill(w->out, ' ', GAP);
		}
		end_line(w->out);
		if (r == 0)
			add_rule(w, width);
	}
}
