#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "define/code.h"
#include "fixture.h"

struct loaded {
	struct lists	lists;
	struct arena	arena;
};

static void
load(struct loaded *l, const char *reg, const char *told)
{
	struct said said;

	*l = (struct loaded){ 0 };
	listen(&said);
	lists_load(&l->lists, "share", reg, &l->arena, &said.d);
	assert_int_equal(diag_status(&said.d), *told == '\0' ? 0 : 2);
	heard(&said, told);
}

static void
unload(struct loaded *l)
{
	lists_release(&l->lists);
	arena_release(&l->arena);
}

static const struct list *
raters(const struct loaded *l)
{
	const struct list *list = list_find(&l->lists, str_of("raters"));

	assert_non_null(list);
	return list;
}

static const char file[] =
    "code\tlabel_da\tlabel_en\n"
    "child\tbarn\tchild\n"
    "mother\tmor\tmother\n"
    "network\tnetværk\tnetwork\n"
    "nurse\tSundhedspl. A\thealth nurse\n"
    "other\t\t\n";

static const struct {
	const char	*typed;
	const char	*code;		/* NULL: none */
} typed[] = {
	{ "child", "child" },
	{ "barn", "child" },
	{ "Barn", "child" },
	{ "BARN", "child" },
	{ "CHILD", "child" },
	{ "health nurse", "nurse" },
	{ "Health\xC2\xA0Nurse", "nurse" },
	{ "NETVÆRK", "network" },
	{ "netva\xCC\x88rk", NULL },		/* ä is not æ */
	{ "other", "other" },
	/* A person or detail behind a full stop is kept as it was typed. */
	{ "network.mormor", "network.mormor" },
	{ "Netværk.Mormor", "network.Mormor" },
	{ "mor.1", "mother.1" },
	{ "network.a.b", "network.a.b" },
	{ "network.", NULL },
	{ ".mormor", NULL },
	{ "mormor", NULL },
	{ "mormor.network", NULL },
	/* A full stop may belong to the label. */
	{ "sundhedspl. a", "nurse" },
	{ "", NULL },
	{ "bar", NULL },
	{ "barn ", NULL },
};

static void
codes_and_labels_in_any_case(void **state)
{
	struct loaded l;

	(void)state;
	put("share/codes/raters.tsv", file);
	load(&l, NULL, "");
	for (size_t i = 0; i < N(typed); i++) {
		struct buf code = { 0 };
		bool ok = code_read(raters(&l), str_of(typed[i].typed), &code);

		if (ok != (typed[i].code != NULL) ||
		    (ok && !str_is(buf_str(&code), typed[i].code)))
			fail_msg("\"%s\": \"%s\"", typed[i].typed,
			    buf_text(&code));
		buf_release(&code);
	}
	unload(&l);
}

static const struct {
	const char	*code;
	const char	*da, *en;
} labels[] = {
	{ "child", "barn", "child" },
	{ "nurse", "Sundhedspl. A", "health nurse" },
	{ "other", "other", "other" },
	{ "network.mormor", "netværk.mormor", "network.mormor" },
	{ "unheard", "unheard", "unheard" },
	{ "unheard.of", "unheard.of", "unheard.of" },
	{ "Child", "Child", "Child" },
	{ "", "", "" },
};

static void
labels_in_both_languages(void **state)
{
	struct loaded l;

	(void)state;
	put("share/codes/raters.tsv", file);
	load(&l, NULL, "");
	for (size_t i = 0; i < N(labels); i++) {
		struct buf da = { 0 }, en = { 0 };

		code_label(raters(&l), str_of(labels[i].code), LANG_DA, &da);
		code_label(raters(&l), str_of(labels[i].code), LANG_EN, &en);
		assert_string_equal(buf_text(&da), labels[i].da);
		assert_string_equal(buf_text(&en), labels[i].en);
		buf_release(&da);
		buf_release(&en);
	}
	unload(&l);
}

static void
without_a_list_the_code_is_its_label(void **state)
{
	struct buf out = { 0 };

	(void)state;
	code_label(NULL, str_of("network.mormor"), LANG_DA, &out);
	assert_string_equal(buf_text(&out), "network.mormor");
	buf_release(&out);
}

static void
codes_are_found_as_they_are_written(void **state)
{
	struct loaded l;

	(void)state;
	put("share/codes/raters.tsv", file);
	load(&l, NULL, "");
	assert_non_null(code_find(raters(&l), str_of("child")));
	assert_null(code_find(raters(&l), str_of("Child")));
	assert_null(code_find(raters(&l), str_of("barn")));
	assert_null(code_find(raters(&l), str_of("network.mormor")));
	assert_null(list_find(&l.lists, str_of("rater")));
	unload(&l);
}

static void
choices_and_the_nearest_of_them(void **state)
{
	struct buf out = { 0 };
	struct loaded l;

	(void)state;
	put("share/codes/raters.tsv", file);
	load(&l, NULL, "");
	code_choices(raters(&l), LANG_DA, &out);
	assert_string_equal(buf_text(&out),
	    "barn, mor, netværk, Sundhedspl. A, other");
	assert_string_equal(code_nearest(raters(&l), str_of("bran")),
	    "barn");
	assert_string_equal(code_nearest(raters(&l), str_of("netvaerk")),
	    "netværk");
	assert_string_equal(code_nearest(raters(&l), str_of("mothr")),
	    "mother");
	assert_null(code_nearest(raters(&l), str_of("skolelærer")));
	buf_release(&out);
	unload(&l);
}

