#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "define/defs.h"
#include "fixture.h"

static void
put_kinds(void)
{
	put("share/kinds/case.tsv", "field\ttype\trequired\tkey\n"
	    "cases\ttable\t\t\ncase_id\tid\tyes\tyes\nborn\tmonth\t\t\n"
	    "allocated\tdate\tyes\t\nstarted\tdate\t\t\n"
	    "interval\tperiod\t\t\n");
	put("share/kinds/event.tsv", "field\ttype\trequired\tkey\tref\t"
	    "values\tdefault\n"
	    "events\ttable\t\t\t\t\t\nevent_id\tid\t\tyes\t\t\tE\n"
	    "case_id\tref\tyes\t\tcase\t\t\ndate\tdate\tyes\t\t\t\t\n"
	    "type\tcode\t\t\t\ttypes\t\nroles\tcodes\t\t\t\troles\t\n"
	    "n\tint\t\t\t\t\t\nnoted\tdate\t\t\t\t\t\n");
	put("share/kinds/thing.tsv", "field\ttype\trequired\tkey\n"
	    "things\ttable\t\t\nname\tid\tyes\tyes\n");
	put("share/kinds/net.tsv", "field\ttype\trequired\tkey\tref\t"
	    "default\nnets\ttable\t\t\t\t\nnet_id\tid\t\tyes\t\tN\n"
	    "from\tdate\t\t\t\t\nrhythm\tperiod\t\t\t\t\n"
	    "part\tref\t\t\tnet\t\nabout\tref\t\t\tevent\t\n");
	put("share/kinds/visit.tsv", "field\ttype\trequired\tkey\tref\n"
	    "visits\ttable\t\t\t\ncase_id\tref\tyes\tyes\tcase\n"
	    "date\tdate\tyes\tyes\t\nnet\tref\t\t\tnet\n"
	    "visit\tref\t\t\tvisit\n");
	put("share/codes/types.tsv", "code\tlabel_da\tlabel_en\n"
	    "a\tA\tA\nb\tB\tB\n");
	put("share/codes/roles.tsv", "code\tlabel_da\tlabel_en\n"
	    "mother\tmor\tmother\nfather\tfar\tfather\n");
}

#define HEADER "rule\tset\twhat\ton\twhen\tfrom\tafter\tor\tor_when\t" \
	"before\tat_least\tagain\tuntil\twho\tdone\tdone_when\tdone_from\t" \
	"done_who\tdone_of\tused\n"

/* The rules of a file are read, or told to be wrong. */
static struct defs *
load(const char *rules, const char *own, const char *told)
{
	struct said said;
	struct defs *defs;

	put_kinds();
	put("share/rules/r.tsv", rules);
	if (own != NULL)
		put("reg/rules/r.tsv", own);
	listen(&said);
	defs = defs_load("share", own != NULL ? "reg" : NULL, &said.d);
	assert_int_equal(defs != NULL, *told == '\0');
	heard(&said, told);
	return defs;
}

static const struct rule *
rule_of(const struct defs *defs, const char *name)
{
	const struct rule *r = rule_find(&defs->rules, str_of(name));

	assert_non_null(r);
	return r;
}

