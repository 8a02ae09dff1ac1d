#include "cmd.h"

extern const struct command cmd_week;

static const struct command *const commands[] = { &cmd_week, NULL };

const struct program program = {
	.name = "fu-report",
	.about = "write reports",
	.commands = commands,
};
