#include "cmd.h"

extern const struct command cmd_progress;

static const struct command *const commands[] = { &cmd_progress, NULL };

const struct program program = {
	.name = "fu-score",
	.about = "calculate whether children are doing better",
	.commands = commands,
};
