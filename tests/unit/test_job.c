/*
 * The life of a job: every (state, event) pair against a table written anew
 * from the diagram in job.h, and every path from received walked.  Trusts
 * nothing of spool/job.c but its interface.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "job.h"

/* The diagram as arrows, in words: independent of the enum's order. */
static const struct arrow {
	const char *from, *event, *to;
} arrows[] = {
	{ "received", "seal", "sealed" },
	{ "received", "reject", "rejected" },
	{ "received", "cancel", "cancelled" },
	{ "sealed", "render", "queued" },
	{ "sealed", "reject", "rejected" },
	{ "sealed", "cancel", "cancelled" },
	{ "queued", "hold", "held" },
	{ "queued", "submit", "submitted" },
	{ "queued", "cancel", "cancelled" },
	{ "held", "release", "queued" },
	{ "held", "cancel", "cancelled" },
	{ "submitted", "return", "queued" },
	{ "submitted", "permit", "printing" },
	{ "submitted", "cancel", "cancelled" },
	{ "printing", "done", "printed" },
	{ "printing", "fail", "doubt" },
	{ "printing", "lost", "doubt" },
	{ "doubt", "came-out-well", "printed" },
	{ "doubt", "came-out-spoiled", "spoiled" },
	{ "doubt", "not-out", "voided" },
	{ "printed", "pass", "issued" },
	{ "printed", "ready", "ready" },
	{ "printed", "spoil", "spoiled" },
	{ "printed", "supersede", "superseded" },
	{ "ready", "hand-over", "issued" },
	{ "ready", "void", "voided" },
	{ "ready", "supersede", "superseded" },
	{ "issued", "supersede", "superseded" },
};
#define ARROW_N (sizeof(arrows) / sizeof(arrows[0]))

static int
expected(const char *from, const char *event)
{
	if (strcmp(event, "note") == 0)
		return job_state_of(from);
	for (size_t i = 0; i < ARROW_N; i++)
		if (strcmp(arrows[i].from, from) == 0 &&
		    strcmp(arrows[i].event, event) == 0)
			return job_state_of(arrows[i].to);
	return -1;
}

static void
every_pair(void **state)
{
	size_t n = 0;

	(void)state;
	for (int s = 0; s < JOB_STATE_N; s++) {
		for (int e = 0; e < JOB_EVENT_N; e++) {
			int want = expected(job_state_name((enum job_state)s),
			    job_event_name((enum job_event)e));
			int got =
			    job_next((enum job_state)s, (enum job_event)e);

			if (want != got)
				fail_msg("%s + %s: want %d, got %d",
				    job_state_name((enum job_state)s),
				    job_event_name((enum job_event)e), want,
				    got);
			n += got >= 0 && e != JOB_EV_NOTE;
		}
	}
	assert_int_equal(n, ARROW_N);
}

static void
out_of_range(void **state)
{
	(void)state;
	assert_int_equal(job_next(JOB_STATE_N, JOB_EV_SEAL), -1);
	assert_int_equal(job_next(JOB_RECEIVED, JOB_EVENT_N), -1);
	assert_int_equal(job_next((enum job_state) - 1, JOB_EV_NOTE), -1);
	assert_int_equal(job_next(JOB_STATE_N, JOB_EV_NOTE), -1);
	assert_int_equal(job_final(JOB_STATE_N), 0);
	assert_int_equal(job_touched(JOB_STATE_N), 0);
	assert_string_equal(job_state_name(JOB_STATE_N), "?");
	assert_string_equal(job_event_name(JOB_EVENT_N), "?");
	assert_int_equal(job_state_of("Received"), -1);
	assert_int_equal(job_state_of(""), -1);
	assert_int_equal(job_state_of(NULL), -1);
	assert_int_equal(job_event_of("came_out_well"), -1);
	assert_int_equal(job_event_of(NULL), -1);
}

