#include "define/rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/num.h"
#include "define/defs.h"
#include "define/deffile.h"
#include "define/value.h"

enum { COUNT_MAX = 9999, WORDS_MAX = 16 };

struct loading {
	struct rules		*rules;
	const struct defs	*defs;
};

const struct rule *
rule_find(const struct rules *rs, struct str name)
{
	for (size_t i = 0; i < rs->n; i++)
		if (str_eq(rs->rule[i].rule, name))
			return &rs->rule[i];
	return NULL;
}

bool
rule_is_of(const struct rule *r, struct str set)
{
	struct str rest = r->sets;

	while (rest.len > 0)
		if (str_eq(str_trim(str_cut(rest, ',', &rest)), set))
			return true;
	return false;
}

bool
rules_have_set(const struct rules *rs, struct str set)
{
	for (size_t i = 0; i < rs->n; i++)
		if (rule_is_of(&rs->rule[i], set))
			return true;
	return false;
}

bool
rule_has_role(struct str field, struct str role)
{
	struct str person;

	while (field.len > 0) {
		struct str one = str_cut(field, ',', &field);

		if (str_eq(one, role) ||
		    str_eq(str_cut(one, '.', &person), role))
			return true;
	}
	return false;
}

/* -------------------------------------------------------------- fields -- */

static void
no_field(const struct defline *l, const char *column, const struct kind *k,
    struct str name)
{
	struct buf text = { 0 };

	kind_lacks(k, name, &text);
	defline_error(l, column, "%s", buf_text(&text));
	buf_release(&text);
}

/* k->n, told, if the kind has no such field. */
static size_t
field_of(const struct defline *l, const char *column, const struct kind *k,
    struct str name)
{
	size_t i = kind_field_named(k, name);

	if (i == k->n)
		no_field(l, column, k, name);
	return i;
}

static const struct kind *
kind_of(const struct defline *l, const struct defs *defs, const char *column)
{
	struct str name = defline_cell(l, column);
	const struct kind *k = kind_find(&defs->kinds, name);
	char shown[ECHO_SIZE];

	if (name.len == 0)
		return NULL;
	if (k == NULL)
		defline_error(l, column, _("there is no kind \"%s\""),
		    echo(name, shown));
	else if (kind_date(k) == k->n) {
		defline_error(l, column, _("records of %.*s have no date"),
		    STR(k->name));
		k = NULL;
	}
	return k;
}

/* Whether the records of a kind are about a case. */
enum about { ABOUT_NONE, ABOUT_SOME, ABOUT_ALL };

static enum about
about(const struct kind *k)
{
	size_t i = kind_field(k, "case_id");

	if (i == k->n)
		return ABOUT_NONE;
	return k->field[i].required ? ABOUT_ALL : ABOUT_SOME;
}

/* A date, or the month of birth of an age; the kind's own where empty. */
static size_t
date_of(const struct defline *l, const char *column, const struct kind *k)
{
	struct str name = column != NULL ? defline_cell(l, column) :
	    (struct str){ "", 0 };
	size_t i;

	if (name.len == 0)
		return kind_date(k);
	i = field_of(l, column, k, name);
	if (i == k->n || k->field[i].type == TYPE_DATE ||
	    (k->field[i].type == TYPE_MONTH && strcmp(column, "from") == 0))
		return i;
	defline_error(l, column, _("a field of type date is wanted, or month "
	    "for an age in from"));
	return k->n;
}

/* ---------------------------------------------------------- conditions -- */

struct literals {
	const struct defline	*line;
	const struct defs	*defs;
	const char		*column;
	const struct kind	*kind;
};

