#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "define/record.h"
#include "define/value.h"
#include "register/batch_private.h"

/* ------------------------------------------------------------ shelves -- */

struct shelf *
batch_shelf(struct batch *b, const struct kind *k)
{
	struct shelf **place = &b->shelf[k - b->reg->defs->kinds.kind];
	struct shelf *s = *place;

	if (s != NULL)
		return s;
	s = mem_alloc(sizeof(*s));
	s->kind = k;
	*place = s;
	/* What could not be read is a failure, which is told: nothing will be
	 * stored, whatever is missing here. */
	index_load(&s->stored, b->reg, k, NULL, NULL);
	return s;
}

void
batch_release_shelves(struct batch *b)
{
	for (size_t i = 0; i < b->reg->defs->kinds.n; i++) {
		struct shelf *s = b->shelf[i];

		if (s == NULL)
			continue;
		index_release(&s->stored);
		intern_release(&s->keys);
		intern_release(&s->contents);
		free(s->first);
		free(s->accepted);
		free(s->holder);
		for (size_t j = 0; j < s->n_projections; j++)
			projection_release(&s->projection[j]);
		free(s->projection);
		free(s);
	}
}

bool
entry_counts(const struct entry *e)
{
	return !e->row->refused && !e->row->source->refused;
}

/* ------------------------------------------------------------ records -- */

struct wholeness {
	struct batch		*batch;
	const struct entry	*entry;
};

/* Of it, or of a field that it excludes, something was told already. */
static bool
was_told(const struct entry *e, size_t field)
{
	const struct kind *k = e->kind;
	struct str word = k->field[field].exclusive;

	for (size_t i = 0; i < k->n; i++)
		if (e->failed[i] && (i == field || (word.len > 0 &&
		    str_eq(k->field[i].exclusive, word))))
			return true;
	return false;
}

/* As a whole, perhaps with what is stored. */
static void
report(size_t field, const char *why, void *arg)
{
	struct wholeness *w = arg;

	if (!was_told(w->entry, field))
		entry_error(w->batch, w->entry, field, w->entry->value[field],
		    why);
}

static void
check_whole(struct batch *b, const struct entry *e)
{
	struct wholeness w = { b, e };

	record_check(b->reg->defs, e->kind, e->value, true, report, &w);
}

/* --------------------------------------------------------------- keys -- */

static void
tell_twice(struct batch *b, const struct entry *e, const struct entry *other,
    struct str key)
{
	const struct source_row *there = other->row;
	struct buf why = { 0 }, shown = { 0 };

	record_key_shown(key, &shown);
	if (there->source->file != NULL)
		buf_addf(&why, _("has a key that %s line %zu has too: %s"),
		    there->source->file, there->line, buf_text(&shown));
	else
		buf_addf(&why, _("has a key that is there twice: %s"),
		    buf_text(&shown));
	entry_error(b, e, kind_first_key(e->kind), (struct str){ 0 },
	    buf_text(&why));
	buf_release(&why);
	buf_release(&shown);
}

static bool
equal(const struct kind *k, const struct str *a, const struct str *b)
{
	for (size_t i = 0; i < k->n; i++)
		if (!str_eq(a[i], b[i]))
			return false;
	return true;
}

/* The fields by which a record without an id is known: those it fills, so that
 * it says nothing new where they are stored already; of one that was typed to
 * be added, all. */
static const bool *
fields_of(struct batch *b, const struct entry *e, size_t id)
{
	bool *field = arena_alloc(&b->arena, e->kind->n * sizeof(*field));

	for (size_t i = 0; i < e->kind->n; i++)
		field[i] = i != id && (!b->update || e->value[i].len > 0);
	return field;
}

static struct projection *
find_projection(struct batch *b, struct shelf *s, const bool *field)
{
	struct projection *p;

	for (size_t i = 0; i < s->n_projections; i++)
		if (memcmp(s->projection[i].field, field, s->kind->n *
		    sizeof(*field)) == 0)
			return &s->projection[i];
	s->projection = mem_grow(s->projection, s->n_projections,
	    &s->projections_cap, sizeof(*s->projection));
	p = &s->projection[s->n_projections++];
	*p = (struct projection){ .field = field };
	index_project(&s->stored, b->reg, p);
	return p;
}

