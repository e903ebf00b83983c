/* Seal, encodings and signatures against other people's published bytes. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "buf.h"
#include "civil.h"
#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "seal.h"

#define VECTORS "tests/vectors/"
#define CERTS_MAX 32

static struct crypt_cert *certs[CERTS_MAX];
static size_t certs_n;

static json_t *
load(const char *name)
{
	char path[200];
	json_error_t e;

	(void)snprintf(path, sizeof(path), VECTORS "%s", name);
	json_t *v = json_load_file(path, JSON_REJECT_DUPLICATES, &e);
	if (v == NULL)
		fail_msg("%s: %s", path, e.text);
	return v;
}

static const char *
text(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	if (s == NULL)
		fail_msg("no %s", key);
	return s;
}

/* Hex of a member as bytes; the buffer is the caller's. */
static struct buf
bytes(const char *hex)
{
	struct buf b = { 0 };
	size_t n = strlen(hex);

	buf_put(&b, hex, n);
	assert_int_equal(enc_unhex(hex, n, b.p), 0);
	b.n = n / 2;
	return b;
}

static void
assert_hex(const uint8_t *p, size_t n, const char *hex)
{
	struct buf want = bytes(hex);

	assert_int_equal(n, want.n);
	assert_memory_equal(p, want.p, n);
	buf_release(&want);
}

static struct crypt_cert *
cert_file(const char *file)
{
	char path[200];
	struct buf b = { 0 };
	struct crypt_cert *c = NULL;
	struct fault f;

	(void)snprintf(path, sizeof(path), VECTORS "%s", file);
	assert_int_equal(buf_read_file(&b, path, 65536), 0);
	if (crypt_cert_load(b.p, b.n, &c, &f) != 0)
		fail_msg("%s: %s", path, f.en);
	buf_release(&b);
	return c;
}

static int64_t
seconds(const char *s)
{
	struct civil c;

	assert_int_equal(sscanf(s, "%d-%d-%d %d:%d:%d", &c.year, &c.month,
			     &c.day, &c.hour, &c.minute, &c.second),
	    6);
	return civil_to(&c, 0);
}

static void
test_certs(void **state)
{
	json_t *index = load("certs/index.json"), *v;
	const char *name;

	(void)state;
	json_object_foreach (json_object_get(index, "certs"), name, v) {
		struct crypt_cert *c = cert_file(text(v, "file")), *again;
		int64_t from, to;
		size_t n;
		assert_hex(crypt_cert_ref(c), 5, text(v, "sha1_last5"));
		crypt_cert_validity(c, &from, &to);
		assert_true(from == seconds(text(v, "not_before")));
		assert_true(to == seconds(text(v, "not_after")));
		/* the same certificate as DER, whole and cut */
		const uint8_t *der = crypt_cert_der(c, &n);
		assert_int_equal(crypt_cert_load(der, n, &again, NULL), 0);
		assert_memory_equal(
		    crypt_cert_ref(again), crypt_cert_ref(c), 5);
		crypt_cert_free(again);
		assert_int_equal(crypt_cert_load(der, n - 1, &again, NULL), -1);
		assert_true(certs_n < CERTS_MAX);
		certs[certs_n++] = c;
	}
	json_decref(index);
	assert_int_equal(certs_n, 10);
	assert_string_equal(crypt_cert_org(certs[3]), "KurzDigital");
	assert_string_equal(crypt_cert_country(certs[3]), "DE");
	certs[certs_n++] = cert_file("certs/EX_P256_UTTS1A2.pem");
	assert_string_equal(crypt_cert_org(certs[certs_n - 1]), "");
}

static void
test_base(void **state)
{
	json_t *all = load("encodings/base.json"), *v;
	const json_t *ref = json_object_get(all, "cert_reference");
	uint8_t sha1[CRYPT_SHA1];
	size_t i;

	(void)state;
	json_array_foreach (json_object_get(all, "base32_rfc4648"), i, v) {
		const char *plain = json_string_value(json_array_get(v, 0));
		const char *coded = json_string_value(json_array_get(v, 1));
		size_t n = strcspn(coded, "="); /* the seal has no padding */
		struct buf b = { 0 }, back = { 0 };
		enc_base32((const uint8_t *)plain, strlen(plain), &b);
		assert_int_equal(b.n, n);
		assert_memory_equal(buf_str(&b), coded, n);
		assert_int_equal(enc_unbase32(coded, n, &back), 0);
		assert_string_equal(buf_str(&back), plain);
		buf_release(&b);
		buf_release(&back);
	}
	assert_int_equal(i, 4);
	struct buf der = bytes(text(ref, "der_hex"));
	crypt_sha1(der.p, der.n, sha1);
	assert_hex(sha1 + 15, 5, text(ref, "expect"));
	buf_release(&der);
	json_decref(all);
}

