/*
 * Walks the laid-out pages and draws each thing.  Must never decide where or
 * how large anything is: that was layout's.  Records the modules and the MRZ
 * characters at the moment they are drawn, so that what is read back is the
 * page and not the wish.  Trusts the set to be layout's own.
 */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"
#include "page.h"

#include "art.h"
#include "draw.h"
#include "guilloche.h"
#include "kind.h"
#include "pdf.h"
#include "photo.h"
#include "qr.h"

#define DOT_UM (25400.0 / 300.0) /* printers' grid */
#define DOT_MPT 240
#define IMAGES 32
#define QR_SLACK 60 /* um that a code may pass its square by snapping */

struct placed {
	const struct photo *image;
	int handle;
};

struct drawing {
	const struct draw_job *job;
	struct draw_result *out;
	struct placed placed[IMAGES];
	int placed_n;
	struct fault *f;
};

static int
failed(struct drawing *d, const struct page_item *it, const char *id,
    const char *en)
{
	/* both texts are arguments of both formats */
	return fault_set(d->f, FAULT_RENDER, it->source ? it->source : "",
	    "%s%.0s", "%.0s%s", id, en);
}

static int
draw_text(struct drawing *d, const struct page_item *it)
{
	struct pdf *p = d->job->pdf;

	pdf_alpha(p, it->alpha);
	pdf_color(p, it->color);
	if (it->outline)
		pdf_stroke(p, it->color, it->line, 0);
	if (pdf_text(p, it, it->text) < 0)
		return failed(d, it, "huruf tidak dapat dicetak",
		    "a character cannot be printed");
	return 0;
}

static int
draw_mrz(struct drawing *d, const struct page_item *it)
{
	struct page_item cell = *it;
	char glyph[2] = { 0 };

	pdf_alpha(d->job->pdf, it->alpha);
	pdf_color(d->job->pdf, it->color);
	for (size_t i = 0; it->text[i]; i++) {
		glyph[0] = it->text[i];
		cell.x = it->x + (int32_t)i * it->w;
		cell.font = PAGE_OCRB;
		cell.outline = 0;
		if (pdf_text(d->job->pdf, &cell, glyph) < 0)
			return failed(d, it, "huruf MRZ tidak dapat dicetak",
			    "an MRZ character cannot be printed");
		buf_putc(&d->out->mrz, glyph[0]);
	}
	buf_putc(&d->out->mrz, '\n');
	return 0;
}

static int
draw_line(struct drawing *d, const struct page_item *it)
{
	struct pdf *p = d->job->pdf;

	pdf_alpha(p, it->alpha);
	pdf_stroke(p, it->color, it->line, it->round);
	pdf_segment(p, 'M', (const int32_t[]){ it->x, it->y });
	pdf_segment(p, 'L', (const int32_t[]){ it->x2, it->y2 });
	pdf_paint(p, 0, 1);
	return 0;
}

static void
set_paint(struct pdf *p, const struct page_item *it)
{
	pdf_alpha(p, it->alpha);
	if (it->has_fill)
		pdf_color(p, it->fill);
	if (it->line > 0)
		pdf_stroke(p, it->color, it->line, it->round);
}

static int
draw_rect(struct drawing *d, const struct page_item *it)
{
	struct pdf *p = d->job->pdf;

	if (!it->has_fill && it->line <= 0)
		return 0;
	set_paint(p, it);
	pdf_rect(p, it->x, it->y, it->w, it->h);
	pdf_paint(p, it->has_fill, it->line > 0);
	return 0;
}

/* Numbers of a path, 0..10000 across the box, to um on the page. */
static const char *
path_points(const char *s, const struct page_item *it, int32_t xy[6], int n)
{
	for (int i = 0; i < n; i++) {
		char *end;
		long v = strtol(s, &end, 10);

		if (end == s)
			return NULL;
		s = end;
		xy[i] = i % 2 == 0
		    ? it->x + (int32_t)lround((double)v * it->w / 10000.0)
		    : it->y + (int32_t)lround((double)v * it->h / 10000.0);
	}
	return s;
}

