#include "draw/overview.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/utf8.h"
#include "define/value.h"
#include "draw/case.h"

struct drawing {
	const struct overview_page *p;
	const struct overview	*ov;
	const struct kind	*kind;
	enum lang		 lang;
	struct doc		*doc;
	struct arena		 arena;		/* cells */
	struct buf		 text;		/* being put together */
};

static struct drawing
drawing_of(const struct overview_page *p)
{
	return (struct drawing){ .p = p, .ov = p->ov, .kind = p->ov->kind,
	    .lang = p->lang };
}

static void
drawing_release(struct drawing *d)
{
	arena_release(&d->arena);
	buf_release(&d->text);
}

static struct str
text(struct drawing *d)
{
	struct str s = arena_str(&d->arena, buf_str(&d->text));

	buf_clear(&d->text);
	return s;
}

static struct str
word(const struct drawing *d, const char *msgid)
{
	return str_of(tr(d->lang, msgid));
}

static struct str
number(struct drawing *d, int64_t millionths)
{
	num_add(&d->text, millionths);
	return text(d);
}

static struct str
count(struct drawing *d, uint32_t n)
{
	return number(d, n * NUM_ONE);
}

/* ----------------------------------------------------------------- words -- */

static void
add_date(struct drawing *d, day_t day)
{
	char date[DATE_SIZE];

	write_shown(&d->text, str_of(date_format(date, day)), CELL_DATE,
	    d->lang);
}

static void
add_state(struct drawing *d, size_t state)
{
	struct str code = d->ov->state[state].code;

	if (code.len == 0)
		buf_adds(&d->text, tr(d->lang, N_("not told")));
	else if (d->ov->states != NULL)
		code_label(d->ov->states, code, d->lang, &d->text);
	else
		buf_add_str(&d->text, code);
}

/* Of an escaped text.  A backslash begins two characters: what follows one that
 * stands for itself is no line break. */
static size_t
first_line(struct str s)
{
	size_t n = 0;

	while (n + 1 < s.len && (s.p[n] != '\\' || s.p[n + 1] != 'n'))
		n += s.p[n] == '\\' ? 2 : 1;
	return n + 1 < s.len ? n : s.len;
}

static void
add_title(struct drawing *d, const struct overview_item *item)
{
	size_t field = kind_use(d->kind, USE_TITLE);
	size_t n = first_line(item->title);

	if (n == 0)
		return;
	buf_addc(&d->text, ' ');
	draw_value(&d->text, d->p->defs, &d->kind->field[field],
	    (struct str){ item->title.p, n }, d->lang);
}

/* Of a goal the case as well. */
static void
add_id(struct drawing *d, const struct overview_item *item)
{
	if (item->case_id.len > 0 && !str_eq(item->case_id, item->id))
		buf_addf(&d->text, "%.*s%s", STR(item->case_id),
		    item->id.len > 0 ? " " : "");
	buf_add_str(&d->text, item->id);
}

/* "KP-3 Temadag · PPR · planned": what tells a record from the others. */
static struct str
item_text(struct drawing *d, const struct overview_item *item)
{
	add_id(d, item);
	add_title(d, item);
	if (d->ov->by != NULL && item->group.len > 0) {
		buf_adds(&d->text, " · ");
		draw_value(&d->text, d->p->defs, d->ov->by, item->group,
		    d->lang);
	}
	if (kind_use(d->kind, USE_STATE) < d->kind->n) {
		buf_adds(&d->text, " · ");
		add_state(d, item->state);
	}
	return text(d);
}

static void
heading(struct drawing *d, struct str what, uint32_t n)
{
	buf_addf(&d->text, "%.*s (%u)", STR(what), n);
	doc_heading(d->doc, 2, text(d));
}

/* ----------------------------------------------------------------- table -- */

/* What a page's table has columns for: the states that occur, the sums that
 * are of anything. */
struct shape {
	size_t		*state, *sum;	/* owned */
	size_t		 n_states, n_sums;
	bool		 shares;	/* beside each sum */
	bool		 late;		/* there is a day to be late by */
};

static struct shape
shape_of(const struct overview *ov)
{
	struct shape s = { .shares = ov->n_groups > 1,
	    .late = kind_use(ov->kind, USE_DUE) < ov->kind->n };

	s.state = mem_array(NULL, ov->n_states + 1, sizeof(*s.state));
	s.sum = mem_array(NULL, ov->n_sums + 1, sizeof(*s.sum));
	for (size_t i = 0; i < ov->n_states; i++)
		if (overview_at(ov, ov->n_groups, i)->n > 0)
			s.state[s.n_states++] = i;
	for (size_t i = 0; i < ov->n_sums; i++)
		if (overview_sum_at(ov, ov->n_groups, ov->n_states, i)->n > 0)
			s.sum[s.n_sums++] = i;
	return s;
}

