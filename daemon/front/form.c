/*
 * Forms of a browser.  The bytes come from strangers: names are few and
 * plain, values are bounded, nothing is guessed.  Pure.  It must never put a
 * value into a fault.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"

#include "form.h"
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

static int
take(json_t *form, const char *s, size_t n, struct fault *f)
{
	const char *eq = memchr(s, '=', n);
	size_t len = eq == NULL ? n : (size_t)(eq - s);
	struct buf text = { 0 };
	char name[FORM_NAME + 1];
	int rc = -1;

	if (eq == NULL || !name_ok(s, len) ||
	    json_object_size(form) >= FORM_FIELDS)
		return unreadable(f);
	memcpy(name, s, len);
	name[len] = '\0';
	if (json_object_get(form, name) != NULL)
		return fault_set(f, FAULT_SYNTAX, "",
		    "Isian %s dikirim dua kali.", "Field %s comes twice.",
		    name);
	if (value(eq + 1, n - len - 1, &text) < 0)
		fault_set(f, FAULT_SYNTAX, "",
		    "Isian %s tidak terbaca atau terlalu panjang.",
		    "Field %s cannot be read or is too long.", name);
	else
		rc = json_object_set_new(
		    form, name, json_stringn(buf_str(&text), text.n));
	buf_release(&text);
	return rc;
}

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
