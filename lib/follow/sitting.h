/*
 * sitting: a meeting as it is prepared: its record, or what its type alone
 * says of one not booked yet; its agenda; the case it is about, and everything
 * the register holds of that.
 */
#ifndef FOLLOW_SITTING_H
#define FOLLOW_SITTING_H

#include <stdbool.h>

#include "define/agenda.h"
#include "follow/story.h"
#include "register/reg.h"

struct sitting {
	const struct agenda	*agenda;	/* never NULL */
	/* Fields of the meeting, escaped; empty: not known. */
	struct str		 meeting_id;
	struct str		 case_id;	/* empty: about no single one */
	struct str		 type;
	struct str		 date;
	struct str		 time;
	struct str		 place;
	struct str		 invited;	/* else whom the agenda asks */
	struct story		 story;		/* none without a case */
	struct frame		 meetings;	/* what the fields point into */
};

/* A meeting by its id; or, with a type, of a case by that of the case.  False,
 * told; to be released in both cases. */
bool	sitting_read(struct sitting *s, struct reg *r,
	    const struct agendas *agendas, struct str id, struct str type);
void	sitting_release(struct sitting *s);

#endif
