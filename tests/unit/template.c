#include "fixture.h"

#include "define/defs.h"

static const char visit[] =
    "field\ttype\trequired\tkey\tvalues\texclusive\tlabel_da\tlabel_en\n"
    "visits\ttable\t\t\t\t\tBesøg\tVisit\n"
    "case_id\tstr\tyes\tyes\t\t\tSagsnr\tCase no.\n"
    "date\tdate\tyes\tyes\t\t\tDato\tDate\n"
    "place\tcode\t\t\tplaces\tone\tSted\tPlace\n"
    "why\tcode\t\t\tplaces\tone\tHvorfor\tWhy\n";

static const char call[] =
    "field\ttype\trequired\tkey\tlabel_da\tlabel_en\n"
    "calls\ttable\t\t\tOpkald\tCall\n"
    "case_id\tstr\tyes\tyes\tSagsnr\tCase no.\n"
    "date\tdate\t\tyes\tDato\tDate\n";

static const char places[] = "code\tlabel_da\tlabel_en\nhome\thjemme\tat home\n"
    "town\ti byen\tin town\n";

#define HEAD "type\trecord\tkind\tfield\tlabel_da\tlabel_en\tconstant\tmap\t" \
    "required\tpattern\n"

static struct defs *
load(const char *template, const char *local, const char *told)
{
	struct defs *defs;
	struct said said;

	put("share/kinds/visit.tsv", visit);
	put("share/kinds/call.tsv", call);
	put("share/codes/places.tsv", places);
	put("share/templates/round.tsv", template);
	if (local != NULL)
		put("reg/templates/round.tsv", local);
	listen(&said);
	defs = defs_load("share", "reg", &said.d);
	heard(&said, told);
	return defs;
}

static const char round_[] = HEAD
    "template\t\t\t\tRunde\tRound\t\t\t\t\n"
    "field\t\t\tcase_id\t\t\t\t\tyes\t\n"
    "field\tvisit\tvisit\tdate\tBesøgt den\tVisited on\t\t\t\t\n"
    "field\tvisit\t\tplace\tHvor\tWhere\t\tHos mor=home; Intet=\t\t\n"
    "field\tvisit\t\twhy\tHvor\t\t\t\t\t\n"
    "field\tcall\tcall\tdate\tRinget den\tCalled on\t\t\t\t\\\\d.*\n"
    "ignore\t\t\t\tHusk\tRemember\t\t\t\t\n";

static void
lines_become_records_and_columns(void **state)
{
	struct defs *defs = load(round_, NULL, "");
	const struct template *t = template_find(&defs->templates,
	    str_of("round"));
	const struct template_record *r;

	(void)state;
	assert_non_null(t);
	assert_true(str_is(t->label[LANG_DA], "Runde"));
	assert_int_equal(t->n, 2);
	assert_int_equal(t->n_columns, 5);
	r = &t->record[0];
	assert_true(str_is(r->kind->name, "visit"));
	assert_int_equal(r->n, 4);
	/* The shared line comes last, and is nobody's own. */
	assert_int_equal(r->field[3].field, 0);
	assert_false(r->field[3].own);
	assert_true(r->field[0].own);
	/* Two fields of one column: one after the other. */
	assert_int_equal(r->field[1].other, 2);
	assert_true(r->field[2].is_other);
	assert_int_equal(r->field[1].column, r->field[2].column);
	r = &t->record[1];
	assert_int_equal(r->n, 2);
	assert_int_equal(r->field[1].column, 0);
	/* Headings are the field's own where the line has none. */
	assert_true(str_is(t->column[0].heading[LANG_EN], "Case no."));
	assert_true(t->column[0].required);
	assert_false(t->column[1].required);
	assert_non_null(t->column[3].match);
	assert_true(t->column[4].used);
	defs_free(defs);
}

static void
headings_are_found_in_either_language(void **state)
{
	struct defs *defs = load(round_, NULL, "");
	const struct template *t = template_find(&defs->templates,
	    str_of("round"));

	(void)state;
	assert_int_equal(template_column(t, str_of("Sagsnr")), 0);
	assert_int_equal(template_column(t, str_of("CASE NO.")), 0);
	assert_int_equal(template_column(t, str_of("case_id")), 0);
	assert_int_equal(template_column(t, str_of(" besøgt\nDEN")), 1);
	assert_int_equal(template_column(t, str_of("Besøgt")), 5);
	assert_int_equal(template_column(t, str_of("")), 5);
	defs_free(defs);
}

