#include "list.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "common.h"
#include "define/value.h"
#include "table/intern.h"

const struct opt list_opts[] = {
	GROUP(opts_register),
	GROUP(opts_format),
	GROUP(opts_columns),
	GROUP(opts_cases),
	GROUP(opts_with),
	GROUP(opts_where),
	{ .kind = OPT_END }
};

/* What people read for the codes of a column, each made once. */
struct labels {
	struct intern	 codes;
	struct str	*label;		/* by number of the code */
	size_t		 cap;
};

struct listing {
	struct run		*run;
	struct supply		 supply;
	const struct kind	*kind;		/* NULL: any table */
	const char		*format;
	enum lang		 lang;
	struct filter		 filter;
	struct frame		 cases;		/* for --with */
	struct view		*view;
	struct view_column	*column;	/* of the first input */
	struct arena		 names;
	size_t			 n;
	size_t			*field;		/* by column: of the kind */
	struct labels		*labels;	/* by column */
	bool			 sheet;		/* which import reads back */
};

/* Operands taken apart. */
struct operands {
	const char	**condition;
	size_t		  n_conditions;
	char		**file;
	int		  n_files;
};

/* Would import read it as the value that is stored? */
static bool
reads_back(const struct listing *l, const struct field *f, struct str label,
    struct str stored)
{
	static const struct dialect sheet = { .typed = true, .decimal = ',' };
	struct buf read = { 0 }, why = { 0 };
	bool same = value_read(l->supply.defs, f, label, sheet, &read, &why) &&
	    str_eq(buf_str(&read), stored);

	buf_release(&read);
	buf_release(&why);
	return same;
}

/* A sheet has the code itself where its label stands for another one too. */
static struct str
make_label(struct listing *l, const struct field *f, struct str code)
{
	struct buf label = { 0 };
	struct str kept;

	value_label(l->supply.defs, f, code, l->lang, &label);
	kept = arena_str(&l->names, !l->sheet ||
	    reads_back(l, f, buf_str(&label), code) ? buf_str(&label) : code);
	buf_release(&label);
	return kept;
}

static struct str
label_of(size_t column, struct str code, void *arg)
{
	struct listing *l = arg;
	const struct field *f;
	struct labels *labels;
	size_t before;
	uint32_t no;

	if (l->kind == NULL || column >= l->n ||
	    l->field[column] == l->kind->n)
		return code;
	f = &l->kind->field[l->field[column]];
	if (!value_has_label(f))
		return code;
	labels = &l->labels[column];
	before = labels->codes.n;
	no = intern_add(&labels->codes, code);
	if (no == before) {
		labels->label = mem_grow(labels->label, no, &labels->cap,
		    sizeof(*labels->label));
		labels->label[no] = make_label(l, f, code);
	}
	return labels->label[no];
}

/* Is it what another field is called as well? */
static bool
is_of_another(const struct kind *k, size_t field, struct str label)
{
	for (size_t i = 0; i < k->n; i++)
		if (i != field && (utf8_same(label, k->field[i].name) ||
		    utf8_same(label, k->field[i].label[LANG_DA]) ||
		    utf8_same(label, k->field[i].label[LANG_EN])))
			return true;
	return false;
}

static void
describe_column(struct listing *l, size_t i, struct str name)
{
	const struct kind *k = l->kind;
	struct view_column *c = &l->column[i];

	*c = (struct view_column){ .column = {
	    .name = arena_str(&l->names, name) } };
	if (k == NULL)
		return;
	l->field[i] = kind_field(k, c->column.name.p);
	if (l->field[i] == k->n)
		return;
	c->column.label = k->field[l->field[i]].label[l->lang];
	if (l->sheet && is_of_another(k, l->field[i], c->column.label))
		c->column.label = c->column.name;
	c->column.kind = type_cell(k->field[l->field[i]].type);
	c->order = type_order(k->field[l->field[i]].type);
}

static bool
start(struct listing *l, const struct tsv *t)
{
	l->n = t->n;
	l->column = mem_array(NULL, t->n, sizeof(*l->column));
	l->field = mem_array(NULL, t->n, sizeof(*l->field));
	l->labels = mem_alloc(t->n * sizeof(*l->labels));
	for (size_t i = 0; i < t->n; i++)
		describe_column(l, i, t->name[i]);
	l->view = common_view(l->run, &l->supply, &l->cases,
	    l->kind != NULL ? l->kind->table.p : NULL, l->format, l->column,
	    l->n, label_of, l);
	return l->view != NULL;
}

/* Rows of several inputs go out under one header. */
static bool
same_header(const struct listing *l, const struct tsv *t)
{
	bool same = l->n == t->n;

	for (size_t i = 0; same && i < t->n; i++)
		same = str_eq(l->column[i].column.name, t->name[i]);
	if (!same)
		diag_add(&l->run->diag, DIAG_FAILURE,
		    (struct loc){ t->file, 1, 0 },
		    _("its columns are not those of the first file"));
	return same;
}

