#ifndef JCS_H
#define JCS_H

/* RFC 8785 (JCS) canonical JSON.  Pure. */

#include <jansson.h>

struct buf;

/* Appends; -1 for an integer outside +-2^53, which JSON's readers round, and
 * for any number with a fraction or exponent: no document holds one. */
int jcs_write(const json_t *v, struct buf *ret_b);

#endif
