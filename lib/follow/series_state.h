/*
 * series_state: a set of series as a state, and back.  A series has all its
 * rows in one state: its case is in no other.
 */
#ifndef FOLLOW_SERIES_STATE_H
#define FOLLOW_SERIES_STATE_H

#include "follow/judge.h"
#include "follow/state.h"

/* A finished set, with what its verdicts rest on.  False, told. */
bool	series_to_state(const struct series_set *set, enum same_day same_day,
	    struct judge *judge, struct state *st);
/* After state_sort(), into a set without rows, to be finished.  False, told,
 * if it is the state of something else, or malformed. */
bool	series_from_state(struct series_set *set, struct state *st);

#endif
