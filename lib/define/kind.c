#include "define/kind.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/num.h"
#include "define/deffile.h"

static const struct {
	const char	*name;
	enum order_as	 order;
	enum cell_kind	 cell;
} types[] = {
	[TYPE_ID] = { "id", ORDER_BYTES, CELL_CODE },
	[TYPE_REF] = { "ref", ORDER_BYTES, CELL_CODE },
	[TYPE_DATE] = { "date", ORDER_BYTES, CELL_DATE },
	[TYPE_MONTH] = { "month", ORDER_BYTES, CELL_CODE },
	[TYPE_DATETIME] = { "datetime", ORDER_BYTES, CELL_CODE },
	[TYPE_TIME] = { "time", ORDER_BYTES, CELL_CODE },
	[TYPE_WEEK] = { "week", ORDER_BYTES, CELL_CODE },
	[TYPE_INT] = { "int", ORDER_NUMBER, CELL_NUMBER },
	[TYPE_DEC] = { "dec", ORDER_NUMBER, CELL_NUMBER },
	[TYPE_CODE] = { "code", ORDER_BYTES, CELL_CODE },
	[TYPE_CODES] = { "codes", ORDER_BYTES, CELL_CODE },
	[TYPE_BOOL] = { "bool", ORDER_BYTES, CELL_CODE },
	[TYPE_STR] = { "str", ORDER_TEXT, CELL_TEXT },
	[TYPE_TEXT] = { "text", ORDER_TEXT, CELL_TEXT },
	[TYPE_PERIOD] = { "period", ORDER_BYTES, CELL_CODE },
};

enum { N_TYPES = sizeof(types) / sizeof(types[0]) };

const char *
type_name(enum type type)
{
	return types[type].name;
}

bool
type_is_open(enum type type)
{
	return type == TYPE_CODE || type == TYPE_CODES || type == TYPE_REF;
}

enum order_as
type_order(enum type type)
{
	return types[type].order;
}

enum cell_kind
type_cell(enum type type)
{
	return types[type].cell;
}

const struct kind *
kind_find(const struct kinds *k, struct str name)
{
	for (size_t i = 0; i < k->n; i++)
		if (str_eq(k->kind[i].name, name) ||
		    str_eq(k->kind[i].table, name))
			return &k->kind[i];
	return NULL;
}

size_t
kind_field_named(const struct kind *k, struct str name)
{
	size_t i = 0;

	while (i < k->n && !str_eq(k->field[i].name, name))
		i++;
	return i;
}

size_t
kind_field(const struct kind *k, const char *name)
{
	return kind_field_named(k, str_of(name));
}

size_t
kind_first_key(const struct kind *k)
{
	size_t i = 0;

	while (i < k->n && !k->field[i].key)
		i++;
	return i;
}

const char **
kind_names(const struct kind *k)
{
	const char **names = mem_array(NULL, k->n + 1, sizeof(*names));

	for (size_t i = 0; i < k->n; i++)
		names[i] = k->field[i].name.p;
	names[k->n] = NULL;
	return names;
}

void
kind_lacks(const struct kind *k, struct str name, struct buf *out)
{
	const char **names = kind_names(k), *near = near_word(name, names);
	char shown[ECHO_SIZE];

	buf_addf(out, _("%.*s has no field \"%s\""), STR(k->name),
	    echo(name, shown));
	if (near != NULL)
		buf_addf(out, _("; did you mean %s?"), near);
	buf_adds(out, _(" (there are: "));
	near_list(out, names, k->n);
	buf_addc(out, ')');
	free(names);
}

size_t
kind_assigned(const struct kind *k)
{
	size_t i = 0;

	while (i < k->n && !(k->field[i].type == TYPE_ID && k->field[i].key &&
	    !k->field[i].required))
		i++;
	return i;
}

size_t
kind_id(const struct kind *k)
{
	size_t i = 0;

	while (i < k->n && k->field[i].type != TYPE_ID)
		i++;
	return i;
}

size_t
kind_date(const struct kind *k)
{
	size_t i = 0;

	while (i < k->n && k->field[i].type != TYPE_DATE)
		i++;
	return i;
}

