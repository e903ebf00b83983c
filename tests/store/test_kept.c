/*
 * The store's conformance, second half: lists and counts of jobs, answers,
 * batches, templates, printers, tokens, number registers.  The same cases run
 * on the memory store and on SQLite in a file.
 */
/* SRC: tests/store/kit.c */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "stock.h"
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

/* ---- lists of jobs ---- */

struct seen {
	struct store *s;
	int64_t id[400];
	int n, stop_at;
	enum job_event step; /* taken by the callback, 0 = none */
};

static int
see_job(const struct store_job *j, void *arg)
{
	struct seen *x = arg;

	assert_non_null(j->fields);
	x->id[x->n++] = j->id;
	if (x->step != JOB_EV_ACCEPT)
		assert_int_equal(kit_step(x->s, j->id, x->step), FAULT_NONE);
	return x->n == x->stop_at;
}

static struct seen
list(struct store *s, struct store_filter q)
{
	struct seen x = { .s = s };

	if (q.limit == 0)
		q.limit = 400;
	assert_int_equal(store_job_list(s, &q, see_job, &x, NULL), 0);
	return x;
}

/* 90 jobs: id % 3 = 0 queued, 1 received, 2 cancelled; batch for 11..20. */
static void
fill(struct store *s)
{
	struct store_batch b;

	assert_int_equal(
	    store_batch_create(s, "loket-1", 10, KIT_NOW, &b, NULL), 0);
	for (unsigned i = 1; i <= 90; i++) {
		struct store_new in = kit_new(kit_id(i), NULL);
		struct store_job j;

		in.counter = i % 2 == 0 ? "loket-2" : "loket-1";
		in.batch = i > 10 && i <= 20 ? b.id : 0;
		in.batch_line = in.batch ? (int)i - 10 : 0;
		assert_int_equal(store_job_create(s, &in, &j, NULL), 0);
		assert_int_equal(j.id, i);
		store_job_release(&j);
		if (i % 3 == 0) {
			kit_step(s, i, JOB_EV_SEAL);
			kit_step(s, i, JOB_EV_RENDER);
		} else if (i % 3 == 2) {
			kit_step(s, i, JOB_EV_CANCEL);
		}
	}
}

static void
pages(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	struct store_filter q = { .limit = 40 };
	struct seen x;

	fill(s);
	x = list(s, q);
	assert_int_equal(x.n, 40);
	assert_int_equal(x.id[0], 90);
	assert_int_equal(x.id[39], 51);
	q.before = 51;
	x = list(s, q);
	assert_int_equal(x.id[0], 50);
	assert_int_equal(x.n, 40);
	q.before = 11;
	x = list(s, q);
	assert_int_equal(x.n, 10);
	assert_int_equal(x.id[9], 1);
	q = (struct store_filter){ .after = 70, .limit = 40 };
	x = list(s, q);
	assert_int_equal(x.n, 20);
	assert_int_equal(x.id[0], 71);
	q = (struct store_filter){ .oldest_first = 1, .limit = 90 };
	x = list(s, q);
	assert_int_equal(x.n, 90);
	for (int i = 0; i < 90; i++)
		assert_int_equal(x.id[i], i + 1);
	x = (struct seen){ .s = s, .stop_at = 35 };
	assert_int_equal(store_job_list(s, &q, see_job, &x, NULL), 0);
	assert_int_equal(x.n, 35);
}

#define BIT(state) (1u << (state))

