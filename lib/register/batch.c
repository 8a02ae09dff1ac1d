#include "register/batch.h"

#include <stdlib.h>

#include "base/mem.h"
#include "define/record.h"
#include "define/value.h"
#include "register/log.h"
#include "table/sheet.h"

void
batch_init(struct batch *b, struct reg *r, const struct kind *k)
{
	*b = (struct batch){ .reg = r, .kind = k, .stored = { .fd = -1 } };
}

void
batch_release(struct batch *b)
{
	index_release(&b->stored);
	intern_release(&b->unlisted);
	arena_release(&b->arena);
	free(b->entry);
	*b = (struct batch){ .stored = { .fd = -1 } };
}

/* ----------------------------------------------------------- findings -- */

/* " (cell C7, column "Trivsel barn")" */
static void
add_address(struct buf *text, const struct entry *e, size_t cell)
{
	char name[SHEET_CELL_SIZE], shown[ECHO_SIZE];

	if (cell == 0)
		return;
	if (e->origin->sheet)
		buf_addf(text, _(" (cell %s, column \"%s\")"),
		    sheet_cell_name(name, cell, e->excel),
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

static void
entry_tell(struct diag *d, enum diag_level level, const struct kind *k,
    const struct entry *e, size_t field, struct str typed, const char *why)
{
	const struct field *f = &k->field[field];
	size_t cell = e->origin->cell != NULL ? e->origin->cell[field] : 0;
	struct loc loc = { e->origin->file, e->at != NULL ? e->at[field] :
	    e->line, e->origin->sheet ? cell : 0 };
	struct buf text = { 0 };
	char shown[ECHO_SIZE];

	buf_add_str(&text, f->name);
	if (typed.len > 0 && value_may_be_shown(f))
		buf_addf(&text, " \"%s\"", echo(typed, shown));
	buf_addf(&text, " %s", why);
	add_address(&text, e, cell);
	diag_add(d, level, loc, "%s", buf_text(&text));
	buf_release(&text);
}

void
entry_finding(struct diag *d, const struct kind *k, const struct entry *e,
    size_t field, struct str typed, const char *why)
{
	entry_tell(d, DIAG_ERROR, k, e, field, typed, why);
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
	entry_finding(r->batch->reg->diag, r->batch->kind, r->entry, field,
	    typed_text(r->entry, field), why);
}

/* An open list takes a code that nobody has listed; but it may be a slip, and
 * then its records would be a series of their own. */
static void
tell_unlisted(struct batch *b, const struct entry *e, size_t field)
{
	const struct field *f = &b->kind->field[field];
	const struct list *list = list_find(&b->reg->defs->lists, f->values);
	struct str detail, code = str_cut(e->value[field], '.', &detail);
	struct buf why = { 0 };
	size_t before = b->unlisted.n;
	const char *near;

	if (code_find(list, code) != NULL ||
	    code_find(list, e->value[field]) != NULL ||
	    intern_add(&b->unlisted, code) < before)
		return;
	near = code_nearest(list, code);
	buf_addf(&why, _("is not in the list %.*s; it is taken as a new code"),
	    STR(list->name));
	if (near != NULL)
		buf_addf(&why, _(" (did you mean \"%s\"?)"), near);
	entry_tell(b->reg->diag, DIAG_WARNING, b->kind, e, field,
	    typed_text(e, field), buf_text(&why));
	buf_release(&why);
}

/* ------------------------------------------------------------- taking -- */

/* Copies a record; what could not be read, or is not legal, is left empty. */
static struct entry *
keep(struct batch *b, const struct entry *e, const bool *failed)
{
	struct entry *kept;

	b->entry = mem_grow(b->entry, b->n, &b->cap, sizeof(*b->entry));
	kept = &b->entry[b->n++];
	*kept = *e;
	kept->typed = NULL;
	kept->at = NULL;
	kept->value = arena_alloc(&b->arena, b->kind->n * sizeof(struct str));
	for (size_t i = 0; i < b->kind->n; i++)
		kept->value[i] = e->value[i].len == 0 || failed[i] ?
		    (struct str){ "", 0 } :
		    arena_str(&b->arena, e->value[i]);
	return kept;
}

bool
batch_add(struct batch *b, const struct entry *e, const bool *bad)
{
	size_t n = b->kind->n;
	bool *failed = mem_alloc(n * sizeof(*failed)), ok;
	struct reporting r = { .batch = b, .entry = e, .bad = bad,
	    .failed = failed };

	ok = record_check(b->reg->defs, b->kind, e->value, report, &r);
	for (size_t i = 0; i < n; i++) {
		const struct field *f = &b->kind->field[i];

		failed[i] = failed[i] || (bad != NULL && bad[i]);
		ok = ok && !failed[i];
		if (f->values.len > 0 && f->match != NULL && !failed[i] &&
		    e->value[i].len > 0)
			tell_unlisted(b, e, i);
	}
	keep(b, e, failed)->state = ok ? ENTRY_NEW : ENTRY_REFUSED;
	free(failed);
	return ok;
}

/* ----------------------------------------------------------- checking -- */

static void
tell_twice(struct batch *b, const struct entry *e, const struct entry *other,
    struct str key)
{
	size_t field = kind_first_key(b->kind);
	struct buf why = { 0 }, shown = { 0 };

	record_key_shown(key, &shown);
	if (other->origin->file != NULL)
		buf_addf(&why, _("has a key that %s line %zu has too: %s"),
		    other->origin->file, other->line, buf_text(&shown));
	else
		buf_addf(&why, _("has a key that is there twice: %s"),
		    buf_text(&shown));
	entry_finding(b->reg->diag, b->kind, e, field, (struct str){ 0 },
	    buf_text(&why));
	buf_release(&why);
	buf_release(&shown);
}

/* A field that the record fills and the stored one holds otherwise; kind->n if
 * there is none.  A field left blank says nothing against what is stored. */
static size_t
differing(const struct kind *k, const struct str *value,
    const struct str *stored)
{
	size_t i = 0;

	while (i < k->n && (value[i].len == 0 || str_eq(value[i], stored[i])))
		i++;
	return i;
}

static void
tell_conflict(struct batch *b, const struct entry *e, size_t field,
    struct str stored, size_t line)
{
	const struct field *f = &b->kind->field[field];
	struct buf why = { 0 };
	char shown[ECHO_SIZE];

	buf_addf(&why, _("is not what is stored under this key in %.*s.tsv "
	    "line %zu"), STR(b->kind->table), line);
	if (value_may_be_shown(f))
		buf_addf(&why, _(": there it is \"%s\""),
		    echo(stored, shown));
	entry_finding(b->reg->diag, b->kind, e, field, e->value[field],
	    buf_text(&why));
	buf_release(&why);
}

static void
compare(struct batch *b, struct entry *e, size_t record)
{
	struct str *stored = mem_array(NULL, b->kind->n, sizeof(*stored));
	struct buf hold = { 0 };
	size_t field;

	if (!index_record(&b->stored, record, stored, &hold))
		diag_errno(b->reg->diag, b->reg->dir);
	else {
		field = differing(b->kind, e->value, stored);
		if (field < b->kind->n)
			tell_conflict(b, e, field, stored[field],
			    b->stored.at[record].line);
		e->state = ENTRY_SAME;
	}
	buf_release(&hold);
	free(stored);
}

/* The records of the batch itself, by key and, of those that came without an
 * id, by everything else in them. */
struct own {
	struct intern	 keys;
	uint32_t	*entry;		/* by number of key */
	size_t		 entry_cap;
	struct intern	 contents;
	struct str	*id;		/* by number of contents */
	size_t		 id_cap;
};

/* A record without an id of its own: it is the same as one with equal contents
 * that is stored or came before it; else it gets the next id. */
static void
assign(struct batch *b, struct own *own, struct entry *e, size_t field)
{
	struct str prefix = b->kind->field[field].meaning;
	struct buf text = { 0 };
	size_t before = own->contents.n, record;
	uint32_t no;

	index_contents(b->kind, e->value, &text);
	record = index_find_contents(&b->stored, buf_str(&text));
	no = intern_add(&own->contents, buf_str(&text));
	buf_clear(&text);
	if (no == before)
		own->id = mem_grow(own->id, no, &own->id_cap,
		    sizeof(*own->id));
	if (record < b->stored.n) {
		e->state = ENTRY_SAME;
		own->id[no] = b->stored.keys.text[record];
	} else if (no < before)
		e->state = ENTRY_SAME;
	else {
		buf_addf(&text, "%.*s%06llu", STR(prefix),
		    (unsigned long long)b->stored.next_id++);
		own->id[no] = arena_str(&b->arena, buf_str(&text));
	}
	e->value[field] = own->id[no];
	buf_release(&text);
}

static void
check_key(struct batch *b, struct own *own, size_t i, struct buf *key)
{
	struct entry *e = &b->entry[i];
	size_t before = own->keys.n, record;
	uint32_t no;

	buf_clear(key);
	record_key(b->kind, e->value, key);
	no = intern_add(&own->keys, buf_str(key));
	if (no < before) {
		tell_twice(b, e, &b->entry[own->entry[no]], buf_str(key));
		return;
	}
	own->entry = mem_grow(own->entry, no, &own->entry_cap,
	    sizeof(*own->entry));
	own->entry[no] = (uint32_t)i;
	record = index_find(&b->stored, buf_str(key));
	if (record < b->stored.n)
		compare(b, e, record);
}

/* Keys: against the batch itself and against the register. */
static void
check_keys(struct batch *b, struct own *own)
{
	size_t assigned = kind_assigned(b->kind);
	struct buf key = { 0 };

	for (size_t i = 0; assigned < b->kind->n && i < b->n; i++)
		index_note_id(&b->stored, b->entry[i].value[assigned]);
	for (size_t i = 0; i < b->n; i++) {
		struct entry *e = &b->entry[i];

		if (e->state == ENTRY_REFUSED)
			continue;
		if (assigned < b->kind->n && e->value[assigned].len == 0)
			assign(b, own, e, assigned);
		if (e->state == ENTRY_NEW)
			check_key(b, own, i, &key);
	}
	buf_release(&key);
}

static void
tell_dangling(struct batch *b, const struct entry *e, size_t field,
    const struct kind *target, struct str key)
{
	struct buf why = { 0 }, shown = { 0 };

	record_key_shown(key, &shown);
	buf_addf(&why, _("is not in %.*s.tsv"), STR(target->table));
	if (!str_eq(key, e->value[field]))
		buf_addf(&why, _(" (looked for %s)"), buf_text(&shown));
	entry_finding(b->reg->diag, b->kind, e, field, e->value[field],
	    buf_text(&why));
	buf_release(&why);
	buf_release(&shown);
}

static void
check_refs(struct batch *b, size_t field, const struct kind *target,
    const struct index *there, const struct intern *own)
{
	struct buf key = { 0 };

	for (size_t i = 0; i < b->n; i++) {
		const struct entry *e = &b->entry[i];

		if (e->value[field].len == 0)
			continue;
		buf_clear(&key);
		record_ref_key(b->kind, e->value, field, target, &key);
		if (index_find(there, buf_str(&key)) == there->n &&
		    (target != b->kind ||
		    intern_find(own, buf_str(&key)) == INTERN_NONE))
			tell_dangling(b, e, field, target, buf_str(&key));
	}
	buf_release(&key);
}

static void
check_ref_field(struct batch *b, size_t field, const struct intern *own)
{
	const struct field *f = &b->kind->field[field];
	const struct kind *target = kind_find(&b->reg->defs->kinds, f->ref);
	struct index there;

	if (target == NULL)	/* a scale: checked with the value */
		return;
	if (target == b->kind)
		check_refs(b, field, target, &b->stored, own);
	else {
		if (index_load(&there, b->reg, target, NULL, NULL))
			check_refs(b, field, target, &there, own);
		index_release(&there);
	}
}

bool
batch_check(struct batch *b)
{
	size_t before = b->reg->diag->count[DIAG_ERROR];
	struct own own = { 0 };
	bool ok = index_load(&b->stored, b->reg, b->kind, NULL, NULL);

	if (ok)
		check_keys(b, &own);
	for (size_t i = 0; ok && i < b->kind->n; i++)
		if (b->kind->field[i].type == TYPE_REF)
			check_ref_field(b, i, &own.keys);
	intern_release(&own.keys);
	intern_release(&own.contents);
	free(own.entry);
	free(own.id);
	b->n_new = 0;
	for (size_t i = 0; i < b->n; i++)
		b->n_new += b->entry[i].state == ENTRY_NEW;
	return ok && b->reg->diag->count[DIAG_ERROR] == before &&
	    diag_status(b->reg->diag) < 2;
}

/* ------------------------------------------------------------ storing -- */

/* A stored table that lacks a column this kind has now cannot take a record
 * that fills it. */
static bool
fits_stored(struct batch *b)
{
	const struct kind *k = b->kind;

	for (size_t i = 0; b->stored.exists && i < k->n; i++) {
		if (b->stored.column[i] < b->stored.stored_columns)
			continue;
		for (size_t j = 0; j < b->n; j++)
			if (b->entry[j].value[i].len > 0) {
				diag_add(b->reg->diag, DIAG_FAILURE,
				    (struct loc){ .file = b->reg->dir },
				    _("%.*s.tsv has no column %.*s: add it to "
				    "the header and to every line first"),
				    STR(k->table), STR(k->field[i].name));
				return false;
			}
	}
	return true;
}

/* The row in the order of the stored header; a new table is ordered as its
 * kind. */
static void
add_row(const struct batch *b, const struct entry *e, struct buf *rows)
{
	const struct kind *k = b->kind;
	size_t n = b->stored.exists ? b->stored.stored_columns : k->n;

	for (size_t c = 0; c < n; c++) {
		size_t i = b->stored.exists ?
		    kind_field(k, b->stored.stored_name[c].p) : c;

		if (c > 0)
			buf_addc(rows, '\t');
		if (i < k->n)
			buf_add_str(rows, e->value[i]);
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

/* "case_id=S-0001 date=2026-03-04": the filled fields of the key. */
static void
add_log_key(const struct kind *k, const struct str *value, struct buf *out)
{
	for (size_t i = 0; i < k->n; i++) {
		if (!k->field[i].key || value[i].len == 0)
			continue;
		if (out->len > 0)
			buf_addc(out, ' ');
		buf_add_str(out, k->field[i].name);
		buf_addc(out, '=');
		buf_add_str(out, value[i]);
	}
}

static void
log_entry(struct log *log, const struct batch *b, const struct entry *e)
{
	struct buf key = { 0 }, source = { 0 };
	struct log_line line = { .op = "add", .kind = b->kind->name };

	add_log_key(b->kind, e->value, &key);
	if (e->origin->file != NULL) {
		tsv_escape(&source, str_of(e->origin->file));
		buf_addf(&source, ":%zu", e->line);
	}
	line.key = buf_str(&key);
	line.source = buf_str(&source);
	log_add(log, &line);
	buf_release(&key);
	buf_release(&source);
}

bool
batch_store(struct batch *b)
{
	struct buf rows = { 0 }, name = { 0 };
	struct log log;
	bool ok;

	if (b->n_new == 0)
		return true;
	if (!fits_stored(b))
		return false;
	log_init(&log, b->reg);
	if (!b->stored.exists)
		add_header(b->kind, &rows);
	for (size_t i = 0; i < b->n; i++)
		if (b->entry[i].state == ENTRY_NEW) {
			add_row(b, &b->entry[i], &rows);
			log_entry(&log, b, &b->entry[i]);
		}
	buf_addf(&name, "%.*s.tsv", STR(b->kind->table));
	store_append(b->reg->store, name.p, buf_str(&rows));
	log_append(&log);
	ok = store_commit(b->reg->store, b->reg->diag);
	buf_release(&rows);
	buf_release(&name);
	return ok;
}
