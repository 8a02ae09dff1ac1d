/*
 * Which records the rules ask for.
 */
#include <stdlib.h>

#include "base/num.h"
#include "follow/due_private.h"
#include "register/index.h"

/* What a table of a kind is read with. */
struct table {
	struct records	*r;
	const struct kind *kind;
	struct tsv	 tsv;
	size_t		*column;	/* by field */
	size_t		 id, time;	/* fields; kind->n: none */
	size_t		 case_id;
};

/* -------------------------------------------------------------- asking -- */

static bool
same_words(const struct rule_records *a, const struct rule_records *b)
{
	if (a->kind != b->kind || a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!str_eq(str_of(a->word[i]), str_of(b->word[i])))
			return false;
	return true;
}

static bool
same_question(const struct probe *p, const struct rule_records *what,
    const struct rule *rule)
{
	const struct rule_records *a = p->what;

	if (!same_words(a, what) || a->date != what->date ||
	    a->otherwise != what->otherwise || a->who != what->who ||
	    a->of != what->of || a->period != what->period ||
	    a->undated != what->undated)
		return false;
	if (a->who == a->kind->n)
		return true;
	for (size_t i = 0; i < rule->n_who || i < p->rule->n_who; i++)
		if (rule->n_who != p->rule->n_who ||
		    !str_eq(rule->who[i], p->rule->who[i]))
			return false;
	return true;
}

/* Rules that ask the same share the answer. */
static size_t
ask(struct records *r, const struct rule_records *what,
    const struct rule *rule)
{
	size_t i = 0;
	struct probe *p;

	if (what->kind == NULL)
		return NO_PROBE;
	while (i < r->n_probes && !same_question(&r->probe[i], what, rule))
		i++;
	if (i < r->n_probes)
		return i;
	r->probe = mem_grow(r->probe, i, &r->probes_cap, sizeof(*r->probe));
	p = &r->probe[r->n_probes++];
	*p = (struct probe){ .what = what, .rule = rule,
	    .select = select_new(what->word, what->n, r->reg->diag) };
	return i;
}

static void
add_duty(struct records *r, const struct rule *rule)
{
	struct duty duty = { .rule = rule, .on = ask(r, &rule->on, rule),
	    .or = ask(r, &rule->or, rule),
	    .until = ask(r, &rule->until, rule),
	    .done = ask(r, &rule->done, rule),
	    .chained = rule->done.of == rule->done.kind->n &&
	    same_words(&rule->on, &rule->done) };
	struct probe *on = &r->probe[duty.on];

	on->ids |= on->what->kind != r->case_kind ||
	    rule->done.of < rule->done.kind->n;
	r->probe[duty.done].no_case |= rule->done.of < rule->done.kind->n &&
	    kind_field(rule->on.kind, "case_id") == rule->on.kind->n;
	on->ages = on->what->kind->field[on->what->date].type == TYPE_MONTH;
	on->future |= rule->unit == RULE_BEFORE;
	r->duty = mem_grow(r->duty, r->n_duties, &r->duties_cap,
	    sizeof(*r->duty));
	r->duty[r->n_duties++] = duty;
}

/* --------------------------------------------------------------- cases -- */

static struct held_case *
hold_case(struct records *r, uint32_t no)
{
	size_t cap = r->held_cap;

	r->held = mem_grow(r->held, no, &r->held_cap, sizeof(*r->held));
	for (size_t i = cap; i < r->held_cap; i++)
		r->held[i] = (struct held_case){ .known = false };
	return &r->held[no];
}

static struct str
cell_of(const struct table *t, size_t field)
{
	return field < t->kind->n && t->column[field] < t->tsv.n ?
	    tsv_field(&t->tsv, t->column[field]) : (struct str){ "", 0 };
}

/* False for what is missing, and for what is no date, which is told. */
static bool
date_of(const struct table *t, size_t field, day_t *day)
{
	struct str cell = cell_of(t, field);
	char shown[ECHO_SIZE];

	if (cell.len == 0 || date_parse(cell, day))
		return cell.len > 0;
	diag_add(t->r->reg->diag, DIAG_ERROR,
	    tsv_loc(&t->tsv, t->column[field]), _("%.*s \"%s\" is not a date "
	    "such as 2026-11-22: no deadline is counted from it"),
	    STR(t->kind->field[field].name), echo(cell, shown));
	return false;
}

static void
take_periods(struct table *t, struct held_case *held)
{
	struct period period;

	for (size_t i = 0; i < t->kind->n; i++) {
		if (t->kind->field[i].type != TYPE_PERIOD ||
		    !period_parse(cell_of(t, i), &period))
			continue;
		if (held->period == NULL)
			held->period = arena_alloc(&t->r->arena,
			    t->kind->n * sizeof(*held->period));
		held->period[i] = period;
	}
}

static void
take_case(struct table *t, uint32_t no)
{
	struct held_case *held = hold_case(t->r, no);

	held->known = true;
	if (!date_of(t, kind_date(t->kind), &held->allocated))
		held->known = false;
	held->closed = date_of(t, kind_field(t->kind, "closed"),
	    &held->closed_on) && held->closed_on <= t->r->options->as_of;
	take_periods(t, held);
}

