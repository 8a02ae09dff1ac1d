#include "typed.h"

/* The id that was given out, for the caller to go on with. */
static void
print_id(struct run *r, const struct entry *e)
{
	size_t field = kind_assigned(e->kind);

	if (field == e->kind->n)
		return;
	buf_add_str(&r->out.buf, e->value[field]);
	buf_addc(&r->out.buf, '\n');
}

static int
run(struct run *r, int argc, char **argv)
{
	if (argc < 2) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name a kind and its fields, as in: add note "
		    "case_id=S-0001 date=2026-11-22 text=..."));
		return 2;
	}
	typed_run(r, argc, argv, false, print_id);
	return 0;
}

extern const struct command cmd_add;
const struct command cmd_add = {
	.name = "add", .about = "store one record",
	.operands = "kind field=value ...", .opts = typed_opts, .run = run
};
