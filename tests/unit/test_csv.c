/* CSV to lines of job JSON: quoting, separators, members, and every way in
 * which a table can be wrong. */
/* SRC: daemon/cli/csv.c */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "fault.h"

#include "daemon/cli/csv.h"

static const struct {
	const char *csv, *template_name, *lines;
	size_t n;
} good[] = {
	{ "template,nama\nkartu-pmi,Siti\n", NULL,
	    "{\"fields\":{\"nama\":\"Siti\"},\"template\":\"kartu-pmi\"}\n",
	    1 },
	{ "nama;kota\r\n\"A; \"\"B\"\"\";\"x\ny\"\r\n", "k",
	    "{\"fields\":{\"nama\":\"A; \\\"B\\\"\",\"kota\":\"x\\ny\"},"
	    "\"template\":\"k\"}\n",
	    1 },
	{ "\xEF\xBB\xBFnama\nA\n\nB", NULL,
	    "{\"fields\":{\"nama\":\"A\"}}\n{\"fields\":{\"nama\":\"B\"}}\n",
	    2 },
	{ "nama,source.system,hold\nA,SISKOP2MI,true\n", NULL,
	    "{\"fields\":{\"nama\":\"A\"},\"source\":{\"system\":"
	    "\"SISKOP2MI\"},\"hold\":true}\n",
	    1 },
	{ "nama,alias\nA,\n", NULL, "{\"fields\":{\"nama\":\"A\"}}\n", 1 },
};

static const struct {
	const char *csv, *says;
} bad[] = {
	{ "", "empty" },
	{ "a,b\n1\n", "row 2: 1 columns, should be 2" },
	{ "a\n\"x", "row 2: a quote is never closed" },
	{ "a\n\xff\n", "row 2: column a is not UTF-8" },
	{ "photo\n/does/not/exist\n", "row 2: the photo file" },
};

static void
reads_tables(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct buf b = { 0 };
		size_t lines = 0;

		assert_int_equal(csv_to_ndjson(good[i].csv, strlen(good[i].csv),
				     good[i].template_name, &b, &lines, NULL),
		    0);
		assert_string_equal(buf_str(&b), good[i].lines);
		assert_int_equal(lines, good[i].n);
		buf_release(&b);
	}
}

static void
names_the_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct buf b = { 0 };
		struct fault f = { 0 };
		size_t lines = 7;

		assert_int_equal(csv_to_ndjson(bad[i].csv, strlen(bad[i].csv),
				     NULL, &b, &lines, &f),
		    -1);
		assert_non_null(strstr(f.en, bad[i].says));
		assert_int_equal(lines, 7);
		buf_release(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_tables),
		cmocka_unit_test(names_the_row),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
