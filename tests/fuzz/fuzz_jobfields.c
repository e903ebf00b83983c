/* Any bytes as the fields of a letter and of a card: refused with a pointer,
 * or laid out; a layout that is refused names a field too. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "buf.h"
#include "fault.h"
#include "page.h"
#include "template.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static struct faults faults;
static struct template *letter, *card;

static void
load(const char *dir, struct template **ret_t)
{
	struct buf b = { 0 };

	if (*ret_t != NULL)
		return;
	if (template_bundle_dir(dir, &b, &faults) == -1 ||
	    template_parse((char *)b.p, b.n, ret_t, &faults) == -1)
		abort();
	buf_release(&b);
}

static void
try(const struct template *t, const json_t *fields)
{
	struct template_data d = { .fields = fields,
		.number = "1",
		.id = "K7Q2M9XWD4R8TJ3P",
		.copy = 1,
		.zone = "WIB",
		.state = "UTO",
		.host = "CEK.LTSA.TEST",
		.authority = "Kantor" };
	struct page_set s = { 0 };

	memset(&faults, 0, sizeof(faults));
	if (template_check_fields(t, fields, "/fields", &faults) == -1) {
		if (faults.n == 0 ||
		    strncmp(faults.f[0].pointer, "/fields", 7) != 0)
			abort();
		return;
	}
	if (layout_document(t, &d, &s, &faults) == -1 &&
	    strncmp(faults.f[0].pointer, "/fields", 7) != 0)
		abort();
	page_set_release(&s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	json_t *fields;

	load("templates/surat-rekomendasi", &letter);
	load("templates/kartu-pmi", &card);
	fields = json_loadb((const char *)p, n, JSON_DECODE_ANY, NULL);
	if (fields == NULL)
		return 0;
	try(letter, fields);
	try(card, fields);
	json_decref(fields);
	return 0;
}
