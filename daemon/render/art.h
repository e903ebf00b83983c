#ifndef RENDER_ART_H
#define RENDER_ART_H

/* The grounds of the templates, made and deflated once and kept: on every
 * sheet they are the same.  A forked child finds what its parent has made. */

#include <stddef.h>
#include <stdint.h>

struct art;
struct page_item;

struct art *art_new(void);
void art_free(struct art *a);

/* The deflated path operators of a guilloche item (guilloche.h); owned by a.
 * Makes them when they are new. */
const uint8_t *
art_form(struct art *a, const struct page_item *it, size_t *ret_n);

#endif
