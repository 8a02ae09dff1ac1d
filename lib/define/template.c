#include "define/template.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "define/deffile.h"
#include "define/defs.h"
#include "define/value.h"

const struct template *
template_find(const struct templates *ts, struct str name)
{
	for (size_t i = 0; i < ts->n; i++)
		if (str_eq(ts->template[i].name, name))
			return &ts->template[i];
	return NULL;
}

void
template_release(struct template *t)
{
	for (size_t i = 0; i < t->n_columns; i++)
		match_free(t->column[i].match);
	for (size_t i = 0; i < t->n; i++)
		free(t->record[i].field);
	free(t->column);
	free(t->record);
	*t = (struct template){ 0 };
}

void
templates_release(struct templates *ts)
{
	for (size_t i = 0; i < ts->n; i++)
		template_release(&ts->template[i]);
	free(ts->template);
	*ts = (struct templates){ 0 };
}

/* ----------------------------------------------------------- headings -- */

/* As headings are compared: case, blanks, "_" and "-" do not count. */
static void
plain_heading(struct buf *out, struct str heading)
{
	struct buf folded = { 0 };

	utf8_fold(&folded, utf8_trim(heading));
	for (size_t i = 0; i < folded.len; i++)
		if (strchr(" _-\n\t", folded.p[i]) == NULL)
			buf_addc(out, folded.p[i]);
	buf_release(&folded);
}

static bool
same_heading(struct str plain, struct str heading)
{
	struct buf other = { 0 };
	bool same;

	if (heading.len == 0)
		return false;
	plain_heading(&other, heading);
	same = str_eq(plain, buf_str(&other));
	buf_release(&other);
	return same;
}

/* all: also columns that an override left to nobody. */
static size_t
find_column(const struct template *t, struct str heading, bool all)
{
	struct buf plain = { 0 };
	size_t i;

	/* What is written exactly so comes before what only reads alike. */
	for (i = 0; heading.len > 0 && i < t->n_columns; i++)
		if ((all || t->column[i].used) &&
		    (str_eq(heading, t->column[i].heading[LANG_DA]) ||
		    str_eq(heading, t->column[i].heading[LANG_EN]) ||
		    str_eq(heading, t->column[i].name)))
			return i;
	plain_heading(&plain, heading);
	for (i = 0; i < t->n_columns; i++) {
		const struct template_column *c = &t->column[i];

		if ((all || c->used) &&
		    (same_heading(buf_str(&plain), c->heading[LANG_DA]) ||
		    same_heading(buf_str(&plain), c->heading[LANG_EN]) ||
		    same_heading(buf_str(&plain), c->name)))
			break;
	}
	buf_release(&plain);
	return i;
}

size_t
template_column(const struct template *t, struct str heading)
{
	return find_column(t, heading, false);
}

size_t
template_first(const struct template *t)
{
	size_t i = 0;

	while (i < t->n_columns && !t->column[i].used)
		i++;
	return i;
}

bool
template_is_number(const struct template *t, struct str heading)
{
	size_t column = template_column(t, heading);

	for (size_t i = 0; i < t->n; i++)
		for (size_t j = 0; j < t->record[i].n; j++) {
			const struct template_record *r = &t->record[i];

			if (column < t->n_columns &&
			    r->field[j].column == column && type_cell(r->kind->
			    field[r->field[j].field].type) == CELL_NUMBER)
				return true;
		}
	return false;
}

bool
template_map(struct str map, struct str typed, struct str *value)
{
	struct buf plain = { 0 };
	bool found = false;

	plain_heading(&plain, typed);
	while (map.len > 0 && !found) {
		struct str pair = str_cut(map, ';', &map), to;
		struct str from = str_cut(utf8_trim(pair), '=', &to);

		found = same_heading(buf_str(&plain), from);
		*value = str_trim(to);
	}
	buf_release(&plain);
	return found;
}

/* ------------------------------------------------------------ reading -- */

static struct template_column *
add_column(struct template *t, struct template_column column)
{
	t->column = mem_grow(t->column, t->n_columns, &t->columns_cap,
	    sizeof(*t->column));
	t->column[t->n_columns] = column;
	return &t->column[t->n_columns++];
}

