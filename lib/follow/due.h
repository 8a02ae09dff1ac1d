/*
 * due: what is due in a register by its rules: each trigger among the records,
 * when what it asks for is due, and which record fulfilled it.  Which rules,
 * which calendar and how is counted, the register's settings say.
 *
 * Each table is read once; only the records that some rule asks for are kept,
 * as numbers.  Knows no particular kind but the case: its fields allocated (its
 * date) and closed.
 *
 * Counting: from the day after the trigger; weeks end on the same weekday,
 * months and years on the same day-number or, where there is none, on the last
 * day of the month (Restaurationsloven s. 36 a; Foraeldelsesloven s. 27).
 */
#ifndef FOLLOW_DUE_H
#define FOLLOW_DUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/mem.h"
#include "define/calendar.h"
#include "define/rule.h"
#include "register/reg.h"

enum due_status {
	DUE_OVERDUE, DUE_DUE, DUE_UPCOMING,
	DUE_IMPOSSIBLE,		/* the day cannot be known */
	DUE_DONE, DUE_LATE	/* done, on time or after it */
};

/* Case, rule, who, trigger and number say which deadline it is, also when it
 * moves.  Records of a kind without ids have no trigger, and go by its date. */
struct due {
	const struct rule *rule;
	struct str	 case_id;	/* escaped; empty: about no case */
	struct str	 who;		/* a role; empty: one for all */
	struct str	 trigger;	/* an id, or a field of the case */
	int		 number;	/* which time of a rule that repeats,
					 * from 1 */
	day_t		 trigger_date;
	bool		 has_trigger_date;
	bool		 has_due;	/* else there is no due day */
	bool		 by_clock;	/* due at an instant */
	day_t		 due;		/* the day, for an instant too */
	int64_t		 instant;	/* base/zone.h; where by_clock */
	bool		 has_last;
	day_t		 last_workday;	/* up to due, not before the trigger */
	enum due_status	 status;
	bool		 is_done;
	day_t		 done_on;
	const struct field *missing;	/* IMPOSSIBLE: of the trigger, or of
					 * its case; else NULL */
};

/* How a register counts. */
struct due_practice {
	struct calendar	 calendar;
	bool		 month_end;	/* the last day of a month leads to the
					 * last day of a month */
	bool		 roll;		/* forward, to a working day */
	struct str	 jurisdiction;	/* the set of its law counts */
	struct str	 sets;		/* "herlev,pdsa": and these */
};

/* The settings jurisdiction, rules, calendar, saturday, month_end and roll.
 * False, told, if one of them is none of the legal words. */
bool	due_practice(struct due_practice *p, struct reg *r);
/* Is a rule one that counts here? */
bool	due_counts(const struct due_practice *p, const struct rule *rule);
/* The day that a rule whose day does not depend on the case sets, the n-th one
 * counted from base: of RULE_PERIOD, RULE_WEEKDAYS, RULE_WORKDAYS and
 * RULE_BEFORE.  Rolled where that is practice. */
day_t	due_day(const struct due_practice *p, const struct rule *rule,
	    struct period period, day_t base, int n);

/* A window of a year, by a rule of RULE_WINDOWS. */
struct due_window {
	day_t		 first, last;
	day_t		 due;		/* last, or rolled where that is
					 * practice */
};

/* The first window that is not over on a day; false at the end of time. */
bool	due_window(const struct due_practice *p, const struct rule *rule,
	    day_t day, struct due_window *w);

struct due_options {
	day_t		 as_of;		/* nothing after it is known */
	struct period	 within;	/* so near is due, not upcoming */
	bool		 all;		/* also what is done */
};

struct dues {
	struct due	*due;		/* owned; by due, case, rule, who */
	size_t		 n, cap;
	struct arena	 arena;		/* their texts */
};

/* False, told, on a failure.  To be released in both cases, before r closes. */
bool	dues_read(struct dues *d, struct reg *r, const struct due_options *o);
void	dues_release(struct dues *d);

/* "overdue" */
const char *due_status_name(enum due_status status);

#endif
