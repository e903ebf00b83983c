#ifndef RENDER_ENCODE_H
#define RENDER_ENCODE_H

/*
 * Text to single bytes.  A font is used through at most two encodings, each a
 * set of letters: Windows-1252, and ASCII below 0x80 with Latin Extended-A
 * (U+0100 to U+017F) above.  Two-byte fonts would cost libharu a walk over
 * 65,536 code points a font and a broken ToUnicode map.
 */

#include <stddef.h>
#include <stdint.h>

enum encode_set { ENCODE_1252, ENCODE_EXTENDED, ENCODE_N };

/* Takes from *s the longest run that one set holds, at most size - 1
 * characters; writes it and a NUL.  Returns the set; -1 at the end of the
 * text or at a character that neither has (then *s is not at its NUL). */
int encode_run(const char **s, char *ret, size_t size);

/* Whether the run holds only letters of the subset that every document
 * shares: ASCII and usual punctuation, of the MRZ's font its own 37. */
int encode_is_basic(const char *run, int set, int mrz);

/* The code point behind a byte of Windows-1252. */
uint32_t encode_unicode(uint8_t byte);

#endif
