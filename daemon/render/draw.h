#ifndef RENDER_DRAW_H
#define RENDER_DRAW_H

/* A laid-out document to PDF, with a record of what was drawn for machines
 * to read. */

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

struct art;
struct fault;
struct kind;
struct page_set;
struct pdf;
struct photo;

struct draw_job {
	struct pdf *pdf; /* fonts loaded */
	struct art *art;
	struct kind *kind; /* assets; may be NULL when none is drawn */
	const struct page_set *set;
	const char *title;
	int64_t at;
	const struct photo *photo; /* NULL: none */
};

struct draw_page {
	uint8_t *module; /* of the QR drawn, NULL: none */
	int side;
};

struct draw_result {
	const struct buf *pdf;	/* until the next document */
	struct draw_page *page; /* one each of set */
	size_t n;
	struct buf mrz; /* lines as drawn, a newline after each */
};

int draw_document(
    const struct draw_job *job, struct draw_result *ret_r, struct fault *f);
void draw_result_release(struct draw_result *r);

#endif
