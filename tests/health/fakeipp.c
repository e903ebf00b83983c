/*
 * A printer for tests that speaks IPP as it is told:  fakeipp PORT DIR
 *
 *   DIR/attrs   its attributes, read at each request: lines "NAME TYPE
 *               VALUE|VALUE...", TYPE int enum bool kw name text octets
 *   DIR/behave  what it does wrong, words; read at each request (below)
 *   DIR/sheets  a line for each document that came whole
 *   DIR/N.pdf   the document
 *   DIR/asked   a line for each look at its attributes
 *
 * Behaviours: refuse (no connection is taken), drop (closes in the middle of
 * its answer), hang (says nothing), slow (answers after a second), drip (a
 * byte each 100 ms), busy, unavailable (HTTP 503), forbidden (HTTP 403),
 * truncated, tags, twice, huge, utf8, control, negative, many (10,000
 * reasons), wrong-id, version, nested (collections), stray, html, empty,
 * endless, garbage, hold (keeps a document inside and does not answer it).  A
 * process for each connection.
 */
/* LIBS: -lcups */

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cups/cups.h>

#include "buf.h"
#include "mem.h"

static const char *dir;
static struct buf behaviour;

static void
pause_ms(int ms)
{
	(void)poll(NULL, 0, ms);
}

static void
read_behaviour(void)
{
	char *path = mem_printf("%s/behave", dir);

	buf_clear(&behaviour);
	(void)buf_read_file(&behaviour, path, 4096);
	free(path);
}

static int
does(const char *word)
{
	const char *p = buf_str(&behaviour);
	size_t n = strlen(word);

	for (; *p != '\0'; p += strcspn(p, " \n"), p += strspn(p, " \n"))
		if (strncmp(p, word, n) == 0 &&
		    (p[n] == '\0' || p[n] == ' ' || p[n] == '\n'))
			return 1;
	return 0;
}

/* ---- attributes ---- */

static ipp_attribute_t *
add_value(ipp_t *r, const char *name, const char *type, const char *v)
{
	const char *const types[] = { "kw", "name", "text" };
	const ipp_tag_t tags[] = { IPP_TAG_KEYWORD, IPP_TAG_NAME,
		IPP_TAG_TEXT };
	ipp_attribute_t *at = ippFindAttribute(r, name, IPP_TAG_ZERO);
	int n = at == NULL ? 0 : ippGetCount(at), i;
	int number = (int)strtol(v, NULL, 10);

	if (strcmp(type, "bool") == 0)
		return ippAddBoolean(
		    r, IPP_TAG_PRINTER, name, strcmp(v, "true") == 0);
	if (strcmp(type, "int") == 0 || strcmp(type, "enum") == 0) {
		if (n > 0)
			(void)ippSetInteger(r, &at, n, number);
		else
			at = ippAddInteger(r, IPP_TAG_PRINTER,
			    *type == 'i' ? IPP_TAG_INTEGER : IPP_TAG_ENUM, name,
			    number);
		return at;
	}
	if (strcmp(type, "octets") == 0) {
		if (n > 0)
			(void)ippSetOctetString(r, &at, n, v, (int)strlen(v));
		else
			at = ippAddOctetString(
			    r, IPP_TAG_PRINTER, name, v, (int)strlen(v));
		return at;
	}
	for (i = 0; i < 3; i++)
		if (strcmp(type, types[i]) == 0 && n > 0)
			(void)ippSetString(r, &at, n, v);
		else if (strcmp(type, types[i]) == 0)
			at = ippAddString(
			    r, IPP_TAG_PRINTER, tags[i], name, NULL, v);
	return at;
}

static void
add_file(ipp_t *r)
{
	char *path = mem_printf("%s/attrs", dir), line[8192], *type, *v, *next;
	FILE *f = fopen(path, "r");

	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if ((type = strchr(line, ' ')) == NULL ||
		    (v = strchr(type + 1, ' ')) == NULL)
			continue;
		*type++ = *v++ = '\0';
		for (; v != NULL; v = next) {
			if ((next = strchr(v, '|')) != NULL)
				*next++ = '\0';
			(void)add_value(r, line, type, v);
		}
	}
	if (f != NULL)
		(void)fclose(f);
	free(path);
}

