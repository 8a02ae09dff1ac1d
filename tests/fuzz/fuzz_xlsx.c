/*
 * What begins with PK is a file; all else is the XML of a worksheet, of texts,
 * of styles and of a workbook, with \377 between them, put into a zip here,
 * since no mutation finds a checksum.  Nothing crashes, rows come in order,
 * what they hold is text, and a second reading gives the same.
 */
#include <stdint.h>
#include <stdlib.h>
#include <zip.h>

#include "base/utf8.h"
#include "table/xlsx.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool ok)
{
	if (!ok)
		abort();
}

/* --------------------------------------------------------------- zips -- */

#define TYPE "Type='http://purl.oclc.org/ooxml/officeDocument/relationships/"

static void
add_part(zip_t *zip, const char *name, struct str text)
{
	zip_source_t *source = zip_source_buffer(zip, text.p, text.len, 0);
	zip_int64_t at = zip_file_add(zip, name, source, 0);

	check(at >= 0);
	check(zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE,
	    0) == 0);
}

static void
add_parts(zip_t *zip, struct str rest)
{
	static const char *const name[] = { "xl/sheet.xml", "xl/texts.xml",
	    "xl/styles.xml", "xl/book.xml" };
	static const char *const plain[] = { "<worksheet/>", "<sst/>",
	    "<styleSheet/>", "<workbook><sheets><sheet name='Ark1' id='a'/>"
	    "</sheets></workbook>" };

	add_part(zip, "_rels/.rels", str_of("<Relationships><Relationship "
	    "Id='a' " TYPE "officeDocument' Target='xl/book.xml'/>"
	    "</Relationships>"));
	add_part(zip, "xl/_rels/book.xml.rels", str_of("<Relationships>"
	    "<Relationship Id='a' " TYPE "worksheet' Target='sheet.xml'/>"
	    "<Relationship Id='s' " TYPE "sharedStrings' Target='texts.xml'/>"
	    "<Relationship Id='t' " TYPE "styles' Target='styles.xml'/>"
	    "</Relationships>"));
	for (size_t i = 0; i < 4; i++) {
		struct str part = str_cut(rest, '\377', &rest);

		add_part(zip, name[i], part.len > 0 ? part : str_of(plain[i]));
	}
}

static void
make_zip(struct buf *out, struct str parts)
{
	zip_source_t *made = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(made, ZIP_TRUNCATE, NULL);
	zip_stat_t st;

	check(zip != NULL);
	zip_source_keep(made);
	add_parts(zip, parts);
	check(zip_close(zip) == 0 && zip_source_open(made) == 0 &&
	    zip_source_stat(made, &st) == 0);
	buf_reserve(out, st.size);
	check(zip_source_read(made, out->p, st.size) == (zip_int64_t)st.size);
	out->len = st.size;
	zip_source_close(made);
	zip_source_free(made);
}

/* --------------------------------------------------------------- rows -- */

struct seen {
	struct buf	text;
	size_t		row;
};

static void
check_cell(struct str cell, bool exact)
{
	check(cell.len <= SHEET_CELL_MAX && (!exact || cell.len > 0));
	check(utf8_valid(cell) == cell.len);
	for (size_t i = 0; i < cell.len; i++) {
		unsigned char ch = (unsigned char)cell.p[i];

		check(ch >= 0x20 || ch == '\n' || ch == '\t');
		check(!exact || (ch > 0x20 && ch < 0x7F));
	}
}

static bool
take_row(const struct sheet_row *row, void *arg)
{
	struct seen *seen = arg;

	check(row->line == row->excel && row->excel > seen->row);
	check(row->excel <= XLSX_ROWS && row->n > 0 && row->n <= XLSX_COLUMNS);
	check(row->cell[row->n - 1].len > 0);
	for (size_t i = 0; i < row->n; i++) {
		check(row->at[i] == row->line);
		check_cell(row->cell[i], row->exact[i]);
		/* The beginning tells a difference as well as all. */
		if (seen->text.len < 1024 * 1024) {
			buf_add_str(&seen->text, row->cell[i]);
			buf_addc(&seen->text, row->exact[i] ? '!' : '|');
		}
	}
	seen->row = row->excel;
	return true;
}

static void
read_twice(struct xlsx *book)
{
	struct seen once = { 0 }, twice = { 0 };
	struct diag d = { 0 };
	size_t defects = xlsx_each(book, false, take_row, &once, &d);

	check(d.count[DIAG_ERROR] + d.count[DIAG_FAILURE] == defects);
	check(d.count[DIAG_FAILURE] <= 1);
	check(xlsx_each(book, false, take_row, &twice, NULL) == defects);
	check(once.row == twice.row);
	check(str_eq(buf_str(&once.text), buf_str(&twice.text)));
	buf_release(&once.text);
	buf_release(&twice.text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct buf file = { 0 };
	struct diag d = { 0 };
	struct xlsx *book;

	if (str_starts(bytes, "PK"))
		buf_add_str(&file, bytes);
	else
		make_zip(&file, bytes);
	book = xlsx_open(&file, "fuzz", NULL, &d);
	check(d.count[DIAG_FAILURE] == (book == NULL));
	if (book != NULL)
		read_twice(book);
	xlsx_free(book);
	return 0;
}
