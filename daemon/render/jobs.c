/*
 * A child for each job, so that a page that crashes, stalls or eats memory
 * takes nothing with it: the parent answers for it and goes on.  Must never
 * draw in the parent what came with a job.  When all workers are busy the
 * socket is left unread, and the core waits.
 */

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "buf.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "msg.h"
#include "wire.h"

#include "jobs.h"
#include "sandbox.h"
#include "work.h"

struct worker {
	pid_t pid; /* 0: free */
	uint64_t id;
	int64_t deadline; /* ms of the monotonic clock */
	int late;
};

struct jobs {
	int sock, signals;
	struct workshop *workshop;
	struct jobs_limits limits;
	struct worker *worker;
	size_t busy;
	int stop;
};

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The child: never returns. */
static void __attribute__((noreturn))
run_child(struct jobs *j, struct wire_msg *question)
{
	struct wire_msg answer;

	/* a child of a parent that is gone has nobody to answer */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (sandbox_enter(j->limits.memory, j->limits.seconds) < 0)
		_exit(EX_OSERR);
	wire_init(&answer);
	work_answer(j->workshop, question, &answer);
	_exit(wire_send(j->sock, &answer) < 0 ? EX_IOERR : EX_OK);
}

static void
send_fault(struct jobs *j, uint64_t id, const struct fault *f)
{
	struct wire_msg m;

	wire_init(&m);
	m.type = MSG_FAULT;
	m.id = id;
	/* our own texts: no character needs an escape */
	buf_printf(&m.body,
	    "{\"code\":\"%s\",\"pointer\":\"\",\"id\":\"%s\",\"en\":\"%s\"}",
	    fault_slug(f->code), f->id, f->en);
	if (wire_send(j->sock, &m) < 0)
		log_warn("answer");
	wire_release(&m);
}

static void
start(struct jobs *j, struct wire_msg *question)
{
	struct worker *w = j->worker;
	struct fault f = { 0 };

	while (w->pid != 0)
		w++;
	w->pid = fork();
	if (w->pid == 0)
		run_child(j, question);
	if (w->pid < 0) {
		log_warn("fork");
		w->pid = 0;
		fault_set(&f, FAULT_RENDER, "",
		    "perender tidak dapat memulai pekerjaan",
		    "the renderer cannot start a job");
		send_fault(j, question->id, &f);
		return;
	}
	w->id = question->id;
	w->late = 0;
	w->deadline = now_ms() + j->limits.seconds * 2000;
	j->busy++;
}

static void
ended(struct jobs *j, struct worker *w, int status)
{
	struct fault f = { 0 };

	j->busy--;
	w->pid = 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == EX_OK)
		return;
	if (w->late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
		fault_set(&f, FAULT_RENDER, "",
		    "halaman melewati batas waktu perender",
		    "the page took longer than the renderer may");
	else
		fault_set(&f, FAULT_RENDER, "",
		    "perender berhenti di tengah halaman",
		    "the renderer died in the middle of a page");
	log_warnx("a job's process ended with %s %d",
	    WIFSIGNALED(status) ? "signal" : "code",
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	send_fault(j, w->id, &f);
}

static void
reap(struct jobs *j)
{
	int status;
	pid_t pid;

	while (j->busy > 0 && (pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (long long i = 0; i < j->limits.workers; i++)
			if (j->worker[i].pid == pid)
				ended(j, &j->worker[i], status);
}

/* Kills what is late; ms until the next deadline, -1 none. */
static int
deadlines(struct jobs *j)
{
	int64_t now = now_ms(), next = -1;

	for (long long i = 0; i < j->limits.workers; i++) {
		struct worker *w = &j->worker[i];

		if (w->pid == 0 || w->late)
			continue;
		if (w->deadline <= now) {
			w->late = 1;
			kill(w->pid, SIGKILL);
		} else if (next < 0 || w->deadline - now < next)
			next = w->deadline - now;
	}
	return (int)next;
}

static void
take_signals(struct jobs *j)
{
	struct signalfd_siginfo s;

	while (read(j->signals, &s, sizeof(s)) == (ssize_t)sizeof(s))
		if (s.ssi_signo != SIGCHLD)
			j->stop = 1;
	reap(j);
}

static void
take_question(struct jobs *j)
{
	struct wire_msg question, answer;
	int rc;

	wire_init(&question);
	wire_init(&answer);
	rc = wire_recv(j->sock, &question);
	if (rc < 0 && (errno == EAGAIN || errno == EINTR))
		goto out;
	if (rc <= 0) {
		if (rc < 0)
			log_warn("core");
		j->stop = 1;
	} else if (question.type == MSG_TEMPLATE) {
		work_template(j->workshop, &question, &answer);
		if (wire_send(j->sock, &answer) < 0)
			log_warn("answer");
	} else if (question.type == MSG_RENDER || question.type == MSG_PHOTO)
		start(j, &question);
	else {
		log_warnx("core sent message type %u", question.type);
		j->stop = 1;
	}
out:
	wire_release(&question);
	wire_release(&answer);
}

static int
open_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int
jobs_serve(int sock, struct workshop *w, const struct jobs_limits *l)
{
	struct jobs j = { .sock = sock, .workshop = w, .limits = *l };
	struct pollfd p[2];
	struct fault f;

	if (sandbox_prepare(&f) < 0) {
		log_warnx("%s", f.en);
		return EX_OSERR;
	}
	j.signals = open_signals();
	j.worker = mem_array(NULL, (size_t)l->workers, sizeof(*j.worker));
	memset(j.worker, 0, (size_t)l->workers * sizeof(*j.worker));
	while (!j.stop) {
		/* a negative descriptor is passed over */
		p[0].fd = (long long)j.busy < l->workers ? sock : ~sock;
		p[1].fd = j.signals;
		p[0].events = p[1].events = POLLIN;
		if (poll(p, 2, deadlines(&j)) < 0 && errno != EINTR)
			fatal("poll");
		if (p[1].revents)
			take_signals(&j);
		if (p[0].fd >= 0 && p[0].revents)
			take_question(&j);
	}
	for (long long i = 0; i < l->workers; i++)
		if (j.worker[i].pid != 0)
			kill(j.worker[i].pid, SIGKILL);
	close(j.signals);
	free(j.worker);
	return EX_OK;
}
