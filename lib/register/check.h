/*
 * check: is everything in a register as its definitions say?  Dialect, types,
 * keys, references, ranges by scale, ids, columns nobody declared, CPR numbers
 * in texts.  Says nothing where all is well; tells every finding with file,
 * line and column.  Reads only; knows every kind through its definition alone.
 */
#ifndef REGISTER_CHECK_H
#define REGISTER_CHECK_H

#include "register/reg.h"

/* Findings are errors of r->diag, which is to be `checking`; columns and tables
 * of nobody and CPR numbers are warnings. */
void	reg_check(struct reg *r);

#endif
