/*
 * What the parent makes ready, once, for all its children: fonts, templates,
 * their grounds and images.  Must never see a person's data: it warms itself
 * with a document of nobody.  Trusts the installed fonts.
 */

#include <malloc.h>
#include <stdlib.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"
#include "metrics.h"
#include "msg.h"
#include "page.h"
#include "template.h"
#include "wire.h"

#include "art.h"
#include "draw.h"
#include "kind.h"
#include "pdf.h"
#include "readback.h"
#include "sample.h"
#include "work_int.h"

#define FONT_BYTES (4u << 20)
#define BUNDLE_BYTES (32u << 20)

int
work_open(
    struct workshop *w, const char *font_dir, int prepare, struct fault *f)
{
	struct buf ttf = { 0 };
	int rc = 0;

	*w = (struct workshop){ .pdf = pdf_new(prepare),
		.art = art_new(),
		.kinds = kinds_new(),
		.readback = readback_new() };
	/* jansson reads its seed from a file at the first object */
	json_object_seed(0);
	if (w->pdf == NULL)
		return fault_set(f, FAULT_RENDER, "",
		    "libharu tidak dapat dimulai", "libharu does not start");
	for (int i = 0; i < PAGE_FONT_N && rc == 0; i++) {
		char *path = mem_printf(
		    "%s/%s", font_dir, metrics_file((enum page_font)i));

		buf_clear(&ttf);
		if (buf_read_file(&ttf, path, FONT_BYTES) < 0)
			rc = fault_set(f, FAULT_CONFIG, "",
			    "%s: huruf tidak terbaca",
			    "%s: cannot read the font", path);
		else
			rc = pdf_font(
			    w->pdf, (enum page_font)i, ttf.p, ttf.n, f);
		free(path);
	}
	buf_release(&ttf);
	return rc;
}

void
work_close(struct workshop *w)
{
	pdf_free(w->pdf);
	art_free(w->art);
	kinds_free(w->kinds);
	readback_free(w->readback);
	*w = (struct workshop){ 0 };
}

/* Draws the kind once with made-up data, so that its grounds and images are
 * ready in the parent.  A kind that cannot be drawn so is only slower. */
static void
warm(struct workshop *w, struct kind *kind)
{
	static const char *const qr[] = { "HTTPS://CEK.LTSA.TEST/WARM" };
	struct faults fs = { 0 };
	struct draw_result r = { 0 };
	struct page_set set = { 0 };
	struct buf text = { 0 };
	struct draw_job job = { .pdf = w->pdf,
		.art = w->art,
		.kind = kind,
		.set = &set,
		.title = "" };
	const struct template *t = kind_template(kind);
	json_t *fields = sample_fields(t, SAMPLE_SHORTEST);
	struct template_data data;

	sample_data(t, fields, &data);
	data.qr = qr;
	data.qr_n = 1;
	if (layout_document(t, &data, &set, &fs) == 0 &&
	    draw_document(&job, &r, NULL) == 0) {
		if (r.page[0].module)
			readback_qr(w->readback, r.page[0].module,
			    r.page[0].side, &text);
		draw_result_release(&r);
	}
	buf_release(&text);
	page_set_release(&set);
	json_decref(fields);
	pdf_idle(w->pdf);
	malloc_trim(0);
}

void
work_template(
    struct workshop *w, struct wire_msg *question, struct wire_msg *ret_answer)
{
	struct faults fs = { 0 };
	struct buf bundle = { 0 };
	struct kind *kind;

	ret_answer->id = question->id;
	if (question->nfd != 1 ||
	    buf_read_fd(&bundle, question->fd[0], BUNDLE_BYTES) < 0)
		faults_add(&fs, FAULT_IO, "", "templat tidak terbaca",
		    "the template cannot be read");
	else if (kinds_add(w->kinds, buf_str(&bundle), bundle.n, &kind, &fs) ==
	    0) {
		warm(w, kind);
		fs.n = 0;
	}
	if (fs.n > 0)
		work_refuse(ret_answer, &fs);
	else
		work_reply(ret_answer, MSG_OK, json_object());
	buf_release(&bundle);
}
