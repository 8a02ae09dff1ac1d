#include "follow/due.h"

#include <stdlib.h>

#include "base/near.h"
#include "follow/due_private.h"

/* ------------------------------------------------------------ practice -- */

/* The place of a setting among the legal words, the first being meant where
 * nothing is said; 0, told, for another word. */
static size_t
setting(struct reg *r, const char *name, const char *const *legal)
{
	struct str word = reg_setting(r, name);
	struct buf list = { 0 };
	char shown[ECHO_SIZE];

	for (size_t i = 0; legal[i] != NULL; i++)
		if (str_is(word, legal[i]))
			return i;
	if (word.len == 0)
		return 0;
	near_list(&list, legal, 8);
	diag_add(r->diag, DIAG_FAILURE,
	    (struct loc){ .file = reg_path(r, "register.tsv") },
	    _("setting %s: \"%s\" is none of %s"), name, echo(word, shown),
	    buf_text(&list));
	buf_release(&list);
	return 0;
}

static void
unknown_name(struct reg *r, const char *name, struct str word)
{
	char shown[ECHO_SIZE];

	diag_add(r->diag, DIAG_FAILURE,
	    (struct loc){ .file = reg_path(r, "register.tsv") },
	    _("setting %s: nothing is defined for \"%s\""), name,
	    echo(word, shown));
}

static void
check_sets(struct reg *r, const char *name, struct str sets)
{
	while (sets.len > 0) {
		struct str set = str_trim(str_cut(sets, ',', &sets));

		if (!rules_have_set(&r->defs->rules, set))
			unknown_name(r, name, set);
	}
}

bool
due_practice(struct due_practice *p, struct reg *r)
{
	static const char *const months[] = { "clamp", "last", NULL };
	static const char *const rolls[] = { "none", "forward", NULL };
	static const char *const saturdays[] = { "yes", "no", NULL };
	size_t failures = r->diag->count[DIAG_FAILURE];
	struct str calendar = reg_setting(r, "calendar");

	*p = (struct due_practice){ .sets = reg_setting(r, "rules"),
	    .jurisdiction = reg_setting(r, "jurisdiction") };
	if (p->jurisdiction.len == 0)
		p->jurisdiction = str_of("dk");
	if (calendar.len == 0)
		calendar = str_of("dk");
	p->calendar = (struct calendar){ .all = &r->defs->calendars,
	    .name = calendar,
	    .saturday = setting(r, "saturday", saturdays) == 0 };
	p->month_end = setting(r, "month_end", months) == 1;
	p->roll = setting(r, "roll", rolls) == 1;
	if (!calendars_have(&r->defs->calendars, calendar))
		unknown_name(r, "calendar", calendar);
	check_sets(r, "jurisdiction", p->jurisdiction);
	check_sets(r, "rules", p->sets);
	return r->diag->count[DIAG_FAILURE] == failures;
}

bool
due_counts(const struct due_practice *p, const struct rule *rule)
{
	bool counts = rule_is_of(rule, p->jurisdiction);
	struct str rest = p->sets;

	while (!counts && rest.len > 0)
		counts = rule_is_of(rule, str_trim(str_cut(rest, ',',
		    &rest)));
	return counts && rule->used;
}

/* ------------------------------------------------------------- the day -- */

static bool
is_last_of_month(day_t day)
{
	int year, month, dayofmonth;

	date_split(day + 1, &year, &month, &dayofmonth);
	return dayofmonth == 1;
}

/* Months first, to the last of a month from the last of one where that is
 * practice (Restaurationsloven s. 36 a(3)), then days. */
static day_t
plus_period(const struct due_practice *p, day_t base, struct period period,
    int sign)
{
	struct period months = { .months = period.months };
	day_t day = date_plus(base, months, sign);

	if (p->month_end && period.months > 0 && is_last_of_month(base))
		while (!is_last_of_month(day))
			day++;
	return day + sign * period.days;
}

