/*
 * opt: one table per command is the only description of its options.  Parsing,
 * the usage line, --help and shell completion read the same table, and
 * tests/docs holds the manual against it.
 *
 * Options may stand anywhere before "--"; the operands are moved to the front
 * of argv, in their order.
 */
#ifndef BASE_OPT_H
#define BASE_OPT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"

enum opt_kind {
	OPT_END,
	OPT_GROUP,	/* value is another table: its options are ours */
	OPT_FLAG,	/* bool */
	OPT_TEXT,	/* const char *, borrowed from argv */
	OPT_LIST,	/* struct opt_list: may be given several times */
	OPT_DATE,	/* struct opt_day */
	OPT_WEEK,	/* struct opt_day: its Monday */
	OPT_PERIOD,	/* struct period */
	OPT_LANG	/* struct opt_lang */
};

struct opt {
	enum opt_kind	 kind;
	char		 letter;	/* '\0': no letter */
	const char	*name;		/* the long spelling */
	const char	*arg;		/* name of the value, NULL for a flag */
	void		*value;
	const char	*help;		/* lower case, no full stop */
};

struct opt_list {
	const char	**word;		/* owned array, NULL-terminated */
	size_t		  n;
};

struct opt_day {
	bool	given;
	day_t	day;
};

struct opt_lang {
	bool		given;
	enum lang	lang;
};

/* True, with *argc the number of operands in argv[0..]; false after telling
 * what is wrong. */
bool	opt_parse(const struct opt *table, int *argc, char **argv,
	    struct diag *d);
/* The same, but stops at the first operand and returns its index in argv:
 * for the options before a command's name.  -1: wrong. */
int	opt_parse_first(const struct opt *table, int argc, char **argv,
	    struct diag *d);
void	opt_usage(struct buf *out, const struct opt *table, const char *name,
	    const char *operands);
void	opt_help(struct buf *out, const struct opt *table);
void	opt_list_release(struct opt_list *list);

#endif
