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
rules_have_set(const struct rules *rs, struct str set)
{
	for (size_t i = 0; i < rs->n; i++)
		if (str_eq(rs->rule[i].set, set))
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
	size_t i = 0;

	while (i < k->n && !str_eq(k->field[i].name, name))
		i++;
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
	else if (kind_field(k, "case_id") == k->n || kind_date(k) == k->n) {
		defline_error(l, column, _("records of %.*s have no case_id, "
		    "or no date"), STR(k->name));
		k = NULL;
	}
	return k;
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
	r->otherwise = r->who = k->n;
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

static bool
parse_field(const struct defs *defs, struct str s, struct rule *r)
{
	const struct kind *k = kind_find(&defs->kinds, str_of("case"));

	r->unit = RULE_FIELD;
	r->field = k != NULL ? kind_field(k, s.p) : 0;
	return k != NULL && r->field < k->n &&
	    k->field[r->field].type == TYPE_PERIOD;
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
	} else if (!period_parse(after, &r->period) &&
	    !parse_hours(after, r) && !parse_days(after, r) &&
	    !parse_field(defs, after, r))
		defline_error(l, "after", _("one of P3M, PT24H, \"6 "
		    "weekdays\", \"7 workdays\" and a field of the case that "
		    "holds a period is wanted"));
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
	    r->again != RULE_ONCE))
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
	if (r->again == RULE_AGAIN_DUE ? r->unit != RULE_PERIOD ||
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
read_done(const struct defline *l, const struct defs *defs, struct rule *r)
{
	const struct kind *k = kind_of(l, defs, "done");

	if (defline_cell(l, "done").len == 0)
		defline_error(l, "done", _("missing"));
	read_records(l, defs, k, "done_when", "done_from", &r->done);
	if (k != NULL && r->done.date != kind_date(k))
		r->done.otherwise = kind_date(k);
}

static void
read_rule(const struct defline *l, const struct defs *defs, struct rule *r)
{
	r->set = defline_cell(l, "set");
	r->what = defline_cell(l, "what");
	r->source = defline_cell(l, "source");
	r->checked = defline_cell(l, "checked");
	r->verified = defline_yes(l, "verified");
	if (r->set.len == 0 || r->what.len == 0)
		defline_error(l, r->set.len == 0 ? "set" : "what",
		    _("missing"));
	else
		check_code(l, "what", list_find(&defs->lists,
		    str_of("deadlines")), r->what);
	read_records(l, defs, kind_of(l, defs, "on"), "when", "from", &r->on);
	read_records(l, defs, kind_of(l, defs, "or"), "or_when", NULL,
	    &r->or);
	if (defline_cell(l, "until").len > 0)
		read_records(l, defs, r->on.kind, "until", NULL, &r->until);
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
	size_t failures = d->count[DIAG_FAILURE];
	struct loading in = { rs, defs };

	deffile_each(share, reg, "rules", arena, d, read_line, &in);
	return d->count[DIAG_FAILURE] == failures;
}

void
rules_release(struct rules *rs)
{
	free(rs->rule);
	*rs = (struct rules){ 0 };
}
