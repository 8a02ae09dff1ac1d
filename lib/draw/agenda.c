#include "draw/agenda.h"

#include "base/date.h"
#include "base/utf8.h"
#include "follow/standing.h"

struct drawing {
	const struct sitting	*s;
	const struct defs	*defs;
	enum lang		 lang;
	struct doc		*doc;
	struct buf		 text;		/* the block being made */
};

static void
put_pair(struct drawing *d, const char *key)
{
	if (d->text.len > 0)
		doc_pair(d->doc, str_of(key), buf_str(&d->text));
	buf_clear(&d->text);
}

static void
put_plain(struct drawing *d, const char *key, struct str escaped)
{
	tsv_unescape(&d->text, escaped);
	put_pair(d, key);
}

static void
put_heading(struct drawing *d, const char *msgid)
{
	doc_heading(d->doc, 2, str_of(tr(d->lang, msgid)));
}

/* ----------------------------------------------------------------- when -- */

static void
put_date(struct drawing *d)
{
	static const char *const weekday[] = { N_("Monday"), N_("Tuesday"),
	    N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
	    N_("Sunday") };
	day_t day;

	if (!date_parse(d->s->date, &day))
		return;
	buf_addf(&d->text, "%s ", tr(d->lang,
	    weekday[day - week_monday(day)]));
	write_shown(&d->text, d->s->date, CELL_DATE, d->lang);
	put_pair(d, tr(d->lang, N_("Date")));
}

/* Minutes of the day as a clock shows them. */
static void
add_clock(struct drawing *d, unsigned minutes)
{
	buf_addf(&d->text, d->lang == LANG_DA ? "%02u.%02u" : "%02u:%02u",
	    minutes / 60 % 24, minutes % 60);
}

static void
put_time(struct drawing *d)
{
	unsigned lasts = agenda_minutes(d->s->agenda);
	int start;
	bool known = time_parse(d->s->time, &start);

	if (known)
		add_clock(d, (unsigned)start);
	if (known && lasts > 0) {
		buf_adds(&d->text, "–");
		add_clock(d, (unsigned)start + lasts);
	}
	if (lasts > 0)
		buf_addf(&d->text, known ? " (%u min)" : "%u min", lasts);
	put_pair(d, tr(d->lang, N_("Time")));
}

/* ------------------------------------------------------------------ who -- */

/* What somebody around the child is called there. */
static struct str
name_of(const struct drawing *d, struct str person)
{
	const struct story *story = &d->s->story;
	struct str name = { "", 0 };

	if (str_is(person, "caseworker") && story->of_case != NULL)
		return story->of_case[kind_field(story->case_kind, "worker")];
	for (size_t i = 0; i < story->n; i++) {
		const struct chapter *c = &story->chapter[i];

		if (str_is(c->kind->name, "relation") &&
		    str_eq(chapter_field(c, "person"), person) &&
		    chapter_field(c, "name").len > 0 &&
		    chapter_field(c, "until").len == 0)
			name = chapter_field(c, "name");
	}
	return name;
}

/* "mor", "Inger (mormor)", "mormor (netværk)". */
static void
add_person(struct drawing *d, struct str person, bool named)
{
	const struct list *raters = list_find(&d->defs->lists,
	    str_of("raters"));
	struct str detail, role = str_cut(person, '.', &detail);
	struct str name = { "", 0 };

	if (named)
		name = name_of(d, person);
	if (name.len > 0) {
		tsv_unescape(&d->text, name);
		buf_adds(&d->text, " (");
	}
	if (detail.len > 0)
		buf_add_str(&d->text, detail);
	else
		code_label(raters, role, d->lang, &d->text);
	if (detail.len > 0 && name.len == 0) {
		buf_adds(&d->text, " (");
		code_label(raters, role, d->lang, &d->text);
	}
	if (name.len > 0 || detail.len > 0)
		buf_addc(&d->text, ')');
}

