#include "common.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/near.h"
#include "define/value.h"

struct common common;

static const struct loc nowhere;

const struct opt opts_register[] = {
	{ OPT_TEXT, 'C', "register", "dir", &common.dir,
	    "the register; else $FU_DIR, else the nearest upwards" },
	{ .kind = OPT_END }
};

const struct opt opts_format[] = {
	{ OPT_TEXT, 'O', "format", "format", &common.format,
#ifdef HAVE_XLSXWRITER
	    "tsv, csv, excel, json, jsonl, text, md, html or xlsx" },
#else
	    "tsv, csv, excel, json, jsonl, text, md or html" },
#endif
	{ OPT_TEXT, 'o', "output", "file", &common.output,
	    "write to a file, in the format of its suffix" },
	{ OPT_LANG, '\0', "lang", "da|en", &common.lang,
	    "the language of what is printed; else the register's" },
	{ .kind = OPT_END }
};

const struct opt opts_columns[] = {
	{ OPT_TEXT, 's', "select", "columns", &common.select,
	    "print these columns, in this order" },
	{ OPT_TEXT, '\0', "sort", "columns", &common.sort,
	    "sort by these columns, each perhaps with :desc" },
	{ .kind = OPT_END }
};

const struct opt opts_cases[] = {
	{ OPT_TEXT, '\0', "cases", "file", &common.cases,
	    "only rows whose case_id is listed in a table" },
	{ .kind = OPT_END }
};

const struct opt opts_with[] = {
	{ OPT_TEXT, '\0', "with", "columns", &common.with,
	    "add columns of the case, such as team,worker" },
	{ .kind = OPT_END }
};

const struct opt opts_where[] = {
	{ OPT_LIST, 'w', "where", "condition", &common.where,
	    "only rows for which 'field=value' holds; may be repeated" },
	{ .kind = OPT_END }
};

const char *
common_share(void)
{
	const char *share = getenv("FU_SHARE");

	return share != NULL && *share != '\0' ? share : FU_SHARE;
}

/* ----------------------------------------------------------- register -- */

/* NULL if no register is meant.  The caller frees it. */
static char *
meant_register(void)
{
	const char *dir = common.dir;

	if (dir == NULL)
		dir = getenv("FU_DIR");
	if (dir != NULL && *dir != '\0')
		return mem_dup(dir, strlen(dir));
	return reg_nearest();
}

bool
common_register(struct run *r, struct reg *reg)
{
	char *dir = meant_register();
	bool ok;

	*reg = (struct reg){ 0 };
	if (dir == NULL) {
		diag_add(&r->diag, DIAG_FAILURE, nowhere,
		    _("no register: name one with -C, or be in one"));
		return false;
	}
	ok = reg_open(reg, dir, common_share(), &r->diag);
	free(dir);
	return ok;
}

bool
common_supply(struct run *r, struct supply *s)
{
	char *dir = meant_register();

	*s = (struct supply){ .has_register = dir != NULL };
	if (s->has_register) {
		if (reg_open(&s->reg, dir, common_share(), &r->diag))
			s->defs = s->reg.defs;
	} else
		s->defs = defs_load(common_share(), NULL, &r->diag);
	free(dir);
	return s->defs != NULL;
}

void
supply_release(struct supply *s)
{
	if (s->has_register)
		reg_close(&s->reg);
	else
		defs_free(s->defs);
	*s = (struct supply){ 0 };
}

void
common_unknown(struct run *r, const char *what, struct str word,
    const char *const *legal)
{
	const char *near = near_word(word, legal);
	struct buf text = { 0 };
	char shown[ECHO_SIZE];

	buf_addf(&text, _("there is no %s \"%s\""), what, echo(word, shown));
	if (near != NULL)
		buf_addf(&text, _("; did you mean %s?"), near);
	buf_adds(&text, _(" (there are: "));
	near_list(&text, legal, 64);
	buf_addc(&text, ')');
	diag_add(&r->diag, DIAG_FAILURE, nowhere, "%s", buf_text(&text));
	buf_release(&text);
}

const struct kind *
common_kind(struct run *r, const struct defs *defs, const char *word)
{
	const struct kind *k = kind_find(&defs->kinds, str_of(word));
	const char **names;

	if (k != NULL)
		return k;
	names = mem_array(NULL, defs->kinds.n + 1, sizeof(*names));
	for (size_t i = 0; i < defs->kinds.n; i++)
		names[i] = defs->kinds.kind[i].name.p;
	names[defs->kinds.n] = NULL;
	common_unknown(r, _("kind"), str_of(word), names);
	free(names);
	return NULL;
}