/* The number of the row's case; INTERN_NONE, told, if there is none such. */
static uint32_t
case_of(struct table *t)
{
	struct str id = cell_of(t, t->case_id);
	uint32_t no;
	char shown[ECHO_SIZE];

	if (t->kind == t->r->case_kind) {
		size_t cases = t->r->cases.n;

		no = intern_add(&t->r->cases, id);
		if (no < cases && no != NO_CASE)
			diag_add(t->r->reg->diag, DIAG_FAILURE,
			    tsv_loc(&t->tsv, t->column[t->case_id]),
			    _("a second record with this %s; fu-case check "
			    "says more"), "case_id");
		take_case(t, no);
		return no;
	}
	no = intern_find(&t->r->cases, id);
	if (no == INTERN_NONE)
		diag_add(t->r->reg->diag, DIAG_ERROR, tsv_loc(&t->tsv,
		    t->column[t->case_id]), _("there is no case \"%s\": no "
		    "deadline is counted from this"), echo(id, shown));
	return no;
}

/* ---------------------------------------------------------------- hits -- */

static uint32_t
roles_of(const struct table *t, const struct probe *p)
{
	struct str cell = cell_of(t, p->what->who);
	uint32_t roles = 0;

	for (size_t i = 0; cell.len > 0 && i < p->rule->n_who; i++)
		if (rule_has_role(cell, p->rule->who[i]))
			roles |= UINT32_C(1) << i;
	return roles;
}

/* A month or year of birth: the days it may mean. */
static void
month_of(const struct table *t, size_t field, struct hit *h)
{
	day_t last;

	h->span = SPAN_UNKNOWN;
	if (month_parse(cell_of(t, field), &h->day, &last))
		h->span = (uint16_t)(last - h->day);
}

/* When the record is dated; false if that is not known, or not yet.  Where it
 * is wanted without a day, what is asked of its day holds from today on. */
static bool
day_of(const struct table *t, const struct probe *p, struct hit *h)
{
	const struct rule_records *what = p->what;
	int minute;

	if (p->ages) {
		month_of(t, what->date, h);
		return true;
	}
	if (what->undated && cell_of(t, what->date).len == 0) {
		h->span = SPAN_UNKNOWN;
		h->day = t->r->options->as_of;
		return true;
	}
	if (!date_of(t, what->date, &h->day) &&
	    !date_of(t, what->otherwise, &h->day))
		return false;
	if (what->date == kind_date(t->kind) &&
	    time_parse(cell_of(t, t->time), &minute))
		h->minute = (int16_t)minute;
	return p->future || h->day <= t->r->options->as_of;
}

/* Ids are given out one after the other, M000007, so that two records of a day
 * come in the same order whatever the order of the rows. */
static uint32_t
order_of(struct str id)
{
	enum { DIGITS = 9 };
	uint64_t order = 0;
	size_t n = 0;

	while (n < id.len && n < DIGITS && id.p[id.len - 1 - n] >= '0' &&
	    id.p[id.len - 1 - n] <= '9')
		n++;
	num_count((struct str){ id.p + id.len - n, n }, UINT32_MAX, &order);
	return (uint32_t)order;
}

/* The number of a word that few records have; NO_ID where it is missing. */
static uint32_t
word_of(struct table *t, size_t field)
{
	struct str cell = cell_of(t, field);

	return cell.len > 0 ? intern_add(&t->r->words, cell) : NO_ID;
}

static void
take_hit(struct table *t, struct probe *p, uint32_t case_no)
{
	struct hit h = { .case_no = p->no_case ? NO_CASE : case_no,
	    .line = (uint32_t)t->tsv.line,
	    .order = order_of(cell_of(t, t->id)), .minute = NO_TIME,
	    .id = word_of(t, p->what->of) };

	if ((p->what->of < t->kind->n && h.id == NO_ID) || !day_of(t, p, &h))
		return;
	if (p->what->period < t->kind->n)
		h.period = word_of(t, p->what->period);
	else
		h.roles = roles_of(t, p);
	if (p->ids && cell_of(t, t->id).len > 0) {
		h.id = (uint32_t)t->r->ids.len;
		buf_add_str(&t->r->ids, cell_of(t, t->id));
		buf_addc(&t->r->ids, '\0');
	}
	p->hit = mem_grow(p->hit, p->n, &p->cap, sizeof(*p->hit));
	p->hit[p->n++] = h;
}

static void
take_row(struct table *t)
{
	struct records *r = t->r;
	uint32_t no = INTERN_NONE;

	if (t->kind == r->case_kind)
		no = case_of(t);
	for (size_t i = 0; i < r->n_probes; i++) {
		struct probe *p = &r->probe[i];

		if (p->what->kind != t->kind || !select_row(p->select,
		    &t->tsv, r->reg->diag))
			continue;
		if (no == INTERN_NONE)
			no = case_of(t);
		if (no == INTERN_NONE)
			return;
		take_hit(t, p, no);
	}
}

