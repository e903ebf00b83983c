/*
 * The queue at cupsd, through libcups.  Blocking, with a time limit on everything (libcups alone would wait a minute).  It must
 * never print more than one copy, scale, or cancel a job that is not ours: a
 * CUPS job id is a hint, the title is the identity.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cups/cups.h>
#include <jansson.h>

#include "fault.h"
#include "mem.h"

#include "press.h"
#include "spooler_int.h"

#define CONNECT_MS 3000
#define ANSWER_SECONDS 5.0
#define CONF_MAX (1u << 20)

static const char *
no_password(const char *prompt, http_t *http, const char *method,
    const char *resource, void *arg)
{
	(void)prompt, (void)http, (void)method, (void)resource, (void)arg;
	return NULL; /* nobody is there to ask */
}

static int
give_up(http_t *http, void *arg)
{
	(void)http, (void)arg;
	return 0;
}

struct spooler *
spooler_new(const char *server, const char *queue)
{
	struct spooler *s = mem_alloc(sizeof(*s));

	cupsSetServer(server);
	cupsSetPasswordCB2(no_password, NULL);
	s->queue = mem_strdup(queue);
	s->resource = mem_printf("/printers/%s", queue);
	(void)httpAssembleURIf(HTTP_URI_CODING_ALL, s->uri, sizeof(s->uri),
	    "ipp", NULL, "localhost", 0, "/printers/%s", queue);
	return s;
}

void
spooler_free(struct spooler *s)
{
	if (s == NULL)
		return;
	httpClose(s->http);
	free(s->queue);
	free(s->resource);
	free(s);
}

/* ---- asking ---- */

static int
connected(struct spooler *s)
{
	if (s->http == NULL) {
		s->http = httpConnect2(cupsServer(), ippPort(), NULL, AF_UNSPEC,
		    HTTP_ENCRYPTION_IF_REQUESTED, 1, CONNECT_MS, NULL);
		if (s->http != NULL)
			httpSetTimeout(s->http, ANSWER_SECONDS, give_up, NULL);
	}
	return s->http != NULL;
}

ipp_t *
spooler_request(struct spooler *s, ipp_op_t op)
{
	ipp_t *r = ippNewRequest(op);

	ippAddString(
	    r, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, s->uri);
	ippAddString(r, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name",
	    NULL, cupsUser());
	return r;
}

/* A user who may do it would have been asked for no password. */
static int
not_for_us(ipp_status_t e)
{
	return e == IPP_STATUS_ERROR_FORBIDDEN ||
	    e == IPP_STATUS_ERROR_NOT_AUTHENTICATED ||
	    e == IPP_STATUS_ERROR_NOT_AUTHORIZED ||
	    e == IPP_STATUS_ERROR_CUPS_AUTHENTICATION_CANCELED;
}

ipp_t *
spooler_ask(struct spooler *s, ipp_t *r, const char *resource, int document)
{
	ipp_t *answer;

	if (!connected(s)) {
		ippDelete(r);
		return NULL;
	}
	if (document != -1)
		(void)lseek(document, 0, SEEK_SET);
	answer = cupsDoIORequest(s->http, r, resource, document, -1);
	if (answer == NULL) { /* the connection's state is unknown */
		httpClose(s->http);
		s->http = NULL;
		if (not_for_us(cupsLastError())) /* but cupsd did answer */
			answer = ippNew();
	}
	return answer;
}

int
spooler_succeeded(const ipp_t *answer)
{
	return answer != NULL &&
	    cupsLastError() <= IPP_STATUS_OK_EVENTS_COMPLETE;
}

static int
no_answer(struct fault *f)
{
	return fault_set(f, FAULT_UNAVAILABLE, "", "cupsd tidak menjawab",
	    "cupsd does not answer");
}

