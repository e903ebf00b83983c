/*
 * The store's conformance, first half: jobs, steps, lists, events, groups.
 * The same cases run on the memory store and on SQLite in a file.
 */
/* SRC: tests/store/kit.c */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mem.h"
#include "tests/store/kit.h"

static int in_file; /* which store the cases run on */

struct ground {
	struct store *s;
	char *dir, *path;
};

static int
setup(void **state)
{
	struct ground *g = mem_alloc(sizeof(*g));

	g->dir = kit_dir();
	g->path = mem_printf("%s/store.db", g->dir);
	if (in_file)
		assert_int_equal(
		    store_open_sqlite(g->path, "a", &g->s, NULL), 0);
	else
		assert_int_equal(store_open_memory("a", &g->s, NULL), 0);
	kit_template(g->s);
	*state = g;
	return 0;
}

static int
teardown(void **state)
{
	struct ground *g = *state;

	store_close(g->s);
	if (in_file)
		kit_examine(g->path);
	kit_remove(g->dir);
	free(g->path);
	free(g);
	return 0;
}

/* ---- making ---- */

static void
create_and_get(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	struct store_new in = kit_new("K7Q2M9XWD4R8TJ3P", "key-1");
	uint8_t photo[STORE_HASH] = { 9 };
	struct store_job a, b;
	struct fault f;

	in.photo = photo;
	in.target = "hp";
	assert_int_equal(store_job_create(s, &in, &a, &f), 0);
	assert_int_equal(store_job_get(s, a.id, &b, &f), 0);
	assert_int_equal(a.id, 1);
	for (int i = 0; i < 3; i++) {
		const struct store_job *j = i == 0 ? &a : &b;

		if (i == 2) {
			store_job_release(&b);
			assert_int_equal(store_job_by_document(
					     s, "k7q2m9xwd4r8tj3p", &b, &f),
			    0);
		}
		assert_int_equal(j->rev, 1);
		assert_int_equal(j->state, JOB_RECEIVED);
		assert_string_equal(j->document, "K7Q2M9XWD4R8TJ3P");
		assert_string_equal(j->number, "560/0001/XI/2026");
		assert_int_equal(j->copy, 1);
		assert_string_equal(j->template_name, "t");
		assert_int_equal(j->template_version, 1);
		assert_string_equal(j->counter, "loket-1");
		assert_string_equal(j->target, "hp");
		assert_string_equal(j->printer, "");
		assert_string_equal(j->source_system, "SISKOP2MI");
		assert_string_equal(j->source_reference, "R-1");
		assert_string_equal(j->scheme, "P3MI");
		assert_string_equal(j->region, "5202");
		assert_string_equal(j->token, "");
		assert_int_equal(j->attempts + j->hold + j->pages, 0);
		assert_true(j->has_photo && !j->has_pdf);
		assert_memory_equal(j->photo, photo, STORE_HASH);
		assert_int_equal(j->created, KIT_NOW);
		assert_int_equal(j->changed, KIT_NOW);
		assert_string_equal(j->fields, "{\"nama\":\"CONTOH\"}");
		assert_null(j->seals);
		assert_null(j->reason);
	}
	store_job_release(&a);
	store_job_release(&b);
	assert_int_equal(store_answer_put(s, "loket-1", "key-1",
			     &(struct store_answer){ .body_hash = { 0xd1 },
				 .job = 1,
				 .status = 201,
				 .body = "{}" },
			     KIT_NOW, &f),
	    0);
}

static void
absent(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	struct store_job j;
	struct fault f;

	assert_int_equal(store_job_get(s, 1, &j, &f), -1);
	assert_int_equal(f.code, FAULT_NOT_FOUND);
	assert_int_equal(store_job_by_document(s, kit_id(1), &j, &f), -1);
	assert_int_equal(f.code, FAULT_NOT_FOUND);
	assert_int_equal(
	    store_job_by_document(s, "a much longer name", &j, &f), -1);
	assert_int_equal(f.code, FAULT_NOT_FOUND);
	assert_int_equal(kit_step(s, 1, JOB_EV_SEAL), FAULT_NOT_FOUND);
}

struct bad {
	const char *what;
	struct store_new in;
	enum fault_code code;
	const char *pointer;
};

