#include "states.h"

static const struct opt opts[] = {
	GROUP(opts_format),
	GROUP(opts_columns),
	{ .kind = OPT_END }
};

static bool
read_state(struct tsv *t, void *arg)
{
	return state_read(arg, t);
}

static int
run(struct run *r, int argc, char **argv)
{
	const char *format = common_format(r, "tsv", NULL);
	struct supply none = { 0 };
	struct state state;

	if (format == NULL)
		return 2;
	state_init(&state, &r->diag);
	if (common_inputs(r, &none, NULL, argc, argv, read_state, &state))
		states_print(r, &none, &state, format);
	state_release(&state);
	return 0;
}

extern const struct command cmd_merge;
const struct command cmd_merge = {
	.name = "merge",
	.about = "add up the states of parts",
	.operands = "[file ...]", .opts = opts, .run = run
};
