#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "register/import.h"
#include "table/tsv.h"
#include "table/write.h"

enum { FOR_TSV = 2 };	/* behind the languages */

/* Behind the columns of its sheet; fu-tsv has names that its rules allow. */
static const char *const headings[][3] = {
	[LANG_EN] = { "_line", "_cell", "_error" },
	[LANG_DA] = { "_linje", "_celle", "_fejl" },
	[FOR_TSV] = { "fu_line", "fu_cell", "fu_error" },
};

enum { N_SETS = sizeof(headings) / sizeof(headings[0]) };

bool
import_is_twin_heading(struct str heading)
{
	for (size_t i = 0; i < N_SETS; i++)
		for (size_t j = 0; j < 3; j++)
			if (str_is(utf8_trim(heading), headings[i][j]))
				return true;
	return false;
}

bool
import_twin_is_csv(const struct import *im)
{
	return im->has_sheet && (im->sheet.form == SHEET_CSV ||
	    write_format(str_of("xlsx")) == NULL);
}

struct twin {
	const struct import	*im;
	const struct source_row	*row;		/* the next, perhaps */
	struct buf		*out;
	struct writer		*writer;	/* of a workbook, else NULL */
	bool			*dropped;	/* by cell: of a twin before */
	bool			*number;	/* by cell: a column of them */
	char			 delimiter;
	size_t			 n;		/* cells of the widest row */
	bool			 headed;
	struct str		*cell;		/* of the row at hand, and the
						 * three behind it */
	struct buf		*text;		/* what they point into */
};

enum { BEHIND = 3 };

/* The row of the batch that begins on a line; NULL if it is not refused. */
static const struct source_row *
refused_at(struct twin *t, size_t line)
{
	while (t->row != NULL && t->row->line < line)
		t->row = t->row->next;
	return t->row != NULL && t->row->line == line && t->row->refused ?
	    t->row : NULL;
}

/* The line, the cells and the texts of what was wrong, " | " between. */
static void
take_remarks(struct twin *t, const struct source_row *row)
{
	struct buf *behind = t->text + t->n;

	buf_addf(&behind[0], "%zu", row->line);
	for (const struct remark *r = row->remark; r != NULL; r = r->next) {
		if (r->cell.len > 0) {
			buf_adds(&behind[1], behind[1].len > 0 ? " " : "");
			buf_add_str(&behind[1], r->cell);
		}
		buf_adds(&behind[2], behind[2].len > 0 ? " | " : "");
		buf_add_str(&behind[2], r->text);
	}
}

static void
take_headings(struct twin *t, int set)
{
	for (size_t i = 0; i < BEHIND; i++)
		buf_adds(&t->text[t->n + i], headings[set][i]);
}

static void
begin_cells(struct twin *t)
{
	for (size_t i = 0; i < t->n + BEHIND; i++)
		buf_clear(&t->text[i]);
}

/* The cells that go out, in order; returns how many. */
static size_t
end_cells(struct twin *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n + BEHIND; i++)
		if (i >= t->n || !t->dropped[i])
			t->cell[n++] = buf_str(&t->text[i]);
	return n;
}

static void
make_room(struct twin *t, size_t n)
{
	t->n = n;
	t->dropped = mem_alloc((n + 1) * sizeof(*t->dropped));
	t->number = mem_alloc((n + 1) * sizeof(*t->number));
	t->cell = mem_alloc((n + BEHIND) * sizeof(*t->cell));
	t->text = mem_alloc((n + BEHIND) * sizeof(*t->text));
}

static void
release(struct twin *t)
{
	for (size_t i = 0; t->text != NULL && i < t->n + BEHIND; i++)
		buf_release(&t->text[i]);
	free(t->text);
	free(t->cell);
	free(t->dropped);
	free(t->number);
}

/* -------------------------------------------------------------- sheets -- */

static bool
needs_quotes(struct str s, char delimiter)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] == delimiter || strchr("\"\n\r", s.p[i]) != NULL)
			return true;
	return false;
}

/* So that Excel takes no text for a formula.  Import takes it off again where
 * the delimiter is this one; a cell of such a CSV may have one already. */
static bool
needs_guard(const struct twin *t, struct str s)
{
	if (t->delimiter != ';' || !write_is_formula(s) ||
	    (t->im->sheet.form == SHEET_CSV && str_starts(s, "'")))
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (strchr("+-0123456789.,", s.p[i]) == NULL)
			return true;
	return false;
}

static void
add_csv_cell(const struct twin *t, struct str s)
{
	bool quoted = needs_quotes(s, t->delimiter);

	buf_adds(t->out, quoted ? "\"" : "");
	if (needs_guard(t, s))
		buf_addc(t->out, '\'');
	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] == '"')
			buf_addc(t->out, '"');
		buf_addc(t->out, s.p[i]);
	}
	buf_adds(t->out, quoted ? "\"" : "");
}

static void
put_csv(struct twin *t)
{
	size_t n = end_cells(t);

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_addc(t->out, t->delimiter);
		add_csv_cell(t, t->cell[i]);
	}
	buf_adds(t->out, "\r\n");
}

