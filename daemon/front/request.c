/*
 * One request: which route, are its headers, query and body fit to be looked
 * at, who answers.  Everything here comes from strangers.  What is wrong is
 * refused as early as it is known - the size before a byte is read - and the
 * refusal names the header, parameter or field.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "log.h"
#include "mem.h"

#include "admin_int.h"
#include "ask.h"
#include "asset.h"
#include "body.h"
#include "front.h"
#include "page.h"
#include "problem.h"
#include "query.h"
#include "request.h"
#include "route.h"
#include "stream.h"

#define SMALL_BODY ((size_t)65536)
/* A chunked body past its limit is read on this far, to be answered. */
#define OVER_MAX ((size_t)4 << 20)
/* Bodies of all requests together lie in memory: at most so many of the
 * largest batches. */
#define HELD_BATCHES ((size_t)4)

struct request *
request_open(struct front *front, struct http_conn *c, const char *method,
    const char *path)
{
	struct request *r = mem_alloc(sizeof(*r));

	r->front = front;
	r->conn = c;
	r->method = method;
	r->path = path;
	r->body_fd = -1;
	http_reply_init(&r->reply);
	return r;
}

void
request_peer(struct request *r, unsigned uid)
{
	r->is_unix = 1;
	r->uid = uid;
}

void
request_close(struct request *r)
{
	if (r == NULL)
		return;
	stream_free(r->stream);
	admin_free(r->admin);
	http_reply_release(&r->reply);
	buf_release(&r->query);
	buf_release(&r->body);
	if (r->body_fd >= 0)
		close(r->body_fd);
	r->front->held -= r->held;
	free(r);
}

static int
is_page(const struct request *r)
{
	if (r->route == NULL)
		return head_wants_html(r->head.accept);
	return r->route->by == ROUTE_SHEET || r->route->by == ROUTE_HOME ||
	    r->route->by == ROUTE_SEARCH;
}

static int
is_admin(const struct request *r)
{
	if (r->route == NULL)
		return strncmp(r->path, "/admin", 6) == 0 && is_page(r);
	return r->route->by == ROUTE_ADMIN;
}

enum http_next
request_fail(struct request *r, const struct fault *f)
{
	http_reply_release(&r->reply);
	if (is_admin(r))
		admin_fault(r, f);
	else if (is_page(r))
		page_fault(r, f);
	else
		problem_fault(r, f);
	return HTTP_REPLY;
}

static enum http_next
no_route(struct request *r, const char *allow)
{
	struct fault f;

	if (strcmp(r->path, "*") == 0)
		allow = "GET, HEAD, POST, PUT, DELETE";
	if (allow[0] == '\0') {
		fault_set(&f, FAULT_NOT_FOUND, "",
		    "Tidak ada apa pun di alamat ini.",
		    "There is nothing at this address.");
		return request_fail(r, &f);
	}
	if (strcmp(r->method, "OPTIONS") == 0) {
		r->reply.status = 204;
	} else {
		fault_set(&f, FAULT_METHOD, "",
		    "Metode ini tidak berlaku di alamat ini; yang boleh: "
		    "%s.",
		    "This method does not apply here; allowed: %s.", allow);
		request_fail(r, &f);
	}
	http_reply_header(&r->reply, "Allow", allow);
	return HTTP_REPLY;
}

static int
check_type(const struct request *r, struct fault *f)
{
	const char *type = r->head.content_type;
	char boundary[71];

	switch (r->route->body) {
	case ROUTE_NO_BODY:
		return 0;
	case ROUTE_UPLOAD:
		if (head_media(type, "multipart/form-data", boundary))
			return 0;
		__attribute__((fallthrough));
	case ROUTE_FORM:
		if (head_media(type, "application/x-www-form-urlencoded", NULL))
			return 0;
		return fault_set(f, FAULT_MEDIA_TYPE, "",
		    "Kepala Content-Type harus "
		    "application/x-www-form-urlencoded.",
		    "Header Content-Type must be "
		    "application/x-www-form-urlencoded.");
	case ROUTE_LINES:
		if (head_media(type, "application/x-ndjson", NULL))
			return 0;
		return fault_set(f, FAULT_MEDIA_TYPE, "",
		    "Kepala Content-Type harus application/x-ndjson.",
		    "Header Content-Type must be application/x-ndjson.");
	case ROUTE_JOB:
		if (head_media(type, "application/json", NULL) ||
		    head_media(type, "multipart/form-data", boundary))
			return 0;
		return fault_set(f, FAULT_MEDIA_TYPE, "",
		    "Kepala Content-Type harus application/json atau "
		    "multipart/form-data dengan boundary.",
		    "Header Content-Type must be application/json or "
		    "multipart/form-data with a boundary.");
	case ROUTE_OPTIONAL:
		if (type == NULL && r->head.length <= 0 &&
		    r->head.transfer_encoding == NULL)
			return 0;
		__attribute__((fallthrough));
	case ROUTE_JSON:
		break;
	}
	if (head_media(type, "application/json", NULL))
		return 0;
	return fault_set(f, FAULT_MEDIA_TYPE, "",
	    "Kepala Content-Type harus application/json.",
	    "Header Content-Type must be application/json.");
}