const struct template *
common_template(struct run *r, const struct defs *defs, const char *word)
{
	const struct templates *all = &defs->templates;
	const struct template *t = template_find(all, str_of(word));
	const char **names;

	if (t != NULL)
		return t;
	names = mem_array(NULL, all->n + 1, sizeof(*names));
	for (size_t i = 0; i < all->n; i++)
		names[i] = all->template[i].name.p;
	names[all->n] = NULL;
	common_unknown(r, _("template"), str_of(word), names);
	free(names);
	return NULL;
}

const struct code *
common_code(struct run *r, const struct list *list, const char *what,
    const char *word)
{
	const struct code *code = list == NULL ? NULL :
	    code_find(list, str_of(word));
	size_t n = list != NULL ? list->n : 0;
	const char **names;

	if (code != NULL)
		return code;
	names = mem_array(NULL, n + 1, sizeof(*names));
	for (size_t i = 0; i < n; i++)
		names[i] = list->code[i].code.p;
	names[n] = NULL;
	common_unknown(r, what, str_of(word), names);
	free(names);
	return NULL;
}

const struct scale *
common_scale(struct run *r, const struct defs *defs, const char *word)
{
	const struct scale *scale = scale_find(&defs->scales, str_of(word),
	    (struct str){ "", 0 });
	struct buf text = { 0 };
	char shown[ECHO_SIZE];

	if (scale != NULL)
		return scale;
	buf_addf(&text, _("there is no %s \"%s\""), _("scale"),
	    echo(str_of(word), shown));
	scale_suggest(&defs->scales, str_of(word), &text);
	diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 }, "%s",
	    buf_text(&text));
	buf_release(&text);
	return NULL;
}

day_t
common_today(void)
{
	return common.as_of.given ? common.as_of.day : date_today();
}

enum lang
common_lang(const struct reg *reg)
{
	if (common.lang.given)
		return common.lang.lang;
	return reg != NULL ? reg_lang(reg, LANG_EN) : LANG_EN;
}

/* ------------------------------------------------------------- output -- */

static bool
is_known(const char *format, const char *const *known)
{
	for (; *known != NULL; known++)
		if (strcmp(*known, format) == 0)
			return true;
	return false;
}

/* A format that other builds have: said as such, and not taken for a slip. */
static bool
lacks_library(struct run *r)
{
	const char *asked = common.format != NULL ? common.format :
	    common.output;
	const char *library = asked != NULL ? write_lacks(str_of(asked)) :
	    NULL;

	if (library != NULL)
		diag_add(&r->diag, DIAG_FAILURE, nowhere,
		    _("built without %s, so no .xlsx can be written; the "
		    "format excel is a CSV file for Excel"), library);
	return library != NULL;
}

const char *
common_format(struct run *r, const char *otherwise, const char *const *known)
{
	const char *format = otherwise;
	struct buf list = { 0 };
	char shown[ECHO_SIZE];

	if (known == NULL)
		known = write_formats();
	if (lacks_library(r))
		return NULL;
	if (common.format != NULL)
		format = write_format(str_of(common.format));
	else if (common.output != NULL &&
	    write_format_of_path(common.output) != NULL)
		format = write_format_of_path(common.output);
	/* What is made for people is a sheet for their Excel. */
	if (common.format == NULL && format != NULL &&
	    strcmp(format, "csv") == 0 && strcmp(otherwise, "excel") == 0)
		format = otherwise;
	if (format != NULL && is_known(format, known))
		return format;
	near_list(&list, known, 16);
	diag_add(&r->diag, DIAG_FAILURE, nowhere,
	    _("\"%s\" is not a format here (there are: %s)"),
	    echo(str_of(common.format != NULL ? common.format : format),
	    shown), buf_text(&list));
	buf_release(&list);
	return NULL;
}

bool
common_output(struct run *r)
{
	return common.output == NULL ||
	    out_open(&r->out, common.output, &r->diag);
}

size_t
common_width(const struct run *r)
{
	struct winsize size;

	if (!isatty(r->out.fd) || ioctl(r->out.fd, TIOCGWINSZ, &size) != 0)
		return 0;
	return size.ws_col;
}

