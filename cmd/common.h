/*
 * common: the options that hold everywhere, and what they mean: which register,
 * which rows, which columns, which format.  A command's table takes the groups
 * it obeys, so that every option it lists is one that works.
 */
#ifndef CMD_COMMON_H
#define CMD_COMMON_H

#include "cmd.h"
#include "draw/doc.h"
#include "register/reg.h"
#include "table/select.h"
#include "table/view.h"

/* As given; file-scope state of the command line, set once. */
struct common {
	const char	*dir;		/* -C */
	const char	*format;	/* -O */
	const char	*output;	/* -o */
	const char	*select;	/* -s */
	const char	*sort;		/* --sort */
	struct opt_lang	 lang;		/* --lang */
	struct opt_day	 as_of;		/* --as-of */
	struct opt_list	 where;		/* -w */
	const char	*cases;		/* --cases */
	const char	*with;		/* --with */
};

extern struct common common;

/* Groups for option tables: { OPT_GROUP, .value = ... }. */
extern const struct opt opts_register[];	/* -C */
extern const struct opt opts_format[];		/* -O -o --lang */
extern const struct opt opts_columns[];		/* -s --sort */
extern const struct opt opts_cases[];		/* --cases */
extern const struct opt opts_with[];		/* --with */
extern const struct opt opts_where[];		/* -w */

#define GROUP(table)	{ .kind = OPT_GROUP, \
			    .value = (void *)(uintptr_t)(table) }

/* The folder of the installed definitions. */
const char	*common_share(void);

/* The register that is meant: -C, else $FU_DIR, else the nearest upwards.
 * False, told. */
bool	common_register(struct run *r, struct reg *reg);

/* What a filter takes definitions and second tables from: the register, if one
 * is meant, else the installed definitions alone. */
struct supply {
	bool		 has_register;
	struct reg	 reg;		/* where has_register */
	struct defs	*defs;		/* of reg, or owned */
};

bool	common_supply(struct run *r, struct supply *s);
void	supply_release(struct supply *s);

/* Tells that a word is none of the legal ones, which it lists. */
void	common_unknown(struct run *r, const char *what, struct str word,
	    const char *const *legal);
/* The kind that a word names.  NULL, told. */
const struct kind *common_kind(struct run *r, const struct defs *defs,
	    const char *word);

/* The template that a word names.  NULL, told. */
const struct template *common_template(struct run *r, const struct defs *defs,
	    const char *word);

/* The code of a list that a word names; what is what its codes are called.
 * NULL, told. */
const struct code *common_code(struct run *r, const struct list *list,
	    const char *what, const char *word);

/* The whole scale that a word names.  NULL, told. */
const struct scale *common_scale(struct run *r, const struct defs *defs,
	    const char *word);

/* The day that counts as today. */
day_t	common_today(void);
/* --lang, else the register's language, else English.  reg may be NULL. */
enum lang common_lang(const struct reg *reg);

/* The format: -O, else what -o's suffix says, else `otherwise`; NULL, told, if
 * there is no such format.  Only those of the list are known; those of rows if
 * it is NULL. */
const char	*common_format(struct run *r, const char *otherwise,
		    const char *const *known);
/* The width of the terminal that is written to; 0 for everything else. */
size_t	common_width(const struct run *r);
/* Sends the output to the file that -o names, if it does. */
bool	common_output(struct run *r);

/* One operand and a register make a page: what every command that prints one
 * has in common.  fn calls common_output() once all is read. */
struct page {
	struct run	*run;
	struct supply	 supply;	/* has the register */
	struct reg	*reg;		/* of it */
	struct str	 operand;
	const char	*format;
	enum lang	 lang;
};

/* ask says which operand is wanted; formats as for common_format().  Returns
 * the exit status. */
int	common_page(struct run *r, int argc, char **argv, const char *ask,
	    const char *const *formats, void (*fn)(struct page *p));
/* Writes the page and frees it. */
void	page_write(const struct page *p, struct doc *doc);

/* Rows that are read: conditions, and the cases that --cases lists. */
struct filter {
	struct select	*select;
	struct frame	 cases;
	bool		 by_case;
	size_t		 case_column;	/* of the input at hand */
	const struct kind *kind;	/* gives columns their types, or NULL */
	const struct defs *defs;
	struct diag	*diag;
};

bool	filter_init(struct filter *f, struct run *r,
	    const struct defs *defs, const char *const *words, size_t n,
	    const struct kind *kind);
void	filter_release(struct filter *f);
/* For each input: where are the columns?  False, told. */
bool	filter_bind(struct filter *f, const struct tsv *t);
/* A row_fn: is the current row wanted? */
bool	filter_row(const struct tsv *t, void *filter);

/* The inputs of a command: the files named, "-" being standard input; with none
 * the register's own table of a kind, or, where own is NULL, standard input.
 * Calls fn for each one opened; false, told, if one could not be read to its
 * end. */
typedef bool input_fn(struct tsv *t, void *arg);
bool	common_inputs(struct run *r, struct supply *s,
	    const struct kind *own, int argc, char **argv, input_fn *fn,
	    void *arg);

/* Reads the second table, the register's cases.  False, told. */
bool	common_cases(struct run *r, struct supply *s, struct frame *cases);
/* A view to the output, as -O -o -s --sort --with say.  table names the rows
 * where a format wants a name for them; NULL: none.  NULL, told. */
struct view	*common_view(struct run *r, struct supply *s,
		    const struct frame *cases, const char *table,
		    const char *format,
		    const struct view_column *columns, size_t n,
		    label_fn *label, void *arg);

/* Rows that a command works out, as a table in memory, so that conditions can
 * be asked of them; many come a part at a time, each with its header. */
struct rows {
	struct run		*run;
	struct supply		*supply;
	struct filter		*filter;
	const char		*table, *format;	/* of common_view() */
	const struct view_column *column;
	size_t			 n;
	label_fn		*label;
	/* Called for each that is printed; may be NULL. */
	void			(*seen)(const struct str *cells, void *arg);
	void			*arg;		/* of both */
	bool			 brief;		/* view_brief() */

	struct frame		 cases;		/* for --with; zeroed */
	struct view		*view;		/* from the first part on */
};

/* Prints those of a part, fu-tsv, that the filter wants, as -O -o -s --sort
 * --with say.  False, told. */
bool	rows_print(struct rows *rows, struct str part);
/* After the last part. */
void	rows_end(struct rows *rows);

#endif
