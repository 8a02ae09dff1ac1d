/*
 * The bytes are a register's own rules, or its calendars where they begin with
 * "c", or a codebook where they begin with "k".  Nothing crashes; they are
 * loaded or something was told; what is loaded hangs together; counting by it
 * ends, on a day that can be written, and searching finds places in the text.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "define/codebook.h"
#include "follow/due.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DAY_FIRST = -719162, DAY_LAST = 2932896 };

static struct {
	char		root[32];
	char		file[3][80];	/* as folders */
	struct defs	*defs;
} here = { .root = "/dev/shm/fu-fuzz.XXXXXX" };

static const char *const folders[] = { "rules", "calendars", "codebooks" };

static void
check(bool ok)
{
	if (!ok)
		abort();
}

static void
clean_up(void)
{
	char path[80];

	for (int i = 0; i < 3; i++) {
		unlink(here.file[i]);
		snprintf(path, sizeof(path), "%s/%s", here.root, folders[i]);
		rmdir(path);
	}
	rmdir(here.root);
	defs_free(here.defs);
}

static void
make_folders(void)
{
	struct diag d = { .out = stderr, .program = "fuzz" };
	char path[80];

	check(mkdtemp(here.root) != NULL);
	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/%s", here.root, folders[i]);
		check(mkdir(path, 0700) == 0);
		snprintf(here.file[i], sizeof(here.file[i]), "%s/%s/t.tsv",
		    here.root, folders[i]);
	}
	here.defs = defs_load("share", NULL, &d);
	check(here.defs != NULL);
	atexit(clean_up);
}

static void
write_file(const char *path, struct str bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	check(fd >= 0);
	check(write(fd, bytes.p, bytes.len) == (ssize_t)bytes.len);
	close(fd);
}

static void
check_records(const struct rule_records *r)
{
	if (r->kind == NULL)
		return;
	check(r->date < r->kind->n && r->otherwise <= r->kind->n);
	check(r->who <= r->kind->n && r->of <= r->kind->n);
	check(r->period <= r->kind->n);
	for (size_t i = 0; i < r->n; i++)
		check(select_is_condition(r->word[i]));
}

static void
check_rule(const struct rule *r)
{
	check(r->rule.len > 0 && r->sets.len > 0 && r->what.len > 0);
	check(r->on.kind != NULL && r->done.kind != NULL);
	check_records(&r->on);
	check_records(&r->or);
	check_records(&r->until);
	check_records(&r->done);
	check(r->at_least > 0 && r->n_who <= RULE_WHO_MAX);
	check((r->n_windows > 0) == (r->unit == RULE_WINDOWS));
	check(r->n_who == 0 || r->done.who < r->done.kind->n);
}

static void
check_window(const struct due_practice *p, const struct rule *r, day_t day)
{
	struct due_window w;

	if (due_window(p, r, day, &w))
		check(w.first >= DAY_FIRST && w.first <= w.last &&
		    w.last >= day && w.due >= w.last && w.due <= DAY_LAST);
	else
		check(r->n_windows == 0 || day > DAY_LAST - 366);
}

/* From days all over the years, by both ways of counting. */
static void
count(const struct rules *rs, const struct calendars *cs)
{
	static const day_t days[] = { DAY_FIRST, 0, 20000, 20513, DAY_LAST };

	for (size_t i = 0; i < rs->n; i++)
		for (size_t k = 0; k < 10; k++) {
			const struct rule *r = &rs->rule[i];
			struct due_practice p = { .calendar = { .all = cs,
			    .name = cs->n > 0 ? cs->day[0].calendar :
			    str_of("dk"), .saturday = k < 5 },
			    .roll = k < 5, .month_end = k < 5 };
			day_t day = due_day(&p, r, r->period, days[k % 5], 1);

			check(day >= DAY_FIRST && day <= DAY_LAST);
			check_window(&p, r, days[k % 5]);
		}
}

static void
search(const struct code_pattern *p)
{
	static const char text[] = "Æblet er ædt.\nHan sover nu bedre.";
	struct str s = { text, sizeof(text) - 1 };
	size_t at, len;

	check(tsv_is_name(p->codebook) && tsv_is_name(p->code));
	for (size_t i = 0; i < p->n_places; i++)
		check(p->place[i].field <= p->place[i].kind->n);
	if (match_find(p->match, s, 0, &at, &len) == MATCH_YES)
		check(at <= s.len && len <= s.len - at);
}

static int
check_codebook(const uint8_t *data, size_t size)
{
	struct codebooks cs;
	struct diag d = { 0 };
	bool ok;

	write_file(here.file[2], (struct str){ (const char *)data, size });
	ok = codebooks_load(&cs, here.defs, here.root, NULL, &d);
	check(ok == (diag_status(&d) < 2));
	for (size_t i = 0; ok && i < cs.n; i++)
		search(&cs.pattern[i]);
	codebooks_release(&cs);
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bool calendar = size > 0 && data[0] == 'c';
	struct rules rs = { 0 };
	struct calendars cs = { 0 };
	struct arena arena = { 0 };
	struct diag d = { 0 };
	bool ok;

	if (here.defs == NULL)
		make_folders();
	if (size > 0 && data[0] == 'k')
		return check_codebook(data, size);
	write_file(here.file[calendar],
	    (struct str){ (const char *)data, size });
	ok = calendar ?
	    calendars_load(&cs, here.root, NULL, &arena, &d) :
	    rules_load(&rs, here.defs, here.root, NULL, &arena, &d);
	check(ok == (diag_status(&d) < 2));
	for (size_t i = 0; ok && i < rs.n; i++)
		check_rule(&rs.rule[i]);
	if (ok)
		count(calendar ? &here.defs->rules : &rs,
		    calendar ? &cs : &here.defs->calendars);
	rules_release(&rs);
	calendars_release(&cs);
	arena_release(&arena);
	return 0;
}