static void
what_a_line_says(void **state)
{
	struct defs *defs = load(HEADER
	    "one\tdk\tx\tevent\ttype=a; n>=3\t\tP3M\tevent\ttype=b\t\t2\t\t"
	    "type=b\tmother,father\tevent\ttype!=a\tnoted\troles\t\tyes\n"
	    "two\tours\tx\tcase\t\tborn\tP16Y\t\t\t\t\t\t\t\tevent\t\t\t\t\t\n"
	    "hours\tdk\tx\tevent\t\t\tPT24H\t\t\t\t\t\t\t\tevent\t\t\t\t\tyes\n"
	    "days\tdk\tx\tevent\t\t\t6 weekdays\t\t\t\t\tdone\t\t\tevent\t\t"
	    "\t\t\tyes\n"
	    "work\tdk\tx\tevent\t\t\t7 workdays\t\t\t\t\t\t\t\tevent\t\t"
	    "\t\t\t\n"
	    "field\tdk\tx\tcase\t\tstarted\tinterval\t\t\t\t\t\t\t\tevent\t\t"
	    "\t\t\t\n"
	    "own\tours, theirs\tx\tnet\t\t\trhythm\t\t\t\t\tdone\t\t\t"
	    "visit\t\t\t\tnet\tyes\n"
	    "named\tdk\tx\tnet\t\t\tP1M\t\t\t\t\t\t\t\tnet\t\t\t\tpart"
	    "\tyes\n"
	    "months\tdk\tx\tcase\t\tstarted\t04-01/06-30,11-15/01-15\t\t"
	    "\t\t\t\t\t\tevent\t\t\t\t\tyes\n"
	    "ahead\tdk\tx\tevent\t\t\t\t\t\tP7D\t\t\t\t\tevent\t\t\t\t\t\n"
	    "year\tdk\tx\tevent\t\t\tP1Y\t\t\t\t2\tdue\t\t\tevent\t\t\t\t\t\n",
	    NULL, "");
	const struct rule *r = rule_of(defs, "one");

	(void)state;
	assert_int_equal(r->on.n, 2);
	assert_string_equal(r->on.word[0], "type=a");
	assert_string_equal(r->on.word[1], "n>=3");
	assert_int_equal(r->on.date, kind_date(r->on.kind));
	assert_string_equal(r->or.word[0], "type=b");
	assert_string_equal(r->until.word[0], "type=b");
	assert_int_equal(r->unit, RULE_PERIOD);
	assert_int_equal(r->period.months, 3);
	assert_int_equal(r->at_least, 2);
	assert_int_equal(r->n_who, 2);
	assert_true(str_is(r->who[1], "father"));
	assert_int_equal(r->done.date, kind_field(r->done.kind, "noted"));
	assert_int_equal(r->done.otherwise, kind_date(r->done.kind));
	assert_true(r->used);
	assert_null(rule_of(defs, "two")->or.kind);
	assert_false(rule_of(defs, "two")->used);
	assert_int_equal(rule_of(defs, "hours")->unit, RULE_HOURS);
	assert_int_equal(rule_of(defs, "hours")->n, 24);
	assert_int_equal(rule_of(defs, "days")->unit, RULE_WEEKDAYS);
	assert_int_equal(rule_of(defs, "days")->again, RULE_AGAIN_DONE);
	assert_int_equal(rule_of(defs, "work")->unit, RULE_WORKDAYS);
	assert_int_equal(rule_of(defs, "work")->n, 7);
	assert_int_equal(rule_of(defs, "field")->unit, RULE_FIELD);
	assert_int_equal(rule_of(defs, "field")->on.period, kind_field(
	    rule_of(defs, "field")->on.kind, "interval"));
	r = rule_of(defs, "own");
	assert_int_equal(r->unit, RULE_FIELD);
	assert_int_equal(r->on.period, kind_field(r->on.kind, "rhythm"));
	assert_int_equal(r->done.of, kind_field(r->done.kind, "net"));
	assert_true(r->on.undated);
	assert_true(rule_is_of(r, str_of("theirs")));
	assert_false(rule_is_of(r, str_of("ours, theirs")));
	r = rule_of(defs, "months");
	assert_int_equal(r->unit, RULE_WINDOWS);
	assert_int_equal(r->n_windows, 2);
	assert_int_equal(r->window[1].first, 1115);
	assert_int_equal(r->window[1].last, 115);
	assert_false(r->on.undated);
	assert_int_equal(rule_of(defs, "ahead")->unit, RULE_BEFORE);
	assert_int_equal(rule_of(defs, "year")->again, RULE_AGAIN_DUE);
	assert_true(rules_have_set(&defs->rules, str_of("ours")));
	assert_false(rules_have_set(&defs->rules, str_of("our")));
	defs_free(defs);
}

#define PLAIN(name, set, used) name "\t" set "\tx\tevent\t\t\tP1M\t\t\t\t" \
	"\t\t\t\tevent\t\t\t\t\t" used "\n"

