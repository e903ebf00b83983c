/*
 * Dates, numbers in words, rupiah and NIK as Indonesian offices write them.
 * Integers only; it must never ask the clock, the locale or the zone files
 * (Indonesia's three zones have no summer time).  The calendar is the
 * proleptic Gregorian one, counted in days from 1970-01-01.
 */

#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "civil.h"

#define DAY 86400
#define FIRST_SECOND (-62167219200) /* 0000-01-01 */
#define LAST_SECOND 253402300799    /* 9999-12-31 23:59:59 */
#define WORDS_MAX 1000000000000000  /* 10^15 */

/* Days before the month in a year that begins in March: the leap day is then
 * the last one, and no case needs it. */
static int64_t
day_number(int64_t year, int month, int day)
{
	int64_t era, yoe, doy;
	int shifted = month > 2 ? month - 3 : month + 9;

	if (month <= 2)
		year--;
	era = (year >= 0 ? year : year - 399) / 400;
	yoe = year - era * 400;
	doy = (153 * shifted + 2) / 5 + day - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

void
civil_from(int64_t utc, int32_t zone_seconds, struct civil *ret_c)
{
	int64_t t = utc + zone_seconds, days = t / DAY, rest = t % DAY;
	int64_t era, doe, yoe, doy, shifted;

	if (rest < 0) {
		rest += DAY;
		days--;
	}
	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	doe = days - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	shifted = (5 * doy + 2) / 153;
	ret_c->day = (int)(doy - (153 * shifted + 2) / 5 + 1);
	ret_c->month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
	ret_c->year = (int)(yoe + era * 400 + (ret_c->month <= 2));
	ret_c->hour = (int)(rest / 3600);
	ret_c->minute = (int)(rest / 60 % 60);
	ret_c->second = (int)(rest % 60);
}

int64_t
civil_to(const struct civil *c, int32_t zone_seconds)
{
	return day_number(c->year, c->month, c->day) * DAY + c->hour * 3600 +
	    c->minute * 60 + c->second - zone_seconds;
}

int32_t
civil_zone(const char *name)
{
	if (strcmp(name, "WIB") == 0)
		return 7 * 3600;
	if (strcmp(name, "WITA") == 0)
		return 8 * 3600;
	if (strcmp(name, "WIT") == 0)
		return 9 * 3600;
	return -1;
}

static int
two(const char *s)
{
	return (s[0] - '0') * 10 + s[1] - '0';
}

int
civil_parse_date(const char *s, struct civil *ret_c)
{
	static const char shape[] = "dddd-dd-dd";
	struct civil c = { 0 }, back;
	size_t i;

	for (i = 0; shape[i] != '\0'; i++)
		if (shape[i] == '-' ? s[i] != '-' : s[i] < '0' || s[i] > '9')
			return -1;
	if (s[i] != '\0')
		return -1;
	c.year = two(s) * 100 + two(s + 2);
	c.month = two(s + 5);
	c.day = two(s + 8);
	if (c.year < 1 || c.month < 1 || c.month > 12 || c.day < 1)
		return -1;
	/* 31 June would come back as 1 July. */
	civil_from(civil_to(&c, 0), 0, &back);
	if (back.month != c.month || back.day != c.day)
		return -1;
	*ret_c = c;
	return 0;
}

void
civil_rfc3339(int64_t utc, char ret[21])
{
	struct civil c;

	if (utc < FIRST_SECOND)
		utc = FIRST_SECOND;
	if (utc > LAST_SECOND)
		utc = LAST_SECOND;
	civil_from(utc, 0, &c);
	(void)snprintf(ret, 21, "%04u-%02u-%02uT%02u:%02u:%02uZ",
	    (unsigned)c.year % 10000, (unsigned)c.month % 100,
	    (unsigned)c.day % 100, (unsigned)c.hour % 100,
	    (unsigned)c.minute % 100, (unsigned)c.second % 100);
}

/* ---- names ---- */

static const struct {
	const char *id, *brief, *roman;
} months[12] = {
	{ "Januari", "JAN", "I" },
	{ "Februari", "FEB", "II" },
	{ "Maret", "MAR", "III" },
	{ "April", "APR", "IV" },
	{ "Mei", "MEI/MAY", "V" },
	{ "Juni", "JUN", "VI" },
	{ "Juli", "JUL", "VII" },
	{ "Agustus", "AGU/AUG", "VIII" },
	{ "September", "SEP", "IX" },
	{ "Oktober", "OKT/OCT", "X" },
	{ "November", "NOV", "XI" },
	{ "Desember", "DES/DEC", "XII" },
};

const char *
civil_month_id(int month)
{
	return month < 1 || month > 12 ? "" : months[month - 1].id;
}

const char *
civil_month_short(int month)
{
	return month < 1 || month > 12 ? "" : months[month - 1].brief;
}

const char *
civil_month_roman(int month)
{
	return month < 1 || month > 12 ? "" : months[month - 1].roman;
}

const char *
civil_day_id(const struct civil *c)
{
	static const char *const days[7] = { "Kamis", "Jumat", "Sabtu",
		"Minggu", "Senin", "Selasa", "Rabu" };
	int64_t n = day_number(c->year, c->month, c->day) % 7;

	return days[n < 0 ? n + 7 : n];
}

void
civil_date_id(const struct civil *c, struct buf *ret_b)
{
	buf_printf(
	    ret_b, "%d %s %d", c->day, civil_month_id(c->month), c->year);
}

/* ---- numbers ---- */

static void
word(struct buf *b, const char *s)
{
	if (b->n > 0)
		buf_putc(b, ' ');
	buf_puts(b, s);
}

/* 1 to 999. */
static void
words_below_1000(int n, struct buf *b)
{
	static const char *const units[12] = { "", "satu", "dua", "tiga",
		"empat", "lima", "enam", "tujuh", "delapan", "sembilan",
		"sepuluh", "sebelas" };

	if (n >= 200)
		word(b, units[n / 100]);
	if (n >= 100)
		word(b, n >= 200 ? "ratus" : "seratus");
	n %= 100;
	if (n >= 20) {
		word(b, units[n / 10]);
		word(b, "puluh");
		n %= 10;
	} else if (n >= 12) {
		word(b, units[n - 10]);
		word(b, "belas");
		n = 0;
	}
	if (n > 0)
		word(b, units[n]);
}

void
civil_words_id(int64_t n, struct buf *ret_b)
{
	static const struct {
		int64_t size;
		const char *name;
	} steps[] = {
		{ 1000000000000, "triliun" },
		{ 1000000000, "miliar" },
		{ 1000000, "juta" },
		{ 1000, "ribu" },
		{ 1, NULL },
	};
	struct buf b = { 0 };
	size_t i;
	int part;

	if (n < 0)
		word(&b, "minus");
	/* Beyond the last name the digits say it better. */
	if (n > WORDS_MAX || n < -WORDS_MAX) {
		buf_printf(ret_b, "%lld", (long long)n);
		buf_release(&b);
		return;
	}
	if (n < 0)
		n = -n;
	if (n == 0)
		word(&b, "nol");
	if (n == WORDS_MAX) {
		word(&b, "seribu triliun");
		n = 0;
	}
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		part = (int)(n / steps[i].size);
		n %= steps[i].size;
		if (part == 1 && steps[i].size == 1000) {
			word(&b, "seribu");
		} else if (part > 0) {
			words_below_1000(part, &b);
			if (steps[i].name != NULL)
				word(&b, steps[i].name);
		}
	}
	buf_put(ret_b, b.p, b.n);
	buf_release(&b);
}

void
civil_rupiah(int64_t n, struct buf *ret_b)
{
	char digits[24];
	uint64_t v = n < 0 ? -(uint64_t)n : (uint64_t)n;
	int i, len;

	len = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)v);
	buf_puts(ret_b, n < 0 ? "-Rp " : "Rp ");
	for (i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf_putc(ret_b, '.');
		buf_putc(ret_b, digits[i]);
	}
}

/* ---- NIK ---- */

int
civil_nik(
    const char *nik, const char *birth, int *ret_disagrees, char ret_region[5])
{
	struct civil c;
	int day;

	if (strlen(nik) != 16 || strspn(nik, "0123456789") != 16)
		return -1;
	memcpy(ret_region, nik, 4);
	ret_region[4] = '\0';
	*ret_disagrees = 0;
	if (birth == NULL || civil_parse_date(birth, &c) == -1)
		return 0;
	/* Women's day of birth bears 40 more. */
	day = two(nik + 6);
	*ret_disagrees = (day > 40 ? day - 40 : day) != c.day ||
	    two(nik + 8) != c.month || two(nik + 10) != c.year % 100;
	return 0;
}
