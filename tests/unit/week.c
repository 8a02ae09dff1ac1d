/* The week on small registers made here, every count checked by hand; and the
 * judge of series that it asks.  Definitions are the test's own, so that no
 * shipped norm decides what is expected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "draw/week.h"
#include "follow/judge.h"
#include "follow/week.h"

/* Week 46 of 2026 is 9 to 15 November. */
static const char monday[] = "2026-11-09", sunday[] = "2026-11-15";
static const struct period eight_weeks = { .days = 56 };

static char top[64];
static char *said;
static size_t saidlen;
static struct diag d;
static struct reg reg;
static struct week week;

/* --------------------------------------------------------- the register -- */

/* Lines with | for tabs. */
static void
put(const char *name, const char *text)
{
	char path[256];
	FILE *fp;

	snprintf(path, sizeof(path), "%s/%s", top, name);
	fp = fopen(path, "w");
	assert_non_null(fp);
	for (; *text != '\0'; text++)
		assert_int_not_equal(fputc(*text == '|' ? '\t' : *text, fp),
		    EOF);
	assert_int_equal(fclose(fp), 0);
}

static void
make_folder(const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", top, name);
	assert_int_equal(mkdir(path, 0700), 0);
}

#define FIELDS	"field|type|required|key|ref|values|label_da|label_en\n"

static void
put_definitions(void)
{
	make_folder("share");
	make_folder("share/kinds");
	make_folder("share/codes");
	make_folder("share/scales");
	make_folder("share/norms");
	put("share/kinds/case.tsv", FIELDS "cases|table|||||Sag|Case\n"
	    "case_id|id|yes|yes|||Sagsnr|Case no.\n"
	    "allocated|date|yes||||Tildelt|Allocated\n");
	put("share/kinds/goal.tsv", FIELDS "goals|table|||||Mål|Goal\n"
	    "case_id|ref|yes|yes|case||Sagsnr|Case no.\n"
	    "goal_id|id|yes|yes|||Målnr|Goal no.\n");
	put("share/kinds/rating.tsv", FIELDS "ratings|table|||||B|Rating\n"
	    "case_id|ref|yes|yes|case||Sagsnr|Case no.\n"
	    "date|date|yes|yes|||Dato|Date\n"
	    "rater|code|yes|yes||raters|Bedømmer|Rater\n"
	    "context|code||yes|||Kontekst|Context\n");
	put("share/codes/raters.tsv", "code|label_da|label_en\n"
	    "child|barn|child\nmother|mor|mother\nnetwork|netværk|network\n");
	put("share/scales/s.tsv",
	    "scale|item|min|max|better|yellow|green|label_en\n"
	    "up||0|10|up|4|7|Up scale\n"
	    "down||1|5|down|3|2|Down scale\n"
	    "young||0|10|up|||Young scale\n"
	    "bare||0|10|up|||Bare scale\n");
	put("share/norms/n.tsv",
	    "scale|rater|age_from|age_to|reliable_change|cutoff|used\n"
	    "up||||2|7|yes\nup|network|||3||yes\nup|||||1|\n"
	    "down||||1||yes\nyoung||6|12|1||yes\n");
}

static int
setup(void **state)
{
	(void)state;
	d = (struct diag){ .program = "t" };
	d.out = open_memstream(&said, &saidlen);
	strcpy(top, "/tmp/week.XXXXXX");
	if (d.out == NULL || mkdtemp(top) == NULL)
		return -1;
	make_folder("log");
	put(".fu-lock", "");
	put("register.tsv", "name|value\nformat|1\n");
	put_definitions();
	reg = (struct reg){ 0 };
	week = (struct week){ 0 };
	return 0;
}

static int
teardown(void **state)
{
	char command[128];

	(void)state;
	week_release(&week);
	reg_close(&reg);
	fclose(d.out);
	free(said);
	snprintf(command, sizeof(command), "rm -rf %s", top);
	return system(command) != 0 ? -1 : 0;
}

static void
open_register(void)
{
	char share[128];

	snprintf(share, sizeof(share), "%s/share", top);
	assert_true(reg_open(&reg, top, share, &d));
}

static day_t
day_of(const char *date)
{
	day_t day;

	assert_true(date_parse(str_of(date), &day));
	return day;
}

