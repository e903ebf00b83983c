#ifndef ENC_H
#define ENC_H

/*
 * Text forms of bytes.  Decoders are strict: any character outside the
 * alphabet, wrong padding or non-zero unused bits is an error (-1).
 */

#include <stddef.h>
#include <stdint.h>

struct buf;

void enc_hex(const uint8_t *p, size_t n, char *dst);	/* 2n + NUL, lower */
int enc_unhex(const char *s, size_t len, uint8_t *dst); /* len/2 bytes */

/* RFC 4648 base64 with padding. */
void enc_base64(const uint8_t *p, size_t n, struct buf *ret_b);
int enc_unbase64(const char *s, size_t len, struct buf *ret_b);

/* RFC 4648 base32, upper case, no padding (seal envelope). */
void enc_base32(const uint8_t *p, size_t n, struct buf *ret_b);
int enc_unbase32(const char *s, size_t len, struct buf *ret_b);

/* 1 when s[len] is valid UTF-8 without NUL, else 0. */
int enc_utf8_ok(const char *s, size_t len);

/* The next code point of NUL-terminated valid UTF-8 and its length in bytes;
 * 0 at the end. */
uint32_t enc_utf8_next(const char *s, size_t *ret_len);

#endif
