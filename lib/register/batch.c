#include "register/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "define/record.h"
#include "define/value.h"
#include "register/batch_private.h"
#include "table/sheet.h"

/* Told from other empty texts by its address. */
static const char cleared[] = "(clear)";
const struct str entry_cleared = { cleared, 0 };

void
batch_init(struct batch *b, struct reg *r)
{
	*b = (struct batch){ .reg = r, .errors = r->diag->count[DIAG_ERROR] };
	b->last_source = &b->source;
	b->shelf = mem_alloc(r->defs->kinds.n * sizeof(struct shelf *));
}

void
batch_release(struct batch *b)
{
	batch_release_shelves(b);
	intern_release(&b->unlisted);
	arena_release(&b->arena);
	free(b->shelf);
	free(b->entry);
	*b = (struct batch){ 0 };
}

struct source *
batch_source(struct batch *b, const char *file)
{
	struct source *s = arena_alloc(&b->arena, sizeof(*s));

	*s = (struct source){ .file = file };
	s->last_row = &s->row;
	*b->last_source = s;
	b->last_source = &s->next;
	return s;
}

struct source_row *
batch_row(struct batch *b, struct source *s, size_t line, size_t excel)
{
	struct source_row *row = arena_alloc(&b->arena, sizeof(*row));

	*row = (struct source_row){ .source = s, .line = line,
	    .excel = excel };
	row->last_remark = &row->remark;
	*s->last_row = row;
	s->last_row = &row->next;
	return row;
}

/* ----------------------------------------------------------- findings -- */

static void
add_remark(struct batch *b, struct source_row *row, const char *cell,
    const char *text)
{
	struct remark *remark = arena_alloc(&b->arena, sizeof(*remark));

	*remark = (struct remark){ .cell = arena_str(&b->arena, str_of(cell)),
	    .text = arena_str(&b->arena, str_of(text)) };
	*row->last_remark = remark;
	row->last_remark = &remark->next;
	row->refused = true;
}

void
row_refuse(struct batch *b, struct source_row *row, const char *text)
{
	add_remark(b, row, "", text);
}

void
row_error(struct batch *b, struct source_row *row, size_t line, size_t cell,
    const char *text)
{
	struct loc loc = { row->source->file, line, row->excel > 0 ? cell :
	    0 };
	char name[SHEET_CELL_SIZE] = "";

	cell = loc.col;
	if (cell > 0)
		sheet_cell_name(name, cell, row->excel);
	add_remark(b, row, name, text);
	if (cell > 0)
		diag_add(b->reg->diag, DIAG_ERROR, loc, _("%s (cell %s)"),
		    text, name);
	else
		diag_add(b->reg->diag, DIAG_ERROR, loc, "%s", text);
}

/* " (cell C7, column "Trivsel barn")"; of a field that is missing, for which
 * the sheet has no column, what that would be called. */
static void
add_address(struct buf *text, const struct entry *e, const struct field *f,
    size_t cell)
{
	char name[SHEET_CELL_SIZE], shown[ECHO_SIZE];

	if (e->origin == NULL || (cell == 0 && (!e->origin->sheet ||
	    f == NULL)))
		return;
	if (cell == 0)
		buf_addf(text, _(" (no column \"%.*s\")"),
		    STR(f->label[LANG_DA]));
	else if (e->origin->sheet)
		buf_addf(text, _(" (cell %s, column \"%s\")"),
		    sheet_cell_name(name, cell, e->row->excel),
		    echo(e->origin->header[cell - 1], shown));
	else
		buf_addf(text, _(" (column %.*s)"),
		    STR(e->origin->header[cell - 1]));
}

static struct str
typed_text(const struct entry *e, size_t field)
{
	return e->typed != NULL ? e->typed[field] : e->value[field];
}

/* A broken row that came back in one cell may hold a name: no id, number, date
 * or code does so. */
static bool
is_whole_row(struct str typed)
{
	enum { SHORT = 15 };
	size_t commas = 0, marks = 0;

	for (size_t i = 0; i < typed.len; i++) {
		marks += strchr(";\"\t", typed.p[i]) != NULL;
		commas += typed.p[i] == ',';
	}
	return typed.len > SHORT && (marks > 0 || commas > 1);
}

static void
entry_tell(struct batch *b, enum diag_level level, const struct entry *e,
    size_t field, struct str typed, const char *why)
{
	const struct field *f = &e->kind->field[field];
	const struct origin *o = e->origin;
	size_t cell = o != NULL && o->cell != NULL ? o->cell[field] : 0;
	bool sheet = o != NULL && o->sheet;
	struct loc loc = { e->row->source->file, e->at != NULL ? e->at[field] :
	    e->row->line, sheet ? cell : 0 };
	char shown[ECHO_SIZE], name[SHEET_CELL_SIZE] = "";
	struct buf text = { 0 };

	buf_add_str(&text, f->name);
	if (typed.len > 0 && value_may_be_shown(f) && !is_whole_row(typed))
		buf_addf(&text, " \"%s\"", echo(typed, shown));
	buf_addf(&text, " %s", why);
	if (level == DIAG_ERROR) {
		if (sheet && cell > 0)
			sheet_cell_name(name, cell, e->row->excel);
		add_remark(b, e->row, name, buf_text(&text));
	}
	add_address(&text, e, typed.len == 0 ? f : NULL, cell);
	diag_add(b->reg->diag, level, loc, "%s", buf_text(&text));
	buf_release(&text);
}

