/*
 * The last look at a page before it may be queued: the QR's drawn modules,
 * decoded again, are what was sealed; the seal verifies against the signer's
 * certificate; the MRZ that was drawn is the one that was laid out and its
 * check digits are right.  Pure; it trusts neither renderer nor seal.
 */

#include <string.h>

#include "buf.h"
#include "fault.h"
#include "mrz.h"
#include "seal.h"

#include "readback.h"

static int
readback_wrong(struct fault *f, const char *id, const char *en)
{
	return fault_set(f, FAULT_READBACK, "",
	    "Halaman tidak terbaca kembali: %s%.0s",
	    "The page does not read back: %.0s%s", id, en);
}

static int
readback_seal(const struct readback *r, const char *text, struct fault *f)
{
	struct seal s = { 0 };
	int rc = -1;

	if (seal_parse(text, strlen(text), &s, f) != SEAL_VALID)
		readback_wrong(f, "segel bukan IDB", "the seal is not an IDB");
	else if (seal_judge(&s, r->cert, r->certs, NULL) != SEAL_VALID)
		readback_wrong(
		    f, "segel tidak sah", "the seal does not verify");
	else if (strcmp(s.id, r->document) != 0 ||
	    (s.url_id[0] && strcmp(s.url_id, r->document) != 0))
		readback_wrong(f, "nomor pengenal berbeda", "the id differs");
	else
		rc = 0;
	seal_release(&s);
	return rc;
}

static int
readback_qr(const struct readback *r, const json_t *qr, struct fault *f)
{
	size_t sealed = json_array_size(r->seals), found = 0;

	for (size_t i = 0; i < json_array_size(qr); i++) {
		const char *text = json_string_value(json_array_get(qr, i));
		const char *want = json_string_value(
		    json_array_get(r->seals, i < sealed ? i : sealed - 1));

		if (!text)
			continue;
		found++;
		if (!want || strcmp(text, want) != 0)
			return readback_wrong(f, "QR berbeda dari segel",
			    "the QR is not what was sealed");
		if (r->with_seal && readback_seal(r, text, f) < 0)
			return -1;
	}
	if (sealed && (!found || (r->every && found != sealed)))
		return readback_wrong(
		    f, "QR tidak terbaca", "no QR can be read");
	return 0;
}

static int
readback_mrz(const struct readback *r, const json_t *mrz, struct fault *f)
{
	struct buf b = { 0 };
	int rc = 0;

	for (size_t i = 0; i < json_array_size(mrz); i++) {
		const char *line = json_string_value(json_array_get(mrz, i));

		buf_puts(&b, line ? line : "");
	}
	if (strcmp(buf_str(&b), r->mrz) != 0)
		rc = readback_wrong(f, "MRZ berbeda", "the MRZ differs");
	else if (r->mrz[0] && mrz_verify(buf_str(&b), NULL) < 0)
		rc = readback_wrong(
		    f, "angka uji MRZ salah", "an MRZ check digit is wrong");
	buf_release(&b);
	return rc;
}

int
readback_check(const struct readback *r, int drawn_pages, const json_t *qr,
    const json_t *mrz, struct fault *f)
{
	if (drawn_pages != r->pages)
		return readback_wrong(
		    f, "jumlah halaman berbeda", "the number of pages differs");
	if (readback_qr(r, qr, f) < 0)
		return -1;
	return readback_mrz(r, mrz, f);
}
