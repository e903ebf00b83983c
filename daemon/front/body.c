/*
 * Bodies: JSON syntax, base64, multipart, batches.  This is where a stranger's
 * bytes are first looked into; it bounds depth, refuses doubled keys and bad
 * UTF-8, and never puts a value into a fault.
 */

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <jansson.h>

#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "wire.h"

#include "body.h"
#include "head.h"
#include "multipart.h"

#define DEPTH_MAX 32
#define LINES_MAX 10000

void
body_init(struct body *b)
{
	*b = (struct body){ .fd = -1 };
}

void
body_release(struct body *b)
{
	buf_release(&b->json);
	if (b->fd >= 0)
		close(b->fd);
	body_init(b);
}

static void
digest(struct body *b, const void *p, size_t n)
{
	uint8_t sum[CRYPT_SHA256];

	crypt_sha256(p, n, sum);
	enc_hex(sum, sizeof(sum), b->hash);
}

/* Brackets outside strings; the parser would recurse as deep as they go. */
static int
depth_ok(const char *s, size_t n)
{
	int depth = 0, quoted = 0;

	for (size_t i = 0; i < n; i++) {
		if (quoted) {
			if (s[i] == '\\')
				i++;
			else if (s[i] == '"')
				quoted = 0;
		} else if (s[i] == '"') {
			quoted = 1;
		} else if (s[i] == '{' || s[i] == '[') {
			if (++depth > DEPTH_MAX)
				return 0;
		} else if (s[i] == '}' || s[i] == ']') {
			depth--;
		}
	}
	return 1;
}

static int
syntax(const json_error_t *e, struct fault *f)
{
	switch (json_error_code(e)) {
	case json_error_duplicate_key:
		return fault_set(f, FAULT_SYNTAX, "",
		    "Isi JSON: nama anggota yang sama ditulis dua kali, "
		    "baris %d kolom %d.",
		    "JSON body: a member's name comes twice, line %d column "
		    "%d.",
		    e->line, e->column);
	case json_error_invalid_utf8:
		return fault_set(f, FAULT_SYNTAX, "",
		    "Isi JSON bukan UTF-8 yang sah, baris %d kolom %d.",
		    "JSON body is not valid UTF-8, line %d column %d.", e->line,
		    e->column);
	case json_error_null_character:
	case json_error_null_byte_in_key:
		return fault_set(f, FAULT_SYNTAX, "",
		    "Isi JSON memuat karakter NUL, baris %d kolom %d.",
		    "JSON body holds a NUL character, line %d column %d.",
		    e->line, e->column);
	default:
		return fault_set(f, FAULT_SYNTAX, "",
		    "Isi bukan JSON yang sah, baris %d kolom %d.",
		    "The body is not valid JSON, line %d column %d.", e->line,
		    e->column);
	}
}

static json_t *
parse(const void *p, size_t n, struct fault *f)
{
	json_error_t e;
	json_t *j;

	if (n == 0) {
		fault_set(f, FAULT_SYNTAX, "",
		    "Isi permintaan kosong; kirim satu objek JSON.",
		    "The body is empty; send one JSON object.");
		return NULL;
	}
	if (!depth_ok(p, n)) {
		fault_set(f, FAULT_SYNTAX, "",
		    "Isi JSON bersarang lebih dari %d tingkat.",
		    "JSON body nests deeper than %d levels.", DEPTH_MAX);
		return NULL;
	}
	j = json_loadb(p, n, JSON_REJECT_DUPLICATES, &e);
	if (j == NULL) {
		syntax(&e, f);
		return NULL;
	}
	if (!json_is_object(j)) {
		json_decref(j);
		fault_set(f, FAULT_SYNTAX, "",
		    "Isi permintaan harus satu objek JSON.",
		    "The body must be one JSON object.");
		return NULL;
	}
	return j;
}

