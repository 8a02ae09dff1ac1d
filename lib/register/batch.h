/*
 * batch: records of any kinds on their way into a register, from a command line
 * or from sheets: judged together, stored together or not at all.  A record
 * whose key is stored already changes the stored one where it says something
 * else; what is stored as it is, is left alone, so the same batch twice changes
 * nothing.
 *
 * Every finding is told, each with the place its value was typed.  What is
 * refused with a finding is said by the grain: everything, the file it came
 * from, or the row with all the records made of it.  Nothing that is accepted
 * refers to what is refused.
 */
#ifndef REGISTER_BATCH_H
#define REGISTER_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "register/index.h"
#include "register/reg.h"

/* What stands in a row's cells for "take away what is stored". */
extern const struct str entry_cleared;

/* A file, or a command line; lives as long as the batch. */
struct source {
	const char	*file;		/* NULL: a command line */
	bool		 refused;	/* as a whole */
	size_t		 n_new, n_changed, n_same, n_refused;	/* rows */
	struct source	*next;		/* in order */
	struct source_row *row, **last_row;
};

/* What was wrong with a row, for the one who sent it. */
struct remark {
	struct str	 cell;		/* "C7"; may be empty */
	struct str	 text;
	struct remark	*next;
};

struct source_row {
	struct source	*source;
	size_t		 line;
	size_t		 excel;		/* the row as Excel shows it, 0 where
					 * there are no cells */
	bool		 refused;
	struct remark	*remark, **last_remark;
	struct source_row *next;
};

/* Which cells of a sheet a kind of record is made of; lives as long as the
 * batch. */
struct origin {
	bool		 sheet;		/* cells have addresses such as C7 */
	size_t		*cell;		/* by field: the cell's number from 1,
					 * 0 if the sheet has no such column */
	struct str	*header;	/* by cell number - 1: as it stands */
};

enum entry_state { ENTRY_NEW, ENTRY_SAME, ENTRY_CHANGED };

struct entry {
	const struct kind	*kind;
	struct str		*value;	/* by field: canonical, escaped; or
					 * entry_cleared */
	const struct str	*typed;	/* by field: as it was typed, for
					 * messages while it is taken in; NULL:
					 * as it is in value */
	const size_t		*at;	/* by field: the line of its cell, NULL:
					 * the row's; while it is taken in */
	const struct origin	*origin;
	struct source_row	*row;
	bool			 repeats;	/* may be there twice, equal */
	/* Set by the batch. */
	bool			*failed;	/* by field: told already */
	bool			 keyless;	/* its key could not be read */
	bool			 keyed;		/* key_no is set */
	bool			 checked;	/* as a whole */
	bool			 replaced;	/* by an equal one, being
						 * refused */
	const struct entry	*rival;		/* has its key and says
						 * otherwise */
	enum entry_state	 state;
	uint32_t		 key_no;
	size_t			 first;		/* the equal one before it, or
						 * itself */
	size_t			 record;	/* stored, where changed */
	struct str		*was;		/* by field, where changed */
};

enum grain { GRAIN_ALL, GRAIN_FILE, GRAIN_ROW };

struct batch {
	struct reg		*reg;
	bool			 update;	/* change what is stored */
	bool			 allow_cpr;	/* in free text */
	struct source		*source, **last_source;
	struct entry		*entry;
	size_t			 n, cap;
	struct shelf		**shelf;	/* by place of the kind */
	/* Records that are accepted, after batch_check(). */
	size_t			 n_new, n_changed, n_same;
	size_t			 errors;	/* told before this batch */
	struct intern		 unlisted;	/* codes told of already */
	struct arena		 arena;
};

void	batch_init(struct batch *b, struct reg *r);
void	batch_release(struct batch *b);
struct source *batch_source(struct batch *b, const char *file);
struct source_row *batch_row(struct batch *b, struct source *s, size_t line,
	    size_t excel);

/* Tells an error of a row, which is refused.  cell: its number from 1, or 0. */
void	row_error(struct batch *b, struct source_row *row, size_t line,
	    size_t cell, const char *text);
/* Refuses a row of which an error was told already. */
void	row_refuse(struct batch *b, struct source_row *row, const char *text);
/* Tells an error in a field of a record, whose row is refused: why completes
 * 'NAME "VALUE" ...'; typed is shown if it may be. */
void	entry_error(struct batch *b, const struct entry *e, size_t field,
	    struct str typed, const char *why);

/* Checks one record by its kind and takes it in, copied; told, and its row
 * refused, if it has a finding.  bad[i], if bad is not NULL: what was typed in
 * field i could not be read, which was told; its value is what was typed. */
void	batch_add(struct batch *b, const struct entry *e, const bool *bad);
/* Takes in, after batch_check(), a record that is known to be new and right. */
void	batch_add_checked(struct batch *b, const struct entry *e);
/* Under the lock: is every record of the batch stored, by its key?  Told for
 * each that is not. */
bool	batch_find_stored(struct batch *b);
/* Against each other and against the register: keys, references, what is
 * stored already.  The register is to be locked if batch_store() follows.
 * False if nothing may be stored: a failure, or, where the grain is everything,
 * any finding. */
bool	batch_check(struct batch *b, enum grain grain);
/* Is the record to be stored? */
bool	entry_counts(const struct entry *e);

/* What a change does to a field: for the log, and to be looked at. */
struct change_line {
	const char		*op;	/* add, change, clear */
	const struct entry	*entry;
	struct str		 key;	/* "case_id=S-0001 date=2026-03-04" */
	struct str		 field;	/* empty: the record as a whole */
	struct str		 old, new;
};

typedef void change_fn(const struct change_line *line, void *arg);
/* All changes of the batch; fields: those of a new record one by one. */
void	batch_changes(const struct batch *b, bool fields, change_fn *fn,
	    void *arg);

/* Notes the accepted records and the log for the commit.  False, told, if a
 * table cannot take them. */
bool	batch_prepare(struct batch *b);
/* The same, and commits.  True: they are on the disk. */
bool	batch_store(struct batch *b);

#endif
