#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <limits.h>

#include "base/mem.h"
#include "base/num.h"
#include "define/scale.h"
#include "fixture.h"

struct loaded {
	struct scales	scales;
	struct arena	arena;
};

static void
load(struct loaded *l, const char *reg, const char *told)
{
	struct said said;

	*l = (struct loaded){ 0 };
	listen(&said);
	assert_int_equal(scales_load(&l->scales, "share", reg, &l->arena,
	    &said.d), *told == '\0');
	heard(&said, told);
}

static void
unload(struct loaded *l)
{
	scales_release(&l->scales);
	arena_release(&l->arena);
}

static const struct scale *
scale_of(const struct loaded *l, const char *scale, const char *item)
{
	const struct scale *s = scale_find(&l->scales, str_of(scale),
	    str_of(item));

	assert_non_null(s);
	return s;
}

static int64_t
number_of(const char *text)
{
	int64_t n = 0;

	assert_int_equal(num_parse(str_of(text), &n), NUM_OK);
	return n;
}

/* Invented rulers: one where more is better, one where 1 is best. */
static const char rulers[] =
    "scale\titem\tversion\tmin\tmax\tstep\tbetter\tyellow\tgreen\tlabel_da\t"
    "label_en\tsource\tlicence\n"
    "ruler\t\t2\t1\t10\t0.5\tup\t4\t7\tLineal\tRuler\tinvented\tnone\n"
    "ruler\tsleep\t2\t0\t5\t\tup\t\t\tSøvn\t\t\t\n"
    "worry\t\t1\t1\t5\t1\tdown\t3\t2\tBekymring\tWorry\t\t\n";

static void
lines_of_scales(void **state)
{
	struct loaded l;
	const struct scale *s;

	(void)state;
	put("share/scales/rulers.tsv", rulers);
	load(&l, NULL, "");
	s = scale_of(&l, "ruler", "");
	assert_true(str_is(s->version, "2"));
	assert_int_equal(s->min, 1000000);
	assert_int_equal(s->max, 10000000);
	assert_int_equal(s->step, 500000);
	assert_int_equal(s->better, 1);
	assert_true(s->has_zones);
	assert_true(str_is(s->label[LANG_DA], "Lineal"));
	assert_true(str_is(s->source, "invented"));
	assert_true(str_is(s->licence, "none"));
	s = scale_of(&l, "ruler", "sleep");
	assert_int_equal(s->step, 0);
	assert_false(s->has_zones);
	assert_true(str_is(s->label[LANG_EN], "ruler"));
	s = scale_of(&l, "worry", "");
	assert_int_equal(s->better, -1);
	unload(&l);
}

static void
scales_and_items_are_found(void **state)
{
	struct loaded l;

	(void)state;
	put("share/scales/rulers.tsv", rulers);
	load(&l, NULL, "");
	assert_null(scale_find(&l.scales, str_of("ruler"), str_of("food")));
	assert_null(scale_find(&l.scales, str_of("worry"), str_of("sleep")));
	assert_null(scale_find(&l.scales, str_of("Ruler"), str_of("")));
	assert_true(scale_exists(&l.scales, str_of("ruler")));
	assert_false(scale_exists(&l.scales, str_of("rule")));
	assert_false(scale_exists(&l.scales, str_of("")));
	unload(&l);
}

static const struct {
	const char	*scale, *item, *value;
	bool		 on;
} steps[] = {
	{ "ruler", "", "1", true }, { "ruler", "", "1.5", true },
	{ "ruler", "", "10", true }, { "ruler", "", "7.25", false },
	{ "ruler", "", "7.499999", false }, { "ruler", "", "-2", true },
	{ "worry", "", "3", true }, { "worry", "", "2.5", false },
	/* No step: any value. */
	{ "ruler", "sleep", "3.141592", true },
};

static void
steps_count_from_the_minimum(void **state)
{
	struct loaded l;

	(void)state;
	put("share/scales/rulers.tsv", rulers);
	put("share/scales/odd.tsv", "scale\tmin\tmax\tstep\tbetter\n"
	    "odd\t0.3\t9.3\t3\tup\n");
	load(&l, NULL, "");
	for (size_t i = 0; i < N(steps); i++)
		if (scale_on_step(scale_of(&l, steps[i].scale, steps[i].item),
		    number_of(steps[i].value)) != steps[i].on)
			fail_msg("%s %s", steps[i].scale, steps[i].value);
	assert_true(scale_on_step(scale_of(&l, "odd", ""), number_of("3.3")));
	assert_false(scale_on_step(scale_of(&l, "odd", ""), number_of("3")));
	unload(&l);
}

