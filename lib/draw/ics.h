/*
 * ics: meetings and deadlines for people's calendars (iCalendar, RFC 5545),
 * through libical, which escapes.  Pieces are appended to a buffer:
 * ics_begin(), each entry, ics_end().
 *
 * Knows no records: it writes what an entry holds and nothing besides, so that
 * whoever fills it decides what leaves the register.  Every entry is private.
 * Equal entries and an equal as-of day give equal bytes.
 */
#ifndef DRAW_ICS_H
#define DRAW_ICS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/date.h"

enum ics_state { ICS_OPEN, ICS_TENTATIVE, ICS_DONE, ICS_CANCELLED };

struct ics_style {
	day_t	as_of;
	bool	zoned;		/* times are those of Europe/Copenhagen; else
				 * they are of wherever they are read */
	int	alarm_days;	/* before what is still to come; -1: none */
};

/* Texts are plain; what is empty is not written. */
struct ics_entry {
	bool		 deadline;	/* a VTODO, else a VEVENT */
	struct str	 uid;		/* of ics_uid() */
	struct str	 summary, place, note;
	day_t		 day;
	int		 minute;	/* of the day; -1: the whole day */
	int		 minutes;	/* how long a meeting with a time is */
	enum ics_state	 state;
	int		 sequence;	/* how often it was changed */
	struct str	 changed;	/* "2026-11-22T09:00:00Z": the last */
};

/* Appends the UID of a record: a digest of its kind and key, under the id of
 * its register, so that it names nobody, stays the same, and is no other
 * register's. */
void	ics_uid(struct buf *out, struct str register_id, const char *kind,
	    struct str key);

void	ics_begin(struct buf *out, const struct ics_style *style);
void	ics_entry(struct buf *out, const struct ics_style *style,
	    const struct ics_entry *e);
void	ics_end(struct buf *out);

#endif
