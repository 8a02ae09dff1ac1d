/*
 * index: the records of one kind in a register by their key: is there such a
 * record, and is it the same.  Keys are exact texts; a record itself is read
 * from the disk only when it is asked for.
 *
 * A record of a kind whose ids are given out by the program may come without
 * one: then it is known by what it says in the fields that it fills.
 */
#ifndef REGISTER_INDEX_H
#define REGISTER_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "register/reg.h"
#include "table/intern.h"

struct index {
	const struct kind *kind;
	struct intern	 keys;		/* number: the record's place in at */
	struct {
		uint64_t	offset;
		uint32_t	len, line;
	}		*at;
	size_t		 n, cap;
	size_t		*column;	/* by field: in the stored table, or
					 * stored_columns */
	struct str	*stored_name;	/* the stored header */
	size_t		 stored_columns;
	struct arena	 arena;
	bool		 exists;	/* the table is there */
	int		 fd;
	uint64_t	 next_id;	/* the next number to give out */
};

/* A second record with a key that is there already, at the current row. */
typedef void again_fn(const struct tsv *t, size_t first_line,
    struct str key, void *arg);

/* Reads the table of a kind.  again may be NULL.  False, told, on a failure.
 * To be released in both cases. */
bool	index_load(struct index *x, struct reg *r, const struct kind *k,
	    again_fn *again, void *arg);
void	index_release(struct index *x);

/* The record with a key (record_key()); x->n if there is none. */
size_t	index_find(const struct index *x, struct str key);
/* An id that is taken: ids given out come behind it. */
void	index_note_id(struct index *x, struct str id);
/* What the records of a table say in some of their fields.  A zeroed struct
 * with these fields set is an empty one. */
struct projection {
	const bool	*field;		/* by field of the kind */
	struct intern	 texts;
	uint32_t	*record;	/* by number of text: the first record
					 * in the index that says so */
	size_t		 cap;
};

/* Reads the table once more.  False, told, on a failure. */
bool	index_project(const struct index *x, struct reg *r,
	    struct projection *p);
void	projection_release(struct projection *p);
/* The record that says the same in those fields; x->n if there is none. */
size_t	projection_find(const struct projection *p, const struct index *x,
	    const struct str *value);

/* The fields of a stored record, escaped, pointing into hold. */
bool	index_record(const struct index *x, size_t record, struct str *value,
	    struct buf *hold);
/* Reads the fields of a kind out of the current row of a table. */
void	index_row(const struct kind *k, const struct tsv *t,
	    const size_t *column, struct str *value);
/* Which column each field of a kind has in a table; t->n where it has none.
 * The caller frees it. */
size_t	*index_columns(const struct kind *k, const struct tsv *t);

#endif
