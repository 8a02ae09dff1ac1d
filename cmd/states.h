/*
 * states: the options of commands that can write what a result is calculated
 * from instead of the result, and the table that they write.
 */
#ifndef CMD_STATES_H
#define CMD_STATES_H

#include "common.h"
#include "follow/state.h"

/* --state and --secret. */
extern const struct opt opts_state[];

/* Is a state to be written? */
bool	states_wanted(void);
/* Before a state is read: false, told, if one is to be written. */
bool	states_check_read(struct run *r);
/* Before the first case: what --secret says.  False, told. */
bool	states_begin(struct run *r, struct state *st);
/* Sorts and writes a state, as -O -o -s --sort say.  False, told. */
bool	states_print(struct run *r, struct supply *s, struct state *st,
	    const char *format);

#endif