static void
add_people(struct drawing *d, struct str who, bool named)
{
	for (bool more = false; who.len > 0; more = true) {
		buf_adds(&d->text, more ? ", " : "");
		add_person(d, str_cut(who, ',', &who), named);
	}
}

/* ----------------------------------------------------------------- what -- */

/* A line of the definition: its first line as a name, the rest behind it. */
static struct str
line_name(const struct drawing *d, const struct agenda_line *line,
    struct str *rest)
{
	return str_cut(line->text[d->lang], '\n', rest);
}

static const struct agenda_line *
next_line(const struct agenda *a, enum agenda_sort sort, size_t *i)
{
	while (*i < a->n && a->line[*i].sort != sort)
		++*i;
	return *i < a->n ? &a->line[(*i)++] : NULL;
}

static void
put_purpose(struct drawing *d)
{
	const struct agenda_line *line;
	struct str rest;

	for (size_t i = 0; (line = next_line(d->s->agenda, AGENDA_PURPOSE,
	    &i)) != NULL; ) {
		doc_heading(d->doc, 2, line_name(d, line, &rest));
		if (rest.len > 0)
			doc_paragraph(d->doc, rest);
	}
}

/* Those of a line who are asked to come; false if none is. */
static bool
add_invited(struct drawing *d, struct str who)
{
	if (who.len == 0)
		buf_adds(&d->text, tr(d->lang, N_("everybody")));
	while (who.len > 0) {
		struct str role = str_cut(who, ',', &who);

		if (!rule_has_role(d->s->invited, role))
			continue;
		buf_adds(&d->text, d->text.len > 0 ? ", " : "");
		add_person(d, role, false);
	}
	return d->text.len > 0;
}

static void
put_bring(struct drawing *d)
{
	const struct agenda_line *line;
	bool any = false;

	for (size_t i = 0; (line = next_line(d->s->agenda, AGENDA_BRING,
	    &i)) != NULL; ) {
		if (!add_invited(d, line->who))
			continue;
		if (!any)
			put_heading(d, N_("Before the meeting"));
		any = true;
		utf8_capital(&d->text, 0);
		doc_pair(d->doc, buf_str(&d->text), line->text[d->lang]);
		buf_clear(&d->text);
	}
}

/* In the order in which they are stored; a goal that is closed, or put in other
 * words since, is done with. */
static const struct chapter *
next_goal(const struct story *story, const struct chapter *last)
{
	const struct chapter *next = NULL;

	for (size_t i = 0; i < story->n; i++) {
		const struct chapter *c = &story->chapter[i];

		if (str_is(c->kind->name, "goal") &&
		    chapter_field(c, "closed").len == 0 &&
		    !story_is_replaced(story, c, (struct str){ "", 0 }) &&
		    (last == NULL || c->number > last->number) &&
		    (next == NULL || c->number < next->number))
			next = c;
	}
	return next;
}

/* Of goals that are worked on: the family's words, or else the plan's. */
static void
put_goals(struct drawing *d)
{
	const struct chapter *c = next_goal(&d->s->story, NULL);

	if (c != NULL)
		put_heading(d, N_("The goals as they stand"));
	for (; c != NULL; c = next_goal(&d->s->story, c))
		put_plain(d, chapter_field(c, "goal_id").p, chapter_field(c,
		    chapter_field(c, "words").len > 0 ? "words" : "text"));
}

/* "13.00 (15 min)"; "15 min" where no time is known; else the number. */
static void
add_item_key(struct drawing *d, const struct agenda_line *line,
    unsigned elapsed, unsigned number)
{
	int start;
	bool known = time_parse(d->s->time, &start);

	if (line->minutes == 0) {
		buf_addf(&d->text, "%u", number);
		return;
	}
	if (known)
		add_clock(d, (unsigned)start + elapsed);
	buf_addf(&d->text, known ? " (%u min)" : "%u min", line->minutes);
}

