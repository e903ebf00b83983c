/* What the API shows, and the page that must say what was sealed. */
/* SRC: daemon/core/answer.c daemon/core/jout.c daemon/core/readback.c */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "buf.h"
#include "crypt.h"
#include "fault.h"
#include "store.h"

#include "daemon/core/answer.h"
#include "daemon/core/jout.h"
#include "daemon/core/readback.h"

#define EXAMPLES "tests/vectors/idb/own_examples.json"

static json_t *
parsed(struct buf *b)
{
	json_t *v;

	jout_end(b);
	v = json_loadb((const char *)b->p, b->n, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(v);
	buf_release(b);
	return v;
}

static const char *
text_of(const json_t *v, const char *name)
{
	return json_string_value(json_object_get(v, name));
}

static void
test_jout(void **state)
{
	struct buf b = { 0 };
	json_t *v;

	(void)state;
	jout_open(&b, NULL, '{');
	jout_text(&b, "a", "q\"\\\n\x01 \xc3\xa9");
	jout_int(&b, "min", INT64_MIN);
	jout_int(&b, "nil", 0);
	jout_open(&b, "empty", '[');
	jout_close(&b, ']');
	jout_open(&b, "list", '[');
	jout_int(&b, NULL, 1);
	jout_some(&b, NULL, "");
	jout_close(&b, ']');
	jout_time(&b, "t", 0);
	jout_close(&b, '}');
	v = parsed(&b);
	assert_string_equal(text_of(v, "a"), "q\"\\\n\x01 \xc3\xa9");
	assert_true(json_integer_value(json_object_get(v, "min")) == INT64_MIN);
	assert_int_equal(json_array_size(json_object_get(v, "empty")), 0);
	assert_true(
	    json_is_null(json_array_get(json_object_get(v, "list"), 1)));
	assert_string_equal(text_of(v, "t"), "1970-01-01T00:00:00Z");
	json_decref(v);
}

static void
test_job(void **state)
{
	struct store_job j = { .id = 12,
		.rev = 3,
		.state = JOB_QUEUED,
		.document = "K7Q2M9XWD4R8TJ3P",
		.number = "560/1/X",
		.copy = 1,
		.template_name = "surat",
		.template_version = 2,
		.counter = "loket-1",
		.source_system = "SISKOP2MI",
		.fields = (char *)(uintptr_t) "{\"nama\":\"SITI\"}" };
	struct buf b = { 0 };
	json_t *v;

	(void)state;
	answer_job(&b, NULL, &j, "{\"code\":\"printer-down\"}", NULL, 0);
	v = parsed(&b);
	assert_string_equal(text_of(v, "state"), "queued");
	assert_null(json_object_get(v, "fields")); /* a list has none */
	assert_true(json_is_null(json_object_get(v, "printer")));
	assert_true(json_is_null(json_object_get(v, "pages")));
	assert_string_equal(
	    text_of(json_object_get(v, "reason"), "code"), "printer-down");
	assert_string_equal(
	    text_of(json_object_get(v, "links"), "pdf"), "/v1/jobs/12/pdf");
	json_decref(v);
	/* a kept reason stands before a passing one */
	j.reason = (char *)(uintptr_t) "{\"code\":\"hold\"}";
	answer_job(&b, NULL, &j, "{\"code\":\"printer-down\"}", NULL, 1);
	v = parsed(&b);
	assert_string_equal(
	    text_of(json_object_get(v, "reason"), "code"), "hold");
	assert_string_equal(
	    text_of(json_object_get(v, "fields"), "nama"), "SITI");
	json_decref(v);
}

static void
test_faults(void **state)
{
	struct faults fs = { 0 };
	struct buf b = { 0 };
	json_t *v;

	(void)state;
	for (int i = 0; i < FAULTS_ROOM + 5; i++)
		faults_add(&fs, FAULT_FIELD, "/fields/a", "salah", "wrong");
	answer_faults(&b, &fs);
	v = parsed(&b);
	assert_string_equal(text_of(v, "code"), "field");
	assert_int_equal(
	    json_array_size(json_object_get(v, "errors")), FAULTS_ROOM);
	json_decref(v);
}

/* The lines of Doc 9303's specimen. */
#define MRZ1 "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
#define MRZ2 "L898902C36UTO7408122F1204159ZE184226B<<<<<10"

static const struct {
	const char *seals, *qr, *mrz, *want_mrz;
	int pages, drawn, every, ok;
} pages[] = {
	{ "[]", "[null]", "[]", "", 1, 1, 0, 1 },
	{ "[\"A\"]", "[\"A\"]", "[]", "", 1, 1, 0, 1 },
	{ "[\"A\"]", "[\"B\"]", "[]", "", 1, 1, 0, 0 },
	{ "[\"A\"]", "[null]", "[]", "", 1, 1, 0, 0 },
	{ "[\"A\",\"A\"]", "[null,\"A\"]", "[]", "", 2, 2, 0, 1 },
	{ "[\"A\",\"B\"]", "[\"A\",\"B\"]", "[]", "", 2, 2, 1, 1 },
	{ "[\"A\",\"B\"]", "[\"B\",\"A\"]", "[]", "", 2, 2, 1, 0 },
	{ "[\"A\",\"B\"]", "[\"A\",null]", "[]", "", 2, 2, 1, 0 },
	{ "[\"A\"]", "[\"A\"]", "[]", "", 1, 2, 0, 0 },
	{ "[]", "[]", "[\"" MRZ1 "\",\"" MRZ2 "\"]", MRZ1 MRZ2, 1, 1, 0, 1 },
	{ "[]", "[]", "[\"" MRZ1 "\"]", MRZ1 MRZ2, 1, 1, 0, 0 },
	{ "[]", "[]", "[]", MRZ1 MRZ2, 1, 1, 0, 0 },
	{ "[]", "[]", "[\"" MRZ2 "\",\"" MRZ1 "\"]", MRZ2 MRZ1, 1, 1, 0, 0 },
};

static void
test_readback(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct fault f = { 0 };
		json_t *seals = json_loads(pages[i].seals, 0, NULL);
		json_t *qr = json_loads(pages[i].qr, 0, NULL);
		json_t *mrz = json_loads(pages[i].mrz, 0, NULL);
		struct readback r = { .document = "K7Q2M9XWD4R8TJ3P",
			.seals = seals,
			.pages = pages[i].pages,
			.every = pages[i].every,
			.mrz = pages[i].want_mrz };
		int rc = readback_check(&r, pages[i].drawn, qr, mrz, &f);

		if ((rc == 0) != pages[i].ok)
			fail_msg("page %zu: %d", i, rc);
		if (rc < 0)
			assert_int_equal(f.code, FAULT_READBACK);
		json_decref(seals);
		json_decref(qr);
		json_decref(mrz);
	}
}

