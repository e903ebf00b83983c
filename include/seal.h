#ifndef SEAL_H
#define SEAL_H

/*
 * The seal in the QR: ICAO Datastructure for Barcode v1 (IDB), text envelope,
 * payload, our message tags, carriage.  Pure: bytes in, bytes out; signing
 * and checking are crypt.h's, judged together in seal_judge.
 */

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

struct fault;
struct crypt_cert;

#define SEAL_TAG_TD1 0x07
#define SEAL_TAG_TD3 0x08
#define SEAL_TAG_ID 0xC0
#define SEAL_TAG_DIGEST 0xC1
#define SEAL_TAG_PAGE 0xC2
#define SEAL_TAG_COPY 0xC3

/* What is sealed on one page. */
struct seal_content {
	const char *country;	/* 3 letters */
	const uint8_t *certref; /* 5 bytes */
	int year, month, day;	/* of signing */
	const char *id;		/* 16 characters */
	const char *mrz;	/* 88 (TD3), 90 (TD1) or NULL */
	const uint8_t *digest;	/* 32 bytes or NULL */
	int page, pages;	/* 0 = no C2 */
	int copy;		/* 0 = no C3 */
};
/* The signed bytes: header || 61 TLV. */
int
seal_tbs(const struct seal_content *c, struct buf *ret_tbs, struct fault *f);
/* "RDB1B...." from signed bytes and r || s (64). */
int seal_text(const struct buf *tbs, const uint8_t sig[64],
    struct buf *ret_text, struct fault *f);
/* "https://HOST/ID#RDB1B...", scheme lower, the rest upper. */
void seal_url(
    const char *host, const char *id, const char *text, struct buf *ret_url);

/* A parsed seal.  Slices point into payload. */
#define SEAL_MSGS 16
struct seal_msg {
	uint8_t tag;
	const uint8_t *p;
	size_t n;
};
struct seal {
	struct buf payload;
	char country[4];
	int is_signed;
	int alg; /* 1, 2, 3 */
	uint8_t certref[5];
	uint8_t date_mask;
	int year, month, day; /* 0 where masked */
	size_t tbs_n;	      /* signed bytes = payload[0, tbs_n) */
	struct seal_msg msg[SEAL_MSGS];
	size_t msg_n;	     /* kept; those past the room were only checked */
	const uint8_t *cert; /* 7E, NULL if absent; not signed */
	size_t cert_n;
	const uint8_t *sig;
	size_t sig_n;
	char url_id[17];       /* from the path, "" when bare */
	char id[17];	       /* C0, "" if absent */
	char mrz[96];	       /* decoded 07 or 08, "" if absent */
	int page, pages, copy; /* 0 if absent */
	const uint8_t *digest; /* NULL if absent */
};

enum seal_verdict {
	SEAL_VALID,
	SEAL_READ_ERROR,
	SEAL_WRONG_FORMAT,
	SEAL_UNKNOWN_CERTIFICATE,
	SEAL_UNTRUSTED_CERTIFICATE,
	SEAL_EXPIRED_CERTIFICATE,
	SEAL_REVOKED_CERTIFICATE,
	SEAL_INVALID_SIGNATURE,
	SEAL_ID_MISMATCH,
	SEAL_VERDICT_N
};

/* Takes a URL with fragment or a bare text.  Returns SEAL_VALID when it
 * parses (nothing is verified), SEAL_READ_ERROR or SEAL_WRONG_FORMAT. */
enum seal_verdict
seal_parse(const char *text, size_t n, struct seal *ret_s, struct fault *f);
/* The same for signed bytes alone (header || 61 TLV), as they are handed to
 * the signer; sig and cert stay NULL. */
enum seal_verdict
seal_parse_tbs(const uint8_t *p, size_t n, struct seal *ret_s, struct fault *f);
void seal_release(struct seal *s);

/* Judges a parsed seal by certificates (the date it bears against their
 * validity). ret_cert (may be NULL): index of the one that signed. */
enum seal_verdict seal_judge(const struct seal *s,
    struct crypt_cert *const *certs, size_t n, size_t *ret_cert);

/* 1 when the day the seal bears touches the certificate's validity.  The day
 * is a local one and its zone is not in the seal: it began at most 14 hours
 * before and ended at most 12 hours after the same day in UTC.  A date with
 * unknown digits cannot be shown to lie within. */
int seal_dated_within(const struct seal *s, const struct crypt_cert *c);

const char *seal_verdict_name(enum seal_verdict v); /* "VALID" */

/* C40 of ICAO 9303-13, upper case, digits and space; '<' encodes as space,
 * decoding gives spaces.  -1 for anything else; ret_b may hold a part then. */
int seal_c40(const char *s, size_t n, struct buf *ret_b);
int seal_unc40(const uint8_t *p, size_t n, struct buf *ret_b);

/* SHA-256 of the RFC 8785 canonical JSON of a document: { "fields": object,
 * "number": text, "photo": SHA-256 in hex or null, "template": name@version }.
 * fields: any JSON object text; photo: 32 bytes or NULL. */
int seal_digest(const char *template_at_version, const char *number,
    const char *fields, const uint8_t *photo, uint8_t ret[32], struct fault *f);

/* 16 characters of 0123456789ABCDEFGHJKMNPQRSTVWXYZ from 10 random bytes;
 * ident_ok takes any case. */
void seal_ident(const uint8_t random[10], char ret[17]);
int seal_ident_ok(const char *s);

#endif
