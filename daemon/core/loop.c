/*
 * The one transaction that is open while messages are read, and what leaves
 * when it is on disk: group commit without threads.  Nothing that a counter,
 * a gate or a printer acts on may leave before the commit that made it true;
 * when the commit fails, everyone who waited is told so.  It trusts the store
 * to be atomic.
 */

#include <stdlib.h>
#include <time.h>

#include "blob.h"
#include "crash.h"
#include "log.h"
#include "mem.h"
#include "store.h"

#include "api.h"
#include "core.h"
#include "dispatch.h"
#include "peer.h"
#include "pipeline.h"
#include "tail.h"
#include "upkeep.h"

/* Answers that may wait for one commit. */
#define LOOP_BATCH 512
/* While LOOP_FLOOD requests came in this time (us), background work, whose
 * commits they wait for, takes a turn only so often. */
#define LOOP_CALM 20000
#define LOOP_TURN 20000
/* How long background work rests when the disk was full. */
#define LOOP_FULL_US 2000000
/* What must fit before it is said to have room again. */
#define LOOP_ROOM 65536

int64_t
loop_now(void)
{
	return (int64_t)time(NULL);
}

int64_t
loop_mono(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int
loop_calm(const struct core *c)
{
	return loop_mono() - c->request[c->requests % LOOP_FLOOD] >= LOOP_CALM;
}

void
loop_request(struct core *c)
{
	c->request[c->requests++ % LOOP_FLOOD] = loop_mono();
}

static int
loop_on_commit(sd_event_source *s, void *arg)
{
	(void)s;
	loop_commit(arg);
	return 0;
}

static int
loop_on_turn(sd_event_source *s, uint64_t us, void *arg)
{
	struct core *c = arg;

	(void)s;
	(void)us;
	c->turn = sd_event_source_disable_unref(c->turn);
	loop_work(c);
	return 0;
}

/* 1 when background work waits for its turn. */
static int
loop_rests(struct core *c)
{
	int64_t now = loop_mono();

	if (!loop_calm(c) && now < c->next_turn) {
		if (!c->turn)
			c->turn = loop_timer(
			    c, (uint64_t)(c->next_turn - now), loop_on_turn, c);
		return 1;
	}
	return 0;
}

static int
loop_on_work(sd_event_source *s, void *arg)
{
	struct core *c = arg;
	struct fault f = { 0 };

	(void)s;
	if (c->store_down || c->stopping)
		return 0;
	if (loop_mono() < c->full_until) {
		loop_again(c); /* this wake must not be lost */
		return 0;
	}
	if (loop_rests(c))
		return 0;
	if (batch_run(c))
		loop_work(c);
	pipeline_run(c);
	dispatch_run(c);
	loop_commit(c);
	c->next_turn = loop_mono() + LOOP_TURN;
	if (store_idle(c->store, &f) < 0)
		loop_failed(c, &f);
	return 0;
}

static sd_event_source *
loop_later(struct core *c, sd_event_handler_t fn, int64_t priority)
{
	sd_event_source *s;

	if (sd_event_add_defer(c->ev, &s, fn, c) < 0 ||
	    sd_event_source_set_enabled(s, SD_EVENT_OFF) < 0 ||
	    sd_event_source_set_priority(s, priority) < 0)
		fatalx("cannot make an event source");
	return s;
}

int
loop_init(struct core *c, struct fault *f)
{
	if (sd_event_new(&c->ev) < 0)
		return fault_set(f, FAULT_IO, "", "Tidak ada event loop",
		    "Cannot make an event loop");
	c->defer_end = &c->defer;
	c->commit = loop_later(c, loop_on_commit, LOOP_COMMIT);
	c->work = loop_later(c, loop_on_work, LOOP_WORK);
	return 0;
}

void
loop_release(struct core *c)
{
	sd_event_source_disable_unref(c->commit);
	sd_event_source_disable_unref(c->work);
	sd_event_source_disable_unref(c->again);
	sd_event_source_disable_unref(c->turn);
	sd_event_unref(c->ev);
}

void
loop_work(struct core *c)
{
	(void)sd_event_source_set_enabled(c->work, SD_EVENT_ONESHOT);
}

sd_event_source *
loop_timer(struct core *c, uint64_t us, sd_event_time_handler_t fn, void *arg)
{
	sd_event_source *s;

	/* what ends with the loop may still ask to be tried again */
	if (sd_event_get_state(c->ev) == SD_EVENT_FINISHED)
		return NULL;
	if (sd_event_add_time_relative(
		c->ev, &s, CLOCK_MONOTONIC, us, 1000, fn, arg) < 0)
		fatalx("cannot make a timer");
	return s;
}

int
loop_begin(struct core *c, struct fault *f)
{
	if (c->open)
		return 0;
	if (c->store_down)
		return fault_set(f, FAULT_UNAVAILABLE, "",
		    "Penyimpanan gagal; tidak ada yang diterima",
		    "The store has failed; nothing is accepted");
	if (store_begin(c->store, f) < 0) {
		loop_failed(c, f);
		return -1;
	}
	c->open = 1;
	c->spoilt = 0;
	(void)sd_event_source_set_enabled(c->commit, SD_EVENT_ONESHOT);
	return 0;
}

void
loop_failed(struct core *c, const struct fault *f)
{
	if (f->code != FAULT_FULL && f->code != FAULT_IO)
		return;
	if (c->store_why.code != f->code)
		log_warnx("store: %s", f->en);
	c->store_why = *f;
	if (!store_writable(c->store) || !blob_sound(c->blobs))
		c->store_down = 1;
	c->full_until = loop_mono() + LOOP_FULL_US;
	loop_again(c);
	if (c->open && !c->spoilt) {
		c->spoilt = 1;
		c->why = *f;
	}
}

static void
loop_leave(struct defer *d)
{
	if (d->before)
		crash_point(d->before);
	if (d->done)
		peer_call(d->peer, d->m, d->done, d->arg);
	else
		peer_send(d->peer, d->m);
	if (d->after)
		crash_point(d->after);
}

static void
loop_drop(struct defer *d, const struct fault *f)
{
	uint64_t id = d->m->id;

	wire_release(d->m);
	if (d->done)
		d->done(d->arg, NULL);
	else if (d->peer->ops->unsaved && !d->peer->dead)
		d->peer->ops->unsaved(d->peer, id, f);
}

void
loop_defer(struct core *c, const struct defer *d)
{
	struct defer *k;

	if (!c->open) {
		struct defer now = *d;
		loop_leave(&now);
		return;
	}
	k = mem_alloc(sizeof *k);
	*k = *d;
	k->next = NULL;
	k->m = mem_alloc(sizeof *k->m);
	*k->m = *d->m;
	wire_init(d->m);
	peer_ref(k->peer);
	*c->defer_end = k;
	c->defer_end = &k->next;
	if (++c->defers >= LOOP_BATCH)
		loop_commit(c);
}

/* 1 when the disk has room again: nobody may come to try while /readyz says
 * that there is none. */
static int
loop_room(struct core *c)
{
	struct fault f = { 0 };
	uint8_t *block = mem_alloc(LOOP_ROOM), hash[32];
	int rc = blob_put(c->blobs, block, LOOP_ROOM, 0, hash, &f);

	if (rc == 0)
		(void)blob_remove(c->blobs, hash, &f);
	free(block);
	return rc == 0;
}

static int
loop_on_again(sd_event_source *s, uint64_t us, void *arg)
{
	struct core *c = arg;

	(void)s;
	(void)us;
	c->again = sd_event_source_disable_unref(c->again);
	if (c->store_why.code == FAULT_FULL) {
		if (!loop_room(c)) {
			c->full_until = loop_mono() + LOOP_FULL_US;
			loop_again(c);
			return 0;
		}
	}
	if (!c->store_down)
		c->store_why.code = FAULT_NONE;
	pipeline_wake(c);
	return 0;
}

void
loop_again(struct core *c)
{
	if (!c->again && !c->store_down)
		c->again =
		    loop_timer(c, LOOP_FULL_US + 100000, loop_on_again, c);
}

/* Memory said things that did not become true: forget and read anew. */
static void
loop_forget(struct core *c)
{
	pipeline_forget(c);
	upkeep_forget(c);
	dispatch_forget(c);
	loop_again(c);
}

void
loop_commit(struct core *c)
{
	struct fault f = { 0 };
	struct defer *d = c->defer, *next;
	int bad;

	if (!c->open)
		return;
	if (c->spoilt) {
		store_rollback(c->store);
		f = c->why;
		bad = 1;
	} else {
		bad = store_commit(c->store, &f) < 0;
	}
	c->open = c->spoilt = 0;
	c->defer = NULL;
	c->defer_end = &c->defer;
	c->defers = 0;
	(void)sd_event_source_set_enabled(c->commit, SD_EVENT_OFF);
	if (bad)
		loop_failed(c, &f);
	else
		c->store_why.code = FAULT_NONE;
	if (!bad)
		c->committed = loop_now();
	for (; d; d = next) {
		next = d->next;
		if (bad)
			loop_drop(d, &f);
		else
			loop_leave(d);
		peer_unref(d->peer);
		free(d->m);
		free(d);
	}
	if (bad) {
		loop_forget(c);
	} else {
		tail_wake(c);
		loop_work(c);
	}
}

int
loop_step(struct core *c, const struct store_job *j, enum job_event ev,
    const struct store_change *ch, struct store_job *ret_job)
{
	struct fault f = { 0 };

	if (loop_begin(c, &f) < 0)
		return -1;
	if (store_job_step(
		c->store, j->id, j->rev, ev, ch, loop_now(), ret_job, &f) < 0) {
		loop_failed(c, &f);
		log_warnx("job %lld: %s refused: %s", (long long)j->id,
		    job_event_name(ev), f.en);
		return -1;
	}
	log_debug("job %lld: %s", (long long)j->id, job_event_name(ev));
	return 0;
}
