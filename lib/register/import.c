#include "register/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "base/num.h"
#include "base/utf8.h"
#include "define/value.h"
#include "table/write.h"

enum { HEADER_WITHIN = 20 };

/* A field of a record as the row at hand has it. */
struct reading {
	struct buf	text;		/* canonical, escaped */
	struct str	typed;
	size_t		at;		/* line of the cell */
	bool		filled;
	bool		bad;		/* could not be read; told */
	bool		cleared;
};

/* The file at hand. */
struct reader {
	struct import		*im;
	struct batch		*batch;
	const struct template	*t;
	struct dialect		 dialect;
	bool			 guarded;	/* as "-O excel" writes: an
						 * apostrophe before what would
						 * be a formula */
	struct str		*header;	/* as it stands, or NULL */
	size_t			 n_header;
	size_t			*cell;		/* by column: its number from
						 * 1, 0: not there */
	bool			*told;		/* by column: what is wrong
						 * with this row's cell */
	bool			 excluded;	/* the row at hand fills in
						 * what excludes itself */
	struct origin		*origin;	/* by record */
	struct reading		**reading;	/* by record, by its fields */
	struct part		*part;		/* of the template's choices */
	size_t			 n_parts, parts_cap;
};

static struct diag *
diag_of(const struct reader *in)
{
	return in->batch->reg->diag;
}

/* ------------------------------------------------------------- header -- */

/* How well a row fits as the headings. */
struct fit {
	const struct template	*t;
	size_t			 rows, found, line;
	bool			 complete;
};

static size_t
count_headings(const struct template *t, const struct str *cell, size_t n,
    bool *complete)
{
	bool *seen = mem_alloc(t->n_columns * sizeof(*seen));
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		size_t column = template_column(t, write_unguard(cell[i]));

		if (column < t->n_columns && !seen[column]) {
			seen[column] = true;
			found++;
		}
	}
	*complete = found > 0;
	for (size_t i = 0; i < t->n_columns; i++)
		if (t->column[i].required && !seen[i])
			*complete = false;
	free(seen);
	return found;
}

/* What is no row of headings: blanks, and what cannot be read. */
static bool
is_blank(const struct sheet_row *row)
{
	if (row->broken != NULL)
		return true;
	for (size_t i = 0; i < row->n; i++)
		if (utf8_trim(row->cell[i]).len > 0)
			return false;
	return true;
}

static bool
judge_row(const struct sheet_row *row, void *arg)
{
	struct fit *fit = arg;
	bool complete;
	size_t found;

	if (is_blank(row))
		return true;
	found = count_headings(fit->t, row->cell, row->n, &complete);
	if (found > fit->found || complete) {
		fit->found = found;
		fit->line = row->line;
		fit->complete = complete;
	}
	return ++fit->rows < HEADER_WITHIN && !complete;
}

/* The delimiter and the row with which the template's columns appear. */
static void
find_header(struct reader *in)
{
	static const char delimiters[] = ";,\t";
	struct import *im = in->im;
	char one[2] = { im->sheet.separator, '\0' };
	const char *p;
	size_t most = 0;

	/* The delimiters of a workbook are all alike. */
	if (im->sheet.form == SHEET_XLSX)
		one[0] = ';';
	im->delimiter = one[0] != '\0' ? one[0] : ';';
	for (p = one[0] != '\0' ? one : delimiters; *p != '\0'; p++) {
		struct fit fit = { .t = in->t };

		sheet_each(&im->sheet, *p, judge_row, &fit, NULL);
		if (fit.complete || fit.found > most) {
			most = fit.found;
			im->delimiter = *p;
			im->header_line = fit.line;
		}
		if (fit.complete)
			return;
	}
}

static void
header_error(struct reader *in, size_t cell, const char *text)
{
	struct loc loc = { in->im->source->file, in->im->header_line, cell };

	in->im->source->refused = true;
	diag_add(diag_of(in), DIAG_ERROR, loc, "%s", text);
}

