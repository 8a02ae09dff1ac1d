#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "define/kind.h"
#include "fixture.h"

/* The kinds of both folders; what was told must be this. */
struct loaded {
	struct kinds	kinds;
	struct arena	arena;
};

static void
load(struct loaded *l, const char *reg, const char *told)
{
	struct said said;

	*l = (struct loaded){ 0 };
	listen(&said);
	kinds_load(&l->kinds, "share", reg, &l->arena, &said.d);
	assert_int_equal(diag_status(&said.d), *told == '\0' ? 0 : 2);
	heard(&said, told);
}

static void
unload(struct loaded *l)
{
	kinds_release(&l->kinds);
	arena_release(&l->arena);
}

static const struct kind *
kind_of(const struct loaded *l, const char *name)
{
	const struct kind *k = kind_find(&l->kinds, str_of(name));

	assert_non_null(k);
	return k;
}

static const char visit[] =
    "field\ttype\trequired\tkey\tref\tvalues\tdefault\tmin\tmax\tpattern\t"
    "exclusive\tlabel_da\tlabel_en\tabout_en\n"
    "visits\ttable\t\t\t\t\t\t\t\t\t\tBesøg\tVisit\tOne visit.\n"
    "visit_id\tid\t\tyes\t\t\tV\t\t\t\t\tNr\tNo.\t\n"
    "date\tdate\tyes\t\t\t\t\t\t\t\t\tDato\tDate\tThe day.\n"
    "other\tref\t\t\tvisit\t\t\t\t\t\t\tAndet\tOther\t\n"
    "place\tcode\t\t\t\tplaces\thome\t\t\t^[a-z]+$\t\tSted\tPlace\t\n"
    "hours\tdec\t\t\t\t\t\t-1.5\t24\t\tamount\tTimer\tHours\t\n"
    "scale\tref\t\t\tscale\t\t\t\t\t\t\t\t\t\n"
    "value\tdec\t\t\t\t\t\tscale.min\tscale.max\t\tamount\t\t\t\n"
    "item\tcode\t\t\t\t\t\t\t\t\t\t\t\t\n"
    "note\ttext\t\t\t\t\t\t\t\t\t\tNotat\tNote\t\n";

static void
fields_are_what_the_file_says(void **state)
{
	struct loaded l;
	const struct kind *k;
	const struct field *f;

	(void)state;
	put("share/kinds/visit.tsv", visit);
	load(&l, NULL, "");
	k = kind_of(&l, "visit");
	assert_true(str_is(k->table, "visits"));
	assert_true(str_is(k->label[LANG_DA], "Besøg"));
	assert_true(str_is(k->label[LANG_EN], "Visit"));
	assert_true(str_is(k->about, "One visit."));
	assert_int_equal(k->n, 9);

	f = &k->field[0];
	assert_true(str_is(f->name, "visit_id"));
	assert_int_equal(f->type, TYPE_ID);
	assert_true(f->key && !f->required);
	assert_true(str_is(f->meaning, "V"));
	f = &k->field[1];
	assert_int_equal(f->type, TYPE_DATE);
	assert_true(f->required && !f->key);
	assert_true(str_is(f->about, "The day."));
	assert_false(f->has_min || f->has_max || f->by_scale);
	f = &k->field[2];
	assert_true(str_is(f->ref, "visit"));
	f = &k->field[3];
	assert_true(str_is(f->values, "places"));
	assert_true(str_is(f->meaning, "home"));
	assert_true(str_is(f->pattern, "^[a-z]+$"));
	assert_int_equal(match_test(f->match, str_of("home")), MATCH_YES);
	assert_int_equal(match_test(f->match, str_of("Home")), MATCH_NO);
	f = &k->field[4];
	assert_true(f->has_min && f->has_max && !f->by_scale);
	assert_int_equal(f->min, -1500000);
	assert_int_equal(f->max, 24000000);
	assert_true(str_is(f->exclusive, "amount"));
	assert_null(f->match);
	f = &k->field[6];
	assert_true(f->by_scale && !f->has_min && !f->has_max);
	unload(&l);
}

