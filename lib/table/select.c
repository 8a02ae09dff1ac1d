#include "table/select.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "base/num.h"
#include "base/utf8.h"
#include "table/match.h"

enum {
	NAME_MAX_LEN	= 63,	/* as in a header */
	LISTED		= 40	/* legal names shown */
};

static const char operator_list[] = "= != < <= > >= ~ !~ ~* !~*";

/* Which results of a comparison an operator asks for. */
enum { LESS = 1, EQUAL = 2, GREATER = 4 };

struct operator {
	const char	*text;
	unsigned char	 wants;		/* of the above; 0: a pattern */
	bool		 differs;	/* a missing value fulfils it */
	bool		 caseless;
};

/* The longest first. */
static const struct operator operators[] = {
	{ "!~*", 0, true, true },
	{ "!~", 0, true, false },
	{ "~*", 0, false, true },
	{ "~", 0, false, false },
	{ "!=", LESS | GREATER, true, false },
	{ "<=", LESS | EQUAL, false, false },
	{ ">=", GREATER | EQUAL, false, false },
	{ "<", LESS, false, false },
	{ ">", GREATER, false, false },
	{ "=", EQUAL, false, false },
};

/* How a condition is decided, once the column is known. */
enum how {
	HOW_SAME,	/* = and != by bytes, escaped as cells are */
	HOW_BYTES,
	HOW_ALPHABET,
	HOW_NUMBER,
	HOW_PATTERN
};

enum outcome { NO, YES, NO_NUMBER, COSTLY };

struct condition {
	char			*word;		/* owned; the name with a NUL */
	const struct operator	*op;
	struct str		 value;		/* in word */
	struct buf		 escaped;	/* the value as a cell has it */
	struct buf		 key;		/* its place in the alphabet */
	struct match		*pattern;	/* NULL if it is none */
	enum num_result		 parsed;	/* what the value is */
	int64_t			 number;	/* where that is NUM_OK */

	/* From select_bind(). */
	size_t			 column;
	enum how		 how;
	bool			 strict;	/* cells must be numbers */

	enum outcome		 outcome;	/* for the current row */
};

struct select {
	struct condition	*condition;
	size_t			 n;
	struct buf		 text;		/* a cell unescaped */
	struct buf		 key;
};

static const struct loc nowhere;

/* ---------------------------------------------------------- splitting -- */

static size_t
name_length(const char *word)
{
	size_t n = 0;

	while ((word[n] >= 'a' && word[n] <= 'z') || (n > 0 &&
	    (word[n] == '_' || (word[n] >= '0' && word[n] <= '9'))))
		n++;
	return n;
}

/* NULL if the word is no condition. */
static const struct operator *
find_operator(const char *word)
{
	size_t n = name_length(word);
	struct str rest = str_of(word + n);

	if (n == 0 || n > NAME_MAX_LEN)
		return NULL;
	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++)
		if (str_starts(rest, operators[i].text))
			return &operators[i];
	return NULL;
}

bool
select_is_condition(const char *word)
{
	return find_operator(word) != NULL;
}

static bool
is_equality(const struct operator *op)
{
	return op->wants == EQUAL || op->wants == (LESS | GREATER);
}

/* "==" and its like are legal, and never what was meant. */
static void
warn_of_signs(const struct condition *c, struct diag *d)
{
	char shown[ECHO_SIZE];

	if (c->op->wants == EQUAL && c->value.len > 0 &&
	    strchr("=~<>", c->value.p[0]) != NULL)
		diag_add(d, DIAG_WARNING, nowhere,
		    _("%s is compared with \"%s\", signs and all; "
		    "the operators are %s"), c->word,
		    echo(c->value, shown), operator_list);
}

static bool
check_value(const struct condition *c, struct diag *d)
{
	if (c->value.len == 0 && !is_equality(c->op)) {
		diag_add(d, DIAG_FAILURE, nowhere,
		    _("%s%s needs a value; \"%s=\" selects what is missing"),
		    c->word, c->op->text, c->word);
		return false;
	}
	if (utf8_valid(c->value) < c->value.len) {
		diag_add(d, DIAG_FAILURE, nowhere,
		    _("the value that %s is compared with is not UTF-8"),
		    c->word);
		return false;
	}
	warn_of_signs(c, d);
	return true;
}

