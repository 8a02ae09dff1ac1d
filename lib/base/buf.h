/*
 * buf: a string that grows.  p is NULL while nothing was added, else there is
 * always a NUL at p[len].  A buf owns its memory: never copy one by assignment.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

struct buf {
	char	*p;
	size_t	 len;
	size_t	 cap;
};

void	buf_reserve(struct buf *b, size_t more);	/* and a NUL */
void	buf_add(struct buf *b, const char *p, size_t len);
void	buf_add_str(struct buf *b, struct str s);
void	buf_adds(struct buf *b, const char *text);
void	buf_addc(struct buf *b, char ch);
/* Texts with TABs between: a key of several fields. */
void	buf_join(struct buf *b, const struct str *part, size_t n);
void	buf_fill(struct buf *b, char ch, size_t n);
__attribute__((format(printf, 2, 3)))
void	buf_addf(struct buf *b, const char *fmt, ...);
__attribute__((format(printf, 2, 0)))
void	buf_vaddf(struct buf *b, const char *fmt, va_list ap);
void	buf_clear(struct buf *b);			/* keeps the memory */
void	buf_release(struct buf *b);

/* What is in it, "" where it is empty; valid until the next change. */
const char	*buf_text(const struct buf *b);
struct str	 buf_str(const struct buf *b);

#endif
