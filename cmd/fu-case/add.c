#include "typed.h"

static int
run(struct run *r, int argc, char **argv)
{
	if (argc < 2) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name a kind and its fields, as in: add note "
		    "case_id=S-0001 date=2026-11-22 text=..."));
		return 2;
	}
	typed_run(r, argc, argv, false, typed_print_id);
	return 0;
}

extern const struct command cmd_add;
const struct command cmd_add = {
	.name = "add", .about = "store one record",
	.operands = "kind field=value ...", .opts = typed_opts, .run = run
};
