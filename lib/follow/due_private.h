/*
 * due_private: what due_records.c keeps of the tables, and due_judge.c makes of
 * it.  A probe is a question that some rule asks of every record of a kind; its
 * hits are the records that answer it, by case and in time order; those that
 * must name what they fulfil, by that before the time.
 */
#ifndef FOLLOW_DUE_PRIVATE_H
#define FOLLOW_DUE_PRIVATE_H

#include "follow/due.h"
#include "table/intern.h"
#include "table/select.h"

/* 0001-01-01 and 9999-12-31: what a date can be. */
enum { DAY_FIRST = -719162, DAY_LAST = 2932896 };

enum { NO_TIME = -1 };
#define SPAN_UNKNOWN	UINT16_MAX
#define NO_ID		UINT32_MAX
#define NO_PROBE	SIZE_MAX
#define NO_CASE		0

struct hit {
	uint32_t	case_no;
	uint32_t	line;
	uint32_t	order;		/* among those of a minute */
	uint32_t	id;		/* where in ids; of what fulfils by
					 * done_of: the number in words of what
					 * it names; or NO_ID */
	union {				/* a rule asks for one at most */
		uint32_t roles;		/* bits, by who of the probe */
		uint32_t period;	/* its number in words, or NO_ID */
	};
	day_t		day;
	int16_t		minute;		/* or NO_TIME */
	uint16_t	span;		/* of a month or year: days behind day
					 * that it may mean, too; SPAN_UNKNOWN:
					 * there is no day */
};

struct probe {
	const struct rule_records *what;
	const struct rule *rule;	/* whose roles count */
	bool		 future;	/* also what is dated after as_of */
	bool		 ids;		/* hits have their id */
	bool		 ages;		/* a month that is missing is a hit */
	bool		 no_case;	/* whatever case they are about */
	struct select	*select;
	struct hit	*hit;		/* by case, what it names, day, minute,
					 * line; owned */
	size_t		 n, cap;
	size_t		*start;		/* by case: its first hit; owned */
};

/* A rule that counts, and the probes it asks; until and or may be NO_PROBE. */
struct duty {
	const struct rule *rule;
	size_t		 on, or, until, done;
	bool		 chained;	/* what fulfils it triggers it again */
};

struct held_case {
	bool		 known;		/* has a row of its own */
	bool		 closed;
	day_t		 allocated, closed_on;
	struct period	*period;	/* by field of the kind; NULL: none */
};

struct records {
	struct reg	*reg;
	const struct due_options *options;
	const struct due_practice *practice;
	const struct kind *case_kind;
	struct intern	 cases;		/* 0: what is about none */
	struct held_case *held;		/* by number of case, owned */
	size_t		 held_cap;
	struct probe	*probe;		/* owned */
	size_t		 n_probes, probes_cap;
	struct duty	*duty;		/* owned */
	size_t		 n_duties, duties_cap;
	struct buf	 ids;		/* of triggers, each with a NUL */
	struct intern	 words;		/* few: periods, what is named */
	struct arena	 arena;
};

/* False, told, on a failure; to be released in both cases. */
bool	records_read(struct records *r);
void	records_release(struct records *r);
/* The hits of a case, *n of them. */
const struct hit *probe_hits(const struct probe *p, uint32_t case_no,
	    size_t *n);
/* <0, 0, >0: day, minute (none before any), order, line */
int	hit_compare(const struct hit *a, const struct hit *b);

/* Adds the deadlines of all duties. */
void	duties_judge(const struct records *r, struct dues *d);

#endif
