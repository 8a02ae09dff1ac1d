#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "register/store.h"

/* Every test begins in an empty folder of its own, and "r" is the register. */

static char top[64];

/* What was said, for the test to look at. */
static char *said;
static size_t saidlen;
static struct diag d;

static int
setup(void **state)
{
	(void)state;
	strcpy(top, "/tmp/store.XXXXXX");
	if (mkdtemp(top) == NULL || chdir(top) != 0)
		return -1;
	d = (struct diag){ .program = "t" };
	d.out = open_memstream(&said, &saidlen);
	return d.out == NULL ? -1 : 0;
}

static int
teardown(void **state)
{
	char command[128];

	(void)state;
	fclose(d.out);
	free(said);
	snprintf(command, sizeof(command), "rm -rf %s", top);
	return chdir("/") != 0 || system(command) != 0 ? -1 : 0;
}

static void
assert_said(const char *text)
{
	fflush(d.out);
	if (strstr(said, text) == NULL)
		fail_msg("\"%s\" was not said, but: %s", text, said);
	assert_int_equal(diag_status(&d), 2);
}

static void
assert_silent(void)
{
	fflush(d.out);
	assert_string_equal(said, "");
}

static void
put(const char *name, const char *text)
{
	FILE *fp = fopen(name, "w");

	assert_non_null(fp);
	assert_true(fputs(text, fp) >= 0);
	assert_int_equal(fclose(fp), 0);
}

static void
assert_file(const char *name, const char *want)
{
	char got[1024];
	FILE *fp = fopen(name, "r");

	assert_non_null(fp);
	got[fread(got, 1, sizeof(got) - 1, fp)] = '\0';
	fclose(fp);
	assert_string_equal(got, want);
}

static void
assert_absent(const char *name)
{
	struct stat st;

	assert_int_equal(lstat(name, &st), -1);
	assert_int_equal(errno, ENOENT);
}

/* One transaction: pairs of a name and bytes, ending with NULL; a table with =
 * before it gets these bytes in the place of what it has. */
static bool
store(const char *const *what)
{
	struct store *s = store_open_locked("r", 0, &d);
	bool ok = s != NULL;

	for (; ok && *what != NULL; what += 2)
		if (what[0][0] == '=')
			store_replace(s, what[0] + 1, str_of(what[1]));
		else
			store_append(s, what[0], str_of(what[1]));
	ok = ok && store_commit(s, &d);
	store_close(s);
	return ok;
}

#define STORE(...)	store((const char *const []){ __VA_ARGS__, NULL })

static const struct str settings = { "name\tvalue\nformat\t1\n", 20 };

static void
make(void)
{
	assert_true(store_make("r", settings, &d));
}

/* The view's text of a table; NULL if there is none. */
static char *
view(struct store *s, const char *name)
{
	uint64_t length;
	char *text;
	int fd = store_read(s, name, &length, &d);

	if (fd < 0)
		return NULL;
	text = mem_alloc(length + 1);
	assert_int_equal(read(fd, text, length), length);
	close(fd);
	return text;
}

/* Of one file: nothing is beside it. */
static void
assert_tidy(const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "r/.fu-new.%s", name);
	assert_absent(path);
	snprintf(path, sizeof(path), "r/.fu-old.%s", name);
	assert_absent(path);
	assert_absent("r/.fu-journal");
}

static void
assert_view(struct store *s, const char *name, const char *want)
{
	char *text = view(s, name);

	assert_non_null(text);
	assert_string_equal(text, want);
	free(text);
}

/* A journal as a writer that was killed left it. */
static void
put_journal(const char *lines, uint32_t spoil)
{
	uint32_t crc = UINT32_MAX;
	struct buf text = { 0 };

	buf_adds(&text, lines);
	for (const char *p = lines; *p != '\0'; p++) {
		crc ^= (unsigned char)*p;
		for (int i = 0; i < 8; i++)
			crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
	}
	buf_addf(&text, "crc %08" PRIx32 "\n", ~crc ^ spoil);
	put("r/.fu-journal", text.p);
	buf_release(&text);
}

static void
test_make(void **state)
{
	struct stat st;

	(void)state;
	assert_true(store_make("r/", settings, &d));
	assert_int_equal(stat("r", &st), 0);
	assert_int_equal(st.st_mode, S_IFDIR | 0700);
	assert_int_equal(stat("r/log", &st), 0);
	assert_int_equal(st.st_mode, S_IFDIR | 0700);
	assert_int_equal(stat("r/.fu-lock", &st), 0);
	assert_int_equal(st.st_mode, S_IFREG | 0600);
	assert_int_equal(st.st_size, 0);
	assert_int_equal(stat("r/register.tsv", &st), 0);
	assert_int_equal(st.st_mode, S_IFREG | 0600);
	assert_file("r/register.tsv", settings.p);
	assert_absent("r/.fu-journal");
	assert_silent();
}

