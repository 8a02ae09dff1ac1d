/*
 * The opening of a workbook: from the package to its workbook part, from there
 * to the sheet that is wanted, its texts and its formats.  Parts name each
 * other through relationships (ECMA-376 part 2, 6.5).
 */
#include "table/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "base/utf8.h"
#include "table/xlsx_private.h"

/* Far more than anybody has; so that looking one up in the other is quick. */
enum { RELATIONS = 4096, TABS = 4096 };

struct relation {
	struct str	id;
	struct str	type;
	struct str	target;
};

struct tab {
	struct str	 name;
	struct str	 target;
	bool		 hidden;
};

/* Everything here is in the arena; it is gone when the workbook is open. */
struct opening {
	struct xlsx	*book;
	struct diag	*diag;
	struct arena	 arena;
	struct relation	*relation;	/* of the part that was read last */
	size_t		 n_relations, relation_cap;
	struct tab	*tab;
	size_t		 n_tabs, tab_cap;
	bool		 is_workbook;
	bool		 over;		/* there are too many of either */
};

static bool
fail(const struct opening *o, const char *text)
{
	diag_add(o->diag, DIAG_FAILURE, (struct loc){ .file = o->book->file },
	    "%s", text);
	return false;
}

/* No name in a workbook is longer, and none that is may cost time. */
static struct str
keep(struct opening *o, const char *text)
{
	struct str s = str_of(text != NULL ? text : "");

	s.len = utf8_prefix(s, 256);
	return arena_str(&o->arena, s);
}

static bool
too_many(struct opening *o)
{
	o->over = true;
	return false;
}

/* ------------------------------------------------------- relationships -- */

enum { RELATIONSHIPS = 1, RELATIONSHIP };

static const struct element relation_elements[] = {
	{ "Relationships", 0, RELATIONSHIPS },
	{ "Relationship", RELATIONSHIPS, RELATIONSHIP },
	{ NULL, 0, 0 }
};

static bool
start_relation(int tag, const char *const *attr, void *arg)
{
	struct opening *o = arg;

	if (tag != RELATIONSHIP)
		return true;
	if (o->n_relations == RELATIONS)
		return too_many(o);
	o->relation = mem_grow(o->relation, o->n_relations, &o->relation_cap,
	    sizeof(*o->relation));
	o->relation[o->n_relations++] = (struct relation){
		keep(o, attr_find(attr, "Id")),
		keep(o, attr_find(attr, "Type")),
		keep(o, attr_find(attr, "Target")),
	};
	return true;
}

/* "/a/b" and "c/../d" become "/a/b/d". */
static void
add_steps(struct buf *path, struct str steps)
{
	while (steps.len > 0) {
		struct str step = str_cut(steps, '/', &steps);

		if (step.len == 0 || str_is(step, "."))
			continue;
		if (str_is(step, "..")) {
			while (path->len > 0 && path->p[--path->len] != '/')
				;
			continue;
		}
		buf_addc(path, '/');
		buf_add_str(path, step);
	}
}

/* The part that a target means, seen from another part. */
static char *
resolve(const char *from, struct str target)
{
	const char *slash = strrchr(from, '/');
	struct buf path = { 0 };
	char *part;

	if (!str_starts(target, "/") && slash != NULL)
		add_steps(&path, (struct str){ from, (size_t)(slash - from) });
	add_steps(&path, target);
	part = mem_dup(path.len > 0 ? path.p + 1 : "",
	    path.len > 0 ? path.len - 1 : 0);
	buf_release(&path);
	return part;
}

/* "xl/_rels/workbook.xml.rels" for "xl/workbook.xml". */
static char *
relations_of(const char *part)
{
	const char *slash = strrchr(part, '/');
	size_t folder = slash != NULL ? (size_t)(slash - part) + 1 : 0;
	struct buf path = { 0 };

	buf_add(&path, part, folder);
	buf_addf(&path, "_rels/%s.rels", part + folder);
	return path.p;
}

static bool
read_relations(struct opening *o, const char *part)
{
	static const struct element_fns fns = { relation_elements,
	    start_relation, NULL, NULL };
	char *path = relations_of(part);
	bool ok;

	o->n_relations = 0;
	ok = package_parse(o->book->package, path, &o->book->inflated, &fns,
	    o, o->diag);
	free(path);
	return ok;
}

