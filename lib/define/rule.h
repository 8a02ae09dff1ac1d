/*
 * rule: what is due when, and what fulfils it, from the folder rules: laws and
 * practices as data with their source, in terms of whatever kinds of records
 * there are.  So a deadline that the law moves, or that a unit sets itself, is
 * a line in a file.
 *
 * Loaded rules hang together: kinds, fields and codes that a line names are
 * there.  Knows no particular kind, no day and no record.
 */
#ifndef DEFINE_RULE_H
#define DEFINE_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/str.h"
#include "define/kind.h"

/* What "after" says. */
enum rule_unit {
	RULE_PERIOD,		/* of the calendar */
	RULE_HOURS,		/* by the clock */
	RULE_WEEKDAYS, RULE_WORKDAYS,
	RULE_FIELD,		/* the period in a field of the trigger, or of
				 * its case */
	RULE_WINDOWS,		/* of each year: by the last day of each */
	RULE_BEFORE		/* a period before the trigger */
};

enum rule_again {
	RULE_ONCE,
	RULE_AGAIN_DONE,	/* counted on from the day it was done */
	RULE_AGAIN_DUE		/* counted on from the day it was due */
};

/* Which records: those of a kind that fulfil conditions; and their days. */
struct rule_records {
	const struct kind	*kind;	/* NULL: none */
	const char		**word;	/* conditions, as select_new() wants */
	size_t			 n;
	size_t			 date;	/* its field */
	/* Fields of its kind; kind->n: none. */
	size_t			 otherwise;	/* whose date counts where that
						 * is empty */
	size_t			 who;		/* of roles */
	size_t			 of;		/* names the trigger */
	size_t			 period;	/* of RULE_FIELD */
	bool			 undated;	/* also without the date */
};

enum { RULE_WHO_MAX = 32, RULE_WINDOWS_MAX = 12 };

/* 401 to 630: from 1 April to 30 June of each year; 1115 to 115: over New
 * Year.  No two windows of a rule have a day in common, and none begins or ends
 * on 29 February. */
struct rule_window {
	int	first, last;
};

struct rule {
	struct str		 rule;		/* its name, the key */
	struct str		 sets;		/* whose law or practice, with
						 * commas */
	struct str		 what;		/* a code of what is due */
	struct rule_records	 on;		/* what triggers it */
	struct rule_records	 or;		/* due at once; may be none */
	struct rule_records	 until;		/* what ends it; may be none */
	struct rule_records	 done;		/* what fulfils it */
	enum rule_unit		 unit;
	struct period		 period;	/* RULE_PERIOD, RULE_BEFORE */
	int			 n;		/* hours or days */
	size_t			 field;		/* RULE_FIELD: of the case,
						 * where on.period is none */
	struct rule_window	 window[RULE_WINDOWS_MAX];
	size_t			 n_windows;
	int			 at_least;	/* records to fulfil it */
	enum rule_again		 again;
	struct str		 who[RULE_WHO_MAX];	/* roles */
	size_t			 n_who;		/* 0: one deadline for all */
	struct str		 source;
	struct str		 checked;
	bool			 verified;	/* somebody read the source */
	bool			 used;
};

struct rules {
	struct rule	*rule;		/* owned */
	size_t		 n, cap;
};

struct defs;
struct arena;
struct diag;

/* defs: kinds, codes and scales, loaded.  False, told, if a line is wrong. */
bool	rules_load(struct rules *rs, const struct defs *defs,
	    const char *share, const char *reg, struct arena *arena,
	    struct diag *d);
void	rules_release(struct rules *rs);

/* NULL if there is none. */
const struct rule *rule_find(const struct rules *rs, struct str name);
/* Is a rule one of this set? */
bool	rule_is_of(const struct rule *r, struct str set);
/* Is there any rule of this set? */
bool	rules_have_set(const struct rules *rs, struct str set);
/* Does a field of roles, as "mother,father.x", hold a role, be it with any
 * person, or this person in this role? */
bool	rule_has_role(struct str field, struct str role);

#endif
