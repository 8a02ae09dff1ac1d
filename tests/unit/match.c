#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "table/match.h"

/* Long enough to be searched with the clock at hand. */
enum { LONG = 5000, FIELD = 64 * 1024 };

static struct match *
compile(const char *pattern, bool caseless, bool whole)
{
	struct diag d = { .out = stderr, .program = "t" };
	struct match *m = whole ? match_new_whole(str_of(pattern), &d) :
	    match_new(str_of(pattern), caseless, &d);

	if (m == NULL)
		fail_msg("%s does not compile", pattern);
	return m;
}

static void
expect(struct match *m, const char *pattern, struct str subject,
    enum match_result result)
{
	enum match_result got = match_test(m, subject);

	if (got != result)
		fail_msg("%s on \"%.*s\" (%zu bytes): %d, not %d", pattern,
		    subject.len > 60 ? 60 : (int)subject.len, subject.p,
		    subject.len, got, result);
}

struct example {
	const char		*pattern, *subject;
	enum match_result	 result;
};

static void
check(const struct example *e, bool caseless, bool whole)
{
	struct match *m = compile(e->pattern, caseless, whole);
	struct buf unjitted = { 0 };

	expect(m, e->pattern, str_of(e->subject), e->result);
	match_free(m);
	buf_addf(&unjitted, "(*NO_JIT)%s", e->pattern);
	m = compile(unjitted.p, caseless, whole);
	expect(m, unjitted.p, str_of(e->subject), e->result);
	match_free(m);
	buf_release(&unjitted);
}

#define CHECK_ALL(examples, caseless, whole)				\
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) \
		check(&examples[i], caseless, whole)

static const struct example cased[] = {
	{ "skole", "Møde i skolen", MATCH_YES },
	{ "skole", "Skolen", MATCH_NO },
	{ "(?i)skole", "Skolen", MATCH_YES },
	{ "^$", "", MATCH_YES },
	{ "", "", MATCH_YES },
	{ "", "x", MATCH_YES },
	{ "x", "", MATCH_NO },
	{ "^.$", "å", MATCH_YES },
	{ "^\\w+$", "blåbærgrød", MATCH_YES },
	{ "\\bø\\b", "en ø her", MATCH_YES },
	{ "\\bø\\b", "dør", MATCH_NO },
	{ "a.b", "a\nb", MATCH_NO },
	{ "(?m)^b$", "a\nb\nc", MATCH_YES },
	{ "b$", "a\nb\n", MATCH_YES },
	{ "(?<=far)vel", "farvel", MATCH_YES },
	{ "\\b\\d{6}-?\\d{4}\\b", "cpr 010203-1234.", MATCH_YES },
	{ "\\b\\d{6}-?\\d{4}\\b", "nr. 010203-12345", MATCH_NO },
	{ "\\Ga", "ba", MATCH_NO },
	{ "a+(*COMMIT)b", "aac aab", MATCH_NO },
};

static const struct example caseless[] = {
	{ "æøå", "ÆØÅ", MATCH_YES },
	{ "ÅSE", "åse", MATCH_YES },
	{ "[å-ø]r", "ÅR", MATCH_YES },
	{ "é", "É", MATCH_YES },
	{ "å", "a", MATCH_NO },
	{ "ø", "o", MATCH_NO },
};

static const struct example whole[] = {
	{ "a|ab", "ab", MATCH_YES },
	{ "a", "ab", MATCH_NO },
	{ "b", "ab", MATCH_NO },
	{ "[A-Z]\\d{4}", "S0001", MATCH_YES },
	{ "[A-Z]\\d{4}", "S0001\n", MATCH_NO },
	{ "", "", MATCH_YES },
	{ "", "x", MATCH_NO },
};

static void
matches(void **state)
{
	struct match *m = compile("^$", false, false);

	(void)state;
	CHECK_ALL(cased, false, false);
	CHECK_ALL(caseless, true, false);
	CHECK_ALL(whole, false, true);
	assert_int_equal(match_test(m, (struct str){ NULL, 0 }), MATCH_YES);
	match_free(m);
}

/* ARABIC-INDIC DIGIT THREE is a digit to Unicode, and not to us. */
#define THREE	"\u0663"

