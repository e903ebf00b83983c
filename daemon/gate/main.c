/*
 * cetak-gate: a CUPS backend that stands before the real one.  It asks core
 * for the permit just before the first byte may leave, then runs the real
 * backend out of cupsd's reach and reports its end.  It must never print
 * without core's GO, and never ends in a way that makes cupsd try again.
 *
 *   DEVICE_URI  cetak-gate:AUTHORITY:REAL-URI
 *   title       cetak/JOB/TOKEN
 *
 * It trusts cupsd, which starts it as root (the file is 0700), and core,
 * which it knows by the path of its socket.  libc only.
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "crash.h"
#include "mem.h"

#include "gate.h"

#define SCHEME "cetak-gate:"
#define TITLE "cetak/"
#define PERMIT_SECONDS 60 /* how long core may be away before the permit */
#define DEVICE_SECONDS 10 /* how long the device may be away before it */
#define ANSWER_MS 30000

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

struct order {
	char *authority, *job, *token;
	const char *uri; /* of the device, within DEVICE_URI */
	char *program;
	char *socket;
	char *who; /* "JOB TOKEN" */
};

static int
refuse(const char *why)
{
	(void)fprintf(stderr, "ERROR: cetak-gate: %s\n", why);
	return -1;
}

/* The word at *p up to end, of the characters in set alone; *p goes behind
 * end.  NULL when it is something else. */
static char *
word(const char **p, char end, const char *set)
{
	size_t n = strspn(*p, set);
	char *w;

	if (n == 0 || n > 64 || (*p)[n] != end)
		return NULL;
	w = mem_strndup(*p, n);
	*p += n + (end != '\0');
	return w;
}

static int
read_order(char **argv, struct order *o)
{
	const char *p = getenv("DEVICE_URI"), *scheme, *dir;
	char *name;

	if (p == NULL || strncmp(p, SCHEME, strlen(SCHEME)) != 0)
		return refuse("the device URI is not a gate's");
	p += strlen(SCHEME);
	if ((o->authority = word(&p, ':', LOWER DIGITS "-")) == NULL)
		return refuse("the device URI names no authority");
	o->uri = scheme = p;
	if ((name = word(&scheme, ':', LOWER DIGITS)) == NULL)
		return refuse("the device URI names no device");
	if ((dir = getenv("CUPS_SERVERBIN")) == NULL)
		dir = "/usr/lib/cups";
	o->program = mem_printf("%s/backend/%s", dir, name);
	free(name);

	p = argv[3];
	if (strncmp(p, TITLE, strlen(TITLE)) != 0)
		return refuse("this queue prints for cetakd alone");
	p += strlen(TITLE);
	if ((o->job = word(&p, '/', DIGITS)) == NULL ||
	    (o->token = word(&p, '\0', LOWER UPPER DIGITS "-_")) == NULL)
		return refuse("the title is not one of cetakd's");
	o->who = mem_printf("%s %s", o->job, o->token);
	if ((dir = getenv("CETAK_RUN")) == NULL)
		dir = "/run/cetakd";
	o->socket = mem_printf("%s/%s/gate.sock", dir, o->authority);
	return 0;
}

static void
release_order(struct order *o)
{
	free(o->authority);
	free(o->job);
	free(o->token);
	free(o->program);
	free(o->socket);
	free(o->who);
}

/* The document must be in hand before the permit: afterwards its place in
 * cupsd's spool may be gone. */
static int
open_document(int argc, char **argv)
{
	static char block[65536];
	ssize_t n;
	int fd;

	if (argc == 7)
		return open(argv[6], O_RDONLY | O_CLOEXEC);
	if ((fd = memfd_create("document", MFD_CLOEXEC)) == -1)
		return -1;
	while ((n = read(0, block, sizeof(block))) != 0)
		if ((n == -1 && errno != EINTR) ||
		    (n > 0 && write(fd, block, (size_t)n) != n)) {
			(void)close(fd);
			return -1;
		}
	(void)lseek(fd, 0, SEEK_SET);
	return fd;
}

static void
tell_waiting(const char *what)
{
	(void)fprintf(stderr,
	    "STATE: +connecting-to-device\n"
	    "INFO: Waiting for %s\n",
	    what);
}

static void
tell_waited(void)
{
	(void)fputs("STATE: -connecting-to-device\n", stderr);
}

/* Core's answer, or -1 when there was no core.  A question that got no answer
 * is asked again as PERMIT, never as RESUME: if core gave the permit and was
 * killed before it said so, it refuses, and no sheet is printed. */
