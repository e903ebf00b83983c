/*
 * The few things asked of libcrypto; the only file of the floors that includes
 * it.  Certificates come from the administrator, signatures from anywhere.
 * Never prints or copies a private key, never asks for a passphrase.
 */

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "crypt.h"
#include "fault.h"
#include "log.h"
#include "mem.h"

struct crypt_cert {
	X509 *x509;
	EVP_PKEY *pub;
	size_t half; /* bytes of r, and of s */
	uint8_t *der;
	size_t der_n;
	uint8_t ref[5];
	int64_t from, to;
	char *org, *country;
};

struct crypt_key {
	EVP_PKEY *pkey;
	EVP_PKEY_CTX *ctx; /* initialised once, signs many */
};

/* Fetching an algorithm by name costs more than a short hash: once. */
static void
digest(const char *name, EVP_MD **md, const void *p, size_t n, uint8_t *ret)
{
	static _Thread_local EVP_MD_CTX *ctx;

	if (*md == NULL)
		*md = EVP_MD_fetch(NULL, name, NULL);
	if (ctx == NULL)
		ctx = EVP_MD_CTX_new();
	if (*md == NULL || ctx == NULL ||
	    EVP_DigestInit_ex2(ctx, *md, NULL) != 1 ||
	    EVP_DigestUpdate(ctx, p, n) != 1 ||
	    EVP_DigestFinal_ex(ctx, ret, NULL) != 1)
		fatalx("libcrypto cannot compute %s", name);
}

void
crypt_sha256(const void *p, size_t n, uint8_t ret[CRYPT_SHA256])
{
	static _Thread_local EVP_MD *md;

	digest("SHA256", &md, p, n, ret);
}

void
crypt_sha1(const void *p, size_t n, uint8_t ret[CRYPT_SHA1])
{
	static _Thread_local EVP_MD *md;

	digest("SHA1", &md, p, n, ret);
}

void
crypt_hmac_sha256(const void *key, size_t key_n, const void *p, size_t n,
    uint8_t ret[CRYPT_SHA256])
{
	if (key_n > INT_MAX ||
	    HMAC(EVP_sha256(), key, (int)key_n, p, n, ret, NULL) == NULL)
		fatalx("libcrypto cannot compute HMAC");
}

void
crypt_random(void *p, size_t n)
{
	uint8_t *at = p;

	while (n > 0) {
		ssize_t got = getrandom(at, n, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			fatal("getrandom");
		at += got;
		n -= (size_t)got;
	}
}

int
crypt_equal(const void *a, const void *b, size_t n)
{
	return CRYPTO_memcmp(a, b, n) == 0;
}

/* The first value of an attribute of the subject, "" if none. */
static char *
subject(X509 *x, int nid)
{
	X509_NAME *name = X509_get_subject_name(x);
	unsigned char *text = NULL;
	int i = X509_NAME_get_index_by_NID(name, nid, -1);

	if (i >= 0)
		(void)ASN1_STRING_to_UTF8(&text,
		    X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, i)));
	char *ret = mem_strdup(text != NULL ? (const char *)text : "");
	OPENSSL_free(text);
	return ret;
}

static int
seconds(const ASN1_TIME *t, int64_t *ret)
{
	struct tm tm;

	if (ASN1_TIME_to_tm(t, &tm) != 1)
		return -1;
	*ret = timegm(&tm);
	return 0;
}

static int
no_passphrase(char *dst, int size, int writing, void *arg)
{
	(void)dst;
	(void)size;
	(void)writing;
	(void)arg;
	return 0;
}

static X509 *
read_x509(const uint8_t *p, size_t n)
{
	X509 *x = NULL;

	if (n > 0 && n <= 65536 && p[0] == 0x30) {
		const unsigned char *at = p;
		x = d2i_X509(NULL, &at, (long)n);
		if (x != NULL && at != p + n) {
			X509_free(x);
			x = NULL;
		}
	} else if (n > 0 && n <= 65536) {
		BIO *bio = BIO_new_mem_buf(p, (int)n);
		x = PEM_read_bio_X509(bio, NULL, no_passphrase, NULL);
		BIO_free(bio);
	}
	return x;
}

int
crypt_cert_load(
    const uint8_t *p, size_t n, struct crypt_cert **ret_cert, struct fault *f)
{
	struct crypt_cert *c = mem_alloc(sizeof(*c));
	uint8_t sha1[CRYPT_SHA1];
	int rc = -1, der_n;

	c->x509 = read_x509(p, n);
	if (c->x509 == NULL) {
		fault_set(f, FAULT_SYNTAX, "",
		    "sertifikat tidak terbaca (PEM atau DER)",
		    "the certificate cannot be read (PEM or DER)");
		goto out;
	}
	c->pub = X509_get_pubkey(c->x509);
	if (c->pub == NULL || EVP_PKEY_get_base_id(c->pub) != EVP_PKEY_EC) {
		fault_set(f, FAULT_SYNTAX, "",
		    "kunci publik sertifikat bukan kurva eliptik",
		    "the certificate's key is not an elliptic curve key");
		goto out;
	}
	c->half = ((size_t)EVP_PKEY_get_bits(c->pub) + 7) / 8;
	der_n = i2d_X509(c->x509, &c->der);
	if (der_n <= 0 || seconds(X509_get0_notBefore(c->x509), &c->from) ||
	    seconds(X509_get0_notAfter(c->x509), &c->to)) {
		fault_set(f, FAULT_SYNTAX, "",
		    "masa berlaku sertifikat tidak sah",
		    "the certificate's validity is malformed");
		goto out;
	}
	c->der_n = (size_t)der_n;
	crypt_sha1(c->der, c->der_n, sha1);
	memcpy(c->ref, sha1 + CRYPT_SHA1 - sizeof(c->ref), sizeof(c->ref));
	c->org = subject(c->x509, NID_organizationName);
	c->country = subject(c->x509, NID_countryName);
	*ret_cert = c;
	c = NULL;
	rc = 0;
out:
	ERR_clear_error();
	crypt_cert_free(c);
	return rc;
}