static int
draw_path(struct drawing *d, const struct page_item *it)
{
	struct pdf *p = d->job->pdf;
	const char *s = it->text;
	int32_t xy[6] = { 0 };

	if (!it->has_fill && it->line <= 0)
		return 0;
	set_paint(p, it);
	while (s && *s) {
		int op = (unsigned char)*s++;
		int n = op == 'C' ? 6 : op == 'M' || op == 'L' ? 2 : 0;

		if (op == ' ')
			continue;
		s = strchr("MLCZ", op) ? path_points(s, it, xy, n) : NULL;
		if (s)
			pdf_segment(p, op, xy);
	}
	pdf_paint(p, it->has_fill, it->line > 0);
	if (s == NULL)
		return failed(d, it, "jalur gambar rusak", "a path is broken");
	return 0;
}

static int
place(struct drawing *d, const struct photo *image)
{
	int handle;

	for (int i = 0; i < d->placed_n; i++)
		if (d->placed[i].image == image)
			return d->placed[i].handle;
	if (d->placed_n == IMAGES)
		return -1;
	handle = pdf_jpeg(d->job->pdf, image->jpeg.p, image->jpeg.n);
	d->placed[d->placed_n].image = image;
	d->placed[d->placed_n++].handle = handle;
	return handle;
}

static int
draw_image(struct drawing *d, const struct page_item *it)
{
	const struct photo *image =
	    d->job->kind ? kind_image(d->job->kind, it->asset) : NULL;
	int handle = image ? place(d, image) : -1;

	if (handle < 0)
		return failed(d, it, "gambar templat tidak terbaca",
		    "an image of the template does not read");
	pdf_alpha(d->job->pdf, it->alpha);
	pdf_image(d->job->pdf, handle, it->x, it->y, it->w, it->h);
	return 0;
}

/* Fills the box: the longer side is cut evenly. */
static int
draw_photo(struct drawing *d, const struct page_item *it)
{
	const struct photo *photo = d->job->photo;
	struct pdf *p = d->job->pdf;
	int64_t w, h;
	int handle;

	if (photo == NULL)
		return 0;
	handle = place(d, photo);
	if (handle < 0)
		return failed(
		    d, it, "foto tidak terbaca", "the photo does not read");
	w = it->w;
	h = w * photo->h / photo->w;
	if (h < it->h) {
		h = it->h;
		w = h * photo->w / photo->h;
	}
	pdf_clip(p, it->x, it->y, it->w, it->h);
	pdf_alpha(p, it->alpha);
	pdf_image(p, handle, it->x - (int32_t)((w - it->w) / 2),
	    it->y - (int32_t)((h - it->h) / 2), (int32_t)w, (int32_t)h);
	pdf_restore(p);
	return 0;
}

/* Draws the rows of the code as runs, and marks in ret what they cover. */
static void
draw_runs(struct pdf *p, const struct pdf_grid *grid, const struct qr *q,
    uint8_t *ret)
{
	size_t size = (size_t)q->side * (size_t)q->side, n = 0;
	struct pdf_run *run = mem_array(NULL, size, sizeof(*run));

	for (int y = 0; y < q->side; y++) {
		const uint8_t *row = q->module + y * q->side;

		for (int x = 0, len; x < q->side; x += len + 1) {
			for (len = 0; x + len < q->side && row[x + len]; len++)
				;
			if (len > 0)
				run[n++] = (struct pdf_run){ x + QR_QUIET,
					y + QR_QUIET, len };
		}
	}
	pdf_grid(p, grid, run, n);
	for (size_t i = 0; i < n; i++)
		memset(ret + (run[i].row - QR_QUIET) * q->side + run[i].col -
			QR_QUIET,
		    1, (size_t)run[i].n);
	free(run);
}

/* On white of its own a code smaller than its place stands in the middle;
 * else its upper left corner stays, which a margin may be set by. */
static int32_t
code_inset(const struct page_item *it, int32_t outer)
{
	return it->has_fill && outer < it->w ? (it->w - outer) / 2 : 0;
}