static const struct example digits[] = {
	{ "^\\d$", "7", MATCH_YES },
	{ "^\\d$", THREE, MATCH_NO },
	{ "^\\D$", THREE, MATCH_YES },
	{ "^\\D$", "7", MATCH_NO },
	{ "^[\\d]$", THREE, MATCH_NO },
	{ "^[^\\d]$", THREE, MATCH_YES },
	{ "^[\\D]$", THREE, MATCH_YES },
	{ "^[\\D]$", "7", MATCH_NO },
	{ "^[^\\D]$", "7", MATCH_YES },
	{ "^[^\\D]$", THREE, MATCH_NO },
	{ "^[a\\d]+$", "a7", MATCH_YES },
	{ "^[\\d-]+$", "7-7", MATCH_YES },
	{ "^[-\\d]+$", "7-7", MATCH_YES },
	{ "^[]\\d]+$", "]7", MATCH_YES },
	{ "^[^]\\d]+$", THREE, MATCH_YES },
	{ "^[[:alpha:]\\d]+$", "æ7", MATCH_YES },
	{ "^[[:alpha:]\\d]+$", "æ" THREE, MATCH_NO },
	{ "^[[:\\d]+$", "[:7", MATCH_YES },
	{ "^[\\]\\d]+$", "]7", MATCH_YES },
	{ "^[\\[\\d]+$", "[7", MATCH_YES },
	{ "^\\[\\d\\]$", "[7]", MATCH_YES },
	{ "^\\[\\d\\]$", "[" THREE "]", MATCH_NO },
	{ "^[\\1\\d]+$", "\0017", MATCH_YES },
	{ "^[\\1\\d]+$", "\b", MATCH_NO },
	{ "^[\\x4\\d]+$", "\0047", MATCH_YES },
	{ "^[\\c]\\d]+$", "\0357", MATCH_YES },
	{ "^\\\\d$", "\\d", MATCH_YES },
	{ "^\\\\\\d$", "\\7", MATCH_YES },
	{ "^[\\\\d]+$", "\\d", MATCH_YES },
	{ "^[\\\\d]+$", "7", MATCH_NO },
	{ "^\\Q\\d\\E$", "\\d", MATCH_YES },
	{ "^\\Q[\\E\\d$", "[7", MATCH_YES },
	{ "^\\Q[\\d]\\E\\d$", "[\\d]7", MATCH_YES },
	{ "^[\\Q\\d]\\E]+$", "\\d]", MATCH_YES },
	{ "^[\\Q]\\E\\d]+$", "]7", MATCH_YES },
	{ "^\\d{2}$", "77", MATCH_YES },
	{ "^(\\d){2}$", "77", MATCH_YES },
	{ "^(?:a|\\d)+$", "a7", MATCH_YES },
	{ "^(\\d)x(?1)$", "7x7", MATCH_YES },
	{ "^(\\d)x(?1)$", "7x" THREE, MATCH_NO },
	{ "^(?x) \\d # one [digit\n \\d $", "77", MATCH_YES },
	{ "^(?x) \\d # one [digit\n \\d $", "7" THREE, MATCH_NO },
	{ "^(?#[)\\d$", THREE, MATCH_NO },
	{ "^(?C1)\\d$", THREE, MATCH_NO },
	{ "(?<=\\d)x", "7x", MATCH_YES },
	{ "(?<=\\d)x", THREE "x", MATCH_NO },
};

static void
digits_are_ascii(void **state)
{
	(void)state;
	CHECK_ALL(digits, false, false);
}

static const struct {
	const char	*pattern, *said;
} wrong[] = {
	{ "(Jens", "pattern \"(Jens\": missing closing parenthesis, "
	    "5 characters into it; "
	    "write \\ before a sign that is meant as itself" },
	{ "Åse)", "pattern \"Åse)\": unmatched closing parenthesis, "
	    "3 characters into it; "
	    "write \\ before a sign that is meant as itself" },
	/* Not moved by what \d becomes. */
	{ "\\d\\d)", "pattern \"\\d\\d)\": unmatched closing parenthesis, "
	    "4 characters into it; "
	    "write \\ before a sign that is meant as itself" },
	{ "*", "pattern \"*\": quantifier does not follow a repeatable item, "
	    "0 characters into it; "
	    "write \\ before a sign that is meant as itself" },
	{ "\\C", "pattern \"\\C\": using \\C is disabled by the application, "
	    "2 characters into it; "
	    "write \\ before a sign that is meant as itself" },
	{ "\xC3(", "pattern \"\\xC3(\" is not UTF-8" },
	{ "010203-1234(", "pattern \"[CPR](\": missing closing parenthesis, "
	    "12 characters into it; "
	    "write \\ before a sign that is meant as itself" },
};

