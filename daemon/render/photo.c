/*
 * What a photo must be, and the way from the user's file to ours.  Must never
 * hand out a byte of the file as it came, nor decode before the limits were
 * checked.  Trusts nothing of the file.
 */

#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "mem.h"

#include "photo.h"
#include "photo_int.h"

#define POINTER "/photo"

static const struct {
	const char *id, *en;
} why_text[PHOTO_WHY_N] = {
	[PHOTO_BROKEN] = { "berkas foto rusak atau terpotong",
	    "the photo file is damaged or cut short" },
	[PHOTO_TYPE] = { "foto harus berupa JPEG atau PNG",
	    "the photo must be a JPEG or a PNG" },
	[PHOTO_LARGE] = { "berkas foto lebih besar dari 8 MiB",
	    "the photo file is larger than 8 MiB" },
	[PHOTO_MANY] = { "foto lebih dari 24 juta piksel",
	    "the photo has more than 24 million pixels" },
	[PHOTO_COLOUR] = { "warna foto harus RGB atau abu-abu, bukan CMYK",
	    "the photo must be RGB or grey, not CMYK" },
};

int
photo_refuse(struct fault *f, enum photo_why why)
{
	return fault_set(f, FAULT_PHOTO, POINTER, "%s%.0s", "%.0s%s",
	    why_text[why].id, why_text[why].en);
}

int
photo_check_pixels(unsigned long w, unsigned long h, struct fault *f)
{
	if (w == 0 || h == 0 || w > 0x7fffffff || h > 0x7fffffff)
		return photo_refuse(f, PHOTO_BROKEN);
	if (w > PHOTO_PIXELS / h)
		return photo_refuse(f, PHOTO_MANY);
	return 0;
}

/* The box is filled and the rest cut away: up to a fifth of a side. */
static int
check_rule(int w, int h, const struct photo_rule *rule, struct fault *f)
{
	int64_t a, b;

	if (w < rule->min_w || h < rule->min_h)
		return fault_set(f, FAULT_PHOTO, POINTER,
		    "foto paling sedikit %d x %d piksel; ini %d x %d",
		    "the photo needs at least %d x %d pixels; it has %d x %d",
		    rule->min_w, rule->min_h, w, h);
	if (rule->w_um <= 0 || rule->h_um <= 0)
		return 0;
	a = (int64_t)w * rule->h_um;
	b = (int64_t)h * rule->w_um;
	if (a * 4 > b * 5 || b * 4 > a * 5)
		return fault_set(f, FAULT_PHOTO, POINTER,
		    "bentuk foto harus mendekati %d : %d (lebar : tinggi)",
		    "the photo's shape must be near %d : %d (width : height)",
		    rule->w_um / 1000, rule->h_um / 1000);
	return 0;
}

/* Where the pixel that belongs at x,y of the upright picture is stored. */
static size_t
stored_at(const struct photo_raster *r, int orientation, int x, int y)
{
	int sx = orientation > 4 ? y : x, sy = orientation > 4 ? x : y;

	if (orientation == 2 || orientation == 3 || orientation == 7 ||
	    orientation == 8)
		sx = r->w - 1 - sx;
	if (orientation == 3 || orientation == 4 || orientation == 6 ||
	    orientation == 7)
		sy = r->h - 1 - sy;
	return ((size_t)sy * (size_t)r->w + (size_t)sx) * 3;
}

static void
turn(struct photo_raster *r, int orientation)
{
	struct photo_raster up = { r->w, r->h, NULL };
	uint8_t *to;

	if (orientation > 4) {
		up.w = r->h;
		up.h = r->w;
	}
	to = up.rgb = mem_array(NULL, (size_t)up.w * (size_t)up.h, 3);
	for (int y = 0; y < up.h; y++)
		for (int x = 0; x < up.w; x++, to += 3)
			memcpy(to, r->rgb + stored_at(r, orientation, x, y), 3);
	free(r->rgb);
	*r = up;
}

static int
from_jpeg(const uint8_t *p, size_t n, const struct photo_rule *rule,
    struct photo *out, struct fault *f)
{
	struct photo_raster r = { 0 };
	struct photo_head head;
	int rc;

	if (photo_jpeg_head(p, n, &head, f) < 0)
		return -1;
	out->w = head.orientation > 4 ? head.h : head.w;
	out->h = head.orientation > 4 ? head.w : head.h;
	if (check_rule(out->w, out->h, rule, f) < 0)
		return -1;
	if (head.orientation == 1)
		return photo_jpeg_copy(p, n, &out->jpeg, f);
	if (photo_jpeg_decode(p, n, &r, f) < 0)
		return -1;
	turn(&r, head.orientation);
	rc = photo_jpeg_encode(&r, &out->jpeg, f);
	free(r.rgb);
	return rc;
}

static int
from_png(const uint8_t *p, size_t n, const struct photo_rule *rule,
    struct photo *out, struct fault *f)
{
	struct photo_raster r = { 0 };
	int rc = -1;

	if (photo_png_decode(p, n, &r, f) < 0)
		return -1;
	out->w = r.w;
	out->h = r.h;
	if (check_rule(r.w, r.h, rule, f) == 0)
		rc = photo_jpeg_encode(&r, &out->jpeg, f);
	free(r.rgb);
	return rc;
}

int
photo_normalise(const uint8_t *p, size_t n, const struct photo_rule *rule,
    struct photo *ret_p, struct fault *f)
{
	struct photo out = { 0 };
	int rc;

	if (n > PHOTO_BYTES)
		return photo_refuse(f, PHOTO_LARGE);
	if (n > 3 && memcmp(p, "\xff\xd8\xff", 3) == 0)
		rc = from_jpeg(p, n, rule, &out, f);
	else if (n > 8 && memcmp(p, "\x89PNG\r\n\x1a\n", 8) == 0)
		rc = from_png(p, n, rule, &out, f);
	else
		return photo_refuse(f, PHOTO_TYPE);
	if (rc < 0) {
		photo_release(&out);
		return -1;
	}
	*ret_p = out;
	return 0;
}

int
photo_size(const uint8_t *jpeg, size_t n, int *ret_w, int *ret_h)
{
	struct photo_head head;

	if (photo_jpeg_head(jpeg, n, &head, NULL) < 0)
		return -1;
	*ret_w = head.w;
	*ret_h = head.h;
	return 0;
}

void
photo_release(struct photo *p)
{
	buf_release(&p->jpeg);
	*p = (struct photo){ 0 };
}
