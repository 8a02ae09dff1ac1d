#include "cmd.h"

extern const struct command cmd_add, cmd_check, cmd_code, cmd_export,
    cmd_import, cmd_init, cmd_kinds, cmd_list, cmd_set, cmd_show, cmd_template;

static const struct command *const commands[] = {
	&cmd_init, &cmd_kinds, &cmd_list, &cmd_show, &cmd_add, &cmd_set,
	&cmd_template, &cmd_import, &cmd_export, &cmd_code, &cmd_check,
	NULL
};

const struct program program = {
	.name = "fu-case",
	.about = "keep records of casework with children and families",
	.commands = commands,
};
