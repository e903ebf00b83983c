/*
 * Making a key pair with its certificate, once in years, by hand.  Runs before
 * any socket is opened and never beside the signer.  An existing key is never
 * overwritten: with it every seal it signed could no longer be renewed.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "fault.h"
#include "mem.h"

#include "newkey.h"

static int
libcrypto_failed(struct fault *f)
{
	return fault_set(f, FAULT_UNAVAILABLE, "",
	    "libcrypto gagal membuat kunci atau sertifikat",
	    "libcrypto could not make the key or certificate");
}

/* X.509 knows countries by two letters. */
static const char *
alpha2(const char *country)
{
	if (strcmp(country, "IDN") == 0)
		return "ID";
	if (strcmp(country, "UTO") == 0)
		return "UT";
	return strlen(country) == 2 ? country : NULL;
}

static int
name_add(X509_NAME *name, const char *field, const char *value)
{
	return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
	    (const unsigned char *)value, -1, -1, 0);
}

static int
subject(X509_NAME *name, const struct newkey *n)
{
	return name_add(name, "C", alpha2(n->country)) == 1 &&
	    name_add(name, "O", n->org) == 1;
}

static int
extend(X509 *x, int nid, const char *value)
{
	X509V3_CTX ctx;
	X509_EXTENSION *e;
	int rc;

	X509V3_set_ctx_nodb(&ctx);
	X509V3_set_ctx(&ctx, x, x, NULL, NULL, 0);
	e = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
	if (e == NULL)
		return 0;
	rc = X509_add_ext(x, e, -1);
	X509_EXTENSION_free(e);
	return rc;
}

static X509 *
certificate(const struct newkey *n, EVP_PKEY *key)
{
	X509 *x = X509_new();
	BIGNUM *serial = BN_new();

	if (x != NULL && serial != NULL && X509_set_version(x, 2) &&
	    BN_rand(serial, 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) &&
	    BN_to_ASN1_INTEGER(serial, X509_get_serialNumber(x)) != NULL &&
	    X509_gmtime_adj(X509_getm_notBefore(x), 0) != NULL &&
	    X509_time_adj_ex(X509_getm_notAfter(x), (int)n->days, 0, NULL) !=
		NULL &&
	    subject(X509_get_subject_name(x), n) &&
	    X509_set_issuer_name(x, X509_get_subject_name(x)) &&
	    X509_set_pubkey(x, key) &&
	    extend(x, NID_basic_constraints, "critical,CA:FALSE") &&
	    extend(x, NID_key_usage, "critical,digitalSignature") &&
	    extend(x, NID_subject_key_identifier, "hash") &&
	    X509_sign(x, key, EVP_sha256()) > 0) {
		BN_free(serial);
		return x;
	}
	BN_free(serial);
	X509_free(x);
	return NULL;
}

static X509_REQ *
request(const struct newkey *n, EVP_PKEY *key)
{
	X509_REQ *r = X509_REQ_new();

	if (r != NULL && subject(X509_REQ_get_subject_name(r), n) &&
	    X509_REQ_set_pubkey(r, key) &&
	    X509_REQ_sign(r, key, EVP_sha256()) > 0)
		return r;
	X509_REQ_free(r);
	return NULL;
}

/* Writes what bio holds to a new file, synced. */
static int
store(const char *dir, const char *file, mode_t mode, BIO *bio, struct fault *f)
{
	char *path = mem_printf("%s/%s", dir, file), *p;
	long n = BIO_get_mem_data(bio, &p);
	int rc = -1;

	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	if (fd >= 0 && fchmod(fd, mode) == 0 && write(fd, p, (size_t)n) == n &&
	    fsync(fd) == 0)
		rc = 0;
	if (rc != 0)
		fault_set(f, FAULT_IO, "", "%s: tidak dapat ditulis: %s",
		    "%s: cannot be written: %s", path, strerror(errno));
	if (fd >= 0)
		(void)close(fd);
	free(path);
	return rc;
}

static int
check(const struct newkey *n, struct fault *f)
{
	size_t len = strlen(n->org);

	if (alpha2(n->country) == NULL)
		return fault_set(f, FAULT_CONFIG, "/country",
		    "--country: IDN, UTO atau kode dua huruf",
		    "--country: IDN, UTO or a code of two letters");
	if (len == 0 || len > 64)
		return fault_set(f, FAULT_CONFIG, "/org",
		    "--org: 1 sampai 64 huruf", "--org: 1 to 64 characters");
	if (mkdir(n->dir, 0700) != 0 && errno != EEXIST)
		return fault_set(f, FAULT_IO, "", "%s: tidak dapat dibuat: %s",
		    "%s: cannot be made: %s", n->dir, strerror(errno));
	return 0;
}

int
newkey_make(const struct newkey *n, struct fault *f)
{
	BIO *key_pem = BIO_new(BIO_s_mem()), *pem = BIO_new(BIO_s_mem());
	EVP_PKEY *key = NULL;
	X509 *x = NULL;
	X509_REQ *r = NULL;
	int rc = -1, ok;

	if (check(n, f) != 0)
		goto out;
	key = EVP_EC_gen("P-256");
	ok = key != NULL && key_pem != NULL && pem != NULL &&
	    PEM_write_bio_PrivateKey(key_pem, key, NULL, NULL, 0, NULL, NULL);
	if (ok && n->csr) {
		r = request(n, key);
		ok = r != NULL && PEM_write_bio_X509_REQ(pem, r);
	} else if (ok) {
		x = certificate(n, key);
		ok = x != NULL && PEM_write_bio_X509(pem, x);
	}
	if (!ok) {
		libcrypto_failed(f);
		goto out;
	}
	if (store(n->dir, "key.pem", 0600, key_pem, f) == 0)
		rc = store(n->dir, n->csr ? "request.pem" : "certificate.pem",
		    0644, pem, f);
out:
	X509_free(x);
	X509_REQ_free(r);
	EVP_PKEY_free(key);
	BIO_free(key_pem);
	BIO_free(pem);
	return rc;
}
