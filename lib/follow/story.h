/*
 * story: everything a register holds about one case, in time order.  Knows
 * every kind through its definition alone: whatever has a case_id belongs, and
 * its first date says when.
 */
#ifndef FOLLOW_STORY_H
#define FOLLOW_STORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "register/reg.h"

struct chapter {
	const struct kind	*kind;
	struct str		 date;		/* empty: it has none */
	struct str		*value;		/* by field, escaped */
	size_t			 number;	/* as it was read */
};

struct story {
	const struct kind	*case_kind;
	struct str		*of_case;	/* its own fields; NULL if
						 * there is no such case */
	struct chapter		*chapter;	/* by date, the undated first */
	size_t			 n, cap;
	struct arena		 arena;
};

/* False, told, on a failure or if there is no such case.  To be released in
 * both cases. */
bool	story_read(struct story *s, struct reg *r, struct str case_id);
void	story_release(struct story *s);
/* As it stands in the records; empty where there is none. */
struct str story_case_id(const struct story *s);

#endif
