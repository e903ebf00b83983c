/*
 * Questions to cetakd-render, the child that decodes photos and draws pages.
 * It is handed descriptors and JSON and never a path.  When it dies with work
 * in hand, each question is answered with FAULT_UNAVAILABLE and may be asked
 * again.
 */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "blob.h"
#include "buf.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "msg.h"
#include "template.h"
#include "wire.h"

#include "catalog.h"
#include "child.h"
#include "core.h"
#include "jout.h"
#include "peer.h"
#include "pipeline.h"
#include "render.h"
#include "reply.h"

#define RENDER_JPEG_MAX (16u << 20)
#define RENDER_SPARE 10 /* s */

struct render {
	struct core *core;
	struct child child;
	unsigned busy;
};

struct render_call {
	struct render *render;
	void (*photo)(void *, const struct buf *, const struct fault *);
	void (*page)(void *, const struct rendered *);
	void *arg;
};

static void
render_message(struct peer *p, struct wire_msg *m)
{
	(void)m;
	log_warnx("render dropped: unexpected message");
	peer_close(p);
}

static void
render_gone(struct peer *p)
{
	struct render *r = p->arg;

	child_gone(&r->child);
}

static const struct peer_ops render_ops = {
	.what = "render",
	.priority = LOOP_CHILD,
	.message = render_message,
	.gone = render_gone,
};

static void
render_started(void *arg)
{
	struct render *r = arg;

	/* it stops each page itself; this is for when it does not */
	r->child.peer->patience =
	    2 * (unsigned)r->core->conf.render_seconds + RENDER_SPARE;
	pipeline_wake(r->core);
}

int
render_init(struct core *c)
{
	struct render *r = mem_alloc(sizeof *r);

	c->render = r;
	r->core = c;
	r->child = (struct child){ .core = c,
		.program = "cetakd-render",
		.what = "render",
		.ops = &render_ops,
		.arg = r,
		.nice = 15,
		.started = render_started };
	child_start(&r->child);
	return 0;
}

void
render_release(struct core *c)
{
	if (!c->render)
		return;
	child_stop(&c->render->child);
	free(c->render);
	c->render = NULL;
}

void
render_renew(struct core *c)
{
	if (c->render->child.peer)
		peer_close(c->render->child.peer);
}

int
render_up(const struct core *c)
{
	return c->render->child.peer != NULL;
}

unsigned
render_busy(const struct core *c)
{
	return c->render->busy;
}

static void
render_template_done(void *arg, struct wire_msg *m)
{
	struct tmpl *t = arg;
	struct fault f = { 0 };

	if (m && m->type == MSG_OK)
		return;
	reply_fault(m, &f);
	log_warnx("render: template %s: %s", t->at, f.en);
}

/* The renderer has each template once in its life. */
static void
render_template(struct render *r, struct tmpl *t)
{
	struct wire_msg m;
	int fd;

	if (t->rendered == r->child.life || !r->child.peer)
		return;
	fd = wire_memfd("cetak-template", t->bundle, strlen(t->bundle));
	if (fd < 0) {
		log_warn("memfd");
		return;
	}
	wire_init(&m);
	m.type = MSG_TEMPLATE;
	jout_open(&m.body, NULL, '{');
	jout_text(&m.body, "name", t->name);
	jout_int(&m.body, "version", t->version);
	jout_close(&m.body, '}');
	jout_end(&m.body);
	wire_give_fd(&m, fd);
	t->rendered = r->child.life;
	peer_call(r->child.peer, &m, render_template_done, t);
}

static void
render_photo_done(void *arg, struct wire_msg *m)
{
	struct render_call *k = arg;
	struct fault f = { 0 };
	struct buf b = { 0 };
	int fd = m && m->type == MSG_PHOTO_OK ? wire_take_fd(m, 0) : -1;

	k->render->busy--;
	if (fd < 0) {
		reply_fault(m, &f);
		k->photo(k->arg, NULL, &f);
	} else if (buf_read_fd(&b, fd, RENDER_JPEG_MAX) < 0) {
		fault_set(&f, FAULT_IO, "/photo", "Foto tidak terbaca",
		    "The photo cannot be read");
		k->photo(k->arg, NULL, &f);
	} else {
		k->photo(k->arg, &b, NULL);
	}
	if (fd >= 0)
		close(fd);
	buf_release(&b);
	free(k);
}

