/*
 * near: which legal word a mistyped one may have meant.
 */
#ifndef BASE_NEAR_H
#define BASE_NEAR_H

#include "base/buf.h"
#include "base/str.h"

/* The word of the list (ending with NULL) that is fewest edits away from s,
 * NULL if none is closer than about a third of its length. */
const char *near_word(struct str s, const char *const *list);
/* Appends "a, b, c" of the list, cut after `most` words with an ellipsis. */
void	near_list(struct buf *out, const char *const *list, size_t most);

#endif
