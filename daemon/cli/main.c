/*
 * cetak: the command line of a counter or an administrator.  A client of the
 * API and nothing more: whatever it may do, a program with the same token may
 * do too.
 */

#include <glob.h>
#include <locale.h>
#include <sysexits.h>

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "mem.h"

#include "cli.h"

#define OPERANDS 256
#define HELP_LEFT 40

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

/* Where the value of an option goes. */
static const struct {
	int key;
	size_t at;
} text_options[] = {
	{ 's', offsetof(struct cli, server) },
	{ 't', offsetof(struct cli, token) },
	{ 'p', offsetof(struct cli, photo) },
	{ 'd', offsetof(struct cli, document) },
	{ 'k', offsetof(struct cli, key) },
	{ 'T', offsetof(struct cli, template_name) },
	{ 'S', offsetof(struct cli, state) },
	{ 'C', offsetof(struct cli, counter) },
	{ 'P', offsetof(struct cli, printer) },
	{ 'g', offsetof(struct cli, group) },
	{ 'm', offsetof(struct cli, media) },
	{ 'r', offsetof(struct cli, reason) },
	{ 'D', offsetof(struct cli, data) },
	{ 'o', offsetof(struct cli, output) },
	{ 'c', offsetof(struct cli, country) },
	{ 'O', offsetof(struct cli, org) },
	{ 'y', offsetof(struct cli, days) },
	{ 'F', offsetof(struct cli, full_name) },
	{ 'H', offsetof(struct cli, title) },
	{ 'I', offsetof(struct cli, staff_number) },
	{ 'E', offsetof(struct cli, role) },
	{ 'u', offsetof(struct cli, person) },
	{ 'W', offsetof(struct cli, with) },
	{ 'Z', offsetof(struct cli, at) },
	{ 'i', offsetof(struct cli, manner) },
	{ 'N', offsetof(struct cli, note) },
	{ 'v', offsetof(struct cli, delivery) },
	{ 'x', offsetof(struct cli, price) },
	{ 'a', offsetof(struct cli, to) },
	{ 'K', offsetof(struct cli, kind) },
	{ 'L', offsetof(struct cli, place) },
	{ 'b', offsetof(struct cli, serial) },
	{ 'Q', offsetof(struct cli, qr) },
	{ 'M', offsetof(struct cli, mrz) },
	{ 'A', offsetof(struct cli, paper) },
	{ 'B', offsetof(struct cli, paper_number) },
	{ 'J', offsetof(struct cli, job) },
	{ CLI_KEY_BY, offsetof(struct cli, by) },
	{ CLI_KEY_FROM, offsetof(struct cli, from) },
	{ CLI_KEY_XLSX, offsetof(struct cli, xlsx) },
	{ CLI_KEY_RESIDUAL, offsetof(struct cli, residual) },
	{ CLI_KEY_MONTHS, offsetof(struct cli, months) },
	{ CLI_KEY_YIELD, offsetof(struct cli, yield) },
	{ CLI_KEY_MINIMUM, offsetof(struct cli, minimum) },
	{ CLI_KEY_TARGET, offsetof(struct cli, target) },
	{ CLI_KEY_MODELS, offsetof(struct cli, models) },
	{ CLI_KEY_MARKER, offsetof(struct cli, marker) },
	{ CLI_KEY_SUPPLIER, offsetof(struct cli, supplier) },
	{ CLI_KEY_BUDGET, offsetof(struct cli, budget) },
	{ CLI_KEY_DATE, offsetof(struct cli, date) },
	{ CLI_KEY_ENDED, offsetof(struct cli, ended) },
	{ CLI_KEY_BACK, offsetof(struct cli, back) },
	{ CLI_KEY_PAGES, offsetof(struct cli, pages) },
	{ CLI_KEY_GRACE, offsetof(struct cli, grace) },
	{ CLI_KEY_PLAN, offsetof(struct cli, plan) },
	{ CLI_KEY_VISITS, offsetof(struct cli, visits) },
};
static const struct {
	int key;
	size_t at;
} flag_options[] = {
	{ 'j', offsetof(struct parsed, cli.json) },
	{ 'q', offsetof(struct parsed, cli.quiet) },
	{ 'w', offsetof(struct parsed, cli.wait) },
	{ 'f', offsetof(struct parsed, cli.follow) },
	{ 'R', offsetof(struct parsed, cli.csr) },
	{ 'G', offsetof(struct parsed, cli.no_png) },
	{ 'z', offsetof(struct parsed, cli.descending) },
	{ 'Y', offsetof(struct parsed, cli.pass) },
	{ 'X', offsetof(struct parsed, cli.fail) },
	{ 'U', offsetof(struct parsed, cli.refuse) },
	{ CLI_KEY_CSV, offsetof(struct parsed, cli.csv) },
	{ CLI_KEY_PDF, offsetof(struct parsed, cli.pdf) },
	{ CLI_KEY_WARRANTY, offsetof(struct parsed, cli.warranty) },
	{ 'h', offsetof(struct parsed, help) },
	{ 'V', offsetof(struct parsed, version) },
};