bool
common_cases(struct run *r, struct supply *s, struct frame *cases)
{
	*cases = (struct frame){ 0 };
	if (s->has_register)
		return reg_frame(&s->reg, "case", "case_id", cases);
	diag_add(&r->diag, DIAG_FAILURE, nowhere, _("--with: no register to "
	    "take the columns from; name one with -C"));
	return false;
}

/* What a joined column of the cases is. */
static void
describe_case_column(struct view_column *c, void *arg)
{
	const struct supply *s = arg;
	const struct kind *k = kind_find(&s->defs->kinds, str_of("case"));
	size_t i = k != NULL ? kind_field(k, c->column.name.p) : 0;

	if (k == NULL || i == k->n)
		return;
	c->column.kind = type_cell(k->field[i].type);
	c->column.label = k->field[i].label[common_lang(
	    s->has_register ? &s->reg : NULL)];
	c->order = type_order(k->field[i].type);
}

struct view *
common_view(struct run *r, struct supply *s, const struct frame *cases,
    const char *table, const char *format,
    const struct view_column *columns, size_t n, label_fn *label, void *arg)
{
	struct view_options o = {
		.format = format,
		.select = common.select,
		.sort = common.sort,
		.with = common.with != NULL ? cases : NULL,
		.with_names = common.with,
		.with_key = "case_id",
		.describe = describe_case_column,
		.arg = s,
		.style = { .lang = common_lang(s->has_register ? &s->reg :
		    NULL), .label = label, .arg = arg,
		    .width = common_width(r), .title = r->program,
		    .table = str_of(table), .diag = &r->diag },
	};

	if (!common_output(r))
		return NULL;
	return view_new(&o, columns, n, &r->out, &r->diag);
}

/* -------------------------------------------------------------- input -- */

static bool
read_cases(struct filter *f)
{
	struct tsv t;
	bool ok;

	if (common.cases == NULL)
		return true;
	f->by_case = true;
	ok = tsv_open_path(&t, common.cases, f->diag) &&
	    frame_read(&f->cases, &t, "case_id");
	tsv_close(&t);
	return ok;
}

/* A literal that the field's definition does not allow: no record can have it,
 * unless the definition changed.  So a slip is told, not taken for "none". */
static void
check_literal(const char *name, struct str literal, void *arg)
{
	const struct filter *f = arg;
	size_t i = kind_field(f->kind, name);
	struct buf why = { 0 };
	char shown[ECHO_SIZE];
	enum type type;

	if (i == f->kind->n)
		return;
	type = f->kind->field[i].type;
	/* Any number may be compared with; select sees that it is one. */
	if (type != TYPE_DEC && type != TYPE_INT &&
	    !value_check(f->defs, &f->kind->field[i], literal, &why))
		diag_add(f->diag, type_is_open(type) ? DIAG_WARNING :
		    DIAG_FAILURE, nowhere, _("in a condition, %s \"%s\" %s"),
		    name, echo(literal, shown), buf_text(&why));
	buf_release(&why);
}

bool
filter_init(struct filter *f, struct run *r, const struct defs *defs,
    const char *const *words, size_t n, const struct kind *kind)
{
	*f = (struct filter){ .kind = kind, .defs = defs, .diag = &r->diag };
	f->select = select_new(words, n, f->diag);
	if (f->select == NULL)
		return false;
	if (kind != NULL)
		select_literals(f->select, check_literal, f);
	return diag_status(f->diag) < 2 && read_cases(f);
}

void
filter_release(struct filter *f)
{
	select_free(f->select);
	frame_release(&f->cases);
}

struct binding {
	const struct filter	*filter;
	const struct tsv	*tsv;
};

static bool
bind_column(const char *name, size_t *column, enum order_as *order, void *arg)
{
	const struct binding *b = arg;
	const struct kind *k = b->filter->kind;
	size_t i = k != NULL ? kind_field(k, name) : 0;

	*column = tsv_column(b->tsv, name);
	*order = k != NULL && i < k->n ? type_order(k->field[i].type) :
	    ORDER_UNKNOWN;
	return *column < b->tsv->n;
}

bool
filter_bind(struct filter *f, const struct tsv *t)
{
	struct binding b = { f, t };

	f->case_column = tsv_column(t, "case_id");
	if (f->by_case && f->case_column == t->n) {
		tsv_missing_column(t, "case_id");
		return false;
	}
	return select_bind(f->select, bind_column, &b, t, f->diag);
}

