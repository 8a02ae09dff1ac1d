#include "register/index.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/num.h"
#include "define/record.h"

size_t *
index_columns(const struct kind *k, const struct tsv *t)
{
	size_t *column = mem_array(NULL, k->n, sizeof(*column));

	for (size_t i = 0; i < k->n; i++)
		column[i] = tsv_column(t, k->field[i].name.p);
	return column;
}

void
index_row(const struct kind *k, const struct tsv *t, const size_t *column,
    struct str *value)
{
	for (size_t i = 0; i < k->n; i++)
		value[i] = column[i] < t->n ? tsv_field(t, column[i]) :
		    (struct str){ "", 0 };
}

/* What a record says in those fields, TABs between. */
static void
projection_text(const struct kind *k, const bool *field,
    const struct str *value, struct buf *out)
{
	for (size_t i = 0; i < k->n; i++)
		if (field[i]) {
			buf_add_str(out, value[i]);
			buf_addc(out, '\t');
		}
}

/* N000123 -> 123; what other ids look like does not matter. */
void
index_note_id(struct index *x, struct str id)
{
	struct str prefix = x->kind->field[kind_assigned(x->kind)].meaning;
	uint64_t n;

	if (id.len <= prefix.len || !str_starts(id, prefix.p))
		return;
	id = (struct str){ id.p + prefix.len, id.len - prefix.len };
	if (num_count(id, UINT64_C(999999999999999), &n) && n >= x->next_id)
		x->next_id = n + 1;
}

static void
add_record(struct index *x, const struct tsv *t, const struct str *value)
{
	size_t assigned = kind_assigned(x->kind);

	if (assigned < x->kind->n)
		index_note_id(x, value[assigned]);
	x->at = mem_grow(x->at, x->n, &x->cap, sizeof(*x->at));
	x->at[x->n].offset = t->offset;
	x->at[x->n].len = (uint32_t)tsv_row(t).len;
	x->at[x->n].line = (uint32_t)t->line;
	x->n++;
}

static void
note_header(struct index *x, const struct tsv *t)
{
	x->exists = true;
	x->stored_columns = t->n;
	x->column = index_columns(x->kind, t);
	x->stored_name = mem_array(NULL, t->n, sizeof(*x->stored_name));
	for (size_t i = 0; i < t->n; i++)
		x->stored_name[i] = arena_str(&x->arena, t->name[i]);
}

static void
read_rows(struct index *x, struct tsv *t, again_fn *again, void *arg)
{
	struct str *value = mem_array(NULL, x->kind->n, sizeof(*value));
	struct buf key = { 0 };

	while (tsv_next(t)) {
		uint32_t no;

		index_row(x->kind, t, x->column, value);
		buf_clear(&key);
		record_key(x->kind, value, &key);
		no = intern_add(&x->keys, buf_str(&key));
		if (no == x->n)
			add_record(x, t, value);
		else if (again != NULL)
			again(t, x->at[no].line, buf_str(&key), arg);
	}
	buf_release(&key);
	free(value);
}

bool
index_load(struct index *x, struct reg *r, const struct kind *k,
    again_fn *again, void *arg)
{
	size_t failures = r->diag->count[DIAG_FAILURE];
	struct tsv t;

	*x = (struct index){ .kind = k, .fd = -1, .next_id = 1 };
	if (reg_table(r, k, &t)) {
		note_header(x, &t);
		read_rows(x, &t, again, arg);
		x->fd = t.fd;
		t.close_fd = false;
	}
	tsv_close(&t);
	return r->diag->count[DIAG_FAILURE] == failures;
}

void
index_release(struct index *x)
{
	intern_release(&x->keys);
	arena_release(&x->arena);
	free(x->at);
	free(x->column);
	free(x->stored_name);
	if (x->fd >= 0)
		close(x->fd);
	*x = (struct index){ .fd = -1 };
}

size_t
index_find(const struct index *x, struct str key)
{
	uint32_t no = intern_find(&x->keys, key);

	return no == INTERN_NONE ? x->n : no;
}

static void
project_row(const struct index *x, const struct tsv *t, struct str *value,
    struct projection *p, size_t record)
{
	struct buf text = { 0 };
	size_t before = p->texts.n;

	index_row(x->kind, t, x->column, value);
	projection_text(x->kind, p->field, value, &text);
	if (intern_add(&p->texts, buf_str(&text)) == before) {
		p->record = mem_grow(p->record, before, &p->cap,
		    sizeof(*p->record));
		p->record[before] = (uint32_t)record;
	}
	buf_release(&text);
}

bool
index_project(const struct index *x, struct reg *r, struct projection *p)
{
	size_t failures = r->diag->count[DIAG_FAILURE], record = 0;
	struct str *value = mem_array(NULL, x->kind->n, sizeof(*value));
	struct tsv t;

	if (reg_table(r, x->kind, &t))
		while (tsv_next(&t)) {
			/* A second record with a key is none in the index. */
			if (record < x->n && x->at[record].line == t.line)
				project_row(x, &t, value, p, record++);
		}
	tsv_close(&t);
	free(value);
	return r->diag->count[DIAG_FAILURE] == failures;
}

void
projection_release(struct projection *p)
{
	intern_release(&p->texts);
	free(p->record);
	*p = (struct projection){ 0 };
}

size_t
projection_find(const struct projection *p, const struct index *x,
    const struct str *value)
{
	struct buf text = { 0 };
	uint32_t no;

	projection_text(x->kind, p->field, value, &text);
	no = intern_find(&p->texts, buf_str(&text));
	buf_release(&text);
	return no == INTERN_NONE ? x->n : p->record[no];
}

static bool
read_at(int fd, char *p, size_t len, uint64_t offset)
{
	for (size_t got = 0; got < len;) {
		ssize_t n = pread(fd, p + got, len - got,
		    (off_t)(offset + got));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		got += (size_t)n;
	}
	return true;
}

bool
index_record(const struct index *x, size_t record, struct str *value,
    struct buf *hold)
{
	struct str *cell, rest;

	buf_clear(hold);
	buf_reserve(hold, x->at[record].len);
	if (!read_at(x->fd, hold->p, x->at[record].len, x->at[record].offset))
		return false;
	hold->len = x->at[record].len;
	hold->p[hold->len] = '\0';
	cell = mem_array(NULL, x->stored_columns, sizeof(*cell));
	rest = buf_str(hold);
	for (size_t i = 0; i < x->stored_columns; i++)
		cell[i] = str_cut(rest, '\t', &rest);
	for (size_t i = 0; i < x->kind->n; i++)
		value[i] = x->column[i] < x->stored_columns ?
		    cell[x->column[i]] : (struct str){ "", 0 };
	free(cell);
	return true;
}
