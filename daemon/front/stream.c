/*
 * Server-sent events: of jobs, or the notices of the office.  A reader that is
 * slower than the events is cut off: it comes back with Last-Event-ID and reads
 * the rest from the event table, so no buffer here grows with a stranger's
 * patience.  A credential that was withdrawn ends the stream: core is asked
 * again now and then.
 */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buf.h"
#include "log.h"
#include "mem.h"

#include "ask.h"
#include "front.h"
#include "link.h"
#include "request.h"
#include "route.h"
#include "stream.h"

#define ROOM ((size_t)262144)
#define BEATS 4 /* after so many heartbeats core is asked again */
#define NOW "9007199254740991" /* after every event: live only */

struct stream {
	struct request *r;
	struct stream *next, *prev;
	struct buf out; /* sent up to at */
	size_t at;
	long long last;	  /* newest seq given to the reader, -1 unknown */
	long long newest; /* newest seq heard of */
	long long job;	  /* only this job's, 0: all */
	char *counter;	  /* whose events it may see, by core; NULL: none */
	int all;	  /* an administrator's: every counter's */
	int notices;	  /* of the office, instead of events */
	int asking;	  /* a page of history is asked for */
	int behind;	  /* there is more history than was read */
	int asleep;	  /* the connection is suspended */
	int still;	  /* nothing was said since the last heartbeat */
	unsigned beats;	  /* so far */
	int over;
	int *gone; /* set when freed while a page is on its way */
};

static long long
member(const char *members, const char *name)
{
	const char *s = members == NULL ? NULL : strstr(members, name);

	return s == NULL ? -1 : strtoll(s + strlen(name), NULL, 10);
}

void
stream_query(struct request *r)
{
	long long after = member(buf_str(&r->query), "\"after\":\"");
	long long job = member(buf_str(&r->query), "\"job\":\"");

	r->stream = mem_alloc(sizeof(*r->stream));
	r->stream->r = r;
	r->stream->notices = r->route->by == ROUTE_NOTICES;
	r->stream->job = job > 0 ? job : 0;
	r->stream->last = r->head.last_event >= 0 ? r->head.last_event : after;
	r->stream->newest = r->stream->last;
	buf_clear(&r->query);
	if (r->stream->last >= 0)
		buf_printf(&r->query, "\"after\":\"%lld\"", r->stream->last);
	else
		buf_puts(&r->query, "\"after\":\"" NOW "\",\"limit\":\"1\"");
}

static void
wake(struct stream *s)
{
	if (!s->asleep)
		return;
	s->asleep = 0;
	http_wake(s->r->conn);
}

static void
say(struct stream *s, const char *name, long long seq, const json_t *data)
{
	char *text;

	if (s->over || seq <= s->last)
		return;
	s->last = seq;
	if (s->job > 0 &&
	    json_integer_value(json_object_get(data, "job")) != s->job)
		return;
	if (s->out.n - s->at > ROOM) {
		s->over = 1; /* too slow */
		wake(s);
		return;
	}
	text = json_dumps(data, JSON_COMPACT | JSON_PRESERVE_ORDER);
	if (text == NULL || strpbrk(name, "\r\n") != NULL) {
		free(text);
		return;
	}
	buf_printf(&s->out, "id: %lld\nevent: %s\ndata: ", seq, name);
	buf_puts(&s->out, text);
	buf_puts(&s->out, "\n\n");
	free(text);
	s->still = 0;
	wake(s);
}

/* Core alone knows whose credential it is: it says so with each page, and
 * until it has, nothing live is shown. */
static void
whose(struct stream *s, const json_t *counter)
{
	free(s->counter);
	s->counter = json_is_string(counter)
	    ? mem_strdup(json_string_value(counter))
	    : NULL;
	s->all = json_is_null(counter);
}

static int
may_see(const struct stream *s, const json_t *event)
{
	const char *of = json_string_value(json_object_get(event, "counter"));

	const char *stream =
	    json_string_value(json_object_get(event, "stream"));
	int notices = stream != NULL && strcmp(stream, "notices") == 0;

	if (s->notices || notices)
		return s->notices && notices;
	return s->all ||
	    (s->counter != NULL && of != NULL && strcmp(s->counter, of) == 0);
}

static void more(struct stream *s);

/* A page of history.  It may hold none of the reader's own and yet not be
 * the last. */
