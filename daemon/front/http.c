/*
 * The only file that knows libmicrohttpd.  It reads what strangers send, in
 * one thread, and hands headers and body to request.c; it must never block and
 * never look into a body.  Sizes, idle time and the number of connections are
 * limited here.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <microhttpd.h>

#include "log.h"
#include "mem.h"
#include "wire.h"

#include "http.h"
#include "request.h"

#define IDLE_SECONDS 20u
#define CONNECTIONS 1000u
#define HEADER_ROOM ((size_t)16384)

struct http {
	struct front *front;
	struct MHD_Daemon *daemon;
	int is_unix;
	int closing; /* the listening socket after quiesce, -1 */
};

#define PAGE_POLICY                                                 \
	"default-src 'self'; base-uri 'none'; form-action 'self'; " \
	"frame-ancestors 'none'; object-src 'none'"

/* What goes with every answer.  The page may load only what stands beside it;
 * an answer of the API may load nothing. */
static const struct {
	const char *policy;
	const char *cache;
	const char *referrer;
} kinds[] = {
	[HTTP_API] = { "default-src 'none'; frame-ancestors 'none'", "no-store",
	    "no-referrer" },
	[HTTP_PAGE] = { PAGE_POLICY, "no-store", "no-referrer" },
	[HTTP_ASSET] = { "default-src 'none'; frame-ancestors 'none'",
	    "public, max-age=300", "no-referrer" },
	[HTTP_KEPT] = { "default-src 'none'; frame-ancestors 'none'",
	    "public, max-age=31536000, immutable", "no-referrer" },
	/* without a referrer a form's Origin would be "null" */
	[HTTP_ADMIN] = { PAGE_POLICY, "no-store", "same-origin" },
};

void
http_reply_init(struct http_reply *r)
{
	memset(r, 0, sizeof(*r));
	r->fd = -1;
}

void
http_reply_release(struct http_reply *r)
{
	buf_release(&r->body);
	if (r->fd >= 0)
		close(r->fd);
	for (size_t i = 0; i < r->n; i++) {
		free(r->name[i]);
		free(r->value[i]);
	}
	http_reply_init(r);
}