static void
test_make_over(void **state)
{
	(void)state;
	make();
	assert_false(store_make("r", settings, &d));
	assert_said("t: r: error: is a register already\n");
	assert_int_equal(mkdir("full", 0700), 0);
	put("full/letter.txt", "x");
	assert_false(store_make("full", settings, &d));
	assert_said("t: full: error: is not empty");
	assert_absent("full/.fu-lock");
	assert_false(store_make("full/letter.txt", settings, &d));
	assert_said("letter.txt: error: Not a directory");
	assert_false(store_make("no/such", settings, &d));
	assert_said("t: no/such: error: No such file");
}

/* Where it was killed: without tables, and in its transaction. */
static void
test_make_again(void **state)
{
	(void)state;
	assert_int_equal(mkdir("r", 0700), 0);
	put("r/.fu-lock", "");
	assert_null(store_open_locked("r", 0, &d));
	assert_said("r: error: is not a register");
	assert_true(store_make("r", settings, &d));
	put("r/register.tsv", "name\tval");
	put_journal("-1\tregister.tsv\n", 0);
	assert_null(store_open("r", &d));
	assert_true(store_make("r", settings, &d));
	assert_file("r/register.tsv", settings.p);
	assert_absent("r/.fu-journal");
}

static void
test_append(void **state)
{
	struct stat st;

	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n"));
	assert_true(STORE("cases.tsv", "K2\n", "cases.tsv", "K3\n"));
	assert_file("r/cases.tsv", "case_id\nK1\nK2\nK3\n");
	assert_int_equal(stat("r/cases.tsv", &st), 0);
	assert_int_equal(st.st_mode, S_IFREG | 0600);
	assert_absent("r/.fu-journal");
	assert_silent();
}

static void
test_two_files(void **state)
{
	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n", "goals.tsv",
	    "goal_id\nG1\n", "log/2026-11.tsv", "seq\n1\n"));
	assert_file("r/cases.tsv", "case_id\nK1\n");
	assert_file("r/goals.tsv", "goal_id\nG1\n");
	assert_file("r/log/2026-11.tsv", "seq\n1\n");
	assert_silent();
}

/* A register copied without its empty folders. */
static void
test_no_log_folder(void **state)
{
	(void)state;
	make();
	assert_int_equal(rmdir("r/log"), 0);
	assert_true(STORE("log/2026-11.tsv", "seq\n1\n"));
	assert_file("r/log/2026-11.tsv", "seq\n1\n");
	assert_int_equal(unlink("r/.fu-lock"), 0);
	assert_true(STORE("log/2026-11.tsv", "2\n"));
	assert_file("r/log/2026-11.tsv", "seq\n1\n2\n");
	assert_silent();
}

static void
test_nothing_noted(void **state)
{
	struct store *s;

	(void)state;
	make();
	s = store_open_locked("r", 0, &d);
	assert_non_null(s);
	assert_true(store_commit(s, &d));
	store_append(s, "cases.tsv", str_of("case_id\nK1\n"));
	store_close(s);
	assert_absent("r/cases.tsv");
	assert_silent();
}

static void
test_tables(void **state)
{
	const char *const *name;
	struct store *s;
	size_t n;

	(void)state;
	make();
	assert_true(STORE("log/2026-11.tsv", "seq\n1\n", "goals.tsv",
	    "goal_id\n", "cases.tsv", "case_id\n"));
	put("r/.#cases.tsv", "an editor's");
	put("r/README", "no table");
	assert_int_equal(mkdir("r/kinds", 0700), 0);
	put("r/kinds/visit.tsv", "field\n");
	s = store_open("r", &d);
	assert_non_null(s);
	name = store_tables(s, &n);
	assert_int_equal(n, 3);
	assert_string_equal(name[0], "cases.tsv");
	assert_string_equal(name[1], "goals.tsv");
	assert_string_equal(name[2], "register.tsv");
	assert_null(view(s, "ratings.tsv"));
	assert_null(view(s, "log/2020-01.tsv"));
	assert_view(s, "log/2026-11.tsv", "seq\n1\n");
	assert_view(s, "goals.tsv", "goal_id\n");
	assert_view(s, "goals.tsv", "goal_id\n");
	store_close(s);
	assert_silent();
}

