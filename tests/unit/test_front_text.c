/* The front's pure parts: routes, spans of JSON, quoting, headers. */
/* SRC: daemon/front/route.c daemon/front/scan.c daemon/front/text.c daemon/front/head.c */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "fault.h"

#include "daemon/front/head.h"
#include "daemon/front/http.h"
#include "daemon/front/route.h"
#include "daemon/front/scan.h"
#include "daemon/front/text.h"

/* head.c asks the connection for its headers: here they come from a table. */
static const char *const (*given)[2];

void
http_headers(struct http_conn *c,
    void (*fn)(void *ctx, const char *name, const char *value), void *ctx)
{
	(void)c;
	for (size_t i = 0; given[i][0] != NULL; i++)
		fn(ctx, given[i][0], given[i][1]);
}

static void
routes(void **state)
{
	static const struct {
		const char *method, *path, *name, *param, *allow;
	} t[] = {
		{ "GET", "/", "home", "", "" },
		{ "HEAD", "/livez", "livez", "", "GET, HEAD" },
		{ "POST", "/v1/jobs", "job.create", "", "" },
		{ "GET", "/v1/jobs", "job.list", "", "" },
		{ "GET", "/v1/jobs/12", "job.get", "12", "" },
		{ "POST", "/v1/jobs/12/hold", "job.hold", "12", "" },
		{ "GET", "/v1/jobs/12/pdf", "job.pdf", "12", "" },
		{ "PUT", "/v1/printers/a-1", "printer.put", "a-1", "" },
		{ "GET", "/v1/verify/k7q2m9xwd4r8tj3p", "verify",
		    "k7q2m9xwd4r8tj3p", "" },
		{ "GET", "/K7Q2M9XWD4R8TJ3P", "verify", "K7Q2M9XWD4R8TJ3P",
		    "" },
		{ "PUT", "/v1/jobs", NULL, "", "POST, GET, HEAD" },
		{ "GET", "/v1/printers/a", "printer.get", "a", "" },
		{ "POST", "/v1/printers/a", NULL, "",
		    "GET, HEAD, PUT, DELETE" },
		{ "GET", "/v1/jobs/", NULL, "", "" },
		{ "GET", "/v1/jobs/0", NULL, "", "" },
		{ "GET", "/v1/jobs/01", NULL, "", "" },
		{ "GET", "/v1/jobs/1x", NULL, "", "" },
		{ "GET", "/v1/jobs/1/", NULL, "", "" },
		{ "GET", "/v1/jobs/1234567890123456789", NULL, "", "" },
		{ "PUT", "/v1/printers/..", NULL, "", "" },
		{ "PUT", "/v1/printers/a/b", NULL, "", "" },
		{ "GET", "/U7Q2M9XWD4R8TJ3P", NULL, "", "" },
		{ "GET", "/K7Q2M9XWD4R8TJ3", NULL, "", "" },
		{ "GET", "/K7Q2M9XWD4R8TJ3PP", NULL, "", "" },
		{ "GET", "", NULL, "", "" },
	};
	char param[128], allow[64];

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		const struct route *r =
		    route_find(t[i].method, t[i].path, param, allow);

		if (t[i].name == NULL) {
			assert_null(r);
			assert_string_equal(allow, t[i].allow);
			continue;
		}
		assert_non_null(r);
		assert_string_equal(r->name, t[i].name);
		assert_string_equal(param, t[i].param);
	}
}

static void
queries(void **state)
{
	(void)state;
	assert_int_equal(route_query_ok("limit cursor", "cursor", 6), 1);
	assert_int_equal(route_query_ok("limit cursor", "limit", 5), 1);
	assert_int_equal(route_query_ok("limit cursor", "lim", 3), 0);
	assert_int_equal(route_query_ok("limit cursor", "", 0), 0);
	assert_int_equal(route_query_ok(NULL, "limit", 5), 0);
}

static struct scan
span(const char *s)
{
	return (struct scan){ s, strlen(s) };
}

