/*
 * When each duty is due, and whether it was done.
 */
#include "base/zone.h"
#include "follow/due_private.h"

enum { LAST_MINUTE = 24 * 60 - 1, DAY_NEVER = INT32_MAX };

/* One trigger of a duty, for one role, at work. */
struct judging {
	const struct records *r;
	struct dues	*dues;
	const struct duty *duty;
	const struct rule *rule;
	const struct held_case *held;
	struct str	 case_id;
	const struct hit *on;		/* the trigger */
	const struct hit *previous;	/* the one before it, or NULL */
	uint32_t	 role;		/* a bit; 0: any */
	struct str	 who;
	struct period	 period;
	bool		 has_period;	/* false: no field says it */
	day_t		 end;		/* from here on nothing is asked any
					 * more; DAY_NEVER: not so far */
	const struct hit *or;		/* due at once from here; NULL: no */
	const struct hit *in_case;	/* what fulfils duties of the case */
	size_t		 n_in_case;
	const struct hit *done;		/* and may fulfil this one */
	size_t		 n_done;
};

/* ------------------------------------------------------------ fulfil -- */

/* The n-th record from a place on that has the role; NULL if there is none. */
static const struct hit *
fulfilled(const struct judging *j, size_t from)
{
	int n = j->rule->at_least;

	for (size_t i = from; i < j->n_done; i++) {
		const struct hit *h = &j->done[i];

		if (j->role != 0 && (h->roles & j->role) == 0)
			continue;
		if (j->rule->done.kind == j->rule->on.kind &&
		    h->line == j->on->line)
			continue;
		if (--n == 0)
			return h;
	}
	return NULL;
}

/* What hits are sorted by. */
typedef int64_t hit_fn(const struct hit *h);

static int64_t
day_of(const struct hit *h)
{
	return h->day;
}

static int64_t
named_by(const struct hit *h)
{
	return h->id;
}

/* The place of the first hit that has a value, or a greater one. */
static size_t
first_at(const struct hit *hit, size_t n, hit_fn *of, int64_t value)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (of(&hit[middle]) < value)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The first record dated on a day or after it. */
static size_t
first_from(const struct judging *j, day_t day)
{
	return first_at(j->done, j->n_done, day_of, day);
}

/* Does each trigger have records of its own that fulfil it? */
static bool
is_named(const struct judging *j)
{
	return j->rule->done.of < j->rule->done.kind->n;
}

/* The first record that names this, or what comes behind it. */
static size_t
first_naming(const struct judging *j, int64_t id)
{
	return first_at(j->in_case, j->n_in_case, named_by, id);
}

/* What names the trigger, where the rule asks for that.  Another rule may have
 * asked for what is still to come. */
static void
find_done(struct judging *j)
{
	const struct records *r = j->r;
	uint32_t id = INTERN_NONE;
	size_t from = 0;

	j->n_done = j->n_in_case;
	if (is_named(j)) {
		if (j->on->id != NO_ID)
			id = intern_find(&r->words,
			    str_of(r->ids.p + j->on->id));
		from = first_naming(j, id);
		j->n_done = id == INTERN_NONE ? 0 :
		    first_naming(j, (int64_t)id + 1) - from;
	}
	j->done = &j->in_case[from];
	j->n_done = first_from(j, r->options->as_of + 1);
}

/* On the trigger's day or later; where a record of the same sort triggers and
 * fulfils, behind the trigger, or two of a day would fulfil each other. */
static size_t
first_after_trigger(const struct judging *j)
{
	size_t i = first_from(j, j->on->day);

	while (j->duty->chained && i < j->n_done &&
	    hit_compare(&j->done[i], j->on) <= 0)
		i++;
	return i;
}

/* -------------------------------------------------------------- the line -- */

/* The field that is counted from. */
static const struct field *
from_field(const struct judging *j)
{
	const struct rule_records *on = &j->rule->on;

	return &on->kind->field[on->date];
}

