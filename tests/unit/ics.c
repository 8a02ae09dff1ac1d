/* Calendars: whatever a text holds, it comes back as that text and as nothing
 * else, in lines that every reader takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <libical/ical.h>
#include <string.h>

#include "base/utf8.h"
#include "draw/ics.h"

enum { ROUNDS = 20000, LINE_MOST = 75 };

static const struct ics_style style = { .as_of = 20779, .zoned = true,
    .alarm_days = 1 };

/* Park and Miller's generator: the same texts on every machine. */
static unsigned
chance(unsigned n)
{
	static uint64_t seed = 20261122;

	seed = seed * 16807 % 2147483647;
	return (unsigned)(seed % n);
}

/* Of pieces that mean something in a calendar, and letters of 1 to 4 bytes. */
static void
add_random(struct buf *out)
{
	static const char *const pieces[] = { "a", " ", "æ", "€", "𝄞", ";", ",",
	    ":", "\\", "\\n", "\"", "\n", "\r\n", "\r", "\t", "\x01", "\x7f",
	    "\xc2\x85", "\xe2\x80\xa8", "BEGIN:VEVENT", "END:VCALENDAR",
	    "=", "^n", "%0D%0A", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };

	/* libical's reader takes blanks at either end away. */
	buf_adds(out, ".");
	for (unsigned n = chance(30); n > 0; n--)
		buf_adds(out, pieces[chance(sizeof(pieces) /
		    sizeof(pieces[0]))]);
	buf_adds(out, ".");
}

/* What is expected of a text: line breaks as LF, no other controls. */
static void
add_expected(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];
		bool crlf = c == '\r' && i + 1 < text.len &&
		    text.p[i + 1] == '\n';

		if (c == '\r' && !crlf)
			buf_addc(out, '\n');
		else if (c == '\n' || c == '\t' || (c >= ' ' && c != 0x7f))
			buf_addc(out, text.p[i]);
	}
}

static void
check_lines(struct str text)
{
	while (text.len > 0) {
		struct str line = str_cut(text, '\n', &text);

		assert_int_equal(line.p[--line.len], '\r');
		assert_true(line.len > 0 && line.len <= LINE_MOST);
		assert_int_equal(utf8_valid(line), line.len);
		assert_null(memchr(line.p, '\r', line.len));
	}
}

static void
check_text(const char *found, struct str text)
{
	struct buf expected = { 0 };

	add_expected(&expected, text);
	assert_string_equal(found != NULL ? found : "", buf_text(&expected));
	buf_release(&expected);
}

static icalcomponent *
written(const struct ics_entry *e, struct buf *out)
{
	ics_begin(out, &style);
	ics_entry(out, &style, e);
	ics_end(out);
	check_lines(buf_str(out));
	return icalparser_parse_string(buf_text(out));
}

static void
random_texts(void **state)
{
	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct buf note = { 0 }, place = { 0 }, out = { 0 };
		struct ics_entry e = { .uid = str_of("u"), .minute = 600,
		    .minutes = 60, .day = 20780, .deadline = i % 2 == 1,
		    .summary = str_of("S-0001") };
		icalcomponent *all, *one;
		enum icalcomponent_kind kind = e.deadline ?
		    ICAL_VTODO_COMPONENT : ICAL_VEVENT_COMPONENT;

		add_random(&note);
		add_random(&place);
		e.note = buf_str(&note);
		e.place = buf_str(&place);
		all = written(&e, &out);
		assert_non_null(all);
		assert_int_equal(icalcomponent_count_errors(all), 0);
		assert_int_equal(icalcomponent_count_components(all,
		    ICAL_ANY_COMPONENT), 2);
		one = icalcomponent_get_first_component(all, kind);
		assert_int_equal(icalcomponent_count_components(all, kind), 1);
		check_text(icalcomponent_get_description(one), e.note);
		check_text(icalcomponent_get_location(one), e.place);
		assert_string_equal(icalcomponent_get_summary(one), "S-0001");
		icalcomponent_free(all);
		buf_release(&note);
		buf_release(&place);
		buf_release(&out);
	}
}

static void
has(const struct buf *out, const char *line)
{
	if (strstr(buf_text(out), line) == NULL)
		fail_msg("no \"%s\" in\n%s", line, buf_text(out));
}

static void
deadlines(void **state)
{
	struct ics_entry e = { .deadline = true, .uid = str_of("u"),
	    .summary = str_of("Frist S-0001"), .day = 20780, .minute = -1,
	    .state = ICS_OPEN };
	struct buf out = { 0 };

	(void)state;
	icalcomponent_free(written(&e, &out));
	has(&out, "\r\nDUE;VALUE=DATE:20261123\r\n");
	has(&out, "\r\nSTATUS:NEEDS-ACTION\r\n");
	has(&out, "\r\nTRIGGER;RELATED=END:-PT15H\r\n");
	buf_clear(&out);
	e.state = ICS_DONE;
	e.minute = 14 * 60 + 5;
	icalcomponent_free(written(&e, &out));
	has(&out, "\r\nDUE;TZID=Europe/Copenhagen:20261123T140500\r\n");
	has(&out, "\r\nSTATUS:COMPLETED\r\n");
	assert_null(strstr(buf_text(&out), "VALARM"));
	buf_release(&out);
}

static void
uids(void **state)
{
	struct buf a = { 0 }, b = { 0 }, c = { 0 };

	(void)state;
	ics_uid(&a, str_of("nord"), "meeting", str_of("M000001"));
	ics_uid(&b, str_of("nord"), "meeting", str_of("M000001"));
	ics_uid(&c, str_of("syd"), "meeting", str_of("M000001"));
	assert_int_equal(a.len, 32);
	assert_string_equal(a.p, b.p);
	assert_string_not_equal(a.p, c.p);
	buf_release(&a);
	buf_release(&b);
	buf_release(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_texts),
		cmocka_unit_test(deadlines),
		cmocka_unit_test(uids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
