#include "base/opt.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "base/utf8.h"

static const struct loc nowhere;

/* Calls fn for every option of a table and of the groups in it, in order,
 * until fn returns false. */
typedef bool each_fn(const struct opt *, void *arg);

static bool
each(const struct opt *table, each_fn *fn, void *arg)
{
	for (; table->kind != OPT_END; table++)
		if (table->kind == OPT_GROUP) {
			if (!each(table->value, fn, arg))
				return false;
		} else if (!fn(table, arg))
			return false;
	return true;
}

struct wanted {
	struct str		 name;	/* either the long spelling */
	char			 letter;
	const struct opt	*found;
};

static bool
match(const struct opt *o, void *arg)
{
	struct wanted *w = arg;

	if (w->letter != '\0' ? o->letter == w->letter :
	    str_is(w->name, o->name))
		w->found = o;
	return w->found == NULL;
}

struct names {
	const char	**word;
	size_t		  n, cap;
};

static bool
add_name(const struct opt *o, void *arg)
{
	struct names *names = arg;

	names->word = mem_grow(names->word, names->n, &names->cap,
	    sizeof(*names->word));
	names->word[names->n++] = o->name;
	return true;
}

static void
unknown_name(const struct opt *table, struct str name, struct diag *d)
{
	struct names names = { 0 };
	char shown[ECHO_SIZE];
	const char *near;

	each(table, add_name, &names);
	names.word = mem_grow(names.word, names.n, &names.cap,
	    sizeof(*names.word));
	names.word[names.n] = NULL;
	near = near_word(name, names.word);
	if (near != NULL)
		diag_add(d, DIAG_FAILURE, nowhere,
		    _("unknown option --%s; did you mean --%s?"),
		    echo(name, shown), near);
	else
		diag_add(d, DIAG_FAILURE, nowhere, _("unknown option --%s"),
		    echo(name, shown));
	free(names.word);
}

static void
add_word(struct opt_list *list, const char *word)
{
	list->word = mem_array(list->word, list->n + 2, sizeof(*list->word));
	list->word[list->n++] = word;
	list->word[list->n] = NULL;
}

static bool
bad_value(const struct opt *o, const char *text, const char *expected,
    struct diag *d)
{
	char shown[ECHO_SIZE];

	diag_add(d, DIAG_FAILURE, nowhere, _("--%s: \"%s\" is not %s"),
	    o->name, echo(str_of(text), shown), expected);
	return false;
}

static bool
set(const struct opt *o, const char *text, struct diag *d)
{
	struct opt_day *day = o->value;
	struct opt_lang *lang = o->value;

	switch (o->kind) {
	case OPT_FLAG:
		*(bool *)o->value = true;
		return true;
	case OPT_TEXT:
		*(const char **)o->value = text;
		return true;
	case OPT_LIST:
		add_word(o->value, text);
		return true;
	case OPT_DATE:
		day->given = date_parse(str_of(text), &day->day);
		return day->given || bad_value(o, text,
		    _("a date such as 2026-11-22"), d);
	case OPT_WEEK:
		day->given = week_parse(str_of(text), &day->day);
		return day->given || bad_value(o, text,
		    _("a week such as 2026-W46"), d);
	case OPT_PERIOD:
		return period_parse_short(str_of(text), o->value) ||
		    bad_value(o, text, _("a period such as 8w or P3M"), d);
	case OPT_LANG:
		lang->given = lang_parse(str_of(text), &lang->lang);
		return lang->given || bad_value(o, text, _("da or en"), d);
	default:
		return false;
	}
}

struct args {
	int		 argc;
	char		**argv;
	int		 at;	/* the argument looked at */
	struct diag	*d;
};

/* The value of an option: behind "=" or the letter, else the next argument. */
static bool
take_value(const struct opt *o, const char *behind, struct args *a)
{
	if (o->kind == OPT_FLAG)
		return set(o, NULL, a->d);
	if (behind == NULL && ++a->at == a->argc) {
		diag_add(a->d, DIAG_FAILURE, nowhere,
		    _("--%s needs a value (%s)"), o->name, o->arg);
		return false;
	}
	return set(o, behind != NULL ? behind : a->argv[a->at], a->d);
}

