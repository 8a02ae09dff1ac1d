#include "draw/ics.h"

#include <libical/ical.h>
#include <sodium.h>

#include "base/utf8.h"

static const char zone_name[] = "Europe/Copenhagen";

/* The rule of the European Union since 1996 (directive 2000/84/EC, articles 2
 * and 3, for the years since 2002): summer time from the last Sunday of March
 * to that of October, at 01:00 UTC.  Written here, because what a machine's
 * own zone files say differs between machines. */
static const char zone[] =
    "BEGIN:VTIMEZONE\r\n"
    "TZID:Europe/Copenhagen\r\n"
    "BEGIN:DAYLIGHT\r\n"
    "DTSTART:19960331T020000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    "TZOFFSETFROM:+0100\r\n"
    "TZOFFSETTO:+0200\r\n"
    "TZNAME:CEST\r\n"
    "END:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\n"
    "DTSTART:19961027T030000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    "TZOFFSETFROM:+0200\r\n"
    "TZOFFSETTO:+0100\r\n"
    "TZNAME:CET\r\n"
    "END:STANDARD\r\n"
    "END:VTIMEZONE\r\n";

void
ics_uid(struct buf *out, struct str register_id, const char *kind,
    struct str key)
{
	enum { SIZE = crypto_generichash_BYTES_MIN };
	unsigned char secret[crypto_generichash_KEYBYTES], digest[SIZE];
	char hex[2 * SIZE + 1];
	struct buf of = { 0 };

	crypto_generichash(secret, sizeof(secret),
	    (const unsigned char *)register_id.p, register_id.len, NULL, 0);
	buf_addf(&of, "%s\t%.*s", kind, STR(key));
	crypto_generichash(digest, SIZE, (const unsigned char *)of.p, of.len,
	    secret, sizeof(secret));
	buf_adds(out, sodium_bin2hex(hex, sizeof(hex), digest, SIZE));
	buf_release(&of);
}

/* --------------------------------------------------------------- values -- */

static icaltimetype
time_of(day_t day, int minute)
{
	icaltimetype t = icaltime_null_time();

	date_split(day, &t.year, &t.month, &t.day);
	t.is_date = minute < 0;
	if (minute >= 0) {
		t.hour = minute / 60;
		t.minute = minute % 60;
	}
	return t;
}

/* "2026-11-22T09:00:00Z" without its marks. */
static icaltimetype
time_changed(struct str changed)
{
	struct buf text = { 0 };
	icaltimetype t;

	for (size_t i = 0; i < changed.len; i++)
		if (changed.p[i] != '-' && changed.p[i] != ':')
			buf_addc(&text, changed.p[i]);
	t = icaltime_from_string(buf_text(&text));
	buf_release(&text);
	return t;
}

/* A line break is one LF; other control characters are none that a TEXT may
 * hold (RFC 5545, 3.3.11), and libical passes them on. */
static void
add_clean(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == '\r')
			buf_adds(out, i + 1 < text.len &&
			    text.p[i + 1] == '\n' ? "" : "\n");
		else if ((c >= ' ' && c != 0x7f) || c == '\n' || c == '\t')
			buf_addc(out, text.p[i]);
	}
}

static void
add_text(icalcomponent *c, icalproperty *(*new)(const char *), struct str text)
{
	struct buf clean = { 0 };

	if (text.len == 0)
		return;
	add_clean(&clean, text);
	icalcomponent_add_property(c, new(buf_text(&clean)));
	buf_release(&clean);
}

static void
add_start(icalcomponent *c, const struct ics_style *style,
    const struct ics_entry *e)
{
	icaltimetype at = time_of(e->day, e->minute);
	icalproperty *p = e->deadline ? icalproperty_new_due(at) :
	    icalproperty_new_dtstart(at);

	if (style->zoned && e->minute >= 0)
		icalproperty_add_parameter(p,
		    icalparameter_new_tzid(zone_name));
	icalcomponent_add_property(c, p);
}

static enum icalproperty_status
status_of(const struct ics_entry *e)
{
	static const enum icalproperty_status meeting[] = {
		[ICS_OPEN] = ICAL_STATUS_CONFIRMED,
		[ICS_TENTATIVE] = ICAL_STATUS_TENTATIVE,
		[ICS_DONE] = ICAL_STATUS_CONFIRMED,
		[ICS_CANCELLED] = ICAL_STATUS_CANCELLED,
	}, deadline[] = {
		[ICS_OPEN] = ICAL_STATUS_NEEDSACTION,
		[ICS_TENTATIVE] = ICAL_STATUS_NEEDSACTION,
		[ICS_DONE] = ICAL_STATUS_COMPLETED,
		[ICS_CANCELLED] = ICAL_STATUS_CANCELLED,
	};

	return e->deadline ? deadline[e->state] : meeting[e->state];
}

