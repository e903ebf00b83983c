/*
 * Widths of text in the prepared fonts.  Must never guess: a character that
 * the font lacks is said, not drawn as a box.  Trusts the generated table to
 * be sorted and to hold all of ASCII.
 */

#include <stddef.h>
#include <stdint.h>

#include "metrics_data.h"
#include "metrics.h"

#define FIRST 0x20
#define NOT_UTF8 0xFFFD

static const char *const file[PAGE_FONT_N] = {
	[PAGE_SANS] = "sans.ttf",
	[PAGE_SANS_BOLD] = "sans-bold.ttf",
	[PAGE_SANS_ITALIC] = "sans-italic.ttf",
	[PAGE_SERIF] = "serif.ttf",
	[PAGE_SERIF_BOLD] = "serif-bold.ttf",
	[PAGE_SERIF_ITALIC] = "serif-italic.ttf",
	[PAGE_MONO] = "mono.ttf",
	[PAGE_OCRB] = "ocrb.ttf",
};

const char *
metrics_file(enum page_font font)
{
	return font < PAGE_FONT_N ? file[font] : "";
}

int
metrics_advance(enum page_font font, uint32_t cp)
{
	const struct metrics_table *t;
	size_t lo, hi, mid;

	if (font >= PAGE_FONT_N || cp < FIRST)
		return -1;
	t = &metrics_data[font];
	/* Every table begins at U+0020 without a gap through ASCII. */
	lo = cp - FIRST;
	if (lo < t->n && t->list[lo].cp == cp)
		return t->list[lo].advance;
	lo = 0;
	hi = t->n;
	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (t->list[mid].cp == cp)
			return t->list[mid].advance;
		if (t->list[mid].cp < cp)
			lo = mid + 1;
		else
			hi = mid;
	}
	return -1;
}

uint32_t
metrics_next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	uint32_t cp;
	int more, i;

	if (*p == '\0')
		return 0;
	if (*p < 0x80) {
		++*s;
		return *p;
	}
	if (*p >= 0xC2 && *p <= 0xDF) {
		more = 1;
		cp = *p & 0x1FU;
	} else if (*p >= 0xE0 && *p <= 0xEF) {
		more = 2;
		cp = *p & 0x0FU;
	} else if (*p >= 0xF0 && *p <= 0xF4) {
		more = 3;
		cp = *p & 0x07U;
	} else {
		++*s;
		return NOT_UTF8;
	}
	for (i = 1; i <= more; i++) {
		if ((p[i] & 0xC0) != 0x80) {
			++*s;
			return NOT_UTF8;
		}
		cp = cp << 6 | (p[i] & 0x3FU);
	}
	*s += more + 1;
	return cp;
}

int64_t
metrics_units(enum page_font font, const char *s, size_t n, int32_t *ret_chars,
    uint32_t *ret_cp)
{
	const char *end = s + n;
	int64_t units = 0;
	int32_t chars = 0;
	uint32_t cp;
	int advance;

	while (s < end) {
		cp = metrics_next(&s);
		if (cp == 0)
			break;
		advance = metrics_advance(font, cp);
		if (advance < 0) {
			if (ret_cp != NULL)
				*ret_cp = cp;
			return -1;
		}
		units += advance;
		chars++;
	}
	if (ret_chars != NULL)
		*ret_chars = chars;
	return units;
}

int64_t
metrics_um(int64_t units, int32_t size, int32_t gaps, int32_t spacing)
{
	int64_t v;

	/* 25400 um / 72 pt / 1000 / 2048 units, cut by 200 */
	v = (units * size + 2048LL * spacing * gaps) * 127;
	return (v + 737280 / 2) / 737280;
}

int64_t
metrics_width(enum page_font font, const char *text, int32_t size,
    int32_t spacing, uint32_t *ret_cp)
{
	const char *s = text;
	int64_t units = 0;
	int32_t chars = 0;
	uint32_t cp;
	int advance;

	while ((cp = metrics_next(&s)) != 0) {
		advance = metrics_advance(font, cp);
		if (advance < 0) {
			if (ret_cp != NULL)
				*ret_cp = cp;
			return -1;
		}
		units += advance;
		chars++;
	}
	return metrics_um(units, size, chars > 1 ? chars - 1 : 0, spacing);
}