/* Types are addresses that differ between the two dialects of the standard,
 * except in their ends.  NULL if there is none. */
static const struct relation *
find_type(const struct opening *o, const char *end)
{
	for (size_t i = 0; i < o->n_relations; i++)
		if (str_ends(o->relation[i].type, end))
			return &o->relation[i];
	return NULL;
}

static const struct relation *
find_sheet(const struct opening *o, struct str id)
{
	for (size_t i = 0; i < o->n_relations; i++)
		if (str_eq(o->relation[i].id, id) &&
		    str_ends(o->relation[i].type, "/worksheet"))
			return &o->relation[i];
	return NULL;
}

/* ------------------------------------------------------------ workbook -- */

enum { WORKBOOK = 1, PROPERTIES, CALCULATION, SHEETS, SHEET };

static const struct element workbook_elements[] = {
	{ "workbook", 0, WORKBOOK },
	{ "workbookPr", WORKBOOK, PROPERTIES },
	{ "calcPr", WORKBOOK, CALCULATION },
	{ "sheets", WORKBOOK, SHEETS },
	{ "sheet", SHEETS, SHEET },
	{ NULL, 0, 0 }
};

static bool
is_true(const char *value)
{
	return value != NULL && (strcmp(value, "1") == 0 ||
	    strcmp(value, "true") == 0);
}

/* Sheets of charts and macros are none. */
static bool
add_tab(struct opening *o, const char *const *attr)
{
	const char *id = attr_find(attr, "id");
	const char *state = attr_find(attr, "state");
	const struct relation *r = find_sheet(o, str_of(id != NULL ? id : ""));

	if (r == NULL)
		return true;
	if (o->n_tabs == TABS)
		return too_many(o);
	o->tab = mem_grow(o->tab, o->n_tabs, &o->tab_cap, sizeof(*o->tab));
	o->tab[o->n_tabs++] = (struct tab){
		.name = keep(o, attr_find(attr, "name")),
		.target = r->target,
		.hidden = state != NULL && strcmp(state, "visible") != 0,
	};
	return true;
}

static bool
start_workbook(int tag, const char *const *attr, void *arg)
{
	struct opening *o = arg;

	switch (tag) {
	case WORKBOOK:
		o->is_workbook = true;
		return true;
	case PROPERTIES:
		o->book->from_1904 = is_true(attr_find(attr, "date1904"));
		return true;
	case CALCULATION:
		o->book->uncalculated = is_true(attr_find(attr,
		    "fullCalcOnLoad"));
		return true;
	case SHEET:
		return add_tab(o, attr);
	default:
		return true;
	}
}

static bool
read_workbook(struct opening *o, const char *part)
{
	static const struct element_fns fns = { workbook_elements,
	    start_workbook, NULL, NULL };

	return package_parse(o->book->package, part, &o->book->inflated, &fns,
	    o, o->diag);
}

/* ---------------------------------------------------------------- tabs -- */

/* The names are shown as typed values are: one may be a person's number. */
static void
add_choice(struct buf *out, const struct opening *o, const char *wanted)
{
	const char **name = mem_array(NULL, o->n_tabs + 1, sizeof(*name));
	const char **shown = mem_array(NULL, o->n_tabs + 1, sizeof(*shown));
	char (*text)[ECHO_SIZE] = mem_array(NULL, o->n_tabs + 1,
	    sizeof(*text));
	struct buf list = { 0 };
	const char *near;

	for (size_t i = 0; i < o->n_tabs; i++) {
		name[i] = o->tab[i].name.p;
		shown[i] = echo(o->tab[i].name, text[i]);
	}
	name[o->n_tabs] = shown[o->n_tabs] = NULL;
	near = near_word(str_of(wanted), name);
	if (near != NULL)
		buf_addf(out, _("; did you mean \"%s\"?"),
		    echo(str_of(near), text[o->n_tabs]));
	near_list(&list, shown, 20);
	buf_addf(out, _(" (there are: %s)"), buf_text(&list));
	buf_release(&list);
	free(name);
	free(shown);
	free(text);
}

