/* Services in the store: plans and their terms, what was done, contracts, what
 * was told.  Each test runs on a file and in memory. */
/* SRC: tests/store/kit.c */

#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "notice.h"
#include "store_upkeep.h"
#include "tests/store/kit.h"

static char *dir, *path;
static struct store *s;
static struct fault f;
static unsigned documents;

static void
ground(struct store *st)
{
	struct store_printer p = { .name = "p1",
		.uri = "ipp://x/",
		.media = "iso_a4_210x297mm",
		.enabled = 1,
		.created = 1 };

	kit_template(st);
	assert_int_equal(store_printer_put(st, &p, &f), 0);
	(void)mem_copy(p.name, sizeof(p.name), "p2");
	assert_int_equal(store_printer_put(st, &p, &f), 0);
}

static int
on_file(void **state)
{
	(void)state;
	dir = kit_dir();
	path = mem_printf("%s/store.db", dir);
	assert_int_equal(store_open_sqlite(path, "a", &s, &f), 0);
	ground(s);
	return 0;
}

static int
off_file(void **state)
{
	(void)state;
	store_close(s);
	kit_examine(path);
	free(path);
	kit_remove(dir);
	return 0;
}

static int
in_memory(void **state)
{
	(void)state;
	assert_int_equal(store_open_memory("a", &s, &f), 0);
	ground(s);
	return 0;
}

static int
off_memory(void **state)
{
	(void)state;
	store_close(s);
	return 0;
}

#define REFUSED(call, c, at)                        \
	do {                                        \
		assert_int_equal(call, -1);         \
		assert_int_equal(f.code, c);        \
		assert_string_equal(f.pointer, at); \
	} while (0)

/* A sheet of so many pages comes out of the printer at a time. */
static void
sheet(const char *printer, int pages, int64_t at)
{
	static const enum job_event way[] = { JOB_EV_SEAL, JOB_EV_RENDER,
		JOB_EV_SUBMIT, JOB_EV_PERMIT, JOB_EV_DONE };
	struct store_change c = {
		.actor = "core", .printer = printer, .pages = pages
	};
	int64_t id = kit_make(s, ++documents);

	for (size_t i = 0; i < 5; i++) {
		c.seals = i == 0 ? "[\"RDB1B\"]" : NULL;
		assert_int_equal(
		    store_job_step(s, id, 0, way[i], &c, at, NULL, &f), 0);
	}
}

/* ---- services ---- */

static int
one_plan(const struct store_plan *p, void *arg)
{
	*(struct store_plan *)arg = *p;
	return 0;
}

static int64_t
planned(const char *printer, int64_t days, int64_t pages)
{
	struct store_plan p = { .title = "Berkala",
		.days = days,
		.pages = pages,
		.grace = 14,
		.began = KIT_NOW };
	int64_t id = 0;

	(void)mem_copy(p.printer, sizeof(p.printer), printer);
	assert_int_equal(store_service_plan_add(s, &p, &id, &f), 0);
	return id;
}

static struct store_service
record(const char *printer, int64_t began, int64_t ended)
{
	return (struct store_service){ .printer = printer,
		.kind = "repair",
		.supplier = "PT Teknik",
		.began = began,
		.ended = ended,
		.cost = 500,
		.note = "kepala cetak",
		.person = "budi" };
}