/* The headings of the template in the reader's language. */
static const char **
headings_of(const struct template *t)
{
	const char **list = mem_array(NULL, t->n_columns + 1, sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; i < t->n_columns; i++)
		if (t->column[i].used)
			list[n++] = t->column[i].heading[LANG_DA].p;
	list[n] = NULL;
	return list;
}

/* Nothing in the sheet is a heading of the template. */
static void
no_header(struct reader *in)
{
	struct buf text = { 0 }, list = { 0 };
	bool any = false;

	for (size_t i = 0; i < in->t->n_columns; i++)
		any |= in->t->column[i].required;
	for (size_t i = 0; i < in->t->n_columns; i++) {
		if (any ? !in->t->column[i].required : !in->t->column[i].used)
			continue;
		buf_adds(&list, list.len > 0 ? ", " : "");
		buf_add_str(&list, in->t->column[i].heading[LANG_DA]);
	}
	buf_addf(&text, _("none of the first %d rows has the columns by which "
	    "this template is known: %s"), HEADER_WITHIN, buf_text(&list));
	header_error(in, 0, buf_text(&text));
	buf_release(&text);
	buf_release(&list);
}

static void
unknown_column(struct reader *in, size_t cell, struct str heading)
{
	const char **list = headings_of(in->t), *near;
	struct buf text = { 0 }, all = { 0 };
	char shown[ECHO_SIZE];

	near = near_word(heading, list);
	near_list(&all, list, in->t->n_columns);
	buf_addf(&text, _("column \"%s\" is not one of this template"),
	    echo(heading, shown));
	if (near != NULL)
		buf_addf(&text, _("; did you mean \"%s\"?"), near);
	buf_addf(&text, _(" (there are: %s)"), buf_text(&all));
	header_error(in, cell, buf_text(&text));
	buf_release(&text);
	buf_release(&all);
	free(list);
}

static void
take_heading(struct reader *in, size_t cell, struct str heading)
{
	size_t column = template_column(in->t, heading);
	struct buf text = { 0 };
	char shown[ECHO_SIZE];

	in->header[cell - 1] = arena_str(&in->batch->arena, heading);
	if (utf8_trim(heading).len == 0 || import_is_twin_heading(heading))
		return;		/* cells below no heading must be empty, too */
	if (column == in->t->n_columns)
		unknown_column(in, cell, heading);
	else if (in->cell[column] != 0) {
		buf_addf(&text, _("column \"%s\" is there twice"),
		    echo(heading, shown));
		header_error(in, cell, buf_text(&text));
		buf_release(&text);
	} else
		in->cell[column] = cell;
}

/* Does the sheet have the columns that say which record a row is?  Then it may
 * leave out what those that are stored say already. */
static bool
has_keys(const struct reader *in)
{
	const struct template_record *r = &in->t->record[0];
	size_t id = kind_assigned(r->kind), keys = 0, there = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->kind->field[r->field[i].field];
		size_t column = r->field[i].column;

		if (id < r->kind->n ? r->field[i].field != id :
		    !f->key || !f->required)
			continue;
		keys++;
		there += column != TEMPLATE_NONE && in->cell[column] != 0;
	}
	return in->t->n == 1 && keys > 0 && there == keys;
}

static void
missing_columns(struct reader *in)
{
	struct buf text = { 0 };

	if (has_keys(in))
		return;
	for (size_t i = 0; i < in->t->n_columns; i++) {
		const struct template_column *c = &in->t->column[i];

		if (!c->required || in->cell[i] != 0)
			continue;
		buf_clear(&text);
		buf_addf(&text, _("missing column \"%.*s\""),
		    STR(c->heading[LANG_DA]));
		if (c->name.len > 0)
			buf_addf(&text, " (%.*s)", STR(c->name));
		header_error(in, 0, buf_text(&text));
	}
	buf_release(&text);
}