/* What cupsd said, as a fault. */
static int
refused(const ipp_t *answer, struct fault *f)
{
	ipp_status_t e = cupsLastError();

	if (answer == NULL || e == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE)
		return no_answer(f);
	if (not_for_us(e))
		return fault_set(f, FAULT_FORBIDDEN, "",
		    "cupsd tidak mengizinkannya kepada pengguna %s",
		    "cupsd does not allow it to user %s", cupsUser());
	switch (e) {
	case IPP_STATUS_ERROR_NOT_FOUND:
		return fault_set(f, FAULT_NOT_FOUND, "",
		    "cupsd tidak mengenal antrean ini",
		    "cupsd does not know this queue");
	case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
	case IPP_STATUS_ERROR_NOT_POSSIBLE:
		return fault_set(f, FAULT_STATE, "",
		    "antrean cupsd tidak menerima pekerjaan",
		    "cupsd's queue takes no jobs");
	default:
		errno = EIO;
		return fault_set(f, FAULT_IO, "", "cupsd menolak: %s",
		    "cupsd refused: %s", ippErrorString(e));
	}
}

/* The answer to what gives none but a status. */
static int
settle(ipp_t *answer, struct fault *f)
{
	int rc = spooler_succeeded(answer) ? 0 : refused(answer, f);

	ippDelete(answer);
	return rc;
}

static const char *
string(ipp_t *answer, const char *name)
{
	const char *v =
	    ippGetString(ippFindAttribute(answer, name, IPP_TAG_ZERO), 0, NULL);

	return v == NULL ? "" : v;
}

static ipp_t *
printer_attributes(struct spooler *s, const char *const *names, size_t n)
{
	ipp_t *r = spooler_request(s, IPP_OP_GET_PRINTER_ATTRIBUTES);

	ippAddStrings(r, IPP_TAG_OPERATION, IPP_TAG_KEYWORD,
	    "requested-attributes", (int)n, NULL, names);
	return spooler_ask(s, r, s->resource, -1);
}

/* ---- the queue ---- */

static const char *const setup[] = { "device-uri", "printer-make-and-model",
	"printer-error-policy", "printer-is-shared",
	"requesting-user-name-allowed" };

static int
is_right(struct spooler *s, const struct spooler_queue *q)
{
	ipp_t *a =
	    printer_attributes(s, setup, sizeof(setup) / sizeof(setup[0]));
	int right = spooler_succeeded(a) &&
	    strcmp(string(a, "device-uri"), q->uri) == 0 &&
	    strcmp(string(a, "printer-make-and-model"), q->model) == 0 &&
	    strcmp(string(a, "printer-error-policy"), "abort-job") == 0 &&
	    strcmp(string(a, "requesting-user-name-allowed"), cupsUser()) == 0;

	ippDelete(a);
	return right;
}