static void
test_old_view(void **state)
{
	struct store *before, *after;
	size_t n;

	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n"));
	before = store_open("r", &d);
	assert_non_null(before);
	assert_true(STORE("cases.tsv", "K2\n", "goals.tsv", "goal_id\n"));
	after = store_open("r", &d);
	assert_non_null(after);
	assert_view(before, "cases.tsv", "case_id\nK1\n");
	assert_null(view(before, "goals.tsv"));
	store_tables(before, &n);
	assert_int_equal(n, 2);
	assert_view(after, "cases.tsv", "case_id\nK1\nK2\n");
	assert_view(after, "goals.tsv", "goal_id\n");
	store_close(before);
	store_close(after);
	assert_silent();
}

static void
test_writers_view(void **state)
{
	struct store *s;
	size_t n;

	(void)state;
	make();
	s = store_open_locked("r", 0, &d);
	assert_non_null(s);
	store_append(s, "cases.tsv", str_of("case_id\nK1\n"));
	assert_null(view(s, "cases.tsv"));
	assert_true(store_commit(s, &d));
	assert_view(s, "cases.tsv", "case_id\nK1\n");
	store_append(s, "cases.tsv", str_of("K2\n"));
	assert_true(store_commit(s, &d));
	assert_view(s, "cases.tsv", "case_id\nK1\nK2\n");
	assert_string_equal(store_tables(s, &n)[0], "cases.tsv");
	assert_int_equal(n, 2);
	store_close(s);
	assert_silent();
}

/* Killed between its first byte and its commit. */
static void
test_hot_journal(void **state)
{
	struct store *s;

	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n", "log/2026-10.tsv",
	    "seq\n1\n"));
	put("r/cases.tsv", "case_id\nK1\nK2\nK");
	put("r/goals.tsv", "goal_id\nG");
	put("r/log/2026-10.tsv", "seq\n1\n2");
	put("r/log/2026-11.tsv", "seq");
	put_journal("11\tcases.tsv\n-1\tgoals.tsv\n6\tlog/2026-10.tsv\n"
	    "-1\tlog/2026-11.tsv\n", 0);
	s = store_open("r", &d);
	assert_non_null(s);
	assert_view(s, "cases.tsv", "case_id\nK1\n");
	assert_null(view(s, "goals.tsv"));
	assert_view(s, "log/2026-10.tsv", "seq\n1\n");
	assert_null(view(s, "log/2026-11.tsv"));
	store_close(s);
	assert_file("r/cases.tsv", "case_id\nK1\nK2\nK");

	assert_true(STORE("cases.tsv", "K3\n"));
	assert_file("r/cases.tsv", "case_id\nK1\nK3\n");
	assert_file("r/log/2026-10.tsv", "seq\n1\n");
	assert_absent("r/goals.tsv");
	assert_absent("r/log/2026-11.tsv");
	assert_absent("r/.fu-journal");
	assert_silent();
}

/* Torn: it was never synced, so no row was written after it. */
static void
test_torn_journal(void **state)
{
	struct store *s;

	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n"));
	put_journal("0\tcases.tsv\n", 1);
	s = store_open("r", &d);
	assert_non_null(s);
	assert_view(s, "cases.tsv", "case_id\nK1\n");
	store_close(s);
	assert_true(STORE("cases.tsv", "K2\n"));
	assert_file("r/cases.tsv", "case_id\nK1\nK2\n");
	put("r/.fu-journal", "");
	assert_true(STORE("cases.tsv", "K3\n"));
	assert_file("r/cases.tsv", "case_id\nK1\nK2\nK3\n");
	assert_silent();
}

/* Of a version to come: neither a reader nor a writer may guess. */
static void
test_strange_journal(void **state)
{
	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n"));
	put_journal("rename\t.fu-tmp.1\tcases.tsv\n", 0);
	assert_false(STORE("cases.tsv", "K2\n"));
	assert_said("r/.fu-journal: error: was written by another version");
	assert_null(store_open("r", &d));
	put_journal("0\t../outside.tsv\n", 0);
	put("outside.tsv", "kept\n");
	assert_false(STORE("cases.tsv", "K2\n"));
	assert_file("outside.tsv", "kept\n");
	assert_file("r/cases.tsv", "case_id\nK1\n");
}

