/*
 * The API as an ordinary client sees it: a list as JSON, a stream of events
 * that is left as soon as something came, and taken up again behind what was
 * delivered.  It trusts nothing of what comes: a line is bounded, an event
 * that is no JSON or has no number is passed over.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf.h"
#include "fault.h"
#include "log.h"
#include "mem.h"

#include "hook.h"

#define SOURCE_LINE 262144u
#define SOURCE_BODY (4u << 20)

struct source {
	struct hook *h;
	struct buf line;
	json_t *events; /* that came */
	int long_line;
};

struct source_head {
	const char *line[5];
	char *made[2];
};

static void
source_heads(const struct hook *h, int stream, struct source_head *ret)
{
	size_t n = 0;

	*ret = (struct source_head){ 0 };
	ret->line[n++] =
	    stream ? "Accept: text/event-stream" : "Accept: application/json";
	if (h->token) {
		ret->made[0] = mem_printf("Authorization: Bearer %s", h->token);
		ret->line[n++] = ret->made[0];
	}
	if (stream) {
		ret->made[1] =
		    mem_printf("Last-Event-ID: %lld", (long long)h->seq);
		ret->line[n++] = ret->made[1];
	}
}

static void
source_heads_free(struct source_head *head)
{
	free(head->made[0]);
	free(head->made[1]);
}

static void
source_line(struct source *s, const char *line)
{
	json_t *e, *seq;

	if (strncmp(line, "data:", 5) != 0)
		return;
	e = json_loads(line + 5, JSON_REJECT_DUPLICATES, NULL);
	seq = json_object_get(e, "seq");
	if (!json_is_integer(seq))
		log_warnx("%s: passed over what is no event", s->h->name);
	else if (json_integer_value(seq) > s->h->seq)
		json_array_append(s->events, e);
	json_decref(e);
}

/* What a piece holds is taken whole; then the stream is left. */
static int
source_take(const char *p, size_t n, void *arg)
{
	struct source *s = arg;

	for (size_t i = 0; i < n; i++) {
		if (p[i] != '\n') {
			if (s->line.n < SOURCE_LINE)
				buf_putc(&s->line, p[i]);
			else
				s->long_line = 1;
			continue;
		}
		if (s->long_line)
			log_warnx("%s: passed over a line that is too long",
			    s->h->name);
		else
			source_line(s, buf_str(&s->line));
		s->long_line = 0;
		buf_clear(&s->line);
	}
	return json_array_size(s->events) > 0;
}

static int
source_refused(long status, const char *why, struct fault *f)
{
	if (status == 0)
		return fault_set(f, FAULT_UNAVAILABLE, "",
		    "API tidak menjawab: %s", "the API does not answer: %s",
		    why);
	return fault_set(f, FAULT_UNAVAILABLE, "", "API menjawab %ld",
	    "the API answers %ld", status);
}

int
source_follow(struct hook *h, void (*fn)(struct hook *h, const json_t *e),
    struct fault *f)
{
	struct source s = { .h = h, .events = json_array() };
	struct source_head head;
	struct hook_call call = { .url = h->conf->hook_server,
		.path = h->path,
		.ca = h->conf->hook_ca,
		.head = head.line,
		.sink = source_take,
		.arg = &s };
	char why[128] = "";
	const json_t *e;
	long status;
	size_t i;

	source_heads(h, 1, &head);
	status = http_call(&call, why, sizeof why);
	source_heads_free(&head);
	json_array_foreach (s.events, i, e)
		fn(h, e);
	i = json_array_size(s.events);
	json_decref(s.events);
	buf_release(&s.line);
	/* a stream that ended without a word is taken up again in a while */
	if (i > 0)
		return 0;
	return source_refused(status == 200 ? 0 : status,
	    status == 200 ? "the stream ended" : why, f);
}

static int
source_fill(const char *p, size_t n, void *arg)
{
	struct buf *b = arg;

	if (b->n + n > SOURCE_BODY)
		return 1;
	buf_put(b, p, n);
	return 0;
}

json_t *
source_get(struct hook *h, const char *path, struct fault *f)
{
	struct source_head head;
	struct buf body = { 0 };
	struct hook_call call = { .url = h->conf->hook_server,
		.path = path,
		.ca = h->conf->hook_ca,
		.head = head.line,
		.timeout = h->conf->hook_timeout,
		.sink = source_fill,
		.arg = &body };
	char why[128] = "";
	json_t *v = NULL;
	long status;

	source_heads(h, 0, &head);
	status = http_call(&call, why, sizeof why);
	source_heads_free(&head);
	if (status != 200)
		(void)source_refused(status, why, f);
	else if (!(v = json_loadb(buf_str(&body), body.n, 0, NULL)))
		fault_set(f, FAULT_UNAVAILABLE, "",
		    "API menjawab bukan dengan JSON",
		    "the API answers with no JSON");
	buf_release(&body);
	return v;
}

/* The last seq of a list, -1 with f; *ret_more: there is another page. */
static int64_t
source_last(struct hook *h, const char *path, int *ret_more, struct fault *f)
{
	json_t *v = source_get(h, path, f);
	const json_t *items = json_object_get(v, "items");
	size_t n = json_array_size(items);
	int64_t seq = 0;

	if (!v)
		return -1;
	if (n > 0)
		seq = json_integer_value(
		    json_object_get(json_array_get(items, n - 1), "seq"));
	*ret_more = n > 0 && json_is_string(json_object_get(v, "next"));
	json_decref(v);
	return seq;
}

/* Page by page, to the end; word: how the list calls its cursor. */
static int
source_end(struct hook *h, const char *list, const char *word, int64_t *ret_seq,
    struct fault *f)
{
	int more = 1;

	while (more) {
		char *path = mem_printf(
		    "%s?limit=200&%s=%lld", list, word, (long long)*ret_seq);
		int64_t seq = source_last(h, path, &more, f);

		free(path);
		if (seq < 0)
			return -1;
		if (seq <= *ret_seq)
			break;
		*ret_seq = seq;
	}
	return 0;
}

/* Events have no list of their own: the newest job's newest event is never
 * later than the newest, and hardly earlier. */
int
source_newest(struct hook *h, int64_t *ret_seq, struct fault *f)
{
	json_t *v;
	json_int_t id;
	char *list;
	int rc;

	*ret_seq = 0;
	if (strcmp(h->path, "/v1/events") != 0)
		return source_end(h, h->path, "after", ret_seq, f);
	v = source_get(h, "/v1/jobs?limit=1", f);
	if (!v)
		return -1;
	id = json_integer_value(json_object_get(
	    json_array_get(json_object_get(v, "items"), 0), "id"));
	json_decref(v);
	if (id == 0)
		return 0;
	list = mem_printf("/v1/jobs/%lld/events", (long long)id);
	rc = source_end(h, list, "cursor", ret_seq, f);
	free(list);
	return rc;
}
