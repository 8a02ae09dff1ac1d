/*
 * import: sheets as coordinators receive them, read into a batch of records of
 * one kind.  Columns are found by the kind's labels, in either language, or by
 * its field names; the delimiter is the one with which they appear.
 *
 * Every defect of every sheet is told, with line, cell and column name.
 */
#ifndef REGISTER_IMPORT_H
#define REGISTER_IMPORT_H

#include <stdbool.h>

#include "register/batch.h"

/* Takes the records of one file into the batch: CSV, or fu-tsv where its name
 * ends in ".tsv" or is "-", since pipes carry fu-tsv.  False, told, if the file
 * cannot be read or if any of its rows was refused. */
bool	import_file(struct batch *b, const char *path);

#endif
