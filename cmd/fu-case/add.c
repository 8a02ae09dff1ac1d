#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "common.h"
#include "define/value.h"
#include "register/batch.h"

static const struct opt opts[] = {
	GROUP(opts_register),
	{ .kind = OPT_END }
};

static const struct origin command_line;

struct typed {
	struct run		*run;
	const struct defs	*defs;
	const struct kind	*kind;
	struct entry		 entry;
	struct buf		*text;	/* by field: what entry.value is */
	bool			*given;	/* by field */
	bool			 ok;
};

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

/* field=value */
static void
take_word(struct typed *t, const char *word)
{
	struct str value, name = str_cut(str_of(word), '=', &value);
	struct buf canonical = { 0 }, why = { 0 };
	size_t i = 0;

	while (i < t->kind->n && !str_eq(t->kind->field[i].name, name))
		i++;
	if (strchr(word, '=') == NULL || (i < t->kind->n && t->given[i])) {
		not_once(t, i, name);
		return;
	}
	if (i == t->kind->n) {
		unknown_field(t, name);
		return;
	}
	t->given[i] = true;
	if (!value_read(t->defs, &t->kind->field[i], value,
	    (struct dialect){ .decimal = '.' }, &canonical, &why)) {
		entry_finding(&t->run->diag, t->kind, &t->entry, i, value,
		    buf_text(&why));
		t->ok = false;
	}
	buf_clear(&t->text[i]);
	tsv_escape(&t->text[i], buf_str(&canonical));
	t->entry.value[i] = buf_str(&t->text[i]);
	buf_release(&canonical);
	buf_release(&why);
}

/* The id that was given out, for the caller to go on with. */
static void
print_id(struct run *r, const struct batch *b)
{
	size_t field = kind_assigned(b->kind);

	if (field == b->kind->n)
		return;
	buf_add_str(&r->out.buf, b->entry[0].value[field]);
	buf_addc(&r->out.buf, '\n');
}

static void
store(struct run *r, struct reg *reg, struct typed *t)
{
	struct batch b;

	batch_init(&b, reg, t->kind);
	if (batch_add(&b, &t->entry, NULL) && t->ok && reg_lock(reg) &&
	    batch_check(&b) && batch_store(&b)) {
		r->stored = true;
		print_id(r, &b);
	}
	batch_release(&b);
}

static void
add(struct run *r, struct reg *reg, const struct kind *k, int argc,
    char **argv)
{
	struct typed t = { .run = r, .defs = reg->defs, .kind = k,
	    .ok = true };

	t.text = mem_alloc(k->n * sizeof(*t.text));
	t.given = mem_alloc(k->n * sizeof(*t.given));
	t.entry.value = mem_alloc(k->n * sizeof(*t.entry.value));
	t.entry.origin = &command_line;
	for (int i = 0; i < argc; i++)
		take_word(&t, argv[i]);
	store(r, reg, &t);
	for (size_t i = 0; i < k->n; i++)
		buf_release(&t.text[i]);
	free(t.text);
	free(t.given);
	free(t.entry.value);
}

static int
run(struct run *r, int argc, char **argv)
{
	const struct kind *k;
	struct reg reg;

	if (argc < 2) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name a kind and its fields, as in: add note "
		    "case_id=S-0001 date=2026-11-22 text=..."));
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	if (common_register(r, &reg) &&
	    (k = common_kind(r, reg.defs, argv[0])) != NULL)
		add(r, &reg, k, argc - 1, argv + 1);
	reg_close(&reg);
	return 0;
}

extern const struct command cmd_add;
const struct command cmd_add = {
	.name = "add", .about = "store one record",
	.operands = "kind field=value ...", .opts = opts, .run = run
};
