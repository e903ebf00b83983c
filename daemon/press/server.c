/*
 * cetakd-press as a service: systemd hands it RUN/press.sock, and every
 * connection gets a process of its own that is that printer's press, started
 * anew so that no two share the layout of their memory.  This process reads no
 * message and speaks to nobody: what a press falls for ends with it.  It
 * trusts the user whom the socket's file belongs to, which is core.
 */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "log.h"
#include "wire.h"

#include "press.h"

#define PRESSES 64
#define LINGER_MS 10000 /* between the end of its connection and SIGKILL */

struct one {
	pid_t pid;
	int core;      /* kept to see its end */
	int64_t until; /* ms: then it is killed; 0: core is there */
};

struct server {
	char **argv;
	int listener, signals;
	uid_t owner;
	int ending;
	struct one one[PRESSES];
	size_t n;
};

static int64_t
clock_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- its presses ---- */

__attribute__((noreturn)) static void
become(const struct server *s, int core, pid_t server)
{
	sigset_t none;

	/* one without its server would stay for ever if core kept it */
	if (prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0) == -1 ||
	    getppid() != server || dup2(core, PRESS_CORE) == -1 ||
	    close_range(PRESS_CORE + 1, ~0U, 0) == -1)
		_exit(EX_OSERR);
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	(void)execvp(s->argv[0], s->argv);
	log_warn("%s", s->argv[0]);
	_exit(EX_OSERR);
}

static void
take(struct server *s)
{
	int core = accept4(s->listener, NULL, NULL, SOCK_CLOEXEC), pid = 0;
	pid_t server = getpid(), child;
	unsigned uid = 0;

	if (core == -1) {
		if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED)
			log_warn("accept");
		return;
	}
	if (wire_peer(core, &uid, &pid) == -1 || uid != s->owner) {
		log_warnx(
		    "process %d of uid %u is not core: refused", pid, uid);
		(void)close(core);
		return;
	}
	if ((child = fork()) == 0)
		become(s, core, server);
	if (child == -1) {
		log_warn("fork");
		(void)close(core);
		return;
	}
	log_debug("press %d started", (int)child);
	s->one[s->n++] = (struct one){ .pid = child, .core = core };
	if (s->n == PRESSES)
		log_warnx("%d presses: further printers wait", PRESSES);
}

static void
reap(struct server *s)
{
	pid_t pid;
	size_t i;
	int st;

	while ((pid = waitpid(-1, &st, WNOHANG)) > 0) {
		if (WIFSIGNALED(st))
			log_warnx("press %d ended: signal %d", (int)pid,
			    WTERMSIG(st));
		else if (WEXITSTATUS(st) != EX_OK)
			log_warnx("press %d ended: exit %d", (int)pid,
			    WEXITSTATUS(st));
		for (i = 0; i < s->n && s->one[i].pid != pid; i++)
			;
		if (i == s->n)
			continue;
		(void)close(s->one[i].core);
		s->one[i] = s->one[--s->n];
	}
}

/* One that hangs, or is stopped, does not see that core left it. */
static void
left(struct server *s, const struct pollfd *fd, int64_t now)
{
	for (size_t i = 0; i < s->n; i++) {
		struct one *o = &s->one[i];

		if (o->until == 0 && fd[i].revents != 0)
			o->until = now + LINGER_MS;
		else if (o->until != 0 && now >= o->until)
			(void)kill(o->pid, SIGKILL);
	}
}

/* ---- its loop ---- */

static void
signalled(struct server *s)
{
	struct signalfd_siginfo si;

	if (read(s->signals, &si, sizeof(si)) != (ssize_t)sizeof(si))
		return;
	if (si.ssi_signo == SIGCHLD) {
		reap(s);
		return;
	}
	s->ending = 1;
	for (size_t i = 0; i < s->n; i++) {
		(void)kill(s->one[i].pid, SIGTERM);
		s->one[i].until = clock_ms() + LINGER_MS;
	}
}

/* Until one is to be killed; then at times, for it may take its time. */
static int
patience(const struct server *s, int64_t now)
{
	int64_t ms = -1, left_ms;

	for (size_t i = 0; i < s->n; i++) {
		if (s->one[i].until == 0)
			continue;
		left_ms = s->one[i].until - now;
		if (left_ms < 100)
			left_ms = 100;
		if (ms == -1 || left_ms < ms)
			ms = left_ms;
	}
	return (int)ms;
}

static void
loop(struct server *s)
{
	struct pollfd fd[PRESSES + 2];

	while (!s->ending || s->n > 0) {
		/* full: connections wait in the kernel */
		int open = !s->ending && s->n < PRESSES;

		for (size_t i = 0; i < s->n; i++)
			fd[i] = (struct pollfd){
				s->one[i].until == 0 ? s->one[i].core : -1, 0, 0
			};
		fd[s->n] = (struct pollfd){ s->signals, POLLIN, 0 };
		fd[s->n + 1] =
		    (struct pollfd){ open ? s->listener : -1, POLLIN, 0 };
		if (poll(fd, (nfds_t)s->n + 2, patience(s, clock_ms())) == -1) {
			if (errno != EINTR)
				fatal("poll");
			continue;
		}
		int told = fd[s->n].revents != 0;
		int asked = fd[s->n + 1].revents != 0;

		left(s, fd, clock_ms());
		if (asked)
			take(s);
		if (told)
			signalled(s);
	}
}

/* Whom the socket's file belongs to. */
static int
owner(int listener, uid_t *ret_uid)
{
	struct sockaddr_un a = { 0 };
	socklen_t n = sizeof(a) - 1; /* a path stays a string */
	struct stat st;

	if (getsockname(listener, (struct sockaddr *)&a, &n) == -1 ||
	    stat(a.sun_path, &st) == -1)
		return -1;
	*ret_uid = st.st_uid;
	return 0;
}

int
server_run(int listener, char **argv)
{
	struct server s = { .argv = argv, .listener = listener };
	sigset_t set;

	if (owner(listener, &s.owner) == -1) {
		log_warn("whose is the socket");
		return EX_OSERR;
	}
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGCHLD);
	if (sigprocmask(SIG_BLOCK, &set, NULL) == -1 ||
	    (s.signals = signalfd(-1, &set, SFD_CLOEXEC)) == -1 ||
	    fcntl(listener, F_SETFL, O_NONBLOCK) == -1)
		fatal("signalfd");
	log_info("ready");
	loop(&s);
	(void)close(s.signals);
	return EX_OK;
}
