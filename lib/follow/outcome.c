#include "follow/outcome.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The numbers of a line "group", one for each role on each scale. */
enum {
	SUM_N, SUM_X, SUM_XX, SUM_Y, SUM_YY, SUM_XY,	/* of scores */
	SUM_RATED, SUM_PAIRED, SUM_RECOVERED, SUM_IMPROVED, SUM_UNCHANGED,
	SUM_DETERIORATED, SUM_UNKNOWN, SUM_FUNCTIONAL, SUM_CAPPED,
	SUM_DROPOUTS, SUM_DROPOUT_OF, SUMS
};

/* And of a line "base", one for each group of cases. */
enum { BASE_CASES, BASE_PLANNED, BASE_UNPLANNED, BASES };

_Static_assert((int)SUMS <= (int)STATE_NUMBERS_MAX, "they fit in a line");

/* One case's part of a group. */
struct cell {
	uint32_t	 most;		/* ratings of one of its series */
	uint32_t	 paired;	/* series with two or more */
	int128		 first, last;	/* sums over these */
	enum verdict	 verdict;
	unsigned	 start;		/* what is so for all of them */
	bool		 unreached;	/* some last value is short of it */
	bool		 unsure;	/* of some it is not known */
	int64_t		 sd;		/* of the norm; 0: none */
	bool		 several_sds;
};

/* A case while its series are looked at. */
struct counted {
	bool		 counts, closed, planned, unplanned;
	int64_t		 days;
	struct str	 by;		/* joined, in the arena */
};

struct counting {
	struct state			*st;
	const struct outcome_plan	*plan;
	const struct frame		*cases;
	struct judge			*judge;
	struct counted			*counted;	/* by row */
	struct arena			 arena;
	struct intern			 keys;	/* of this case's cells */
	struct cell			*cell;	/* by number of keys */
	size_t				 cells_cap;
	struct buf			 text, more;
};

/* -------------------------------------------------------------- cases -- */

static bool
read_day(struct counting *c, size_t row, const char *name, day_t *day)
{
	struct str cell = frame_cell(c->cases, row,
	    frame_column(c->cases, name));
	struct str id = frame_cell(c->cases, row,
	    frame_column(c->cases, "case_id"));
	char shown[ECHO_SIZE], of[ECHO_SIZE];

	if (date_parse(cell, day))
		return true;
	diag_add(c->st->diag, DIAG_ERROR, (struct loc){ 0 }, _("case %s: %s "
	    "\"%s\" is not a date such as 2026-11-22"), echo(id, of), name,
	    echo(cell, shown));
	return false;
}

/* False, told, if a date is none. */
static bool
read_case(struct counting *c, size_t row)
{
	const struct frame *f = c->cases;
	struct counted *n = &c->counted[row];
	bool started = frame_cell(f, row, frame_column(f, "started")).len > 0;
	struct str ending = frame_cell(f, row, frame_column(f, "ending"));
	day_t from, to = c->plan->as_of;

	n->closed = frame_cell(f, row, frame_column(f, "closed")).len > 0;
	if (!read_day(c, row, started ? "started" : "allocated", &from) ||
	    (n->closed && !read_day(c, row, "closed", &to)))
		return false;
	if (to > c->plan->as_of) {
		n->closed = false;
		to = c->plan->as_of;
	}
	n->days = to > from ? to - from : 0;
	n->counts = from <= c->plan->as_of && (n->closed || c->plan->open);
	n->planned = n->closed && str_is(ending, "planned");
	n->unplanned = n->closed && str_is(ending, "unplanned");
	return true;
}

static bool
count_case(struct counting *c, size_t row)
{
	const struct frame *f = c->cases;
	struct counted *n = &c->counted[row];
	int128 base[BASES] = { 1, n->planned, n->unplanned };
	struct str by[OUTCOME_BY_MAX];

	for (size_t i = 0; i < c->plan->n_by; i++)
		by[i] = frame_cell(f, row, frame_column(f,
		    c->plan->by[i].p));
	buf_clear(&c->text);
	buf_join(&c->text, by, c->plan->n_by);
	n->by = arena_str(&c->arena, buf_str(&c->text));
	return state_put_case(c->st, frame_cell(f, row,
	    frame_column(f, "case_id"))) &&
	    state_add(c->st, "base", n->by, base, BASES);
}