static struct str
trigger_of(const struct judging *j)
{
	const struct rule_records *on = &j->rule->on;

	if (on->kind == j->r->case_kind)
		return from_field(j)->name;
	if (j->on->id == NO_ID)
		return (struct str){ "", 0 };
	return arena_str(&j->dues->arena,
	    str_of(j->r->ids.p + j->on->id));
}

static bool
is_over(const struct judging *j, const struct due *due)
{
	day_t as_of = j->r->options->as_of;

	return due->by_clock ? due->instant <= zone_instant(as_of, 0) :
	    due->due < as_of;
}

/* A record without a time may have come at the end of its day. */
static bool
in_time(const struct due *due, const struct hit *done)
{
	if (!due->has_due)
		return true;
	if (!due->by_clock)
		return done->day <= due->due;
	return zone_instant(done->day, done->minute != NO_TIME ?
	    done->minute : LAST_MINUTE) <= due->instant;
}

static enum due_status
status_of(const struct judging *j, const struct due *due,
    const struct hit *done)
{
	const struct due_options *o = j->r->options;

	if (done != NULL)
		return in_time(due, done) ? DUE_DONE : DUE_LATE;
	if (!due->has_due)
		return DUE_IMPOSSIBLE;
	if (is_over(j, due))
		return DUE_OVERDUE;
	return due->due <= date_plus(o->as_of, o->within, 1) ? DUE_DUE :
	    DUE_UPCOMING;
}

static void
set_last_workday(const struct judging *j, struct due *due)
{
	day_t day = due->due;
	int minute;

	if (due->by_clock)
		zone_local(due->instant - 1, &day, &minute);
	due->last_workday = calendar_last_workday(&j->r->practice->calendar,
	    day);
	due->has_last = due->last_workday >= (j->rule->unit == RULE_BEFORE ?
	    DAY_FIRST : due->trigger_date);
}

static void
add(const struct judging *j, struct due *due, const struct hit *done)
{
	struct dues *d = j->dues;

	due->rule = j->rule;
	due->case_id = j->case_id;
	due->who = j->who;
	due->status = status_of(j, due, done);
	if (done == NULL ? j->end != DAY_NEVER : !j->r->options->all)
		return;
	due->trigger = trigger_of(j);
	due->is_done = done != NULL;
	if (done != NULL)
		due->done_on = done->day;
	if (due->has_due)
		set_last_workday(j, due);
	d->due = mem_grow(d->due, d->n, &d->cap, sizeof(*d->due));
	d->due[d->n++] = *due;
}

/* --------------------------------------------------------------- the day -- */

/* The field that the period is in. */
static const struct field *
period_field(const struct judging *j)
{
	const struct rule_records *on = &j->rule->on;

	return on->period < on->kind->n ? &on->kind->field[on->period] :
	    &j->r->case_kind->field[j->rule->field];
}

/* The n-th day from one that is counted from, which has a minute or not. */
static struct due
when(const struct judging *j, day_t base, int minute, int n)
{
	struct due due = { .number = 1, .trigger_date = base,
	    .has_trigger_date = true, .has_due = j->has_period };

	if (j->rule->unit == RULE_HOURS) {
		int64_t last = zone_instant(DAY_LAST, LAST_MINUTE);

		due.by_clock = true;
		due.instant = zone_instant(base, minute != NO_TIME ? minute :
		    0) + (int64_t)j->rule->n * 60;
		due.instant = due.instant < last ? due.instant : last;
		zone_local(due.instant, &due.due, &minute);
	} else if (j->has_period)
		due.due = due_day(j->r->practice, j->rule, j->period, base, n);
	else
		due.missing = period_field(j);
	return due;
}

/* "The earlier of": once that has come, it is due then. */
static void
bring_forward(const struct judging *j, struct due *due)
{
	if (j->or == NULL || (due->has_due && due->due <= j->or->day))
		return;
	due->has_due = true;
	due->by_clock = false;
	due->due = j->or->day;
	due->missing = NULL;
}

