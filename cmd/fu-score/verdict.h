/*
 * verdict: the options that say by which rule changes are judged, for every
 * command that shows a verdict or counts them.  The rule itself is follow's.
 */
#ifndef CMD_FU_SCORE_VERDICT_H
#define CMD_FU_SCORE_VERDICT_H

#include "cmd.h"
#include "follow/judge.h"

/* Stands with opts_level. */
extern const struct opt opts_judge[];

/* The rule that they say, for struct ratings_command.  False, told; an option
 * that the method has no use for is a mistake too.  intervals: the command has
 * a use of its own for --level. */
bool	verdict_rule(struct run *run, bool intervals, struct judge_rule *rule);

/* Was any of them given? */
bool	verdict_asked(void);

#endif