static void
label_left_out_is_the_name(void **state)
{
	struct loaded l;
	const struct field *f;

	(void)state;
	put("share/kinds/visit.tsv", visit);
	load(&l, NULL, "");
	f = &kind_of(&l, "visit")->field[6];
	assert_true(str_is(f->label[LANG_DA], "value"));
	assert_true(str_is(f->label[LANG_EN], "value"));
	unload(&l);
}

static void
found_by_name_or_table(void **state)
{
	struct loaded l;
	const struct kind *k;

	(void)state;
	put("share/kinds/visit.tsv", visit);
	load(&l, NULL, "");
	k = kind_of(&l, "visit");
	assert_ptr_equal(kind_of(&l, "visits"), k);
	assert_null(kind_find(&l.kinds, str_of("visi")));
	assert_null(kind_find(&l.kinds, str_of("")));
	assert_int_equal(kind_field(k, "date"), 1);
	assert_int_equal(kind_field(k, "dat"), k->n);
	assert_int_equal(k->scale_field, 5);
	assert_int_equal(k->item_field, 7);
	unload(&l);
}

static void
fields_with_a_part_to_play(void **state)
{
	struct loaded l;
	const struct kind *visit_kind, *place;

	(void)state;
	put("share/kinds/visit.tsv", visit);
	/* Its id is typed, not given out; it has no date and no scale. */
	put("share/kinds/place.tsv", "field\ttype\trequired\tkey\n"
	    "places\ttable\t\t\nplace_id\tid\tyes\tyes\nname\tstr\t\t\n");
	load(&l, NULL, "");
	visit_kind = kind_of(&l, "visit");
	place = kind_of(&l, "place");
	assert_int_equal(kind_assigned(visit_kind), 0);
	assert_int_equal(kind_assigned(place), place->n);
	assert_int_equal(kind_date(visit_kind), 1);
	assert_int_equal(kind_date(place), place->n);
	assert_int_equal(place->scale_field, place->n);
	unload(&l);
}

static void
register_extends_and_overrides(void **state)
{
	struct loaded l;
	const struct kind *k;

	(void)state;
	put("share/kinds/visit.tsv", visit);
	put("reg/kinds/visit.tsv", "field\ttype\trequired\tpattern\tlabel_da\n"
	    "place\tcode\tyes\t^[A-Z]+$\tLokale\n"
	    "weather\tstr\t\t\tVejr\n");
	put("reg/kinds/trip.tsv", "field\ttype\tkey\tref\n"
	    "trips\ttable\t\t\ntrip_id\tid\tyes\t\nvisit_id\tref\t\tvisit\n");
	load(&l, "reg", "");
	k = kind_of(&l, "visit");
	assert_int_equal(k->n, 10);
	/* The whole line is another one: what it leaves out is missing. */
	assert_true(k->field[3].required);
	assert_true(str_is(k->field[3].label[LANG_DA], "Lokale"));
	assert_true(str_is(k->field[3].label[LANG_EN], "place"));
	assert_int_equal(k->field[3].values.len, 0);
	assert_int_equal(match_test(k->field[3].match, str_of("HOME")),
	    MATCH_YES);
	assert_true(str_is(k->field[9].name, "weather"));
	assert_true(str_is(k->label[LANG_DA], "Besøg"));
	assert_int_equal(kind_of(&l, "trips")->n, 2);
	unload(&l);
	load(&l, NULL, "");
	assert_null(kind_find(&l.kinds, str_of("trip")));
	assert_int_equal(kind_of(&l, "visit")->n, 9);
	unload(&l);
}

#define HEADER	"field\ttype\trequired\tkey\tref\tmin\tpattern\n"
#define GOOD	"things\ttable\t\t\t\t\t\nid\tid\t\tyes\t\t\t\n"
#define AT(line, col)	"t: share/kinds/thing.tsv:" #line ":" #col ": error: "