/* Tables without their headers; NULL: there is no such table. */
static void
put_tables(const char *cases, const char *ratings, const char *goals)
{
	char text[4096];

	snprintf(text, sizeof(text),
	    "case_id|born|team|worker|allocated|closed|ending\n%s",
	    cases != NULL ? cases : "");
	if (cases != NULL)
		put("cases.tsv", text);
	snprintf(text, sizeof(text),
	    "case_id|date|scale|item|rater|context|value|missing\n%s",
	    ratings != NULL ? ratings : "");
	if (ratings != NULL)
		put("ratings.tsv", text);
	snprintf(text, sizeof(text), "case_id|goal_id|closed|outcome\n%s",
	    goals != NULL ? goals : "");
	if (goals != NULL)
		put("goals.tsv", text);
	open_register();
}

static bool
read_week(const char *as_of)
{
	return week_read(&week, &reg, day_of(monday), day_of(as_of),
	    eight_weeks, NULL);
}

static void
read_well(const char *cases, const char *ratings, const char *goals)
{
	put_tables(cases, ratings, goals);
	assert_true(read_week(sunday));
	fflush(d.out);
	assert_string_equal(said, "");
}

/* "case_id why" of each entry, in their order. */
static void
assert_attention(const char *expected)
{
	struct buf all = { 0 };

	for (size_t i = 0; i < week.attentions; i++) {
		const struct week_attention *a = &week.attention[i];

		buf_addf(&all, "%s%.*s %s", i > 0 ? ", " : "",
		    STR(a->of.case_id), week_why_name[a->why]);
		if (a->why != WHY_DECLINE && a->why != WHY_TWO_DECLINES)
			continue;
		buf_addf(&all, " %.*s", STR(a->key[SERIES_RATER]));
	}
	assert_string_equal(buf_text(&all), expected);
	buf_release(&all);
}

static void
assert_counts(const uint32_t *n, const uint32_t *expected)
{
	for (int i = 0; i < WEEK_COUNTS; i++)
		if (n[i] != expected[i])
			fail_msg("%s is %u, not %u", week_count_name[i], n[i],
			    expected[i]);
}

/* --------------------------------------------------------------- cases -- */

static void
test_nothing(void **state)
{
	const uint32_t none[WEEK_COUNTS] = { 0 };

	(void)state;
	read_well(NULL, NULL, NULL);
	assert_counts(week.n, none);
	assert_int_equal(week.teams + week.roles + week.attentions +
	    week.goals, 0);
}

static const char boundary_cases[] =
    "A||||2026-11-08||\n"			/* the Sunday before */
    "B||||2026-11-09||\n"			/* Monday */
    "C||||2026-11-15||\n"			/* Sunday: the as-of */
    "D||||2026-11-16||\n"			/* not yet */
    "E||||2026-01-01|2026-11-08|planned\n"	/* closed before */
    "F||||2026-01-01|2026-11-09|planned\n"
    "G||||2026-01-01|2026-11-15|unplanned\n"	/* closed on the as-of */
    "H||||2026-01-01|2026-11-16|planned\n"	/* open until tomorrow */
    "I||||2026-11-10|2026-11-12|\n";		/* came and went */

static void
test_boundaries(void **state)
{
	const uint32_t expected[WEEK_COUNTS] = {
		[WEEK_OPEN] = 4,		/* A B C H */
		[WEEK_OPENED] = 3,		/* B C I */
		[WEEK_CLOSED] = 3,		/* F G I */
		[WEEK_PLANNED] = 1, [WEEK_UNPLANNED] = 1,
		[WEEK_ATTENTION] = 1		/* H, never rated */
	};

	(void)state;
	read_well(boundary_cases, NULL, NULL);
	assert_counts(week.n, expected);
	assert_attention("H never_rated");
	assert_int_equal(week.attention[0].first_day, day_of("2026-01-01"));
}