static void
make_origins(struct reader *in, bool sheet)
{
	struct arena *arena = &in->batch->arena;

	in->origin = arena_alloc(arena, in->t->n * sizeof(*in->origin));
	for (size_t i = 0; i < in->t->n; i++) {
		const struct template_record *r = &in->t->record[i];
		struct origin *o = &in->origin[i];

		*o = (struct origin){ .sheet = sheet, .header = in->header };
		o->cell = arena_alloc(arena, r->kind->n * sizeof(*o->cell));
		memset(o->cell, 0, r->kind->n * sizeof(*o->cell));
		for (size_t j = 0; j < r->n; j++)
			if (r->field[j].column != TEMPLATE_NONE)
				o->cell[r->field[j].field] =
				    in->cell[r->field[j].column];
	}
}

/* True if rows can be read by it. */
static bool
take_header(struct reader *in, const struct str *heading, size_t n, bool sheet)
{
	in->n_header = n;
	in->header = arena_alloc(&in->batch->arena, n * sizeof(*in->header));
	for (size_t i = 0; i < n; i++)
		take_heading(in, i + 1, write_unguard(heading[i]));
	missing_columns(in);
	make_origins(in, sheet);
	return !in->im->source->refused;
}

/* ------------------------------------------------------------- fields -- */

/* The row at hand, from whatever kind of file. */
struct line {
	const struct str	*cell;
	const size_t		*at;		/* NULL: all on the row's */
	size_t			 n;
	struct source_row	*row;
	const bool		*exact;		/* by cell: canonical, as a
						 * workbook holds it; NULL: no
						 * cell is */
};

static struct str
cell_of(const struct reader *in, const struct line *l, size_t column)
{
	size_t cell = column == TEMPLATE_NONE ? 0 : in->cell[column];

	if (cell == 0 || cell > l->n)
		return (struct str){ "", 0 };
	return in->guarded ? write_unguard(l->cell[cell - 1]) :
	    l->cell[cell - 1];
}

static bool
says_clear(struct str cell)
{
	struct buf folded = { 0 };
	bool says;

	utf8_fold(&folded, utf8_trim(cell));
	says = str_is(buf_str(&folded), "(ryd)") ||
	    str_is(buf_str(&folded), "(clear)");
	buf_release(&folded);
	return says;
}

/* What Excel leaves where it could not calculate, in English and in Danish, and
 * "#?", what the reader of workbooks gives for a formula without a value. */
static bool
is_excel_error(struct str s)
{
	static const char *const errors[] = { "#N/A", "#I/T", "#NAME?",
	    "#NAVN?", "#REF!", "#REFERENCE!", "#DIV/0!", "#DIVISION/0!",
	    "#VALUE!", "#VÆRDI!", "#NUM!", "#NULL!", "#NUL!", "#SPILL!",
	    "#OVERLØB!", "#CALC!", "#BEREGN!", "#?", NULL };
	size_t i = 0;

	while (errors[i] != NULL && !str_is(s, errors[i]))
		i++;
	return errors[i] != NULL;
}

/* A word that is no code is read as it is; that it is none is found here. */
static bool
is_legal(const struct defs *defs, const struct field *f, struct str canonical,
    struct buf *why)
{
	struct buf stored = { 0 };
	bool ok;

	tsv_escape(&stored, canonical);
	ok = stored.len == 0 || value_check(defs, f, buf_str(&stored), why);
	buf_release(&stored);
	return ok;
}

/* The canonical value, unescaped; empty where the cell says nothing. */
static bool
read_value(const struct reader *in, const struct template_record *r,
    const struct template_field *f, const struct line *l, struct str cell,
    struct buf *canonical, bool *cleared, struct buf *why)
{
	const struct defs *defs = in->batch->reg->defs;
	const struct field *field = &r->kind->field[f->field];
	struct dialect dialect = in->dialect;
	size_t at = in->cell[f->column];
	struct str mapped;

	if (l->exact != NULL && at > 0 && at <= l->n && l->exact[at - 1])
		dialect.decimal = '.';
	*cleared = false;
	if (f->map.len > 0 && template_map(f->map, cell, &mapped)) {
		buf_add_str(canonical, mapped);
		return true;
	}
	if (dialect.typed && is_excel_error(utf8_trim(cell))) {
		buf_adds(why, _("is what Excel writes where it cannot "
		    "calculate"));
		return false;
	}
	if (!value_read(defs, field, cell, dialect, canonical, why) ||
	    !is_legal(defs, field, buf_str(canonical), why))
		return false;
	/* What an empty field means anyway was typed: so it is to be empty. */
	*cleared = canonical->len == 0;
	return true;
}

