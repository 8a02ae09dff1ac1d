#include "typed.h"

static int
run(struct run *r, int argc, char **argv)
{
	if (argc < 3) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name a kind, the key of a record and what to change, "
		    "as in: set case S-0001 worker=mkl"));
		return 2;
	}
	typed_run(r, argc, argv, true, NULL);
	return 0;
}

extern const struct command cmd_set;
const struct command cmd_set = {
	.name = "set", .about = "correct a stored record",
	.operands = "kind key ... field=value ...", .opts = typed_opts,
	.run = run
};