/* What CUPS's own backend wants to see before it sends. */
static void
add_needed(ipp_t *r)
{
	static const char *const versions[] = { "1.1", "2.0" };
	static const int operations[] = { IPP_OP_PRINT_JOB, IPP_OP_VALIDATE_JOB,
		IPP_OP_CANCEL_JOB, IPP_OP_GET_JOB_ATTRIBUTES, IPP_OP_GET_JOBS,
		IPP_OP_GET_PRINTER_ATTRIBUTES };

	ippAddStrings(r, IPP_TAG_PRINTER, IPP_TAG_KEYWORD,
	    "ipp-versions-supported", 2, NULL, versions);
	ippAddIntegers(r, IPP_TAG_PRINTER, IPP_TAG_ENUM, "operations-supported",
	    6, operations);
	ippAddString(r, IPP_TAG_PRINTER, IPP_TAG_MIMETYPE,
	    "document-format-supported", NULL, "application/pdf");
	if (ippFindAttribute(r, "printer-state", IPP_TAG_ENUM) == NULL)
		ippAddInteger(r, IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state",
		    IPP_PSTATE_IDLE);
	if (ippFindAttribute(r, "printer-state-reasons", IPP_TAG_ZERO) == NULL)
		ippAddString(r, IPP_TAG_PRINTER, IPP_TAG_KEYWORD,
		    "printer-state-reasons", NULL, "none");
}

/* Attributes that are wrong by themselves. */
static void
spoil(ipp_t *r)
{
	char *huge = mem_alloc(60001);
	ipp_attribute_t *at;
	int i;

	memset(huge, 'x', 60000);
	if (does("huge")) {
		ippDeleteAttribute(r,
		    ippFindAttribute(
			r, "printer-make-and-model", IPP_TAG_ZERO));
		at = ippAddOctetString(
		    r, IPP_TAG_PRINTER, "printer-make-and-model", huge, 60000);
		(void)ippSetValueTag(r, &at, IPP_TAG_TEXT);
	}
	if (does("huge") || does("utf8") || does("control"))
		ippDeleteAttribute(r,
		    ippFindAttribute(r, "printer-state-message", IPP_TAG_ZERO));
	if (does("negative"))
		ippDeleteAttribute(r,
		    ippFindAttribute(
			r, "printer-impressions-completed", IPP_TAG_ZERO));
	if (does("tags")) {
		ippDeleteAttribute(
		    r, ippFindAttribute(r, "printer-state", IPP_TAG_ENUM));
		ippAddString(r, IPP_TAG_PRINTER, IPP_TAG_KEYWORD,
		    "printer-state", NULL, "idle");
	}
	if (does("many")) {
		at = ippFindAttribute(
		    r, "printer-state-reasons", IPP_TAG_KEYWORD);
		for (i = ippGetCount(at); i < 10000; i++)
			(void)ippSetString(r, &at, i, "media-jam-error");
	}
	if (does("negative"))
		ippAddInteger(r, IPP_TAG_PRINTER, IPP_TAG_INTEGER,
		    "printer-impressions-completed", -2147483647);
}

/* ---- bytes ---- */

static ssize_t
into_buf(void *b, ipp_uchar_t *p, size_t n)
{
	buf_put(b, p, n);
	return (ssize_t)n;
}

/* An attribute that libcups would not write. */
static void
put_raw(struct buf *b, int tag, const char *name, const char *v, size_t n)
{
	buf_putc(b, tag);
	buf_putc(b, (int)(strlen(name) >> 8));
	buf_putc(b, (int)(strlen(name) & 0xff));
	buf_puts(b, name);
	buf_putc(b, (int)(n >> 8));
	buf_putc(b, (int)(n & 0xff));
	buf_put(b, v, n);
}

