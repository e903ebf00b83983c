#ifndef FRONT_REQUEST_H
#define FRONT_REQUEST_H

/*
 * One HTTP request from its first header to its answer.
 */

#include <sys/types.h>

#include "buf.h"
#include "fault.h"
#include "head.h"
#include "http.h"

struct admin_page;
struct front;
struct route;
struct stream;

#define REQUEST_PARAM 128

struct request {
	struct front *front;
	struct http_conn *conn;
	const char *method; /* GET for HEAD too; valid while it lives */
	const char *path;
	int is_unix; /* came over http.sock, by uid */
	unsigned uid;
	const struct route *route; /* NULL: none */
	char param[REQUEST_PARAM]; /* the path's one variable part */
	struct head head;
	struct buf query; /* JSON object of the query */
	int english;
	size_t limit; /* of the body */
	size_t body_n;
	size_t held; /* of front->held */
	struct buf body;
	int body_fd;  /* batches: the lines; -1 */
	int unframed; /* its headers leave the body's end in doubt */
	int ready;    /* the reply stands */
	struct http_reply reply;
	struct stream *stream;
	struct admin_page *admin; /* of /admin: what core answered */
};

/* Called by http.c, in this order. */
struct request *request_open(struct front *front, struct http_conn *c,
    const char *method, const char *path);
/* Over the Unix socket: who. */
void request_peer(struct request *r, unsigned uid);
enum http_next request_head(struct request *r);
enum http_next request_data(struct request *r, const void *p, size_t n);
enum http_next request_end(struct request *r);
/* Next bytes of a streamed body: n > 0; 0 nothing yet (suspended); -1 end. */
ssize_t request_stream(struct request *r, char *p, size_t n);
void request_close(struct request *r);

/* The answer is f as a problem (or a page of words). */
enum http_next request_fail(struct request *r, const struct fault *f);

#endif
