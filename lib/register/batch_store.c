#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "define/record.h"
#include "register/batch_private.h"
#include "register/log.h"

/* ------------------------------------------------------------ changes -- */

/* Returns how many lines that were. */
static size_t
each_field(const struct entry *e, struct change_line *line, change_fn *fn,
    void *arg)
{
	const struct kind *k = e->kind;
	size_t n = 0;

	for (size_t i = 0; i < k->n; i++) {
		struct str old = e->was != NULL ? e->was[i] :
		    (struct str){ "", 0 };

		if (str_eq(old, e->value[i]) ||
		    (e->was == NULL && k->field[i].key))
			continue;
		line->op = e->was == NULL ? "add" :
		    e->value[i].len == 0 ? "clear" : "change";
		line->field = k->field[i].name;
		line->old = old;
		line->new = e->value[i];
		fn(line, arg);
		n++;
	}
	return n;
}

void
batch_changes(const struct batch *b, bool fields, change_fn *fn, void *arg)
{
	struct buf key = { 0 };

	for (size_t i = 0; i < b->n; i++) {
		const struct entry *e = &b->entry[i];
		struct change_line line = { .op = "add", .entry = e };

		if (e->state == ENTRY_SAME || !entry_counts(e))
			continue;
		buf_clear(&key);
		log_key(e->kind, e->value, &key);
		line.key = buf_str(&key);
		if ((e->state == ENTRY_NEW && !fields) ||
		    each_field(e, &line, fn, arg) == 0)
			fn(&line, arg);
	}
	buf_release(&key);
}

static void
log_change(const struct change_line *change, void *arg)
{
	const struct source_row *row = change->entry->row;
	struct buf name = { 0 }, source = { 0 };

	if (row->source->file != NULL) {
		echo_whole(&name, str_of(row->source->file));
		tsv_escape(&source, buf_str(&name));
		buf_addf(&source, ":%zu", row->line);
	}
	log_add(arg, &(struct log_line){ .op = change->op,
	    .kind = change->entry->kind->name, .key = change->key,
	    .field = change->field, .old = change->old, .new = change->new,
	    .source = buf_str(&source) });
	buf_release(&name);
	buf_release(&source);
}

/* ------------------------------------------------------------- tables -- */

/* A stored table that lacks a column this kind has now cannot take a record
 * that fills it. */
static bool
fits_stored(const struct batch *b, const struct shelf *s, const struct entry *e)
{
	const struct kind *k = s->kind;

	for (size_t i = 0; s->stored.exists && i < k->n; i++)
		if (s->stored.column[i] == s->stored.stored_columns &&
		    e->value[i].len > 0) {
			diag_add(b->reg->diag, DIAG_FAILURE,
			    (struct loc){ .file = b->reg->dir },
			    _("%.*s.tsv has no column %.*s: add it to "
			    "the header and to every line first"),
			    STR(k->table), STR(k->field[i].name));
			return false;
		}
	return true;
}

/* The row in the order of the stored header; a new table is ordered as its
 * kind.  Columns that the kind does not know keep what is stored. */
static void
add_row(const struct shelf *s, const struct entry *e, struct str stored,
    struct buf *rows)
{
	const struct kind *k = s->kind;
	size_t n = s->stored.exists ? s->stored.stored_columns : k->n;

	for (size_t c = 0; c < n; c++) {
		size_t i = s->stored.exists ?
		    kind_field(k, s->stored.stored_name[c].p) : c;
		struct str cell = str_cut(stored, '\t', &stored);

		if (c > 0)
			buf_addc(rows, '\t');
		buf_add_str(rows, i < k->n ? e->value[i] : cell);
	}
	buf_addc(rows, '\n');
}

static void
add_header(const struct kind *k, struct buf *rows)
{
	for (size_t i = 0; i < k->n; i++) {
		if (i > 0)
			buf_addc(rows, '\t');
		buf_add_str(rows, k->field[i].name);
	}
	buf_addc(rows, '\n');
}