size_t
kind_next_use(const struct kind *k, enum field_use use, size_t *at)
{
	size_t i = *at;

	while (i < k->n && k->field[i].use != use)
		i++;
	*at = i < k->n ? i + 1 : i;
	return i;
}

size_t
kind_use(const struct kind *k, enum field_use use)
{
	size_t at = 0;

	return kind_next_use(k, use, &at);
}

/* ------------------------------------------------------------ reading -- */

static struct kind *
kind_of_file(struct kinds *k, struct str stem)
{
	for (size_t i = 0; i < k->n; i++)
		if (str_eq(k->kind[i].name, stem))
			return &k->kind[i];
	k->kind = mem_grow(k->kind, k->n, &k->cap, sizeof(*k->kind));
	k->kind[k->n] = (struct kind){ .name = stem };
	return &k->kind[k->n++];
}

/* A new line, or the one it overrides. */
static struct field *
field_of_line(struct kind *kind, struct str name)
{
	size_t at = kind_field_named(kind, name);

	if (at < kind->n) {
		match_free(kind->field[at].match);
		return &kind->field[at];
	}
	kind->field = mem_grow(kind->field, kind->n, &kind->cap,
	    sizeof(*kind->field));
	kind->field[kind->n] = (struct field){ .use = USE_NONE };
	return &kind->field[kind->n++];
}

static bool
parse_type(struct str word, enum type *type)
{
	for (size_t i = 0; i < N_TYPES; i++)
		if (str_is(word, types[i].name)) {
			*type = (enum type)i;
			return true;
		}
	return false;
}

static void
unknown_word(const struct defline *l, const char *column, struct str word,
    const char *const *legal)
{
	struct buf list = { 0 };
	char shown[ECHO_SIZE];

	near_list(&list, legal, N_TYPES);
	defline_error(l, column, _("\"%s\" is none of %s"),
	    echo(word, shown), buf_text(&list));
	buf_release(&list);
}

static void
unknown_type(const struct defline *l, struct str word)
{
	const char *names[N_TYPES + 1] = { NULL };

	for (size_t i = 0; i < N_TYPES; i++)
		names[i] = types[i].name;
	unknown_word(l, "type", word, names);
}

static bool
use_fits(const struct field *f, enum field_use use)
{
	switch (use) {
	case USE_STATE:
		return f->type == TYPE_CODE && f->values.len > 0;
	case USE_BEGIN: case USE_DUE: case USE_END:
		return f->type == TYPE_DATE;
	case USE_SUM:
		return type_order(f->type) == ORDER_NUMBER;
	default:
		return true;
	}
}

/* By enum field_use, from USE_TITLE on. */
static const char *const uses[] = { "title", "owner", "state", "begin", "due",
	"end", "sum", NULL };

const char *
use_name(enum field_use use)
{
	return use == USE_NONE ? "" : uses[use - USE_TITLE];
}

/* A file without the column says nothing against what it was. */
static void
read_use(const struct defline *l, struct field *f, enum field_use was)
{
	struct str word = defline_cell(l, "use");
	int i = 0;

	if (tsv_column(l->tsv, "use") == l->tsv->n && use_fits(f, was))
		f->use = was;
	if (word.len == 0)
		return;
	while (uses[i] != NULL && !str_is(word, uses[i]))
		i++;
	if (uses[i] == NULL)
		unknown_word(l, "use", word, uses);
	else if (!use_fits(f, (enum field_use)(i + 1)))
		defline_error(l, "use", _("a state is a code with values, "
		    "begin, due and end are dates, and a sum is a number"));
	else
		f->use = (enum field_use)(i + 1);
}

/* min and max are numbers, or scale.min and scale.max: what the record's own
 * scale says. */
static void
read_range(const struct defline *l, struct field *f)
{
	f->by_scale = str_is(defline_cell(l, "min"), "scale.min") &&
	    str_is(defline_cell(l, "max"), "scale.max");
	if (f->by_scale)
		return;
	f->has_min = defline_number(l, "min", &f->min);
	f->has_max = defline_number(l, "max", &f->max);
}

