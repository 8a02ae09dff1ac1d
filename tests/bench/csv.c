/*
 * csv: the same sheets read by libcsv alone, fields counted, and as an import
 * reads them: bytes loaded, decoded, rows with the line of every cell.
 *
 *	csv raw|fu TIMES FILE...	prints rows, fields and bytes
 *
 * libcsv is fed blocks of 256 KiB, without the end of quotes checked: the
 * least that a program on it can do.
 */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "table/sheet.h"

enum { BLOCK = 256 * 1024 };

struct count {
	size_t	rows, fields, bytes;
};

static void
field(void *p, size_t len, void *arg)
{
	struct count *n = arg;

	(void)p;
	(void)len;
	n->fields++;
}

static void
row(int end, void *arg)
{
	struct count *n = arg;

	(void)end;
	n->rows++;
}

static bool
read_raw(const char *path, struct count *n)
{
	static char block[BLOCK];
	struct csv_parser parser;
	FILE *f = fopen(path, "rb");
	size_t len;
	bool ok = f != NULL && csv_init(&parser, CSV_STRICT) == 0;

	if (!ok)
		return false;
	csv_set_delim(&parser, ';');
	while (ok && (len = fread(block, 1, sizeof(block), f)) > 0) {
		n->bytes += len;
		ok = csv_parse(&parser, block, len, field, row, n) == len;
	}
	ok = csv_fini(&parser, field, row, n) == 0 && ok;
	csv_free(&parser);
	fclose(f);
	return ok;
}

static bool
take_row(const struct sheet_row *r, void *arg)
{
	struct count *n = arg;

	n->rows++;
	n->fields += r->n;
	return true;
}

static bool
read_sheet(const char *path, struct count *n)
{
	struct diag d = { 0 };
	struct buf bytes = { 0 };
	struct sheet s;
	bool ok = sheet_load(path, &bytes, &d);

	n->bytes += bytes.len;
	if (!ok || !sheet_parse(&s, path, &bytes, NULL, &d))
		return false;
	ok = sheet_each(&s, ';', take_row, n, &d) == 0;
	sheet_release(&s);
	return ok;
}

int
main(int argc, char **argv)
{
	struct count n = { 0 };
	bool raw = argc > 3 && strcmp(argv[1], "raw") == 0;

	if (argc < 4)
		return 2;
	for (int times = atoi(argv[2]); times > 0; times--)
		for (int i = 3; i < argc; i++)
			if (!(raw ? read_raw(argv[i], &n) :
			    read_sheet(argv[i], &n))) {
				fprintf(stderr, "csv: cannot read %s\n",
				    argv[i]);
				return 2;
			}
	printf("%zu rows, %zu fields, %zu bytes\n", n.rows, n.fields, n.bytes);
	return 0;
}