static struct entry
entry_at(const struct reader *in, size_t record, const struct line *l)
{
	return (struct entry){ .kind = in->t->record[record].kind,
	    .origin = &in->origin[record], .row = l->row };
}

static void
take_value(struct reading *to, struct str canonical)
{
	buf_clear(&to->text);
	tsv_escape(&to->text, canonical);
	to->filled = to->text.len > 0;
}

static void
tell_unread(struct reader *in, size_t record, size_t i, const struct line *l,
    struct str cell, const char *why)
{
	struct reading *r = &in->reading[record][i];
	struct entry e = entry_at(in, record, l);
	size_t field = in->t->record[record].field[i].field;
	size_t column = in->t->record[record].field[i].column;
	size_t *at = mem_alloc(e.kind->n * sizeof(*at));

	r->bad = r->filled = true;
	at[field] = r->at;
	e.at = at;
	/* A cell that several records share is told of once. */
	if (!in->told[column])
		entry_error(in->batch, &e, field, cell, why);
	in->told[column] = true;
	free(at);
}

static void
clear(struct reading *r)
{
	r->cleared = r->filled = true;
}

static bool
is_number(const struct template_record *r, size_t i)
{
	enum cell_kind cell = type_cell(r->kind->field[r->field[i].field].type);

	return cell == CELL_NUMBER || cell == CELL_DATE;
}

/* Of the fields that could have taken a cell, the one it was meant for: digits
 * for a number, words for a code. */
static size_t
meant_for(const struct template_record *r, size_t first, struct str cell)
{
	bool digits = false;

	for (size_t i = 0; i < cell.len; i++)
		digits |= cell.p[i] >= '0' && cell.p[i] <= '9';
	for (size_t i = first; i != TEMPLATE_NONE; i = r->field[i].other)
		if (is_number(r, i) == digits)
			return i;
	return first;
}

/* A cell goes to the first of its fields that can read it. */
static void
read_cell(struct reader *in, size_t record, size_t first, struct str cell,
    const struct line *l)
{
	const struct template_record *r = &in->t->record[record];
	struct buf canonical = { 0 }, why = { 0 };
	size_t i = first, told = meant_for(r, first, cell);
	bool cleared = false;

	while (i != TEMPLATE_NONE && !read_value(in, r, &r->field[i], l, cell,
	    &canonical, &cleared, &why)) {
		buf_clear(&canonical);
		buf_clear(&why);
		i = r->field[i].other;
	}
	if (i != TEMPLATE_NONE) {
		take_value(&in->reading[record][i], buf_str(&canonical));
		if (cleared)
			clear(&in->reading[record][i]);
	} else {
		in->reading[record][told].at = in->reading[record][first].at;
		read_value(in, r, &r->field[told], l, cell, &canonical,
		    &cleared, &why);
		tell_unread(in, record, told, l, cell, buf_text(&why));
	}
	buf_release(&canonical);
	buf_release(&why);
}

static void
read_field(struct reader *in, size_t record, size_t i, const struct line *l)
{
	const struct template_field *f = &in->t->record[record].field[i];
	struct reading *to = &in->reading[record][i];
	struct str cell = cell_of(in, l, f->column);

	to->typed = cell;
	to->at = f->column != TEMPLATE_NONE && in->cell[f->column] > 0 &&
	    in->cell[f->column] <= l->n && l->at != NULL ?
	    l->at[in->cell[f->column] - 1] : l->row->line;
	if (f->column == TEMPLATE_NONE) {
		take_value(to, f->constant);
		to->filled = false;
	} else if (f->is_other)
		return;
	else if (says_clear(cell))
		for (; i != TEMPLATE_NONE; i = in->t->record[record].field[
		    i].other)
			clear(&in->reading[record][i]);
	else if (utf8_trim(cell).len > 0)
		read_cell(in, record, i, cell, l);
}