static void
test_c40(void **state)
{
	json_t *all = load("encodings/c40.json"), *v;
	size_t i;

	(void)state;
	json_array_foreach (json_object_get(all, "vectors"), i, v) {
		const char *plain = text(v, "text");
		struct buf b = { 0 }, back = { 0 };
		assert_int_equal(seal_c40(plain, strlen(plain), &b), 0);
		assert_hex(b.p, b.n, text(v, "hex"));
		assert_int_equal(seal_unc40(b.p, b.n, &back), 0);
		assert_string_equal(buf_str(&back), plain);
		buf_release(&b);
		buf_release(&back);
	}
	assert_int_equal(i, 4);
	json_decref(all);
}

/* Digits of a date member, 0 for an "x" anywhere in the part. */
static int
part(const char *s, size_t n)
{
	int v = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == 'x')
			return 0;
		v = v * 10 + s[i] - '0';
	}
	return v;
}

static void
test_dates(void **state)
{
	static const char ref[] = "\1\2\3\4\5";
	json_t *all = load("encodings/dates.json"), *v;
	size_t i;

	(void)state;
	json_array_foreach (json_object_get(all, "date3"), i, v) {
		const char *d = text(v, "date");
		struct seal_content c = { .country = "UTO",
			.certref = (const uint8_t *)ref,
			.year = part(d, 4),
			.month = part(d + 5, 2),
			.day = part(d + 8, 2),
			.id = "K7Q2M9XWD4R8TJ3P" };
		struct buf b = { 0 };
		assert_int_equal(seal_tbs(&c, &b, NULL), 0);
		assert_hex(b.p + 9, 3, text(v, "hex"));
		buf_release(&b);
	}
	assert_int_equal(i, 2);
	json_array_foreach (json_object_get(all, "masked4"), i, v) {
		const char *d = text(v, "date");
		struct buf b = { 0 }, date = bytes(text(v, "hex"));
		struct seal s;
		buf_put(&b, "\xd9\xc5\1\1\2\3\4\5", 8);
		buf_put(&b, date.p, date.n);
		buf_put(&b, "\x61\0", 2);
		assert_int_equal(
		    seal_parse_tbs(b.p, b.n, &s, NULL), SEAL_VALID);
		assert_int_equal(s.year, part(d, 4));
		assert_int_equal(s.month, part(d + 5, 2));
		assert_int_equal(s.day, part(d + 8, 2));
		seal_release(&s);
		buf_release(&b);
		buf_release(&date);
	}
	assert_int_equal(i, 2);
	json_decref(all);
}

static void
test_header(void **state)
{
	json_t *all = load("idb/header_encode.json"), *v;
	size_t i;

	(void)state;
	json_array_foreach (json_object_get(all, "vectors"), i, v) {
		const json_t *h = json_object_get(v, "fields");
		const char *d = text(h, "date");
		struct buf ref = bytes(text(h, "certRef")), b = { 0 };
		struct seal_content c = { .country = text(h, "country"),
			.certref = ref.p,
			.year = part(d, 4),
			.month = part(d + 5, 2),
			.day = part(d + 8, 2),
			.id = "K7Q2M9XWD4R8TJ3P" };
		assert_int_equal(seal_tbs(&c, &b, NULL), 0);
		assert_hex(b.p, 12, text(v, "header_hex"));
		buf_release(&ref);
		buf_release(&b);
	}
	assert_int_equal(i, 1);
	json_decref(all);
}

static void
check_header(const struct seal *s, const json_t *h)
{
	char date[40];

	assert_string_equal(s->country, text(h, "country"));
	assert_int_equal(
	    s->is_signed, json_is_true(json_object_get(h, "signed")));
	if (!s->is_signed)
		return;
	assert_int_equal(
	    s->alg, json_integer_value(json_object_get(h, "sigAlg")));
	assert_hex(s->certref, 5, text(h, "certRef"));
	(void)snprintf(
	    date, sizeof(date), "%04d-%02d-%02d", s->year, s->month, s->day);
	assert_string_equal(date, text(h, "signatureCreationDate"));
}

