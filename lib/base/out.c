#include "base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { ROOM = 256 * 1024 };

bool
write_all(int fd, const char *p, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			if (n == 0)
				errno = EIO;
			return false;
		}
		p += n;
		len -= (size_t)n;
	}
	return true;
}

const char *
temp_dir(void)
{
	const char *dir = getenv("TMPDIR");

	return dir != NULL && *dir != '\0' ? dir : "/tmp";
}

int
temp_open(void)
{
	struct buf name = { 0 };
	int fd;

	buf_addf(&name, "%s/fu.XXXXXX", temp_dir());
	fd = mkstemp(name.p);		/* 0600 */
	if (fd >= 0)
		unlink(name.p);
	buf_release(&name);
	return fd;
}

void
out_init(struct out *o)
{
	*o = (struct out){ .fd = STDOUT_FILENO };
}

/* A name in the same folder, that nobody else has: the mode of the file that
 * is replaced, if there is one. */
static int
open_temp(struct out *o, const struct stat *old)
{
	struct buf name = { 0 };
	int fd;

	buf_addf(&name, "%s.XXXXXX", o->path);
	o->temp = name.p;
	fd = mkstemp(o->temp);		/* 0600 */
	if (fd >= 0 && old != NULL)
		(void)fchmod(fd, old->st_mode & 0777);
	return fd;
}

bool
out_open(struct out *o, const char *path, struct diag *d)
{
	struct stat st;
	bool exists = stat(path, &st) == 0;

	/* Through a symbolic link to the file itself: the link stays. */
	o->path = exists ? realpath(path, NULL) : NULL;
	if (o->path == NULL)
		o->path = mem_dup(path, strlen(path));
	if (exists && !S_ISREG(st.st_mode))
		o->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	else
		o->fd = open_temp(o, exists ? &st : NULL);
	if (o->fd >= 0)
		return true;
	diag_errno(d, path);
	free(o->temp);
	free(o->path);
	o->temp = o->path = NULL;
	return false;
}

static void
flush(struct out *o)
{
	if (o->error == 0 && o->fd >= 0 && o->buf.len > 0 &&
	    !write_all(o->fd, o->buf.p, o->buf.len)) {
		o->error = errno;
		if (o->error == EPIPE) {
			signal(SIGPIPE, SIG_DFL);
			raise(SIGPIPE);
		}
	}
	buf_clear(&o->buf);
}

void
out_room(struct out *o)
{
	if (o->buf.len >= ROOM)
		flush(o);
}

static void
note_error(struct out *o, bool ok)
{
	if (!ok && o->error == 0)
		o->error = errno;
}

/* Interrupted is not failed. */
static bool
sync_file(int fd)
{
	int failed;

	do
		failed = fsync(fd);
	while (failed != 0 && errno == EINTR);
	return failed == 0;
}

static void
finish_file(struct out *o, bool keep)
{
	if (o->temp == NULL)
		return;
	if (keep && o->error == 0)
		note_error(o, rename(o->temp, o->path) == 0);
	if (!keep || o->error != 0)
		unlink(o->temp);
}

bool
out_close(struct out *o, bool keep, struct diag *d)
{
	bool ok;

	if (o->fd < 0)
		return o->error == 0;
	flush(o);
	if (o->temp != NULL && keep && o->error == 0)
		note_error(o, sync_file(o->fd));
	note_error(o, close(o->fd) == 0);
	o->fd = -1;
	finish_file(o, keep);
	ok = o->error == 0;
	if (!ok) {
		errno = o->error;
		diag_errno(d, o->path != NULL ? o->path :
		    _("standard output"));
	}
	free(o->path);
	free(o->temp);
	o->path = o->temp = NULL;
	buf_release(&o->buf);
	return ok;
}
