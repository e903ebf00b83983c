/*
 * Quoting: what leaves the front as JSON or HTML, and what came in a query.
 * Pure.  It trusts nothing but its own alphabet.
 */

#include <string.h>

#include "enc.h"

#include "text.h"

void
text_json(struct buf *b, const char *s)
{
	size_t n;

	buf_putc(b, '"');
	for (; *s != '\0'; s += n) {
		for (n = 0;
		     (unsigned char)s[n] >= ' ' && s[n] != '"' && s[n] != '\\';
		     n++)
			;
		buf_put(b, s, n);
		if (s[n] == '\0')
			break;
		if ((unsigned char)s[n] < ' ')
			buf_printf(b, "\\u%04x", (unsigned char)s[n]);
		else
			buf_printf(b, "\\%c", s[n]);
		n++;
	}
	buf_putc(b, '"');
}

void
text_html(struct buf *b, const char *s)
{
	size_t n;

	for (; *s != '\0'; s += n) {
		n = strcspn(s, "&<>\"'");
		buf_put(b, s, n);
		if (s[n] != '\0')
			buf_printf(b, "&#%d;", s[n++]);
	}
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int
text_unquery(const char *s, struct buf *ret_b)
{
	size_t from = ret_b->n;
	int c, h, l;

	for (; *s != '\0'; s++) {
		c = (unsigned char)*s;
		if (c == '%') {
			h = hex(s[1]);
			l = h < 0 ? -1 : hex(s[2]);
			if (l < 0)
				return -1;
			c = h << 4 | l;
			s += 2;
		} else if (c == '+') {
			c = ' ';
		}
		if (c < ' ' || c == 0x7f)
			return -1;
		buf_putc(ret_b, c);
	}
	return enc_utf8_ok(buf_str(ret_b) + from, ret_b->n - from) ? 0 : -1;
}
