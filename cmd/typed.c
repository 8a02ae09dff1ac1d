#include "typed.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool allow_cpr;

const struct opt typed_opts[] = {
	GROUP(opts_register),
	{ OPT_FLAG, '\0', "allow-cpr", NULL, &allow_cpr,
	    "take texts that hold a CPR number" },
	{ .kind = OPT_END }
};

void
typed_init(struct typed *t, struct run *r, struct reg *reg,
    const struct kind *k, bool set)
{
	*t = (struct typed){ .run = r, .kind = k, .set = set, .ok = true,
	    .dialect = { .decimal = '.' } };
	batch_init(&t->batch, reg);
	t->batch.update = set;
	t->batch.allow_cpr = allow_cpr;
	t->text = mem_alloc(k->n * sizeof(*t->text));
	t->given = mem_alloc(k->n * sizeof(*t->given));
	t->entry.kind = k;
	t->entry.value = mem_alloc(k->n * sizeof(*t->entry.value));
	t->entry.row = batch_row(&t->batch, batch_source(&t->batch, NULL), 0,
	    0);
}

void
typed_release(struct typed *t)
{
	for (size_t i = 0; i < t->kind->n; i++)
		buf_release(&t->text[i]);
	free(t->text);
	free(t->given);
	free(t->entry.value);
	batch_release(&t->batch);
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

void
typed_take(struct typed *t, size_t i, struct str value)
{
	struct buf canonical = { 0 }, why = { 0 };

	t->given[i] = true;
	if (!value_read(t->batch.reg->defs, &t->kind->field[i], value,
	    t->dialect, &canonical, &why)) {
		entry_error(&t->batch, &t->entry, i, value, buf_text(&why));
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
	size_t i = kind_field_named(t->kind, name);

	if (strchr(word, '=') == NULL || (i < t->kind->n && t->given[i]))
		not_once(t, i, name);
	else if (i == t->kind->n)
		unknown_field(t, name);
	else
		typed_take(t, i, value);
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
		typed_take(t, i, str_of(word));
}

bool
typed_check(struct typed *t)
{
	batch_add(&t->batch, &t->entry, NULL);
	return t->ok && (t->dry || reg_lock(t->batch.reg)) &&
	    (!t->set || batch_find_stored(&t->batch)) &&
	    batch_check(&t->batch, GRAIN_ALL);
}

bool
typed_store(struct typed *t)
{
	if (batch_store(&t->batch))
		t->run->stored = true;
	return t->run->stored;
}

void
typed_print_id(struct typed *t)
{
	size_t field = kind_assigned(t->kind);

	if (field == t->kind->n)
		return;
	buf_add_str(&t->run->out.buf, t->batch.entry[0].value[field]);
	buf_addc(&t->run->out.buf, '\n');
}

static void
take_words(struct typed *t, int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		if (t->set && strchr(argv[i], '=') == NULL)
			take_key(t, argv[i]);
		else
			take_word(t, argv[i]);
	}
}

void
typed_run(struct run *r, int argc, char **argv, bool set,
    void (*done)(struct typed *t))
{
	const struct kind *k;
	struct typed t;
	struct reg reg;

	/* What was stored was stored, whoever stopped listening. */
	signal(SIGPIPE, SIG_IGN);
	if (common_register(r, &reg) &&
	    (k = common_kind(r, reg.defs, argv[0])) != NULL) {
		typed_init(&t, r, &reg, k, set);
		take_words(&t, argc - 1, argv + 1);
		if (typed_check(&t) && typed_store(&t) && done != NULL)
			done(&t);
		typed_release(&t);
	}
	reg_close(&reg);
}