static struct render_call *
render_call_new(struct render *r, void *arg)
{
	struct render_call *k = mem_alloc(sizeof *k);

	k->render = r;
	k->arg = arg;
	r->busy++;
	return k;
}

/* Asks, or answers NULL at once when the child is down. */
static void
render_ask(struct render *r, struct wire_msg *m,
    void (*done)(void *, struct wire_msg *), struct render_call *k)
{
	if (r->child.peer) {
		peer_call(r->child.peer, m, done, k);
		return;
	}
	wire_release(m);
	done(k, NULL);
}

void
render_photo(struct core *c, const struct tmpl *t, int fd,
    void (*done)(void *arg, const struct buf *jpeg, const struct fault *f),
    void *arg)
{
	struct render_call *k = render_call_new(c->render, arg);
	struct wire_msg m;
	int32_t w_um, h_um;
	int min_w, min_h;

	k->photo = done;
	template_photo_rule(t->t, &w_um, &h_um, &min_w, &min_h);
	wire_init(&m);
	m.type = MSG_PHOTO;
	jout_open(&m.body, NULL, '{');
	jout_int(&m.body, "w_um", w_um);
	jout_int(&m.body, "h_um", h_um);
	jout_int(&m.body, "min_w", min_w);
	jout_int(&m.body, "min_h", min_h);
	jout_close(&m.body, '}');
	jout_end(&m.body);
	wire_give_fd(&m, fd);
	render_ask(c->render, &m, render_photo_done, k);
}

static void
render_page_done(void *arg, struct wire_msg *m)
{
	struct render_call *k = arg;
	struct rendered r = { .fd = -1 };
	struct fault f = { 0 };
	json_t *v = NULL;

	k->render->busy--;
	if (m && m->type == MSG_RENDERED && m->nfd == 1) {
		v = json_loadb((const char *)m->body.p, m->body.n, 0, NULL);
		r.fd = m->fd[0];
		r.pages = (int)json_integer_value(json_object_get(v, "pages"));
		r.qr = json_object_get(v, "qr");
		r.mrz = json_object_get(v, "mrz");
	}
	if (r.pages < 1) {
		reply_fault(m, &f);
		r.why = &f;
	}
	k->page(k->arg, &r);
	json_decref(v);
	free(k);
}

static void
render_data(struct core *c, const struct render_page *p, struct buf *b)
{
	jout_open(b, NULL, '{');
	jout_text(b, "template", p->t->name);
	jout_int(b, "version", p->t->version);
	jout_bool(b, "preview", p->preview);
	if (p->svg > 0) {
		jout_int(b, "svg", p->svg);
		jout_bool(b, "photo", p->photo != NULL);
	}
	jout_open(b, "data", '{');
	jout_raw(b, "fields", p->fields ? p->fields : "{}");
	jout_text(b, "number", p->number);
	jout_text(b, "id", p->id);
	jout_int(b, "copy", p->copy);
	jout_int(b, "at", p->at);
	jout_text(b, "zone", c->conf.zone);
	jout_text(b, "state", c->conf.state);
	jout_text(b, "host", c->conf.host);
	jout_text(b, "authority", c->conf.title);
	jout_raw(b, "qr", p->seals ? p->seals : "[]");
	jout_close(b, '}');
	jout_close(b, '}');
	jout_end(b);
}

void
render_page(struct core *c, const struct render_page *p,
    void (*done)(void *arg, const struct rendered *r), void *arg)
{
	struct render_call *k = render_call_new(c->render, arg);
	struct fault f = { 0 };
	struct wire_msg m;
	int fd = p->photo_fd;

	k->page = done;
	wire_init(&m);
	m.type = MSG_RENDER;
	if (p->photo && p->svg == 0 &&
	    blob_get(c->blobs, p->photo, &fd, &f) < 0) {
		struct rendered r = { .fd = -1, .why = &f };

		k->render->busy--;
		done(arg, &r);
		free(k);
		return;
	}
	render_template(c->render, p->t);
	render_data(c, p, &m.body);
	if (fd >= 0)
		wire_give_fd(&m, fd);
	render_ask(c->render, &m, render_page_done, k);
}