/* A day that can be written, and a working day where that is wanted. */
static day_t
settled(const struct due_practice *p, day_t day, bool roll)
{
	if (roll)
		day = calendar_next_workday(&p->calendar, day);
	if (day > DAY_LAST)
		return DAY_LAST;
	return day < DAY_FIRST ? DAY_FIRST : day;
}

day_t
due_day(const struct due_practice *p, const struct rule *rule,
    struct period period, day_t base, int n)
{
	struct period times = { period.months * n, period.days * n };
	day_t day = rule->unit == RULE_WEEKDAYS ? calendar_plus(&p->calendar,
	    base, rule->n, calendar_is_weekday) :
	    rule->unit == RULE_WORKDAYS ? calendar_plus(&p->calendar,
	    base, rule->n, calendar_is_workday) :
	    plus_period(p, base, times, rule->unit == RULE_BEFORE ? -1 : 1);

	return settled(p, day, p->roll && rule->unit != RULE_BEFORE);
}

/* One of these every year, those over New Year by the year they end in. */
static bool
window_in(const struct rule_window *one, int year, struct due_window *w)
{
	bool over = one->first > one->last;

	if (!date_civil(year, one->last / 100, one->last % 100, &w->last))
		return false;
	if (!date_civil(year - over, one->first / 100, one->first % 100,
	    &w->first))
		w->first = DAY_FIRST;
	return true;
}

bool
due_window(const struct due_practice *p, const struct rule *rule, day_t day,
    struct due_window *w)
{
	bool found = false;
	int year, month, dayofmonth;
	struct due_window one;

	date_split(day, &year, &month, &dayofmonth);
	for (size_t i = 0; i < 2 * rule->n_windows; i++) {
		if (!window_in(&rule->window[i / 2], year + (int)(i % 2),
		    &one) || one.last < day || (found && w->last < one.last))
			continue;
		found = true;
		*w = one;
	}
	if (found)
		w->due = settled(p, w->last, p->roll);
	return found;
}

/* ----------------------------------------------------------- all of them -- */

static int
compare_days(const struct due *a, const struct due *b)
{
	if (a->has_due != b->has_due)
		return a->has_due ? 1 : -1;
	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	if (a->by_clock != b->by_clock)
		return a->by_clock ? 1 : -1;
	return (a->instant > b->instant) - (a->instant < b->instant);
}

static int
by_due(const void *x, const void *y)
{
	const struct due *a = x, *b = y;
	int c = compare_days(a, b);

	if (c == 0)
		c = str_cmp(a->case_id, b->case_id);
	if (c == 0)
		c = str_cmp(a->rule->rule, b->rule->rule);
	if (c == 0)
		c = str_cmp(a->who, b->who);
	if (c == 0)
		c = (a->trigger_date > b->trigger_date) -
		    (a->trigger_date < b->trigger_date);
	if (c == 0)
		c = str_cmp(a->trigger, b->trigger);
	return c != 0 ? c : a->number - b->number;
}

bool
dues_read(struct dues *d, struct reg *r, const struct due_options *o)
{
	struct due_practice practice;
	struct records records = { .reg = r, .options = o,
	    .practice = &practice };
	bool ok;

	*d = (struct dues){ 0 };
	if (!due_practice(&practice, r))
		return false;
	ok = records_read(&records);
	if (ok)
		duties_judge(&records, d);
	if (d->n > 0)
		qsort(d->due, d->n, sizeof(*d->due), by_due);
	records_release(&records);
	return ok;
}

void
dues_release(struct dues *d)
{
	free(d->due);
	arena_release(&d->arena);
	*d = (struct dues){ 0 };
}

const char *
due_status_name(enum due_status status)
{
	static const char *const names[] = { [DUE_OVERDUE] = "overdue",
	    [DUE_DUE] = "due", [DUE_UPCOMING] = "upcoming",
	    [DUE_IMPOSSIBLE] = "impossible", [DUE_DONE] = "done",
	    [DUE_LATE] = "late" };

	return names[status];
}
