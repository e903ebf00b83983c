#ifndef FRONT_MULTIPART_H
#define FRONT_MULTIPART_H

/* multipart/form-data (RFC 7578), whole in memory. */

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

/* Each part in its order; name is of its head, "" where it has none.  -1 of fn,
 * with its fault, ends it. */
struct multipart_sink {
	int (*fn)(void *arg, const char *name,
	    const struct multipart_part *part, struct fault *f);
	void *arg;
};
int multipart_each(const char *boundary, const uint8_t *p, size_t n,
    const struct multipart_sink *to, struct fault *f);
/* A job: the parts "job", "photo" and "document", each at most once, nothing
 * else. */
int multipart_parse(const char *boundary, const uint8_t *p, size_t n,
    struct multipart *ret_m, struct fault *f);

#endif