/* As of Wednesday nothing later has happened. */
static void
test_under_way(void **state)
{
	const uint32_t expected[WEEK_COUNTS] = {
		[WEEK_OPEN] = 5,		/* A B G H I */
		[WEEK_OPENED] = 2, [WEEK_CLOSED] = 1, [WEEK_PLANNED] = 1,
		[WEEK_RATINGS] = 1, [WEEK_RATED_CASES] = 1, [WEEK_RATED] = 1,
		[WEEK_ATTENTION] = 1		/* G */
	};

	(void)state;
	put_tables(boundary_cases, "H|2026-11-11|up||child||5|\n"
	    "H|2026-11-12|up||child||1|\n", "H|M1|2026-11-12|reached\n");
	assert_true(read_week("2026-11-11"));
	assert_counts(week.n, expected);
	assert_attention("G never_rated");
}

static void
test_teams(void **state)
{
	static const char *const order[] = { "Nord", "Zoo", "Ærø", "Ådal",
	    "Aarhus", "" };

	(void)state;
	read_well("1||Aarhus||2026-11-01||\n2||||2026-11-01||\n"
	    "10||Ådal||2026-11-01||\n3||Ærø||2026-11-01||\n"
	    "4||Zoo||2026-11-01||\n5||Nord||2026-11-01||\n"
	    "6||Nord||2026-11-01||\n7||Old||2025-01-01|2025-12-31|\n", NULL,
	    NULL);
	assert_int_equal(week.teams, 6);
	for (size_t i = 0; i < 6; i++)
		assert_true(str_is(week.team[i].team, order[i]));
	assert_int_equal(week.team[0].n[WEEK_OPEN], 2);
	assert_int_equal(week.team[5].n[WEEK_OPEN], 1);
}

/* --------------------------------------------------------------- ratings -- */

static void
test_ratings(void **state)
{
	const uint32_t expected[WEEK_COUNTS] = {
		[WEEK_OPEN] = 1, [WEEK_CLOSED] = 1,
		[WEEK_RATINGS] = 6, [WEEK_REASONS] = 2, [WEEK_RATED_CASES] = 2,
		[WEEK_RATED] = 1, [WEEK_TWICE] = 1, [WEEK_UNCHANGED] = 1
	};

	(void)state;
	read_well("A||||2026-10-01||\nB||||2026-10-01|2026-11-10|\n",
	    "A|2026-11-08|up||child||5|\n"		/* the week before */
	    "A|2026-11-09|up||child||5|\n"
	    "A|2026-11-15|up||network.mormor||5|\n"
	    "A|2026-11-15|up||network.farfar|||declined\n"
	    "A|2026-11-12|up||network|||absent\n"
	    "A|2026-11-16|up||child||1|\n"		/* after the as-of */
	    "B|2026-11-09|up||child||5|\n"
	    "B|2026-11-10|up||network.mormor||5|\n", NULL);
	assert_counts(week.n, expected);
	assert_int_equal(week.roles, 2);
	assert_true(str_is(week.role[0].role, "child"));
	assert_int_equal(week.role[0].ratings, 2);
	assert_int_equal(week.role[0].reasons, 0);
	assert_int_equal(week.role[0].cases, 2);
	assert_true(str_is(week.role[1].role, "network"));
	assert_int_equal(week.role[1].ratings, 4);
	assert_int_equal(week.role[1].reasons, 2);
	assert_int_equal(week.role[1].cases, 2);
}

