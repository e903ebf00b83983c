/*
 * Webhooks without a network: the signature against the vector of Standard
 * Webhooks, secrets that are none, addresses that may be spoken to, and what
 * leaves of an event.
 */
/* SRC: daemon/hook/web.c daemon/hook/http.c daemon/hook/source.c daemon/hook/cursor.c daemon/hook/pause.c */
/* LIBS: -lcurl */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "daemon/hook/hook.h"

static void
test_sign(void **state)
{
	struct buf key = { 0 }, sign = { 0 };

	(void)state;
	assert_int_equal(
	    web_secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n", &key), 0);
	assert_int_equal(key.n, 24);
	web_sign(&key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
	    "{\"test\": 2432232314}", &sign);
	assert_string_equal(
	    buf_str(&sign), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
	buf_release(&sign);
	buf_release(&key);
}

static void
test_secret(void **state)
{
	static const char *const bad[] = { "", "whsec_", "MfKQ9r8GKYqrTwjU",
		"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
		"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2Lb", /* 21 bytes */
		"whsec_MfKQ9r8GKYqrTwjU PD8ILPZIo2LaLaSw",
		"WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" };
	struct buf key = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(web_secret(bad[i], &key), -1);
	buf_release(&key);
}

static void
test_url(void **state)
{
	static const char *const good[] = { "https://a.example/x",
		"http://127.0.0.1:80/x", "http://localhost", "http://[::1]/" };
	static const char *const bad[] = { "", "https://", "http://a.example",
		"http://127.0.0.1.example/", "http://localhost.example",
		"http://127.0.0.1@a.example/", "ftp://127.0.0.1/",
		"http://localhost:80@a.example/", "http://[::1]:x@a.example",
		"http://127.0.0.1:80\\@a.example/", "file:///etc/passwd" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_int_equal(http_url_ok(good[i]), 1);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(http_url_ok(bad[i]), 0);
}

static void
check_body(const char *path, const char *event, const char *body)
{
	struct hook h = { .path = path };
	json_t *e = json_loads(event, 0, NULL);
	struct buf b = { 0 };

	assert_non_null(e);
	web_body(&h, e, &b);
	assert_string_equal(buf_str(&b), body);
	buf_release(&b);
	json_decref(e);
}

static void
test_body(void **state)
{
	(void)state;
	check_body("/v1/events",
	    "{\"seq\":9,\"job\":4,\"rev\":2,\"at\":\"T\",\"event\":\"spoil\","
	    "\"from\":\"printed\",\"to\":\"spoiled\",\"actor\":\"siti\","
	    "\"evidence\":{\"note\":\"Ratna\"}}",
	    "{\"type\":\"job.spoil\",\"timestamp\":\"T\",\"data\":{\"seq\":9,"
	    "\"job\":4,\"rev\":2,\"event\":\"spoil\",\"from\":\"printed\","
	    "\"to\":\"spoiled\"}}");
	check_body("/v1/notices",
	    "{\"seq\":3,\"at\":\"T\",\"level\":\"down\",\"kind\":"
	    "\"printer-down\",\"subject\":\"p\",\"text\":{\"id\":\"i\","
	    "\"en\":\"e\"},\"person\":\"siti\"}",
	    "{\"type\":\"notice.printer-down\",\"timestamp\":\"T\",\"data\":"
	    "{\"seq\":3,\"level\":\"down\",\"kind\":\"printer-down\","
	    "\"subject\":\"p\",\"text\":{\"id\":\"i\",\"en\":\"e\"}}}");
	check_body("/v1/notices", "{\"seq\":1}",
	    "{\"type\":\"notice.other\",\"data\":{\"seq\":1}}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sign),
		cmocka_unit_test(test_secret),
		cmocka_unit_test(test_url),
		cmocka_unit_test(test_body),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
