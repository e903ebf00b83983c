/*
 * The keeper: after the permit it leaves cupsd's session, runs the real
 * backend there and tells core how it ended.  cupsd may be stopped, killed or
 * upgraded meanwhile: neither the sheet nor the report depends on it.  It must
 * never run a backend twice.  It trusts cupsd's arguments as far as cupsd's
 * own backend would.
 */

#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crash.h"
#include "mem.h"

#include "gate.h"

#define REPORT_SECONDS 3600 /* how long core may be away at the end */
/* Shorter than core's own patience with a gate that is gone (resume-seconds,
 * 10): a report that core could not keep is said again in time. */
#define ANSWER_MS 5000

int64_t
run_patience(int64_t usual)
{
	const char *s = getenv("CETAK_GATE_SECONDS");
	long long n;

	return s != NULL && mem_number(s, 0, 86400, &n) == 0 ? n : usual;
}

/* cupsd runs a backend that others may execute as its own user; so do we.
 * -1 when that user cannot be had. */
static int
drop_root(const char *program)
{
	struct stat st;
	struct passwd *pw;

	if (geteuid() != 0 || stat(program, &st) == -1 ||
	    (st.st_mode & (S_IXGRP | S_IXOTH)) == 0)
		return 0;
	if ((pw = getpwnam("lp")) == NULL)
		return 0;
	if (setgroups(0, NULL) == -1 || setgid(pw->pw_gid) == -1 ||
	    setuid(pw->pw_uid) == -1)
		return -1;
	return 0;
}

/* The child: the document as standard input and by name, one copy, and the
 * descriptors 3 and 4 that cupsd gave for the back and side channels. */
static _Noreturn void
backend(const struct run *r, const sigset_t *mask)
{
	char *argv[] = { mem_strdup(r->uri), r->argv[1], r->argv[2], r->argv[3],
		mem_strdup("1"), r->argv[5], mem_strdup("/dev/fd/0"), NULL };

	(void)sigprocmask(SIG_SETMASK, mask, NULL);
	if (dup2(r->document, 0) == -1 ||
	    setenv("DEVICE_URI", r->uri, 1) == -1 ||
	    drop_root(r->program) == -1)
		_exit(1);
	(void)execv(r->program, argv);
	_exit(1);
}

static int
exit_code(int status)
{
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	return 128 + (WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

/* Until the backend ends; a core that comes back is told that its gate still
 * lives. */
static int
wait_backend(pid_t pid, int sigfd, struct ask *a, const char *who)
{
	struct signalfd_siginfo si;
	struct pollfd p[2];
	int status;

	for (;;) {
		if (waitpid(pid, &status, WNOHANG) == pid)
			return exit_code(status);
		if (a->sock == -1 && ask_connect(a) == 0)
			(void)ask_tell(a, MSG_RESUME, who);
		p[0] = (struct pollfd){ .fd = sigfd, .events = POLLIN };
		p[1] = (struct pollfd){ .fd = a->sock, .events = POLLIN };
		if (poll(p, 2, a->sock == -1 ? 1000 : -1) == -1)
			continue;
		if (p[0].revents != 0)
			(void)!read(sigfd, &si, sizeof(si));
		if (a->sock != -1 && p[1].revents != 0)
			ask_drain(a);
	}
}

/* A fresh connection begins with RESUME: core must know whose it is. */
static void
report(struct ask *a, const char *who, int rc, long long bytes)
{
	char *body = mem_printf("%s %d %lld", who, rc, bytes);
	int64_t end = ask_clock() + run_patience(REPORT_SECONDS);
	struct buf text = { 0 };
	int answer = -1;

	crash_point("gate-before-report");
	while (answer == -1 && ask_clock() <= end) {
		if (a->sock == -1 &&
		    (ask_connect(a) == -1 ||
			ask_question(a, MSG_RESUME, who, ANSWER_MS, &text) ==
			    -1)) {
			ask_wait(a);
			continue;
		}
		answer = ask_question(a, MSG_REPORT, body, ANSWER_MS, &text);
	}
	crash_point("gate-after-report");
	if (answer == -1)
		(void)fprintf(stderr,
		    "ERROR: cetak-gate: the report of %s "
		    "could not be given\n",
		    who);
	buf_release(&text);
	free(body);
}

void
run_keep(const struct run *r, struct ask *a, const char *who)
{
	sigset_t child, old;
	struct stat st;
	pid_t pid;
	int sigfd, rc;

	(void)setsid();
	(void)sigemptyset(&child);
	(void)sigaddset(&child, SIGCHLD);
	(void)sigprocmask(SIG_BLOCK, &child, &old);
	sigfd = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fstat(r->document, &st) == -1)
		st.st_size = 0;
	if ((pid = fork()) == 0)
		backend(r, &old);
	rc = pid == -1 ? 1 : wait_backend(pid, sigfd, a, who);
	report(a, who, rc, pid == -1 ? 0 : (long long)st.st_size);
	ask_release(a);
	exit(rc == 0 ? GATE_OK : GATE_CANCEL);
}