static void
test_lost_rows(void **state)
{
	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n", "goals.tsv",
	    "goal_id\nG1\n"));
	put("r/goals.tsv", "goal_id\nG1\nG2\n");
	put_journal("11\tgoals.tsv\n12\tcases.tsv\n", 0);
	assert_false(STORE("cases.tsv", "K2\n"));
	assert_said("r/cases.tsv: error: is shorter than before");
	assert_null(store_open("r", &d));
	assert_file("r/goals.tsv", "goal_id\nG1\nG2\n");
	assert_int_equal(access("r/.fu-journal", F_OK), 0);
	assert_int_equal(unlink("r/cases.tsv"), 0);
	assert_false(STORE("goals.tsv", "G3\n"));
	assert_null(store_open("r", &d));
	assert_file("r/goals.tsv", "goal_id\nG1\nG2\n");
}

static void
test_torn_tail(void **state)
{
	(void)state;
	make();
	put("r/cases.tsv", "case_id\nK1");
	assert_false(STORE("goals.tsv", "goal_id\n"));
	assert_said("r/cases.tsv: error: does not end with a line break");
	put("r/cases.tsv", "");
	assert_false(STORE("goals.tsv", "goal_id\n"));
	assert_said("r/cases.tsv: error: is empty");
	assert_int_equal(unlink("r/cases.tsv"), 0);
	put("r/log/2026-11.tsv", "seq\n1");
	assert_false(STORE("log/2026-11.tsv", "2\n"));
	assert_said("r/log/2026-11.tsv: error: does not end");
	assert_file("r/log/2026-11.tsv", "seq\n1");
	assert_true(STORE("goals.tsv", "goal_id\n"));
}

static void
test_fifo(void **state)
{
	(void)state;
	make();
	assert_int_equal(mkfifo("r/cases.tsv", 0600), 0);
	alarm(10);
	assert_null(store_open("r", &d));
	assert_said("r/cases.tsv: error: is not an ordinary file");
	assert_false(STORE("goals.tsv", "goal_id\n"));
	alarm(0);
	assert_int_equal(unlink("r/cases.tsv"), 0);
	assert_int_equal(mkdir("r/cases.tsv", 0700), 0);
	assert_null(store_open("r", &d));
}

static void
test_symlink(void **state)
{
	(void)state;
	make();
	put("outside.tsv", "case_id\n");
	assert_int_equal(symlink("../outside.tsv", "r/cases.tsv"), 0);
	assert_null(store_open("r", &d));
	assert_said("r/cases.tsv: error: is a symbolic link");
	assert_false(STORE("cases.tsv", "K1\n"));
	assert_int_equal(unlink("r/cases.tsv"), 0);
	assert_int_equal(rmdir("r/log"), 0);
	assert_int_equal(mkdir("elsewhere", 0700), 0);
	assert_int_equal(symlink("../elsewhere", "r/log"), 0);
	assert_false(STORE("log/2026-11.tsv", "seq\n"));
	assert_absent("elsewhere/2026-11.tsv");
	assert_false(STORE("../outside.tsv", "K1\n"));
	assert_said("r/../outside.tsv: error: is not a name for a table");
	assert_file("outside.tsv", "case_id\n");
	/* To the register itself a link may lead. */
	assert_int_equal(symlink("r", "link"), 0);
	store_close(store_open("link", &d));
}

static void
test_no_register(void **state)
{
	(void)state;
	assert_null(store_open("r", &d));
	assert_said("t: r: error: No such file or directory");
	assert_int_equal(mkdir("r", 0700), 0);
	assert_null(store_open("r", &d));
	assert_said("t: r: error: is not a register");
	assert_null(store_open_locked("r", 0, &d));
	assert_absent("r/.fu-lock");
	put("r/cases.tsv", "case_id\n");
	assert_null(store_open("r", &d));
	put("r/.fu-lock", "");
	assert_null(store_open_locked("r", 0, &d));
	store_close(NULL);
}

/* The holder's number is best effort, but here /proc is there. */
static void
test_busy(void **state)
{
	char pid[32];
	int fd;

	(void)state;
	make();
	fd = open("r/.fu-lock", O_RDONLY);
	assert_int_equal(flock(fd, LOCK_SH), 0);
	/* A backup by flock -s hinders writers, not readers. */
	store_close(store_open("r", &d));
	assert_silent();
	assert_null(store_open_locked("r", 40, &d));
	assert_said("t: r: error: another program");
	snprintf(pid, sizeof(pid), "(process %ld)", (long)getpid());
	if (access("/proc/locks", R_OK) == 0)
		assert_said(pid);
	close(fd);
	store_close(store_open_locked("r", 0, &d));
}

