#include "table/match.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

enum {
	PATTERN_MAX	= 4096,		/* bytes as typed */
	NEST_MAX	= 50,		/* parentheses */
	QUICK_LEN	= 2048,		/* bytes; see find() */
	QUICK_STEPS	= 256,		/* from one start */
	/* These let (.|\n)*x pass over a field of 64 KiB, given the JIT. */
	WATCHED_STEPS	= 1000000,
	DEPTH_MAX	= 100000,	/* of the interpreter */
	HEAP_MAX	= 20480,	/* KiB */
	STACK_MIN	= 32 * 1024,	/* of the JIT */
	STACK_MAX	= 4 * 1024 * 1024,
	LOOK_EVERY	= 64		/* items */
};

#define PATIENCE	INT64_C(250000000)	/* ns for one subject */

#define OPTIONS	(PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C)

/* A compiled pattern and how far it may go. */
struct engine {
	pcre2_code		*code;
	pcre2_match_context	*limits;
	bool			 jit;
};

struct match {
	struct engine		 quick;
	struct engine		 watched;	/* made when first needed */
	bool			 hopeless;	/* it cannot be made */
	pcre2_general_context	*memory;
	pcre2_match_data	*data;
	pcre2_jit_stack		*stack;		/* of the watched one */
	struct buf		 text;		/* the pattern as compiled */
	uint32_t		 options;
	int64_t			 deadline;	/* ns */
	unsigned		 items;		/* tried so far */
	struct loc		 loc;		/* where the pattern stands */
};

/* PCRE2 takes its memory where everybody does: out of memory ends the run. */
static void *
take(size_t size, void *arg)
{
	(void)arg;
	return mem_array(NULL, 1, size);
}

static void
give(void *p, void *arg)
{
	(void)arg;
	free(p);
}

/* ---------------------------------------------------------- rewriting -- */

/* \d becomes [0-9].  Which backslashes are escapes depends on \Q...\E, on
 * comments, (?x), (?C) and more.  PCRE2 knows: compiled with AUTO_CALLOUT it
 * tells where every item of the pattern begins.  Only what is inside of [...]
 * is left to find out here. */

struct items {
	struct str	 pattern;
	bool		*at;	/* an item longer than a byte begins here */
};

/* Called for every item, more than once where a group is repeated. */
static int
mark_item(pcre2_callout_enumerate_block *block, void *arg)
{
	struct items *items = arg;

	if (block->next_item_length > 1)
		items->at[block->pattern_position] = true;
	return 0;
}

static const char *
outside_class(char escape)
{
	switch (escape) {
	case 'd':
		return "[0-9]";
	case 'D':
		return "[^0-9]";
	default:
		return NULL;
	}
}

/* Written so that no digit can join an escape before it, as in [\1\d]. */
static const char *
inside_class(char escape)
{
	switch (escape) {
	case 'd':
		return "\\x30-9";
	case 'D':
		return "\\x00-/:-\\x{10FFFF}";
	default:
		return NULL;
	}
}

/* The length of [:name:] at the start of s, 0 if there is none. */
static size_t
posix_name(struct str s)
{
	size_t i = 2;

	if (!str_starts(s, "[:"))
		return 0;
	while (i < s.len && ((s.p[i] >= 'a' && s.p[i] <= 'z') ||
	    s.p[i] == '^'))
		i++;
	return str_starts((struct str){ s.p + i, s.len - i }, ":]") ? i + 2 : 0;
}

/* The length of \Q...\E at the start of s; without \E all of it is quoted. */
static size_t
quoted(struct str s)
{
	for (size_t i = 2; i + 1 < s.len; i++)
		if (s.p[i] == '\\' && s.p[i + 1] == 'E')
			return i + 2;
	return s.len;
}

/* Appends the escape that s starts with, inside [...].  Returns its length. */
static size_t
add_escape(struct buf *out, struct str s)
{
	const char *instead = s.len > 1 ? inside_class(s.p[1]) : NULL;
	size_t n = s.len > 1 ? 2 : 1;

	if (instead != NULL) {
		buf_adds(out, instead);
		return n;
	}
	if (str_starts(s, "\\Q"))
		n = quoted(s);
	else if (str_starts(s, "\\c") && s.len > 2)
		n = 3;
	buf_add(out, s.p, n);
	return n;
}

/* Not so the last bracket of \Q[\E, which is an item of its own. */
static bool
is_class(struct str s)
{
	return str_starts(s, "[") && !str_starts(s, "[\\E");
}

/* Where the contents of a [...] begin: a ] that comes first is one of them. */
static size_t
class_start(struct str s)
{
	size_t i = 1;

	if (i < s.len && s.p[i] == '^')
		i++;
	return i < s.len && s.p[i] == ']' ? i + 1 : i;
}

