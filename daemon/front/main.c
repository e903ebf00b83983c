/*
 * cetakd-front: HTTP before core.  It listens on loopback and on a Unix
 * socket, takes apart what strangers send and hands core one compact message
 * per request.  It opens no file of the store and holds no key.  One thread,
 * one epoll: nothing here may block.
 */

#include <argp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sysexits.h>
#include <unistd.h>

#include <systemd/sd-daemon.h>

#include "fault.h"
#include "log.h"
#include "mem.h"
#include "wire.h"

#include "front.h"
#include "http.h"
#include "link.h"
#include "loop.h"
#include "sock.h"
#include "stream.h"

#define HEARTBEAT 15 /* seconds */
#define DRAIN_MS 5000

const char *argp_program_version = "cetakd-front " CETAKD_VERSION;

struct program {
	struct front front;
	int tick, signals;
	int seconds;
	int64_t until; /* draining ends, loop_now() */
};

static error_t
option(int key, char *arg, struct argp_state *state)
{
	struct front *f = state->input;

	switch (key) {
	case 'c':
		f->conf_path = arg;
		return 0;
	case 'd':
		log_level(1);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_option options[] = {
	{ "config", 'c', "FILE", 0, "Read FILE, not /etc/cetakd/cetakd.conf",
	    0 },
	{ "debug", 'd', NULL, 0, "Say more, on stderr", 0 },
	{ 0 },
};

static const struct argp argp = {
	.options = options,
	.parser = option,
	.doc = "HTTP server of cetakd: takes requests on loopback and "
	       "RUN/http.sock and asks cetakd.",
};

static void
stirred(void *ctx, uint32_t events)
{
	(void)ctx;
	(void)events; /* the loop runs both servers after each turn */
}

static int
serve(struct program *p, int i, int sock)
{
	struct front *f = &p->front;

	f->http[i] = http_start(f, sock, i == 1);
	if (f->http[i] == NULL) {
		log_warnx("libmicrohttpd refuses the socket");
		close(sock);
		return EX_OSERR;
	}
	loop_watch(f->loop, http_fd(f->http[i]), EPOLLIN, stirred, p);
	return EX_OK;
}

static int
complain(const struct fault *f)
{
	log_warnx("%s", f->en);
	return fault_exit(f->code);
}

static int
listen_tcp(struct program *p)
{
	struct fault f;
	int sock = wire_listen_fd("tcp");

	if (sock < 0 && p->front.conf.listen[0] == '\0')
		return EX_OK;
	if (sock < 0 && sock_tcp(p->front.conf.listen, &sock, &f) < 0)
		return complain(&f);
	log_info("listening on port %d", sock_port(sock));
	return serve(p, 0, sock);
}

static int
listen_unix(struct program *p)
{
	struct fault f;
	char *path = mem_printf("%s/http.sock", p->front.conf.run_dir);
	int sock = wire_listen_fd("http"), rc;

	if (sock < 0 && sock_unix(path, &sock, &f) < 0)
		rc = complain(&f);
	else
		rc = serve(p, 1, sock);
	free(path);
	return rc;
}

/* What cannot change while we run, by the key's name; NULL = all may. */
static const char *
fixed(const struct conf *a, const struct conf *b)
{
	if (strcmp(a->name, b->name) != 0)
		return "authority.name";
	if (strcmp(a->run_dir, b->run_dir) != 0)
		return "paths.run";
	return strcmp(a->listen, b->listen) != 0 ? "http.listen" : NULL;
}

/* What is read per request changes; sockets stay as they are. */
static void
reload(struct front *front)
{
	const char *key;
	struct conf conf;
	struct fault f;

	sd_notify(0, "RELOADING=1");
	if (conf_load(front->conf_path, &conf, &f) < 0) {
		log_warnx("configuration kept: %s", f.en);
	} else if ((key = fixed(&front->conf, &conf)) != NULL) {
		log_warnx("configuration kept: %s needs a restart", key);
		conf_release(&conf);
	} else {
		conf_release(&front->conf);
		front->conf = conf;
		log_info("configuration read again");
	}
	sd_notify(0, "READY=1");
}

static void
signalled(void *ctx, uint32_t events)
{
	struct program *p = ctx;
	struct signalfd_siginfo s;

	(void)events;
	while (read(p->signals, &s, sizeof(s)) == (ssize_t)sizeof(s)) {
		if (s.ssi_signo == SIGHUP) {
			reload(&p->front);
			continue;
		}
		if (p->front.stopping)
			continue;
		p->front.stopping = 1;
		p->until = loop_now() + DRAIN_MS;
		sd_notify(0, "STOPPING=1");
		for (int i = 0; i < 2; i++)
			if (p->front.http[i] != NULL)
				http_quiesce(p->front.http[i]);
		stream_end_all(&p->front);
	}
}

static void
ticked(void *ctx, uint32_t events)
{
	struct program *p = ctx;

	(void)events;
	loop_timer_ack(p->tick);
	link_tick(p->front.link);
	sd_notify(0, "WATCHDOG=1");
	if (++p->seconds % HEARTBEAT == 0)
		stream_heartbeat(&p->front);
}

static void
set_up(struct program *p)
{
	struct rlimit files;
	sigset_t set;

	if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
		files.rlim_cur = files.rlim_max < 8192 ? files.rlim_max : 8192;
		(void)setrlimit(RLIMIT_NOFILE, &files);
	}
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	p->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	if (p->signals < 0)
		fatal("signalfd");
	p->front.loop = loop_new();
	p->tick = loop_timer();
	loop_timer_set(p->tick, 1000, 1000);
	loop_watch(p->front.loop, p->tick, EPOLLIN, ticked, p);
	loop_watch(p->front.loop, p->signals, EPOLLIN, signalled, p);
	p->front.link = link_new(&p->front);
}

static void
turn(struct front *f)
{
	int ms = -1, t;

	for (int i = 0; i < 2; i++) {
		t = f->http[i] == NULL ? -1 : http_timeout(f->http[i]);
		if (t >= 0 && (ms < 0 || t < ms))
			ms = t;
	}
	loop_wait(f->loop, ms);
	for (int i = 0; i < 2; i++)
		if (f->http[i] != NULL)
			http_run(f->http[i]);
}

static void
run(struct program *p)
{
	struct front *f = &p->front;

	while (!f->stopping)
		turn(f);
	while (link_open(f->link) > 0 && loop_now() < p->until)
		turn(f);
}

static void
tear_down(struct program *p)
{
	struct front *f = &p->front;

	/* answers what is still open; then nothing is suspended */
	link_free(f->link);
	f->link = NULL;
	stream_end_all(f);
	for (int i = 0; i < 2; i++) {
		if (f->http[i] == NULL)
			continue;
		http_run(f->http[i]);
		http_run(f->http[i]);
		loop_forget(f->loop, http_fd(f->http[i]));
		http_stop(f->http[i]);
	}
	close(p->tick);
	close(p->signals);
	loop_free(f->loop);
	free(f->certificate);
	conf_release(&f->conf);
}

int
main(int argc, char **argv)
{
	struct program p = { 0 };
	struct fault f;
	int rc;

	log_init("cetakd-front");
	p.front.conf_path = "/etc/cetakd/cetakd.conf";
	argp_err_exit_status = EX_USAGE;
	argp_parse(&argp, argc, argv, 0, NULL, &p.front);
	if (conf_load(p.front.conf_path, &p.front.conf, &f) < 0)
		return complain(&f);
	set_up(&p);
	rc = listen_tcp(&p);
	if (rc == EX_OK)
		rc = listen_unix(&p);
	if (rc == EX_OK) {
		sd_notify(0, "READY=1");
		run(&p);
	}
	tear_down(&p);
	return rc;
}
