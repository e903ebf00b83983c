/*
 * The printer itself, asked at its own URI: by IPP where it has that, by SNMP
 * for what IPP does not say.  A device may refuse, hang, drip byte by byte or
 * never end: each look has its limit in time and in bytes, for press must be
 * back at core's socket.  It must never print, and never believe more than
 * device_read() lets through.
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cups/cups.h>

#include "buf.h"
#include "mem.h"

#include "press.h"

#define CONNECT_MS 1500
#define LOOK_MS 2500
#define AGAIN_US 200000 /* the limit strikes until the look ends */
#define SOCKETS 8	/* that one look may have open */
#define ANSWER_MAX (256u << 10)
#define SNMP_PORT 161
#define SNMP_SILENT 12 /* looks without SNMP after one that got none */

struct device {
	char *uri; /* as CUPS takes it */
	char host[256], resource[256];
	int port, tls, ipp;
	int snmp_port, snmp_skip;
	int32_t request;
	json_t *told; /* "device" in STATE */
};

/* ---- the limit of a look ---- */

/* Whatever socket the look has open is shut: libcups, GnuTLS and the resolver
 * then see its end.  They are numbered from the first that was free, and are
 * none of those that were open before it: cupsd's may be among these. */
static volatile sig_atomic_t first_socket, struck, others[SOCKETS];

static void
strike(int sig)
{
	int i, was = errno;

	(void)sig;
	struck = 1;
	for (i = 0; i < SOCKETS; i++)
		if (!others[i])
			(void)shutdown(first_socket + i, SHUT_RDWR);
	errno = was;
}

static void
limit(int ms)
{
	struct itimerval t = { { 0, AGAIN_US },
		{ ms / 1000, ms % 1000 * 1000 } };
	struct sigaction a = { .sa_handler = strike, .sa_flags = SA_RESTART };
	int fd = dup(STDERR_FILENO), i;

	if (fd <= STDERR_FILENO)
		return;
	(void)close(fd);
	for (i = 0; i < SOCKETS; i++)
		others[i] = fcntl(fd + i, F_GETFD) != -1;
	first_socket = fd;
	struck = 0;
	(void)sigemptyset(&a.sa_mask);
	(void)sigaction(SIGALRM, &a, NULL);
	(void)setitimer(ITIMER_REAL, &t, NULL);
}

static void
unlimit(void)
{
	struct itimerval none = { { 0, 0 }, { 0, 0 } };

	(void)setitimer(ITIMER_REAL, &none, NULL);
}

/* ---- its URI ---- */

/* "snmp=PORT" in the query is for us: ret_uri is without it. */
static int
snmp_port(const char *uri, struct buf *ret_uri)
{
	const char *p = strchr(uri, '?'), *end;
	char digits[8];
	long long n;
	int port = SNMP_PORT;
	char between = '?';

	buf_put(ret_uri, uri, p == NULL ? strlen(uri) : (size_t)(p - uri));
	for (; p != NULL && *p != '\0'; p = end) {
		p++;
		end = p + strcspn(p, "&");
		if (strncmp(p, "snmp=", 5) == 0 && end - p - 5 < 8) {
			memcpy(digits, p + 5, (size_t)(end - p - 5));
			digits[end - p - 5] = '\0';
			if (mem_number(digits, 1, 65535, &n) == 0)
				port = (int)n;
			continue;
		}
		buf_putc(ret_uri, between);
		buf_put(ret_uri, p, (size_t)(end - p));
		between = '&';
	}
	return port;
}

static json_t *
nothing(void)
{
	return json_pack("{s:b, s:n, s:n, s:n, s:[], s:n, s:[], s:[], s:n,"
			 " s:n, s:n, s:n, s:[], s:[], s:n}",
	    "answered", 0, "problem", "state", "accepting", "reasons",
	    "message", "alert", "media_ready", "model", "firmware", "serial",
	    "impressions", "supplies", "trays", "by");
}