/* Appends the [...] that s starts with.  Returns its length. */
static size_t
add_class(struct buf *out, struct str s)
{
	size_t i = class_start(s);

	buf_add(out, s.p, i);
	while (i < s.len && s.p[i] != ']') {
		struct str rest = { s.p + i, s.len - i };
		size_t n = posix_name(rest);

		if (rest.p[0] == '\\') {
			i += add_escape(out, rest);
			continue;
		}
		if (n == 0)
			n = 1;
		buf_add(out, rest.p, n);
		i += n;
	}
	return i;
}

static void
rewrite(struct buf *out, const struct items *items)
{
	struct str p = items->pattern;

	for (size_t i = 0; i < p.len;) {
		struct str rest = { p.p + i, p.len - i };
		const char *instead = items->at[i] && rest.p[0] == '\\' ?
		    outside_class(rest.p[1]) : NULL;

		if (instead != NULL) {
			buf_adds(out, instead);
			i += 2;
		} else if (items->at[i] && is_class(rest))
			i += add_class(out, rest);
		else
			buf_addc(out, p.p[i++]);
	}
}

static bool
holds(struct str s, const char *text)
{
	size_t n = strlen(text);

	for (size_t i = 0; i + n <= s.len; i++)
		if (memcmp(s.p + i, text, n) == 0)
			return true;
	return false;
}

/* ---------------------------------------------------------- compiling -- */

static void
say_wrong(const struct match *m, struct str pattern, int error, size_t at,
    struct diag *d)
{
	char shown[ECHO_SIZE], why[256];
	size_t characters = 0;

	for (size_t i = 0; i < at && i < pattern.len; i++)
		characters += ((unsigned char)pattern.p[i] & 0xC0) != 0x80;
	pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof(why));
	diag_add(d, DIAG_FAILURE, m->loc,
	    _("pattern \"%s\": %s, %zu characters into it; "
	    "write \\ before a sign that is meant as itself"),
	    echo(pattern, shown), why, characters);
}

static bool
acceptable(const struct match *m, struct str pattern, struct diag *d)
{
	char shown[ECHO_SIZE];
	const char *why = NULL;

	if (pattern.len > PATTERN_MAX)
		why = _("is longer than 4096 bytes");
	else if (utf8_valid(pattern) < pattern.len)
		why = _("is not UTF-8");
	if (why != NULL)
		diag_add(d, DIAG_FAILURE, m->loc, _("pattern \"%s\" %s"),
		    echo(pattern, shown), why);
	return why == NULL;
}

/* d is NULL where nothing is to be said. */
static pcre2_code *
compile(const struct match *m, struct str pattern, uint32_t options,
    struct diag *d)
{
	pcre2_compile_context *bounds = pcre2_compile_context_create(m->memory);
	pcre2_code *code;
	size_t at = 0;
	int error = 0;

	pcre2_set_parens_nest_limit(bounds, NEST_MAX);
	code = pcre2_compile((PCRE2_SPTR)(pattern.len > 0 ? pattern.p : ""),
	    pattern.len, OPTIONS | m->options | options, &error, &at, bounds);
	if (code == NULL && d != NULL)
		say_wrong(m, pattern, error, at, d);
	pcre2_compile_context_free(bounds);
	return code;
}

/* Fills in m->text.  What was typed is compiled here, so that errors are told
 * in its terms. */
static bool
make_text(struct match *m, struct str pattern, struct diag *d)
{
	struct items items = { .pattern = pattern };
	pcre2_code *code;

	if (!holds(pattern, "\\d") && !holds(pattern, "\\D")) {
		buf_add_str(&m->text, pattern);
		return true;
	}
	code = compile(m, pattern, PCRE2_AUTO_CALLOUT, d);
	if (code == NULL)
		return false;
	items.at = mem_alloc(pattern.len + 1);
	pcre2_callout_enumerate(code, mark_item, &items);
	rewrite(&m->text, &items);
	free(items.at);
	pcre2_code_free(code);
	return true;
}

static bool
make_engine(struct match *m, struct engine *e, uint32_t options, uint32_t steps,
    struct diag *d)
{
	size_t size = 0;

	e->code = compile(m, buf_str(&m->text), options, d);
	if (e->code == NULL)
		return false;
	e->limits = pcre2_match_context_create(m->memory);
	pcre2_set_match_limit(e->limits, steps);
	pcre2_set_depth_limit(e->limits, DEPTH_MAX);
	pcre2_set_heap_limit(e->limits, HEAP_MAX);
	/* Where it cannot be had the interpreter does, in narrower bounds.
	 * (*NO_JIT) is no error, but leaves no code either. */
	pcre2_jit_compile(e->code, PCRE2_JIT_COMPLETE);
	pcre2_pattern_info(e->code, PCRE2_INFO_JITSIZE, &size);
	e->jit = size > 0;
	return true;
}

static struct match *
new(struct str pattern, uint32_t options, struct loc loc, struct diag *d)
{
	struct match *m = mem_alloc(sizeof(*m));

	m->options = options;
	m->loc = loc;
	m->memory = pcre2_general_context_create(take, give, NULL);
	m->data = pcre2_match_data_create(1, m->memory);
	if (acceptable(m, pattern, d) && make_text(m, pattern, d) &&
	    make_engine(m, &m->quick, 0, QUICK_STEPS, d))
		return m;
	match_free(m);
	return NULL;
}

