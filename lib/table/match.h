/*
 * match: the one user of PCRE2.  Patterns are UTF-8 with Unicode properties,
 * bounded in every way a pattern from a stranger can be costly: match and heap
 * limits, a JIT stack of its own, and for long or difficult subjects a clock
 * that is looked at while PCRE2 searches.  After a quarter of a second the
 * search ends.  A bound that is reached is an error of its own, never "no
 * match".
 *
 * \d means the ASCII digits: as a Unicode property it costs eight times as much
 * and finds nothing in Danish text that [0-9] does not.
 * Subjects must be valid UTF-8: the readers have seen to that.
 */
#ifndef TABLE_MATCH_H
#define TABLE_MATCH_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/str.h"

struct match;

enum match_result { MATCH_NO, MATCH_YES, MATCH_LIMIT };

/* NULL, with a diagnostic that shows the pattern and where it fails. */
struct match	*match_new(struct str pattern, bool caseless, struct diag *d);
/* The same caseless, told at the place where the pattern stands. */
struct match	*match_new_at(struct str pattern, struct loc loc,
		    struct diag *d);
/* The same as the first, but the pattern must match the whole subject. */
struct match	*match_new_whole(struct str pattern, struct diag *d);
enum match_result match_test(struct match *m, struct str subject);
/* The first place from byte `from` on, where a character begins: bytes *at and
 * *len, which may be 0. */
enum match_result match_find(struct match *m, struct str subject, size_t from,
		    size_t *at, size_t *len);
void		 match_free(struct match *m);	/* NULL is fine */

/* "PCRE2 10.42 (JIT)" for --version; a static string. */
const char	*match_version(void);

#endif
