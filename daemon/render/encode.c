/*
 * UTF-8 to the bytes of the two encodings fonts are used through.  Must
 * never drop or replace a letter: what cannot be encoded is said.  Trusts
 * that layout refused what the prepared fonts lack.
 */

#include <string.h>

#include "enc.h"

#include "encode.h"

/* 0x80 to 0x9F of Windows-1252 */
static const uint16_t high[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, /* 80 */
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,	   /* 88 */
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, /* 90 */
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178, /* 98 */
};

static int
byte_1252(uint32_t cp)
{
	if ((cp >= 0x20 && cp < 0x7f) || (cp >= 0xa0 && cp <= 0xff))
		return (int)cp;
	if (cp == 0x2010 || cp == 0x2011)
		return '-';
	for (int i = 0; i < 32 && cp; i++)
		if (high[i] == cp)
			return 0x80 + i;
	return -1;
}

static int
byte_extended(uint32_t cp)
{
	if (cp >= 0x20 && cp < 0x7f)
		return (int)cp;
	if (cp >= 0x100 && cp <= 0x17f)
		return (int)(cp - 0x80);
	return -1;
}

int
encode_run(const char **s, char *ret, size_t size)
{
	const char *p = *s;
	size_t n = 0, len;
	int set = -1;

	while (n + 1 < size && *p) {
		uint32_t cp = enc_utf8_next(p, &len);
		int byte =
		    set == ENCODE_EXTENDED ? byte_extended(cp) : byte_1252(cp);

		if (byte < 0 && n == 0) {
			set = ENCODE_EXTENDED;
			byte = byte_extended(cp);
		}
		if (byte < 0)
			break;
		if (set < 0)
			set = ENCODE_1252;
		ret[n++] = (char)byte;
		p += len;
	}
	ret[n] = '\0';
	*s = p;
	return n ? set : -1;
}

/* What documents print beside ASCII: dots, dashes, quotes, bullet, ellipsis. */
#define BASIC_HIGH "\xb7\x85\x91\x92\x93\x94\x95\x96\x97"

int
encode_is_basic(const char *run, int set, int mrz)
{
	const char *more =
	    mrz ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<" : BASIC_HIGH;

	for (; *run; run++)
		if ((mrz || *run & 0x80) &&
		    (set == ENCODE_EXTENDED || !strchr(more, *run)))
			return 0;
	return 1;
}

uint32_t
encode_unicode(uint8_t byte)
{
	return byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte;
}