static void
register_extends_and_overrides(void **state)
{
	struct buf out = { 0 };
	struct loaded l;

	(void)state;
	put("share/codes/raters.tsv", file);
	put("reg/codes/raters.tsv", "code\tlabel_da\nchild\tden unge\n"
	    "aunt\tmoster\n");
	put("reg/codes/teams.tsv", "code\nnord\n");
	load(&l, "reg", "");
	code_choices(raters(&l), LANG_DA, &out);
	assert_string_equal(buf_text(&out),
	    "den unge, mor, netværk, Sundhedspl. A, other, moster");
	buf_clear(&out);
	/* The label that the register's line leaves out is the code. */
	code_label(raters(&l), str_of("child"), LANG_EN, &out);
	assert_string_equal(buf_text(&out), "child");
	assert_non_null(list_find(&l.lists, str_of("teams")));
	buf_release(&out);
	unload(&l);
}

static void
line_without_a_code_is_told(void **state)
{
	struct loaded l;

	(void)state;
	put("share/codes/raters.tsv", "code\tlabel_da\nchild\tbarn\n\tmor\n");
	load(&l, NULL,
	    "t: share/codes/raters.tsv:3:1: error: code: missing\n");
	unload(&l);
}

static void
label_of_two_codes_means_neither(void **state)
{
	struct buf out = { 0 };
	struct loaded l;

	(void)state;
	put("share/codes/raters.tsv", "code\tlabel_da\tlabel_en\n"
	    "a\tandet\tother a\nb\tAndet\tA\nc\tmor\tmor\n");
	load(&l, NULL, "");
	assert_false(code_read(raters(&l), str_of("andet"), &out));
	assert_false(code_read(raters(&l), str_of("andet.x"), &out));
	assert_true(code_meanings(raters(&l), str_of("ANDET"), &out));
	assert_string_equal(out.p, "a, b");
	buf_clear(&out);
	assert_true(code_meanings(raters(&l), str_of("andet.x"), &out));
	assert_string_equal(out.p, "a, b");
	buf_clear(&out);
	/* A code outranks what another one is called. */
	assert_true(code_read(raters(&l), str_of("A"), &out));
	assert_string_equal(out.p, "a");
	buf_clear(&out);
	assert_false(code_meanings(raters(&l), str_of("a"), &out));
	assert_false(code_meanings(raters(&l), str_of("mor"), &out));
	assert_false(code_meanings(raters(&l), str_of("far"), &out));
	buf_release(&out);
	unload(&l);
}

/* What export writes, import reads. */
static void
installed_labels_read_back(void **state)
{
	const char *share = getenv("FU_SHARE");
	struct arena arena = { 0 };
	struct lists lists = { 0 };
	struct diag d = { 0 };

	(void)state;
	if (share == NULL)
		skip();
	assert_true(lists_load(&lists, share, NULL, &arena, &d));
	assert_true(lists.n > 0);
	for (size_t i = 0; i < lists.n; i++)
		for (size_t j = 0; j < 2 * lists.list[i].n; j++) {
			const struct code *c = &lists.list[i].code[j / 2];
			struct buf read = { 0 };

			if (!code_read(&lists.list[i], c->label[j % 2],
			    &read) || !str_eq(buf_str(&read), c->code))
				fail_msg("%s: %s", lists.list[i].name.p,
				    c->label[j % 2].p);
			buf_release(&read);
		}
	lists_release(&lists);
	arena_release(&arena);
}

static void
another_label_leaves_the_tie(void **state)
{
	const struct code *code;
	struct loaded l;

	(void)state;
	put("share/codes/raters.tsv", "code\tgeneration\ttie\tsex\n"
	    "parent\t1\tdescent\t\nchildminder\t\t\t\ngrandchild\t-1\t\t\n"
	    "mother\t\t\tf\npartner\t0\tcouple\t\n");
	put("reg/codes/raters.tsv", "code\tlabel_da\tgeneration\ttie\n"
	    "parent\tværge\t\t\npartner\t\t\tparted\n");
	load(&l, "reg", "");
	code = code_find(raters(&l), str_of("parent"));
	assert_true(str_is(code->label[LANG_DA], "værge"));
	assert_true(code->has_generation && code->generation == 1);
	assert_int_equal(code->tie, TIE_DESCENT);
	code = code_find(raters(&l), str_of("partner"));
	assert_true(!code->has_generation && code->tie == TIE_PARTED);
	code = code_find(raters(&l), str_of("grandchild"));
	assert_int_equal(code->generation, -1);
	assert_true(str_is(code_find(raters(&l), str_of("mother"))->sex, "f"));
	code = code_find(raters(&l), str_of("childminder"));
	assert_true(!code->has_generation && code->tie == TIE_NONE);
	unload(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(codes_and_labels_in_any_case),
		in_folder(labels_in_both_languages),
		cmocka_unit_test(without_a_list_the_code_is_its_label),
		in_folder(codes_are_found_as_they_are_written),
		in_folder(choices_and_the_nearest_of_them),
		in_folder(another_label_leaves_the_tie),
		in_folder(register_extends_and_overrides),
		in_folder(line_without_a_code_is_told),
		in_folder(label_of_two_codes_means_neither),
		cmocka_unit_test(installed_labels_read_back),
	};

	return cmocka_run_group_tests_name("code", tests, NULL, NULL);
}
