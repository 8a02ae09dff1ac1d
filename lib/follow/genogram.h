/*
 * genogram: who is around a child, as a family and a network: persons, what
 * they are to each other on a day, who has children together, and in which
 * generation everybody stands.
 *
 * What a relation means for a genogram is said by the list of relations
 * (define/code.h) and never by the words themselves.  Nothing depends on the
 * order of the records.  Knows no drawing.
 */
#ifndef FOLLOW_GENOGRAM_H
#define FOLLOW_GENOGRAM_H

#include "define/defs.h"
#include "follow/standing.h"

enum { GENOGRAM_CHILD = 0 };		/* the first person */

struct genogram_person {
	struct str	 person;	/* as raters are called: network.mor */
	struct str	 name, sex;	/* escaped; empty: not said */
	bool		 died;		/* on the day or before */
	bool		 witness;
	bool		 has_generation;	/* else of the network */
	int		 generation;	/* above the child's */
	bool		 in_family;	/* a parent, a child or half a couple */
};

/* What one is to another: ties go by person, other one and time. */
struct genogram_tie {
	size_t			 from, to;	/* persons */
	const struct chapter	*chapter;
	const struct code	*code;		/* NULL: not in the list */
	enum code_tie		 sort;
	bool			 ended;
	bool			 latest;	/* of those between the two */
};

/* Parents in a generation above all of their children, none of them a parent
 * in another family of the same sort with the same others. */
struct genogram_family {
	size_t	 parent[2], parents;	/* none: siblings of parents unknown */
	bool	 foster, ended;
	size_t	*child, n, cap;		/* owned */
};

/* Two of one generation. */
struct genogram_couple {
	size_t				 one, other;
	const struct genogram_tie	*tie;	/* NULL: they have a child,
						 * and no more is said */
};

struct genogram {
	struct genogram_person	*person;	/* owned; by name, the child
						 * first */
	size_t			 n, cap;
	struct genogram_tie	*tie;		/* owned */
	size_t			 ties, tie_cap;
	struct genogram_family	*family;	/* owned */
	size_t			 families, family_cap;
	struct genogram_couple	*couple;	/* owned */
	size_t			 couples, couple_cap;
};

/* The standing, its story and the definitions are borrowed until
 * genogram_release().  What begins after the day is not known yet. */
void	genogram_init(struct genogram *g, const struct standing *s,
	    const struct defs *defs);
void	genogram_release(struct genogram *g);

#endif
