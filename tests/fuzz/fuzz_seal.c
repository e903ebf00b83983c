/* Any bytes as the text of a QR: no crash, and one seal has one text. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "enc.h"
#include "fault.h"
#include "seal.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* What was read from an uncompressed text writes the same text again. */
static void
same_text(const struct seal *s, const char *text, size_t n)
{
	const char *hash = memchr(text, '#', n);
	struct buf b = { 0 };

	if (hash != NULL) {
		n -= (size_t)(hash + 1 - text);
		text = hash + 1;
	}
	if (text[4] <= 'B') {
		enc_base32(s->payload.p, s->payload.n, &b);
		if (b.n != n - 5 || memcmp(b.p, text + 5, b.n) != 0)
			abort();
	}
	buf_release(&b);
}

static void
c40(const uint8_t *p, size_t n)
{
	struct buf text = { 0 }, back = { 0 };

	if (seal_unc40(p, n, &text) == 0 &&
	    (seal_c40(buf_str(&text), text.n, &back) != 0 || back.n != n ||
		(n > 0 && memcmp(back.p, p, n) != 0)))
		abort();
	buf_release(&text);
	buf_release(&back);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct seal s;
	struct fault f;

	if (seal_parse((const char *)p, n, &s, &f) == SEAL_VALID) {
		same_text(&s, (const char *)p, n);
		if (seal_judge(&s, NULL, 0, NULL) == SEAL_VALID)
			abort(); /* nobody is trusted here */
		if (s.mrz[0] != '\0' && strlen(s.mrz) != 88 &&
		    strlen(s.mrz) != 90)
			abort();
	}
	seal_release(&s);
	if (seal_parse_tbs(p, n, &s, &f) == SEAL_VALID && s.tbs_n != n)
		abort();
	seal_release(&s);
	c40(p, n);
	return 0;
}