static struct template_field *
add_field(struct template_record *r, struct template_field field)
{
	r->field = mem_grow(r->field, r->n, &r->cap, sizeof(*r->field));
	r->field[r->n] = field;
	return &r->field[r->n++];
}

static struct template_record *
add_record(struct template *t, struct str name, const struct kind *k)
{
	t->record = mem_grow(t->record, t->n, &t->cap, sizeof(*t->record));
	t->record[t->n] = (struct template_record){ .name = name, .kind = k };
	return &t->record[t->n++];
}

void
template_of_kind(struct template *t, const struct kind *k)
{
	struct template_record *r;

	*t = (struct template){ .name = k->name, .is_kind = true,
	    .about = k->about,
	    .label = { k->label[0], k->label[1] } };
	r = add_record(t, k->name, k);
	for (size_t i = 0; i < k->n; i++) {
		const struct field *f = &k->field[i];

		add_column(t, (struct template_column){ .name = f->name,
		    .heading = { f->label[0], f->label[1] },
		    .required = f->required && f->meaning.len == 0,
		    .used = true });
		add_field(r, (struct template_field){ .field = i, .column = i,
		    .own = true, .other = TEMPLATE_NONE });
	}
}

/* A line that is shared waits until all records are known. */
struct shared {
	size_t			 template;
	const struct kind	*kind;		/* NULL: any */
	struct str		 field;
	struct template_field	 what;
};

struct loading {
	struct templates	*ts;
	const struct defs	*defs;
	struct shared		*shared;
	size_t			 n, cap;
};

static struct template *
template_of_file(struct templates *ts, struct str stem)
{
	for (size_t i = 0; i < ts->n; i++)
		if (str_eq(ts->template[i].name, stem))
			return &ts->template[i];
	ts->template = mem_grow(ts->template, ts->n, &ts->cap,
	    sizeof(*ts->template));
	ts->template[ts->n] = (struct template){ .name = stem };
	return &ts->template[ts->n++];
}

/* The column a line names: by its headings, else by those of the field.  What
 * several lines say of one column adds up. */
static size_t
take_column(const struct defline *l, struct template *t, const struct field *f)
{
	struct template_column c = {
		.heading[LANG_DA] = defline_cell(l, "label_da"),
		.heading[LANG_EN] = defline_cell(l, "label_en"),
		.pattern = defline_cell(l, "pattern"),
		.prefill = defline_cell(l, "prefill"),
		.example[LANG_DA] = defline_cell(l, "example_da"),
		.example[LANG_EN] = defline_cell(l, "example_en"),
		.required = defline_yes(l, "required")
	};
	struct template_column *there;
	size_t i;

	if (c.heading[LANG_DA].len == 0 && f != NULL) {
		c.heading[LANG_DA] = f->label[LANG_DA];
		c.heading[LANG_EN] = f->label[LANG_EN];
		c.name = f->name;
	}
	if (c.heading[LANG_EN].len == 0)
		c.heading[LANG_EN] = c.heading[LANG_DA];
	if (c.example[LANG_EN].len == 0)
		c.example[LANG_EN] = c.example[LANG_DA];
	i = find_column(t, c.heading[LANG_DA], true);
	there = i < t->n_columns ? &t->column[i] : add_column(t, c);
	there->required |= c.required;
	if (there->prefill.len == 0)
		there->prefill = c.prefill;
	if (there->example[LANG_DA].len == 0)
		memcpy(there->example, c.example, sizeof(c.example));
	if (there->pattern.len == 0)
		there->pattern = c.pattern;
	defline_at(l, "pattern");
	if (there->pattern.len > 0 && there->match == NULL)
		there->match = match_new_whole(there->pattern, l->diag);
	return i;
}

static bool
find_kind(const struct defline *l, const struct defs *defs,
    const struct kind **k)
{
	struct str name = defline_cell(l, "kind");
	char shown[ECHO_SIZE];

	*k = NULL;
	if (name.len == 0)
		return true;
	*k = kind_find(&defs->kinds, name);
	if (*k == NULL)
		defline_error(l, "kind", _("there is no kind %s"),
		    echo(name, shown));
	return *k != NULL;
}

