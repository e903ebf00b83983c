/*
 * Watches one job live: its events so far, then the server's stream, until the
 * sheet came out or a person is needed.  The stream is resumable, so a dropped
 * connection loses no step.
 */

#include <poll.h>
#include <sysexits.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fault.h"
#include "mem.h"

#include "cli.h"

/* A server that is started again is asked again this often, at this pace. */
#define TRIES 40
#define TRY_MS 250
/* Who hears nothing for this long (s) is told what the job waits for. */
#define SILENCE 2

struct follow {
	struct cli *cli;
	long long job;
	long long seq; /* newest event seen of the stream */
	struct buf line;
	const char *state; /* last state, static text */
	int over;
	time_t heard; /* the newest step, or when we asked why */
	char *why;    /* what it waits for, as said last */
};

static const struct {
	const char *state;
	int exit;
} ends[] = {
	{ "printed", EX_OK },
	{ "ready", EX_OK },
	{ "issued", EX_OK },
	{ "doubt", EX_TEMPFAIL },
	{ "spoiled", EX_SOFTWARE },
	{ "voided", EX_SOFTWARE },
	{ "superseded", EX_SOFTWARE },
	{ "cancelled", EX_SOFTWARE },
	{ "rejected", EX_DATAERR },
};

static void
show(struct follow *w, const json_t *e)
{
	const char *to = json_string_value(json_object_get(e, "to"));
	char room[SAY_TIME];
	const char *kind;
	size_t i;

	if (json_integer_value(json_object_get(e, "job")) != w->job)
		return;
	kind = json_string_value(json_object_get(e, "event"));
	if (kind != NULL && strcmp(kind, "note") == 0 && !w->cli->json)
		return;
	w->heard = time(NULL);
	if (w->cli->json) {
		json_dumpf(e, stdout, JSON_COMPACT | JSON_PRESERVE_ORDER);
		putchar('\n');
	} else if (!w->cli->quiet)
		printf("  %s  %s\n", say_time(json_object_get(e, "at"), room),
		    say_state(to));
	fflush(stdout);
	for (i = 0; to != NULL && i < sizeof(ends) / sizeof(ends[0]); i++)
		if (strcmp(ends[i].state, to) == 0) {
			w->state = ends[i].state;
			w->over = 1;
		}
}

static void
take_line(struct follow *w, const char *line)
{
	json_t *e;

	if (strncmp(line, "data:", 5) != 0)
		return;
	e = json_loads(line + 5, 0, NULL);
	if (e == NULL)
		return;
	if (!w->cli->json)
		say_plain(e);
	if (json_integer_value(json_object_get(e, "seq")) > w->seq) {
		w->seq = json_integer_value(json_object_get(e, "seq"));
		show(w, e);
	}
	json_decref(e);
}

static int
sink(const char *p, size_t n, void *arg)
{
	struct follow *w = arg;
	size_t i;

	for (i = 0; i < n && !w->over; i++) {
		if (p[i] != '\n') {
			if (w->line.n < 65536)
				buf_putc(&w->line, p[i]);
			continue;
		}
		take_line(w, buf_str(&w->line));
		buf_clear(&w->line);
	}
	return (w->over);
}

/* A job that waits says why in its record, not in its events. */
static void
ask_why(struct follow *w)
{
	char *path = mem_printf("/v1/jobs/%lld", w->job);
	struct http_call call = { .method = "GET", .path = path };
	struct http_reply r = { 0 };
	struct fault f = { 0 };
	json_t *v = NULL;

	if (http_do(w->cli, &call, &r, &f) == 0 && r.status == 200)
		v = json_loadb((const char *)r.body.p, r.body.n, 0, NULL);
	say_plain(v);
	if (*say_reason(v) != '\0' &&
	    (w->why == NULL || strcmp(w->why, say_reason(v)) != 0)) {
		free(w->why);
		w->why = mem_strdup(say_reason(v));
		printf("  %s: %s\n", say("menunggu", "waiting"), w->why);
		fflush(stdout);
	}
	json_decref(v);
	buf_release(&r.body);
	free(path);
}

static void
tick(void *arg)
{
	struct follow *w = arg;

	if (w->over || w->cli->json || w->cli->quiet ||
	    time(NULL) - w->heard < SILENCE)
		return;
	w->heard = time(NULL);
	ask_why(w);
}

/* what has happened before we listened */
static int
history(struct follow *w, int *ret_exit)
{
	char *path;
	json_t *v, *items, *e;
	size_t i;

	path = mem_printf("/v1/jobs/%lld/events?limit=200", w->job);
	v = say_get(w->cli, path, ret_exit);
	free(path);
	if (v == NULL)
		return (-1);
	items = json_object_get(v, "items");
	json_array_foreach (items, i, e) {
		w->seq = json_integer_value(json_object_get(e, "seq"));
		show(w, e);
	}
	json_decref(v);
	return (0);
}

static int
ended(struct follow *w)
{
	char *path;
	json_t *v;
	size_t i;
	int code;

	path = mem_printf("/v1/jobs/%lld", w->job);
	v = say_get(w->cli, path, &code);
	free(path);
	if (v != NULL && *say_reason(v) != '\0' && !w->cli->json)
		printf("  %s\n", say_reason(v));
	json_decref(v);
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (w->state == ends[i].state)
			code = ends[i].exit;
	return (code);
}

/* One connection, from the newest event seen on; 1 when it is worth another
 * try, 0 when it is over, -1 with the exit code. */
static int
listen_once(struct follow *w, struct http_reply *r, int *tries, int *ret_exit)
{
	struct http_call call = { .method = "GET",
		.path = "/v1/events",
		.sink = sink,
		.tick = tick,
		.arg = w };
	struct fault f = { 0 };
	long long seen = w->seq;
	char last[24];
	int rc;

	snprintf(last, sizeof(last), "%lld", w->seq);
	call.last_event = last;
	buf_clear(&w->line);
	rc = http_do(w->cli, &call, r, &f);
	if (w->over)
		return (0);
	if (w->seq > seen)
		*tries = 0;
	if (rc == 0 && r->status < 400)
		return (1); /* it ended well: there may be more */
	if (++*tries < TRIES && (rc != 0 || r->status == 503))
		return (1);
	*ret_exit = rc != 0 ? say_fault(&f) : say_problem(r);
	return (-1);
}

int
follow_job(struct cli *c, long long id)
{
	struct follow w = { .cli = c, .job = id, .heard = time(NULL) };
	struct http_reply r = { 0 };
	int code = EX_OK, tries = 0;

	if (history(&w, &code) != 0)
		return (code);
	while (!w.over && listen_once(&w, &r, &tries, &code) > 0)
		poll(NULL, 0, TRY_MS);
	buf_release(&w.line);
	free(w.why);
	buf_release(&r.body);
	return (w.over ? ended(&w) : code);
}
