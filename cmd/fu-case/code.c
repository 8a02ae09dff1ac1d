#include "follow/coding.h"

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
	[COL_CASE] = { "case_id", NULL, CELL_CODE },
	[COL_KIND] = { "kind", NULL, CELL_CODE },
	[COL_RECORD] = { "record", NULL, CELL_TEXT },
	[COL_FIELD] = { "field", NULL, CELL_CODE },
	[COL_CODEBOOK] = { "codebook", NULL, CELL_CODE },
	[COL_CODE] = { "code", NULL, CELL_CODE },
	[COL_START] = { "start", NULL, CELL_NUMBER },
	[COL_LENGTH] = { "length", N_("Length"), CELL_NUMBER },
	[COL_TEXT] = { "text", N_("Text"), CELL_TEXT },
	[COL_CODER] = { "coder", NULL, CELL_TEXT },
	[COL_CODED] = { "coded", NULL, CELL_CODE },
	[COL_DATE] = { "date", NULL, CELL_DATE },
	[COL_REASON] = { "reason", NULL, CELL_TEXT },
};

struct job {
	struct run		*run;
	struct supply		 supply;
	const struct kind	*kind;
	const struct field	*field[N_COLUMNS];	/* of it, or NULL */
	const char		*format;
	enum lang		 lang;
	struct codebooks	 codebooks;
	struct coding		 coding;
	struct filter		 filter;
	struct buf		 page;		/* all of it as fu-tsv */
	struct buf		 coder;		/* as it is stored */
	struct buf		 chosen;	/* columns, if none are asked */
	struct buf		 label;
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

/* A sheet has the codes, which import knows again. */
static struct str
label_of(size_t column, struct str code, void *arg)
{
	struct job *job = arg;

	if (column == COL_CODED && job->field[column] != NULL) {
		buf_clear(&job->label);
		value_label(job->supply.defs, job->field[column], code,
		    job->lang, &job->label);
		return buf_str(&job->label);
	}
	if (column == COL_CODE && !job->sheet)
		return codebooks_label(&job->codebooks, code, job->lang);
	return code;
}

static struct view_column
describe(struct job *job, int i)
{
	const char *name = columns[i].name, *label = columns[i].label;
	size_t at = kind_field(job->kind, name);
	struct view_column c = { .column = { .name = str_of(name),
	    .kind = columns[i].kind }, .order = ORDER_TEXT };

	if (label != NULL)
		c.column.label = str_of(tr(job->lang, label));
	else if (at < job->kind->n) {
		job->field[i] = &job->kind->field[at];
		c.column.label = job->field[i]->label[job->lang];
		c.order = type_order(job->field[i]->type);
	}
	return c;
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
	struct rows rows = { .run = job->run, .supply = &job->supply,
	    .filter = &job->filter, .table = job->kind->table.p,
	    .format = job->format, .column = column, .n = N_COLUMNS,
	    .label = label_of, .arg = job, .brief = brief };

	fill_page(job);
	if (brief)
		choose_columns(job);
	for (int i = 0; i < N_COLUMNS; i++)
		column[i] = describe(job, i);
	rows_print(&rows, buf_str(&job->page));
	rows_end(&rows);
}

/* ------------------------------------------------------------- the run -- */

static bool
codebook_is_there(struct job *job)
{
	char shown[ECHO_SIZE];

	if (codebook == NULL || codebook_find(&job->codebooks,
	    str_of(codebook), str_of("")) != NULL)
		return true;
	diag_add(&job->run->diag, DIAG_FAILURE, (struct loc){ 0 },
	    _("there is no codebook \"%s\""), echo(str_of(codebook), shown));
	return false;
}

static void
code(struct job *job)
{
	struct reg *reg = &job->supply.reg;
	struct coding_options o = { .codebooks = &job->codebooks,
	    .codebook = str_of(codebook), .as_of = common_today(),
	    .open = open_too, .missing = missing };

	job->supply.has_register = common_register(job->run, reg);
	if (!job->supply.has_register)
		return;
	job->supply.defs = reg->defs;
	job->lang = common_lang(reg);
	tsv_escape(&job->coder, str_of(coder));
	o.coder = buf_str(&job->coder);
	job->kind = common_kind(job->run, reg->defs, "coding");
	if (job->kind != NULL && codebooks_load(&job->codebooks, reg->defs,
	    common_share(), reg->dir, &job->run->diag) &&
	    codebook_is_there(job) && filter_init(&job->filter, job->run,
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
	buf_release(&job.page);
	buf_release(&job.coder);
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