static ipp_t *
make_request(struct spooler *s, const struct spooler_queue *q)
{
	static const char *const none[] = { "none", "none" };
	ipp_t *r = spooler_request(s, IPP_OP_CUPS_ADD_MODIFY_PRINTER);

	ippAddString(
	    r, IPP_TAG_PRINTER, IPP_TAG_URI, "device-uri", NULL, q->uri);
	ippAddString(
	    r, IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-info", NULL, q->info);
	ippAddString(r, IPP_TAG_PRINTER, IPP_TAG_NAME, "printer-error-policy",
	    NULL, "abort-job");
	ippAddString(r, IPP_TAG_PRINTER, IPP_TAG_NAME, "printer-op-policy",
	    NULL, "default");
	ippAddString(r, IPP_TAG_PRINTER, IPP_TAG_NAME,
	    "requesting-user-name-allowed", NULL, cupsUser());
	ippAddStrings(r, IPP_TAG_PRINTER, IPP_TAG_NAME, "job-sheets-default", 2,
	    NULL, none);
	ippAddString(r, IPP_TAG_PRINTER, IPP_TAG_KEYWORD,
	    "print-scaling-default", NULL, "none");
	ippAddBoolean(r, IPP_TAG_PRINTER, "printer-is-shared", 0);
	ippAddBoolean(r, IPP_TAG_PRINTER, "printer-is-accepting-jobs", 1);
	ippAddInteger(
	    r, IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state", IPP_PSTATE_IDLE);
	return r;
}

int
spooler_make(struct spooler *s, const struct spooler_queue *q, struct fault *f)
{
	int rc, fd;

	if (!connected(s))
		return no_answer(f);
	/* To change a printer restarts the job on it. */
	if (is_right(s, q))
		return 0;
	fd = memfd_create("ppd", MFD_CLOEXEC);
	if (fd == -1 || write(fd, q->ppd->p, q->ppd->n) != (ssize_t)q->ppd->n) {
		rc = fault_set(f, FAULT_IO, "", "memori untuk PPD tidak ada",
		    "no memory for the PPD");
		goto out;
	}
	rc = settle(spooler_ask(s, make_request(s, q), "/admin/", fd), f);
out:
	if (fd != -1)
		(void)close(fd);
	return rc;
}

int
spooler_remove(struct spooler *s, struct fault *f)
{
	return settle(
	    spooler_ask(s, spooler_request(s, IPP_OP_CUPS_DELETE_PRINTER),
		"/admin/", -1),
	    f);
}

/* ---- jobs ---- */

int
spooler_print(struct spooler *s, const struct spooler_job *j, int *ret_id,
    struct fault *f)
{
	ipp_t *r = spooler_request(s, IPP_OP_PRINT_JOB), *a;
	int rc = -1;

	ippAddString(
	    r, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, j->title);
	ippAddString(r, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format",
	    NULL, "application/pdf");
	ippAddInteger(r, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", 1);
	ippAddString(r, IPP_TAG_JOB, IPP_TAG_NAME, "job-sheets", NULL, "none");
	ippAddString(r, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", NULL, j->media);
	ippAddString(
	    r, IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", NULL, "none");
	ippAddString(r, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", NULL, j->sides);
	a = spooler_ask(s, r, s->resource, j->document);
	if (spooler_succeeded(a)) {
		*ret_id = ippGetInteger(
		    ippFindAttribute(a, "job-id", IPP_TAG_INTEGER), 0);
		rc = 0;
	} else {
		(void)refused(a, f);
	}
	ippDelete(a);
	return rc;
}

int
spooler_withdraw(struct spooler *s, int id, const char *title, struct fault *f)
{
	static const char *const names[] = { "job-name", "job-state" };
	ipp_t *r, *a;
	int ours, state;

	r = spooler_request(s, IPP_OP_GET_JOB_ATTRIBUTES);
	ippAddInteger(r, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
	ippAddStrings(r, IPP_TAG_OPERATION, IPP_TAG_KEYWORD,
	    "requested-attributes", 2, NULL, names);
	a = spooler_ask(s, r, s->resource, -1);
	if (a == NULL)
		return no_answer(f);
	ours =
	    spooler_succeeded(a) && strcmp(string(a, "job-name"), title) == 0;
	state =
	    ippGetInteger(ippFindAttribute(a, "job-state", IPP_TAG_ENUM), 0);
	ippDelete(a);
	/* Gone, another's, or over: there is nothing to take back. */
	if (!ours || state >= IPP_JSTATE_CANCELED)
		return 0;
	r = spooler_request(s, IPP_OP_CANCEL_JOB);
	ippAddInteger(r, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
	a = spooler_ask(s, r, s->resource, -1);
	if (a != NULL && cupsLastError() == IPP_STATUS_ERROR_NOT_POSSIBLE) {
		ippDelete(a); /* it ended in between */
		return 0;
	}
	return settle(a, f);
}

/* Titles of what waits or prints: with them core sees a job that cupsd has
 * dropped. */
static json_t *
titles(struct spooler *s)
{
	ipp_t *r = spooler_request(s, IPP_OP_GET_JOBS), *a;
	ipp_attribute_t *at;
	json_t *list = json_array();

	ippAddString(r, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", NULL,
	    "not-completed");
	ippAddString(r, IPP_TAG_OPERATION, IPP_TAG_KEYWORD,
	    "requested-attributes", NULL, "job-name");
	a = spooler_ask(s, r, s->resource, -1);
	if (!spooler_succeeded(a)) {
		ippDelete(a);
		json_decref(list);
		return NULL;
	}
	for (at = ippFirstAttribute(a); at != NULL; at = ippNextAttribute(a))
		if (ippGetName(at) != NULL &&
		    strcmp(ippGetName(at), "job-name") == 0)
			(void)json_array_append_new(
			    list, json_string(ippGetString(at, 0, NULL)));
	ippDelete(a);
	return list;
}

static json_t *
reasons(ipp_t *answer)
{
	ipp_attribute_t *at =
	    ippFindAttribute(answer, "printer-state-reasons", IPP_TAG_KEYWORD);
	json_t *list = json_array();
	const char *v;
	int i;

	for (i = 0; i < ippGetCount(at); i++)
		if ((v = ippGetString(at, i, NULL)) != NULL &&
		    strcmp(v, "none") != 0)
			(void)json_array_append_new(list, json_string(v));
	return list;
}

json_t *
spooler_state(struct spooler *s)
{
	static const char *const names[] = { "printer-state",
		"printer-state-reasons", "printer-state-message",
		"printer-is-accepting-jobs" };
	ipp_t *a = printer_attributes(s, names, 4);
	const char *state = "absent";
	json_t *v;
	int up = a != NULL, n;

	if (spooler_succeeded(a)) {
		n = ippGetInteger(
		    ippFindAttribute(a, "printer-state", IPP_TAG_ENUM), 0);
		state = n == IPP_PSTATE_IDLE	 ? "idle"
		    : n == IPP_PSTATE_PROCESSING ? "processing"
						 : "stopped";
	}
	v = json_pack("{s:b, s:s, s:b, s:o, s:s?}", "up", up, "state", state,
	    "accepting",
	    ippGetBoolean(ippFindAttribute(
			      a, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN),
		0),
	    "reasons", reasons(a), "message",
	    up ? string(a, "printer-state-message") : "");
	ippDelete(a);
	if (v == NULL) /* a message that is not UTF-8 */
		v = json_pack("{s:b, s:s, s:b, s:[], s:s}", "up", up, "state",
		    state, "accepting", 0, "reasons", "message", "");
	if (up)
		(void)json_object_set_new(v, "jobs", titles(s));
	return v;
}

/* ---- checks ---- */

static int
in_a_class(struct spooler *s)
{
	ipp_t *r = ippNewRequest(IPP_OP_CUPS_GET_CLASSES), *a;
	ipp_attribute_t *at;
	int i, found = 0;

	ippAddString(r, IPP_TAG_OPERATION, IPP_TAG_KEYWORD,
	    "requested-attributes", NULL, "member-names");
	a = spooler_ask(s, r, "/", -1);
	for (at = a == NULL ? NULL : ippFirstAttribute(a); at != NULL;
	     at = ippNextAttribute(a)) {
		if (ippGetName(at) == NULL ||
		    strcmp(ippGetName(at), "member-names") != 0)
			continue;
		for (i = 0; i < ippGetCount(at); i++)
			found |=
			    strcmp(ippGetString(at, i, NULL), s->queue) == 0;
	}
	ippDelete(a);
	return found;
}

int
spooler_check_queue(struct spooler *s, json_t *problems, struct fault *f)
{
	ipp_t *a =
	    printer_attributes(s, setup, sizeof(setup) / sizeof(setup[0]));

	if (!spooler_succeeded(a)) {
		(void)refused(a, f);
		ippDelete(a);
		return -1;
	}
	if (strcmp(string(a, "printer-error-policy"), "abort-job") != 0)
		check_problem(problems,
		    "kebijakan galat antrean harus abort-job",
		    "the queue's error policy must be abort-job");
	if (strncmp(string(a, "device-uri"), "cetak-gate:", 11) != 0)
		check_problem(problems, "antrean tidak melewati cetak-gate",
		    "the queue does not pass through cetak-gate");
	ippDelete(a);
	if (in_a_class(s))
		check_problem(problems,
		    "antrean menjadi anggota suatu kelas; kelas memindahkan "
		    "pekerjaan",
		    "the queue is in a class; classes move jobs");
	return 0;
}

int
spooler_conf(struct spooler *s, struct buf *ret_text)
{
	int fd = memfd_create("conf", MFD_CLOEXEC), rc = -1;

	if (fd != -1 && connected(s) &&
	    cupsGetFd(s->http, "/admin/conf/cupsd.conf", fd) == HTTP_STATUS_OK)
		rc = buf_read_fd(ret_text, fd, CONF_MAX);
	if (fd != -1)
		(void)close(fd);
	/* A refused GET may leave the connection in the middle of an answer.
	 */
	httpClose(s->http);
	s->http = NULL;
	return rc;
}