static bool
list_input(struct tsv *t, void *arg)
{
	struct listing *l = arg;
	struct out *out = &l->run->out;
	struct str *cell;
	bool plain;

	if (!filter_bind(&l->filter, t) ||
	    !(l->view == NULL ? start(l, t) : same_header(l, t)))
		return false;
	plain = view_is_plain(l->view);
	cell = mem_array(NULL, t->n, sizeof(*cell));
	while (tsv_next(t)) {
		if (!filter_row(t, &l->filter))
			continue;
		if (plain) {
			buf_add_str(&out->buf, tsv_row(t));
			buf_addc(&out->buf, '\n');
			out_room(out);
			continue;
		}
		for (size_t i = 0; i < t->n; i++)
			cell[i] = tsv_field(t, i);
		view_row(l->view, cell);
	}
	free(cell);
	return true;
}

/* The first word may be a kind; conditions are known by their operator;
 * everything else is a file. */
static bool
take_operands(struct listing *l, struct operands *o, int argc, char **argv)
{
	o->condition = mem_array(NULL, (size_t)argc + common.where.n,
	    sizeof(*o->condition));
	o->file = argv;
	for (int i = 0; i < argc; i++) {
		if (select_is_condition(argv[i]))
			o->condition[o->n_conditions++] = argv[i];
		else if (l->kind == NULL && o->n_files == 0 &&
		    kind_find(&l->supply.defs->kinds, str_of(argv[i])) != NULL)
			l->kind = kind_find(&l->supply.defs->kinds,
			    str_of(argv[i]));
		else
			argv[o->n_files++] = argv[i];
	}
	for (size_t i = 0; i < common.where.n; i++)
		o->condition[o->n_conditions++] = common.where.word[i];
	if (l->kind != NULL || o->n_files > 0)
		return true;
	diag_add(&l->run->diag, DIAG_FAILURE, (struct loc){ 0 },
	    _("name a kind of record or a file; fu-case kinds lists the "
	    "kinds"));
	return false;
}

/* A word that names neither a kind nor a file was meant as a kind. */
static bool
files_are_there(struct listing *l, const struct operands *o)
{
	for (int i = 0; i < o->n_files; i++)
		if (l->kind == NULL && strpbrk(o->file[i], "./-") == NULL &&
		    access(o->file[i], F_OK) != 0)
			return common_kind(l->run, l->supply.defs,
			    o->file[i]) != NULL;
	return true;
}

static bool
needs_register(struct listing *l, const struct operands *o)
{
	if (l->kind == NULL || o->n_files > 0 || l->supply.has_register)
		return true;
	diag_add(&l->run->diag, DIAG_FAILURE, (struct loc){ 0 },
	    _("no register: name one with -C, or be in one"));
	return false;
}

static void
list(struct listing *l, int argc, char **argv)
{
	struct operands o = { 0 };

	if (take_operands(l, &o, argc, argv) && files_are_there(l, &o) &&
	    needs_register(l, &o) &&
	    filter_init(&l->filter, l->run, l->supply.defs, o.condition,
	    o.n_conditions, l->kind) && (common.with == NULL ||
	    common_cases(l->run, &l->supply, &l->cases)))
		common_inputs(l->run, &l->supply,
		    o.n_files == 0 ? l->kind : NULL, o.n_files, o.file,
		    list_input, l);
	if (l->view != NULL)
		view_end(l->view);
	free(o.condition);
}

int
list_run(struct run *r, int argc, char **argv, const char *meant)
{
	struct listing l = { .run = r };

	l.format = common_format(r, meant, NULL);
	if (l.format == NULL)
		return 2;
	l.sheet = strcmp(l.format, "excel") == 0 ||
	    strcmp(l.format, "xlsx") == 0;
	if (common_supply(r, &l.supply)) {
		l.lang = common_lang(l.supply.has_register ? &l.supply.reg :
		    NULL);
		list(&l, argc, argv);
	}
	filter_release(&l.filter);
	frame_release(&l.cases);
	arena_release(&l.names);
	for (size_t i = 0; l.labels != NULL && i < l.n; i++) {
		intern_release(&l.labels[i].codes);
		free(l.labels[i].label);
	}
	free(l.labels);
	free(l.column);
	free(l.field);
	supply_release(&l.supply);
	return 0;
}

static int
run(struct run *r, int argc, char **argv)
{
	return list_run(r, argc, argv, "tsv");
}

extern const struct command cmd_list;
const struct command cmd_list = {
	.name = "list", .about = "print records that fulfil conditions",
	.operands = LIST_OPERANDS, .opts = list_opts, .run = run
};