static struct column
column(struct str label, enum cell_kind kind)
{
	return (struct column){ .name = label, .label = label, .kind = kind };
}

static size_t
columns_of(struct drawing *d, const struct shape *s, struct column *c)
{
	size_t n = 0;

	c[n++] = column(d->ov->by != NULL ? d->ov->by->label[d->lang] :
	    d->kind->label[d->lang], CELL_TEXT);
	for (size_t i = 0; i < s->n_states; i++) {
		add_state(d, s->state[i]);
		c[n++] = column(text(d), CELL_NUMBER);
	}
	c[n++] = column(word(d, N_("In all")), CELL_NUMBER);
	if (s->late)
		c[n++] = column(word(d, N_("Late")), CELL_NUMBER);
	c[n++] = column(word(d, N_("New")), CELL_NUMBER);
	c[n++] = column(word(d, N_("Changed")), CELL_NUMBER);
	for (size_t i = 0; i < s->n_sums; i++) {
		c[n++] = column(d->kind->field[d->ov->field[s->sum[i]]].label[
		    d->lang], CELL_NUMBER);
		if (s->shares)
			c[n++] = column(str_of("%"), CELL_NUMBER);
	}
	return n;
}

static struct str
sum_cell(struct drawing *d, const struct overview_sum *sum)
{
	return sum->n > 0 ? number(d, sum->total) : (struct str){ "", 0 };
}

/* In whole per cent; of what comes to nothing, or less, there is no share. */
static struct str
share_cell(struct drawing *d, const struct overview_sum *part,
    const struct overview_sum *whole)
{
	int64_t share;

	if (part->n == 0 || whole->total <= 0 ||
	    !num_divide((int128)part->total * 100, whole->total, &share))
		return (struct str){ "", 0 };
	return number(d, share * NUM_ONE);
}

static void
table_row(struct drawing *d, const struct shape *s, size_t group,
    struct str label)
{
	const struct overview *ov = d->ov;
	const struct overview_count *all = overview_at(ov, group,
	    ov->n_states);
	struct str *cell = mem_array(NULL, s->n_states + 2 * s->n_sums + 5,
	    sizeof(*cell));
	size_t n = 0;

	cell[n++] = label;
	for (size_t i = 0; i < s->n_states; i++)
		cell[n++] = count(d, overview_at(ov, group, s->state[i])->n);
	cell[n++] = count(d, all->n);
	if (s->late)
		cell[n++] = count(d, all->late);
	cell[n++] = count(d, all->added);
	cell[n++] = count(d, all->changed);
	for (size_t i = 0; i < s->n_sums; i++) {
		const struct overview_sum *sum = overview_sum_at(ov, group,
		    ov->n_states, s->sum[i]);

		cell[n++] = sum_cell(d, sum);
		if (s->shares)
			cell[n++] = share_cell(d, sum, overview_sum_at(ov,
			    ov->n_groups, ov->n_states, s->sum[i]));
	}
	doc_row(d->doc, cell);
	free(cell);
}

static struct str
group_label(struct drawing *d, size_t group)
{
	struct str key = d->ov->group[group];

	if (key.len == 0)
		return word(d, N_("not told"));
	value_label(d->p->defs, d->ov->by, key, d->lang, &d->text);
	return text(d);
}

/* A group by what people call it; what is not told comes first. */
struct named {
	size_t		 group;
	struct str	 label, key;	/* the key sorts as Danes do */
};

static int
by_name(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	int c = str_cmp(a->key, b->key);

	return c != 0 ? c : (a->group > b->group) - (a->group < b->group);
}

static void
draw_groups(struct drawing *d, const struct shape *s)
{
	size_t n = d->ov->by != NULL ? d->ov->n_groups : 0;
	struct named *named = mem_array(NULL, n + 1, sizeof(*named));

	for (size_t i = 0; i < n; i++) {
		named[i] = (struct named){ .group = i,
		    .label = group_label(d, i) };
		if (d->ov->group[i].len > 0)
			utf8_danish_key(&d->text, named[i].label);
		named[i].key = text(d);
	}
	qsort(named, n, sizeof(*named), by_name);
	for (size_t i = 0; i < n; i++)
		table_row(d, s, named[i].group, named[i].label);
	free(named);
}

static void
draw_table(struct drawing *d)
{
	struct shape s = shape_of(d->ov);
	struct column *c = mem_array(NULL, s.n_states + 2 * s.n_sums + 5,
	    sizeof(*c));
	size_t n = columns_of(d, &s, c);

	doc_table(d->doc, c, n);
	draw_groups(d, &s);
	table_row(d, &s, d->ov->n_groups, word(d, N_("In all")));
	free(s.state);
	free(s.sum);
	free(c);
}

