/*
 * Reading a seal.  Every byte is hostile: it comes from a camera.  The reader
 * is strict (one seal has one text) and bounded; nothing is verified here,
 * and nothing found here is to be believed before seal_judge says so.
 */

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "enc.h"
#include "fault.h"
#include "seal.h"

#include "seal_int.h"

#define TEXT_MAX 8192	   /* the largest QR holds 4,296 characters */
#define INFLATED_MAX 65536 /* of a compressed seal */
#define HEADER_SIGNED 12
#define HEADER_PLAIN 2

static enum seal_verdict
unreadable(struct fault *f)
{
	fault_set(f, FAULT_SYNTAX, "", "teks ini bukan segel yang terbaca",
	    "this text is not a readable seal");
	return SEAL_READ_ERROR;
}

static enum seal_verdict
malformed(struct fault *f)
{
	fault_set(f, FAULT_SYNTAX, "", "susunan segel salah",
	    "the seal is malformed");
	return SEAL_WRONG_FORMAT;
}

/* One TLV at *at: minimal DER length.  -1 when it does not fit in n. */
static int
tlv(const uint8_t *p, size_t n, size_t *at, struct seal_msg *ret_m)
{
	size_t i = *at, len;

	if (n - i < 2)
		return -1;
	ret_m->tag = p[i];
	len = p[i + 1];
	i += 2;
	if (len >= 0x80) {
		size_t more = len & 0x7F;
		if (more < 1 || more > 3 || n - i < more)
			return -1;
		for (len = 0; more > 0; more--)
			len = len << 8 | p[i++];
		/* not minimal: the length, or a leading zero byte */
		if (len < 0x80 || len >> (8 * ((p[*at + 1] & 0x7Fu) - 1)) == 0)
			return -1;
	}
	if (len > n - i)
		return -1;
	ret_m->p = p + i;
	ret_m->n = len;
	*at = i + len;
	return 0;
}