/* The whole table as it is stored. */
static bool
read_table(struct batch *b, const char *name, struct buf *text)
{
	uint64_t length = 0;
	int fd = store_read(b->reg->store, name, &length, b->reg->diag);
	ssize_t n = 1;

	if (fd < 0)
		return false;
	buf_reserve(text, (size_t)length);
	while (text->len < length && n > 0) {
		n = read(fd, text->p + text->len, (size_t)length - text->len);
		if (n < 0 && errno == EINTR)
			n = 1;
		else if (n > 0)
			text->len += (size_t)n;
	}
	close(fd);
	if (text->len == length)
		return true;
	diag_errno(b->reg->diag, reg_path(b->reg, name));
	return false;
}

static int
by_record(const void *a, const void *b)
{
	const struct entry *x = *(const struct entry *const *)a;
	const struct entry *y = *(const struct entry *const *)b;

	return (x->record > y->record) - (x->record < y->record);
}

/* The stored rows, with the changed ones in their places. */
static bool
rewrite(struct batch *b, const struct shelf *s, const char *name,
    const struct entry **changed, size_t n, struct buf *rows)
{
	struct buf text = { 0 };
	bool ok = read_table(b, name, &text);
	size_t at = 0;

	qsort(changed, n, sizeof(*changed), by_record);
	for (size_t i = 0; ok && i < n; i++) {
		size_t from = s->stored.at[changed[i]->record].offset;
		size_t len = s->stored.at[changed[i]->record].len;

		buf_add(rows, text.p + at, from - at);
		add_row(s, changed[i], (struct str){ text.p + from, len },
		    rows);
		at = from + len + 1;
	}
	if (ok)
		buf_add(rows, text.p + at, text.len - at);
	buf_release(&text);
	return ok;
}

/* Hands the rows of one kind to the store. */
static bool
prepare_shelf(struct batch *b, const struct shelf *s)
{
	const struct entry **changed = mem_array(NULL, b->n, sizeof(*changed));
	struct buf rows = { 0 }, added = { 0 }, name = { 0 };
	size_t n = 0, n_new = 0;
	bool ok = true;

	buf_addf(&name, "%.*s.tsv", STR(s->kind->table));
	for (size_t i = 0; ok && i < b->n; i++) {
		const struct entry *e = &b->entry[i];

		if (e->kind != s->kind || !entry_counts(e) ||
		    e->state == ENTRY_SAME)
			continue;
		ok = fits_stored(b, s, e);
		if (e->state == ENTRY_CHANGED) {
			changed[n++] = e;
			continue;
		}
		if (n_new++ == 0 && !s->stored.exists)
			add_header(s->kind, &added);
		add_row(s, e, (struct str){ "", 0 }, &added);
	}
	if (ok && n > 0)
		ok = rewrite(b, s, name.p, changed, n, &rows);
	buf_add_str(&rows, buf_str(&added));
	if (ok && n > 0)
		store_replace(b->reg->store, name.p, buf_str(&rows));
	else if (ok && rows.len > 0)
		store_append(b->reg->store, name.p, buf_str(&rows));
	buf_release(&rows);
	buf_release(&added);
	buf_release(&name);
	free(changed);
	return ok;
}

bool
batch_prepare(struct batch *b)
{
	struct log log;

	/* A table that could not be read looks as if it were not there. */
	if (diag_status(b->reg->diag) >= 2)
		return false;
	for (size_t i = 0; i < b->reg->defs->kinds.n; i++)
		if (b->shelf[i] != NULL && !prepare_shelf(b, b->shelf[i]))
			return false;
	log_init(&log, b->reg);
	batch_changes(b, false, log_change, &log);
	log_append(&log);
	return diag_status(b->reg->diag) < 2;
}

bool
batch_store(struct batch *b)
{
	return batch_prepare(b) &&
	    store_commit(b->reg->store, b->reg->diag);
}
