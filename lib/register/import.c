#include "register/import.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/near.h"
#include "base/utf8.h"
#include "define/value.h"
#include "table/sheet.h"
#include "table/write.h"

/* One file on its way into the batch. */
struct import {
	struct batch	*batch;
	struct origin	*origin;	/* in the batch's arena */
	size_t		 n_header;
	struct dialect	 dialect;
	struct str	*value;		/* by field: canonical, escaped */
	struct str	*typed;		/* by field: the cell */
	size_t		*at;		/* by field: its line */
	size_t		 header_line;
	bool		 guarded;	/* as "-O excel" writes: an apostrophe
					 * before what would be a formula */
	bool		*bad;		/* by field: what was typed there could
					 * not be read */
	struct buf	*text;		/* by field: what value points into */
	bool		 ok;
};

static const struct kind *
kind_of(const struct import *im)
{
	return im->batch->kind;
}

/* ------------------------------------------------------------- header -- */

/* As labels are compared: case, blanks, "_" and "-" do not count. */
static void
plain_label(struct buf *out, struct str label)
{
	struct buf folded = { 0 };

	utf8_fold(&folded, label);
	for (size_t i = 0; i < folded.len; i++)
		if (strchr(" _-\n\t", folded.p[i]) == NULL)
			buf_addc(out, folded.p[i]);
	buf_release(&folded);
}

static bool
same_label(struct str plain, struct str label)
{
	struct buf other = { 0 };
	bool same;

	plain_label(&other, label);
	same = str_eq(plain, buf_str(&other));
	buf_release(&other);
	return same;
}

/* The field a column's heading means; k->n if none. */
static size_t
field_of(const struct kind *k, struct str heading)
{
	struct buf plain = { 0 };
	size_t i;

	plain_label(&plain, heading);
	for (i = 0; i < k->n; i++) {
		const struct field *f = &k->field[i];

		if (same_label(buf_str(&plain), f->label[LANG_DA]) ||
		    same_label(buf_str(&plain), f->label[LANG_EN]) ||
		    same_label(buf_str(&plain), f->name))
			break;
	}
	buf_release(&plain);
	return i;
}

static bool
is_needed(const struct field *f)
{
	return f->required && f->meaning.len == 0;
}

/* How well a header fits: fields found, and whether all needed are there. */
struct fit {
	const struct kind	*kind;
	size_t			 found, cells;
	bool			 complete;
};

static bool
judge_header(const struct sheet_row *row, void *arg)
{
	struct fit *fit = arg;
	bool *seen = mem_alloc(fit->kind->n * sizeof(*seen));

	fit->cells = row->n;
	for (size_t i = 0; i < row->n; i++) {
		size_t field = field_of(fit->kind, row->cell[i]);

		if (field < fit->kind->n && !seen[field]) {
			seen[field] = true;
			fit->found++;
		}
	}
	fit->complete = true;
	for (size_t i = 0; i < fit->kind->n; i++)
		if (is_needed(&fit->kind->field[i]) && !seen[i])
			fit->complete = false;
	free(seen);
	return false;		/* the first row is all that is asked for */
}

/* The delimiter with which the kind's columns appear. */
static char
find_delimiter(const struct kind *k, const struct sheet *s)
{
	static const char delimiters[] = ";,\t";
	size_t most = 0;
	char best = ';';

	if (s->separator != '\0')
		return s->separator;
	for (const char *p = delimiters; *p != '\0'; p++) {
		struct fit fit = { .kind = k };

		sheet_each(s, *p, judge_header, &fit, NULL);
		if (fit.complete)
			return *p;
		if (fit.found > most) {
			most = fit.found;
			best = *p;
		}
	}
	return best;
}

static void
header_error(struct import *im, size_t cell, const char *text)
{
	struct loc loc = { im->origin->file, im->header_line, cell };

	im->ok = false;
	diag_add(im->batch->reg->diag, DIAG_ERROR, loc, "%s", text);
}

/* The labels of the kind as its sheets name them, in the reader's language. */
static const char **
labels_of(const struct kind *k)
{
	const char **label = mem_array(NULL, k->n + 1, sizeof(*label));

	for (size_t i = 0; i < k->n; i++)
		label[i] = k->field[i].label[LANG_DA].p;
	label[k->n] = NULL;
	return label;
}

