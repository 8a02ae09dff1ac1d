/*
 * out: where results go: standard output, or a file named with -o.  Everything
 * passes one buffer; every write and close is checked, and a failure is told
 * once, when the output is closed, with exit status 2.
 *
 * A file is written beside its place and renamed at the end, so that a reader
 * sees the old one or the new one, and a failed run leaves the old one.  It
 * keeps the mode of the file it replaces, else it is 0600.  Devices and pipes
 * are written directly.  A closed pipe ends the program as SIGPIPE does.
 */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"

struct out {
	struct buf	 buf;		/* append here; then call out_room() */
	int		 fd;		/* -1: closed */
	int		 error;		/* errno of the first failure */
	char		*path;		/* owned; NULL: standard output */
	char		*temp;		/* owned; NULL: written directly */
};

/* Standard output. */
void	out_init(struct out *o);
/* To a file instead; false, with a diagnostic, if it cannot be made. */
bool	out_open(struct out *o, const char *path, struct diag *d);
/* Writes when much has gathered: call it after each row. */
void	out_room(struct out *o);
/* Writes the rest, syncs and renames if keep, else leaves no trace of a file.
 * Says what failed.  Safe to call twice. */
bool	out_close(struct out *o, bool keep, struct diag *d);

/* write(2) until all is written: short writes and EINTR.  False: errno. */
bool	write_all(int fd, const char *p, size_t len);

/* Where temporary files are made: $TMPDIR, else /tmp. */
const char *temp_dir(void);
/* A file that is gone from that folder before anything is in it: it ends with
 * its last descriptor, however the run ends.  -1: errno. */
int	temp_open(void);

#endif
