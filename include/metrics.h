#ifndef METRICS_H
#define METRICS_H

/*
 * Widths and coverage of the prepared fonts, a table made at build time from
 * the very files that the renderer embeds (build step fonts).
 */

#include <stdint.h>

#include "page.h"

/* Advance of a code point in 1/2048 em, -1 when the font lacks it. */
int metrics_advance(enum page_font font, uint32_t cp);

/* Width of UTF-8 text in um: size and spacing in 1/1000 pt (page.h), spacing
 * counted after every character but the last.  -1 when a character is
 * missing; then *ret_cp (may be NULL) is it. */
int64_t metrics_width(enum page_font font, const char *text, int32_t size,
    int32_t spacing, uint32_t *ret_cp);

/* File name of a prepared font, without folder: "sans-bold.ttf". */
const char *metrics_file(enum page_font font);

#endif
