#include "register/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/mem.h"
#include "register/store_private.h"

/* Opening. */

static struct store *
open_folder(const char *path, struct diag *d)
{
	struct store *s = mem_alloc(sizeof(*s));
	struct str p = str_of(path);

	while (p.len > 1 && p.p[p.len - 1] == '/')
		p.len--;
	s->path = mem_dup(p.p, p.len);
	s->log = s->lock = -1;
	s->mode = 0600;
	s->dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s->dir >= 0)
		return s;
	diag_errno(d, path);
	store_close(s);
	return NULL;
}

void
store_list_names(struct store *s)
{
	s->name = mem_array(s->name, s->view.n + 1, sizeof(*s->name));
	for (size_t i = 0; i < s->view.n; i++)
		s->name[i] = s->view.table[i].name;
	s->name[s->view.n] = NULL;
}

struct store *
store_open(const char *path, struct diag *d)
{
	struct store *s = open_folder(path, d);

	if (s == NULL)
		return NULL;
	if (snapshot_take(s, &s->view, NULL, d)) {
		store_list_names(s);
		if (snapshot_find(&s->view, register_name) != NULL)
			return s;
		store_fail_no_register(s, d);
	}
	store_close(s);
	return NULL;
}

static bool
is_fit(struct store *s, struct diag *d)
{
	if (snapshot_find(&s->view, register_name) == NULL)
		return store_fail_no_register(s, d);
	for (size_t i = 0; i < s->view.n; i++) {
		const struct table *t = &s->view.table[i];

		if (!store_is_whole(s, t->name, t->fd, t->length, d))
			return false;
	}
	return true;
}

/* flock(2) on a share: on SMB and NFS it became a lock of another kind, seen by
 * other machines or not as the server likes. */
static void
warn_share(struct store *s, struct diag *d)
{
	static const uint32_t share[] = {
		0xff534d42, 0xfe534d42,		/* SMB */
		0x00006969,			/* NFS */
		0x01021997			/* 9p */
	};
	struct statfs fs;

	if (fstatfs(s->dir, &fs) != 0)
		return;
	for (size_t i = 0; i < sizeof(share) / sizeof(*share); i++)
		if ((uint32_t)fs.f_type == share[i])
			diag_add(d, DIAG_WARNING, store_at(s, NULL), "%s",
			    _("is on a network drive, where programs on other "
			    "machines may write at the same time unseen; keep "
			    "registers on a local disk"));
}

struct store *
store_open_locked(const char *path, int wait_ms, struct diag *d)
{
	struct store *s = open_folder(path, d);

	if (s == NULL)
		return NULL;
	if (lock_exclusive(s, false, wait_ms, d) && journal_recover(s, d) &&
	    snapshot_take(s, &s->view, NULL, d) && is_fit(s, d)) {
		store_list_names(s);
		warn_share(s, d);
		return s;
	}
	store_close(s);
	return NULL;
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	store_drop_changes(s);
	snapshot_release(&s->view);
	if (s->lock >= 0)
		close(s->lock);
	if (s->log >= 0)
		close(s->log);
	if (s->dir >= 0)
		close(s->dir);
	buf_release(&s->place);
	free(s->change);
	free(s->name);
	free(s->path);
	free(s);
}

/* Reading. */

const char *const *
store_tables(const struct store *s, size_t *n)
{
	*n = s->view.n;
	return s->name;
}

static int
read_log(struct store *s, const char *name, uint64_t *length, struct diag *d)
{
	struct snapshot v = { 0 };
	int fd = -1, error = EIO;

	if (snapshot_take(s, &v, name, d)) {
		error = ENOENT;
		if (v.n > 0) {
			*length = v.table[0].length;
			fd = v.table[0].fd;
			v.table[0].fd = -1;
		}
	}
	snapshot_release(&v);
	errno = error;
	return fd;
}

int
store_read(struct store *s, const char *name, uint64_t *length, struct diag *d)
{
	const struct table *t = snapshot_find(&s->view, name);
	int fd;

	if (t == NULL && store_in_log(str_of(name)))
		return read_log(s, name, length, d);
	if (t == NULL) {
		errno = ENOENT;
		return -1;
	}
	fd = fcntl(t->fd, F_DUPFD_CLOEXEC, 0);
	if (fd >= 0 && lseek(fd, 0, SEEK_SET) == 0) {
		*length = t->length;
		return fd;
	}
	store_fail_errno(s, name, d);
	if (fd >= 0)
		close(fd);
	errno = EIO;
	return -1;
}

/* Making. */

static bool
is_vacant(struct store *s, struct diag *d)
{
	const char *const ours[] = { ".", "..", lock_name, journal_name,
	    log_name };
	struct dirent *e;
	bool vacant = true;
	DIR *dir;

	if (faccessat(s->dir, register_name, F_OK, 0) == 0)
		return store_fail(s, NULL, _("is a register already"), d);
	dir = store_open_list(s);
	if (dir == NULL)
		return store_fail_errno(s, NULL, d);
	while (vacant && (errno = 0, e = readdir(dir)) != NULL) {
		vacant = replace_is_beside(str_of(e->d_name));
		for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++)
			vacant |= strcmp(e->d_name, ours[i]) == 0;
	}
	if (vacant && errno != 0) {
		store_fail_errno(s, NULL, d);
		closedir(dir);
		return false;
	}
	closedir(dir);
	return vacant || store_fail(s, NULL, _("is not empty; a register needs "
	    "a folder of its own"), d);
}

/* The folder's own name is on the disk when its parent is synced.  Where the
 * parent may not be read somebody else made the folder. */
static bool
sync_parent(struct store *s, struct diag *d)
{
	int fd = openat(s->dir, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok;

	if (fd < 0)
		return errno == EACCES || store_fail_errno(s, NULL, d);
	ok = store_sync_fd(s, fd, NULL, d);
	close(fd);
	return ok;
}

/* Takes the lock only in what is empty or was made here before: by another
 * program at this moment, or by one that was killed. */
static bool
make_in(struct store *s, struct str settings, struct diag *d)
{
	struct stat st;

	if (fstatat(s->dir, lock_name, &st, AT_SYMLINK_NOFOLLOW) != 0 &&
	    !is_vacant(s, d))
		return false;
	if (!lock_exclusive(s, true, READER_WAIT_MS, d) ||
	    !journal_recover(s, d) || !is_vacant(s, d))
		return false;
	if (mkdirat(s->dir, log_name, 0700) != 0 && errno != EEXIST)
		return store_fail_errno(s, log_name, d);
	if (!store_sync_fd(s, s->dir, NULL, d) || !sync_parent(s, d))
		return false;
	store_append(s, register_name, settings);
	return store_commit(s, d);
}

bool
store_make(const char *path, struct str settings, struct diag *d)
{
	struct store *s;
	bool ok;

	if (mkdir(path, 0700) != 0 && errno != EEXIST) {
		diag_errno(d, path);
		return false;
	}
	s = open_folder(path, d);
	ok = s != NULL && make_in(s, settings, d);
	store_close(s);
	return ok;
}
