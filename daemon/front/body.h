#ifndef FRONT_BODY_H
#define FRONT_BODY_H

/*
 * What a request carries, made safe for core: JSON whose syntax is sound,
 * written out compactly with its keys in order; photo or document as a sealed
 * memfd; the digest that tells two bodies apart.
 */

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

struct fault;

struct body {
	struct buf json;  /* compact text, empty when there is no body */
	int fd;		  /* photo, document or lines; -1 */
	const char *flag; /* "photo", "pdf" or NULL */
	char hash[65];	  /* SHA-256, hex; "" without body */
};

void body_init(struct body *b);
void body_release(struct body *b);

/* An object of application/json.  job: a member "photo" or "document" is
 * base64 and becomes the descriptor. */
int body_json(struct buf *in, int job, struct body *b, struct fault *f);
/* A job as multipart/form-data. */
int body_multipart(
    const char *boundary, struct buf *in, struct body *b, struct fault *f);
/* A PDF that goes beside b->json, which stands already. */
int body_document(struct body *b, const uint8_t *p, size_t n, struct fault *f);
/* n bytes of newline-delimited JSON in fd, which b takes: counted, not
 * parsed. */
int body_lines(int fd, size_t n, struct body *b, struct fault *f);

#endif