static void
lines_of_ones_own(void **state)
{
	struct defs *defs = load(HEADER PLAIN("a", "dk", "yes")
	    PLAIN("b", "dk", "") PLAIN("c", "dk", "yes"),
	    HEADER PLAIN("a", "ours", "yes")
	    "b\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\tyes\n"
	    "c\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\n", "");

	(void)state;
	assert_int_equal(defs->rules.n, 3);
	assert_true(str_is(rule_of(defs, "a")->sets, "ours"));
	assert_true(rule_of(defs, "b")->used);
	assert_int_equal(rule_of(defs, "b")->period.months, 1);
	assert_false(rule_of(defs, "c")->used);
	defs_free(defs);
}

/* One message, at the line, that ends so. */
static void
refused(const char *line, const char *told)
{
	struct buf text = { 0 };
	struct said said;

	put_kinds();
	buf_addf(&text, "%s%s", HEADER, line);
	put("share/rules/r.tsv", text.p);
	listen(&said);
	assert_null(defs_load("share", NULL, &said.d));
	fclose(said.d.out);
	assert_true(str_starts(str_of(said.text), "t: share/rules/r.tsv:2:"));
	assert_string_equal(strstr(said.text, "error: ") + 7, told);
	free(said.text);
	buf_release(&text);
}

#define NO_AFTER "one of P3M, PT24H, \"6 weekdays\", \"7 workdays\", " \
    "04-01/06-30 and a field of the trigger or its case that holds a period " \
    "is wanted\n"

#define LINE(on, when, from, after, before, least, again, who, done, \
    done_when, done_who) "r\tdk\tx\t" on "\t" when "\t" from "\t" after \
    "\t\t\t" before "\t" least "\t" again "\t\t" who "\t" done "\t" \
    done_when "\t\t" done_who "\t\tyes\n"

static void
lines_that_are_wrong(void **state)
{
	static const struct { const char *line, *told; } cases[] = {
		{ LINE("even", "", "", "P1M", "", "", "", "", "event", "", ""),
		    "on: there is no kind \"even\"\n" },
		{ LINE("thing", "", "", "P1M", "", "", "", "", "event", "",
		    ""), "on: records of thing have no date\n" },
		{ LINE("event", "typ=a", "", "P1M", "", "", "", "", "event",
		    "", ""), "when: event has no field \"typ\"; "
		    "did you mean type? (there are: event_id, case_id, date, "
		    "type, roles, n, noted)\n" },
		{ LINE("event", "type=c", "", "P1M", "", "", "", "", "event",
		    "", ""), "when: type \"c\" is not in its "
		    "list of codes\n" },
		{ LINE("event", "type", "", "P1M", "", "", "", "", "event",
		    "", ""), "\"type\" is not a condition: a field, one of "
		    "= != < <= > >= ~ !~ ~* !~*, and a value, without blanks "
		    "between them\n" },
		{ LINE("event", "type~(", "", "P1M", "", "", "", "", "event",
		    "", ""), "pattern \"(\": missing closing parenthesis, 1 "
		    "characters into it; write \\ before a sign that is meant "
		    "as itself\n" },
		{ LINE("event", "n>x", "", "P1M", "", "", "", "", "event",
		    "", ""), "when: n \"x\" is not a number\n" },
		{ LINE("event", "date>2026", "", "P1M", "", "", "", "",
		    "event", "", ""), "when: date \"2026\" is "
		    "not a date such as 2026-11-22\n" },
		{ LINE("event", "", "type", "P1M", "", "", "", "", "event",
		    "", ""), "from: a field of type date is "
		    "wanted, or month for an age in from\n" },
		{ LINE("event", "", "", "", "", "", "", "", "event", "", ""),
		    "after: either after or before is wanted\n" },
		{ LINE("event", "", "", "P1M", "P1D", "", "", "", "event", "",
		    ""), "after: either after or before is "
		    "wanted\n" },
		{ LINE("event", "", "", "6 days", "", "", "", "", "event", "",
		    ""), "after: " NO_AFTER },
		{ LINE("event", "", "", "", "week", "", "", "", "event", "",
		    ""), "before: a period such as P0D or P7D "
		    "is wanted\n" },
		{ LINE("event", "", "", "P1M", "", "0", "", "", "event", "",
		    ""), "at_least: a whole number from 1 on is "
		    "wanted\n" },
		{ LINE("event", "", "", "P1M", "", "", "yes", "", "event", "",
		    ""), "again: done or due is wanted\n" },
		{ LINE("event", "", "", "PT1H", "", "", "due", "", "event",
		    "", ""), "again: again goes with after, and "
		    "due with a period there\n" },
		{ LINE("event", "", "", "P0D", "", "", "due", "", "event",
		    "", ""), "again: again goes with after, and "
		    "due with a period there\n" },
		{ LINE("case", "", "born", "PT1H", "", "", "", "", "event",
		    "", ""), "from: an age is counted once, with "
		    "a period in after\n" },
		{ LINE("event", "", "", "P1M", "", "", "", "mother", "event",
		    "", ""), "who: who and done_who go together\n"
		    },
		{ LINE("event", "", "", "P1M", "", "", "", "aunt", "event",
		    "", "roles"), "who: is none of: mother, father\n" },
		{ LINE("event", "", "", "P1M", "", "", "", "mother", "event",
		    "", "n"), "done_who: a field of roles is wanted\n" },
		{ LINE("event", "", "", "P1M", "", "", "", "", "", "", ""),
		    "done: missing\n" },
		{ LINE("", "", "", "P1M", "", "", "", "", "event", "", ""),
		    "rule: there is no rule \"r\" to be switched "
		    "on or off; a new one says what it is on\n" },
	};

	(void)state;
	for (size_t i = 0; i < N(cases); i++)
		refused(cases[i].line, cases[i].told);
}

