/* Any bytes as the body of POST /v1/jobs: refused with a pointer and words,
 * or a job that can be stored; never a crash.  The first byte says what came
 * beside the body. */
/* SRC: daemon/core/intake.c */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "buf.h"
#include "fault.h"
#include "template.h"

#include "daemon/core/catalog.h"
#include "daemon/core/intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static struct faults faults;
static struct tmpl kinds[] = {
	{ .name = (char *)(uintptr_t) "surat-rekomendasi", .day = -1 },
	{ .name = (char *)(uintptr_t) "paspor", .day = -1 },
	{ .name = (char *)(uintptr_t) "apa-adanya", .day = -1 },
};
#define KINDS (sizeof kinds / sizeof *kinds)

static struct tmpl *
find(void *arg, const char *name)
{
	(void)arg;
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

static void
load(void)
{
	for (size_t i = 0; i < KINDS && kinds[i].t == NULL; i++) {
		struct buf b = { 0 };
		char dir[64] = "templates/";

		strncat(dir, kinds[i].name, 40);
		if (template_bundle_dir(dir, &b, &faults) < 0 ||
		    template_parse((char *)b.p, b.n, &kinds[i].t, &faults) < 0)
			abort();
		kinds[i].version = 1;
		buf_release(&b);
	}
}

static void
accepted(const struct intake *in)
{
	struct store_new n;
	json_t *v;

	intake_new(in, &n);
	v = json_loads(n.fields, 0, NULL);
	if (v == NULL || n.number == NULL || strlen(n.number) >= STORE_NUMBER)
		abort();
	json_decref(v);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const struct intake_printer printers[] = {
		{ "surat", "lantai-1", "iso_a4_210x297mm" },
	};
	static const struct intake_world world = { .find = find,
		.printer = printers,
		.printers = 1,
		.now = 1795344000,
		.zone_s = 25200,
		.zone = "WIB",
		.state = "UTO",
		.host = "a.test",
		.authority = "Kantor" };
	struct intake in = { 0 };
	json_t *body;

	load();
	if (n == 0)
		return 0;
	body = json_loadb(
	    (const char *)p + 1, n - 1, JSON_REJECT_DUPLICATES, NULL);
	if (body == NULL)
		return 0;
	memset(&faults, 0, sizeof faults);
	if (intake_check(&world, body, p[0] & 7, &in, &faults) == 0) {
		if (faults.n != 0)
			abort();
		accepted(&in);
		intake_release(&in);
	} else if (faults.n == 0 || !faults.f[0].id[0] || !faults.f[0].en[0]) {
		abort();
	}
	json_decref(body);
	return 0;
}
