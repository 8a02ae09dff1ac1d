/*
 * index: the records of one kind in a register by their key: is there such a
 * record, and is it the same.  Keys are exact texts; a record itself is read
 * from the disk only when it is asked for.
 *
 * A kind whose ids are given out by the program has two keys: the id, and, for
 * a record that comes without one, everything else in it.
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
	struct intern	 contents;	/* of kinds with assigned ids */
	uint32_t	*content_of;	/* by number of contents: the record */
	size_t		 contents_cap;
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
/* The record with these contents (index_contents()); x->n if there is none. */
size_t	index_find_contents(const struct index *x, struct str contents);
/* An id that is taken: ids given out come behind it. */
void	index_note_id(struct index *x, struct str id);
/* Everything in a record but its assigned id, TABs between. */
void	index_contents(const struct kind *k, const struct str *value,
	    struct buf *out);
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
