#include "cmd.h"

extern const struct command cmd_progress, cmd_series, cmd_compare,
    cmd_trend, cmd_phases, cmd_goals, cmd_effect, cmd_agree, cmd_merge,
    cmd_runchart;

static const struct command *const commands[] = { &cmd_progress,
    &cmd_series, &cmd_compare, &cmd_trend, &cmd_phases, &cmd_goals,
    &cmd_effect, &cmd_agree, &cmd_merge, &cmd_runchart, NULL };

const struct program program = {
	.name = "fu-score",
	.about = "calculate whether children are doing better",
	.commands = commands,
};
