#include "register/store.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/out.h"

enum {
	NAP_FIRST_MS = 1,
	NAP_LONGEST_MS = 32,
	READER_WAIT_MS = 60000,
	LOOKS = 1000,		/* of a reader that cannot lock */
	CRC_LINE = 13		/* bytes of "crc 01234567\n" */
};

static const char lock_name[] = ".fu-lock";
static const char journal_name[] = ".fu-journal";
static const char log_name[] = "log";
static const char register_name[] = "register.tsv";

/* A file as it is in a view. */
struct table {
	char		*name;		/* owned */
	int		 fd;		/* to read */
	ino_t		 ino;
	uint64_t	 length;
};

struct view {
	struct table	*table;		/* sorted by name */
	size_t		 n;
	size_t		 cap;
};

/* What a transaction adds to one file. */
struct change {
	char		*name;		/* owned */
	struct buf	 bytes;
	int64_t		 old;		/* length before it, -1: no such file */
	int		 fd;		/* -1: not open */
};

/* One line of the journal: the length a file goes back to. */
struct undo {
	char		*name;		/* owned */
	int64_t		 length;	/* -1: the file goes away */
};

struct journal {
	struct undo	*undo;
	size_t		 n;
	size_t		 cap;
};

enum journal_state {
	JOURNAL_NONE,
	JOURNAL_TORN,		/* cut off by a crash: no row was written yet */
	JOURNAL_GOOD,
	JOURNAL_FAILED		/* unreadable; told already */
};

/* After a failed fsync nothing more is written through this store. */
enum trouble { TROUBLE_NONE, TROUBLE_KEPT, TROUBLE_UNKNOWN };

struct store {
	char		 *path;		/* owned */
	struct buf	  place;	/* the file of the latest diagnostic */
	int		  dir;
	int		  log;		/* the folder; -1: not open yet */
	int		  lock;		/* -1: none */
	bool		  writing;	/* so the lock is held */
	bool		  begun;	/* a journal that is there is ours */
	enum trouble	  trouble;
	mode_t		  mode;		/* of new files */
	struct view	  view;
	const char	**name;		/* of the tables in it */
	struct change	 *change;
	size_t		  nchange;
	size_t		  changecap;
};

/* The register, or a file in it, for a diagnostic. */
static struct loc
at(struct store *s, const char *name)
{
	buf_clear(&s->place);
	buf_adds(&s->place, s->path);
	if (name != NULL)
		buf_addf(&s->place, "/%s", name);
	return (struct loc){ .file = s->place.p };
}

static bool
fail(struct store *s, const char *name, const char *text, struct diag *d)
{
	diag_add(d, DIAG_FAILURE, at(s, name), "%s", text);
	return false;
}

/* A failed system call on a file: always false. */
static bool
fail_errno(struct store *s, const char *name, struct diag *d)
{
	int error = errno;

	if (error == ELOOP)
		return fail(s, name, _("is a symbolic link, not a file"), d);
	if (error == ENXIO || error == EISDIR)
		return fail(s, name, _("is not an ordinary file"), d);
	return fail(s, name, lang_error(error), d);
}

static bool
fail_no_register(struct store *s, struct diag *d)
{
	return fail(s, NULL,
	    _("is not a register: it holds no register.tsv"), d);
}

static void
nap(int ms)
{
	struct timespec t = { .tv_nsec = ms * 1000000L };

	(void)nanosleep(&t, NULL);
}

/* The folders and the files in them. */

static bool
in_log(struct str name)
{
	return str_starts(name, "log/");
}

/* "x.tsv" or "log/x.tsv", nothing that leads elsewhere or breaks a line. */
static bool
name_is_ours(struct str name)
{
	if (in_log(name)) {
		name.p += sizeof(log_name);
		name.len -= sizeof(log_name);
	}
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.p[i] < ' ' || name.p[i] == '/')
			return false;
	return str_ends(name, ".tsv") && !str_starts(name, ".");
}

/* The folder of a file, and *name without it; -1 with errno. */
static int
folder_of(struct store *s, const char **name)
{
	if (!in_log(str_of(*name)))
		return s->dir;
	*name += sizeof(log_name);
	if (s->log < 0)
		s->log = openat(s->dir, log_name, O_RDONLY | O_DIRECTORY |
		    O_NOFOLLOW | O_CLOEXEC);
	return s->log;
}

/* -1 with errno; ENXIO for what is no regular file.  O_NONBLOCK: a FIFO must
 * not make anybody wait. */