/* A refused job leaves nothing: no number, no event, no half of it. */
static void
refused(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	const char *long_name =
	    "a-name-that-is-longer-than-the-forty-eight-characters";
	struct store_new n = kit_new(kit_id(7), NULL);
	struct bad bad[] = {
		{ "counter", n, FAULT_FIELD, "/counter" },
		{ "document", n, FAULT_FIELD, "/document" },
		{ "region", n, FAULT_FIELD, "/region" },
		{ "template", n, FAULT_NOT_FOUND, "/template" },
		{ "version", n, FAULT_NOT_FOUND, "/template" },
		{ "no {n}", n, FAULT_TEMPLATE, "/number" },
		{ "two {n}", n, FAULT_TEMPLATE, "/number" },
		{ "open {n", n, FAULT_TEMPLATE, "/number" },
		{ "too wide", n, FAULT_TEMPLATE, "/number" },
		{ "long number", n, FAULT_FIELD, "/number" },
		{ "same id", n, FAULT_CONFLICT, "/document" },
		{ "short id", n, FAULT_CONFLICT, "/document" },
		{ "long key", n, FAULT_FIELD, "" },
	};
	char key[STORE_KEY + 1];
	int64_t before, after;
	struct store_job j;
	struct fault f;

	bad[0].in.counter = long_name;
	bad[1].in.document = long_name;
	bad[2].in.region = long_name;
	bad[3].in.template_name = "other";
	bad[4].in.template_version = 2;
	bad[5].in.number = "560";
	bad[6].in.number = "{n}/{n}";
	bad[7].in.number = "{n:4";
	bad[8].in.number = "{n:13}";
	bad[9].in.number = "0123456789012345678901234567890123456789"
			   "0123456789012345678901234{n}";
	bad[10].in.document = kit_id(1);
	bad[11].in.document = "SHORT";
	memset(key, 'k', STORE_KEY);
	key[STORE_KEY] = '\0';
	bad[12].in.key = key;
	kit_make(s, 1);
	assert_int_equal(store_event_last(s, &before, &f), 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		memset(&f, 0, sizeof(f));
		if (store_job_create(s, &bad[i].in, &j, &f) != -1 ||
		    f.code != bad[i].code ||
		    strcmp(f.pointer, bad[i].pointer) != 0)
			fail_msg("%s: code %d at %s: %s", bad[i].what, f.code,
			    f.pointer, f.en);
	}
	assert_int_equal(store_event_last(s, &after, &f), 0);
	assert_int_equal(before, after);
	kit_make(s, 2);
	assert_int_equal(store_job_get(s, 2, &j, &f), 0);
	assert_string_equal(j.number, "560/0002/XI/2026");
	store_job_release(&j);
}

/* ---- steps ---- */