static void
filters(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	const struct {
		struct store_filter q;
		int n, first;
	} cases[] = {
		{ { .states = BIT(JOB_QUEUED) }, 30, 90 },
		{ { .states = BIT(JOB_QUEUED), .oldest_first = 1 }, 30, 3 },
		{ { .states = BIT(JOB_QUEUED), .oldest_first = 1, .limit = 1 },
		    1, 3 },
		{ { .states = BIT(JOB_QUEUED), .after = 3, .limit = 1 }, 1, 6 },
		{ { .states = BIT(JOB_RECEIVED), .before = 40 }, 13, 37 },
		{ { .states = BIT(JOB_CANCELLED) }, 30, 89 },
		{ { .states = BIT(JOB_ISSUED) }, 0, 0 },
		{ { .states = BIT(JOB_RECEIVED) | BIT(JOB_QUEUED) }, 60, 90 },
		{ { .states = BIT(JOB_RECEIVED) | BIT(JOB_QUEUED),
		      .oldest_first = 1,
		      .limit = 33 },
		    33, 1 },
		{ { .states = BIT(JOB_QUEUED) | BIT(JOB_CANCELLED) }, 60, 90 },
		{ { .counter = "loket-2" }, 45, 90 },
		{ { .counter = "loket-2", .states = BIT(JOB_QUEUED) }, 15, 90 },
		{ { .counter = "loket-9" }, 0, 0 },
		{ { .template_name = "t" }, 90, 90 },
		{ { .template_name = "u" }, 0, 0 },
		{ { .printer = "" }, 90, 90 },
		{ { .printer = "hp" }, 0, 0 },
		{ { .batch = 1 }, 10, 20 },
		{ { .batch = 1, .oldest_first = 1 }, 10, 11 },
		{ { .batch = 1, .states = BIT(JOB_CANCELLED) }, 4, 20 },
		{ { .batch = 2 }, 0, 0 },
	};

	fill(s);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct seen x = list(s, cases[i].q);

		if (x.n != cases[i].n || (x.n && x.id[0] != cases[i].first))
			fail_msg("case %zu: %d jobs, the first %lld", i, x.n,
			    (long long)x.id[0]);
	}
}

/* The callback may step what it is shown: each is seen once. */
static void
steps_while_listing(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	struct store_filter q = { .states = BIT(JOB_QUEUED), .limit = 400 };
	struct seen x = { .s = s, .step = JOB_EV_HOLD };
	int64_t count[JOB_STATE_N];

	for (unsigned i = 1; i <= 100; i++)
		kit_at(s, i, JOB_QUEUED);
	assert_int_equal(store_job_list(s, &q, see_job, &x, NULL), 0);
	assert_int_equal(x.n, 100);
	assert_int_equal(store_job_count(s, count, NULL), 0);
	assert_int_equal(count[JOB_HELD], 100);
	assert_int_equal(count[JOB_QUEUED], 0);
}

static void
counts(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	int64_t count[JOB_STATE_N], sum = 0;

	fill(s);
	assert_int_equal(store_job_count(s, count, NULL), 0);
	for (int i = 0; i < JOB_STATE_N; i++)
		sum += count[i];
	assert_int_equal(sum, 90);
	assert_int_equal(count[JOB_QUEUED], 30);
	assert_int_equal(count[JOB_RECEIVED], 30);
	assert_int_equal(count[JOB_CANCELLED], 30);
}

/* ---- answers ---- */

