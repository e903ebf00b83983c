/* The holder of the key: what it refuses to start with and to sign. */
/* SRC: daemon/seal/signer.c daemon/seal/newkey.c */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "buf.h"
#include "civil.h"
#include "conf.h"
#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "mem.h"
#include "seal.h"

#include "../../daemon/seal/newkey.h"
#include "../../daemon/seal/signer.h"

static char dir[] = "/tmp/test_signer_XXXXXX";
static char key[64], cert[64];

static struct conf
conf(void)
{
	static char name[] = "imigrasi", title[] = "Kantor Imigrasi",
		    state[] = "UTO";
	struct conf c = { .name = name,
		.title = title,
		.state = state,
		.key_file = key,
		.cert_file = cert };
	return c;
}

static int
setup(void **state)
{
	struct newkey n = {
		.dir = dir, .country = "UTO", .org = "imigrasi", .days = 365
	};
	struct fault f;

	(void)state;
	assert_non_null(mkdtemp(dir));
	(void)snprintf(key, sizeof(key), "%s/key.pem", dir);
	(void)snprintf(cert, sizeof(cert), "%s/certificate.pem", dir);
	assert_int_equal(newkey_make(&n, &f), 0);
	/* never overwritten */
	assert_int_equal(newkey_make(&n, &f), -1);
	assert_int_equal(f.code, FAULT_IO);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	(void)unlink(key);
	(void)unlink(cert);
	return rmdir(dir);
}

