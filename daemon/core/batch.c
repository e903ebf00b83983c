/*
 * Batches: up to 10,000 jobs as lines of JSON.  The lines are kept on disk
 * before the batch is answered, then read in small groups, a commit each,
 * between other work; a restart reads on.  Every line is accepted or refused
 * by itself and exactly once.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "fault.h"
#include "log.h"
#include "mem.h"

#include "answer.h"
#include "api.h"
#include "ask.h"
#include "batch.h"
#include "core.h"
#include "jout.h"

#define BATCH_GROUP 32 /* lines of one commit */
#define BATCH_PHOTOS 4 /* photos at the renderer at once */

static void
batch_add(struct core *c, struct batch *b)
{
	struct batch **end = &c->batches;

	while (*end)
		end = &(*end)->next;
	*end = b;
	loop_work(c);
}

void
batch_wake(struct batch *b)
{
	loop_work(b->core);
}

/* ---- reading ---- */

static int
batch_mark(int line, int64_t job, const char *problem, void *arg)
{
	struct batch *b = arg;

	(void)job;
	(void)problem;
	if (line > 0 && line < b->lines)
		b->taken[line / 8] |= (uint8_t)(1 << (line % 8));
	return 0;
}

/* From the first line again, but for those that are on record. */
static int
batch_rewind(struct batch *b)
{
	struct fault f = { 0 };

	memset(b->taken, 0, (size_t)b->lines / 8 + 1);
	if (store_batch_lines(
		b->core->store, b->id, 0, INT32_MAX, batch_mark, b, &f) < 0) {
		log_warnx("batch %lld: %s", (long long)b->id, f.en);
		return -1;
	}
	b->at =
	    (size_t)((const char *)memchr(b->text, '\n', b->n) - b->text) + 1;
	b->line = 1;
	b->again = 0;
	return 0;
}

static void
batch_end(struct core *c, struct batch *b)
{
	struct fault f = { 0 };

	if (loop_begin(c, &f) < 0 ||
	    store_batch_finish(c->store, b->id, loop_now(), &f) < 0) {
		loop_failed(c, &f);
		loop_again(c);
		return;
	}
	loop_commit(c);
	if (c->store_why.code != FAULT_NONE)
		return;
	log_info("batch %lld: every line is taken", (long long)b->id);
	batch_file_remove(c, b->id);
	for (struct batch **l = &c->batches; *l; l = &(*l)->next) {
		if (*l != b)
			continue;
		*l = b->next;
		break;
	}
	batch_file_close(b);
}

/* A group of one batch; 1 when there is more to do at once. */
static int
batch_group(struct core *c, struct batch *b)
{
	const char *s;
	size_t n;
	int line, left = 1;

	if (b->again) {
		if (b->photos > 0 || batch_rewind(b) < 0)
			return 0;
	}
	for (int i = 0; i < BATCH_GROUP && b->photos < BATCH_PHOTOS; i++) {
		left = batch_file_line(b, &s, &n, &line);
		if (!left)
			break;
		batch_line_take(b, line, s, n);
	}
	loop_commit(c);
	if (c->store_why.code != FAULT_NONE || b->again) {
		b->again = 1;
		loop_again(c);
		return 0;
	}
	if (left)
		return b->photos < BATCH_PHOTOS;
	if (b->photos == 0)
		batch_end(c, b);
	return 0;
}

int
batch_run(struct core *c)
{
	struct batch *b, *next;
	int more = 0;

	for (b = c->batches; b; b = next) {
		next = b->next;
		more |= batch_group(c, b);
	}
	return more;
}

static void
batch_found(struct core *c, int64_t id)
{
	struct fault f = { 0 };
	struct store_batch about;
	struct batch *b;

	if (store_batch_get(c->store, id, &about, &f) < 0 || about.finished) {
		if (f.code == FAULT_NONE || f.code == FAULT_NOT_FOUND)
			batch_file_remove(c, id);
		return;
	}
	b = batch_file_open(c, id);
	if (!b)
		return;
	b->again = 1;
	log_info("batch %lld: read on", (long long)id);
	batch_add(c, b);
}

void
batch_recover(struct core *c)
{
	batch_file_each(c, batch_found);
}

void
batch_release(struct core *c)
{
	struct batch *b;

	while ((b = c->batches)) {
		c->batches = b->next;
		batch_file_close(b);
	}
}

/* ---- requests ---- */

static void
batch_answer(struct buf *b, const struct store_batch *s)
{
	jout_open(b, NULL, '{');
	jout_int(b, "id", s->id);
	jout_text(b, "counter", s->counter);
	jout_int(b, "total", s->total);
	jout_int(b, "accepted", s->accepted);
	jout_int(b, "refused", s->refused);
	jout_time(b, "created", s->created);
	if (s->finished)
		jout_time(b, "finished", s->finished);
	else
		jout_null(b, "finished");
	buf_printf(b,
	    "\"links\":{\"self\":\"/v1/batches/%lld\","
	    "\"lines\":\"/v1/batches/%lld/lines\","
	    "\"jobs\":\"/v1/jobs?batch=%lld\"},",
	    (long long)s->id, (long long)s->id, (long long)s->id);
	jout_close(b, '}');
}