/* A text that is equal but is no seal is refused where one belongs. */
static void
test_readback_seal(void **state)
{
	struct fault f = { 0 };
	json_t *list = json_loads("[\"https://A.TEST/X#RDB1B22\"]", 0, NULL);
	struct readback r = { .document = "K7Q2M9XWD4R8TJ3P",
		.seals = list,
		.pages = 1,
		.mrz = "",
		.with_seal = 1 };

	(void)state;
	assert_int_equal(readback_check(&r, 1, list, NULL, &f), -1);
	assert_int_equal(f.code, FAULT_READBACK);
	json_decref(list);
}

/* A seal that is one, but by another hand or of another document. */
static void
test_readback_judged(void **state)
{
	static const struct {
		const char *document, *en;
		int certs; /* the signer's is among them */
	} t[] = { { "K7Q2M9XWD4R8TJ3P", NULL, 1 },
		{ "K7Q2M9XWD4R8TJ3P", "the seal does not verify", 0 },
		{ "K7Q2M9XWD4R8TJ3R", "the id differs", 1 } };
	struct fault f = { 0 };
	struct buf path = { 0 }, pem = { 0 };
	struct crypt_cert *cert = NULL;
	json_t *doc = json_load_file(EXAMPLES, 0, NULL);
	const json_t *v = json_array_get(json_object_get(doc, "vectors"), 0);
	json_t *list = json_pack("[s]", text_of(v, "url"));

	(void)state;
	buf_printf(&path, "tests/vectors/%s", text_of(v, "cert"));
	assert_int_equal(buf_read_file(&pem, buf_str(&path), 1u << 16), 0);
	assert_int_equal(crypt_cert_load(pem.p, pem.n, &cert, &f), 0);
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct readback r = { .document = t[i].document,
			.seals = list,
			.pages = 1,
			.mrz = "",
			.with_seal = 1,
			.cert = &cert,
			.certs = (size_t)t[i].certs };

		assert_int_equal(
		    readback_check(&r, 1, list, NULL, &f), t[i].en ? -1 : 0);
		if (t[i].en)
			assert_non_null(strstr(f.en, t[i].en));
	}
	crypt_cert_free(cert);
	buf_release(&pem);
	buf_release(&path);
	json_decref(list);
	json_decref(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_jout),
		cmocka_unit_test(test_job),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_readback),
		cmocka_unit_test(test_readback_seal),
		cmocka_unit_test(test_readback_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