static bool
count_cases(struct counting *c, const struct frame *only)
{
	size_t id = frame_column(c->cases, "case_id");
	bool ok = true;

	c->counted = mem_alloc((c->cases->rows + 1) * sizeof(*c->counted));
	for (size_t i = 0; i < c->cases->rows; i++) {
		if (only != NULL && frame_find(only, frame_cell(c->cases, i,
		    id)) == only->rows)
			continue;
		if (!read_case(c, i) ||
		    (c->counted[i].counts && !count_case(c, i)))
			ok = false;
	}
	return ok;
}

/* ------------------------------------------------------------- series -- */

static struct cell *
find_cell(struct counting *c, const struct str key[SERIES_KEYS])
{
	bool all = c->plan->nhs;
	struct str none = { "", 0 }, part[OUTCOME_KEYS] = {
		[OUTCOME_SCALE] = all ? none : key[SERIES_SCALE],
		[OUTCOME_ITEM] = all ? none : key[SERIES_ITEM],
		[OUTCOME_RATER] = judge_role(key[SERIES_RATER]),
		[OUTCOME_SUBJECT] = all ? none : key[SERIES_SUBJECT],
		[OUTCOME_STAGE] = all ? none : key[SERIES_STAGE],
		[OUTCOME_CONTEXT] = all ? none : key[SERIES_CONTEXT],
	};
	size_t before = c->keys.n;
	uint32_t i;

	buf_clear(&c->text);
	buf_join(&c->text, part, OUTCOME_KEYS);
	i = intern_add(&c->keys, buf_str(&c->text));
	if (i == before) {
		c->cell = mem_grow(c->cell, i, &c->cells_cap,
		    sizeof(*c->cell));
		c->cell[i] = (struct cell){ .start = ~0U };
	}
	return &c->cell[i];
}

/* Has the last value reached the cutoff, or, where there is none, the green
 * zone? */
static void
note_reached(struct cell *cell, const struct judgement *j, int64_t last)
{
	const struct threshold *t = &j->threshold;

	if (t->has_cutoff)
		cell->unreached = cell->unreached ||
		    t->better * last < t->better * t->cutoff;
	else if (j->scale != NULL && j->scale->has_zones)
		cell->unreached = cell->unreached ||
		    scale_zone(j->scale, last) != ZONE_GREEN;
	else
		cell->unsure = true;
}

static void
note_sd(struct cell *cell, int64_t sd)
{
	cell->several_sds = cell->several_sds ||
	    (cell->paired > 1 && cell->sd != sd);
	cell->sd = sd;
}

static bool
count_series(struct counting *c, const struct str key[SERIES_KEYS],
    const struct series *s)
{
	const struct change *change = &s->change;
	struct judgement j;
	struct cell *cell;

	judge_series(c->judge, key, s, &j);
	cell = find_cell(c, key);
	if (change->n > cell->most)
		cell->most = change->n;
	note_reached(cell, &j, change->last);
	if (change->n > 1) {
		cell->paired++;
		cell->first += change->first;
		cell->last += change->last;
		cell->verdict = verdict_over(cell->verdict, j.verdict);
		cell->start &= j.start;
		note_sd(cell, j.norm != NULL ? j.norm->sd : 0);
	}
	return judge_put(c->judge, &j, c->st);
}

/* A line whose key ends with a number, of so many digits that bytes sort as
 * numbers do. */
static bool
tally(struct counting *c, const char *name, struct str key, int64_t n)
{
	const int128 one = 1;

	buf_clear(&c->more);
	buf_addf(&c->more, "%.*s\t%019lld", STR(key), (long long)n);
	return state_add(c->st, name, buf_str(&c->more), &one, 1);
}

static bool
add_scores(int128 sum[SUMS], const struct cell *cell)
{
	int64_t x, y;

	if (!num_divide(cell->first, cell->paired, &x) ||
	    !num_divide(cell->last, cell->paired, &y))
		return false;
	sum[SUM_N] = 1;
	sum[SUM_X] = x;
	sum[SUM_Y] = y;
	sum[SUM_XX] = (int128)x * x;
	sum[SUM_YY] = (int128)y * y;
	sum[SUM_XY] = (int128)x * y;
	return true;
}

/* Is it known whether the case dropped out?  Not where it stayed short and no
 * ending is told. */
static bool
is_dropout_known(const struct counted *of, const struct cell *cell)
{
	bool reached = !cell->unreached && !cell->unsure;

	return of->planned || (of->unplanned && cell->unreached) ||
	    (of->closed && reached);
}