/* Waiting pays: the other one is done in time. */
static void
test_wait(void **state)
{
	struct store *s;
	pid_t child;
	int ready[2];
	char ch;

	(void)state;
	make();
	assert_int_equal(pipe(ready), 0);
	child = fork();
	if (child == 0) {
		s = store_open_locked("r", 0, &d);
		if (write(ready[1], "x", 1) == 1)
			nanosleep(&(struct timespec){ .tv_nsec = 100000000 },
			    NULL);
		store_append(s, "cases.tsv", str_of("case_id\nK1\n"));
		_exit(!store_commit(s, &d));
	}
	assert_int_equal(read(ready[0], &ch, 1), 1);
	s = store_open_locked("r", 10000, &d);
	assert_non_null(s);
	assert_view(s, "cases.tsv", "case_id\nK1\n");
	store_close(s);
	assert_int_equal(waitpid(child, NULL, 0), child);
	close(ready[0]);
	close(ready[1]);
	assert_silent();
}

/* Somebody takes .fu-lock for a leftover while one writes and one waits.  The
 * child comes first: it must not inherit the lock. */
static void
test_lock_removed(void **state)
{
	int begin[2], status;
	struct store *s;
	pid_t child;
	char ch;

	(void)state;
	make();
	assert_int_equal(pipe(begin), 0);
	child = fork();
	if (child == 0) {
		if (read(begin[0], &ch, 1) != 1)
			_exit(1);
		s = store_open_locked("r", 10000, &d);
		fflush(d.out);
		_exit(s != NULL || strstr(said, "was removed by") == NULL);
	}
	s = store_open_locked("r", 0, &d);
	assert_non_null(s);
	assert_int_equal(write(begin[1], "x", 1), 1);
	nanosleep(&(struct timespec){ .tv_nsec = 200000000 }, NULL);
	assert_int_equal(unlink("r/.fu-lock"), 0);
	store_close(s);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(begin[0]);
	close(begin[1]);
	assert_true(STORE("cases.tsv", "case_id\n"));
	assert_silent();
}

/* Without the lock file there is nothing to lock: a reader looks twice. */
static void
test_no_lock_file(void **state)
{
	struct store *s;

	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n"));
	assert_int_equal(unlink("r/.fu-lock"), 0);
	put("r/cases.tsv", "case_id\nK1\nK2");
	put_journal("11\tcases.tsv\n", 0);
	s = store_open("r", &d);
	assert_non_null(s);
	assert_view(s, "cases.tsv", "case_id\nK1\n");
	store_close(s);
	assert_absent("r/.fu-lock");
	assert_silent();
}

/* An editor, or >>, between the checks of the caller and the commit. */
static void
test_changed_by_others(void **state)
{
	struct store *s;

	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n"));
	s = store_open_locked("r", 0, &d);
	assert_non_null(s);
	put("r/cases.tsv", "case_id\nK1\nK9\n");
	store_append(s, "cases.tsv", str_of("K2\n"));
	assert_false(store_commit(s, &d));
	assert_said("r/cases.tsv: error: was changed by another");
	put("r/goals.tsv", "goal_id\n");
	store_append(s, "goals.tsv", str_of("goal_id\n"));
	assert_false(store_commit(s, &d));
	assert_file("r/goals.tsv", "goal_id\n");
	assert_int_equal(unlink("r/.fu-lock"), 0);
	put_journal("0\tcases.tsv\n", 0);
	store_append(s, "notes.tsv", str_of("note\n"));
	assert_false(store_commit(s, &d));
	assert_said("r/.fu-lock: error: was removed by somebody");
	/* The other one's journal and rows are not ours to undo. */
	assert_int_equal(access("r/.fu-journal", F_OK), 0);
	assert_file("r/cases.tsv", "case_id\nK1\nK9\n");
	store_close(s);
}

/* A failed commit leaves the store as it was, fit for the next one. */
static void
test_failed_commit(void **state)
{
	struct store *s;

	(void)state;
	make();
	s = store_open_locked("r", 0, &d);
	assert_non_null(s);
	store_append(s, "cases.tsv", str_of("case_id\n"));
	store_append(s, "sub/cases.tsv", str_of("case_id\n"));
	assert_false(store_commit(s, &d));
	assert_absent("r/cases.tsv");
	store_append(s, "goals.tsv", str_of("goal_id\n"));
	assert_true(store_commit(s, &d));
	assert_file("r/goals.tsv", "goal_id\n");
	assert_absent("r/cases.tsv");
	store_close(s);
}

