/*
 * Between a request and core: one compact message out, one answer in.  The
 * body was parsed once and written once (body.c) and is spliced in as text.
 */

#include <string.h>
#include <unistd.h>

#include "buf.h"
#include "fault.h"
#include "log.h"

#include "ask.h"
#include "body.h"
#include "front.h"
#include "link.h"
#include "page.h"
#include "problem.h"
#include "request.h"
#include "route.h"
#include "stream.h"
#include "text.h"

int
ask_credential(const struct request *r, struct buf *b, struct fault *f)
{
	char hex[65];

	if (r->head.authorization != NULL) {
		if (head_token(r->head.authorization, hex, f) < 0)
			return -1;
		buf_printf(b, ",\"credential\":{\"token\":\"%s\"}", hex);
		return 0;
	}
	if (r->is_unix) {
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

static const char *
param_name(const char *path, size_t *ret_n)
{
	const char *s = strchr(path, '{');

	*ret_n = s == NULL ? 0 : strcspn(s + 1, "}");
	return s == NULL ? "" : s + 1;
}

int
ask_text(const struct request *r, const struct body *body, struct buf *ret_text,
    struct fault *f)
{
	struct buf *b = ret_text;
	const char *name;
	size_t n;

	name = param_name(r->route->path, &n);
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
take_headers(struct http_reply *a, const json_t *headers)
{
	const char *name;
	json_t *v;
	void *it = json_object_iter((json_t *)(uintptr_t)headers);

	for (; it != NULL;
	     it = json_object_iter_next((json_t *)(uintptr_t)headers, it)) {
		name = json_object_iter_key(it);
		v = json_object_iter_value(it);
		if (json_is_string(v))
			http_reply_header(a, name, json_string_value(v));
	}
}

static void
take_body(struct request *r, const json_t *body)
{
	const json_t *rev = json_object_get(body, "rev");
	char etag[32];
	char *s = json_dumps(
	    body, JSON_COMPACT | JSON_ENCODE_ANY | JSON_PRESERVE_ORDER);

	if (s == NULL)
		return;
	r->reply.body.p = (uint8_t *)s;
	r->reply.body.n = strlen(s);
	r->reply.body.cap = r->reply.body.n + 1;
	r->reply.type = "application/json";
	if (json_is_integer(rev) &&
	    (size_t)snprintf(etag, sizeof(etag), "\"%lld\"",
		(long long)json_integer_value(rev)) < sizeof(etag))
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

static void
plain(struct request *r, int status, const json_t *reply, int fd)
{
	const json_t *body = json_object_get(reply, "body");

	if (status >= 400 && json_object_get(body, "code") != NULL) {
		problem_core(r, status, body);
		return;
	}
	r->reply.status = status;
	r->reply.kind = HTTP_API;
	if (fd >= 0) {
		r->reply.fd = fd;
		r->reply.type = "application/pdf";
	} else if (body != NULL && !json_is_null(body)) {
		take_body(r, body);
	}
}

static void
answered(void *ctx, const json_t *reply, int fd)
{
	struct request *r = ctx;
	int status = (int)json_integer_value(json_object_get(reply, "status"));

	if (status < 200 || status > 599) {
		if (reply != NULL)
			log_warnx("route %s: core's reply has no status",
			    r->route->name);
		if (fd >= 0)
			close(fd);
		if (r->route->by == ROUTE_SHEET)
			page_sheet(r, 503, NULL);
		else
			away(r);
	} else {
		if (status < 400 || r->route->by != ROUTE_SHEET)
			take_headers(
			    &r->reply, json_object_get(reply, "headers"));
		if (r->route->by == ROUTE_SHEET)
			page_sheet(r, status, json_object_get(reply, "body"));
		else if (r->route->by == ROUTE_EVENTS && status == 200)
			stream_begin(r, json_object_get(reply, "body"));
		else
			plain(r, status, reply, fd);
		if (r->reply.fd != fd && fd >= 0)
			close(fd);
	}
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
	if (link_ask(r->front->link, &text, fd, answered, r) == 0)
		return HTTP_WAIT;
	if (r->route->by == ROUTE_SHEET)
		page_sheet(r, 503, NULL);
	else
		away(r);
	return HTTP_REPLY;
}