/* False, told, if the word is no condition. */
static bool
split(struct condition *c, const char *word, struct diag *d)
{
	char shown[ECHO_SIZE];
	size_t n = name_length(word);

	c->op = find_operator(word);
	if (c->op == NULL) {
		diag_add(d, DIAG_FAILURE, nowhere,
		    _("\"%s\" is not a condition: a field, one of %s, and a "
		    "value, without blanks between them"),
		    echo(str_of(word), shown), operator_list);
		return false;
	}
	c->word = mem_dup(word, strlen(word));
	c->word[n] = '\0';
	c->value = str_of(c->word + n + strlen(c->op->text));
	return check_value(c, d);
}

static bool
prepare(struct condition *c, struct diag *d)
{
	if (c->op->wants == 0) {
		c->pattern = match_new(c->value, c->op->caseless, d);
		return c->pattern != NULL;
	}
	c->parsed = num_parse(c->value, &c->number);
	tsv_escape(&c->escaped, c->value);
	return true;
}

/* Adds the conditions that are, or are not, patterns. */
static bool
add(struct select *s, const char *const *words, size_t n, bool patterns,
    struct diag *d)
{
	bool ok = true;

	for (size_t i = 0; i < n; i++) {
		const struct operator *op = find_operator(words[i]);
		struct condition *c = &s->condition[s->n];

		if ((op != NULL && op->wants == 0) != patterns)
			continue;
		s->n++;
		ok &= split(c, words[i], d) && prepare(c, d);
	}
	return ok;
}

struct select *
select_new(const char *const *words, size_t n, struct diag *d)
{
	struct select *s = mem_alloc(sizeof(*s));
	bool ok;

	s->condition = mem_alloc((n + 1) * sizeof(*s->condition));
	/* Patterns go last: they cost most. */
	ok = add(s, words, n, false, d);
	ok &= add(s, words, n, true, d);
	if (ok)
		return s;
	select_free(s);
	return NULL;
}

void
select_free(struct select *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->n; i++) {
		struct condition *c = &s->condition[i];

		free(c->word);
		buf_release(&c->escaped);
		buf_release(&c->key);
		match_free(c->pattern);
	}
	free(s->condition);
	buf_release(&s->text);
	buf_release(&s->key);
	free(s);
}

/* ------------------------------------------------------------ binding -- */

static void
unknown_column(const struct tsv *t, const char *name, struct diag *d)
{
	struct loc loc = { .file = t->file, .line = 1 };
	const char **names = mem_array(NULL, t->n + 1, sizeof(*names));
	struct arena arena = { 0 };
	struct buf list = { 0 };
	char shown[ECHO_SIZE];
	const char *near;

	for (size_t i = 0; i < t->n; i++)
		names[i] = arena_str(&arena, t->name[i]).p;
	names[t->n] = NULL;
	near = near_word(str_of(name), names);
	near_list(&list, names, LISTED);
	if (near != NULL)
		diag_add(d, DIAG_FAILURE, loc, _("no column %s; "
		    "did you mean %s? (there are: %s)"),
		    echo(str_of(name), shown), near, buf_text(&list));
	else
		diag_add(d, DIAG_FAILURE, loc,
		    _("no column %s (there are: %s)"),
		    echo(str_of(name), shown), buf_text(&list));
	buf_release(&list);
	arena_release(&arena);
	free(names);
}

static enum how
choose(const struct condition *c, enum order_as order)
{
	if (c->pattern != NULL)
		return HOW_PATTERN;
	if (order == ORDER_NUMBER ||
	    (order == ORDER_UNKNOWN && c->parsed != NUM_SYNTAX))
		return HOW_NUMBER;
	if (is_equality(c->op))
		return HOW_SAME;
	/* Dates too are in order as bytes. */
	return order == ORDER_TEXT ? HOW_ALPHABET : HOW_BYTES;
}

static bool
bind(struct condition *c, enum order_as order, struct diag *d)
{
	char shown[ECHO_SIZE];

	c->how = choose(c, order);
	c->strict = order == ORDER_NUMBER || !is_equality(c->op);
	if (c->how == HOW_ALPHABET) {
		buf_clear(&c->key);
		utf8_danish_key(&c->key, c->value);
	}
	if (c->how != HOW_NUMBER || c->value.len == 0 ||
	    c->parsed != NUM_SYNTAX)
		return true;
	diag_add(d, DIAG_FAILURE, nowhere,
	    _("%s is compared with \"%s\", which is not a number"),
	    c->word, echo(c->value, shown));
	return false;
}

void
select_literals(const struct select *s, literal_fn *fn, void *arg)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct condition *c = &s->condition[i];

		if (c->pattern == NULL && c->value.len > 0)
			fn(c->word, c->value, arg);
	}
}

