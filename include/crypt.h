#ifndef CRYPT_H
#define CRYPT_H

/*
 * The few things asked of libcrypto, in one file: hashes, P-256 signatures as
 * raw r || s (64 bytes), certificates.
 */

#include <stddef.h>
#include <stdint.h>

struct fault;

#define CRYPT_SHA256 32
#define CRYPT_SHA1 20
#define CRYPT_SIG 64

void crypt_sha256(const void *p, size_t n, uint8_t ret[CRYPT_SHA256]);
void crypt_sha1(const void *p, size_t n, uint8_t ret[CRYPT_SHA1]);
/* RFC 2104. */
void crypt_hmac_sha256(const void *key, size_t key_n, const void *p, size_t n,
    uint8_t ret[CRYPT_SHA256]);
void crypt_random(void *p, size_t n);
/* Compares in constant time; 1 equal. */
int crypt_equal(const void *a, const void *b, size_t n);

/* A signer's certificate (X.509). */
struct crypt_cert;
/* PEM or DER. */
int crypt_cert_load(
    const uint8_t *p, size_t n, struct crypt_cert **ret_cert, struct fault *f);
void crypt_cert_free(struct crypt_cert *c);
/* The last 5 bytes of SHA-1 over the DER (seal.md certref). */
const uint8_t *crypt_cert_ref(const struct crypt_cert *c);
const uint8_t *crypt_cert_der(const struct crypt_cert *c, size_t *ret_n);
/* Validity as UTC seconds. */
void crypt_cert_validity(
    const struct crypt_cert *c, int64_t *ret_from, int64_t *ret_to);
/* Organisation (O) of the subject, "" if none; owned by c. */
const char *crypt_cert_org(const struct crypt_cert *c);
/* Country (C) of the subject, two letters, "" if none; owned by c. */
const char *crypt_cert_country(const struct crypt_cert *c);
/* 1 signature good, 0 not.  hash_bits 256, 384 or 512; sig is r || s of the
 * curve's size (64, 96, 132 bytes). */
int crypt_cert_verify(const struct crypt_cert *c, int hash_bits,
    const void *tbs, size_t n, const uint8_t *sig, size_t sig_n);

/* A signing key, kept warm. */
struct crypt_key;
int crypt_key_load(
    const uint8_t *pem, size_t n, struct crypt_key **ret_key, struct fault *f);
void crypt_key_free(struct crypt_key *k);
/* 1 when the certificate holds this key's public half. */
int crypt_key_matches(const struct crypt_key *k, const struct crypt_cert *c);
/* ECDSA-SHA-256, r || s, signed again while r or s begins with a zero byte
 * (one reader in the field fails on those). */
int crypt_key_sign(
    struct crypt_key *k, const void *tbs, size_t n, uint8_t ret_sig[CRYPT_SIG]);

#endif
