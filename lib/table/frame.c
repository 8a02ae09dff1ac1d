#include "table/frame.h"

#include <stdlib.h>

static void
add_row(struct frame *f, const struct tsv *t)
{
	f->cell = mem_grow(f->cell, f->rows, &f->cap,
	    f->n * sizeof(*f->cell));
	for (size_t i = 0; i < f->n; i++)
		f->cell[f->rows * f->n + i] = arena_str(&f->arena,
		    tsv_field(t, i));
	f->rows++;
}

/* The columns of a key; both are one where it is of one.  False, told. */
static bool
find_key(const struct tsv *t, const char *key, size_t column[2])
{
	struct str name = { 0 }, rest = str_of(key);

	for (int i = 0; i < 2; i++) {
		name = rest.len > 0 ? str_cut(rest, ',', &rest) : name;
		for (column[i] = 0; column[i] < t->n &&
		    !str_eq(t->name[column[i]], name);)
			column[i]++;
		if (column[i] == t->n) {
			tsv_missing_column(t, key);
			return false;
		}
	}
	return true;
}

static struct str
key_of(const struct tsv *t, const size_t column[2], struct buf *joined)
{
	if (column[0] == column[1])
		return tsv_field(t, column[0]);
	buf_clear(joined);
	buf_add_str(joined, tsv_field(t, column[0]));
	buf_addc(joined, '\t');
	buf_add_str(joined, tsv_field(t, column[1]));
	return buf_str(joined);
}

bool
frame_read(struct frame *f, struct tsv *t, const char *key)
{
	size_t column[2] = { 0 };
	struct buf joined = { 0 };

	*f = (struct frame){ .n = t->n };
	if (key != NULL && !find_key(t, key, column))
		return false;
	f->name = mem_array(NULL, f->n, sizeof(*f->name));
	for (size_t i = 0; i < f->n; i++)
		f->name[i] = arena_str(&f->arena, t->name[i]);
	while (tsv_next(t)) {
		/* A key's number is its row: no second row for a key. */
		if (key != NULL &&
		    intern_add(&f->keys, key_of(t, column, &joined)) !=
		    f->rows) {
			if (f->again_line == 0)
				f->again_line = t->line;
			continue;
		}
		add_row(f, t);
	}
	buf_release(&joined);
	return !t->malformed;
}

void
frame_release(struct frame *f)
{
	free(f->name);
	free(f->cell);
	intern_release(&f->keys);
	arena_release(&f->arena);
	*f = (struct frame){ 0 };
}

size_t
frame_column(const struct frame *f, const char *name)
{
	size_t i = 0;

	while (i < f->n && !str_is(f->name[i], name))
		i++;
	return i;
}

struct str
frame_cell(const struct frame *f, size_t row, size_t column)
{
	if (column >= f->n || row >= f->rows)
		return (struct str){ "", 0 };
	return f->cell[row * f->n + column];
}

size_t
frame_find(const struct frame *f, struct str key)
{
	uint32_t row = intern_find(&f->keys, key);

	return row == INTERN_NONE ? f->rows : row;
}
