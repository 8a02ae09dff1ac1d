#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <unistd.h>

#include "table/frame.h"

/* A frame of these bytes; what frame_read() said is the result. */
static bool
read_bytes(struct frame *f, const char *bytes, const char *key, struct diag *d)
{
	char name[] = "/tmp/fu-frame.XXXXXX";
	int fd = mkstemp(name);
	struct tsv t;
	bool ok;

	assert_true(fd >= 0);
	unlink(name);
	assert_int_equal(write(fd, bytes, strlen(bytes)), strlen(bytes));
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_true(tsv_open(&t, fd, "in", UINT64_MAX, d));
	ok = frame_read(f, &t, key);
	tsv_close(&t);
	return ok;
}

static const char cases[] =
    "case_id\tteam\tnote\n"
    "S-1\tNord\ta\\nb\n"
    "S-2\t\tx\n"
    "S-3\tØst\t\n";

static void
cells_stay_as_they_stood(void **state)
{
	struct diag d = { 0 };
	struct frame f;

	(void)state;
	assert_true(read_bytes(&f, cases, "case_id", &d));
	assert_int_equal(f.n, 3);
	assert_int_equal(f.rows, 3);
	assert_true(str_is(f.name[1], "team"));
	assert_true(str_is(frame_cell(&f, 0, 0), "S-1"));
	assert_true(str_is(frame_cell(&f, 0, 2), "a\\nb"));
	assert_true(str_is(frame_cell(&f, 1, 1), ""));
	assert_true(str_is(frame_cell(&f, 2, 1), "Øst"));
	frame_release(&f);
}

static void
what_is_not_there_is_missing(void **state)
{
	struct diag d = { 0 };
	struct frame f;

	(void)state;
	assert_true(read_bytes(&f, cases, "case_id", &d));
	assert_int_equal(frame_column(&f, "team"), 1);
	assert_int_equal(frame_column(&f, "worker"), f.n);
	assert_int_equal(frame_cell(&f, 0, frame_column(&f, "worker")).len, 0);
	assert_int_equal(frame_cell(&f, f.rows, 0).len, 0);
	frame_release(&f);
}

static void
rows_are_found_by_their_key(void **state)
{
	struct diag d = { 0 };
	struct frame f;

	(void)state;
	assert_true(read_bytes(&f, cases, "case_id", &d));
	assert_int_equal(frame_find(&f, str_of("S-1")), 0);
	assert_int_equal(frame_find(&f, str_of("S-3")), 2);
	assert_int_equal(frame_find(&f, str_of("S-4")), f.rows);
	assert_int_equal(frame_find(&f, str_of("")), f.rows);
	frame_release(&f);
}

static void
key_may_be_any_column(void **state)
{
	struct diag d = { 0 };
	struct frame f;

	(void)state;
	assert_true(read_bytes(&f, cases, "team", &d));
	assert_int_equal(frame_find(&f, str_of("Øst")), 2);
	assert_int_equal(frame_find(&f, str_of("")), 1);
	assert_int_equal(frame_find(&f, str_of("S-1")), f.rows);
	frame_release(&f);
}

static void
key_may_be_two_columns(void **state)
{
	struct diag d = { 0 };
	struct frame f;

	(void)state;
	assert_true(read_bytes(&f, "goal\ttext\tcase\nM1\tx\tA\n"
	    "M1\ty\tB\nM2\tz\tA\nM1\tlate\tA\n", "case,goal", &d));
	assert_int_equal(f.rows, 3);
	assert_int_equal(f.again_line, 5);
	assert_int_equal(frame_find(&f, str_of("A\tM1")), 0);
	assert_int_equal(frame_find(&f, str_of("B\tM1")), 1);
	assert_int_equal(frame_find(&f, str_of("A\tM2")), 2);
	assert_int_equal(frame_find(&f, str_of("B\tM2")), f.rows);
	assert_int_equal(frame_find(&f, str_of("A")), f.rows);
	frame_release(&f);
}