static void
check_seal(const struct seal *s, const json_t *e)
{
	const char *status = text(json_object_get(e, "signature"), "status");
	const json_t *m;
	uint8_t hash[32];
	size_t i, by = 0;

	check_header(s, json_object_get(e, "header"));
	assert_hex(s->payload.p, s->payload.n, text(e, "payload_hex"));
	json_array_foreach (json_object_get(e, "messages"), i, m) {
		assert_int_equal(s->msg[i].tag,
		    json_integer_value(json_object_get(m, "tag")));
		assert_int_equal(s->msg[i].n,
		    json_integer_value(json_object_get(m, "length")));
		assert_hex(s->msg[i].p, s->msg[i].n, text(m, "value_hex"));
	}
	assert_int_equal(s->msg_n, i);
	enum seal_verdict v = seal_judge(s, certs, certs_n, &by);
	if (!s->is_signed) {
		assert_int_equal(v, SEAL_INVALID_SIGNATURE);
		return;
	}
	crypt_sha256(s->payload.p, s->tbs_n, hash);
	assert_hex(hash, 32, text(e, "signed_hex_sha256"));
	assert_hex(s->sig, s->sig_n, text(e, "signature_hex"));
	if (strcmp(status, "valid") == 0) {
		assert_int_equal(v, SEAL_VALID);
		assert_memory_equal(crypt_cert_ref(certs[by]), s->certref, 5);
	} else {
		assert_int_equal(v, SEAL_UNKNOWN_CERTIFICATE);
	}
}

static void
test_idb(void **state)
{
	json_t *all = load("idb/idb.json"), *v;
	struct seal s;
	size_t i;

	(void)state;
	json_array_foreach (json_object_get(all, "vectors"), i, v) {
		const char *t = text(v, "text");
		assert_int_equal(
		    seal_parse(t, strlen(t), &s, NULL), SEAL_VALID);
		check_seal(&s, json_object_get(v, "expect"));
		seal_release(&s);
	}
	assert_int_equal(i, 7);
	json_array_foreach (json_object_get(all, "derived_negative"), i, v) {
		const char *t = text(v, "text");
		const json_t *e = json_object_get(v, "expect");
		int ok = seal_parse(t, strlen(t), &s, NULL) == SEAL_VALID;
		assert_int_equal(ok, strcmp(text(e, "parse"), "ok") == 0);
		if (ok)
			assert_int_equal(seal_judge(&s, certs, certs_n, NULL),
			    SEAL_INVALID_SIGNATURE);
		seal_release(&s);
	}
	assert_int_equal(i, 6);
	json_decref(all);
}

/* Parsed, then written again from what was read: the very bytes. */
static void
test_own(void **state)
{
	json_t *all = load("idb/own_examples.json"), *v;
	size_t i, by;

	(void)state;
	json_array_foreach (json_object_get(all, "vectors"), i, v) {
		const char *url = text(v, "url");
		struct buf tbs = { 0 }, again = { 0 }, addr = { 0 };
		struct seal s;
		assert_int_equal(
		    seal_parse(url, strlen(url), &s, NULL), SEAL_VALID);
		assert_int_equal(
		    seal_judge(&s, certs, certs_n, &by), SEAL_VALID);
		assert_int_equal(by, certs_n - 1);
		struct seal_content c = { .country = s.country,
			.certref = s.certref,
			.year = s.year,
			.month = s.month,
			.day = s.day,
			.id = s.id,
			.mrz = s.mrz };
		assert_int_equal(seal_tbs(&c, &tbs, NULL), 0);
		assert_hex(tbs.p, tbs.n, text(v, "signed_hex"));
		assert_int_equal(seal_text(&tbs, s.sig, &again, NULL), 0);
		assert_string_equal(buf_str(&again), text(v, "text"));
		seal_url("v.example.gov", s.id, buf_str(&again), &addr);
		assert_string_equal(buf_str(&addr), url);
		seal_release(&s);
		buf_release(&tbs);
		buf_release(&again);
		buf_release(&addr);
	}
	assert_int_equal(i, 1);
	json_decref(all);
}

/* Our use of ICAO's tags agrees with the registry. */
static void
test_registry(void **state)
{
	json_t *all = load("idb/registry.json"), *v;
	size_t i, found = 0;

	(void)state;
	json_array_foreach (json_object_get(all, "idb_message_types"), i, v) {
		int tag = (int)json_integer_value(json_object_get(v, "tag"));
		if (strcmp(text(v, "name"), "MRZ_TD1") == 0)
			assert_int_equal(tag, SEAL_TAG_TD1);
		else if (strcmp(text(v, "name"), "MRZ_TD3") == 0)
			assert_int_equal(tag, SEAL_TAG_TD3);
		else
			assert_true(tag < SEAL_TAG_ID);
		found += tag == SEAL_TAG_TD1 || tag == SEAL_TAG_TD3;
	}
	assert_int_equal(found, 2);
	json_decref(all);
}