bool
filter_row(const struct tsv *t, void *filter)
{
	struct filter *f = filter;

	if (f->by_case && frame_find(&f->cases,
	    tsv_field(t, f->case_column)) == f->cases.rows)
		return false;
	return select_row(f->select, t, f->diag);
}

static bool
read_input(struct tsv *t, bool open, input_fn *fn, void *arg)
{
	bool ok = open && fn(t, arg) && !t->malformed;

	tsv_close(t);
	return ok;
}

/* The register's own table; one that was never made has its kind's columns and
 * no rows. */
static bool
read_own_table(struct run *r, struct supply *s, const struct kind *k,
    input_fn *fn, void *arg)
{
	size_t failures = r->diag.count[DIAG_FAILURE];
	struct str name[TSV_COLUMNS_MAX];
	struct tsv t;

	if (reg_table(&s->reg, k, &t))
		return read_input(&t, true, fn, arg);
	tsv_close(&t);
	if (r->diag.count[DIAG_FAILURE] != failures)
		return false;
	for (size_t i = 0; i < k->n; i++)
		name[i] = k->field[i].name;
	t = (struct tsv){ .file = s->reg.dir, .fd = -1, .eof = true,
	    .name = name, .n = k->n, .diag = &r->diag };
	return fn(&t, arg);
}

bool
common_inputs(struct run *r, struct supply *s, const struct kind *own,
    int argc, char **argv, input_fn *fn, void *arg)
{
	bool ok = true;
	struct tsv t;

	if (argc == 0 && own != NULL)
		return read_own_table(r, s, own, fn, arg);
	if (argc == 0)
		return read_input(&t, tsv_open_path(&t, "-", &r->diag), fn,
		    arg);
	for (int i = 0; i < argc; i++)
		ok = read_input(&t, tsv_open_path(&t, argv[i], &r->diag), fn,
		    arg) && ok;
	return ok;
}

/* ----------------------------------------------------------------- page -- */

int
common_page(struct run *r, int argc, char **argv, const char *ask,
    const char *const *formats, void (*fn)(struct page *p))
{
	struct page p = { .run = r, .reg = &p.supply.reg };

	if (argc != 1) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 }, "%s", ask);
		return 2;
	}
	p.operand = str_of(argv[0]);
	p.format = common_format(r, "text", formats);
	if (p.format == NULL)
		return 2;
	if (common_register(r, p.reg)) {
		p.supply.has_register = true;
		p.supply.defs = p.reg->defs;
		p.lang = common_lang(p.reg);
		fn(&p);
	}
	reg_close(p.reg);
	return 0;
}

void
page_write(const struct page *p, struct doc *doc)
{
	doc_write(doc, p->format, common_width(p->run), &p->run->out.buf);
	doc_free(doc);
}

/* ----------------------------------------------------------------- rows -- */

static bool
begin_rows(struct rows *rows)
{
	if (common.with != NULL && !common_cases(rows->run, rows->supply,
	    &rows->cases))
		return false;
	rows->view = common_view(rows->run, rows->supply, &rows->cases,
	    rows->table, rows->format, rows->column, rows->n, rows->label,
	    rows->arg);
	if (rows->view != NULL && rows->brief)
		view_brief(rows->view);
	return rows->view != NULL;
}

static void
print_wanted(struct rows *rows, struct tsv *t)
{
	struct str *cell = mem_array(NULL, rows->n, sizeof(*cell));

	while (tsv_next(t)) {
		if (!filter_row(t, rows->filter))
			continue;
		for (size_t i = 0; i < rows->n; i++)
			cell[i] = tsv_field(t, i);
		if (rows->seen != NULL)
			rows->seen(cell, rows->arg);
		view_row(rows->view, cell);
	}
	free(cell);
}

bool
rows_print(struct rows *rows, struct str part)
{
	struct tsv t;
	bool ok = tsv_open_bytes(&t, part, "-", &rows->run->diag) &&
	    filter_bind(rows->filter, &t) &&
	    (rows->view != NULL || begin_rows(rows));

	if (ok)
		print_wanted(rows, &t);
	tsv_close(&t);
	return ok;
}

void
rows_end(struct rows *rows)
{
	if (rows->view != NULL)
		view_end(rows->view);
	frame_release(&rows->cases);
	rows->view = NULL;
}