static void
read_fields(struct reader *in, const struct line *l)
{
	memset(in->told, 0, in->t->n_columns * sizeof(*in->told));
	for (size_t i = 0; i < in->t->n; i++) {
		const struct template_record *r = &in->t->record[i];

		for (size_t j = 0; j < r->n; j++) {
			struct reading *to = &in->reading[i][j];

			buf_clear(&to->text);
			to->filled = to->bad = to->cleared = false;
		}
		for (size_t j = 0; j < r->n; j++)
			read_field(in, i, j, l);
	}
}

/* ------------------------------------------------------------ choices -- */

/* The fields of a part, all over the template, and what the row has of it. */
struct part {
	struct str	 choice, part;
	size_t		 (*field)[2];	/* record, and field of it */
	size_t		 n, cap;
	size_t		 filled;
	size_t		 blank_cell;	/* of a field that is not filled */
	int128		 sum;		/* of what is filled */
};

static struct part *
find_part(const struct reader *in, struct str choice, struct str part)
{
	for (size_t i = 0; i < in->n_parts; i++)
		if (str_eq(in->part[i].choice, choice) &&
		    str_eq(in->part[i].part, part))
			return &in->part[i];
	return NULL;
}

static void
add_to_part(struct reader *in, size_t record, size_t field)
{
	const struct template_field *f = &in->t->record[record].field[field];
	struct part *p = find_part(in, f->choice, f->part);

	if (p == NULL) {
		in->part = mem_grow(in->part, in->n_parts, &in->parts_cap,
		    sizeof(*in->part));
		p = &in->part[in->n_parts++];
		*p = (struct part){ .choice = f->choice, .part = f->part };
	}
	p->field = mem_grow(p->field, p->n, &p->cap, sizeof(*p->field));
	p->field[p->n][0] = record;
	p->field[p->n++][1] = field;
}

static void
make_parts(struct reader *in)
{
	for (size_t i = 0; i < in->t->n; i++)
		for (size_t j = 0; j < in->t->record[i].n; j++) {
			const struct template_field *f =
			    &in->t->record[i].field[j];

			if (f->part.len > 0 && f->column != TEMPLATE_NONE)
				add_to_part(in, i, j);
		}
}

static size_t
column_of(const struct reader *in, const struct part *p, size_t i)
{
	return in->t->record[p->field[i][0]].field[p->field[i][1]].column;
}

static void
gather_part(const struct reader *in, struct part *p)
{
	p->filled = p->blank_cell = 0;
	p->sum = 0;
	for (size_t i = 0; i < p->n; i++) {
		const struct reading *r =
		    &in->reading[p->field[i][0]][p->field[i][1]];
		int64_t n;

		p->filled += r->filled;
		if (!r->filled)
			p->blank_cell = in->cell[column_of(in, p, i)];
		else if (num_parse(buf_str(&r->text), &n) == NUM_OK)
			p->sum += n;
	}
}

static void
add_headings(const struct reader *in, const struct part *p, struct buf *out)
{
	for (size_t i = 0; i < p->n; i++) {
		buf_adds(out, i > 0 ? ", " : "");
		buf_add_str(out, in->t->column[column_of(in, p, i)].heading[
		    LANG_DA]);
	}
}

/* A part is filled wholly or not at all. */
static void
check_part(struct reader *in, const struct part *p, const struct line *l)
{
	struct buf headings = { 0 }, text = { 0 };

	if (p->filled == 0 || p->filled == p->n)
		return;
	add_headings(in, p, &headings);
	buf_addf(&text, _("of the columns %s all are filled in or none: a "
	    "blank is no 0"), buf_text(&headings));
	in->excluded = true;
	row_error(in->batch, l->row, l->row->line, p->blank_cell,
	    buf_text(&text));
	buf_release(&headings);
	buf_release(&text);
}

