/*
 * reg: a register that is open: its files, its settings, its definitions.
 * Settings are register.tsv, name and value; definitions are the installed ones
 * extended by the register's own.
 */
#ifndef REGISTER_REG_H
#define REGISTER_REG_H

#include <stdbool.h>

#include "base/diag.h"
#include "define/defs.h"
#include "register/store.h"
#include "table/frame.h"
#include "table/tsv.h"

struct reg {
	char		*dir;		/* as it was named, owned */
	struct store	*store;
	struct defs	*defs;		/* owned */
	struct frame	 settings;
	struct arena	 arena;		/* names of files */
	struct diag	*diag;
};

/* Makes a register in a new folder.  False, told, if it cannot. */
bool	reg_make(const char *dir, enum lang lang, struct diag *d);

/* To read.  share: the installed definitions.  False, told; call reg_close()
 * all the same. */
bool	reg_open(struct reg *r, const char *dir, const char *share,
	    struct diag *d);
/* Takes the lock, to write, until reg_close(); what is read from now on is as
 * it is now.  Not before all input is read: others wait.  False, told. */
bool	reg_lock(struct reg *r);
void	reg_close(struct reg *r);

/* The nearest folder at or above the working one that holds a register.tsv;
 * NULL if there is none.  The caller frees it. */
char	*reg_nearest(void);

/* A setting; empty if it is not there. */
struct str reg_setting(const struct reg *r, const char *name);
/* The register's language, `otherwise` if it says none. */
enum lang reg_lang(const struct reg *r, enum lang otherwise);

/* Opens the table of a kind for reading; false, saying nothing, if no record of
 * that kind was ever stored, and false with a diagnostic on a failure.  To be
 * closed with tsv_close() in both cases. */
bool	reg_table(struct reg *r, const struct kind *k, struct tsv *t);
/* The table of a kind in memory, by its key column; an absent table has no
 * rows.  False, told, on a failure. */
bool	reg_frame(struct reg *r, const char *kind, const char *key,
	    struct frame *f);
/* "DIR/ratings.tsv", for messages; lives as long as r. */
const char *reg_path(struct reg *r, const char *name);

#endif
