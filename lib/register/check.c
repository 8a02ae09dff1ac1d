#include "register/check.h"

#include <stdlib.h>

#include "base/mem.h"
#include "define/record.h"
#include "define/value.h"
#include "register/index.h"
#include "table/intern.h"

/* The keys of a kind that others refer to. */
struct known {
	const struct kind	*kind;
	struct intern		 keys;
	bool			 loaded;
};

struct checking {
	struct reg		*reg;
	struct known		*known;		/* by kind */
	const struct kind	*kind;
	struct tsv		 tsv;		/* the table looked at */
	size_t			*column;	/* by field of the kind */
	struct str		*value;
	struct buf		 key;
};

/* ----------------------------------------------------------- findings -- */

static struct loc
place_of(const struct checking *c, size_t field)
{
	size_t column = c->column[field];

	return tsv_loc(&c->tsv, column < c->tsv.n ? column : 0);
}

static void
finding(struct checking *c, size_t field, const char *why, bool show)
{
	const struct field *f = &c->kind->field[field];
	struct str value = c->value[field];
	struct loc loc = place_of(c, field);
	char shown[ECHO_SIZE];

	if (show && value.len > 0 && value_may_be_shown(f))
		diag_add(c->reg->diag, DIAG_ERROR, loc, "%.*s \"%s\" %s",
		    STR(f->name), echo(value, shown), why);
	else
		diag_add(c->reg->diag, DIAG_ERROR, loc, "%.*s %s",
		    STR(f->name), why);
}

static void
report(size_t field, const char *why, void *arg)
{
	finding(arg, field, why, true);
}

/* It may have been allowed when it came in. */
static void
warn_of_cpr(size_t field, const char *why, void *arg)
{
	struct checking *c = arg;

	diag_add(c->reg->diag, DIAG_WARNING, place_of(c, field), "%.*s %s",
	    STR(c->kind->field[field].name), why);
}

/* --------------------------------------------------------------- keys -- */

static struct known *
known_of(struct checking *c, const struct kind *k)
{
	return &c->known[k - c->reg->defs->kinds.kind];
}

/* Adds the keys of a table without saying a word: what is wrong in it is told
 * when the table itself is checked. */
static void
load_keys(struct checking *c, struct known *known)
{
	struct diag silent = { .checking = true }, *loud = c->reg->diag;
	const struct kind *k = known->kind;
	struct str *value = mem_array(NULL, k->n, sizeof(*value));
	size_t *column = NULL;
	struct buf key = { 0 };
	struct tsv t;

	known->loaded = true;
	c->reg->diag = &silent;
	if (reg_table(c->reg, k, &t)) {
		column = index_columns(k, &t);
		while (tsv_next(&t)) {
			index_row(k, &t, column, value);
			buf_clear(&key);
			record_key(k, value, &key);
			intern_add(&known->keys, buf_str(&key));
		}
	}
	tsv_close(&t);
	c->reg->diag = loud;
	buf_release(&key);
	free(column);
	free(value);
}

static void
check_ref(struct checking *c, size_t field)
{
	const struct field *f = &c->kind->field[field];
	const struct kind *target = kind_find(&c->reg->defs->kinds, f->ref);
	struct buf why = { 0 };

	if (target == NULL || c->value[field].len == 0)
		return;
	if (!known_of(c, target)->loaded)
		load_keys(c, known_of(c, target));
	buf_clear(&c->key);
	record_ref_key(c->kind, c->value, field, target, &c->key);
	if (intern_find(&known_of(c, target)->keys, buf_str(&c->key)) !=
	    INTERN_NONE)
		return;
	buf_addf(&why, _("is not in %.*s.tsv"), STR(target->table));
	finding(c, field, buf_text(&why), true);
	buf_release(&why);
}

/* Where each key was first met: its line, by its number. */
struct lines {
	struct intern	 keys;
	uint32_t	*line;
	size_t		 cap;
};