bool
select_bind(struct select *s, select_column_fn *fn, void *arg,
    const struct tsv *t, struct diag *d)
{
	bool ok = true;

	for (size_t i = 0; i < s->n; i++) {
		struct condition *c = &s->condition[i];
		enum order_as order = ORDER_UNKNOWN;

		if (!fn(c->word, &c->column, &order, arg)) {
			unknown_column(t, c->word, d);
			ok = false;
			continue;
		}
		assert(c->column < t->n || c->column == SELECT_LACKS);
		ok &= bind(c, order, d);
	}
	return ok;
}

/* ------------------------------------------------------------ testing -- */

/* Without its escapes; valid until the next call. */
static struct str
plain(struct select *s, struct str cell)
{
	if (memchr(cell.p, '\\', cell.len) == NULL)
		return cell;
	buf_clear(&s->text);
	tsv_unescape(&s->text, cell);
	return buf_str(&s->text);
}

static enum outcome
wanted(const struct condition *c, int comparison)
{
	unsigned result = comparison < 0 ? LESS : comparison > 0 ? GREATER :
	    EQUAL;

	return (c->op->wants & result) != 0 ? YES : NO;
}

static enum outcome
test_number(const struct condition *c, struct str cell)
{
	int64_t n;
	enum num_result parsed = num_parse(cell, &n);

	if (parsed == NUM_OK && c->parsed == NUM_OK)
		return wanted(c, (n > c->number) - (n < c->number));
	if (parsed != NUM_SYNTAX)
		return wanted(c, num_cmp(cell, c->value));
	if (c->strict)
		return NO_NUMBER;
	return c->op->differs ? YES : NO;
}

static enum outcome
test_alphabet(struct select *s, const struct condition *c, struct str cell)
{
	buf_clear(&s->key);
	utf8_danish_key(&s->key, plain(s, cell));
	return wanted(c, str_cmp(buf_str(&s->key), buf_str(&c->key)));
}

static enum outcome
test_pattern(struct select *s, const struct condition *c, struct str cell)
{
	switch (match_test(c->pattern, plain(s, cell))) {
	case MATCH_YES:
		return c->op->differs ? NO : YES;
	case MATCH_NO:
		return c->op->differs ? YES : NO;
	default:
		return COSTLY;
	}
}

static enum outcome
test(struct select *s, const struct condition *c, struct str cell)
{
	/* The missing equal each other, differ from the rest, and are in no
	 * order with anything. */
	if (cell.len == 0 || c->value.len == 0)
		return c->op->differs != (cell.len == c->value.len) ? YES : NO;
	switch (c->how) {
	case HOW_SAME:
		/* Whatever is equal is escaped in the same way. */
		return str_eq(cell, buf_str(&c->escaped)) != c->op->differs ?
		    YES : NO;
	case HOW_BYTES:
		return wanted(c, str_cmp(plain(s, cell), c->value));
	case HOW_ALPHABET:
		return test_alphabet(s, c, cell);
	case HOW_NUMBER:
		return test_number(c, cell);
	default:
		return test_pattern(s, c, cell);
	}
}

static void
tell(const struct condition *c, const struct tsv *t, struct diag *d)
{
	char shown[ECHO_SIZE];
	struct loc loc = tsv_loc(t, c->column);

	if (c->outcome == NO_NUMBER)
		diag_add(d, DIAG_ERROR, loc, _("%s is not a number, so it "
		    "cannot be compared with %s"), c->word,
		    echo(c->value, shown));
	if (c->outcome == COSTLY)
		diag_add(d, DIAG_FAILURE, loc, _("%s: the pattern \"%s\" is "
		    "too costly for what stands here; a simpler one may do"),
		    c->word, echo(c->value, shown));
}

/* What cannot be decided matters only where the other conditions hold: so
 * what is told does not depend on their order. */
bool
select_row(struct select *s, const struct tsv *t, struct diag *d)
{
	const struct str none = { "", 0 };
	bool selected = true;

	for (size_t i = 0; i < s->n; i++) {
		struct condition *c = &s->condition[i];

		c->outcome = test(s, c, c->column == SELECT_LACKS ? none :
		    tsv_field(t, c->column));
		if (c->outcome == NO)
			return false;
		selected &= c->outcome == YES;
	}
	for (size_t i = 0; !selected && i < s->n; i++)
		tell(&s->condition[i], t, d);
	return selected;
}
