/*
 * cetakd-seal: holds an authority's private key and signs seals for whoever
 * may open its socket, which is core.  Touches nothing but that socket and,
 * once, its key and certificate.  A peer that sends anything but a SIGN
 * message is dropped; a refused seal is answered and logged.
 */

#include <argp.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#include <jansson.h>
#include <systemd/sd-daemon.h>

#include "conf.h"
#include "crash.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "msg.h"
#include "wire.h"

#include "newkey.h"
#include "signer.h"

#define PEERS 16
#define BURST 16 /* signed before their answers are sent, in one wake */

enum { OPT_NEW_KEY = 256, OPT_COUNTRY, OPT_ORG, OPT_DAYS, OPT_CSR };

struct options {
	const char *config;
	int debug;
	struct newkey new;
};

struct peer {
	int sock;
	struct wire_queue *queue;
	int blocked; /* answers wait for room in the socket */
};

struct server {
	const char *config;
	struct signer *signer;
	int listener, signals;
	struct peer peer[PEERS];
	size_t n;
	unsigned long long seals;
};

static void
drop(struct server *s, size_t i)
{
	wire_queue_free(s->peer[i].queue);
	(void)close(s->peer[i].sock);
	s->peer[i] = s->peer[--s->n];
}

static void
greet(struct server *s)
{
	struct wire_msg m;
	int sock =
	    accept4(s->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

	if (sock < 0) {
		if (errno != EAGAIN && errno != ECONNABORTED)
			log_warn("accept");
		return;
	}
	struct peer *p = &s->peer[s->n++];
	*p = (struct peer){ .sock = sock, .queue = wire_queue_new(sock) };
	wire_init(&m);
	m.type = MSG_HELLO;
	signer_hello(s->signer, &m.body);
	if (wire_queue_send(p->queue, &m) != 0)
		drop(s, s->n - 1);
}

static void
refusal(const struct fault *f, struct wire_msg *m)
{
	json_t *v = json_pack("{s:s,s:s,s:s,s:s}", "code", fault_slug(f->code),
	    "pointer", f->pointer, "id", f->id, "en", f->en);
	char *text = json_dumps(v, JSON_COMPACT);

	m->type = MSG_FAULT;
	buf_puts(&m->body, text != NULL ? text : "{}");
	free(text);
	json_decref(v);
}

/* -1: the peer is to be dropped. */
static int
answer(struct server *s, struct peer *p, const struct wire_msg *asked)
{
	struct wire_msg m;
	struct fault f;
	uint8_t sig[64];

	if (asked->type != MSG_SIGN || asked->nfd != 0) {
		log_warnx("a peer sent message type %u", asked->type);
		return -1;
	}
	wire_init(&m);
	m.id = asked->id;
	crash_point("seal-before-sign");
	if (signer_sign(s->signer, asked->body.p, asked->body.n, sig, &f) ==
	    0) {
		m.type = MSG_SIGNED;
		buf_put(&m.body, sig, sizeof(sig));
		s->seals++;
	} else {
		log_warnx("refused to sign: %s", f.en);
		refusal(&f, &m);
	}
	crash_point("seal-after-sign");
	return wire_queue_keep(p->queue, &m);
}

/* Reads what waits, some at a time. */
static int
serve(struct server *s, struct peer *p, struct wire_msg *m)
{
	int left = wire_queue_flush(p->queue);

	for (int i = 0; i < BURST && left == 0; i++) {
		int rc = wire_recv(p->sock, m);
		if (rc < 0 && errno == EAGAIN)
			break;
		if (rc < 0 && errno != ECONNRESET)
			log_warn("a peer's message");
		if (rc <= 0 || answer(s, p, m) != 0)
			return -1;
	}
	if (left == 0)
		left = wire_queue_flush(p->queue);
	p->blocked = left == 1;
	return left < 0 ? -1 : 0;
}

/* The new key and certificate, or the old ones and why.  Peers are let go:
 * they come back and are greeted with the new certificate. */
static void
reload(struct server *s)
{
	struct signer *next;
	struct conf c;
	struct fault f;

	if (conf_load(s->config, &c, &f) != 0) {
		log_warnx("configuration kept: %s", f.en);
		return;
	}
	if (signer_open(&c, &next, &f) != 0) {
		log_warnx("key kept: %s", f.en);
	} else {
		signer_close(s->signer);
		s->signer = next;
		while (s->n > 0)
			drop(s, s->n - 1);
		log_info("key and certificate read again");
	}
	conf_release(&c);
}

/* 1 when it is time to end. */
static int
signalled(struct server *s)
{
	struct signalfd_siginfo si;

	if (read(s->signals, &si, sizeof(si)) != (ssize_t)sizeof(si))
		return 0;
	if (si.ssi_signo != SIGHUP)
		return 1;
	(void)sd_notify(0, "RELOADING=1");
	reload(s);
	(void)sd_notify(0, "READY=1");
	return 0;
}

static void
loop(struct server *s)
{
	struct pollfd fd[PEERS + 2];
	struct wire_msg m;

	wire_init(&m);
	for (;;) {
		fd[0] = (struct pollfd){ s->signals, POLLIN, 0 };
		/* full: connections wait in the kernel */
		fd[1] = (struct pollfd){ s->n < PEERS ? s->listener : -1,
			POLLIN, 0 };
		for (size_t i = 0; i < s->n; i++)
			fd[i + 2] = (struct pollfd){ s->peer[i].sock,
				s->peer[i].blocked ? POLLOUT : POLLIN, 0 };
		if (poll(fd, (nfds_t)s->n + 2, -1) < 0 && errno != EINTR)
			fatal("poll");
		if (fd[0].revents != 0) {
			if (signalled(s))
				break;
			continue; /* the peers may be others now */
		}
		/* from the end: drop() moves the last one into the gap */
		for (size_t i = s->n; i-- > 0;)
			if (fd[i + 2].revents != 0 &&
			    serve(s, &s->peer[i], &m) != 0)
				drop(s, i);
		if (fd[1].revents != 0)
			greet(s);
	}
	wire_release(&m);
}

/* No core file, no ptrace, no swap of what a debugger could read. */
static void
harden(void)
{
	const struct rlimit none = { 0, 0 };

	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    setrlimit(RLIMIT_CORE, &none) != 0)
		fatal("prctl");
}