static void
unknown_column(struct import *im, size_t cell, struct str heading)
{
	const char **label = labels_of(kind_of(im)), *near;
	struct buf text = { 0 }, list = { 0 };
	char shown[ECHO_SIZE];

	near = near_word(heading, label);
	near_list(&list, label, kind_of(im)->n);
	buf_addf(&text, _("column \"%s\" is not one of this kind"),
	    echo(heading, shown));
	if (near != NULL)
		buf_addf(&text, _("; did you mean \"%s\"?"), near);
	buf_addf(&text, _(" (there are: %s)"), buf_text(&list));
	header_error(im, cell, buf_text(&text));
	buf_release(&text);
	buf_release(&list);
	free(label);
}

static void
take_heading(struct import *im, size_t cell, struct str heading)
{
	size_t field = field_of(kind_of(im), heading);
	struct buf text = { 0 };
	char shown[ECHO_SIZE];

	im->origin->header[cell - 1] = arena_str(&im->batch->arena, heading);
	if (str_trim(heading).len == 0)
		return;		/* cells below it must be empty as well */
	if (field == kind_of(im)->n)
		unknown_column(im, cell, heading);
	else if (im->origin->cell[field] != 0) {
		buf_addf(&text, _("column \"%s\" is there twice"),
		    echo(heading, shown));
		header_error(im, cell, buf_text(&text));
		buf_release(&text);
	} else
		im->origin->cell[field] = cell;
}

static void
missing_columns(struct import *im)
{
	const struct kind *k = kind_of(im);
	struct buf text = { 0 };

	for (size_t i = 0; i < k->n; i++) {
		if (!is_needed(&k->field[i]) || im->origin->cell[i] != 0)
			continue;
		buf_clear(&text);
		buf_addf(&text, _("missing column \"%.*s\" (%.*s)"),
		    STR(k->field[i].label[LANG_DA]), STR(k->field[i].name));
		header_error(im, 0, buf_text(&text));
	}
	buf_release(&text);
}

static void
take_header(struct import *im, const struct str *heading, size_t n)
{
	im->n_header = n;
	im->origin->cell = arena_alloc(&im->batch->arena,
	    kind_of(im)->n * sizeof(*im->origin->cell));
	memset(im->origin->cell, 0,
	    kind_of(im)->n * sizeof(*im->origin->cell));
	im->origin->header = arena_alloc(&im->batch->arena,
	    n * sizeof(*im->origin->header));
	for (size_t i = 0; i < n; i++)
		take_heading(im, i + 1, heading[i]);
	missing_columns(im);
}

/* --------------------------------------------------------------- rows -- */

static void
read_field(struct import *im, const struct entry *e, size_t i, struct str cell)
{
	const struct field *f = &kind_of(im)->field[i];
	struct buf canonical = { 0 }, why = { 0 };

	buf_clear(&im->text[i]);
	im->typed[i] = cell;
	im->bad[i] = !value_read(im->batch->reg->defs, f, cell, im->dialect,
	    &canonical, &why);
	if (im->bad[i]) {
		entry_finding(im->batch->reg->diag, kind_of(im), e, i, cell,
		    buf_text(&why));
		buf_clear(&canonical);
		buf_add_str(&canonical, cell);
	}
	tsv_escape(&im->text[i], buf_str(&canonical));
	im->value[i] = buf_str(&im->text[i]);
	buf_release(&canonical);
	buf_release(&why);
}

/* Cells under no heading must be empty: a value there has lost its column. */
static void
check_stray(struct import *im, const struct sheet_row *row)
{
	char name[SHEET_CELL_SIZE];

	for (size_t i = 0; i < row->n; i++) {
		struct loc loc = { im->origin->file, row->line, i + 1 };

		if (str_trim(row->cell[i]).len == 0 || (i < im->n_header &&
		    str_trim(im->origin->header[i]).len > 0))
			continue;
		im->ok = false;
		diag_add(im->batch->reg->diag, DIAG_ERROR, loc,
		    _("a value under no heading (cell %s); perhaps a cell "
		    "before it holds the delimiter without quotes"),
		    sheet_cell_name(name, i + 1, row->excel));
	}
}

