/*
 * import: sheets as coordinators receive them, read into a batch of records by
 * a template.  Columns are found by their headings, in either language; the
 * delimiter and the row of the headings are those with which they appear.
 *
 * Every defect of every sheet is told, with line, cell and column name.  What
 * is refused can be given back in a twin of the sheet: the same columns, and
 * behind them what was wrong.
 */
#ifndef REGISTER_IMPORT_H
#define REGISTER_IMPORT_H

#include <stdbool.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "define/template.h"
#include "register/batch.h"
#include "register/receipt.h"
#include "table/sheet.h"

/* One file that is being imported; the caller keeps it until the batch is
 * stored. */
struct import {
	struct batch		*batch;
	const struct template	*template;
	const char		*path;
	const char		*tab;		/* of a workbook; NULL: first */
	struct source		*source;
	char			 sha256[RECEIPT_SHA256]; /* empty: no receipt */
	bool			 before;	/* imported already: not read */
	struct receipt		 receipt;	/* of that time */
	const struct import	*same;		/* has the same bytes: this one
						 * is not read; or NULL */
	struct stat		 was;		/* the file when it was read */
	struct buf		 bytes;		/* of fu-tsv */
	struct sheet		 sheet;
	bool			 has_sheet;	/* else fu-tsv */
	char			 delimiter;
	size_t			 header_line;
	const char		*twin;		/* set by the intake */
};

/* Takes the records of one file into the batch: CSV or a workbook, or fu-tsv
 * where its name ends in ".tsv" or is "-", since pipes carry fu-tsv.  tab: the
 * workbook's sheet, NULL: the first.  A file whose bytes were imported by this
 * template before, or by one of the n imports of this call before it, is not
 * read.  What is wrong is told, and refused. */
void	import_file(struct import *im, struct batch *b,
	    const struct template *t, const char *path, const char *tab,
	    const struct receipts *receipts, const struct import *earlier,
	    size_t n);
void	import_release(struct import *im);
/* Once more under the lock: was it imported meanwhile? */
void	import_look_again(struct import *im, const struct receipts *receipts);
/* "kind:rating", or a template's name. */
struct str import_template_name(const struct import *im);

/* Appends the twin of a file: its headings, its refused rows, and behind each
 * the line, the cell and what was wrong, in the language of messages.  CSV that
 * Excel opens, or fu-tsv for fu-tsv.  False, told, if it cannot be read. */
bool	import_twin(const struct import *im, struct buf *out);
bool	import_twin_is_csv(const struct import *im);
/* One of the headings behind a twin's columns, which import passes over. */
bool	import_is_twin_heading(struct str heading);

#endif
