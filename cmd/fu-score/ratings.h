/*
 * ratings: what the commands have in common that gather ratings into series:
 * their options, how they read, the columns of the key, labels, cells.  Each
 * command adds its own columns behind the key and a function that prints.
 */
#ifndef CMD_FU_SCORE_RATINGS_H
#define CMD_FU_SCORE_RATINGS_H

#include "common.h"
#include "follow/judge.h"
#include "follow/series.h"
#include "follow/state.h"

/* The options of every such command; those whose rows have a case_id add
 * opts_with. */
extern const struct opt opts_ratings[];

/* --phase: only ratings of one phase, as one more condition. */
extern const struct opt opts_phase[];

/* --level, and what it says; false, told. */
extern const struct opt opts_level[];
bool	ratings_level(struct run *run, double *level);
bool	ratings_level_given(void);

/* What an option says; text is NULL, and nothing changed, where it was not
 * given.  False, told: a number lies from low to high, both included, which
 * `legal` puts into words; a word is one of the legal ones, and `what` it is
 * called. */
bool	ratings_option(struct run *run, const char *option, const char *text,
	    int64_t low, int64_t high, const char *legal, int64_t *n);
bool	ratings_word(struct run *run, const char *what, const char *text,
	    const char *const *legal, size_t *which);

/* Without a label, the field of that name: its label, type and codes. */
struct ratings_column {
	const char	*name, *label;
	enum cell_kind	 kind;
	const char	*list;		/* of codes, that has the labels; of a
					 * field its kind, NULL: rating */
};

/* The columns of the key, where a row is about one series. */
#define RATINGS_KEY \
	[SERIES_CASE] = { .name = "case_id" }, \
	[SERIES_SCALE] = { .name = "scale" }, \
	[SERIES_ITEM] = { .name = "item" }, \
	[SERIES_SUBJECT] = { .name = "subject" }, \
	[SERIES_GOAL] = { .name = "goal_id" }, \
	[SERIES_RATER] = { .name = "rater" }, \
	[SERIES_STAGE] = { .name = "stage" }, \
	[SERIES_CONTEXT] = { .name = "context" }
#define RATINGS_KEY_TEXT \
	"case_id,scale,item,subject,goal_id,rater,stage,context,"

struct ratings;

struct ratings_command {
	const char			*name;	/* of a sheet with its rows */
	const struct ratings_column	*column;
	size_t				 n;
	bool				 keep;	/* points are asked for */
	const char			*tag;	/* and this with them */
	bool				 ages;	/* norms are asked for */
	bool				 cases;	/* fields of cases are */
	bool				 goals;	/* only ratings of goals are,
						 * with those of the plan; */
	bool				 beside;	/* or others as well */
	const struct judge_rule		*rule;	/* NULL: the norms' points */
	/* Before anything is read, definitions being there: false, told, if an
	 * option says what they do not know.  May be NULL. */
	bool	(*begin)(struct ratings *r);
	/* Before anything is printed: false, told, if a series cannot be
	 * calculated, or, once, if the whole cannot.  Each may be NULL. */
	bool	(*check)(struct ratings *r, size_t series);
	bool	(*check_all)(struct ratings *r);
	/* Once for each series, in the order of keys; key is in the cells. */
	void	(*print)(struct ratings *r, size_t series);
	/* Instead of that, once. */
	void	(*print_all)(struct ratings *r);
	/* Instead of a table, once: to the output, which is open. */
	void	(*draw)(struct ratings *r);
	void	*arg;		/* the command's own */

	/* Where there is --state: what was read becomes a state, or a state
	 * what is printed.  False, told. */
	bool	(*to_state)(struct ratings *r);
	bool	(*from_state)(struct ratings *r);
	bool	by_state;	/* ratings are printed by way of it, too */
	bool	as_of;		/* later ratings are not looked at */
	/* The columns that text has unless others are asked for, with commas
	 * between; NULL: all.  Without those that are empty in every row. */
	const char *text;
};

enum { RATINGS_COLUMNS_MAX = 48 };

struct ratings {
	const struct ratings_command	*command;
	struct run			*run;
	const char			*format;
	struct supply			 supply;
	const struct kind		*rating;
	enum lang			 lang;
	struct filter			 filter;
	struct frame			 cases;
	struct frame			 goals;	/* by case_id, TAB, goal_id */
	struct series_set		*set;
	struct judge			 judge;
	struct view_column		 column[RATINGS_COLUMNS_MAX];
	const struct field		*field[RATINGS_COLUMNS_MAX];
	struct view			*view;
	struct buf			 label;
	struct buf			 phase, as_of, of_goal;	/* conditions */
	size_t				 conditions;	/* that were typed */
	enum same_day			 same_day;
	struct state			 state;
	size_t				 tables;	/* of ratings read */

	/* The row in work; numbers are written one behind the other: no
	 * allocation per cell. */
	struct str	cell[RATINGS_COLUMNS_MAX];
	char		text[RATINGS_COLUMNS_MAX][NUM_DOUBLE_SIZE];
};

/* The run() of a command. */
int	ratings_run(struct run *run, const char *format, int argc, char **argv,
	    const struct ratings_command *command);

/* A check(): do the points of a series fit (points_fit())? */
bool	ratings_check_points(struct ratings *r, size_t series);
/* Tells that they do not. */
void	ratings_do_not_fit(struct ratings *r, size_t series);

/* Appends what people call the series whose key is in the cells, plain:
 * "S-0016 · Well-being ruler · mother". */
void	ratings_title(struct ratings *r, struct buf *out);

/* Empties the cells from a column on. */
void	ratings_clear(struct ratings *r, size_t from);
void	ratings_number(struct ratings *r, int column, int64_t millionths);
/* A figure of statistics: for programs all digits that a double surely has, for
 * people some; empty for NaN. */
void	ratings_figure(struct ratings *r, int column, double x);
void	ratings_date(struct ratings *r, int column, day_t day);

#endif
