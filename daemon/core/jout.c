/*
 * JSON written into a buffer.  Text must be valid UTF-8 (everything that came
 * in was checked); control characters, quotes and backslashes are escaped.
 */

#include <string.h>

#include "buf.h"
#include "civil.h"

#include "jout.h"

static void
jout_quote(struct buf *b, const char *s)
{
	const char *from = s;

	buf_putc(b, '"');
	for (; *s; s++) {
		unsigned char ch = (unsigned char)*s;

		if (ch >= 0x20 && ch != '"' && ch != '\\')
			continue;
		buf_put(b, from, (size_t)(s - from));
		if (ch == '"' || ch == '\\') {
			buf_putc(b, '\\');
			buf_putc(b, ch);
		} else {
			buf_printf(b, "\\u%04x", ch);
		}
		from = s + 1;
	}
	buf_put(b, from, (size_t)(s - from));
	buf_putc(b, '"');
}

static void
jout_name(struct buf *b, const char *name)
{
	if (!name)
		return;
	buf_putc(b, '"');
	buf_puts(b, name);
	buf_put(b, "\":", 2);
}

void
jout_open(struct buf *b, const char *name, int bracket)
{
	jout_name(b, name);
	buf_putc(b, bracket);
}

void
jout_end(struct buf *b)
{
	if (b->n && b->p[b->n - 1] == ',')
		b->p[--b->n] = '\0';
}

void
jout_close(struct buf *b, int bracket)
{
	jout_end(b);
	buf_putc(b, bracket);
	buf_putc(b, ',');
}

void
jout_raw(struct buf *b, const char *name, const char *json)
{
	jout_name(b, name);
	buf_puts(b, json);
	buf_putc(b, ',');
}

void
jout_null(struct buf *b, const char *name)
{
	jout_raw(b, name, "null");
}

void
jout_text(struct buf *b, const char *name, const char *s)
{
	if (!s) {
		jout_null(b, name);
		return;
	}
	jout_name(b, name);
	jout_quote(b, s);
	buf_putc(b, ',');
}

void
jout_some(struct buf *b, const char *name, const char *s)
{
	jout_text(b, name, s && *s ? s : NULL);
}

void
jout_int(struct buf *b, const char *name, int64_t n)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	digits[--at] = ',';
	do
		digits[--at] = (char)('0' + u % 10);
	while ((u /= 10) > 0);
	if (n < 0)
		digits[--at] = '-';
	jout_name(b, name);
	buf_put(b, digits + at, sizeof digits - at);
}

void
jout_bool(struct buf *b, const char *name, int yes)
{
	jout_raw(b, name, yes ? "true" : "false");
}

void
jout_time(struct buf *b, const char *name, int64_t utc)
{
	char t[21];

	civil_rfc3339(utc, t);
	jout_text(b, name, t);
}