static void
every_step(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	static const uint8_t pdf[STORE_HASH] = { 3 };
	struct store_change c = { .actor = "core" };
	int64_t id = kit_make(s, 1);
	struct store_job j;
	struct fault f;

	c.seals = "[\"A\",\"B\"]";
	assert_int_equal(
	    store_job_step(s, id, 1, JOB_EV_SEAL, &c, 11, &j, &f), 0);
	assert_string_equal(j.seals, "[\"A\",\"B\"]");
	assert_int_equal(j.rev, 2);
	assert_int_equal(j.changed, 11);
	assert_int_equal(j.created, KIT_NOW);
	store_job_release(&j);
	c = (struct store_change){ .actor = "core", .pdf = pdf, .pages = 2 };
	assert_int_equal(
	    store_job_step(s, id, 2, JOB_EV_RENDER, &c, 12, &j, &f), 0);
	assert_true(j.has_pdf && j.pages == 2 && j.state == JOB_QUEUED);
	assert_memory_equal(j.pdf, pdf, STORE_HASH);
	store_job_release(&j);
	c = (struct store_change){ .actor = "core",
		.printer = "hp",
		.token = "00112233445566778899aabbccddeeff",
		.cups_job = 41,
		.reason = "{\"code\":\"x\"}" };
	assert_int_equal(
	    store_job_step(s, id, 3, JOB_EV_SUBMIT, &c, 13, &j, &f), 0);
	assert_int_equal(j.attempts, 1);
	assert_int_equal(j.cups_job, 41);
	assert_string_equal(j.token, "00112233445566778899aabbccddeeff");
	assert_string_equal(j.printer, "hp");
	assert_string_equal(j.reason, "{\"code\":\"x\"}");
	store_job_release(&j);
	c = (struct store_change){ .actor = "gate", .reason = "" };
	assert_int_equal(
	    store_job_step(s, id, 4, JOB_EV_RETURN, &c, 14, &j, &f), 0);
	assert_int_equal(j.cups_job, 0);
	assert_null(j.reason);
	assert_string_equal(j.printer, "hp");
	assert_int_equal(j.pages, 2);
	store_job_release(&j);
	assert_int_equal(kit_step(s, id, JOB_EV_SUBMIT), FAULT_NONE);
	assert_int_equal(kit_step(s, id, JOB_EV_PERMIT), FAULT_NONE);
	c = (struct store_change){ .actor = "gate" };
	assert_int_equal(
	    store_job_step(s, id, 7, JOB_EV_LOST, &c, 50, &j, &f), 0);
	assert_int_equal(j.changed, 50);
	store_job_release(&j);
	/* who looks at a job makes its doubt no younger */
	assert_int_equal(
	    store_job_step(s, id, 8, JOB_EV_NOTE, &c, 9000, &j, &f), 0);
	assert_int_equal(j.changed, 50);
	store_job_release(&j);
	assert_int_equal(kit_step(s, id, JOB_EV_CAME_OUT_WELL), FAULT_NONE);
	assert_int_equal(kit_step(s, id, JOB_EV_PASS), FAULT_NONE);
	assert_int_equal(store_job_get(s, id, &j, &f), 0);
	assert_int_equal(j.state, JOB_ISSUED);
	assert_int_equal(j.rev, 11);
	assert_int_equal(j.attempts, 2);
	store_job_release(&j);
}

/* I6: a writer that saw an older rev is refused, and nothing is written. */
static void
rev_conflict(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	struct store_change c = { .actor = "core", .seals = "[]" };
	int64_t id = kit_make(s, 1), seq;
	struct fault f;

	assert_int_equal(
	    store_job_step(s, id, 2, JOB_EV_SEAL, &c, 1, NULL, &f), -1);
	assert_int_equal(f.code, FAULT_REV);
	assert_int_equal(
	    store_job_step(s, id, 1, JOB_EV_SEAL, &c, 1, NULL, &f), 0);
	c.seals = NULL;
	assert_int_equal(
	    store_job_step(s, id, 1, JOB_EV_RENDER, &c, 1, NULL, &f), -1);
	assert_int_equal(f.code, FAULT_REV);
	assert_int_equal(store_event_last(s, &seq, &f), 0);
	assert_int_equal(seq, 2);
}

/* Every pair that the table refuses is refused by the store, and every pair
 * it allows is written: I2, I3, I4. */
static void
every_pair(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	unsigned n = 0;

	for (int from = 0; from < JOB_STATE_N; from++) {
		static const struct {
			enum job_state base;
			enum job_event ev, then;
		} side[JOB_STATE_N] = {
			[JOB_HELD] = { JOB_QUEUED, JOB_EV_HOLD, 0 },
			[JOB_DOUBT] = { JOB_PRINTING, JOB_EV_FAIL, 0 },
			[JOB_SPOILED] = { JOB_PRINTED, JOB_EV_SPOIL, 0 },
			[JOB_CANCELLED] = { JOB_QUEUED, JOB_EV_CANCEL, 0 },
			[JOB_REJECTED] = { JOB_SEALED, JOB_EV_REJECT, 0 },
			[JOB_VOIDED] = { JOB_PRINTING, JOB_EV_LOST,
			    JOB_EV_NOT_OUT },
			[JOB_READY] = { JOB_PRINTED, JOB_EV_READY, 0 },
			[JOB_SUPERSEDED] = { JOB_PRINTED, JOB_EV_READY,
			    JOB_EV_SUPERSEDE },
		};

		for (int ev = 0; ev < JOB_EVENT_N; ev++) {
			int aside = side[from].ev != JOB_EV_ACCEPT;
			int64_t id = kit_at(s, ++n,
			    aside ? side[from].base : (enum job_state)from);
			int to =
			    job_next((enum job_state)from, (enum job_event)ev);
			struct store_job j;

			if (aside)
				assert_int_equal(
				    kit_step(s, id, side[from].ev), FAULT_NONE);
			if (side[from].then != JOB_EV_ACCEPT)
				assert_int_equal(
				    kit_step(s, id, side[from].then),
				    FAULT_NONE);
			assert_int_equal(kit_step(s, id, (enum job_event)ev),
			    to < 0 ? FAULT_STATE : FAULT_NONE);
			assert_int_equal(store_job_get(s, id, &j, NULL), 0);
			assert_int_equal(j.state, to < 0 ? from : to);
			store_job_release(&j);
		}
	}
}

