/*
 * cetakd-press: core's hand at one CUPS queue, a process per printer, started
 * by core or, where it has a unit of its own, for a connection of core's
 * (server.c).  It takes core's messages at descriptor 3 (msg.h), speaks to
 * cupsd, watches queue and device (watch.c) and tells core what changed.  It
 * must never decide anything: whether and when to print is core's.  It trusts
 * core; cupsd's and printers' answers are hostile, hence the sandbox.
 */

#include <argp.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include <jansson.h>

#include "crash.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "msg.h"
#include "wire.h"

#include "press.h"

const char *argp_program_version = "cetakd-press " CETAKD_VERSION;

static volatile sig_atomic_t ended; /* by SIGTERM */

/* ---- answers ---- */

static void
answer(uint64_t id, enum msg_type type, json_t *body)
{
	struct wire_msg m;
	char *text = body == NULL ? NULL : json_dumps(body, JSON_COMPACT);

	wire_init(&m);
	m.type = type;
	m.id = id;
	buf_puts(&m.body, text == NULL ? "{}" : text);
	if (wire_send(PRESS_CORE, &m) == -1)
		fatal("core does not take messages");
	wire_release(&m);
	free(text);
	json_decref(body);
}

static void
answer_fault(uint64_t id, const struct fault *f)
{
	answer(id, MSG_FAULT,
	    json_pack("{s:s, s:s, s:s, s:s}", "code", fault_slug(f->code),
		"pointer", f->pointer, "id", f->id, "en", f->en));
}

static void
answer_rc(uint64_t id, int rc, const struct fault *f)
{
	if (rc == -1)
		answer_fault(id, f);
	else
		answer(id, MSG_OK, NULL);
}

static int
malformed(struct fault *f)
{
	return fault_set(f, FAULT_SYNTAX, "", "pesan tidak lengkap",
	    "the message is incomplete");
}

static void
tell(json_t *state)
{
	if (state != NULL)
		answer(0, MSG_STATE, state);
}

/* ---- what core asks ---- */

