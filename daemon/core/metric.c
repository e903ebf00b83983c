/*
 * The text format of Prometheus, version 0.0.4.  Whatever a label value holds,
 * a line stays a line: backslash, quote and newline are escaped, and bytes
 * that are no UTF-8 are replaced.  No floating point: numbers are integers
 * with their decimals.
 */

#include <string.h>

#include "buf.h"
#include "enc.h"

#include "metric.h"

void
metric_head(struct buf *b, const char *name, const char *type, const char *help)
{
	buf_printf(b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
metric_escape(struct buf *b, const char *s)
{
	int good = enc_utf8_ok(s, strlen(s));

	for (; *s; s++)
		if (*s == '\n')
			buf_puts(b, "\\n");
		else if (*s == '\\' || *s == '"')
			buf_printf(b, "\\%c", *s);
		else if (!good && (unsigned char)*s >= 0x80)
			buf_putc(b, '?');
		else
			buf_putc(b, *s);
}

static void
metric_number(struct buf *b, int64_t n, int decimals)
{
	uint64_t m = n < 0 ? -(uint64_t)n : (uint64_t)n, one = 1;

	for (int i = 0; i < decimals; i++)
		one *= 10;
	buf_printf(
	    b, " %s%llu", n < 0 ? "-" : "", (unsigned long long)(m / one));
	if (decimals > 0)
		buf_printf(
		    b, ".%0*llu", decimals, (unsigned long long)(m % one));
	buf_putc(b, '\n');
}

void
metric_put(struct buf *b, const char *name, const struct metric_label *labels,
    int64_t n, int decimals)
{
	const struct metric_label *l = labels;

	buf_puts(b, name);
	for (; l && l->name; l++) {
		buf_printf(b, "%c%s=\"", l == labels ? '{' : ',', l->name);
		metric_escape(b, l->value);
		buf_putc(b, '"');
	}
	if (l != labels)
		buf_putc(b, '}');
	metric_number(b, n, decimals);
}

void
metric_one(struct buf *b, const char *name, const char *type, const char *help,
    int64_t n)
{
	metric_head(b, name, type, help);
	metric_put(b, name, NULL, n, 0);
}

void
metric_by(struct buf *b, const char *name, const char *label, const char *value,
    int64_t n)
{
	const struct metric_label l[] = { { label, value }, { 0 } };

	metric_put(b, name, l, n, 0);
}