/* From after on; what is not named is empty. */
#define SHORT(on, after, or, before, again, until, done, done_of) \
    "r\tdk\tx\t" on "\t\t\t" after "\t" or "\t\t" before "\t\t" again "\t" \
    until "\t\t" done "\t\t\t\t" done_of "\tyes\n"
#define WINDOW(after) SHORT("event", after, "", "", "", "", "event", "")
#define NO_WINDOW "after: windows of each year are wanted, such as " \
    "04-01/06-30,10-01/11-30\n"
#define NO_LEAP "after: 29 February is no day of every year; 02-28 or 03-01 " \
    "is wanted\n"
#define TWICE "after: a day is in two windows\n"

static void
windows_that_are_wrong(void **state)
{
	static const struct { const char *line, *told; } cases[] = {
		{ WINDOW("04-01/"), NO_WINDOW },
		{ WINDOW("/06-30"), NO_WINDOW },
		{ WINDOW("4-1/6-30"), NO_WINDOW },
		{ WINDOW("04-01/06-31"), NO_WINDOW },
		{ WINDOW("00-01/06-30"), NO_WINDOW },
		{ WINDOW("2026-04-01/2026-06-30"), NO_WINDOW },
		{ WINDOW("04-01/06-30/08-01"), NO_WINDOW },
		{ WINDOW(",04-01/06-30"), NO_WINDOW },
		{ WINDOW("04-01/06-30,"), NO_WINDOW },
		{ WINDOW("04-01/06-30,P3M"), NO_WINDOW },
		{ WINDOW("02-29/06-30"), NO_LEAP },
		{ WINDOW("02-01/02-29"), NO_LEAP },
		{ WINDOW("04-01/06-30,06-30/08-01"), TWICE },
		{ WINDOW("04-01/06-30,05-01/05-02"), TWICE },
		{ WINDOW("05-01/05-02,04-01/06-30"), TWICE },
		{ WINDOW("11-15/01-15,01-15/02-01"), TWICE },
		{ WINDOW("11-15/01-15,12-31/01-01"), TWICE },
		{ WINDOW("11-15/01-15,12-01/11-01"), TWICE },
		{ WINDOW("01-01/01-01,01-02/01-02,01-03/01-03,01-04/01-04,"
		    "01-05/01-05,01-06/01-06,01-07/01-07,01-08/01-08,"
		    "01-09/01-09,01-10/01-10,01-11/01-11,01-12/01-12,"
		    "01-13/01-13"), "after: too many windows\n" },
		{ SHORT("event", "04-01/06-30", "", "", "due", "", "event",
		    ""), "again: windows come each year, without again\n" },
		{ SHORT("event", "04-01/06-30", "", "", "done", "", "event",
		    ""), "again: windows come each year, without again\n" },
		{ SHORT("event", "04-01/06-30", "event", "", "", "", "event",
		    ""), "or: or goes with after, of what is due once and is "
		    "no age\n" },
		{ SHORT("event", "04-01/06-30", "", "P1D", "", "", "event",
		    ""), "after: either after or before is wanted\n" },
		{ SHORT("event", "", "", "04-01/06-30", "", "", "event", ""),
		    "before: a period such as P0D or P7D is wanted\n" },
		{ "r\tdk\tx\tcase\t\tborn\t04-01/06-30\t\t\t\t\t\t\t\tevent"
		    "\t\t\t\t\tyes\n", "from: an age is counted once, with a "
		    "period in after\n" },
	};

	(void)state;
	for (size_t i = 0; i < N(cases); i++)
		refused(cases[i].line, cases[i].told);
}

