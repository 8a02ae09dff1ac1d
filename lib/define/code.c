#include "define/code.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/num.h"
#include "base/utf8.h"
#include "define/deffile.h"

static struct list *
list_of_file(struct lists *ls, struct str stem)
{
	for (size_t i = 0; i < ls->n; i++)
		if (str_eq(ls->list[i].name, stem))
			return &ls->list[i];
	ls->list = mem_grow(ls->list, ls->n, &ls->cap, sizeof(*ls->list));
	ls->list[ls->n] = (struct list){ .name = stem };
	return &ls->list[ls->n++];
}

static void
read_tie(const struct defline *l, struct code *code)
{
	static const char *const ties[] = { "", "descent", "foster", "sibling",
	    "couple", "parted" };
	enum { N_TIES = sizeof(ties) / sizeof(ties[0]) };
	struct str tie = defline_cell(l, "tie");
	int64_t generation;
	int i = 0;

	while (i < N_TIES && !str_is(tie, ties[i]))
		i++;
	if (i == N_TIES)
		defline_error(l, "tie", _("is none of descent, foster, "
		    "sibling, couple, parted"));
	else
		code->tie = (enum code_tie)i;
	if (!defline_number(l, "generation", &generation))
		return;
	if (generation % NUM_ONE != 0 || generation < -9 * NUM_ONE ||
	    generation > 9 * NUM_ONE)
		defline_error(l, "generation",
		    _("is no whole number from -9 to 9"));
	code->generation = (int)(generation / NUM_ONE);
	code->has_generation = true;
}

static void
read_over(const struct defline *l, struct code *code)
{
	struct str over = defline_cell(l, "over");

	if (str_is(over, "done"))
		code->over = OVER_DONE;
	else if (str_is(over, "dropped"))
		code->over = OVER_DROPPED;
	else if (over.len > 0)
		defline_error(l, "over", _("is none of done, dropped"));
}

static bool
has_label_alone(const struct code *code)
{
	return code->tie == TIE_NONE && !code->has_generation &&
	    code->sex.len == 0 && code->over == OVER_NOT;
}

static void
keep_meaning(struct code *code, const struct code *old)
{
	code->over = old->over;
	code->tie = old->tie;
	code->has_generation = old->has_generation;
	code->generation = old->generation;
	code->sex = old->sex;
}

static void
read_line(const struct defline *l, void *arg)
{
	struct list *list = list_of_file(arg, l->stem);
	struct code line = { .code = defline_cell(l, "code") }, *at = NULL;

	if (line.code.len == 0) {
		defline_error(l, "code", _("missing"));
		return;
	}
	line.label[LANG_DA] = defline_cell(l, "label_da");
	line.label[LANG_EN] = defline_cell(l, "label_en");
	for (int i = 0; i < 2; i++)
		if (line.label[i].len == 0)
			line.label[i] = line.code;
	line.sex = defline_cell(l, "sex");
	read_tie(l, &line);
	read_over(l, &line);
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->code[i].code, line.code))
			at = &list->code[i];
	if (at != NULL && has_label_alone(&line))
		keep_meaning(&line, at);
	if (at == NULL) {
		list->code = mem_grow(list->code, list->n, &list->cap,
		    sizeof(*list->code));
		at = &list->code[list->n++];
	}
	*at = line;
}

bool
lists_load(struct lists *ls, const char *share, const char *reg,
    struct arena *arena, struct diag *d)
{
	static const struct deffolder folder = { .name = "codes", .key = "code",
	    .by_file = true };
	size_t failures = d->count[DIAG_FAILURE];

	return deffile_each(share, reg, &folder, arena, d, read_line, ls) &&
	    d->count[DIAG_FAILURE] == failures;
}

void
lists_release(struct lists *ls)
{
	for (size_t i = 0; i < ls->n; i++)
		free(ls->list[i].code);
	free(ls->list);
	*ls = (struct lists){ 0 };
}

const struct list *
list_find(const struct lists *ls, struct str name)
{
	for (size_t i = 0; i < ls->n; i++)
		if (str_eq(ls->list[i].name, name))
			return &ls->list[i];
	return NULL;
}