static int
too_large(const struct request *r, struct fault *f)
{
	return fault_set(f, FAULT_TOO_LARGE, "",
	    "Isi permintaan melebihi batas %zu byte (kepala "
	    "Content-Length).",
	    "The body is over the limit of %zu bytes (header "
	    "Content-Length).",
	    r->limit);
}

static size_t
held_max(const struct request *r)
{
	return HELD_BATCHES * (size_t)r->front->conf.max_batch;
}

static int
busy(struct fault *f)
{
	return fault_set(f, FAULT_BUSY, "",
	    "Terlalu banyak kiriman besar sekaligus. Kirim ulang sebentar "
	    "lagi dengan Idempotency-Key yang sama.",
	    "Too many large submissions at once. Send again in a moment with "
	    "the same Idempotency-Key.");
}

static int
check_body(struct request *r, struct fault *f)
{
	const struct conf *c = &r->front->conf;

	r->limit = r->route->body == ROUTE_LINES ? (size_t)c->max_batch
	    : r->route->body == ROUTE_JOB || r->route->body == ROUTE_UPLOAD
	    ? (size_t)c->max_body
	    : SMALL_BODY;
	if (r->route->body == ROUTE_NO_BODY) {
		if (r->head.length <= 0 && r->head.transfer_encoding == NULL)
			return 0;
		return fault_set(f, FAULT_HEADER, "",
		    "Kepala Content-Length: permintaan ini tidak berisi "
		    "badan.",
		    "Header Content-Length: this request has no body.");
	}
	if (r->head.length > 0 && (size_t)r->head.length > r->limit)
		return too_large(r, f);
	if (check_type(r, f) < 0)
		return -1;
	if (r->head.length > 0 &&
	    r->front->held + (size_t)r->head.length > held_max(r))
		return busy(f);
	if (r->route->body != ROUTE_LINES)
		return 0;
	r->body_fd = memfd_create("batch", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (r->body_fd < 0)
		return fault_set(f, FAULT_IO, "",
		    "Berkas tidak dapat disimpan sementara.",
		    "The file cannot be kept for the moment.");
	return 0;
}

static enum http_next
look(struct request *r)
{
	struct fault f;
	struct buf credential = { 0 };
	char allow[64];
	int rc;

	r->route = route_find(r->method, r->path, r->param, allow);
	rc = head_read(r->conn, &r->head, &f);
	r->english = head_english(r->head.accept_language);
	r->unframed = rc < 0;
	if (rc < 0)
		return request_fail(r, &f);
	if (r->route == NULL)
		return no_route(r, allow);
	if (query_read(r, &f) < 0)
		return request_fail(r, &f);
	if (r->route->by == ROUTE_ADMIN) {
		admin_taste(r);
		if (admin_origin(r, &f) < 0)
			return request_fail(r, &f);
	}
	rc = ask_credential(r, &credential, &f);
	buf_release(&credential);
	if (rc < 0)
		return r->route->by == ROUTE_ADMIN ? admin_to_login(r)
						   : request_fail(r, &f);
	if (r->route->key && r->head.idempotency_key == NULL) {
		fault_set(&f, FAULT_HEADER, "",
		    "Kepala Idempotency-Key tidak ada: beri tiap kiriman "
		    "kunci sendiri, agar kiriman ulang tidak mencetak dua "
		    "kali.",
		    "Header Idempotency-Key is missing: give each submission "
		    "its own key, so that sending again prints nothing "
		    "twice.");
		return request_fail(r, &f);
	}
	if (check_body(r, &f) < 0)
		return request_fail(r, &f);
	return HTTP_MORE;
}

enum http_next
request_head(struct request *r)
{
	enum http_next next = look(r);

	/* An answer before the body closes the connection, and a client
	 * that is still sending may never see it: a small body is let pass
	 * first.  Where it is not sure where the body ends, it is not. */
	if (next != HTTP_REPLY || r->unframed ||
	    r->head.length > (long long)SMALL_BODY)
		return next;
	r->ready = 1;
	return HTTP_MORE;
}

static int
write_all(int fd, const char *p, size_t n)
{
	ssize_t w;

	for (; n > 0; p += w, n -= (size_t)w) {
		w = write(fd, p, n);
		if (w < 0 && errno == EINTR)
			w = 0;
		else if (w <= 0)
			return -1;
	}
	return 0;
}

enum http_next
request_data(struct request *r, const void *p, size_t n)
{
	r->body_n += n;
	if (r->ready || r->body_n > r->limit) {
		buf_release(&r->body);
		return r->body_n > r->limit + OVER_MAX ? HTTP_CLOSE : HTTP_MORE;
	}
	r->held += n;
	r->front->held += n;
	if (r->front->held > held_max(r))
		return HTTP_CLOSE; /* chunked, or many began at once */
	if (r->body_fd >= 0) {
		if (write_all(r->body_fd, p, n) < 0) {
			log_warn("batch");
			return HTTP_CLOSE;
		}
		return HTTP_MORE;
	}
	buf_put(&r->body, p, n);
	return HTTP_MORE;
}

static enum http_next
core_answers(struct request *r)
{
	char boundary[71] = "";
	struct body body;
	struct fault f;
	enum http_next next;
	int rc = 0, fd = r->body_fd;

	body_init(&body);
	if (r->route->body == ROUTE_LINES) {
		r->body_fd = -1;
		rc = body_lines(fd, r->body_n, &body, &f);
	} else if (r->route->body == ROUTE_JOB &&
	    head_media(r->head.content_type, "multipart/form-data", boundary)) {
		rc = body_multipart(boundary, &r->body, &body, &f);
	} else if (r->body_n > 0 || r->route->body == ROUTE_JSON ||
	    r->route->body == ROUTE_JOB) {
		rc =
		    body_json(&r->body, r->route->body == ROUTE_JOB, &body, &f);
	}
	next = rc < 0 ? request_fail(r, &f) : ask_core(r, &body);
	body_release(&body);
	return next;
}

static enum http_next
answer_live(struct request *r)
{
	static const char live[] = "{\"live\":true}";

	r->reply.status = 200;
	r->reply.type = "application/json";
	r->reply.bytes = live;
	r->reply.bytes_n = sizeof(live) - 1;
	return HTTP_REPLY;
}

static enum http_next
answer_asset(struct request *r, const char *name)
{
	struct fault f;

	if (asset_serve(r, name) == 0)
		return HTTP_REPLY;
	fault_set(&f, FAULT_NOT_FOUND, "", "Tidak ada apa pun di alamat ini.",
	    "There is nothing at this address.");
	return request_fail(r, &f);
}

enum http_next
request_end(struct request *r)
{
	struct fault f;

	if (r->ready)
		return HTTP_REPLY;
	if (r->body_n > r->limit) {
		too_large(r, &f);
		return request_fail(r, &f);
	}
	switch (r->route->by) {
	case ROUTE_NOTICES:
		if (!head_wants_events(r->head.accept))
			return core_answers(r);
		stream_query(r);
		return ask_core(r, NULL);
	case ROUTE_EVENTS:
		stream_query(r);
		return ask_core(r, NULL);
	case ROUTE_CORE:
		return core_answers(r);
	case ROUTE_SHEET:
		return ask_core(r, NULL);
	case ROUTE_HOME:
		page_home(r, 200, 0);
		return HTTP_REPLY;
	case ROUTE_SEARCH:
		return query_search(r);
	case ROUTE_ASSET:
		return answer_asset(r, r->param);
	case ROUTE_OPENAPI:
		return answer_asset(r, "openapi.json");
	case ROUTE_LIVE:
		return answer_live(r);
	case ROUTE_ADMIN:
		return admin_serve(r);
	}
	return HTTP_CLOSE;
}

ssize_t
request_stream(struct request *r, char *p, size_t n)
{
	return r->stream == NULL ? -1 : stream_read(r->stream, p, n);
}