/* Cells of a workbook are written as texts: what was typed stays as it is. */
static void
put_xlsx(struct twin *t)
{
	struct buf *escaped = mem_alloc((t->n + BEHIND) * sizeof(*escaped));
	size_t n = end_cells(t);

	for (size_t i = 0; i < n; i++) {
		tsv_escape(&escaped[i], t->cell[i]);
		t->cell[i] = buf_str(&escaped[i]);
	}
	if (t->writer != NULL)
		writer_row(t->writer, t->cell);
	else {
		struct arena *arena = &t->im->batch->arena;
		struct column *column = arena_alloc(arena,
		    n * sizeof(*column));

		for (size_t i = 0; i < n; i++)
			column[i] = (struct column){
			    .name = arena_str(arena, t->cell[i]),
			    .kind = CELL_TEXT };
		t->writer = writer_new("xlsx", t->out, column, n,
		    &(struct write_style){ .lang = lang_messages(),
		    .diag = t->im->batch->reg->diag });
	}
	for (size_t i = 0; i < n; i++)
		buf_release(&escaped[i]);
	free(escaped);
}

static void
put_row(struct twin *t)
{
	if (import_twin_is_csv(t->im))
		put_csv(t);
	else
		put_xlsx(t);
}

/* A number of a workbook has a point, which only its own language has: it is
 * given back as it would be typed. */
static void
take_cells(struct twin *t, const struct sheet_row *row)
{
	begin_cells(t);
	for (size_t i = 0; i < row->n; i++) {
		struct str s = row->cell[i];
		bool exact = row->exact != NULL && row->exact[i] &&
		    t->number[i];

		for (size_t j = 0; j < s.len; j++)
			buf_addc(&t->text[i], exact && s.p[j] == '.' ? ',' :
			    s.p[j]);
	}
}

static bool
is_below_header(const struct twin *t, const struct sheet_row *row)
{
	return row->line >= t->im->header_line;
}

static bool
measure_row(const struct sheet_row *row, void *arg)
{
	struct twin *t = arg;

	if (is_below_header(t, row) && row->n > t->n)
		t->n = row->n;
	return true;
}

static bool
take_sheet_row(const struct sheet_row *row, void *arg)
{
	struct twin *t = arg;
	const struct source_row *refused = refused_at(t, row->line);

	if (!is_below_header(t, row))
		return true;
	if (!t->headed && row->broken == NULL) {
		t->headed = true;
		for (size_t i = 0; i < row->n; i++) {
			t->dropped[i] = import_is_twin_heading(row->cell[i]);
			t->number[i] = template_is_number(t->im->template,
			    write_unguard(row->cell[i]));
		}
		take_cells(t, row);
		take_headings(t, (int)lang_messages());
		put_row(t);
	} else if (t->headed && refused != NULL) {
		take_cells(t, row);
		take_remarks(t, refused);
		put_row(t);
	}
	return true;
}

static void
twin_of_sheet(struct twin *t)
{
	const struct import *im = t->im;

	/* Another than these would need a line "sep=", before which Excel
	 * knows no mark of UTF-8. */
	t->delimiter = strchr(",\t", im->delimiter) != NULL ? im->delimiter :
	    ';';
	sheet_each(&im->sheet, im->delimiter, measure_row, t, NULL);
	make_room(t, t->n);
	/* So that Excel reads it as UTF-8, whatever the sheet was. */
	if (import_twin_is_csv(im))
		buf_adds(t->out, "\xEF\xBB\xBF");
	sheet_each(&im->sheet, im->delimiter, take_sheet_row, t, NULL);
	if (t->writer != NULL)
		writer_end(t->writer);
}

/* -------------------------------------------------------------- fu-tsv -- */

static void
put_tsv(struct twin *t)
{
	size_t n = end_cells(t);

	for (size_t i = 0; i < n; i++) {
		tsv_escape(t->out, t->cell[i]);
		buf_addc(t->out, i + 1 < n ? '\t' : '\n');
	}
}

static void
take_fields(struct twin *t, const struct str *field)
{
	begin_cells(t);
	for (size_t i = 0; i < t->n; i++)
		tsv_unescape(&t->text[i], field[i]);
}

static void
take_tsv_row(struct twin *t, const struct tsv *tsv)
{
	const struct source_row *refused = refused_at(t, tsv->line);
	struct str *field;

	if (refused == NULL)
		return;
	field = mem_array(NULL, t->n, sizeof(*field));
	for (size_t i = 0; i < t->n; i++)
		field[i] = tsv_field(tsv, i);
	take_fields(t, field);
	take_remarks(t, refused);
	put_tsv(t);
	free(field);
}

static bool
twin_of_tsv(struct twin *t)
{
	struct tsv tsv;
	bool ok = tsv_open_bytes(&tsv, buf_str(&t->im->bytes), t->im->path,
	    t->im->batch->reg->diag);

	if (ok) {
		make_room(t, tsv.n);
		for (size_t i = 0; i < tsv.n; i++)
			t->dropped[i] = import_is_twin_heading(tsv.name[i]);
		take_fields(t, tsv.name);
		take_headings(t, FOR_TSV);
		put_tsv(t);
	}
	while (ok && tsv_next(&tsv))
		take_tsv_row(t, &tsv);
	tsv_close(&tsv);
	return ok;
}

bool
import_twin(const struct import *im, struct buf *out)
{
	size_t failures = im->batch->reg->diag->count[DIAG_FAILURE];
	struct twin t = { .im = im, .row = im->source->row, .out = out };
	bool ok = true;

	if (im->has_sheet)
		twin_of_sheet(&t);
	else
		ok = twin_of_tsv(&t);
	release(&t);
	return ok && im->batch->reg->diag->count[DIAG_FAILURE] == failures;
}
