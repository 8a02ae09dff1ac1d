#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/out.h"
#include "register/store_private.h"

enum { CRC_LINE = 13 };		/* bytes of "crc 01234567\n" */

static const char replaced_mark[] = "replaced";

static bool
read_all(int fd, struct buf *out)
{
	for (;;) {
		ssize_t n;

		buf_reserve(out, 4096);
		n = read(fd, out->p + out->len, 4096);
		if (n == 0)
			return true;
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			out->len += (size_t)n;
	}
}

/* CRC-32 as in zlib and POSIX archives (ISO 3309). */
static uint32_t
crc32(struct str s)
{
	uint32_t crc = UINT32_MAX;

	for (size_t i = 0; i < s.len; i++) {
		crc ^= (unsigned char)s.p[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (UINT32_C(0xedb88320) & -(crc & 1));
	}
	return ~crc;
}

void
journal_release(struct journal *j)
{
	for (size_t i = 0; i < j->n; i++)
		free(j->undo[i].name);
	free(j->undo);
	*j = (struct journal){ 0 };
}

/* "length<TAB>name", and "<TAB>replaced" of a table with a former name. */
static bool
journal_line(struct journal *j, struct str line)
{
	struct str rest, mark, length = str_cut(line, '\t', &rest);
	struct str name = str_cut(rest, '\t', &mark);
	bool none = str_is(length, "-1");
	bool replaced = str_is(mark, replaced_mark);
	uint64_t n = 0;

	if (!store_name_is_ours(name) || (mark.len > 0 && !replaced) ||
	    (none ? replaced : !num_count(length, INT64_MAX, &n)))
		return false;
	j->undo = mem_grow(j->undo, j->n, &j->cap, sizeof(*j->undo));
	j->undo[j->n++] = (struct undo){
		.name = mem_dup(name.p, name.len),
		.length = none ? -1 : (int64_t)n,
		.replaced = replaced,
	};
	return true;
}

static enum journal_state
journal_parse(struct journal *j, struct str text)
{
	char want[CRC_LINE + 1];

	if (text.len < CRC_LINE)
		return JOURNAL_TORN;
	text.len -= CRC_LINE;
	snprintf(want, sizeof(want), "crc %08" PRIx32 "\n", crc32(text));
	if (memcmp(text.p + text.len, want, CRC_LINE) != 0)
		return JOURNAL_TORN;
	while (text.len > 0)
		if (!journal_line(j, str_cut(text, '\n', &text)))
			return JOURNAL_FAILED;
	return JOURNAL_GOOD;
}

enum journal_state
journal_read(struct store *s, struct journal *j, struct diag *d)
{
	enum journal_state state = JOURNAL_FAILED;
	struct buf text = { 0 };
	struct stat st;
	int fd = store_open_file(s, journal_name, O_RDONLY, &st);

	if (fd < 0 && errno == ENOENT)
		return JOURNAL_NONE;
	if (fd < 0 || !read_all(fd, &text)) {
		store_fail_errno(s, journal_name, d);
	} else {
		state = journal_parse(j, buf_str(&text));
		if (state == JOURNAL_FAILED)
			store_fail(s, journal_name, _("was written by another "
			    "version of these programs; finish with that one"),
			    d);
	}
	if (fd >= 0)
		close(fd);
	buf_release(&text);
	return state;
}

static void
add_lines(struct store *s, struct buf *text)
{
	for (size_t i = 0; i < s->nchange; i++) {
		const struct change *c = &s->change[i];

		buf_addf(text, "%" PRId64 "\t%s", c->old, c->name);
		if (c->replaces)
			buf_addf(text, "\t%s", replaced_mark);
		buf_addc(text, '\n');
	}
	buf_addf(text, "crc %08" PRIx32 "\n", crc32(buf_str(text)));
}

bool
journal_put(struct store *s, struct diag *d)
{
	struct buf text = { 0 };
	struct stat st;
	bool ok;
	int fd = store_open_file(s, journal_name,
	    O_WRONLY | O_CREAT | O_EXCL, &st);

	s->begun = fd >= 0 || errno != EEXIST;
	if (fd < 0)
		return store_fail_errno(s, journal_name, d);
	add_lines(s, &text);
	ok = write_all(fd, text.p, text.len);
	if (!ok)
		store_fail_errno(s, journal_name, d);
	else
		ok = store_sync_fd(s, fd, journal_name, d);
	close(fd);
	buf_release(&text);
	return ok;
}

/* Recovery. */

/* The file that is to have its length: the caller frees it. */
static char *
undo_source(const struct undo *u)
{
	return u->replaced ? replace_former(u->name) :
	    mem_dup(u->name, strlen(u->name));
}

bool
journal_fail_lost(struct store *s, const struct undo *u, struct diag *d)
{
	char *source = undo_source(u);
	struct loc at = store_at(s, source);

	free(source);
	if (u->replaced)
		diag_add(d, DIAG_FAILURE, at, _("is missing or cut off; it "
		    "holds what %s was before the latest change, which was not "
		    "finished. Nothing was touched; put %s from a backup in "
		    "its place"),
		    u->name, u->name);
	else
		diag_add(d, DIAG_FAILURE, at, "%s", _("is shorter than before "
		    "the latest change: the disk lost rows that were stored. "
		    "Nothing was touched; take this file from a backup"));
	return false;
}

static bool
undo_possible(struct store *s, const struct undo *u, struct diag *d)
{
	char *source = undo_source(u);
	struct stat st = { 0 };
	int fd = store_open_file(s, source, O_RDONLY, &st);
	bool ok = u->length < 0 || (fd >= 0 && st.st_size >= u->length);

	if (!ok && fd < 0 && errno != ENOENT)
		store_fail_errno(s, source, d);
	else if (!ok)
		journal_fail_lost(s, u, d);
	if (fd >= 0)
		close(fd);
	free(source);
	return ok;
}

/* Syncs also where nothing is left to do: a recovery before this one may have
 * been killed between its ftruncate and its fsync. */
static bool
undo_file(struct store *s, const struct undo *u, struct diag *d)
{
	struct stat st;
	bool ok;
	int fd;

	if (u->length < 0)
		return store_remove(s, u->name, d);
	if (u->replaced && !replace_undo(s, u->name, d))
		return false;
	fd = store_open_file(s, u->name, O_RDWR, &st);
	if (fd < 0)
		return store_fail_errno(s, u->name, d);
	ok = st.st_size == u->length || ftruncate(fd, u->length) == 0;
	if (!ok)
		store_fail_errno(s, u->name, d);
	else
		ok = store_sync_fd(s, fd, u->name, d);
	close(fd);
	return ok;
}

static bool
undo_all(struct store *s, const struct journal *j, struct diag *d)
{
	for (size_t i = 0; i < j->n; i++)
		if (!undo_possible(s, &j->undo[i], d))
			return false;
	for (size_t i = 0; i < j->n; i++)
		if (!undo_file(s, &j->undo[i], d))
			return false;
	if (s->log >= 0 && !store_sync_fd(s, s->log, log_name, d))
		return false;
	return store_sync_fd(s, s->dir, NULL, d);
}

bool
journal_recover(struct store *s, struct diag *d)
{
	struct journal j = { 0 };
	enum journal_state state = journal_read(s, &j, d);
	bool ok = state != JOURNAL_FAILED;

	if (state == JOURNAL_GOOD)
		ok = undo_all(s, &j, d);
	if (ok && state != JOURNAL_NONE)
		ok = store_remove(s, journal_name, d);
	ok = ok && store_sync_fd(s, s->dir, NULL, d);
	if (ok)
		replace_clean(s);
	journal_release(&j);
	return ok;
}