static void
plans(void **state)
{
	struct store_plan p = { .title = "x" };
	struct store_service v = record("p1", KIT_NOW + 50, KIT_NOW + 60);
	int64_t id, sid;

	(void)state;
	REFUSED(store_service_plan_add(s, &p, &id, &f), FAULT_FIELD, "/days");
	sheet("p1", 50, KIT_NOW - 1);
	id = planned("p1", 365, 10);
	sheet("p1", 6, KIT_NOW + 1);
	sheet("p2", 6, KIT_NOW + 1);
	p = (struct store_plan){ 0 };
	assert_int_equal(store_service_plans(s, "p1", one_plan, &p, &f), 0);
	assert_int_equal(p.id, id);
	assert_int_equal(p.done, 6);
	assert_int_equal(p.reached, 0);
	assert_int_equal(p.since, KIT_NOW);
	sheet("p1", 3, KIT_NOW + 2);
	sheet("p1", 3, KIT_NOW + 3);
	sheet("p1", 3, KIT_NOW + 4);
	assert_int_equal(store_service_plans(s, NULL, one_plan, &p, &f), 0);
	assert_int_equal(p.done, 15);
	assert_int_equal(p.reached, KIT_NOW + 3);
	/* a service of another plan, or of none, begins no term */
	assert_int_equal(store_service_add(s, &v, &sid, &f), 0);
	assert_int_equal(store_service_plans(s, "p1", one_plan, &p, &f), 0);
	assert_int_equal(p.done, 15);
	v.plan = id;
	assert_int_equal(store_service_add(s, &v, &sid, &f), 0);
	sheet("p1", 2, KIT_NOW + 61);
	assert_int_equal(store_service_plans(s, "p1", one_plan, &p, &f), 0);
	assert_int_equal(p.since, KIT_NOW + 60);
	assert_int_equal(p.done, 2);
	assert_int_equal(p.reached, 0);
	v.printer = "p2";
	REFUSED(store_service_add(s, &v, &sid, &f), FAULT_FIELD, "/plan");
	assert_int_equal(store_service_plan_end(s, id, KIT_NOW, &f), 0);
	REFUSED(
	    store_service_plan_end(s, id, KIT_NOW, &f), FAULT_NOT_FOUND, "");
	p.id = 0;
	assert_int_equal(store_service_plans(s, "p1", one_plan, &p, &f), 0);
	assert_int_equal(p.id, 0);
	v.printer = "p1";
	REFUSED(store_service_add(s, &v, &sid, &f), FAULT_FIELD, "/plan");
}

struct services {
	int64_t id[8], ended[8], cost[8];
	int warranty[8], document[8];
	char note[8][32];
	size_t n;
};

static int
one_service(const struct store_service *v, void *arg)
{
	struct services *l = arg;

	l->id[l->n] = v->id;
	l->ended[l->n] = v->ended;
	l->cost[l->n] = v->cost;
	l->warranty[l->n] = v->warranty;
	l->document[l->n] = v->has_document && v->document[31] == 7;
	(void)mem_copy(l->note[l->n], sizeof(l->note[0]), v->note);
	l->n++;
	return 0;
}

static void
services(void **state)
{
	struct store_service v = record("p1", KIT_NOW, 0);
	struct store_service_filter q = { .open = 1, .limit = 8 };
	struct store_service_end e = { .ended = KIT_NOW - 1 };
	struct services l = { 0 };
	int64_t a, b, c, cost = 900;
	int yes = 1;

	(void)state;
	v.has_document = 1;
	v.document[31] = 7;
	assert_int_equal(store_service_add(s, &v, &a, &f), 0);
	REFUSED(store_service_add(s, &v, &b, &f), FAULT_CONFLICT, "");
	v.person = "";
	REFUSED(store_service_add(s, &v, &b, &f), FAULT_FORBIDDEN, "");
	v = record("p2", KIT_NOW, KIT_NOW - 5);
	REFUSED(store_service_add(s, &v, &b, &f), FAULT_FIELD, "/ended");
	/* what was done before may be booked while it is in service */
	v = record("p1", KIT_NOW - 90, KIT_NOW - 80);
	assert_int_equal(store_service_add(s, &v, &b, &f), 0);
	v = record("p2", KIT_NOW, 0);
	assert_int_equal(store_service_add(s, &v, &c, &f), 0);
	assert_int_equal(store_service_list(s, &q, one_service, &l, &f), 0);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.id[0], c);
	assert_int_equal(l.id[1], a);
	assert_int_equal(l.document[1], 1);
	assert_int_equal(l.document[0], 0);
	REFUSED(store_service_end(s, a, &e, &f), FAULT_FIELD, "/ended");
	REFUSED(store_service_end(s, 99, &e, &f), FAULT_NOT_FOUND, "");
	e = (struct store_service_end){
		.ended = KIT_NOW + 9, .cost = &cost, .warranty = &yes
	};
	assert_int_equal(store_service_end(s, a, &e, &f), 0);
	REFUSED(store_service_end(s, a, &e, &f), FAULT_STATE, "");
	l.n = 0;
	assert_int_equal(store_service_get(s, a, one_service, &l, &f), 0);
	assert_int_equal(l.ended[0], KIT_NOW + 9);
	assert_int_equal(l.cost[0], 900);
	assert_int_equal(l.warranty[0], 1);
	assert_string_equal(l.note[0], "kepala cetak");
	REFUSED(
	    store_service_get(s, 99, one_service, &l, &f), FAULT_NOT_FOUND, "");
	/* pages of the list */
	l.n = 0;
	q = (struct store_service_filter){ .printer = "p1", .limit = 1 };
	assert_int_equal(store_service_list(s, &q, one_service, &l, &f), 0);
	q.before = l.id[0];
	assert_int_equal(store_service_list(s, &q, one_service, &l, &f), 0);
	q.before = l.id[1];
	assert_int_equal(store_service_list(s, &q, one_service, &l, &f), 0);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.id[0], b);
	assert_int_equal(l.id[1], a);
}