static void
a_map_says_what_words_mean(void **state)
{
	struct str map = str_of("Hos mor=home; Intet="), value;

	(void)state;
	assert_true(template_map(map, str_of("hos  MOR"), &value));
	assert_true(str_is(value, "home"));
	assert_true(template_map(map, str_of("intet"), &value));
	assert_int_equal(value.len, 0);
	assert_false(template_map(map, str_of("home"), &value));
	assert_false(template_map(map, str_of(""), &value));
}

static void
a_local_line_overrides_its_field(void **state)
{
	struct defs *defs = load(round_, HEAD
	    "field\tvisit\t\tplace\tHer\tHere\t\t\t\t\n"
	    "field\tvisit\t\twhy\t\t\ttown\t\t\t\n", "");
	const struct template *t = template_find(&defs->templates,
	    str_of("round"));
	const struct template_record *r = &t->record[0];

	(void)state;
	assert_int_equal(r->n, 4);
	/* The heading that it left to nobody is not known any more. */
	assert_int_equal(template_column(t, str_of("Hvor")), t->n_columns);
	assert_true(t->column[template_column(t, str_of("Her"))].used);
	defs_free(defs);
}

static void
a_kind_is_a_template(void **state)
{
	struct defs *defs = load(round_, NULL, "");
	struct template t;

	(void)state;
	template_of_kind(&t, kind_find(&defs->kinds, str_of("visit")));
	assert_true(t.is_kind);
	assert_int_equal(t.n, 1);
	assert_int_equal(t.n_columns, 4);
	assert_true(t.column[0].required);
	assert_false(t.column[2].required);
	assert_int_equal(template_column(&t, str_of("sted")), 2);
	template_release(&t);
	defs_free(defs);
}

/* Else its fields would be looked for in the other kind, and not be there. */
static void
a_record_is_of_one_kind(void **state)
{
	(void)state;
	assert_null(load(HEAD
	    "field\tv\tvisit\tplace\tSted\tPlace\t\t\t\t\n"
	    "field\tv\tcall\tdate\tDato\tDate\t\t\t\t\n", NULL,
	    "t: share/templates/round.tsv:3:9: error: kind: the first line of "
	    "this record says visit\n"));
}

static void
what_is_wrong_is_told(void **state)
{
	(void)state;
	assert_null(load(HEAD
	    "feild\t\t\t\t\t\t\t\t\t\n"
	    "field\tv\tvisti\tdate\t\t\t\t\t\t\n"
	    "field\tv\tvisit\tdtae\t\t\t\t\t\t\n"
	    "field\tw\t\tdate\t\t\t\t\t\t\n"
	    "field\tv\tvisit\tplace\t\t\tmoon\t\t\t\n"
	    "field\tv\t\tdate\t\t\t\t\tmaybe\t\n"
	    "field\tv\t\twhy\tX\t\t\t\t\t(\n", NULL,
	    "t: share/templates/round.tsv:2:1: error: type: \"feild\" is none "
	    "of template, field, ignore\n"
	    "t: share/templates/round.tsv:3:9: error: kind: there is no kind "
	    "visti\n"
	    "t: share/templates/round.tsv:4:15: error: field: no kind here has "
	    "a field \"dtae\"\n"
	    "t: share/templates/round.tsv:5:9: error: kind: the first line of "
	    "a record names its kind\n"
	    "t: share/templates/round.tsv:6:23: error: constant: \"moon\" is "
	    "none of: at home, in town; did you mean \"town\"?\n"
	    "t: share/templates/round.tsv:7:19: error: required: \"maybe\" is "
	    "not yes or empty\n"
	    "t: share/templates/round.tsv:8:20: error: pattern \"(\": missing "
	    "closing parenthesis, 1 characters into it; write \\ before a "
	    "sign that is meant as itself\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(lines_become_records_and_columns),
		in_folder(headings_are_found_in_either_language),
		cmocka_unit_test(a_map_says_what_words_mean),
		in_folder(a_local_line_overrides_its_field),
		in_folder(a_kind_is_a_template),
		in_folder(a_record_is_of_one_kind),
		in_folder(what_is_wrong_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