static void
held_from_the_start(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	struct store_change c = { .actor = "core", .pages = 1 };
	struct store_new in = kit_new(kit_id(1), NULL);
	struct store_job j;
	struct fault f;
	int64_t seq;

	in.hold = 1;
	assert_int_equal(store_job_create(s, &in, &j, &f), 0);
	assert_true(j.hold);
	store_job_release(&j);
	assert_int_equal(kit_step(s, 1, JOB_EV_SEAL), FAULT_NONE);
	assert_int_equal(
	    store_job_step(s, 1, 2, JOB_EV_RENDER, &c, 5, &j, &f), 0);
	assert_int_equal(j.state, JOB_HELD);
	assert_int_equal(j.rev, 4);
	store_job_release(&j);
	assert_int_equal(store_event_last(s, &seq, &f), 0);
	assert_int_equal(seq, 4);
	assert_int_equal(kit_step(s, 1, JOB_EV_RELEASE), FAULT_NONE);
	assert_int_equal(store_job_get(s, 1, &j, &f), 0);
	assert_true(j.state == JOB_QUEUED && !j.hold);
	store_job_release(&j);
}

/* ---- events ---- */

struct seen {
	int n, stop_at;
	int64_t last;
	struct store *s;
};

static int
see_event(const struct store_event *e, void *arg)
{
	struct seen *x = arg;
	int64_t seq;

	assert_true(e->seq > x->last);
	x->last = e->seq;
	/* a callback may ask the store */
	assert_int_equal(store_event_last(x->s, &seq, NULL), 0);
	assert_true(seq >= e->seq);
	if (e->event == JOB_EV_ACCEPT) {
		assert_int_equal(e->from, -1);
		assert_string_equal(e->actor, "loket-1");
	} else {
		assert_int_equal(
		    e->to, job_next((enum job_state)e->from, e->event));
		assert_string_equal(e->actor, "core");
	}
	assert_string_equal(e->evidence, "{}");
	return ++x->n == x->stop_at;
}

static void
events(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	struct seen x = { .s = s };
	int64_t seq = 9;

	assert_int_equal(store_event_last(s, &seq, NULL), 0);
	assert_int_equal(seq, 0);
	for (unsigned i = 1; i <= 40; i++)
		kit_at(s, i, JOB_PRINTING); /* 5 events each */
	assert_int_equal(
	    store_event_list(s, 0, 0, 1000, see_event, &x, NULL), 0);
	assert_int_equal(x.n, 200);
	assert_int_equal(x.last, 200);
	x = (struct seen){ .s = s };
	assert_int_equal(
	    store_event_list(s, 0, 120, 70, see_event, &x, NULL), 0);
	assert_int_equal(x.n, 70);
	assert_int_equal(x.last, 190);
	x = (struct seen){ .s = s, .stop_at = 66 };
	assert_int_equal(
	    store_event_list(s, 0, 0, 1000, see_event, &x, NULL), 0);
	assert_int_equal(x.n, 66);
	x = (struct seen){ .s = s };
	assert_int_equal(
	    store_event_list(s, 3, 11, 1000, see_event, &x, NULL), 0);
	assert_int_equal(x.n, 4);
	assert_int_equal(x.last, 15);
	x = (struct seen){ .s = s };
	assert_int_equal(
	    store_event_list(s, 99, 0, 1000, see_event, &x, NULL), 0);
	assert_int_equal(x.n, 0);
}

/* ---- groups ---- */