static void
members(void **state)
{
	static const struct {
		const char *text, *name, *want;
	} t[] = {
		{ "{\"a\":1,\"b\":{\"a\":2}}", "a", "1" },
		{ "{\"b\":{\"a\":2},\"a\":3}", "a", "3" },
		{ " { \"a\" : [1,{\"x\":\"]\"}] , \"b\" : \"}\\\"\" } ", "b",
		    "\"}\\\"\"" },
		{ "{\"x\":\"\\\\\",\"a\":true}", "a", "true" },
		{ "{\"aa\":1}", "a", NULL },
		{ "{\"a\":", "a", NULL },
		{ "{\"a\":\"x", "a", NULL },
		{ "{\"a\":{\"b\":1}", "a", "{\"b\":1}" },
		{ "{\"a\":{\"b\":1", "a", NULL },
		{ "{}", "a", NULL },
		{ "[1]", "a", NULL },
		{ "", "a", NULL },
		{ "{\"a\\", "a", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		struct scan v = scan_member(span(t[i].text), t[i].name);

		if (t[i].want == NULL) {
			assert_null(v.p);
			continue;
		}
		assert_int_equal(v.n, strlen(t[i].want));
		assert_memory_equal(v.p, t[i].want, v.n);
	}
	assert_int_equal(scan_int(span("201"), -1), 201);
	assert_int_equal(scan_int(span("-5"), -1), -5);
	assert_int_equal(scan_int(span("5 "), -1), 5);
	assert_int_equal(scan_int(span("5x"), -1), -1);
	assert_int_equal(scan_int(span("\"5\""), -1), -1);
	assert_int_equal(scan_int(span("9999999999999999999"), -1), -1);
	assert_int_equal(scan_int((struct scan){ NULL, 0 }, 7), 7);
}

static void
quoting(void **state)
{
	struct buf b = { 0 };

	(void)state;
	text_json(&b, "a\"\\\n\x01 é");
	assert_string_equal(buf_str(&b), "\"a\\\"\\\\\\u000a\\u0001 é\"");
	buf_clear(&b);
	text_html(&b, "<a href='x'>&\"</a>");
	assert_string_equal(
	    buf_str(&b), "&#60;a href=&#39;x&#39;&#62;&#38;&#34;&#60;/a&#62;");
	buf_clear(&b);
	assert_int_equal(text_unquery("a%20b+c%C3%A9", &b), 0);
	assert_string_equal(buf_str(&b), "a b cé");
	buf_clear(&b);
	assert_int_equal(text_unquery("%", &b), -1);
	assert_int_equal(text_unquery("%4", &b), -1);
	assert_int_equal(text_unquery("%4g", &b), -1);
	assert_int_equal(text_unquery("%00", &b), -1);
	assert_int_equal(text_unquery("%0a", &b), -1);
	assert_int_equal(text_unquery("%ff", &b), -1);
	buf_release(&b);
}

static void
languages(void **state)
{
	static const struct {
		const char *accept;
		int english;
	} t[] = {
		{ NULL, 0 },
		{ "", 0 },
		{ "id", 0 },
		{ "en", 1 },
		{ "en-GB,en;q=0.9,id;q=0.8", 1 },
		{ "id,en;q=0.9", 0 },
		{ "en;q=0.5,id", 0 },
		{ "id;q=0.4, en;q=0.5", 1 },
		{ "en;q=0,*", 0 },
		{ "de,fr", 0 },
		{ "en;q=0.5,id;q=0.5", 0 },
		{ ";;;,,q=", 0 },
		{ "en;q=", 1 },
		{ "en;q=1.99999999999", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++)
		assert_int_equal(head_english(t[i].accept), t[i].english);
}

static void
media(void **state)
{
	char b[71];

	(void)state;
	assert_true(head_media("application/json", "application/json", NULL));
	assert_true(head_media(
	    "Application/JSON; charset=UTF-8", "application/json", NULL));
	assert_true(head_media(
	    "application/json;charset=\"utf-8\"", "application/json", NULL));
	assert_false(head_media(NULL, "application/json", NULL));
	assert_false(head_media("application/jsonp", "application/json", NULL));
	assert_false(head_media(
	    "application/json; charset=utf", "application/json", NULL));
	assert_false(
	    head_media("application/json; charset=", "application/json", NULL));
	assert_false(
	    head_media("application/json; x=y", "application/json", NULL));
	assert_true(head_media(
	    "multipart/form-data; boundary=aB-1", "multipart/form-data", b));
	assert_string_equal(b, "aB-1");
	assert_true(head_media(
	    "multipart/form-data; boundary=\"a:b\"", "multipart/form-data", b));
	assert_string_equal(b, "a:b");
	assert_false(
	    head_media("multipart/form-data", "multipart/form-data", b));
	assert_false(head_media(
	    "multipart/form-data; boundary=", "multipart/form-data", b));
	assert_false(head_media(
	    "multipart/form-data; boundary=\"", "multipart/form-data", b));
	assert_false(head_media("multipart/form-data; boundary=a; boundary=b",
	    "multipart/form-data", b));
}

static void
headers(void **state)
{
	static const char *const good[][2] = { { "hOsT", "x" },
		{ "Content-Length", "12" }, { "If-Match", "\"3\"" },
		{ "Accept", "a" }, { "Accept", "b" }, { "Last-Event-ID", "9" },
		{ NULL, NULL } };
	static const char *const bad[][3][2] = {
		{ { "Host", "x" }, { "Host", "x" }, { NULL, NULL } },
		{ { "If-Match", "W/\"3\"" }, { NULL, NULL } },
		{ { "Transfer-Encoding", "gzip" }, { NULL, NULL } },
		{ { "Transfer-Encoding", "chunked" }, { "Content-Length", "1" },
		    { NULL, NULL } },
		{ { "Content-Length", "-1" }, { NULL, NULL } },
		{ { "Content-Encoding", "gzip" }, { NULL, NULL } },
		{ { "Idempotency-Key", "a b" }, { NULL, NULL } },
		{ { "Bad Name", "1" }, { NULL, NULL } },
	};
	struct head h;
	struct fault f;

	(void)state;
	given = good;
	assert_int_equal(head_read(NULL, &h, &f), 0);
	assert_string_equal(h.host, "x");
	assert_string_equal(h.accept, "a");
	assert_int_equal(h.length, 12);
	assert_int_equal(h.rev, 3);
	assert_int_equal(h.last_event, 9);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		given = bad[i];
		assert_int_equal(head_read(NULL, &h, &f), -1);
		assert_true(
		    fault_status(f.code) >= 400 && fault_status(f.code) < 500);
	}
}

static void
tokens(void **state)
{
	char hex[65];
	struct fault f;

	(void)state;
	assert_int_equal(head_token("bearer abc", hex, &f), 0);
	assert_string_equal(hex,
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(head_token("Basic abc", hex, &f), -1);
	assert_int_equal(f.code, FAULT_AUTH);
	assert_int_equal(head_token("Bearer ", hex, &f), -1);
	assert_int_equal(head_token("Bearer a b", hex, &f), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(routes),
		cmocka_unit_test(queries),
		cmocka_unit_test(members),
		cmocka_unit_test(quoting),
		cmocka_unit_test(languages),
		cmocka_unit_test(media),
		cmocka_unit_test(headers),
		cmocka_unit_test(tokens),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
