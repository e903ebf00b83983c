/* Supplies: states, the measured yield, levels, the robust pace, orders. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "supply.h"

#define MONDAY 20787 /* 2026-11-30 */
#define N(a) (sizeof(a) / sizeof(*(a)))

static void
states(void **state)
{
	(void)state;
	/* new may be put in use or lost; in use is worn; the rest is an end */
	for (int from = 0; from < 4; from++)
		for (int to = 0; to < 4; to++) {
			int want = (from == 0 && (to == 1 || to == 3)) ||
			    (from == 1 && to == 2);

			assert_int_equal(supply_goes((enum supply_state)from,
					     (enum supply_state)to),
			    want);
		}
	assert_string_equal(supply_state_name(SUPPLY_IN_USE), "in-use");
}

static void
yields(void **state)
{
	static const struct {
		int64_t v[5];
		size_t n;
		int64_t median, yield;
	} rows[] = {
		{ { 0 }, 0, -1, 1400 },
		{ { 900 }, 1, 900, 1400 },
		{ { 900, 1300 }, 2, 1100, 1400 },
		{ { 1262, 1310, 1290 }, 3, 1290, 1290 },
		{ { 5, 1310, 1290, 1300 }, 4, 1295, 1295 },
		{ { 1310, 1290, 9999, 1300, 1 }, 5, 1300, 1300 },
	};

	(void)state;
	for (size_t i = 0; i < N(rows); i++) {
		int64_t v[5], w[5];

		for (size_t k = 0; k < 5; k++)
			v[k] = w[k] = rows[i].v[k];
		assert_int_equal(supply_median(v, rows[i].n), rows[i].median);
		assert_int_equal(
		    supply_yield(1400, w, rows[i].n), rows[i].yield);
	}
}

static void
levels(void **state)
{
	static const struct {
		int64_t pages, yield, level;
	} rows[] = {
		{ 0, 1400, 100 },
		{ 1, 1400, 100 },
		{ 14, 1400, 99 },
		{ 826, 1400, 41 },
		{ 1399, 1400, 1 },
		{ 1400, 1400, 0 },
		{ 1500, 1400, 0 },
		{ 1, 1, 0 },
		{ 1, 2, 50 },
	};

	(void)state;
	for (size_t i = 0; i < N(rows); i++)
		assert_int_equal(
		    supply_level(rows[i].pages, rows[i].yield), rows[i].level);
}

static void
pace(void **state)
{
	struct supply_pace p = { 0 };

	(void)state;
	assert_int_equal(supply_pace_pages(&p), 0);
	supply_pace_add(&p, MONDAY, MONDAY - 29, 500); /* too long ago */
	supply_pace_add(&p, MONDAY, MONDAY, 500);      /* not over */
	assert_int_equal(supply_pace_pages(&p), 0);
	supply_pace_add(&p, MONDAY, MONDAY - 28, 30);
	supply_pace_add(&p, MONDAY, MONDAY - 25, 28);
	supply_pace_add(&p, MONDAY, MONDAY - 21, 4000); /* one great day */
	supply_pace_add(&p, MONDAY, MONDAY - 20, 0);	/* no work */
	supply_pace_add(&p, MONDAY, MONDAY - 18, 29);
	assert_int_equal(supply_pace_pages(&p), 29);
	/* a weekend belongs to its Friday */
	supply_pace_add(&p, MONDAY, MONDAY - 3, 20);
	supply_pace_add(&p, MONDAY, MONDAY - 2, 6);
	supply_pace_add(&p, MONDAY, MONDAY - 1, 1);
	assert_int_equal(p.n, 5);
	assert_int_equal(p.pages[4], 27);
	assert_int_equal(supply_pace_pages(&p), 29);
}

static void
full_window(void **state)
{
	struct supply_pace p = { 0 };

	(void)state;
	for (int64_t d = MONDAY - 28; d < MONDAY; d++)
		supply_pace_add(&p, MONDAY, d, 10);
	assert_int_equal(p.n, SUPPLY_DAYS);
	assert_int_equal(p.pages[0], 10);
	assert_int_equal(p.pages[4], 30); /* Friday to Sunday */
	assert_int_equal(supply_pace_pages(&p), 10);
}

static void
orders(void **state)
{
	static const struct {
		int64_t stock, minimum, target, days, order;
		enum supply_standing stands;
	} rows[] = {
		{ 5, 2, 6, 40, 0, SUPPLY_OK },
		{ 5, 2, 6, -1, 0, SUPPLY_OK },
		{ 5, 2, 6, 10, 0, SUPPLY_OK },
		{ 5, 2, 6, 9, 1, SUPPLY_SHORT },
		{ 2, 2, 6, 40, 4, SUPPLY_SHORT },
		{ 2, 2, 6, -1, 4, SUPPLY_SHORT },
		{ 0, 2, 6, 40, 6, SUPPLY_OUT },
		{ 0, 0, 0, -1, 0, SUPPLY_OK },
		{ 7, 2, 6, 3, 0, SUPPLY_SHORT },
		{ 0, 0, 4, -1, 4, SUPPLY_OUT },
	};

	(void)state;
	for (size_t i = 0; i < N(rows); i++) {
		assert_int_equal(supply_order(rows[i].stock, rows[i].minimum,
				     rows[i].target, rows[i].days),
		    rows[i].order);
		assert_int_equal(supply_stands(rows[i].stock, rows[i].minimum,
				     rows[i].target, rows[i].days),
		    rows[i].stands);
	}
	assert_int_equal(supply_days(550, 29), 18);
	assert_int_equal(supply_days(28, 29), 0);
	assert_int_equal(supply_days(-3, 29), 0);
	assert_int_equal(supply_days(550, 0), -1);
	assert_string_equal(supply_standing_name(SUPPLY_SHORT), "low");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(states),
		cmocka_unit_test(yields),
		cmocka_unit_test(levels),
		cmocka_unit_test(pace),
		cmocka_unit_test(full_window),
		cmocka_unit_test(orders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
