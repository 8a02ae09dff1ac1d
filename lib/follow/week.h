/*
 * week: what a register comes to in one ISO week: its open cases and how they
 * do, the ratings that were given, the goals that were reached, and the cases
 * that somebody should look at, each with the reason.
 *
 * Only what was known on the as-of day counts: no case, rating or goal dated
 * after it.  Holds facts and no words: the report is drawn in draw/week.h.
 *
 * Texts are as they stand in the register, escaped.
 */
#ifndef FOLLOW_WEEK_H
#define FOLLOW_WEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/mem.h"
#include "follow/series.h"
#include "follow/state.h"
#include "register/reg.h"

enum week_count {
	WEEK_OPEN,		/* cases open at the as-of */
	WEEK_OPENED,		/* cases allocated in the week */
	WEEK_CLOSED,		/* cases closed in the week: */
	WEEK_PLANNED,
	WEEK_UNPLANNED,		/* the rest have no ending or another */
	WEEK_RATINGS,		/* ratings of any case dated in the week: */
	WEEK_REASONS,		/* those with a reason, not a number */
	WEEK_RATED_CASES,	/* the cases they are about */
	WEEK_RATED,		/* open cases with a number */
	WEEK_TWICE,		/* with two in one series: */
	WEEK_PROGRESS,
	WEEK_UNCHANGED,
	WEEK_DECLINE,
	WEEK_UNKNOWN,		/* no threshold is known: */
	WEEK_UP,		/* no series has a loss, some a gain */
	WEEK_SAME,
	WEEK_DOWN,		/* some series has a loss */
	WEEK_ATTENTION,		/* open cases with a reason for it */
	WEEK_GOALS,		/* goals reached in the week */
	WEEK_COUNTS
};

struct week_team {
	struct str	team;		/* empty: cases without one */
	uint32_t	n[WEEK_COUNTS];
};

struct week_role {
	struct str	role;
	uint32_t	ratings, reasons, cases;
};

/* In the order in which one case's reasons are told. */
enum week_why {
	WHY_DECLINE,		/* a series has deteriorated */
	WHY_TWO_DECLINES,	/* its two latest changes were losses */
	WHY_STALE,		/* no number for too long */
	WHY_NEVER,		/* none at all since allocation */
	WEEK_WHYS
};

struct week_case {
	struct str	case_id, team, worker;
};

/* One series, or one case, of which there is something to say. */
struct week_attention {
	struct week_case	 of;
	enum week_why		 why;
	struct str		 key[SERIES_KEYS];	/* of the series */
	const struct scale	*scale;		/* the register's */
	/* The first value and the last of the change; of two losses also the
	 * one between. */
	int64_t			 first, middle, last;
	/* Of these; without a series: of the allocation, and of the latest
	 * number, if there is one. */
	day_t			 first_day, last_day;
	bool			 reason_since;	/* a reason came later: */
	day_t			 reason_day;	/* the latest one */
};

struct week_goal {
	struct week_case	 of;
	struct str		 goal_id;
	day_t			 day;
};

struct week {
	day_t			 monday, as_of;
	day_t			 stale_before;	/* older is too old */
	uint32_t		 n[WEEK_COUNTS];	/* in all */
	/* Owned, each sorted: teams and what belongs to one by the Danish
	 * alphabet, no team last; ids and roles by bytes. */
	struct week_team	*team;
	size_t			 teams;
	struct week_role	*role;
	size_t			 roles;
	struct week_attention	*attention;
	size_t			 attentions;
	struct week_goal	*goal;
	size_t			 goals;
	struct arena		 arena;		/* every text here */
};

/* The week's name for a count: "open"; and the count it is a part of, itself
 * if it is none. */
extern const char *const week_count_name[WEEK_COUNTS];
extern const enum week_count week_part_of[WEEK_COUNTS];
/* "decline" */
extern const char *const week_why_name[WEEK_WHYS];

/* Reads the register.  monday and as_of say which week, stale how long a case
 * may go without a number.  False, told, if something is not fit to be counted;
 * a case whose dates are none is told and left out.  To be released in both
 * cases, before the register is closed.  With a state, all of the week goes
 * into that as well, with what its verdicts rest on. */
bool	week_read(struct week *w, struct reg *r, day_t monday, day_t as_of,
	    struct period stale, struct state *state);
/* The week that a state, perhaps merged, tells of.  False, told, if it tells
 * of something else.  To be released in both cases. */
bool	week_from_state(struct week *w, const struct defs *defs,
	    struct state *st);
void	week_release(struct week *w);

#endif
