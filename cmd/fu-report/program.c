#include "cmd.h"

extern const struct command cmd_week, cmd_overview, cmd_genogram;

static const struct command *const commands[] = { &cmd_week, &cmd_overview,
    &cmd_genogram, NULL };

const struct program program = {
	.name = "fu-report",
	.about = "write reports",
	.commands = commands,
};
