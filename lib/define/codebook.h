/*
 * codebook: what a reader looks for in the texts of many cases: codes, each
 * with patterns and with the fields they are looked for in, read from
 * codebooks/NAME.tsv.
 *
 * Suggests nothing and decides nothing: a pattern finds places, people say what
 * stands there.
 */
#ifndef DEFINE_CODEBOOK_H
#define DEFINE_CODEBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/str.h"
#include "table/match.h"

struct defs;
struct diag;
struct kind;

/* Where a pattern is looked for. */
struct code_place {
	const struct kind	*kind;
	size_t			 field;	/* kind->n: every field of type text */
};

struct code_pattern {
	struct str	 codebook, code;
	struct str	 label[2];	/* by enum lang */
	struct match	*match;		/* owned */
	struct code_place *place;
	size_t		 n_places;	/* 0: every text of every kind */
};

struct codebooks {
	struct code_pattern *pattern;	/* owned */
	size_t		 n, cap;
	struct arena	 arena;		/* their texts */
};

/* False, told, if a definition is wrong; to be released in both cases. */
bool	codebooks_load(struct codebooks *cs, const struct defs *defs,
	    const char *share, const char *reg, struct diag *d);
void	codebooks_release(struct codebooks *cs);

/* Is the pattern to be looked for in this field? */
bool	code_pattern_is_for(const struct code_pattern *p, const struct kind *k,
	    size_t field);
/* The first pattern of a code; NULL if there is none.  An empty code: of the
 * codebook. */
const struct code_pattern *codebook_find(const struct codebooks *cs,
	    struct str codebook, struct str code);
/* What people call a code, where all codebooks that have it agree; else the
 * code. */
struct str codebooks_label(const struct codebooks *cs, struct str code,
	    enum lang lang);

#endif