static int
open_file(struct store *s, const char *name, int flags, struct stat *st)
{
	int dir = folder_of(s, &name), fd, error;

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
	/* Past the umask: else a group could not go on where one of it began. */
	if ((flags & O_CREAT) != 0 && s->mode != 0600)
		(void)fchmod(fd, s->mode);
	return fd;
}

static bool
remove_file(struct store *s, const char *name, struct diag *d)
{
	const char *base = name;
	int dir = folder_of(s, &base);

	if ((dir >= 0 && unlinkat(dir, base, 0) == 0) || errno == ENOENT)
		return true;
	return fail_errno(s, name, d);
}

/*
 * A failed fsync is final.  The kernel may have dropped what it could not write
 * and marked it as clean: a second fsync would say yes (PostgreSQL wiki,
 * "Fsync Errors").  Only the journal, that stays, tells what is sure.
 */
static bool
sync_by(int (*how)(int), struct store *s, int fd, const char *name,
    struct diag *d)
{
	while (how(fd) != 0) {
		if (errno == EINTR)
			continue;
		s->trouble = TROUBLE_KEPT;
		return fail_errno(s, name, d);
	}
	return true;
}

static bool
sync_fd(struct store *s, int fd, const char *name, struct diag *d)
{
	return sync_by(fsync, s, fd, name, d);
}

/* The folder itself, for the names in it. */
static DIR *
open_list(struct store *s, struct diag *d)
{
	/* Not a dup: that would share its position with other lists. */
	int fd = openat(s->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;

	if (dir == NULL)
		fail_errno(s, NULL, d);
	if (dir == NULL && fd >= 0)
		close(fd);
	return dir;
}

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

/* The journal. */

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

static void
journal_release(struct journal *j)
{
	for (size_t i = 0; i < j->n; i++)
		free(j->undo[i].name);
	free(j->undo);
	*j = (struct journal){ 0 };
}

static bool
journal_line(struct journal *j, struct str line)
{
	struct str name, length = str_cut(line, '\t', &name);
	uint64_t n = 0;
	bool none = str_is(length, "-1");

	if (!name_is_ours(name) ||
	    (!none && !num_count(length, INT64_MAX, &n)))
		return false;
	j->undo = mem_grow(j->undo, j->n, &j->cap, sizeof(*j->undo));
	j->undo[j->n++] = (struct undo){ mem_dup(name.p, name.len),
	    none ? -1 : (int64_t)n };
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

static enum journal_state
journal_read(struct store *s, struct journal *j, struct diag *d)
{
	enum journal_state state = JOURNAL_FAILED;
	struct buf text = { 0 };
	struct stat st;
	int fd = open_file(s, journal_name, O_RDONLY, &st);

	if (fd < 0 && errno == ENOENT)
		return JOURNAL_NONE;
	if (fd < 0 || !read_all(fd, &text)) {
		fail_errno(s, journal_name, d);
	} else {
		state = journal_parse(j, buf_str(&text));
		if (state == JOURNAL_FAILED)
			fail(s, journal_name, _("was written by another "
			    "version of these programs; finish with that one"),
			    d);
	}
	if (fd >= 0)
		close(fd);
	buf_release(&text);
	return state;
}

/* The file is on the disk then, its name not yet. */
static bool
journal_put(struct store *s, struct diag *d)
{
	struct buf text = { 0 };
	struct stat st;
	bool ok;
	int fd = open_file(s, journal_name, O_WRONLY | O_CREAT | O_EXCL, &st);

	s->begun = fd >= 0 || errno != EEXIST;
	if (fd < 0)
		return fail_errno(s, journal_name, d);
	for (size_t i = 0; i < s->nchange; i++)
		buf_addf(&text, "%" PRId64 "\t%s\n", s->change[i].old,
		    s->change[i].name);
	buf_addf(&text, "crc %08" PRIx32 "\n", crc32(buf_str(&text)));
	ok = write_all(fd, text.p, text.len);
	if (!ok)
		fail_errno(s, journal_name, d);
	else
		ok = sync_fd(s, fd, journal_name, d);
	close(fd);
	buf_release(&text);
	return ok;
}

/* Recovery. */

static bool
fail_lost(struct store *s, const char *name, struct diag *d)
{
	return fail(s, name, _("is shorter than before the latest change: the "
	    "disk lost rows that were stored. Nothing was touched; take this "
	    "file from a backup"), d);
}

static bool
undo_possible(struct store *s, const struct undo *u, struct diag *d)
{
	struct stat st = { 0 };
	int fd;

	if (u->length < 0)
		return true;
	fd = open_file(s, u->name, O_RDONLY, &st);
	if (fd >= 0)
		close(fd);
	else if (errno != ENOENT)
		return fail_errno(s, u->name, d);
	if (fd < 0 || st.st_size < u->length)
		return fail_lost(s, u->name, d);
	return true;
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
		return remove_file(s, u->name, d);
	fd = open_file(s, u->name, O_RDWR, &st);
	if (fd < 0)
		return fail_errno(s, u->name, d);
	ok = st.st_size == u->length || ftruncate(fd, u->length) == 0;
	if (!ok)
		fail_errno(s, u->name, d);
	else
		ok = sync_fd(s, fd, u->name, d);
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
	if (s->log >= 0 && !sync_fd(s, s->log, log_name, d))
		return false;
	return sync_fd(s, s->dir, NULL, d);
}

/* Under the exclusive lock: undoes the transaction that a journal tells of.
 * Without one the folder is synced too: the latest writer may have been killed
 * when its journal was gone, but not yet from the disk, and whoever finds its
 * rows and has nothing to add says that they are stored. */
static bool
recover(struct store *s, struct diag *d)
{
	struct journal j = { 0 };
	enum journal_state state = journal_read(s, &j, d);
	bool ok = state != JOURNAL_FAILED;

	if (state == JOURNAL_GOOD)
		ok = undo_all(s, &j, d);
	if (ok && state != JOURNAL_NONE)
		ok = remove_file(s, journal_name, d);
	ok = ok && sync_fd(s, s->dir, NULL, d);
	journal_release(&j);
	return ok;
}

/* The view. */

static void
view_release(struct view *v)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->table[i].fd >= 0)
			close(v->table[i].fd);
		free(v->table[i].name);
	}
	free(v->table);
	*v = (struct view){ 0 };
}