static void
answers(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	struct store_new in = kit_new(kit_id(1), "key");
	struct store_answer a = { .body_hash = { 0xd1 },
		.job = 1,
		.status = 201,
		.body = "{\"id\":1}" };
	struct store_answer got;
	struct store_job j;
	struct fault f;

	assert_int_equal(store_answer_find(s, "loket-1", "key", &got, &f), 0);
	assert_int_equal(store_job_create(s, &in, &j, &f), 0);
	store_job_release(&j);
	assert_int_equal(store_answer_find(s, "loket-1", "key", &got, &f), 1);
	assert_true(got.job == 1 && got.status == 0 && got.body == NULL);
	assert_memory_equal(got.body_hash, kit_digest, STORE_HASH);
	/* one job per key, whatever became of the answer */
	in.document = kit_id(2);
	assert_int_equal(store_job_create(s, &in, &j, &f), -1);
	assert_int_equal(f.code, FAULT_CONFLICT);
	assert_string_equal(f.pointer, "");
	/* another job's answer does not complete it */
	a.job = 7;
	assert_int_equal(
	    store_answer_put(s, "loket-1", "key", &a, KIT_NOW, &f), -1);
	assert_int_equal(f.code, FAULT_CONFLICT);
	a.job = 1;
	a.body_hash[0]++;
	assert_int_equal(
	    store_answer_put(s, "loket-1", "key", &a, KIT_NOW, &f), -1);
	a.body_hash[0]--;
	assert_int_equal(
	    store_answer_put(s, "loket-1", "key", &a, KIT_NOW, &f), 0);
	a.status = 202;
	assert_int_equal(
	    store_answer_put(s, "loket-1", "key", &a, KIT_NOW, &f), -1);
	assert_int_equal(f.code, FAULT_CONFLICT);
	assert_int_equal(store_answer_find(s, "loket-1", "key", &got, &f), 1);
	assert_int_equal(got.status, 201);
	assert_string_equal(got.body, "{\"id\":1}");
	free(got.body);
	/* keys belong to their counter; a batch's answer has no job */
	a = (struct store_answer){ .status = 202, .body = "{}" };
	assert_int_equal(
	    store_answer_put(s, "loket-2", "key", &a, KIT_NOW, &f), 0);
	assert_int_equal(store_answer_find(s, "loket-2", "key", &got, &f), 1);
	assert_true(got.job == 0 && got.status == 202);
	free(got.body);
	in.counter = "loket-3";
	in.key = NULL;
	assert_int_equal(store_job_create(s, &in, &j, &f), 0);
	store_job_release(&j);
}

/* ---- batches ---- */

static int
see_line(int line, int64_t job, const char *problem, void *arg)
{
	struct seen *x = arg;

	assert_int_equal(job == 0, line % 2 == 0);
	if (line % 2 == 0)
		assert_string_equal(problem, "{\"status\":422}");
	else
		assert_null(problem);
	x->id[x->n++] = line;
	return x->n == x->stop_at;
}

static void
batches(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	struct seen x = { 0 };
	struct store_batch b, c;
	struct fault f;

	assert_int_equal(store_batch_get(s, 1, &b, &f), -1);
	assert_int_equal(f.code, FAULT_NOT_FOUND);
	assert_int_equal(store_batch_line(s, 1, 1, 0, "{}", &f), -1);
	assert_int_equal(f.code, FAULT_NOT_FOUND);
	assert_int_equal(store_batch_create(s, "loket-1", 0, 5, &b, &f), 0);
	for (int i = 1; i <= 150; i++)
		assert_int_equal(store_batch_line(s, b.id, i,
				     i % 2 ? kit_make(s, (unsigned)i) : 0,
				     i % 2 ? NULL : "{\"status\":422}", &f),
		    0);
	assert_int_equal(store_batch_line(s, b.id, 3, 0, "{}", &f), -1);
	assert_int_equal(f.code, FAULT_CONFLICT);
	assert_int_equal(store_batch_get(s, b.id, &c, &f), 0);
	assert_true(c.accepted == 75 && c.refused == 75 && c.finished == 0);
	assert_string_equal(c.counter, "loket-1");
	assert_int_equal(store_batch_finish(s, b.id, 9, &f), 0);
	assert_int_equal(store_batch_finish(s, b.id, 10, &f), -1);
	assert_int_equal(f.code, FAULT_STATE);
	assert_int_equal(store_batch_line(s, b.id, 151, 0, "{}", &f), -1);
	assert_int_equal(f.code, FAULT_STATE);
	assert_int_equal(store_batch_get(s, b.id, &c, &f), 0);
	assert_true(c.total == 150 && c.created == 5 && c.finished == 9);
	assert_int_equal(
	    store_batch_lines(s, b.id, 0, 1000, see_line, &x, &f), 0);
	assert_int_equal(x.n, 150);
	x = (struct seen){ .stop_at = 70 };
	assert_int_equal(
	    store_batch_lines(s, b.id, 10, 1000, see_line, &x, &f), 0);
	assert_true(x.n == 70 && x.id[0] == 11);
	x = (struct seen){ 0 };
	assert_int_equal(
	    store_batch_lines(s, b.id, 10, 5, see_line, &x, &f), 0);
	assert_true(x.n == 5 && x.id[4] == 15);
}

