/*
 * What reached paper: sums that follow the events agree at every moment with
 * the whole table read anew, never fall, and the oldest job of a state is the
 * oldest.
 */
/* SRC: tests/store/kit.c */

#include <string.h>

#include "store_paper.h"
#include "tests/store/kit.h"

#define JOBS 40

static int
add(const struct store_paper *p, void *arg)
{
	struct store_paper *sum = arg;

	assert_string_equal(p->printer, "");
	sum->sheets += p->sheets;
	sum->spoiled += p->spoiled;
	sum->pages += p->pages;
	sum->took += p->took;
	for (int i = 0; i < STORE_PAPER_EDGES; i++)
		sum->within[i] += p->within[i];
	return 0;
}

static void
agree(struct store *s, struct store_paper *sum, int64_t *seq)
{
	struct store_paper whole = { 0 };
	struct fault f;
	int64_t newest;

	assert_int_equal(store_paper_more(s, add, sum, seq, &f), 0);
	assert_int_equal(store_paper_list(s, add, &whole, &newest, &f), 0);
	assert_int_equal(*seq, newest);
	assert_memory_equal(sum, &whole, sizeof whole);
}

static void
test_sums(void **state)
{
	static const enum job_event after[][3] = {
		{ JOB_EV_SUBMIT, JOB_EV_PERMIT, JOB_EV_DONE },
		{ JOB_EV_SUBMIT, JOB_EV_PERMIT, JOB_EV_FAIL },
	};
	static const enum job_event last[] = { JOB_EV_PASS, JOB_EV_SPOIL,
		JOB_EV_NOTE, JOB_EV_READY, JOB_EV_CAME_OUT_WELL,
		JOB_EV_CAME_OUT_SPOILED, JOB_EV_NOT_OUT, JOB_EV_NOTE };
	struct store_paper sum = { 0 };
	struct store *s;
	struct fault f;
	int64_t seq = 0;

	(void)state;
	assert_int_equal(store_open_memory("t", &s, &f), 0);
	kit_template(s);
	assert_int_equal(store_paper_list(s, add, &sum, &seq, &f), 0);
	for (unsigned n = 0; n < JOBS; n++) {
		int64_t id = kit_at(s, n + 1, JOB_QUEUED);
		unsigned way = n % 8;

		for (int i = 0; i < 3; i++) {
			assert_int_equal(
			    kit_step(s, id, after[way / 4][i]), FAULT_NONE);
			if (n % 3 == 0)
				agree(s, &sum, &seq);
		}
		assert_int_equal(kit_step(s, id, last[way]), FAULT_NONE);
		if (n % 5 == 0)
			agree(s, &sum, &seq);
	}
	agree(s, &sum, &seq);
	/* of eight: four came out at once, two as a person said; two spoiled */
	assert_int_equal(sum.sheets, JOBS / 8 * 6);
	assert_int_equal(sum.spoiled, JOBS / 8 * 2);
	assert_int_equal(sum.pages, JOBS / 8 * 6);
	store_close(s);
}

static void
test_oldest(void **state)
{
	struct store *s;
	struct fault f;
	int64_t at, first;

	(void)state;
	assert_int_equal(store_open_memory("t", &s, &f), 0);
	kit_template(s);
	assert_int_equal(store_job_oldest(s, JOB_QUEUED, &at, &f), 0);
	assert_int_equal(at, 0);
	assert_int_equal(store_job_oldest(s, JOB_DOUBT, &at, &f), 0);
	assert_int_equal(at, 0);
	first = kit_at(s, 1, JOB_QUEUED);
	(void)kit_at(s, 2, JOB_QUEUED);
	assert_int_equal(
	    kit_step(s, kit_at(s, 3, JOB_PRINTING), JOB_EV_FAIL), FAULT_NONE);
	assert_int_equal(store_job_oldest(s, JOB_QUEUED, &at, &f), 0);
	assert_int_equal(at, KIT_NOW);
	assert_int_equal(store_job_oldest(s, JOB_DOUBT, &at, &f), 0);
	assert_int_equal(at, KIT_NOW + 1); /* since it fell in doubt */
	assert_int_equal(store_job_oldest(s, JOB_HELD, &at, &f), 0);
	assert_int_equal(at, 0);
	assert_int_equal(kit_step(s, first, JOB_EV_HOLD), FAULT_NONE);
	assert_int_equal(store_job_oldest(s, JOB_HELD, &at, &f), 0);
	assert_int_equal(at, KIT_NOW);
	store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_oldest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