/* One case for each way it may go, all rated in the last weeks. */
static void
test_courses(void **state)
{
	const uint32_t expected[WEEK_COUNTS] = {
		[WEEK_OPEN] = 10, [WEEK_RATED] = 10, [WEEK_TWICE] = 9,
		[WEEK_PROGRESS] = 2,		/* A B */
		[WEEK_UNCHANGED] = 1,		/* C */
		[WEEK_DECLINE] = 2,		/* D E */
		[WEEK_UNKNOWN] = 4,		/* F G H I */
		[WEEK_UP] = 1, [WEEK_SAME] = 1, [WEEK_DOWN] = 1,
		[WEEK_ATTENTION] = 2
	};

	(void)state;
	read_well(
	    "A||||2026-10-01||\nB||||2026-10-01||\nC||||2026-10-01||\n"
	    "D||||2026-10-01||\nE||||2026-10-01||\nF||||2026-10-01||\n"
	    "G||||2026-10-01||\nH||||2026-10-01||\nI||||2026-10-01||\n"
	    "J||||2026-10-01||\n",
	    /* A gain that reaches the threshold; the later one first. */
	    "A|2026-11-01|up||child||5|\nA|2026-10-01|up||child||3|\n"
	    /* Low is good; what is unchanged elsewhere does not count. */
	    "B|2026-10-01|down||child||3|\nB|2026-11-01|down||child||2|\n"
	    "B|2026-10-01|up||child||5|\nB|2026-11-01|up||child||4|\n"
	    /* The network's own threshold is 3. */
	    "C|2026-10-01|up||network.mormor||5|\n"
	    "C|2026-11-01|up||network.mormor||3|\n"
	    /* One loss outweighs a gain; two persons are two series. */
	    "D|2026-10-01|up||child||1|\nD|2026-11-01|up||child||9|\n"
	    "D|2026-10-01|up||mother||5|\nD|2026-11-01|up||mother||3|\n"
	    "E|2026-10-01|down||child||2|\nE|2026-11-01|down||child||3|\n"
	    /* No norm: a loss outweighs a gain, a gain what stays. */
	    "F|2026-10-01|bare||child||5|\nF|2026-11-01|bare||child||6|\n"
	    "F|2026-10-01|bare||mother||5|\nF|2026-11-01|bare||mother||5|\n"
	    "G|2026-10-01|bare||child||5|\nG|2026-11-01|bare||child||5|\n"
	    "H|2026-10-01|bare||child||5|\nH|2026-11-01|bare||child||4|\n"
	    "H|2026-10-01|bare||mother||5|\nH|2026-11-01|bare||mother||9|\n"
	    /* No scale: nobody knows which way is good. */
	    "I|2026-10-01|odd||child||5|\nI|2026-11-01|odd||child||4|\n"
	    /* Two values, but not in one series. */
	    "J|2026-10-01|up||child|home|5|\nJ|2026-11-01|up||child||1|\n",
	    NULL);
	assert_counts(week.n, expected);
	assert_attention("D decline mother, E decline child");
	assert_int_equal(week.attention[1].first, 2 * NUM_ONE);
	assert_int_equal(week.attention[1].last, 3 * NUM_ONE);
	assert_int_equal(week.attention[1].first_day, day_of("2026-10-01"));
	assert_int_equal(week.attention[1].last_day, day_of("2026-11-01"));
}

/* ------------------------------------------------------------- attention -- */

/* 56 days before Sunday 15 November is Sunday 20 September. */
static void
test_stale(void **state)
{
	(void)state;
	read_well("A||||2026-01-01||\nB||||2026-01-01||\nC||||2026-09-20||\n"
	    "D||||2026-09-19||\nE||||2026-01-01||\nF||||2026-01-01||\n"
	    "G||||2026-01-01|2026-11-01|\n",
	    "A|2026-09-20|up||child||5|\n"	/* exactly at the limit */
	    "B|2026-09-19|up||child||5|\n"	/* one day longer */
	    "B|2026-09-18|up||child|||absent\n"
	    /* A reason is no number, before or after. */
	    "E|2026-09-01|up||child||5|\nE|2026-10-01|up||child|||absent\n"
	    "E|2026-11-02|up||child|||absent\nE|2026-10-05|up||child|||absent\n"
	    "F|2026-11-01|up||child|||absent\n", NULL);
	assert_attention("B stale, D never_rated, E stale, F never_rated");
	assert_int_equal(week.attention[0].last_day, day_of("2026-09-19"));
	assert_false(week.attention[0].reason_since);
	assert_int_equal(week.attention[1].first_day, day_of("2026-09-19"));
	assert_true(week.attention[2].reason_since);
	assert_int_equal(week.attention[2].last_day, day_of("2026-09-01"));
	assert_int_equal(week.attention[2].reason_day, day_of("2026-11-02"));
	assert_true(week.attention[3].reason_since);
	assert_int_equal(week.n[WEEK_ATTENTION], 4);
}

static void
test_stale_months(void **state)
{
	(void)state;
	put_tables("A||||2026-08-15||\nB||||2026-08-14||\n", NULL, NULL);
	assert_true(week_read(&week, &reg, day_of(monday), day_of(sunday),
	    (struct period){ .months = 3 }, NULL));
	assert_attention("B never_rated");
	assert_int_equal(week.stale_before, day_of("2026-08-15"));
}