/* A certificate of the same curve with another public point in it: 04 || x
 * || y begins where the known point is found. */
static struct crypt_cert *
with_point(const char *pem, const char *known, const char *point)
{
	struct crypt_cert *c = cert_file(pem), *ret;
	struct buf old = bytes(known), new = bytes(point), der = { 0 };
	size_t n;
	const uint8_t *p = crypt_cert_der(c, &n);

	buf_put(&der, p, n);
	uint8_t *at = memmem(der.p, der.n, old.p, old.n);
	assert_non_null(at);
	assert_int_equal(old.n, new.n);
	memcpy(at, new.p, new.n);
	assert_int_equal(crypt_cert_load(der.p, der.n, &ret, NULL), 0);
	crypt_cert_free(c);
	buf_release(&old);
	buf_release(&new);
	buf_release(&der);
	return ret;
}

static size_t
wycheproof(const char *file, const char *pem, const char *known)
{
	json_t *all = load(file), *g, *t;
	size_t i, k, done = 0;

	json_array_foreach (json_object_get(all, "groups"), i, g) {
		struct crypt_cert *c =
		    with_point(pem, known, text(g, "publicKey"));
		json_array_foreach (json_object_get(g, "tests"), k, t) {
			struct buf msg = bytes(text(t, "msg"));
			struct buf sig = bytes(text(t, "sig"));
			int good = crypt_cert_verify(
			    c, 256, msg.p, msg.n, sig.p, sig.n);
			if (good != (strcmp(text(t, "result"), "valid") == 0))
				fail_msg("%s tcId %d", file,
				    (int)json_integer_value(
					json_object_get(t, "tcId")));
			done++;
			buf_release(&msg);
			buf_release(&sig);
		}
		crypt_cert_free(c);
	}
	json_decref(all);
	return done;
}

static void
test_ecdsa(void **state)
{
	json_t *all = load("ecdsa/rfc6979_p256_sha256.json"), *v;
	json_t *index = load("certs/index.json");
	char point[131];
	size_t i;

	(void)state;
	(void)snprintf(point, sizeof(point), "04%s%s", text(all, "public_x"),
	    text(all, "public_y"));
	struct crypt_cert *c =
	    with_point("certs/EX_P256_UTTS1A2.pem", point, point);
	json_array_foreach (json_object_get(all, "vectors"), i, v) {
		const char *m = text(v, "message");
		char hex[129];
		(void)snprintf(
		    hex, sizeof(hex), "%s%s", text(v, "r"), text(v, "s"));
		struct buf sig = bytes(hex);
		assert_int_equal(
		    crypt_cert_verify(c, 256, m, strlen(m), sig.p, 64), 1);
		buf_putc(&sig, 0); /* of another size than the curve's */
		assert_int_equal(
		    crypt_cert_verify(c, 256, m, strlen(m), sig.p, 65), 0);
		assert_int_equal(
		    crypt_cert_verify(c, 256, m, strlen(m), sig.p, 63), 0);
		assert_int_equal(
		    crypt_cert_verify(c, 384, m, strlen(m), sig.p, 64), 0);
		sig.p[63] ^= 1;
		assert_int_equal(
		    crypt_cert_verify(c, 256, m, strlen(m), sig.p, 64), 0);
		buf_release(&sig);
	}
	assert_int_equal(i, 1);
	crypt_cert_free(c);
	assert_int_equal(
	    wycheproof("ecdsa/wycheproof_secp256r1_sha256_p1363.json",
		"certs/EX_P256_UTTS1A2.pem", point),
	    131);
	assert_int_equal(
	    wycheproof("ecdsa/wycheproof_brainpoolP256r1_sha256_p1363.json",
		"certs/UTTS5B.pem",
		text(json_object_get(json_object_get(index, "certs"), "UTTS5B"),
		    "public_key_uncompressed_hex")),
	    130);
	json_decref(index);
	json_decref(all);
}

static int
teardown(void **state)
{
	(void)state;
	while (certs_n > 0)
		crypt_cert_free(certs[--certs_n]);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_certs), /* first: loads them for all */
		cmocka_unit_test(test_base),
		cmocka_unit_test(test_c40),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_header),
		cmocka_unit_test(test_idb),
		cmocka_unit_test(test_own),
		cmocka_unit_test(test_registry),
		cmocka_unit_test(test_ecdsa),
	};
	return cmocka_run_group_tests(tests, NULL, teardown);
}