/* 1 when key is such an option, which is then set */
static int
set_text(struct cli *c, int key, const char *arg)
{
	size_t i;

	for (i = 0; i < sizeof(text_options) / sizeof(text_options[0]); i++)
		if (text_options[i].key == key) {
			memcpy(
			    (char *)c + text_options[i].at, &arg, sizeof(arg));
			return (1);
		}
	return (0);
}

static int
set_flag(struct parsed *p, int key)
{
	static const int one = 1;
	size_t i;

	for (i = 0; i < sizeof(flag_options) / sizeof(flag_options[0]); i++)
		if (flag_options[i].key == key) {
			memcpy(
			    (char *)p + flag_options[i].at, &one, sizeof(one));
			return (1);
		}
	return (0);
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
	else if (!set_text(&p->cli, key, arg) && !set_flag(p, key))
		return (ARGP_ERR_UNKNOWN);
	if (n + 1 < sizeof(p->given))
		p->given[n] = (char)key;
	return (0);
}

/* 1 when word is the first of two that name a command */
static int
names_group(const char *word)
{
	const struct cli_command *k;
	size_t n = strlen(word);

	for (k = cli_commands; k->name != NULL; k++)
		if (strncmp(k->name, word, n) == 0 && k->name[n] == ' ')
			return (1);
	return (0);
}

static const struct cli_command *
take_words(struct parsed *p, const struct cli_command *k, int words)
{
	if (k == NULL ||
	    (words == 1 && k->most == 0 && p->cli.n_arg > 1 &&
		names_group(p->arg[0])))
		return (NULL);
	p->cli.arg = p->arg + words;
	p->cli.n_arg -= words;
	return (k);
}

/* the command, its words taken off the operands; NULL if there is none */
static const struct cli_command *
find(struct parsed *p)
{
	const struct cli_command *k, *one = NULL;
	const char *space;
	size_t n;

	for (k = cli_commands; k->name != NULL && p->cli.n_arg > 0; k++) {
		space = strchr(k->name, ' ');
		n = space != NULL ? (size_t)(space - k->name) : strlen(k->name);
		if (strlen(p->arg[0]) != n ||
		    strncmp(p->arg[0], k->name, n) != 0)
			continue;
		if (space == NULL)
			one = k;
		else if (p->cli.n_arg > 1 && strcmp(p->arg[1], space + 1) == 0)
			return (take_words(p, k, 2));
	}
	return (take_words(p, one, 1));
}

static void
help_options(const char *letters)
{
	const struct argp_option *o;
	char left[40];

	for (o = cli_options; o->name != NULL; o++) {
		if (strchr(letters, o->key) == NULL)
			continue;
		snprintf(left, sizeof(left), "%c%c, --%s%s%s",
		    o->key > ' ' ? '-' : ' ', o->key > ' ' ? o->key : ' ',
		    o->name, o->arg != NULL ? "=" : "",
		    o->arg != NULL ? o->arg : "");
		if (o->key <= ' ')
			memset(left, ' ', 4);
		printf("  %-22s %s\n", left, o->doc);
	}
}

/* A command whose operands leave no room has its line below. */
static void
help_line(const struct cli_command *k)
{
	int n = printf("  %s %s", k->name, k->args);

	if (n > HELP_LEFT) {
		putchar('\n');
		n = 0;
	}
	printf("%*s %s\n", HELP_LEFT - n, "", say(k->id, k->en));
}

