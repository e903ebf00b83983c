/*
 * The words of cetak-verify.  What an unverified seal says of itself is told
 * only under its bad verdict; the MRZ, personal data, only in JSON.
 */

#include <string.h>

#include <jansson.h>

#include "crypt.h"
#include "enc.h"

#include "report.h"

static const char *
sentence(enum seal_verdict v, int english)
{
	static const char *const text[SEAL_VERDICT_N][2] = {
		[SEAL_VALID] = { "segel sah", "the seal is genuine" },
		[SEAL_READ_ERROR] = { "bukan segel yang terbaca",
		    "not a readable seal" },
		[SEAL_WRONG_FORMAT] = { "susunan segel salah",
		    "the seal is malformed" },
		[SEAL_UNKNOWN_CERTIFICATE] = { "sertifikat tidak dikenal",
		    "the certificate is not known here" },
		[SEAL_UNTRUSTED_CERTIFICATE] = { "sertifikat tidak dipercaya",
		    "the certificate is not trusted here" },
		[SEAL_EXPIRED_CERTIFICATE] = { "tanggal segel di luar masa "
					       "sertifikat",
		    "sealed outside the certificate's validity" },
		[SEAL_REVOKED_CERTIFICATE] = { "sertifikat dicabut",
		    "the certificate is revoked" },
		[SEAL_INVALID_SIGNATURE] = { "tanda tangan salah: palsu atau "
					     "diubah",
		    "wrong signature: forged or altered" },
		[SEAL_ID_MISMATCH] = { "alamat QR bukan milik segel ini",
		    "the QR's address belongs to another document" },
	};
	return text[v][english != 0];
}

static const char *
issuer(const struct report *r)
{
	return r->cert != NULL ? crypt_cert_org(r->cert) : "";
}

/* A certificate is trusted, but its name may hold anything: no control
 * character reaches a terminal. */
static void
put_plain(const char *s, FILE *to)
{
	for (; *s != '\0'; s++)
		(void)putc(
		    (unsigned char)*s < 0x20 || *s == 0x7F ? '?' : *s, to);
}

void
report_line(const struct report *r, int english, FILE *to)
{
	const struct seal *s = r->seal;

	fprintf(to, "%s: %s", seal_verdict_name(r->verdict),
	    sentence(r->verdict, english));
	if (s->country[0] != '\0') {
		fprintf(to, "; ");
		put_plain(issuer(r), to);
		fprintf(
		    to, "%s(%s)", issuer(r)[0] != '\0' ? " " : "", s->country);
	}
	if (s->year != 0 && s->date_mask == 0)
		fprintf(to, "; %04d-%02d-%02d", s->year, s->month, s->day);
	if (s->id[0] != '\0')
		fprintf(to, "; %s %s", english ? "document" : "dokumen", s->id);
	if (s->copy != 0)
		fprintf(to, "; %s %d", english ? "copy" : "salinan", s->copy);
	if (s->page != 0)
		fprintf(to, "; %s %d/%d", english ? "page" : "halaman", s->page,
		    s->pages);
	fprintf(to, "\n");
}

static void
set_text(json_t *o, const char *key, const char *value)
{
	/* json_string is NULL for what is not UTF-8 */
	json_t *v = value != NULL && value[0] != '\0' ? json_string(value)
						      : json_null();
	json_object_set_new(o, key, v != NULL ? v : json_null());
}

static void
set_hex(json_t *o, const char *key, const uint8_t *p, size_t n)
{
	char hex[2 * 32 + 1] = "";

	if (p != NULL && n <= 32)
		enc_hex(p, n, hex);
	set_text(o, key, hex);
}

static void
set_number(json_t *o, const char *key, int n)
{
	json_object_set_new(o, key, n != 0 ? json_integer(n) : json_null());
}

void
report_json(const struct report *r, FILE *to)
{
	const struct seal *s = r->seal;
	json_t *o = json_object();
	char date[40] = "";

	if (s->year != 0 && s->date_mask == 0)
		(void)snprintf(date, sizeof(date), "%04d-%02d-%02d", s->year,
		    s->month, s->day);
	set_text(o, "verdict", seal_verdict_name(r->verdict));
	json_object_set_new(o, "valid", json_boolean(r->verdict == SEAL_VALID));
	set_text(o, "issuer", issuer(r));
	set_text(o, "country", s->country);
	set_text(o, "date", date);
	set_text(o, "document", s->id);
	set_number(o, "copy", s->copy);
	set_number(o, "page", s->page);
	set_number(o, "pages", s->pages);
	set_text(o, "mrz", s->mrz);
	set_hex(o, "digest", s->digest, 32);
	set_hex(o, "certref", s->is_signed ? s->certref : NULL, 5);
	set_text(o, "file", r->file);
	set_number(o, "file_page", r->page);
	if (json_dumpf(o, to, JSON_COMPACT | JSON_PRESERVE_ORDER) == 0)
		fprintf(to, "\n");
	json_decref(o);
}
