/*
 * The only file of the renderer that knows libpng.  Must never allocate for a
 * picture before its size was checked.
 */

#include <png.h>
#include <stdlib.h>

#include "fault.h"
#include "mem.h"

#include "photo_int.h"

int
photo_png_decode(
    const uint8_t *p, size_t n, struct photo_raster *ret_r, struct fault *f)
{
	png_image image = { .version = PNG_IMAGE_VERSION };
	const png_color white = { 255, 255, 255 };
	uint8_t *rgb;

	if (!png_image_begin_read_from_memory(&image, p, n) ||
	    image.warning_or_error & PNG_IMAGE_ERROR) {
		png_image_free(&image);
		return photo_refuse(f, PHOTO_BROKEN);
	}
	if (photo_check_pixels(image.width, image.height, f) < 0) {
		png_image_free(&image);
		return -1;
	}
	image.format = PNG_FORMAT_RGB;
	rgb = mem_array(NULL, (size_t)image.width * image.height, 3);
	if (!png_image_finish_read(&image, &white, rgb, 0, NULL)) {
		free(rgb);
		return photo_refuse(f, PHOTO_BROKEN);
	}
	ret_r->w = (int)image.width;
	ret_r->h = (int)image.height;
	ret_r->rgb = rgb;
	return 0;
}
