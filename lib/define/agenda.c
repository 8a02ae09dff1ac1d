#include "define/agenda.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/num.h"
#include "define/deffile.h"
#include "define/defs.h"

enum { MINUTES_MOST = 24 * 60, MEETINGS_MOST = 1000 };

struct loading {
	struct agendas		*agendas;
	const struct defs	*defs;
};

static const char *const sort_name[AGENDA_SORTS] = {
	[AGENDA_PURPOSE] = "purpose", [AGENDA_BRING] = "bring",
	[AGENDA_ITEM] = "item", [AGENDA_CHECK] = "check"
};

/* ------------------------------------------------------------ reading -- */

static unsigned
read_count(const struct defline *l, const char *column, uint64_t most)
{
	struct str cell = defline_cell(l, column);
	char shown[ECHO_SIZE];
	uint64_t n = 0;

	if (cell.len > 0 && !num_count(cell, most, &n))
		defline_error(l, column, _("\"%s\" is not a whole number up "
		    "to %u"), echo(cell, shown), (unsigned)most);
	return (unsigned)n;
}

/* Codes of the list raters, perhaps with a person. */
static struct str
read_who(const struct defline *l, const struct defs *defs)
{
	const struct list *raters = list_find(&defs->lists, str_of("raters"));
	struct str who = defline_cell(l, "who"), rest = who, person;
	char shown[ECHO_SIZE];

	while (rest.len > 0) {
		struct str code = str_cut(rest, ',', &rest);

		if (raters == NULL ||
		    code_find(raters, str_cut(code, '.', &person)) == NULL)
			defline_error(l, "who", _("\"%s\" is not in the list "
			    "raters"), echo(code, shown));
	}
	return who;
}

static void
read_frame(const struct defline *l, const struct defs *defs, struct agenda *a)
{
	const struct kind *k = kind_find(&defs->kinds, str_of("case"));
	struct str within = defline_cell(l, "within");
	size_t field = 0;

	a->of = defline_cell(l, "of");
	while (k != NULL && field < k->n &&
	    !str_eq(k->field[field].name, a->of))
		field++;
	if ((within.len > 0) != (a->of.len > 0))
		defline_error(l, "within", _("within and of go together"));
	else if (within.len > 0 && !period_parse(within, &a->within))
		defline_error(l, "within", _("a period such as P14D is "
		    "wanted"));
	else if (within.len > 0 && (k == NULL || field == k->n ||
	    k->field[field].type != TYPE_DATE))
		defline_error(l, "of", _("a date of cases is wanted, such as "
		    "allocated"));
}

static void
read_meeting(const struct defline *l, const struct defs *defs,
    struct agenda *a)
{
	a->who = read_who(l, defs);
	a->minutes = read_count(l, "minutes", MINUTES_MOST);
	a->most = read_count(l, "most", MEETINGS_MOST);
	read_frame(l, defs, a);
}

static struct agenda_line *
find_line(const struct agenda *a, const struct agenda_line *line)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->line[i].sort == line->sort &&
		    str_eq(a->line[i].item, line->item))
			return &a->line[i];
	return NULL;
}

/* Behind all of its sort that are there. */
static int64_t
last_order(const struct agenda *a, enum agenda_sort sort)
{
	int64_t last = 0;

	for (size_t i = 0; i < a->n; i++)
		if (a->line[i].sort == sort && a->line[i].order > last)
			last = a->line[i].order;
	return last + NUM_ONE;
}

/* Takes the place of the one that is the same line; without a text it leaves
 * none. */
static void
put_line(struct agenda *a, struct agenda_line *line, bool ordered)
{
	struct agenda_line *old = find_line(a, line);

	if (!ordered)
		line->order = old != NULL ? old->order :
		    last_order(a, line->sort);
	if (old == NULL) {
		a->line = mem_grow(a->line, a->n, &a->cap, sizeof(*a->line));
		old = &a->line[a->n++];
	}
	*old = *line;
}

static void
read_item(const struct defline *l, const struct defs *defs, struct agenda *a,
    enum agenda_sort sort)
{
	struct agenda_line line = { .sort = sort,
	    .item = defline_cell(l, "item"), .who = read_who(l, defs),
	    .minutes = read_count(l, "minutes", MINUTES_MOST),
	    .text = { [LANG_DA] = defline_cell(l, "da"),
	    [LANG_EN] = defline_cell(l, "en") } };
	bool ordered = defline_number(l, "order", &line.order);