/* -------------------------------------------------------------- the ways -- */

static void
judge_before(struct judging *j)
{
	struct due due = when(j, j->on->day, NO_TIME, 1);
	size_t from = j->previous == NULL || is_named(j) ? 0 :
	    first_from(j, j->previous->day + 1);

	add(j, &due, fulfilled(j, from));
}

static void
judge_once(struct judging *j)
{
	struct due due = when(j, j->on->day, j->on->minute, 1);

	bring_forward(j, &due);
	add(j, &due, fulfilled(j, first_after_trigger(j)));
}

/* The deadlines from a day on, each from when it was done. */
static void
go_on_from(struct judging *j, const struct hit *base, size_t from, int number)
{
	do {
		struct due due = when(j, base->day, base->minute, 1);
		const struct hit *done = fulfilled(j, from);

		due.number = number++;
		add(j, &due, done);
		if (done == NULL)
			return;
		base = done;
		from = (size_t)(done - j->done) + 1;
	} while (base->day < j->end);
}

/* Each time from when it was due, rolled or not, as long as that has passed:
 * periods that lie end to end. */
static void
judge_from_due(struct judging *j)
{
	struct due_practice plain = *j->r->practice;
	day_t begin = j->on->day, next = begin;
	size_t from = first_after_trigger(j);
	int n = 1;

	plain.roll = false;
	do {
		struct due due = when(j, j->on->day, NO_TIME, n);

		begin = next;
		due.number = n;
		due.trigger_date = begin;
		add(j, &due, fulfilled(j, from));
		next = due_day(&plain, j->rule, j->period, j->on->day, n++);
		from = first_from(j, next + 1);
	} while (next > begin && next < j->r->options->as_of && next < j->end);
}

/* Window after window, up to one that is not over yet. */
static void
judge_windows(struct judging *j)
{
	struct due_window w;
	day_t from = j->on->day;

	for (int n = 1; due_window(j->r->practice, j->rule, from, &w); n++) {
		bool first = w.first <= j->on->day;
		struct due due = { .number = n, .has_due = true, .due = w.due,
		    .has_trigger_date = true,
		    .trigger_date = first ? j->on->day : w.first };

		if (due.trigger_date > j->end)
			return;
		add(j, &due, fulfilled(j, first ? first_after_trigger(j) :
		    first_from(j, w.first)));
		if (w.last >= j->r->options->as_of)
			return;
		from = w.last + 1;
	}
}

/* There is no day to count from.  What comes again by itself stays impossible;
 * what is counted on from when it was done has a day once it was. */
static void
judge_undated(struct judging *j)
{
	struct due due = { .number = 1, .missing = from_field(j) };
	const struct hit *done = j->rule->unit == RULE_WINDOWS ||
	    j->rule->again == RULE_AGAIN_DUE ? NULL : fulfilled(j, 0);

	add(j, &due, done);
	if (done != NULL && done->day < j->end &&
	    j->rule->again == RULE_AGAIN_DONE)
		go_on_from(j, done, (size_t)(done - j->done) + 1, 2);
}

/* An age counts if it may have been reached while the case ran, and is reached
 * already or soon.  It is counted from the earliest day of birth. */
static void
judge_age(struct judging *j)
{
	const struct due_options *o = j->r->options;
	struct due due;

	if (due_day(j->r->practice, j->rule, j->period, j->on->day +
	    j->on->span, 1) < j->held->allocated)
		return;
	due = when(j, j->on->day, NO_TIME, 1);
	if (due.due <= date_plus(o->as_of, o->within, 1))
		add(j, &due, fulfilled(j, first_from(j, j->on->day)));
}

