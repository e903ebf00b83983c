/* The life of a blank by walking every path, its join to the job's, and the
 * arithmetic of serials. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "blank.h"
#include "job.h"

static const struct {
	const char *from, *act, *to;
} arrows[] = {
	{ "received", "hand-out", "at-counter" },
	{ "received", "spoil", "spoiled" },
	{ "received", "return", "returned" },
	{ "at-counter", "store", "received" },
	{ "at-counter", "hand-out", "at-counter" },
	{ "at-counter", "reserve", "reserved" },
	{ "at-counter", "spoil", "spoiled" },
	{ "at-counter", "return", "returned" },
	{ "reserved", "free", "at-counter" },
	{ "reserved", "release", "released" },
	{ "released", "use", "used" },
	{ "released", "spoil", "spoiled" },
	{ "released", "return", "returned" },
	{ "released", "correct", "at-counter" },
	{ "used", "destroy", "destroyed" },
	{ "spoiled", "destroy", "destroyed" },
	{ "returned", "destroy", "destroyed" },
};
#define ARROW_N (sizeof(arrows) / sizeof(arrows[0]))

static void
every_pair(void **state)
{
	size_t n = 0;

	(void)state;
	for (int s = 0; s < BLANK_STATE_N; s++)
		for (int a = 0; a < BLANK_ACT_N; a++) {
			const char *from = blank_state_name(s),
				   *act = blank_act_name(a);
			int want = -1;
			for (size_t i = 0; i < ARROW_N; i++)
				if (strcmp(arrows[i].from, from) == 0 &&
				    strcmp(arrows[i].act, act) == 0)
					want = blank_state_of(arrows[i].to);
			if (blank_next(s, a) != want)
				fail_msg("%s %s", from, act);
			n += want >= 0;
		}
	assert_int_equal(n, ARROW_N);
	assert_int_equal(blank_next(BLANK_STATE_N, BLANK_SPOIL), -1);
	assert_int_equal(blank_next(BLANK_USED, BLANK_ACT_N), -1);
	assert_int_equal(blank_state_of("terpakai"), -1);
	assert_string_equal(blank_state_word(BLANK_USED), "terpakai");
}

/* What has left the stock never comes back. */
static void
no_way_back(void **state)
{
	(void)state;
	for (int s = 0; s < BLANK_STATE_N; s++)
		for (int a = 0; a < BLANK_ACT_N; a++) {
			int to = blank_next(s, a);
			if (to >= 0 && !blank_remains(s))
				assert_false(blank_remains(to));
		}
}

/* A job and its blank side by side, along every path of the job: the blank's
 * state is a function of the job's. */
static int
belongs(enum job_state j)
{
	switch (j) {
	case JOB_SUBMITTED:
		return BLANK_RESERVED;
	case JOB_PRINTING:
	case JOB_DOUBT:
	case JOB_PRINTED:
		return BLANK_RELEASED;
	case JOB_READY:
	case JOB_ISSUED:
		return BLANK_USED;
	case JOB_SPOILED:
		return BLANK_SPOILED;
	default:
		return BLANK_AT_COUNTER;
	}
}

static void
along(enum job_state j, enum blank_state b, int depth)
{
	/* a lost sheet was released or used; not out is returned */
	if (j == JOB_SUPERSEDED)
		assert_true(b == BLANK_USED || b == BLANK_RELEASED);
	else if (j == JOB_VOIDED)
		assert_true(b == BLANK_USED || b == BLANK_RETURNED);
	else
		assert_int_equal(b, belongs(j));
	for (int e = 0; depth > 0 && e < JOB_EVENT_N; e++) {
		int to = job_next(j, e), act = blank_act_of(e, b);
		if (to < 0 || e == JOB_EV_NOTE)
			continue;
		along(to, act < 0 ? b : (enum blank_state)blank_next(b, act),
		    depth - 1);
	}
}

static void
with_its_job(void **state)
{
	(void)state;
	along(JOB_RECEIVED, BLANK_AT_COUNTER, 11);
	assert_int_equal(blank_act_of(JOB_EVENT_N, BLANK_USED), -1);
	assert_int_equal(blank_act_of(-1, BLANK_USED), -1);
}

static void
serials(void **state)
{
	char s[BLANK_SERIAL];

	(void)state;
	assert_int_equal(blank_range("X1234561", "X1234561"), 1);
	assert_int_equal(blank_range("X1234561", "X1234660"), 100);
	assert_int_equal(blank_range("X0099999", "X0100000"), 2);
	assert_int_equal(blank_range("A-1-07", "A-1-11"), 5);
	assert_int_equal(blank_range("1", "10001"), 0);
	assert_int_equal(blank_range("00001", "10000"), 10000);
	assert_int_equal(blank_range("00001", "10001"), 0);
	assert_int_equal(blank_range("X2", "X1"), 0);
	assert_int_equal(blank_range("X12", "X9"), 0);
	assert_int_equal(blank_range("X12", "Y13"), 0);
	assert_int_equal(blank_range("XA", "XB"), 0);
	assert_int_equal(blank_range("x1", "x2"), 0);
	assert_int_equal(blank_range("", ""), 0);
	assert_int_equal(blank_range(NULL, "1"), 0);
	assert_int_equal(
	    blank_range("123456789012345678901", "123456789012345678902"), 0);
	assert_int_equal(
	    blank_range("99999999999999999998", "99999999999999999999"), 2);
	assert_int_equal(
	    blank_range("19999999999999999999", "29999999999999999999"), 0);
	blank_serial("X0099999", 1, s);
	assert_string_equal(s, "X0100000");
	blank_serial("A-1-07", 0, s);
	assert_string_equal(s, "A-1-07");
	blank_serial("99999999999999999998", 1, s);
	assert_string_equal(s, "99999999999999999999");
	assert_int_equal(blank_series("A-1-07", s), 7);
	assert_string_equal(s, "A-1-##");
	for (int64_t i = 0; i < 1000; i++) {
		blank_serial("K0000501", i, s);
		assert_int_equal(blank_range("K0000501", s), i + 1);
	}
}

static void
places(void **state)
{
	(void)state;
	assert_true(blank_place_ok("store"));
	assert_true(blank_place_ok("counter:loket-1"));
	assert_true(blank_place_ok("tray:paspor_1"));
	assert_false(blank_place_ok("tray:"));
	assert_false(blank_place_ok("tray:a b"));
	assert_false(blank_place_ok("shelf"));
	assert_false(blank_place_ok(""));
	assert_false(blank_place_ok(NULL));
	assert_string_equal(blank_tray("tray:p"), "p");
	assert_null(blank_tray("counter:p"));
	assert_int_equal(blank_move_to("store"), BLANK_STORE);
	assert_int_equal(blank_move_to("counter:a"), BLANK_HAND_OUT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pair),
		cmocka_unit_test(no_way_back),
		cmocka_unit_test(with_its_job),
		cmocka_unit_test(serials),
		cmocka_unit_test(places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
