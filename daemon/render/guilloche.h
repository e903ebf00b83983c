#ifndef RENDER_GUILLOCHE_H
#define RENDER_GUILLOCHE_H

/* Curves of the ground (formulas and pieces: page.h), written as PDF path
 * operators in the item's own frame: 1/100 pt, y downwards, origin at the
 * item's x, y.  Colour and width are the caller's. */

struct buf;
struct page_item;

void guilloche_write(const struct page_item *it, struct buf *ret_b);

/* Width of the lines in the frame's unit is the page's times this. */
#define GUILLOCHE_UNIT 100

#endif