/* The queue's name is part of paths and URIs. */
static int
name_ok(const char *name)
{
	return *name != '\0' && strlen(name) < 64 &&
	    name[strspn(name,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789-_")] == '\0';
}

/* CUPS's own backends look for a printer that is gone for seven days; a
 * minute is enough for one that was there when the permit was given. */
static char *
through_gate(const char *authority, const char *uri)
{
	if (strstr(uri, "contimeout=") != NULL)
		return mem_printf("cetak-gate:%s:%s", authority, uri);
	return mem_printf("cetak-gate:%s:%s%scontimeout=60", authority, uri,
	    strchr(uri, '?') == NULL ? "?" : "&");
}

static void
on_queue(struct watch *w, uint64_t id, const json_t *b)
{
	struct buf ppd = { 0 }, model = { 0 };
	struct spooler_queue q = { 0 };
	struct fault f = { 0 };
	const char *name, *uri, *authority, *server, *media;
	char *full = NULL, *info = NULL;
	int rc = -1;

	if (json_unpack((json_t *)(uintptr_t)b, "{s:s, s:s, s:s, s:s, s:s}",
		"name", &name, "uri", &uri, "authority", &authority, "server",
		&server, "media", &media) == -1 ||
	    !name_ok(name) || !name_ok(authority)) {
		rc = malformed(&f);
		goto out;
	}
	if (*media == '\0') /* each job names its own */
		media = "iso_a4_210x297mm";
	if (ppd_write(media, &ppd) == -1) {
		rc = fault_set(&f, FAULT_FIELD, "/media",
		    "bukan nama media PWG 5101.1",
		    "is not a PWG 5101.1 media name");
		goto out;
	}
	ppd_model(media, &model);
	watch_set(w, spooler_new(server, name), uri);
	full = through_gate(authority, device_uri(w->device));
	info = mem_printf("cetakd %s", authority);
	q = (struct spooler_queue){ full, info, buf_str(&model), &ppd };
	rc = spooler_make(w->spooler, &q, &f);
	w->moved = 1;
out:
	answer_rc(id, rc, &f);
	buf_release(&ppd);
	buf_release(&model);
	free(full);
	free(info);
}

static void
on_print(struct watch *w, uint64_t id, const json_t *b, int document)
{
	struct spooler_job j = { .document = document };
	struct fault f = { 0 };
	int64_t impressions;
	int cups_job = 0;

	if (document == -1 ||
	    json_unpack((json_t *)(uintptr_t)b, "{s:s, s:s, s:s}", "title",
		&j.title, "media", &j.media, "sides", &j.sides) == -1) {
		(void)malformed(&f);
		answer_fault(id, &f);
		return;
	}
	if (!watch_ready(w, &impressions)) {
		tell(watch_now(w));
		(void)fault_set(&f, FAULT_UNAVAILABLE, "",
		    "pencetak tidak menjawab", "the printer does not answer");
		answer_fault(id, &f);
		return;
	}
	crash_point("press-before-print");
	if (spooler_print(w->spooler, &j, &cups_job, &f) == -1) {
		answer_fault(id, &f);
	} else {
		crash_point("press-after-print");
		log_debug("%s is CUPS job %d", j.title, cups_job);
		answer(id, MSG_PRINTED,
		    json_pack("{s:i, s:I}", "cups_job", cups_job, "impressions",
			(json_int_t)impressions));
		/* Gone before the next look, it leaves the queue as it was
		 * told: core must hear that again, or waits for ever. */
		watch_anew(w);
	}
	w->moved = 1;
}

static void
on_withdraw(struct watch *w, uint64_t id, const json_t *b)
{
	struct fault f = { 0 };
	const char *title;
	int cups_job, rc;

	if (json_unpack((json_t *)(uintptr_t)b, "{s:i, s:s}", "cups_job",
		&cups_job, "title", &title) == -1)
		rc = malformed(&f);
	else
		rc = spooler_withdraw(w->spooler, cups_job, title, &f);
	answer_rc(id, rc, &f);
	w->moved = 1;
}

static void
on_check(struct watch *w, uint64_t id)
{
	json_t *problems = json_array();
	struct buf conf = { 0 };
	struct fault f = { 0 };

	if (spooler_check_queue(w->spooler, problems, &f) == -1) {
		answer_fault(id, &f);
		json_decref(problems);
		return;
	}
	if (spooler_conf(w->spooler, &conf) == 0)
		check_conf(buf_str(&conf), problems);
	else
		check_problem(problems,
		    "cupsd.conf tidak dapat dibaca lewat cupsd; "
		    "DirtyCleanInterval 0 dan PreserveJobFiles No tidak dapat "
		    "diperiksa",
		    "cupsd.conf cannot be read through cupsd; "
		    "DirtyCleanInterval 0 and PreserveJobFiles No cannot be "
		    "checked");
	answer(id, MSG_OK,
	    json_pack("{s:b, s:o}", "ok", json_array_size(problems) == 0,
		"problems", problems));
	buf_release(&conf);
}

static void
dispatch(struct watch *w, struct wire_msg *m)
{
	json_t *b = json_loadb(
	    buf_str(&m->body), m->body.n, JSON_REJECT_DUPLICATES, NULL);
	struct fault f = { 0 };
	int document = wire_take_fd(m, 0);

	if (m->type == MSG_QUEUE) {
		on_queue(w, m->id, b);
	} else if (w->spooler == NULL) {
		(void)malformed(&f);
		answer_fault(m->id, &f);
	} else if (m->type == MSG_PRINT) {
		on_print(w, m->id, b, document);
	} else if (m->type == MSG_WITHDRAW) {
		on_withdraw(w, m->id, b);
	} else if (m->type == MSG_CHECK) {
		on_check(w, m->id);
	} else if (m->type == MSG_UNQUEUE) {
		answer_rc(m->id, spooler_remove(w->spooler, &f), &f);
		w->moved = 1;
	} else {
		fatalx("message %u from core", m->type);
	}
	if (document != -1)
		(void)close(document);
	json_decref(b);
}

static void
on_end(int sig)
{
	(void)sig;
	ended = 1;
}

static int
serve(struct watch *w)
{
	struct pollfd fd = { .fd = PRESS_CORE, .events = POLLIN };
	struct wire_msg m;
	int rc = 0;

	wire_init(&m);
	while (!ended) {
		if ((rc = poll(&fd, 1, watch_wait(w))) == -1 && errno != EINTR)
			fatal("poll");
		if (rc == -1) {
			rc = 0;
			continue;
		}
		if (rc == 0) {
			tell(watch_look(w));
			continue;
		}
		if ((rc = wire_recv(PRESS_CORE, &m)) != 1)
			break;
		dispatch(w, &m);
	}
	wire_release(&m);
	if (rc == -1)
		log_warn("core's message");
	return rc == 0 ? EX_OK : EX_PROTOCOL;
}

static error_t
option(int key, char *arg, struct argp_state *state)
{
	(void)arg, (void)state;
	switch (key) {
	case 'd':
		log_level(1);
		return 0;
	case 'c': /* what press needs comes with QUEUE */
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

int
main(int argc, char **argv)
{
	static const struct argp_option options[] = {
		{ NULL, 'c', "FILE", 0, "configuration (not used here)", 0 },
		{ NULL, 'd', NULL, 0, "debug log to stderr", 0 },
		{ NULL, 0, NULL, 0, NULL, 0 },
	};
	static const struct argp argp = { .options = options,
		.parser = option,
		.doc = "cetakd's hand at one CUPS queue; started by cetakd, "
		       "with its socket at descriptor 3, or by systemd with "
		       "the listening socket \"press\"." };
	struct sigaction end = { .sa_handler = on_end };
	struct watch w = { 0 };
	int listener, rc;

	log_init("cetakd-press");
	argp_err_exit_status = EX_USAGE;
	(void)argp_parse(&argp, argc, argv, 0, NULL, NULL);
	listener = wire_listen_fd("press");
	if (listener != -1)
		return server_run(listener, argv);
	if (sandbox_enter() == -1)
		fatal("seccomp");
	(void)sigemptyset(&end.sa_mask);
	(void)sigaction(SIGTERM, &end, NULL);
	/* a resolver that is away is not waited for */
	(void)setenv("RES_OPTIONS", "timeout:1 attempts:1", 0);
	rc = serve(&w);
	watch_release(&w);
	return rc;
}