/* ------------------------------------------------------------------ page -- */

static void
draw_head(struct drawing *d)
{
	const char *const *where = d->p->where;

	buf_adds(&d->text, tr(d->lang, N_("As of ")));
	add_date(d, d->ov->as_of);
	for (size_t i = 0; where != NULL && where[i] != NULL; i++)
		buf_addf(&d->text, "%s%s", i == 0 ? " · " : ", ", where[i]);
	doc_paragraph(d->doc, text(d));
}

static void
draw_cases(struct drawing *d)
{
	if (kind_field(d->kind, "case_id") == d->kind->n ||
	    kind_id(d->kind) == kind_field(d->kind, "case_id"))
		return;
	if (d->p->target > 0)
		buf_addf(&d->text, tr(d->lang, N_("%u of %u")),
		    d->ov->done_cases, d->p->target);
	else
		buf_addf(&d->text, "%u", d->ov->done_cases);
	doc_pair(d->doc, word(d, kind_use(d->kind, USE_STATE) < d->kind->n ?
	    N_("Cases with one that is done") :
	    N_("Cases with one that is over")), text(d));
}

static void
draw_late(struct drawing *d)
{
	const struct overview *ov = d->ov;
	struct str key;

	heading(d, word(d, N_("Late")), overview_at(ov, ov->n_groups,
	    ov->n_states)->late);
	for (size_t i = 0; i < ov->n; i++) {
		const struct overview_item *item = &ov->item[i];
		long days = (long)ov->as_of - item->due_day;

		if (!item->late)
			continue;
		add_date(d, item->due_day);
		buf_addf(&d->text, days == 1 ? tr(d->lang, N_(" (%ld day)")) :
		    tr(d->lang, N_(" (%ld days)")), days);
		key = text(d);
		doc_pair(d->doc, key, item_text(d, item));
	}
}

/* Until when it is open, else from when. */
static struct str
open_since(struct drawing *d, const struct overview_item *item)
{
	if (item->due.len > 0)
		write_shown(&d->text, item->due, CELL_DATE, d->lang);
	else if (item->begin.len > 0) {
		buf_adds(&d->text, tr(d->lang, N_("since ")));
		write_shown(&d->text, item->begin, CELL_DATE, d->lang);
	} else
		buf_adds(&d->text, tr(d->lang, N_("no day set")));
	return text(d);
}

/* What is neither over nor late, by the day it is due. */
static void
draw_open(struct drawing *d)
{
	const struct overview *ov = d->ov;
	uint32_t n = 0;
	struct str key;

	for (size_t i = 0; i < ov->n; i++)
		n += !ov->state[ov->item[i].state].over && !ov->item[i].late;
	heading(d, word(d, N_("Open")), n);
	for (size_t i = 0; i < ov->n; i++) {
		const struct overview_item *item = &ov->item[i];

		if (ov->state[item->state].over || item->late)
			continue;
		key = open_since(d, item);
		doc_pair(d->doc, key, item_text(d, item));
	}
}

static struct str
changed_fields(struct drawing *d, struct str fields)
{
	size_t n = 0;

	while (fields.len > 0) {
		struct str name = str_cut(fields, ',', &fields);
		size_t i = kind_field_named(d->kind, name);

		buf_adds(&d->text, n++ > 0 ? ", " : "");
		buf_add_str(&d->text, i < d->kind->n ?
		    d->kind->field[i].label[d->lang] : name);
	}
	return text(d);
}

static void
draw_new(struct drawing *d, uint32_t n)
{
	struct str key;

	buf_addf(&d->text, "%s (%u)", tr(d->lang, N_("New")), n);
	key = text(d);
	for (size_t i = 0; i < d->ov->n; i++) {
		const struct overview_item *item = &d->ov->item[i];

		if (!item->is_new)
			continue;
		buf_adds(&d->text, d->text.len > 0 ? ", " : "");
		add_id(d, item);
	}
	doc_pair(d->doc, key, text(d));
}

static void
draw_changed(struct drawing *d)
{
	const struct overview *ov = d->ov;
	const struct overview_count *all = overview_at(ov, ov->n_groups,
	    ov->n_states);

	buf_adds(&d->text, tr(d->lang, N_("New or changed since ")));
	add_date(d, d->p->since);
	heading(d, text(d), all->added + all->changed);
	if (all->added > 0)
		draw_new(d, all->added);
	for (size_t i = 0; i < ov->n; i++) {
		const struct overview_item *item = &ov->item[i];

		if (!item->is_new && item->changed.len > 0)
			doc_pair(d->doc, item_text(d, item),
			    changed_fields(d, item->changed));
	}
}