static void
says_what_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct diag d = { .program = "t" };
		struct buf line = { 0 };
		char *said;
		size_t len;

		d.out = open_memstream(&said, &len);
		assert_null(match_new(str_of(wrong[i].pattern), false, &d));
		fclose(d.out);
		buf_addf(&line, "t: error: %s\n", wrong[i].said);
		assert_string_equal(said, line.p);
		assert_int_equal(diag_status(&d), 2);
		buf_release(&line);
		free(said);
	}
}

static bool
compiles(struct str pattern)
{
	struct diag d = { .program = "t" };
	struct match *m = match_new(pattern, false, &d);

	assert_int_equal(diag_status(&d), m != NULL ? 0 : 2);
	match_free(m);
	return m != NULL;
}

static void
bounds_the_pattern(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_fill(&b, 'x', 4097);
	assert_false(compiles(buf_str(&b)));
	assert_true(compiles((struct str){ b.p, 4096 }));
	buf_clear(&b);
	/* Longer than that once it is rewritten. */
	for (size_t i = 0; i < 1500; i++)
		buf_adds(&b, "\\d");
	assert_true(compiles(buf_str(&b)));
	buf_clear(&b);
	buf_fill(&b, '(', 51);
	buf_fill(&b, ')', 51);
	assert_false(compiles(buf_str(&b)));
	assert_true(compiles((struct str){ b.p + 1, 100 }));
	buf_release(&b);
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A subject of one sign and an end. */
static const struct {
	const char		*pattern;
	char			 sign;
	size_t			 n;
	const char		*end;
	enum match_result	 result;
} costly[] = {
	{ "^(a+)+$", 'a', FIELD, "b", MATCH_LIMIT },
	{ "(a+)+$", 'a', FIELD, "b", MATCH_LIMIT },
	{ "^(a+)+$", 'a', 40, "b", MATCH_LIMIT },
	{ "(?:a|aa)?a*[bc]", 'a', FIELD, "", MATCH_LIMIT },
	{ "^(?:.*x|a)*$", 'a', FIELD, "b", MATCH_LIMIT },
	{ "(?:.*x|a){0,250}$", 'a', 2040, "b", MATCH_LIMIT },
	{ "^(\\w+\\s?)*$", 'a', FIELD, "!", MATCH_LIMIT },
	/* Nothing is wrong with these. */
	{ "(?:.|\\n)*!", 'a', FIELD, "!", MATCH_YES },
	{ "(a|b)*!$", 'a', FIELD, "!", MATCH_YES },
	{ "a*!", 'a', FIELD, "!", MATCH_YES },
	{ "b", 'a', FIELD, "", MATCH_NO },
	{ "\\d{3}", 'a', FIELD, "12", MATCH_NO },
	{ "\\d{3}", 'a', FIELD, "123", MATCH_YES },
	/* More than the stack of the JIT has room for at first. */
	{ "^(?:a|b)*!", 'a', 120000, "!", MATCH_YES },
};

static void
ends_in_time(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(costly) / sizeof(*costly); i++) {
		struct match *m = compile(costly[i].pattern, false, false);
		double start = seconds();
		struct buf b = { 0 };

		buf_fill(&b, costly[i].sign, costly[i].n);
		buf_adds(&b, costly[i].end);
		expect(m, costly[i].pattern, buf_str(&b), costly[i].result);
		if (seconds() - start >= 1)
			fail_msg("%s: %.1f s", costly[i].pattern,
			    seconds() - start);
		/* Usable afterwards. */
		assert_int_not_equal(match_test(m, str_of("#")), MATCH_LIMIT);
		match_free(m);
		buf_release(&b);
	}
}