static const struct {
	const char	*scale, *item, *value;
	const char	*zone;
} zones[] = {
	{ "ruler", "", "1", "red" }, { "ruler", "", "3.5", "red" },
	{ "ruler", "", "4", "yellow" }, { "ruler", "", "6.5", "yellow" },
	{ "ruler", "", "7", "green" }, { "ruler", "", "10", "green" },
	/* Where 1 is best, the same from the other end. */
	{ "worry", "", "5", "red" }, { "worry", "", "4", "red" },
	{ "worry", "", "3", "yellow" }, { "worry", "", "2.000001", "yellow" },
	{ "worry", "", "2", "green" }, { "worry", "", "1", "green" },
	{ "ruler", "sleep", "5", "" },
};

static void
zones_begin_at_their_bounds(void **state)
{
	struct loaded l;

	(void)state;
	put("share/scales/rulers.tsv", rulers);
	load(&l, NULL, "");
	for (size_t i = 0; i < N(zones); i++) {
		const char *zone = zone_name(scale_zone(scale_of(&l,
		    zones[i].scale, zones[i].item),
		    number_of(zones[i].value)));

		if (strcmp(zone, zones[i].zone) != 0)
			fail_msg("%s %s: %s", zones[i].scale, zones[i].value,
			    zone);
	}
	unload(&l);
}

static void
register_overrides_a_scale(void **state)
{
	struct loaded l;
	const struct scale *s;

	(void)state;
	put("share/scales/rulers.tsv", rulers);
	put("reg/scales/own.tsv", "scale\tmin\tmax\tbetter\tyellow\tgreen\n"
	    "ruler\t0\t100\tup\t50\t80\nown\t0\t1\tdown\t\t\n");
	load(&l, "reg", "");
	s = scale_of(&l, "ruler", "");
	assert_int_equal(s->max, 100000000);
	assert_int_equal(s->step, 0);
	assert_int_equal(s->green, 80000000);
	assert_int_equal(scale_of(&l, "ruler", "sleep")->max, 5000000);
	assert_int_equal(scale_of(&l, "own", "")->better, -1);
	unload(&l);
}

static const struct {
	const char	*line;
	const char	*told;
} wrong_scales[] = {
	{ "\t0\t10\t1\tup\t\t", "1: error: scale: missing\n" },
	{ "x\t\t10\t1\tup\t\t", "3: error: min: a scale needs a min and a "
	    "greater max\n" },
	{ "x\t10\t0\t1\tup\t\t", "3: error: min: a scale needs a min and a "
	    "greater max\n" },
	{ "x\t5\t5\t1\tup\t\t", "3: error: min: a scale needs a min and a "
	    "greater max\n" },
	{ "x\t0\t10\t-1\tup\t\t", "8: error: step: a step is greater than "
	    "0\n" },
	{ "x\t0\t10\t1\t\t\t", "10: error: better: up or down is wanted: a "
	    "scale has no direction of its own accord\n" },
	{ "x\t0\t10\t1\thigh\t\t", "10: error: better: up or down is wanted: "
	    "a scale has no direction of its own accord\n" },
	{ "x\t0\t10\t1\tup\t4\t", "15: error: green: yellow and green go "
	    "together, green on the better side\n" },
	{ "x\t0\t10\t1\tup\t7\t4", "15: error: green: yellow and green go "
	    "together, green on the better side\n" },
	{ "x\t0\t10\t1\tup\t4\t4", "15: error: green: yellow and green go "
	    "together, green on the better side\n" },
	{ "x\t0\t10\t1\tdown\t4\t7", "17: error: green: yellow and green go "
	    "together, green on the better side\n" },
};

static void
wrong_scales_are_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(wrong_scales); i++) {
		struct buf text = { 0 }, told = { 0 };
		struct loaded l;

		buf_addf(&text, "scale\tmin\tmax\tstep\tbetter\tyellow\tgreen\n"
		    "%s\n", wrong_scales[i].line);
		put("share/scales/x.tsv", text.p);
		buf_addf(&told, "t: share/scales/x.tsv:2:%s",
		    wrong_scales[i].told);
		load(&l, NULL, told.p);
		unload(&l);
		buf_release(&text);
		buf_release(&told);
	}
}

