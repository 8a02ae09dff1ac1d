#include "base/lang.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char *const codes[] = { [LANG_EN] = "en", [LANG_DA] = "da" };

static enum lang messages;	/* from the environment, at the start */

static const char *
first_set(const char *const *names)
{
	for (; *names != NULL; names++) {
		const char *value = getenv(*names);

		if (value != NULL && *value != '\0')
			return value;
	}
	return "C";
}

/* As gettext(3) reads the environment: LANGUAGE counts unless the locale is
 * plain C, and its first language that we have wins. */
static enum lang
from_environment(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG",
	    NULL };
	const char *locale = first_set(names), *list = getenv("LANGUAGE");
	struct str one, rest;
	enum lang lang;

	if (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
		return LANG_EN;
	if (list == NULL || *list == '\0')
		list = locale;
	for (rest = str_of(list); rest.len > 0;) {
		one = str_cut(rest, ':', &rest);
		if (one.len >= 2 && lang_parse((struct str){ one.p, 2 }, &lang))
			return lang;
	}
	return LANG_EN;
}

void
lang_start(const char *locale_dir)
{
	messages = from_environment();
	/* gettext translates nothing in the locale "C".  C.UTF-8 is part of
	 * Debian's libc; with it LANGUAGE alone decides. */
	setlocale(LC_MESSAGES, "C.UTF-8");
	setenv("LANGUAGE", codes[LANG_DA], 1);
	bindtextdomain("fu", locale_dir);
	bind_textdomain_codeset("fu", "UTF-8");
	textdomain("fu");
	bind_textdomain_codeset("libc", "UTF-8");
}

bool
lang_parse(struct str code, enum lang *lang)
{
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (str_is(code, codes[i])) {
			*lang = (enum lang)i;
			return true;
		}
	return false;
}

const char *
lang_code(enum lang lang)
{
	return codes[lang];
}

enum lang
lang_messages(void)
{
	return messages;
}

const char *
lang_error(int error)
{
	static locale_t english;

	if (messages != LANG_EN)
		return strerror(error);
	if (english == (locale_t)0)
		english = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	return strerror_l(error, english);
}

const char *
tr(enum lang lang, const char *msgid)
{
	return lang == LANG_EN ? msgid : gettext(msgid);
}
