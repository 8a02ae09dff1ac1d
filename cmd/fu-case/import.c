#include <signal.h>

#include "common.h"
#include "register/import.h"

static const char *kind_name;
static bool quiet;

static const struct opt opts[] = {
	GROUP(opts_register),
	{ OPT_TEXT, 'k', "kind", "kind", &kind_name,
	    "what the sheets hold records of" },
	{ OPT_FLAG, 'q', "quiet", NULL, &quiet,
	    "no summary and no notes: say only what is wrong" },
	{ .kind = OPT_END }
};

static void
summary(const struct run *r, const struct batch *b, int files)
{
	if (!quiet)
		fprintf(r->diag.out, _("%s: records: %zu (%zu new, %zu stored "
		    "already), files: %d\n"), r->program, b->n, b->n_new,
		    b->n - b->n_new, files);
}

static void
import(struct run *r, struct reg *reg, const struct kind *k, int argc,
    char **argv)
{
	struct batch b;
	bool ok = true;

	batch_init(&b, reg, k);
	for (int i = 0; i < argc; i++)
		ok = import_file(&b, argv[i]) && ok;
	/* Only now the lock; and all findings are told at once. */
	ok = reg_lock(reg) && batch_check(&b) && ok;
	if (ok && batch_store(&b))
		summary(r, &b, argc);
	else
		diag_add(&r->diag, DIAG_NOTE, (struct loc){ 0 },
		    _("nothing was imported"));
	batch_release(&b);
}

static int
run(struct run *r, int argc, char **argv)
{
	const struct kind *k = NULL;
	struct reg reg;

	if (kind_name == NULL || argc == 0) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("say with --kind what the sheets hold, and name them"));
		return 2;
	}
	r->diag.quiet = quiet;
	/* What was stored was stored, whoever stopped listening. */
	signal(SIGPIPE, SIG_IGN);
	if (common_register(r, &reg) &&
	    (k = common_kind(r, reg.defs, kind_name)) != NULL)
		import(r, &reg, k, argc, argv);
	reg_close(&reg);
	return 0;
}

extern const struct command cmd_import;
const struct command cmd_import = {
	.name = "import", .about = "store the records of filled-in sheets",
	.operands = "file ...", .opts = opts, .run = run
};
