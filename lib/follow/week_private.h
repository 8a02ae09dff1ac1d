/*
 * week_private: a week while it is counted: the cases, what is known of each so
 * far, and what is kept of their series.  Included by lib/follow/week*.c and
 * lib/follow/attention.c only.
 *
 * Each file reads one table or judges one thing; the order is week_read()'s:
 * cases, ratings, goals, and only when all of them were fit the judging.  Texts
 * of the register last as long as its frames and series: what the week keeps is
 * copied into its arena.
 */
#ifndef FOLLOW_WEEK_PRIVATE_H
#define FOLLOW_WEEK_PRIVATE_H

#include "follow/week.h"
#include "table/intern.h"

struct held {
	struct week_case of;		/* in the frame */
	uint32_t	 team;		/* its number */
	size_t		 rank;		/* of the team */
	bool		 legal;		/* its dates are dates */
	bool		 open;
	bool		 rated_in_week, rated, reasoned;
	bool		 up, same, down;	/* series with no threshold */
	bool		 attention;
	day_t		 allocated;
	day_t		 value_day, reason_day;	/* the latest */
	size_t		 series, n_series;	/* in the set's order */
	enum course	 course;
};

struct reading {
	struct week	 *week;
	struct reg	 *reg;
	struct frame	  cases;
	struct held	 *held;		/* by row of cases */
	struct held	**order;	/* by team, then case_id */
	struct intern	  teams;
	struct week_team *team;		/* by number */
	size_t		  teams_cap;
	struct ranked	 *ranked;	/* the teams by the alphabet */
	struct intern	  roles;
	struct week_role *role;		/* by number */
	size_t		  roles_cap;
	struct intern	  role_cases;	/* role and case_id, joined */
	struct series_set *set;
	struct intern	  keys;		/* of series, joined */
	struct latest	 *latest;	/* by number of keys */
	size_t		  latest_cap;
	size_t		  key[SERIES_KEYS], date, value;	/* columns */
	size_t		  attention_cap;
	size_t		  strays;	/* ratings of no known case */
	struct state	 *state;	/* or NULL */
	struct buf	  scratch;
};

/* week.c */
void	reading_count(struct reading *in, const struct held *h,
	    enum week_count what);
bool	reading_in_week(const struct reading *in, day_t day);
struct week_case reading_keep(struct reading *in, const struct held *h);
/* One text for several fields, to be interned; valid until the next call. */
struct str reading_join(struct reading *in, const struct str *field, size_t n);

/* week_state.c: a finished week as lines of a state; false, told. */
bool	week_to_state(const struct week *w, struct state *st);

/* week_cases.c: false, told, if the table is not fit to be read. */
bool	week_cases_read(struct reading *in);
/* Into the week: the teams, when everything else is counted. */
void	week_cases_finish(struct reading *in);
/* Teams by the Danish alphabet, no team last.  Appends what they are sorted
 * by. */
void	team_key(struct buf *out, struct str team);
/* As the week's lists are sorted; negative, 0 or positive. */
int	held_compare(const struct held *a, const struct held *b);

/* week_ratings.c: gathers the series as well.  False, told, as above. */
bool	week_ratings_read(struct reading *in);
/* Into the week: the roles. */
void	week_ratings_finish(struct reading *in);

/* attention.c: a number of an open case, in whatever order they come; every
 * one of a series before the series is asked about. */
void	attention_value(struct reading *in,
	    const struct str key[SERIES_KEYS], day_t day, int64_t value);
/* Entries of the week, in the order of these calls: for a series that has
 * deteriorated, */
void	attention_decline(struct reading *in, struct held *h,
	    const struct series *s);
/* for two losses running, if there are; better is the good direction, 0 if it
 * is not known; */
void	attention_losses(struct reading *in, struct held *h,
	    const struct series *s, int better);
/* for a case without a number for too long, if it is one. */
void	attention_silence(struct reading *in, struct held *h);

#endif
