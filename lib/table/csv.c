#include "table/csv.h"

#include <assert.h>
#include <csv.h>
#include <stdlib.h>

#include "base/mem.h"

/* A quoted cell over more lines than this, that ends where no cell can end,
 * was in truth never closed: it has run into the next quote of the sheet. */
enum { LINES_MAX = 20 };

enum flaw {
	FLAW_NONE,
	FLAW_QUOTE,
	FLAW_BEHIND,
	FLAW_UNCLOSED,
	FLAW_CELL,
	FLAW_CELL_LINES,
	FLAW_ROW,
	FLAW_CR,
	FLAW_NUL,
	FLAW_CONTROL
};

static const char *const flaw_text[] = {
	[FLAW_QUOTE] = N_("a quote inside a cell that has none around it: "
	    "put the cell in quotes and write this one twice"),
	[FLAW_BEHIND] = N_("text behind the closing quote of a cell: "
	    "a quote inside a quoted cell is written twice"),
	[FLAW_UNCLOSED] = N_("the quote that begins this cell is not closed"),
	[FLAW_CELL] = N_("the cell is longer than 64 KiB"),
	[FLAW_CELL_LINES] = N_("the cell is longer than 64 KiB: "
	    "the quote that begins it may never be closed"),
	[FLAW_ROW] = N_("the row is longer than 1 MiB"),
	[FLAW_CR] = N_("a carriage return that ends no line: "
	    "save the sheet again as \"CSV UTF-8\""),
	[FLAW_NUL] = N_("a byte that stands for no character"),
	[FLAW_CONTROL] = N_("a control character"),
};

struct reader {
	const struct sheet	*sheet;
	struct csv_parser	 parser;
	char			 delimiter;
	sheet_row_fn		*fn;
	void			*arg;
	struct diag		*diag;
	size_t			 defects;

	size_t			 next;		/* where the next line begins */
	size_t			 line;		/* the one that is being fed */
	char			 stop;		/* libcsv refused this byte */

	/* The row so far.  It ends at the end of a line, never inside. */
	bool			 open;		/* some of it was fed */
	bool			 ended;
	size_t			 row_line;
	size_t			 row_start;	/* where that line begins */
	const char		*broken;	/* what is wrong, to be given */
	size_t			 excel;
	struct buf		 text;		/* of all cells, end to end */
	struct str		*cell;		/* p is set at the row's end */
	size_t			*at;
	size_t			 n, cap;

	/* Where the cell that is being read begins, and the line after. */
	size_t			 cell_line;
	size_t			 cell_next;

	/* The first flaw of the row that did not throw libcsv: the row is read
	 * to its end, and dropped. */
	enum flaw		 flaw;
	size_t			 flaw_line;
	size_t			 flaw_cell;
};

/* A CR may only stand before the LF of its line; TAB and LF may stand. */
static bool
is_bad(const char *p, const char *end)
{
	unsigned char ch = (unsigned char)*p;

	if ((ch >= 0x20 && ch != 0x7F) || ch == '\t' || ch == '\n')
		return false;
	return ch != '\r' || p + 1 == end || p[1] != '\n';
}

bool
csv_is_suspect(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (is_bad(text.p + i, text.p + text.len))
			return true;
	return false;
}

/* ---------------------------------------------------------- the rows --- */

static void
tell(struct reader *r, enum flaw flaw, size_t line, size_t cell)
{
	struct loc loc = { r->sheet->file, line, cell };
	char name[SHEET_CELL_SIZE];

	if (r->sheet->give_broken)
		r->broken = _(flaw_text[flaw]);
	else
		r->defects++;
	if (r->diag == NULL)
		return;
	sheet_cell_name(name, cell, r->excel);
	if (flaw == FLAW_BEHIND && line != r->cell_line)
		diag_add(r->diag, DIAG_ERROR, loc,
		    _("%s (cell %s, begun on line %zu)"), _(flaw_text[flaw]),
		    name, r->cell_line);
	else
		diag_add(r->diag, DIAG_ERROR, loc, _("%s (cell %s)"),
		    _(flaw_text[flaw]), name);
}

static void
note(struct reader *r, enum flaw flaw)
{
	if (r->flaw != FLAW_NONE)
		return;
	r->flaw = flaw;
	r->flaw_line = r->line;
	r->flaw_cell = r->n + 1;
}

