#include "follow/overview.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/zone.h"
#include "register/index.h"
#include "register/log.h"

static const struct str none = { "", 0 };

bool
overview_has(const struct kind *k)
{
	return kind_use(k, USE_STATE) < k->n || kind_use(k, USE_END) < k->n;
}

/* -------------------------------------------------------------- changes -- */

struct since {
	struct overview	*ov;
	char		 time[LOG_TIME_SIZE];
};

/* "2026-11-22T23:00:00Z", when a day begins in the clock of base/zone.h. */
static void
time_of(char time[LOG_TIME_SIZE], day_t day)
{
	enum { HOUR = 60, DAY = 24 * HOUR };
	int64_t instant = zone_instant(day, 0);
	int minute = (int)(instant % DAY);
	char date[DATE_SIZE];

	snprintf(time, LOG_TIME_SIZE, "%sT%02d:%02d:00Z",
	    date_format(date, (day_t)(instant / DAY)), minute / HOUR,
	    minute % HOUR);
}

static bool
names(struct str list, struct str name)
{
	while (list.len > 0)
		if (str_eq(str_cut(list, ',', &list), name))
			return true;
	return false;
}

static void
note_change(struct str time, struct str op, struct str key, struct str field,
    void *arg)
{
	struct since *since = arg;
	struct overview *ov = since->ov;
	struct overview_change *c;
	struct buf fields = { 0 };
	size_t before = ov->keys.n;
	uint32_t no;

	if (str_cmp(time, str_of(since->time)) < 0)
		return;
	no = intern_add(&ov->keys, key);
	if (no == before) {
		ov->change = mem_grow(ov->change, no, &ov->changes_cap,
		    sizeof(*ov->change));
		ov->change[no] = (struct overview_change){ .fields = none };
	}
	c = &ov->change[no];
	if (str_is(op, "add"))
		c->added = true;
	else if (!names(c->fields, field)) {
		buf_addf(&fields, "%.*s%s%.*s", STR(c->fields),
		    c->fields.len > 0 ? "," : "", STR(field));
		c->fields = arena_str(&ov->arena, buf_str(&fields));
	}
	buf_release(&fields);
}

/* --------------------------------------------------------------- states -- */

/* The state of a code; one that no list knows is not over. */
static size_t
state_of(struct overview *ov, struct str code)
{
	const struct code *known = ov->states != NULL ?
	    code_find(ov->states, code) : NULL;
	struct overview_state *s;
	size_t i = 0;

	while (i < ov->n_states && !str_eq(ov->state[i].code, code))
		i++;
	if (i < ov->n_states)
		return i;
	ov->state = mem_grow(ov->state, i, &ov->states_cap,
	    sizeof(*ov->state));
	s = &ov->state[ov->n_states++];
	*s = (struct overview_state){ .code = arena_str(&ov->arena, code) };
	s->over = known != NULL && known->over != OVER_NOT;
	s->done = known != NULL && known->over == OVER_DONE;
	return i;
}

/* A kind without states is open until its end. */
static void
find_states(struct overview *ov, const struct defs *defs)
{
	size_t field = kind_use(ov->kind, USE_STATE);

	ov->states = list_find(&defs->lists, field < ov->kind->n ?
	    ov->kind->field[field].values : str_of("course_states"));
	for (size_t i = 0; ov->states != NULL && i < ov->states->n; i++)
		state_of(ov, ov->states->code[i].code);
}

/* ---------------------------------------------------------------- begin -- */

static void
unknown_field(struct reg *r, const struct kind *k, const char *name)
{
	struct buf text = { 0 };

	kind_lacks(k, str_of(name), &text);
	diag_add(r->diag, DIAG_FAILURE, (struct loc){ 0 }, "%s",
	    buf_text(&text));
	buf_release(&text);
}

/* A field of the kind, else of the case that its records belong to. */
static bool
find_by(struct overview *ov, struct reg *r, const char *name)
{
	const struct kind *k = ov->kind;
	const struct kind *of_case = kind_find(&r->defs->kinds,
	    str_of("case"));
	size_t i = name != NULL ? kind_field(k, name) : kind_use(k, USE_OWNER);

	if (i < k->n) {
		ov->by = &k->field[i];
		ov->by_column = i;
		return true;
	}
	if (name == NULL)
		return true;
	i = of_case != NULL ? kind_field(of_case, name) : 0;
	if (of_case == NULL || i == of_case->n ||
	    kind_field(k, "case_id") == k->n) {
		unknown_field(r, k, name);
		return false;
	}
	ov->by = &of_case->field[i];
	ov->by_case = true;
	if (!reg_frame(r, "case", "case_id", &ov->cases))
		return false;
	ov->by_column = frame_column(&ov->cases, name);
	return true;
}

