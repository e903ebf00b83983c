/*
 * Headers of a request: read once into a struct, each held to its rule.  It
 * trusts nothing; a fault names the header, never its value.
 */

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "mem.h"

#include "head.h"
#include "http.h"

#define KEY_MAX 128
/* The first of the table may be split over lines. */
#define LISTS 4

static const struct {
	const char *name;
	size_t at;
} names[] = {
	{ "Accept", offsetof(struct head, accept) },
	{ "Accept-Language", offsetof(struct head, accept_language) },
	{ "Accept-Encoding", offsetof(struct head, accept_encoding) },
	{ "X-Forwarded-Proto", offsetof(struct head, forwarded_proto) },
	{ "Authorization", offsetof(struct head, authorization) },
	{ "Content-Encoding", offsetof(struct head, content_encoding) },
	{ "Content-Length", offsetof(struct head, content_length) },
	{ "Content-Type", offsetof(struct head, content_type) },
	{ "Cookie", offsetof(struct head, cookie) },
	{ "Host", offsetof(struct head, host) },
	{ "Idempotency-Key", offsetof(struct head, idempotency_key) },
	{ "If-Match", offsetof(struct head, if_match) },
	{ "Last-Event-ID", offsetof(struct head, last_event_id) },
	{ "Origin", offsetof(struct head, origin) },
	{ "Sec-Fetch-Site", offsetof(struct head, sec_fetch_site) },
	{ "Transfer-Encoding", offsetof(struct head, transfer_encoding) },
};

/* A token of RFC 9110; a proxy may read another name where we read none. */
static int
name_ok(const char *s)
{
	size_t n = strspn(s,
	    "!#$%&'*+-.^_`|~0123456789"
	    "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return n > 0 && s[n] == '\0';
}

static void
take(void *ctx, const char *name, const char *value)
{
	struct head *h = ctx;
	const char **to;

	if (!name_ok(name))
		h->odd = 1;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strcasecmp(name, names[i].name) != 0)
			continue;
		to = (const char **)((char *)h + names[i].at);
		/* Lists may be split over lines; the first line is enough to
		 * choose a language or a form by. */
		if (*to == NULL)
			*to = value == NULL ? "" : value;
		else if (i >= LISTS && h->twice == NULL)
			h->twice = names[i].name;
		return;
	}
}

/* A line of bytes 0x21..0x7e, nothing else. */
static int
visible(const char *s, size_t max)
{
	size_t n = 0;

	while (s[n] > ' ' && s[n] < 0x7f)
		n++;
	return s[n] == '\0' && n >= 1 && n <= max;
}

static int
check_framing(struct head *h, struct fault *f)
{
	h->length = -1;
	if (h->transfer_encoding != NULL &&
	    (h->content_length != NULL ||
		strcasecmp(h->transfer_encoding, "chunked") != 0))
		return fault_set(f, FAULT_HEADER, "",
		    "Kepala Transfer-Encoding hanya boleh chunked, tanpa "
		    "Content-Length.",
		    "Header Transfer-Encoding may only be chunked, without "
		    "Content-Length.");
	if (h->content_length != NULL &&
	    (h->content_length[0] == '+' ||
		mem_number(h->content_length, 0, INT64_MAX, &h->length) < 0))
		return fault_set(f, FAULT_HEADER, "",
		    "Kepala Content-Length harus bilangan bulat.",
		    "Header Content-Length must be a whole number.");
	if (h->content_encoding != NULL &&
	    strcasecmp(h->content_encoding, "identity") != 0)
		return fault_set(f, FAULT_MEDIA_TYPE, "",
		    "Kepala Content-Encoding: isi harus dikirim tanpa "
		    "pemampatan.",
		    "Header Content-Encoding: send the body uncompressed.");
	return 0;
}

/* "3", or 3 as people type it, or *. */
static int
check_match(struct head *h, struct fault *f)
{
	const char *s = h->if_match;
	char digits[24] = "";
	size_t n;
	int quoted;

	h->rev = -1;
	if (s == NULL || strcmp(s, "*") == 0)
		return 0;
	n = strlen(s);
	quoted = n >= 3 && s[0] == '"' && s[n - 1] == '"';
	if (quoted) {
		s++;
		n -= 2;
	}
	if (n < sizeof(digits))
		memcpy(digits, s, n);
	if (n >= sizeof(digits) ||
	    mem_number(digits, 1, INT64_MAX, &h->rev) < 0)
		return fault_set(f, FAULT_HEADER, "",
		    "Kepala If-Match harus revisi pekerjaan, misalnya "
		    "\"3\".",
		    "Header If-Match must be the job's revision, such as "
		    "\"3\".");
	return 0;
}

static int
check_rest(struct head *h, struct fault *f)
{
	h->last_event = -1;
	if (h->last_event_id != NULL &&
	    mem_number(h->last_event_id, 0, INT64_MAX, &h->last_event) < 0)
		return fault_set(f, FAULT_HEADER, "",
		    "Kepala Last-Event-ID harus nomor kejadian.",
		    "Header Last-Event-ID must be the number of an event.");
	if (h->idempotency_key != NULL && !visible(h->idempotency_key, KEY_MAX))
		return fault_set(f, FAULT_HEADER, "",
		    "Kepala Idempotency-Key harus 1 sampai 128 huruf ASCII "
		    "tanpa spasi.",
		    "Header Idempotency-Key must be 1 to 128 visible ASCII "
		    "characters.");
	return check_match(h, f);
}

