/*
 * Between a request and core: one compact message out, one answer in.  The
 * body was parsed once and written once (body.c) and is spliced in as text.
 */

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "buf.h"
#include "crash.h"
#include "fault.h"
#include "log.h"

#include "ask.h"
#include "body.h"
#include "cookie.h"
#include "export.h"
#include "front.h"
#include "link.h"
#include "page.h"
#include "problem.h"
#include "request.h"
#include "route.h"
#include "stream.h"
#include "text.h"

/* A browser sends its cookie unasked: it opens the pages and what stands on
 * them, never an act of the API, nor what a page would show covered. */
static int
cookie_counts(const struct request *r)
{
	return r->route->by == ROUTE_ADMIN || r->route->page;
}

int
ask_credential(const struct request *r, struct buf *b, struct fault *f)
{
	char hex[65], token[COOKIE_ROOM];

	if (r->head.authorization != NULL) {
		if (head_token(r->head.authorization, hex, f) < 0)
			return -1;
		buf_printf(b, ",\"credential\":{\"token\":\"%s\"}", hex);
		return 0;
	}
	if (cookie_counts(r) &&
	    cookie_get(r->head.cookie, COOKIE_TOKEN, token, sizeof(token)) ==
		0 &&
	    head_bare(token, hex) == 0) {
		buf_printf(b,
		    ",\"credential\":{\"token\":\"%s\",\"cookie\":true}", hex);
		return 0;
	}
	/* a browser behind a proxy is not the proxy */
	if (r->is_unix && r->route->by != ROUTE_ADMIN &&
	    r->head.cookie == NULL) {
		buf_printf(b, ",\"credential\":{\"uid\":%u}", r->uid);
		return 0;
	}
	if (r->route->open)
		return 0;
	return fault_set(f, FAULT_AUTH, "",
	    "Kepala Authorization tidak ada: kirim token loket sebagai "
	    "Bearer.",
	    "Header Authorization is missing: send the counter's token as "
	    "Bearer.");
}

int
ask_text(const struct request *r, const struct body *body, struct buf *ret_text,
    struct fault *f)
{
	struct buf *b = ret_text;
	const char *name;
	size_t n;

	name = route_param(r->route, &n);
	buf_printf(b, "{\"route\":\"%s\",\"method\":\"%s\",\"params\":{",
	    r->route->name, r->route->method);
	if (n > 0) {
		buf_printf(b, "\"%.*s\":", (int)n, name);
		text_json(b, r->param);
	}
	buf_printf(b, "},\"query\":{%s},\"lang\":\"%s\"", buf_str(&r->query),
	    r->english ? "en" : "id");
	if (ask_credential(r, b, f) < 0)
		return -1;
	if (r->head.idempotency_key != NULL) {
		buf_puts(b, ",\"key\":");
		text_json(b, r->head.idempotency_key);
	}
	if (r->head.rev >= 0)
		buf_printf(b, ",\"if_match\":%lld", r->head.rev);
	if (body == NULL)
		return 0;
	if (body->hash[0] != '\0')
		buf_printf(b, ",\"body_hash\":\"%s\"", body->hash);
	if (body->flag != NULL)
		buf_printf(b, ",\"%s\":true", body->flag);
	if (body->json.n > 0) {
		buf_puts(b, ",\"body\":");
		buf_put(b, body->json.p, body->json.n);
	}
	return 0;
}

static void
take_headers(struct http_reply *a, struct scan headers)
{
	const char *name;
	void *it;
	json_t *v, *j = NULL;

	if (headers.p != NULL)
		j = json_loadb(headers.p, headers.n, 0, NULL);
	for (it = json_object_iter(j); it != NULL;
	     it = json_object_iter_next(j, it)) {
		name = json_object_iter_key(it);
		v = json_object_iter_value(it);
		if (json_is_string(v) && strcasecmp(name, "ETag") != 0)
			http_reply_header(a, name, json_string_value(v));
	}
	json_decref(j);
}

