/*
 * str: a piece of text that somebody else owns: pointer and length, in most
 * cases without a NUL behind it.  Everything read from a table is one.
 *
 * An empty field is a missing value: len 0, whatever p is.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char	*p;
	size_t		 len;
};

/* For printf("%.*s", STR(s)). */
#define STR(s)	(int)(s).len, (s).p

static inline struct str
str_of(const char *text)
{
	return (struct str){ text, text != NULL ? strlen(text) : 0 };
}

static inline bool
str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

static inline bool
str_is(struct str a, const char *text)
{
	return str_eq(a, str_of(text));
}

/* Byte order, as LC_ALL=C sort(1): <0, 0 or >0. */
static inline int
str_cmp(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

static inline bool
str_starts(struct str s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.len >= n && memcmp(s.p, prefix, n) == 0;
}

static inline bool
str_ends(struct str s, const char *suffix)
{
	size_t n = strlen(suffix);

	return s.len >= n && memcmp(s.p + s.len - n, suffix, n) == 0;
}

/* The piece before the first ch, and *rest what comes behind it; the whole
 * and an empty *rest where ch does not occur. */
static inline struct str
str_cut(struct str s, char ch, struct str *rest)
{
	const char *at = s.len > 0 ? memchr(s.p, ch, s.len) : NULL;

	if (at == NULL) {
		*rest = (struct str){ s.p + s.len, 0 };
		return s;
	}
	*rest = (struct str){ at + 1, s.len - (size_t)(at - s.p) - 1 };
	return (struct str){ s.p, (size_t)(at - s.p) };
}

/* Without blanks at either end. */
static inline struct str
str_trim(struct str s)
{
	while (s.len > 0 && (s.p[0] == ' ' || s.p[0] == '\t')) {
		s.p++;
		s.len--;
	}
	while (s.len > 0 && (s.p[s.len - 1] == ' ' || s.p[s.len - 1] == '\t'))
		s.len--;
	return s;
}

#endif