static void
page(struct stream *s, const json_t *body)
{
	const json_t *items = json_object_get(body, "items"), *e;
	const char *name, *next;
	size_t i;

	s->asking = 0;
	whose(s, json_object_get(body, "counter"));
	json_array_foreach (items, i, e) {
		name = s->notices
		    ? "notice"
		    : json_string_value(json_object_get(e, "event"));
		say(s, name == NULL ? "event" : name,
		    json_integer_value(json_object_get(e, "seq")), e);
	}
	if (s->last < 0) /* live only: from here on */
		s->last = json_integer_value(json_object_get(body, "last"));
	next = json_string_value(json_object_get(body, "next"));
	if (next != NULL && strtoll(next, NULL, 10) > s->last)
		s->last = strtoll(next, NULL, 10);
	s->behind =
	    next != NULL || (json_array_size(items) > 0 && s->newest > s->last);
	if (s->behind)
		more(s);
}

struct wait {
	struct stream *s; /* cleared through gone */
	int gone;
};

static void
paged(void *ctx, struct scan reply, int fd)
{
	struct wait *w = ctx;
	struct scan body = scan_member(reply, "body");
	json_t *j;

	if (fd >= 0)
		close(fd);
	if (!w->gone) {
		w->s->gone = NULL;
		w->s->asking = 0;
		if (scan_int(scan_member(reply, "status"), 0) == 200 &&
		    body.p != NULL) {
			j = json_loadb(body.p, body.n, 0, NULL);
			page(w->s, j);
			json_decref(j);
		} else if (reply.p != NULL) {
			w->s->over = 1;
			wake(w->s);
		} /* core is away: stream_resume asks again */
	}
	free(w);
}

/* Asks for what comes after s->last; waits while the reader has enough. */
static void
more(struct stream *s)
{
	struct wait *w;
	struct buf text = { 0 };
	struct fault f;

	if (s->asking || s->over || s->last < 0 || s->out.n - s->at > ROOM / 2)
		return;
	buf_clear(&s->r->query);
	buf_printf(&s->r->query, "\"after\":\"%lld\"", s->last);
	if (ask_text(s->r, NULL, &text, &f) < 0) {
		buf_release(&text);
		return;
	}
	buf_putc(&text, '}');
	w = mem_alloc(sizeof(*w));
	w->s = s;
	s->asking = 1;
	s->gone = &w->gone;
	if (link_ask(s->r->front->link, &text, -1, paged, w) < 0) {
		s->asking = 0;
		s->gone = NULL;
		free(w);
	}
}

void
stream_begin(struct request *r, const json_t *body)
{
	struct stream *s = r->stream;
	struct front *front = r->front;

	r->reply.status = 200;
	r->reply.kind = HTTP_API;
	r->reply.type = "text/event-stream";
	r->reply.stream = 1;
	http_reply_header(&r->reply, "X-Accel-Buffering", "no");
	s->next = front->streams;
	if (s->next != NULL)
		s->next->prev = s;
	front->streams = s;
	buf_puts(&s->out, "retry: 2000\n\n");
	page(s, body);
}

ssize_t
stream_read(struct stream *s, char *p, size_t n)
{
	size_t have = s->out.n - s->at;

	if (s->over)
		return -1;
	if (have == 0) {
		buf_clear(&s->out);
		s->at = 0;
		s->asleep = 1;
		if (s->behind)
			more(s);
		return 0;
	}
	if (n > have)
		n = have;
	memcpy(p, s->out.p + s->at, n);
	s->at += n;
	return (ssize_t)n;
}

void
stream_free(struct stream *s)
{
	if (s == NULL)
		return;
	if (s->gone != NULL)
		*s->gone = 1;
	if (s->next != NULL)
		s->next->prev = s->prev;
	if (s->prev != NULL)
		s->prev->next = s->next;
	else if (s->r->front->streams == s)
		s->r->front->streams = s->next;
	buf_release(&s->out);
	free(s->counter);
	free(s);
}

void
stream_event(struct front *front, const json_t *event)
{
	long long seq = json_integer_value(json_object_get(event, "seq"));
	const char *name = json_string_value(json_object_get(event, "type"));
	struct stream *s;

	for (s = front->streams; s != NULL; s = s->next) {
		if (!may_see(s, event))
			continue;
		if (seq > s->newest)
			s->newest = seq;
		if (s->asking || s->behind)
			continue; /* it comes with the history */
		say(s, name == NULL ? "event" : name, seq,
		    json_object_get(event, "data"));
	}
}

void
stream_resume(struct front *front)
{
	for (struct stream *s = front->streams; s != NULL; s = s->next) {
		s->behind = s->last >= 0;
		more(s);
	}
}

void
stream_heartbeat(struct front *front)
{
	for (struct stream *s = front->streams; s != NULL; s = s->next) {
		if (s->still && s->out.n == s->at) {
			buf_puts(&s->out, ": \n\n");
			wake(s);
		}
		s->still = 1;
		if (++s->beats % BEATS == 0)
			more(s);
	}
}

void
stream_end_all(struct front *front)
{
	for (struct stream *s = front->streams; s != NULL; s = s->next) {
		s->over = 1;
		wake(s);
	}
}
