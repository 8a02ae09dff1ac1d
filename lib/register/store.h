/*
 * store: a register's files on the disk, and the promise about them: a
 * transaction whose store_commit() returned true is on the disk; one that
 * failed changed nothing; nobody ever sees half a row or half a transaction;
 * two writers lose nothing.
 *
 * How: one empty lock file (.fu-lock, flock(2), never removed), an undo journal
 * of lengths (.fu-journal: a file only grows, so its old length undoes
 * everything, or is replaced by another, and then the old one has a second name
 * until the journal is gone), O_APPEND, fsync in the right order.  Readers take
 * the lengths under a shared lock and never wait longer than that.  Knows no
 * kinds, no fields, no rows: only names, lengths and bytes.
 *
 * Names are "ratings.tsv" or "log/2026-11.tsv": made by the program, never from
 * anybody's data.
 */
#ifndef REGISTER_STORE_H
#define REGISTER_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/str.h"

struct store;

/* Makes a new register folder (0700) with its lock file (0600), the folder log/
 * and a register.tsv of these bytes, on the disk when it returns.  An empty
 * folder may be there already, or one where this was killed. */
bool	store_make(const char *path, struct str settings, struct diag *d);

/* To read: the view is the state of all tables at this moment, also while
 * others write or after a crash (then the journal's lengths count).  Writes
 * nothing, and needs no right to.  NULL with a diagnostic if there is no such
 * register. */
struct store *store_open(const char *path, struct diag *d);
/* To write: waits at most wait_ms for the lock (then says which process holds
 * it), rolls back what a crash left, and holds the lock until store_close().
 * The view follows what is committed through this store. */
struct store *store_open_locked(const char *path, int wait_ms,
	    struct diag *d);
void	store_close(struct store *s);			/* NULL is fine */

/* The names of the tables in this view, "ratings.tsv" ..., sorted by bytes;
 * *n of them; owned by the store. */
const char *const *store_tables(const struct store *s, size_t *n);
/* A descriptor to read a table from its start, and its length in this view.
 * The caller closes it; one reader of a table at a time.  -1 with errno ENOENT
 * if there is no such table, with a diagnostic for everything else.
 * "log/2026-11.tsv" works too: no view holds it, so it is as it is when asked
 * for. */
int	store_read(struct store *s, const char *name, uint64_t *length,
	    struct diag *d);

/* Notes bytes to be appended to a file by store_commit().  They are whole rows:
 * end with '\n', and begin with the header if the file is not there yet. */
void	store_append(struct store *s, const char *name, struct str bytes);
/* Notes the whole new content of a table that the view holds; store_commit()
 * puts it in the place of the old one, with the same rights.  Not of a file in
 * log/, and not of one that the same transaction replaces or appends to. */
void	store_replace(struct store *s, const char *name, struct str bytes);
/* All that was noted, or nothing.  True: it is on the disk.  Either way
 * nothing is noted any more. */
bool	store_commit(struct store *s, struct diag *d);

#endif
