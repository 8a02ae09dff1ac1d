#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "table/scan.h"

#define N(array)	(sizeof(array) / sizeof((array)[0]))

enum { ROOM = 4096 };

/* The same numbers in every run (Marsaglia's xorshift). */
static uint64_t
next_random(void)
{
	static uint64_t x = UINT64_C(88172645463325252);

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return x;
}

/* Arrays of exactly the size the header asks for: what is written behind them
 * is seen by the sanitizer. */
static void
scan_init(struct scan *s, size_t len)
{
	*s = (struct scan){ 0 };
	s->ends = mem_array(NULL, len + SCAN_PAD, sizeof(*s->ends));
	s->lines = mem_array(NULL, len + SCAN_PAD, sizeof(*s->lines));
}

static void
scan_release(struct scan *s)
{
	free(s->ends);
	free(s->lines);
}

/* By the definition, a byte at a time. */
static bool
is_clean(const char *p, size_t len)
{
	for (size_t i = 0, n; i < len; i += n) {
		unsigned char ch = (unsigned char)p[i];

		n = utf8_char(p + i, len - i);
		if (n == 0 || ch == 0x7F ||
		    (ch < 0x20 && ch != '\t' && ch != '\n'))
			return false;
		if (ch != '\\')
			continue;
		n = 2;
		if (p[i + 1] == '\0' || strchr("tnr\\", p[i + 1]) == NULL)
			return false;
	}
	return true;
}

static void
assert_scanned(const struct scan *s, const char *p, size_t len)
{
	size_t ends = 0, lines = 0;

	for (size_t i = 0; i < len; i++) {
		if (p[i] != '\t' && p[i] != '\n')
			continue;
		assert_true(ends < s->n_ends);
		assert_int_equal(s->ends[ends], i);
		if (p[i] == '\n') {
			assert_true(lines < s->n_lines);
			assert_int_equal(s->lines[lines++], ends);
		}
		ends++;
	}
	assert_int_equal(s->n_ends, ends);
	assert_int_equal(s->n_lines, lines);
	assert_int_equal(s->suspect, !is_clean(p, len));
}

/* A block of its own size, so that reading too far is seen as well; what is
 * behind the block may be anything. */
static void
scan_all_ways(const char *bytes, size_t len, char behind)
{
	scan_fn *const *scan = scan_variants();
	char *block = mem_alloc(len + SCAN_PAD);
	struct scan s;

	memcpy(block, bytes, len);
	memset(block + len, behind, SCAN_PAD);
	for (; *scan != NULL; scan++) {
		scan_init(&s, len);
		(*scan)(&s, block, len);
		assert_scanned(&s, block, len);
		scan_release(&s);
	}
	free(block);
}

static void
random_bytes(void **state)
{
	char block[ROOM];

	(void)state;
	for (int i = 0; i < 3000; i++) {
		size_t len = next_random() % 400 + 1;

		for (size_t j = 0; j < len; j++)
			block[j] = (char)next_random();
		block[len - 1] = '\n';
		scan_all_ways(block, len, (char)next_random());
	}
}

/* Mostly well-formed text: pieces of all that matters, now and then a wrong
 * one, at every place against the borders of 64 bytes. */
static void
random_text(void **state)
{
	static const char *const pieces[] = { "\t", "\t", "\n", "a", "abc",
	    "0123456789", "æ", "ø", "漢", "😀", "\\t", "\\n", "\\r", "\\\\",
	    " ", "~" };
	static const char *const wrong[] = { "\\x", "\\", "\x80", "\xC3",
	    "\xE2\x82", "\xF0\x9F\x98", "\x01", "\x1F", "\x7F", "\r" };
	char block[ROOM];
	int clean = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		size_t len = 0, n = next_random() % 200;
		bool spoil = next_random() % 2 == 0;

		for (size_t j = 0; j < n; j++) {
			const char *piece = pieces[next_random() % N(pieces)];

			if (spoil && next_random() % 100 == 0)
				piece = wrong[next_random() % N(wrong)];
			memcpy(block + len, piece, strlen(piece));
			len += strlen(piece);
		}
		block[len++] = '\n';
		clean += is_clean(block, len);
		scan_all_ways(block, len, '\\');
	}
	assert_in_range(clean, 5000, 15000);
}

/* One thing of interest at every place of two blocks of 64. */
static void
every_place_against_the_border(void **state)
{
	static const char *const things[] = { "\t", "\n", "\\t", "\\x", "\\",
	    "\\\\", "\\\\\\", "æ", "漢", "😀", "\xC3", "\xF0\x9F\x98", "\x01",
	    "\x7F", "" };
	char block[ROOM];

	(void)state;
	for (size_t i = 0; i < N(things); i++)
		for (size_t at = 0; at < 140; at++)
			for (size_t more = 0; more < 3; more++) {
				size_t n = strlen(things[i]);
				size_t len = at + n + more + 1;

				memset(block, 'x', len);
				memcpy(block + at, things[i], n);
				block[len - 1] = '\n';
				scan_all_ways(block, len, '\n');
			}
}

static void
nothing_but_delimiters(void **state)
{
	char block[ROOM];

	(void)state;
	for (size_t len = 1; len < 300; len++) {
		memset(block, '\t', len);
		block[len - 1] = '\n';
		scan_all_ways(block, len, '\t');
		memset(block, '\n', len);
		scan_all_ways(block, len, '\n');
	}
}

/* What stands behind the block neither completes nor spoils it. */
static void
what_is_behind_the_block_does_not_count(void **state)
{
	(void)state;
	for (int ch = 0; ch < 256; ch++) {
		scan_all_ways("a\tb\n", 4, (char)ch);
		scan_all_ways("a\\\n", 3, (char)ch);
		scan_all_ways("a\xC3\n", 3, (char)ch);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_bytes),
		cmocka_unit_test(random_text),
		cmocka_unit_test(every_place_against_the_border),
		cmocka_unit_test(nothing_but_delimiters),
		cmocka_unit_test(what_is_behind_the_block_does_not_count),
	};

	return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