struct device *
device_new(const char *uri)
{
	struct device *d = mem_alloc(sizeof(*d));
	struct buf plain = { 0 };
	char scheme[32], user[64];

	d->snmp_port = snmp_port(uri, &plain);
	d->uri = mem_strdup(buf_str(&plain));
	buf_release(&plain);
	d->told = nothing();
	if (httpSeparateURI(HTTP_URI_CODING_ALL, d->uri, scheme, sizeof(scheme),
		user, sizeof(user), d->host, sizeof(d->host), &d->port,
		d->resource, sizeof(d->resource)) < HTTP_URI_STATUS_OK) {
		d->host[0] = '\0';
		return d;
	}
	d->tls = strcmp(scheme, "ipps") == 0;
	d->ipp = d->tls || strcmp(scheme, "ipp") == 0;
	if (!d->ipp && strcmp(scheme, "socket") != 0 &&
	    strcmp(scheme, "lpd") != 0)
		d->host[0] = '\0'; /* not in a network */
	return d;
}

void
device_free(struct device *d)
{
	if (d == NULL)
		return;
	json_decref(d->told);
	free(d->uri);
	free(d);
}

const char *
device_uri(const struct device *d)
{
	return d->uri;
}

/* ---- IPP ---- */

static ipp_t *
question(struct device *d)
{
	const char *names[64];
	size_t n = device_read_names(names, sizeof(names) / sizeof(names[0]));
	ipp_t *r = ippNewRequest(IPP_OP_GET_PRINTER_ATTRIBUTES);

	d->request = ippGetRequestId(r);
	ippAddString(
	    r, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, d->uri);
	ippAddString(r, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name",
	    NULL, cupsUser());
	ippAddStrings(r, IPP_TAG_OPERATION, IPP_TAG_KEYWORD,
	    "requested-attributes", (int)n, NULL, names);
	return r;
}

/* Sends r, freed here; the HTTP status of what came back. */
static http_status_t
post(http_t *http, ipp_t *r, const char *resource)
{
	http_status_t status = HTTP_STATUS_ERROR;
	ipp_state_t sent = IPP_STATE_ERROR;

	httpClearFields(http);
	httpSetField(http, HTTP_FIELD_CONTENT_TYPE, "application/ipp");
	httpSetLength(http, ippLength(r));
	if (httpPost(http, resource) == 0) {
		do
			sent = ippWrite(http, r);
		while (sent != IPP_STATE_DATA && sent != IPP_STATE_ERROR);
	}
	ippDelete(r);
	if (sent != IPP_STATE_DATA || httpFlushWrite(http) < 0)
		return HTTP_STATUS_ERROR;
	do
		status = httpUpdate(http);
	while (status == HTTP_STATUS_CONTINUE);
	return status;
}

/* The whole answer; -1 when it broke off or does not end, or is no IPP. */
static int
receive(http_t *http, struct buf *ret_b)
{
	char part[8192];
	ssize_t n;

	if (strncmp(httpGetField(http, HTTP_FIELD_CONTENT_TYPE),
		"application/ipp", 15) != 0)
		return -1;
	while ((n = httpRead2(http, part, sizeof(part))) > 0) {
		if (ret_b->n + (size_t)n > ANSWER_MAX)
			return -1;
		buf_put(ret_b, part, (size_t)n);
	}
	return n == 0 ? 0 : -1;
}

static int
give_up(http_t *http, void *arg)
{
	(void)http, (void)arg;
	return 0;
}

static http_t *
connected(const struct device *d, int tls)
{
	http_t *http = httpConnect2(d->host, d->port, NULL, AF_UNSPEC,
	    tls ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED, 1,
	    CONNECT_MS, NULL);

	if (http != NULL)
		httpSetTimeout(http, LOOK_MS / 1000.0, give_up, NULL);
	return http;
}