static int
photo_ok(const uint8_t *p, size_t n, struct fault *f)
{
	if (n >= 3 && memcmp(p, "\xff\xd8\xff", 3) == 0)
		return 0;
	if (n >= 8 && memcmp(p, "\x89PNG\r\n\x1a\n", 8) == 0)
		return 0;
	return fault_set(f, FAULT_PHOTO, "/photo",
	    "Foto harus berkas JPEG atau PNG.",
	    "The photo must be a JPEG or PNG file.");
}

static int
document_ok(const uint8_t *p, size_t n, struct fault *f)
{
	if (n >= 8 && memcmp(p, "%PDF-", 5) == 0)
		return 0;
	return fault_set(f, FAULT_FIELD, "/document",
	    "Dokumen harus berkas PDF.", "The document must be a PDF file.");
}

static const struct {
	const char *member, *flag, *type;
	int (*ok)(const uint8_t *p, size_t n, struct fault *f);
} kinds[] = {
	{ "photo", "photo", NULL, photo_ok },
	{ "document", "pdf", "application/pdf", document_ok },
};
#define KINDS (sizeof(kinds) / sizeof(*kinds))

/* The file p[n] of kind k goes beside the JSON; b->json stands already. */
static int
attach(struct body *b, size_t k, const uint8_t *p, size_t n, struct fault *f)
{
	size_t json_n = b->json.n;

	if (b->fd >= 0)
		return fault_set(f, FAULT_FIELD, "/document",
		    "Kirim foto atau dokumen, tidak keduanya.",
		    "Send a photo or a document, not both.");
	if (kinds[k].ok(p, n, f) < 0)
		return -1;
	b->fd = wire_memfd(kinds[k].member, p, n);
	if (b->fd < 0)
		return fault_set(f, FAULT_IO, "",
		    "Berkas tidak dapat disimpan sementara.",
		    "The file cannot be kept for the moment.");
	b->flag = kinds[k].flag;
	buf_put(&b->json, p, n);
	digest(b, b->json.p, b->json.n);
	b->json.n = json_n;
	b->json.p[json_n] = '\0';
	return 0;
}

static int
dump(const json_t *j, struct body *b)
{
	char *s = json_dumps(j, JSON_COMPACT | JSON_SORT_KEYS);

	if (s == NULL)
		return -1;
	b->json.n = strlen(s);
	b->json.cap = b->json.n + 1;
	b->json.p = (uint8_t *)s;
	return 0;
}

/* Base64 of member k, removed from the object; 0 when there is none. */
static int
member(json_t *j, size_t k, struct buf *ret_file, struct fault *f)
{
	char pointer[32] = "/";
	const json_t *v = json_object_get(j, kinds[k].member);

	if (v == NULL)
		return 0;
	memcpy(pointer + 1, kinds[k].member, strlen(kinds[k].member) + 1);
	if (!json_is_string(v) || json_string_length(v) == 0 ||
	    enc_unbase64(
		json_string_value(v), json_string_length(v), ret_file) < 0)
		return fault_set(f, k == 0 ? FAULT_PHOTO : FAULT_FIELD, pointer,
		    "Harus berkas dalam base64 (RFC 4648).",
		    "Must be a file in base64 (RFC 4648).");
	json_object_del(j, kinds[k].member);
	return 1;
}

int
body_json(struct buf *in, int job, struct body *b, struct fault *f)
{
	struct buf file[KINDS] = { 0 };
	int has[KINDS] = { 0 }, rc = -1;
	json_t *j = parse(in->p, in->n, f);

	buf_release(in); /* a photo need not be held twice */
	if (j == NULL)
		return -1;
	for (size_t k = 0; job && k < KINDS; k++) {
		has[k] = member(j, k, &file[k], f);
		if (has[k] < 0)
			goto out;
	}
	if (dump(j, b) < 0)
		goto out;
	digest(b, b->json.p, b->json.n);
	for (size_t k = 0; k < KINDS; k++)
		if (has[k] && attach(b, k, file[k].p, file[k].n, f) < 0)
			goto out;
	rc = 0;
out:
	for (size_t k = 0; k < KINDS; k++)
		buf_release(&file[k]);
	json_decref(j);
	return rc;
}

