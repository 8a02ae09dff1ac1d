#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/out.h"
#include "register/store_private.h"

void
store_drop_changes(struct store *s)
{
	for (size_t i = 0; i < s->nchange; i++) {
		free(s->change[i].name);
		buf_release(&s->change[i].bytes);
		if (s->change[i].fd >= 0)
			close(s->change[i].fd);
	}
	s->nchange = 0;
}

static struct change *
change_find(struct store *s, const char *name)
{
	for (size_t i = 0; i < s->nchange; i++)
		if (strcmp(s->change[i].name, name) == 0)
			return &s->change[i];
	return NULL;
}

static struct change *
change_add(struct store *s, const char *name)
{
	struct change *c;

	s->change = mem_grow(s->change, s->nchange, &s->changecap,
	    sizeof(*s->change));
	c = &s->change[s->nchange++];
	*c = (struct change){ .name = mem_dup(name, strlen(name)), .fd = -1 };
	return c;
}

void
store_append(struct store *s, const char *name, struct str bytes)
{
	struct change *c = change_find(s, name);

	assert(s->writing && str_ends(bytes, "\n"));
	assert(c == NULL || !c->replaces);
	if (c == NULL)
		c = change_add(s, name);
	buf_add_str(&c->bytes, bytes);
}

void
store_replace(struct store *s, const char *name, struct str bytes)
{
	struct change *c;

	assert(s->writing && str_ends(bytes, "\n"));
	assert(snapshot_find(&s->view, name) != NULL);
	assert(change_find(s, name) == NULL);
	c = change_add(s, name);
	c->replaces = true;
	buf_add_str(&c->bytes, bytes);
}

/* A folder copied without its empty folders has no log/. */
static bool
make_log(struct store *s, const char *name, struct diag *d)
{
	if (store_folder_of(s, &name) >= 0)
		return true;
	if (errno == ENOENT && mkdirat(s->dir, log_name, 0700) == 0)
		return true;
	return store_fail_errno(s, log_name, d);
}

/* The length a file has, which must be that of the view: what the caller found
 * in the view is what its rows were checked against.  Whoever may not write to
 * a file may not replace it either, though the folder would allow it. */
