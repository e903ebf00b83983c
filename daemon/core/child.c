/*
 * Children of core.  A child that ends is started again after a pause that
 * doubles up to 10 s and is forgotten after half a minute of health: a broken
 * installation must not eat the machine.  Children inherit nothing but
 * descriptors 0-3.  A child that a service starts is a connection here, whose
 * end is the child's; to end it is the service's.
 */

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "log.h"
#include "mem.h"
#include "wire.h"

#include "child.h"
#include "core.h"
#include "peer.h"

#define CHILD_PAUSE 100000
#define CHILD_PAUSE_MAX 10000000
#define CHILD_HEALTHY 30000000

static int
child_on_timer(sd_event_source *s, uint64_t us, void *arg)
{
	struct child *k = arg;

	(void)s;
	(void)us;
	k->timer = sd_event_source_disable_unref(k->timer);
	child_start(k);
	return 0;
}

static void
child_again(struct child *k)
{
	if (k->core->stopping || k->timer || k->peer || k->pid > 0)
		return;
	if (loop_mono() - k->since > CHILD_HEALTHY)
		k->pause = 0;
	k->pause = k->pause ? k->pause * 2 : CHILD_PAUSE;
	if (k->pause > CHILD_PAUSE_MAX)
		k->pause = CHILD_PAUSE_MAX;
	k->timer = loop_timer(k->core, k->pause, child_on_timer, k);
}

static int
child_on_exit(sd_event_source *s, const siginfo_t *si, void *arg)
{
	struct child *k = arg;

	(void)s;
	if (!k->core->stopping)
		log_warnx("%s ended: %s %d", k->what,
		    si->si_code == CLD_EXITED ? "exit" : "signal",
		    si->si_status);
	k->pid = 0;
	k->exit = sd_event_source_disable_unref(k->exit);
	if (k->peer)
		peer_close(k->peer);
	child_again(k);
	return 0;
}

static int
child_spawn(struct child *k, int fd)
{
	char *path = mem_printf("%s/%s", k->core->conf.libexec_dir, k->program);
	char *argv[] = { path, (char *)(uintptr_t) "-c",
		(char *)(uintptr_t)k->core->conf_path,
		k->core->debug ? (char *)(uintptr_t) "-d" : NULL, NULL };
	posix_spawn_file_actions_t fa;
	posix_spawnattr_t at;
	sigset_t none, all;
	pid_t pid = 0;
	int rc;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_adddup2(&fa, fd, 3);
	posix_spawnattr_init(&at);
	posix_spawnattr_setsigmask(&at, &none);
	posix_spawnattr_setsigdefault(&at, &all);
	posix_spawnattr_setflags(
	    &at, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	rc = posix_spawn(&pid, path, &fa, &at, argv, environ);
	posix_spawn_file_actions_destroy(&fa);
	posix_spawnattr_destroy(&at);
	if (rc != 0) {
		errno = rc;
		log_warn("%s", path);
		pid = -1;
	}
	free(path);
	return pid;
}

/* Starts it: our end of its connection, or -1. */
static int
child_fork(struct child *k)
{
	int pair[2];

	if (wire_pair(pair) < 0) {
		log_warn("%s: socketpair", k->what);
		return -1;
	}
	k->pid = child_spawn(k, pair[1]);
	close(pair[1]);
	if (k->pid < 0) {
		k->pid = 0;
		close(pair[0]);
		return -1;
	}
	/* printing pages must not slow the counters */
	if (k->nice)
		(void)setpriority(PRIO_PROCESS, (id_t)k->pid, k->nice);
	if (sd_event_add_child(
		k->core->ev, &k->exit, k->pid, WEXITED, child_on_exit, k) < 0)
		fatalx("cannot watch a child");
	return pair[0];
}

static int
child_connect(struct child *k)
{
	int fd = wire_connect_now(k->served);

	if (fd < 0)
		log_warn("%s: %s", k->what, k->served);
	return fd;
}

void
child_start(struct child *k)
{
	int fd;

	if (k->core->stopping)
		return;
	k->since = loop_mono();
	fd = k->served ? child_connect(k) : child_fork(k);
	if (fd < 0) {
		child_again(k);
		return;
	}
	k->peer = peer_new(k->core, fd, k->ops, k->arg);
	k->life++;
	log_debug("%s started", k->what);
	if (k->started)
		k->started(k->arg);
}

void
child_gone(struct child *k)
{
	peer_unref(k->peer);
	k->peer = NULL;
	if (k->pid > 0) /* deaf but alive, stopped even: it must not linger */
		(void)kill(k->pid, SIGKILL);
	else if (k->served && k->since && !k->core->stopping)
		log_warnx("%s ended", k->what);
	child_again(k);
}

static int
child_on_reaped(sd_event_source *s, const siginfo_t *si, void *arg)
{
	(void)s;
	(void)si;
	(void)arg;
	return 0;
}

void
child_stop(struct child *k)
{
	k->timer = sd_event_source_disable_unref(k->timer);
	k->exit = sd_event_source_disable_unref(k->exit);
	if (k->pid > 0) {
		(void)kill(k->pid, SIGTERM);
		(void)sd_event_add_child(
		    k->core->ev, NULL, k->pid, WEXITED, child_on_reaped, NULL);
	}
	k->pid = 0;
	k->since = 0;
	if (k->peer) {
		struct peer *p = peer_ref(k->peer);

		peer_close(p);
		peer_unref(p);
	}
	k->timer = sd_event_source_disable_unref(k->timer);
}
