#ifndef RENDER_PDF_H
#define RENDER_PDF_H

/*
 * libharu behind a few words.  Lengths are um from the top left corner of the
 * page, sizes and line widths 1/1000 pt, colours 0xRRGGBB, alpha and stretch
 * thousandths (page.h).  State (colour, font, width, alpha) is written only
 * when it changes.  Errors stick: pdf_end says whether there was one.
 */

#include <stddef.h>
#include <stdint.h>

#include "page.h"

struct buf;
struct fault;
struct pdf;

/* prepare: make of each font at once what plain documents share.  NULL: out
 * of memory. */
struct pdf *pdf_new(int prepare);
void pdf_free(struct pdf *p);

/* Keeps a prepared font (the bytes are copied). */
int pdf_font(struct pdf *p, enum page_font font, const void *ttf, size_t n,
    struct fault *f);

/* Lets go of the last document, so that a child finds nothing to clear. */
void pdf_idle(struct pdf *p);

/* A new document; the fonts stay.  at: both dates, UTC seconds. */
int pdf_begin(struct pdf *p, const char *title, int64_t at, struct fault *f);
void pdf_page(struct pdf *p, int32_t w, int32_t h);

/* State of graphics.  pdf_clip and pdf_save_state end with pdf_restore. */
void pdf_color(struct pdf *p, uint32_t fill);
void pdf_stroke(struct pdf *p, uint32_t color, int32_t line, int rounded);
void pdf_alpha(struct pdf *p, int32_t alpha);
void pdf_clip(struct pdf *p, int32_t x, int32_t y, int32_t w, int32_t h);
void pdf_restore(struct pdf *p);

/* Paths: set colours first (libharu refuses them inside a path). */
/* M, L, C or Z (page.h) with its points. */
void pdf_segment(struct pdf *p, int op, const int32_t *xy);
void pdf_rect(struct pdf *p, int32_t x, int32_t y, int32_t w, int32_t h);
void pdf_paint(struct pdf *p, int fill, int stroke);

/* One run of text in it->font, size, spacing, stretch, angle, outline; colour
 * and line are the caller's.  -1: a character that cannot be encoded. */
int pdf_text(struct pdf *p, const struct page_item *it, const char *text);

/* A JPEG that we made ourselves; a number for pdf_image, -1. */
int pdf_jpeg(struct pdf *p, const void *jpeg, size_t n);
void
pdf_image(struct pdf *p, int image, int32_t x, int32_t y, int32_t w, int32_t h);

/* A piece of content, deflated, in its own frame: 1/100 pt, y downwards.
 * Borrowed until the document is finished. */
int pdf_form(struct pdf *p, const void *bytes, size_t n);
void pdf_draw_form(struct pdf *p, int form, int32_t x, int32_t y);

/* Rectangles one step high on a grid, filled at once; origin and step in
 * 1/1000 pt from the top left. */
struct pdf_grid {
	int32_t x, y, step;
};
struct pdf_run {
	int col, row, n;
};
void pdf_grid(struct pdf *p, const struct pdf_grid *g,
    const struct pdf_run *run, size_t n);

/* The finished file, until the next pdf_begin; NULL when anything before
 * failed. */
const struct buf *pdf_end(struct pdf *p, struct fault *f);

#endif