/* A slip in a code would make a deadline that never comes. */
static void
check_literal(const char *name, struct str literal, void *arg)
{
	const struct literals *in = arg;
	size_t i = kind_field(in->kind, name);
	const struct field *f = &in->kind->field[i];
	struct buf why = { 0 };
	char shown[ECHO_SIZE];
	int64_t number;
	bool legal = i == in->kind->n;

	if (!legal && type_order(f->type) == ORDER_NUMBER) {
		legal = num_parse(literal, &number) == NUM_OK;
		buf_adds(&why, _("is not a number"));
	} else if (!legal && f->values.len > 0) {
		legal = code_find(list_find(&in->defs->lists, f->values),
		    literal) != NULL;
		buf_adds(&why, _("is not in its list of codes"));
	} else if (!legal)
		legal = value_check(in->defs, f, literal, &why);
	if (!legal)
		defline_error(in->line, in->column, "%s \"%s\" %s", name,
		    echo(literal, shown), buf_text(&why));
	buf_release(&why);
}

static void
check_words(const struct defline *l, const struct defs *defs,
    const char *column, const struct rule_records *r)
{
	struct literals in = { l, defs, column, r->kind };
	struct select *s;

	defline_at(l, column);
	s = select_new(r->word, r->n, l->diag);
	for (size_t i = 0; s != NULL && i < r->n; i++)
		field_of(l, column, r->kind, (struct str){ r->word[i],
		    strcspn(r->word[i], "=!<>~") });
	if (s != NULL)
		select_literals(s, check_literal, &in);
	select_free(s);
}

/* Conditions stand one behind the other, blanks or semicolons between. */
static void
read_words(const struct defline *l, const struct defs *defs,
    const char *column, struct rule_records *r)
{
	struct str rest = defline_cell(l, column);

	r->word = arena_alloc(l->arena, WORDS_MAX * sizeof(*r->word));
	while (rest.len > 0) {
		size_t n = 0;

		while (n < rest.len && strchr(" ;", rest.p[n]) == NULL)
			n++;
		if (n > 0 && r->n == WORDS_MAX) {
			defline_error(l, column, _("too many conditions"));
			return;
		}
		if (n > 0)
			r->word[r->n++] = arena_str(l->arena,
			    (struct str){ rest.p, n }).p;
		n += n < rest.len;
		rest = (struct str){ rest.p + n, rest.len - n };
	}
	check_words(l, defs, column, r);
}

/* The records of a kind; date may be NULL: the kind's own. */
static void
read_records(const struct defline *l, const struct defs *defs,
    const struct kind *k, const char *when, const char *date,
    struct rule_records *r)
{
	r->kind = k;
	if (k == NULL)
		return;
	r->otherwise = r->who = r->of = r->period = k->n;
	r->date = date_of(l, date, k);
	read_words(l, defs, when, r);
}

/* ------------------------------------------------------------ the line -- */

/* "6 weekdays", "7 workdays" */
static bool
parse_days(struct str s, struct rule *r)
{
	struct str unit, count = str_cut(s, ' ', &unit);
	uint64_t n;

	if (!num_count(count, COUNT_MAX, &n) || n == 0)
		return false;
	r->n = (int)n;
	r->unit = str_is(unit, "weekdays") ? RULE_WEEKDAYS : RULE_WORKDAYS;
	return r->unit == RULE_WEEKDAYS || str_is(unit, "workdays");
}

/* "PT24H" */
static bool
parse_hours(struct str s, struct rule *r)
{
	uint64_t n;

	if (!str_starts(s, "PT") || !str_ends(s, "H") || !num_count(
	    (struct str){ s.p + 2, s.len - 3 }, COUNT_MAX, &n) || n == 0)
		return false;
	r->n = (int)n;
	r->unit = RULE_HOURS;
	return true;
}

/* k->n if the kind has no such field of type period. */
static size_t
period_field(const struct kind *k, struct str name)
{
	size_t i = kind_field(k, name.p);

	return i < k->n && k->field[i].type == TYPE_PERIOD ? i : k->n;
}

/* Of what triggers it, or of its case. */
static bool
parse_field(const struct defs *defs, struct str s, struct rule *r)
{
	const struct kind *k = kind_find(&defs->kinds, str_of("case"));

	r->unit = RULE_FIELD;
	if (r->on.kind == NULL)
		return true;
	r->on.period = period_field(r->on.kind, s);
	if (r->on.period < r->on.kind->n)
		return true;
	r->field = k != NULL ? period_field(k, s) : 0;
	return k != NULL && r->field < k->n && about(r->on.kind) != ABOUT_NONE;
}

