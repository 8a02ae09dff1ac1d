/*
 * cmd: what a program hands to the one main(): its commands, each an option
 * table and a run().  A command parses options, asks the library, and prints:
 * it calculates nothing and knows no format.
 */
#ifndef CMD_H
#define CMD_H

#include "base/diag.h"
#include "base/opt.h"
#include "base/out.h"

/* What a command works with; made and put away by main(). */
struct run {
	const char	*program;	/* "fu-case" */
	struct diag	 diag;
	struct out	 out;		/* standard output, or the -o file */
	bool		 stored;	/* whatever becomes of the output */
};

struct command {
	const char		*name;
	const char		*about;		/* lower case, no full stop */
	const char		*operands;
	const struct opt	*opts;
	/* Returns 0, or an exit status that the diagnostics do not say. */
	int			(*run)(struct run *r, int argc, char **argv);
};

struct program {
	const char			*name;
	const char			*about;		/* the manual's .Nd */
	const struct command *const	*commands;	/* NULL-terminated */
};

/* Each program's folder defines it. */
extern const struct program program;

#endif