static bool
measure(struct store *s, struct change *c, struct diag *d)
{
	const struct table *t = snapshot_find(&s->view, c->name);
	struct stat st;
	bool ok = true;
	int fd;

	if (!store_name_is_ours(str_of(c->name)))
		return store_fail(s, c->name, _("is not a name for a table"),
		    d);
	if (!make_log(s, c->name, d))
		return false;
	fd = store_open_file(s, c->name, c->replaces ? O_RDWR : O_RDONLY, &st);
	if (fd < 0 && errno != ENOENT)
		return store_fail_errno(s, c->name, d);
	c->old = fd >= 0 ? st.st_size : -1;
	if (store_in_log(str_of(c->name)))
		ok = fd < 0 || store_is_whole(s, c->name, fd,
		    (uint64_t)c->old, d);
	else if (t != NULL ? fd < 0 || t->ino != st.st_ino ||
	    t->length != (uint64_t)c->old : fd >= 0)
		ok = store_fail(s, c->name, _("was changed by another kind of "
		    "program at this moment; nothing was stored, try again"),
		    d);
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool
measure_all(struct store *s, struct diag *d)
{
	if (!lock_counts(s, d))
		return false;
	for (size_t i = 0; i < s->nchange; i++)
		if (!measure(s, &s->change[i], d))
			return false;
	return true;
}

static bool
write_rows(struct store *s, struct change *c, struct diag *d)
{
	struct stat st;

	c->fd = store_open_file(s, c->name, O_RDWR | O_APPEND |
	    (c->old < 0 ? O_CREAT | O_EXCL : 0), &st);
	return (c->fd >= 0 && write_all(c->fd, c->bytes.p, c->bytes.len)) ||
	    store_fail_errno(s, c->name, d);
}

/* The rows, and the folders where a file is new; what replaces a table was
 * synced before the journal. */
static bool
sync_all(struct store *s, struct diag *d)
{
	bool new_here = false, new_log = false;

	for (size_t i = 0; i < s->nchange; i++) {
		struct change *c = &s->change[i];

		if (c->replaces) {
			new_here = true;
			continue;
		}
		if (!store_sync_by(fdatasync, s, c->fd, c->name, d))
			return false;
		if (c->old < 0 && store_in_log(str_of(c->name)))
			new_log = true;
		else if (c->old < 0)
			new_here = true;
	}
	return (!new_log || store_sync_fd(s, s->log, log_name, d)) &&
	    (!new_here || store_sync_fd(s, s->dir, NULL, d));
}

/* Without the journal the rows count.  If the disk did not take its removal it
 * is put back, so that what is said to have failed is not there. */
static bool
finish(struct store *s, struct diag *d)
{
	if (unlinkat(s->dir, journal_name, 0) != 0) {
		if (errno == ENOENT)	/* so somebody undid the rows */
			s->trouble = TROUBLE_UNKNOWN;
		return store_fail_errno(s, journal_name, d);
	}
	if (store_sync_fd(s, s->dir, NULL, d))
		return true;
	if (!journal_put(s, d) || !store_sync_fd(s, s->dir, NULL, d))
		s->trouble = TROUBLE_UNKNOWN;
	return false;
}

/* Every sync is where it is for a reason that tests/fault/crash_states.py
 * shows: what is beside the tables before the journal, the journal before the
 * rows and the renaming, the rows and the names before the journal goes, its
 * going before anybody hears of it. */
static bool
transact(struct store *s, struct diag *d)
{
	if (!replace_prepare(s, d) || !journal_put(s, d) ||
	    !store_sync_fd(s, s->dir, NULL, d))
		return false;
	for (size_t i = 0; i < s->nchange; i++) {
		struct change *c = &s->change[i];

		if (c->replaces ? !replace_rename(s, c->name, d) :
		    !write_rows(s, c, d))
			return false;
	}
	return sync_all(s, d) && finish(s, d);
}

/* What was written is part of the writer's view. */
static void
extend_view(struct store *s)
{
	for (size_t i = 0; i < s->nchange; i++) {
		struct change *c = &s->change[i];
		struct table *t = snapshot_find(&s->view, c->name);
		struct stat st;

		if (c->replaces) {
			close(t->fd);
			t->fd = c->fd;
			t->ino = c->ino;
			t->length = c->bytes.len;
			c->fd = -1;
		} else if (t != NULL) {
			t->length += c->bytes.len;
		} else if (!store_in_log(str_of(c->name)) &&
		    fstat(c->fd, &st) == 0) {
			snapshot_add(&s->view, c->name, c->fd, &st);
			c->fd = -1;
		}
	}
	snapshot_sort(&s->view);
	store_list_names(s);
}

static bool
replaces(const struct store *s)
{
	for (size_t i = 0; i < s->nchange; i++)
		if (s->change[i].replaces)
			return true;
	return false;
}

static void
explain(struct store *s, struct diag *d)
{
	switch (s->trouble) {
	case TROUBLE_NONE:
		if (journal_recover(s, d))
			break;
		s->trouble = TROUBLE_KEPT;
		store_fail(s, NULL, _("nothing was stored. The journal stays, "
		    "and the next command that writes here will undo the "
		    "rest"), d);
		break;
	case TROUBLE_KEPT:
		store_fail(s, NULL, _("the disk did not take the rows; nothing "
		    "was stored. The journal stays, and the next command that "
		    "writes here will undo the rest; look after the disk"), d);
		break;
	case TROUBLE_UNKNOWN:
		store_fail(s, NULL, _("it went wrong at the very end; whether "
		    "the rows are stored is not known. Look for them before "
		    "you store them again"), d);
		break;
	}
}

bool
store_commit(struct store *s, struct diag *d)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, old;
	bool ok;

	if (s->nchange == 0)
		return true;
	if (s->trouble != TROUBLE_NONE) {
		store_drop_changes(s);
		return store_fail(s, NULL, _("nothing more is stored after the "
		    "disk failed"), d);
	}
	/* A file too large for ulimit -f is an ordinary failed write. */
	sigemptyset(&ignore.sa_mask);
	s->begun = false;
	sigaction(SIGXFSZ, &ignore, &old);
	ok = measure_all(s, d) && transact(s, d);
	if (ok)
		extend_view(s);
	else if (s->begun)
		explain(s, d);
	if (replaces(s) && (ok || !s->begun))
		replace_clean(s);
	store_drop_changes(s);
	sigaction(SIGXFSZ, &old, NULL);
	return ok;
}
