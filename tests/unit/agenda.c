#include "fixture.h"

#include "define/agenda.h"
#include "define/defs.h"

static const char cases[] =
    "field\ttype\trequired\tkey\n"
    "cases\ttable\t\t\n"
    "case_id\tstr\tyes\tyes\n"
    "allocated\tdate\t\t\n";

static const char types[] = "code\nplan\nother\n";
static const char raters[] = "code\nchild\nmother\n";

#define HEAD "type\titem\torder\tminutes\twho\twithin\tof\tmost\tda\ten\n"

static const char plan[] = HEAD
    "meeting\t\t\t\tchild,mother.x\tP14D\tallocated\t2\t\t\n"
    "item\tb\t20\t5\t\t\t\t\tTo\tTwo\n"
    "item\ta\t10\t10\tchild\t\t\t\tEn\tOne\n"
    "purpose\ta\t\t\t\t\t\t\tHvorfor\tWhy\n"
    "item\tc\t30\t\t\t\t\t\tTre\t\n";

struct loaded {
	struct defs	*defs;
	struct agendas	 agendas;
};

static void
load(struct loaded *l, const char *file, const char *local, const char *told)
{
	struct said said;

	put("share/kinds/case.tsv", cases);
	put("share/codes/meeting_types.tsv", types);
	put("share/codes/raters.tsv", raters);
	put("share/agendas/plan.tsv", file);
	if (local != NULL)
		put("reg/agendas/plan.tsv", local);
	listen(&said);
	l->defs = defs_load("share", NULL, &said.d);
	assert_non_null(l->defs);
	assert_int_equal(agendas_load(&l->agendas, l->defs, "share", "reg",
	    &said.d), *told == '\0');
	heard(&said, told);
}

static void
unload(struct loaded *l)
{
	agendas_release(&l->agendas);
	defs_free(l->defs);
}

/* "a:One b:Two" of the lines of a sort. */
static void
lines_are(const struct agenda *a, enum agenda_sort sort, const char *expected)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < a->n; i++)
		if (a->line[i].sort == sort)
			buf_addf(&text, "%s%.*s:%.*s", text.len > 0 ? " " :
			    "", STR(a->line[i].item),
			    STR(a->line[i].text[LANG_EN]));
	assert_string_equal(buf_text(&text), expected);
	buf_release(&text);
}

static void
a_file_is_an_agenda(void **state)
{
	const struct agenda *a;
	struct loaded l;

	(void)state;
	load(&l, plan, NULL, "");
	a = agenda_find(&l.agendas, str_of("plan"));
	assert_non_null(a);
	assert_true(str_is(a->who, "child,mother.x"));
	assert_int_equal(a->within.days, 14);
	assert_true(str_is(a->of, "allocated"));
	assert_int_equal(a->most, 2);
	/* A text of one language stands for both. */
	lines_are(a, AGENDA_ITEM, "a:One b:Two c:Tre");
	lines_are(a, AGENDA_PURPOSE, "a:Why");
	assert_int_equal(agenda_minutes(a), 15);
	assert_true(agenda_has(a, AGENDA_PURPOSE));
	assert_false(agenda_has(a, AGENDA_CHECK));
	assert_null(agenda_find(&l.agendas, str_of("talk")));
	unload(&l);
}

static void
register_changes_moves_adds_and_drops(void **state)
{
	const struct agenda *a;
	struct loaded l;

	(void)state;
	load(&l, plan,
	    "type\titem\torder\tminutes\tda\n"
	    "meeting\t\t\t90\t\n"
	    "item\ta\t25\t\tUno\n"
	    "item\tb\t\t7\tDue\n"
	    "item\tc\t\t\t\n"
	    "item\td\t\t\tNy\n"
	    "check\td\t\t\tHusk\n", "");
	a = agenda_find(&l.agendas, str_of("plan"));
	lines_are(a, AGENDA_ITEM, "b:Due a:Uno d:Ny");
	lines_are(a, AGENDA_CHECK, "d:Husk");
	/* A line takes the place of the whole line. */
	assert_int_equal(a->who.len, 0);
	assert_int_equal(a->of.len, 0);
	assert_int_equal(a->most, 0);
	assert_int_equal(agenda_minutes(a), 90);
	unload(&l);
}

static void
types_without_an_agenda_have_the_other(void **state)
{
	struct loaded l;

	(void)state;
	put("share/agendas/other.tsv", HEAD
	    "item\tx\t\t5\t\t\t\t\tX\tX\n");
	load(&l, plan, NULL, "");
	assert_true(str_is(agenda_find(&l.agendas, str_of("talk"))->type,
	    "other"));
	unload(&l);
}

static void
defects_are_told(void **state)
{
	static const char *const wrong[][2] = {
		{ "thing\ta\t\t\t\t\t\t\tX\tX\n",
		    "1: error: type: \"thing\" is none of meeting, purpose, "
		    "bring, item, check" },
		{ "item\t\t\t\t\t\t\t\tX\tX\n", "6: error: item: missing" },
		{ "item\ta\t\t\t\t\t\t\t\t\n", "14: error: da: missing" },
		{ "item\ta\t\t1.5\t\t\t\t\tX\tX\n",
		    "9: error: minutes: \"1.5\" is not a whole number up to "
		    "1440" },
		{ "item\ta\tx\t\t\t\t\t\tX\tX\n",
		    "8: error: order: \"x\" is not a number" },
		{ "item\ta\t\t\tchild,aunt\t\t\t\tX\tX\n",
		    "10: error: who: \"aunt\" is not in the list raters" },
		{ "meeting\t\t\t\t\tP14D\t\t\t\t\n",
		    "13: error: within: within and of go together" },
		{ "meeting\t\t\t\t\t14\tallocated\t\t\t\n",
		    "13: error: within: a period such as P14D is wanted" },
		{ "meeting\t\t\t\t\tP14D\tcase_id\t\t\t\n",
		    "18: error: of: a date of cases is wanted, such as "
		    "allocated" },
		{ "meeting\t\t\t\t\t\t\tmany\t\t\n",
		    "15: error: most: \"many\" is not a whole number up to "
		    "1000" }
	};

	(void)state;
	for (size_t i = 0; i < N(wrong); i++) {
		struct buf file = { 0 }, told = { 0 };
		struct loaded l;

		buf_addf(&file, "%s%s", HEAD, wrong[i][0]);
		buf_addf(&told, "t: share/agendas/plan.tsv:2:%s\n",
		    wrong[i][1]);
		load(&l, file.p, NULL, told.p);
		unload(&l);
		buf_release(&file);
		buf_release(&told);
	}
}

static void
a_file_is_called_as_a_type(void **state)
{
	struct loaded l;

	(void)state;
	put("reg/agendas/plann.tsv", "type\titem\tda\nitem\ta\tX\n");
	load(&l, plan, NULL, "t: reg/agendas/plann.tsv:2:1: error: type: "
	    "there is no type of meeting that is called as this file, in "
	    "codes/meeting_types.tsv\n");
	unload(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(a_file_is_an_agenda),
		in_folder(register_changes_moves_adds_and_drops),
		in_folder(types_without_an_agenda_have_the_other),
		in_folder(defects_are_told),
		in_folder(a_file_is_called_as_a_type),
	};

	return cmocka_run_group_tests_name("agenda", tests, NULL, NULL);
}
