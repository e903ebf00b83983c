#ifndef RENDER_PHOTO_H
#define RENDER_PHOTO_H

/*
 * A user's photo, checked and written anew.  In: JPEG or PNG of at most
 * PHOTO_BYTES and PHOTO_PIXELS, limits that hold before anything is decoded.
 * Out: a baseline JPEG without metadata.  A JPEG that stands upright keeps
 * its coefficients (no loss); one that EXIF turns, and every PNG, is decoded
 * and compressed at quality 92 without subsampling.
 */

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

struct fault;

#define PHOTO_BYTES (8u << 20)
#define PHOTO_PIXELS 24000000

/* Zeroed: no rule. */
struct photo_rule {
	int32_t w_um, h_um; /* box that the photo fills */
	int min_w, min_h;   /* pixels */
};

struct photo {
	struct buf jpeg;
	int w, h; /* pixels, upright */
};

/* FAULT_PHOTO at /photo.  ret_p is to be released. */
int photo_normalise(const uint8_t *p, size_t n, const struct photo_rule *rule,
    struct photo *ret_p, struct fault *f);
/* Size of a JPEG that photo_normalise made, from its header. */
int photo_size(const uint8_t *jpeg, size_t n, int *ret_w, int *ret_h);
void photo_release(struct photo *p);

#endif
