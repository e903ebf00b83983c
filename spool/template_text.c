/*
 * Unicode of field values: NFC, spaces, and the characters that have no place
 * on an official page.  The only file that knows utf8proc.  Trusts nothing.
 */

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "buf.h"
#include "template_int.h"

/* Controls, direction marks, private and unassigned: refused, because what
 * the page would show is not what a person read on the screen. */
static int
forbidden(utf8proc_int32_t cp)
{
	switch (utf8proc_category(cp)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return 1;
	default:
		return 0;
	}
}

static void
put_cp(struct buf *b, utf8proc_int32_t cp)
{
	utf8proc_uint8_t utf8[4];
	utf8proc_ssize_t n = utf8proc_encode_char(cp, utf8);

	buf_put(b, utf8, (size_t)n);
}

/* Appends s with spaces tidied; -1 on a forbidden character. */
static int
tidy(const utf8proc_uint8_t *s, int multiline, struct buf *b)
{
	size_t begin = b->n;
	utf8proc_int32_t cp;
	utf8proc_ssize_t n;
	int space = 0;

	for (; *s != '\0'; s += n) {
		n = utf8proc_iterate(s, -1, &cp);
		if (n <= 0)
			return -1;
		if (cp == '\n' && multiline) {
			buf_putc(b, '\n');
			space = 0;
			continue;
		}
		if (cp == ' ' ||
		    utf8proc_category(cp) == UTF8PROC_CATEGORY_ZS) {
			space = b->n > begin && b->p[b->n - 1] != '\n';
			continue;
		}
		if (forbidden(cp))
			return -1;
		if (space)
			buf_putc(b, ' ');
		space = 0;
		put_cp(b, cp);
	}
	while (b->n > begin && b->p[b->n - 1] == '\n')
		b->p[--b->n] = '\0';
	return 0;
}

/* Names in ASCII with single spaces are the common case: copied as is. */
static int
plain(const char *s, size_t *ret_n)
{
	size_t i;

	for (i = 0; s[i] != '\0'; i++) {
		if (s[i] < ' ' || s[i] > '~')
			return 0;
		if (s[i] == ' ' &&
		    (i == 0 || s[i + 1] == ' ' || s[i + 1] == '\0'))
			return 0;
	}
	*ret_n = i;
	return 1;
}

int
template_text_clean(const char *s, int multiline, struct buf *ret_b)
{
	utf8proc_uint8_t *nfc = NULL;
	struct buf b = { 0 };
	size_t n;
	int rc = -1;

	if (plain(s, &n)) {
		buf_put(ret_b, s, n);
		return 0;
	}
	if (utf8proc_map((const utf8proc_uint8_t *)s, 0, &nfc,
		UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE) < 0)
		goto out;
	if (tidy(nfc, multiline, &b) == -1)
		goto out;
	buf_put(ret_b, buf_str(&b), b.n);
	rc = 0;
out:
	free(nfc);
	buf_release(&b);
	return rc;
}

void
template_text_case(const char *s, int upper, struct buf *ret_b)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s;
	utf8proc_int32_t cp;
	utf8proc_ssize_t n;

	for (; *p != '\0'; p += n) {
		if (*p < 0x80) {
			n = 1;
			cp = *p;
		} else {
			n = utf8proc_iterate(p, -1, &cp);
			if (n <= 0)
				return;
		}
		/* the sharp s has no single capital in the fonts */
		if (upper && cp == 0xDF) {
			buf_puts(ret_b, "SS");
			continue;
		}
		put_cp(
		    ret_b, upper ? utf8proc_toupper(cp) : utf8proc_tolower(cp));
	}
}

size_t
template_text_len(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		if (((unsigned char)*s & 0xC0) != 0x80)
			n++;
	return n;
}
