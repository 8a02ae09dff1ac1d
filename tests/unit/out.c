#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/out.h"
#include "fixture.h"

/* The run failed for this reason, and named this file. */
static void
heard_failure(struct said *said, const char *path, int error)
{
	struct buf line = { 0 };

	fclose(said->d.out);
	buf_addf(&line, "t: %s: error: %s\n", path, strerror(error));
	assert_string_equal(said->text, line.p);
	assert_int_equal(diag_status(&said->d), 2);
	buf_release(&line);
	free(said->text);
}

/* Beside the two folders of the fixture. */
static size_t
count_files(void)
{
	DIR *d = opendir(root);
	size_t n = 0;

	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n - 4;
}

static void
put_mode(const char *path, const char *text, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
}

static void
assert_file(const char *path, const char *text, mode_t mode)
{
	char found[100] = "";
	struct stat st;
	int fd = open(path, O_RDONLY);

	assert_true(fd >= 0);
	assert_true(read(fd, found, sizeof(found) - 1) >= 0);
	assert_int_equal(fstat(fd, &st), 0);
	close(fd);
	assert_string_equal(found, text);
	assert_int_equal(st.st_mode & 07777, mode);
}

/* Opens, writes and closes; true if all was well. */
static bool
write_file(const char *path, const char *text, bool keep, struct diag *d)
{
	struct out o;

	out_init(&o);
	if (!out_open(&o, path, d)) {
		out_close(&o, false, d);
		return false;
	}
	buf_adds(&o.buf, text);
	return out_close(&o, keep, d);
}

/* ---------------------------------------------------------------- files -- */

static void
new_file_is_for_its_owner_only(void **state)
{
	struct diag d = { 0 };
	mode_t mask = umask(0);

	(void)state;
	assert_true(write_file("new.tsv", "a\n", true, &d));
	umask(mask);
	assert_file("new.tsv", "a\n", 0600);
	assert_int_equal(count_files(), 1);
	assert_int_equal(diag_status(&d), 0);
}

static void
existing_file_keeps_its_mode(void **state)
{
	static const mode_t modes[] = { 0600, 0644, 0664, 0640, 0755 };
	struct diag d = { 0 };
	mode_t mask = umask(077);

	(void)state;
	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		put_mode("old.tsv", "old\n", modes[i]);
		assert_true(write_file("old.tsv", "new\n", true, &d));
		assert_file("old.tsv", "new\n", modes[i]);
	}
	umask(mask);
	assert_int_equal(count_files(), 1);
}

/* Whoever reads while it is written sees the old one, whole. */
static void
old_file_stands_until_the_end(void **state)
{
	struct diag d = { 0 };
	struct out o;

	(void)state;
	put_mode("old.tsv", "old\n", 0600);
	out_init(&o);
	assert_true(out_open(&o, "old.tsv", &d));
	buf_fill(&o.buf, 'x', 1000000);
	out_room(&o);
	assert_int_equal(o.buf.len, 0);		/* it is written somewhere */
	assert_file("old.tsv", "old\n", 0600);
	assert_true(out_close(&o, true, &d));
	assert_int_equal(count_files(), 1);
}

static void
given_up_file_leaves_no_trace(void **state)
{
	struct diag d = { 0 };

	(void)state;
	put_mode("old.tsv", "old\n", 0640);
	assert_true(write_file("old.tsv", "new\n", false, &d));
	assert_file("old.tsv", "old\n", 0640);
	assert_true(write_file("none.tsv", "new\n", false, &d));
	assert_int_equal(access("none.tsv", F_OK), -1);
	assert_int_equal(count_files(), 1);
}

