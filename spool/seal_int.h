#ifndef SEAL_INT_H
#define SEAL_INT_H

/* Shared by the files of seal. */

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

#define SEAL_TAG_GROUP 0x61
#define SEAL_TAG_CERTIFICATE 0x7E
#define SEAL_TAG_SIGNATURE 0x7F

/* 1 when the Gregorian calendar has the day, year 1..9999. */
int seal_date_ok(int year, int month, int day);

/* zlib's p[n] into ret_b, at most max bytes; -1.  In seal_zlib.c alone. */
int seal_inflate(const uint8_t *p, size_t n, size_t max, struct buf *ret_b);

#endif
