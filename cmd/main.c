/*
 * The one main() of all programs, so that options, help, diagnostics, exit
 * status and write errors behave alike everywhere.
 *
 * PROGRAM [OPTION...] COMMAND [OPTION...] [OPERAND...]
 */
#define MATHLIB_STANDALONE
#include "cmd.h"

#include <Rmath.h>
#include <csv.h>
#include <fcntl.h>
#include <libical/ical.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <utf8proc.h>

#include "common.h"
#include "table/match.h"
#include "table/package.h"

enum { MAX_MESSAGES = 100 };

static bool help, version;

static const struct opt opts_program[] = {
	{ OPT_FLAG, 'h', "help", NULL, &help,
	    "say what the program or the command does" },
	{ OPT_FLAG, '\0', "version", NULL, &version,
	    "print the versions of the program and of its libraries" },
	GROUP(opts_register),
	{ .kind = OPT_END }
};

static const struct opt opts_help[] = {
	{ OPT_FLAG, 'h', "help", NULL, &help, "say what the command does" },
	{ .kind = OPT_END }
};

static const struct command *
find_command(const char *name)
{
	for (size_t i = 0; program.commands[i] != NULL; i++)
		if (strcmp(program.commands[i]->name, name) == 0)
			return program.commands[i];
	return NULL;
}

static void
program_help(struct buf *out)
{
	opt_usage(out, opts_program, program.name, "command [operand ...]");
	buf_addf(out, "%s: %s\n\n", program.name, program.about);
	for (size_t i = 0; program.commands[i] != NULL; i++)
		buf_addf(out, "  %-10s%s\n", program.commands[i]->name,
		    program.commands[i]->about);
	buf_addc(out, '\n');
	opt_help(out, opts_program);
}

static void
command_help(struct buf *out, const struct command *c)
{
	struct buf name = { 0 };

	buf_addf(&name, "%s %s", program.name, c->name);
	opt_usage(out, c->opts, name.p, c->operands);
	buf_addf(out, "%s: %s\n\n", name.p, c->about);
	opt_help(out, c->opts);
	opt_help(out, opts_help);
	buf_release(&name);
}

static void
print_version(struct buf *out)
{
	buf_addf(out, "%s %s\n", program.name, VERSION);
	buf_addf(out, "libcsv %d.%d.%d\n%s\nutf8proc %s\nlibsodium %s\n",
	    CSV_MAJOR, CSV_MINOR, CSV_RELEASE, match_version(),
	    utf8proc_version(), SODIUM_VERSION_STRING);
	buf_addf(out, "libical %s\nRmath %s\n", ICAL_VERSION,
	    R_VERSION_STRING);
	package_versions(out);
	if (write_xlsx_version() != NULL)
		buf_addf(out, "libxlsxwriter %s\n", write_xlsx_version());
}

static void
unknown_command(struct run *r, const char *word)
{
	const char *names[64] = { NULL };

	for (size_t i = 0; i < 63 && program.commands[i] != NULL; i++)
		names[i] = program.commands[i]->name;
	common_unknown(r, _("command"), str_of(word), names);
}

static void
try_help(const struct run *r, const char *command)
{
	fprintf(r->diag.out, _("Try '%s%s%s --help'.\n"), program.name,
	    command != NULL ? " " : "", command != NULL ? command : "");
}

static int
run_command(struct run *r, const struct command *c, int argc, char **argv)
{
	const struct opt table[] = { GROUP(c->opts), GROUP(opts_help),
	    { .kind = OPT_END } };

	if (!opt_parse(table, &argc, argv, &r->diag)) {
		try_help(r, c->name);
		return 2;
	}
	if (help) {
		command_help(&r->out.buf, c);
		return 0;
	}
	return c->run(r, argc, argv);
}

static int
run(struct run *r, int argc, char **argv)
{
	int first = opt_parse_first(opts_program, argc - 1, argv + 1,
	    &r->diag) + 1;
	const struct command *c;

	if (first == 0) {
		try_help(r, NULL);
		return 2;
	}
	if (version || (help && first == argc)) {
		if (version)
			print_version(&r->out.buf);
		else
			program_help(&r->out.buf);
		return 0;
	}
	if (first == argc) {
		struct buf usage = { 0 };

		program_help(&usage);
		fwrite(usage.p, 1, usage.len, r->diag.out);
		buf_release(&usage);
		return 2;
	}
	c = find_command(argv[first]);
	if (c == NULL) {
		unknown_command(r, argv[first]);
		return 2;
	}
	return run_command(r, c, argc - first - 1, argv + first + 1);
}

/* Where translations are: beside the definitions. */
static void
start_language(void)
{
	struct buf dir = { 0 };

	buf_addf(&dir, "%s/locale", common_share());
	lang_start(dir.p);
	buf_release(&dir);
}

/* A file that is opened must never get the number of a standard stream that
 * the caller closed: what is printed would end in it.  The wrong way round, so
 * that using them is an error still. */
static void
hold_streams(void)
{
	static const int wrong_way[] = { O_WRONLY, O_RDONLY, O_WRONLY };

	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)open("/dev/null", wrong_way[fd]);
}

int
main(int argc, char **argv)
{
	struct run r = { .program = program.name };
	int status, worst;

	hold_streams();
	/* Whatever is made holds records about children. */
	umask(077);
	/* Too large a file is an ordinary failed write. */
	signal(SIGXFSZ, SIG_IGN);
	start_language();
	r.diag = (struct diag){ .out = stderr, .program = program.name,
	    .limit = MAX_MESSAGES };
	out_init(&r.out);
	status = run(&r, argc, argv);
	/* A file is left as it was where the run could not be done. */
	if (!out_close(&r.out, status < 2 && diag_status(&r.diag) < 2,
	    &r.diag) && r.stored)
		diag_add(&r.diag, DIAG_NOTE, (struct loc){ 0 },
		    _("the record is stored; only the answer could not be "
		    "written"));
	worst = diag_finish(&r.diag);
	opt_list_release(&common.where);
	return status > worst ? status : worst;
}