static void
read_labels(const struct defline *l, struct str label[2], struct str name)
{
	label[LANG_EN] = defline_cell(l, "label_en");
	label[LANG_DA] = defline_cell(l, "label_da");
	for (int i = 0; i < 2; i++)
		if (label[i].len == 0)
			label[i] = name;
}

static void
read_field(const struct defline *l, struct kind *kind, struct str name,
    enum type type)
{
	struct field *f = field_of_line(kind, name);
	enum field_use was = f->use;

	*f = (struct field){ .name = name, .type = type };
	f->required = defline_yes(l, "required");
	f->key = defline_yes(l, "key");
	f->ref = defline_cell(l, "ref");
	f->values = defline_cell(l, "values");
	f->meaning = defline_cell(l, "default");
	f->pattern = defline_cell(l, "pattern");
	f->exclusive = defline_cell(l, "exclusive");
	f->about = defline_cell(l, "about_en");
	read_range(l, f);
	read_use(l, f, was);
	read_labels(l, f->label, name);
	defline_at(l, "pattern");
	if (f->pattern.len > 0)
		f->match = match_new_whole(f->pattern, l->diag);
	if (type == TYPE_REF && f->ref.len == 0)
		defline_error(l, "ref", _("a field of type ref needs the kind "
		    "it refers to"));
}

/* A line of the file KIND.tsv: the table's name and labels, or a field. */
static void
read_line(const struct defline *l, void *arg)
{
	struct kind *kind = kind_of_file(arg, l->stem);
	struct str name = defline_cell(l, "field");
	struct str word = defline_cell(l, "type");
	enum type type;

	if (!tsv_is_name(name)) {
		defline_error(l, "field", _("not a name: a small letter, then "
		    "small letters, digits and _"));
		return;
	}
	if (str_is(word, "table")) {
		kind->table = name;
		kind->about = defline_cell(l, "about_en");
		read_labels(l, kind->label, kind->name);
	} else if (parse_type(word, &type))
		read_field(l, kind, name, type);
	else
		unknown_type(l, word);
}

static bool
check_kind(const struct kinds *all, const struct kind *k, struct diag *d)
{
	struct loc nowhere = { 0 };
	size_t errors = d->count[DIAG_FAILURE], keys = 0;

	if (k->table.len == 0)
		diag_add(d, DIAG_FAILURE, nowhere, _("kind %.*s: no line of "
		    "type table names its table"), STR(k->name));
	for (size_t i = 0; i < k->n; i++) {
		const struct field *f = &k->field[i];

		keys += f->key;
		if (f->ref.len > 0 && !str_is(f->ref, "scale") &&
		    kind_find(all, f->ref) == NULL)
			diag_add(d, DIAG_FAILURE, nowhere,
			    _("kind %.*s, field %.*s: there is no kind %.*s"),
			    STR(k->name), STR(f->name), STR(f->ref));
	}
	if (keys == 0)
		diag_add(d, DIAG_FAILURE, nowhere,
		    _("kind %.*s has no key field"), STR(k->name));
	return d->count[DIAG_FAILURE] == errors;
}

bool
kinds_load(struct kinds *k, const char *share, const char *reg,
    struct arena *arena, struct diag *d)
{
	static const struct deffolder folder = { .name = "kinds",
	    .key = "field", .by_file = true };
	size_t failures = d->count[DIAG_FAILURE];
	bool ok = deffile_each(share, reg, &folder, arena, d, read_line, k);

	for (size_t i = 0; i < k->n; i++) {
		struct kind *kind = &k->kind[i];

		kind->scale_field = kind_field(kind, "scale");
		kind->item_field = kind_field(kind, "item");
		ok = check_kind(k, kind, d) && ok;
	}
	return ok && d->count[DIAG_FAILURE] == failures;
}

void
kinds_release(struct kinds *k)
{
	for (size_t i = 0; i < k->n; i++) {
		for (size_t j = 0; j < k->kind[i].n; j++)
			match_free(k->kind[i].field[j].match);
		free(k->kind[i].field);
	}
	free(k->kind);
	*k = (struct kinds){ 0 };
}
