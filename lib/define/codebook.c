#include "define/codebook.h"

#include <stdlib.h>

#include "base/diag.h"
#include "define/defs.h"
#include "define/deffile.h"

struct loading {
	struct codebooks	*codebooks;
	const struct defs	*defs;
};

/* "note" or "status.done"; false, told, if there is no such place. */
static bool
read_place(const struct defline *l, const struct defs *defs, struct str word,
    struct code_place *place)
{
	struct str name, kind = str_cut(word, '.', &name);
	const struct kind *k = kind_find(&defs->kinds, kind);
	char shown[ECHO_SIZE];
	size_t i;

	if (k == NULL || kind_field(k, "case_id") == k->n) {
		defline_error(l, "kinds", _("\"%s\": there is no such kind, or "
		    "its records have no case_id"), echo(word, shown));
		return false;
	}
	*place = (struct code_place){ k, k->n };
	if (name.len == 0)
		return true;
	i = kind_field_named(k, name);
	if (i < k->n && (k->field[i].type == TYPE_TEXT ||
	    k->field[i].type == TYPE_STR)) {
		place->field = i;
		return true;
	}
	defline_error(l, "kinds", _("\"%s\": %.*s has no such field of type "
	    "text or str"), echo(word, shown), STR(k->name));
	return false;
}

static void
read_places(const struct defline *l, const struct defs *defs,
    struct code_pattern *p)
{
	struct str rest = defline_cell(l, "kinds");
	size_t most = 1;

	for (size_t i = 0; i < rest.len; i++)
		most += rest.p[i] == ',';
	p->place = arena_alloc(l->arena, most * sizeof(*p->place));
	while (rest.len > 0) {
		struct str word = str_trim(str_cut(rest, ',', &rest));

		if (word.len > 0 && read_place(l, defs, word,
		    &p->place[p->n_places]))
			p->n_places++;
	}
}

static void
read_labels(const struct defline *l, struct code_pattern *p,
    const struct code_pattern *first)
{
	p->label[LANG_DA] = defline_cell(l, "label_da");
	p->label[LANG_EN] = defline_cell(l, "label_en");
	if (p->label[LANG_DA].len == 0)
		p->label[LANG_DA] = p->label[LANG_EN];
	if (p->label[LANG_EN].len == 0)
		p->label[LANG_EN] = p->label[LANG_DA];
	for (int i = 0; i < 2; i++)
		if (p->label[i].len == 0)
			p->label[i] = first != NULL ? first->label[i] :
			    p->code;
}

/* Without the patterns of a code. */
static void
drop(struct codebooks *cs, struct str codebook, struct str code)
{
	size_t n = 0;

	for (size_t i = 0; i < cs->n; i++)
		if (str_eq(cs->pattern[i].codebook, codebook) &&
		    str_eq(cs->pattern[i].code, code))
			match_free(cs->pattern[i].match);
		else
			cs->pattern[n++] = cs->pattern[i];
	cs->n = n;
}

static void
read_line(const struct defline *l, void *arg)
{
	struct loading *in = arg;
	struct codebooks *cs = in->codebooks;
	struct code_pattern p = { .codebook = l->stem,
	    .code = defline_cell(l, "code") };
	struct str pattern = defline_cell(l, "pattern");
	char shown[ECHO_SIZE];

	if (!tsv_is_name(p.codebook) || !tsv_is_name(p.code)) {
		defline_error(l, "code", _("\"%s\" is not a name, or the "
		    "file's is none: small letters a to z, digits and _"),
		    echo(p.code, shown));
		return;
	}
	if (pattern.len == 0) {
		if (l->local)
			drop(cs, p.codebook, p.code);
		else
			defline_error(l, "pattern", _("missing"));
		return;
	}
	read_labels(l, &p, codebook_find(cs, p.codebook, p.code));
	read_places(l, in->defs, &p);
	p.match = match_new_at(pattern, tsv_loc(l->tsv,
	    tsv_column(l->tsv, "pattern")), l->diag);
	if (p.match == NULL)
		return;
	cs->pattern = mem_grow(cs->pattern, cs->n, &cs->cap,
	    sizeof(*cs->pattern));
	cs->pattern[cs->n++] = p;
}

bool
codebooks_load(struct codebooks *cs, const struct defs *defs,
    const char *share, const char *reg, struct diag *d)
{
	static const struct deffolder folder = { .name = "codebooks" };
	struct loading in = { cs, defs };
	size_t failures = d->count[DIAG_FAILURE];

	*cs = (struct codebooks){ 0 };
	return deffile_each(share, reg, &folder, &cs->arena, d, read_line,
	    &in) && d->count[DIAG_FAILURE] == failures;
}

void
codebooks_release(struct codebooks *cs)
{
	for (size_t i = 0; i < cs->n; i++)
		match_free(cs->pattern[i].match);
	free(cs->pattern);
	arena_release(&cs->arena);
	*cs = (struct codebooks){ 0 };
}

bool
code_pattern_is_for(const struct code_pattern *p, const struct kind *k,
    size_t field)
{
	bool text = k->field[field].type == TYPE_TEXT;

	for (size_t i = 0; i < p->n_places; i++)
		if (p->place[i].kind == k && (p->place[i].field == field ||
		    (p->place[i].field == k->n && text)))
			return true;
	return p->n_places == 0 && text;
}

const struct code_pattern *
codebook_find(const struct codebooks *cs, struct str codebook, struct str code)
{
	for (size_t i = 0; i < cs->n; i++)
		if (str_eq(cs->pattern[i].codebook, codebook) &&
		    (code.len == 0 || str_eq(cs->pattern[i].code, code)))
			return &cs->pattern[i];
	return NULL;
}

struct str
codebooks_label(const struct codebooks *cs, struct str code, enum lang lang)
{
	const struct code_pattern *first = NULL;

	for (size_t i = 0; i < cs->n; i++) {
		const struct code_pattern *p = &cs->pattern[i];

		if (!str_eq(p->code, code))
			continue;
		if (first != NULL && !str_eq(p->label[lang],
		    first->label[lang]))
			return code;
		first = p;
	}
	return first != NULL ? first->label[lang] : code;
}