/* A record without an id of its own: it is the same as one that is stored and
 * says as much, or as one with equal contents that came before it; else it gets
 * the next id. */
static void
assign(struct batch *b, struct shelf *s, struct entry *e, size_t field)
{
	struct str prefix = s->kind->field[field].meaning;
	const bool *fields = fields_of(b, e, field);
	size_t before = s->contents.n, record;
	struct buf text = { 0 };
	uint32_t no;

	record = projection_find(find_projection(b, s, fields), &s->stored,
	    e->value);
	for (size_t i = 0; i < s->kind->n; i++) {
		buf_add_str(&text, e->value[i]);
		buf_addc(&text, '\t');
	}
	no = intern_add(&s->contents, buf_str(&text));
	buf_clear(&text);
	if (no == before) {
		s->holder = mem_grow(s->holder, no, &s->holder_cap,
		    sizeof(*s->holder));
		s->holder[no] = (size_t)(e - b->entry);
	}
	if (record < s->stored.n) {
		e->state = ENTRY_SAME;
		e->value[field] = s->stored.keys.text[record];
	} else if (no < before) {
		e->first = s->holder[no];
		e->state = ENTRY_SAME;
		e->value[field] = b->entry[e->first].value[field];
	} else {
		buf_addf(&text, "%.*s%06llu", STR(prefix),
		    (unsigned long long)s->stored.next_id++);
		e->value[field] = arena_str(&b->arena, buf_str(&text));
	}
	buf_release(&text);
}

/* Its key among those of the batch. */
static void
note_key(struct batch *b, struct shelf *s, struct entry *e, struct buf *key)
{
	size_t before = s->keys.n;
	struct entry *first;

	buf_clear(key);
	record_key(s->kind, e->value, key);
	e->key_no = intern_add(&s->keys, buf_str(key));
	e->keyed = true;
	if (e->key_no == before) {
		s->first = mem_grow(s->first, before, &s->first_cap,
		    sizeof(*s->first));
		s->first[before] = (uint32_t)(e - b->entry);
		return;
	}
	first = &b->entry[s->first[e->key_no]];
	if (e->repeats && first->repeats &&
	    equal(s->kind, first->value, e->value)) {
		e->first = (size_t)(first - b->entry);
		e->state = ENTRY_SAME;
	}
}

/* Which record would it be?  One without an id is known by what it says. */
static void
refuse_clearing(struct batch *b, const struct entry *e, size_t id)
{
	const struct field *f = &e->kind->field[id];
	struct buf why = { 0 };

	buf_addf(&why, _("can only be cleared in a record that is named by "
	    "its %.*s"), STR(f->name));
	for (size_t i = 0; i < e->kind->n; i++)
		if (e->value[i].p == entry_cleared.p &&
		    e->kind->field[i].meaning.len == 0)
			entry_error(b, e, i, (struct str){ 0 },
			    buf_text(&why));
	buf_release(&why);
}

static void
check_keys(struct batch *b)
{
	struct buf key = { 0 };

	for (size_t i = 0; i < b->n; i++) {
		struct shelf *s = batch_shelf(b, b->entry[i].kind);
		size_t assigned = kind_assigned(s->kind);

		if (assigned < s->kind->n)
			index_note_id(&s->stored, b->entry[i].value[assigned]);
	}
	for (size_t i = 0; i < b->n; i++) {
		struct entry *e = &b->entry[i];
		struct shelf *s = batch_shelf(b, e->kind);
		size_t assigned = kind_assigned(s->kind);

		if (e->keyless)
			continue;
		if (assigned < s->kind->n && e->value[assigned].len == 0) {
			check_whole(b, e);
			e->checked = true;
			refuse_clearing(b, e, assigned);
			assign(b, s, e, assigned);
		}
		if (e->state == ENTRY_NEW)
			note_key(b, s, e, &key);
	}
	buf_release(&key);
}

