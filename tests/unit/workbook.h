/*
 * workbook: small workbooks for unit tests, made in memory from the XML of
 * their parts.
 *
 * Static functions, for a test is one source file; none uses them all.
 */
#ifndef TESTS_UNIT_WORKBOOK_H
#define TESTS_UNIT_WORKBOOK_H

#include "fixture.h"

#include <zip.h>

#include "base/buf.h"

struct part {
	const char	*name;
	struct str	 text;
};

/* Appends a zip of the parts. */
__attribute__((unused)) static void
make_zip(struct buf *out, const struct part *part, size_t n)
{
	zip_source_t *made = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(made, ZIP_TRUNCATE, NULL);
	zip_stat_t st;

	assert_non_null(zip);
	zip_source_keep(made);
	for (size_t i = 0; i < n; i++)
		assert_true(zip_file_add(zip, part[i].name, zip_source_buffer(
		    zip, part[i].text.p, part[i].text.len, 0),
		    ZIP_FL_OVERWRITE) >= 0);
	assert_int_equal(zip_close(zip), 0);
	assert_int_equal(zip_source_open(made), 0);
	assert_int_equal(zip_source_stat(made, &st), 0);
	buf_reserve(out, st.size);
	assert_int_equal(zip_source_read(made, out->p + out->len, st.size),
	    st.size);
	out->len += st.size;
	out->p[out->len] = '\0';
	zip_source_close(made);
	zip_source_free(made);
}

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/" \
	"relationships"
#define ROOT_RELS "<Relationships><Relationship Id='rId1' " \
	"Type='" TYPE "/officeDocument' Target='xl/workbook.xml'/>" \
	"</Relationships>"
#define RELS "<Relationships>" \
	"<Relationship Id='a' Type='" TYPE "/worksheet' " \
	"Target='worksheets/sheet1.xml'/>" \
	"<Relationship Id='b' Type='" TYPE "/worksheet' " \
	"Target='/xl/./worksheets/../worksheets/Sheet2.xml'/>" \
	"<Relationship Id='c' Type='" TYPE "/chartsheet' " \
	"Target='chartsheets/sheet3.xml'/>" \
	"<Relationship Id='s' Type='" TYPE "/sharedStrings' " \
	"Target='sharedStrings.xml'/>" \
	"<Relationship Id='t' Type='" TYPE "/styles' Target='styles.xml'/>" \
	"</Relationships>"
#define BOOK(more) "<workbook xmlns:r='" TYPE "'>" more "<sheets>" \
	"<sheet name='Data' sheetId='1' r:id='a'/></sheets></workbook>"

/* What a test gives of a workbook; NULL: the plain one. */
struct parts {
	const char	*book, *texts, *styles;
	const char	*sheet;		/* all of the part */
	const char	*data;		/* or what is in sheetData */
};

/* Appends the workbook. */
__attribute__((unused)) static void
make_workbook(struct buf *out, struct parts p)
{
	struct buf sheet = { 0 };
	struct part part[] = {
		{ "_rels/.rels", str_of(ROOT_RELS) },
		{ "xl/_rels/workbook.xml.rels", str_of(RELS) },
		{ "xl/workbook.xml", str_of(p.book ? p.book : BOOK("")) },
		{ "xl/sharedStrings.xml",
		    str_of(p.texts ? p.texts : "<sst/>") },
		{ "xl/styles.xml",
		    str_of(p.styles ? p.styles : "<styleSheet/>") },
		{ "xl/worksheets/sheet1.xml", { NULL, 0 } },
		{ "xl/worksheets/sheet2.xml", str_of("<worksheet><sheetData>"
		    "<row><c t='inlineStr'><is><t>second</t></is></c></row>"
		    "</sheetData></worksheet>") },
	};

	if (p.sheet != NULL)
		buf_adds(&sheet, p.sheet);
	else
		buf_addf(&sheet, "<worksheet><sheetData>%s</sheetData>"
		    "</worksheet>", p.data != NULL ? p.data : "");
	part[5].text = buf_str(&sheet);
	make_zip(out, part, N(part));
	buf_release(&sheet);
}

#endif
