/*
 * storetool: the store and nothing else, for the tests in this folder.
 *
 *	storetool DIR make		a register with its register.tsv
 *	storetool DIR append		rows "file<TAB>row" from standard input,
 *					all of them one transaction; a table
 *					with = before it gets these rows in the
 *					place of those that it has
 *	storetool DIR snap [FILE...]	a reader's view as such rows; log files
 *					only when they are named
 *	storetool DIR check [FILE...]	that, after recovery; it must be what a
 *					reader saw before it
 *
 * Says "ok" when a change is on the disk.  Exit status as of the programs.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/out.h"
#include "register/store.h"

enum { WAIT_MS = 20000 };

static const char header[] = "row\n";

static bool
say_ok(struct diag *d)
{
	if (write_all(STDOUT_FILENO, "ok\n", 3))
		return true;
	diag_add(d, DIAG_FAILURE, (struct loc){ 0 },
	    "stored, but the answer could not be written");
	return false;
}

/* False if there are fewer bytes than that. */
static bool
read_length(int fd, uint64_t length, struct buf *out)
{
	while (length > 0) {
		char part[65536];
		size_t want = length < sizeof(part) ? length : sizeof(part);
		ssize_t n = read(fd, part, want);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		buf_add(out, part, (size_t)n);
		length -= (uint64_t)n;
	}
	return true;
}

static bool
add_file(struct store *s, const char *name, struct buf *out, struct diag *d)
{
	struct loc loc = { .file = name };
	struct buf text = { 0 };
	struct str line, rest;
	uint64_t length;
	bool ok;
	int fd = store_read(s, name, &length, d);

	if (fd < 0)
		return errno == ENOENT;
	ok = read_length(fd, length, &text);
	close(fd);
	rest = buf_str(&text);
	ok = ok && str_ends(rest, "\n") &&
	    memchr(rest.p, '\0', rest.len) == NULL &&
	    str_is(str_cut(rest, '\n', &rest), "row");
	while (ok && rest.len > 0) {
		line = str_cut(rest, '\n', &rest);
		buf_addf(out, "%s\t%.*s\n", name, STR(line));
	}
	if (!ok)
		diag_add(d, DIAG_FAILURE, loc, "is not whole");
	buf_release(&text);
	return ok;
}

static bool
add_all(struct store *s, char **log, struct buf *out, struct diag *d)
{
	const char *const *name;
	size_t n;

	name = store_tables(s, &n);
	for (size_t i = 0; i < n; i++)
		if (!add_file(s, name[i], out, d))
			return false;
	for (; *log != NULL; log++)
		if (!add_file(s, *log, out, d))
			return false;
	return true;
}

/* A file that is new begins with its header. */
static bool
append_header(struct store *s, const char *file, struct diag *d)
{
	uint64_t length;
	int fd = store_read(s, file, &length, d);

	if (fd < 0 && errno != ENOENT)
		return false;
	if (fd >= 0)
		close(fd);
	else
		store_append(s, file, str_of(header));
	return true;
}

/* "=file" with all its rows, of which these begin with the first. */
static void
replace(struct store *s, struct str file, struct str rows)
{
	char *name = mem_dup(file.p + 1, file.len - 1);
	struct buf text = { 0 };

	buf_adds(&text, header);
	while (rows.len > 0) {
		struct str row, of = str_cut(rows, '\t', &row);

		row = str_cut(row, '\n', &rows);
		if (str_eq(of, file))
			buf_addf(&text, "%.*s\n", STR(row));
	}
	store_replace(s, name, buf_str(&text));
	buf_release(&text);
	free(name);
}

static bool
append(struct store *s, struct str file, struct str row, bool first,
    struct diag *d)
{
	char *name = mem_dup(file.p, file.len);
	bool ok = !first || append_header(s, name, d);

	store_append(s, name, row);
	free(name);
	return ok;
}

static bool
change_all(struct store *s, struct str rows, struct diag *d)
{
	struct buf seen = { 0 };
	bool ok = true;

	while (ok && rows.len > 0) {
		struct str all = rows, row, file = str_cut(rows, '\t', &row);
		size_t end = seen.len;
		bool first;

		str_cut(row, '\n', &rows);
		row.len -= rows.len;
		buf_addf(&seen, "|%.*s|", STR(file));
		first = strstr(seen.p, seen.p + end) == seen.p + end;
		if (!str_starts(file, "="))
			ok = append(s, file, row, first, d);
		else if (first)
			replace(s, file, all);
	}
	buf_release(&seen);
	return ok && store_commit(s, d) && say_ok(d);
}

static bool
run_append(const char *dir, struct diag *d)
{
	struct buf in = { 0 };
	struct store *s;
	int ch;
	bool ok;

	while ((ch = getchar()) != EOF)
		buf_addc(&in, (char)ch);
	s = store_open_locked(dir, WAIT_MS, d);
	ok = s != NULL && change_all(s, buf_str(&in), d);
	store_close(s);
	buf_release(&in);
	return ok;
}

static bool
run_make(const char *dir, struct diag *d)
{
	return store_make(dir, str_of("row\nformat 1\n"), d) && say_ok(d);
}

static bool
write_rows(const struct buf *rows, struct diag *d)
{
	if (write_all(STDOUT_FILENO, buf_text(rows), rows->len))
		return true;
	diag_errno(d, "standard output");
	return false;
}

static bool
run_snap(const char *dir, char **log, struct diag *d)
{
	struct store *s = store_open(dir, d);
	struct buf rows = { 0 };
	bool ok = s != NULL && add_all(s, log, &rows, d) &&
	    write_rows(&rows, d);

	store_close(s);
	buf_release(&rows);
	return ok;
}

static bool
run_check(const char *dir, char **log, struct diag *d)
{
	struct buf before = { 0 }, after = { 0 };
	struct store *r = store_open(dir, d), *w;
	bool ok = r != NULL && add_all(r, log, &before, d);

	w = ok ? store_open_locked(dir, WAIT_MS, d) : NULL;
	ok = w != NULL && add_all(w, log, &after, d);
	if (ok && !str_eq(buf_str(&before), buf_str(&after))) {
		diag_add(d, DIAG_FAILURE, (struct loc){ .file = dir },
		    "recovery changed what a reader sees");
		ok = false;
	}
	ok = ok && write_rows(&after, d);
	store_close(r);
	store_close(w);
	buf_release(&before);
	buf_release(&after);
	return ok;
}

int
main(int argc, char **argv)
{
	struct diag d = { .out = stderr, .program = "storetool" };
	struct str command = str_of(argc > 2 ? argv[2] : "");
	bool ok;

	if (str_is(command, "make"))
		ok = run_make(argv[1], &d);
	else if (str_is(command, "append"))
		ok = run_append(argv[1], &d);
	else if (str_is(command, "snap"))
		ok = run_snap(argv[1], argv + 3, &d);
	else if (str_is(command, "check"))
		ok = run_check(argv[1], argv + 3, &d);
	else {
		fputs("usage: storetool DIR make|append|snap|check [FILE...]\n",
		    stderr);
		return 2;
	}
	/* A failure that nobody is told of is what the tests look for: so not
	 * diag_finish() alone decides. */
	return ok ? diag_finish(&d) : 2;
}
