/*
 * The tail of the event table and of the notices: after a commit, each new row
 * goes to every front that has readers as an EVENT, in order, each once.  It
 * reads the tables and never trusts memory, so nothing that was rolled back is
 * ever told.
 */

#include "log.h"
#include "mem.h"
#include "msg.h"
#include "store.h"

#include <stdlib.h>

#include "answer.h"
#include "core.h"
#include "jout.h"
#include "peer.h"
#include "tail.h"

/* Rows told before requests are looked at again. */
#define TAIL_ROUND 128

struct tail {
	int64_t seq, notice; /* newest told of events, of notices */
	struct buf text;
	size_t n; /* rows in this round */
};

/* Whose job it is: a counter is shown its own alone. */
static void
tail_counter(struct core *c, struct buf *b, int64_t job)
{
	struct store_job j = { 0 };
	struct fault f = { 0 };

	if (store_job_get(c->store, job, &j, &f) == 0)
		jout_text(b, "counter", j.counter);
	store_job_release(&j);
}

/* Fronts that ever asked for events: the others have no reader. */
static int
tail_readers(const struct core *c)
{
	int n = 0;

	for (size_t i = 0; i < c->fronts; i++)
		n += c->front[i]->arg != NULL;
	return n;
}

/* Begins what is told of a row. */
static void
tail_open(struct tail *t, const char *stream, int64_t seq)
{
	t->n++;
	buf_clear(&t->text);
	jout_open(&t->text, NULL, '{');
	jout_text(&t->text, "stream", stream);
	jout_int(&t->text, "seq", seq);
}

static void
tail_close(struct core *c)
{
	struct tail *t = c->tail;

	jout_close(&t->text, '}');
	jout_end(&t->text);
	/* downwards: one that is dropped leaves its place to the last */
	for (size_t i = c->fronts; i-- > 0;) {
		struct wire_msg m;

		if (!c->front[i]->arg)
			continue;
		wire_init(&m);
		m.type = MSG_EVENT;
		buf_put(&m.body, t->text.p, t->text.n);
		peer_send(c->front[i], &m);
	}
}

static int
tail_row(const struct store_event *e, void *arg)
{
	struct core *c = arg;
	struct tail *t = c->tail;

	t->seq = e->seq;
	tail_open(t, "events", e->seq);
	jout_text(&t->text, "type", job_event_name(e->event));
	tail_counter(c, &t->text, e->job);
	answer_event(&t->text, "data", e);
	tail_close(c);
	return 0;
}

static int
tail_notice(const struct store_notice *n, void *arg)
{
	struct core *c = arg;
	struct tail *t = c->tail;

	t->notice = n->seq;
	tail_open(t, "notices", n->seq);
	jout_text(&t->text, "type", "notice");
	answer_notice(&t->text, "data", n);
	tail_close(c);
	return 0;
}

static int
tail_run(sd_event_source *s, void *arg)
{
	struct core *c = arg;
	struct fault f = { 0 };

	if (c->open) /* what is not committed must not be seen */
		loop_commit(c);
	c->tail->n = 0;
	if (store_event_list(
		c->store, 0, c->tail->seq, TAIL_ROUND, tail_row, c, &f) < 0 ||
	    store_notice_list(c->store, c->tail->notice, TAIL_ROUND,
		tail_notice, c, &f) < 0) {
		log_warnx("events: %s", f.en);
		return 0;
	}
	if (c->tail->n >= TAIL_ROUND)
		(void)sd_event_source_set_enabled(s, SD_EVENT_ONESHOT);
	return 0;
}

void
tail_init(struct core *c)
{
	c->tail = mem_alloc(sizeof *c->tail);
	if (sd_event_add_defer(c->ev, &c->tail_ev, tail_run, c) < 0 ||
	    sd_event_source_set_enabled(c->tail_ev, SD_EVENT_OFF) < 0 ||
	    sd_event_source_set_priority(c->tail_ev, LOOP_TAIL) < 0)
		fatalx("cannot make an event source");
}

void
tail_release(struct core *c)
{
	if (!c->tail)
		return;
	sd_event_source_disable_unref(c->tail_ev);
	buf_release(&c->tail->text);
	free(c->tail);
	c->tail = NULL;
}

void
tail_join(struct core *c, struct peer *front)
{
	struct fault f = { 0 };

	loop_commit(c); /* rows that may be undone have no number yet */
	if (!tail_readers(c) &&
	    (store_event_last(c->store, &c->tail->seq, &f) < 0 ||
		store_notice_last(c->store, &c->tail->notice, &f) < 0))
		log_warnx("events: %s", f.en);
	front->arg = front;
}

void
tail_wake(struct core *c)
{
	if (!tail_readers(c))
		return;
	(void)sd_event_source_set_enabled(c->tail_ev, SD_EVENT_ONESHOT);
}