static void
take_record(struct import *im, const struct entry *e)
{
	if (!batch_add(im->batch, e, im->bad))
		im->ok = false;
}

static bool
take_row(const struct sheet_row *row, void *arg)
{
	struct import *im = arg;
	struct entry e = { .value = im->value, .typed = im->typed,
	    .at = im->at, .origin = im->origin, .line = row->line,
	    .excel = row->excel };

	if (im->origin->cell == NULL) {
		im->header_line = row->line;
		take_header(im, row->cell, row->n);
		return im->ok;
	}
	check_stray(im, row);
	for (size_t i = 0; i < kind_of(im)->n; i++) {
		size_t cell = im->origin->cell[i];
		bool there = cell > 0 && cell <= row->n;

		im->at[i] = there ? row->at[cell - 1] : row->line;
		read_field(im, &e, i, !there ? (struct str){ "", 0 } :
		    im->guarded ? write_unguard(row->cell[cell - 1]) :
		    row->cell[cell - 1]);
	}
	take_record(im, &e);
	return true;
}

static void
import_sheet(struct import *im, const char *path)
{
	struct diag *d = im->batch->reg->diag;
	struct sheet s;
	char delimiter;

	if (!sheet_read(&s, path, NULL, d)) {
		im->ok = false;
		return;
	}
	delimiter = find_delimiter(kind_of(im), &s);
	im->origin->sheet = true;
	im->guarded = s.encoding == ENCODING_UTF8_BOM && delimiter == ';';
	im->dialect = (struct dialect){ .typed = true,
	    .decimal = delimiter == ',' ? '.' : ',' };
	if (sheet_each(&s, delimiter, take_row, im, d) > 0)
		im->ok = false;
	if (im->ok && im->origin->cell == NULL)
		header_error(im, 0, _("the sheet is empty"));
	sheet_release(&s);
}

/* -------------------------------------------------------------- fu-tsv -- */

static void
take_tsv_row(struct import *im, const struct tsv *t)
{
	struct entry e = { .value = im->value, .typed = im->typed,
	    .origin = im->origin, .line = t->line };
	struct buf plain = { 0 };

	for (size_t i = 0; i < kind_of(im)->n; i++) {
		size_t cell = im->origin->cell[i];

		buf_clear(&plain);
		if (cell > 0)
			tsv_unescape(&plain, tsv_field(t, cell - 1));
		read_field(im, &e, i, buf_str(&plain));
		/* The buf goes on to the next field; the row stays. */
		im->typed[i] = cell > 0 ? tsv_field(t, cell - 1) :
		    (struct str){ "", 0 };
	}
	take_record(im, &e);
	buf_release(&plain);
}

static void
import_tsv(struct import *im, const char *path)
{
	struct tsv t;

	im->dialect = (struct dialect){ .decimal = '.' };
	im->ok = tsv_open_path(&t, path, im->batch->reg->diag);
	if (im->ok)
		take_header(im, t.name, t.n);
	if (im->ok)
		while (tsv_next(&t))
			take_tsv_row(im, &t);
	im->ok = im->ok && !t.malformed;
	tsv_close(&t);
}

bool
import_file(struct batch *b, const char *path)
{
	struct import im = { .batch = b, .header_line = 1, .ok = true };
	size_t n = b->kind->n;

	im.origin = arena_alloc(&b->arena, sizeof(*im.origin));
	*im.origin = (struct origin){ .file = strcmp(path, "-") == 0 ?
	    "<stdin>" : path };
	im.value = mem_alloc(n * sizeof(*im.value));
	im.typed = mem_alloc(n * sizeof(*im.typed));
	im.at = mem_alloc(n * sizeof(*im.at));
	im.bad = mem_alloc(n * sizeof(*im.bad));
	im.text = mem_alloc(n * sizeof(*im.text));
	if (str_ends(str_of(path), ".tsv") || str_is(str_of(path), "-"))
		import_tsv(&im, path);
	else
		import_sheet(&im, path);
	for (size_t i = 0; i < n; i++)
		buf_release(&im.text[i]);
	free(im.value);
	free(im.typed);
	free(im.at);
	free(im.bad);
	free(im.text);
	return im.ok;
}
