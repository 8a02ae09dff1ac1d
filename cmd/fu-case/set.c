#include <signal.h>
#include <string.h>

#include "typed.h"

static bool allow_cpr;

static const struct opt opts[] = {
	GROUP(opts_register),
	{ OPT_FLAG, '\0', "allow-cpr", NULL, &allow_cpr,
	    "take texts that hold a CPR number" },
	{ .kind = OPT_END }
};

static void
set(struct run *r, struct reg *reg, const struct kind *k, int argc,
    char **argv)
{
	struct typed t;
	struct batch b;

	batch_init(&b, reg);
	b.update = true;
	b.allow_cpr = allow_cpr;
	typed_init(&t, r, &b, k);
	t.clears = true;
	for (int i = 0; i < argc; i++) {
		if (strchr(argv[i], '=') != NULL)
			typed_take(&t, argv[i]);
		else
			typed_take_key(&t, argv[i]);
	}
	batch_add(&b, &t.entry, NULL);
	if (t.ok && reg_lock(reg) && batch_find_stored(&b) &&
	    batch_check(&b, GRAIN_ALL) && batch_store(&b))
		r->stored = true;
	typed_release(&t);
	batch_release(&b);
}

static int
run(struct run *r, int argc, char **argv)
{
	const struct kind *k;
	struct reg reg;

	if (argc < 3) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name a kind, the key of a record and what to change, "
		    "as in: set case S-0001 worker=mkl"));
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	if (common_register(r, &reg) &&
	    (k = common_kind(r, reg.defs, argv[0])) != NULL)
		set(r, &reg, k, argc - 1, argv + 1);
	reg_close(&reg);
	return 0;
}

extern const struct command cmd_set;
const struct command cmd_set = {
	.name = "set", .about = "correct a stored record",
	.operands = "kind key ... field=value ...", .opts = opts, .run = run
};
