/*
 * Answers to fronts and the small readers that handlers share.  An answer
 * leaves after the commit of whatever transaction is open, so that nobody is
 * ever told what is not on disk.
 */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"
#include "msg.h"
#include "wire.h"

#include "answer.h"
#include "ask.h"
#include "catalog.h"
#include "core.h"
#include "jout.h"
#include "life.h"
#include "peer.h"
#include "printer.h"

static void
ask_send(struct ask *a, struct wire_msg *m)
{
	/* crash_point("core-after-accept") */
	struct defer d = {
		.peer = a->front, .m = m, .before = "core-after-accept"
	};

	m->type = MSG_REPLY;
	m->id = a->id;
	loop_defer(a->core, &d);
}

void
ask_reply(struct ask *a, int status, const char *headers, struct buf *body)
{
	struct wire_msg m;

	wire_init(&m);
	jout_open(&m.body, NULL, '{');
	jout_int(&m.body, "status", status);
	if (headers)
		jout_raw(&m.body, "headers", headers);
	jout_end(body);
	jout_raw(&m.body, "body", buf_str(body));
	jout_close(&m.body, '}');
	jout_end(&m.body);
	ask_send(a, &m);
}

void
ask_reply_fd(struct ask *a, const char *type, const char *headers, int fd)
{
	struct wire_msg m;

	wire_init(&m);
	jout_open(&m.body, NULL, '{');
	jout_int(&m.body, "status", 200);
	if (headers)
		jout_raw(&m.body, "headers", headers);
	jout_text(&m.body, "type", type);
	jout_close(&m.body, '}');
	jout_end(&m.body);
	wire_give_fd(&m, fd);
	ask_send(a, &m);
}

void
ask_faults(struct ask *a, const struct faults *fs)
{
	struct buf b = { 0 };

	answer_faults(&b, fs);
	ask_reply(a, fault_status(fs->f[0].code), NULL, &b);
	buf_release(&b);
}

void
ask_fault(struct ask *a, const struct fault *f)
{
	struct buf b = { 0 };

	loop_failed(a->core, f);
	answer_fault(&b, NULL, f);
	ask_reply(a, fault_status(f->code), NULL, &b);
	buf_release(&b);
}

void
ask_keep(struct ask *a)
{
	a->kept = 1;
	a->next = a->core->asks;
	a->core->asks = a;
}

void
ask_finish(struct ask *a)
{
	struct core *c;

	for (struct ask **l = &a->core->asks; a->kept && *l; l = &(*l)->next) {
		if (*l != a)
			continue;
		*l = a->next;
		break;
	}
	a->finished = 1;
	if (a->busy) /* whoever is in the middle of it frees it */
		return;
	intake_release(&a->intake);
	if (a->fd >= 0)
		close(a->fd);
	json_decref(a->root);
	peer_unref(a->front);
	c = a->core;
	free(a);
	life_answered(c);
}

const char *
ask_param(const struct ask *a, const char *name)
{
	const char *s = json_string_value(json_object_get(a->params, name));

	return s ? s : "";
}

const char *
ask_query(const struct ask *a, const char *name)
{
	const char *s = json_string_value(json_object_get(a->query, name));

	return s && *s ? s : NULL;
}

int
ask_param_id(const struct ask *a, int64_t *ret_id, struct fault *f)
{
	const json_t *v = json_object_get(a->params, "id");
	long long n;

	if (json_is_integer(v)) {
		*ret_id = json_integer_value(v);
		return 0;
	}
	if (mem_number(ask_param(a, "id"), 1, INT64_MAX, &n) < 0)
		return fault_set(
		    f, FAULT_NOT_FOUND, "", "Tidak ada", "Not found");
	*ret_id = n;
	return 0;
}

/* By text or JSON integer. */
int
ask_number(const struct ask *a, const char *name, long long hi,
    long long *ret_n, struct fault *f)
{
	const json_t *v = json_object_get(a->query, name);
	const char *s = ask_query(a, name);

	if (json_is_integer(v) && json_integer_value(v) >= 0 &&
	    json_integer_value(v) <= hi) {
		*ret_n = json_integer_value(v);
		return 0;
	}
	if (!v || (s && mem_number(s, 0, hi, ret_n) == 0))
		return 0;
	return fault_set(f, FAULT_HEADER, "", "Parameter %s tidak sah",
	    "Parameter %s is not valid", name);
}

int
ask_page(
    const struct ask *a, int *ret_limit, int64_t *ret_cursor, struct fault *f)
{
	long long limit = 50, cursor = 0;

	if (ask_number(a, "limit", 200, &limit, f) < 0 ||
	    ask_number(a, "cursor", INT64_MAX, &cursor, f) < 0 ||
	    ask_number(a, "after", INT64_MAX, &cursor, f) < 0)
		return -1;
	if (limit < 1)
		return fault_set(f, FAULT_HEADER, "",
		    "Parameter limit harus 1 sampai 200",
		    "Parameter limit must be 1 to 200");
	*ret_limit = (int)limit;
	*ret_cursor = cursor;
	return 0;
}

int
ask_job(const struct ask *a, struct store_job *ret_j, struct fault *f)
{
	int64_t id = 0;

	if (ask_param_id(a, &id, f) < 0 ||
	    store_job_get(a->core->store, id, ret_j, f) < 0)
		return -1;
	if (a->sees_all || strcmp(ret_j->counter, a->counter) == 0)
		return 0;
	store_job_release(ret_j);
	return fault_set(f, FAULT_NOT_FOUND, "", "Tidak ada", "Not found");
}

static struct tmpl *
ask_find(void *arg, const char *name)
{
	return catalog_offered(arg, name);
}

void
ask_world(struct core *c, struct intake_world *ret_w)
{
	struct intake_printer *list = NULL;
	size_t n = 0;

	for (struct printer *p = c->printers; p; p = p->next) {
		list = mem_array(list, n + 1, sizeof *list);
		list[n++] = (struct intake_printer){
			.name = p->about.name,
			.group = p->about.group,
			.media = p->about.media,
		};
	}
	*ret_w = (struct intake_world){
		.find = ask_find,
		.arg = c,
		.printer = list,
		.printers = n,
		.now = loop_now(),
		.zone_s = c->zone,
		.zone = c->conf.zone,
		.state = c->conf.state,
		.host = c->conf.host,
		.authority = c->conf.title,
	};
}

void
ask_items(struct buf *b)
{
	jout_open(b, NULL, '{');
	jout_open(b, "items", '[');
}

int
ask_items_end(struct ask *a, struct buf *b, int rc, const struct fault *f)
{
	if (rc < 0) {
		ask_fault(a, f);
	} else {
		jout_close(b, ']');
		jout_null(b, "next");
		jout_close(b, '}');
		ask_reply(a, 200, NULL, b);
	}
	buf_release(b);
	return 0;
}
