/*
 * template: how the columns of a filled-in sheet become records: read from
 * templates/NAME.tsv, so that a new sheet is a new file.  One row of a sheet
 * may become several records of several kinds: a status, a rating for each
 * rater, the next meeting.
 *
 * A record is made of a row where one of the record's own columns is filled.
 * Columns that stand in a line without a record's name are shared: they fill
 * that field of every record, and make none by themselves.
 *
 * Every kind is a template, too: one record, a column for each field.  Knows
 * no particular kind, reads no sheet.
 */
#ifndef DEFINE_TEMPLATE_H
#define DEFINE_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"
#include "base/str.h"
#include "define/kind.h"

struct template_column {
	struct str	 heading[2];	/* by enum lang */
	struct str	 name;		/* of the kind's field; may be empty */
	bool		 required;	/* a sheet has it */
	bool		 used;		/* by a field, or known to be ignored */
	struct str	 pattern;	/* PCRE2 on what is typed; empty: any */
	struct match	*match;		/* compiled; owned by the template */
	struct str	 prefill;	/* "goal.text"; empty: nothing */
	struct str	 example[2];	/* by enum lang */
};

struct template_field {
	size_t		 field;		/* of the record's kind */
	size_t		 column;	/* TEMPLATE_NONE: a constant */
	struct str	 constant;	/* canonical */
	struct str	 map;		/* "Åben=open; Lukket=closed" */
	struct str	 choice;	/* of the parts with the same choice */
	struct str	 part;		/* only one may be filled, and wholly */
	struct str	 sum;		/* a part: what a blank cell means where
					 * that part is filled */
	size_t		 other;		/* the next field of the record that
					 * takes what this one cannot read, or
					 * TEMPLATE_NONE */
	bool		 own;
	bool		 is_other;	/* of a field before it */
	bool		 shared;	/* from a line of no record */
	bool		 local;		/* the register's own */
};

#define TEMPLATE_NONE	((size_t)-1)

/* What stands in the first cell of the line that shows how a sheet is filled
 * in: nothing is made of it. */
#define TEMPLATE_EXAMPLE_DA	"(eksempel)"
#define TEMPLATE_EXAMPLE_EN	"(example)"

struct template_record {
	struct str		 name;
	const struct kind	*kind;
	bool			 repeats;	/* rows may say it again */
	struct template_field	*field;		/* owned */
	size_t			 n, cap;
};

struct template {
	struct str		 name;
	bool			 is_kind;	/* made of one */
	struct str		 label[2];
	struct str		 about;
	struct template_column	*column;	/* owned */
	size_t			 n_columns, columns_cap;
	struct template_record	*record;	/* owned */
	size_t			 n, cap;
};

struct templates {
	struct template	*template;	/* owned */
	size_t		 n, cap;
};

struct arena;
struct defs;
struct diag;

/* Kinds and lists are loaded before.  False, told, if a definition is wrong. */
bool	templates_load(struct templates *ts, const struct defs *defs,
	    const char *share, const char *reg, struct arena *arena,
	    struct diag *d);
void	templates_release(struct templates *ts);
/* NULL if there is none of that name. */
const struct template *template_find(const struct templates *ts,
	    struct str name);

/* The template that a kind is; released by template_release(). */
void	template_of_kind(struct template *t, const struct kind *k);
void	template_release(struct template *t);

/* The column that a heading means, in either language or by its name, case,
 * blanks, "_" and "-" apart; t->n_columns if none. */
size_t	template_column(const struct template *t, struct str heading);
/* The first column that is used, which is marked in the example line. */
size_t	template_first(const struct template *t);
/* Does the column of a heading hold numbers? */
bool	template_is_number(const struct template *t, struct str heading);
/* What a cell means by a map, case apart: true with the canonical value, which
 * may be empty; false if the map does not name it. */
bool	template_map(struct str map, struct str typed, struct str *value);

#endif