/* ---- templates, printers, tokens ---- */

static int
see_template(const char *name, int version, void *arg)
{
	char **text = arg;
	char *all = mem_printf("%s%s@%d ", *text ? *text : "", name, version);

	free(*text);
	*text = all;
	return 0;
}

static void
templates(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	uint8_t digest[STORE_HASH] = { 1 };
	char *bundle, *all = NULL;
	struct fault f;
	int version;

	assert_int_equal(store_template_get(s, "x", 0, NULL, NULL, &f), -1);
	assert_int_equal(f.code, FAULT_NOT_FOUND);
	assert_int_equal(
	    store_template_put(s, "x", 2, digest, "{2}", 5, &f), 0);
	assert_int_equal(
	    store_template_put(s, "x", 10, digest, "{10}", 5, &f), 0);
	assert_int_equal(
	    store_template_put(s, "x", 2, digest, "{2}", 6, &f), 0);
	digest[0] = 2;
	assert_int_equal(
	    store_template_put(s, "x", 2, digest, "{2b}", 6, &f), -1);
	assert_int_equal(f.code, FAULT_CONFLICT);
	assert_int_equal(
	    store_template_get(s, "x", 0, &version, &bundle, &f), 0);
	assert_int_equal(version, 10);
	assert_string_equal(bundle, "{10}");
	free(bundle);
	assert_int_equal(
	    store_template_get(s, "x", 2, &version, &bundle, &f), 0);
	assert_int_equal(version, 2);
	assert_string_equal(bundle, "{2}");
	free(bundle);
	assert_int_equal(store_template_get(s, "x", 3, NULL, NULL, &f), -1);
	assert_int_equal(store_template_list(s, see_template, &all, &f), 0);
	assert_string_equal(all, "t@1 x@2 x@10 ");
	free(all);
}

static int
see_printer(const struct store_printer *p, void *arg)
{
	char **text = arg;
	char *all = mem_printf("%s%s|%s|%s|%s|%d|%d ", *text ? *text : "",
	    p->name, p->group, p->uri, p->media, p->enabled, (int)p->created);

	free(*text);
	*text = all;
	return 0;
}

static void
printers(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	struct store_printer p = { .name = "b",
		.group = "g",
		.uri = "ipp://b",
		.media = "iso_a4_210x297mm",
		.enabled = 1,
		.created = 7 };
	struct store_printer q = { .name = "a", .uri = "ipp://a" };
	char *all = NULL;
	struct fault f;

	assert_int_equal(store_printer_put(s, &p, &f), 0);
	assert_int_equal(store_printer_put(s, &q, &f), 0);
	p.enabled = 0;
	p.created = 9;
	assert_int_equal(store_printer_put(s, &p, &f), 0);
	assert_int_equal(store_printer_list(s, see_printer, &all, &f), 0);
	assert_string_equal(
	    all, "a||ipp://a||0|0 b|g|ipp://b|iso_a4_210x297mm|0|7 ");
	free(all);
	assert_int_equal(store_printer_remove(s, "a", &f), 0);
	assert_int_equal(store_printer_remove(s, "a", &f), -1);
	assert_int_equal(f.code, FAULT_NOT_FOUND);
}