static void
symbolic_link_stays_one(void **state)
{
	struct diag d = { 0 };
	struct stat st;

	(void)state;
	put_mode("real.tsv", "old\n", 0644);
	assert_int_equal(symlink("real.tsv", "link.tsv"), 0);
	assert_true(write_file("link.tsv", "new\n", true, &d));
	assert_int_equal(lstat("link.tsv", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_file("real.tsv", "new\n", 0644);
	assert_int_equal(count_files(), 2);
}

static void
much_is_written_in_order(void **state)
{
	struct diag d = { 0 };
	struct out o;
	FILE *fp;

	(void)state;
	out_init(&o);
	assert_true(out_open(&o, "big.tsv", &d));
	for (int i = 0; i < 200000; i++) {
		buf_addf(&o.buf, "%d\n", i);
		out_room(&o);
	}
	assert_true(o.buf.cap < 1000000);
	assert_true(out_close(&o, true, &d));
	fp = fopen("big.tsv", "r");
	assert_non_null(fp);
	for (int i = 0, n; i < 200000; i++) {
		assert_int_equal(fscanf(fp, "%d", &n), 1);
		assert_int_equal(n, i);
	}
	fclose(fp);
}

static void
closing_twice_is_closing_once(void **state)
{
	struct diag d = { 0 };
	struct out o;

	(void)state;
	out_init(&o);
	assert_true(out_open(&o, "a.tsv", &d));
	buf_adds(&o.buf, "a\n");
	assert_true(out_close(&o, true, &d));
	assert_true(out_close(&o, true, &d));
	assert_file("a.tsv", "a\n", 0600);
}

/* ------------------------------------------------------------- failures -- */

static void
missing_folder_is_told(void **state)
{
	struct said said;

	(void)state;
	listen(&said);
	assert_false(write_file("no/such/a.tsv", "a\n", true, &said.d));
	heard_failure(&said, "no/such/a.tsv", ENOENT);
	assert_int_equal(count_files(), 0);
}

static void
failed_open_owns_nothing(void **state)
{
	struct diag d = { 0 };
	struct out o;

	(void)state;
	out_init(&o);
	assert_false(out_open(&o, "no/such/a.tsv", &d));
	out_close(&o, true, &d);
	assert_null(o.path);
	assert_null(o.temp);
	assert_int_equal(diag_status(&d), 2);
}

static void
folder_is_no_file(void **state)
{
	struct said said;

	(void)state;
	listen(&said);
	assert_false(write_file(root, "a\n", true, &said.d));
	heard_failure(&said, root, EISDIR);
	assert_int_equal(count_files(), 0);
}

static void
full_device_is_told_once(void **state)
{
	struct said said;
	struct out o;

	(void)state;
	listen(&said);
	out_init(&o);
	assert_true(out_open(&o, "/dev/full", &said.d));
	for (int i = 0; i < 5; i++) {
		buf_fill(&o.buf, 'x', 300000);
		out_room(&o);
	}
	assert_false(out_close(&o, true, &said.d));
	assert_false(out_close(&o, true, &said.d));
	heard_failure(&said, "/dev/full", ENOSPC);
	assert_int_equal(access("/dev/full", F_OK), 0);
}

static void
device_is_written_directly(void **state)
{
	struct diag d = { 0 };
	struct stat st;

	(void)state;
	assert_true(write_file("/dev/null", "a\n", true, &d));
	assert_int_equal(stat("/dev/null", &st), 0);
	assert_true(S_ISCHR(st.st_mode));
}

/* A disk that fills up: the old file stays, nothing lies about. */
static void
failed_write_leaves_the_old_file(void **state)
{
	struct rlimit old, small = { 1000, 1000 };
	struct said said;
	struct out o;

	(void)state;
	put_mode("old.tsv", "old\n", 0644);
	listen(&said);
	out_init(&o);
	assert_true(out_open(&o, "old.tsv", &said.d));
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small.rlim_max = old.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	buf_fill(&o.buf, 'x', 5000);
	assert_false(out_close(&o, true, &said.d));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	signal(SIGXFSZ, SIG_DFL);
	fclose(said.d.out);
	assert_non_null(strstr(said.text, "old.tsv: error: "));
	assert_non_null(strstr(said.text, strerror(EFBIG)));
	free(said.text);
	assert_int_equal(diag_status(&said.d), 2);
	assert_file("old.tsv", "old\n", 0644);
	assert_int_equal(count_files(), 1);
}

static void
failed_rename_leaves_no_temporary_file(void **state)
{
	struct said said;
	struct out o;

	(void)state;
	listen(&said);
	out_init(&o);
	assert_true(out_open(&o, "a.tsv", &said.d));
	buf_adds(&o.buf, "a\n");
	/* Meanwhile somebody makes a folder of that name. */
	assert_int_equal(mkdir("a.tsv", 0700), 0);
	assert_false(out_close(&o, true, &said.d));
	heard_failure(&said, "a.tsv", EISDIR);
	assert_int_equal(rmdir("a.tsv"), 0);
	assert_int_equal(count_files(), 0);
}

/* ------------------------------------------------------ standard output -- */

/* Runs the child's part of a test with its standard output at fd; its status
 * as waitpid(2) gives it. */
static int
run_child(void (*part)(void), int fd)
{
	pid_t pid = fork();
	int status = 0;

	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(fd, STDOUT_FILENO);
		if (fd != STDOUT_FILENO)
			close(fd);
		part();
		_exit(77);
	}
	close(fd);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void
write_one_line(void)
{
	struct diag d = { 0 };
	struct out o;
	bool ok;

	out_init(&o);
	buf_adds(&o.buf, "to standard output\n");
	ok = out_close(&o, true, &d);
	_exit(ok ? diag_status(&d) : 10 + diag_status(&d));
}

static void
standard_output_is_written(void **state)
{
	int fd = open("stdout", O_WRONLY | O_CREAT, 0600);

	(void)state;
	assert_int_equal(run_child(write_one_line, fd), 0);
	assert_file("stdout", "to standard output\n", 0600);
}

static void
full_standard_output_fails(void **state)
{
	int status = run_child(write_one_line, open("/dev/full", O_WRONLY));

	(void)state;
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 12);
}

static void
write_with_sigpipe_ignored(void)
{
	signal(SIGPIPE, SIG_IGN);
	write_one_line();
}

/* As for any filter whose reader went away: the shell sees 141. */
static void
closed_pipe_ends_the_program_by_signal(void **state)
{
	int fd[2], status;

	(void)state;
	assert_int_equal(pipe(fd), 0);
	close(fd[0]);
	status = run_child(write_with_sigpipe_ignored, fd[1]);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGPIPE);
}

static void
write_error_sets_errno(void **state)
{
	int fd = open("/dev/full", O_WRONLY);

	(void)state;
	assert_true(write_all(fd, "", 0));
	errno = 0;
	assert_false(write_all(fd, "x", 1));
	assert_int_equal(errno, ENOSPC);
	close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(new_file_is_for_its_owner_only),
		in_folder(existing_file_keeps_its_mode),
		in_folder(old_file_stands_until_the_end),
		in_folder(given_up_file_leaves_no_trace),
		in_folder(symbolic_link_stays_one),
		in_folder(much_is_written_in_order),
		in_folder(closing_twice_is_closing_once),
		in_folder(missing_folder_is_told),
		in_folder(failed_open_owns_nothing),
		in_folder(folder_is_no_file),
		in_folder(full_device_is_told_once),
		in_folder(device_is_written_directly),
		in_folder(failed_write_leaves_the_old_file),
		in_folder(failed_rename_leaves_no_temporary_file),
		in_folder(standard_output_is_written),
		in_folder(full_standard_output_fails),
		in_folder(closed_pipe_ends_the_program_by_signal),
		cmocka_unit_test(write_error_sets_errno),
	};

	return cmocka_run_group_tests_name("out", tests, NULL, NULL);
}