static bool
in_window(const struct rule_window *w, int day)
{
	return w->first <= w->last ? w->first <= day && day <= w->last :
	    w->first <= day || day <= w->last;
}

/* "04-01/06-30" */
static bool
parse_window(struct str s, struct rule_window *w)
{
	struct str last, first = str_cut(s, '/', &last);
	int month[2], day[2];

	if (!month_day_parse(first, &month[0], &day[0]) ||
	    !month_day_parse(last, &month[1], &day[1]))
		return false;
	w->first = month[0] * 100 + day[0];
	w->last = month[1] * 100 + day[1];
	return true;
}

static void
check_window(const struct defline *l, const struct rule *r,
    const struct rule_window *w)
{
	enum { LEAP_DAY = 229 };

	if (w->first == LEAP_DAY || w->last == LEAP_DAY)
		defline_error(l, "after", _("29 February is no day of every "
		    "year; 02-28 or 03-01 is wanted"));
	for (size_t i = 0; i < r->n_windows; i++)
		if (in_window(&r->window[i], w->first) ||
		    in_window(w, r->window[i].first))
			defline_error(l, "after", _("a day is in two "
			    "windows"));
}

static void
read_windows(const struct defline *l, struct str s, struct rule *r)
{
	const char *end = s.p + s.len;
	struct rule_window w;
	bool more = true;

	r->unit = RULE_WINDOWS;
	while (more) {
		struct str one = str_cut(s, ',', &s);

		more = one.p + one.len < end;
		if (!parse_window(one, &w)) {
			defline_error(l, "after", _("windows of each year are "
			    "wanted, such as 04-01/06-30,10-01/11-30"));
			return;
		}
		if (r->n_windows == RULE_WINDOWS_MAX) {
			defline_error(l, "after", _("too many windows"));
			return;
		}
		check_window(l, r, &w);
		r->window[r->n_windows++] = w;
	}
}

static void
read_after(const struct defline *l, const struct defs *defs, struct rule *r)
{
	struct str after = defline_cell(l, "after");
	struct str before = defline_cell(l, "before");

	if ((after.len > 0) == (before.len > 0))
		defline_error(l, "after", _("either after or before is "
		    "wanted"));
	else if (before.len > 0) {
		r->unit = RULE_BEFORE;
		if (!period_parse(before, &r->period))
			defline_error(l, "before", _("a period such as P0D or "
			    "P7D is wanted"));
	} else if (memchr(after.p, '/', after.len) != NULL)
		read_windows(l, after, r);
	else if (!period_parse(after, &r->period) &&
	    !parse_hours(after, r) && !parse_days(after, r) &&
	    !parse_field(defs, after, r))
		defline_error(l, "after", _("one of P3M, PT24H, \"6 "
		    "weekdays\", \"7 workdays\", 04-01/06-30 and a field of "
		    "the trigger or its case that holds a period is wanted"));
}

static bool
is_age(const struct rule *r)
{
	return r->on.kind != NULL && r->on.date < r->on.kind->n &&
	    r->on.kind->field[r->on.date].type == TYPE_MONTH;
}

/* What is due anew, ahead of something or at an age is due on its own day. */
static void
check_or(const struct defline *l, const struct rule *r)
{
	if (r->or.kind != NULL && (r->unit == RULE_BEFORE || is_age(r) ||
	    r->unit == RULE_WINDOWS || r->again != RULE_ONCE))
		defline_error(l, "or", _("or goes with after, of what is due "
		    "once and is no age"));
	if (r->or.kind == NULL && defline_cell(l, "or_when").len > 0)
		defline_error(l, "or_when", _("or_when goes with or"));
}

