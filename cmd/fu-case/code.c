#include "follow/coding.h"

#include <stdlib.h>
#include <string.h>

#include "common.h"
#include "define/value.h"

static const char *codebook, *coder;
static bool open_too, missing;

static const struct opt opts[] = {
	{ OPT_TEXT, '\0', "codebook", "name", &codebook,
	    "only the codes of this codebook" },
	{ OPT_TEXT, '\0', "coder", "name", &coder,
	    "only what this coder decided, or is to decide" },
	{ OPT_FLAG, '\0', "open", NULL, &open_too,
	    "open cases too, not only closed ones" },
	{ OPT_FLAG, '\0', "missing", NULL, &missing,
	    "only what is not decided yet" },
	{ OPT_DATE, '\0', "as-of", "date", &common.as_of,
	    "the day that counts as today" },
	GROUP(opts_register),
	GROUP(opts_format),
	GROUP(opts_columns),
	GROUP(opts_cases),
	GROUP(opts_with),
	GROUP(opts_where),
	{ .kind = OPT_END }
};

enum {
	COL_CASE, COL_KIND, COL_RECORD, COL_FIELD, COL_CODEBOOK, COL_CODE,
	COL_START, COL_LENGTH, COL_TEXT, COL_CODER, COL_CODED, COL_DATE,
	COL_REASON, N_COLUMNS
};

/* Without a label: a field of the kind, so that import knows it again. */
static const struct {
	const char	*name;
	const char	*label;
	enum cell_kind	 kind;
} columns[N_COLUMNS] = {
	[COL_CASE] = { .name = "case_id" },
	[COL_KIND] = { .name = "kind" },
	[COL_RECORD] = { .name = "record" },
	[COL_FIELD] = { .name = "field" },
	[COL_CODEBOOK] = { .name = "codebook" },
	[COL_CODE] = { .name = "code" },
	[COL_START] = { .name = "start" },
	[COL_LENGTH] = { "length", N_("Length"), CELL_NUMBER },
	[COL_TEXT] = { "text", N_("Text"), CELL_TEXT },
	[COL_CODER] = { .name = "coder" },
	[COL_CODED] = { .name = "coded" },
	[COL_DATE] = { .name = "date" },
	[COL_REASON] = { .name = "reason" },
};

struct job {
	struct run		*run;
	struct supply		 supply;
	const struct kind	*kind;
	const char		*format;
	enum lang		 lang;
	struct codebooks	 codebooks;
	struct coding		 coding;
	struct filter		 filter;
	struct frame		 cases;		/* for --with */
	struct view		*view;
	struct buf		 page;		/* all of it as fu-tsv */
	struct buf		 chosen;	/* columns, if none are asked */
	struct buf		 label;
	struct str		 shown;		/* whose codes are printed */
	bool			 sheet;		/* which import reads back */
};

/* ---------------------------------------------------------------- rows -- */

static void
add_count(struct buf *out, size_t n)
{
	if (n > 0)
		buf_addf(out, "%zu", n);
}

/* In memory, for the conditions of -w to be asked. */
static void
fill_page(struct job *job)
{
	struct buf *out = &job->page;

	for (int i = 0; i < N_COLUMNS; i++)
		buf_addf(out, "%s%c", columns[i].name,
		    i + 1 < N_COLUMNS ? '\t' : '\n');
	for (size_t i = 0; i < job->coding.n; i++) {
		const struct coded *c = &job->coding.row[i];

		buf_addf(out, "%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t",
		    STR(c->case_id), STR(c->kind), STR(c->record),
		    STR(c->field), STR(c->codebook), STR(c->code));
		add_count(out, c->start);
		buf_addc(out, '\t');
		add_count(out, c->length);
		buf_addf(out, "\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\n", STR(c->text),
		    STR(c->coder), STR(c->coded), STR(c->date),
		    STR(c->reason));
	}
}

/* --------------------------------------------------------------- output -- */

static struct str
kind_label(const struct job *job, struct str name)
{
	const struct kind *k = kind_find(&job->supply.defs->kinds, name);

	return k != NULL ? k->label[job->lang] : name;
}

/* A sheet has the words that are stored, but for yes and no. */
static struct str
label_of(size_t column, struct str code, void *arg)
{
	struct job *job = arg;
	const struct code_pattern *p;

	if (column == COL_CODED) {
		buf_clear(&job->label);
		value_label(job->supply.defs, &job->kind->field[kind_field(
		    job->kind, "coded")], code, job->lang, &job->label);
		return buf_str(&job->label);
	}
	if (job->sheet)
		return code;
	if (column == COL_KIND)
		return kind_label(job, code);
	if (column != COL_CODE)
		return code;
	p = codebook_find(&job->codebooks, job->shown, code);
	return p != NULL ? p->label[job->lang] : code;
}

static struct view_column
describe(const struct job *job, int i)
{
	const struct field *f;

	if (columns[i].label != NULL)
		return (struct view_column){ .column = {
		    .name = str_of(columns[i].name),
		    .label = str_of(tr(job->lang, columns[i].label)),
		    .kind = columns[i].kind },
		    .order = columns[i].kind == CELL_NUMBER ? ORDER_NUMBER :
		    ORDER_TEXT };
	f = &job->kind->field[kind_field(job->kind, columns[i].name)];
	return (struct view_column){ .column = { .name = f->name,
	    .label = f->label[job->lang],
	    .kind = i == COL_KIND || i == COL_CODE ? CELL_CODE :
	    type_cell(f->type) }, .order = type_order(f->type) };
}

