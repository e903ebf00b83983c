/* What the store says of money: assets and budgets as they were entered, a
 * sheet's price by the blank that it is really on, wasted blanks across
 * deliveries, what a line paid. */
/* SRC: tests/store/kit.c */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "money.h"
#include "stock.h"
#include "tests/store/kit.h"

static char *dir, *path;
static struct store *s;
static struct fault f;

static int
setup(void **state)
{
	(void)state;
	dir = kit_dir();
	path = mem_printf("%s/store.db", dir);
	assert_int_equal(store_open_sqlite(path, "a", &s, &f), 0);
	kit_template(s);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	store_close(s);
	kit_examine(path);
	free(path);
	kit_remove(dir);
	return 0;
}

static int64_t seen, amount;

static int
asset_row(const struct money_asset *a, void *arg)
{
	const struct money_asset *want = arg;

	seen++;
	assert_string_equal(a->title, want->title);
	assert_int_equal(a->price, want->price);
	assert_int_equal(a->by_output, want->by_output);
	assert_int_equal(a->pages, want->pages);
	return 0;
}

static int
spent_row(const struct money_spent *p, void *arg)
{
	assert_string_equal(p->budget, arg);
	seen++;
	amount += p->amount;
	return 0;
}

static void
lines(void **state)
{
	struct money_asset a = { .title = "Mesin",
		.printer = "",
		.price = 500000000,
		.bought = "2026-01-05",
		.by_output = 1,
		.pages = 9,
		.budget = "5.2" };
	struct money_budget b = { 2026, "5.2", "Modal", 7 };
	struct stock_kind k = { "buku", "Buku", KIT_NOW };
	struct stock_delivery d = { "buku", "SJ", "X001", "X010", 36001,
		"5.2" };
	int64_t id, n;

	(void)state;
	assert_int_equal(store_budget_put(s, &b, &f), 0);
	assert_int_equal(store_budget_put(s, &b, &f), 0);
	assert_int_equal(store_budget_known(s, 2026, "5.2", &f), 0);
	assert_int_equal(store_budget_known(s, 2026, "", &f), 0);
	assert_int_equal(store_budget_known(s, 2025, "5.2", &f), -1);
	assert_string_equal(f.pointer, "/budget");
	assert_int_equal(store_asset_add(s, &a, &id, &f), 0);
	seen = 0;
	assert_int_equal(store_asset_list(s, asset_row, &a, &f), 0);
	assert_int_equal(seen, 1);
	assert_int_equal(stock_kind_put(s, &k, &f), 0);
	assert_int_equal(stock_receive(s, &d, &kit_by, &n, &f), 0);
	seen = amount = 0;
	assert_int_equal(store_spent_list(s, 1767200400, 1798736400, spent_row,
			     (char[]){ "5.2" }, &f),
	    0);
	assert_int_equal(seen, 2);
	assert_int_equal(amount, 500000000 + 10 * 36001);
	seen = 0;
	assert_int_equal(
	    store_spent_list(s, 1798736400, 1830272400, spent_row, NULL, &f),
	    0);
	assert_int_equal(seen, 0);
}

static int
waste_row(const struct money_waste *w, void *arg)
{
	(void)arg;
	seen += w->n;
	amount += w->price;
	assert_string_equal(w->title, "Buku");
	return 0;
}

static void
waste(void **state)
{
	struct stock_by by = kit_by;
	struct stock_delivery d = { "buku", "SJ-2", "X011", "X020", 7, NULL };
	int64_t n;

	(void)state;
	kit_blanks(s, "buku", "X001", "X010"); /* at 150,000 */
	assert_int_equal(stock_receive(s, &d, &by, &n, &f), 0);
	by.reason = "defect";
	assert_int_equal(
	    stock_end(s, BLANK_SPOIL, "X009", "X012", &by, &n, &f), 0);
	seen = amount = 0;
	assert_int_equal(
	    store_waste_list(s, KIT_NOW, KIT_NOW + 1, waste_row, NULL, &f), 0);
	assert_int_equal(seen, 4);
	assert_int_equal(amount, 2 * 150000 + 2 * 7);
	/* what was returned costs when it is destroyed, what was spoiled did */
	by.reason = "surplus";
	assert_int_equal(
	    stock_end(s, BLANK_RETURN, "X001", "X001", &by, &n, &f), 0);
	by.reason = "end-of-use";
	by.second = "siti";
	by.now++;
	assert_int_equal(
	    stock_end(s, BLANK_DESTROY, "X001", "X001", &by, &n, &f), 0);
	assert_int_equal(
	    stock_end(s, BLANK_DESTROY, "X009", "X012", &by, &n, &f), 0);
	seen = amount = 0;
	assert_int_equal(
	    store_waste_list(s, KIT_NOW + 1, KIT_NOW + 2, waste_row, NULL, &f),
	    0);
	assert_int_equal(seen, 1);
	assert_int_equal(amount, 150000);
}

static int
price_row(const struct money_output *o, void *arg)
{
	(void)arg;
	seen++;
	amount = o->price;
	return 0;
}

static int64_t
price(void)
{
	seen = 0;
	assert_int_equal(
	    store_output_list(s, 0, INT64_MAX, price_row, NULL, &f), 0);
	assert_int_equal(seen, 1);
	return amount;
}

static void
step(int64_t id, enum job_event ev, const struct store_change *c)
{
	if (store_job_step(s, id, 0, ev, c, KIT_NOW + 9, NULL, &f) != 0)
		fail_msg("%s: %s", f.pointer, f.en);
}

static void
other_blank(void **state)
{
	struct stock_by by = kit_by;
	struct stock_delivery d = { "buku", "SJ-2", "X002", "X002", 7, NULL };
	struct store_change c = {
		.actor = "core", .printer = "p1", .blank = "buku"
	};
	int64_t id = kit_at(s, 1, JOB_QUEUED), n;

	(void)state;
	kit_blanks(s, "buku", "X001", "X001");
	assert_int_equal(stock_receive(s, &d, &by, &n, &f), 0);
	assert_int_equal(
	    stock_move(s, "X001", "X001", "tray:p1", 0, &by, &n, &f), 0);
	assert_int_equal(
	    stock_move(s, "X002", "X002", "tray:p1", 0, &by, &n, &f), 0);
	step(id, JOB_EV_SUBMIT, &c);
	c.blank = NULL;
	step(id, JOB_EV_PERMIT, &c);
	step(id, JOB_EV_DONE, &c);
	assert_int_equal(price(), 150000);
	by.reason = "order";
	assert_int_equal(stock_correct(s, id, "X002", &by, &f), 0);
	assert_int_equal(price(), 7);
}

int
main(void)
{
#define CASE(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
	const struct CMUnitTest tests[] = {
		CASE(lines),
		CASE(waste),
		CASE(other_blank),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
