#include "cmd.h"

extern const struct command cmd_agenda, cmd_book, cmd_due, cmd_ics,
    cmd_minutes, cmd_prepare;

static const struct command *const commands[] = {
	&cmd_book, &cmd_due, &cmd_agenda, &cmd_prepare, &cmd_minutes,
	&cmd_ics, NULL
};

const struct program program = {
	.name = "fu-meeting",
	.about = "plan and prepare meetings",
	.commands = commands,
};