/* Of two parts of one choice only one is filled. */
static void
check_pair(struct reader *in, const struct part *p, const struct part *q,
    const struct line *l)
{
	struct buf one = { 0 }, other = { 0 }, text = { 0 };

	if (p->filled == 0 || q->filled == 0 || !str_eq(p->choice, q->choice))
		return;
	add_headings(in, p, &one);
	add_headings(in, q, &other);
	buf_addf(&text, _("%s and %s exclude each other: fill in one of them"),
	    buf_text(&one), buf_text(&other));
	in->excluded = true;
	row_error(in->batch, l->row, l->row->line, 0, buf_text(&text));
	buf_release(&one);
	buf_release(&other);
	buf_release(&text);
}

static void
check_choices(struct reader *in, const struct line *l)
{
	in->excluded = false;
	for (size_t i = 0; i < in->n_parts; i++) {
		gather_part(in, &in->part[i]);
		check_part(in, &in->part[i], l);
	}
	for (size_t i = 0; i < in->n_parts; i++)
		for (size_t j = i + 1; j < in->n_parts; j++)
			check_pair(in, &in->part[i], &in->part[j], l);
}

/* A blank cell whose meaning is the sum of another part. */
static void
take_sums(struct reader *in)
{
	for (size_t i = 0; i < in->t->n; i++)
		for (size_t j = 0; j < in->t->record[i].n; j++) {
			const struct template_field *f =
			    &in->t->record[i].field[j];
			const struct part *p;
			char text[NUM_SIZE];

			if (f->sum.len == 0 || in->reading[i][j].filled)
				continue;
			p = find_part(in, f->choice, f->sum);
			if (p != NULL && p->filled > 0 && p->filled == p->n)
				take_value(&in->reading[i][j], (struct str){
				    text, num_format(text, (int64_t)p->sum) });
		}
}

/* --------------------------------------------------------------- rows -- */

/* Cells under no heading must be empty: a value there has lost its column. */
static void
check_stray(struct reader *in, const struct line *l)
{
	for (size_t i = 0; i < l->n; i++) {
		if (utf8_trim(l->cell[i]).len == 0 || (i < in->n_header &&
		    utf8_trim(in->header[i]).len > 0))
			continue;
		row_error(in->batch, l->row, l->row->line, i + 1,
		    _("a value under no heading; perhaps a cell before it "
		    "holds the delimiter without quotes"));
	}
}

static void
check_patterns(struct reader *in, const struct line *l)
{
	for (size_t i = 0; i < in->t->n_columns; i++) {
		const struct template_column *c = &in->t->column[i];
		struct str cell = utf8_trim(cell_of(in, l, i));
		struct buf text = { 0 };

		if (c->match == NULL || cell.len == 0 ||
		    match_test(c->match, cell) == MATCH_YES)
			continue;
		buf_addf(&text, _("what stands under \"%.*s\" does not look "
		    "as the template wants it: %.*s"),
		    STR(c->heading[LANG_DA]), STR(c->pattern));
		row_error(in->batch, l->row, l->row->line, in->cell[i],
		    buf_text(&text));
		buf_release(&text);
	}
}

/* The line that shows how a sheet is filled in. */
static bool
is_example(const struct reader *in, const struct line *l)
{
	struct str cell = utf8_trim(cell_of(in, l, template_first(in->t)));

	return str_is(cell, TEMPLATE_EXAMPLE_DA) ||
	    str_is(cell, TEMPLATE_EXAMPLE_EN);
}

/* Is anything of its own filled in? */
static bool
is_made(const struct reader *in, size_t record)
{
	const struct template_record *r = &in->t->record[record];

	for (size_t i = 0; i < r->n; i++)
		if (r->field[i].own && in->reading[record][i].filled)
			return true;
	return false;
}

static void
add_record(struct reader *in, size_t record, const struct line *l)
{
	const struct template_record *r = &in->t->record[record];
	struct entry e = entry_at(in, record, l);
	size_t n = r->kind->n, *at = mem_array(NULL, n, sizeof(*at));
	struct str *typed = mem_alloc(n * sizeof(*typed));
	bool *bad = mem_alloc(n * sizeof(*bad));

	e.value = mem_alloc(n * sizeof(*e.value));
	e.repeats = r->repeats;
	for (size_t i = 0; i < n; i++)
		at[i] = l->row->line;
	for (size_t i = 0; i < r->n; i++) {
		const struct reading *from = &in->reading[record][i];
		size_t field = r->field[i].field;

		at[field] = from->at;
		typed[field] = from->typed.len > 0 && !r->field[i].is_other ?
		    from->typed : buf_str(&from->text);
		bad[field] = from->bad;
		e.value[field] = from->cleared ? entry_cleared :
		    buf_str(&from->text);
	}
	e.typed = typed;
	e.at = at;
	batch_add(in->batch, &e, bad);
	free(e.value);
	free(typed);
	free(at);
	free(bad);
}