struct match *
match_new(struct str pattern, bool caseless, struct diag *d)
{
	return new(pattern, caseless ? PCRE2_CASELESS : 0, (struct loc){ 0 },
	    d);
}

struct match *
match_new_at(struct str pattern, struct loc loc, struct diag *d)
{
	return new(pattern, PCRE2_CASELESS, loc, d);
}

struct match *
match_new_whole(struct str pattern, struct diag *d)
{
	return new(pattern, PCRE2_ANCHORED | PCRE2_ENDANCHORED,
	    (struct loc){ 0 }, d);
}

void
match_free(struct match *m)
{
	if (m == NULL)
		return;
	pcre2_code_free(m->quick.code);
	pcre2_match_context_free(m->quick.limits);
	pcre2_code_free(m->watched.code);
	pcre2_match_context_free(m->watched.limits);
	pcre2_match_data_free(m->data);
	pcre2_jit_stack_free(m->stack);
	pcre2_general_context_free(m->memory);
	buf_release(&m->text);
	free(m);
}

/* ----------------------------------------------------------- matching -- */

static int
run(const struct match *m, const struct engine *e, struct str s, size_t from)
{
	PCRE2_SPTR subject = (PCRE2_SPTR)(s.len > 0 ? s.p : "");
	int rc = PCRE2_ERROR_JIT_STACKLIMIT;

	if (e->jit)
		rc = pcre2_jit_match(e->code, subject, s.len, from,
		    PCRE2_NO_UTF_CHECK, m->data, e->limits);
	/* The interpreter has the heap. */
	if (rc == PCRE2_ERROR_JIT_STACKLIMIT)
		rc = pcre2_match(e->code, subject, s.len, from,
		    PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, m->data, e->limits);
	return rc;
}

static int64_t
clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Called before every item that is tried.  An error ends the search. */
static int
look(pcre2_callout_block *block, void *arg)
{
	struct match *m = arg;

	(void)block;
	if (++m->items % LOOK_EVERY == 0 && clock_now() > m->deadline)
		return PCRE2_ERROR_CALLOUT;
	return 0;
}

static bool
make_watched(struct match *m)
{
	struct engine *e = &m->watched;

	if (!make_engine(m, e, PCRE2_AUTO_CALLOUT, WATCHED_STEPS, NULL))
		return false;
	pcre2_set_callout(e->limits, look, m);
	m->stack = pcre2_jit_stack_create(STACK_MIN, STACK_MAX, m->memory);
	if (m->stack != NULL)
		pcre2_jit_stack_assign(e->limits, NULL, m->stack);
	return true;
}

static int
run_watched(struct match *m, struct str s, size_t from)
{
	if (m->watched.code == NULL && !m->hopeless)
		m->hopeless = !make_watched(m);
	if (m->hopeless)
		return PCRE2_ERROR_MATCHLIMIT;
	m->deadline = clock_now() + PATIENCE;
	return run(m, &m->watched, s, from);
}

/* PCRE2's match limit bounds less than it seems to: it begins anew at each
 * start, and the JIT counts no step of a search like that of .*x.  So a long
 * subject, or one that has used up a small limit, is searched by the same
 * pattern with a callout at every item, which looks at the clock.  That takes
 * three to nine times as long where nothing is wrong: hence only there. */
static enum match_result
find(struct match *m, struct str subject, size_t from)
{
	int rc = PCRE2_ERROR_MATCHLIMIT;

	if (subject.len < QUICK_LEN)
		rc = run(m, &m->quick, subject, from);
	if (rc < 0 && rc != PCRE2_ERROR_NOMATCH)
		rc = run_watched(m, subject, from);
	if (rc >= 0)
		return MATCH_YES;
	return rc == PCRE2_ERROR_NOMATCH ? MATCH_NO : MATCH_LIMIT;
}

enum match_result
match_test(struct match *m, struct str subject)
{
	return find(m, subject, 0);
}

enum match_result
match_find(struct match *m, struct str subject, size_t from, size_t *at,
    size_t *len)
{
	enum match_result found = find(m, subject, from);
	const PCRE2_SIZE *pair = pcre2_get_ovector_pointer(m->data);

	if (found != MATCH_YES)
		return found;
	*at = pair[0];
	/* \K may put the start behind the end. */
	*len = pair[1] > pair[0] ? pair[1] - pair[0] : 0;
	return MATCH_YES;
}

const char *
match_version(void)
{
	static char text[64];
	char version[64];
	uint32_t jit = 0;

	pcre2_config(PCRE2_CONFIG_VERSION, version);
	pcre2_config(PCRE2_CONFIG_JIT, &jit);
	/* "10.42 2022-12-11": the date says nothing more. */
	snprintf(text, sizeof(text), "PCRE2 %.*s%s",
	    (int)strcspn(version, " "), version, jit != 0 ? " (JIT)" : "");
	return text;
}
