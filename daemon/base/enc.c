/*
 * Hex, base64, base32 and UTF-8.  Decoders take hostile text and are strict:
 * two texts that decode to the same bytes would let one document carry two
 * seals.  libc only.
 */

#include <string.h>

#include "buf.h"
#include "enc.h"

static const char base64[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

static int
nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static int
value64(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static int
value32(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

void
enc_hex(const uint8_t *p, size_t n, char *dst)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		*dst++ = digits[p[i] >> 4];
		*dst++ = digits[p[i] & 15];
	}
	*dst = '\0';
}

int
enc_unhex(const char *s, size_t len, uint8_t *dst)
{
	if (len % 2 != 0)
		return -1;
	for (size_t i = 0; i < len; i += 2) {
		int hi = nibble(s[i]), lo = nibble(s[i + 1]);
		if (hi < 0 || lo < 0)
			return -1;
		*dst++ = (uint8_t)(hi << 4 | lo);
	}
	return 0;
}

/* Groups of bits, most significant first: 6 (base64) or 5 (base32) a
 * character. */
static void
encode(
    const uint8_t *p, size_t n, const char *alphabet, int bits, struct buf *b)
{
	uint32_t acc = 0, mask = (1u << bits) - 1;
	int have = 0;

	for (size_t i = 0; i < n; i++) {
		acc = acc << 8 | p[i];
		for (have += 8; have >= bits; have -= bits)
			buf_putc(b, alphabet[acc >> (have - bits) & mask]);
	}
	if (have > 0)
		buf_putc(b, alphabet[acc << (bits - have) & mask]);
}

/* -1 on a foreign character, on a last character that holds no bit of a
 * byte, and on unused bits that are not zero. */
static int
decode(const char *s, size_t len, int (*value)(char), int bits, struct buf *b)
{
	uint32_t acc = 0;
	int have = 0;
	size_t start = b->n;

	for (size_t i = 0; i < len; i++) {
		int v = value(s[i]);
		if (v < 0)
			goto bad;
		acc = acc << bits | (uint32_t)v;
		have += bits;
		if (have >= 8) {
			have -= 8;
			buf_putc(b, (int)(acc >> have & 0xFF));
		}
	}
	if (have < bits && (acc & ((1u << have) - 1)) == 0)
		return 0;
bad:
	b->n = start;
	if (b->p != NULL)
		b->p[start] = '\0';
	return -1;
}

void
enc_base64(const uint8_t *p, size_t n, struct buf *ret_b)
{
	encode(p, n, base64, 6, ret_b);
	for (size_t i = n; i % 3 != 0; i++)
		buf_putc(ret_b, '=');
}

int
enc_unbase64(const char *s, size_t len, struct buf *ret_b)
{
	if (len % 4 != 0)
		return -1;
	for (int i = 0; i < 2 && len > 0 && s[len - 1] == '='; i++)
		len--;
	return decode(s, len, value64, 6, ret_b);
}

void
enc_base32(const uint8_t *p, size_t n, struct buf *ret_b)
{
	encode(p, n, base32, 5, ret_b);
}

int
enc_unbase32(const char *s, size_t len, struct buf *ret_b)
{
	return decode(s, len, value32, 5, ret_b);
}

/* Length of the character at s[len] and its code point; 0 when malformed:
 * overlong, surrogate, above U+10FFFF or cut short. */
static size_t
character(const unsigned char *s, size_t len, uint32_t *ret_cp)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n;
	uint32_t cp;

	if (len == 0)
		return 0;
	if (s[0] < 0x80) {
		*ret_cp = s[0];
		return 1;
	}
	if (s[0] >= 0xC2 && s[0] <= 0xDF)
		n = 2;
	else if ((s[0] & 0xF0) == 0xE0)
		n = 3;
	else if (s[0] >= 0xF0 && s[0] <= 0xF4)
		n = 4;
	else
		return 0;
	cp = s[0] & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++) {
		if (i >= len || (s[i] & 0xC0) != 0x80)
			return 0;
		cp = cp << 6 | (s[i] & 0x3F);
	}
	if (cp < least[n] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return 0;
	*ret_cp = cp;
	return n;
}

int
enc_utf8_ok(const char *s, size_t len)
{
	uint32_t cp;

	for (size_t i = 0; i < len;) {
		size_t n =
		    character((const unsigned char *)s + i, len - i, &cp);
		if (n == 0 || cp == 0)
			return 0;
		i += n;
	}
	return 1;
}

uint32_t
enc_utf8_next(const char *s, size_t *ret_len)
{
	uint32_t cp = 0;
	size_t n = character((const unsigned char *)s, strnlen(s, 4), &cp);

	if (n == 0 && s[0] != '\0') {
		/* not valid: one byte at a time, as U+FFFD */
		*ret_len = 1;
		return 0xFFFD;
	}
	*ret_len = cp == 0 ? 0 : n;
	return cp;
}
