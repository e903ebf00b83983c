/*
 * Writing a seal: signed bytes, text, address.  Pure.  What is written here
 * is read by other people's readers: every value and the message group stay
 * within 127 bytes (one-byte DER lengths), and r || s is 64 bytes.
 */

#include <ctype.h>
#include <string.h>

#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "seal.h"

#include "seal_int.h"

#define LEN_MAX 127
#define ALG_SHA256 1

static const char ident[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Appends one message; -1 when its value is too long. */
static int
message(struct buf *group, uint8_t tag, const void *p, size_t n)
{
	if (n > LEN_MAX)
		return -1;
	buf_putc(group, tag);
	buf_putc(group, (int)n);
	buf_put(group, p, n);
	return 0;
}

static int
message_c40(struct buf *group, uint8_t tag, const char *s)
{
	struct buf value = { 0 };
	int rc = seal_c40(s, strlen(s), &value);

	if (rc == 0)
		rc = message(group, tag, value.p, value.n);
	buf_release(&value);
	return rc;
}

/* country, algorithm, certificate, date. */
static int
header(const struct seal_content *c, struct buf *b)
{
	uint32_t date =
	    (uint32_t)(c->month * 1000000 + c->day * 10000 + c->year);

	if (strlen(c->country) != 3 || seal_c40(c->country, 3, b) != 0)
		return -1;
	buf_putc(b, ALG_SHA256);
	buf_put(b, c->certref, 5);
	buf_putc(b, 0); /* no digit of the date is unknown */
	buf_putc(b, (int)(date >> 16 & 0xFF));
	buf_putc(b, (int)(date >> 8 & 0xFF));
	buf_putc(b, (int)(date & 0xFF));
	return 0;
}

static int
group_of(const struct seal_content *c, struct buf *group)
{
	uint8_t page[2] = { (uint8_t)c->page, (uint8_t)c->pages };
	uint8_t copy = (uint8_t)c->copy;

	if (c->mrz != NULL &&
	    message_c40(group,
		strlen(c->mrz) == 90 ? SEAL_TAG_TD1 : SEAL_TAG_TD3,
		c->mrz) != 0)
		return -1;
	if (message_c40(group, SEAL_TAG_ID, c->id) != 0)
		return -1;
	if (c->digest != NULL)
		(void)message(group, SEAL_TAG_DIGEST, c->digest, CRYPT_SHA256);
	if (c->page != 0)
		(void)message(group, SEAL_TAG_PAGE, page, sizeof(page));
	if (c->copy != 0)
		(void)message(group, SEAL_TAG_COPY, &copy, sizeof(copy));
	return group->n <= LEN_MAX ? 0 : -1;
}

int
seal_date_ok(int year, int month, int day)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 &&
	    day >= 1 && day <= days[month - 1] + (month == 2 && leap);
}

static int
check(const struct seal_content *c, struct fault *f)
{
	size_t mrz_n = c->mrz != NULL ? strlen(c->mrz) : 0;

	if (!seal_ident_ok(c->id))
		return fault_set(f, FAULT_FIELD, "/id",
		    "id dokumen bukan 16 huruf dan angka",
		    "the document id is not 16 letters and digits");
	if (mrz_n != 0 && mrz_n != 88 && mrz_n != 90)
		return fault_set(f, FAULT_FIELD, "/mrz",
		    "MRZ bukan 88 atau 90 huruf",
		    "the MRZ is not 88 or 90 characters");
	if (c->page < 0 || c->page > 255 || c->pages < c->page ||
	    c->pages > 255 || (c->page == 0 && c->pages != 0))
		return fault_set(f, FAULT_FIELD, "/page",
		    "nomor halaman di luar 1..255",
		    "the page number is outside 1..255");
	if (c->copy < 0 || c->copy > 255)
		return fault_set(f, FAULT_FIELD, "/copy",
		    "nomor salinan di luar 1..255",
		    "the copy number is outside 1..255");
	if (!seal_date_ok(c->year, c->month, c->day))
		return fault_set(f, FAULT_FIELD, "/date",
		    "tanggal segel tidak ada", "no such date of signing");
	return 0;
}

int
seal_tbs(const struct seal_content *c, struct buf *ret_tbs, struct fault *f)
{
	struct buf group = { 0 }, tbs = { 0 };
	int rc = -1;

	if (check(c, f) != 0)
		goto out;
	if (header(c, &tbs) != 0 || group_of(c, &group) != 0) {
		fault_set(f, FAULT_FIELD, "",
		    "isi segel terlalu panjang atau memakai huruf lain",
		    "the seal's content is too long or uses other letters");
		goto out;
	}
	buf_putc(&tbs, SEAL_TAG_GROUP);
	buf_putc(&tbs, (int)group.n);
	buf_put(&tbs, group.p, group.n);
	buf_put(ret_tbs, tbs.p, tbs.n);
	rc = 0;
out:
	buf_release(&group);
	buf_release(&tbs);
	return rc;
}

int
seal_text(const struct buf *tbs, const uint8_t sig[64], struct buf *ret_text,
    struct fault *f)
{
	struct buf payload = { 0 };

	if (tbs->n == 0)
		return fault_set(
		    f, FAULT_FIELD, "", "segel kosong", "the seal is empty");
	buf_put(&payload, tbs->p, tbs->n);
	buf_putc(&payload, SEAL_TAG_SIGNATURE);
	buf_putc(&payload, CRYPT_SIG);
	buf_put(&payload, sig, CRYPT_SIG);
	buf_puts(ret_text, "RDB1B");
	enc_base32(payload.p, payload.n, ret_text);
	buf_release(&payload);
	return 0;
}

void
seal_url(
    const char *host, const char *id, const char *text, struct buf *ret_url)
{
	buf_puts(ret_url, "https://");
	/* upper case keeps the QR in its alphanumeric mode */
	for (; *host != '\0'; host++)
		buf_putc(ret_url, toupper((unsigned char)*host));
	buf_putc(ret_url, '/');
	for (; *id != '\0'; id++)
		buf_putc(ret_url, toupper((unsigned char)*id));
	buf_putc(ret_url, '#');
	buf_puts(ret_url, text);
}

void
seal_ident(const uint8_t random[10], char ret[17])
{
	for (int i = 0; i < 16; i++) {
		int bit = i * 5, at = bit / 8, shift = bit % 8;
		unsigned two =
		    (unsigned)random[at] << 8 | (at < 9 ? random[at + 1] : 0u);
		ret[i] = ident[two >> (11 - shift) & 31];
	}
	ret[16] = '\0';
}

int
seal_ident_ok(const char *s)
{
	size_t n = 0;

	for (; s[n] != '\0'; n++)
		if (n == 16 || !isascii((unsigned char)s[n]) ||
		    strchr(ident, toupper((unsigned char)s[n])) == NULL)
			return 0;
	return n == 16;
}