static int
batch_store(struct ask *a, struct store_batch *ret_s, struct fault *f)
{
	struct core *c = a->core;
	struct store_answer keep = { .status = 202 };
	struct buf body = { 0 };
	int64_t total;
	int rc = -1;

	if (a->fd < 0)
		return fault_set(f, FAULT_SYNTAX, "", "Kumpulan kosong",
		    "The batch is empty");
	if (batch_file_count(c, a->fd, &total, f) < 0 || loop_begin(c, f) < 0 ||
	    store_batch_create(
		c->store, a->counter, total, loop_now(), ret_s, f) < 0 ||
	    batch_file_keep(c, ret_s->id, a, f) < 0)
		goto out;
	batch_answer(&body, ret_s);
	jout_end(&body);
	keep.body = (char *)body.p;
	memcpy(keep.body_hash, a->body_hash, STORE_HASH);
	rc = store_answer_put(
	    c->store, a->counter, a->key, &keep, ret_s->created, f);
out:
	buf_release(&body);
	return rc;
}

int
batch_create(struct ask *a)
{
	struct core *c = a->core;
	struct fault f = { 0 };
	struct store_batch s = { 0 };
	struct buf body = { 0 };
	struct batch *b;
	char *headers;

	if (!api_key_ok(a) || api_replay(a) != 0)
		return 0;
	if (batch_store(a, &s, &f) < 0) {
		/* a row without its file must not stay */
		loop_failed(c, &f);
		if (s.id && !c->spoilt) {
			c->spoilt = 1;
			c->why = f;
		}
		ask_fault(a, &f);
		return 0;
	}
	batch_answer(&body, &s);
	headers =
	    mem_printf("{\"Location\":\"/v1/batches/%lld\"}", (long long)s.id);
	ask_reply(a, 202, headers, &body);
	loop_commit(c);
	b = c->store_why.code == FAULT_NONE ? batch_file_open(c, s.id) : NULL;
	if (b) {
		log_info("batch %lld: %lld lines", (long long)s.id,
		    (long long)s.total);
		batch_add(c, b);
	} else {
		batch_file_remove(c, s.id);
	}
	free(headers);
	buf_release(&body);
	return 0;
}

static int
batch_seen(struct ask *a, struct store_batch *ret_s, struct fault *f)
{
	int64_t id = 0;

	if (ask_param_id(a, &id, f) < 0 ||
	    store_batch_get(a->core->store, id, ret_s, f) < 0)
		return -1;
	if (!a->sees_all && strcmp(ret_s->counter, a->counter) != 0)
		return fault_set(
		    f, FAULT_NOT_FOUND, "", "Tidak ada", "Not found");
	return 0;
}

int
batch_get(struct ask *a)
{
	struct fault f = { 0 };
	struct store_batch s;
	struct buf b = { 0 };

	if (batch_seen(a, &s, &f) < 0) {
		ask_fault(a, &f);
	} else {
		batch_answer(&b, &s);
		ask_reply(a, 200, NULL, &b);
	}
	buf_release(&b);
	return 0;
}

struct batch_list {
	struct buf b;
	int left, more, last;
};

static int
batch_list_row(int line, int64_t job, const char *problem, void *arg)
{
	struct batch_list *l = arg;

	if (l->left-- <= 0) {
		l->more = 1;
		return 1;
	}
	l->last = line;
	jout_open(&l->b, NULL, '{');
	jout_int(&l->b, "line", line);
	if (job)
		jout_int(&l->b, "job", job);
	else
		jout_null(&l->b, "job");
	jout_raw(&l->b, "problem", problem && *problem ? problem : "null");
	jout_close(&l->b, '}');
	return 0;
}

int
batch_lines(struct ask *a)
{
	struct fault f = { 0 };
	struct store_batch s;
	struct batch_list l = { 0 };
	int64_t after = 0;
	char *next = NULL;

	jout_open(&l.b, NULL, '{');
	jout_open(&l.b, "items", '[');
	if (ask_page(a, &l.left, &after, &f) < 0 || batch_seen(a, &s, &f) < 0 ||
	    store_batch_lines(a->core->store, s.id, (int)after, l.left + 1,
		batch_list_row, &l, &f) < 0) {
		ask_fault(a, &f);
	} else {
		jout_close(&l.b, ']');
		next = l.more ? mem_printf("%d", l.last) : NULL;
		jout_text(&l.b, "next", next);
		jout_close(&l.b, '}');
		ask_reply(a, 200, NULL, &l.b);
	}
	free(next);
	buf_release(&l.b);
	return 0;
}