static void
begin_cell(struct reader *r)
{
	r->cell_line = r->line;
	r->cell_next = r->next;
}

static void
begin_row(struct reader *r)
{
	r->row_line = r->line;
	begin_cell(r);
}

static bool
deliver(struct reader *r)
{
	struct sheet_row row = { .cell = r->cell, .at = r->at, .n = r->n,
	    .line = r->row_line, .excel = r->excel };
	const char *p = r->text.p;

	for (size_t i = 0; i < r->n; i++) {
		r->cell[i].p = p;
		p += r->cell[i].len;
	}
	return r->fn(&row, r->arg);
}

/* The row as it stands in the file. */
static bool
deliver_broken(struct reader *r)
{
	struct str raw = { r->sheet->text + r->row_start,
	    r->next - r->row_start };
	struct sheet_row row = { .cell = &raw, .at = &r->row_line, .n = 1,
	    .line = r->row_line, .excel = r->excel, .broken = r->broken };

	r->broken = NULL;
	while (raw.len > 0 && strchr("\r\n", raw.p[raw.len - 1]) != NULL)
		raw.len--;
	return r->fn(&row, r->arg);
}

/* Returns whether to go on.  A row without text is counted: Excel shows it. */
static bool
end_row(struct reader *r)
{
	bool go_on = true;

	if (r->flaw != FLAW_NONE)
		tell(r, r->flaw, r->flaw_line, r->flaw_cell);
	if (r->broken != NULL)
		go_on = deliver_broken(r);
	else if (r->flaw == FLAW_NONE && r->text.len > 0)
		go_on = deliver(r);
	r->excel++;
	r->flaw = FLAW_NONE;
	r->open = r->ended = false;
	r->n = 0;
	buf_clear(&r->text);
	return go_on;
}

/* A cell of several lines: each CRLF is a line break, as each LF is. */
static void
add_lines(struct buf *out, struct str s)
{
	while (s.len > 0) {
		struct str line = str_cut(s, '\r', &s);

		buf_add_str(out, line);
	}
}

static void
add_cell(struct reader *r, struct str s)
{
	size_t before = r->text.len;

	if (r->n == r->cap) {
		r->cell = mem_grow(r->cell, r->n, &r->cap, sizeof(*r->cell));
		r->at = mem_array(r->at, r->cap, sizeof(*r->at));
	}
	if (r->cell_line == r->line)
		buf_add_str(&r->text, s);
	else
		add_lines(&r->text, s);
	r->cell[r->n].len = r->text.len - before;
	r->at[r->n] = r->cell_line;
}

static void
take_cell(void *p, size_t len, void *arg)
{
	struct reader *r = arg;

	if (len > SHEET_CELL_MAX)
		note(r, FLAW_CELL);
	else if (r->text.len + r->n + len > SHEET_ROW_MAX)
		note(r, FLAW_ROW);
	if (r->flaw == FLAW_NONE)
		add_cell(r, (struct str){ p, len });
	r->n++;
	begin_cell(r);
}

static void
take_end(int ch, void *arg)
{
	struct reader *r = arg;

	(void)ch;
	r->ended = true;
}

/* --------------------------------------------------------- the parser -- */

static int
never(unsigned char ch)
{
	(void)ch;
	return 0;
}

/* libcsv holds one cell, with its closing quote and room for a byte more.  It
 * asks for less and less when refused, so what it gets at last is the limit. */
static void *
grow(void *old, size_t size)
{
	return size <= SHEET_CELL_MAX + 2 ? mem_array(old, size, 1) : NULL;
}

static void
start_parser(struct reader *r)
{
	csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&r->parser, (unsigned char)r->delimiter);
	/* Without this it would trim blanks. */
	csv_set_space_func(&r->parser, never);
	csv_set_realloc_func(&r->parser, grow);
	csv_set_blk_size(&r->parser, 4096);
}

static bool
feed(struct reader *r, const char *p, size_t len)
{
	size_t done = csv_parse(&r->parser, p, len, take_cell, take_end, r);

	if (done == len)
		return true;
	r->stop = p[done];
	return false;
}