static void
judge(struct judging *j)
{
	if (j->on->span == SPAN_UNKNOWN)
		judge_undated(j);
	else if (from_field(j)->type == TYPE_MONTH)
		judge_age(j);
	else if (j->rule->unit == RULE_WINDOWS)
		judge_windows(j);
	else if (j->rule->unit == RULE_BEFORE)
		judge_before(j);
	else if (j->rule->again == RULE_AGAIN_DONE)
		go_on_from(j, j->on, first_after_trigger(j), 1);
	else if (j->rule->again == RULE_AGAIN_DUE)
		judge_from_due(j);
	else
		judge_once(j);
}

/* ------------------------------------------------------------- the whole -- */

/* The first hit of a probe behind the trigger's day, or on it as well. */
static const struct hit *
first_hit(const struct judging *j, size_t probe, bool same_day)
{
	const struct hit *hit;
	size_t n;

	if (probe == NO_PROBE)
		return NULL;
	hit = probe_hits(&j->r->probe[probe], j->on->case_no, &n);
	for (size_t i = 0; i < n && hit[i].day <= j->r->options->as_of; i++)
		if (hit[i].day > j->on->day ||
		    (same_day && hit[i].day == j->on->day))
			return &hit[i];
	return NULL;
}

static void
find_period(struct judging *j)
{
	const struct rule_records *on = &j->rule->on;

	j->period = j->rule->period;
	j->has_period = true;
	if (j->rule->unit != RULE_FIELD)
		return;
	if (on->period < on->kind->n)
		j->has_period = j->on->period != NO_ID && period_parse(
		    j->r->words.text[j->on->period], &j->period);
	else if (j->held->period != NULL)
		j->period = j->held->period[j->rule->field];
	if (j->period.months == 0 && j->period.days == 0)
		j->has_period = false;
}

/* Where the case was closed, or what ends the duty has come. */
static void
find_end(struct judging *j)
{
	const struct hit *until = first_hit(j, j->duty->until, true);

	j->end = j->held->closed ? j->held->closed_on : DAY_NEVER;
	if (until != NULL && until->day < j->end)
		j->end = until->day;
}

static void
judge_trigger(struct judging *j)
{
	find_period(j);
	find_end(j);
	find_done(j);
	j->or = first_hit(j, j->duty->or, false);
	if (j->rule->n_who == 0)
		judge(j);
	for (size_t i = 0; i < j->rule->n_who; i++) {
		j->role = UINT32_C(1) << i;
		j->who = j->rule->who[i];
		judge(j);
	}
}

/* A case that is not allocated yet is none. */
static bool
is_case(const struct judging *j)
{
	return j->rule->on.kind != j->r->case_kind || (j->held->known &&
	    j->held->allocated <= j->r->options->as_of);
}

static void
judge_case(struct judging *j, uint32_t case_no)
{
	const struct records *r = j->r;
	const struct hit *on;
	size_t n;

	on = probe_hits(&r->probe[j->duty->on], case_no, &n);
	if (n == 0)
		return;
	j->held = &r->held[case_no];
	if (!is_case(j))
		return;
	j->case_id = arena_str(&j->dues->arena, r->cases.text[case_no]);
	j->in_case = probe_hits(&r->probe[j->duty->done], case_no,
	    &j->n_in_case);
	j->previous = NULL;
	for (size_t i = 0; i < n; i++) {
		j->on = &on[i];
		if (i > 0 && on[i - 1].day < on[i].day)
			j->previous = &on[i - 1];
		if (j->rule->unit == RULE_BEFORE ||
		    j->on->day <= r->options->as_of)
			judge_trigger(j);
	}
}

void
duties_judge(const struct records *r, struct dues *d)
{
	for (size_t i = 0; i < r->n_duties; i++) {
		struct judging j = { .r = r, .dues = d, .duty = &r->duty[i],
		    .rule = r->duty[i].rule };

		for (size_t c = 0; c < r->cases.n; c++)
			judge_case(&j, (uint32_t)c);
	}
}