static bool
finish_cell(struct counting *c, const struct counted *of,
    const struct cell *cell, struct str key)
{
	static const int as[] = { [VERDICT_UNKNOWN] = SUM_UNKNOWN,
	    [VERDICT_RECOVERED] = SUM_RECOVERED,
	    [VERDICT_IMPROVED] = SUM_IMPROVED,
	    [VERDICT_UNCHANGED] = SUM_UNCHANGED,
	    [VERDICT_DETERIORATED] = SUM_DETERIORATED };
	int128 sum[SUMS] = { [SUM_RATED] = 1, [SUM_PAIRED] = cell->paired > 0,
	    [SUM_DROPOUT_OF] = is_dropout_known(of, cell) };
	enum verdict verdict = c->plan->nhs && cell->verdict ==
	    VERDICT_RECOVERED ? VERDICT_IMPROVED : cell->verdict;

	sum[SUM_DROPOUTS] = of->unplanned && cell->unreached;
	if (cell->paired > 0) {
		sum[as[verdict]] = 1;
		sum[SUM_FUNCTIONAL] = (cell->start & START_FUNCTIONAL) != 0;
		sum[SUM_CAPPED] = (cell->start & START_CAPPED) != 0;
		/* Values of several scales have no mean. */
		if (!c->plan->nhs && (!add_scores(sum, cell) || !tally(c,
		    "sd", key, cell->several_sds ? 0 : cell->sd)))
			return false;
	}
	return state_add(c->st, "group", key, sum, SUMS) &&
	    tally(c, "days", key, of->days) &&
	    tally(c, "ratings", key, cell->most);
}

/* The cells of a case whose series are all looked at. */
static bool
finish_case(struct counting *c, const struct counted *of)
{
	bool ok = true;

	for (size_t i = 0; i < c->keys.n; i++) {
		buf_clear(&c->text);
		if (c->plan->n_by > 0)
			buf_addf(&c->text, "%.*s\t", STR(of->by));
		buf_add_str(&c->text, c->keys.text[i]);
		ok = finish_cell(c, of, &c->cell[i], buf_str(&c->text)) && ok;
	}
	intern_release(&c->keys);
	return ok;
}

static bool
unknown_case(struct counting *c, struct str id)
{
	char shown[ECHO_SIZE];

	diag_add(c->st->diag, DIAG_ERROR, (struct loc){ 0 }, _("case %s has "
	    "ratings but is not in the register: which group it belongs to "
	    "is not known"), echo(id, shown));
	return false;
}

static bool
count_all_series(struct counting *c, const struct series_set *set)
{
	const struct counted *of = NULL;
	uint32_t case_no = INTERN_NONE;
	struct str key[SERIES_KEYS];
	bool ok = true;

	/* The series of a case follow one another. */
	for (size_t i = 0; i < series_count(set); i++) {
		struct series s = series_at(set, i);

		series_key(set, &s, key);
		if (s.case_no != case_no) {
			size_t row = frame_find(c->cases, key[SERIES_CASE]);

			if (of != NULL && of->counts)
				ok = finish_case(c, of) && ok;
			case_no = s.case_no;
			of = row < c->cases->rows ? &c->counted[row] : NULL;
			if (of == NULL)
				ok = unknown_case(c, key[SERIES_CASE]);
		}
		if (of != NULL && of->counts)
			ok = count_series(c, key, &s) && ok;
	}
	if (of != NULL && of->counts)
		ok = finish_case(c, of) && ok;
	return ok;
}

/* --------------------------------------------------------------- plan -- */

static bool
put_plan(struct counting *c)
{
	const struct outcome_plan *plan = c->plan;
	struct str none = { "", 0 };
	char date[DATE_SIZE];

	buf_clear(&c->text);
	buf_join(&c->text, plan->by, plan->n_by);
	judge_rule_add(&c->judge->rule, &c->more);
	return state_put(c->st, STATE_ALL, "of", none, str_of("effect")) &&
	    state_put(c->st, STATE_ALL, "by", buf_str(&c->text), none) &&
	    state_put(c->st, STATE_ALL, "cases", none,
	    str_of(plan->open ? "all" : "closed")) &&
	    state_put(c->st, STATE_ALL, "rule", none,
	    str_of(plan->nhs ? "nhs" : "")) &&
	    state_put(c->st, STATE_ALL, "verdicts", none, buf_str(&c->more)) &&
	    state_put(c->st, STATE_ALL, "as_of", none,
	    str_of(date_format(date, plan->as_of)));
}

bool
outcome_count(struct state *st, const struct outcome_plan *plan,
    const struct series_set *set, const struct frame *cases,
    const struct frame *only, struct judge *judge)
{
	struct counting c = { .st = st, .plan = plan, .cases = cases,
	    .judge = judge };
	bool ok = put_plan(&c) && count_cases(&c, only);

	ok = ok && count_all_series(&c, set);
	free(c.counted);
	free(c.cell);
	arena_release(&c.arena);
	intern_release(&c.keys);
	buf_release(&c.text);
	buf_release(&c.more);
	return ok;
}

