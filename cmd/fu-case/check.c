#include "common.h"
#include "register/check.h"

static const struct opt opts[] = {
	GROUP(opts_register),
	{ .kind = OPT_END }
};

static int
run(struct run *r, int argc, char **argv)
{
	struct reg reg;

	(void)argv;
	if (argc != 0) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("check takes no operands: it checks the register"));
		return 2;
	}
	if (common_register(r, &reg)) {
		r->diag.checking = true;
		reg_check(&reg);
	}
	reg_close(&reg);
	return 0;
}

extern const struct command cmd_check;
const struct command cmd_check = {
	.name = "check", .about = "say what is wrong in the register",
	.operands = "", .opts = opts, .run = run
};
