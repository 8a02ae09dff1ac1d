/*
 * scale: what ratings are measured on, and the norms that say what a change on
 * it means, from the folders scales and norms.  Range, step, direction, zones,
 * thresholds: all of it data with its source, nothing of it C.
 */
#ifndef DEFINE_SCALE_H
#define DEFINE_SCALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/str.h"
#include "table/intern.h"

enum zone { ZONE_NONE, ZONE_RED, ZONE_YELLOW, ZONE_GREEN };

struct scale {
	struct str	 scale;
	struct str	 item;		/* empty: the total */
	struct str	 version;
	int64_t		 min, max;	/* millionths, as all numbers here */
	int64_t		 step;		/* 0: any value */
	int		 better;	/* +1: up is better, -1: down is */
	bool		 has_zones;
	int64_t		 yellow, green;	/* from here on, in good direction */
	struct str	 label[2];
	/* Asked at the next talk where a value is in no green zone, on the bad
	 * side of the cutoff, or has fallen by so much; empty: nothing. */
	struct str	 ask[2];
	int64_t		 ask_fall;	/* 0: at all */
	struct str	 source;
	struct str	 licence;
};

/* A standard deviation of 0 is one that is not known, or of no use. */
struct norm {
	struct str	 scale, item, rater;	/* empty rater: any */
	int		 age_from, age_to;	/* years; 0 and INT_MAX: any */
	bool		 has_change, has_cutoff;
	int64_t		 change, cutoff;
	int64_t		 sd, reliability;	/* reliability 0: not known */
	int64_t		 clinical_mean, clinical_sd;	/* those who get help */
	int64_t		 functional_mean, functional_sd;	/* others */
	struct str	 source;
	bool		 used;
	bool		 local;			/* set by the register */
};

struct scales {
	struct arena	*arena;
	struct intern	 index;		/* "scale<TAB>item" to its place */
	struct scale	*scale;		/* owned */
	size_t		 n, cap;
	struct norm	*norm;		/* owned */
	size_t		 n_norms, norms_cap;
};

struct diag;

bool	scales_load(struct scales *s, const char *share, const char *reg,
	    struct arena *arena, struct diag *d);
void	scales_release(struct scales *s);

/* NULL if there is no such scale or item. */
const struct scale *scale_find(const struct scales *s, struct str scale,
	    struct str item);
/* Is there any line of this scale, whatever item? */
bool	scale_exists(const struct scales *s, struct str scale);
/* Appends " (there are: ...; did you mean ...?)" for a scale that is none. */
void	scale_suggest(const struct scales *s, struct str typed,
	    struct buf *out);
/* Is the value a whole number of steps from the minimum? */
bool	scale_on_step(const struct scale *s, int64_t value);
enum zone scale_zone(const struct scale *s, int64_t value);
/* "red", "yellow", "green", "" */
const char *zone_name(enum zone zone);

/* The norm in use that is most specific for a role of rater and an age of which
 * it is known that it lies from age_low to age_high (INT_MIN, INT_MAX where it
 * is not known): a register's own before an installed one, then one for the
 * role, then one for an age band, the narrower first.  NULL if none fits. */
const struct norm *norm_find(const struct scales *s, struct str scale,
	    struct str item, struct str rater, int age_low, int age_high);
/* Does any norm in use ask for an age? */
bool	norms_need_age(const struct scales *s);
/* Does one of this scale? */
bool	norm_needs_age(const struct scales *s, struct str scale,
	    struct str item);

#endif
