/*
 * defs: all definitions that a run works with: the installed ones, extended and
 * overridden by those of a register.  Loaded once, read-only afterwards.
 */
#ifndef DEFINE_DEFS_H
#define DEFINE_DEFS_H

#include <stdbool.h>

#include "base/mem.h"
#include "define/calendar.h"
#include "define/code.h"
#include "define/kind.h"
#include "define/rule.h"
#include "define/scale.h"
#include "define/template.h"

struct defs {
	struct arena	arena;		/* every text of the definitions */
	struct kinds	kinds;
	struct lists	lists;
	struct scales	scales;
	struct templates templates;
	struct calendars calendars;
	struct rules	rules;
};

/* share: the installed definitions; reg: a register, or NULL.  NULL, with
 * every defect told, if one is wrong: nothing is calculated on guesses. */
struct defs	*defs_load(const char *share, const char *reg,
		    struct diag *d);
void		 defs_free(struct defs *defs);		/* NULL is fine */

#endif
