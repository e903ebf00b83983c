/*
 * What a server sends does not reach a terminal as a command: control
 * characters of one byte and of two, and what turns a line round, in any depth
 * of an answer; letters stay as they are.
 */
/* SRC: daemon/cli/say.c daemon/cli/http.c */
/* LIBS: -lcurl */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "daemon/cli/cli.h"

static void
check(const char *from, const char *to)
{
	json_t *v = json_loads(from, 0, NULL), *w = json_loads(to, 0, NULL);

	assert_non_null(v);
	assert_non_null(w);
	say_plain(v);
	assert_true(json_equal(v, w));
	json_decref(v);
	json_decref(w);
}

static void
test_plain(void **state)
{
	(void)state;
	check("[\"\\u001b[2Jx\", {\"a\": {\"b\": \"\\u009b1m\\u007f\"}}]",
	    "[\"?[2Jx\", {\"a\": {\"b\": \"?1m?\"}}]");
	check("[\"a\\nb\\tc\\r\", \"\\u202egnp.exe\\u2066\"]",
	    "[\"a b c?\", \"?gnp.exe?\"]");
	check("[\"Siti \u00c2\u00e9 \u2013 \u2026\", 7, null, true, \"\"]",
	    "[\"Siti \u00c2\u00e9 \u2013 \u2026\", 7, null, true, \"\"]");
	say_plain(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
