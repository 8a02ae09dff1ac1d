#include "common.h"

static const struct opt opts[] = {
	{ OPT_LANG, '\0', "lang", "da|en", &common.lang,
	    "the register's language; else Danish" },
	{ .kind = OPT_END }
};

static int
run(struct run *r, int argc, char **argv)
{
	if (argc != 1) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name the folder that is to become the register"));
		return 2;
	}
	reg_make(argv[0], common.lang.given ? common.lang.lang : LANG_DA,
	    &r->diag);
	return 0;
}

extern const struct command cmd_init;
const struct command cmd_init = {
	.name = "init", .about = "make a new register", .operands = "dir",
	.opts = opts, .run = run
};
