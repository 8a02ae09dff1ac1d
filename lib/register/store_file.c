#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "register/store_private.h"

struct loc
store_at(struct store *s, const char *name)
{
	buf_clear(&s->place);
	buf_adds(&s->place, s->path);
	if (name != NULL)
		buf_addf(&s->place, "/%s", name);
	return (struct loc){ .file = s->place.p };
}

bool
store_fail(struct store *s, const char *name, const char *text, struct diag *d)
{
	diag_add(d, DIAG_FAILURE, store_at(s, name), "%s", text);
	return false;
}

bool
store_fail_errno(struct store *s, const char *name, struct diag *d)
{
	int error = errno;

	if (error == ELOOP)
		return store_fail(s, name, _("is a symbolic link, not a file"),
		    d);
	if (error == ENXIO || error == EISDIR)
		return store_fail(s, name, _("is not an ordinary file"), d);
	return store_fail(s, name, lang_error(error), d);
}

bool
store_fail_no_register(struct store *s, struct diag *d)
{
	return store_fail(s, NULL,
	    _("is not a register: it holds no register.tsv"), d);
}

void
store_nap(int ms)
{
	struct timespec t = { .tv_nsec = ms * 1000000L };

	(void)nanosleep(&t, NULL);
}

/* The folders and the files in them. */

bool
store_in_log(struct str name)
{
	return str_starts(name, "log/");
}

bool
store_name_is_ours(struct str name)
{
	if (store_in_log(name)) {
		name.p += sizeof(log_name);
		name.len -= sizeof(log_name);
	}
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.p[i] < ' ' || name.p[i] == '/')
			return false;
	return str_ends(name, ".tsv") && !str_starts(name, ".");
}

int
store_folder_of(struct store *s, const char **name)
{
	if (!store_in_log(str_of(*name)))
		return s->dir;
	*name += sizeof(log_name);
	if (s->log < 0)
		s->log = openat(s->dir, log_name, O_RDONLY | O_DIRECTORY |
		    O_NOFOLLOW | O_CLOEXEC);
	return s->log;
}

/* O_NONBLOCK: a FIFO must not make anybody wait. */
int
store_open_file(struct store *s, const char *name, int flags, struct stat *st)
{
	int dir = store_folder_of(s, &name), fd, error;

	if (dir < 0)
		return -1;
	fd = openat(dir, name, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK |
	    O_NOCTTY, s->mode);
	if (fd < 0)
		return -1;
	error = fstat(fd, st) != 0 ? errno : S_ISREG(st->st_mode) ? 0 : ENXIO;
	if (error != 0) {
		close(fd);
		errno = error;
		return -1;
	}
	/* Past the umask: a group could not go on where one of it began. */
	if ((flags & O_CREAT) != 0 && s->mode != 0600)
		(void)fchmod(fd, s->mode);
	return fd;
}

bool
store_sync_by(int (*how)(int), struct store *s, int fd, const char *name,
    struct diag *d)
{
	while (how(fd) != 0) {
		if (errno == EINTR)
			continue;
		s->trouble = TROUBLE_KEPT;
		return store_fail_errno(s, name, d);
	}
	return true;
}

bool
store_sync_fd(struct store *s, int fd, const char *name, struct diag *d)
{
	return store_sync_by(fsync, s, fd, name, d);
}

DIR *
store_open_list(struct store *s)
{
	/* Not a dup: that would share its position with other lists. */
	int fd = openat(s->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	int error = errno;

	if (dir == NULL && fd >= 0)
		close(fd);
	errno = error;
	return dir;
}

bool
store_remove(struct store *s, const char *name, struct diag *d)
{
	const char *base = name;
	int dir = store_folder_of(s, &base);

	if ((dir >= 0 && unlinkat(dir, base, 0) == 0) || errno == ENOENT)
		return true;
	return store_fail_errno(s, name, d);
}

bool
store_is_whole(struct store *s, const char *name, int fd, uint64_t length,
    struct diag *d)
{
	char last = '\n';

	if (length == 0)
		return store_fail(s, name, _("is empty, it has not even a "
		    "header; remove it first"), d);
	if (pread(fd, &last, 1, (off_t)(length - 1)) < 0)
		return store_fail_errno(s, name, d);
	if (last == '\n')
		return true;
	return store_fail(s, name, _("does not end with a line break: its last "
	    "row was cut off, not by these programs; mend or remove that row "
	    "first"), d);
}
