/*
 * lang: the two languages people read, through gettext.  What goes to standard
 * error follows the environment's locale; what goes to standard output follows
 * --lang or the register, never the locale.  So every text for output says in
 * which language it is wanted.
 *
 * The source language is English: it needs no catalogue.  Numbers and dates
 * never pass through here: the C locale's LC_NUMERIC stays as it is.
 */
#ifndef BASE_LANG_H
#define BASE_LANG_H

#include <stdbool.h>

#include "base/str.h"

enum lang { LANG_EN, LANG_DA };

/* Once, before anything is said.  locale_dir holds da/LC_MESSAGES/fu.mo. */
void		 lang_start(const char *locale_dir);
/* False if there is no such language. */
bool		 lang_parse(struct str code, enum lang *lang);
const char	*lang_code(enum lang lang);
/* The language of messages: that of the locale. */
enum lang	 lang_messages(void);
/* What errno means, in the language of messages; the C library has its own
 * translations, or none.  Valid until the next call. */
const char	*lang_error(int error);
/* msgid in a language; msgid itself where no translation is installed. */
__attribute__((format_arg(2)))
const char	*tr(enum lang lang, const char *msgid);

/* Texts for standard error; and a mark for texts that are translated later. */
#define _(msgid)	tr(lang_messages(), msgid)
#define N_(msgid)	msgid

#endif
