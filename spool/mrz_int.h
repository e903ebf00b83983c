#ifndef MRZ_INT_H
#define MRZ_INT_H

/* What mrz.c and mrz_name.c share. */

#include <stddef.h>

#define MRZ_TEXT_MAX 256 /* longest identifier taken, bytes with NUL */

struct fault;

/* The name field of width characters, without NUL, by ICAO's rules of
 * truncation.  The fault's pointer is "primary" or "secondary". */
int mrz_name_field(const char *primary, const char *secondary, char *dst,
    size_t width, struct fault *f);

#endif