/* Mask byte and 24 bits of MMDDYYYY; masked digits must be 0. */
static int
date(const uint8_t *p, struct seal *s)
{
	uint32_t v = (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
	uint32_t digits = v;

	s->date_mask = p[0];
	for (int bit = 0; bit < 8; bit++, digits /= 10)
		if ((s->date_mask >> bit & 1) != 0 && digits % 10 != 0)
			return -1;
	s->month = (s->date_mask & 0xC0) != 0 ? 0 : (int)(v / 1000000);
	s->day = (s->date_mask & 0x30) != 0 ? 0 : (int)(v / 10000 % 100);
	s->year = (s->date_mask & 0x0F) != 0 ? 0 : (int)(v % 10000);
	if (s->date_mask == 0)
		return seal_date_ok(s->year, s->month, s->day) ? 0 : -1;
	return s->month <= 12 && s->day <= 31 ? 0 : -1;
}

static int
header(struct seal *s, size_t *ret_n)
{
	const uint8_t *p = s->payload.p;
	struct buf country = { 0 };
	int rc = -1;
	size_t n = s->is_signed ? HEADER_SIGNED : HEADER_PLAIN;

	if (s->payload.n < n || seal_unc40(p, 2, &country) != 0 ||
	    country.n != 3)
		goto out;
	for (int i = 0; i < 3; i++)
		s->country[i] = country.p[i] == ' ' ? '<' : (char)country.p[i];
	if (s->is_signed) {
		s->alg = p[2];
		memcpy(s->certref, p + 3, sizeof(s->certref));
		if (s->alg < 1 || s->alg > 3 || date(p + 8, s) != 0)
			goto out;
	}
	*ret_n = n;
	rc = 0;
out:
	buf_release(&country);
	return rc;
}

/* An MRZ or document id in C40; what does not decode to n characters stays
 * unknown ("").  Spaces become '<'. */
static void
characters(const struct seal_msg *m, size_t n, char *dst)
{
	struct buf b = { 0 };

	if (seal_unc40(m->p, m->n, &b) == 0 && b.n == n)
		for (size_t i = 0; i <= n; i++)
			dst[i] = b.p[i] == ' ' ? '<' : (char)b.p[i];
	buf_release(&b);
}

/* Takes a message that we know; -1 when it comes twice: two readers could
 * then show two different things under one signature.  C0-C3 are used by
 * other states for other things: what has not our shape is just unknown. */
static int
known(struct seal *s, const struct seal_msg *m, unsigned *seen)
{
	static const uint8_t tags[] = { SEAL_TAG_TD1, SEAL_TAG_TD3, SEAL_TAG_ID,
		SEAL_TAG_DIGEST, SEAL_TAG_PAGE, SEAL_TAG_COPY };
	const uint8_t *tag = memchr(tags, m->tag, sizeof(tags));

	if (tag == NULL)
		return 0;
	if ((*seen >> (tag - tags) & 1) != 0)
		return -1;
	*seen |= 1u << (tag - tags);
	if (m->tag == SEAL_TAG_TD3 && s->mrz[0] == '\0') {
		characters(m, 88, s->mrz);
	} else if (m->tag == SEAL_TAG_TD1 && s->mrz[0] == '\0') {
		characters(m, 90, s->mrz);
	} else if (m->tag == SEAL_TAG_ID) {
		characters(m, 16, s->id);
		if (!seal_ident_ok(s->id))
			s->id[0] = '\0';
	} else if (m->tag == SEAL_TAG_DIGEST && m->n == 32) {
		s->digest = m->p;
	} else if (m->tag == SEAL_TAG_PAGE && m->n == 2) {
		s->page = m->p[0];
		s->pages = m->p[1];
	} else if (m->tag == SEAL_TAG_COPY && m->n == 1) {
		s->copy = m->p[0];
	}
	return 0;
}

static int
group(struct seal *s, const struct seal_msg *all)
{
	unsigned seen = 0;

	for (size_t at = 0; at < all->n;) {
		struct seal_msg m;
		if (tlv(all->p, all->n, &at, &m) != 0 ||
		    known(s, &m, &seen) != 0)
			return -1;
		if (s->msg_n < SEAL_MSGS)
			s->msg[s->msg_n++] = m;
	}
	return 0;
}

/* header || 61; ret_at: where it ends. */
static int
signed_bytes(struct seal *s, size_t *ret_at)
{
	struct seal_msg m;
	size_t at;

	if (header(s, &at) != 0 ||
	    tlv(s->payload.p, s->payload.n, &at, &m) != 0 ||
	    m.tag != SEAL_TAG_GROUP || group(s, &m) != 0)
		return -1;
	s->tbs_n = at;
	*ret_at = at;
	return 0;
}

static int
payload(struct seal *s)
{
	struct seal_msg m;
	size_t at;

	if (signed_bytes(s, &at) != 0)
		return -1;
	if (!s->is_signed)
		return at == s->payload.n ? 0 : -1;
	if (tlv(s->payload.p, s->payload.n, &at, &m) != 0)
		return -1;
	if (m.tag == SEAL_TAG_CERTIFICATE) {
		s->cert = m.p;
		s->cert_n = m.n;
		if (tlv(s->payload.p, s->payload.n, &at, &m) != 0)
			return -1;
	}
	s->sig = m.p;
	s->sig_n = m.n;
	return m.tag == SEAL_TAG_SIGNATURE && at == s->payload.n ? 0 : -1;
}

/* Cuts an address down to its fragment and takes the id of its path; -1 when
 * it is an address but not https://HOST/ID#... */
static int
carriage(const char **text, size_t *n, struct seal *s)
{
	static const char scheme[] = "https://";
	size_t skip = sizeof(scheme) - 1;
	const char *hash = memchr(*text, '#', *n);

	if (hash == NULL)
		return 0;
	if (*n <= skip || strncasecmp(*text, scheme, skip) != 0)
		return -1;
	const char *host = *text + skip;
	const char *slash =
	    hash > host ? memchr(host, '/', (size_t)(hash - host)) : NULL;
	if (slash == NULL || slash == host || hash - slash != 17)
		return -1;
	for (int i = 0; i < 16; i++)
		s->url_id[i] = (char)toupper((unsigned char)slash[1 + i]);
	if (!seal_ident_ok(s->url_id))
		return -1;
	*n -= (size_t)(hash + 1 - *text);
	*text = hash + 1;
	return 0;
}

/* Prefix, flag, base32 and compression. */
static int
envelope(const char *text, size_t n, struct seal *s)
{
	if (n < 5 ||
	    (memcmp(text, "RDB1", 4) != 0 && memcmp(text, "NDB1", 4) != 0) ||
	    text[4] < 'A' || text[4] > 'D')
		return -1;
	int flag = text[4] - 'A';
	s->is_signed = (flag & 1) != 0;
	if (enc_unbase32(text + 5, n - 5, &s->payload) != 0)
		return -1;
	if ((flag & 2) != 0) {
		struct buf plain = { 0 };
		int rc = seal_inflate(
		    s->payload.p, s->payload.n, INFLATED_MAX, &plain);
		buf_release(&s->payload);
		s->payload = plain;
		return rc;
	}
	return 0;
}

enum seal_verdict
seal_parse(const char *text, size_t n, struct seal *ret_s, struct fault *f)
{
	struct seal s = { .is_signed = 0 };
	enum seal_verdict v = SEAL_VALID;

	*ret_s = (struct seal){ .is_signed = 0 };
	if (n > TEXT_MAX || carriage(&text, &n, &s) != 0 ||
	    envelope(text, n, &s) != 0)
		v = unreadable(f);
	else if (payload(&s) != 0)
		v = malformed(f);
	if (v == SEAL_VALID)
		*ret_s = s;
	else
		seal_release(&s);
	return v;
}

enum seal_verdict
seal_parse_tbs(const uint8_t *p, size_t n, struct seal *ret_s, struct fault *f)
{
	struct seal s = { .is_signed = 1 };
	size_t at;

	*ret_s = (struct seal){ .is_signed = 0 };
	buf_put(&s.payload, p, n);
	if (n > TEXT_MAX || signed_bytes(&s, &at) != 0 || at != n) {
		seal_release(&s);
		return malformed(f);
	}
	*ret_s = s;
	return SEAL_VALID;
}

void
seal_release(struct seal *s)
{
	buf_release(&s->payload);
	*s = (struct seal){ .is_signed = 0 };
}