static bool
has_failed(const struct entry *e)
{
	for (size_t i = 0; i < e->kind->n; i++)
		if (e->failed[i])
			return true;
	return false;
}

/* Where files are refused one by one, one that is refused anyway takes no other
 * with it: it may be the sheet that was sent again, mended.  Nor does what may
 * be said again and could not be read this time. */
static bool
has_a_say(const struct entry *e)
{
	return e->keyed && !e->row->source->refused &&
	    !(e->repeats && has_failed(e));
}

/* The same key twice is an error on both lines, but for what may be said again
 * and is equal. */
static void
check_twice(struct batch *b)
{
	for (size_t i = 0; i < b->n; i++) {
		struct entry *e = &b->entry[i], *other;
		struct shelf *s = batch_shelf(b, e->kind);

		if (!has_a_say(e))
			continue;
		other = &b->entry[s->first[e->key_no]];
		if (!has_a_say(other))
			s->first[e->key_no] = (uint32_t)i;
		else if (e->first != other->first) {
			b->entry[other->first].rival = e;
			b->entry[e->first].rival = other;
		}
	}
	/* Whoever says the same as one that has a rival has it, too. */
	for (size_t i = 0; i < b->n; i++) {
		const struct entry *e = &b->entry[i];
		const struct entry *rival = b->entry[e->first].rival;

		if (rival != NULL && has_a_say(e))
			tell_twice(b, e, rival, batch_shelf(b, e->kind)->
			    keys.text[e->key_no]);
	}
}

/* ----------------------------------------------------- what is stored -- */

/* Of the fields of which one may be filled, the one that a record fills takes
 * the place of what is stored in another. */
static bool
is_displaced(const struct kind *k, const struct str *value, size_t field)
{
	struct str word = k->field[field].exclusive;

	for (size_t i = 0; word.len > 0 && i < k->n; i++)
		if (i != field && value[i].len > 0 &&
		    str_eq(k->field[i].exclusive, word))
			return true;
	return false;
}

static void
tell_conflict(struct batch *b, const struct entry *e, size_t field,
    struct str stored)
{
	const struct kind *k = e->kind;
	struct shelf *s = batch_shelf(b, k);
	struct buf why = { 0 };
	char shown[ECHO_SIZE];

	buf_addf(&why, _("is not what is stored under this key in %.*s.tsv "
	    "line %u"), STR(k->table), s->stored.at[e->record].line);
	if (value_may_be_shown(&k->field[field]))
		buf_addf(&why, _(": there it is \"%s\""),
		    echo(stored, shown));
	buf_adds(&why, _("; fu-case set corrects it"));
	entry_error(b, e, field, e->value[field], buf_text(&why));
	buf_release(&why);
}

/* The record as it will be: a field left blank says nothing against what is
 * stored. */
static void
merge(struct batch *b, struct entry *e, const struct str *stored)
{
	const struct kind *k = e->kind;
	struct str *whole = arena_alloc(&b->arena, k->n * sizeof(*whole));

	e->was = arena_alloc(&b->arena, k->n * sizeof(*e->was));
	for (size_t i = 0; i < k->n; i++) {
		bool takes = e->value[i].len > 0 ||
		    e->value[i].p == entry_cleared.p ||
		    is_displaced(k, e->value, i);

		e->was[i] = arena_str(&b->arena, stored[i]);
		whole[i] = takes ? e->value[i] : e->was[i];
		if (str_eq(whole[i], e->was[i]))
			continue;
		e->state = ENTRY_CHANGED;
		if (!b->update && !e->failed[i])
			tell_conflict(b, e, i, stored[i]);
	}
	e->value = whole;
}

static void
compare(struct batch *b, struct shelf *s, struct entry *e)
{
	struct str *stored = mem_array(NULL, s->kind->n, sizeof(*stored));
	struct buf hold = { 0 };

	e->state = ENTRY_SAME;
	if (!index_record(&s->stored, e->record, stored, &hold))
		diag_errno(b->reg->diag, b->reg->dir);
	else
		merge(b, e, stored);
	buf_release(&hold);
	free(stored);
}

