/*
 * RFC 8785 canonical JSON: what two programs hash alike.  Pure; the value is a
 * document's, already checked to be valid UTF-8 by the JSON reader.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "enc.h"
#include "jcs.h"
#include "mem.h"

#define SAFE_INTEGER (1LL << 53)

static void
text(const char *s, size_t n, struct buf *b)
{
	static const char names[] = "btn\0fr"; /* of 8, 9, 10, 12, 13 */

	buf_putc(b, '"');
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c == '"' || c == '\\') {
			buf_putc(b, '\\');
			buf_putc(b, c);
		} else if (c >= 8 && c <= 13 && names[c - 8] != '\0') {
			buf_putc(b, '\\');
			buf_putc(b, names[c - 8]);
		} else if (c < 0x20) {
			buf_printf(b, "\\u%04x", c);
		} else {
			buf_putc(b, c);
		}
	}
	buf_putc(b, '"');
}

/* A code point's place in the order of UTF-16 units: those of a surrogate
 * pair come before U+E000. */
static uint32_t
utf16_rank(uint32_t cp)
{
	return cp >= 0x10000 ? (0xD800u << 10) + (cp - 0x10000) : cp << 10;
}

static int
by_utf16(const void *a, const void *b)
{
	const char *s = *(const char *const *)a, *t = *(const char *const *)b;

	for (;;) {
		size_t n, m;
		uint32_t x = enc_utf8_next(s, &n), y = enc_utf8_next(t, &m);
		if (x != y)
			return utf16_rank(x) < utf16_rank(y) ? -1 : 1;
		if (x == 0)
			return 0;
		s += n;
		t += m;
	}
}

static int
object(const json_t *v, struct buf *b)
{
	size_t n = json_object_size(v), i = 0;
	const char **key = mem_array(NULL, n, sizeof(*key));
	int rc = -1;

	for (void *it = json_object_iter((json_t *)(uintptr_t)v); it != NULL;
	     it = json_object_iter_next((json_t *)(uintptr_t)v, it))
		key[i++] = json_object_iter_key(it);
	qsort(key, n, sizeof(*key), by_utf16);
	buf_putc(b, '{');
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(b, ',');
		text(key[i], strlen(key[i]), b);
		buf_putc(b, ':');
		if (jcs_write(json_object_get(v, key[i]), b) != 0)
			goto out;
	}
	buf_putc(b, '}');
	rc = 0;
out:
	free(key);
	return rc;
}

static int
array(const json_t *v, struct buf *b)
{
	buf_putc(b, '[');
	for (size_t i = 0; i < json_array_size(v); i++) {
		if (i > 0)
			buf_putc(b, ',');
		if (jcs_write(json_array_get(v, i), b) != 0)
			return -1;
	}
	buf_putc(b, ']');
	return 0;
}

int
jcs_write(const json_t *v, struct buf *ret_b)
{
	if (v == NULL)
		return -1;
	switch (json_typeof(v)) {
	case JSON_OBJECT:
		return object(v, ret_b);
	case JSON_ARRAY:
		return array(v, ret_b);
	case JSON_STRING:
		text(json_string_value(v), json_string_length(v), ret_b);
		return 0;
	case JSON_INTEGER:
		if (json_integer_value(v) > SAFE_INTEGER ||
		    json_integer_value(v) < -SAFE_INTEGER)
			return -1;
		buf_printf(ret_b, "%lld", json_integer_value(v));
		return 0;
	case JSON_TRUE:
		buf_puts(ret_b, "true");
		return 0;
	case JSON_FALSE:
		buf_puts(ret_b, "false");
		return 0;
	case JSON_NULL:
		buf_puts(ret_b, "null");
		return 0;
	case JSON_REAL:
		break;
	}
	return -1;
}