/* ---------------------------------------------------------------- parts -- */

enum { ALARM_HOUR = 9 };	/* of the day before one without an hour */

static void
add_alarm(icalcomponent *c, int days, const struct ics_entry *e)
{
	icalcomponent *alarm = icalcomponent_new_valarm();
	unsigned hours = (unsigned)days * 24;
	struct icaltriggertype trigger = { .time = icaltime_null_time(),
	    .duration = { .is_neg = 1 } };
	icalproperty *p;

	if (e->minute < 0)
		hours -= hours >= ALARM_HOUR ? ALARM_HOUR : hours;
	trigger.duration.days = hours / 24;
	trigger.duration.hours = hours % 24;
	p = icalproperty_new_trigger(trigger);
	/* A deadline has no beginning to count from. */
	if (e->deadline)
		icalproperty_add_parameter(p,
		    icalparameter_new_related(ICAL_RELATED_END));
	icalcomponent_add_property(alarm,
	    icalproperty_new_action(ICAL_ACTION_DISPLAY));
	add_text(alarm, icalproperty_new_description, e->summary);
	icalcomponent_add_property(alarm, p);
	icalcomponent_add_component(c, alarm);
}

static void
add_stamps(icalcomponent *c, const struct ics_style *style,
    const struct ics_entry *e)
{
	icaltimetype stamp = time_of(style->as_of, 0);

	stamp.zone = icaltimezone_get_utc_timezone();
	icalcomponent_add_property(c, icalproperty_new_dtstamp(stamp));
	icalcomponent_add_property(c, icalproperty_new_sequence(e->sequence));
	if (e->changed.len > 0)
		icalcomponent_add_property(c,
		    icalproperty_new_lastmodified(time_changed(e->changed)));
}

/* A length and not an end: it is right across a change of the clock. */
static void
add_length(icalcomponent *c, const struct ics_entry *e)
{
	if (e->minute < 0)
		icalcomponent_add_property(c,
		    icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
	else
		icalcomponent_add_property(c, icalproperty_new_duration(
		    icaldurationtype_from_int(e->minutes * 60)));
}

/* -------------------------------------------------------------- folding -- */

enum { LINE_MOST = 75 };	/* octets before a line break: RFC 5545, 3.1 */

static void
add_folded(struct buf *out, struct str line)
{
	size_t at = 0, used = 0;

	while (at < line.len) {
		size_t n = utf8_char(line.p + at, line.len - at);

		n += n == 0;
		if (used + n > LINE_MOST) {
			buf_adds(out, "\r\n ");
			used = 1;
		}
		buf_add(out, line.p + at, n);
		at += n;
		used += n;
	}
	buf_adds(out, "\r\n");
}

/* libical 3.0.16 folds inside a line break that lies at the limit.  Without its
 * folds the text is right again, and is folded here. */
static void
refold(struct buf *out, const char *folded)
{
	struct buf text = { 0 };
	struct str rest, line;
	const char *fold;

	while ((fold = strstr(folded, "\r\n ")) != NULL) {
		buf_add(&text, folded, (size_t)(fold - folded));
		folded = fold + 3;
	}
	buf_adds(&text, folded);
	rest = buf_str(&text);
	while (rest.len > 0) {
		line = str_cut(rest, '\n', &rest);
		line.len -= line.len > 0;
		add_folded(out, line);
	}
	buf_release(&text);
}

void
ics_entry(struct buf *out, const struct ics_style *style,
    const struct ics_entry *e)
{
	icalcomponent *c = e->deadline ? icalcomponent_new_vtodo() :
	    icalcomponent_new_vevent();
	char *text;

	add_text(c, icalproperty_new_uid, e->uid);
	add_stamps(c, style, e);
	add_start(c, style, e);
	if (!e->deadline)
		add_length(c, e);
	add_text(c, icalproperty_new_summary, e->summary);
	add_text(c, icalproperty_new_location, e->place);
	add_text(c, icalproperty_new_description, e->note);
	icalcomponent_add_property(c,
	    icalproperty_new_class(ICAL_CLASS_PRIVATE));
	icalcomponent_add_property(c, icalproperty_new_status(status_of(e)));
	if (style->alarm_days >= 0 && e->day >= style->as_of &&
	    (e->state == ICS_OPEN || e->state == ICS_TENTATIVE))
		add_alarm(c, style->alarm_days, e);
	text = icalcomponent_as_ical_string_r(c);
	refold(out, text);
	icalmemory_free_buffer(text);
	icalcomponent_free(c);
}

void
ics_begin(struct buf *out, const struct ics_style *style)
{
	buf_adds(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
	    "PRODID:-//fu//fu-meeting//EN\r\n");
	buf_adds(out, style->zoned ? zone : "");
}

void
ics_end(struct buf *out)
{
	buf_adds(out, "END:VCALENDAR\r\n");
}