int
head_read(struct http_conn *c, struct head *ret_h, struct fault *f)
{
	struct head h = { 0 };

	http_headers(c, take, &h);
	*ret_h = h;
	ret_h->length = ret_h->rev = ret_h->last_event = -1;
	if (h.odd)
		return fault_set(f, FAULT_HEADER, "",
		    "Nama sebuah kepala memuat karakter yang tidak boleh.",
		    "The name of a header holds a character it may not.");
	if (h.twice != NULL)
		return fault_set(f, FAULT_HEADER, "",
		    "Kepala %s ditulis dua kali.", "Header %s comes twice.",
		    h.twice);
	if (check_framing(&h, f) < 0 || check_rest(&h, f) < 0)
		return -1;
	*ret_h = h;
	return 0;
}

/* q of one element of Accept-Language in thousandths. */
static int
quality(const char *s, size_t n)
{
	const char *q = memchr(s, ';', n);
	int v = 1000, unit = 100;

	if (q == NULL)
		return v;
	for (q++; q < s + n && (*q == ' ' || *q == 'q' || *q == '='); q++)
		;
	if (q >= s + n || (*q != '0' && *q != '1'))
		return v;
	v = *q++ == '1' ? 1000 : 0;
	if (q < s + n && *q == '.')
		for (q++; q < s + n && *q >= '0' && *q <= '9'; q++) {
			v += (*q - '0') * unit;
			unit /= 10;
		}
	return v > 1000 ? 1000 : v;
}

int
head_english(const char *s)
{
	int id = 0, en = 0, q;
	size_t n;

	while (s != NULL && *s != '\0') {
		s += strspn(s, ", \t");
		n = strcspn(s, ",");
		q = quality(s, n);
		if (strncasecmp(s, "id", 2) == 0 && q > id)
			id = q;
		if (strncasecmp(s, "en", 2) == 0 && q > en)
			en = q;
		s += n;
	}
	return en > id;
}

int
head_wants_html(const char *accept)
{
	return accept != NULL && strcasestr(accept, "text/html") != NULL;
}

int
head_wants_events(const char *accept)
{
	return accept != NULL &&
	    strcasestr(accept, "text/event-stream") != NULL;
}

int
head_bare(const char *s, char ret_hex[65])
{
	uint8_t sum[CRYPT_SHA256];

	if (!visible(s, 512))
		return -1;
	crypt_sha256(s, strlen(s), sum);
	enc_hex(sum, sizeof(sum), ret_hex);
	return 0;
}

int
head_token(const char *s, char ret_hex[65], struct fault *f)
{
	if (strncasecmp(s, "Bearer ", 7) != 0)
		return fault_set(f, FAULT_AUTH, "",
		    "Kepala Authorization harus berbentuk Bearer.",
		    "Header Authorization must be of the form Bearer.");
	s += 7 + strspn(s + 7, " ");
	if (head_bare(s, ret_hex) < 0)
		return fault_set(f, FAULT_AUTH, "",
		    "Kepala Authorization: token tidak terbaca.",
		    "Header Authorization: the token cannot be read.");
	return 0;
}

static int
boundary_ok(const char *s, size_t n)
{
	static const char also[] = "'()+_,-./:=?";

	if (n < 1 || n > 70)
		return 0;
	for (size_t i = 0; i < n; i++) {
		int c = (unsigned char)s[i], l = c | 0x20;

		if (!(c >= '0' && c <= '9') && !(l >= 'a' && l <= 'z') &&
		    memchr(also, c, sizeof(also) - 1) == NULL)
			return 0;
	}
	return 1;
}

static int
utf8(const char *s, size_t n)
{
	return (n == 5 && strncasecmp(s, "utf-8", n) == 0) ||
	    (n == 7 && strncasecmp(s, "\"utf-8\"", n) == 0);
}

int
head_media(const char *value, const char *type, char ret_boundary[71])
{
	size_t n = strlen(type), len;
	const char *s, *p;
	int seen = 0;

	if (value == NULL || strncasecmp(value, type, n) != 0)
		return 0;
	for (s = value + n; *s != '\0'; s = p + len) {
		s += strspn(s, " \t");
		if (*s == '\0')
			break;
		if (*s != ';')
			return 0;
		s += 1 + strspn(s + 1, " \t");
		p = s + strcspn(s, "=");
		if (*p == '\0')
			return 0;
		p++;
		len = strcspn(p, "; \t");
		if (strncasecmp(s, "charset=", 8) == 0) {
			if (!utf8(p, len))
				return 0;
			continue;
		}
		if (strncasecmp(s, "boundary=", 9) != 0 || seen++)
			return 0;
		if (len >= 2 && p[0] == '"' && p[len - 1] == '"') {
			if (ret_boundary == NULL ||
			    !boundary_ok(p + 1, len - 2))
				return 0;
			memcpy(ret_boundary, p + 1, len - 2);
			ret_boundary[len - 2] = '\0';
			continue;
		}
		if (ret_boundary == NULL || !boundary_ok(p, len))
			return 0;
		memcpy(ret_boundary, p, len);
		ret_boundary[len] = '\0';
	}
	return ret_boundary == NULL || seen == 1;
}
