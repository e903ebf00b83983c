/*
 * A device's texts, made harmless: they are shown to people and kept.  Pure.
 * It must never let through what is not UTF-8, a control character, or a
 * character that turns or hides what stands beside it.
 */

#include <string.h>

#include "press.h"

#define TEXT_MAX 255

/* The length of the UTF-8 sequence at p, 0 when it is none; its character. */
static size_t
sequence(const uint8_t *p, size_t n, uint32_t *ret_c)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len, i;
	uint32_t c = p[0];

	len = c < 0x80 ? 1
	    : c < 0xc2 ? 0
	    : c < 0xe0 ? 2
	    : c < 0xf0 ? 3
	    : c < 0xf5 ? 4
		       : 0;
	if (len == 0 || len > n)
		return 0;
	if (len > 1)
		c &= 0x7fu >> len;
	for (i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < least[len] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 0;
	*ret_c = c;
	return len;
}

/* What steers a terminal or turns the direction of what stands beside it. */
static int
steers(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c ||
	    (c >= 0x200e && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	    (c >= 0x2066 && c <= 0x2069) || c == 0xfeff ||
	    (c & 0xfffe) == 0xfffe;
}

json_t *
device_text(const void *text, size_t n)
{
	const uint8_t *p = text;
	char clean[TEXT_MAX];
	size_t at = 0, out = 0, len;
	uint32_t c;

	while (at < n) {
		if ((len = sequence(p + at, n - at, &c)) == 0) {
			c = '?';
			len = 0;
		}
		if (out + (len == 0 ? 1 : len) > sizeof(clean))
			break;
		if (len == 0 || steers(c)) {
			/* none at the start, one of a run */
			if (out > 0 && clean[out - 1] != ' ' && len > 0)
				clean[out++] = ' ';
			else if (len == 0)
				clean[out++] = '?';
		} else {
			memcpy(clean + out, p + at, len);
			out += len;
		}
		at += len == 0 ? 1 : len;
	}
	while (out > 0 && clean[out - 1] == ' ')
		out--;
	return json_stringn(clean, out);
}

json_t *
device_keyword(const void *text, size_t n)
{
	const uint8_t *p = text;
	size_t i;

	if (n == 0 || n > TEXT_MAX)
		return json_null();
	for (i = 0; i < n; i++)
		if ((p[i] < 'a' || p[i] > 'z') && (p[i] < 'A' || p[i] > 'Z') &&
		    (p[i] < '0' || p[i] > '9') &&
		    (p[i] == '\0' || strchr("-_.", p[i]) == NULL))
			return json_null();
	return json_stringn((const char *)p, n);
}
