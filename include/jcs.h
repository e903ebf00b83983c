#ifndef JCS_H
#define JCS_H

/* RFC 8785 (JCS) canonical JSON.  Pure. */

#include <jansson.h>

struct buf;

/* Appends; -1 for a value JCS cannot hold (NaN is not JSON; integers outside
 * +-2^53). */
int jcs_write(const json_t *v, struct buf *ret_b);

#endif