void
http_reply_header(struct http_reply *r, const char *name, const char *value)
{
	for (const char *s = value; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return;
	if (r->n == HTTP_HEADERS)
		return;
	r->name[r->n] = mem_strdup(name);
	r->value[r->n++] = mem_strdup(value);
}

static ssize_t
pull(void *ctx, uint64_t pos, char *p, size_t n)
{
	struct request *r = ctx;
	ssize_t got = request_stream(r, p, n);

	(void)pos;
	if (got < 0)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (got == 0)
		MHD_suspend_connection((struct MHD_Connection *)r->conn);
	return got;
}

static struct MHD_Response *
make_response(struct request *r)
{
	struct http_reply *a = &r->reply;
	struct MHD_Response *s;
	struct stat st;
	int fd;

	if (a->stream)
		return MHD_create_response_from_callback(
		    MHD_SIZE_UNKNOWN, 4096, pull, r, NULL);
	if (a->bytes != NULL)
		return MHD_create_response_from_buffer(a->bytes_n,
		    (void *)(uintptr_t)a->bytes, MHD_RESPMEM_PERSISTENT);
	if (a->fd >= 0 && fstat(a->fd, &st) == 0 && st.st_size >= 0) {
		fd = a->fd;
		a->fd = -1;
		return MHD_create_response_from_fd64((uint64_t)st.st_size, fd);
	}
	s = MHD_create_response_from_buffer(
	    a->body.n, a->body.p, MHD_RESPMEM_MUST_FREE);
	if (s != NULL)
		a->body = (struct buf){ 0 };
	return s;
}

static enum MHD_Result
answer(struct MHD_Connection *c, struct request *r)
{
	struct http_reply *a = &r->reply;
	struct MHD_Response *s = make_response(r);
	enum MHD_Result rc;

	if (s == NULL)
		return MHD_NO;
	if (a->type != NULL)
		MHD_add_response_header(s, "Content-Type", a->type);
	MHD_add_response_header(
	    s, "Content-Security-Policy", kinds[a->kind].policy);
	MHD_add_response_header(s, "Cache-Control", kinds[a->kind].cache);
	MHD_add_response_header(s, "X-Content-Type-Options", "nosniff");
	MHD_add_response_header(s, "Referrer-Policy", kinds[a->kind].referrer);
	for (size_t i = 0; i < a->n; i++)
		MHD_add_response_header(s, a->name[i], a->value[i]);
	rc = MHD_queue_response(c, (unsigned)a->status, s);
	MHD_destroy_response(s);
	return rc;
}

static enum MHD_Result
go_on(struct MHD_Connection *c, struct request *r, enum http_next next)
{
	switch (next) {
	case HTTP_REPLY:
		return answer(c, r);
	case HTTP_WAIT:
		MHD_suspend_connection(c);
		return MHD_YES;
	case HTTP_CLOSE:
		return MHD_NO;
	case HTTP_MORE:
		break;
	}
	return MHD_YES;
}

static struct request *
first(struct http *h, struct MHD_Connection *c, const char *method,
    const char *url)
{
	struct request *r =
	    request_open(h->front, (struct http_conn *)c, method, url);
	const union MHD_ConnectionInfo *i;
	unsigned uid;
	int pid;

	if (!h->is_unix)
		return r;
	i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
	if (i != NULL && wire_peer(i->connect_fd, &uid, &pid) == 0)
		request_peer(r, uid);
	return r;
}

static enum MHD_Result
handle(void *ctx, struct MHD_Connection *c, const char *url, const char *method,
    const char *version, const char *data, size_t *n, void **state)
{
	struct request *r = *state;
	size_t had = *n;

	(void)version;
	if (r == NULL) {
		*state = r = first(ctx, c, method, url);
		return go_on(c, r, request_head(r));
	}
	*n = 0;
	if (had > 0)
		return go_on(c, r, request_data(r, data, had));
	return go_on(c, r, request_end(r));
}

static void
completed(void *ctx, struct MHD_Connection *c, void **state,
    enum MHD_RequestTerminationCode why)
{
	(void)ctx;
	(void)c;
	(void)why;
	request_close(*state);
	*state = NULL;
}

/* Leaves escapes as they came: route.c matches bytes, text.c decodes. */
static size_t
as_it_is(void *ctx, struct MHD_Connection *c, char *s)
{
	(void)ctx;
	(void)c;
	return strlen(s);
}

static void __attribute__((format(printf, 2, 0)))
say(void *ctx, const char *fmt, va_list ap)
{
	(void)ctx;
	(void)fmt;
	(void)ap; /* may quote what was sent: never logged */
}

struct http *
http_start(struct front *front, int sock, int is_unix)
{
	struct http *h = mem_alloc(sizeof(*h));
	unsigned flags =
	    MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;

	h->front = front;
	h->is_unix = is_unix;
	h->closing = -1;
	h->daemon = MHD_start_daemon(flags, 0, NULL, NULL, handle, h,
	    MHD_OPTION_EXTERNAL_LOGGER, say, NULL, MHD_OPTION_LISTEN_SOCKET,
	    sock, MHD_OPTION_NOTIFY_COMPLETED, completed, NULL,
	    MHD_OPTION_UNESCAPE_CALLBACK, as_it_is, NULL,
	    MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS,
	    MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, HEADER_ROOM,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
	if (h->daemon == NULL) {
		free(h);
		return NULL;
	}
	return h;
}

int
http_fd(const struct http *h)
{
	const union MHD_DaemonInfo *i =
	    MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_EPOLL_FD);

	if (i == NULL)
		fatalx("http: no epoll descriptor");
	return i->epoll_fd;
}

void
http_run(struct http *h)
{
	MHD_run(h->daemon);
}

int
http_timeout(const struct http *h)
{
	MHD_UNSIGNED_LONG_LONG ms;

	if (MHD_get_timeout(h->daemon, &ms) != MHD_YES)
		return -1;
	return ms > 60000 ? 60000 : (int)ms;
}

void
http_quiesce(struct http *h)
{
	if (h->closing < 0)
		h->closing = MHD_quiesce_daemon(h->daemon);
}

void
http_stop(struct http *h)
{
	if (h == NULL)
		return;
	MHD_stop_daemon(h->daemon);
	if (h->closing >= 0)
		close(h->closing);
	free(h);
}

void
http_wake(struct http_conn *c)
{
	MHD_resume_connection((struct MHD_Connection *)c);
}

struct each {
	void (*fn)(void *ctx, const char *name, const char *value);
	void *ctx;
};

static enum MHD_Result
each_one(
    void *ctx, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct each *e = ctx;

	(void)kind;
	e->fn(e->ctx, name, value);
	return MHD_YES;
}

void
http_headers(struct http_conn *c,
    void (*fn)(void *ctx, const char *name, const char *value), void *ctx)
{
	struct each e = { fn, ctx };

	MHD_get_connection_values(
	    (struct MHD_Connection *)c, MHD_HEADER_KIND, each_one, &e);
}

void
http_queries(struct http_conn *c,
    void (*fn)(void *ctx, const char *name, const char *value), void *ctx)
{
	struct each e = { fn, ctx };

	MHD_get_connection_values(
	    (struct MHD_Connection *)c, MHD_GET_ARGUMENT_KIND, each_one, &e);
}