static void
read_again(const struct defline *l, struct rule *r)
{
	struct str again = defline_cell(l, "again");
	struct str least = defline_cell(l, "at_least");
	uint64_t n = 1;

	if (str_is(again, "done"))
		r->again = RULE_AGAIN_DONE;
	else if (str_is(again, "due"))
		r->again = RULE_AGAIN_DUE;
	else if (again.len > 0)
		defline_error(l, "again", _("done or due is wanted"));
	if (r->unit == RULE_WINDOWS && again.len > 0)
		defline_error(l, "again", _("windows come each year, without "
		    "again"));
	else if (r->again == RULE_AGAIN_DUE ? r->unit != RULE_PERIOD ||
	    (r->period.months == 0 && r->period.days == 0) :
	    r->again == RULE_AGAIN_DONE && r->unit == RULE_BEFORE)
		defline_error(l, "again", _("again goes with after, and "
		    "due with a period there"));
	if (is_age(r) && (r->unit != RULE_PERIOD || r->again != RULE_ONCE))
		defline_error(l, "from", _("an age is counted once, with a "
		    "period in after"));
	if (least.len > 0 && (!num_count(least, COUNT_MAX, &n) || n == 0))
		defline_error(l, "at_least", _("a whole number from 1 on is "
		    "wanted"));
	r->at_least = (int)n;
}

/* A role that no list knows would be waited for in vain. */
static void
check_code(const struct defline *l, const char *column, const struct list *list,
    struct str code)
{
	char shown[ECHO_SIZE];

	if (list != NULL && code_find(list, code) == NULL)
		defline_error(l, column, "\"%s\" %s", echo(code, shown),
		    _("is not in its list of codes"));
}

static void
read_who(const struct defline *l, const struct defs *defs, struct rule *r)
{
	struct str rest = defline_cell(l, "who");
	struct str field = defline_cell(l, "done_who");
	const struct list *roles = NULL;
	const struct field *f;
	struct str person;
	struct buf why = { 0 };

	if ((rest.len > 0) != (field.len > 0)) {
		defline_error(l, "who", _("who and done_who go together"));
		return;
	}
	if (rest.len == 0 || r->done.kind == NULL)
		return;
	r->done.who = field_of(l, "done_who", r->done.kind, field);
	if (r->done.who == r->done.kind->n)
		return;
	f = &r->done.kind->field[r->done.who];
	if (f->values.len == 0)
		defline_error(l, "done_who", _("a field of roles is wanted"));
	else if (!value_check(defs, f, rest, &why))
		defline_error(l, "who", "%s", buf_text(&why));
	else
		roles = list_find(&defs->lists, f->values);
	while (rest.len > 0 && r->n_who < RULE_WHO_MAX) {
		r->who[r->n_who] = str_cut(rest, ',', &rest);
		check_code(l, "who", roles,
		    str_cut(r->who[r->n_who++], '.', &person));
	}
	if (rest.len > 0)
		defline_error(l, "who", _("too many roles"));
	buf_release(&why);
}

static void
read_of(const struct defline *l, struct rule *r)
{
	struct str name = defline_cell(l, "done_of");
	const struct kind *on = r->on.kind, *k = r->done.kind;

	if (name.len == 0 || on == NULL || k == NULL)
		return;
	r->done.of = field_of(l, "done_of", k, name);
	if (r->done.of == k->n)
		return;
	if (kind_id(on) == on->n)
		defline_error(l, "done_of", _("records of %.*s have no id that "
		    "could be named"), STR(on->name));
	else if (k->field[r->done.of].type != TYPE_REF ||
	    !str_eq(k->field[r->done.of].ref, on->name))
		defline_error(l, "done_of", _("a field of type ref is wanted, "
		    "to %.*s"), STR(on->name));
	r->on.undated = !is_age(r);
}

/* What is about a case and what is about none would never come together, unless
 * one names the other. */
static void
check_about(const struct defline *l, const char *column, const struct rule *r,
    const struct rule_records *with)
{
	enum about on, other;

	if (r->on.kind == NULL || with->kind == NULL)
		return;
	on = about(r->on.kind);
	other = about(with->kind);
	if (on == ABOUT_NONE && with->of < with->kind->n)
		return;
	if ((on == ABOUT_NONE && other == ABOUT_ALL) ||
	    (on == ABOUT_ALL && other == ABOUT_NONE))
		defline_error(l, column, _("records of %.*s and of %.*s are "
		    "never about the same case"), STR(r->on.kind->name),
		    STR(with->kind->name));
}

