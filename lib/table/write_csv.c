/*
 * csv as RFC 4180 has it, for programs; excel as a Danish Excel opens it by a
 * double click, for people.  Excel runs what looks like a formula, quoted or
 * not, so there such text gets a leading apostrophe (OWASP, CSV Injection).
 */
#include <string.h>

#include "base/num.h"
#include "table/write_private.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
needs_quotes(struct str s, char delimiter)
{
	if (s.len == 0)
		return false;
	if (is_blank(s.p[0]) || is_blank(s.p[s.len - 1]))
		return true;
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] == delimiter || s.p[i] == '"' || s.p[i] == '\n' ||
		    s.p[i] == '\r')
			return true;
	return false;
}

static void
add_quoted(struct buf *out, struct str s)
{
	const char *quote;

	buf_addc(out, '"');
	while (s.len > 0 && (quote = memchr(s.p, '"', s.len)) != NULL) {
		size_t n = (size_t)(quote - s.p) + 1;

		buf_add(out, s.p, n);
		buf_addc(out, '"');
		s.p += n;
		s.len -= n;
	}
	buf_add_str(out, s);
	buf_addc(out, '"');
}

/* One cell and what follows it.  A row of a single empty cell would be a blank
 * line, which most readers skip: it is written as "". */
static void
add_cell(struct writer *w, size_t i, struct str s, char delimiter)
{
	if ((w->n == 1 && s.len == 0) || needs_quotes(s, delimiter))
		add_quoted(w->out, s);
	else
		buf_add_str(w->out, s);
	if (i + 1 < w->n)
		buf_addc(w->out, delimiter);
	else
		buf_adds(w->out, "\r\n");
}

void
write_csv_begin(struct writer *w)
{
	for (size_t i = 0; i < w->n; i++)
		add_cell(w, i, w->column[i].name, ',');
}

void
write_csv_row(struct writer *w, const struct str *cells)
{
	for (size_t i = 0; i < w->n; i++)
		add_cell(w, i, writer_plain(w, cells[i]), ',');
}

/* Without any of these words at its start, as often as they occur. */
static struct str
skip(struct str s, const char *const *words)
{
	for (const char *const *word = words; *word != NULL;)
		if (str_starts(s, *word)) {
			s.p += strlen(*word);
			s.len -= strlen(*word);
			word = words;
		} else
			word++;
	return s;
}

/* Would a spreadsheet calculate it?  Apostrophes in front are looked through,
 * so that one more is put before text that begins so by itself, and taking one
 * away gives back the text whatever it was. */
bool
write_is_formula(struct str s)
{
	static const char *const guards[] = { "'", NULL };
	static const char *const blanks[] = { " ", "\n", "\u00A0", NULL };
	static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r",
	    "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20", NULL };	/* wide */
	struct str text = skip(skip(s, guards), blanks);

	return skip(text, starts).len < text.len;
}

struct str
write_unguard(struct str cell)
{
	if (str_starts(cell, "'") && write_is_formula(cell)) {
		cell.p++;
		cell.len--;
	}
	return cell;
}

static void
add_guarded(struct writer *w, size_t i, struct str s)
{
	if (write_is_formula(s)) {
		buf_clear(&w->piece);
		buf_addc(&w->piece, '\'');
		buf_add_str(&w->piece, s);
		s = buf_str(&w->piece);
	}
	add_cell(w, i, s, ';');
}

/* Behind a BOM Excel reads UTF-8, and a header that begins with ID is not
 * taken for a SYLK file.  A line "sep=;" would make it forget the BOM. */
void
write_excel_begin(struct writer *w)
{
	buf_adds(w->out, "\uFEFF");
	for (size_t i = 0; i < w->n; i++)
		add_guarded(w, i, column_title(&w->column[i]));
}

/* The file is for a Danish Excel whatever the language of its labels, so its
 * numbers are Danish; dates stay ISO, which every Excel takes for dates. */
void
write_excel_row(struct writer *w, const struct str *cells)
{
	for (size_t i = 0; i < w->n; i++) {
		enum cell_kind kind = w->column[i].kind;

		if (kind == CELL_NUMBER && num_is(cells[i])) {
			buf_clear(&w->shown);
			write_shown(&w->shown, cells[i], kind, LANG_DA);
			add_cell(w, i, buf_str(&w->shown), ';');
		} else if (kind == CELL_CODE)
			add_guarded(w, i, writer_shown(w, i, cells[i]));
		else
			add_guarded(w, i, writer_plain(w, cells[i]));
	}
}