/* Only the two latest changes count, by day and not by line. */
static void
test_two_declines(void **state)
{
	(void)state;
	read_well(
	    "A||||2026-10-01||\nB||||2026-10-01||\nC||||2026-10-01||\n"
	    "D||||2026-10-01||\nE||||2026-10-01||\n",
	    "A|2026-10-04|bare||child||5.5|\nA|2026-10-02|bare||child||9|\n"
	    "A|2026-10-05|bare||child||5|\nA|2026-10-01|bare||child||1|\n"
	    "A|2026-10-03|bare||child||6|\n"
	    /* Down and the same, in either order; down once. */
	    "B|2026-10-01|bare||child||6|\nB|2026-10-02|bare||child||5|\n"
	    "B|2026-10-03|bare||child||5|\n"
	    "B|2026-10-01|bare||mother||6|\nB|2026-10-02|bare||mother||6|\n"
	    "B|2026-10-03|bare||mother||5|\n"
	    "C|2026-10-01|bare||child||6|\nC|2026-10-02|bare||child||5|\n"
	    /* Low is good: up is worse, and not a decline yet. */
	    "D|2026-10-01|down||child||1|\nD|2026-10-02|down||child||1.5|\n"
	    "D|2026-10-03|down||child||1.9|\n"
	    "D|2026-10-01|down||mother||3|\nD|2026-10-02|down||mother||2.5|\n"
	    "D|2026-10-03|down||mother||2.4|\n"
	    /* An unknown scale has no bad direction. */
	    "E|2026-10-01|odd||child||3|\nE|2026-10-02|odd||child||2|\n"
	    "E|2026-10-03|odd||child||1|\n", NULL);
	assert_attention("A two_declines child, D two_declines child");
	assert_int_equal(week.attention[0].first, 6 * NUM_ONE);
	assert_int_equal(week.attention[0].middle, 55 * NUM_ONE / 10);
	assert_int_equal(week.attention[0].last, 5 * NUM_ONE);
	assert_int_equal(week.attention[0].first_day, day_of("2026-10-03"));
	assert_int_equal(week.attention[0].last_day, day_of("2026-10-05"));
}

/* By team, then case, then reason, then series. */
static void
test_order(void **state)
{
	(void)state;
	read_well("b||Ådal|Bo|2026-01-01||\na||Ådal|Åse|2026-01-01||\n"
	    "c||Nord||2026-01-01||\nA||||2026-01-01||\n",
	    "a|2026-02-01|up||mother||9|\na|2026-03-01|up||mother||5|\n"
	    "a|2026-04-01|up||mother||4|\n"
	    "a|2026-02-01|up||child||9|\na|2026-03-01|up||child||4|\n",
	    NULL);
	assert_attention("c never_rated, a decline child, a decline mother, "
	    "a two_declines mother, a stale, b never_rated, A never_rated");
	assert_true(str_is(week.attention[1].of.worker, "Åse"));
	assert_int_equal(week.n[WEEK_ATTENTION], 4);
	assert_int_equal(week.team[1].n[WEEK_ATTENTION], 2);
}

static void
test_goals(void **state)
{
	(void)state;
	read_well("A||Nord||2026-10-01||\nB||Nord||2026-01-01|2026-11-10|\n",
	    NULL, "B|M2|2026-11-15|reached\nB|M10|2026-11-09|reached\n"
	    "A|M1|2026-11-10|reached\nA|M2|2026-11-10|partly\n"
	    "A|M3|2026-11-08|reached\nA|M4|2026-11-16|reached\n"
	    "A|M5||reached\n");
	assert_int_equal(week.goals, 3);
	assert_int_equal(week.n[WEEK_GOALS], 3);
	assert_int_equal(week.team[0].n[WEEK_GOALS], 3);
	assert_true(str_is(week.goal[0].of.case_id, "A"));
	assert_true(str_is(week.goal[1].goal_id, "M10"));
	assert_true(str_is(week.goal[2].goal_id, "M2"));
	assert_int_equal(week.goal[2].day, day_of("2026-11-15"));
}

/* ------------------------------------------------------ what is wrong -- */