bool
overview_init(struct overview *ov, struct reg *r, const struct kind *k,
    const struct overview_options *o)
{
	struct since since = { .ov = ov };
	size_t at = 0, field;

	*ov = (struct overview){ .kind = k, .as_of = o->as_of };
	ov->field = mem_array(NULL, k->n, sizeof(*ov->field));
	while ((field = kind_next_use(k, USE_SUM, &at)) < k->n)
		ov->field[ov->n_sums++] = field;
	find_states(ov, r->defs);
	time_of(since.time, o->since);
	return find_by(ov, r, o->by) &&
	    log_each(r, k->name.p, note_change, &since);
}

void
overview_release(struct overview *ov)
{
	frame_release(&ov->cases);
	intern_release(&ov->seen);
	intern_release(&ov->keys);
	free(ov->item);
	free(ov->state);
	free(ov->group);
	free(ov->field);
	free(ov->count);
	free(ov->sum);
	free(ov->change);
	free(ov->column);
	arena_release(&ov->arena);
	*ov = (struct overview){ 0 };
}

/* ----------------------------------------------------------------- rows -- */

void
overview_bind(struct overview *ov, const struct tsv *t)
{
	free(ov->column);
	ov->column = index_columns(ov->kind, t);
}

static struct str
used(const struct overview *ov, const struct str *value, enum field_use use)
{
	size_t i = kind_use(ov->kind, use);

	return i < ov->kind->n ? value[i] : none;
}

static struct str
named(const struct overview *ov, const struct str *value, const char *name)
{
	size_t i = kind_field(ov->kind, name);

	return i < ov->kind->n ? value[i] : none;
}

/* The first state that is done, where the list has one. */
static struct str
done_code(const struct overview *ov)
{
	for (size_t i = 0; i < ov->n_states; i++)
		if (ov->state[i].done)
			return ov->state[i].code;
	return none;
}

/* False if there is none, or it is none: that is told. */
static bool
read_day(const struct overview *ov, const struct str *value,
    enum field_use use, const struct tsv *t, day_t *day)
{
	size_t field = kind_use(ov->kind, use);
	char shown[ECHO_SIZE];

	if (field == ov->kind->n || value[field].len == 0)
		return false;
	if (date_parse(value[field], day))
		return true;
	diag_add(t->diag, DIAG_ERROR, tsv_loc(t, ov->column[field]),
	    _("%.*s \"%s\" is not a date such as 2026-11-22"),
	    STR(ov->kind->field[field].name), echo(value[field], shown));
	return false;
}

/* Who tells no state tells it by the end. */
static struct str
state_code(const struct overview *ov, const struct str *value,
    const struct tsv *t)
{
	size_t field = kind_use(ov->kind, USE_STATE);
	bool ended;
	day_t end;

	if (field < ov->kind->n && value[field].len > 0)
		return value[field];
	ended = read_day(ov, value, USE_END, t, &end) && end <= ov->as_of;
	if (field == ov->kind->n)
		return str_of(ended ? "over" : "open");
	return ended && done_code(ov).len > 0 ? done_code(ov) :
	    ov->kind->field[field].meaning;
}

static struct str
group_of(const struct overview *ov, const struct str *value, size_t state)
{
	size_t row;

	if (ov->by == NULL)
		return none;
	if (!ov->by_case && ov->by_column == kind_use(ov->kind, USE_STATE))
		return ov->state[state].code;
	if (!ov->by_case)
		return value[ov->by_column].len > 0 ? value[ov->by_column] :
		    ov->by->meaning;
	row = frame_find(&ov->cases, named(ov, value, "case_id"));
	return row < ov->cases.rows ? frame_cell(&ov->cases, row,
	    ov->by_column) : none;
}

static void
judge_late(struct overview *ov, struct overview_item *item,
    const struct str *value, const struct tsv *t)
{
	item->late = !ov->state[item->state].over &&
	    read_day(ov, value, USE_DUE, t, &item->due_day) &&
	    item->due_day < ov->as_of;
}

