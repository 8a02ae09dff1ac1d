#include "cmd.h"

extern const struct command cmd_agenda, cmd_book;

static const struct command *const commands[] = {
	&cmd_book, &cmd_agenda, NULL
};

const struct program program = {
	.name = "fu-meeting",
	.about = "plan and prepare meetings",
	.commands = commands,
};