#define NEVER(one, other) "records of " one " and of " other " are never " \
    "about the same case\n"

static void
what_does_not_belong_together(void **state)
{
	static const struct { const char *line, *told; } cases[] = {
		{ SHORT("net", "P1M", "", "", "", "", "net", "parts"),
		    "done_of: net has no field \"parts\"; did you mean part? "
		    "(there are: net_id, from, rhythm, part, about)\n" },
		{ SHORT("net", "P1M", "", "", "", "", "net", "rhythm"),
		    "done_of: a field of type ref is wanted, to net\n" },
		{ SHORT("net", "P1M", "", "", "", "", "net", "about"),
		    "done_of: a field of type ref is wanted, to net\n" },
		{ SHORT("visit", "P1M", "", "", "", "", "visit", "visit"),
		    "done_of: records of visit have no id that could be "
		    "named\n" },
		{ SHORT("net", "P1M", "", "", "", "", "event", ""),
		    "done: " NEVER("net", "event") },
		{ SHORT("event", "P1M", "", "", "", "", "net", ""),
		    "done: " NEVER("event", "net") },
		{ SHORT("event", "P1M", "", "", "", "", "net", "about"),
		    "done: " NEVER("event", "net") },
		{ SHORT("event", "P1M", "net", "", "", "", "event", ""),
		    "or: " NEVER("event", "net") },
		{ SHORT("net", "interval", "", "", "", "", "net", ""),
		    "after: " NO_AFTER },
		{ SHORT("event", "rhythm", "", "", "", "", "event", ""),
		    "after: " NO_AFTER },
		{ SHORT("net", "rhythm", "", "", "due", "", "net", ""),
		    "again: again goes with after, and due with a period "
		    "there\n" },
		{ SHORT("net", "P1M", "", "", "", "part=N1", "net", ""),
		    "until: records of net are about no case, and one would "
		    "end the duties of all; what must still hold is a "
		    "condition in when\n" },
	};

	(void)state;
	for (size_t i = 0; i < N(cases); i++)
		refused(cases[i].line, cases[i].told);
}

static void
roles_in_a_field(void **state)
{
	struct str field = str_of("mother,network.mormor,father.x");

	(void)state;
	assert_true(rule_has_role(field, str_of("mother")));
	assert_true(rule_has_role(field, str_of("network")));
	assert_true(rule_has_role(field, str_of("father")));
	assert_true(rule_has_role(field, str_of("network.mormor")));
	assert_false(rule_has_role(field, str_of("network.farmor")));
	assert_false(rule_has_role(field, str_of("mother.x")));
	assert_false(rule_has_role(field, str_of("mormor")));
	assert_false(rule_has_role(field, str_of("fath")));
	assert_false(rule_has_role(str_of(""), str_of("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(what_a_line_says),
		in_folder(lines_of_ones_own),
		in_folder(lines_that_are_wrong),
		in_folder(windows_that_are_wrong),
		in_folder(what_does_not_belong_together),
		cmocka_unit_test(roles_in_a_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
