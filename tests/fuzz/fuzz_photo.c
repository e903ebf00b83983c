/* Any bytes as a photo: refused, or a JPEG that reads as large as it says. */
/* SRC: daemon/render/photo.c daemon/render/photo_exif.c daemon/render/photo_jpeg.c daemon/render/photo_png.c */
/* LIBS: -ljpeg -lpng */

#include <stdint.h>
#include <stdlib.h>

#include "fault.h"

#include "daemon/render/photo.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const struct photo_rule rule = { 35000, 45000, 8, 8 };
	struct photo photo = { 0 };
	struct fault f = { 0 };
	int w, h;

	if (photo_normalise(p, n, &rule, &photo, &f) < 0) {
		if (f.code != FAULT_PHOTO || f.id[0] == '\0')
			abort();
		return 0;
	}
	if (photo_size(photo.jpeg.p, photo.jpeg.n, &w, &h) < 0 ||
	    w != photo.w || h != photo.h)
		abort();
	photo_release(&photo);
	return 0;
}
