#ifndef FRONT_MULTIPART_H
#define FRONT_MULTIPART_H

/*
 * multipart/form-data (RFC 7578) of a job: the parts "job", "photo" and
 * "document", each at most once, nothing else.
 */

#include <stddef.h>
#include <stdint.h>

struct fault;

struct multipart_part { /* p NULL: absent; points into the body */
	const uint8_t *p;
	size_t n;
	char type[64]; /* Content-Type, "" if none */
};

struct multipart {
	struct multipart_part job, photo, document;
};

int multipart_parse(const char *boundary, const uint8_t *p, size_t n,
    struct multipart *ret_m, struct fault *f);

#endif