static void
test_replace(void **state)
{
	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\nK2\n", "goals.tsv",
	    "goal_id\nG1\n", "log/2026-11.tsv", "seq\n1\n"));
	assert_true(STORE("=cases.tsv", "case_id\nK1\n", "log/2026-11.tsv",
	    "2\n", "=goals.tsv", "goal_id\nG1\nG2\n", "notes.tsv",
	    "note\nN\n"));
	assert_file("r/cases.tsv", "case_id\nK1\n");
	assert_file("r/goals.tsv", "goal_id\nG1\nG2\n");
	assert_file("r/log/2026-11.tsv", "seq\n1\n2\n");
	assert_file("r/notes.tsv", "note\nN\n");
	assert_tidy("cases.tsv");
	assert_tidy("goals.tsv");
	assert_silent();
}

/* A reader, and a descriptor of the writer's, keep what they opened; the
 * writer's view goes on. */
static void
test_replace_views(void **state)
{
	struct store *r, *s;
	uint64_t length;
	char old[16] = "";
	int fd;

	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n"));
	r = store_open("r", &d);
	s = store_open_locked("r", 0, &d);
	assert_non_null(s);
	store_replace(s, "cases.tsv", str_of("case_id\nK22\n"));
	assert_view(s, "cases.tsv", "case_id\nK1\n");
	fd = store_read(s, "cases.tsv", &length, &d);
	assert_true(store_commit(s, &d));
	assert_int_equal(read(fd, old, sizeof(old) - 1), length);
	assert_string_equal(old, "case_id\nK1\n");
	close(fd);
	assert_view(s, "cases.tsv", "case_id\nK22\n");
	store_append(s, "cases.tsv", str_of("K3\n"));
	assert_true(store_commit(s, &d));
	store_replace(s, "cases.tsv", str_of("case_id\nK4\n"));
	store_append(s, "goals.tsv", str_of("goal_id\n"));
	assert_true(store_commit(s, &d));
	assert_view(s, "cases.tsv", "case_id\nK4\n");
	store_close(s);
	assert_view(r, "cases.tsv", "case_id\nK1\n");
	store_close(r);
	assert_file("r/cases.tsv", "case_id\nK4\n");
	assert_silent();
}

/* Killed when both were renamed and one was not yet. */
static void
put_half_replaced(void)
{
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n", "goals.tsv",
	    "goal_id\nG1\n", "notes.tsv", "note\n"));
	assert_int_equal(rename("r/cases.tsv", "r/.fu-old.cases.tsv"), 0);
	put("r/cases.tsv", "case_id\nK2 and more\n");
	assert_int_equal(link("r/goals.tsv", "r/.fu-old.goals.tsv"), 0);
	put("r/.fu-new.goals.tsv", "goal_id\nG2\n");
	put("r/notes.tsv", "note\nN");
	put_journal("11\tcases.tsv\treplaced\n11\tgoals.tsv\treplaced\n"
	    "5\tnotes.tsv\n", 0);
}

static void
assert_old_view(void)
{
	struct store *s = store_open("r", &d);
	size_t n;

	assert_non_null(s);
	assert_view(s, "cases.tsv", "case_id\nK1\n");
	assert_view(s, "goals.tsv", "goal_id\nG1\n");
	assert_view(s, "notes.tsv", "note\n");
	assert_string_equal(store_tables(s, &n)[0], "cases.tsv");
	assert_int_equal(n, 4);
	store_close(s);
}

static void
test_replace_killed(void **state)
{
	(void)state;
	put_half_replaced();
	assert_old_view();
	assert_file("r/cases.tsv", "case_id\nK2 and more\n");
	/* With no lock to be had, too. */
	assert_int_equal(unlink("r/.fu-lock"), 0);
	assert_old_view();
	assert_true(STORE("notes.tsv", "N3\n"));
	assert_file("r/cases.tsv", "case_id\nK1\n");
	assert_file("r/goals.tsv", "goal_id\nG1\n");
	assert_file("r/notes.tsv", "note\nN3\n");
	assert_tidy("cases.tsv");
	assert_tidy("goals.tsv");
	assert_silent();
}

/* Two names of one file became two files. */
static void
test_replace_killed_and_copied(void **state)
{
	(void)state;
	put_half_replaced();
	assert_int_equal(system("cp -R r copy && rm -r r && mv copy r"), 0);
	assert_old_view();
	assert_true(STORE("=goals.tsv", "goal_id\nG3\n"));
	assert_file("r/cases.tsv", "case_id\nK1\n");
	assert_file("r/goals.tsv", "goal_id\nG3\n");
	assert_tidy("cases.tsv");
	assert_tidy("goals.tsv");
	assert_silent();
}