static struct template_record *
find_record(struct template *t, struct str name)
{
	for (size_t i = 0; i < t->n; i++)
		if (str_eq(t->record[i].name, name))
			return &t->record[i];
	return NULL;
}

/* The field a line fills, of its kind or, where it names none, of the first
 * kind that has one of that name. */
static const struct field *
find_field(const struct defline *l, const struct defs *defs,
    const struct kind *k)
{
	struct str name = defline_cell(l, "field");
	char shown[ECHO_SIZE];

	for (size_t i = 0; i < (k != NULL ? 1 : defs->kinds.n); i++) {
		const struct kind *in = k != NULL ? k : &defs->kinds.kind[i];

		for (size_t j = 0; j < in->n; j++)
			if (str_eq(in->field[j].name, name))
				return &in->field[j];
	}
	defline_error(l, "field", _("no kind here has a field \"%s\""),
	    echo(name, shown));
	return NULL;
}

static void
check_constant(const struct defline *l, const struct defs *defs,
    const struct field *f, struct str constant)
{
	struct buf why = { 0 };
	char shown[ECHO_SIZE];

	if (constant.len > 0 && !value_check(defs, f, constant, &why))
		defline_error(l, "constant", "\"%s\" %s",
		    echo(constant, shown), buf_text(&why));
	buf_release(&why);
}

static void
check_map(const struct defline *l, const struct defs *defs,
    const struct field *f, struct str map)
{
	while (map.len > 0) {
		struct str to, pair = str_cut(map, ';', &map);
		struct buf why = { 0 };
		char shown[ECHO_SIZE];

		str_cut(pair, '=', &to);
		to = str_trim(to);
		if (to.len > 0 && !value_check(defs, f, to, &why))
			defline_error(l, "map", "\"%s\" %s", echo(to, shown),
			    buf_text(&why));
		buf_release(&why);
	}
}

/* A register's own line overrides the installed ones of its field. */
static void
drop_installed(struct template_record *r, size_t field)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		if (r->field[i].field != field || r->field[i].local)
			r->field[n++] = r->field[i];
	r->n = n;
}

static void
read_field(const struct defline *l, struct loading *in, struct template *t)
{
	struct str record = defline_cell(l, "record");
	struct template_field what = {
		.constant = defline_cell(l, "constant"),
		.map = defline_cell(l, "map"),
		.choice = defline_cell(l, "choice"),
		.part = defline_cell(l, "part"), .sum = defline_cell(l, "sum"),
		.column = TEMPLATE_NONE, .other = TEMPLATE_NONE,
		.local = l->local
	};
	struct template_record *r = find_record(t, record);
	const struct kind *k;
	const struct field *f;

	if (!find_kind(l, in->defs, &k))
		return;
	if (k != NULL && r != NULL && k != r->kind) {
		defline_error(l, "kind", _("the first line of this record "
		    "says %.*s"), STR(r->kind->name));
		return;
	}
	if (k == NULL && r != NULL)
		k = r->kind;
	f = find_field(l, in->defs, k);
	if (f == NULL)
		return;
	check_constant(l, in->defs, f, what.constant);
	check_map(l, in->defs, f, what.map);
	if (what.constant.len == 0)
		what.column = take_column(l, t, f);
	if (record.len == 0) {
		in->shared = mem_grow(in->shared, in->n, &in->cap,
		    sizeof(*in->shared));
		in->shared[in->n++] = (struct shared){
		    (size_t)(t - in->ts->template), k, f->name, what };
		return;
	}
	if (r == NULL && k == NULL) {
		defline_error(l, "kind", _("the first line of a record names "
		    "its kind"));
		return;
	}
	if (r == NULL)
		r = add_record(t, record, k);
	r->repeats |= defline_yes(l, "repeats");
	what.own = what.column != TEMPLATE_NONE;
	what.field = kind_field(r->kind, f->name.p);
	if (l->local)
		drop_installed(r, what.field);
	add_field(r, what);
}

