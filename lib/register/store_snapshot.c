#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "register/store_private.h"

enum { LOOKS = 1000 };		/* of a reader that cannot lock */

void
snapshot_release(struct snapshot *v)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->table[i].fd >= 0)
			close(v->table[i].fd);
		free(v->table[i].name);
	}
	free(v->table);
	*v = (struct snapshot){ 0 };
}

void
snapshot_add(struct snapshot *v, const char *name, int fd,
    const struct stat *st)
{
	v->table = mem_grow(v->table, v->n, &v->cap, sizeof(*v->table));
	v->table[v->n++] = (struct table){
		.name = mem_dup(name, strlen(name)),
		.fd = fd,
		.ino = st->st_ino,
		.length = (uint64_t)st->st_size,
	};
}

static void
snapshot_drop(struct snapshot *v, struct table *t)
{
	size_t behind = v->n - (size_t)(t - v->table) - 1;

	close(t->fd);
	free(t->name);
	memmove(t, t + 1, behind * sizeof(*t));
	v->n--;
}

struct table *
snapshot_find(const struct snapshot *v, const char *name)
{
	for (size_t i = 0; i < v->n; i++)
		if (strcmp(v->table[i].name, name) == 0)
			return &v->table[i];
	return NULL;
}

static int
by_name(const void *a, const void *b)
{
	const struct table *s = a, *t = b;

	return strcmp(s->name, t->name);
}

void
snapshot_sort(struct snapshot *v)
{
	if (v->n > 0)
		qsort(v->table, v->n, sizeof(*v->table), by_name);
}

static bool
snapshot_same(const struct snapshot *a, const struct snapshot *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		const struct table *s = &a->table[i], *t = &b->table[i];

		if (strcmp(s->name, t->name) != 0 || s->ino != t->ino ||
		    s->length != t->length)
			return false;
	}
	return true;
}

static bool
scan_file(struct store *s, struct snapshot *v, const char *name, struct diag *d)
{
	struct stat st;
	int fd = store_open_file(s, name, O_RDONLY, &st);

	if (fd < 0)		/* gone meanwhile: it is not in the view */
		return errno == ENOENT || store_fail_errno(s, name, d);
	snapshot_add(v, name, fd, &st);
	return true;
}

/* All tables, or only one file, with the lengths they have now; and what is
 * there under a former name, which snapshot_undo() does away with. */
static bool
scan(struct store *s, struct snapshot *v, const char *only, struct diag *d)
{
	struct dirent *e;
	bool ok = true;
	DIR *dir;

	if (only != NULL)
		return scan_file(s, v, only, d);
	dir = store_open_list(s);
	if (dir == NULL)
		return store_fail_errno(s, NULL, d);
	while (ok && (errno = 0, e = readdir(dir)) != NULL) {
		struct str name = str_of(e->d_name);

		if ((str_ends(name, ".tsv") && !str_starts(name, ".")) ||
		    replace_is_former(name))
			ok = scan_file(s, v, e->d_name, d);
	}
	if (ok && errno != 0)
		ok = store_fail_errno(s, NULL, d);
	closedir(dir);
	snapshot_sort(v);
	return ok;
}

/* What the table was is the table. */
static void
snapshot_put_back(struct snapshot *v, const char *name)
{
	char *former = replace_former(name);
	struct table *t = snapshot_find(v, name), *old;

	if (t != NULL)
		snapshot_drop(v, t);
	old = snapshot_find(v, former);
	free(former);
	if (old == NULL)
		return;
	free(old->name);
	old->name = mem_dup(name, strlen(name));
}

static void
snapshot_drop_former(struct snapshot *v)
{
	for (size_t i = v->n; i-- > 0;)
		if (replace_is_former(str_of(v->table[i].name)))
			snapshot_drop(v, &v->table[i]);
}

/* What an unfinished transaction wrote is not in the view. */
static bool
snapshot_undo(struct store *s, struct snapshot *v, const char *only,
    const struct journal *j, struct diag *d)
{
	for (size_t i = 0; i < j->n; i++) {
		const struct undo *u = &j->undo[i];
		struct table *t;

		if (only != NULL ? strcmp(only, u->name) != 0 :
		    store_in_log(str_of(u->name)))
			continue;
		if (u->replaced)
			snapshot_put_back(v, u->name);
		t = snapshot_find(v, u->name);
		if (u->length < 0) {
			if (t != NULL)
				snapshot_drop(v, t);
			continue;
		}
		if (t == NULL || t->length < (uint64_t)u->length)
			return journal_fail_lost(s, u, d);
		t->length = (uint64_t)u->length;
	}
	snapshot_drop_former(v);
	snapshot_sort(v);
	return true;
}

/*
 * Under the lock one look is enough.  Without it, the files and the journal
 * belong together if the files, former ones too, are the same and as long
 * before and behind the journal: they only grow or are replaced, and no new
 * file gets the number of one that the first look holds open, so at the moment
 * between nothing else was there.
 */
static bool
look(struct store *s, struct snapshot *v, const char *only, bool locked,
    struct diag *d)
{
	for (int i = 0; i < LOOKS; i++) {
		struct journal j = { 0 };
		struct snapshot again = { 0 };
		bool same, ok = scan(s, v, only, d) &&
		    journal_read(s, &j, d) != JOURNAL_FAILED &&
		    (locked || scan(s, &again, only, d));

		same = locked || snapshot_same(v, &again);
		if (ok && same)
			ok = snapshot_undo(s, v, only, &j, d);
		journal_release(&j);
		snapshot_release(&again);
		if (!ok || same)
			return ok;
		snapshot_release(v);
		store_nap(NAP_FIRST_MS);
	}
	return store_fail(s, NULL, _("is written to all the time and cannot be "
	    "locked for reading; try again later"), d);
}

bool
snapshot_take(struct store *s, struct snapshot *v, const char *only,
    struct diag *d)
{
	bool locked = s->writing, ok;

	if (!locked && !lock_shared(s, &locked, d))
		return false;
	ok = look(s, v, only, locked, d);
	if (locked && !s->writing)
		lock_drop(s);
	return ok;
}
