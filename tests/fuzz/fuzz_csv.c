/*
 * Any bytes: nothing crashes, rows come in order, and a sheet without findings,
 * written again with every cell in quotes, reads back the same.
 */
#include <stdint.h>
#include <stdlib.h>

#include "table/csv.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct copy {
	struct buf	csv;
	size_t		line;
	size_t		excel;
};

static void
check(bool ok)
{
	if (!ok)
		abort();
}

static void
add_quoted(struct buf *out, struct str cell)
{
	buf_addc(out, '"');
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.p[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, cell.p[i]);
	}
	buf_addc(out, '"');
}

static bool
copy_row(const struct sheet_row *row, void *arg)
{
	struct copy *copy = arg;

	check(row->n > 0 && row->at[0] == row->line);
	check(row->line > copy->line && row->excel > copy->excel);
	check(row->excel <= row->line);
	for (size_t i = 0; i < row->n; i++) {
		if (i > 0)
			buf_addc(&copy->csv, ';');
		check(i == 0 || row->at[i] >= row->at[i - 1]);
		add_quoted(&copy->csv, row->cell[i]);
	}
	buf_addc(&copy->csv, '\n');
	copy->line = row->at[row->n - 1];
	copy->excel = row->excel;
	return true;
}

/* The number of defects; *out is empty before. */
static size_t
copy_sheet(struct str bytes, char delimiter, struct buf *out)
{
	struct diag d = { 0 };
	struct copy copy = { 0 };
	struct buf b = { 0 };
	struct sheet s;
	size_t defects;

	buf_add_str(&b, bytes);
	if (!sheet_parse(&s, "fuzz", &b, NULL, &d)) {
		check(d.count[DIAG_FAILURE] == 1);
		return SIZE_MAX;
	}
	if (s.form != SHEET_CSV) {
		sheet_release(&s);
		return SIZE_MAX;
	}
	defects = csv_each(&s, delimiter, copy_row, &copy, &d);
	check(d.count[DIAG_ERROR] == defects);
	sheet_release(&s);
	buf_add_str(out, buf_str(&copy.csv));
	buf_release(&copy.csv);
	return defects;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct buf once = { 0 }, twice = { 0 }, other = { 0 };

	if (copy_sheet(bytes, ';', &once) == 0) {
		check(copy_sheet(buf_str(&once), ';', &twice) == 0);
		check(str_eq(buf_str(&once), buf_str(&twice)));
	}
	copy_sheet(bytes, ',', &other);
	copy_sheet(bytes, '\t', &other);
	buf_release(&once);
	buf_release(&twice);
	buf_release(&other);
	return 0;
}
