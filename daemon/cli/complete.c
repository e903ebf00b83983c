/*
 * Completion scripts for bash and zsh, written from the table of commands and
 * options, so that they never know less than the program.
 */

#include <sysexits.h>

#include <stdio.h>
#include <string.h>

#include "cli.h"

/* "printer" of "printer add": words of commands, once each */
static void
first_words(void)
{
	const struct cli_command *k, *e;
	size_t n;

	for (k = cli_commands; k->name != NULL; k++) {
		n = strcspn(k->name, " ");
		for (e = cli_commands; e < k; e++)
			if (strncmp(e->name, k->name, n) == 0 &&
			    (e->name[n] == ' ' || e->name[n] == '\0'))
				break;
		if (e == k)
			printf("%s%.*s", k == cli_commands ? "" : " ", (int)n,
			    k->name);
	}
}

static void
options_of(const struct cli_command *k)
{
	const struct argp_option *o;

	for (o = cli_options; o->name != NULL; o++)
		if (strchr("stjqh", o->key) != NULL ||
		    strchr(k->options, o->key) != NULL)
			printf(" --%s", o->name);
}

/* commands of two words stand before those of one, which any operand may
 * follow */
static void
cases(int two)
{
	const struct cli_command *k;

	for (k = cli_commands; k->name != NULL; k++) {
		if ((strchr(k->name, ' ') != NULL) != two)
			continue;
		printf("\t'%s'%s%s%s) words=\"$words", k->name, two ? "" : "|'",
		    two ? "" : k->name, two ? "" : " '*");
		options_of(k);
		if (k->complete[0] == '=')
			printf(" %s\" operand='' ;;\n", k->complete + 1);
		else
			printf("\" operand='%s' ;;\n", k->complete);
	}
}

/* a kind of operand whose names the server lists */
static void
listed(const char *operand, const char *command)
{
	printf("\t%s) words=\"$words $(cetak -q --json %s 2>/dev/null "
	       "| sed -n 's/.*\"name\": \"\\(.*\\)\".*/\\1/p')\" ;;\n",
	    operand, command);
}

static void
body(void)
{
	const struct cli_command *k;

	printf("\tlocal command=$1 sub=$2 words='' operand=''\n");
	printf("\tcase \"$command\" in\n\t'') words='");
	first_words();
	printf("' ;;\n\tesac\n");
	for (k = cli_commands; k->name != NULL; k++)
		if (strchr(k->name, ' ') != NULL)
			printf("\t[ \"$command\" = %.*s ] && [ -z \"$sub\" ] "
			       "&& words=\"$words %s\"\n",
			    (int)strcspn(k->name, " "), k->name,
			    strchr(k->name, ' ') + 1);
	printf("\tcase \"$command${sub:+ $sub}\" in\n");
	cases(1);
	cases(0);
	printf("\tesac\n");
}

static void
bash(void)
{
	printf("# bash completion of cetak; cetak completion bash\n"
	       "_cetak_words() {\n");
	body();
	printf("\tcase \"$operand\" in\n");
	listed("printer", "printers");
	listed("kind", "kind list");
	listed("person", "person list");
	listed("supply", "supplies");
	printf("\tesac\n"
	       "\tprintf '%%s' \"$words\"\n"
	       "\t[ \"$operand\" != file ]\n}\n"
	       "_cetak() {\n"
	       "\tlocal w list=() words\n"
	       "\tfor w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
	       "\t\tcase \"$w\" in -*) ;; *) list+=(\"$w\") ;; esac\n"
	       "\tdone\n"
	       "\tif words=$(_cetak_words \"${list[0]-}\" \"${list[1]-}\"); "
	       "then\n"
	       "\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- "
	       "\"${COMP_WORDS[COMP_CWORD]}\")\n"
	       "\telse\n"
	       "\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -f -- "
	       "\"${COMP_WORDS[COMP_CWORD]}\")\n"
	       "\tfi\n}\n"
	       "complete -o filenames -F _cetak cetak\n");
}

static void
zsh(void)
{
	printf("#compdef cetak\n"
	       "# zsh completion of cetak; cetak completion zsh\n"
	       "autoload -U +X bashcompinit && bashcompinit\n");
	bash();
}

int
complete_run(struct cli *c)
{
	if (strcmp(c->arg[0], "bash") == 0)
		bash();
	else if (strcmp(c->arg[0], "zsh") == 0)
		zsh();
	else {
		fprintf(
		    stderr, "cetak: %s\n", say("bash atau zsh", "bash or zsh"));
		return (EX_USAGE);
	}
	return (EX_OK);
}
