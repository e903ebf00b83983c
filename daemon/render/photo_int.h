#ifndef RENDER_PHOTO_INT_H
#define RENDER_PHOTO_INT_H

/* Between photo.c and the two decoders.  All faults are FAULT_PHOTO. */

#include <stddef.h>
#include <stdint.h>

struct buf;
struct fault;

struct photo_head {
	int w, h;	 /* as stored */
	int orientation; /* EXIF, 1..8 */
};

struct photo_raster {
	int w, h;
	uint8_t *rgb; /* w * h * 3 */
};

/* Refusals by kind, so that their words stand in one place. */
enum photo_why {
	PHOTO_BROKEN,
	PHOTO_TYPE,
	PHOTO_LARGE,
	PHOTO_MANY,
	PHOTO_COLOUR,
	PHOTO_WHY_N
};
int photo_refuse(struct fault *f, enum photo_why why);

/* -1 when w x h is none or more than PHOTO_PIXELS. */
int photo_check_pixels(unsigned long w, unsigned long h, struct fault *f);

/* 1 when the bytes of an APP1 segment do not say otherwise. */
int photo_orientation(const uint8_t *p, size_t n);

int photo_jpeg_head(
    const uint8_t *p, size_t n, struct photo_head *ret_h, struct fault *f);
/* Coefficients to a new file. */
int photo_jpeg_copy(
    const uint8_t *p, size_t n, struct buf *ret_jpeg, struct fault *f);
int photo_jpeg_decode(
    const uint8_t *p, size_t n, struct photo_raster *ret_r, struct fault *f);
int photo_jpeg_encode(
    const struct photo_raster *r, struct buf *ret_jpeg, struct fault *f);

/* Onto white. */
int photo_png_decode(
    const uint8_t *p, size_t n, struct photo_raster *ret_r, struct fault *f);

#endif
