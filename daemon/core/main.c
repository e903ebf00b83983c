/*
 * cetakd: the core of an authority's print server.  It keeps every job, gives
 * numbers, has pages sealed and drawn by others and says when a printer may
 * print.  It speaks to no network, holds no key, decodes no image and runs no
 * thread.  Everything it knows it can read again from its store.
 */

#include <argp.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include <systemd/sd-daemon.h>

#include "conf.h"
#include "fault.h"
#include "log.h"
#include "mem.h"

#include "core.h"
#include "life.h"

#define MAIN_CONF "/etc/cetakd/cetakd.conf"

const char *argp_program_version = "cetakd " CETAKD_VERSION;

struct main_options {
	const char *conf;
	int debug, test, print;
};

static error_t
main_option(int key, char *arg, struct argp_state *state)
{
	struct main_options *o = state->input;

	switch (key) {
	case 'c':
		o->conf = arg;
		return 0;
	case 'd':
		o->debug = 1;
		return 0;
	case 't':
		o->test = 1;
		return 0;
	case 'T':
		o->print = 1;
		return 0;
	case ARGP_KEY_ARG:
		argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_option main_table[] = {
	{ "config", 'c', "FILE", 0, "Configuration (" MAIN_CONF ")", 0 },
	{ "debug", 'd', NULL, 0, "Say more, to stderr", 0 },
	{ "test", 't', NULL, 0,
	    "Test the configuration, open what it names, and exit", 0 },
	{ "print", 'T', NULL, 0, "Print what is in effect, and exit", 0 }, { 0 }
};

static const struct argp main_argp = {
	.options = main_table,
	.parser = main_option,
	.doc = "The core of cetakd, a document print server.",
};

/* -t: every fault, one a line. */
static int
main_test(const struct conf *conf, const char *path)
{
	struct faults *fs = mem_alloc(sizeof *fs);
	int rc = EX_OK;

	if (conf_open_check(conf, fs) < 0) {
		for (size_t i = 0; i < fs->n && i < FAULTS_ROOM; i++)
			fprintf(stderr, "%s\n", fs->f[i].en);
		rc = EX_CONFIG;
	} else {
		printf("%s: good\n", path);
	}
	free(fs);
	return rc;
}

static int
main_run(struct core *c)
{
	struct fault f = { 0 };
	int rc = EX_OK;

	if (life_begin(c, &f) < 0) {
		log_warnx("%s", f.en);
		rc = fault_exit(f.code);
	} else {
		(void)sd_notify(0, "READY=1");
		log_info("ready: authority %s", c->conf.name);
		if (sd_event_loop(c->ev) < 0)
			rc = EX_SOFTWARE;
	}
	life_end(c);
	return rc;
}

int
main(int argc, char **argv)
{
	struct main_options o = { .conf = MAIN_CONF };
	struct fault f = { 0 };
	struct core *c;
	int rc;

	log_init("cetakd");
	argp_err_exit_status = EX_USAGE;
	if (argp_parse(&main_argp, argc, argv, 0, NULL, &o) != 0)
		return EX_USAGE;
	log_level(o.debug);
	umask(077);
	c = mem_alloc(sizeof *c);
	c->conf_path = o.conf;
	c->debug = o.debug;
	if (conf_load(o.conf, &c->conf, &f) < 0) {
		log_warnx("%s", f.en);
		rc = fault_exit(f.code);
	} else if (o.test) {
		rc = main_test(&c->conf, o.conf);
	} else if (o.print) {
		conf_print(&c->conf, stdout);
		rc = EX_OK;
	} else {
		rc = main_run(c);
	}
	conf_release(&c->conf);
	free(c);
	return rc;
}