static void
assert_said(const char *text)
{
	fflush(d.out);
	if (strstr(said, text) == NULL)
		fail_msg("\"%s\" was not said, but: %s", text, said);
}

static void
test_bad_dates(void **state)
{
	(void)state;
	put_tables("A||||2026-10-01||\nB||||||\nC||||2026-10-01|soon|\n",
	    "B|2026-11-10|up||child||5|\nC|2026-11-10|up||child||5|\n", NULL);
	assert_true(read_week(sunday));
	assert_said("case B: allocated \"\" is not a date");
	assert_said("case C: closed \"soon\" is not a date");
	assert_int_equal(diag_status(&d), 1);
	assert_int_equal(week.n[WEEK_OPEN], 1);
	assert_int_equal(week.n[WEEK_RATINGS], 0);
}

static void
test_strays(void **state)
{
	(void)state;
	put_tables("A||||2026-10-01||\n", "X|2026-11-10|up||child||5|\n"
	    "A|2026-11-10|up||child||5|\nX|2026-11-16|up||child||5|\n", NULL);
	assert_true(read_week(sunday));
	assert_said("1 ratings of cases that are not in the register");
	assert_int_equal(diag_status(&d), 1);
	assert_int_equal(week.n[WEEK_RATINGS], 1);
}

static void
test_twice_on_a_day(void **state)
{
	(void)state;
	put_tables("A||||2026-10-01||\n", "A|2026-11-10|up||child||5|\n"
	    "A|2026-11-10|up||child||6|\n", NULL);
	assert_false(read_week(sunday));
	assert_said("ratings.tsv:3: error: a second value of up by child");
}

static void
test_no_number(void **state)
{
	(void)state;
	put_tables("A||||2026-10-01||\n", "A|2026-11-10|up||child||x|\n", NULL);
	assert_false(read_week(sunday));
	assert_said("ratings.tsv:2:");
}

static void
test_malformed(void **state)
{
	(void)state;
	put_tables("A||||2026-10-01||\n", "A|2026-11-10\n", NULL);
	assert_false(read_week(sunday));
	assert_int_equal(diag_status(&d), 2);
}

/* ------------------------------------------------------------- the judge -- */

/* A series of case A, born as given, by child: 5, and later the last value. */
static void
judge_one(const char *born, const char *scale, int64_t last,
    struct judgement *j)
{
	struct str key[SERIES_KEYS] = { [SERIES_CASE] = str_of("A"),
	    [SERIES_SCALE] = str_of(scale),
	    [SERIES_RATER] = str_of("child.one") };
	struct series s = { .rest_no = 200 };
	struct frame cases;
	struct judge judge;
	char row[128];

	snprintf(row, sizeof(row), "A|%s|||2026-10-01||\n", born);
	put_tables(row, NULL, NULL);
	assert_true(reg_frame(&reg, "case", "case_id", &cases));
	assert_true(change_add(&s.change, day_of("2026-06-15"), 5 * NUM_ONE));
	assert_true(change_add(&s.change, day_of("2026-11-01"),
	    last * NUM_ONE));
	judge_init(&judge, reg.defs, &cases, NULL);
	/* What is kept from the first time is the same the second. */
	judge_series(&judge, key, &s, j);
	judge_series(&judge, key, &s, j);
	judge_release(&judge);
	frame_release(&cases);
	reg_close(&reg);
}

static void
test_judge(void **state)
{
	struct judgement j;

	(void)state;
	judge_one("", "up", 7, &j);
	assert_int_equal(j.verdict, VERDICT_RECOVERED);
	assert_int_equal(j.zone, ZONE_GREEN);
	assert_int_equal(j.threshold.better, 1);
	assert_int_equal(j.threshold.change, 2 * NUM_ONE);
	assert_int_equal(j.threshold.cutoff, 7 * NUM_ONE);
	judge_one("", "down", 3, &j);
	assert_int_equal(j.verdict, VERDICT_IMPROVED);
	assert_int_equal(j.zone, ZONE_YELLOW);
	assert_int_equal(j.threshold.better, -1);
	assert_false(j.threshold.has_cutoff);
	judge_one("", "odd", 9, &j);
	assert_null(j.scale);
	assert_null(j.norm);
	assert_int_equal(j.verdict, VERDICT_UNKNOWN);
	assert_int_equal(j.zone, ZONE_NONE);
	assert_int_equal(j.threshold.better, 0);
}

