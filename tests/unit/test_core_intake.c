/* Intake: each rule of a request's members with its pointer; what passes is
 * what may be stored. */
/* SRC: daemon/core/intake.c */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "buf.h"
#include "fault.h"
#include "template.h"

#include "daemon/core/catalog.h"
#include "daemon/core/intake.h"

static const char bundle[] =
    "{\"template\":{\"name\":\"uji\",\"version\":3,"
    "\"title\":{\"id\":\"Uji\",\"en\":\"Test\"},"
    "\"page\":{\"width\":100,\"height\":60},"
    "\"media\":\"iso_a4_210x297mm\","
    "\"seal\":{\"kind\":\"digest\"},"
    "\"number\":{\"registry\":\"uji\",\"format\":\"5/{n}/X/{year}\"},"
    "\"holder\":{\"name\":\"nama\",\"nik\":\"nik\"},"
    "\"fields\":{"
    "\"nama\":{\"type\":\"string\",\"required\":true,\"max\":60,"
    "\"label\":{\"id\":\"Nama\",\"en\":\"Name\"}},"
    "\"nik\":{\"type\":\"nik\",\"label\":{\"id\":\"NIK\",\"en\":\"NIK\"}}},"
    "\"styles\":{\"isi\":{\"font\":\"sans\",\"size\":9,\"fit\":\"reject\"}},"
    "\"pages\":[{\"elements\":[{\"type\":\"text\",\"x\":5,\"y\":8,"
    "\"w\":60,\"text\":\"{nama}\",\"style\":\"isi\"},"
    "{\"type\":\"qr\",\"x\":70,\"y\":5,\"w\":22}]}]},\"assets\":{}}";

static struct tmpl kind;

static struct tmpl *
find(void *arg, const char *name)
{
	(void)arg;
	return strcmp(name, "uji") == 0 ? &kind : NULL;
}

static const struct intake_printer printers[] = {
	{ .name = "surat", .group = "lantai-1", .media = "iso_a4_210x297mm" },
	{ .name = "kartu", .group = "", .media = "iso_id-1_54x86mm" },
};

static const struct intake_world world = {
	.find = find,
	.printer = printers,
	.printers = 2,
	.now = 1795344000, /* 2026-11-22 */
	.zone_s = 25200,
	.zone = "WIB",
	.state = "UTO",
	.host = "a.test",
	.authority = "Kantor",
};

static int
set_up(void **state)
{
	struct faults fs = { 0 };
	struct template *t;

	(void)state;
	if (template_parse(bundle, strlen(bundle), &t, &fs) < 0)
		return -1;
	kind = (struct tmpl){ .t = t,
		.name = (char *)(uintptr_t) "uji",
		.version = 3,
		.day = -1 };
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	template_free(kind.t);
	buf_release(&kind.format);
	return 0;
}

#define GOOD "\"template\":\"uji\",\"fields\":{\"nama\":\"SITI\"}"
#define NIK "\"fields\":{\"nama\":\"A\",\"nik\":\"5202045704980003\"}"