/* What core hands over as bytes is a page, its look on a screen or the
 * metrics. */
static const char *
bytes_type(struct scan type)
{
	static const char *const known[] = { "text/plain; version=0.0.4",
		"image/svg+xml" };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (type.n == strlen(known[i]) + 2 &&
		    memcmp(type.p + 1, known[i], type.n - 2) == 0)
			return known[i];
	return "application/pdf";
}

static void
take_body(struct request *r, struct scan body)
{
	long long rev = scan_int(scan_member(body, "rev"), -1);
	char etag[32];

	buf_put(&r->reply.body, body.p, body.n);
	r->reply.type = "application/json";
	if (rev >= 0 &&
	    (size_t)snprintf(etag, sizeof(etag), "\"%lld\"", rev) <
		sizeof(etag))
		http_reply_header(&r->reply, "ETag", etag);
}

static void
away(struct request *r)
{
	struct fault f;

	fault_set(&f, FAULT_UNAVAILABLE, "",
	    "Inti layanan sedang tidak menjawab. Kirim ulang dengan "
	    "Idempotency-Key yang sama.",
	    "The core of the service does not answer. Send again with the "
	    "same Idempotency-Key.");
	request_fail(r, &f);
}

/* Answers as core says; 0 when it says nothing that makes sense. */
static int
as_said(struct request *r, struct scan reply, int fd)
{
	int status = (int)scan_int(scan_member(reply, "status"), 0);
	struct scan body = scan_member(reply, "body");
	enum route_by by = r->route->by;
	enum export_as as =
	    r->route->file && status == 200 ? export_wanted(r) : EXPORT_JSON;
	json_t *j = NULL;

	if (status < 200 || status > 599)
		return 0;
	if (status >= 400 || by == ROUTE_SHEET || r->stream != NULL ||
	    as != EXPORT_JSON) {
		if (body.p != NULL)
			j = json_loadb(body.p, body.n, 0, NULL);
	}
	if (by != ROUTE_SHEET)
		take_headers(&r->reply, scan_member(reply, "headers"));
	if (by == ROUTE_SHEET) {
		page_sheet(r, status, j);
	} else if (status >= 400 && json_object_get(j, "code") != NULL) {
		problem_core(r, status, j);
	} else if (r->stream != NULL && status == 200) {
		stream_begin(r, j);
	} else if (as == EXPORT_JSON || !export_reply(r, as, j)) {
		r->reply.status = status;
		if (fd >= 0) {
			r->reply.fd = fd;
			r->reply.type = bytes_type(scan_member(reply, "type"));
		} else if (body.p != NULL && body.p[0] == '{') {
			take_body(r, body);
		}
	}
	json_decref(j);
	return 1;
}

static void
answered(void *ctx, struct scan reply, int fd)
{
	struct request *r = ctx;

	crash_point("front-after-answer");
	if (!as_said(r, reply, fd)) {
		if (reply.p != NULL)
			log_warnx("route %s: core's reply has no status",
			    r->route->name);
		if (r->route->by == ROUTE_SHEET)
			page_sheet(r, 503, NULL);
		else
			away(r);
	}
	if (r->reply.fd != fd && fd >= 0)
		close(fd);
	r->ready = 1;
	http_wake(r->conn);
}

enum http_next
ask_core(struct request *r, struct body *body)
{
	struct buf text = { 0 };
	struct fault f;
	int fd = body == NULL ? -1 : body->fd;

	if (ask_text(r, body, &text, &f) < 0) {
		buf_release(&text);
		return request_fail(r, &f);
	}
	buf_putc(&text, '}');
	if (body != NULL)
		body->fd = -1; /* link_ask takes it */
	crash_point("front-before-ask");
	if (link_ask(r->front->link, &text, fd, answered, r) == 0)
		return HTTP_WAIT;
	if (r->route->by == ROUTE_SHEET)
		page_sheet(r, 503, NULL);
	else
		away(r);
	return HTTP_REPLY;
}
