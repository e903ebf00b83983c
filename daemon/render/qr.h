#ifndef RENDER_QR_H
#define RENDER_QR_H

/* A QR code of error correction M in the smallest version that holds the
 * text. */

#include <stdint.h>

struct fault;

struct qr {
	int side;	 /* modules, without the quiet zone */
	uint8_t *module; /* side * side, row by row, 1 = dark */
};

int qr_encode(const char *text, struct qr *ret_q, struct fault *f);
void qr_release(struct qr *q);

#define QR_QUIET 4 /* modules on each side */

#endif