static void
ends_in_time_without_jit(void **state)
{
	(void)state;
	for (size_t i = 0; costly[i].result == MATCH_LIMIT; i++) {
		double start = seconds();
		struct buf b = { 0 };
		struct match *m;

		buf_addf(&b, "(*NO_JIT)%s", costly[i].pattern);
		m = compile(b.p, false, false);
		buf_clear(&b);
		buf_fill(&b, costly[i].sign, costly[i].n);
		buf_adds(&b, costly[i].end);
		expect(m, costly[i].pattern, buf_str(&b), MATCH_LIMIT);
		assert_true(seconds() - start < 1);
		match_free(m);
		buf_release(&b);
	}
}

/* What is at the end of a long text, behind letters of two bytes. */
static const struct example at_the_end[] = {
	{ "(?<=slut)x$", "slutx", MATCH_YES },
	{ "(?<=slut)x$", "slutx\n", MATCH_YES },
	{ "(?<!slut)x$", "slutx", MATCH_NO },
	{ "\\bslut\\b", " slut.", MATCH_YES },
	{ "\\bslut\\b", "slut", MATCH_NO },
	{ "^æ+x", "x", MATCH_YES },
	{ "^x", "x", MATCH_NO },
	{ "\\Gx", "x", MATCH_NO },
	{ "\\Ax", "x", MATCH_NO },
	{ "$", "", MATCH_YES },
	{ "x\\z", "x", MATCH_YES },
	{ "x\\z", "x\n", MATCH_NO },
	{ "\"[^\"]*\"(*SKIP)(*F)|x", "\"x\"", MATCH_NO },
	{ "\"[^\"]*\"(*SKIP)(*F)|x", "\"x\"x", MATCH_YES },
};

static void
sees_long_subjects_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(at_the_end) / sizeof(*at_the_end); i++) {
		struct match *m = compile(at_the_end[i].pattern, false, false);
		struct buf b = { 0 };

		/* Both sides of every length where a way of searching may
		 * change. */
		for (size_t n = 0; n < LONG / 2; n++) {
			buf_adds(&b, "æ");
			if (n > 200 && (n < 900 || n > 1100))
				continue;
			buf_adds(&b, at_the_end[i].subject);
			expect(m, at_the_end[i].pattern, buf_str(&b),
			    at_the_end[i].result);
			b.len -= strlen(at_the_end[i].subject);
		}
		match_free(m);
		buf_release(&b);
	}
}

/* "at+len" of every match, as a caller goes from one to the next. */
static void
finds(const char *pattern, const char *text, const char *expected)
{
	struct diag d = { 0 };
	struct match *m = match_new(str_of(pattern), false, &d);
	struct str s = str_of(text);
	struct buf found = { 0 };
	size_t from = 0, at, len;

	assert_non_null(m);
	while (match_find(m, s, from, &at, &len) == MATCH_YES) {
		buf_addf(&found, " %zu+%zu", at, len);
		from = at + len + (len == 0);
		if (from > s.len)
			break;
	}
	assert_string_equal(buf_text(&found), expected);
	buf_release(&found);
	match_free(m);
}

static void
finds_places(void **state)
{
	(void)state;
	finds("b", "abcb", " 1+1 3+1");
	finds("x", "abc", "");
	finds("a*", "baa", " 0+0 1+2 3+0");
	finds("ø\\w", "åøb", " 2+3");
	/* What stands before the start is still seen. */
	finds("(?<=a)b", "abab", " 1+1 3+1");
	finds("^a", "aa", " 0+1");
	finds("a\\Kb", "abab", " 1+1 3+1");
}

static void
names_its_version(void **state)
{
	(void)state;
	assert_memory_equal(match_version(), "PCRE2 10.", 9);
	assert_null(strchr(match_version(), '-'));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches),
		cmocka_unit_test(digits_are_ascii),
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(bounds_the_pattern),
		cmocka_unit_test(ends_in_time),
		cmocka_unit_test(ends_in_time_without_jit),
		cmocka_unit_test(sees_long_subjects_whole),
		cmocka_unit_test(finds_places),
		cmocka_unit_test(names_its_version),
	};

	return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
