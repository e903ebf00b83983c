#ifndef METRICS_H
#define METRICS_H

/*
 * Widths and coverage of the prepared fonts, a table made at build time from
 * the very files that the renderer embeds (build step fonts).
 */

#include <stddef.h>
#include <stdint.h>

#include "page.h"

/* Advance of a code point in 1/2048 em, -1 when the font lacks it. */
int metrics_advance(enum page_font font, uint32_t cp);

/* Width of UTF-8 text in um: size and spacing in 1/1000 pt (page.h), spacing
 * counted after every character but the last.  -1 when a character is
 * missing; then *ret_cp (may be NULL) is it. */
int64_t metrics_width(enum page_font font, const char *text, int32_t size,
    int32_t spacing, uint32_t *ret_cp);

/* Next code point of valid UTF-8, *s moved past it; 0 at the end.  Bytes that
 * are not UTF-8 come back as U+FFFD, one each. */
uint32_t metrics_next(const char **s);

/* The same width over s[n], in 1/2048 em and characters, so that a caller can
 * try many sizes; -1 as metrics_width. */
int64_t metrics_units(enum page_font font, const char *s, size_t n,
    int32_t *ret_chars, uint32_t *ret_cp);
/* um of units (1/2048 em) at size with gaps times spacing (1/1000 pt). */
int64_t metrics_um(int64_t units, int32_t size, int32_t gaps, int32_t spacing);

/* File name of a prepared font, without folder: "sans-bold.ttf". */
const char *metrics_file(enum page_font font);

#endif