static void
damage(struct buf *b)
{
	int i;

	b->n--; /* the end tag */
	if (does("utf8"))
		put_raw(b, IPP_TAG_TEXT, "printer-state-message",
		    "baki \xff\xc0\xaf dua", 12);
	if (does("huge")) {
		char *huge = mem_alloc(60000);

		memset(huge, 'x', 60000);
		put_raw(b, IPP_TAG_TEXT, "printer-state-message", huge, 60000);
		free(huge);
	}
	if (does("control"))
		put_raw(b, IPP_TAG_TEXT, "printer-state-message",
		    "a\033[2Jb\r\n\xe2\x80\xae"
		    "c",
		    12);
	if (does("twice"))
		put_raw(b, IPP_TAG_ENUM, "printer-state", "\0\0\0\5", 4);
	if (does("stray")) {
		buf_putc(b, IPP_TAG_PRINTER);
		put_raw(b, IPP_TAG_KEYWORD, "", "nothing", 7);
	}
	for (i = 0; does("nested") && i < 5000; i++) {
		put_raw(b, IPP_TAG_BEGIN_COLLECTION, i == 0 ? "media-col" : "",
		    "", 0);
		put_raw(b, IPP_TAG_MEMBERNAME, "", "deeper", 6);
	}
	buf_putc(b, IPP_TAG_END);
	if (does("truncated"))
		b->n = b->n * 2 / 3;
	if (does("wrong-id"))
		b->p[7] ^= 0x55;
	if (does("version"))
		b->p[0] = 77;
	if (does("garbage"))
		for (i = 8; i < (int)b->n; i++)
			b->p[i] = (uint8_t)(b->p[i] * 167 + i);
	if (does("empty"))
		b->n = 0;
}

static void
send_bytes(http_t *http, const struct buf *b)
{
	size_t i;

	httpClearFields(http);
	httpSetField(http, HTTP_FIELD_CONTENT_TYPE,
	    does("html") ? "text/html" : "application/ipp");
	httpSetLength(http, does("endless") ? 0 : b->n);
	if (httpWriteResponse(http, HTTP_STATUS_OK) < 0)
		return;
	if (does("drop")) {
		(void)httpWrite2(http, (const char *)b->p, b->n / 2);
		(void)httpFlushWrite(http);
		_exit(0);
	}
	for (i = 0; does("drip") && i < b->n; i++) {
		(void)httpWrite2(http, (const char *)b->p + i, 1);
		if (httpFlushWrite(http) < 0)
			_exit(0);
		pause_ms(100);
	}
	/* a write alone says nothing of a peer that is gone */
	while (does("endless"))
		if (httpWrite2(http, (const char *)b->p, b->n) < 0 ||
		    httpFlushWrite(http) < 0)
			_exit(0);
	(void)httpWrite2(http, (const char *)b->p, b->n);
	(void)httpFlushWrite(http);
}

/* ---- jobs: one that came is printed ---- */

static void
note(const char *file, int n)
{
	char *path = mem_printf("%s/%s", dir, file);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0666);

	(void)dprintf(fd, "%d\n", n);
	(void)close(fd);
	free(path);
}

static int
take_document(http_t *http)
{
	char *path = NULL, part[65536];
	ssize_t n;
	int id = 0, fd = -1;

	while (fd == -1) {
		free(path);
		path = mem_printf("%s/%d.pdf", dir, ++id);
		fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
	}
	while ((n = httpRead2(http, part, sizeof(part))) > 0)
		if (write(fd, part, (size_t)n) != n)
			_exit(1);
	(void)close(fd);
	free(path);
	for (; does("hold"); read_behaviour())
		pause_ms(50);
	note("sheets", id);
	return id;
}

static void
add_job(ipp_t *r, int id)
{
	ippAddInteger(r, IPP_TAG_JOB, IPP_TAG_INTEGER, "job-id", id);
	ippAddString(r, IPP_TAG_JOB, IPP_TAG_URI, "job-uri", NULL,
	    "ipp://localhost/ipp/print/1");
	ippAddInteger(
	    r, IPP_TAG_JOB, IPP_TAG_ENUM, "job-state", IPP_JSTATE_COMPLETED);
	ippAddString(r, IPP_TAG_JOB, IPP_TAG_KEYWORD, "job-state-reasons", NULL,
	    "job-completed-successfully");
}