void
entry_error(struct batch *b, const struct entry *e, size_t field,
    struct str typed, const char *why)
{
	entry_tell(b, DIAG_ERROR, e, field, typed, why);
}

struct reporting {
	struct batch		*batch;
	const struct entry	*entry;
	const bool		*bad;
	bool			*failed;	/* by field */
};

static void
report(size_t field, const char *why, void *arg)
{
	struct reporting *r = arg;

	if (r->bad != NULL && r->bad[field])	/* told already */
		return;
	r->failed[field] = true;
	entry_error(r->batch, r->entry, field, typed_text(r->entry, field),
	    why);
}

/* A CPR number in free text. */
static void
report_cpr(size_t field, const char *why, void *arg)
{
	struct buf text = { 0 };

	buf_addf(&text, _("%s; --allow-cpr takes it"), why);
	report(field, buf_text(&text), arg);
	buf_release(&text);
}

/* An open list takes a code that nobody has listed; but it may be a slip, and
 * then its records would be a series of their own. */
static void
tell_unlisted(struct batch *b, const struct entry *e, size_t field,
    struct str value)
{
	const struct field *f = &e->kind->field[field];
	const struct list *list = list_find(&b->reg->defs->lists, f->values);
	struct str detail, code = str_cut(value, '.', &detail);
	struct buf why = { 0 };
	size_t before = b->unlisted.n;
	const char *near;

	if (code_find(list, code) != NULL || code_find(list, value) != NULL ||
	    intern_add(&b->unlisted, code) < before)
		return;
	near = code_nearest(list, code);
	buf_addf(&why, _("is not in the list %.*s; it is taken as a new code"),
	    STR(list->name));
	if (near != NULL)
		buf_addf(&why, _(" (did you mean \"%s\"?)"), near);
	/* Of several codes only this one. */
	entry_tell(b, DIAG_WARNING, e, field, f->type == TYPE_CODES ? value :
	    typed_text(e, field), buf_text(&why));
	buf_release(&why);
}

/* Each code of a field that may hold several. */
static void
look_for_unlisted(struct batch *b, const struct entry *e, size_t field)
{
	struct str rest = e->value[field];

	while (rest.len > 0)
		tell_unlisted(b, e, field,
		    e->kind->field[field].type == TYPE_CODES ?
		    str_cut(rest, ',', &rest) : str_cut(rest, '\0', &rest));
}

/* ------------------------------------------------------------- taking -- */

/* Copies a record; what could not be read, or is not legal, is left empty. */
static struct entry *
keep(struct batch *b, const struct entry *e, const bool *failed)
{
	const struct kind *k = e->kind;
	struct entry *kept;

	b->entry = mem_grow(b->entry, b->n, &b->cap, sizeof(*b->entry));
	kept = &b->entry[b->n++];
	*kept = *e;
	kept->first = b->n - 1;
	kept->typed = NULL;
	kept->at = NULL;
	kept->value = arena_alloc(&b->arena, k->n * sizeof(struct str));
	kept->failed = arena_alloc(&b->arena, k->n * sizeof(*failed));
	memcpy(kept->failed, failed, k->n * sizeof(*failed));
	for (size_t i = 0; i < k->n; i++) {
		if (failed[i])
			kept->value[i] = (struct str){ "", 0 };
		else if (e->value[i].len > 0)
			kept->value[i] = arena_str(&b->arena, e->value[i]);
		else
			kept->value[i] = e->value[i];
		kept->keyless |= failed[i] && k->field[i].key;
	}
	return kept;
}

void
batch_add(struct batch *b, const struct entry *e, const bool *bad)
{
	const struct kind *k = e->kind;
	bool *failed = mem_alloc(k->n * sizeof(*failed));
	struct reporting r = { .batch = b, .entry = e, .bad = bad,
	    .failed = failed };

	/* What it lacks may be stored: that is seen by batch_check(). */
	record_check(b->reg->defs, k, e->value, false, report, &r);
	if (!b->allow_cpr)
		record_cpr(k, e->value, report_cpr, &r);
	for (size_t i = 0; i < k->n; i++) {
		const struct field *f = &k->field[i];

		failed[i] = failed[i] || (bad != NULL && bad[i]);
		if (f->values.len > 0 && f->match != NULL && !failed[i] &&
		    e->value[i].len > 0)
			look_for_unlisted(b, e, i);
	}
	keep(b, e, failed);
	free(failed);
}

void
batch_add_checked(struct batch *b, const struct entry *e)
{
	bool *failed = mem_alloc(e->kind->n * sizeof(*failed));

	batch_shelf(b, e->kind);
	keep(b, e, failed)->state = ENTRY_NEW;
	free(failed);
}
