/*
 * booking: what speaks against a meeting on a day: a day off, another meeting
 * of the case or of its caseworker, a case that is closed, the frame that its
 * type sets.  Everything is told as a warning: whoever books may know why it is
 * right all the same.
 */
#ifndef FOLLOW_BOOKING_H
#define FOLLOW_BOOKING_H

#include <stdbool.h>

#include "base/date.h"
#include "base/str.h"
#include "define/agenda.h"
#include "register/reg.h"

struct booking {
	struct reg		*reg;
	const struct agendas	*agendas;
	struct str		 meeting_id;	/* no clash with itself */
	struct str		 case_id;
	struct str		 type;
	struct str		 time;		/* HH:MM; empty: not known */
	day_t			 day;
};

/* Tells what speaks against it.  False, told, if the register cannot be
 * read. */
bool	booking_check(const struct booking *b);

#endif