void
crypt_cert_free(struct crypt_cert *c)
{
	if (c == NULL)
		return;
	X509_free(c->x509);
	EVP_PKEY_free(c->pub);
	OPENSSL_free(c->der);
	free(c->org);
	free(c->country);
	free(c);
}

const uint8_t *
crypt_cert_ref(const struct crypt_cert *c)
{
	return c->ref;
}

const uint8_t *
crypt_cert_der(const struct crypt_cert *c, size_t *ret_n)
{
	*ret_n = c->der_n;
	return c->der;
}

void
crypt_cert_validity(
    const struct crypt_cert *c, int64_t *ret_from, int64_t *ret_to)
{
	*ret_from = c->from;
	*ret_to = c->to;
}

const char *
crypt_cert_org(const struct crypt_cert *c)
{
	return c->org;
}

const char *
crypt_cert_country(const struct crypt_cert *c)
{
	return c->country;
}

/* r || s as the DER that libcrypto wants; NULL when out of range. */
static unsigned char *
to_der(const uint8_t *sig, size_t half, int *ret_n)
{
	unsigned char *der = NULL;
	ECDSA_SIG *s = ECDSA_SIG_new();
	BIGNUM *r = BN_bin2bn(sig, (int)half, NULL);
	BIGNUM *v = BN_bin2bn(sig + half, (int)half, NULL);

	if (s == NULL || r == NULL || v == NULL)
		fatalx("out of memory");
	(void)ECDSA_SIG_set0(s, r, v);
	*ret_n = i2d_ECDSA_SIG(s, &der);
	ECDSA_SIG_free(s);
	return der;
}

int
crypt_cert_verify(const struct crypt_cert *c, int hash_bits, const void *tbs,
    size_t n, const uint8_t *sig, size_t sig_n)
{
	const char *hash = hash_bits == 256 ? "SHA256"
	    : hash_bits == 384		    ? "SHA384"
	    : hash_bits == 512		    ? "SHA512"
					    : NULL;
	int der_n, good = 0;

	if (hash == NULL || sig_n != 2 * c->half)
		return 0;
	unsigned char *der = to_der(sig, c->half, &der_n);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	if (der != NULL && der_n > 0 && ctx != NULL &&
	    EVP_DigestVerifyInit_ex(
		ctx, NULL, hash, NULL, NULL, c->pub, NULL) == 1)
		good = EVP_DigestVerify(ctx, der, (size_t)der_n, tbs, n) == 1;
	EVP_MD_CTX_free(ctx);
	OPENSSL_free(der);
	ERR_clear_error();
	return good;
}

int
crypt_key_load(
    const uint8_t *pem, size_t n, struct crypt_key **ret_key, struct fault *f)
{
	struct crypt_key *k = mem_alloc(sizeof(*k));
	char group[32] = "";
	BIO *bio = BIO_new_mem_buf(pem, n <= 65536 ? (int)n : 0);

	k->pkey = PEM_read_bio_PrivateKey(bio, NULL, no_passphrase, NULL);
	BIO_free(bio);
	if (k->pkey == NULL ||
	    EVP_PKEY_get_utf8_string_param(k->pkey, OSSL_PKEY_PARAM_GROUP_NAME,
		group, sizeof(group), NULL) != 1 ||
	    strcmp(group, "prime256v1") != 0)
		goto bad;
	k->ctx = EVP_PKEY_CTX_new_from_pkey(NULL, k->pkey, NULL);
	if (k->ctx == NULL || EVP_PKEY_sign_init(k->ctx) != 1)
		goto bad;
	*ret_key = k;
	return 0;
bad:
	ERR_clear_error();
	crypt_key_free(k);
	return fault_set(f, FAULT_CONFIG, "",
	    "kunci bukan kunci pribadi P-256 dalam PEM tanpa sandi",
	    "the key is not a P-256 private key in PEM without passphrase");
}

void
crypt_key_free(struct crypt_key *k)
{
	if (k == NULL)
		return;
	EVP_PKEY_CTX_free(k->ctx);
	EVP_PKEY_free(k->pkey);
	free(k);
}

int
crypt_key_matches(const struct crypt_key *k, const struct crypt_cert *c)
{
	return EVP_PKEY_eq(k->pkey, c->pub) == 1;
}

int
crypt_key_sign(
    struct crypt_key *k, const void *tbs, size_t n, uint8_t ret_sig[CRYPT_SIG])
{
	uint8_t hash[CRYPT_SHA256], sig[CRYPT_SIG];
	unsigned char der[80];

	crypt_sha256(tbs, n, hash);
	do {
		size_t der_n = sizeof(der);
		const unsigned char *at = der;
		if (EVP_PKEY_sign(k->ctx, der, &der_n, hash, sizeof(hash)) != 1)
			return -1;
		ECDSA_SIG *s = d2i_ECDSA_SIG(NULL, &at, (long)der_n);
		if (s == NULL ||
		    BN_bn2binpad(ECDSA_SIG_get0_r(s), sig, 32) != 32 ||
		    BN_bn2binpad(ECDSA_SIG_get0_s(s), sig + 32, 32) != 32) {
			ECDSA_SIG_free(s);
			return -1;
		}
		ECDSA_SIG_free(s);
	} while (sig[0] == 0 || sig[32] == 0);
	memcpy(ret_sig, sig, sizeof(sig));
	return 0;
}