static struct str
setting(struct state *st, const char *name)
{
	const struct state_line *l = state_find(st, STATE_ALL, name,
	    (struct str){ "", 0 });

	return l != NULL ? l->values : (struct str){ "", 0 };
}

bool
outcome_plan_of(struct state *st, struct outcome_plan *plan)
{
	struct state_line *const *by;
	struct str rest;

	*plan = (struct outcome_plan){ .nhs = str_is(setting(st, "rule"),
	    "nhs") };
	if (!str_is(setting(st, "of"), "effect") ||
	    state_lines(st, STATE_ALL, "by", &by) != 1) {
		diag_add(st->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("this is the state of something else than %s"),
		    "effect");
		return false;
	}
	for (rest = by[0]->key; rest.len > 0; plan->n_by++) {
		if (plan->n_by == OUTCOME_BY_MAX)
			return false;
		plan->by[plan->n_by] = str_cut(rest, '\t', &rest);
	}
	return true;
}

/* ------------------------------------------------------------ figures -- */

/* The lines of a group's tally, which begin with its key. */
static size_t
tallies(const struct state *st, const char *name, struct str key,
    struct state_line *const **lines)
{
	size_t n = state_lines(st, STATE_SUM, name, lines);
	size_t low = 0, high = n, last;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_cmp((*lines)[middle]->key, key) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (last = low; last < n; last++) {
		struct str at = (*lines)[last]->key;

		if (at.len != key.len + 20 || memcmp(at.p, key.p, key.len) != 0)
			break;
	}
	*lines += low;
	return last - low;
}

static int64_t
tallied(const struct state_line *l)
{
	uint64_t n = 0;

	(void)num_count((struct str){ l->key.p + l->key.len - 19, 19 },
	    INT64_MAX, &n);
	return (int64_t)n;
}

/* The value at a place, the least being 0. */
static int64_t
value_at(struct state_line *const *lines, size_t n, int128 place)
{
	size_t i = 0;

	while (i + 1 < n && place >= lines[i]->number[0])
		place -= lines[i++]->number[0];
	return tallied(lines[i]);
}

static double
median(const struct state *st, const char *name, struct str key)
{
	struct state_line *const *lines;
	size_t n = tallies(st, name, key, &lines);
	int128 all = 0;

	for (size_t i = 0; i < n; i++)
		all += lines[i]->number[0];
	if (all <= 0)
		return NAN;
	return ((double)value_at(lines, n, (all - 1) / 2) +
	    (double)value_at(lines, n, all / 2)) / 2;
}

/* The sd of the norms, if all its cases have the same one. */
static int64_t
norm_sd(const struct state *st, struct str key)
{
	struct state_line *const *lines;

	return tallies(st, "sd", key, &lines) == 1 ? tallied(lines[0]) : 0;
}

static int
direction(struct state *st, const struct str key[OUTCOME_KEYS],
    struct buf *text)
{
	const struct state_line *l;
	struct str rest, word = { "", 0 };

	buf_clear(text);
	buf_addf(text, "%.*s\t%.*s", STR(key[OUTCOME_SCALE]),
	    STR(key[OUTCOME_ITEM]));
	l = state_find(st, STATE_SAME, "scale", buf_str(text));
	if (l == NULL)
		return 0;
	rest = l->values;
	for (int i = 0; i < 4; i++)	/* as judge_put() has them */
		word = str_cut(rest, ' ', &rest);
	return str_is(word, "1") ? 1 : str_is(word, "-1") ? -1 : 0;
}

/* False if the sums are none that ratings have. */
static bool
scores_of(const int128 *sum, struct pairs *p)
{
	const int128 most = (int128)1 << 62;
	struct pairs all = {
		.x = { sum[SUM_X], sum[SUM_XX], (uint32_t)sum[SUM_N] },
		.y = { sum[SUM_Y], sum[SUM_YY], (uint32_t)sum[SUM_N] },
		.sum_xy = sum[SUM_XY],
	};

	*p = (struct pairs){ 0 };
	return sum[SUM_N] >= 0 && sum[SUM_N] <= UINT32_MAX &&
	    sum[SUM_X] < most && sum[SUM_X] > -most &&
	    sum[SUM_Y] < most && sum[SUM_Y] > -most &&
	    sum[SUM_XX] >= 0 && sum[SUM_YY] >= 0 && pairs_merge(p, &all) &&
	    sum[SUM_XY] <= sum[SUM_XX] + sum[SUM_YY] &&
	    sum[SUM_XY] >= -(sum[SUM_XX] + sum[SUM_YY]);
}