static void
take_line(struct reader *in, const struct line *l)
{
	if (is_example(in, l))
		return;
	check_stray(in, l);
	check_patterns(in, l);
	read_fields(in, l);
	check_choices(in, l);
	take_sums(in);
	/* What excludes itself has been told, and is no record. */
	for (size_t i = 0; !in->excluded && i < in->t->n; i++)
		if (is_made(in, i))
			add_record(in, i, l);
}

static bool
take_sheet_row(const struct sheet_row *row, void *arg)
{
	struct reader *in = arg;
	struct line l = { row->cell, row->at, row->n, NULL, row->exact };

	if (row->broken != NULL && in->header == NULL) {
		in->im->source->refused = true;
		return true;
	}
	if (row->broken != NULL) {
		row_refuse(in->batch, batch_row(in->batch, in->im->source,
		    row->line, row->excel), row->broken);
		return true;
	}
	if (row->line < in->im->header_line || is_blank(row))
		return true;		/* instructions above the table */
	if (in->im->header_line == 0) {
		no_header(in);
		return false;
	}
	if (in->header == NULL)
		return take_header(in, row->cell, row->n, true);
	l.row = batch_row(in->batch, in->im->source, row->line, row->excel);
	take_line(in, &l);
	return true;
}

/* -------------------------------------------------------------- files -- */

static void
empty_sheet(struct reader *in)
{
	in->im->header_line = 1;
	header_error(in, 0, _("the sheet is empty"));
}

static void
import_sheet(struct reader *in)
{
	struct import *im = in->im;

	find_header(in);
	in->guarded = im->sheet.form == SHEET_CSV && im->delimiter == ';';
	in->dialect = (struct dialect){ .typed = true, .decimal =
	    im->sheet.form == SHEET_CSV && im->delimiter == ',' ? '.' : ',' };
	if (sheet_each(&im->sheet, im->delimiter, take_sheet_row, in,
	    diag_of(in)) > 0)
		im->source->refused = true;
	if (!im->source->refused && in->header == NULL)
		empty_sheet(in);
}

static void
import_tsv(struct reader *in)
{
	struct import *im = in->im;
	struct str *cell = NULL;
	struct buf *text = NULL;
	struct tsv t;
	size_t n = 0;
	bool from_memory = im->sha256[0] != '\0';

	in->dialect = (struct dialect){ .decimal = '.' };
	im->header_line = 1;
	if (!(from_memory ? tsv_open_bytes(&t, buf_str(&im->bytes), im->path,
	    diag_of(in)) : tsv_open_path(&t, im->path, diag_of(in))) ||
	    !take_header(in, t.name, t.n, false))
		im->source->refused = true;
	else {
		n = t.n;
		cell = mem_alloc(n * sizeof(*cell));
		text = mem_alloc(n * sizeof(*text));
		while (tsv_next(&t)) {
			struct line l = { cell, NULL, n, batch_row(in->batch,
			    im->source, t.line, 0), NULL };

			for (size_t i = 0; i < n; i++) {
				buf_clear(&text[i]);
				tsv_unescape(&text[i], tsv_field(&t, i));
				cell[i] = buf_str(&text[i]);
			}
			take_line(in, &l);
		}
	}
	if (t.malformed)
		im->source->refused = true;
	for (size_t i = 0; i < n; i++)
		buf_release(&text[i]);
	free(cell);
	free(text);
	tsv_close(&t);
}