static int
one_contract(const struct store_contract *c, void *arg)
{
	int64_t *sum = arg;

	*sum = *sum * 100 + c->price_year;
	return 0;
}

static int
last_contract(const struct store_contract *c, void *arg)
{
	*(int64_t *)arg = c->price_year;
	return 0;
}

static void
contracts(void **state)
{
	struct store_contract c = { .printer = "p1",
		.supplier = "PT Teknik",
		.number = "KTR-1",
		.first = "2026-01-01",
		.last = "2025-12-31",
		.price_year = 55 };
	int64_t id, sum = 0;

	(void)state;
	REFUSED(
	    store_service_contract_add(s, &c, &id, &f), FAULT_FIELD, "/last");
	c.last = "2026-12-31";
	assert_int_equal(store_service_contract_add(s, &c, &id, &f), 0);
	c.last = "2027-12-31";
	c.price_year = 66;
	assert_int_equal(store_service_contract_add(s, &c, &id, &f), 0);
	assert_int_equal(store_service_contracts(s, one_contract, &sum, &f), 0);
	assert_int_equal(sum, 6655);
	/* whoever books one is shown it, however long it is over */
	for (int i = 0; i < 500; i++)
		assert_int_equal(store_service_contract_add(s, &c, &id, &f), 0);
	c.first = c.last = "2020-12-31";
	c.price_year = 44;
	assert_int_equal(store_service_contract_add(s, &c, &id, &f), 0);
	assert_int_equal(
	    store_service_contracts(s, last_contract, &sum, &f), 0);
	assert_int_equal(sum, 44);
}

static void
told(void **state)
{
	struct store_notice n = { .at = KIT_NOW,
		.kind = "service-due",
		.subject = "p1",
		.id = "Servis \"Berkala\" jatuh tempo",
		.en = "x" };
	struct store_told q = { .kind = "service-due",
		.subject = "p1",
		.word = "Berkala",
		.since = KIT_NOW };
	int64_t seq = 9;

	(void)state;
	assert_int_equal(store_service_told(s, &q, &seq, &f), 0);
	assert_int_equal(seq, 0);
	assert_int_equal(store_notice_add(s, &n, &f), 0);
	assert_int_equal(store_notice_add(s, &n, &f), 0);
	assert_int_equal(store_service_told(s, &q, &seq, &f), 0);
	assert_int_equal(seq, 2);
	for (int i = 0; i < 4; i++) {
		struct store_told other = q;

		if (i == 0)
			other.kind = "service-overdue";
		else if (i == 1)
			other.subject = "p2";
		else if (i == 2)
			other.word = "Kalibrasi";
		else
			other.since = KIT_NOW + 1;
		assert_int_equal(store_service_told(s, &other, &seq, &f), 0);
		assert_int_equal(seq, 0);
	}
}

#define BOTH(test)                                                \
	cmocka_unit_test_setup_teardown(test, on_file, off_file), \
	    cmocka_unit_test_setup_teardown(test, in_memory, off_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOTH(plans),
		BOTH(services),
		BOTH(contracts),
		BOTH(told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
