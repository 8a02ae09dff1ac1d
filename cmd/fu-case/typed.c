#include "typed.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "define/value.h"

static bool allow_cpr;

const struct opt typed_opts[] = {
	GROUP(opts_register),
	{ OPT_FLAG, '\0', "allow-cpr", NULL, &allow_cpr,
	    "take texts that hold a CPR number" },
	{ .kind = OPT_END }
};

struct typed {
	struct run		*run;
	struct batch		*batch;
	const struct kind	*kind;
	struct entry		 entry;
	struct buf		*text;	/* by field: what entry.value is */
	bool			*given;	/* by field */
	bool			 set;
	bool			 ok;
};

static void
init(struct typed *t, struct run *r, struct batch *b,
    const struct kind *k)
{
	*t = (struct typed){ .run = r, .batch = b, .kind = k, .ok = true };
	t->text = mem_alloc(k->n * sizeof(*t->text));
	t->given = mem_alloc(k->n * sizeof(*t->given));
	t->entry.kind = k;
	t->entry.value = mem_alloc(k->n * sizeof(*t->entry.value));
	t->entry.row = batch_row(b, batch_source(b, NULL), 0, 0);
}

static void
release(struct typed *t)
{
	for (size_t i = 0; i < t->kind->n; i++)
		buf_release(&t->text[i]);
	free(t->text);
	free(t->given);
	free(t->entry.value);
}

static void
unknown_field(struct typed *t, struct str name)
{
	const char **names = kind_names(t->kind);

	common_unknown(t->run, _("field"), name, names);
	free(names);
	t->ok = false;
}

static void
not_once(struct typed *t, size_t field, struct str word)
{
	char shown[ECHO_SIZE];

	diag_add(&t->run->diag, DIAG_FAILURE, (struct loc){ 0 },
	    field < t->kind->n && t->given[field] ?
	    _("field \"%s\" is there twice") :
	    _("\"%s\" is not field=value"), echo(word, shown));
	t->ok = false;
}

static void
take(struct typed *t, size_t i, struct str value)
{
	struct buf canonical = { 0 }, why = { 0 };

	t->given[i] = true;
	if (!value_read(t->batch->reg->defs, &t->kind->field[i], value,
	    (struct dialect){ .decimal = '.' }, &canonical, &why)) {
		entry_error(t->batch, &t->entry, i, value, buf_text(&why));
		t->ok = false;
	}
	buf_clear(&t->text[i]);
	tsv_escape(&t->text[i], buf_str(&canonical));
	t->entry.value[i] = t->set && t->text[i].len == 0 &&
	    !t->kind->field[i].key ? entry_cleared : buf_str(&t->text[i]);
	buf_release(&canonical);
	buf_release(&why);
}

static void
take_word(struct typed *t, const char *word)
{
	struct str value, name = str_cut(str_of(word), '=', &value);
	size_t i = 0;

	while (i < t->kind->n && !str_eq(t->kind->field[i].name, name))
		i++;
	if (strchr(word, '=') == NULL || (i < t->kind->n && t->given[i]))
		not_once(t, i, name);
	else if (i == t->kind->n)
		unknown_field(t, name);
	else
		take(t, i, value);
}

static void
take_key(struct typed *t, const char *word)
{
	size_t i = 0;

	while (i < t->kind->n && (!t->kind->field[i].key || t->given[i]))
		i++;
	if (i == t->kind->n)
		not_once(t, i, str_of(word));
	else
		take(t, i, str_of(word));
}

static void
store(struct run *r, struct reg *reg, const struct kind *k, int argc,
    char **argv, bool set, void (*done)(struct run *r, const struct entry *e))
{
	struct typed t;
	struct batch b;

	batch_init(&b, reg);
	b.update = set;
	b.allow_cpr = allow_cpr;
	init(&t, r, &b, k);
	t.set = set;
	for (int i = 0; i < argc; i++) {
		if (set && strchr(argv[i], '=') == NULL)
			take_key(&t, argv[i]);
		else
			take_word(&t, argv[i]);
	}
	batch_add(&b, &t.entry, NULL);
	if (t.ok && reg_lock(reg) && (!set || batch_find_stored(&b)) &&
	    batch_check(&b, GRAIN_ALL) && batch_store(&b)) {
		r->stored = true;
		if (done != NULL)
			done(r, &b.entry[0]);
	}
	release(&t);
	batch_release(&b);
}

void
typed_run(struct run *r, int argc, char **argv, bool set,
    void (*done)(struct run *r, const struct entry *e))
{
	const struct kind *k;
	struct reg reg;

	/* What was stored was stored, whoever stopped listening. */
	signal(SIGPIPE, SIG_IGN);
	if (common_register(r, &reg) &&
	    (k = common_kind(r, reg.defs, argv[0])) != NULL)
		store(r, &reg, k, argc - 1, argv + 1, set, done);
	reg_close(&reg);
}
