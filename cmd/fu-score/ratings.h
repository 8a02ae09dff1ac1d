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

/* All options of such a command, -C to --same-day. */
extern const struct opt opts_ratings[];

/* A column behind those of the key. */
struct ratings_column {
	const char	*name, *label;
	enum cell_kind	 kind;
	const char	*list;		/* of codes, that has the labels */
};

struct ratings;

struct ratings_command {
	const char			*name;	/* of a sheet with its rows */
	/* By number of all columns: those of the key are left empty. */
	const struct ratings_column	*column;
	size_t				 n;
	bool				 keep;	/* points are asked for */
	bool				 ages;	/* norms are asked for */
	/* Before anything is printed: false, told, if a series cannot be
	 * calculated.  May be NULL. */
	bool	(*check)(struct ratings *r, size_t series);
	/* Once for each series, in the order of keys; key is in the cells. */
	void	(*print)(struct ratings *r, size_t series);
};

enum { RATINGS_COLUMNS_MAX = 32 };

struct ratings {
	const struct ratings_command	*command;
	struct run			*run;
	const char			*format;
	struct supply			 supply;
	const struct kind		*rating;
	enum lang			 lang;
	struct filter			 filter;
	struct frame			 cases;
	struct series_set		*set;
	struct judge			 judge;
	struct view_column		 column[RATINGS_COLUMNS_MAX];
	struct view			*view;
	struct buf			 label;

	/* The row in work; numbers are written one behind the other: no
	 * allocation per cell. */
	struct str	cell[RATINGS_COLUMNS_MAX];
	char		text[RATINGS_COLUMNS_MAX][NUM_DOUBLE_SIZE];
};

/* The run() of a command. */
int	ratings_run(struct run *run, const char *format, int argc, char **argv,
	    const struct ratings_command *command);

/* Empties the cells behind the key. */
void	ratings_clear(struct ratings *r);
void	ratings_number(struct ratings *r, int column, int64_t millionths);
void	ratings_double(struct ratings *r, int column, double x, int digits);
void	ratings_date(struct ratings *r, int column, day_t day);

#endif
