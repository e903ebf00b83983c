/* Supplies in the store: what is bought, installed and counted, what is refused
 * in what words.  Each test runs on a file and in memory. */
/* SRC: tests/store/kit.c */

#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "store_upkeep.h"
#include "tests/store/kit.h"

#define DAY 86400

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
	struct store_supply u = { .name = "tinta",
		.title = "Tinta hitam",
		.sort = "ink",
		.yield = 10,
		.minimum = 1,
		.target = 3,
		.created = 1 };

	kit_template(st);
	assert_int_equal(store_printer_put(st, &p, &f), 0);
	(void)mem_copy(p.name, sizeof(p.name), "p2");
	assert_int_equal(store_printer_put(st, &p, &f), 0);
	assert_int_equal(store_supply_put(st, &u, &f), 0);
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

static int64_t
bought(int64_t n, int64_t price, int64_t at)
{
	struct store_purchase p = { .supply = "tinta",
		.n = n,
		.price = price,
		.at = at,
		.supplier = "PT Contoh",
		.person = "budi" };
	int64_t id = 0;

	assert_int_equal(store_supply_buy(s, &p, &id, &f), 0);
	return id;
}

static int64_t
installed(const char *printer, int64_t at)
{
	struct stock_by by = { .person = "budi", .now = at };
	int64_t id = 0;

	assert_int_equal(
	    store_supply_install(s, "tinta", printer, &by, &id, &f), 0);
	return id;
}

static int
one_supply(const struct store_supply *u, void *arg)
{
	*(struct store_supply *)arg = *u;
	return 0;
}

static struct store_supply
supply(void)
{
	struct store_supply u = { 0 };

	assert_int_equal(store_supply_list(s, "tinta", one_supply, &u, &f), 0);
	assert_string_equal(u.name, "tinta");
	return u;
}

struct items {
	struct store_item row[16];
	size_t n;
};

static int
one_item(const struct store_item *i, void *arg)
{
	struct items *l = arg;

	l->row[l->n++] = *i;
	return 0;
}

static struct items
items(const char *printer, int worn)
{
	struct store_item_filter q = {
		.printer = printer, .worn = worn, .limit = 16
	};
	struct items l = { 0 };

	assert_int_equal(store_supply_items(s, &q, one_item, &l, &f), 0);
	return l;
}

/* ---- supplies ---- */

static void
kinds(void **state)
{
	struct store_supply u = supply(), got;

	(void)state;
	assert_int_equal(u.stock, 0);
	assert_int_equal(u.price, -1);
	assert_string_equal(u.models, "[]");
	u.yield = 0;
	REFUSED(store_supply_put(s, &u, &f), FAULT_FIELD, "/yield");
	u.yield = 12;
	u.target = 0;
	REFUSED(store_supply_put(s, &u, &f), FAULT_FIELD, "/target");
	u.target = 9;
	u.created = 99;
	(void)mem_copy(u.marker, sizeof(u.marker), "Black");
	assert_int_equal(store_supply_put(s, &u, &f), 0);
	got = supply();
	assert_int_equal(got.yield, 12);
	assert_int_equal(got.target, 9);
	assert_int_equal(got.created, 1);
	assert_string_equal(got.marker, "Black");
}

struct purchases {
	int64_t id[8], left[8], price[8];
	size_t n;
};

static int
one_purchase(const struct store_purchase *p, void *arg)
{
	struct purchases *l = arg;

	l->id[l->n] = p->id;
	l->left[l->n] = p->left;
	l->price[l->n++] = p->price;
	return 0;
}

