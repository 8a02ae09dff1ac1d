#include "fixture.h"

#include "define/codebook.h"
#include "define/defs.h"

static const char cases[] =
    "field\ttype\trequired\tkey\n"
    "cases\ttable\t\t\n"
    "case_id\tstr\tyes\tyes\n"
    "unit\tstr\t\t\n"
    "note\ttext\t\t\n"
    "closed\tdate\t\t\n";

/* A kind of no case. */
static const char days[] =
    "field\ttype\trequired\tkey\n"
    "days\ttable\t\t\n"
    "day\tdate\tyes\tyes\n"
    "text\ttext\t\t\n";

enum { CASE_ID, UNIT, NOTE, CLOSED };

#define HEAD "code\tlabel_da\tlabel_en\tkinds\tpattern\n"

struct loaded {
	struct defs		*defs;
	struct codebooks	 codebooks;
	const struct kind	*kind;
};

static void
load(struct loaded *l, const char *file, const char *local, const char *told)
{
	struct said said;

	put("share/kinds/case.tsv", cases);
	put("share/kinds/day.tsv", days);
	put("share/codebooks/change.tsv", file);
	if (local != NULL)
		put("reg/codebooks/change.tsv", local);
	listen(&said);
	l->defs = defs_load("share", NULL, &said.d);
	assert_non_null(l->defs);
	l->kind = kind_find(&l->defs->kinds, str_of("case"));
	assert_int_equal(codebooks_load(&l->codebooks, l->defs, "share", "reg",
	    &said.d), *told == '\0');
	heard(&said, told);
}

static void
unload(struct loaded *l)
{
	codebooks_release(&l->codebooks);
	defs_free(l->defs);
}

static void
a_line_is_a_pattern(void **state)
{
	const struct code_pattern *p;
	struct loaded l;

	(void)state;
	load(&l, HEAD "sleep\tSøvn\t\t\tsover\nsleep\t\t\tcase\tsøvn\n"
	    "off\t\t\tcase.unit, case\tafbud\n", NULL, "");
	assert_int_equal(l.codebooks.n, 3);
	p = l.codebooks.pattern;
	assert_true(str_is(p[0].codebook, "change"));
	/* A label of one language stands for both, and for later lines. */
	assert_true(str_is(p[0].label[LANG_EN], "Søvn"));
	assert_true(str_is(p[1].label[LANG_DA], "Søvn"));
	assert_true(str_is(p[2].label[LANG_DA], "off"));
	assert_int_equal(match_test(p[0].match, str_of("Han SOVER")),
	    MATCH_YES);
	assert_ptr_equal(codebook_find(&l.codebooks, str_of("change"),
	    str_of("sleep")), &p[0]);
	assert_ptr_equal(codebook_find(&l.codebooks, str_of("change"),
	    str_of("")), &p[0]);
	assert_null(codebook_find(&l.codebooks, str_of("chang"), str_of("")));
	assert_null(codebook_find(&l.codebooks, str_of("change"),
	    str_of("slee")));
	unload(&l);
}

static void
a_pattern_has_its_places(void **state)
{
	const struct code_pattern *p;
	struct loaded l;

	(void)state;
	load(&l, HEAD "a\t\t\t\tx\nb\t\t\tcase\tx\nc\t\t\tcase.unit\tx\n"
	    "d\t\t\tcase.unit,case.note\tx\n", NULL, "");
	p = l.codebooks.pattern;
	for (size_t i = 0; i < 4; i++) {
		assert_false(code_pattern_is_for(&p[i], l.kind, CASE_ID));
		assert_false(code_pattern_is_for(&p[i], l.kind, CLOSED));
		/* A field of type str only where it is named. */
		assert_int_equal(code_pattern_is_for(&p[i], l.kind, UNIT),
		    i >= 2);
		assert_int_equal(code_pattern_is_for(&p[i], l.kind, NOTE),
		    i != 2);
	}
	unload(&l);
}

static void
a_register_adds_and_takes_away(void **state)
{
	struct loaded l;

	(void)state;
	load(&l, HEAD "a\t\t\t\tx\nb\t\t\t\ty\na\t\t\t\tz\n",
	    HEAD "a\t\t\t\t\nb\t\t\t\tw\nc\t\t\t\tv\n", "");
	assert_int_equal(l.codebooks.n, 3);
	assert_null(codebook_find(&l.codebooks, str_of("change"),
	    str_of("a")));
	assert_true(str_is(l.codebooks.pattern[0].code, "b"));
	assert_true(str_is(l.codebooks.pattern[1].code, "b"));
	assert_true(str_is(l.codebooks.pattern[2].code, "c"));
	unload(&l);
}

static void
says_what_is_wrong(void **state)
{
	struct loaded l;

	(void)state;
	load(&l, HEAD "\t\t\t\tx\na b\t\t\t\tx\na\t\t\t\t\na\t\t\t\tx(\n"
	    "a\t\t\tcase,nowt\tx\na\t\t\tday\tx\na\t\t\tcase.closed\tx\n",
	    NULL,
	    "t: share/codebooks/change.tsv:2:1: error: code: \"\" is not a "
	    "name, or the file's is none: small letters a to z, digits and _\n"
	    "t: share/codebooks/change.tsv:3:1: error: code: \"a b\" is not a "
	    "name, or the file's is none: small letters a to z, digits and _\n"
	    "t: share/codebooks/change.tsv:4:6: error: pattern: missing\n"
	    "t: share/codebooks/change.tsv:5:6: error: pattern \"x(\": missing "
	    "closing parenthesis, 2 characters into it; write \\ before a sign "
	    "that is meant as itself\n"
	    "t: share/codebooks/change.tsv:6:5: error: kinds: \"nowt\": there "
	    "is no such kind, or its records have no case_id\n"
	    "t: share/codebooks/change.tsv:7:5: error: kinds: \"day\": there "
	    "is no such kind, or its records have no case_id\n"
	    "t: share/codebooks/change.tsv:8:5: error: kinds: \"case.closed\": "
	    "case has no such field of type text or str\n");
	unload(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(a_line_is_a_pattern),
		in_folder(a_pattern_has_its_places),
		in_folder(a_register_adds_and_takes_away),
		in_folder(says_what_is_wrong),
	};

	return cmocka_run_group_tests_name("codebook", tests, NULL, NULL);
}