static void
first_row_of_a_key_counts(void **state)
{
	struct diag d = { 0 };
	struct frame f;

	(void)state;
	assert_true(read_bytes(&f, "case_id\tteam\nS-1\tNord\nS-1\tSyd\n"
	    "S-2\tVest\nS-2\tNord\nS-3\tSyd\n", "case_id", &d));
	assert_int_equal(f.rows, 3);
	assert_true(str_is(frame_cell(&f, frame_find(&f, str_of("S-1")), 1),
	    "Nord"));
	assert_true(str_is(frame_cell(&f, frame_find(&f, str_of("S-2")), 1),
	    "Vest"));
	assert_true(str_is(frame_cell(&f, frame_find(&f, str_of("S-3")), 1),
	    "Syd"));
	frame_release(&f);
}

static void
without_a_key_every_row_is_kept(void **state)
{
	struct diag d = { 0 };
	struct frame f;

	(void)state;
	assert_true(read_bytes(&f, "case_id\nS-1\nS-1\nS-1\n", NULL, &d));
	assert_int_equal(f.rows, 3);
	assert_int_equal(frame_find(&f, str_of("S-1")), f.rows);
	frame_release(&f);
}

static void
table_may_have_no_rows(void **state)
{
	struct diag d = { 0 };
	struct frame f;

	(void)state;
	assert_true(read_bytes(&f, "case_id\n", "case_id", &d));
	assert_int_equal(f.rows, 0);
	assert_int_equal(frame_find(&f, str_of("S-1")), f.rows);
	frame_release(&f);
}

/* Over many blocks of the reader the cells are the frame's own. */
static void
many_rows(void **state)
{
	enum { ROWS = 50000 };
	struct buf in = { 0 };
	struct diag d = { 0 };
	struct frame f;
	char text[32];

	(void)state;
	buf_adds(&in, "case_id\tteam\n");
	for (int i = 0; i < ROWS; i++)
		buf_addf(&in, "S-%d\tT-%d\n", i, i * 7);
	assert_true(read_bytes(&f, in.p, "case_id", &d));
	assert_int_equal(f.rows, ROWS);
	for (int i = 0; i < ROWS; i++) {
		snprintf(text, sizeof(text), "S-%d", i);
		assert_int_equal(frame_find(&f, str_of(text)), i);
		snprintf(text, sizeof(text), "T-%d", i * 7);
		assert_true(str_is(frame_cell(&f, (size_t)i, 1), text));
	}
	frame_release(&f);
	buf_release(&in);
}

static void
missing_key_column_is_a_failure(void **state)
{
	struct diag d = { 0 };
	struct frame f;

	(void)state;
	assert_false(read_bytes(&f, cases, "id", &d));
	assert_int_equal(diag_status(&d), 2);
	frame_release(&f);
}

static void
malformed_input_is_a_failure(void **state)
{
	struct diag d = { 0 };
	struct frame f;

	(void)state;
	assert_false(read_bytes(&f, "case_id\tteam\nS-1\nS-2\tNord\n",
	    "case_id", &d));
	assert_int_equal(f.rows, 1);
	assert_int_equal(d.count[DIAG_FAILURE], 1);
	frame_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_stay_as_they_stood),
		cmocka_unit_test(what_is_not_there_is_missing),
		cmocka_unit_test(rows_are_found_by_their_key),
		cmocka_unit_test(key_may_be_any_column),
		cmocka_unit_test(key_may_be_two_columns),
		cmocka_unit_test(first_row_of_a_key_counts),
		cmocka_unit_test(without_a_key_every_row_is_kept),
		cmocka_unit_test(table_may_have_no_rows),
		cmocka_unit_test(many_rows),
		cmocka_unit_test(missing_key_column_is_a_failure),
		cmocka_unit_test(malformed_input_is_a_failure),
	};

	return cmocka_run_group_tests_name("frame", tests, NULL, NULL);
}