struct doc *
draw_overview(const struct overview_page *p)
{
	struct drawing d = drawing_of(p);

	buf_addf(&d.text, tr(p->lang, N_("Overview: %.*s")),
	    STR(d.kind->label[p->lang]));
	d.doc = doc_new(text(&d), p->lang);
	draw_head(&d);
	draw_table(&d);
	draw_cases(&d);
	if (kind_use(d.kind, USE_DUE) < d.kind->n)
		draw_late(&d);
	draw_open(&d);
	draw_changed(&d);
	drawing_release(&d);
	return d.doc;
}

/* ------------------------------------------------------------------ rows -- */

/* With the label that the field has for people. */
static struct column
of_field(const struct drawing *d, const struct field *f, struct str name,
    enum cell_kind kind)
{
	return (struct column){ name, f->label[d->lang], kind };
}

/* Behind the field that tells apart, and before the sums. */
static const struct {
	const char	*name, *label;
} counted[] = {
	{ "state", N_("Status") }, { "n", N_("In all") },
	{ "late", N_("Late") }, { "new", N_("New") },
	{ "changed", N_("Changed") }, { "cases", N_("Cases") },
};
enum { COUNTED = sizeof(counted) / sizeof(counted[0]) };

static bool
is_sum(const struct drawing *d, struct str name)
{
	size_t i = kind_field_named(d->kind, name);

	return i < d->kind->n && d->kind->field[i].use == USE_SUM;
}

/* A field keeps its name, unless another column has it. */
static struct str
apart(struct drawing *d, const char *prefix, struct str name, bool taken)
{
	for (int i = 0; i < COUNTED; i++)
		taken |= str_is(name, counted[i].name);
	buf_addf(&d->text, "%s%.*s", taken ? prefix : "", STR(name));
	return text(d);
}

static size_t
row_columns(struct drawing *d, struct column *c)
{
	const struct field *by = d->ov->by;
	size_t n = 0, state = kind_use(d->kind, USE_STATE);

	if (by != NULL)
		c[n++] = of_field(d, by, apart(d, "by_", by->name,
		    is_sum(d, by->name)), CELL_CODE);
	for (int i = 0; i < COUNTED; i++)
		c[n++] = (struct column){ str_of(counted[i].name),
		    word(d, counted[i].label),
		    i == 0 ? CELL_CODE : CELL_NUMBER };
	if (state < d->kind->n)
		c[by != NULL].label = d->kind->field[state].label[d->lang];
	for (size_t i = 0; i < d->ov->n_sums; i++) {
		const struct field *f = &d->kind->field[d->ov->field[i]];

		c[n++] = of_field(d, f, apart(d, "sum_", f->name, false),
		    CELL_NUMBER);
	}
	return n;
}

static struct str
label_of(size_t column, struct str code, void *arg)
{
	struct drawing *d = arg;
	const struct field *by = d->ov->by;

	if (column == (by != NULL) && d->ov->states != NULL && code.len > 0)
		code_label(d->ov->states, code, d->lang, &d->text);
	else if (column == 0 && by != NULL && value_has_label(by))
		value_label(d->p->defs, by, code, d->lang, &d->text);
	else
		return code;
	return text(d);
}

static void
write_row(struct drawing *d, struct writer *w, size_t group, size_t state,
    struct str *cell)
{
	const struct overview_count *c = overview_at(d->ov, group, state);
	size_t n = 0;

	if (d->ov->by != NULL)
		cell[n++] = d->ov->group[group];
	cell[n++] = d->ov->state[state].code;
	cell[n++] = count(d, c->n);
	cell[n++] = count(d, c->late);
	cell[n++] = count(d, c->added);
	cell[n++] = count(d, c->changed);
	cell[n++] = count(d, c->cases);
	for (size_t i = 0; i < d->ov->n_sums; i++)
		cell[n++] = sum_cell(d, overview_sum_at(d->ov, group, state,
		    i));
	writer_row(w, cell);
}

void
write_overview(const struct overview_page *p, const char *format,
    struct buf *out)
{
	struct drawing d = drawing_of(p);
	const struct write_style style = { .lang = p->lang, .diag = p->diag,
	    .label = label_of, .arg = &d };
	size_t most = 1 + COUNTED + d.ov->n_sums;
	struct column *column = mem_array(NULL, most, sizeof(*column));
	struct str *cell = mem_array(NULL, most, sizeof(*cell));
	struct writer *w = writer_new(format, out, column,
	    row_columns(&d, column), &style);

	for (size_t g = 0; g < d.ov->n_groups; g++)
		for (size_t s = 0; s < d.ov->n_states; s++)
			if (overview_at(d.ov, g, s)->n > 0)
				write_row(&d, w, g, s, cell);
	writer_end(w);
	free(column);
	free(cell);
	drawing_release(&d);
}
