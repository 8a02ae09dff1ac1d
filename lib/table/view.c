#include "table/view.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/utf8.h"

struct sort_key {
	size_t	column;		/* of all */
	int	sign;		/* -1: descending */
};

struct held {
	struct str	*cell;		/* of all columns */
	struct str	*key;		/* by sort key: what is compared */
	size_t		 number;	/* as it came: the sort is stable */
};

struct view {
	struct out		*out;
	const struct frame	*with;
	size_t			 join;		/* which given column joins */
	size_t			*with_column;	/* of the frame, by joined */
	size_t			 n_given, n_joined;
	struct view_column	*all;		/* given, then joined */
	struct str		*cell;		/* a row of all */
	size_t			*shown;		/* of all, in order */
	size_t			 n_shown;
	struct column		*column;	/* of the shown */
	struct str		*shown_cell;
	struct write_style	 style;		/* the caller's */
	struct writer		*writer;
	bool			 as_given;	/* rows need no touching */
	bool			 plain;		/* and leave as fu-tsv */
	struct sort_key		*sort;
	size_t			 n_sort;
	struct arena		 arena;
	struct held		*held;
	size_t			 n_held, held_cap;
};

/* ----------------------------------------------------------- settling -- */

static void
no_such_column(const struct view *v, struct str name, struct diag *d)
{
	struct buf list = { 0 };
	char shown[ECHO_SIZE];

	for (size_t i = 0; i < v->n_given + v->n_joined; i++) {
		buf_adds(&list, i > 0 ? ", " : "");
		buf_add_str(&list, v->all[i].column.name);
	}
	diag_add(d, DIAG_FAILURE, (struct loc){ 0 },
	    _("there is no column \"%s\" (there are: %s)"), echo(name, shown),
	    buf_text(&list));
	buf_release(&list);
}

static bool
find_column(const struct view *v, struct str name, size_t *column,
    struct diag *d)
{
	for (size_t i = 0; i < v->n_given + v->n_joined; i++)
		if (str_eq(v->all[i].column.name, name)) {
			*column = i;
			return true;
		}
	no_such_column(v, name, d);
	return false;
}

static bool
has_column(const struct view *v, struct str name)
{
	for (size_t i = 0; i < v->n_given + v->n_joined; i++)
		if (str_eq(v->all[i].column.name, name))
			return true;
	return false;
}

static size_t
count_words(const char *list)
{
	size_t n = 1;

	for (; list != NULL && *list != '\0'; list++)
		n += *list == ',';
	return n;
}

/* The names of columns to be joined, from the second table. */
static bool
join_columns(struct view *v, const struct view_options *o, struct diag *d)
{
	struct str rest = str_of(o->with_names);
	bool ok = find_column(v, str_of(o->with_key), &v->join, d);

	while (rest.len > 0) {
		struct str name = utf8_trim(str_cut(rest, ',', &rest));
		struct str kept = arena_str(&v->arena, name);
		size_t column = frame_column(o->with, kept.p);
		struct view_column *c = &v->all[v->n_given + v->n_joined];

		if (column == o->with->n) {
			char shown[ECHO_SIZE];

			diag_add(d, DIAG_FAILURE, (struct loc){ 0 },
			    _("--with: cases have no column \"%s\""),
			    echo(name, shown));
			ok = false;
			continue;
		}
		if (has_column(v, kept)) {
			diag_add(d, DIAG_FAILURE, (struct loc){ 0 },
			    _("--with: there is a column %s already"), kept.p);
			ok = false;
			continue;
		}
		*c = (struct view_column){ .column = { .name = kept },
		    .order = ORDER_TEXT };
		if (o->describe != NULL)
			o->describe(c, o->arg);
		v->with_column[v->n_joined++] = column;
	}
	v->with = o->with;
	return ok;
}

