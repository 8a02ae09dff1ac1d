#include <signal.h>

#include "typed.h"

static bool allow_cpr;

static const struct opt opts[] = {
	GROUP(opts_register),
	{ OPT_FLAG, '\0', "allow-cpr", NULL, &allow_cpr,
	    "take texts that hold a CPR number" },
	{ .kind = OPT_END }
};

/* The id that was given out, for the caller to go on with. */
static void
print_id(struct run *r, const struct batch *b, const struct kind *k)
{
	size_t field = kind_assigned(k);

	if (field == k->n)
		return;
	buf_add_str(&r->out.buf, b->entry[0].value[field]);
	buf_addc(&r->out.buf, '\n');
}

static void
add(struct run *r, struct reg *reg, const struct kind *k, int argc,
    char **argv)
{
	struct typed t;
	struct batch b;

	batch_init(&b, reg);
	b.allow_cpr = allow_cpr;
	typed_init(&t, r, &b, k);
	for (int i = 0; i < argc; i++)
		typed_take(&t, argv[i]);
	batch_add(&b, &t.entry, NULL);
	if (t.ok && reg_lock(reg) && batch_check(&b, GRAIN_ALL) &&
	    batch_store(&b)) {
		r->stored = true;
		print_id(r, &b, k);
	}
	typed_release(&t);
	batch_release(&b);
}

static int
run(struct run *r, int argc, char **argv)
{
	const struct kind *k;
	struct reg reg;

	if (argc < 2) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name a kind and its fields, as in: add note "
		    "case_id=S-0001 date=2026-11-22 text=..."));
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	if (common_register(r, &reg) &&
	    (k = common_kind(r, reg.defs, argv[0])) != NULL)
		add(r, &reg, k, argc - 1, argv + 1);
	reg_close(&reg);
	return 0;
}

extern const struct command cmd_add;
const struct command cmd_add = {
	.name = "add", .about = "store one record",
	.operands = "kind field=value ...", .opts = opts, .run = run
};
