/* Any bytes as lines of a request: its path, a query value, headers. */
/* SRC: daemon/front/route.c daemon/front/route_page.c daemon/front/scan.c daemon/front/text.c daemon/front/head.c */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "fault.h"

#include "daemon/front/head.h"
#include "daemon/front/http.h"
#include "daemon/front/route.h"
#include "daemon/front/scan.h"
#include "daemon/front/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static char line[6][400];

void
http_headers(struct http_conn *c,
    void (*fn)(void *ctx, const char *name, const char *value), void *ctx)
{
	char *colon;

	(void)c;
	for (size_t i = 2; i < 6; i++) {
		colon = strchr(line[i], ':');
		if (colon != NULL)
			*colon++ = '\0';
		fn(ctx, line[i], colon);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf b = { 0 };
	struct head h;
	struct fault f;
	char param[128], allow[64], boundary[71], hex[65];
	size_t i, at = 0;

	(void)scan_int(
	    scan_member((struct scan){ (const char *)p, n }, "a"), 0);
	for (i = 0; i < 6; i++) {
		size_t len = 0;

		for (; at < n && p[at] != '\n'; at++)
			if (len < sizeof(line[i]) - 1)
				line[i][len++] = (char)p[at];
		line[i][len] = '\0';
		at += at < n;
	}
	(void)route_find("GET", line[0], param, allow);
	if (text_unquery(line[1], &b) == 0) {
		buf_clear(&b);
		text_json(&b, line[1]);
		text_html(&b, line[1]);
	}
	if (head_read(NULL, &h, &f) == 0) {
		(void)head_english(h.accept_language);
		(void)head_wants_html(h.accept);
		(void)head_media(
		    h.content_type, "multipart/form-data", boundary);
		if (h.authorization != NULL)
			(void)head_token(h.authorization, hex, &f);
	} else if (fault_status(f.code) >= 500) {
		abort();
	}
	buf_release(&b);
	return 0;
}