static const struct tab *
find_tab(const struct opening *o, const char *wanted)
{
	char shown[ECHO_SIZE];
	struct buf text = { 0 };

	for (size_t i = 0; i < o->n_tabs; i++)
		if (wanted != NULL ?
		    utf8_same(o->tab[i].name, str_of(wanted)) :
		    !o->tab[i].hidden)
			return &o->tab[i];
	if (wanted == NULL) {
		fail(o, _("the workbook has no sheet that is visible"));
		return NULL;
	}
	buf_addf(&text, _("the workbook has no sheet \"%s\""),
	    echo(str_of(wanted), shown));
	add_choice(&text, o, wanted);
	fail(o, buf_text(&text));
	buf_release(&text);
	return NULL;
}

/* ------------------------------------------------------------- opening -- */

typedef bool read_fn(struct xlsx *book, const char *part, struct diag *d);

/* A part that not every workbook has. */
static bool
read_part(struct opening *o, const char *from, const char *type, read_fn *fn)
{
	const struct relation *r = find_type(o, type);
	char *part;
	bool ok;

	if (r == NULL)
		return true;
	part = resolve(from, r->target);
	ok = fn(o->book, part, o->diag);
	free(part);
	return ok;
}

static bool
open_workbook(struct opening *o, const char *part, const char *wanted)
{
	const struct tab *tab;

	if (str_ends(str_of(part), ".bin"))
		return sheet_convert(o->book->file,
		    _("a binary workbook (.xlsb)"), o->diag);
	if (!read_relations(o, part) || !read_workbook(o, part))
		return false;
	if (o->over)
		return fail(o, _("the workbook has more than 4096 sheets"));
	if (!o->is_workbook)
		return fail(o, _("this is a document of Office, but no sheet"));
	tab = find_tab(o, wanted);
	if (tab == NULL)
		return false;
	o->book->part = resolve(part, tab->target);
	return read_part(o, part, "/sharedStrings", xlsx_read_texts) &&
	    read_part(o, part, "/styles", xlsx_read_styles);
}

static bool
open_package(struct opening *o, const char *wanted)
{
	const struct package *p = o->book->package;
	const struct relation *r;
	char *part;
	bool ok;

	if (package_has(p, "Index/Document.iwa") || package_has(p, "Index.zip"))
		return sheet_convert(o->book->file,
		    _("a sheet of Numbers (.numbers)"), o->diag);
	if (!package_has(p, "_rels/.rels"))
		return fail(o, _("this is a zip file, but no workbook"));
	if (!read_relations(o, ""))
		return false;
	r = find_type(o, "/officeDocument");
	if (r == NULL)
		return fail(o, _("this is a zip file, but no workbook"));
	part = resolve("", r->target);
	ok = open_workbook(o, part, wanted);
	free(part);
	return ok;
}

/* The first entry of such a file is its type, neither packed nor followed by
 * anything else.  Source: OASIS, OpenDocument 1.2 part 3, 3.3. */
static bool
is_opendocument(struct str s)
{
	static const char type[] =
	    "mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
	enum { NAME = 30 };

	return s.len > NAME + sizeof(type) &&
	    memcmp(s.p + NAME, type, sizeof(type) - 1) == 0;
}

static bool
open_book(struct xlsx *book, struct buf *bytes, const char *tab,
    struct diag *d)
{
	struct opening o = { .book = book, .diag = d };
	bool ok;

	if (is_opendocument(buf_str(bytes)))
		return sheet_convert(book->file,
		    _("an OpenDocument sheet (.ods)"), d);
	book->package = package_open(bytes, book->file, d);
	if (book->package == NULL)
		return false;
	ok = open_package(&o, tab);
	arena_release(&o.arena);
	free(o.relation);
	free(o.tab);
	return ok;
}

struct xlsx *
xlsx_open(struct buf *bytes, const char *file, const char *tab,
    struct diag *d)
{
	struct xlsx *book = mem_alloc(sizeof(*book));
	bool ok;

	book->file = file;
	ok = open_book(book, bytes, tab, d);
	buf_release(bytes);
	if (ok)
		return book;
	xlsx_free(book);
	return NULL;
}

void
xlsx_free(struct xlsx *book)
{
	if (book == NULL)
		return;
	package_free(book->package);
	free(book->part);
	buf_release(&book->text);
	free(book->end);
	free(book->shape);
	free(book);
}
