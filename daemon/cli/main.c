/*
 * cetak: the command line of a counter or an administrator.  A client of the
 * API and nothing more: whatever it may do, a program with the same token may
 * do too.
 */

#include <glob.h>
#include <locale.h>
#include <sysexits.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "mem.h"

#include "cli.h"

#define OPERANDS 64

struct parsed {
	struct cli cli;
	const char *arg[OPERANDS];
	char given[64]; /* letters of the options that stand there */
	int help, version;
};

static int
number_option(const char *arg, const char *name)
{
	long long n;

	if (mem_number(arg, 1, 200, &n) == 0)
		return ((int)n);
	fprintf(stderr, "cetak: --%s: %s\n", name,
	    say("angka 1 sampai 200", "a number from 1 to 200"));
	exit(EX_USAGE);
}

static const char **
text_option(struct cli *c, int key)
{
	switch (key) {
	case 's':
		return (&c->server);
	case 't':
		return (&c->token);
	case 'p':
		return (&c->photo);
	case 'd':
		return (&c->document);
	case 'k':
		return (&c->key);
	case 'T':
		return (&c->template_name);
	case 'S':
		return (&c->state);
	case 'C':
		return (&c->counter);
	case 'P':
		return (&c->printer);
	case 'g':
		return (&c->group);
	case 'm':
		return (&c->media);
	case 'r':
		return (&c->reason);
	case 'D':
		return (&c->data);
	case 'o':
		return (&c->output);
	case 'c':
		return (&c->country);
	case 'O':
		return (&c->org);
	case 'y':
		return (&c->days);
	default:
		return (NULL);
	}
}

static int *
flag_option(struct parsed *p, int key)
{
	switch (key) {
	case 'j':
		return (&p->cli.json);
	case 'q':
		return (&p->cli.quiet);
	case 'w':
		return (&p->cli.wait);
	case 'f':
		return (&p->cli.follow);
	case 'R':
		return (&p->cli.csr);
	case 'G':
		return (&p->cli.no_png);
	case 'h':
		return (&p->help);
	case 'V':
		return (&p->version);
	default:
		return (NULL);
	}
}

static error_t
parse(int key, char *arg, struct argp_state *state)
{
	struct parsed *p = state->input;
	size_t n = strlen(p->given);

	if (key == ARGP_KEY_ARG) {
		if (p->cli.n_arg == OPERANDS)
			argp_error(state, "too many operands");
		p->arg[p->cli.n_arg++] = arg;
		return (0);
	}
	if (key == 'n')
		p->cli.limit = number_option(arg, "limit");
	else if (key > 0 && key < 128 && text_option(&p->cli, key) != NULL)
		*text_option(&p->cli, key) = arg;
	else if (key > 0 && key < 128 && flag_option(p, key) != NULL)
		*flag_option(p, key) = 1;
	else
		return (ARGP_ERR_UNKNOWN);
	if (n + 1 < sizeof(p->given))
		p->given[n] = (char)key;
	return (0);
}

/* the command, its words taken off the operands; NULL if there is none */
static const struct cli_command *
find(struct parsed *p)
{
	const struct cli_command *k;
	const char *space;
	size_t n;

	for (k = cli_commands; k->name != NULL && p->cli.n_arg > 0; k++) {
		space = strchr(k->name, ' ');
		n = space != NULL ? (size_t)(space - k->name) : strlen(k->name);
		if (strlen(p->arg[0]) != n ||
		    strncmp(p->arg[0], k->name, n) != 0)
			continue;
		if (space != NULL &&
		    (p->cli.n_arg < 2 || strcmp(p->arg[1], space + 1) != 0))
			continue;
		p->cli.arg = p->arg + (space != NULL ? 2 : 1);
		p->cli.n_arg -= space != NULL ? 2 : 1;
		return (k);
	}
	return (NULL);
}

