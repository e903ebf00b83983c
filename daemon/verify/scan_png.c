/*
 * The only file of cetak-verify that includes png.h.  The picture is hostile:
 * its size is looked at before memory is taken, and libpng's simplified
 * reader keeps its errors to itself.
 */

#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "mem.h"

#include "scan.h"

void
scan_image_release(struct scan_image *i)
{
	free(i->pixel);
	*i = (struct scan_image){ 0 };
}

int
scan_png(const uint8_t *p, size_t n, struct scan_image *ret_i)
{
	png_image png;
	struct scan_image i;
	const png_color white = { 255, 255, 255 };

	memset(&png, 0, sizeof(png));
	png.version = PNG_IMAGE_VERSION;
	if (!png_image_begin_read_from_memory(&png, p, n))
		return -1;
	if (png.height == 0 || png.width == 0 ||
	    png.width > SCAN_PIXELS_MAX / png.height) {
		png_image_free(&png);
		return -1;
	}
	png.format = PNG_FORMAT_GRAY;
	i = (struct scan_image){ .w = png.width, .h = png.height };
	i.pixel = mem_alloc((size_t)i.w * i.h);
	if (!png_image_finish_read(
		&png, &white, i.pixel, (png_int_32)i.w, NULL)) {
		png_image_free(&png);
		scan_image_release(&i);
		return -1;
	}
	*ret_i = i;
	return 0;
}