static void
take_sums(struct overview *ov, struct overview_item *item,
    const struct str *value, const struct tsv *t)
{
	char shown[ECHO_SIZE];

	item->sum = arena_alloc(&ov->arena, (ov->n_sums + 1) *
	    sizeof(*item->sum));
	for (size_t i = 0; i < ov->n_sums; i++) {
		size_t field = ov->field[i];
		struct overview_sum *sum = &item->sum[i];

		*sum = (struct overview_sum){ .n = value[field].len > 0 };
		if (sum->n > 0 && num_parse(value[field], &sum->total) !=
		    NUM_OK)
			diag_add(t->diag, DIAG_FAILURE,
			    tsv_loc(t, ov->column[field]), "%.*s \"%s\" %s",
			    STR(ov->kind->field[field].name),
			    echo(value[field], shown), _("is not a number"));
	}
}

/* Its own id, else the key but the case. */
static struct str
id_of(struct overview *ov, const struct str *value)
{
	const struct kind *k = ov->kind;
	struct buf id = { 0 };
	struct str kept;

	if (kind_id(k) < k->n)
		return arena_str(&ov->arena, value[kind_id(k)]);
	for (size_t i = 0; i < k->n; i++)
		if (k->field[i].key && value[i].len > 0 &&
		    !str_is(k->field[i].name, "case_id"))
			buf_addf(&id, "%s%.*s", id.len > 0 ? " " : "",
			    STR(value[i]));
	kept = arena_str(&ov->arena, buf_str(&id));
	buf_release(&id);
	return kept;
}

/* The fields that say which record it is. */
static void
tell_again(const struct kind *k, const struct tsv *t)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < k->n; i++)
		if (k->field[i].key)
			buf_addf(&names, "%s%.*s", names.len > 0 ? ", " : "",
			    STR(k->field[i].name));
	diag_add(t->diag, DIAG_FAILURE, (struct loc){ t->file, t->line, 0 },
	    _("a second record with this %s; fu-case check says more"),
	    buf_text(&names));
	buf_release(&names);
}

/* By what the log calls it: nothing in a table without its key. */
static void
take_change(struct overview *ov, struct overview_item *item,
    const struct str *value, const struct tsv *t)
{
	size_t before = ov->seen.n;
	struct buf key = { 0 };
	uint32_t no;

	log_key(ov->kind, value, &key);
	no = intern_find(&ov->keys, buf_str(&key));
	if (key.len > 0 && intern_add(&ov->seen, buf_str(&key)) < before)
		tell_again(ov->kind, t);
	item->changed = none;
	if (no != INTERN_NONE) {
		item->is_new = ov->change[no].added;
		item->changed = ov->change[no].fields;
	}
	buf_release(&key);
}

/* What has no state is open from its first day on. */
static bool
is_to_come(const struct overview *ov, const struct str *value,
    const struct tsv *t)
{
	day_t begin;

	return kind_use(ov->kind, USE_STATE) == ov->kind->n &&
	    read_day(ov, value, USE_BEGIN, t, &begin) && begin > ov->as_of;
}

static void
add_item(struct overview *ov, const struct str *value, const struct tsv *t)
{
	struct overview_item *item;
	struct arena *a = &ov->arena;

	ov->item = mem_grow(ov->item, ov->n, &ov->cap, sizeof(*ov->item));
	item = &ov->item[ov->n++];
	*item = (struct overview_item){ .id = id_of(ov, value),
	    .case_id = arena_str(a, named(ov, value, "case_id")),
	    .title = arena_str(a, used(ov, value, USE_TITLE)),
	    .begin = arena_str(a, used(ov, value, USE_BEGIN)),
	    .due = arena_str(a, used(ov, value, USE_DUE)),
	    .end = arena_str(a, used(ov, value, USE_END)) };
	item->state = state_of(ov, state_code(ov, value, t));
	item->group = arena_str(a, group_of(ov, value, item->state));
	judge_late(ov, item, value, t);
	take_sums(ov, item, value, t);
	take_change(ov, item, value, t);
}

void
overview_add(struct overview *ov, const struct tsv *t)
{
	struct str *value = mem_array(NULL, ov->kind->n, sizeof(*value));

	index_row(ov->kind, t, ov->column, value);
	if (!is_to_come(ov, value, t))
		add_item(ov, value, t);
	free(value);
}

/* --------------------------------------------------------------- settle -- */

/* By what is due first, what has no day last. */
static int
by_day(const void *x, const void *y)
{
	const struct overview_item *a = x, *b = y;
	int c = (a->due.len == 0) - (b->due.len == 0);

	if (c == 0)
		c = str_cmp(a->due, b->due);
	if (c == 0)
		c = str_cmp(a->begin, b->begin);
	if (c == 0)
		c = str_cmp(a->case_id, b->case_id);
	return c != 0 ? c : str_cmp(a->id, b->id);
}