static void
check_record(struct batch *b, struct entry *e)
{
	struct shelf *s = batch_shelf(b, e->kind);
	const struct entry *first = &b->entry[e->first];

	if (first != e) {
		e->value = first->value;
		e->was = first->was;
		e->record = first->record;
		if (first->state != ENTRY_SAME)
			check_whole(b, e);
		return;
	}
	if (e->state != ENTRY_NEW)
		return;
	e->record = !e->keyed ? s->stored.n :
	    index_find(&s->stored, s->keys.text[e->key_no]);
	if (e->record < s->stored.n)
		compare(b, s, e);
	if (e->state != ENTRY_SAME && !e->checked)
		check_whole(b, e);
}

static void
check_records(struct batch *b)
{
	for (size_t i = 0; i < b->n; i++)
		check_record(b, &b->entry[i]);
}

bool
batch_find_stored(struct batch *b)
{
	struct buf key = { 0 };
	bool all = true;

	for (size_t i = 0; i < b->n; i++) {
		const struct entry *e = &b->entry[i];
		const struct shelf *s = batch_shelf(b, e->kind);
		struct buf why = { 0 }, shown = { 0 };

		buf_clear(&key);
		record_key(e->kind, e->value, &key);
		if (e->keyless || index_find(&s->stored, buf_str(&key)) <
		    s->stored.n)
			continue;
		record_key_shown(buf_str(&key), &shown);
		buf_addf(&why, _("is of no record in %.*s.tsv (looked for %s)"),
		    STR(e->kind->table), buf_text(&shown));
		entry_error(b, e, kind_first_key(e->kind),
		    e->value[kind_first_key(e->kind)], buf_text(&why));
		buf_release(&why);
		buf_release(&shown);
		all = false;
	}
	buf_release(&key);
	return all;
}

/* --------------------------------------------------------- references -- */

static void
tell_dangling(struct batch *b, const struct entry *e, size_t field,
    const struct kind *target, struct str key)
{
	struct buf why = { 0 }, shown = { 0 };

	record_key_shown(key, &shown);
	buf_addf(&why, _("is not in %.*s.tsv"), STR(target->table));
	if (!str_eq(key, e->value[field]))
		buf_addf(&why, _(" (looked for %s)"), buf_text(&shown));
	entry_error(b, e, field, e->value[field], buf_text(&why));
	buf_release(&why);
	buf_release(&shown);
}

static void
tell_refused(struct batch *b, const struct entry *e, size_t field,
    const struct entry *other)
{
	struct buf why = { 0 };

	buf_addf(&why, _("is refused itself (%s line %zu)"),
	    other->row->source->file != NULL ? other->row->source->file : "",
	    other->row->line);
	entry_error(b, e, field, e->value[field], buf_text(&why));
	buf_release(&why);
}

/* What a field refers to: stored, in the batch, or nowhere. */
static void
check_ref(struct batch *b, const struct entry *e, size_t field, bool again,
    struct buf *key)
{
	const struct kind *target = kind_find(&b->reg->defs->kinds,
	    e->kind->field[field].ref);
	struct shelf *s;
	uint32_t no;

	if (target == NULL)	/* a scale: checked with the value */
		return;
	s = batch_shelf(b, target);
	buf_clear(key);
	record_ref_key(e->kind, e->value, field, target, key);
	if (index_find(&s->stored, buf_str(key)) < s->stored.n)
		return;
	no = intern_find(&s->keys, buf_str(key));
	if (no == INTERN_NONE && !again)
		tell_dangling(b, e, field, target, buf_str(key));
	else if (again && !s->accepted[no])
		tell_refused(b, e, field, &b->entry[s->first[no]]);
}