static const struct {
	const char *body, *pointer; /* pointer NULL: it passes */
	enum fault_code code;
	unsigned with;
} cases[] = {
	{ "{" GOOD "}", NULL, FAULT_NONE, 0 },
	{ "[]", "", FAULT_SYNTAX, 0 },
	{ "\"x\"", "", FAULT_SYNTAX, 0 },
	{ "{}", "/template", FAULT_FIELD, 0 },
	{ "{\"template\":\"lain\",\"fields\":{}}", "/template", FAULT_FIELD,
	    0 },
	{ "{\"template\":7,\"fields\":{}}", "/template", FAULT_FIELD, 0 },
	{ "{\"template\":\"uji\"}", "/fields", FAULT_FIELD, 0 },
	{ "{\"template\":\"uji\",\"fields\":[]}", "/fields", FAULT_FIELD, 0 },
	{ "{\"template\":\"uji\",\"fields\":{}}", "/fields/nama", FAULT_FIELD,
	    0 },
	{ "{\"template\":\"uji\",\"fields\":{\"nama\":\"A\",\"x\":1}}",
	    "/fields/x", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"a/b~c\":1}", "/a~1b~0c", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"copies\":1}", NULL, FAULT_NONE, 0 },
	{ "{" GOOD ",\"copies\":2}", "/copies", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"copies\":\"1\"}", "/copies", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"hold\":true}", NULL, FAULT_NONE, 0 },
	{ "{" GOOD ",\"hold\":1}", "/hold", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"scheme\":\"G2G\"}", NULL, FAULT_NONE, 0 },
	{ "{" GOOD ",\"scheme\":\"g2g\"}", "/scheme", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"scheme\":\"\"}", "/scheme", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"region\":\"52\"}", NULL, FAULT_NONE, 0 },
	{ "{" GOOD ",\"region\":\"5\"}", "/region", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"region\":\"5x\"}", "/region", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"region\":\"12345678901\"}", "/region", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"source\":{\"system\":\"S\",\"reference\":\"1\"}}", NULL,
	    FAULT_NONE, 0 },
	{ "{" GOOD ",\"source\":\"S\"}", "/source", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"source\":{\"system\":1}}", "/source/system", FAULT_FIELD,
	    0 },
	{ "{" GOOD ",\"source\":{\"sistem\":\"S\"}}", "/source/sistem",
	    FAULT_FIELD, 0 },
	{ "{" GOOD ",\"printer\":\"surat\"}", NULL, FAULT_NONE, 0 },
	{ "{" GOOD ",\"printer\":\"kartu\"}", "/printer", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"printer\":\"tak-ada\"}", "/printer", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"group\":\"lantai-1\"}", NULL, FAULT_NONE, 0 },
	{ "{" GOOD ",\"group\":\"lantai-2\"}", "/group", FAULT_FIELD, 0 },
	{ "{" GOOD ",\"group\":\"lantai-1\",\"printer\":\"surat\"}", "/group",
	    FAULT_FIELD, 0 },
	{ "{" GOOD "}", "/photo", FAULT_PHOTO, INTAKE_PHOTO },
	{ "{" GOOD "}", "/document", FAULT_FIELD, INTAKE_PDF },
	/* what cannot be set: too long for its place, no glyph */
	{ "{\"template\":\"uji\",\"fields\":{\"nama\":\"WWWWWWWWWWWWWWWWWWWW"
	  "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW\"}}",
	    "/fields/nama", FAULT_OVERFLOW, 0 },
	{ "{\"template\":\"uji\",\"fields\":{\"nama\":\"\\u6f22\"}}",
	    "/fields/nama", FAULT_GLYPH, 0 },
};

static void
test_rules(void **state)
{
	struct faults *fs = calloc(1, sizeof *fs);

	(void)state;
	assert_non_null(fs);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct intake in = { 0 };
		json_t *body = json_loads(cases[i].body, JSON_DECODE_ANY, NULL);
		int rc;

		assert_non_null(body);
		memset(fs, 0, sizeof *fs);
		rc = intake_check(&world, body, cases[i].with, &in, fs);
		if (rc != (cases[i].pointer ? -1 : 0))
			fail_msg("case %zu: %s", i, cases[i].body);
		if (cases[i].pointer) {
			assert_true(fs->n > 0);
			assert_string_equal(fs->f[0].pointer, cases[i].pointer);
			assert_int_equal(fs->f[0].code, cases[i].code);
			assert_true(fs->f[0].id[0] && fs->f[0].en[0]);
		} else {
			assert_int_equal(fs->n, 0);
		}
		intake_release(&in);
		json_decref(body);
	}
	free(fs);
}

static void
test_store_new(void **state)
{
	struct faults fs = { 0 };
	struct intake in = { 0 };
	struct store_new n;
	json_t *body = json_loads("{\"template\":\"uji\"," NIK
				  ",\"group\":\"lantai-1\",\"hold\":true}",
	    0, NULL);

	(void)state;
	assert_int_equal(intake_check(&world, body, 0, &in, &fs), 0);
	intake_new(&in, &n);
	assert_string_equal(n.template_name, "uji");
	assert_int_equal(n.template_version, 3);
	assert_string_equal(
	    n.fields, "{\"nama\":\"A\",\"nik\":\"5202045704980003\"}");
	assert_string_equal(n.region, "5202"); /* of the NIK */
	assert_string_equal(n.registry, "uji");
	assert_string_equal(n.number, "5/{n}/X/2026");
	assert_int_equal(n.registry_year, 2026);
	assert_string_equal(n.target, "lantai-1");
	assert_int_equal(n.hold, 1);
	intake_release(&in);
	json_decref(body);
}

/* Several mistakes are told at once, and no value is quoted. */
static void
test_all_told(void **state)
{
	struct faults fs = { 0 };
	struct intake in = { 0 };
	json_t *body = json_loads("{\"template\":\"uji\",\"copies\":9,"
				  "\"scheme\":\"RAHASIA\",\"fields\":"
				  "{\"nama\":\"\",\"nik\":\"RAHASIA\"}}",
	    0, NULL);

	(void)state;
	assert_int_equal(intake_check(&world, body, 0, &in, &fs), -1);
	assert_true(fs.n >= 4);
	for (size_t i = 0; i < fs.n; i++) {
		assert_null(strstr(fs.f[i].id, "RAHASIA"));
		assert_null(strstr(fs.f[i].en, "RAHASIA"));
	}
	json_decref(body);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_store_new),
		cmocka_unit_test(test_all_told),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
