/*
 * Forms of a browser.  The bytes come from strangers: names are few and
 * plain, values are bounded, nothing is guessed.  Pure.  It must never put a
 * value into a fault.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "enc.h"
#include "fault.h"
#include "mem.h"

#include "form.h"
#include "multipart.h"
#include "text.h"

static int
unreadable(struct fault *f)
{
	return fault_set(f, FAULT_SYNTAX, "", "Isi formulir tidak terbaca.",
	    "The form cannot be read.");
}

static int
name_ok(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (memchr("abcdefghijklmnopqrstuvwxyz0123456789_-", s[i],
			38) == NULL)
			return 0;
	return n >= 1 && n <= FORM_NAME;
}

/* Length of an escaped line's end at s, 0 when there is none. */
static size_t
line_end(const char *s)
{
	size_t n =
	    strncmp(s, "%0D", 3) == 0 || strncmp(s, "%0d", 3) == 0 ? 3 : 0;

	if (strncmp(s + n, "%0A", 3) == 0 || strncmp(s + n, "%0a", 3) == 0)
		return n + 3;
	return 0;
}

static int
value(const char *s, size_t n, struct buf *ret_b)
{
	struct buf flat = { 0 };
	size_t i = 0, end;
	char *raw = mem_strndup(s, n);
	int rc;

	while (i < n) {
		end = line_end(raw + i);
		buf_putc(&flat, end > 0 ? '+' : raw[i]);
		i += end > 0 ? end : 1;
	}
	rc = text_unquery(buf_str(&flat), ret_b);
	free(raw);
	buf_release(&flat);
	return rc < 0 || ret_b->n > FORM_VALUE ? -1 : 0;
}

/* A name that is known to be plain; text NULL: it cannot be read. */
static int
set(json_t *form, const char *name, const struct buf *text, struct fault *f)
{
	if (json_object_get(form, name) != NULL)
		return fault_set(f, FAULT_SYNTAX, "",
		    "Isian %s dikirim dua kali.", "Field %s comes twice.",
		    name);
	if (text == NULL)
		return fault_set(f, FAULT_SYNTAX, "",
		    "Isian %s tidak terbaca atau terlalu panjang.",
		    "Field %s cannot be read or is too long.", name);
	return json_object_set_new(
	    form, name, json_stringn(buf_str(text), text->n));
}

static int
take(json_t *form, const char *s, size_t n, struct fault *f)
{
	const char *eq = memchr(s, '=', n);
	size_t len = eq == NULL ? n : (size_t)(eq - s);
	struct buf text = { 0 };
	char name[FORM_NAME + 1];
	int rc;

	if (eq == NULL || !name_ok(s, len) ||
	    json_object_size(form) >= FORM_FIELDS)
		return unreadable(f);
	memcpy(name, s, len);
	name[len] = '\0';
	rc = value(eq + 1, n - len - 1, &text);
	rc = set(form, name, rc < 0 ? NULL : &text, f);
	buf_release(&text);
	return rc;
}

/* ---- with a file ---- */

struct parts {
	json_t *form;
	struct multipart_part *document;
};

static int
plain(const struct multipart_part *part, struct buf *ret_b)
{
	for (size_t i = 0; i < part->n; i++) {
		uint8_t c = part->p[i];

		if (c == '\r' && i + 1 < part->n && part->p[i + 1] == '\n')
			continue;
		if (c == '\n')
			c = ' ';
		if (c < 0x20 || c == 0x7f || ret_b->n >= FORM_VALUE)
			return -1;
		buf_putc(ret_b, c);
	}
	return enc_utf8_ok(buf_str(ret_b), ret_b->n) ? 0 : -1;
}

static int
take_part(void *arg, const char *name, const struct multipart_part *part,
    struct fault *f)
{
	struct parts *to = arg;
	struct buf text = { 0 };
	int rc;

	if (strcmp(name, "document") == 0) {
		if (to->document->p != NULL)
			return unreadable(f);
		*to->document = *part;
		return 0;
	}
	if (!name_ok(name, strlen(name)) ||
	    json_object_size(to->form) >= FORM_FIELDS)
		return unreadable(f);
	rc = plain(part, &text);
	rc = set(to->form, name, rc < 0 ? NULL : &text, f);
	buf_release(&text);
	return rc;
}

json_t *
form_multipart(const char *boundary, const uint8_t *p, size_t n,
    struct multipart_part *ret_document, struct fault *f)
{
	struct parts parts = { json_object(), ret_document };
	const struct multipart_sink to = { take_part, &parts };

	memset(ret_document, 0, sizeof(*ret_document));
	if (multipart_each(boundary, p, n, &to, f) == 0)
		return parts.form;
	json_decref(parts.form);
	return NULL;
}

/* ---- without ---- */

json_t *
form_parse(const char *p, size_t n, struct fault *f)
{
	json_t *form = json_object();
	size_t at = 0, len;
	const char *end;

	if (n > 0 && memchr(p, '\0', n) != NULL) {
		unreadable(f);
		json_decref(form);
		return NULL;
	}
	while (at < n) {
		end = memchr(p + at, '&', n - at);
		len = end == NULL ? n - at : (size_t)(end - (p + at));
		if (take(form, p + at, len, f) < 0) {
			json_decref(form);
			return NULL;
		}
		at += len + 1;
	}
	return form;
}

int
form_number(const char *s, long long *ret_n)
{
	char digits[24];
	size_t n = 0;

	for (; *s != '\0'; s++) {
		if (*s == '.' || *s == ' ')
			continue;
		if (n == sizeof(digits) - 1)
			return -1;
		digits[n++] = *s;
	}
	digits[n] = '\0';
	return mem_number(digits, 0, INT64_MAX, ret_n);
}