static int
ask_permit(struct ask *a, const struct order *o)
{
	int64_t end = ask_clock() + run_patience(PERMIT_SECONDS);
	struct buf text = { 0 };
	int answer = -1, told = 0;

	do {
		if (ask_connect(a) == 0) {
			(void)signal(SIGTERM, SIG_IGN);
			answer = ask_question(
			    a, MSG_PERMIT, o->who, ANSWER_MS, &text);
			if (answer == -1)
				(void)signal(SIGTERM, SIG_DFL);
		}
		if (answer == -1 && !told++)
			tell_waiting("cetakd");
		if (answer == -1)
			ask_wait(a);
	} while (answer == -1 && ask_clock() < end);
	if (told)
		tell_waited();
	if (answer == MSG_REFUSED)
		(void)fprintf(
		    stderr, "INFO: cetakd refused: %.200s\n", buf_str(&text));
	buf_release(&text);
	return answer;
}

/* A permit spent on a printer that is switched off would leave a doubt for a
 * person to settle: look first. */
static int
find_device(struct ask *a, const struct order *o)
{
	int64_t end = ask_clock() + DEVICE_SECONDS;
	int found = device_answers(o->uri);

	if (found)
		return 0;
	tell_waiting("the printer");
	while (!found && ask_clock() < end) {
		ask_wait(a);
		found = device_answers(o->uri);
	}
	tell_waited();
	return found ? 0 : refuse("the printer does not answer");
}

static int
pass(char **argv, const struct order *o, int document)
{
	struct ask a;
	struct run r = { o->program, o->uri, argv, document };
	pid_t pid;
	int status, answer;

	ask_init(&a, o->socket);
	if (find_device(&a, o) == -1) {
		ask_release(&a);
		return GATE_CANCEL;
	}
	crash_point("gate-before-permit");
	answer = ask_permit(&a, o);
	if (answer != MSG_GO) {
		if (answer != MSG_REFUSED)
			(void)refuse("no answer from cetakd");
		ask_release(&a);
		return GATE_CANCEL;
	}
	crash_point("gate-after-permit");
	/* The keeper outlives us if cupsd kills us. */
	if ((pid = fork()) == 0)
		run_keep(&r, &a, o->who);
	ask_release(&a);
	if (pid == -1)
		return GATE_CANCEL;
	while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
		continue;
	return WIFEXITED(status) ? WEXITSTATUS(status) : GATE_CANCEL;
}

static int
tool(const char *option)
{
	if (strcmp(option, "--version") == 0) {
		(void)puts("cetak-gate " CETAKD_VERSION);
		return 0;
	}
	if (strcmp(option, "--help") == 0) {
		(void)puts("Usage: cetak-gate JOB USER cetak/JOB/TOKEN COPIES "
			   "OPTIONS [FILE]\n"
			   "A CUPS backend, run by cupsd: DEVICE_URI="
			   "cetak-gate:AUTHORITY:REAL-URI.\n"
			   "Asks cetakd for the permit, runs the real backend, "
			   "reports its end.\n"
			   "Environment: CETAK_RUN (/run/cetakd), "
			   "CUPS_SERVERBIN (/usr/lib/cups),\n"
			   "CETAK_GATE_SECONDS (how long to look for cetakd).");
		return 0;
	}
	(void)fputs("cetak-gate: unknown option; see --help\n", stderr);
	return EX_USAGE;
}

int
main(int argc, char **argv)
{
	struct order o = { 0 };
	int document = -1, rc = GATE_CANCEL;

	if (argc == 1) {
		(void)puts("direct cetak-gate \"Unknown\" \"cetakd's gate\"");
		return 0;
	}
	if (argc == 2)
		return tool(argv[1]);
	if (argc != 6 && argc != 7) {
		(void)fputs("Usage: cetak-gate job user title copies options "
			    "[file]\n",
		    stderr);
		return EX_USAGE;
	}
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGHUP, SIG_IGN);
	if (read_order(argv, &o) == -1)
		goto out;
	if (access(o.program, X_OK) == -1) {
		(void)refuse("the real backend is not installed");
		goto out;
	}
	if ((document = open_document(argc, argv)) == -1) {
		(void)refuse("the document cannot be read");
		goto out;
	}
	rc = pass(argv, &o, document);
out:
	if (document != -1)
		(void)close(document);
	release_order(&o);
	return rc;
}
