/* Canonical JSON against the examples of RFC 8785. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>

#include "buf.h"
#include "jcs.h"

/* RFC 8785 sections 3.2.2 and 3.2.3, less the numbers with fractions. */
static void
test_jcs(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
		{ "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\","
		  "\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\","
		  "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\","
		  "\"\\u0080\":\"Control\",\"\\u00f6\":\"Latin Small Letter O "
		  "With Diaeresis\"}",
		    "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":"
		    "\"Control\",\"\xc3\xb6\":\"Latin Small Letter O With "
		    "Diaeresis\",\"\xe2\x82\xac\":\"Euro Sign\",\"\xf0\x9f\x98"
		    "\x80\":\"Emoji: Grinning Face\",\"\xef\xac\xb3\":\"Hebrew "
		    "Letter Dalet With Dagesh\"}" },
		{ "[\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/"
		  "\\b\\t\\f\"]",
		    "[\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/"
		    "\\b\\t\\f\"]" },
		{ "{\"z\":[],\"a\":{}, \"l\":[null, true ,false,-0,"
		  "9007199254740992]}",
		    "{\"a\":{},\"l\":[null,true,false,0,9007199254740992],"
		    "\"z\":[]}" },
		{ "[9007199254740993]", NULL },
		{ "[-9007199254740993]", NULL },
		{ "[1.0]", NULL },
		{ "[1e2]", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf b = { 0 };
		json_t *v = json_loads(cases[i].in, 0, NULL);
		assert_non_null(v);
		int rc = jcs_write(v, &b);
		assert_int_equal(rc, cases[i].out != NULL ? 0 : -1);
		if (cases[i].out != NULL)
			assert_string_equal(buf_str(&b), cases[i].out);
		json_decref(v);
		buf_release(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_jcs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