static void
check_key(struct checking *c, struct lines *lines)
{
	struct buf why = { 0 }, shown = { 0 };
	size_t before = lines->keys.n;
	uint32_t no;

	buf_clear(&c->key);
	record_key(c->kind, c->value, &c->key);
	no = intern_add(&lines->keys, buf_str(&c->key));
	if (no == before) {
		lines->line = mem_grow(lines->line, no, &lines->cap,
		    sizeof(*lines->line));
		lines->line[no] = (uint32_t)c->tsv.line;
		return;
	}
	record_key_shown(buf_str(&c->key), &shown);
	buf_addf(&why, _("has a key that line %zu has too: %s"),
	    (size_t)lines->line[no], buf_text(&shown));
	finding(c, kind_first_key(c->kind), buf_text(&why), false);
	buf_release(&why);
	buf_release(&shown);
}

/* ------------------------------------------------------------- tables -- */

static void
check_header(struct checking *c)
{
	struct loc loc = { .file = c->tsv.file, .line = 1 };

	for (size_t i = 0; i < c->tsv.n; i++) {
		struct str name = c->tsv.name[i];
		size_t field = 0;

		while (field < c->kind->n &&
		    !str_eq(c->kind->field[field].name, name))
			field++;
		if (field == c->kind->n)
			diag_add(c->reg->diag, DIAG_WARNING, loc,
			    _("column %.*s is not one of kind %.*s"),
			    STR(name), STR(c->kind->name));
	}
	for (size_t i = 0; i < c->kind->n; i++)
		if (c->column[i] == c->tsv.n &&
		    (c->kind->field[i].key || c->kind->field[i].required))
			diag_add(c->reg->diag, DIAG_ERROR, loc,
			    _("missing column %.*s"),
			    STR(c->kind->field[i].name));
}

static void
check_rows(struct checking *c)
{
	struct lines lines = { 0 };

	while (tsv_next(&c->tsv)) {
		index_row(c->kind, &c->tsv, c->column, c->value);
		record_check(c->reg->defs, c->kind, c->value, true, report,
		    c);
		record_cpr(c->kind, c->value, warn_of_cpr, c);
		check_key(c, &lines);
		for (size_t i = 0; i < c->kind->n; i++)
			if (c->kind->field[i].type == TYPE_REF)
				check_ref(c, i);
	}
	intern_release(&lines.keys);
	free(lines.line);
}

static void
check_table(struct checking *c, const struct kind *k)
{
	c->kind = k;
	if (reg_table(c->reg, k, &c->tsv)) {
		c->column = index_columns(k, &c->tsv);
		c->value = mem_array(NULL, k->n, sizeof(*c->value));
		check_header(c);
		check_rows(c);
		free(c->column);
		free(c->value);
	}
	tsv_close(&c->tsv);
}

/* Tables that are no kind's: register.tsv is known, others are named. */
static void
check_names(struct reg *r)
{
	size_t n;
	const char *const *name = store_tables(r->store, &n);

	for (size_t i = 0; i < n; i++) {
		struct str table = { name[i], strlen(name[i]) - 4 };
		const struct kind *k = kind_find(&r->defs->kinds, table);

		if ((k == NULL || !str_eq(k->table, table)) &&
		    !str_is(table, "register"))
			diag_add(r->diag, DIAG_WARNING,
			    (struct loc){ .file = reg_path(r, name[i]) },
			    _("a table of no kind that is defined"));
	}
}

void
reg_check(struct reg *r)
{
	struct checking c = { .reg = r };
	size_t n = r->defs->kinds.n;

	c.known = mem_alloc(n * sizeof(*c.known));
	for (size_t i = 0; i < n; i++)
		c.known[i].kind = &r->defs->kinds.kind[i];
	check_names(r);
	for (size_t i = 0; i < n; i++)
		check_table(&c, &r->defs->kinds.kind[i]);
	for (size_t i = 0; i < n; i++)
		intern_release(&c.known[i].keys);
	free(c.known);
	buf_release(&c.key);
}
