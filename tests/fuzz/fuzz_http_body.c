/* Any bytes as the body of a job: JSON or multipart; what passes must be one
 * compact object that parses again to the same digest. */
/* SRC: daemon/front/body.c daemon/front/multipart.c daemon/front/head.c */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "buf.h"
#include "fault.h"

#include "daemon/front/body.h"
#include "daemon/front/http.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

void
http_headers(struct http_conn *c,
    void (*fn)(void *ctx, const char *name, const char *value), void *ctx)
{
	(void)c;
	(void)fn;
	(void)ctx;
}

static void
again(const struct body *b)
{
	struct body twice;
	struct buf in = { 0 };

	body_init(&twice);
	buf_put(&in, b->json.p, b->json.n);
	if (body_json(&in, 0, &twice, NULL) < 0 || twice.json.n != b->json.n ||
	    (b->flag == NULL && strcmp(twice.hash, b->hash) != 0))
		abort();
	body_release(&twice);
	buf_release(&in);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf in = { 0 };
	struct body b;
	struct fault f = { 0 };
	int rc;

	body_init(&b);
	buf_put(&in, p, n);
	if (n > 2 && memcmp(p, "--", 2) == 0)
		rc = body_multipart("B", &in, &b, &f);
	else
		rc = body_json(&in, 1, &b, &f);
	if (rc == 0)
		again(&b);
	else if (fault_status(f.code) >= 500)
		abort();
	body_release(&b);
	buf_release(&in);
	return 0;
}