/* The norm is for 6 to 12 years on 15 June 2026, the first rating. */
static void
test_judge_age(void **state)
{
	static const struct {
		const char	*born;
		enum verdict	 verdict;
	} ages[] = {
		{ "", VERDICT_UNKNOWN },	/* no age fits no band */
		{ "2016", VERDICT_IMPROVED },
		{ "2020", VERDICT_UNKNOWN },	/* 5 or 6 */
		{ "2020-05", VERDICT_IMPROVED },
		{ "2020-06", VERDICT_UNKNOWN },	/* born on the 1st or 30th? */
		{ "2020-07", VERDICT_UNKNOWN },
		{ "2013", VERDICT_UNKNOWN },	/* 12 or 13 */
		{ "2013-07", VERDICT_IMPROVED },
		{ "2013-05", VERDICT_UNKNOWN },
		{ "2027", VERDICT_UNKNOWN },	/* not born yet */
		{ "?", VERDICT_UNKNOWN },
	};
	struct judgement j;

	(void)state;
	for (size_t i = 0; i < sizeof(ages) / sizeof(ages[0]); i++) {
		judge_one(ages[i].born, "young", 6, &j);
		if (j.verdict != ages[i].verdict)
			fail_msg("born \"%s\": verdict %d", ages[i].born,
			    j.verdict);
	}
}

/* ---------------------------------------------------------- the report -- */

static void
assert_has(const char *format, enum lang lang, const char *text)
{
	struct buf out = { 0 };

	week_write(&week, reg.defs, format, lang, 0, &out, NULL);
	if (strstr(buf_text(&out), text) == NULL)
		fail_msg("no \"%s\" in %s", text, buf_text(&out));
	buf_release(&out);
}

/* Names are text wherever they go, escapes are undone for people only. */
static void
test_report(void **state)
{
	(void)state;
	read_well("A||<b>\\\\&|=1+1|2026-01-01||\n",
	    "A|2026-10-01|up||network.mormor|home|7.5|\n"
	    "A|2026-10-02|up||network.mormor|home|4|\n"
	    "A|2026-10-01|odd|part|child||2|\n", NULL);
	assert_has("text", LANG_EN, "A, =1+1  Decline on Up scale: "
	    "network.mormor (home) 7.5→4 since 2026-10-01\n");
	assert_has("text", LANG_EN, "\n<b>\\&\n");
	assert_has("text", LANG_DA, "netværk.mormor (home) 7,5→4");
	assert_has("html", LANG_EN, "&lt;b&gt;\\&amp;</h3>");
	assert_has("json", LANG_EN, "\"team\":\"<b>\\\\&\"");
	assert_has("tsv", LANG_DA, "\tdecline\t<b>\\\\&\tnetwork.mormor\tA\t"
	    "=1+1\tup\t\t\t\t\thome\t2026-10-01\t2026-10-02\t\t7.5\t\t4\t\t\n");
	assert_has("excel", LANG_DA, "'=1+1");
}

/* Early weeks are named without their zero; the year is that of the week. */
static void
test_title(void **state)
{
	(void)state;
	put_tables(NULL, NULL, NULL);
	assert_true(week_read(&week, &reg, day_of("2025-12-29"),
	    day_of("2026-01-04"), eight_weeks, NULL));
	assert_has("text", LANG_EN, "Follow-up: week 1 of 2026\n");
	assert_has("text", LANG_EN, "None this week.\n");
	assert_has("json", LANG_EN, "\"week\":\"2026-W01\"");
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nothing),
		TEST(test_boundaries),
		TEST(test_under_way),
		TEST(test_teams),
		TEST(test_ratings),
		TEST(test_courses),
		TEST(test_stale),
		TEST(test_stale_months),
		TEST(test_two_declines),
		TEST(test_order),
		TEST(test_goals),
		TEST(test_bad_dates),
		TEST(test_strays),
		TEST(test_twice_on_a_day),
		TEST(test_no_number),
		TEST(test_malformed),
		TEST(test_judge),
		TEST(test_judge_age),
		TEST(test_report),
		TEST(test_title),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
