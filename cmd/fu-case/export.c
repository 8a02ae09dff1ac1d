#include "list.h"

static int
run(struct run *r, int argc, char **argv)
{
	return list_run(r, argc, argv, "excel");
}

extern const struct command cmd_export;
const struct command cmd_export = {
	.name = "export", .about = "print records as a sheet for people",
	.operands = LIST_OPERANDS, .opts = list_opts, .run = run
};