static void
purchases(void **state)
{
	struct store_purchase p = { .supply = "toner", .n = 1, .person = "a" };
	struct purchases l = { 0 };
	int64_t a, b, c, id;

	(void)state;
	REFUSED(store_supply_buy(s, &p, &id, &f), FAULT_NOT_FOUND, "");
	p.supply = "tinta";
	p.n = 0;
	REFUSED(store_supply_buy(s, &p, &id, &f), FAULT_FIELD, "/n");
	p.n = 1001;
	REFUSED(store_supply_buy(s, &p, &id, &f), FAULT_FIELD, "/n");
	p.n = 1;
	p.price = -1;
	REFUSED(store_supply_buy(s, &p, &id, &f), FAULT_FIELD, "/price");
	p.person = "";
	REFUSED(store_supply_buy(s, &p, &id, &f), FAULT_FORBIDDEN, "");
	a = bought(2, 400000, KIT_NOW);
	/* booked later, bought earlier: it goes first */
	b = bought(1, 380000, KIT_NOW - 9 * DAY);
	c = bought(1, 410000, KIT_NOW + DAY);
	assert_int_equal(supply().stock, 4);
	assert_int_equal(supply().price, 410000);
	(void)installed("p1", KIT_NOW + 2 * DAY);
	assert_int_equal(
	    store_supply_purchases(s, "tinta", one_purchase, &l, &f), 0);
	assert_int_equal(l.n, 3);
	assert_int_equal(l.id[0], c);
	assert_int_equal(l.id[1], a);
	assert_int_equal(l.id[2], b);
	assert_int_equal(l.left[1], 2);
	assert_int_equal(l.left[2], 0);
	assert_int_equal(items("p1", 0).row[0].price, 380000);
	REFUSED(store_supply_purchases(s, "x", one_purchase, &l, &f),
	    FAULT_NOT_FOUND, "");
}

static int
same_purchase(const struct store_purchase *p, void *arg)
{
	int64_t *id = arg;

	if (p->id == id[0])
		id[1]++;
	return 0;
}

/* Whoever books one is shown it: a bill of last year too. */
static void
old_bill(void **state)
{
	int64_t id[2] = { 0 };

	(void)state;
	for (int i = 0; i < 500; i++)
		(void)bought(1, 400000, KIT_NOW);
	id[0] = bought(1, 390000, KIT_NOW - 400 * DAY);
	assert_int_equal(
	    store_supply_purchases(s, "tinta", same_purchase, id, &f), 0);
	assert_int_equal(id[1], 1);
}

static void
installs(void **state)
{
	struct stock_by by = { .person = "budi", .now = KIT_NOW };
	struct items l;
	int64_t id, first, second, pages[4];
	size_t n;

	(void)state;
	REFUSED(store_supply_install(s, "tinta", "p1", &by, &id, &f),
	    FAULT_STATE, "/supply");
	assert_non_null(strstr(f.en, "cetak supply buy"));
	REFUSED(store_supply_install(s, "x", "p1", &by, &id, &f),
	    FAULT_NOT_FOUND, "/supply");
	REFUSED(store_supply_install(s, "tinta", "p9", &by, &id, &f),
	    FAULT_NOT_FOUND, "");
	by.person = NULL;
	REFUSED(store_supply_install(s, "tinta", "p1", &by, &id, &f),
	    FAULT_FORBIDDEN, "");
	(void)bought(3, 100, KIT_NOW - DAY);
	sheet("p1", 5, KIT_NOW); /* in its second: before it */
	first = installed("p1", KIT_NOW);
	sheet("p1", 4, KIT_NOW + 1);
	sheet("p1", 3, KIT_NOW + 10);
	sheet("p2", 9, KIT_NOW + 10); /* of another printer */
	l = items("p1", 0);
	assert_int_equal(l.n, 1);
	assert_int_equal(l.row[0].id, first);
	assert_int_equal(l.row[0].pages, 7);
	assert_int_equal(l.row[0].state, SUPPLY_IN_USE);
	assert_int_equal(l.row[0].removed, 0);
	/* in another printer it wears nothing */
	(void)installed("p2", KIT_NOW + 15);
	assert_int_equal(items("p1", 0).n, 1);
	sheet("p1", 1, KIT_NOW + 20);
	second = installed("p1", KIT_NOW + 20);
	sheet("p1", 2, KIT_NOW + 21);
	l = items("p1", 1);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.row[0].id, second);
	assert_int_equal(l.row[0].pages, 2);
	assert_int_equal(l.row[1].id, first);
	assert_int_equal(l.row[1].state, SUPPLY_WORN);
	assert_int_equal(l.row[1].removed, KIT_NOW + 20);
	assert_int_equal(l.row[1].pages, 8);
	assert_int_equal(supply().in_use, 2);
	assert_int_equal(supply().stock, 0);
	assert_int_equal(store_supply_worn(s, "tinta", 4, pages, &n, &f), 0);
	assert_int_equal(n, 1);
	assert_int_equal(pages[0], 8);
}