const struct code *
code_find(const struct list *l, struct str code)
{
	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->code[i].code, code))
			return &l->code[i];
	return NULL;
}

static bool
same_folded(struct str folded, struct str label)
{
	struct buf other = { 0 };
	bool same;

	utf8_fold(&other, label);
	same = str_eq(folded, buf_str(&other));
	buf_release(&other);
	return same;
}

static bool
has_label(const struct code *c, struct str folded)
{
	return same_folded(folded, c->label[LANG_DA]) ||
	    same_folded(folded, c->label[LANG_EN]);
}

/* The code that was typed, in any case; NULL if none was. */
static const struct code *
find_code(const struct list *l, struct str typed, struct str folded)
{
	const struct code *found = code_find(l, typed);

	for (size_t i = 0; found == NULL && i < l->n; i++)
		if (same_folded(folded, l->code[i].code))
			found = &l->code[i];
	return found;
}

/* The code that people call so, and of how many codes that is true; all, if not
 * NULL, gets their names. */
static size_t
find_label(const struct list *l, struct str folded, const struct code **first,
    struct buf *all)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		if (!has_label(&l->code[i], folded))
			continue;
		if (n++ == 0)
			*first = &l->code[i];
		if (all != NULL) {
			buf_adds(all, n > 1 ? ", " : "");
			buf_add_str(all, l->code[i].code);
		}
	}
	return n;
}

/* How many codes what was typed may mean, and the first of them. */
static size_t
find_typed(const struct list *l, struct str typed, const struct code **first,
    struct buf *all)
{
	struct buf folded = { 0 };
	size_t n = 1;

	utf8_fold(&folded, typed);
	*first = find_code(l, typed, buf_str(&folded));
	if (*first == NULL)
		n = find_label(l, buf_str(&folded), first, all);
	buf_release(&folded);
	return n;
}

bool
code_read(const struct list *l, struct str typed, struct buf *code)
{
	const struct code *found;
	struct str detail, role;

	if (find_typed(l, typed, &found, NULL) == 1) {
		buf_add_str(code, found->code);
		return true;
	}
	role = str_cut(typed, '.', &detail);
	if (detail.len == 0 || find_typed(l, role, &found, NULL) != 1)
		return false;
	buf_add_str(code, found->code);
	buf_addc(code, '.');
	buf_add_str(code, detail);
	return true;
}

bool
code_meanings(const struct list *l, struct str typed, struct buf *out)
{
	const struct code *first;
	struct str detail;
	size_t before = out->len;

	if (find_typed(l, typed, &first, out) > 1)
		return true;
	out->len = before;
	if (find_typed(l, str_cut(typed, '.', &detail), &first, out) > 1)
		return true;
	out->len = before;
	return false;
}

void
code_label(const struct list *l, struct str code, enum lang lang,
    struct buf *out)
{
	const struct code *found = l != NULL ? code_find(l, code) : NULL;
	struct str detail, role;

	if (l != NULL && found == NULL) {
		role = str_cut(code, '.', &detail);
		found = code_find(l, role);
		if (found != NULL) {
			buf_add_str(out, found->label[lang]);
			buf_addc(out, '.');
			buf_add_str(out, detail);
			return;
		}
	}
	buf_add_str(out, found != NULL ? found->label[lang] : code);
}

void
code_choices(const struct list *l, enum lang lang, struct buf *out)
{
	for (size_t i = 0; i < l->n; i++) {
		if (i > 0)
			buf_adds(out, ", ");
		buf_add_str(out, l->code[i].label[lang]);
	}
}

const char *
code_nearest(const struct list *l, struct str typed)
{
	const char **word = mem_array(NULL, 3 * l->n + 1, sizeof(*word));
	const char *near;
	size_t n = 0;

	/* All of them are in the arena, with a NUL. */
	for (size_t i = 0; i < l->n; i++) {
		word[n++] = l->code[i].label[LANG_DA].p;
		word[n++] = l->code[i].label[LANG_EN].p;
		word[n++] = l->code[i].code.p;
	}
	word[n] = NULL;
	near = near_word(typed, word);
	free(word);
	return near;
}
