#include <stdlib.h>

#include "base/mem.h"
#include "common.h"
#include "register/blank.h"

static const char *for_cases;

static const struct opt opts[] = {
	GROUP(opts_register),
	GROUP(opts_format),
	{ OPT_TEXT, '\0', "for", "file", &for_cases,
	    "a row for each open case listed, with what is known of it" },
	{ .kind = OPT_END }
};

#define COLUMN(text)	{ .column = { .name = { text, sizeof(text) - 1 }, \
			    .kind = CELL_CODE } }

static const struct view_column list_columns[] = {
	COLUMN("template"), COLUMN("label"), COLUMN("about")
};

enum { N_LIST = sizeof(list_columns) / sizeof(list_columns[0]) };

static void
print_list(struct run *r, struct supply *s, enum lang lang)
{
	const char *format = common_format(r, "text", NULL);
	struct view *v = format == NULL ? NULL : common_view(r, s, NULL,
	    NULL, format, list_columns, N_LIST, NULL, NULL);

	if (v == NULL)
		return;
	for (size_t i = 0; i < s->defs->templates.n; i++) {
		const struct template *t = &s->defs->templates.template[i];
		const struct str row[N_LIST] = { t->name, t->label[lang],
		    t->about };

		view_row(v, row);
	}
	view_end(v);
}

struct sheet_out {
	const struct template	*t;
	struct view		*view;
	struct str		*cell;		/* of the used columns */
};

/* The type of the field that a column fills first. */
static enum cell_kind
cell_kind(const struct template *t, size_t column)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t j = 0; j < t->record[i].n; j++)
			if (t->record[i].field[j].column == column)
				return type_cell(t->record[i].kind->field[
				    t->record[i].field[j].field].type);
	return CELL_TEXT;
}

static struct view_column *
describe(const struct template *t, enum lang lang, bool example, size_t *n)
{
	struct view_column *columns = mem_alloc(t->n_columns *
	    sizeof(*columns));

	*n = 0;
	for (size_t i = 0; i < t->n_columns; i++) {
		struct str heading = t->column[i].heading[lang];

		if (t->column[i].used)
			columns[(*n)++].column = (struct column){
			    .name = heading, .label = heading,
			    /* The example stands as somebody would type it. */
			    .kind = example ? CELL_TEXT : cell_kind(t, i) };
	}
	return columns;
}

static void
print_row(const struct str *cell, void *arg)
{
	struct sheet_out *out = arg;
	size_t n = 0;

	for (size_t i = 0; i < out->t->n_columns; i++)
		if (out->t->column[i].used)
			out->cell[n++] = cell[i];
	view_row(out->view, out->cell);
}

static void
print_example(struct sheet_out *out, enum lang lang)
{
	const struct template *t = out->t;
	struct str *cell = mem_alloc(t->n_columns * sizeof(*cell));
	struct buf *text = mem_alloc(t->n_columns * sizeof(*text));

	for (size_t i = 0; i < t->n_columns; i++) {
		tsv_escape(&text[i], i != template_first(t) ?
		    t->column[i].example[lang] : str_of(lang == LANG_DA ?
		    TEMPLATE_EXAMPLE_DA : TEMPLATE_EXAMPLE_EN));
		cell[i] = buf_str(&text[i]);
	}
	print_row(cell, out);
	for (size_t i = 0; i < t->n_columns; i++)
		buf_release(&text[i]);
	free(text);
	free(cell);
}

/* A row for each case that the list names. */
static void
print_cases(struct run *r, struct supply *s, struct sheet_out *out)
{
	struct frame wanted = { 0 };
	struct tsv t;

	if (tsv_open_path(&t, for_cases, &r->diag) &&
	    frame_read(&wanted, &t, "case_id"))
		blank_rows(&s->reg, out->t, &wanted, print_row, out);
	tsv_close(&t);
	frame_release(&wanted);
}

static void
print_sheet(struct run *r, struct supply *s, const struct template *t,
    enum lang lang)
{
	static const char *const sheets[] = { "excel", "csv", "xlsx", NULL };
	const char *format = common_format(r, "excel", sheets);
	struct sheet_out out = { .t = t };
	struct view_column *columns;
	size_t n;

	if (format == NULL)
		return;
	if (for_cases != NULL && !s->has_register) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("--for needs a register (-C)"));
		return;
	}
	columns = describe(t, lang, for_cases == NULL, &n);
	out.cell = mem_alloc(n * sizeof(*out.cell));
	out.view = common_view(r, s, NULL, t->name.p, format, columns, n, NULL,
	    NULL);
	if (out.view != NULL) {
		if (for_cases != NULL)
			print_cases(r, s, &out);
		else
			print_example(&out, lang);
		view_end(out.view);
	}
	free(out.cell);
	free(columns);
}

static int
run(struct run *r, int argc, char **argv)
{
	const struct template *t;
	struct supply s;

	if (argc > 1 || (argc == 0 && for_cases != NULL)) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name one template; without a name they are listed"));
		return 2;
	}
	if (common_supply(r, &s)) {
		enum lang lang = common_lang(s.has_register ? &s.reg : NULL);

		if (argc == 0)
			print_list(r, &s, lang);
		else if ((t = common_template(r, s.defs, argv[0])) != NULL)
			print_sheet(r, &s, t, lang);
	}
	supply_release(&s);
	return 0;
}

extern const struct command cmd_template;
const struct command cmd_template = {
	.name = "template", .about = "print a blank sheet to be filled in",
	.operands = "[name]", .opts = opts, .run = run
};