static void
view_add(struct view *v, const char *name, int fd, const struct stat *st)
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
view_drop(struct view *v, struct table *t)
{
	size_t behind = v->n - (size_t)(t - v->table) - 1;

	close(t->fd);
	free(t->name);
	memmove(t, t + 1, behind * sizeof(*t));
	v->n--;
}

static struct table *
view_find(const struct view *v, const char *name)
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

static void
view_sort(struct view *v)
{
	if (v->n > 0)
		qsort(v->table, v->n, sizeof(*v->table), by_name);
}

static bool
view_same(const struct view *a, const struct view *b)
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
scan_file(struct store *s, struct view *v, const char *name, struct diag *d)
{
	struct stat st;
	int fd = open_file(s, name, O_RDONLY, &st);

	if (fd < 0)		/* gone meanwhile: it is not in the view */
		return errno == ENOENT || fail_errno(s, name, d);
	view_add(v, name, fd, &st);
	return true;
}

/* All tables, or only one file, with the lengths they have now. */
static bool
scan(struct store *s, struct view *v, const char *only, struct diag *d)
{
	struct dirent *e;
	bool ok = true;
	DIR *dir;

	if (only != NULL)
		return scan_file(s, v, only, d);
	dir = open_list(s, d);
	if (dir == NULL)
		return false;
	while (ok && (errno = 0, e = readdir(dir)) != NULL) {
		struct str name = str_of(e->d_name);

		if (str_ends(name, ".tsv") && !str_starts(name, "."))
			ok = scan_file(s, v, e->d_name, d);
	}
	if (ok && errno != 0)
		ok = fail_errno(s, NULL, d);
	closedir(dir);
	view_sort(v);
	return ok;
}

/* What an unfinished transaction wrote is not in the view. */
static bool
view_undo(struct store *s, struct view *v, const char *only,
    const struct journal *j, struct diag *d)
{
	for (size_t i = 0; i < j->n; i++) {
		const struct undo *u = &j->undo[i];
		struct table *t = view_find(v, u->name);

		if (only != NULL ? strcmp(only, u->name) != 0 :
		    in_log(str_of(u->name)))
			continue;
		if (u->length < 0) {
			if (t != NULL)
				view_drop(v, t);
			continue;
		}
		if (t == NULL || t->length < (uint64_t)u->length)
			return fail_lost(s, u->name, d);
		t->length = (uint64_t)u->length;
	}
	return true;
}

/*
 * Under the lock one look is enough.  Without it, the lengths and the journal
 * belong together if the lengths are the same before and behind the journal:
 * files only grow, so at the moment between nothing else was there.
 */
