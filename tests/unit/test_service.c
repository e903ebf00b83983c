/* When a service falls due: by days, by pages, whichever comes first. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "service.h"

#define THURSDAY 20412 /* 2025-11-20 */
#define N(a) (sizeof(a) / sizeof(*(a)))

static void
terms(void **state)
{
	static const struct {
		struct service_plan p;
		int64_t pace;
		enum service_state state;
		int64_t day;
		int by_pages;
		int64_t hold;
	} rows[] = {
		/* days, pages, grace, since, done, reached; the printer of the
		 * design: 348 pages left at 29 a day are 12 working days */
		{ { 365, 4500, 14, THURSDAY - 190, 4152, -1 }, 29, SERVICE_OK,
		    THURSDAY + 18, 1, THURSDAY + 32 },
		{ { 365, 4500, 14, THURSDAY - 190, 4152, -1 }, 30, SERVICE_OK,
		    THURSDAY + 18, 1, THURSDAY + 32 },
		/* so near that it is due */
		{ { 365, 4500, 14, THURSDAY - 190, 4240, -1 }, 29, SERVICE_DUE,
		    THURSDAY + 13, 1, THURSDAY + 27 },
		/* nobody knows the pace: by days, or never */
		{ { 365, 4500, 14, THURSDAY - 190, 4152, -1 }, 0, SERVICE_OK,
		    THURSDAY + 175, 0, THURSDAY + 189 },
		{ { 0, 4500, 14, THURSDAY - 190, 4152, -1 }, 0, SERVICE_OK,
		    SERVICE_NEVER, 1, SERVICE_NEVER },
		/* by days alone, around its edges */
		{ { 30, 0, 14, THURSDAY - 15, 0, -1 }, 9, SERVICE_OK,
		    THURSDAY + 15, 0, THURSDAY + 29 },
		{ { 30, 0, 14, THURSDAY - 16, 0, -1 }, 9, SERVICE_DUE,
		    THURSDAY + 14, 0, THURSDAY + 28 },
		{ { 30, 0, 14, THURSDAY - 30, 0, -1 }, 9, SERVICE_DUE, THURSDAY,
		    0, THURSDAY + 14 },
		{ { 30, 0, 14, THURSDAY - 31, 0, -1 }, 9, SERVICE_OVERDUE,
		    THURSDAY - 1, 0, THURSDAY + 13 },
		{ { 30, 0, 14, THURSDAY - 43, 0, -1 }, 9, SERVICE_OVERDUE,
		    THURSDAY - 13, 0, THURSDAY + 1 },
		{ { 30, 0, 14, THURSDAY - 44, 0, -1 }, 9, SERVICE_HELD,
		    THURSDAY - 14, 0, THURSDAY },
		/* no grace: held the day after */
		{ { 30, 0, 0, THURSDAY - 30, 0, -1 }, 9, SERVICE_DUE, THURSDAY,
		    0, THURSDAY + 1 },
		{ { 30, 0, 0, THURSDAY - 31, 0, -1 }, 9, SERVICE_HELD,
		    THURSDAY - 1, 0, THURSDAY },
		/* the pages were reached before the days */
		{ { 365, 100, 2, THURSDAY - 20, 130, THURSDAY - 1 }, 9,
		    SERVICE_OVERDUE, THURSDAY - 1, 1, THURSDAY + 1 },
		{ { 365, 100, 2, THURSDAY - 20, 100, THURSDAY }, 9, SERVICE_DUE,
		    THURSDAY, 1, THURSDAY + 2 },
		{ { 0, 100, 2, THURSDAY - 20, 130, THURSDAY - 2 }, 0,
		    SERVICE_HELD, THURSDAY - 2, 1, THURSDAY },
		/* the same day by both: the days say it */
		{ { 20, 100, 2, THURSDAY - 20, 130, THURSDAY }, 9, SERVICE_DUE,
		    THURSDAY, 0, THURSDAY + 2 },
	};
	struct service_due d;

	(void)state;
	for (size_t i = 0; i < N(rows); i++) {
		service_due(&rows[i].p, THURSDAY, rows[i].pace, &d);
		if (d.state != rows[i].state || d.day != rows[i].day ||
		    d.by_pages != rows[i].by_pages || d.hold != rows[i].hold)
			fail_msg("row %zu: %s %lld %d %lld", i,
			    service_state_name(d.state), (long long)d.day,
			    d.by_pages, (long long)d.hold);
		assert_int_equal(d.done_days, THURSDAY - rows[i].p.since);
		assert_int_equal(
		    d.pages_left, rows[i].p.pages - rows[i].p.done);
	}
}

static void
order(void **state)
{
	struct service_due ok = { .state = SERVICE_OK, .day = 5 },
			   later = { .state = SERVICE_OK, .day = 9 },
			   never = { .state = SERVICE_OK,
				   .day = SERVICE_NEVER },
			   held = { .state = SERVICE_HELD, .day = 1 };

	(void)state;
	assert_true(service_before(&ok, &later));
	assert_false(service_before(&later, &ok));
	assert_true(service_before(&later, &never));
	assert_true(service_before(&held, &ok));
	assert_false(service_before(&ok, &ok));
	assert_string_equal(service_state_name(SERVICE_AWAY), "in-service");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terms),
		cmocka_unit_test(order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
