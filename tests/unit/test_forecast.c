/* The pace of blanks: windows of working days, and what lasts. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "forecast.h"

#define MONDAY 20787 /* 2026-11-30 */

static void
window(void **state)
{
	(void)state;
	/* four weeks back, whichever day of the week it is */
	assert_int_equal(forecast_from(MONDAY), MONDAY - 28);
	assert_int_equal(forecast_from(MONDAY + 1), MONDAY - 27);
	assert_int_equal(forecast_from(MONDAY + 4), MONDAY - 24);
	assert_int_equal(forecast_from(MONDAY + 5), MONDAY - 21);
	/* a weekend looks back to a Monday */
	assert_int_equal(forecast_from(MONDAY + 6), MONDAY - 21);
}

static void
lasts(void **state)
{
	struct forecast_pace p = { 0 };

	(void)state;
	assert_int_equal(forecast_left(&p, 100), -1);
	forecast_add(&p, MONDAY, MONDAY - 29, 1000); /* too long ago */
	forecast_add(&p, MONDAY, MONDAY, 1000);	     /* not over yet */
	assert_int_equal(forecast_left(&p, 100), -1);
	for (int i = 28; i > 0; i--)
		if (i % 7 != 1 && i % 7 != 2)
			forecast_add(&p, MONDAY, MONDAY - i, 20);
	assert_int_equal(p.days, 20);
	assert_int_equal(p.used, 400);
	assert_int_equal(forecast_left(&p, 100), 5);
	assert_int_equal(forecast_left(&p, 99), 4);
	assert_int_equal(forecast_left(&p, 0), 0);
}

/* An office that began three days ago is not taken for a slow one. */
static void
young(void **state)
{
	struct forecast_pace p = { 0 };

	(void)state;
	forecast_add(&p, MONDAY, MONDAY - 5, 10);
	forecast_add(&p, MONDAY, MONDAY - 3, 20);
	forecast_add(&p, MONDAY, MONDAY - 2, 6); /* a Saturday */
	assert_int_equal(p.days, 3);
	assert_int_equal(p.used, 36);
	assert_int_equal(forecast_left(&p, 120), 10);
	p = (struct forecast_pace){ 0 };
	forecast_add(&p, MONDAY, MONDAY - 1, 7); /* on a Sunday alone */
	assert_int_equal(forecast_left(&p, 14), 2);
}

static void
after(void **state)
{
	static const struct {
		int64_t day, n, want;
	} rows[] = {
		{ MONDAY, 0, MONDAY },
		{ MONDAY, 1, MONDAY + 1 },
		{ MONDAY, 5, MONDAY + 7 },
		{ MONDAY + 4, 1, MONDAY + 7 }, /* Friday */
		{ MONDAY + 5, 0, MONDAY + 5 }, /* Saturday */
		{ MONDAY + 5, 1, MONDAY + 7 },
		{ MONDAY + 5, 5, MONDAY + 11 }, /* Friday */
		{ MONDAY + 6, 6, MONDAY + 14 },
		{ MONDAY, 1000000000, MONDAY + 1400000000 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(
		    forecast_after(rows[i].day, rows[i].n), rows[i].want);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(window),
		cmocka_unit_test(lasts),
		cmocka_unit_test(young),
		cmocka_unit_test(after),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