static void
help_options(const char *letters)
{
	const struct argp_option *o;
	char left[40];

	for (o = cli_options; o->name != NULL; o++) {
		if (strchr(letters, o->key) == NULL)
			continue;
		snprintf(left, sizeof(left), "-%c, --%s%s%s", o->key, o->name,
		    o->arg != NULL ? "=" : "", o->arg != NULL ? o->arg : "");
		printf("  %-22s %s\n", left, o->doc);
	}
}

static int
help(const struct cli_command *k)
{
	const struct cli_command *e;
	char left[64];

	if (k != NULL) {
		printf("%s: cetak %s [%s] %s\n\n%s\n\n", say("Pakai", "Usage"),
		    k->name, say("PILIHAN", "OPTION"), k->args,
		    say(k->id, k->en));
		help_options(k->options);
		help_options("stjqh");
		return (EX_OK);
	}
	printf("%s\n\n%s:\n",
	    say("cetak: baris perintah cetakd, server cetak LTSA",
		"cetak: the command line of cetakd, the LTSA print server"),
	    say("Perintah", "Commands"));
	for (e = cli_commands; e->name != NULL; e++) {
		snprintf(left, sizeof(left), "%s %s", e->name, e->args);
		printf("  %-38s %s\n", left, say(e->id, e->en));
	}
	printf("\n%s:\n", say("Pilihan", "Options"));
	help_options("stjqhV");
	printf("\n%s\n",
	    say("cetak PERINTAH --help menjelaskan satu perintah.",
		"cetak COMMAND --help explains one command."));
	return (EX_OK);
}

/* the only http.sock there is, else the usual address */
static const char *
default_server(void)
{
	const char *s = getenv("CETAK_SERVER");
	glob_t g = { 0 };

	if (s != NULL && *s != '\0')
		return (s);
	s = "http://127.0.0.1:8631";
	if (glob("/run/cetakd/*/http.sock", 0, NULL, &g) == 0 &&
	    g.gl_pathc == 1)
		s = mem_printf("unix:%s", g.gl_pathv[0]);
	globfree(&g);
	return (s);
}

static int
usable(const struct parsed *p, const struct cli_command *k)
{
	const char *g;

	for (g = p->given; *g != '\0'; g++)
		if (strchr("stjqhV", *g) == NULL &&
		    strchr(k->options, *g) == NULL) {
			fprintf(stderr, "cetak %s: %s -%c\n", k->name,
			    say("tidak mengenal", "does not take"), *g);
			return (0);
		}
	if (p->cli.n_arg >= k->least &&
	    (k->most < 0 || p->cli.n_arg <= k->most))
		return (1);
	fprintf(stderr, "%s: cetak %s %s\n", say("pakai", "usage"), k->name,
	    k->args);
	return (0);
}

int
main(int argc, char **argv)
{
	static const struct argp argp = { cli_options, parse, NULL, NULL, NULL,
		NULL, NULL };
	struct parsed p = { 0 };
	const struct cli_command *k;

	setlocale(LC_ALL, "");
	log_init("cetak");
	argp_err_exit_status = EX_USAGE;
	argp_parse(&argp, argc, argv, ARGP_NO_HELP, NULL, &p);
	if (p.version) {
		puts("cetak " CETAKD_VERSION);
		return (EX_OK);
	}
	k = find(&p);
	if (p.help)
		return (help(k));
	if (k == NULL) {
		if (p.cli.n_arg > 0)
			fprintf(stderr, "cetak: %s: %s\n",
			    say("perintah tidak dikenal", "unknown command"),
			    p.arg[0]);
		else
			help(NULL);
		return (EX_USAGE);
	}
	if (!usable(&p, k))
		return (EX_USAGE);
	if (p.cli.server == NULL)
		p.cli.server = default_server();
	if (p.cli.token == NULL)
		p.cli.token = getenv("CETAK_TOKEN");
	return (k->run(&p.cli));
}