static enum flaw
flaw_of(char ch)
{
	if (ch == '\r')
		return FLAW_CR;
	return ch == '\0' ? FLAW_NUL : FLAW_CONTROL;
}

/* The same, passing over bytes that must not reach libcsv: a lone CR would end
 * a row.  So quotes stay paired, and the next row is read rightly. */
static bool
feed_suspect(struct reader *r, const char *p, size_t len)
{
	const char *end = p + len, *from = p;
	bool any = false;

	for (; p < end; p++) {
		if (!is_bad(p, end)) {
			any |= *p != '\r' && *p != '\n';
			continue;
		}
		if (!feed(r, from, (size_t)(p - from)))
			return false;
		note(r, flaw_of(*p));
		from = p + 1;
	}
	if (!feed(r, from, (size_t)(end - from)))
		return false;
	/* libcsv sees no row in a line of such bytes alone. */
	if (r->row_line == r->line && !any)
		r->ended = true;
	return true;
}

/* libcsv has stopped within the cell r->n + 1.  The row is dropped, and a new
 * parser goes on with the next line, which is the one after the cell's
 * beginning where its end was not found.  csv_fini() is not for this: it would
 * deliver the half row and call that success. */
static bool
recover(struct reader *r, enum flaw flaw)
{
	size_t line = r->line;

	if (flaw == FLAW_BEHIND && r->line - r->cell_line > LINES_MAX)
		flaw = FLAW_UNCLOSED;
	if (flaw != FLAW_QUOTE && flaw != FLAW_BEHIND) {
		line = r->line = r->cell_line;
		r->next = r->cell_next;
	}
	/* What was noted behind that line will be found again. */
	if (r->flaw != FLAW_NONE && r->flaw_line <= r->line)
		tell(r, r->flaw, r->flaw_line, r->flaw_cell);
	tell(r, flaw, line, r->n + 1);
	r->flaw = FLAW_NONE;
	buf_clear(&r->text);
	csv_free(&r->parser);
	start_parser(r);
	return end_row(r);
}

static enum flaw
flaw_at_stop(struct reader *r)
{
	if (csv_error(&r->parser) != CSV_EPARSE)
		return r->cell_line == r->line ? FLAW_CELL : FLAW_CELL_LINES;
	return r->stop == '"' ? FLAW_QUOTE : FLAW_BEHIND;
}

static bool
is_blank(const char *p, size_t len)
{
	return p[0] == '\n' || (len == 2 && p[0] == '\r' && p[1] == '\n');
}

/* The next line, as one slice: so every row and error has its line. */
static bool
read_line(struct reader *r)
{
	const struct sheet *s = r->sheet;
	const char *p = s->text + r->next;
	const char *lf = memchr(p, '\n', s->len - r->next);
	size_t len = lf != NULL ? (size_t)(lf - p) + 1 : s->len - r->next;
	bool ok;

	if (!r->open)
		r->row_start = r->next;
	r->next += len;
	r->line++;
	if (!r->open)
		begin_row(r);
	if (!r->open && is_blank(p, len))	/* libcsv would hide it */
		return end_row(r);
	r->open = true;
	ok = s->suspect ? feed_suspect(r, p, len) : feed(r, p, len);
	if (!ok)
		return recover(r, flaw_at_stop(r));
	return r->ended ? end_row(r) : true;
}

/* The last line had no end, or the last cell none. */
static bool
finish(struct reader *r)
{
	if (csv_fini(&r->parser, take_cell, take_end, r) == 0)
		return end_row(r);
	return recover(r, FLAW_UNCLOSED);
}

size_t
csv_each(const struct sheet *s, char delimiter, sheet_row_fn *fn, void *arg,
    struct diag *d)
{
	struct reader r = { .sheet = s, .delimiter = delimiter, .fn = fn,
	    .arg = arg, .diag = d, .line = s->first_line - 1, .excel = 1 };
	bool go_on = true;

	assert(delimiter != '"' && delimiter != '\r' && delimiter != '\n');
	start_parser(&r);
	while (go_on && (r.next < s->len || r.open))
		go_on = r.next < s->len ? read_line(&r) : finish(&r);
	csv_free(&r.parser);
	free(r.cell);
	free(r.at);
	buf_release(&r.text);
	return r.defects;
}