/* ---------------------------------------------------------------- norms -- */

#define NORMS	"scale\titem\trater\tage_from\tage_to\treliable_change\t" \
	"cutoff\tsource\tused\n"

/* Of each norm the change is the number it is known by. */
static const char norms[] = NORMS
    "ruler\t\t\t\t\t10\t\tany\tyes\n"
    "ruler\t\tchild\t\t\t20\t\tchild\tyes\n"
    "ruler\t\t\t6\t17\t30\t\tband\tyes\n"
    "ruler\t\t\t10\t12\t40\t\tnarrow band\tyes\n"
    "ruler\t\tchild\t10\t12\t50\t\tchild, narrow band\tyes\n"
    "ruler\t\tmother\t13\t\t60\t\tmother, from 13\tyes\n"
    "ruler\t\t\t\t5\t70\t\tto 5\tyes\n"
    "ruler\t\tfather\t\t\t80\t\tfather, not used\t\n"
    "ruler\tsleep\t\t\t\t90\t\titem\tyes\n";

static const struct {
	const char	*scale, *item, *rater;
	int		 low, high;
	int		 change;	/* 0: no norm */
} lookups[] = {
	/* An age that is not known fits no band. */
	{ "ruler", "", "school", INT_MIN, INT_MAX, 10 },
	{ "ruler", "", "mother", INT_MIN, INT_MAX, 10 },
	/* A role before none. */
	{ "ruler", "", "child", INT_MIN, INT_MAX, 20 },
	{ "ruler", "", "child", 15, 15, 20 },
	/* Any band before none; the narrower before the wider. */
	{ "ruler", "", "school", 15, 15, 30 },
	{ "ruler", "", "school", 11, 11, 40 },
	{ "ruler", "", "child", 11, 11, 50 },
	/* Both ends belong to the band. */
	{ "ruler", "", "school", 6, 6, 30 },
	{ "ruler", "", "school", 17, 17, 30 },
	{ "ruler", "", "school", 10, 10, 40 },
	{ "ruler", "", "school", 12, 12, 40 },
	{ "ruler", "", "school", 9, 9, 30 },
	{ "ruler", "", "school", 13, 13, 30 },
	{ "ruler", "", "school", 18, 18, 10 },
	/* A band that is open at one end. */
	{ "ruler", "", "mother", 13, 13, 60 },
	{ "ruler", "", "mother", 99, 99, 60 },
	{ "ruler", "", "mother", 12, 12, 40 },
	{ "ruler", "", "school", 0, 0, 70 },
	{ "ruler", "", "school", 5, 5, 70 },
	/* An age known to a year or two must fit with both ends. */
	{ "ruler", "", "school", 11, 12, 40 },
	{ "ruler", "", "school", 12, 13, 30 },
	{ "ruler", "", "school", 17, 18, 10 },
	/* What is not used is not used. */
	{ "ruler", "", "father", INT_MIN, INT_MAX, 10 },
	/* An item is not its scale. */
	{ "ruler", "sleep", "child", 11, 11, 90 },
	{ "ruler", "food", "child", 11, 11, 0 },
	{ "worry", "", "child", 11, 11, 0 },
};

static void
assert_norm(const struct scales *s, const char *scale, const char *item,
    const char *rater, int low, int high, int change)
{
	const struct norm *n = norm_find(s, str_of(scale), str_of(item),
	    str_of(rater), low, high);
	int found = n != NULL ? (int)(n->change / NUM_ONE) : 0;

	if (found != change)
		fail_msg("%s %s by %s, %d to %d: %d, not %d", scale, item,
		    rater, low, high, found, change);
}

static void
most_specific_norm_is_used(void **state)
{
	struct loaded l;

	(void)state;
	put("share/norms/n.tsv", norms);
	load(&l, NULL, "");
	for (size_t i = 0; i < N(lookups); i++)
		assert_norm(&l.scales, lookups[i].scale, lookups[i].item,
		    lookups[i].rater, lookups[i].low, lookups[i].high,
		    lookups[i].change);
	unload(&l);
}