/* A line of the file NAME.tsv: the template's own labels, a field, or a column
 * that nothing is made of. */
static void
read_line(const struct defline *l, void *arg)
{
	struct loading *in = arg;
	struct template *t = template_of_file(in->ts, l->stem);
	struct str type = defline_cell(l, "type");
	char shown[ECHO_SIZE];

	if (str_is(type, "template")) {
		t->label[LANG_DA] = defline_cell(l, "label_da");
		t->label[LANG_EN] = defline_cell(l, "label_en");
		t->about = defline_cell(l, "about_en");
	} else if (str_is(type, "field"))
		read_field(l, in, t);
	else if (str_is(type, "ignore")) {
		size_t column = take_column(l, t, NULL);

		t->column[column].used = true;
	} else
		defline_error(l, "type", _("\"%s\" is none of template, field, "
		    "ignore"), echo(type, shown));
}

static bool
has_field(const struct template_record *r, size_t field)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->field[i].field == field)
			return true;
	return false;
}

/* A register's own shared line overrides the installed shared one. */
static void
drop_shared(struct template_record *r, size_t field)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		if (r->field[i].field != field || r->field[i].local ||
		    !r->field[i].shared)
			r->field[n++] = r->field[i];
	r->n = n;
}

/* A shared line goes to every record that has the field and says nothing of it
 * itself. */
static void
share(struct template *t, const struct shared *s)
{
	for (size_t i = 0; i < t->n; i++) {
		struct template_record *r = &t->record[i];
		size_t field = kind_field(r->kind, s->field.p);
		struct template_field what = s->what;

		if ((s->kind != NULL && s->kind != r->kind) ||
		    field == r->kind->n)
			continue;
		if (what.local)
			drop_shared(r, field);
		if (has_field(r, field))
			continue;
		what.field = field;
		what.shared = true;
		add_field(r, what);
	}
}

/* Fields of a record that take the same column: one after the other.  A column
 * that an override left to nobody is not used. */
static void
link_others(struct template *t, struct template_record *r)
{
	for (size_t i = 0; i < r->n; i++) {
		if (r->field[i].column != TEMPLATE_NONE)
			t->column[r->field[i].column].used = true;
		for (size_t j = i + 1; j < r->n; j++)
			if (r->field[i].column != TEMPLATE_NONE &&
			    r->field[i].column == r->field[j].column) {
				r->field[i].other = j;
				r->field[j].is_other = true;
				break;
			}
	}
}

/* What a kind requires every sheet must have, unless it is given. */
static void
require_columns(struct template *t, const struct template_record *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->kind->field[r->field[i].field];

		if (t->n == 1 && f->required && f->meaning.len == 0 &&
		    r->field[i].column != TEMPLATE_NONE)
			t->column[r->field[i].column].required = true;
	}
}

/* Whoever is left with no field is not asked for either. */
static void
drop_unused(struct template *t)
{
	for (size_t i = 0; i < t->n_columns; i++)
		t->column[i].required &= t->column[i].used;
}

bool
templates_load(struct templates *ts, const struct defs *defs,
    const char *share_dir, const char *reg, struct arena *arena,
    struct diag *d)
{
	static const struct deffolder folder = { .name = "templates" };
	struct loading in = { .ts = ts, .defs = defs };
	size_t failures = d->count[DIAG_FAILURE];
	bool ok = deffile_each(share_dir, reg, &folder, arena, d,
	    read_line, &in);

	for (size_t i = 0; i < in.n; i++)
		share(&ts->template[in.shared[i].template], &in.shared[i]);
	for (size_t i = 0; i < ts->n; i++)
		for (size_t j = 0; j < ts->template[i].n; j++) {
			struct template *t = &ts->template[i];

			link_others(t, &t->record[j]);
			require_columns(t, &t->record[j]);
		}
	for (size_t i = 0; i < ts->n; i++)
		drop_unused(&ts->template[i]);
	free(in.shared);
	return ok && d->count[DIAG_FAILURE] == failures;
}
