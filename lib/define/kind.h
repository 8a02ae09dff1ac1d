/*
 * kind: what kinds of records there are and what their fields may hold: read
 * from kinds/KIND.tsv, so that a new kind is a new file.  From it follow
 * validation, import, check, labels and the columns of a stored table.
 *
 * Knows no particular kind and no particular field.
 */
#ifndef DEFINE_KIND_H
#define DEFINE_KIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/str.h"
#include "table/match.h"
#include "table/select.h"
#include "table/write.h"

enum type {
	TYPE_ID, TYPE_REF, TYPE_DATE, TYPE_MONTH, TYPE_DATETIME, TYPE_TIME,
	TYPE_WEEK, TYPE_INT, TYPE_DEC, TYPE_CODE, TYPE_CODES, TYPE_BOOL,
	TYPE_STR, TYPE_TEXT, TYPE_PERIOD
};

/* What a field is in an overview of its kind. */
enum field_use {
	USE_NONE,
	USE_TITLE,		/* what people call the record */
	USE_OWNER,		/* who sees to it */
	USE_STATE,		/* a code; its list says what is over */
	USE_BEGIN, USE_DUE, USE_END,	/* dates */
	USE_SUM			/* a number that is added up */
};

struct field {
	struct str	 name;
	enum type	 type;
	bool		 required;
	bool		 key;		/* part of the natural key */
	struct str	 ref;		/* a kind, or "scale"; empty: none */
	struct str	 values;	/* a list of codes; empty: none */
	struct str	 meaning;	/* default: what an empty field means,
					 * so it is stored empty; of an id key:
					 * the prefix of ids given out */
	bool		 has_min, has_max;
	int64_t		 min, max;	/* millionths */
	bool		 by_scale;	/* range and step are the scale's */
	struct str	 pattern;	/* PCRE2 on the whole value */
	struct match	*match;		/* compiled; owned by the kind */
	struct str	 exclusive;	/* of the fields with this word exactly
					 * one is filled */
	enum field_use	 use;
	struct str	 label[2];	/* by enum lang */
	struct str	 about;
};

struct kind {
	struct str	 name;
	struct str	 table;		/* "ratings" */
	struct str	 label[2];
	struct str	 about;
	struct field	*field;		/* owned */
	size_t		 n, cap;
	size_t		 scale_field;	/* n where the kind has none */
	size_t		 item_field;
};

struct kinds {
	struct kind	*kind;		/* owned */
	size_t		 n, cap;
};

struct arena;
struct diag;

/* False, told, if a definition is wrong. */
bool	kinds_load(struct kinds *k, const char *share, const char *reg,
	    struct arena *arena, struct diag *d);
void	kinds_release(struct kinds *k);

/* By the kind's name or its table's; NULL if there is none. */
const struct kind *kind_find(const struct kinds *k, struct str name);
/* The place of a field in its kind, k->n if there is none. */
size_t	kind_field(const struct kind *k, const char *name);
size_t	kind_field_named(const struct kind *k, struct str name);
/* The first field of its key. */
size_t	kind_first_key(const struct kind *k);
/* The names of its fields, NULL-terminated; the caller frees the array. */
const char **kind_names(const struct kind *k);
/* Appends that a kind has no field of a name, the nearest one, and all that
 * there are. */
void	kind_lacks(const struct kind *k, struct str name, struct buf *out);
/* The field whose id the program gives out; k->n if the key is natural. */
size_t	kind_assigned(const struct kind *k);
/* The field that is its records' own id, given out or not; k->n if none. */
size_t	kind_id(const struct kind *k);
/* The first date field: when the record is about; k->n if there is none. */
size_t	kind_date(const struct kind *k);

/* The next field at or after *at with a use, *at moving on behind it; k->n at
 * the end. */
size_t	kind_next_use(const struct kind *k, enum field_use use, size_t *at);
/* The first one; k->n if none. */
size_t	kind_use(const struct kind *k, enum field_use use);

/* May a definition that changed make other values legal: codes, references? */
bool		 type_is_open(enum type type);
const char	*type_name(enum type type);
/* "owner"; empty for none. */
const char	*use_name(enum field_use use);
enum order_as	 type_order(enum type type);
enum cell_kind	 type_cell(enum type type);

#endif
