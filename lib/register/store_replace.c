#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/out.h"
#include "register/store_private.h"

static const char fresh_prefix[] = ".fu-new.";
static const char former_prefix[] = ".fu-old.";
static const char acl_name[] = "system.posix_acl_access";

static char *
name_with(const char *prefix, const char *name)
{
	struct buf b = { 0 };

	buf_addf(&b, "%s%s", prefix, name);
	return b.p;
}

char *
replace_former(const char *name)
{
	return name_with(former_prefix, name);
}

bool
replace_is_former(struct str name)
{
	size_t n = sizeof(former_prefix) - 1;

	return str_starts(name, former_prefix) &&
	    store_name_is_ours((struct str){ name.p + n, name.len - n });
}

bool
replace_is_beside(struct str name)
{
	return str_starts(name, fresh_prefix) ||
	    str_starts(name, former_prefix);
}

void
replace_clean(struct store *s)
{
	struct dirent *e;
	DIR *dir = store_open_list(s);

	if (dir == NULL)
		return;
	while ((e = readdir(dir)) != NULL)
		if (replace_is_beside(str_of(e->d_name)))
			(void)unlinkat(s->dir, e->d_name, 0);
	closedir(dir);
}

/* The rights of the table that is replaced. */

static bool
keep_acl(int from, int to)
{
	struct buf acl = { 0 };
	ssize_t n = fgetxattr(from, acl_name, NULL, 0);
	bool ok;

	if (n < 0) {		/* and none by the folder's default either */
		ok = errno == ENODATA || errno == ENOTSUP;
		(void)fremovexattr(to, acl_name);
		return ok;
	}
	buf_reserve(&acl, (size_t)n);
	n = fgetxattr(from, acl_name, acl.p, (size_t)n);
	ok = n >= 0 && fsetxattr(to, acl_name, acl.p, (size_t)n, 0) == 0;
	buf_release(&acl);
	return ok;
}

/* A table that its group may write becomes its latest writer's, where only root
 * could leave it to its owner: the group shares it either way. */
static bool
keep_owner(int to, const struct stat *was, const struct stat *is)
{
	if (is->st_gid != was->st_gid &&
	    fchown(to, (uid_t)-1, was->st_gid) != 0)
		return false;
	return is->st_uid == was->st_uid ||
	    fchown(to, was->st_uid, (gid_t)-1) == 0 ||
	    (errno == EPERM && (was->st_mode & 0060) == 0060);
}

static bool
keep_rights(struct store *s, struct change *c, int from,
    const struct stat *is, struct diag *d)
{
	struct stat was;

	if (fstat(from, &was) != 0)
		return store_fail_errno(s, c->name, d);
	if (!keep_owner(c->fd, &was, is))
		return store_fail(s, c->name, _("belongs to somebody else, and "
		    "so only its owner can correct it; nothing was stored"),
		    d);
	return (keep_acl(from, c->fd) &&
	    fchmod(c->fd, was.st_mode & 07777) == 0) ||
	    store_fail_errno(s, c->name, d);
}

/* Beside the table, before the journal. */

/* It has the table's rights before there is anything in it. */
static bool
write_fresh(struct store *s, struct change *c, struct diag *d)
{
	const struct table *t = snapshot_find(&s->view, c->name);
	char *fresh = name_with(fresh_prefix, c->name);
	struct stat st;
	bool ok = store_remove(s, fresh, d);

	if (ok) {
		c->fd = store_open_file(s, fresh, O_RDWR | O_CREAT | O_EXCL,
		    &st);
		ok = c->fd >= 0 || store_fail_errno(s, c->name, d);
	}
	free(fresh);
	if (!ok)
		return false;
	c->ino = st.st_ino;
	return keep_rights(s, c, t->fd, &st, d) &&
	    (write_all(c->fd, c->bytes.p, c->bytes.len) ||
	    store_fail_errno(s, c->name, d)) &&
	    store_sync_fd(s, c->fd, c->name, d);
}

static bool
fail_link(struct store *s, const char *name, struct diag *d)
{
	switch (errno) {
	case EPERM:
	case ENOSYS:
	case EOPNOTSUPP:
	case EMLINK:
		return store_fail(s, name, _("cannot be corrected on this "
		    "disk, which gives a file no second name (hard link); "
		    "nothing was stored. Move the register to a disk that "
		    "does"), d);
	default:
		return store_fail_errno(s, name, d);
	}
}

static bool
link_former(struct store *s, const char *name, struct diag *d)
{
	char *former = replace_former(name);
	bool ok = store_remove(s, former, d) &&
	    (linkat(s->dir, name, s->dir, former, 0) == 0 ||
	    fail_link(s, name, d));

	free(former);
	return ok;
}

bool
replace_prepare(struct store *s, struct diag *d)
{
	bool any = false;

	for (size_t i = 0; i < s->nchange; i++) {
		struct change *c = &s->change[i];

		if (!c->replaces)
			continue;
		any = true;
		if (!write_fresh(s, c, d) || !link_former(s, c->name, d))
			return false;
	}
	return !any || store_sync_fd(s, s->dir, NULL, d);
}

/* Behind it. */

bool
replace_rename(struct store *s, const char *name, struct diag *d)
{
	char *fresh = name_with(fresh_prefix, name);
	bool ok = renameat(s->dir, fresh, s->dir, name) == 0 ||
	    store_fail_errno(s, name, d);

	free(fresh);
	return ok;
}

static bool
same_file(struct store *s, const char *name, const char *other)
{
	struct stat a, b;

	return fstatat(s->dir, name, &a, AT_SYMLINK_NOFOLLOW) == 0 &&
	    fstatat(s->dir, other, &b, AT_SYMLINK_NOFOLLOW) == 0 &&
	    a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* By way of a third name, so that whatever becomes of this the former one is
 * there as long as the journal.  A rename between two names of one file would
 * do nothing and leave both. */
bool
replace_undo(struct store *s, const char *name, struct diag *d)
{
	char *former = replace_former(name);
	char *fresh = name_with(fresh_prefix, name);
	bool ok = same_file(s, former, name);

	if (!ok)
		ok = store_remove(s, fresh, d) &&
		    (linkat(s->dir, former, s->dir, fresh, 0) == 0 ||
		    store_fail_errno(s, former, d)) &&
		    replace_rename(s, name, d);
	free(fresh);
	free(former);
	return ok;
}
