#ifndef RENDER_READBACK_H
#define RENDER_READBACK_H

/* Reads a code again from the modules that were drawn, by another hand than
 * the one that encoded it. */

#include <stdint.h>

struct buf;
struct readback;

struct readback *readback_new(void);
void readback_free(struct readback *r);

/* side * side modules, 1 = dark, without quiet zone.  -1: does not read. */
int readback_qr(
    struct readback *r, const uint8_t *module, int side, struct buf *ret_text);

#endif