	for (int i = 0; i < 2; i++)
		if (line.text[i].len == 0)
			line.text[i] = line.text[1 - i];
	if (line.item.len == 0)
		defline_error(l, "item", _("missing"));
	else if (line.text[LANG_DA].len == 0 && !l->local)
		defline_error(l, "da", _("missing"));
	else
		put_line(a, &line, ordered);
}

static struct agenda *
agenda_of_file(const struct defline *l, struct loading *in)
{
	const struct list *types = list_find(&in->defs->lists,
	    str_of("meeting_types"));
	struct agendas *as = in->agendas;

	for (size_t i = 0; i < as->n; i++)
		if (str_eq(as->agenda[i].type, l->stem))
			return &as->agenda[i];
	if (types == NULL || code_find(types, l->stem) == NULL)
		defline_error(l, "type", _("there is no type of meeting that "
		    "is called as this file, in codes/meeting_types.tsv"));
	as->agenda = mem_grow(as->agenda, as->n, &as->cap,
	    sizeof(*as->agenda));
	as->agenda[as->n] = (struct agenda){ .type = l->stem };
	return &as->agenda[as->n++];
}

static void
read_line(const struct defline *l, void *arg)
{
	struct loading *in = arg;
	struct agenda *a = agenda_of_file(l, in);
	struct str type = defline_cell(l, "type");
	char shown[ECHO_SIZE];

	if (str_is(type, "meeting")) {
		read_meeting(l, in->defs, a);
		return;
	}
	for (int i = 0; i < AGENDA_SORTS; i++)
		if (str_is(type, sort_name[i])) {
			read_item(l, in->defs, a, (enum agenda_sort)i);
			return;
		}
	defline_error(l, "type", _("\"%s\" is none of meeting, purpose, bring, "
	    "item, check"), echo(type, shown));
}

/* ------------------------------------------------------------ the whole -- */

static int
by_order(const void *a, const void *b)
{
	const struct agenda_line *x = a, *y = b;

	if (x->sort != y->sort)
		return x->sort < y->sort ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return str_cmp(x->item, y->item);
}

/* Sorts the lines, without those that a register emptied. */
static void
settle(struct agenda *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++)
		if (a->line[i].text[LANG_DA].len > 0)
			a->line[n++] = a->line[i];
	a->n = n;
	if (n > 0)
		qsort(a->line, n, sizeof(*a->line), by_order);
}

bool
agendas_load(struct agendas *as, const struct defs *defs, const char *share,
    const char *reg, struct diag *d)
{
	static const struct deffolder folder = { .name = "agendas",
	    .key = "type,item", .by_file = true };
	struct loading in = { as, defs };
	size_t failures = d->count[DIAG_FAILURE];

	*as = (struct agendas){ 0 };
	if (!deffile_each(share, reg, &folder, &as->arena, d, read_line,
	    &in) || d->count[DIAG_FAILURE] != failures)
		return false;
	for (size_t i = 0; i < as->n; i++)
		settle(&as->agenda[i]);
	return true;
}

void
agendas_release(struct agendas *as)
{
	for (size_t i = 0; i < as->n; i++)
		free(as->agenda[i].line);
	free(as->agenda);
	arena_release(&as->arena);
	*as = (struct agendas){ 0 };
}

const struct agenda *
agenda_find(const struct agendas *as, struct str type)
{
	const struct agenda *other = NULL;

	for (size_t i = 0; i < as->n; i++) {
		if (str_eq(as->agenda[i].type, type))
			return &as->agenda[i];
		if (str_is(as->agenda[i].type, "other"))
			other = &as->agenda[i];
	}
	return other;
}

unsigned
agenda_minutes(const struct agenda *a)
{
	unsigned sum = 0;

	for (size_t i = 0; i < a->n; i++)
		if (a->line[i].sort == AGENDA_ITEM)
			sum += a->line[i].minutes;
	return a->minutes > 0 ? a->minutes : sum;
}

bool
agenda_has(const struct agenda *a, enum agenda_sort sort)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->line[i].sort == sort)
			return true;
	return false;
}
