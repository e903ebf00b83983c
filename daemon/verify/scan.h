#ifndef SCAN_H
#define SCAN_H

/* From a picture of paper to the texts of its QR codes. */

#include <stddef.h>
#include <stdint.h>

struct buf;

/* One grey picture, 8 bits a pixel, row after row. */
struct scan_image {
	unsigned w, h;
	uint8_t *pixel; /* owned */
};
#define SCAN_PIXELS_MAX 150000000u
void scan_image_release(struct scan_image *i);

/* Called with each QR's bytes; page counts from 1. */
typedef void scan_found(const char *text, size_t n, int page, void *arg);

/* A PNG in memory to grey; -1 when it is none or too large. */
int scan_png(const uint8_t *p, size_t n, struct scan_image *ret_i);
/* Every QR of a picture; returns how many. */
int scan_qr(const struct scan_image *i, int page, scan_found *found, void *arg);
/* Every QR of every page of a PDF, rasterised by pdftoppm at dpi.  The number
 * of codes, -1 with errno (ENOENT: pdftoppm is not installed, EINVAL: it
 * could not read the PDF). */
int scan_pdf(const struct buf *pdf, int dpi, scan_found *found, void *arg);

#endif
