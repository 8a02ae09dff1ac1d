/*
 * log: who changed what, when, from which source: log/2026-11.tsv, a segment a
 * month, written in the transaction that makes the change.
 */
#ifndef REGISTER_LOG_H
#define REGISTER_LOG_H

#include "base/buf.h"
#include "register/reg.h"
#include "table/intern.h"

struct log {
	struct reg	*reg;
	struct buf	 rows;
	char		 name[32];	/* "log/2026-11.tsv" */
	char		 time[32];	/* UTC, to the second */
	struct str	 user;		/* in the register's arena */
};

struct log_line {
	const char	*op;		/* "add", "change" */
	struct str	 kind;
	struct str	 key;		/* "case_id=S-0001 date=2026-03-04" */
	struct str	 field;		/* empty: the whole record */
	struct str	 old;
	struct str	 new;
	struct str	 source;
};

/* Appends what a record is called in the log, from its fields: "case_id=S-0001
 * date=2026-03-04", those of the key that are filled. */
void	log_key(const struct kind *k, const struct str *value,
	    struct buf *out);

void	log_init(struct log *l, struct reg *r);
/* All texts are escaped already. */
void	log_add(struct log *l, const struct log_line *line);
/* Hands the rows to the store, for the commit that follows. */
void	log_append(struct log *l);

/* What the log still holds of a kind, from its oldest line to the newest: fn is
 * called for each, with the time, "2026-11-22T09:00:00Z" of UTC, the operation,
 * the record's key and the field, which is empty for a whole record.  False,
 * told, on a failure. */
typedef void log_fn(struct str time, struct str op, struct str key,
	    struct str field, void *arg);
bool	log_each(struct reg *r, const char *kind, log_fn *fn, void *arg);

enum { LOG_TIME_SIZE = 21 };		/* with NUL */

/* How often each record of a kind was changed since it was added, and when the
 * last time, by what the log still holds.  One command is one change, however
 * many fields it set. */
struct log_changes {
	struct intern	 keys;		/* "meeting_id=M000001" */
	struct log_change {
		int	n;
		char	last[LOG_TIME_SIZE];	/* "2026-11-22T09:00:00Z" */
	}		*of;		/* by number of key, owned */
	size_t		 cap;
};

/* False, told, on a failure.  To be released in both cases. */
bool	log_changes_read(struct log_changes *c, struct reg *r,
	    const char *kind);
void	log_changes_release(struct log_changes *c);
/* NULL: it never was. */
const struct log_change *log_changes_find(const struct log_changes *c,
	    struct str key);

#endif