static bool
look(struct store *s, struct view *v, const char *only, bool locked,
    struct diag *d)
{
	for (int i = 0; i < LOOKS; i++) {
		struct journal j = { 0 };
		struct view again = { 0 };
		bool same, ok = scan(s, v, only, d) &&
		    journal_read(s, &j, d) != JOURNAL_FAILED &&
		    (locked || scan(s, &again, only, d));

		same = locked || view_same(v, &again);
		if (ok && same)
			ok = view_undo(s, v, only, &j, d);
		journal_release(&j);
		view_release(&again);
		if (!ok || same)
			return ok;
		view_release(v);
		nap(NAP_FIRST_MS);
	}
	return fail(s, NULL, _("is written to all the time and cannot be "
	    "locked for reading; try again later"), d);
}

/* The lock. */

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
		return fail(s, NULL, _("another program is busy with this "
		    "register; try again when it is done"), d);
	diag_add(d, DIAG_FAILURE, at(s, NULL), _("another program (process "
	    "%ju) is busy with this register; try again when it is done"),
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
		nap(step);
		waited += step;
		if (step < NAP_LONGEST_MS)
			step *= 2;
	}
	return true;
}

/* For a reader, who makes no files.  True without a lock where none is to be
 * had: no lock file yet, no right to it, no locks on this drive. */
static bool
lock_shared(struct store *s, bool *locked, struct diag *d)
{
	struct stat st;

	*locked = false;
	if (s->lock < 0)
		s->lock = open_file(s, lock_name, O_RDONLY, &st);
	if (s->lock < 0)
		return errno == ENOENT || errno == EACCES || errno == EPERM ||
		    fail_errno(s, lock_name, d);
	*locked = lock_wait(s->lock, LOCK_SH, READER_WAIT_MS);
	return *locked || errno != EWOULDBLOCK || fail_busy(s, d);
}

/* Whoever holds a lock file that was removed holds nothing: somebody else may
 * be at work with a new one. */
static bool
lock_counts(struct store *s, struct diag *d)
{
	struct stat st;

	if (fstat(s->lock, &st) != 0)
		return fail_errno(s, lock_name, d);
	return st.st_nlink > 0 || fail(s, lock_name, _("was removed by "
	    "somebody; it guards this register and must stay; try again"), d);
}