static void
put_item(struct drawing *d, const struct agenda_line *line, struct str key)
{
	struct str rest, name = line_name(d, line, &rest);

	buf_add_str(&d->text, name);
	if (line->who.len > 0) {
		buf_adds(&d->text, " – ");
		add_people(d, line->who, false);
	}
	if (rest.len > 0) {
		buf_addc(&d->text, '\n');
		buf_add_str(&d->text, rest);
	}
	doc_pair(d->doc, key, buf_str(&d->text));
	buf_clear(&d->text);
}

static bool
is_timed(const struct agenda *a)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->line[i].sort == AGENDA_ITEM && a->line[i].minutes > 0)
			return true;
	return false;
}

static void
put_items(struct drawing *d)
{
	const struct agenda *a = d->s->agenda;
	const struct agenda_line *line;
	unsigned elapsed = 0, number = 1;

	if (!agenda_has(a, AGENDA_ITEM))
		return;
	put_heading(d, is_timed(a) ? N_("What we do") : N_("What we ask"));
	for (size_t i = 0; (line = next_line(a, AGENDA_ITEM, &i)) != NULL; ) {
		struct buf key = { 0 };

		add_item_key(d, line, elapsed, number++);
		buf_add_str(&key, buf_str(&d->text));
		buf_clear(&d->text);
		put_item(d, line, buf_str(&key));
		buf_release(&key);
		elapsed += line->minutes;
	}
}

/* ------------------------------------------------------------ the pages -- */

static void
begin(struct drawing *d, const struct sitting *s, const struct defs *defs,
    enum lang lang, const char *title)
{
	*d = (struct drawing){ .s = s, .defs = defs, .lang = lang };
	buf_addf(&d->text, "%s: ", tr(lang, title));
	code_label(list_find(&defs->lists, str_of("meeting_types")), s->type,
	    lang, &d->text);
	d->doc = doc_new(buf_str(&d->text), lang);
	buf_clear(&d->text);
}

static void
put_facts(struct drawing *d)
{
	put_date(d);
	put_time(d);
	put_plain(d, tr(d->lang, N_("Place")), d->s->place);
	add_people(d, d->s->invited, true);
	utf8_capital(&d->text, 0);
	put_pair(d, tr(d->lang, N_("Taking part")));
	put_plain(d, tr(d->lang, N_("Case")), d->s->case_id);
}

struct doc *
draw_agenda(const struct sitting *s, const struct defs *defs, enum lang lang)
{
	struct drawing d;

	begin(&d, s, defs, lang, is_timed(s->agenda) ? N_("Agenda") :
	    N_("Questions"));
	put_purpose(&d);
	put_facts(&d);
	put_bring(&d);
	put_goals(&d);
	put_items(&d);
	buf_release(&d.text);
	return d.doc;
}

/* The last day of the frame that the type sets. */
static void
put_frame(struct drawing *d)
{
	const struct story *story = &d->s->story;
	const struct agenda *a = d->s->agenda;
	char date[DATE_SIZE];
	day_t start;

	if (a->of.len > 0 && story->of_case != NULL && date_parse(
	    story->of_case[kind_field(story->case_kind, a->of.p)], &start)) {
		write_shown(&d->text, str_of(date_format(date,
		    date_plus(start, a->within, 1))), CELL_DATE, d->lang);
		put_pair(d, tr(d->lang, N_("To be held by")));
	}
	if (a->most > 0) {
		buf_addf(&d->text, "%u", a->most);
		put_pair(d, tr(d->lang, N_("At most")));
	}
}

struct doc *
draw_checklist(const struct sitting *s, const struct defs *defs,
    enum lang lang)
{
	const struct agenda_line *line;
	struct drawing d;

	begin(&d, s, defs, lang, N_("Checklist"));
	put_facts(&d);
	put_frame(&d);
	put_heading(&d, N_("To remember"));
	for (size_t i = 0; (line = next_line(s->agenda, AGENDA_CHECK, &i)) !=
	    NULL; )
		doc_pair(d.doc, str_of("☐"), line->text[lang]);
	buf_release(&d.text);
	return d.doc;
}