static void
make_readings(struct reader *in)
{
	in->cell = mem_alloc(in->t->n_columns * sizeof(*in->cell));
	in->told = mem_alloc(in->t->n_columns * sizeof(*in->told));
	in->reading = mem_alloc(in->t->n * sizeof(*in->reading));
	for (size_t i = 0; i < in->t->n; i++)
		in->reading[i] = mem_alloc(in->t->record[i].n *
		    sizeof(**in->reading));
}

static void
release_readings(struct reader *in)
{
	for (size_t i = 0; i < in->t->n; i++) {
		for (size_t j = 0; j < in->t->record[i].n; j++)
			buf_release(&in->reading[i][j].text);
		free(in->reading[i]);
	}
	for (size_t i = 0; i < in->n_parts; i++)
		free(in->part[i].field);
	free(in->part);
	free(in->reading);
	free(in->cell);
	free(in->told);
}

/* Reads the bytes, once: the receipt is of what is imported. */
static bool
read_bytes(struct import *im, struct buf *bytes, struct diag *d)
{
	if (strcmp(im->path, "-") == 0)
		return true;
	(void)stat(im->path, &im->was);		/* sheet_load() tells */
	if (!sheet_load(im->path, bytes, d))
		return false;
	receipt_digest(buf_str(bytes), im->sha256);
	return true;
}

static bool
is_tsv(const char *path)
{
	return strcmp(path, "-") == 0 || str_ends(str_of(path), ".tsv");
}

static void
read_file(struct import *im, struct buf *bytes)
{
	struct reader in = { .im = im, .batch = im->batch,
	    .t = im->template };
	struct diag *d = im->batch->reg->diag;

	make_readings(&in);
	make_parts(&in);
	if (is_tsv(im->path)) {
		im->bytes = *bytes;
		*bytes = (struct buf){ 0 };
		import_tsv(&in);
	} else if (!sheet_parse(&im->sheet, im->path, bytes, im->tab, d))
		im->source->refused = true;
	else {
		im->has_sheet = im->sheet.give_broken = true;
		import_sheet(&in);
	}
	release_readings(&in);
}

struct str
import_template_name(const struct import *im)
{
	struct buf name = { 0 };
	struct str kept;

	if (!im->template->is_kind)
		return im->template->name;
	buf_addf(&name, "kind:%.*s", STR(im->template->name));
	kept = arena_str(&im->batch->arena, buf_str(&name));
	buf_release(&name);
	return kept;
}

void
import_look_again(struct import *im, const struct receipts *receipts)
{
	if (im->sha256[0] == '\0' || im->before || !receipts_find(receipts,
	    im->sha256, import_template_name(im), im->tab, &im->receipt))
		return;
	im->before = im->source->refused = true;
}

/* A sheet that came twice, as attachments do. */
static bool
is_same(struct import *im, const struct import *earlier, size_t n)
{
	for (size_t i = 0; i < n && im->sha256[0] != '\0'; i++)
		if (strcmp(earlier[i].sha256, im->sha256) == 0 &&
		    earlier[i].same == NULL) {
			im->same = &earlier[i];
			im->source->refused = true;
			diag_add(im->batch->reg->diag, DIAG_NOTE, (struct loc){
			    .file = im->path }, _("holds the same as %s: it "
			    "is taken once"), im->same->path);
			return true;
		}
	return false;
}

void
import_file(struct import *im, struct batch *b, const struct template *t,
    const char *path, const char *tab, const struct receipts *receipts,
    const struct import *earlier, size_t n)
{
	struct buf bytes = { 0 };

	*im = (struct import){ .batch = b, .template = t, .path = path,
	    .tab = tab };
	im->source = batch_source(b, strcmp(path, "-") == 0 ? "<stdin>" :
	    path);
	if (!read_bytes(im, &bytes, b->reg->diag))
		im->source->refused = true;
	else {
		import_look_again(im, receipts);
		if (!im->before && !is_same(im, earlier, n))
			read_file(im, &bytes);
	}
	buf_release(&bytes);
}

void
import_release(struct import *im)
{
	if (im->has_sheet)
		sheet_release(&im->sheet);
	buf_release(&im->bytes);
}
