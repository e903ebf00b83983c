/*
 * How the pages write numbers: one way for each kind of figure, so that the
 * same amount reads the same in a chart, its table and a sentence.  Pure;
 * integers only, no clock and no locale.  It trusts no text to be a day.
 */

#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "civil.h"
#include "mem.h"

#include "figure.h"

#define NBSP "\xc2\xa0"

static const char *const months[2][2][12] = {
	{ { "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep",
	      "Okt", "Nov", "Des" },
	    { "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli",
		"Agustus", "September", "Oktober", "November", "Desember" } },
	{ { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
	      "Oct", "Nov", "Dec" },
	    { "January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December" } },
};

void
figure_count(struct buf *b, int64_t n, int en)
{
	char digits[24];
	uint64_t v = n < 0 ? -(uint64_t)n : (uint64_t)n;
	int len;

	len = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)v);
	if (n < 0)
		buf_puts(b, "−");
	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf_putc(b, en ? ',' : '.');
		buf_putc(b, digits[i]);
	}
}

void
figure_rupiah(struct buf *b, int64_t n, int en)
{
	if (n < 0)
		buf_puts(b, "−");
	buf_puts(b, "Rp" NBSP);
	figure_count(b, n < 0 && n > INT64_MIN ? -n : n, en);
}

static void
put_tenth(struct buf *b, int64_t whole, int64_t tenth, int en)
{
	figure_count(b, whole, en);
	buf_printf(b, "%c%d", en ? '.' : ',', (int)tenth);
}

void
figure_permille(struct buf *b, int64_t n, int en)
{
	if (n < 0)
		n = 0;
	if (n % 10 == 0)
		figure_count(b, n / 10, en);
	else
		put_tenth(b, n / 10, n % 10, en);
	buf_puts(b, en ? "%" : NBSP "%");
}

void
figure_tenth(struct buf *b, int64_t n, int zeros, int en)
{
	int64_t unit = 1, whole, tenth;

	for (int i = 0; i < zeros && i < 18; i++)
		unit *= 10;
	if (n < 0) {
		buf_puts(b, "−");
		n = n == INT64_MIN ? INT64_MAX : -n;
	}
	whole = n / unit;
	tenth = unit < 10 ? 0 : (n % unit + unit / 20) / (unit / 10);
	put_tenth(b, whole + tenth / 10, tenth % 10, en);
}

void
figure_day(struct buf *b, const char *day, enum figure_day how, int en)
{
	struct civil c = { 0 };

	if (day == NULL || civil_parse_date(day, &c) < 0) {
		buf_puts(b, FIGURE_NONE);
		return;
	}
	buf_printf(b, "%d" NBSP "%s", c.day,
	    months[en != 0][how == FIGURE_LONG][c.month - 1]);
	if (how != FIGURE_SHORT)
		buf_printf(b, NBSP "%d", c.year);
}

void
figure_month(struct buf *b, const char *month, enum figure_day how, int en)
{
	char day[16];
	struct civil c = { 0 };

	if (month == NULL || strlen(month) != 7 ||
	    snprintf(day, sizeof(day), "%s-01", month) != 10 ||
	    civil_parse_date(day, &c) < 0) {
		buf_puts(b, FIGURE_NONE);
		return;
	}
	buf_puts(b, months[en != 0][how == FIGURE_LONG][c.month - 1]);
	if (how != FIGURE_SHORT)
		buf_printf(b, NBSP "%d", c.year);
}

int
figure_local(const char *rfc, int32_t zone, struct civil *ret_c)
{
	struct civil c = { 0 };
	char day[11];

	if (rfc == NULL || strlen(rfc) < 20 || rfc[10] != 'T')
		return -1;
	memcpy(day, rfc, 10);
	day[10] = '\0';
	if (civil_parse_date(day, &c) < 0 ||
	    sscanf(rfc + 11, "%2d:%2d:%2d", &c.hour, &c.minute, &c.second) != 3)
		return -1;
	civil_from(civil_to(&c, 0), zone, ret_c);
	return 0;
}

void
figure_clock(struct buf *b, const char *rfc, int32_t zone)
{
	struct civil c;

	if (figure_local(rfc, zone, &c) < 0)
		buf_puts(b, FIGURE_NONE);
	else
		buf_printf(b, "%02d.%02d", c.hour, c.minute);
}

void
figure_day_of(const char *rfc, int32_t zone, char ret_day[11])
{
	struct civil c;
	char day[40];

	ret_day[0] = '\0';
	if (figure_local(rfc, zone, &c) < 0)
		return;
	(void)snprintf(
	    day, sizeof(day), "%04d-%02d-%02d", c.year, c.month, c.day);
	(void)mem_copy(ret_day, 11, day);
}

void
figure_span(struct buf *b, int64_t minutes, int en)
{
	int64_t days = minutes / 1440, hours = minutes / 60 % 24;
	const char *m = en ? "min" : "m", *h = en ? "h" : "j";

	if (minutes < 0) {
		buf_puts(b, FIGURE_NONE);
	} else if (minutes < 60) {
		buf_printf(b, "%d" NBSP "%s", (int)minutes, m);
	} else if (days == 0) {
		buf_printf(b, "%d" NBSP "%s", (int)hours, h);
		if (minutes % 60 != 0)
			buf_printf(
			    b, NBSP "%d" NBSP "%s", (int)(minutes % 60), m);
	} else {
		figure_count(b, days, en);
		buf_printf(b, NBSP "%s", en ? "d" : "h");
		if (hours != 0)
			buf_printf(b, NBSP "%d" NBSP "%s", (int)hours, h);
	}
}