/* Among what is about no case, one that is over would end the duties of all. */
static void
read_until(const struct defline *l, const struct defs *defs, struct rule *r)
{
	const struct kind *k = r->on.kind;

	if (k == NULL || defline_cell(l, "until").len == 0)
		return;
	if (about(k) == ABOUT_NONE)
		defline_error(l, "until", _("records of %.*s are about no "
		    "case, and one would end the duties of all; what must "
		    "still hold is a condition in when"), STR(k->name));
	else
		read_records(l, defs, k, "until", NULL, &r->until);
}

static void
read_done(const struct defline *l, const struct defs *defs, struct rule *r)
{
	const struct kind *k = kind_of(l, defs, "done");

	if (defline_cell(l, "done").len == 0)
		defline_error(l, "done", _("missing"));
	read_records(l, defs, k, "done_when", "done_from", &r->done);
	if (k != NULL && r->done.date != kind_date(k))
		r->done.otherwise = kind_date(k);
	read_of(l, r);
	check_about(l, "done", r, &r->done);
	check_about(l, "or", r, &r->or);
}

static void
read_rule(const struct defline *l, const struct defs *defs, struct rule *r)
{
	r->sets = defline_cell(l, "set");
	r->what = defline_cell(l, "what");
	r->source = defline_cell(l, "source");
	r->checked = defline_cell(l, "checked");
	r->verified = defline_yes(l, "verified");
	if (r->sets.len == 0 || r->what.len == 0)
		defline_error(l, r->sets.len == 0 ? "set" : "what",
		    _("missing"));
	else
		check_code(l, "what", list_find(&defs->lists,
		    str_of("deadlines")), r->what);
	read_records(l, defs, kind_of(l, defs, "on"), "when", "from", &r->on);
	read_records(l, defs, kind_of(l, defs, "or"), "or_when", NULL,
	    &r->or);
	read_until(l, defs, r);
	read_done(l, defs, r);
	read_after(l, defs, r);
	read_again(l, r);
	check_or(l, r);
	read_who(l, defs, r);
}

/* A line that says only whether a rule is used leaves the rest as it was. */
static void
read_line(const struct defline *l, void *arg)
{
	struct loading *in = arg;
	struct rules *rs = in->rules;
	struct rule r = { .rule = defline_cell(l, "rule"),
	    .used = defline_yes(l, "used") };
	const struct rule *old = rule_find(rs, r.rule);
	char shown[ECHO_SIZE];

	if (r.rule.len == 0) {
		defline_error(l, "rule", _("missing"));
		return;
	}
	if (defline_cell(l, "on").len > 0)
		read_rule(l, in->defs, &r);
	else if (old != NULL) {
		bool used = r.used;

		r = *old;
		r.used = used;
	} else {
		defline_error(l, "rule", _("there is no rule \"%s\" to be "
		    "switched on or off; a new one says what it is on"),
		    echo(r.rule, shown));
		return;
	}
	if (old == NULL)
		rs->rule = mem_grow(rs->rule, rs->n++, &rs->cap,
		    sizeof(*rs->rule));
	rs->rule[old != NULL ? (size_t)(old - rs->rule) : rs->n - 1] = r;
}

bool
rules_load(struct rules *rs, const struct defs *defs, const char *share,
    const char *reg, struct arena *arena, struct diag *d)
{
	static const struct deffolder folder = {
	    .name = "rules", .key = "rule" };
	size_t failures = d->count[DIAG_FAILURE];
	struct loading in = { rs, defs };

	deffile_each(share, reg, &folder, arena, d, read_line, &in);
	return d->count[DIAG_FAILURE] == failures;
}

void
rules_release(struct rules *rs)
{
	free(rs->rule);
	*rs = (struct rules){ 0 };
}