static void
help_commands(void)
{
	static const struct {
		const char *id, *en;
	} heads[CLI_GROUP_N] = {
		[CLI_JOB] = { "Pekerjaan", "Jobs" },
		[CLI_SHEET] = { "Lembar yang keluar", "Sheets that came out" },
		[CLI_STOCK] = { "Blangko bernomor", "Numbered blanks" },
		[CLI_MONEY] = { "Biaya dan laporan", "Money and reports" },
		[CLI_UPKEEP] = { "Bahan dan servis", "Supplies and service" },
		[CLI_OFFICE] = { "Kantor", "The office" },
		[CLI_SERVER] = { "Server dan templat",
		    "The server and templates" },
	};
	const struct cli_command *k;
	int g;

	for (g = 0; g < CLI_GROUP_N; g++) {
		printf("%s:\n", say(heads[g].id, heads[g].en));
		for (k = cli_commands; k->name != NULL; k++)
			if ((int)k->group == g)
				help_line(k);
		putchar('\n');
	}
}

/* what begins with this word */
static void
help_group(const char *word)
{
	const struct cli_command *k;
	size_t n = strlen(word);

	for (k = cli_commands; k->name != NULL; k++)
		if (strncmp(k->name, word, n) == 0 && k->name[n] == ' ')
			help_line(k);
}

static void
help_command(const struct cli_command *k)
{
	printf("%s: cetak %s [%s] %s\n\n%s\n\n", say("Pakai", "Usage"), k->name,
	    say("PILIHAN", "OPTION"), k->args, say(k->id, k->en));
	help_options(k->options);
	help_options("stjqh");
	if (k->reasons != 0) {
		printf(
		    "\n%s:\n", say("Kode untuk --reason", "Codes of --reason"));
		office_codes(k->reasons);
	}
	if (names_group(k->name)) {
		printf("\n%s:\n", say("Juga", "Also"));
		help_group(k->name);
	}
}

static int
help(const struct cli_command *k)
{
	if (k != NULL) {
		help_command(k);
		return (EX_OK);
	}
	printf("%s\n\n",
	    say("cetak: baris perintah cetakd, server cetak LTSA",
		"cetak: the command line of cetakd, the LTSA print server"));
	help_commands();
	printf("%s:\n", say("Pilihan", "Options"));
	help_options("stjqhV");
	printf("\n%s\n",
	    say("cetak PERINTAH --help menjelaskan satu perintah.",
		"cetak COMMAND --help explains one command."));
	return (EX_OK);
}

/* There is no such command: says what there is. */
static int
lost(const struct parsed *p)
{
	int group = p->cli.n_arg > 0 && names_group(p->arg[0]);

	if (p->help && group)
		help_group(p->arg[0]);
	else if (p->help || p->cli.n_arg == 0)
		help(NULL);
	else
		fprintf(stderr, "cetak: %s: %s%s%s\n",
		    say("perintah tidak dikenal", "unknown command"), p->arg[0],
		    group && p->cli.n_arg > 1 ? " " : "",
		    group && p->cli.n_arg > 1 ? p->arg[1] : "");
	if (group && !p->help)
		fprintf(stderr, "  cetak %s --help\n", p->arg[0]);
	return (p->help ? EX_OK : EX_USAGE);
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

static const char *
option_name(int key)
{
	const struct argp_option *o = cli_options;

	while (o->name != NULL && o->key != key)
		o++;
	return (o->name != NULL ? o->name : "");
}

static int
usable(const struct parsed *p, const struct cli_command *k)
{
	const char *g;

	for (g = p->given; *g != '\0'; g++)
		if (strchr("stjqhV", *g) == NULL &&
		    strchr(k->options, *g) == NULL) {
			fprintf(stderr, "cetak %s: %s --%s\n", k->name,
			    say("tidak mengenal", "does not take"),
			    option_name(*g));
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
	if (k == NULL)
		return (lost(&p));
	if (p.help)
		return (help(k));
	if (!usable(&p, k))
		return (EX_USAGE);
	if (p.cli.server == NULL)
		p.cli.server = default_server();
	if (p.cli.token == NULL)
		p.cli.token = getenv("CETAK_TOKEN");
	return (k->run(&p.cli));
}