/* again: with what is refused by now. */
static void
check_refs(struct batch *b, bool again)
{
	struct buf key = { 0 };

	for (size_t i = 0; i < b->n; i++) {
		const struct entry *e = &b->entry[i];

		if (again && !entry_counts(e))
			continue;
		for (size_t f = 0; f < e->kind->n; f++)
			if (e->kind->field[f].type == TYPE_REF &&
			    e->value[f].len > 0 && !e->failed[f])
				check_ref(b, e, f, again, &key);
	}
	buf_release(&key);
}

/* -------------------------------------------------------------- grain -- */

static void
refuse_files(struct batch *b)
{
	for (struct source *s = b->source; s != NULL; s = s->next)
		for (struct source_row *r = s->row; r != NULL; r = r->next)
			s->refused |= r->refused;
}

static void
note_accepted(struct batch *b)
{
	for (size_t i = 0; i < b->reg->defs->kinds.n; i++) {
		struct shelf *s = b->shelf[i];

		if (s == NULL || s->keys.n == 0)
			continue;
		s->accepted = mem_array(s->accepted, s->keys.n,
		    sizeof(*s->accepted));
		memset(s->accepted, 0, s->keys.n * sizeof(*s->accepted));
	}
	for (size_t i = 0; i < b->n; i++) {
		const struct entry *e = &b->entry[i];

		if (e->keyed && entry_counts(e))
			batch_shelf(b, e->kind)->accepted[e->key_no] = true;
	}
}

/* Until nothing accepted refers to what is refused. */
static void
settle(struct batch *b, enum grain grain)
{
	size_t before;

	do {
		before = b->reg->diag->count[DIAG_ERROR];
		if (grain == GRAIN_FILE)
			refuse_files(b);
		note_accepted(b);
		check_refs(b, true);
	} while (b->reg->diag->count[DIAG_ERROR] > before);
}

/* A record that several rows make is stored if one of them is accepted. */
static void
replace_refused(struct batch *b)
{
	for (size_t i = 0; i < b->n; i++) {
		struct entry *e = &b->entry[i], *first = &b->entry[e->first];

		if (first == e || !entry_counts(e) || entry_counts(first) ||
		    first->replaced)
			continue;
		e->state = first->state;
		first->replaced = true;
	}
}

/* ------------------------------------------------------------ counting -- */

/* A row is new if any record made of it is, else changed if any is. */
static void
count_rows(struct batch *b)
{
	const struct source_row *row = NULL;
	enum entry_state most = ENTRY_SAME;

	for (struct source *s = b->source; s != NULL; s = s->next)
		for (struct source_row *r = s->row; r != NULL; r = r->next)
			s->n_refused += r->refused;
	for (size_t i = 0; i <= b->n; i++) {
		const struct entry *e = i < b->n ? &b->entry[i] : NULL;

		if (row != NULL && (e == NULL || e->row != row) &&
		    !row->refused) {
			struct source *s = row->source;

			*(most == ENTRY_NEW ? &s->n_new :
			    most == ENTRY_CHANGED ? &s->n_changed :
			    &s->n_same) += 1;
		}
		if (e == NULL)
			break;
		if (e->row != row) {
			row = e->row;
			most = ENTRY_SAME;
		}
		if (e->state == ENTRY_NEW ||
		    (e->state == ENTRY_CHANGED && most == ENTRY_SAME))
			most = e->state;
		b->n_new += entry_counts(e) && e->state == ENTRY_NEW;
		b->n_changed += entry_counts(e) && e->state == ENTRY_CHANGED;
		b->n_same += entry_counts(e) && e->state == ENTRY_SAME;
	}
}

bool
batch_check(struct batch *b, enum grain grain)
{
	check_keys(b);
	check_records(b);
	check_refs(b, false);
	if (grain == GRAIN_FILE)
		refuse_files(b);
	check_twice(b);
	if (grain != GRAIN_ALL)
		settle(b, grain);
	replace_refused(b);
	count_rows(b);
	if (grain == GRAIN_ALL &&
	    b->reg->diag->count[DIAG_ERROR] > b->errors)
		return false;
	return diag_status(b->reg->diag) < 2;
}