static const struct {
	const char	*lines;
	const char	*told;
} wrong[] = {
	{ GOOD "x\tnumber\t\t\t\t\t\n", AT(4, 3) "type: \"number\" is none of "
	    "id, ref, date, month, datetime, time, week, int, dec, code, "
	    "codes, bool, str, text, period\n" },
	{ GOOD "Name\tstr\t\t\t\t\t\n", AT(4, 1) "field: not a name: a small "
	    "letter, then small letters, digits and _\n" },
	{ GOOD "x\tstr\tja\t\t\t\t\n",
	    AT(4, 7) "required: \"ja\" is not yes or empty\n" },
	{ GOOD "x\tstr\t\tno\t\t\t\n",
	    AT(4, 8) "key: \"no\" is not yes or empty\n" },
	{ GOOD "x\tdec\t\t\t\t1,5\t\n",
	    AT(4, 10) "min: \"1,5\" is not a number\n" },
	{ GOOD "x\tref\t\t\t\t\t\n", AT(4, 9) "ref: a field of type ref needs "
	    "the kind it refers to\n" },
	{ GOOD "x\tref\t\t\tnothing\t\t\n", "t: error: kind thing, field x: "
	    "there is no kind nothing\n" },
	{ "id\tid\t\tyes\t\t\t\n", "t: error: kind thing: no line of type "
	    "table names its table\n" },
	{ "things\ttable\t\t\t\t\t\nx\tstr\t\t\t\t\t\n",
	    "t: error: kind thing has no key field\n" },
	{ GOOD "x\tstr\t\t\t\t\n", "t: share/kinds/thing.tsv:4: error: the "
	    "line has 6 fields, the header has 7\n" },
};

static void
put_thing(const char *lines)
{
	struct buf text = { 0 };

	buf_adds(&text, HEADER);
	buf_adds(&text, lines);
	put("share/kinds/thing.tsv", text.p);
	buf_release(&text);
}

static void
what_is_wrong_is_told_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(wrong); i++) {
		struct loaded l;

		put_thing(wrong[i].lines);
		load(&l, NULL, wrong[i].told);
		unload(&l);
	}
}

static void
loading_what_is_wrong_is_false(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(wrong); i++) {
		struct loaded l = { 0 };
		struct diag d = { 0 };
		bool ok;

		put_thing(wrong[i].lines);
		ok = kinds_load(&l.kinds, "share", NULL, &l.arena, &d);
		unload(&l);
		if (ok)
			fail_msg("true, but: %s", wrong[i].told);
	}
}

static void
pattern_that_is_none_is_a_failure(void **state)
{
	struct loaded l = { 0 };
	struct diag d = { 0 };

	(void)state;
	put("share/kinds/thing.tsv", HEADER GOOD "x\tstr\t\t\t\t\t(\n");
	kinds_load(&l.kinds, "share", NULL, &l.arena, &d);
	assert_int_equal(diag_status(&d), 2);
	unload(&l);
}

static const struct {
	enum type	 type;
	const char	*name;
	enum order_as	 order;
	enum cell_kind	 cell;
} types[] = {
	{ TYPE_ID, "id", ORDER_BYTES, CELL_CODE },
	{ TYPE_DATE, "date", ORDER_BYTES, CELL_DATE },
	{ TYPE_WEEK, "week", ORDER_BYTES, CELL_CODE },
	{ TYPE_INT, "int", ORDER_NUMBER, CELL_NUMBER },
	{ TYPE_DEC, "dec", ORDER_NUMBER, CELL_NUMBER },
	{ TYPE_CODES, "codes", ORDER_BYTES, CELL_CODE },
	{ TYPE_STR, "str", ORDER_TEXT, CELL_TEXT },
	{ TYPE_TEXT, "text", ORDER_TEXT, CELL_TEXT },
	{ TYPE_PERIOD, "period", ORDER_BYTES, CELL_CODE },
};

static void
types_order_and_show(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(types); i++) {
		assert_string_equal(type_name(types[i].type), types[i].name);
		assert_int_equal(type_order(types[i].type), types[i].order);
		assert_int_equal(type_cell(types[i].type), types[i].cell);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(fields_are_what_the_file_says),
		in_folder(label_left_out_is_the_name),
		in_folder(found_by_name_or_table),
		in_folder(fields_with_a_part_to_play),
		in_folder(register_extends_and_overrides),
		in_folder(what_is_wrong_is_told_with_its_place),
		in_folder(loading_what_is_wrong_is_false),
		in_folder(pattern_that_is_none_is_a_failure),
		cmocka_unit_test(types_order_and_show),
	};

	return cmocka_run_group_tests_name("kind", tests, NULL, NULL);
}
