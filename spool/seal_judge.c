/*
 * The verdict on a seal, and the digest of a document's content.  Pure: trust
 * is exactly the certificates that the caller hands in; a certificate that
 * travels in the seal itself is never trusted.
 */

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "civil.h"
#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "jcs.h"
#include "seal.h"

#define HOUR 3600

const char *
seal_verdict_name(enum seal_verdict v)
{
	static const char *const names[SEAL_VERDICT_N] = {
		[SEAL_VALID] = "VALID",
		[SEAL_READ_ERROR] = "READ_ERROR",
		[SEAL_WRONG_FORMAT] = "WRONG_FORMAT",
		[SEAL_UNKNOWN_CERTIFICATE] = "UNKNOWN_CERTIFICATE",
		[SEAL_UNTRUSTED_CERTIFICATE] = "UNTRUSTED_CERTIFICATE",
		[SEAL_EXPIRED_CERTIFICATE] = "EXPIRED_CERTIFICATE",
		[SEAL_REVOKED_CERTIFICATE] = "REVOKED_CERTIFICATE",
		[SEAL_INVALID_SIGNATURE] = "INVALID_SIGNATURE",
		[SEAL_ID_MISMATCH] = "ID_MISMATCH",
	};
	return (unsigned)v < SEAL_VERDICT_N ? names[v] : "?";
}

int
seal_dated_within(const struct seal *s, const struct crypt_cert *c)
{
	struct civil day = {
		.year = s->year, .month = s->month, .day = s->day
	};
	int64_t from, to;

	if (s->date_mask != 0)
		return 0;
	int64_t start = civil_to(&day, 0);
	crypt_cert_validity(c, &from, &to);
	return start - 14 * HOUR <= to && start + 36 * HOUR > from;
}

/* The seal brings its own certificate, which nobody here trusts. */
static int
brings_certificate(const struct seal *s)
{
	struct crypt_cert *c = NULL;
	int brings = 0;

	if (s->cert != NULL &&
	    crypt_cert_load(s->cert, s->cert_n, &c, NULL) == 0)
		brings = memcmp(crypt_cert_ref(c), s->certref,
			     sizeof(s->certref)) == 0;
	crypt_cert_free(c);
	return brings;
}

enum seal_verdict
seal_judge(const struct seal *s, struct crypt_cert *const *certs, size_t n,
    size_t *ret_cert)
{
	static const int bits[] = { 0, 256, 384, 512 };
	size_t i, named = 0;

	if (!s->is_signed)
		return SEAL_INVALID_SIGNATURE;
	for (i = 0; i < n; i++) {
		if (memcmp(crypt_cert_ref(certs[i]), s->certref,
			sizeof(s->certref)) != 0)
			continue;
		named++;
		if (crypt_cert_verify(certs[i], bits[s->alg], s->payload.p,
			s->tbs_n, s->sig, s->sig_n))
			break;
	}
	if (i == n && named > 0)
		return SEAL_INVALID_SIGNATURE;
	if (i == n)
		return brings_certificate(s) ? SEAL_UNTRUSTED_CERTIFICATE
					     : SEAL_UNKNOWN_CERTIFICATE;
	if (ret_cert != NULL)
		*ret_cert = i;
	if (!seal_dated_within(s, certs[i]))
		return SEAL_EXPIRED_CERTIFICATE;
	if (s->url_id[0] != '\0' && strcmp(s->url_id, s->id) != 0)
		return SEAL_ID_MISMATCH;
	return SEAL_VALID;
}

int
seal_digest(const char *template_at_version, const char *number,
    const char *fields, const uint8_t *photo, uint8_t ret[32], struct fault *f)
{
	struct buf canon = { 0 };
	char hex[2 * CRYPT_SHA256 + 1];
	int rc = -1;

	if (photo != NULL)
		enc_hex(photo, CRYPT_SHA256, hex);
	json_t *o = json_loads(fields, JSON_REJECT_DUPLICATES, NULL);
	json_t *all = json_pack("{s:s,s:s,s:O?,s:s?}", "template",
	    template_at_version, "number", number, "fields", o, "photo",
	    photo != NULL ? hex : NULL);
	if (!json_is_object(o) || all == NULL || jcs_write(all, &canon) != 0) {
		fault_set(f, FAULT_FIELD, "/fields",
		    "isian bukan objek JSON dengan bilangan bulat",
		    "the fields are not a JSON object with whole numbers");
		goto out;
	}
	crypt_sha256(canon.p, canon.n, ret);
	rc = 0;
out:
	json_decref(all);
	json_decref(o);
	buf_release(&canon);
	return rc;
}
