/*
 * series: ratings gathered into the series that may be compared: equal case,
 * scale, item, subject, goal, rater, stage and context, compared as bytes.
 * Rows come in any order, from any number of inputs; each series is held as its
 * sums (calc/change.h), so memory grows with the series, not with the rows.
 *
 * Two values in one series on one day are an error that names both lines,
 * unless they are to be folded.  Finding them where a series does not come in
 * date order takes a look back at all its rows: 8 bytes a row of such series
 * while that is done (16 where days are folded).
 *
 * What cannot be said from sums asks for series_keep(): then every row's value
 * is spooled with its day (20 bytes a row, in a file when there are many), and
 * series_finish() lays them out by series and day: 16 bytes a row of memory.
 * A column beside the key that is wanted with a value is its tag.
 *
 * Knows the columns of ratings; knows no norms, prints nothing but findings.
 */
#ifndef FOLLOW_SERIES_H
#define FOLLOW_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "calc/change.h"
#include "calc/point.h"
#include "table/tsv.h"

enum {
	SERIES_CASE, SERIES_SCALE, SERIES_ITEM, SERIES_SUBJECT, SERIES_GOAL,
	SERIES_RATER, SERIES_STAGE, SERIES_CONTEXT,
	SERIES_KEYS
};
/* The columns of the key, in its order. */
extern const char *const series_key_names[SERIES_KEYS];

enum same_day { SAME_DAY_ERROR, SAME_DAY_MEAN, SAME_DAY_LOW, SAME_DAY_HIGH };

struct series {
	struct change	change;
	uint32_t	case_no;	/* of the set's cases */
	uint32_t	rest_no;	/* of the set's rests of keys */
};

struct series_set;

struct series_set *series_new(enum same_day same_day, struct diag *d);
void	series_free(struct series_set *set);
/* Before the first row: series_points() will be asked, and series_tag() for the
 * column `tag`, which may be NULL. */
void	series_keep(struct series_set *set, const char *tag);

/* Is the current row wanted? */
typedef bool row_fn(const struct tsv *t, void *arg);
/* Reads all rows of an open input; wanted may be NULL.  Rows without a value
 * are passed over.  False if a column is missing; findings are told. */
bool	series_read(struct series_set *set, struct tsv *t, row_fn *wanted,
	    void *arg);
/* A series whose rows were gathered elsewhere, with none of its rows.  False,
 * with nothing changed, if it has some already.  Not where points are kept. */
bool	series_put(struct series_set *set, const struct str key[SERIES_KEYS],
	    const struct change *change);
/* After the last input: looks for days with two values, sorts by the key in
 * byte order.  False, told, if there was a finding in any row: then what was
 * gathered is not to be used. */
bool	series_finish(struct series_set *set);

size_t	series_count(const struct series_set *set);
/* By the order of keys, after series_finish(). */
struct series series_at(const struct series_set *set, size_t i);
/* Its points, as many as are returned: by day, one a day.  Where values of a
 * day were folded, their line is that of the one whose tag comes last in byte
 * order. */
size_t	series_points(const struct series_set *set, size_t i,
	    const struct point **points);
/* What stands in the column of the tag with a point of any series, escaped. */
struct str series_tag(const struct series_set *set,
	    const struct point *point);
/* The fields of its key, as they stood in the input, escaped. */
void	series_key(const struct series_set *set, const struct series *s,
	    struct str key[SERIES_KEYS]);

#endif