static void
models(void **state)
{
	struct store_printer p = {
		.name = "p1", .uri = "ipp://x/", .enabled = 1, .created = 1
	};
	struct stock_by by = { .person = "budi", .now = KIT_NOW };
	struct store_supply u = supply();
	int64_t id;

	(void)state;
	(void)bought(4, 100, KIT_NOW);
	/* the printer's model is not known: it may fit */
	(void)mem_copy(u.models, sizeof(u.models), "[\"L-40\",\"PIX-500\"]");
	assert_int_equal(store_supply_put(s, &u, &f), 0);
	(void)installed("p1", KIT_NOW);
	(void)mem_copy(p.model, sizeof(p.model), "RTX-3");
	assert_int_equal(store_printer_put(s, &p, &f), 0);
	REFUSED(store_supply_install(s, "tinta", "p1", &by, &id, &f),
	    FAULT_STATE, "/supply");
	assert_int_equal(supply().stock, 3);
	(void)mem_copy(p.model, sizeof(p.model), "pix-500");
	assert_int_equal(store_printer_put(s, &p, &f), 0);
	(void)installed("p1", KIT_NOW);
	/* one that says nothing fits all */
	(void)mem_copy(u.models, sizeof(u.models), "[]");
	assert_int_equal(store_supply_put(s, &u, &f), 0);
	(void)mem_copy(p.model, sizeof(p.model), "RTX-3");
	assert_int_equal(store_printer_put(s, &p, &f), 0);
	(void)installed("p1", KIT_NOW);
}

static void
counts(void **state)
{
	struct stock_by by = {
		.person = "budi", .reason = "lost", .now = KIT_NOW
	};
	struct purchases l = { 0 };
	int64_t lost;

	(void)state;
	(void)bought(2, 100, KIT_NOW);
	(void)bought(2, 90, KIT_NOW - DAY);
	REFUSED(store_supply_count(s, "tinta", 5, &by, &lost, &f), FAULT_FIELD,
	    "/counted");
	assert_non_null(strstr(f.en, "cetak supply buy"));
	REFUSED(store_supply_count(s, "tinta", -1, &by, &lost, &f), FAULT_FIELD,
	    "/counted");
	REFUSED(
	    store_supply_count(s, "x", 1, &by, &lost, &f), FAULT_NOT_FOUND, "");
	by.reason = NULL;
	REFUSED(store_supply_count(s, "tinta", 1, &by, &lost, &f), FAULT_FIELD,
	    "/reason");
	assert_int_equal(store_supply_count(s, "tinta", 4, &by, &lost, &f), 0);
	assert_int_equal(lost, 0);
	by.reason = "other";
	REFUSED(store_supply_count(s, "tinta", 1, &by, &lost, &f), FAULT_FIELD,
	    "/note");
	by.note = "bocor";
	assert_int_equal(store_supply_count(s, "tinta", 1, &by, &lost, &f), 0);
	assert_int_equal(lost, 3);
	assert_int_equal(supply().stock, 1);
	/* the oldest are the ones that are lost */
	assert_int_equal(
	    store_supply_purchases(s, "tinta", one_purchase, &l, &f), 0);
	assert_int_equal(l.left[0], 1);
	assert_int_equal(l.left[1], 0);
}

struct pace {
	int64_t day[8], pages[8];
	size_t n;
};

static int
one_day(const char *printer, int64_t day, int64_t pages, void *arg)
{
	struct pace *p = arg;

	if (strcmp(printer, "p1") != 0)
		return 0;
	p->day[p->n] = day;
	p->pages[p->n++] = pages;
	return 0;
}

static void
paces(void **state)
{
	int64_t zone = 25200, day = (KIT_NOW + zone) / DAY,
		begin = day * DAY - zone;
	struct pace p = { 0 };

	(void)state;
	sheet("p1", 7, begin - 2 * DAY);
	sheet("p1", 1, begin - 1);
	sheet("p1", 2, begin);
	sheet("p1", 3, begin + DAY - 1);
	sheet("p2", 9, begin);
	assert_int_equal(
	    store_supply_pace(s, begin - DAY, (int32_t)zone, one_day, &p, &f),
	    0);
	assert_int_equal(p.n, 2);
	assert_int_equal(p.day[0], day - 1);
	assert_int_equal(p.pages[0], 1);
	assert_int_equal(p.day[1], day);
	assert_int_equal(p.pages[1], 5);
}

#define BOTH(test)                                                \
	cmocka_unit_test_setup_teardown(test, on_file, off_file), \
	    cmocka_unit_test_setup_teardown(test, in_memory, off_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOTH(kinds),
		BOTH(purchases),
		BOTH(old_bill),
		BOTH(installs),
		BOTH(models),
		BOTH(counts),
		BOTH(paces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