/* A mean without its spread, or the other way round, is of no use. */
static void
figures_of_norms(void **state)
{
	struct loaded l;
	const struct norm *n;

	(void)state;
	put("share/norms/n.tsv", "scale\tsd\treliability\tclinical_mean\t"
	    "clinical_sd\tfunctional_mean\tfunctional_sd\tused\n"
	    "all\t1.5\t0.8\t-3\t2\t4.5\t1\tyes\n"
	    "half\t\t\t\t2\t4.5\t\tyes\n");
	load(&l, NULL, "");
	n = norm_find(&l.scales, str_of("all"), str_of(""), str_of("child"),
	    INT_MIN, INT_MAX);
	assert_non_null(n);
	assert_false(n->has_change || n->has_cutoff);
	assert_int_equal(n->sd, 1500000);
	assert_int_equal(n->reliability, 800000);
	assert_int_equal(n->clinical_mean, -3000000);
	assert_int_equal(n->clinical_sd, 2000000);
	assert_int_equal(n->functional_mean, 4500000);
	assert_int_equal(n->functional_sd, 1000000);
	n = norm_find(&l.scales, str_of("half"), str_of(""), str_of("child"),
	    INT_MIN, INT_MAX);
	assert_non_null(n);
	assert_int_equal(n->sd, 0);
	assert_int_equal(n->reliability, 0);
	assert_int_equal(n->clinical_sd, 0);
	assert_int_equal(n->functional_sd, 0);
	unload(&l);
}

/* In whatever order the lines stand. */
static void
order_of_lines_does_not_matter(void **state)
{
	struct buf text = { 0 };
	const char *line = norms + strlen(norms);
	struct loaded l;

	(void)state;
	buf_adds(&text, NORMS);
	while (line > norms + strlen(NORMS)) {
		const char *end = line--;

		while (line[-1] != '\n')
			line--;
		buf_add(&text, line, (size_t)(end - line));
	}
	put("share/norms/n.tsv", text.p);
	load(&l, NULL, "");
	for (size_t i = 0; i < N(lookups); i++)
		assert_norm(&l.scales, lookups[i].scale, lookups[i].item,
		    lookups[i].rater, lookups[i].low, lookups[i].high,
		    lookups[i].change);
	unload(&l);
	buf_release(&text);
}

static const struct {
	const char	*own;		/* the register's line */
	const char	*rater;
	int		 age;
	int		 change;
} locals[] = {
	/* However general, it comes before any that is installed. */
	{ "ruler\t\t\t\t\t1\t\tlocal: x\tyes\n", "child", 11, 1 },
	{ "ruler\t\t\t\t\t1\t\tlocal: x\tyes\n", "school", 99, 1 },
	/* Where it does not fit, the installed ones do. */
	{ "ruler\t\tmother\t\t\t1\t\tlocal: x\tyes\n", "child", 11, 50 },
	{ "ruler\t\t\t\t10\t1\t\tlocal: x\tyes\n", "child", 11, 50 },
	{ "ruler\t\t\t\t11\t1\t\tlocal: x\tyes\n", "child", 11, 1 },
	/* Not used: as if it were not there. */
	{ "ruler\t\t\t\t\t1\t\tlocal: x\t\n", "child", 11, 50 },
	{ "ruler\tsleep\t\t\t\t1\t\tlocal: x\tyes\n", "child", 11, 50 },
};

static void
register_comes_before_installed(void **state)
{
	(void)state;
	put("share/norms/n.tsv", norms);
	for (size_t i = 0; i < N(locals); i++) {
		struct buf text = { 0 };
		struct loaded l;

		buf_adds(&text, NORMS);
		buf_adds(&text, locals[i].own);
		put("reg/norms/own.tsv", text.p);
		load(&l, "reg", "");
		assert_norm(&l.scales, "ruler", "", locals[i].rater,
		    locals[i].age, locals[i].age, locals[i].change);
		unload(&l);
		buf_release(&text);
	}
}

static void
norm_carries_its_numbers_and_source(void **state)
{
	struct loaded l;
	const struct norm *n;

	(void)state;
	put("share/norms/n.tsv", NORMS
	    "ruler\t\t\t\t\t2.5\t4\tinvented\tyes\n"
	    "worry\t\t\t\t\t\t3\tinvented\tyes\n");
	load(&l, NULL, "");
	n = norm_find(&l.scales, str_of("ruler"), str_of(""), str_of("child"),
	    INT_MIN, INT_MAX);
	assert_non_null(n);
	assert_true(n->has_change && n->has_cutoff && !n->local);
	assert_int_equal(n->change, 2500000);
	assert_int_equal(n->cutoff, 4000000);
	assert_true(str_is(n->source, "invented"));
	n = norm_find(&l.scales, str_of("worry"), str_of(""), str_of("child"),
	    INT_MIN, INT_MAX);
	assert_non_null(n);
	assert_true(!n->has_change && n->has_cutoff);
	unload(&l);
}