static void
test_files(void **state)
{
	struct stat st;
	struct buf b = { 0 };
	struct crypt_cert *c;
	int64_t from, to;

	(void)state;
	assert_int_equal(stat(key, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(buf_read_file(&b, cert, 9999), 0);
	assert_int_equal(crypt_cert_load(b.p, b.n, &c, NULL), 0);
	assert_string_equal(crypt_cert_org(c), "imigrasi");
	assert_string_equal(crypt_cert_country(c), "UT");
	crypt_cert_validity(c, &from, &to);
	assert_int_equal((to - from) / 86400, 365);
	crypt_cert_free(c);
	buf_release(&b);
}

static void
test_start(void **state)
{
	struct conf c = conf();
	struct signer *s = NULL;
	struct fault f;
	char other[] = "disnaker", idn[] = "IDN", title[] = "imigrasi";

	(void)state;
	assert_int_equal(signer_open(&c, &s, &f), 0);
	signer_close(s);
	c.name = other;
	c.title = title; /* the title may be the O too */
	assert_int_equal(signer_open(&c, &s, &f), 0);
	signer_close(s);
#define REFUSED(says)                                          \
	do {                                                   \
		assert_int_equal(signer_open(&c, &s, &f), -1); \
		assert_int_equal(f.code, FAULT_CONFIG);        \
		assert_non_null(strstr(f.en, says));           \
	} while (0)
	c = conf();
	c.name = other;
	REFUSED("neither");
	c = conf();
	c.state = idn;
	REFUSED("not ID");
	c = conf();
	assert_int_equal(chmod(key, 0640), 0);
	REFUSED("(mode 640)");
	assert_int_equal(chmod(key, 0604), 0);
	REFUSED("(mode 604)");
	assert_int_equal(chmod(key, 0600), 0);
	c.key_file = cert;
	REFUSED("(mode 644)");
	c = conf();
	char none[] = "/nonexistent/key.pem";
	c.key_file = none;
	REFUSED("cannot be read");
	c = conf();
	c.cert_file = key;
	REFUSED("not a certificate");
	/* another key's certificate */
	c = conf();
	char uto[] = "tests/vectors/certs/EX_P256_UTTS1A2.pem";
	c.cert_file = uto;
	REFUSED("do not belong together");
	signer_close(NULL);
}

static void
test_hello(void **state)
{
	struct conf c = conf();
	struct signer *s;
	struct buf b = { 0 }, der = { 0 };
	struct crypt_cert *got;
	char ref[11];

	(void)state;
	assert_int_equal(signer_open(&c, &s, NULL), 0);
	signer_hello(s, &b);
	json_t *v = json_loads(buf_str(&b), 0, NULL);
	assert_non_null(v);
	const char *text = json_string_value(json_object_get(v, "cert"));
	assert_int_equal(enc_unbase64(text, strlen(text), &der), 0);
	assert_int_equal(crypt_cert_load(der.p, der.n, &got, NULL), 0);
	enc_hex(crypt_cert_ref(got), 5, ref);
	assert_string_equal(
	    json_string_value(json_object_get(v, "certref")), ref);
	assert_string_equal(
	    json_string_value(json_object_get(v, "country")), "UTO");
	crypt_cert_free(got);
	json_decref(v);
	buf_release(&b);
	buf_release(&der);
	signer_close(s);
}

/* It is no oracle: only seals of this certificate and country, in time. */
static void
test_sign(void **state)
{
	struct conf c = conf();
	struct signer *s;
	struct buf b = { 0 };
	struct crypt_cert *own;
	struct fault f;
	uint8_t sig[64], ref[5];
	struct civil today;

	(void)state;
	assert_int_equal(signer_open(&c, &s, NULL), 0);
	assert_int_equal(buf_read_file(&b, cert, 9999), 0);
	assert_int_equal(crypt_cert_load(b.p, b.n, &own, NULL), 0);
	civil_from(time(NULL), 0, &today);
	const struct seal_content good = { .country = "UTO",
		.certref = crypt_cert_ref(own),
		.year = today.year,
		.month = today.month,
		.day = today.day,
		.id = "K7Q2M9XWD4R8TJ3P",
		.copy = 1 };
	struct seal_content bad[4] = { good, good, good, good };
	memcpy(ref, crypt_cert_ref(own), 5);
	ref[4] ^= 1;
	bad[0].country = "IDN";
	bad[1].certref = ref;
	bad[2].year = 2019;
	bad[3].year = 2099;
	for (int i = -1; i < 4; i++) {
		const struct seal_content *content = i < 0 ? &good : &bad[i];
		buf_clear(&b);
		assert_int_equal(seal_tbs(content, &b, NULL), 0);
		assert_int_equal(
		    signer_sign(s, b.p, b.n, sig, &f), i < 0 ? 0 : -1);
		if (i < 0)
			assert_true(crypt_cert_verify(
			    own, 256, b.p, b.n, sig, sizeof(sig)));
		else
			assert_int_equal(f.code, FAULT_FORBIDDEN);
	}
	buf_clear(&b);
	assert_int_equal(seal_tbs(&good, &b, NULL), 0);
	for (size_t n = 0; n < b.n; n++)
		assert_int_equal(signer_sign(s, b.p, n, sig, &f), -1);
	buf_putc(&b, 0);
	assert_int_equal(signer_sign(s, b.p, b.n, sig, &f), -1);
	b.n--;
	b.p[2] = 2; /* another algorithm */
	assert_int_equal(signer_sign(s, b.p, b.n, sig, &f), -1);
	assert_int_equal(
	    signer_sign(s, (const uint8_t *)"pay 1000", 8, sig, &f), -1);
	/* no document id */
	b.n = 12;
	b.p[2] = 1;
	buf_put(&b, "\x61\0", 2);
	assert_int_equal(signer_sign(s, b.p, b.n, sig, &f), -1);
	crypt_cert_free(own);
	buf_release(&b);
	signer_close(s);
}

static void
test_new_key(void **state)
{
	struct newkey n = { .country = "UTO", .org = "x", .days = 1 };
	struct fault f;
	char *csr_dir = mem_printf("%s/csr", dir), *p;
	struct buf b = { 0 };

	(void)state;
	n.dir = csr_dir;
	n.country = "MYS";
	assert_int_equal(newkey_make(&n, &f), -1);
	n.country = "MY";
	n.org = "";
	assert_int_equal(newkey_make(&n, &f), -1);
	n.org = "x";
	n.csr = 1;
	assert_int_equal(newkey_make(&n, &f), 0);
	p = mem_printf("%s/request.pem", csr_dir);
	assert_int_equal(buf_read_file(&b, p, 9999), 0);
	assert_non_null(strstr(buf_str(&b), "BEGIN CERTIFICATE REQUEST"));
	buf_release(&b);
	(void)unlink(p);
	free(p);
	p = mem_printf("%s/key.pem", csr_dir);
	assert_int_equal(unlink(p), 0);
	free(p);
	assert_int_equal(rmdir(csr_dir), 0);
	free(csr_dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_start),
		cmocka_unit_test(test_hello),
		cmocka_unit_test(test_sign),
		cmocka_unit_test(test_new_key),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