static int
listen_at(const struct conf *c)
{
	int fd = wire_listen_fd("seal");

	if (fd < 0) {
		char *path = mem_printf("%s/seal.sock", c->run_dir);
		fd = wire_listen(path, 0660);
		if (fd < 0)
			log_warn("%s", path);
		free(path);
	}
	if (fd >= 0)
		(void)fcntl(fd, F_SETFL, O_NONBLOCK);
	return fd;
}

static int
run(const struct options *o)
{
	struct server s = {
		.config = o->config, .listener = -1, .signals = -1
	};
	struct conf c;
	struct fault f;
	sigset_t set;
	int rc;

	harden();
	if (conf_load(o->config, &c, &f) != 0) {
		log_warnx("%s", f.en);
		return fault_exit(f.code);
	}
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0 ||
	    (s.signals = signalfd(-1, &set, SFD_CLOEXEC)) < 0)
		fatal("signalfd");
	if (signer_open(&c, &s.signer, &f) != 0) {
		log_warnx("%s", f.en);
		rc = EX_CONFIG;
		goto out;
	}
	s.listener = listen_at(&c);
	if (s.listener < 0) {
		rc = EX_OSERR;
		goto out;
	}
	(void)sd_notify(0, "READY=1");
	log_debug("ready");
	loop(&s);
	(void)sd_notify(0, "STOPPING=1");
	log_info("%llu seals signed", s.seals);
	rc = EX_OK;
out:
	while (s.n > 0)
		drop(&s, s.n - 1);
	if (s.listener >= 0)
		(void)close(s.listener);
	(void)close(s.signals);
	signer_close(s.signer);
	conf_release(&c);
	return rc;
}

static int
new_key(const struct newkey *n)
{
	struct fault f;

	harden();
	if (newkey_make(n, &f) != 0) {
		log_warnx("%s", f.en);
		return f.code == FAULT_CONFIG ? EX_USAGE : fault_exit(f.code);
	}
	printf("%s/key.pem\n%s/%s\n", n->dir, n->dir,
	    n->csr ? "request.pem" : "certificate.pem");
	return EX_OK;
}

static error_t
option(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;

	switch (key) {
	case 'c':
		o->config = arg;
		break;
	case 'd':
		o->debug = 1;
		break;
	case 'V':
		printf("cetakd-seal %s\n", CETAKD_VERSION);
		exit(EX_OK);
	case OPT_NEW_KEY:
		o->new.dir = arg;
		break;
	case OPT_COUNTRY:
		o->new.country = arg;
		break;
	case OPT_ORG:
		o->new.org = arg;
		break;
	case OPT_DAYS:
		if (mem_number(arg, 1, 36500, &o->new.days) != 0)
			argp_error(state, "--days: 1 to 36500");
		break;
	case OPT_CSR:
		o->new.csr = 1;
		break;
	case ARGP_KEY_END:
		if (o->new.dir != NULL &&
		    (o->new.country == NULL || o->new.org == NULL))
			argp_error(
			    state, "--new-key needs --country and --org");
		break;
	default:
		return ARGP_ERR_UNKNOWN;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	static const struct argp_option options[] = {
		{ "config", 'c', "FILE", 0, "configuration file", 0 },
		{ "debug", 'd', NULL, 0, "log more", 0 },
		{ "new-key", OPT_NEW_KEY, "DIR", 0,
		    "make key.pem and certificate.pem in DIR, then exit", 1 },
		{ "country", OPT_COUNTRY, "UTO", 0,
		    "issuing country: IDN, UTO or two letters", 1 },
		{ "org", OPT_ORG, "NAME", 0,
		    "the authority, as [authority] name or title", 1 },
		{ "days", OPT_DAYS, "N", 0, "validity (1826)", 1 },
		{ "csr", OPT_CSR, NULL, 0,
		    "make request.pem for a certification authority", 1 },
		{ "version", 'V', NULL, 0, "print the version", -1 },
		{ NULL, 0, NULL, 0, NULL, 0 },
	};
	static const struct argp parser = { options, option, NULL,
		"Holds the key that seals documents.", NULL, NULL, NULL };
	struct options o = { .config = "/etc/cetakd/cetakd.conf",
		.new = { .days = 1826 } };

	argp_err_exit_status = EX_USAGE;
	log_init("cetakd-seal");
	if (argp_parse(&parser, argc, argv, 0, NULL, &o) != 0)
		return EX_USAGE;
	log_level(o.debug);
	return o.new.dir != NULL ? new_key(&o.new) : run(&o);
}
