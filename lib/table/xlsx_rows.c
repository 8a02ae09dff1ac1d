/*
 * The rows of a worksheet, out of the stream of its elements.  Rows and cells
 * say where they stand; those that do not stand behind the one before.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "table/xlsx_private.h"

enum tag { SHEET = 1, DATA, ROW, CELL, VALUE, FORMULA, INLINE, RUN, TEXT };

static const struct element elements[] = {
	{ "worksheet", 0, SHEET },
	{ "sheetData", SHEET, DATA },
	{ "row", DATA, ROW },
	{ "c", ROW, CELL },
	{ "v", CELL, VALUE },
	{ "f", CELL, FORMULA },
	{ "is", CELL, INLINE },
	{ "t", INLINE, TEXT },
	{ "r", INLINE, RUN },
	{ "t", RUN, TEXT },
	{ NULL, 0, 0 }
};

enum flaw {
	FLAW_ORDER,
	FLAW_FORMULA,
	FLAW_VALUE,
	FLAW_CELL,
	FLAW_ROW,
	FLAW_CONTROL
};

static const char *const flaw_text[] = {
	[FLAW_ORDER] = N_("the workbook stores this cell twice, or in another "
	    "cell's place: open it in Excel and save it again"),
	[FLAW_FORMULA] = N_("a formula that was never calculated: open the "
	    "workbook in Excel and save it again"),
	[FLAW_VALUE] = N_("a value that is damaged: open the workbook in "
	    "Excel and type it again"),
	[FLAW_CELL] = N_("the cell is longer than 64 KiB"),
	[FLAW_ROW] = N_("the row is longer than 1 MiB"),
	[FLAW_CONTROL] = N_("a control character"),
};

struct reader {
	const struct xlsx	*book;
	sheet_row_fn		*fn;
	void			*arg;
	struct diag		*diag;
	bool			 give_broken;
	size_t			 defects;
	size_t			 given;		/* bytes and cells, in all */
	bool			 is_sheet;
	size_t			 last_row;

	/* The row so far: its cells' texts end to end, p set at its end. */
	size_t			 row;
	bool			 bad;		/* it has a finding: */
	struct buf		 broken;	/* the first */
	bool			 over;		/* what follows in it is not
						 * read */
	struct buf		 text;
	struct str		*cell;
	size_t			*at;
	bool			*exact;
	size_t			 n, cap;

	/* The cell: what it is, and what was gathered of it. */
	size_t			 column;
	const char		*type;		/* one of types[] */
	enum shape		 shape;
	bool			 bad_cell;
	bool			 formula, has_value;
	struct buf		 value;
	size_t			 run;		/* where its last run begins */
	struct buf		 shown;		/* the same in canonical form */
};

/* Numbers, shared texts, texts of formulas, texts, yes and no, days, errors. */
static const char *const types[] = { "n", "s", "str", "inlineStr", "b", "d",
    "e", NULL };

/* ------------------------------------------------------------ findings -- */

static bool
fail(struct reader *r, const char *text)
{
	struct loc loc = { .file = r->book->file, .line = r->row };

	r->defects++;
	diag_add(r->diag, DIAG_FAILURE, loc, "%s", text);
	return false;
}

static bool
damaged(struct reader *r)
{
	r->defects++;
	return package_damaged(r->book->package, r->diag);
}

static void
tell_text(struct reader *r, const char *text)
{
	struct loc loc = { r->book->file, r->row, r->column };
	char name[SHEET_CELL_SIZE];

	if (!r->bad) {
		buf_clear(&r->broken);
		buf_adds(&r->broken, text);
	}
	r->bad = true;
	r->defects += !r->give_broken;
	diag_add(r->diag, DIAG_ERROR, loc, _("%s (cell %s)"), text,
	    sheet_cell_name(name, r->column, r->row));
}

static void
tell(struct reader *r, enum flaw flaw)
{
	tell_text(r, _(flaw_text[flaw]));
}

static void
tell_error(struct reader *r, struct str error)
{
	struct buf text = { 0 };
	char shown[ECHO_SIZE];

	buf_addf(&text, _("Excel could not calculate this: %s"),
	    echo(error, shown));
	tell_text(r, buf_text(&text));
	buf_release(&text);
}

/* ---------------------------------------------------------------- rows -- */

static bool
start_row(struct reader *r, const char *const *attr)
{
	const char *number = attr_find(attr, "r");
	uint64_t row = r->last_row + 1;

	r->n = 0;
	r->column = 0;
	r->bad = r->over = false;
	buf_clear(&r->text);
	if (number != NULL &&
	    (!num_count(str_of(number), UINT64_MAX, &row) || row == 0))
		return damaged(r);
	r->row = (size_t)row;
	if (row > XLSX_ROWS)
		return fail(r, _("more rows than a workbook may have, "
		    "which are 1,048,576"));
	if (row <= r->last_row) {
		r->column = 1;
		tell(r, FLAW_ORDER);
		r->over = true;
		return true;
	}
	r->last_row = r->row;
	return true;
}

