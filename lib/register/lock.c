#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "base/num.h"
#include "register/store_private.h"

enum { NAP_LONGEST_MS = 32 };

/* Best effort: a process that has the file locked, 0 if that is not known. */
static uint64_t
lock_holder(int fd)
{
	FILE *fp = fopen("/proc/locks", "r");
	struct buf key = { 0 };
	struct stat st;
	uint64_t pid = 0;
	char *line = NULL, *end, *p;
	size_t cap = 0;

	if (fp == NULL || fstat(fd, &st) != 0)
		goto out;
	/* 1: FLOCK  ADVISORY  WRITE 4711 fe:00:131074 0 EOF; "->" waits. */
	buf_addf(&key, " %02x:%02x:%ju ", major(st.st_dev), minor(st.st_dev),
	    (uintmax_t)st.st_ino);
	while (pid == 0 && getline(&line, &cap, fp) > 0) {
		end = strstr(line, key.p);
		if (end == NULL || strstr(line, " FLOCK ") == NULL ||
		    strstr(line, "->") != NULL)
			continue;
		for (p = end; p > line && p[-1] != ' '; p--)
			;
		if (!num_count((struct str){ p, (size_t)(end - p) }, INT64_MAX,
		    &pid))
			pid = 0;
	}
out:
	if (fp != NULL)
		fclose(fp);
	free(line);
	buf_release(&key);
	return pid;
}

static bool
fail_busy(struct store *s, struct diag *d)
{
	uint64_t pid = lock_holder(s->lock);

	if (pid == 0)
		return store_fail(s, NULL, _("another program is busy with "
		    "this register; try again when it is done"), d);
	diag_add(d, DIAG_FAILURE, store_at(s, NULL), _("another program "
	    "(process %ju) is busy with this register; try again when it is "
	    "done"),
	    (uintmax_t)pid);
	return false;
}

/* False with errno, EWOULDBLOCK when the time is up. */
static bool
lock_wait(int fd, int how, int wait_ms)
{
	int waited = 0, step = NAP_FIRST_MS;

	while (flock(fd, how | LOCK_NB) != 0) {
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK || waited >= wait_ms)
			return false;
		if (step > wait_ms - waited)
			step = wait_ms - waited;
		store_nap(step);
		waited += step;
		if (step < NAP_LONGEST_MS)
			step *= 2;
	}
	return true;
}

bool
lock_shared(struct store *s, bool *locked, struct diag *d)
{
	struct stat st;

	*locked = false;
	if (s->lock < 0)
		s->lock = store_open_file(s, lock_name, O_RDONLY, &st);
	if (s->lock < 0)
		return errno == ENOENT || errno == EACCES || errno == EPERM ||
		    store_fail_errno(s, lock_name, d);
	*locked = lock_wait(s->lock, LOCK_SH, READER_WAIT_MS);
	return *locked || errno != EWOULDBLOCK || fail_busy(s, d);
}

void
lock_drop(struct store *s)
{
	while (flock(s->lock, LOCK_UN) != 0 && errno == EINTR)
		;
}

bool
lock_counts(struct store *s, struct diag *d)
{
	struct stat st;

	if (fstat(s->lock, &st) != 0)
		return store_fail_errno(s, lock_name, d);
	return st.st_nlink > 0 || store_fail(s, lock_name, _("was removed by "
	    "somebody; it guards this register and must stay; try again"), d);
}

bool
lock_exclusive(struct store *s, bool make, int wait_ms, struct diag *d)
{
	struct stat st;

	/* A new file takes after register.tsv, so that a register that was
	 * opened to a group stays open to it. */
	if (fstatat(s->dir, register_name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		s->mode = 0600 | (st.st_mode & 0060);
		make = true;
	}
	s->lock = store_open_file(s, lock_name,
	    O_RDWR | (make ? O_CREAT : 0), &st);
	if (s->lock < 0)
		return errno == ENOENT ? store_fail_no_register(s, d) :
		    store_fail_errno(s, lock_name, d);
	s->writing = lock_wait(s->lock, LOCK_EX, wait_ms);
	if (s->writing)
		return lock_counts(s, d);
	return errno == EWOULDBLOCK ? fail_busy(s, d) :
	    store_fail_errno(s, lock_name, d);
}