static void
group_rolled_back(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	int64_t count[JOB_STATE_N], seq;
	struct store_job j;
	struct fault f;

	kit_make(s, 1);
	assert_int_equal(store_begin(s, &f), 0);
	assert_int_equal(store_begin(s, &f), -1);
	assert_int_equal(f.code, FAULT_STATE);
	for (unsigned i = 2; i < 20; i++)
		kit_at(s, i, JOB_QUEUED);
	assert_int_equal(store_job_count(s, count, &f), 0);
	assert_int_equal(count[JOB_QUEUED], 18);
	store_rollback(s);
	assert_int_equal(store_job_get(s, 2, &j, &f), -1);
	assert_int_equal(store_event_last(s, &seq, &f), 0);
	assert_int_equal(seq, 1);
	assert_int_equal(store_job_count(s, count, &f), 0);
	assert_int_equal(count[JOB_QUEUED], 0);
	assert_int_equal(count[JOB_RECEIVED], 1);
	assert_int_equal(store_commit(s, &f), -1);
	assert_int_equal(f.code, FAULT_STATE);
	kit_make(s, 2);
	assert_int_equal(store_job_get(s, 2, &j, &f), 0);
	assert_string_equal(j.number, "560/0002/XI/2026");
	store_job_release(&j);
}

/* A refused call leaves the rest of its group as it was. */
static void
group_with_refusals(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	struct store_new in = kit_new(kit_id(1), "k");
	int64_t count[JOB_STATE_N];
	struct store_answer a = {
		.body_hash = { 0xd1 }, .job = 1, .status = 201, .body = "{}"
	};
	struct fault f;

	assert_int_equal(store_begin(s, &f), 0);
	assert_int_equal(store_job_create(s, &in, NULL, &f), 0);
	assert_int_equal(
	    store_answer_put(s, "loket-1", "k", &a, KIT_NOW, &f), 0);
	in.document = kit_id(2);
	assert_int_equal(store_job_create(s, &in, NULL, &f), -1);
	assert_int_equal(f.code, FAULT_CONFLICT);
	in.key = "k2";
	in.document = kit_id(1);
	assert_int_equal(store_job_create(s, &in, NULL, &f), -1);
	assert_int_equal(f.code, FAULT_CONFLICT);
	assert_string_equal(f.pointer, "/document");
	assert_int_equal(kit_step(s, 1, JOB_EV_PERMIT), FAULT_STATE);
	assert_int_equal(kit_step(s, 77, JOB_EV_SEAL), FAULT_NOT_FOUND);
	kit_make(s, 2);
	assert_int_equal(store_commit(s, &f), 0);
	assert_int_equal(store_job_count(s, count, &f), 0);
	assert_int_equal(count[JOB_RECEIVED], 2);
}

/* ---- the door ---- */

static void
reopened(void **state)
{
	struct ground *g = *state;
	struct store *other;
	struct store_job j;
	struct fault f;

	if (!in_file)
		return;
	kit_at(g->s, 1, JOB_QUEUED);
	assert_int_equal(store_open_sqlite(g->path, "a", &other, &f), -1);
	assert_int_equal(f.code, FAULT_UNAVAILABLE);
	/* not committed: gone */
	assert_int_equal(store_begin(g->s, &f), 0);
	kit_make(g->s, 2);
	store_close(g->s);
	g->s = NULL;
	assert_int_equal(store_open_sqlite(g->path, "b", &other, &f), -1);
	assert_int_equal(f.code, FAULT_CONFIG);
	assert_int_equal(store_open_sqlite(g->path, "a", &g->s, &f), 0);
	assert_int_equal(store_job_get(g->s, 1, &j, &f), 0);
	assert_int_equal(j.state, JOB_QUEUED);
	store_job_release(&j);
	assert_int_equal(store_job_get(g->s, 2, &j, &f), -1);
	assert_int_equal(store_idle(g->s, &f), 0);
	assert_true(store_writable(g->s));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
		CASE(create_and_get),
		CASE(absent),
		CASE(refused),
		CASE(every_step),
		CASE(rev_conflict),
		CASE(every_pair),
		CASE(held_from_the_start),
		CASE(events),
		CASE(group_rolled_back),
		CASE(group_with_refusals),
		CASE(reopened),
	};
	int rc = cmocka_run_group_tests_name("memory", tests, NULL, NULL);

	in_file = 1;
	return rc + cmocka_run_group_tests_name("SQLite", tests, NULL, NULL);
}