static void
answer(http_t *http, ipp_t *q)
{
	ipp_t *r = ippNewResponse(q);
	struct buf b = { 0 };

	switch ((int)ippGetOperation(q)) {
	case IPP_OP_GET_PRINTER_ATTRIBUTES:
		add_file(r);
		add_needed(r);
		spoil(r);
		break;
	case IPP_OP_PRINT_JOB:
		if (!does("busy"))
			add_job(r, take_document(http));
		break;
	case IPP_OP_GET_JOB_ATTRIBUTES:
		add_job(r,
		    ippGetInteger(
			ippFindAttribute(q, "job-id", IPP_TAG_INTEGER), 0));
		break;
	default:
		break;
	}
	if (does("busy"))
		(void)ippSetStatusCode(r, IPP_STATUS_ERROR_BUSY);
	if (httpGetState(http) != HTTP_STATE_POST_SEND)
		httpFlush(http);
	(void)ippSetState(r, IPP_STATE_IDLE);
	while (ippWriteIO(&b, into_buf, 1, NULL, r) != IPP_STATE_DATA)
		if (ippGetState(r) == IPP_STATE_ERROR)
			_exit(1);
	if (ippGetOperation(q) == IPP_OP_GET_PRINTER_ATTRIBUTES)
		damage(&b);
	send_bytes(http, &b);
	buf_release(&b);
	ippDelete(r);
}

static void
refuse_request(http_t *http, http_status_t status)
{
	if (httpGetState(http) != HTTP_STATE_POST_SEND)
		httpFlush(http);
	httpClearFields(http);
	httpSetLength(http, 0);
	(void)httpWriteResponse(http, status);
	(void)httpFlushWrite(http);
}

static void
serve(http_t *http)
{
	char uri[1024];
	http_status_t status;
	http_state_t state;
	ipp_t *q;
	int i;

	while (httpWait(http, 30000)) {
		for (i = 0, state = HTTP_STATE_WAITING;
		     state == HTTP_STATE_WAITING && i < 1000; i++) {
			state = httpReadRequest(http, uri, sizeof(uri));
			if (state == HTTP_STATE_WAITING)
				pause_ms(1);
		}
		if (state != HTTP_STATE_POST)
			return;
		while ((status = httpUpdate(http)) == HTTP_STATUS_CONTINUE)
			;
		if (status != HTTP_STATUS_OK)
			return;
		if (httpGetExpect(http) == HTTP_STATUS_CONTINUE &&
		    httpWriteResponse(http, HTTP_STATUS_CONTINUE) < 0)
			return;
		q = ippNew();
		while ((int)ippRead(http, q) != IPP_STATE_DATA)
			if (ippGetState(q) == IPP_STATE_ERROR)
				_exit(0);
		read_behaviour();
		if (ippGetOperation(q) == IPP_OP_GET_PRINTER_ATTRIBUTES)
			note("asked", getpid());
		if (does("hang"))
			pause_ms(30000);
		if (does("slow"))
			pause_ms(1000);
		if (does("unavailable"))
			refuse_request(http, HTTP_STATUS_SERVICE_UNAVAILABLE);
		else if (does("forbidden"))
			refuse_request(http, HTTP_STATUS_FORBIDDEN);
		else
			answer(http, q);
		ippDelete(q);
	}
}

/* Takes connections; while told to refuse it does not even listen. */
int
main(int argc, char **argv)
{
	http_addrlist_t *at;
	struct pollfd p = { .fd = -1, .events = POLLIN };
	http_t *http;

	if (argc != 3)
		return 64;
	dir = argv[2];
	at = httpAddrGetList("127.0.0.1", AF_INET, argv[1]);
	(void)signal(SIGCHLD, SIG_IGN);
	(void)signal(SIGPIPE, SIG_IGN);
	for (;;) {
		read_behaviour();
		if (does("refuse") && p.fd != -1) {
			(void)close(p.fd);
			p.fd = -1;
		} else if (!does("refuse") && p.fd == -1) {
			p.fd = httpAddrListen(
			    &at->addr, (int)strtol(argv[1], NULL, 10));
			if (p.fd == -1)
				return 71;
		}
		if (poll(&p, 1, 50) != 1 ||
		    (http = httpAcceptConnection(p.fd, 1)) == NULL)
			continue;
		if (fork() == 0) {
			(void)close(p.fd); /* refused is refused */
			serve(http);
			_exit(0);
		}
		(void)close(httpGetFd(http));
		httpClose(http);
	}
}