static int
by_group(const void *x, const void *y)
{
	const struct overview_item *a = x, *b = y;

	return str_cmp(a->group, b->group);
}

static void
sort_items(struct overview *ov, int (*by)(const void *, const void *))
{
	if (ov->n > 0)
		qsort(ov->item, ov->n, sizeof(*ov->item), by);
}

static void
find_groups(struct overview *ov)
{
	size_t cap = 0;

	for (size_t i = 0; i < ov->n; i++) {
		if (i > 0 && str_eq(ov->item[i].group, ov->item[i - 1].group))
			continue;
		ov->group = mem_grow(ov->group, ov->n_groups, &cap,
		    sizeof(*ov->group));
		ov->group[ov->n_groups++] = ov->item[i].group;
	}
}

/* How many cases the items from..to name that are in a state, or, of no
 * state, those that are done. */
static uint32_t
count_cases(const struct overview *ov, size_t from, size_t to, size_t state)
{
	struct intern cases = { 0 };
	uint32_t n;

	for (size_t i = from; i < to; i++) {
		const struct overview_item *item = &ov->item[i];

		if (item->case_id.len > 0 && (state == ov->n_states ?
		    ov->state[item->state].done : item->state == state))
			intern_add(&cases, item->case_id);
	}
	n = (uint32_t)cases.n;
	intern_release(&cases);
	return n;
}

static size_t
place_of(const struct overview *ov, size_t group, size_t state)
{
	return group * (ov->n_states + 1) + state;
}

const struct overview_count *
overview_at(const struct overview *ov, size_t group, size_t state)
{
	return &ov->count[place_of(ov, group, state)];
}

const struct overview_sum *
overview_sum_at(const struct overview *ov, size_t group, size_t state,
    size_t n)
{
	return &ov->sum[place_of(ov, group, state) * ov->n_sums + n];
}

/* False if it is too large: then it stays there. */
static bool
sum_up(struct overview_sum *sum, const struct overview_sum *more)
{
	if (sum->total <= NUM_MAX && sum->total >= -NUM_MAX)
		sum->total += more->total;
	sum->n += more->n;
	return sum->total <= NUM_MAX && sum->total >= -NUM_MAX;
}

static bool
count_at(struct overview *ov, size_t group, size_t state,
    const struct overview_item *item)
{
	size_t place = place_of(ov, group, state);
	struct overview_count *c = &ov->count[place];
	bool ok = true;

	c->n++;
	c->late += item->late;
	c->added += item->is_new;
	c->changed += !item->is_new && item->changed.len > 0;
	for (size_t i = 0; i < ov->n_sums; i++)
		ok = sum_up(&ov->sum[place * ov->n_sums + i],
		    &item->sum[i]) && ok;
	return ok;
}

/* In its place, and in those of all. */
static bool
count_item(struct overview *ov, size_t group, const struct overview_item *item)
{
	bool ok = count_at(ov, group, item->state, item);

	ok = count_at(ov, group, ov->n_states, item) && ok;
	ok = count_at(ov, ov->n_groups, item->state, item) && ok;
	return count_at(ov, ov->n_groups, ov->n_states, item) && ok;
}

/* The items from..to are those of a group. */
static void
count_group(struct overview *ov, size_t group, size_t from, size_t to)
{
	for (size_t state = 0; state < ov->n_states; state++)
		ov->count[place_of(ov, group, state)].cases =
		    count_cases(ov, from, to, state);
}

bool
overview_settle(struct overview *ov, struct diag *d)
{
	size_t group = 0, from = 0, places;
	bool ok = true;

	sort_items(ov, by_group);
	find_groups(ov);
	places = place_of(ov, ov->n_groups + 1, 0);
	ov->count = mem_alloc(places * sizeof(*ov->count));
	ov->sum = mem_alloc((places * ov->n_sums + 1) * sizeof(*ov->sum));
	for (size_t i = 0; i < ov->n; i++) {
		ok = count_item(ov, group, &ov->item[i]) && ok;
		if (i + 1 < ov->n && str_eq(ov->item[i + 1].group,
		    ov->group[group]))
			continue;
		count_group(ov, group++, from, i + 1);
		from = i + 1;
	}
	sort_items(ov, by_day);
	ov->done_cases = count_cases(ov, 0, ov->n, ov->n_states);
	if (!ok)
		diag_add(d, DIAG_FAILURE, (struct loc){ 0 }, _("the numbers "
		    "come to more than can be added up"));
	return ok;
}
