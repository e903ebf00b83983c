#ifndef READBACK_H
#define READBACK_H

/* Whether a drawn page says what was sealed.  Pure. */

#include <stddef.h>

#include <jansson.h>

struct crypt_cert;
struct fault;

struct readback {
	const char *document; /* its id */
	const json_t *seals;  /* QR text a page as sealed */
	int pages;	      /* as laid out */
	int every;	      /* each page bears its own */
	const char *mrz;      /* lines joined, "" none */
	int with_seal;	      /* the texts hold a seal, not an address only */
	struct crypt_cert *const *cert; /* the signer's, any of them */
	size_t certs;
};

/* qr: text a page as decoded from what was drawn, null where none; mrz: lines
 * as drawn.  -1 with FAULT_READBACK: such a page is never printed. */
int readback_check(const struct readback *r, int drawn_pages, const json_t *qr,
    const json_t *mrz, struct fault *f);

#endif
