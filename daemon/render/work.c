/*
 * What a child does between fork and exit: read the question, lay out, draw,
 * read back, answer.  Must never open a file: all that it needs was warmed
 * before (work_open) or came as a descriptor.  Trusts the core's JSON to
 * be well formed, but not a document's fields or photo.
 */

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "buf.h"
#include "crash.h"
#include "fault.h"
#include "mem.h"
#include "msg.h"
#include "page.h"
#include "template.h"
#include "wire.h"

#include "draw.h"
#include "kind.h"
#include "pdf.h"
#include "photo.h"
#include "readback.h"
#include "svg.h"
#include "work_int.h"

/* --- answers --- */

static json_t *
fault_json(const struct fault *f)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "code", fault_slug(f->code),
	    "pointer", f->pointer, "id", f->id, "en", f->en);
}

void
work_reply(struct wire_msg *m, uint32_t type, json_t *body)
{
	char *text = json_dumps(body, JSON_COMPACT);

	if (text == NULL) {
		/* a text that is not UTF-8: never one of ours */
		type = MSG_FAULT;
		text = mem_strdup("{}");
	}
	m->type = type;
	buf_clear(&m->body);
	buf_puts(&m->body, text);
	free(text);
	json_decref(body);
}

void
work_refuse(struct wire_msg *m, const struct faults *fs)
{
	json_t *body = fault_json(&fs->f[0]);

	if (fs->n > 1) {
		json_t *all = json_array();

		for (size_t i = 0; i < fs->n && i < FAULTS_ROOM; i++)
			json_array_append_new(all, fault_json(&fs->f[i]));
		json_object_set_new(body, "errors", all);
	}
	work_reply(m, MSG_FAULT, body);
}

static void
answer_fault(struct wire_msg *m, const struct fault *f)
{
	work_reply(m, MSG_FAULT, fault_json(f));
}

static int
give_bytes(
    struct wire_msg *m, const char *name, const struct buf *b, struct fault *f)
{
	int fd = wire_memfd(name, b->p, b->n);

	if (fd < 0)
		return fault_set(f, FAULT_IO, "", "hasil tidak dapat disimpan",
		    "the result cannot be kept");
	wire_give_fd(m, fd);
	return 0;
}

/* --- a document --- */

/* What a RENDER question asks. */
struct order {
	json_t *body;
	struct kind *kind;
	struct template_data data;
	const char **qr;
	struct photo photo;
};

static const char *
text_of(const json_t *data, const char *name)
{
	const char *s = json_string_value(json_object_get(data, name));

	return s ? s : "";
}

static void
order_data(struct order *o)
{
	const json_t *d = json_object_get(o->body, "data");
	const json_t *qr = json_object_get(d, "qr");
	size_t n = json_array_size(qr);
	struct template_data *t = &o->data;

	t->fields = json_object_get(d, "fields");
	t->number = text_of(d, "number");
	t->id = text_of(d, "id");
	t->copy = (int)json_integer_value(json_object_get(d, "copy"));
	t->at = json_integer_value(json_object_get(d, "at"));
	t->zone = text_of(d, "zone");
	t->state = text_of(d, "state");
	t->host = text_of(d, "host");
	t->authority = text_of(d, "authority");
	t->preview = json_is_true(json_object_get(o->body, "preview"));
	/* an SVG is told of a photo and never given it */
	t->has_photo = o->photo.jpeg.n > 0 ||
	    json_is_true(json_object_get(o->body, "photo"));
	if (n > 0) {
		o->qr = mem_array(NULL, n, sizeof(*o->qr));
		for (size_t i = 0; i < n; i++) {
			const char *s =
			    json_string_value(json_array_get(qr, i));

			o->qr[i] = s ? s : "";
		}
		t->qr = o->qr;
		t->qr_n = n;
	}
}

static int
order_read(
    struct workshop *w, struct wire_msg *m, struct order *o, struct faults *fs)
{
	const char *name;
	int version;

	o->body = json_loadb((const char *)m->body.p, m->body.n, 0, NULL);
	name = json_string_value(json_object_get(o->body, "template"));
	version = (int)json_integer_value(json_object_get(o->body, "version"));
	o->kind = name ? kinds_find(w->kinds, name, version) : NULL;
	if (o->kind == NULL)
		return faults_add(fs, FAULT_RENDER, "",
		    "templat tidak dikenal perender",
		    "the renderer does not know the template");
	if (m->nfd > 0) {
		struct photo *p = &o->photo;

		if (buf_read_fd(&p->jpeg, m->fd[0], PHOTO_BYTES * 2) < 0 ||
		    photo_size(p->jpeg.p, p->jpeg.n, &p->w, &p->h) < 0)
			return faults_add(fs, FAULT_PHOTO, "/photo",
			    "foto tidak terbaca", "the photo cannot be read");
	}
	order_data(o);
	return 0;
}

static void
order_release(struct order *o)
{
	json_decref(o->body);
	free(o->qr);
	photo_release(&o->photo);
}

/* The texts of the codes as they read, and the MRZ as it was drawn. */
static int
read_again(struct workshop *w, const struct draw_result *r, json_t *ret_body,
    struct fault *f)
{
	json_t *qr = json_object_get(ret_body, "qr");
	json_t *mrz = json_object_get(ret_body, "mrz");
	struct buf text = { 0 };
	int rc = 0;

