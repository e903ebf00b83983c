/*
 * The one fact that is taken from a photo's metadata: which way is up.  Must
 * never trust an offset or a count in it; what does not parse says nothing
 * and the picture is taken as it is stored.
 */

#include <string.h>

#include "photo_int.h"

#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT 3
#define ENTRY 12u

static unsigned
u16(const uint8_t *p, int big)
{
	return big ? (unsigned)p[0] << 8 | p[1] : (unsigned)p[1] << 8 | p[0];
}

static uint32_t
u32(const uint8_t *p, int big)
{
	uint32_t a = u16(p, big), b = u16(p + 2, big);

	return big ? a << 16 | b : b << 16 | a;
}

int
photo_orientation(const uint8_t *p, size_t n)
{
	uint32_t at;
	unsigned count, v;
	int big;

	if (n < 6 + 8 || memcmp(p, "Exif\0\0", 6) != 0)
		return 1;
	p += 6;
	n -= 6;
	big = memcmp(p, "MM\0\x2a", 4) == 0;
	if (!big && memcmp(p, "II\x2a\0", 4) != 0)
		return 1;
	at = u32(p + 4, big);
	if (at > n || n - at < 2)
		return 1;
	count = u16(p + at, big);
	for (at += 2; count > 0 && n - at >= ENTRY; count--, at += ENTRY) {
		if (u16(p + at, big) != TAG_ORIENTATION ||
		    u16(p + at + 2, big) != TYPE_SHORT)
			continue;
		v = u16(p + at + 8, big);
		return v >= 1 && v <= 8 ? (int)v : 1;
	}
	return 1;
}