static bool
lock_exclusive(struct store *s, bool make, int wait_ms, struct diag *d)
{
	struct stat st;

	/* A new file takes after register.tsv, so that a register that was
	 * opened to a group stays open to it. */
	if (fstatat(s->dir, register_name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		s->mode = 0600 | (st.st_mode & 0060);
		make = true;
	}
	s->lock = open_file(s, lock_name, O_RDWR | (make ? O_CREAT : 0), &st);
	if (s->lock < 0)
		return errno == ENOENT ? fail_no_register(s, d) :
		    fail_errno(s, lock_name, d);
	s->writing = lock_wait(s->lock, LOCK_EX, wait_ms);
	if (s->writing)
		return lock_counts(s, d);
	return errno == EWOULDBLOCK ? fail_busy(s, d) :
	    fail_errno(s, lock_name, d);
}

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

static void
list_names(struct store *s)
{
	s->name = mem_array(s->name, s->view.n + 1, sizeof(*s->name));
	for (size_t i = 0; i < s->view.n; i++)
		s->name[i] = s->view.table[i].name;
	s->name[s->view.n] = NULL;
}

static bool
take_view(struct store *s, struct view *v, const char *only, struct diag *d)
{
	bool locked = s->writing, ok;

	if (!locked && !lock_shared(s, &locked, d))
		return false;
	ok = look(s, v, only, locked, d);
	if (locked && !s->writing)
		(void)flock(s->lock, LOCK_UN);
	return ok;
}

struct store *
store_open(const char *path, struct diag *d)
{
	struct store *s = open_folder(path, d);

	if (s == NULL)
		return NULL;
	if (take_view(s, &s->view, NULL, d)) {
		list_names(s);
		if (view_find(&s->view, register_name) != NULL)
			return s;
		fail_no_register(s, d);
	}
	store_close(s);
	return NULL;
}

/* Rows behind a torn one would be glued to it. */
static bool
is_whole(struct store *s, const char *name, int fd, uint64_t length,
    struct diag *d)
{
	char last = '\n';

	if (length == 0)
		return fail(s, name, _("is empty, it has not even a header; "
		    "remove it first"), d);
	if (pread(fd, &last, 1, (off_t)(length - 1)) < 0)
		return fail_errno(s, name, d);
	if (last == '\n')
		return true;
	return fail(s, name, _("does not end with a line break: its last row "
	    "was cut off, not by these programs; mend or remove that row "
	    "first"), d);
}

static bool
is_fit(struct store *s, struct diag *d)
{
	if (view_find(&s->view, register_name) == NULL)
		return fail_no_register(s, d);
	for (size_t i = 0; i < s->view.n; i++) {
		const struct table *t = &s->view.table[i];

		if (!is_whole(s, t->name, t->fd, t->length, d))
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
			diag_add(d, DIAG_WARNING, at(s, NULL), "%s",
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
	if (lock_exclusive(s, false, wait_ms, d) && recover(s, d) &&
	    take_view(s, &s->view, NULL, d) && is_fit(s, d)) {
		list_names(s);
		warn_share(s, d);
		return s;
	}
	store_close(s);
	return NULL;
}

static void
drop_changes(struct store *s)
{
	for (size_t i = 0; i < s->nchange; i++) {
		free(s->change[i].name);
		buf_release(&s->change[i].bytes);
		if (s->change[i].fd >= 0)
			close(s->change[i].fd);
	}
	s->nchange = 0;
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	drop_changes(s);
	view_release(&s->view);
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
	struct view v = { 0 };
	int fd = -1, error = EIO;

	if (take_view(s, &v, name, d)) {
		error = ENOENT;
		if (v.n > 0) {
			*length = v.table[0].length;
			fd = v.table[0].fd;
			v.table[0].fd = -1;
		}
	}
	view_release(&v);
	errno = error;
	return fd;
}

int
store_read(struct store *s, const char *name, uint64_t *length, struct diag *d)
{
	const struct table *t = view_find(&s->view, name);
	int fd;

	if (t == NULL && in_log(str_of(name)))
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
	fail_errno(s, name, d);
	if (fd >= 0)
		close(fd);
	errno = EIO;
	return -1;
}

/* Writing. */

void
store_append(struct store *s, const char *name, struct str bytes)
{
	size_t i;

	assert(s->writing && str_ends(bytes, "\n"));
	for (i = 0; i < s->nchange; i++)
		if (strcmp(s->change[i].name, name) == 0)
			break;
	if (i == s->nchange) {
		s->change = mem_grow(s->change, i, &s->changecap,
		    sizeof(*s->change));
		s->change[s->nchange++] = (struct change){
			.name = mem_dup(name, strlen(name)), .fd = -1 };
	}
	buf_add_str(&s->change[i].bytes, bytes);
}

/* A folder copied without its empty folders has no log/. */
static bool
make_log(struct store *s, const char *name, struct diag *d)
{
	if (folder_of(s, &name) >= 0)
		return true;
	if (errno == ENOENT && mkdirat(s->dir, log_name, 0700) == 0)
		return true;
	return fail_errno(s, log_name, d);
}

/* The length a file has, which must be that of the view: what the caller found
 * in the view is what its rows were checked against. */
static bool
measure(struct store *s, struct change *c, struct diag *d)
{
	const struct table *t = view_find(&s->view, c->name);
	struct stat st;
	bool ok = true;
	int fd;

	if (!name_is_ours(str_of(c->name)))
		return fail(s, c->name, _("is not a name for a table"), d);
	if (!make_log(s, c->name, d))
		return false;
	fd = open_file(s, c->name, O_RDONLY, &st);
	if (fd < 0 && errno != ENOENT)
		return fail_errno(s, c->name, d);
	c->old = fd >= 0 ? st.st_size : -1;
	if (in_log(str_of(c->name)))
		ok = fd < 0 || is_whole(s, c->name, fd, (uint64_t)c->old, d);
	else if (t != NULL ? fd < 0 || t->ino != st.st_ino ||
	    t->length != (uint64_t)c->old : fd >= 0)
		ok = fail(s, c->name, _("was changed by another kind of "
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

	c->fd = open_file(s, c->name, O_RDWR | O_APPEND |
	    (c->old < 0 ? O_CREAT | O_EXCL : 0), &st);
	return (c->fd >= 0 && write_all(c->fd, c->bytes.p, c->bytes.len)) ||
	    fail_errno(s, c->name, d);
}

/* The rows, and the folders where a file is new. */
static bool
sync_all(struct store *s, struct diag *d)
{
	bool new_here = false, new_log = false;

	for (size_t i = 0; i < s->nchange; i++) {
		struct change *c = &s->change[i];

		if (!sync_by(fdatasync, s, c->fd, c->name, d))
			return false;
		if (c->old < 0 && in_log(str_of(c->name)))
			new_log = true;
		else if (c->old < 0)
			new_here = true;
	}
	return (!new_log || sync_fd(s, s->log, log_name, d)) &&
	    (!new_here || sync_fd(s, s->dir, NULL, d));
}

/* Without the journal the rows count.  If the disk did not take its removal it
 * is put back, so that what is said to have failed is not there. */
static bool
finish(struct store *s, struct diag *d)
{
	if (unlinkat(s->dir, journal_name, 0) != 0) {
		if (errno == ENOENT)	/* so somebody undid the rows */
			s->trouble = TROUBLE_UNKNOWN;
		return fail_errno(s, journal_name, d);
	}
	if (sync_fd(s, s->dir, NULL, d))
		return true;
	if (!journal_put(s, d) || !sync_fd(s, s->dir, NULL, d))
		s->trouble = TROUBLE_UNKNOWN;
	return false;
}

/* Every sync is where it is for a reason that tests/fault/crash_states.py
 * shows: the journal before the rows, the rows and the new names before the
 * journal goes, its going before anybody hears of it. */
static bool
transact(struct store *s, struct diag *d)
{
	if (!journal_put(s, d) || !sync_fd(s, s->dir, NULL, d))
		return false;
	for (size_t i = 0; i < s->nchange; i++)
		if (!write_rows(s, &s->change[i], d))
			return false;
	return sync_all(s, d) && finish(s, d);
}

/* What was written is part of the writer's view. */
static void
extend_view(struct store *s)
{
	for (size_t i = 0; i < s->nchange; i++) {
		struct change *c = &s->change[i];
		struct table *t = view_find(&s->view, c->name);
		struct stat st;

		if (t != NULL) {
			t->length += c->bytes.len;
		} else if (!in_log(str_of(c->name)) && fstat(c->fd, &st) == 0) {
			view_add(&s->view, c->name, c->fd, &st);
			c->fd = -1;
		}
	}
	view_sort(&s->view);
	list_names(s);
}

static void
explain(struct store *s, struct diag *d)
{
	switch (s->trouble) {
	case TROUBLE_NONE:
		if (recover(s, d))
			break;
		s->trouble = TROUBLE_KEPT;
		fail(s, NULL, _("nothing was stored. The journal stays, and "
		    "the next command that writes here will undo the rest"), d);
		break;
	case TROUBLE_KEPT:
		fail(s, NULL, _("the disk did not take the rows; nothing was "
		    "stored. The journal stays, and the next command that "
		    "writes here will undo the rest; look after the disk"), d);
		break;
	case TROUBLE_UNKNOWN:
		fail(s, NULL, _("it went wrong at the very end; whether the "
		    "rows are stored is not known. Look for them before you "
		    "store them again"), d);
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
		drop_changes(s);
		return fail(s, NULL, _("nothing more is stored after the "
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
	drop_changes(s);
	sigaction(SIGXFSZ, &old, NULL);
	return ok;
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
		return fail(s, NULL, _("is a register already"), d);
	dir = open_list(s, d);
	if (dir == NULL)
		return false;
	while (vacant && (errno = 0, e = readdir(dir)) != NULL) {
		vacant = false;
		for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++)
			vacant |= strcmp(e->d_name, ours[i]) == 0;
	}
	if (vacant && errno != 0) {
		fail_errno(s, NULL, d);
		closedir(dir);
		return false;
	}
	closedir(dir);
	return vacant || fail(s, NULL, _("is not empty; a register needs a "
	    "folder of its own"), d);
}

/* The folder's own name is on the disk when its parent is synced.  Where the
 * parent may not be read somebody else made the folder. */
static bool
sync_parent(struct store *s, struct diag *d)
{
	int fd = openat(s->dir, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok;

	if (fd < 0)
		return errno == EACCES || fail_errno(s, NULL, d);
	ok = sync_fd(s, fd, NULL, d);
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
	if (!lock_exclusive(s, true, READER_WAIT_MS, d) || !recover(s, d) ||
	    !is_vacant(s, d))
		return false;
	if (mkdirat(s->dir, log_name, 0700) != 0 && errno != EEXIST)
		return fail_errno(s, log_name, d);
	if (!sync_fd(s, s->dir, NULL, d) || !sync_parent(s, d))
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