static bool
give_row(struct reader *r)
{
	struct sheet_row row = { .cell = r->cell, .at = r->at, .n = r->n,
	    .line = r->row, .excel = r->row, .exact = r->exact,
	    .broken = r->bad ? buf_text(&r->broken) : NULL };
	const char *p = r->text.p;

	for (size_t i = 0; i < r->n; i++) {
		r->cell[i].p = p;
		p += r->cell[i].len;
	}
	return r->fn(&row, r->arg);
}

static bool
end_row(struct reader *r)
{
	if (r->bad ? !r->give_broken : r->text.len == 0)
		return true;
	r->given += r->text.len + r->n;
	if (r->given > SHEET_FILE_MAX)
		return fail(r,
		    _("the sheet is larger than 256 MiB: divide it"));
	return give_row(r);
}

/* A cell of the row, up to which it is filled with empty ones. */
static void
add_cell(struct reader *r, size_t len, bool exact)
{
	while (r->n < r->column) {
		if (r->n == r->cap) {
			r->cell = mem_grow(r->cell, r->n, &r->cap,
			    sizeof(*r->cell));
			r->at = mem_array(r->at, r->cap, sizeof(*r->at));
			r->exact = mem_array(r->exact, r->cap,
			    sizeof(*r->exact));
		}
		r->cell[r->n].len = 0;
		r->at[r->n] = r->row;
		r->exact[r->n++] = false;
	}
	r->cell[r->n - 1].len = len;
	r->exact[r->n - 1] = exact;
}

/* --------------------------------------------------------------- cells -- */

/* The column of an address such as "C7", 0 if it is no address in this row. */
static size_t
column_of(const struct reader *r, struct str address)
{
	size_t column = 0, i = 0;
	uint64_t row;

	while (i < address.len && i < 4 && address.p[i] >= 'A' &&
	    address.p[i] <= 'Z')
		column = column * 26 + (size_t)(address.p[i++] - 'A') + 1;
	if (!num_count((struct str){ address.p + i, address.len - i },
	    XLSX_ROWS, &row) || row != r->row)
		return 0;
	return column;
}

static const char *
type_of(const char *name)
{
	size_t i = 0;

	while (types[i] != NULL && strcmp(types[i], name) != 0)
		i++;
	return types[i];
}

/* False if there is no such style. */
static bool
take_style(struct reader *r, const char *number)
{
	uint64_t style = 0;

	r->shape = SHAPE_NUMBER;
	if (number != NULL && !num_count(str_of(number), UINT32_MAX, &style))
		return false;
	if (style < r->book->n_shape)
		r->shape = r->book->shape[style];
	else if (r->book->n_shape > 0)
		return false;
	return true;
}

static bool
start_cell(struct reader *r, const char *const *attr)
{
	const char *address = attr_find(attr, "r");
	const char *type = attr_find(attr, "t");
	size_t column = address != NULL ? column_of(r, str_of(address)) :
	    r->column + 1;

	buf_clear(&r->value);
	r->run = 0;
	r->formula = r->has_value = r->bad_cell = false;
	if (r->over)
		return true;
	if (column > XLSX_COLUMNS)
		return fail(r, _("more columns than a workbook may have, "
		    "which are 16,384"));
	if (column <= r->column) {
		r->column = r->column > 0 ? r->column : 1;
		tell(r, FLAW_ORDER);
		r->over = true;
		return true;
	}
	r->column = column;
	r->type = type_of(type != NULL ? type : "n");
	if (!take_style(r, attr_find(attr, "s")) || r->type == NULL) {
		tell(r, FLAW_VALUE);
		r->bad_cell = true;
	}
	return true;
}

static bool
is_type(const struct reader *r, const char *name)
{
	return strcmp(r->type, name) == 0;
}

/* What is not printed, except TAB and LF, is refused as in a CSV. */
static bool
has_control(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char ch = (unsigned char)s.p[i];

		if (ch == 0x7F || (ch < 0x20 && ch != '\t' && ch != '\n'))
			return true;
	}
	return false;
}

static void
add_value(struct reader *r, struct str s, bool exact)
{
	if (s.len == 0)
		return;
	if (s.len > SHEET_CELL_MAX)
		tell(r, FLAW_CELL);
	else if (r->text.len + r->column + s.len > SHEET_ROW_MAX) {
		tell(r, FLAW_ROW);
		r->over = true;
	} else if (has_control(s))
		tell(r, FLAW_CONTROL);
	else {
		buf_add_str(&r->text, s);
		add_cell(r, s.len, exact);
	}
}