static void
names(void **state)
{
	(void)state;
	for (int s = 0; s < JOB_STATE_N; s++)
		assert_int_equal(
		    job_state_of(job_state_name((enum job_state)s)), s);
	for (int e = 0; e < JOB_EVENT_N; e++)
		assert_int_equal(
		    job_event_of(job_event_name((enum job_event)e)), e);
}

static int
in(const char *const *set, int s)
{
	for (; *set != NULL; set++)
		if (job_state_of(*set) == s)
			return 1;
	return 0;
}

static void
finals_and_touched(void **state)
{
	static const char *const fin[] = { "spoiled", "cancelled", "rejected",
		"voided", "superseded", NULL };
	static const char *const tou[] = { "printing", "doubt", "printed",
		"ready", "issued", "spoiled", "voided", "superseded", NULL };

	(void)state;
	for (int s = 0; s < JOB_STATE_N; s++) {
		assert_int_equal(job_final((enum job_state)s), in(fin, s));
		assert_int_equal(job_touched((enum job_state)s), in(tou, s));
	}
}

/*
 * All sequences of events from received.  A cycle (hold/release,
 * submit/return) is gone round until the depth ends, so a path that permits
 * twice would be met if it existed.
 */
#define DEPTH 14

struct walk {
	unsigned long paths, finished;
	int reached[JOB_STATE_N];
};

static void
step(struct walk *w, enum job_state s, int depth, int permits, int printed)
{
	w->paths++;
	w->reached[s] = 1;
	assert_true(permits <= 1);		   /* I2 */
	assert_int_equal(job_touched(s), permits); /* paper = permit */
	if (printed)				   /* I3 */
		assert_true(s != JOB_QUEUED && s != JOB_SUBMITTED &&
		    (s != JOB_PRINTING || printed == 1));
	if (job_final(s)) {
		w->finished++;
		for (int e = 0; e < JOB_EVENT_N; e++)
			assert_true(job_next(s, (enum job_event)e) < 0 ||
			    e == JOB_EV_NOTE);
		return;
	}
	if (depth == 0)
		return;
	for (int e = 0; e < JOB_EVENT_N; e++) {
		int to = job_next(s, (enum job_event)e);

		if (to < 0 || e == JOB_EV_NOTE)
			continue;
		assert_int_not_equal(to, (int)s);
		step(w, (enum job_state)to, depth - 1,
		    permits + (e == JOB_EV_PERMIT),
		    printed ? printed + 1 : to == JOB_PRINTING);
	}
}

static void
every_path(void **state)
{
	struct walk w = { 0 };

	(void)state;
	step(&w, JOB_RECEIVED, DEPTH, 0, 0);
	for (int s = 0; s < JOB_STATE_N; s++)
		assert_true(w.reached[s]);
	assert_true(w.finished > 300);
	printf("%lu paths, %lu to an end\n", w.paths, w.finished);
}

/* From every state some path leads to an end: no job is stuck. */
static void
an_end_is_near(void **state)
{
	(void)state;
	for (int s = 0; s < JOB_STATE_N; s++) {
		struct walk w = { 0 };

		if (job_touched((enum job_state)s))
			step(&w, (enum job_state)s, 6, 1, 1);
		else
			step(&w, (enum job_state)s, 6, 0, 0);
		assert_true(w.finished > 0);
	}
}

/* I3 by closure: what can be reached from printing never prints again. */
static void
no_way_back(void **state)
{
	struct walk w = { 0 };

	(void)state;
	step(&w, JOB_PRINTING, JOB_STATE_N, 1, 1);
	for (int s = 0; s < JOB_STATE_N; s++)
		if (w.reached[s])
			assert_int_equal(job_touched((enum job_state)s), 1);
	assert_true(w.reached[JOB_ISSUED] && w.reached[JOB_SPOILED]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pair),
		cmocka_unit_test(out_of_range),
		cmocka_unit_test(names),
		cmocka_unit_test(finals_and_touched),
		cmocka_unit_test(every_path),
		cmocka_unit_test(an_end_is_near),
		cmocka_unit_test(no_way_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
