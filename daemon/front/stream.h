#ifndef FRONT_STREAM_H
#define FRONT_STREAM_H

/*
 * GET /v1/events: server-sent events.  History from core's event table, then
 * what core tells live, each event once and in order.
 */

#include <sys/types.h>

#include <jansson.h>

struct front;
struct request;
struct stream;

/* The query of the first page asked of core: after Last-Event-ID or ?after;
 * live only where neither came. */
void stream_query(struct request *r);
/* Core let r in; body is the first page. */
void stream_begin(struct request *r, const json_t *body);
/* Next bytes; 0 none yet, -1 the stream has ended. */
ssize_t stream_read(struct stream *s, char *p, size_t n);
void stream_free(struct stream *s);

/* An EVENT of core. */
void stream_event(struct front *front, const json_t *event);
/* Core is back: ask for what was missed. */
void stream_resume(struct front *front);
/* A comment into every stream that has been still; is it allowed still? */
void stream_heartbeat(struct front *front);
/* Ends all of them. */
void stream_end_all(struct front *front);

#endif
