#include "register/blank.h"

#include <stdlib.h>

#include "base/mem.h"

/* What a column is filled in with: a field of the case, or of the other kind
 * of which each record makes a row. */
struct source {
	bool	is_case;
	size_t	column;
	bool	is_set;
};

struct blank {
	struct reg		*reg;
	const struct template	*t;
	const struct kind	*other;		/* NULL: a row for each case */
	struct frame		 cases, others;
	struct source		*source;	/* by column */
	struct str		*cell;
	blank_fn		*fn;
	void			*arg;
};

static const struct kind *
kind_of(const struct blank *b, struct str prefill, struct str *field)
{
	struct str name = str_cut(prefill, '.', field);

	return kind_find(&b->reg->defs->kinds, name);
}

static bool
wrong(const struct blank *b, const struct template_column *c)
{
	diag_add(b->reg->diag, DIAG_FAILURE, (struct loc){ 0 },
	    _("template %.*s, column \"%.*s\": \"%.*s\" is no field of a case "
	    "or of one other kind that has a case_id"), STR(b->t->name),
	    STR(c->heading[LANG_DA]), STR(c->prefill));
	return false;
}

/* The other kind that the template takes fields from. */
static bool
find_other(struct blank *b)
{
	for (size_t i = 0; i < b->t->n_columns; i++) {
		const struct template_column *c = &b->t->column[i];
		const struct kind *k;
		struct str field;

		if (!c->used || c->prefill.len == 0)
			continue;
		k = kind_of(b, c->prefill, &field);
		if (k == NULL || kind_field(k, field.p) == k->n)
			return wrong(b, c);
		if (str_is(k->name, "case"))
			continue;
		if ((b->other != NULL && b->other != k) ||
		    kind_field(k, "case_id") == k->n)
			return wrong(b, c);
		b->other = k;
	}
	return true;
}

static void
find_sources(struct blank *b)
{
	b->source = mem_alloc(b->t->n_columns * sizeof(*b->source));
	b->cell = mem_alloc(b->t->n_columns * sizeof(*b->cell));
	for (size_t i = 0; i < b->t->n_columns; i++) {
		struct str prefill = b->t->column[i].prefill, field;
		struct source *s = &b->source[i];

		if (prefill.len == 0)
			continue;
		s->is_set = true;
		s->is_case = str_is(kind_of(b, prefill, &field)->name, "case");
		s->column = frame_column(s->is_case ? &b->cases : &b->others,
		    field.p);
	}
}

static void
give(struct blank *b, size_t row, size_t other)
{
	for (size_t i = 0; i < b->t->n_columns; i++) {
		const struct source *s = &b->source[i];

		b->cell[i] = !s->is_set ? (struct str){ "", 0 } : s->is_case ?
		    frame_cell(&b->cases, row, s->column) :
		    other < b->others.rows ?
		    frame_cell(&b->others, other, s->column) :
		    (struct str){ "", 0 };
	}
	b->fn(b->cell, b->arg);
}

static bool
is_open(const struct frame *f, size_t row)
{
	return frame_cell(f, row, frame_column(f, "closed")).len == 0;
}

/* The records of each case, in the order of the table: first[case], and
 * next[record]. */
static void
give_others(struct blank *b, size_t row, const size_t *first,
    const size_t *next)
{
	bool any = false;

	for (size_t i = first[row]; i < b->others.rows; i = next[i]) {
		give(b, row, i);
		any = true;
	}
	if (!any)
		give(b, row, b->others.rows);
}

static uint32_t
number_of(struct intern *in, const struct frame *f, size_t row,
    const char *id)
{
	struct str cell[] = { frame_cell(f, row, frame_column(f, "case_id")),
	    frame_cell(f, row, frame_column(f, id)) };
	struct buf text = { 0 };
	uint32_t no = INTERN_NONE;

	if (cell[1].len > 0) {
		buf_join(&text, cell, 2);
		no = intern_add(in, buf_str(&text));
	}
	buf_release(&text);
	return no;
}

/* By record: has another of its case, a goal in new words, taken over?  The
 * caller frees it. */
static bool *
find_replaced(const struct frame *f, const struct kind *k)
{
	size_t own = k != NULL ? kind_id(k) : 0;

	bool *replaced = mem_alloc((f->rows + 1) * sizeof(*replaced));
	struct intern later = { 0 };
	size_t n;

	for (size_t i = 0; i < f->rows; i++)
		number_of(&later, f, i, "replaces");
	n = later.n;
	for (size_t i = 0; i < f->rows; i++)
		replaced[i] = k != NULL && own < k->n && number_of(&later, f,
		    i, k->field[own].name.p) < n;
	intern_release(&later);
	return replaced;
}

static void
give_all(struct blank *b, const struct frame *wanted)
{
	size_t rows = b->cases.rows, n = b->others.rows;
	size_t *first = mem_array(NULL, rows, sizeof(*first));
	size_t *next = mem_array(NULL, n, sizeof(*next));
	size_t id = frame_column(&b->cases, "case_id");
	size_t of = frame_column(&b->others, "case_id");
	bool *replaced = find_replaced(&b->others, b->other);

	for (size_t i = 0; i < rows; i++)
		first[i] = n;
	for (size_t i = n; i-- > 0;) {
		size_t row = frame_find(&b->cases, frame_cell(&b->others, i,
		    of));

		if (row == rows || replaced[i] || !is_open(&b->others, i))
			continue;
		next[i] = first[row];
		first[row] = i;
	}
	for (size_t i = 0; i < rows; i++)
		if (is_open(&b->cases, i) && frame_find(wanted,
		    frame_cell(&b->cases, i, id)) < wanted->rows)
			give_others(b, i, first, next);
	free(first);
	free(next);
	free(replaced);
}

bool
blank_rows(struct reg *r, const struct template *t,
    const struct frame *wanted, blank_fn *fn, void *arg)
{
	struct blank b = { .reg = r, .t = t, .fn = fn, .arg = arg };
	bool ok = find_other(&b) && reg_frame(r, "case", "case_id", &b.cases);

	if (ok && b.other != NULL)
		ok = reg_frame(r, b.other->name.p, NULL, &b.others);
	if (ok) {
		find_sources(&b);
		give_all(&b, wanted);
	}
	frame_release(&b.cases);
	frame_release(&b.others);
	free(b.source);
	free(b.cell);
	return ok;
}
