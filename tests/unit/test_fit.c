/* spool/layout_fit.c: what a field's overflow policy and its minimum size do
 * with a value that is longer than its room. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "buf.h"
#include "fault.h"
#include "page.h"
#include "template.h"

#define LONG "Kusumaningtyas Kusumaningtyas" /* 50 mm at 10 points */

static const char head[] =
    "{\"template\":{\"name\":\"uji\",\"version\":1,"
    "\"title\":{\"id\":\"Uji\",\"en\":\"Trial\"},"
    "\"page\":{\"width\":100,\"height\":60},\"media\":\"custom_u_100x60mm\","
    "\"seal\":{\"kind\":\"none\"},\"number\":{\"field\":\"teks\"},"
    "\"retention_days\":30,"
    "\"fields\":{\"teks\":{\"type\":\"string\",\"required\":true,\"max\":60,"
    "\"label\":{\"id\":\"Teks\",\"en\":\"Text\"}";
static const char middle[] =
    "}},\"pages\":[{\"elements\":[{\"type\":\"text\",\"x\":5,\"y\":10,"
    "\"text\":\"{teks}\",\"font\":\"sans\",\"size\":10,\"w\":";

static const struct {
	const char *field, *element, *value;
	int32_t lines, least; /* 0 lines: refused */
} cases[] = {
	{ "", "90", LONG, 1, 10000 },
	/* shrink: to the minimum size and no further */
	{ ",\"overflow\":{\"policy\":\"shrink\",\"floor\":6}", "35", LONG, 1,
	    6000 },
	{ ",\"overflow\":{\"policy\":\"shrink\",\"floor\":9}", "35", LONG, 0,
	    0 },
	{ "", "35", LONG, 0, 0 },
	/* of the element's and the field's minimum the larger holds */
	{ ",\"overflow\":{\"policy\":\"shrink\",\"floor\":9}", "35,\"floor\":5",
	    LONG, 0, 0 },
	{ ",\"overflow\":{\"policy\":\"shrink\",\"floor\":5}", "35,\"floor\":9",
	    LONG, 0, 0 },
	{ ",\"overflow\":{\"policy\":\"shrink\",\"floor\":5}", "35,\"floor\":6",
	    LONG, 1, 6000 },
	/* wrap: the size is kept, as many lines as there are */
	{ ",\"overflow\":{\"policy\":\"wrap\"}", "35,\"lines\":2", LONG, 2,
	    10000 },
	{ ",\"overflow\":{\"policy\":\"wrap\",\"floor\":4}", "35", LONG, 0, 0 },
	/* reject: one line at its size, though lines and floor would do */
	{ ",\"overflow\":{\"policy\":\"reject\",\"floor\":4}", "35,\"lines\":2",
	    LONG, 0, 0 },
	{ ",\"overflow\":{\"policy\":\"reject\"}", "35", "Ratna", 1, 10000 },
	/* the element's own policy is before the field's */
	{ ",\"overflow\":{\"policy\":\"reject\"}",
	    "35,\"lines\":2,\"fit\":\"wrap\"", LONG, 2, 10000 },
};

static void
one(size_t i, struct template *t)
{
	struct faults faults = { 0 };
	struct page_set s = { 0 };
	json_t *fields = json_pack("{s:s}", "teks", cases[i].value);
	struct template_data d = { .fields = fields,
		.number = "1",
		.id = "K7Q2M9XWD4R8TJ3P",
		.copy = 1,
		.at = 1794793320,
		.zone = "WIB",
		.state = "IDN",
		.host = "CEK.LTSA.TEST",
		.authority = "Uji" };
	int rc = layout_document(t, &d, &s, &faults);

	if (cases[i].lines == 0) {
		if (rc == 0)
			fail_msg("case %zu: was taken", i);
		assert_int_equal(faults.f[0].code, FAULT_OVERFLOW);
		assert_string_equal(faults.f[0].pointer, "/fields/teks");
	} else {
		if (rc != 0)
			fail_msg("case %zu: %s", i, faults.f[0].en);
		assert_int_equal(s.page[0].n, cases[i].lines);
		assert_in_range(s.page[0].item[0].size, cases[i].least, 10000);
	}
	page_set_release(&s);
	json_decref(fields);
}

static void
policies(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct faults faults = { 0 };
		struct template *t = NULL;
		struct buf b = { 0 };

		buf_printf(&b, "%s%s%s%s}]}]},\"include\":{},\"assets\":{}}",
		    head, cases[i].field, middle, cases[i].element);
		if (template_parse((char *)b.p, b.n, &t, &faults) == -1)
			fail_msg("case %zu: %s: %s", i, faults.f[0].pointer,
			    faults.f[0].en);
		one(i, t);
		template_free(t);
		buf_release(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(policies) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
