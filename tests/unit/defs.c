#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "define/defs.h"
#include "fixture.h"

static struct defs *
load(const char *reg, const char *told)
{
	struct said said;
	struct defs *defs;

	listen(&said);
	defs = defs_load("share", reg, &said.d);
	assert_int_equal(defs != NULL, *told == '\0');
	assert_int_equal(diag_status(&said.d), *told == '\0' ? 0 : 2);
	heard(&said, told);
	return defs;
}

static const char visit[] =
    "field\ttype\tkey\tvalues\n"
    "visits\ttable\t\t\n"
    "visit_id\tid\tyes\t\n"
    "place\tcode\t\tplaces\n";

static void
put_visit(void)
{
	put("share/kinds/visit.tsv", visit);
	put("share/codes/places.tsv", "code\nhome\nschool\n");
}

static void
all_definitions_together(void **state)
{
	struct defs *defs;

	(void)state;
	put_visit();
	put("share/scales/ruler.tsv", "scale\tmin\tmax\tbetter\n"
	    "ruler\t1\t10\tup\n");
	put("share/norms/ruler.tsv", "scale\treliable_change\tused\n"
	    "ruler\t2\tyes\n");
	defs = load(NULL, "");
	assert_non_null(kind_find(&defs->kinds, str_of("visit")));
	assert_non_null(list_find(&defs->lists, str_of("places")));
	assert_true(scale_exists(&defs->scales, str_of("ruler")));
	assert_int_equal(defs->scales.n_norms, 1);
	defs_free(defs);
}

static void
nothing_to_free(void **state)
{
	(void)state;
	defs_free(NULL);
}

static void
no_definitions_at_all(void **state)
{
	(void)state;
	load(NULL, "t: share: error: no definitions here (set FU_SHARE to the "
	    "folder that holds kinds, codes, scales and norms)\n");
}

static void
folders_may_be_missing(void **state)
{
	struct defs *defs;

	(void)state;
	put_visit();
	assert_int_equal(rmdir("share/scales"), 0);
	assert_int_equal(rmdir("share/norms"), 0);
	assert_int_equal(rmdir("reg/kinds"), 0);
	defs = load("reg", "");
	defs_free(defs);
}

static void
register_need_not_have_any(void **state)
{
	struct defs *defs;

	(void)state;
	put_visit();
	defs = load("no/such/register", "");
	defs_free(defs);
}

static void
list_of_a_field_must_exist(void **state)
{
	(void)state;
	put("share/kinds/visit.tsv", visit);
	load(NULL, "t: error: kind visit, field place: there is no list "
	    "codes/places.tsv\n");
}

/* The register may bring the list that an installed kind lacks. */
static void
list_may_be_the_registers(void **state)
{
	struct defs *defs;

	(void)state;
	put("share/kinds/visit.tsv", visit);
	put("reg/codes/places.tsv", "code\nhome\n");
	defs = load("reg", "");
	defs_free(defs);
}

static void
malformed_file_is_a_failure(void **state)
{
	(void)state;
	put_visit();
	put("share/scales/ruler.tsv", "scale\tmin\nruler\n");
	put("reg/norms/own.tsv", "scale\tused\r\nruler\tyes\r\n");
	load("reg", "t: share/scales/ruler.tsv:2: error: the line has 1 "
	    "fields, the header has 2\n"
	    "t: reg/norms/own.tsv:1:11: error: the line ends with CR LF "
	    "instead of LF\n");
}

/* Hidden files, and what an editor leaves behind, are no definitions. */
static void
other_files_are_left_alone(void **state)
{
	struct defs *defs;

	(void)state;
	put_visit();
	put("share/kinds/.visit.tsv", "not fu-tsv");
	put("share/kinds/visit.tsv~", "not fu-tsv");
	put("share/kinds/README", "not fu-tsv");
	defs = load(NULL, "");
	assert_int_equal(defs->kinds.n, 1);
	defs_free(defs);
}

/* Cells are unescaped once, when they are read. */
static void
escapes_are_undone(void **state)
{
	struct defs *defs;
	const struct list *list;

	(void)state;
	put_visit();
	put("share/codes/places.tsv",
	    "code\tlabel_da\nhome\ta\\tb\\\\c\n");
	defs = load(NULL, "");
	list = list_find(&defs->lists, str_of("places"));
	assert_true(str_is(list->code[0].label[LANG_DA], "a\tb\\c"));
	defs_free(defs);
}

/* Several files of a folder are read in the order of their names. */
static void
one_line_for_one_thing(void **state)
{
	struct defs *defs;

	(void)state;
	put_visit();
	put("share/scales/b.tsv", "scale\tmin\tmax\tbetter\nruler\t0\t5\tup\n");
	put("reg/scales/a.tsv", "scale\tmin\tmax\tbetter\nruler\t0\t9\tup\n");
	defs = load("reg", "");
	assert_int_equal(scale_find(&defs->scales, str_of("ruler"),
	    str_of(""))->max, 9000000);
	defs_free(defs);
	/* Whatever the file is called, and however far down it stands. */
	put("reg/scales/c.tsv", "max\tmin\tscale\tbetter\n1\t0\tother\tup\n"
	    "7\t0\truler\tup\n");
	load("reg", "t: reg/scales/c.tsv:3:1: error: a second line with this "
	    "scale,item: the other is on reg/scales/a.tsv line 2\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(all_definitions_together),
		cmocka_unit_test(nothing_to_free),
		in_folder(no_definitions_at_all),
		in_folder(folders_may_be_missing),
		in_folder(register_need_not_have_any),
		in_folder(list_of_a_field_must_exist),
		in_folder(list_may_be_the_registers),
		in_folder(malformed_file_is_a_failure),
		in_folder(other_files_are_left_alone),
		in_folder(escapes_are_undone),
		in_folder(one_line_for_one_thing),
	};

	return cmocka_run_group_tests_name("defs", tests, NULL, NULL);
}