/* ------------------------------------------------------------- reading -- */

/* A column that was not there yet when the table was made is missing. */
static bool
bind_column(const char *name, size_t *column, enum order_as *order, void *arg)
{
	const struct table *t = arg;
	size_t i = kind_field(t->kind, name);

	*column = t->column[i] < t->tsv.n ? t->column[i] : SELECT_LACKS;
	*order = type_order(t->kind->field[i].type);
	return true;
}

static bool
bind_probes(struct table *t)
{
	struct records *r = t->r;
	bool ok = true;

	for (size_t i = 0; i < r->n_probes; i++)
		if (r->probe[i].what->kind == t->kind)
			ok = r->probe[i].select != NULL &&
			    select_bind(r->probe[i].select, bind_column, t,
			    &t->tsv, r->reg->diag) && ok;
	return ok;
}

static bool
is_asked(const struct records *r, const struct kind *k)
{
	for (size_t i = 0; i < r->n_probes; i++)
		if (r->probe[i].what->kind == k)
			return true;
	return k == r->case_kind;
}

static size_t
time_field(const struct kind *k)
{
	size_t i = 0;

	while (i < k->n && k->field[i].type != TYPE_TIME)
		i++;
	return i;
}

static bool
read_kind(struct records *r, const struct kind *k)
{
	size_t failures = r->reg->diag->count[DIAG_FAILURE];
	struct table t = { .r = r, .kind = k, .id = kind_id(k),
	    .time = time_field(k), .case_id = kind_field(k, "case_id") };

	if (!is_asked(r, k))
		return true;
	if (reg_table(r->reg, k, &t.tsv)) {
		t.column = index_columns(k, &t.tsv);
		if (t.case_id < k->n && t.column[t.case_id] == t.tsv.n)
			tsv_missing_column(&t.tsv, "case_id");
		else if (bind_probes(&t))
			while (tsv_next(&t.tsv))
				take_row(&t);
		free(t.column);
	}
	tsv_close(&t.tsv);
	return r->reg->diag->count[DIAG_FAILURE] == failures;
}

/* ------------------------------------------------------------ ordering -- */

int
hit_compare(const struct hit *a, const struct hit *b)
{
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->minute != b->minute)
		return a->minute < b->minute ? -1 : 1;
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

static int
by_time(const void *a, const void *b)
{
	return hit_compare(a, b);
}

static int
by_named(const void *x, const void *y)
{
	const struct hit *a = x, *b = y;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return hit_compare(a, b);
}

/* By case through counting, since there are more cases than hits of one. */
static void
order_hits(const struct records *r, struct probe *p)
{
	bool named = p->what->of < p->what->kind->n;
	size_t cases = r->cases.n, at = 0;
	struct hit *sorted = mem_array(NULL, p->n, sizeof(*sorted));

	p->start = mem_alloc((cases + 2) * sizeof(*p->start));
	for (size_t i = 0; i < p->n; i++)
		p->start[p->hit[i].case_no + 2]++;
	for (size_t i = 2; i < cases + 2; i++)
		p->start[i] += p->start[i - 1];
	for (size_t i = 0; i < p->n; i++) {
		at = p->start[p->hit[i].case_no + 1]++;
		sorted[at] = p->hit[i];
	}
	free(p->hit);
	p->hit = sorted;
	for (size_t i = 0; i < cases; i++)
		if (p->start[i + 1] - p->start[i] > 1)
			qsort(&p->hit[p->start[i]], p->start[i + 1] -
			    p->start[i], sizeof(*p->hit), named ? by_named :
			    by_time);
}

const struct hit *
probe_hits(const struct probe *p, uint32_t case_no, size_t *n)
{
	*n = p->start[case_no + 1] - p->start[case_no];
	return &p->hit[p->start[case_no]];
}

bool
records_read(struct records *r)
{
	const struct defs *defs = r->reg->defs;
	struct str no_case = { "", 0 };
	bool ok = true;

	/* What may be about no case, such as meetings. */
	hold_case(r, intern_add(&r->cases, no_case));
	r->case_kind = kind_find(&defs->kinds, str_of("case"));
	for (size_t i = 0; i < defs->rules.n; i++)
		if (due_counts(r->practice, &defs->rules.rule[i]))
			add_duty(r, &defs->rules.rule[i]);
	if (r->case_kind != NULL)
		ok = read_kind(r, r->case_kind);
	for (size_t i = 0; i < defs->kinds.n; i++)
		if (&defs->kinds.kind[i] != r->case_kind)
			ok = read_kind(r, &defs->kinds.kind[i]) && ok;
	for (size_t i = 0; i < r->n_probes; i++)
		order_hits(r, &r->probe[i]);
	return ok;
}

void
records_release(struct records *r)
{
	for (size_t i = 0; i < r->n_probes; i++) {
		select_free(r->probe[i].select);
		free(r->probe[i].hit);
		free(r->probe[i].start);
	}
	free(r->probe);
	free(r->duty);
	free(r->held);
	intern_release(&r->cases);
	intern_release(&r->words);
	buf_release(&r->ids);
	arena_release(&r->arena);
}