static void
print_rows(struct job *job, struct tsv *t)
{
	struct str cell[N_COLUMNS];

	while (tsv_next(t)) {
		if (!filter_row(t, &job->filter))
			continue;
		job->shown = tsv_field(t, COL_CODEBOOK);
		for (size_t i = 0; i < N_COLUMNS; i++)
			cell[i] = tsv_field(t, i);
		view_row(job->view, cell);
	}
	view_end(job->view);
}

/* What fits a terminal; by whom, where anybody has decided. */
static void
choose_columns(struct job *job)
{
	buf_addf(&job->chosen, "case_id,code,text,coder,coded%s%s",
	    common.with != NULL ? "," : "",
	    common.with != NULL ? common.with : "");
	common.select = job->chosen.p;
}

static void
print(struct job *job)
{
	bool brief = common.select == NULL &&
	    strcmp(job->format, "text") == 0;
	struct view_column column[N_COLUMNS];
	struct tsv t;

	fill_page(job);
	if (brief)
		choose_columns(job);
	for (int i = 0; i < N_COLUMNS; i++)
		column[i] = describe(job, i);
	if (tsv_open_bytes(&t, buf_str(&job->page), "-", &job->run->diag) &&
	    filter_bind(&job->filter, &t) && (common.with == NULL ||
	    common_cases(job->run, &job->supply, &job->cases)))
		job->view = common_view(job->run, &job->supply, &job->cases,
		    job->kind->table.p, job->format, column, N_COLUMNS,
		    label_of, job);
	if (job->view != NULL && brief)
		view_brief(job->view);
	if (job->view != NULL)
		print_rows(job, &t);
	tsv_close(&t);
}

/* ------------------------------------------------------------- the run -- */

/* A register may have changed the kind, but not so that it is another. */
static bool
find_kind(struct job *job)
{
	bool ok = true;

	job->kind = common_kind(job->run, job->supply.defs, "coding");
	for (int i = 0; job->kind != NULL && i < N_COLUMNS; i++)
		ok = ok && (columns[i].label != NULL || kind_field(job->kind,
		    columns[i].name) < job->kind->n);
	if (!ok)
		diag_add(&job->run->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("the kind coding lacks a field that it has where it is "
		    "installed"));
	return ok && job->kind != NULL;
}

static bool
find_codebook(struct job *job)
{
	const struct codebooks *cs = &job->codebooks;
	struct str name = str_of(codebook);
	const char **legal;
	size_t n = 0;

	if (codebook == NULL || codebook_find(cs, name, str_of("")) != NULL)
		return true;
	legal = mem_array(NULL, cs->n + 1, sizeof(*legal));
	for (size_t i = 0; i < cs->n; i++)
		if (codebook_find(cs, cs->pattern[i].codebook, str_of("")) ==
		    &cs->pattern[i])
			legal[n++] = cs->pattern[i].codebook.p;
	legal[n] = NULL;
	common_unknown(job->run, _("codebook"), name, legal);
	free(legal);
	return false;
}

static void
code(struct job *job)
{
	struct reg *reg = &job->supply.reg;
	struct coding_options o = { .codebooks = &job->codebooks,
	    .codebook = str_of(codebook), .as_of = common_today(),
	    .open = open_too, .coder = str_of(coder), .missing = missing };

	job->supply.has_register = common_register(job->run, reg);
	if (!job->supply.has_register)
		return;
	job->supply.defs = reg->defs;
	job->lang = common_lang(reg);
	if (find_kind(job) && codebooks_load(&job->codebooks, reg->defs,
	    common_share(), reg->dir, &job->run->diag) &&
	    find_codebook(job) && filter_init(&job->filter, job->run,
	    reg->defs, common.where.word, common.where.n, job->kind)) {
		o.cases = job->filter.by_case ? &job->filter.cases : NULL;
		if (coding_read(&job->coding, reg, &o))
			print(job);
	}
	filter_release(&job->filter);
	codebooks_release(&job->codebooks);
	coding_release(&job->coding);
}

static int
run(struct run *r, int argc, char **argv)
{
	struct job job = { .run = r, .format = common_format(r, "tsv", NULL) };

	(void)argv;
	if (argc > 0)
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("code takes no operands; conditions follow -w"));
	if (job.format == NULL || argc > 0)
		return 2;
	job.sheet = strcmp(job.format, "excel") == 0 ||
	    strcmp(job.format, "xlsx") == 0;
	code(&job);
	frame_release(&job.cases);
	buf_release(&job.page);
	buf_release(&job.chosen);
	buf_release(&job.label);
	reg_close(&job.supply.reg);
	return 0;
}

extern const struct command cmd_code;
const struct command cmd_code = {
	.name = "code", .about = "suggest codes for the texts of closed cases",
	.operands = "", .opts = opts, .run = run
};
