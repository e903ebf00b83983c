#ifndef FRONT_HTTP_H
#define FRONT_HTTP_H

/*
 * HTTP/1.1 by libmicrohttpd: one server per listening socket, no threads; the
 * event loop runs it.  What a request means is request.c's.
 */

#include <stddef.h>

#include "buf.h"

struct front;
struct http;	  /* a server */
struct http_conn; /* the connection of one request */

enum http_next {
	HTTP_MORE,  /* go on reading */
	HTTP_REPLY, /* the reply is ready */
	HTTP_WAIT,  /* suspended until http_wake */
	HTTP_CLOSE, /* cut the connection */
};

enum http_kind { /* which policy headers go with it */
	HTTP_API,
	HTTP_PAGE,
	HTTP_ASSET,
	HTTP_KEPT,  /* an asset under the hash of what it holds */
	HTTP_ADMIN, /* a page of /admin */
};

#define HTTP_HEADERS 8

struct http_reply {
	int status;
	enum http_kind kind;
	const char *type;  /* media type, a literal; NULL: no body */
	struct buf body;   /* emptied when sent */
	const void *bytes; /* instead of body: static bytes ... */
	size_t bytes_n;	   /* ... and how many */
	int fd;		   /* instead of body: a file; -1 none */
	int stream;	   /* the body comes from request_stream */
	size_t n;
	char *name[HTTP_HEADERS], *value[HTTP_HEADERS];
};

void http_reply_init(struct http_reply *r);
void http_reply_release(struct http_reply *r);
/* Adds a header; one past the room, or with a control character, is left
 * out. */
void
http_reply_header(struct http_reply *r, const char *name, const char *value);

/* Takes the listening socket.  NULL when the library refuses. */
struct http *http_start(struct front *front, int sock, int is_unix);
int http_fd(const struct http *h);
void http_run(struct http *h);
/* Milliseconds until it wants to run, -1: no hurry. */
int http_timeout(const struct http *h);
/* No new connections. */
void http_quiesce(struct http *h);
void http_stop(struct http *h);

/* Resumes what HTTP_WAIT or an empty request_stream suspended. */
void http_wake(struct http_conn *c);

/* Every header, every query parameter (raw, as it came; value may be NULL). */
void http_headers(struct http_conn *c,
    void (*fn)(void *ctx, const char *name, const char *value), void *ctx);
void http_queries(struct http_conn *c,
    void (*fn)(void *ctx, const char *name, const char *value), void *ctx);

#endif