static void
add_shared(struct reader *r, struct str number)
{
	const struct xlsx *book = r->book;
	size_t start;
	uint64_t i;

	if (!num_count(str_trim(number), UINT32_MAX, &i) ||
	    i >= book->n_text) {
		tell(r, FLAW_VALUE);
		return;
	}
	start = i > 0 ? book->end[i - 1] : 0;
	add_value(r, (struct str){ book->text.p + start,
	    book->end[i] - start }, false);
}

static void
add_number(struct reader *r, struct str stored)
{
	const char *wrong = NULL;

	buf_clear(&r->shown);
	if (!xlsx_number(&r->shown, stored))
		wrong = flaw_text[FLAW_VALUE];
	/* What such a program writes for a result is 0. */
	else if (r->formula && r->book->uncalculated &&
	    str_is(buf_str(&r->shown), "0"))
		wrong = flaw_text[FLAW_FORMULA];
	else if (r->shape != SHAPE_NUMBER) {
		buf_clear(&r->shown);
		wrong = xlsx_day(&r->shown, stored, r->shape,
		    r->book->from_1904);
	}
	if (wrong != NULL)
		tell_text(r, _(wrong));
	else
		add_value(r, buf_str(&r->shown), true);
}

static void
add_iso(struct reader *r, struct str stored)
{
	buf_clear(&r->shown);
	if (xlsx_iso(&r->shown, stored))
		add_value(r, buf_str(&r->shown), true);
	else
		tell(r, FLAW_VALUE);
}

static void
add_bool(struct reader *r, struct str stored)
{
	stored = str_trim(stored);
	if (str_is(stored, "1") || str_is(stored, "true"))
		add_value(r, str_of("yes"), true);
	else if (str_is(stored, "0") || str_is(stored, "false"))
		add_value(r, str_of("no"), true);
	else
		tell(r, FLAW_VALUE);
}

/* The text of a formula may be empty; no other result is. */
static void
end_cell(struct reader *r)
{
	struct str value = buf_str(&r->value);

	if (r->over || r->bad_cell)
		return;
	if (r->value.len == 0 && !is_type(r, "inlineStr")) {
		if (r->formula && !(r->has_value && is_type(r, "str"))) {
			tell(r, FLAW_FORMULA);
			/* Not empty, where the row is given back. */
			add_value(r, str_of("#?"), false);
		}
		return;
	}
	if (is_type(r, "s"))
		add_shared(r, value);
	else if (is_type(r, "n"))
		add_number(r, value);
	else if (is_type(r, "b"))
		add_bool(r, value);
	else if (is_type(r, "d"))
		add_iso(r, value);
	else if (is_type(r, "e")) {
		tell_error(r, str_trim(value));
		add_value(r, value, false);
	} else
		add_value(r, value, false);
}

/* -------------------------------------------------------------- stream -- */

static bool
start_element(int tag, const char *const *attr, void *arg)
{
	struct reader *r = arg;

	switch ((enum tag)tag) {
	case SHEET:
		r->is_sheet = true;
		return true;
	case ROW:
		return start_row(r, attr);
	case CELL:
		return start_cell(r, attr);
	case VALUE:
		buf_clear(&r->value);
		r->run = 0;
		r->has_value = true;
		return true;
	case FORMULA:
		r->formula = true;
		return true;
	case TEXT:
		r->run = r->value.len;
		return true;
	default:
		return true;
	}
}

static bool
end_element(int tag, void *arg)
{
	struct reader *r = arg;

	switch ((enum tag)tag) {
	case ROW:
		return end_row(r);
	case CELL:
		end_cell(r);
		return true;
	case VALUE:
	case TEXT:
		xlsx_plain(&r->value, r->run);
		return true;
	default:
		return true;
	}
}

static bool
take_text(int tag, struct str piece, void *arg)
{
	struct reader *r = arg;

	if (tag == VALUE || tag == TEXT)
		xlsx_gather(&r->value, piece);
	return true;
}

size_t
xlsx_each(struct xlsx *book, bool give_broken, sheet_row_fn *fn, void *arg,
    struct diag *d)
{
	static const struct element_fns fns = { elements, start_element,
	    end_element, take_text };
	struct diag silent = { 0 };
	struct reader r = { .book = book, .fn = fn, .arg = arg,
	    .give_broken = give_broken, .diag = d != NULL ? d : &silent };
	size_t inflated = book->inflated;

	if (!package_parse(book->package, book->part, &inflated, &fns, &r,
	    r.diag))
		r.defects++;
	else if (!r.is_sheet)
		damaged(&r);
	free(r.cell);
	free(r.at);
	free(r.exact);
	buf_release(&r.text);
	buf_release(&r.value);
	buf_release(&r.shown);
	buf_release(&r.broken);
	return r.defects;
}
