/*
 * store_private: what the files of the store share: the store itself, its files
 * and what is said about them (store_file.c), the undo journal (journal.c), the
 * lock (lock.c), a view of the tables (store_snapshot.c), the changes that wait
 * to be committed (store_commit.c) and what stands beside a table that is
 * replaced (store_replace.c); store.c opens, reads and makes.  Included by
 * these files only.
 *
 * Knows no more of a register than store.h: names, lengths and bytes; of what
 * is in a file only that it ends with a line break.
 *
 * What holds everywhere:
 * - A register's files are opened by store_open_file() only, relative to the
 *   folder that was opened first, never by a path.
 * - Nothing but the lock file is made or written unless the store is writing,
 *   which is to hold the lock exclusively.
 * - Rows are written, and tables replaced, only when a journal with the old
 *   lengths is on the disk.
 * - A table that a journal calls replaced has its old content under its former
 *   name, on the disk before that journal and as long as it.
 * - Who is given a diag and returns false has told why.
 */
#ifndef REGISTER_STORE_PRIVATE_H
#define REGISTER_STORE_PRIVATE_H

#include <dirent.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "base/buf.h"
#include "register/store.h"

enum {
	NAP_FIRST_MS = 1,
	READER_WAIT_MS = 60000
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

/* A view. */
struct snapshot {
	struct table	*table;		/* sorted by name */
	size_t		 n;
	size_t		 cap;
};

/* What a transaction adds to one file, or puts in its place. */
struct change {
	char		*name;		/* owned */
	struct buf	 bytes;
	bool		 replaces;
	int64_t		 old;		/* length before it, -1: no such file */
	int		 fd;		/* -1: not open */
	ino_t		 ino;		/* of the new file, if it replaces */
};

/* One line of the journal: the length a file goes back to. */
struct undo {
	char		*name;		/* owned */
	int64_t		 length;	/* -1: the file goes away */
	bool		 replaced;	/* its former name is to have it */
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
	struct snapshot	  view;
	const char	**name;		/* of the tables in it */
	struct change	 *change;
	size_t		  nchange;
	size_t		  changecap;
};

/* store_file.c: diagnostics */

/* The register, or a file in it, for a diagnostic. */
struct loc store_at(struct store *s, const char *name);
/* Always false. */
bool	store_fail(struct store *s, const char *name, const char *text,
	    struct diag *d);
/* A failed system call on a file: always false. */
bool	store_fail_errno(struct store *s, const char *name, struct diag *d);
bool	store_fail_no_register(struct store *s, struct diag *d);
void	store_nap(int ms);

/* store_file.c: the folders and the files in them */

bool	store_in_log(struct str name);
/* "x.tsv" or "log/x.tsv", nothing that leads elsewhere or breaks a line. */
bool	store_name_is_ours(struct str name);
/* The folder of a file, and *name without it; -1 with errno. */
int	store_folder_of(struct store *s, const char **name);
/* -1 with errno; ENXIO for what is no regular file. */
int	store_open_file(struct store *s, const char *name, int flags,
	    struct stat *st);
/* The folder itself, for the names in it; NULL with errno. */
DIR	*store_open_list(struct store *s);
/* True if it is not there now. */
bool	store_remove(struct store *s, const char *name, struct diag *d);
/*
 * A failed fsync is final.  The kernel may have dropped what it could not write
 * and marked it as clean: a second fsync would say yes (PostgreSQL wiki,
 * "Fsync Errors").  Only the journal, that stays, tells what is sure.
 */
bool	store_sync_by(int (*how)(int), struct store *s, int fd,
	    const char *name, struct diag *d);
bool	store_sync_fd(struct store *s, int fd, const char *name,
	    struct diag *d);
/* Rows behind a torn one would be glued to it. */
bool	store_is_whole(struct store *s, const char *name, int fd,
	    uint64_t length, struct diag *d);

/* journal.c */

/* Into an empty *j, that is released whatever comes of it. */
enum journal_state journal_read(struct store *s, struct journal *j,
	    struct diag *d);
void	journal_release(struct journal *j);
/* The file is on the disk then, its name not yet. */
bool	journal_put(struct store *s, struct diag *d);
/* Under the exclusive lock: undoes the transaction that a journal tells of.
 * Without one the folder is synced too: the latest writer may have been killed
 * when its journal was gone, but not yet from the disk, and whoever finds its
 * rows and has nothing to add says that they are stored.  Then what stands
 * beside the tables goes. */
bool	journal_recover(struct store *s, struct diag *d);
bool	journal_fail_lost(struct store *s, const struct undo *u,
	    struct diag *d);

/* lock.c */

/* For a reader, who makes no files.  True without a lock where none is to be
 * had: no lock file yet, no right to it, no locks on this drive. */
bool	lock_shared(struct store *s, bool *locked, struct diag *d);
/* Without make the lock file is made only where there is a register. */
bool	lock_exclusive(struct store *s, bool make, int wait_ms,
	    struct diag *d);
/* So that writers need not wait for a reader's end. */
void	lock_drop(struct store *s);
/* Whoever holds a lock file that was removed holds nothing: somebody else may
 * be at work with a new one. */
bool	lock_counts(struct store *s, struct diag *d);

/* store_snapshot.c */

/* All tables, or only one file, as they are now; into an empty *v, that is
 * released whatever comes of it. */
bool	snapshot_take(struct store *s, struct snapshot *v, const char *only,
	    struct diag *d);
void	snapshot_release(struct snapshot *v);
/* Takes over the descriptor; to be sorted when all are added. */
void	snapshot_add(struct snapshot *v, const char *name, int fd,
	    const struct stat *st);
void	snapshot_sort(struct snapshot *v);
struct table *snapshot_find(const struct snapshot *v, const char *name);

/* store_replace.c: a table that is replaced has two files beside it: what is to
 * come, and under its former name what it was.  Without a journal neither means
 * anything. */

/* The former name of a table; the caller frees it. */
char	*replace_former(const char *name);
bool	replace_is_former(struct str name);
/* Either of the two, of whatever table. */
bool	replace_is_beside(struct str name);
/* Best effort; only when the journal's removal is sure. */
void	replace_clean(struct store *s);
/* Both files of all tables that this transaction replaces, on the disk. */
bool	replace_prepare(struct store *s, struct diag *d);
bool	replace_rename(struct store *s, const char *name, struct diag *d);
/* The former file is the table again, and keeps that name too. */
bool	replace_undo(struct store *s, const char *name, struct diag *d);

/* store_commit.c */

void	store_drop_changes(struct store *s);

/* store.c */

/* The names as the view has them now. */
void	store_list_names(struct store *s);

#endif