static void
whether_an_age_is_asked_for(void **state)
{
	struct loaded l;

	(void)state;
	put("share/norms/n.tsv", NORMS
	    "ruler\t\t\t6\t\t10\t\tx\tyes\n"
	    "worry\t\t\t\t\t10\t\tx\tyes\n"
	    "other\t\t\t6\t17\t10\t\tx\t\n"
	    "third\t\t\t\t5\t10\t\tx\tyes\n");
	load(&l, NULL, "");
	assert_true(norm_needs_age(&l.scales, str_of("ruler"), str_of("")));
	assert_false(norm_needs_age(&l.scales, str_of("worry"), str_of("")));
	assert_false(norm_needs_age(&l.scales, str_of("other"), str_of("")));
	assert_true(norm_needs_age(&l.scales, str_of("third"), str_of("")));
	assert_false(norm_needs_age(&l.scales, str_of("ruler"),
	    str_of("sleep")));
	unload(&l);
}

static const struct {
	const char	*lines;
	const char	*told;
} wrong_norms[] = {
	{ "ruler\t\t\t\t\t0\t\tx\tyes\n", "2:11: error: reliable_change: a "
	    "threshold is greater than 0\n" },
	{ "ruler\t\t\t\t\t-2\t\tx\tyes\n", "2:11: error: reliable_change: a "
	    "threshold is greater than 0\n" },
	{ "ruler\t\t\tten\t\t2\t\tx\tyes\n", "2:9: error: age_from: an age in "
	    "whole years is wanted\n" },
	{ "ruler\t\t\t\t17.5\t2\t\tx\tyes\n", "2:10: error: age_to: an age in "
	    "whole years is wanted\n" },
	{ "ruler\t\t\t\t\tabout 2\t\tx\tyes\n", "2:11: error: "
	    "reliable_change: \"about 2\" is not a number\n" },
	{ "ruler\t\t\t6\t17\t2\t\tx\tyes\nruler\t\t\t6\t17\t3\t\ty\tyes\n",
	    "3:19: error: used: another norm for the same scale, item, rater "
	    "and age is used already\n" },
};

static void
wrong_norms_are_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(wrong_norms); i++) {
		struct buf text = { 0 }, told = { 0 };
		struct loaded l;

		buf_addf(&text, NORMS "%s", wrong_norms[i].lines);
		put("share/norms/x.tsv", text.p);
		buf_addf(&told, "t: share/norms/x.tsv:%s",
		    wrong_norms[i].told);
		load(&l, NULL, told.p);
		unload(&l);
		buf_release(&text);
		buf_release(&told);
	}
}

/* Published numbers disagree: any number may be listed, one is used. */
static void
unused_norms_may_disagree(void **state)
{
	struct loaded l;

	(void)state;
	put("share/norms/n.tsv", NORMS
	    "ruler\t\t\t\t\t2\t\tx\t\n"
	    "ruler\t\t\t\t\t3\t\ty\tyes\n"
	    "ruler\t\t\t\t\t4\t\tz\t\n");
	put("reg/norms/n.tsv", NORMS "ruler\t\t\t\t\t5\t\tlocal: x\tyes\n");
	load(&l, NULL, "");
	assert_norm(&l.scales, "ruler", "", "child", 11, 11, 3);
	unload(&l);
	load(&l, "reg", "");
	assert_norm(&l.scales, "ruler", "", "child", 11, 11, 5);
	unload(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(lines_of_scales),
		in_folder(scales_and_items_are_found),
		in_folder(steps_count_from_the_minimum),
		in_folder(zones_begin_at_their_bounds),
		in_folder(register_overrides_a_scale),
		in_folder(wrong_scales_are_told),
		in_folder(most_specific_norm_is_used),
		in_folder(figures_of_norms),
		in_folder(order_of_lines_does_not_matter),
		in_folder(register_comes_before_installed),
		in_folder(norm_carries_its_numbers_and_source),
		in_folder(whether_an_age_is_asked_for),
		in_folder(wrong_norms_are_told),
		in_folder(unused_norms_may_disagree),
	};

	return cmocka_run_group_tests_name("scale", tests, NULL, NULL);
}
