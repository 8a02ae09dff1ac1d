/*
 * agenda: what each type of meeting is for, who is asked to come, within what
 * frame it is to be held, what it deals with in what time, and what must be
 * remembered: read from agendas/TYPE.tsv, so that a municipality's own way of
 * meeting is a file.
 *
 * Knows no particular type but `other`, whose agenda serves those that have
 * none.
 */
#ifndef DEFINE_AGENDA_H
#define DEFINE_AGENDA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/str.h"

enum agenda_sort {
	AGENDA_PURPOSE,		/* stands before everything else */
	AGENDA_BRING,		/* what those who come are asked for */
	AGENDA_ITEM,
	AGENDA_CHECK,		/* for the one who prepares the meeting */
	AGENDA_SORTS
};

struct agenda_line {
	enum agenda_sort sort;
	struct str	 item;		/* with sort: which line it is */
	int64_t		 order;		/* within its sort, millionths */
	unsigned	 minutes;	/* 0: not said */
	struct str	 who;		/* codes with commas; empty: all */
	struct str	 text[2];	/* by enum lang; the first line is what
					 * it is called */
};

struct agenda {
	struct str	 type;		/* of meeting */
	struct str	 who;		/* asked to come: codes with commas */
	unsigned	 minutes;	/* 0: those of its items */
	struct str	 of;		/* the field of cases that the frame
					 * counts from; empty: no frame */
	struct period	 within;
	unsigned	 most;		/* in a case; 0: no limit */
	struct agenda_line *line;	/* by sort and order; owned */
	size_t		 n, cap;
};

struct agendas {
	struct agenda	*agenda;	/* owned */
	size_t		 n, cap;
	struct arena	 arena;		/* their texts */
};

struct defs;
struct diag;

/* False, told, if a definition is wrong; to be released in both cases. */
bool	agendas_load(struct agendas *as, const struct defs *defs,
	    const char *share, const char *reg, struct diag *d);
void	agendas_release(struct agendas *as);

/* That of a type of meeting, else that of `other`; NULL if there is neither. */
const struct agenda *agenda_find(const struct agendas *as, struct str type);
/* How long such a meeting lasts; 0 where nothing says so. */
unsigned agenda_minutes(const struct agenda *a);
/* Has it a line of that sort? */
bool	agenda_has(const struct agenda *a, enum agenda_sort sort);

#endif