static bool
show_columns(struct view *v, const char *list, struct diag *d)
{
	size_t n = v->n_given + v->n_joined, room = n + count_words(list);
	struct str rest = str_of(list);
	bool ok = true;

	v->shown = mem_array(NULL, room, sizeof(*v->shown));
	if (list == NULL)
		for (; v->n_shown < n; v->n_shown++)
			v->shown[v->n_shown] = v->n_shown;
	while (rest.len > 0) {
		struct str name = utf8_trim(str_cut(rest, ',', &rest));

		size_t *column = &v->shown[v->n_shown];

		ok = find_column(v, name, column, d) && ok;
		for (size_t i = 0; ok && i < v->n_shown; i++)
			if (v->shown[i] == *column) {
				diag_add(d, DIAG_FAILURE, (struct loc){ 0 },
				    _("column %.*s is asked for twice"),
				    STR(name));
				ok = false;
			}
		v->n_shown++;
	}
	return ok;
}

static bool
sort_columns(struct view *v, const char *list, struct diag *d)
{
	struct str rest = str_of(list);
	bool ok = true;

	v->sort = mem_array(NULL, count_words(list), sizeof(*v->sort));
	while (rest.len > 0) {
		struct str word = utf8_trim(str_cut(rest, ',', &rest)), how;
		struct str name = str_cut(word, ':', &how);
		struct sort_key *key = &v->sort[v->n_sort++];

		key->sign = str_is(how, "desc") ? -1 : 1;
		if (how.len > 0 && key->sign == 1 && !str_is(how, "asc")) {
			diag_add(d, DIAG_FAILURE, (struct loc){ 0 },
			    _("--sort: a column may be followed by :desc, "
			    "nothing else"));
			ok = false;
		}
		ok = find_column(v, name, &key->column, d) && ok;
	}
	return ok;
}

/* The writer knows the shown columns, the caller's labels the given ones. */
static struct str
label_of_shown(size_t column, struct str code, void *arg)
{
	const struct view *v = arg;

	return v->style.label(v->shown[column], code, v->style.arg);
}

static void
start_writer(struct view *v, const char *format)
{
	struct write_style style = v->style;

	v->column = mem_array(NULL, v->n_shown, sizeof(*v->column));
	v->shown_cell = mem_array(NULL, v->n_shown, sizeof(*v->shown_cell));
	v->as_given = v->n_joined == 0 && v->n_sort == 0 &&
	    v->n_shown == v->n_given;
	for (size_t i = 0; i < v->n_shown; i++) {
		v->column[i] = v->all[v->shown[i]].column;
		v->as_given = v->as_given && v->shown[i] == i;
	}
	v->plain = v->as_given && strcmp(format, "tsv") == 0;
	if (style.label != NULL) {
		style.label = label_of_shown;
		style.arg = v;
	}
	v->writer = writer_new(format, &v->out->buf, v->column, v->n_shown,
	    &style);
}

static void
view_free(struct view *v)
{
	arena_release(&v->arena);
	free(v->with_column);
	free(v->all);
	free(v->cell);
	free(v->shown);
	free(v->column);
	free(v->shown_cell);
	free(v->sort);
	free(v->held);
	free(v);
}

struct view *
view_new(const struct view_options *o, const struct view_column *columns,
    size_t n, struct out *out, struct diag *d)
{
	struct view *v = mem_alloc(sizeof(*v));
	size_t joined = o->with != NULL ? count_words(o->with_names) : 0;
	bool ok = true;

	v->out = out;
	v->style = o->style;
	v->n_given = n;
	v->all = mem_array(NULL, n + joined, sizeof(*v->all));
	v->cell = mem_array(NULL, n + joined, sizeof(*v->cell));
	v->with_column = mem_array(NULL, joined, sizeof(*v->with_column));
	memcpy(v->all, columns, n * sizeof(*columns));
	if (o->with != NULL)
		ok = join_columns(v, o, d);
	ok = show_columns(v, o->select, d) && ok;
	ok = sort_columns(v, o->sort, d) && ok;
	if (ok) {
		start_writer(v, o->format);
		return v;
	}
	view_free(v);
	return NULL;
}

void
view_brief(struct view *v)
{
	writer_brief(v->writer);
}

