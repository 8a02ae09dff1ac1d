/*
 * log: who changed what, when, from which source: log/2026-11.tsv, a segment a
 * month, written in the transaction that makes the change.
 */
#ifndef REGISTER_LOG_H
#define REGISTER_LOG_H

#include "base/buf.h"
#include "register/reg.h"

struct log {
	struct reg	*reg;
	struct buf	 rows;
	char		 name[32];	/* "log/2026-11.tsv" */
	char		 time[32];	/* UTC, to the second */
	struct str	 user;		/* in the register's arena */
};

struct log_line {
	const char	*op;		/* "add" */
	struct str	 kind;
	struct str	 key;		/* "case_id=S-0001 date=2026-03-04" */
	struct str	 field;		/* empty: the whole record */
	struct str	 old;
	struct str	 new;
	struct str	 source;
};

void	log_init(struct log *l, struct reg *r);
/* All texts are escaped already. */
void	log_add(struct log *l, const struct log_line *line);
/* Hands the rows to the store, for the commit that follows. */
void	log_append(struct log *l);

#endif
