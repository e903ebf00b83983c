/* Bodies: one job has one digest however it is sent; what is refused. */
/* SRC: daemon/front/body.c daemon/front/multipart.c daemon/front/head.c */

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "buf.h"
#include "fault.h"
#include "wire.h"

#include "daemon/front/body.h"
#include "daemon/front/http.h"
#include "daemon/front/multipart.h"

#define JOB "--B\r\nContent-Disposition: form-data; name=\"job\"\r\n\r\n"
#define PHOTO                                                      \
	"--B\r\nContent-Disposition: form-data; name=\"photo\"; "  \
	"filename=\"a;b.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" \
	"\xff\xd8\xff\xe0"                                         \
	"1234\r\n"
#define END "--B--\r\n"

void
http_headers(struct http_conn *c,
    void (*fn)(void *ctx, const char *name, const char *value), void *ctx)
{
	(void)c;
	(void)fn;
	(void)ctx;
}

static int
json(const char *text, struct body *b, struct fault *f)
{
	struct buf in = { 0 };
	int rc;

	body_init(b);
	buf_puts(&in, text);
	rc = body_json(&in, 1, b, f);
	buf_release(&in);
	return rc;
}

static int
form(const char *text, struct body *b, struct fault *f)
{
	struct buf in = { 0 };
	int rc;

	body_init(b);
	buf_puts(&in, text);
	rc = body_multipart("B", &in, b, f);
	buf_release(&in);
	return rc;
}

static void
one_digest(void **state)
{
	struct body a, b, c;
	struct fault f;
	char file[16];

	(void)state;
	assert_int_equal(
	    json("{\"template\":\"k\",\"photo\":\"/9j/4DEyMzQ=\"}", &a, &f), 0);
	assert_string_equal(buf_str(&a.json), "{\"template\":\"k\"}");
	assert_string_equal(a.flag, "photo");
	assert_int_equal(pread(a.fd, file, sizeof(file), 0), 8);
	assert_memory_equal(file,
	    "\xff\xd8\xff\xe0"
	    "1234",
	    8);
	assert_true(fcntl(a.fd, F_GET_SEALS) & F_SEAL_WRITE);
	assert_int_equal(
	    form(JOB "{ \"template\" : \"k\" }\r\n" PHOTO END, &b, &f), 0);
	assert_string_equal(a.hash, b.hash);
	assert_int_equal(json("{\"template\":\"k\"}", &c, &f), 0);
	assert_string_not_equal(a.hash, c.hash);
	assert_int_equal(c.fd, -1);
	body_release(&b);
	body_release(&c);
	assert_int_equal(
	    json("{\"fields\":{\"b\":2,\"a\":\"\\u00e9\"},\"x\":1}", &b, &f),
	    0);
	assert_int_equal(
	    json("{\"x\":1, \"fields\":{\"a\":\"é\",\"b\":2}}", &c, &f), 0);
	assert_string_equal(b.hash, c.hash);
	body_release(&a);
	body_release(&b);
	body_release(&c);
}

static void
refusals(void **state)
{
	static const struct {
		int form;
		const char *text;
		enum fault_code code;
		const char *pointer;
	} t[] = {
		{ 0, "", FAULT_SYNTAX, "" },
		{ 0, "[]", FAULT_SYNTAX, "" },
		{ 0, "{\"a\":1,\"a\":1}", FAULT_SYNTAX, "" },
		{ 0, "{\"a\":\"\xff\"}", FAULT_SYNTAX, "" },
		{ 0, "{\"photo\":1}", FAULT_PHOTO, "/photo" },
		{ 0, "{\"photo\":\"\"}", FAULT_PHOTO, "/photo" },
		{ 0, "{\"photo\":\"aGVsbG8=\"}", FAULT_PHOTO, "/photo" },
		{ 0, "{\"document\":\"aGVsbG8=\"}", FAULT_FIELD, "/document" },
		{ 1, "", FAULT_SYNTAX, "" },
		{ 1, END, FAULT_SYNTAX, "" },
		{ 1, "--B", FAULT_SYNTAX, "" },
		{ 1, "--B\r\n", FAULT_SYNTAX, "" },
		{ 1, JOB "{}", FAULT_SYNTAX, "" },
		{ 1, JOB "{}\r\n--B", FAULT_SYNTAX, "" },
		{ 1, JOB "{}\r\n--B-", FAULT_SYNTAX, "" },
		{ 1, JOB "{}\r\n" END "x", FAULT_SYNTAX, "" },
		{ 1, JOB "{}\r\n" JOB "{}\r\n" END, FAULT_SYNTAX, "" },
		{ 1, PHOTO END, FAULT_SYNTAX, "" },
		{ 1, JOB "\r\n" END, FAULT_SYNTAX, "" },
		{ 1, JOB "{\"photo\":\"x\"}\r\n" END, FAULT_FIELD, "/photo" },
	};
	struct body b;
	struct fault f;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		assert_int_equal(t[i].form ? form(t[i].text, &b, &f)
					   : json(t[i].text, &b, &f),
		    -1);
		assert_int_equal(f.code, t[i].code);
		assert_string_equal(f.pointer, t[i].pointer);
		body_release(&b);
	}
}

static void
parts(void **state)
{
	static const char text[] = JOB "{}\r\n" PHOTO END;
	struct multipart m;
	struct fault f;

	(void)state;
	assert_int_equal(multipart_parse("B", (const uint8_t *)text,
			     sizeof(text) - 1, &m, &f),
	    0);
	assert_int_equal(m.job.n, 2);
	assert_int_equal(m.photo.n, 8);
	assert_string_equal(m.photo.type, "image/jpeg");
	assert_null(m.document.p);
	/* cut anywhere, it is broken and nothing is read past the end */
	for (size_t n = 0; n < sizeof(text) - 3; n++) {
		uint8_t *p = test_malloc(n);

		memcpy(p, text, n);
		assert_int_equal(multipart_parse("B", p, n, &m, &f), -1);
		test_free(p);
	}
}

static void
lines(void **state)
{
	struct body b;
	struct fault f;
	struct buf text = { 0 };

	(void)state;
	for (int i = 0; i < 10000; i++)
		buf_puts(&text, "{}\n");
	buf_puts(&text, " \r\n\n"); /* no job */
	body_init(&b);
	assert_int_equal(
	    body_lines(wire_memfd("t", text.p, text.n), text.n, &b, &f), 0);
	assert_int_equal(strlen(b.hash), 64);
	body_release(&b);
	buf_puts(&text, "{}");
	assert_int_equal(
	    body_lines(wire_memfd("t", text.p, text.n), text.n, &b, &f), -1);
	assert_int_equal(f.code, FAULT_TOO_LARGE);
	body_release(&b);
	assert_int_equal(body_lines(wire_memfd("t", "", 0), 0, &b, &f), -1);
	body_release(&b);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_digest),
		cmocka_unit_test(refusals),
		cmocka_unit_test(parts),
		cmocka_unit_test(lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