static void
tokens(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	uint8_t one[STORE_HASH] = { 1 }, two[STORE_HASH] = { 2 },
		three[STORE_HASH] = { 3 };
	struct store_token t = { .counter = "untouched" };
	struct store_person p = { .name = "budi", .role = "operator" };
	struct fault f;

	assert_int_equal(store_token_find(s, one, &t, &f), 0);
	assert_string_equal(t.counter, "untouched");
	assert_int_equal(store_token_put(s, one, "loket-1", NULL, 5, &f), 0);
	assert_int_equal(store_token_put(s, two, "loket-2", NULL, 5, &f), 0);
	assert_int_equal(store_token_put(s, two, "loket-3", NULL, 5, &f), -1);
	assert_int_equal(f.code, FAULT_CONFLICT);
	assert_int_equal(store_token_find(s, two, &t, &f), 1);
	assert_string_equal(t.counter, "loket-2");
	assert_string_equal(t.person, "");
	assert_int_equal(store_token_revoke(s, "loket-2", 9, &f), 0);
	assert_int_equal(store_token_find(s, two, &t, &f), 0);
	assert_int_equal(store_token_find(s, one, &t, &f), 1);
	/* a person's token goes with the person */
	assert_int_equal(store_token_put(s, three, "l", "budi", 5, &f), -1);
	assert_int_equal(store_person_put(s, &p, &f), 0);
	assert_int_equal(store_token_put(s, three, "l", "budi", 5, &f), 0);
	assert_int_equal(store_token_find(s, three, &t, &f), 1);
	assert_string_equal(t.person, "budi");
	assert_string_equal(t.role, "operator");
	assert_int_equal(store_person_leave(s, "budi", 9, &f), 0);
	assert_int_equal(store_token_find(s, three, &t, &f), 0);
	assert_int_equal(store_person_leave(s, "budi", 9, &f), -1);
	assert_int_equal(f.code, FAULT_NOT_FOUND);
	assert_int_equal(store_person_get(s, "budi", &p, &f), 0);
	assert_int_equal(p.gone, 9);
}

/* ---- registers ---- */

struct numbers {
	int64_t last;
	int voided;
};

static int
see_number(int64_t n, const char *number, int64_t job, int voided, void *arg)
{
	struct numbers *x = arg;
	char want[32];

	assert_int_equal(n, x->last + 1); /* no gap */
	x->last = n;
	x->voided += voided;
	assert_int_equal(job, n); /* one register, jobs from 1 */
	assert_int_equal(voided, n % 5 == 0 || n % 7 == 0);
	(void)snprintf(want, sizeof(want), "560/%04d/XI/2026", (int)n);
	assert_string_equal(number, want);
	return 0;
}

static void
registers(void **state)
{
	struct store *s = ((struct ground *)*state)->s;
	struct numbers x = { 0 };
	struct store_new in = kit_new(kit_id(900), NULL);
	struct store_job j;

	for (unsigned i = 1; i <= 150; i++) {
		int64_t id = kit_make(s, i);

		if (i % 5 == 0)
			kit_step(s, id, JOB_EV_CANCEL);
		else if (i % 7 == 0)
			kit_step(s, id, JOB_EV_REJECT);
		if (i % 10 == 0) { /* a group that is not kept */
			assert_int_equal(store_begin(s, NULL), 0);
			kit_make(s, 1000 + i);
			store_rollback(s);
		}
	}
	assert_int_equal(
	    store_number_list(s, "r", 2026, see_number, &x, NULL), 0);
	assert_int_equal(x.last, 150);
	assert_int_equal(x.voided, 30 + 21 - 4);
	/* another year and another name begin at 1; a given number is kept */
	in.document = kit_id(900);
	in.registry_year = 2027;
	in.number = "{n}";
	assert_int_equal(store_job_create(s, &in, &j, NULL), 0);
	assert_string_equal(j.number, "1");
	store_job_release(&j);
	in.document = kit_id(901);
	in.registry = "q";
	in.registry_year = 0;
	in.number = "A{n:12}Z";
	assert_int_equal(store_job_create(s, &in, &j, NULL), 0);
	assert_string_equal(j.number, "A000000000001Z");
	store_job_release(&j);
	in.document = kit_id(902);
	in.registry = NULL;
	in.number = "X {n}";
	assert_int_equal(store_job_create(s, &in, &j, NULL), 0);
	assert_string_equal(j.number, "X {n}");
	store_job_release(&j);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
		CASE(pages),
		CASE(filters),
		CASE(steps_while_listing),
		CASE(counts),
		CASE(answers),
		CASE(batches),
		CASE(templates),
		CASE(printers),
		CASE(tokens),
		CASE(registers),
	};
	int rc = cmocka_run_group_tests_name("memory", tests, NULL, NULL);

	in_file = 1;
	return rc + cmocka_run_group_tests_name("SQLite", tests, NULL, NULL);
}