static int
draw_qr(struct drawing *d, const struct page_item *it)
{
	struct draw_page *out = &d->out->page[d->out->n];
	struct pdf *p = d->job->pdf;
	struct qr q = { 0 };
	struct pdf_grid grid;
	int32_t dots = (int32_t)lround(it->size / DOT_UM), outer, x, y;
	int rc = -1;

	if (dots < 1)
		dots = 1;
	grid.step = dots * DOT_MPT;
	if (qr_encode(it->text, &q, d->f) < 0)
		return -1;
	outer = (int32_t)lround((q.side + 2 * QR_QUIET) * dots * DOT_UM);
	if (outer > it->w + QR_SLACK) {
		rc = failed(d, it, "kode QR lebih besar dari tempatnya",
		    "the QR code is larger than its place");
		goto out;
	}
	if (out->module) {
		rc = failed(d, it, "dua kode QR pada satu halaman",
		    "two QR codes on one page");
		goto out;
	}
	x = it->x + code_inset(it, outer);
	y = it->y + code_inset(it, outer);
	grid.x = (int32_t)lround(x / DOT_UM) * DOT_MPT;
	grid.y = (int32_t)lround(y / DOT_UM) * DOT_MPT;
	pdf_alpha(p, 1000);
	pdf_color(p, 0xffffff);
	pdf_rect(p, x, y, outer, outer);
	pdf_paint(p, 1, 0);
	pdf_color(p, 0x000000);
	out->side = q.side;
	out->module = mem_alloc((size_t)q.side * (size_t)q.side);
	draw_runs(p, &grid, &q, out->module);
	rc = 0;
out:
	qr_release(&q);
	return rc;
}

static int
draw_ground(struct drawing *d, const struct page_item *it)
{
	struct pdf *p = d->job->pdf;
	size_t n;
	const uint8_t *bytes = art_form(d->job->art, it, &n);
	int form = pdf_form(p, bytes, n);

	if (form < 0)
		return failed(
		    d, it, "latar terlalu banyak", "too many grounds");
	pdf_alpha(p, it->alpha);
	pdf_stroke(p, it->color, it->line * GUILLOCHE_UNIT, 0);
	pdf_draw_form(p, form, it->x, it->y);
	return 0;
}

static int
draw_clip(struct drawing *d, const struct page_item *it)
{
	pdf_clip(d->job->pdf, it->x, it->y, it->w, it->h);
	return 0;
}

static int
draw_unclip(struct drawing *d, const struct page_item *it)
{
	(void)it;
	pdf_restore(d->job->pdf);
	return 0;
}

static int (*const draw_op[PAGE_OP_N])(
    struct drawing *d, const struct page_item *it) = {
	[PAGE_TEXT] = draw_text,
	[PAGE_MRZ] = draw_mrz,
	[PAGE_LINE] = draw_line,
	[PAGE_RECT] = draw_rect,
	[PAGE_IMAGE] = draw_image,
	[PAGE_PHOTO] = draw_photo,
	[PAGE_QR] = draw_qr,
	[PAGE_PATH] = draw_path,
	[PAGE_FIELD] = draw_ground,
	[PAGE_ROSETTE] = draw_ground,
	[PAGE_RIBBON] = draw_ground,
	[PAGE_CLIP] = draw_clip,
	[PAGE_UNCLIP] = draw_unclip,
};

int
draw_document(
    const struct draw_job *job, struct draw_result *ret_r, struct fault *f)
{
	struct draw_result r = { 0 };
	struct drawing d = { .job = job, .out = &r, .f = f };

	r.page = mem_alloc(sizeof(*r.page) * (job->set->n + 1));
	if (pdf_begin(job->pdf, job->title, job->at, f) < 0)
		goto out;
	for (; r.n < job->set->n; r.n++) {
		const struct page *page = &job->set->page[r.n];

		pdf_page(job->pdf, page->w, page->h);
		for (size_t i = 0; i < page->n; i++)
			if (draw_op[page->item[i].op](&d, &page->item[i]) < 0)
				goto out;
	}
	r.pdf = pdf_end(job->pdf, f);
	if (r.pdf == NULL)
		goto out;
	*ret_r = r;
	return 0;
out:
	r.n = job->set->n;
	draw_result_release(&r);
	return -1;
}

void
draw_result_release(struct draw_result *r)
{
	for (size_t i = 0; i < r->n; i++)
		free(r->page[i].module);
	free(r->page);
	buf_release(&r->mrz);
	*r = (struct draw_result){ 0 };
}