	for (size_t i = 0; i < r->n && rc == 0; i++) {
		buf_clear(&text);
		if (r->page[i].module == NULL)
			json_array_append_new(qr, json_null());
		else if (readback_qr(w->readback, r->page[i].module,
			     r->page[i].side, &text) < 0)
			rc = fault_set(f, FAULT_READBACK, "",
			    "kode QR halaman %zu tidak terbaca kembali",
			    "the QR code of page %zu does not read back",
			    i + 1);
		else
			json_array_append_new(
			    qr, json_stringn(buf_str(&text), text.n));
	}
	for (const char *s = buf_str(&r->mrz), *e; (e = strchr(s, '\n'));
	     s = e + 1)
		json_array_append_new(mrz, json_stringn(s, (size_t)(e - s)));
	buf_release(&text);
	return rc;
}

static int
draw_order(struct workshop *w, const struct order *o,
    const struct page_set *set, struct wire_msg *ret, struct fault *f)
{
	const struct template *t = kind_template(o->kind);
	char *title = mem_printf("%s %s", template_title(t, 0), o->data.id);
	struct draw_job job = { .pdf = w->pdf,
		.art = w->art,
		.kind = o->kind,
		.set = set,
		.title = title,
		.at = o->data.at,
		.photo = o->data.has_photo ? &o->photo : NULL };
	struct draw_result r = { 0 };
	json_t *body =
	    json_pack("{s:i, s:[], s:[]}", "pages", (int)set->n, "qr", "mrz");
	int rc = -1;

	crash_point("render-before-draw");
	if (draw_document(&job, &r, f) < 0)
		goto out;
	crash_point("render-after-draw");
	if (read_again(w, &r, body, f) < 0 ||
	    give_bytes(ret, "cetak-page", r.pdf, f) < 0)
		goto out;
	work_reply(ret, MSG_RENDERED, json_incref(body));
	rc = 0;
out:
	draw_result_release(&r);
	json_decref(body);
	free(title);
	return rc;
}

/* Page n of the set for a screen. */
static int
svg_order(const struct page_set *set, json_int_t n, struct wire_msg *ret,
    struct fault *f)
{
	struct buf b = { 0 };
	int rc;

	if (n < 1 || (size_t)n > set->n)
		return fault_set(f, FAULT_NOT_FOUND, "",
		    "Halaman itu tidak ada; dokumen ini %zu halaman",
		    "There is no such page; this document has %zu", set->n);
	rc = svg_page(&set->page[n - 1], &b, f);
	if (rc == 0)
		rc = give_bytes(ret, "cetak-svg", &b, f);
	if (rc == 0)
		work_reply(ret, MSG_RENDERED,
		    json_pack("{s:i, s:[], s:[]}", "pages", (int)set->n, "qr",
			"mrz"));
	buf_release(&b);
	return rc;
}

static void
work_render(struct workshop *w, struct wire_msg *question, struct wire_msg *ret)
{
	struct faults fs = { 0 };
	struct fault f = { 0 };
	struct page_set set = { 0 };
	struct order o = { 0 };
	const json_t *svg;
	int rc;

	if (order_read(w, question, &o, &fs) < 0 ||
	    layout_document(kind_template(o.kind), &o.data, &set, &fs) < 0) {
		work_refuse(ret, &fs);
	} else {
		svg = json_object_get(o.body, "svg");
		rc = svg != NULL
		    ? svg_order(&set, json_integer_value(svg), ret, &f)
		    : draw_order(w, &o, &set, ret, &f);
		if (rc < 0)
			answer_fault(ret, &f);
	}
	page_set_release(&set);
	order_release(&o);
}

/* --- a photo --- */

static int
number_of(const json_t *o, const char *name)
{
	return (int)json_integer_value(json_object_get(o, name));
}

static void
work_photo(struct wire_msg *question, struct wire_msg *ret)
{
	json_t *body = json_loadb(
	    (const char *)question->body.p, question->body.n, 0, NULL);
	struct photo_rule rule = { .w_um = number_of(body, "w_um"),
		.h_um = number_of(body, "h_um"),
		.min_w = number_of(body, "min_w"),
		.min_h = number_of(body, "min_h") };
	struct photo photo = { 0 };
	struct buf raw = { 0 };
	struct fault f = { 0 };
	int rc;

	json_decref(body);
	if (question->nfd != 1 ||
	    buf_read_fd(&raw, question->fd[0], PHOTO_BYTES) < 0)
		rc = fault_set(&f, FAULT_PHOTO, "/photo",
		    "foto tidak terbaca atau lebih besar dari 8 MiB",
		    "the photo cannot be read or is larger than 8 MiB");
	else
		rc = photo_normalise(raw.p, raw.n, &rule, &photo, &f);
	if (rc == 0)
		rc = give_bytes(ret, "cetak-photo", &photo.jpeg, &f);
	if (rc < 0)
		answer_fault(ret, &f);
	else
		work_reply(ret, MSG_PHOTO_OK,
		    json_pack(
			"{s:i, s:i}", "width", photo.w, "height", photo.h));
	photo_release(&photo);
	buf_release(&raw);
}

void
work_answer(
    struct workshop *w, struct wire_msg *question, struct wire_msg *ret_answer)
{
	ret_answer->id = question->id;
	if (question->type == MSG_PHOTO)
		work_photo(question, ret_answer);
	else
		work_render(w, question, ret_answer);
}