bool
view_is_plain(const struct view *v)
{
	return v->plain;
}

/* --------------------------------------------------------------- rows -- */

static void
write_row(struct view *v, const struct str *cell)
{
	for (size_t i = 0; i < v->n_shown; i++)
		v->shown_cell[i] = cell[v->shown[i]];
	writer_row(v->writer, v->shown_cell);
	out_room(v->out);
}

/* What is compared of a cell: of text its place in the Danish alphabet, then,
 * apart by a byte that sorts first, the text itself. */
static struct str
sort_text(struct view *v, const struct view_column *c, struct str cell)
{
	struct buf key = { 0 }, plain = { 0 };
	struct str kept;

	if (c->order != ORDER_TEXT)
		return arena_str(&v->arena, cell);
	tsv_unescape(&plain, cell);
	utf8_danish_key(&key, buf_str(&plain));
	buf_addc(&key, '\0');
	buf_add_str(&key, cell);
	kept = arena_str(&v->arena, buf_str(&key));
	buf_release(&key);
	buf_release(&plain);
	return kept;
}

static void
hold_row(struct view *v, const struct str *cell)
{
	size_t n = v->n_given + v->n_joined;
	struct held *h;

	v->held = mem_grow(v->held, v->n_held, &v->held_cap, sizeof(*v->held));
	h = &v->held[v->n_held];
	h->number = v->n_held++;
	h->cell = arena_alloc(&v->arena, n * sizeof(*h->cell));
	h->key = arena_alloc(&v->arena, v->n_sort * sizeof(*h->key));
	for (size_t i = 0; i < n; i++)
		h->cell[i] = arena_str(&v->arena, cell[i]);
	for (size_t i = 0; i < v->n_sort; i++)
		h->key[i] = sort_text(v, &v->all[v->sort[i].column],
		    h->cell[v->sort[i].column]);
}

void
view_row(struct view *v, const struct str *cells)
{
	const struct str none = { "", 0 };

	if (v->as_given) {
		writer_row(v->writer, cells);
		out_room(v->out);
		return;
	}
	memcpy(v->cell, cells, v->n_given * sizeof(*cells));
	if (v->with != NULL) {
		size_t row = frame_find(v->with, cells[v->join]);

		for (size_t i = 0; i < v->n_joined; i++)
			v->cell[v->n_given + i] = row < v->with->rows ?
			    frame_cell(v->with, row, v->with_column[i]) : none;
	}
	if (v->n_sort > 0)
		hold_row(v, v->cell);
	else
		write_row(v, v->cell);
}

/* ------------------------------------------------------------ sorting -- */

/* qsort(3) has no room for an argument; one view sorts at a time. */
static const struct view *sorting;

static int
compare_cells(enum order_as order, struct str a, struct str b)
{
	/* Missing values come first, as an empty text does. */
	if (a.len == 0 || b.len == 0)
		return (a.len > 0) - (b.len > 0);
	if (order == ORDER_UNKNOWN || order == ORDER_NUMBER) {
		bool x = num_is(a), y = num_is(b);

		if (x && y)
			return num_cmp(a, b);
		/* Numbers before words, or there would be no one order. */
		if (x != y)
			return x ? -1 : 1;
	}
	return str_cmp(a, b);
}

static int
compare_rows(const void *a, const void *b)
{
	const struct held *x = a, *y = b;

	for (size_t i = 0; i < sorting->n_sort; i++) {
		const struct sort_key *key = &sorting->sort[i];
		int c = compare_cells(sorting->all[key->column].order,
		    x->key[i], y->key[i]);

		if (c != 0)
			return key->sign * c;
	}
	return (x->number > y->number) - (x->number < y->number);
}

void
view_end(struct view *v)
{
	sorting = v;
	if (v->n_held > 0)
		qsort(v->held, v->n_held, sizeof(*v->held), compare_rows);
	for (size_t i = 0; i < v->n_held; i++)
		write_row(v, v->held[i].cell);
	writer_end(v->writer);
	view_free(v);
}