static int
type_ok(const struct multipart_part *part, size_t k, struct fault *f)
{
	if (k == 0 &&
	    (head_media(part->type, "image/jpeg", NULL) ||
		head_media(part->type, "image/png", NULL)))
		return 0;
	if (k == 1 && head_media(part->type, kinds[k].type, NULL))
		return 0;
	return fault_set(f, FAULT_MEDIA_TYPE, k == 0 ? "/photo" : "/document",
	    k == 0 ? "Content-Type foto harus image/jpeg atau image/png."
		   : "Content-Type dokumen harus application/pdf.",
	    k == 0 ? "Content-Type of the photo must be image/jpeg or "
		     "image/png."
		   : "Content-Type of the document must be application/pdf.");
}

int
body_multipart(
    const char *boundary, struct buf *in, struct body *b, struct fault *f)
{
	struct multipart m;
	const struct multipart_part *file[KINDS] = { &m.photo, &m.document };
	json_t *j = NULL;
	int rc = -1;

	if (multipart_parse(boundary, in->p, in->n, &m, f) < 0)
		return -1;
	if (m.job.p == NULL)
		return fault_set(f, FAULT_SYNTAX, "",
		    "Bagian multipart bernama job tidak ada.",
		    "The multipart part named job is missing.");
	if (m.job.type[0] != '\0' &&
	    !head_media(m.job.type, "application/json", NULL))
		return fault_set(f, FAULT_MEDIA_TYPE, "",
		    "Content-Type bagian job harus application/json.",
		    "Content-Type of part job must be application/json.");
	j = parse(m.job.p, m.job.n, f);
	if (j == NULL)
		return -1;
	for (size_t k = 0; k < KINDS; k++)
		if (json_object_get(j, kinds[k].member) != NULL) {
			fault_set(f, FAULT_FIELD,
			    k == 0 ? "/photo" : "/document",
			    "Dalam multipart, berkas adalah bagian "
			    "tersendiri.",
			    "In multipart, the file is a part of its own.");
			goto out;
		}
	if (dump(j, b) < 0)
		goto out;
	digest(b, b->json.p, b->json.n);
	for (size_t k = 0; k < KINDS; k++)
		if (file[k]->p != NULL &&
		    (type_ok(file[k], k, f) < 0 ||
			attach(b, k, file[k]->p, file[k]->n, f) < 0))
			goto out;
	rc = 0;
out:
	json_decref(j);
	return rc;
}

int
body_document(struct body *b, const uint8_t *p, size_t n, struct fault *f)
{
	return attach(b, 1, p, n, f);
}

int
body_lines(int fd, size_t n, struct body *b, struct fault *f)
{
	size_t lines = 0, from = 0;
	const char *p, *q, *e;

	b->fd = fd;
	if (n == 0)
		return fault_set(f, FAULT_SYNTAX, "",
		    "Isi permintaan kosong; kirim satu pekerjaan tiap baris.",
		    "The body is empty; send one job a line.");
	p = mmap(NULL, n, PROT_READ, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		return fault_set(f, FAULT_IO, "",
		    "Berkas tidak dapat disimpan sementara.",
		    "The file cannot be kept for the moment.");
	for (; from < n; from += (size_t)(e - (p + from)) + 1) {
		e = memchr(p + from, '\n', n - from);
		if (e == NULL)
			e = p + n;
		for (q = p + from; q < e && (*q == ' ' || *q == '\r'); q++)
			;
		lines += q < e; /* a blank line is no job */
	}
	digest(b, p, n);
	munmap((void *)(uintptr_t)p, n);
	if (lines > LINES_MAX)
		return fault_set(f, FAULT_TOO_LARGE, "",
		    "Satu kelompok paling banyak %d baris.",
		    "A batch holds at most %d lines.", LINES_MAX);
	return 0;
}