/* Without the old content there is nothing to go back to. */
static void
test_replace_lost(void **state)
{
	(void)state;
	put_half_replaced();
	put("r/.fu-old.cases.tsv", "case_id\n");
	assert_null(store_open("r", &d));
	assert_said("r/.fu-old.cases.tsv: error: is missing or cut off");
	assert_false(STORE("goals.tsv", "G3\n"));
	assert_int_equal(unlink("r/.fu-old.cases.tsv"), 0);
	assert_null(store_open("r", &d));
	assert_false(STORE("goals.tsv", "G3\n"));
	assert_file("r/cases.tsv", "case_id\nK2 and more\n");
	assert_file("r/notes.tsv", "note\nN");
	/* As the message says. */
	put("r/.fu-old.cases.tsv", "case_id\nK1\n");
	assert_true(STORE("goals.tsv", "G3\n"));
	assert_file("r/cases.tsv", "case_id\nK1\n");
}

/* Somebody removed the table in the meantime. */
static void
test_replace_table_gone(void **state)
{
	(void)state;
	put_half_replaced();
	assert_int_equal(unlink("r/cases.tsv"), 0);
	assert_old_view();
	assert_true(STORE("goals.tsv", "G2\n"));
	assert_file("r/cases.tsv", "case_id\nK1\n");
	assert_silent();
}

/* Without a journal they are no tables, and the next writer removes them. */
static void
test_left_beside(void **state)
{
	struct store *s;
	size_t n;

	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n"));
	put("r/.fu-old.cases.tsv", "case_id\nold\n");
	put("r/.fu-new.cases.tsv", "case_id\nnew\n");
	s = store_open("r", &d);
	store_tables(s, &n);
	assert_int_equal(n, 2);
	assert_view(s, "cases.tsv", "case_id\nK1\n");
	assert_null(view(s, ".fu-old.cases.tsv"));
	store_close(s);
	assert_file("r/.fu-old.cases.tsv", "case_id\nold\n");
	store_close(store_open_locked("r", 0, &d));
	assert_tidy("cases.tsv");
	assert_int_equal(mkdir("new", 0700), 0);
	put("new/.fu-old.cases.tsv", "case_id\n");
	assert_true(store_make("new", settings, &d));
	assert_absent("new/.fu-old.cases.tsv");
	assert_silent();
}

static void
test_replace_marks(void **state)
{
	static const char *const strange[] = {
		"-1\tcases.tsv\treplaced\n",
		"11\tcases.tsv\tmoved\n",
		"11\tcases.tsv\treplaced\tx\n",
	};

	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n"));
	put("r/.fu-old.cases.tsv", "case_id\nK0\n");
	for (size_t i = 0; i < sizeof(strange) / sizeof(*strange); i++) {
		put_journal(strange[i], 0);
		assert_null(store_open("r", &d));
		assert_false(STORE("cases.tsv", "K2\n"));
	}
	assert_said("r/.fu-journal: error: was written by another version");
	assert_file("r/cases.tsv", "case_id\nK1\n");
}

static void
test_replace_changed_by_others(void **state)
{
	struct store *s;

	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n"));
	s = store_open_locked("r", 0, &d);
	assert_non_null(s);
	put("beside", "case_id\nK9\n");
	assert_int_equal(rename("beside", "r/cases.tsv"), 0);
	store_replace(s, "cases.tsv", str_of("case_id\nK2\n"));
	store_append(s, "goals.tsv", str_of("goal_id\n"));
	assert_false(store_commit(s, &d));
	assert_said("r/cases.tsv: error: was changed by another");
	assert_int_equal(unlink("r/cases.tsv"), 0);
	store_replace(s, "cases.tsv", str_of("case_id\nK2\n"));
	assert_false(store_commit(s, &d));
	store_close(s);
	assert_absent("r/cases.tsv");
	assert_absent("r/goals.tsv");
	assert_tidy("cases.tsv");
}

/* Nothing is left, and the store is fit for the next transaction. */
static void
test_replace_failed(void **state)
{
	struct store *s;

	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n", "goals.tsv",
	    "goal_id\n"));
	s = store_open_locked("r", 0, &d);
	assert_non_null(s);
	assert_int_equal(mkdir("r/.fu-old.goals.tsv", 0700), 0);
	store_replace(s, "cases.tsv", str_of("case_id\nK2\n"));
	store_replace(s, "goals.tsv", str_of("goal_id\nG1\n"));
	assert_false(store_commit(s, &d));
	assert_tidy("cases.tsv");
	assert_absent("r/.fu-new.goals.tsv");
	assert_int_equal(rmdir("r/.fu-old.goals.tsv"), 0);
	store_replace(s, "cases.tsv", str_of("case_id\nK2\n"));
	store_append(s, "log/2026-11.tsv", str_of("seq\n"));
	assert_int_equal(rmdir("r/log"), 0);
	put("r/log", "");
	assert_false(store_commit(s, &d));
	assert_file("r/cases.tsv", "case_id\nK1\n");
	assert_tidy("cases.tsv");
	assert_int_equal(unlink("r/log"), 0);
	store_replace(s, "cases.tsv", str_of("case_id\nK3\n"));
	assert_true(store_commit(s, &d));
	assert_view(s, "cases.tsv", "case_id\nK3\n");
	store_close(s);
	assert_file("r/cases.tsv", "case_id\nK3\n");
}

