/* Any bytes as a template bundle: refused with file and line, or a template
 * that lays out the fields its own description allows without a crash. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "fault.h"
#include "page.h"
#include "template.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static struct faults faults;

static void
lay(const struct template *t, const json_t *fields)
{
	struct template_data d = { .fields = fields,
		.number = "1",
		.id = "K7Q2M9XWD4R8TJ3P",
		.copy = 1,
		.zone = "WITA",
		.state = "UTO",
		.host = "CEK.LTSA.TEST",
		.authority = "Kantor",
		.has_photo = 1 };
	struct page_set s = { 0 };

	memset(&faults, 0, sizeof(faults));
	(void)template_check_fields(t, fields, "/fields", &faults);
	faults.n = 0;
	if (layout_document(t, &d, &s, &faults) == -1 && faults.n == 0)
		abort();
	page_set_release(&s);
}

/* A value for each field, right or wrong. */
static void
fill(const struct template *t)
{
	json_t *about = template_describe(t), *fields = json_object(), *rule;
	const char *name;

	if (about == NULL)
		abort();
	json_object_foreach (json_object_get(about, "fields"), name, rule)
		json_object_set_new(fields, name,
		    json_object_get(rule, "columns") != NULL
			? json_pack("[{s:s}]", "nama", "A B")
			: json_string("2001-02-03"));
	lay(t, fields);
	json_object_clear(fields);
	lay(t, fields);
	json_decref(fields);
	json_decref(about);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct template *t = NULL;

	memset(&faults, 0, sizeof(faults));
	if (template_parse((const char *)p, n, &t, &faults) == 0)
		fill(t);
	else if (faults.n == 0 || faults.f[0].en[0] == '\0')
		abort();
	template_free(t);
	return 0;
}