/* ret_there: whether it took the connection at all. */
static json_t *
by_ipp(struct device *d, int tls, const char **ret_problem, int *ret_there)
{
	http_t *http = connected(d, tls);
	struct buf answer = { 0 };
	http_status_t status = HTTP_STATUS_ERROR;
	json_t *v = NULL;

	*ret_problem = "unreachable";
	*ret_there = http != NULL;
	if (http != NULL)
		status = post(http, question(d), d->resource);
	if (status == HTTP_STATUS_OK) {
		*ret_problem = "malformed";
		if (receive(http, &answer) == 0)
			v = device_read(
			    answer.p, answer.n, d->request, ret_problem);
	} else if (status == HTTP_STATUS_SERVICE_UNAVAILABLE) {
		*ret_problem = "busy";
	} else if (status >= HTTP_STATUS_OK) {
		*ret_problem = "malformed";
	}
	buf_release(&answer);
	httpClose(http);
	if (status == HTTP_STATUS_UPGRADE_REQUIRED && !tls)
		return by_ipp(d, 1, ret_problem, ret_there);
	return v;
}

/* ---- both ---- */

static int
lacks(const json_t *v)
{
	return json_is_null(json_object_get(v, "impressions")) ||
	    json_array_size(json_object_get(v, "supplies")) == 0;
}

/* 1 when SNMP said anything. */
static int
by_snmp(struct device *d, json_t *v)
{
	int any;

	if (d->snmp_skip > 0) {
		d->snmp_skip--;
		return 0;
	}
	limit(LOOK_MS);
	any = snmp_look(d->host, d->snmp_port, v);
	unlimit();
	if (!any)
		d->snmp_skip = SNMP_SILENT;
	return any;
}

/* What it said last stays, but not how it is now. */
static void
tell_problem(struct device *d, const char *problem)
{
	json_t *v = d->told;

	(void)json_object_set_new(v, "answered", json_false());
	(void)json_object_set_new(
	    v, "problem", problem == NULL ? json_null() : json_string(problem));
	(void)json_object_set_new(v, "state", json_null());
	(void)json_object_set_new(v, "accepting", json_null());
	(void)json_object_set_new(v, "message", json_null());
	(void)json_object_set_new(v, "reasons", json_array());
	(void)json_object_set_new(v, "alert", json_array());
}

static void
tell(struct device *d, json_t *v, const char *by)
{
	(void)json_object_set_new(v, "answered", json_true());
	(void)json_object_set_new(v, "problem", json_null());
	(void)json_object_set_new(v, "by", json_string(by));
	json_decref(d->told);
	d->told = v;
}

/* Where there is no IPP, silence says nothing: SNMP may be switched off. */
static enum device_there
look_without_ipp(struct device *d)
{
	json_t *v = nothing();

	if (by_snmp(d, v)) {
		tell(d, v, "snmp");
		return DEVICE_THERE;
	}
	json_decref(v);
	/* one lost datagram is no news */
	if (json_is_true(json_object_get(d->told, "answered")) &&
	    d->snmp_skip == SNMP_SILENT)
		d->snmp_skip = 0;
	tell_problem(d, NULL);
	return DEVICE_THERE;
}

enum device_there
device_look(struct device *d, int printing)
{
	const char *problem;
	int there;
	json_t *v;

	if (d->host[0] == '\0')
		return DEVICE_THERE;
	if (!d->ipp)
		return look_without_ipp(d);
	limit(LOOK_MS);
	v = by_ipp(d, d->tls, &problem, &there);
	unlimit();
	if (v == NULL && struck) /* it began, and did not end */
		problem = "unreachable";
	if (v != NULL) {
		if (lacks(v) && by_snmp(d, v))
			tell(d, v, "ipp+snmp");
		else
			tell(d, v, "ipp");
		return DEVICE_THERE;
	}
	/* many take one connection at a time */
	if (!printing || strcmp(problem, "unreachable") != 0)
		tell_problem(d, problem);
	return !there				  ? DEVICE_OFF
	    : strcmp(problem, "unreachable") == 0 ? DEVICE_SILENT
						  : DEVICE_THERE;
}

json_t *
device_told(const struct device *d)
{
	return d->told;
}

int64_t
device_impressions(const struct device *d)
{
	const json_t *n = json_object_get(d->told, "impressions");

	return json_is_true(json_object_get(d->told, "answered")) &&
		json_is_integer(n)
	    ? json_integer_value(n)
	    : -1;
}