/* u::rw-,u:NUMBER:r--,g::---,m::r--,o::--- as Linux stores it. */
static void
test_replace_keeps_acl(void **state)
{
	static const char name[] = "system.posix_acl_access";
	static const unsigned char acl[44] = {
		2, 0, 0, 0,
		1, 0, 6, 0, 255, 255, 255, 255,
		2, 0, 4, 0, 0x39, 0x30, 0, 0,
		4, 0, 0, 0, 255, 255, 255, 255,
		16, 0, 4, 0, 255, 255, 255, 255,
		32, 0, 0, 0, 255, 255, 255, 255,
	};
	unsigned char got[64];

	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n"));
	if (setxattr("r/cases.tsv", name, acl, sizeof(acl), 0) != 0)
		skip();
	assert_true(STORE("=cases.tsv", "case_id\nK2\n"));
	assert_int_equal(getxattr("r/cases.tsv", name, got, sizeof(got)),
	    sizeof(acl));
	assert_memory_equal(got, acl, sizeof(acl));
	assert_int_equal(removexattr("r/cases.tsv", name), 0);
	assert_int_equal(chmod("r/cases.tsv", 0600), 0);
	/* Nor does it get one that it had not. */
	assert_int_equal(setxattr("r", "system.posix_acl_default", acl,
	    sizeof(acl), 0), 0);
	assert_true(STORE("=cases.tsv", "case_id\nK3\n"));
	assert_int_equal(getxattr("r/cases.tsv", name, got, sizeof(got)), -1);
	assert_silent();
}

static void
test_replace_keeps_mode(void **state)
{
	struct stat st;

	(void)state;
	make();
	assert_true(STORE("cases.tsv", "case_id\nK1\n"));
	assert_int_equal(chmod("r/register.tsv", 0660), 0);
	assert_int_equal(chmod("r/cases.tsv", 0640), 0);
	if (geteuid() == 0)
		assert_int_equal(chown("r/cases.tsv", 65534, 65533), 0);
	assert_true(STORE("=cases.tsv", "case_id\nK2\n"));
	assert_int_equal(stat("r/cases.tsv", &st), 0);
	assert_int_equal(st.st_mode, S_IFREG | 0640);
	if (geteuid() == 0) {
		assert_int_equal(st.st_uid, 65534);
		assert_int_equal(st.st_gid, 65533);
	}
	assert_silent();
}

/* What was opened to a group stays open to it. */
static void
test_group(void **state)
{
	mode_t old = umask(077);
	struct stat st;

	(void)state;
	make();
	assert_int_equal(chmod("r/register.tsv", 0664), 0);
	assert_true(STORE("cases.tsv", "case_id\n"));
	assert_int_equal(stat("r/cases.tsv", &st), 0);
	assert_int_equal(st.st_mode, S_IFREG | 0660);
	umask(old);
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_make),
		TEST(test_make_over),
		TEST(test_make_again),
		TEST(test_append),
		TEST(test_two_files),
		TEST(test_no_log_folder),
		TEST(test_nothing_noted),
		TEST(test_tables),
		TEST(test_old_view),
		TEST(test_writers_view),
		TEST(test_hot_journal),
		TEST(test_torn_journal),
		TEST(test_strange_journal),
		TEST(test_lost_rows),
		TEST(test_torn_tail),
		TEST(test_fifo),
		TEST(test_symlink),
		TEST(test_no_register),
		TEST(test_busy),
		TEST(test_wait),
		TEST(test_lock_removed),
		TEST(test_no_lock_file),
		TEST(test_changed_by_others),
		TEST(test_failed_commit),
		TEST(test_replace),
		TEST(test_replace_views),
		TEST(test_replace_killed),
		TEST(test_replace_killed_and_copied),
		TEST(test_replace_lost),
		TEST(test_replace_table_gone),
		TEST(test_left_beside),
		TEST(test_replace_marks),
		TEST(test_replace_changed_by_others),
		TEST(test_replace_failed),
		TEST(test_replace_keeps_acl),
		TEST(test_replace_keeps_mode),
		TEST(test_group),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
