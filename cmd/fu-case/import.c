#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "common.h"
#include "register/intake.h"

static const char *kind_name, *template_name, *tab, *rejects, *inbox;
static bool dry_run, partial, allow_cpr, quiet;

static const struct opt opts[] = {
	GROUP(opts_register),
	{ OPT_TEXT, 't', "template", "name", &template_name,
	    "what the sheets are (see fu-case template)" },
	{ OPT_TEXT, 'k', "kind", "kind", &kind_name,
	    "what the sheets hold records of, a column for each field" },
	{ OPT_TEXT, '\0', "sheet", "name", &tab,
	    "the sheet of a workbook, if not the first" },
	{ OPT_FLAG, 'n', "dry-run", NULL, &dry_run,
	    "store nothing, print what would change" },
	{ OPT_FLAG, 'p', "partial", NULL, &partial,
	    "store the good rows, give the others back" },
	{ OPT_TEXT, '\0', "rejects", "dir", &rejects,
	    "where refused rows are given back (rejected/ beside the file)" },
	{ OPT_TEXT, '\0', "inbox", "dir", &inbox,
	    "import what is in a folder and move it to done/ or rejected/" },
	{ OPT_FLAG, '\0', "allow-cpr", NULL, &allow_cpr,
	    "take texts that hold a CPR number" },
	{ OPT_FLAG, 'q', "quiet", NULL, &quiet,
	    "no summary and no notes: say only what is wrong" },
	{ .kind = OPT_END }
};

/* One line that overwrites itself, for people who wait. */
static void
show_progress(size_t i, size_t n, void *arg)
{
	const struct run *r = arg;

	fputc('\r', r->diag.out);
	fprintf(r->diag.out, _("%s: file %zu of %zu"), r->program, i + 1, n);
	if (i + 1 == n)
		fputs("\r\033[K", r->diag.out);
	fflush(r->diag.out);
}

static void
print_change(const struct change_line *line, void *arg)
{
	const struct str cells[] = { line->entry->kind->name, line->key,
	    line->field, line->old, line->new };
	struct run *r = arg;

	buf_adds(&r->out.buf, line->op);
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		buf_addc(&r->out.buf, '\t');
		buf_add_str(&r->out.buf, cells[i]);
	}
	buf_addc(&r->out.buf, '\n');
	out_room(&r->out);
}

static void
summary(const struct run *r, const struct intake *in)
{
	const struct batch *b = &in->batch;
	struct buf text = { 0 };

	buf_addf(&text, _("records: %zu (%zu new, %zu changed, %zu stored "
	    "already), files: %zu"), b->n_new + b->n_changed + b->n_same,
	    b->n_new, b->n_changed, b->n_same, in->n);
	if (in->n_rows_refused > 0)
		buf_addf(&text, _(", rows refused: %zu"), in->n_rows_refused);
	if (in->n_refused > 0)
		buf_addf(&text, _(", files refused: %zu"), in->n_refused);
	if (in->n_before > 0)
		buf_addf(&text, _(", files imported before: %zu"),
		    in->n_before);
	fprintf(r->diag.out, "%s: %s\n", r->program, buf_text(&text));
	buf_release(&text);
}

static void
report(struct run *r, struct intake *in)
{
	if (!in->stored) {
		diag_add(&r->diag, DIAG_NOTE, (struct loc){ 0 },
		    _("nothing was imported"));
		return;
	}
	if (dry_run) {
		buf_adds(&r->out.buf, "op\tkind\tkey\tfield\told\tnew\n");
		batch_changes(&in->batch, true, print_change, r);
	} else
		r->stored = true;
	if (!quiet)
		summary(r, in);
}

/* What the sheets are read by; own is where a kind's template is made. */
static const struct template *
find_template(struct run *r, const struct defs *defs, struct template *own)
{
	const struct template *named;
	const struct kind *k;

	if (template_name != NULL) {
		named = common_template(r, defs, template_name);
		return named;
	}
	k = common_kind(r, defs, kind_name);
	if (k == NULL)
		return NULL;
	template_of_kind(own, k);
	return own;
}

static void
import(struct run *r, struct reg *reg, int argc, char **argv)
{
	struct template own = { 0 };
	struct intake in = { .reg = reg, .tab = tab, .dry_run = dry_run,
	    .allow_cpr = allow_cpr, .rejects = rejects, .inbox = inbox,
	    .grain = partial ? GRAIN_ROW : inbox != NULL ? GRAIN_FILE :
	    GRAIN_ALL };

	in.template = find_template(r, reg->defs, &own);
	if (in.template == NULL)
		return;
	if (!quiet && isatty(STDERR_FILENO) && argc != 1) {
		in.progress = show_progress;
		in.arg = r;
	}
	intake_run(&in, argv, (size_t)argc);
	report(r, &in);
	intake_release(&in);
	template_release(&own);
}

static bool
is_usable(struct run *r, int argc, char **argv)
{
	const char *wrong = NULL;

	if ((kind_name == NULL) == (template_name == NULL))
		wrong = _("say with --template or with --kind what the sheets "
		    "are");
	else if ((argc == 0) == (inbox == NULL))
		wrong = _("name the sheets, or their folder with --inbox");
	else if (rejects != NULL && !partial)
		wrong = _("--rejects is for --partial");
	for (int i = 0; partial && i < argc; i++)
		if (strcmp(argv[i], "-") == 0)
			wrong = _("--partial gives back a file: name one "
			    "instead of standard input");
	if (wrong != NULL)
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 }, "%s",
		    wrong);
	return wrong == NULL;
}

static int
run(struct run *r, int argc, char **argv)
{
	struct reg reg;

	if (!is_usable(r, argc, argv))
		return 2;
	r->diag.quiet = quiet;
	/* What was stored was stored, whoever stopped listening. */
	signal(SIGPIPE, SIG_IGN);
	if (common_register(r, &reg))
		import(r, &reg, argc, argv);
	reg_close(&reg);
	return 0;
}

extern const struct command cmd_import;
const struct command cmd_import = {
	.name = "import", .about = "store the records of filled-in sheets",
	.operands = "[file ...]", .opts = opts, .run = run
};
