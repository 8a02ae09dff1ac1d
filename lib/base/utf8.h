/*
 * utf8: what text looks like to people: validity, display width, case folding,
 * the order of the Danish alphabet, and showing what must not reach a terminal.
 * Width, case and normal forms come from libutf8proc, never from the locale.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

/* The number of leading bytes that are well-formed UTF-8 (no overlong forms,
 * no surrogates, nothing above U+10FFFF): s.len when all is well. */
size_t	utf8_valid(struct str s);
/* The length of the well-formed character at p, where left > 0 bytes remain;
 * 0 if there is none. */
size_t	utf8_char(const char *p, size_t left);
/* Bytes of the first n characters. */
size_t	utf8_prefix(struct str s, size_t n);
/* Columns on a terminal; combining marks take none, some letters two. */
size_t	utf8_width(struct str s);
/* Bytes of the longest start that is at most `columns` wide. */
size_t	utf8_fit(struct str s, size_t columns);
/* Appends s with control characters, C1 and bidirectional overrides made
 * visible as \xHH or \u{...}: nothing a value holds can drive a terminal. */
void	utf8_show(struct buf *out, struct str s);
/* Without what cannot be seen at either end: blanks and tabs, no-break spaces,
 * zero-width characters, soft hyphens.  Line breaks stay.  For all that people
 * typed, or pasted from a web page. */
struct str utf8_trim(struct str s);
/* Appends s without its zero-width characters. */
void	utf8_drop_zero_width(struct buf *out, struct str s);
/* Appends s in composed form (NFC), so that å is one letter however typed. */
void	utf8_compose(struct buf *out, struct str s);
/* Appends s folded for comparison: case, composition, no-break spaces. */
void	utf8_fold(struct buf *out, struct str s);
/* Are they the same, folded? */
bool	utf8_same(struct str a, struct str b);
/* Makes a capital of the letter that begins there, if it is as long. */
void	utf8_capital(struct buf *b, size_t at);
/* Appends a key: comparing keys by bytes is the order of the Danish alphabet,
 * case apart: ... z æ ø å; aa is å; ä is æ, ö is ø; other accents are dropped.
 * Source: Retskrivningsordbogen (Dansk Sprognævn, 2012), § 1 and appendix on
 * alphabetical order; aa counts as å in names. */
void	utf8_danish_key(struct buf *out, struct str s);

#endif
