/*
 * cpr: what looks like a Danish personal number: six digits that are a day and
 * a month (days up to 31, or 61 to 91 for replacement numbers), perhaps one
 * hyphen, blank or dot, four digits; no digit on either side.
 *
 * The check digit is not asked for: numbers without it have been given out
 * since 1 October 2007 (cpr.dk, "Personnumre uden kontrolciffer").  But where a
 * text is refused for one, a number is to be sure: the day is in the calendar
 * of the century that the seventh digit gives, and either it is written with a
 * hyphen or the check digit is right.  Without both, ten digits pass for a date
 * once in thirty times by chance.
 */
#ifndef BASE_CPR_H
#define BASE_CPR_H

#include <stddef.h>

#include "base/str.h"

/* The first such number in s: its length, and where it begins; 0 if none. */
size_t	cpr_find(struct str s, size_t *at);
/* The first one that is sure; the same. */
size_t	cpr_find_sure(struct str s, size_t *at);

#endif
