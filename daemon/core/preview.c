/*
 * POST /v1/previews: the page marked PRATINJAU, without number, id and seal.
 * Nothing of it is stored.
 */

#include <stdlib.h>
#include <unistd.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"
#include "template.h"
#include "wire.h"

#include "api.h"
#include "ask.h"
#include "catalog.h"
#include "core.h"
#include "render.h"

static void
preview_drawn(void *arg, const struct rendered *r)
{
	struct ask *a = arg;
	struct fault f = { 0 };
	int fd;

	if (r->why) {
		ask_fault(a, r->why);
	} else if ((fd = dup(r->fd)) < 0) {
		fault_set(&f, FAULT_IO, "", "Halaman tidak terbaca",
		    "The page cannot be read");
		ask_fault(a, &f);
	} else {
		ask_reply_fd(a, "application/pdf", NULL, fd);
	}
	ask_finish(a);
}

static void
preview_draw(struct ask *a, int photo)
{
	struct render_page p = { .t = a->intake.t,
		.fields = buf_str(&a->intake.canon),
		.number = "",
		.id = "",
		.copy = 1,
		.at = loop_now(),
		.photo_fd = photo,
		.preview = 1 };

	render_page(a->core, &p, preview_drawn, a);
}

static void
preview_photo(void *arg, const struct buf *jpeg, const struct fault *why)
{
	struct ask *a = arg;
	struct fault f = { 0 };
	int fd;

	if (!jpeg) {
		ask_fault(a, why);
	} else if ((fd = wire_memfd("cetak-photo", jpeg->p, jpeg->n)) < 0) {
		fault_set(&f, FAULT_IO, "/photo", "Foto tidak terbaca",
		    "The photo cannot be read");
		ask_fault(a, &f);
	} else {
		preview_draw(a, fd);
		return;
	}
	ask_finish(a);
}

int
preview_create(struct ask *a)
{
	struct intake_world w;
	struct faults *fs = mem_alloc(sizeof *fs);
	struct fault f = { 0 };
	int bad, fd = a->fd;

	ask_world(a->core, &w);
	bad = intake_check(
		  &w, a->body, a->with | INTAKE_PREVIEW, &a->intake, fs) < 0;
	if (bad)
		ask_faults(a, fs);
	free((void *)(uintptr_t)w.printer);
	free(fs);
	if (bad)
		return 0;
	if (template_passthrough(a->intake.t->t)) {
		fault_set(&f, FAULT_FIELD, "/template",
		    "Templat ini tidak digambar: dokumennya dicetak apa "
		    "adanya, tanpa pratinjau",
		    "This template is not drawn: its document is printed as "
		    "it is, without a preview");
		ask_fault(a, &f);
		return 0;
	}
	ask_keep(a);
	a->fd = -1;
	if (a->with & INTAKE_PHOTO) {
		render_photo(a->core, a->intake.t, fd, preview_photo, a);
	} else {
		if (fd >= 0)
			close(fd);
		preview_draw(a, -1);
	}
	return 1;
}
