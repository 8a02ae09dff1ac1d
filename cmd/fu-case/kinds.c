#include <stdlib.h>

#include "common.h"

static const struct opt opts[] = {
	GROUP(opts_register),
	GROUP(opts_format),
	{ .kind = OPT_END }
};

#define COLUMN(text)	{ .column = { .name = { text, sizeof(text) - 1 }, \
			    .kind = CELL_CODE } }

static const struct view_column kind_columns[] = {
	COLUMN("kind"), COLUMN("table"), COLUMN("label"), COLUMN("about")
};

static const struct view_column field_columns[] = {
	COLUMN("field"), COLUMN("type"), COLUMN("required"), COLUMN("key"),
	COLUMN("ref"), COLUMN("values"), COLUMN("default"), COLUMN("use"),
	COLUMN("label"), COLUMN("about")
};

enum {
	N_KIND = sizeof(kind_columns) / sizeof(kind_columns[0]),
	N_FIELD = sizeof(field_columns) / sizeof(field_columns[0])
};

static void
print_kinds(struct view *v, const struct kinds *kinds, enum lang lang)
{
	for (size_t i = 0; i < kinds->n; i++) {
		const struct kind *k = &kinds->kind[i];
		const struct str row[N_KIND] = { k->name, k->table,
		    k->label[lang], k->about };

		view_row(v, row);
	}
}

static void
print_fields(struct view *v, const struct kind *k, enum lang lang)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct field *f = &k->field[i];
		const struct str row[N_FIELD] = { f->name,
		    str_of(type_name(f->type)),
		    str_of(f->required ? "yes" : ""),
		    str_of(f->key ? "yes" : ""), f->ref, f->values,
		    f->meaning, str_of(use_name(f->use)), f->label[lang],
		    f->about };

		view_row(v, row);
	}
}

static void
print(struct run *r, struct supply *s, const char *format, int argc,
    char **argv)
{
	enum lang lang = common_lang(s->has_register ? &s->reg : NULL);
	const struct kind *k = argc == 1 ?
	    common_kind(r, s->defs, argv[0]) : NULL;
	struct view *v;

	if (argc == 1 && k == NULL)
		return;
	v = common_view(r, s, NULL, "kinds", format,
	    k == NULL ? kind_columns : field_columns,
	    k == NULL ? N_KIND : N_FIELD, NULL, NULL);
	if (v == NULL)
		return;
	if (k == NULL)
		print_kinds(v, &s->defs->kinds, lang);
	else
		print_fields(v, k, lang);
	view_end(v);
}

static int
run(struct run *r, int argc, char **argv)
{
	const char *format = common_format(r, "text", NULL);
	struct supply s;

	if (argc > 1) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name one kind, or none"));
		return 2;
	}
	if (format == NULL)
		return 2;
	if (common_supply(r, &s))
		print(r, &s, format, argc, argv);
	supply_release(&s);
	return 0;
}

extern const struct command cmd_kinds;
const struct command cmd_kinds = {
	.name = "kinds", .about = "say what kinds of records there are",
	.operands = "[kind]", .opts = opts, .run = run
};
