/*
 * code: lists of codes with what people call them, from codes/LIST.tsv
 * (code label_da label_en; of what somebody is to another: generation tie; of
 * roles: sex; of states: over).  A code may have a person or detail behind a
 * dot (network.mormor): its label is that of the part before the dot.
 */
#ifndef DEFINE_CODE_H
#define DEFINE_CODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/str.h"

/* How somebody is tied to the other one in a genogram: as the parent, the
 * foster parent, the sibling, the partner, the one who was it. */
enum code_tie {
	TIE_NONE, TIE_DESCENT, TIE_FOSTER, TIE_SIBLING, TIE_COUPLE, TIE_PARTED
};

/* In this state a record is over: it came to what it was to come to, or was
 * given up. */
enum code_over { OVER_NOT, OVER_DONE, OVER_DROPPED };

/* A line that takes the place of another one, and says neither generation, tie,
 * sex nor over, keeps those: it gives other labels. */
struct code {
	struct str	code;
	struct str	label[2];	/* by enum lang */
	struct str	sex;		/* a code; empty: either */
	enum code_tie	tie;
	bool		has_generation;
	int		generation;	/* above the other one's; -9 to 9 */
	enum code_over	over;
};

struct list {
	struct str	 name;
	struct code	*code;		/* owned */
	size_t		 n, cap;
};

struct lists {
	struct list	*list;		/* owned */
	size_t		 n, cap;
};

struct arena;
struct diag;

bool	lists_load(struct lists *ls, const char *share, const char *reg,
	    struct arena *arena, struct diag *d);
void	lists_release(struct lists *ls);
/* NULL if there is no such list. */
const struct list *list_find(const struct lists *ls, struct str name);

/* The code itself; NULL if it is not in the list. */
const struct code *code_find(const struct list *l, struct str code);
/* What a person typed: a code or a label in either language, in any case,
 * perhaps with ".detail" behind.  Appends the code; false if there is none, or
 * more than one: a code outranks labels, else all must mean the same. */
bool	code_read(const struct list *l, struct str typed, struct buf *code);
/* Appends "a, b" of the codes that what was typed may mean, if there is more
 * than one; else false. */
bool	code_meanings(const struct list *l, struct str typed,
	    struct buf *out);
/* "barn", or "netværk.mormor"; the code itself where nothing is known. */
void	code_label(const struct list *l, struct str code, enum lang lang,
	    struct buf *out);
/* "a, b, c" of all codes with their labels, for a message. */
void	code_choices(const struct list *l, enum lang lang, struct buf *out);
/* The label, of either language, or code that is nearest to what was typed;
 * NULL if none is near. */
const char *code_nearest(const struct list *l, struct str typed);

#endif