/* "--name", "--name=value", "--name value" */
static bool
parse_long(const struct opt *table, struct args *a)
{
	const char *text = a->argv[a->at] + 2, *eq = strchr(text, '=');
	struct wanted w = { .name = { text, eq != NULL ?
	    (size_t)(eq - text) : strlen(text) } };

	each(table, match, &w);
	if (w.found == NULL) {
		unknown_name(table, w.name, a->d);
		return false;
	}
	if (w.found->kind == OPT_FLAG && eq != NULL) {
		diag_add(a->d, DIAG_FAILURE, nowhere,
		    _("--%s takes no value"), w.found->name);
		return false;
	}
	return take_value(w.found, eq != NULL ? eq + 1 : NULL, a);
}

/* "-ab", "-fvalue", "-f value" */
static bool
parse_letters(const struct opt *table, struct args *a)
{
	char shown[ECHO_SIZE];

	for (const char *p = a->argv[a->at] + 1; *p != '\0'; p++) {
		struct wanted w = { .letter = *p };

		each(table, match, &w);
		if (w.found == NULL) {
			diag_add(a->d, DIAG_FAILURE, nowhere,
			    _("unknown option -%s"), echo((struct str){ p,
			    utf8_prefix(str_of(p), 1) }, shown));
			return false;
		}
		if (w.found->kind != OPT_FLAG)
			return take_value(w.found, p[1] != '\0' ? p + 1 : NULL,
			    a);
		set(w.found, NULL, a->d);
	}
	return true;
}

static bool
is_option(const char *arg)
{
	return arg[0] == '-' && arg[1] != '\0';
}

static bool
parse_one(const struct opt *table, struct args *a)
{
	return a->argv[a->at][1] == '-' ? parse_long(table, a) :
	    parse_letters(table, a);
}

int
opt_parse_first(const struct opt *table, int argc, char **argv, struct diag *d)
{
	struct args a = { .argc = argc, .argv = argv, .d = d };

	for (; a.at < argc && is_option(argv[a.at]); a.at++) {
		if (strcmp(argv[a.at], "--") == 0)
			return a.at + 1;
		if (!parse_one(table, &a))
			return -1;
	}
	return a.at;
}

bool
opt_parse(const struct opt *table, int *argc, char **argv, struct diag *d)
{
	struct args a = { .argc = *argc, .argv = argv, .d = d };
	int operands = 0;

	for (; a.at < *argc; a.at++) {
		char *arg = argv[a.at];

		if (strcmp(arg, "--") == 0) {
			while (++a.at < *argc)
				argv[operands++] = argv[a.at];
			break;
		}
		if (!is_option(arg))
			argv[operands++] = arg;
		else if (!parse_one(table, &a))
			return false;
	}
	*argc = operands;
	return true;
}

static bool
add_flag(const struct opt *o, void *out)
{
	if (o->kind == OPT_FLAG && o->letter != '\0')
		buf_addc(out, o->letter);
	return true;
}

static bool
add_usage(const struct opt *o, void *arg)
{
	struct buf *out = arg;

	if (o->kind == OPT_FLAG && o->letter != '\0')
		return true;
	if (o->letter != '\0')
		buf_addf(out, " [-%c %s]", o->letter, o->arg);
	else if (o->arg != NULL)
		buf_addf(out, " [--%s %s]", o->name, o->arg);
	else
		buf_addf(out, " [--%s]", o->name);
	return true;
}

/* As style(9) orders it: flags in one bracket, then the others, then the
 * operands. */
void
opt_usage(struct buf *out, const struct opt *table, const char *name,
    const char *operands)
{
	struct buf flags = { 0 };

	buf_addf(out, "usage: %s", name);
	each(table, add_flag, &flags);
	if (flags.len > 0)
		buf_addf(out, " [-%s]", flags.p);
	each(table, add_usage, out);
	if (*operands != '\0')
		buf_addf(out, " %s", operands);
	buf_addc(out, '\n');
	buf_release(&flags);
}

static bool
add_help(const struct opt *o, void *arg)
{
	struct buf *out = arg;
	size_t start = out->len;

	if (o->letter != '\0')
		buf_addf(out, "  -%c, --%s", o->letter, o->name);
	else
		buf_addf(out, "      --%s", o->name);
	if (o->arg != NULL)
		buf_addf(out, "=%s", o->arg);
	if (out->len - start < 28)
		buf_fill(out, ' ', 28 - (out->len - start));
	else
		buf_adds(out, "  ");
	buf_addf(out, "%s\n", o->help);
	return true;
}

void
opt_help(struct buf *out, const struct opt *table)
{
	each(table, add_help, out);
}

void
opt_list_release(struct opt_list *list)
{
	free(list->word);
	*list = (struct opt_list){ 0 };
}
