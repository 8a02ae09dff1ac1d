/*
 * state: what a result is calculated from, in exact numbers that add up.  A
 * register's cases may be counted in parts, on any machines, in any order: the
 * states of the parts, merged, are byte for byte the state of the whole.
 *
 * A table of lines with the columns rule, name, key and values.  The rule says
 * how lines of the same name and key merge, so that merging need not know what
 * they are about:
 *
 *	all	every state has it, with equal values: what was asked for
 *	once	no two states have it: a case, or what belongs to one case
 *	same	equal where it is: the version of a scale, a norm
 *	sum	whole numbers, each added to the one in its place
 *
 * A case is known by a digest of its id, so that a table of sums names nobody.
 * Whoever knows the ids could try them; so the digest may have a key, a secret
 * that those share whose states are to merge.
 *
 * A line's key is fields as they stood in their input, escaped, with TABs
 * between.  Knows neither ratings nor what any line means.
 */
#ifndef FOLLOW_STATE_H
#define FOLLOW_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/num.h"
#include "table/intern.h"
#include "table/tsv.h"

enum state_rule { STATE_ALL, STATE_ONCE, STATE_SAME, STATE_SUM, STATE_RULES };

enum { STATE_COLUMNS = 4, STATE_NUMBERS_MAX = 32 };
extern const char *const state_column[STATE_COLUMNS];

struct state_line {
	enum state_rule	 rule;
	struct str	 name, key;
	struct str	 values;	/* but of a sum: */
	int128		*number;
	size_t		 n;
	const char	*file;		/* where it came from; NULL: made */
	size_t		 line;
};

struct state {
	struct diag	 *diag;
	struct intern	  index;	/* of rule, name and key, joined */
	struct state_line *line;	/* by number, owned */
	size_t		  cap;
	struct state_line **order;	/* by state_sort(), owned */
	struct arena	  arena;
	struct buf	  scratch;
	size_t		  inputs;	/* read so far */
	unsigned char	  secret[32];
};

void	state_init(struct state *st, struct diag *d);
void	state_release(struct state *st);

/* A line of one's own; it merges with what is there.  False, told, if it
 * cannot. */
bool	state_put(struct state *st, enum state_rule rule, const char *name,
	    struct str key, struct str values);
bool	state_add(struct state *st, const char *name, struct str key,
	    const int128 *number, size_t n);

/* The secret of digests, before the first case: a digest of these bytes. */
bool	state_secret(struct state *st, struct str secret);
/* The line of a case. */
bool	state_put_case(struct state *st, struct str case_id);

/* Is the input the table of a state? */
bool	state_is(const struct tsv *t);
/* Merges all of an open input.  False, told, if it is malformed or cannot be
 * merged with what is there. */
bool	state_read(struct state *st, struct tsv *t);
/* After the last line: by rule, name and key in byte order, which is how a
 * state is written: equal states are equal bytes. */
void	state_sort(struct state *st);

/* Do two states rest on the same: has each the other's lines of rule same, with
 * equal values?  False, told at the line that is not. */
bool	state_agree(struct state *st, struct state *other);

/* After state_sort(): the lines of a rule and name, as many as are returned. */
size_t	state_lines(const struct state *st, enum state_rule rule,
	    const char *name, struct state_line *const **lines);
/* The line with a key, NULL if there is none. */
const struct state_line *state_find(struct state *st, enum state_rule rule,
	    const char *name, struct str key);

const char *state_rule_name(enum state_rule rule);
/* The values of a line as they are written, valid until out changes. */
struct str state_text(const struct state_line *l, struct buf *out);
/* With blanks between. */
void	state_add_numbers(struct buf *out, const int128 *number, size_t n);
/* Whole numbers with spaces between, exactly n of them. */
bool	state_numbers(struct str values, int128 *number, size_t n);

#endif
