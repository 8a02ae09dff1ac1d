#include "base/spool.h"

#include <errno.h>
#include <unistd.h>

#include "base/out.h"

enum { IN_MEMORY = 1024 * 1024 };

void
spool_init(struct spool *s)
{
	*s = (struct spool){ .fd = -1 };
}

void
spool_release(struct spool *s)
{
	if (s->fd >= 0)
		close(s->fd);
	buf_release(&s->buf);
	spool_init(s);
}

static void
to_file(struct spool *s)
{
	if (s->fd < 0)
		s->fd = temp_open();
	if (s->fd < 0 || !write_all(s->fd, s->buf.p, s->buf.len)) {
		/* What a failed write left behind in_file is not counted. */
		s->memory_only = true;
		return;
	}
	s->in_file += s->buf.len;
	buf_clear(&s->buf);
}

void
spool_add(struct spool *s, const void *p, size_t len)
{
	buf_add(&s->buf, p, len);
	if (s->buf.len >= IN_MEMORY && !s->memory_only)
		to_file(s);
}

/* All pieces of a stretch of memory. */
static void
each_in(const char *p, size_t len, size_t size, spool_fn *fn, void *arg)
{
	for (size_t at = 0; at + size <= len; at += size)
		fn(p + at, arg);
}

bool
spool_each(struct spool *s, size_t size, spool_fn *fn, void *arg,
    struct diag *d)
{
	size_t room = IN_MEMORY / size * size;
	struct buf block = { 0 };
	bool ok = true;

	buf_reserve(&block, room);
	for (uint64_t at = 0; ok && at < s->in_file; at += block.len) {
		uint64_t left = s->in_file - at;
		ssize_t n;

		/* Whole pieces only: a short read is asked for again. */
		block.len = 0;
		while (block.len < room && block.len < left) {
			size_t want = left < room ? (size_t)left : room;

			n = pread(s->fd, block.p + block.len,
			    want - block.len, (off_t)(at + block.len));
			if (n < 0 && errno == EINTR)
				continue;
			if (n <= 0)
				break;
			block.len += (size_t)n;
		}
		ok = block.len > 0 && block.len % size == 0;
		each_in(block.p, block.len, size, fn, arg);
	}
	if (ok)
		each_in(buf_text(&s->buf), s->buf.len, size, fn, arg);
	else
		diag_add(d, DIAG_FAILURE, (struct loc){ 0 },
		    _("a temporary file cannot be read back"));
	buf_release(&block);
	return ok;
}
