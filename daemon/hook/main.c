/*
 * cetakd-hook: tells others what an office is told: webhooks, signed, and
 * mail.  An ordinary client of the API with a state of its own, which is how
 * far it has come; it holds no document and no key of the seal.  Nothing is
 * sent unless the configuration names a receiver.  Each way is a process of
 * its own; when one ends, all do, and systemd starts them anew.
 */

#include <argp.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "conf.h"
#include "fault.h"
#include "log.h"
#include "mem.h"

#include "hook.h"

#define MAIN_CONF "/etc/cetakd/cetakd.conf"
#define MAIN_FLOWS 3

const char *argp_program_version = "cetakd-hook " CETAKD_VERSION;

struct main_options {
	const char *conf;
	int debug;
};

struct main_flow {
	struct hook hook;
	void (*run)(struct hook *h);
	pid_t pid;
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
	case ARGP_KEY_ARG:
		argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_option main_table[] = {
	{ "config", 'c', "FILE", 0, "Configuration (" MAIN_CONF ")", 0 },
	{ "debug", 'd', NULL, 0, "Say more, to stderr", 0 }, { 0 }
};

static const struct argp main_argp = {
	.options = main_table,
	.parser = main_option,
	.doc = "Tells others what an office is told: signed webhooks and mail; "
	       "off unless [hook] url or [mail] to is set.",
};

/* ---- what there is to do ---- */

static int
main_events(const struct conf *c, int *notices, int *jobs, struct fault *f)
{
	const char *s = c->hook_events;

	*notices = strcmp(s, "notices") == 0 || strcmp(s, "notices,jobs") == 0;
	*jobs = strcmp(s, "jobs") == 0 || strcmp(s, "notices,jobs") == 0;
	if (*notices || *jobs)
		return 0;
	return fault_set(f, FAULT_CONFIG, "",
	    "[hook] events harus notices, jobs, atau notices,jobs",
	    "[hook] events must be notices, jobs, or notices,jobs");
}

/* The flows that are configured; -1 with f.  Zero is fine. */
static int
main_plan(
    const struct conf *c, struct main_flow flow[MAIN_FLOWS], struct fault *f)
{
	int n = 0, notices = 0, jobs = 0;

	if (strncmp(c->hook_server, "unix:/", 6) != 0 &&
	    !http_url_ok(c->hook_server))
		return fault_set(f, FAULT_CONFIG, "",
		    "[hook] server harus unix:/ atau https://",
		    "[hook] server must be unix:/ or https://");
	if (*c->hook_url && main_events(c, &notices, &jobs, f) < 0)
		return -1;
	if (notices)
		flow[n++] = (struct main_flow){ .run = web_run,
			.hook = {
			    .name = "web-notice", .path = "/v1/notices" } };
	if (jobs)
		flow[n++] = (struct main_flow){ .run = web_run,
			.hook = { .name = "web-event", .path = "/v1/events" } };
	if (*c->mail_to)
		flow[n++] = (struct main_flow){ .run = mail_run,
			.hook = { .name = "mail", .path = "/v1/notices" } };
	for (int i = 0; i < n; i++) {
		flow[i].hook.conf = c;
		if ((flow[i].run == web_run ? web_ready : mail_ready)(
			&flow[i].hook, f) < 0)
			return -1;
	}
	return n;
}

/* The token of the API; that there is none is no fault. */
static int
main_token(const struct conf *c, char **ret_token, struct fault *f)
{
	struct buf b = { 0 };
	int rc = 0;

	if (buf_read_file(&b, c->hook_token, 4096) < 0) {
		if (errno != ENOENT)
			rc = fault_set(f, FAULT_CONFIG, "",
			    "[hook] token: %s tidak terbaca",
			    "[hook] token: %s cannot be read", c->hook_token);
	} else {
		size_t n = strspn(buf_str(&b), "0123456789abcdef");

		if (n > 0 &&
		    buf_str(&b)[n + strspn(buf_str(&b) + n, "\r\n")] == '\0')
			*ret_token = mem_strndup(buf_str(&b), n);
		else
			rc = fault_set(f, FAULT_CONFIG, "",
			    "[hook] token: %s bukan token",
			    "[hook] token: %s is no token", c->hook_token);
	}
	buf_release(&b);
	return rc;
}

/* ---- one flow ---- */

static _Noreturn void
main_follow(struct main_flow *w)
{
	struct hook *h = &w->hook;
	const char *dir = h->conf->hook_state;
	struct fault f = { 0 };
	int rc;

	rc = cursor_read(dir, h->name, &h->seq, &f);
	if (rc < 0) {
		log_warnx("%s: %s", h->name, f.en);
		_exit(EX_DATAERR);
	}
	while (rc == 0) { /* from now on, and never from earlier */
		if (source_newest(h, &h->seq, &f) == 0 &&
		    cursor_write(dir, h->name, h->seq, &f) == 0)
			rc = 1;
		else
			pause_failed(h, 0, f.en);
	}
	pause_over(h);
	log_info(
	    "%s: follows %s after %lld", h->name, h->path, (long long)h->seq);
	for (;;)
		w->run(h);
}

static void
main_begin(struct main_flow *w)
{
	pid_t above = getpid();

	w->pid = fork();
	if (w->pid < 0)
		fatal("fork");
	if (w->pid > 0)
		return;
	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != above) /* it was gone before */
		_exit(EX_TEMPFAIL);
	main_follow(w);
}

/* Until one ends. */
static int
main_watch(struct main_flow flow[MAIN_FLOWS], int n)
{
	int status = 0;
	pid_t ended;

	for (int i = 0; i < n; i++)
		main_begin(&flow[i]);
	while ((ended = waitpid(-1, &status, 0)) < 0 && errno == EINTR)
		;
	for (int i = 0; i < n; i++) {
		if (flow[i].pid == ended)
			log_warnx("%s ended", flow[i].hook.name);
		else
			(void)kill(flow[i].pid, SIGTERM);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : EX_TEMPFAIL;
}

static int
main_run(const struct conf *c)
{
	struct main_flow flow[MAIN_FLOWS] = { 0 };
	struct fault f = { 0 };
	char *token = NULL;
	int rc, n = main_plan(c, flow, &f);

	if (n < 0 || (n > 0 && main_token(c, &token, &f) < 0)) {
		log_warnx("%s", f.en);
		rc = fault_exit(f.code);
	} else if (n == 0) {
		log_info("neither [hook] url nor [mail] to is set: "
			 "nothing to do");
		rc = EX_OK;
	} else if (mkdir(c->hook_state, 0700) < 0 && errno != EEXIST) {
		log_warn("%s", c->hook_state);
		rc = EX_CANTCREAT;
	} else {
		for (int i = 0; i < n; i++)
			flow[i].hook.token = token;
		rc = main_watch(flow, n);
	}
	for (int i = 0; i < MAIN_FLOWS; i++)
		buf_release(&flow[i].hook.key);
	free(token);
	return rc;
}

int
main(int argc, char **argv)
{
	struct main_options o = { .conf = MAIN_CONF };
	struct conf c = { 0 };
	struct fault f = { 0 };
	int rc;

	log_init("cetakd-hook");
	argp_err_exit_status = EX_USAGE;
	if (argp_parse(&main_argp, argc, argv, 0, NULL, &o) != 0)
		return EX_USAGE;
	log_level(o.debug);
	umask(077);
	(void)signal(SIGPIPE, SIG_IGN);
	if (conf_load(o.conf, &c, &f) < 0) {
		log_warnx("%s", f.en);
		return fault_exit(f.code);
	}
	rc = main_run(&c);
	conf_release(&c);
	return rc;
}