static bool
odd_numbers(struct state *st, const struct state_line *l)
{
	diag_add(st->diag, DIAG_FAILURE, (struct loc){ .file = l->file,
	    .line = l->line }, _("these numbers cannot be those of ratings"));
	return false;
}

/* Everything but sums of scores is a number of cases. */
static bool
check_counts(struct state *st)
{
	for (size_t i = 0; i < st->index.n; i++) {
		const struct state_line *l = st->order[i];
		size_t at = str_is(l->name, "group") ? SUM_RATED : 0;

		for (; at < l->n; at++)
			if (l->number[at] < 0 || l->number[at] > UINT32_MAX)
				return odd_numbers(st, l);
	}
	return true;
}

static bool
set_base(struct state *st, const struct state_line *l, struct outcome *o)
{
	if (l->n != BASES)
		return odd_numbers(st, l);
	o->cases = (uint64_t)l->number[BASE_CASES];
	o->planned = (uint64_t)l->number[BASE_PLANNED];
	o->unplanned = (uint64_t)l->number[BASE_UNPLANNED];
	return true;
}

static bool
set_group(struct state *st, const struct state_line *l, double level,
    struct outcome *o, struct buf *text)
{
	const int128 *n = l->number;
	struct pairs scores;

	if (l->n != SUMS || !scores_of(n, &scores))
		return odd_numbers(st, l);
	o->rated = (uint64_t)n[SUM_RATED];
	o->paired = (uint64_t)n[SUM_PAIRED];
	o->recovered = (uint64_t)n[SUM_RECOVERED];
	o->improved = (uint64_t)n[SUM_IMPROVED];
	o->unchanged = (uint64_t)n[SUM_UNCHANGED];
	o->deteriorated = (uint64_t)n[SUM_DETERIORATED];
	o->unknown = (uint64_t)n[SUM_UNKNOWN];
	o->functional = (uint64_t)n[SUM_FUNCTIONAL];
	o->capped = (uint64_t)n[SUM_CAPPED];
	o->dropouts = (uint64_t)n[SUM_DROPOUTS];
	o->dropout_of = (uint64_t)n[SUM_DROPOUT_OF];
	effect_sizes(&scores, direction(st, o->key, text),
	    norm_sd(st, l->key), level, &o->size);
	o->days = median(st, "days", l->key);
	o->ratings = median(st, "ratings", l->key);
	return true;
}

static void
set_key(const struct outcome_plan *plan, struct str key, struct outcome *o)
{
	for (size_t i = 0; i < plan->n_by; i++)
		o->by[i] = str_cut(key, '\t', &key);
	for (size_t i = 0; i < OUTCOME_KEYS; i++)
		o->key[i] = str_cut(key, '\t', &key);
}

/* Is a line of the group of cases that a base is of? */
static bool
is_of(const struct outcome_plan *plan, const struct state_line *group,
    const struct state_line *base)
{
	return plan->n_by == 0 || (group->key.len > base->key.len &&
	    group->key.p[base->key.len] == '\t' &&
	    memcmp(group->key.p, base->key.p, base->key.len) == 0);
}

bool
outcome_each(struct state *st, const struct outcome_plan *plan, double level,
    outcome_fn *fn, void *arg)
{
	struct state_line *const *base, *const *group;
	size_t n = state_lines(st, STATE_SUM, "base", &base);
	size_t groups = state_lines(st, STATE_SUM, "group", &group), at = 0;
	struct buf text = { 0 };
	bool ok = check_counts(st);

	for (size_t i = 0; ok && i < n; i++) {
		struct outcome o = { .days = NAN, .ratings = NAN };
		size_t first = at;

		effect_sizes(&(struct pairs){ 0 }, 0, 0, level, &o.size);
		set_key(plan, base[i]->key, &o);
		ok = set_base(st, base[i], &o);
		for (; ok && at < groups && is_of(plan, group[at], base[i]);
		    at++) {
			set_key(plan, group[at]->key, &o);
			ok = set_group(st, group[at], level, &o, &text);
			if (ok && fn != NULL)
				fn(&o, arg);
		}
		if (ok && at == first && fn != NULL)
			fn(&o, arg);
	}
	buf_release(&text);
	return ok && (at == groups || odd_numbers(st, group[at]));
}
