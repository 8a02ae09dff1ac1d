/*
 * overview: where the records of one kind stand: how many are in which state,
 * by whom or by whatever else they are told apart; which are late; what
 * changed.  What of a record is its state, its owner and its dates says the
 * kind (define/kind.h, enum field_use), and what state is over says the list of
 * its codes.  So any kind with a state or an end has an overview.
 *
 * States are those that stand in the register now; only lateness, and begin and
 * end where there is no state, are judged by a day.  Texts are as they stand,
 * escaped.  Knows no particular kind but the case, whose fields may tell apart
 * what belongs to cases.
 */
#ifndef FOLLOW_OVERVIEW_H
#define FOLLOW_OVERVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/mem.h"
#include "register/reg.h"
#include "table/frame.h"
#include "table/intern.h"

/* What numbers come to, of those that are told: missing where none is. */
struct overview_sum {
	uint32_t	 n;
	int64_t		 total;		/* millionths */
};

struct overview_item {
	struct str	 id;		/* its own, or what its key says */
	struct str	 case_id, title, group;
	struct str	 begin, due, end;
	size_t		 state;		/* of overview.state */
	bool		 late;
	day_t		 due_day;	/* where late */
	bool		 is_new;
	struct str	 changed;	/* fields with commas; empty: none */
	struct overview_sum *sum;	/* by sum, each with n 0 or 1 */
};

/* The records of one group in one state. */
struct overview_count {
	uint32_t	 n, late;
	uint32_t	 added, changed;	/* never both */
	uint32_t	 cases;		/* that these are about; not known of
					 * several groups or states */
};

struct overview_state {
	struct str	 code;		/* empty: none told, none meant */
	bool		 over;		/* done or given up */
	bool		 done;
};

/* What happened to a record since some day. */
struct overview_change {
	bool		 added;
	struct str	 fields;	/* that were changed, with commas */
};

struct overview {
	const struct kind *kind;
	const struct list *states;	/* their labels; NULL: there are none */
	const struct field *by;		/* tells apart; NULL: nothing does */
	size_t		 by_column;	/* of the kind, or of cases */
	bool		 by_case;	/* by is a field of the case */
	struct frame	 cases;		/* where by_case */
	day_t		 as_of;
	struct overview_item *item;	/* settled: by due; owned */
	size_t		 n, cap;
	struct overview_state *state;	/* in the order of their list; owned */
	size_t		 n_states, states_cap;
	struct str	*group;		/* by bytes, those that occur; owned */
	size_t		 n_groups;
	size_t		*field;		/* those that are added up; owned */
	size_t		 n_sums;
	/* By group and state, both with one more behind them for all: see
	 * overview_at() and overview_sum_at(). */
	struct overview_count *count;	/* owned */
	struct overview_sum *sum;	/* owned */
	uint32_t	 done_cases;	/* with a record that is done */
	struct intern	 seen;		/* keys of the records */
	struct intern	 keys;		/* of those that changed */
	struct overview_change *change;	/* by number of the key, owned */
	size_t		 changes_cap;
	size_t		*column;	/* by field, of the input; owned */
	struct arena	 arena;
};

struct overview_options {
	const char	*by;		/* a field of the kind or the case;
					 * NULL: the owner, if it has one */
	day_t		 as_of;
	day_t		 since;		/* what changed from it on is told */
};

/* Has a kind an overview? */
bool	overview_has(const struct kind *k);

/* False, told, on a failure.  To be released in both cases, before r closes. */
bool	overview_init(struct overview *ov, struct reg *r,
	    const struct kind *k, const struct overview_options *o);
void	overview_release(struct overview *ov);
/* Before the first row. */
void	overview_bind(struct overview *ov, const struct tsv *t);
/* Takes the current row, unless it is still to begin; what is no date or no
 * number is told, and a record that was there already. */
void	overview_add(struct overview *ov, const struct tsv *t);
/* After the last row.  False, told, on a sum that is too large. */
bool	overview_settle(struct overview *ov, struct diag *d);

/* What a group comes to in a state, and the n-th of its sums: n_groups stands
 * for all groups, n_states for all states. */
const struct overview_count *overview_at(const struct overview *ov,
	    size_t group, size_t state);
const struct overview_sum *overview_sum_at(const struct overview *ov,
	    size_t group, size_t state, size_t n);

#endif
