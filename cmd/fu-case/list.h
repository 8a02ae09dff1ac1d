/*
 * list: what list and export have in common, which is all but the format that
 * is meant where none is named.
 */
#ifndef CMD_FU_CASE_LIST_H
#define CMD_FU_CASE_LIST_H

#include "cmd.h"

extern const struct opt list_opts[];
#define LIST_OPERANDS	"[kind] [file ...] [condition ...]"

/* The run() of both; meant is the format where none is named. */
int	list_run(struct run *r, int argc, char **argv, const char *meant);

#endif
