/* SRC: tests/store/kit.c */
/* What is kept of printers: health, meter, what came out, what was told; and
 * a job held for its printer. */

#include "kit.h"

#include <stdio.h>
#include <string.h>

#include "notice.h"
#include "watch.h"

struct got {
	size_t n;
	int64_t at[400], value[400];
	char text[400][64];
};

static int
see_health(const struct store_health *h, void *arg)
{
	struct got *g = arg;

	g->at[g->n] = h->at;
	g->value[g->n] = h->state;
	snprintf(g->text[g->n++], 64, "%s", h->reasons);
	return 0;
}

static int
see_meter(const struct store_meter *m, void *arg)
{
	struct got *g = arg;

	g->at[g->n] = m->at;
	g->value[g->n++] = m->impressions;
	return 0;
}

static int
see_notice(const struct store_notice *n, void *arg)
{
	struct got *g = arg;

	g->at[g->n] = n->seq;
	g->value[g->n] = n->level;
	snprintf(g->text[g->n++], 64, "%s %s %s|%s", n->kind, n->subject, n->id,
	    n->en);
	return 0;
}

static void
health(void **state)
{
	struct store *s = *state;
	struct store_health h = { .reasons = "[]" };
	static struct got g;
	struct fault f;

	g.n = 0;
	assert_int_equal(store_health_last(s, "a", see_health, &g, &f), 0);
	assert_int_equal(g.n, 0);
	for (int i = 0; i < 300; i++) {
		h.at = 100 + 10 * i;
		h.state = (enum health_state)(i % 3);
		h.reasons = i % 3 == 2 ? "[\"door-open\"]" : "[]";
		assert_int_equal(store_health_add(s, "a", &h, &f), 0);
	}
	h.at = 5000;
	h.state = HEALTH_OFF;
	assert_int_equal(store_health_add(s, "b", &h, &f), 0);
	/* two of one second: the later is the newest */
	h.at = 3090;
	h.reasons = "[\"x\"]";
	assert_int_equal(store_health_add(s, "a", &h, &f), 0);
	assert_int_equal(store_health_last(s, "a", see_health, &g, &f), 0);
	assert_int_equal(g.n, 1);
	assert_string_equal(g.text[0], "[\"x\"]");
	/* what was so at 125: the row of 120 */
	g.n = 0;
	assert_int_equal(store_health_list(s, "a", 125, see_health, &g, &f), 0);
	assert_int_equal(g.n, 299);
	assert_int_equal(g.at[0], 120);
	assert_int_equal(g.value[0], HEALTH_DOWN);
	assert_string_equal(g.text[0], "[\"door-open\"]");
	/* before the first row nothing was so */
	g.n = 0;
	assert_int_equal(store_health_list(s, "a", 5, see_health, &g, &f), 0);
	assert_int_equal(g.at[0], 100);
	assert_int_equal(g.n, 301);
}

static void
meter(void **state)
{
	struct store *s = *state;
	struct store_meter m = { .at = 5, .impressions = 70 }, last;
	static struct got g;
	struct fault f;

	g.n = 0;
	assert_int_equal(store_meter_last(s, "a", &last, &f), 0);
	assert_int_equal(store_meter_put(s, "a", &m, &f), 0);
	m.impressions = 71; /* the same second */
	assert_int_equal(store_meter_put(s, "a", &m, &f), 0);
	for (m.at = 6; m.at < 10; m.at++) {
		m.impressions++;
		assert_int_equal(store_meter_put(s, "a", &m, &f), 0);
	}
	assert_int_equal(store_meter_last(s, "a", &last, &f), 1);
	assert_true(last.at == 9 && last.impressions == 75);
	assert_int_equal(store_meter_last(s, "b", &last, &f), 0);
	assert_int_equal(store_meter_list(s, "a", 3, see_meter, &g, &f), 0);
	assert_int_equal(g.n, 3);
	assert_true(g.at[0] == 7 && g.value[0] == 73 && g.at[2] == 9);
	g.n = 0;
	assert_int_equal(store_meter_list(s, "a", 60, see_meter, &g, &f), 0);
	assert_true(g.n == 5 && g.value[0] == 71);
}

static void
notices(void **state)
{
	struct store *s = *state;
	struct store_notice n = { .at = 5,
		.level = NOTICE_DOWN,
		.kind = "printer-down",
		.subject = "paspor-1",
		.id = "berhenti",
		.en = "down" };
	static struct got g;
	struct fault f;
	int64_t last = -1;

	g.n = 0;
	assert_int_equal(store_notice_last(s, &last, &f), 0);
	assert_int_equal(last, 0);
	for (int i = 0; i < 200; i++)
		assert_int_equal(store_notice_add(s, &n, &f), 0);
	assert_int_equal(store_notice_last(s, &last, &f), 0);
	assert_int_equal(last, 200);
	assert_int_equal(store_notice_list(s, 30, 100, see_notice, &g, &f), 0);
	assert_int_equal(g.n, 100);
	assert_true(g.at[0] == 31 && g.at[99] == 130);
	assert_string_equal(g.text[0], "printer-down paspor-1 berhenti|down");
	assert_string_equal(store_notice_level(NOTICE_ATTENTION), "attention");
	/* what is rolled back was never told */
	assert_int_equal(store_begin(s, &f), 0);
	assert_int_equal(store_notice_add(s, &n, &f), 0);
	store_rollback(s);
	assert_int_equal(store_notice_last(s, &last, &f), 0);
	assert_int_equal(last, 200);
}

static void
held(void **state)
{
	struct store *s = *state;
	struct store_change ch = { .actor = "core",
		.hold = JOB_HOLD_PRINTER,
		.reason = "{\"hold\":\"printer\"}" };
	int64_t id = kit_at(s, 1, JOB_QUEUED), other = kit_at(s, 2, JOB_QUEUED);
	struct store_job j = { 0 };
	struct fault f;

	assert_int_equal(
	    store_job_step(s, id, 0, JOB_EV_HOLD, &ch, KIT_NOW, &j, &f), 0);
	assert_int_equal(j.state, JOB_HELD);
	assert_int_equal(j.hold, JOB_HOLD_PRINTER);
	assert_string_equal(j.reason, "{\"hold\":\"printer\"}");
	store_job_release(&j);
	ch.reason = "";
	assert_int_equal(
	    store_job_step(s, id, 0, JOB_EV_RELEASE, &ch, KIT_NOW, &j, &f), 0);
	assert_int_equal(j.hold, 0);
	assert_int_equal(j.state, JOB_QUEUED);
	assert_null(j.reason);
	store_job_release(&j);
	/* a person's is another */
	assert_int_equal(kit_step(s, other, JOB_EV_HOLD), FAULT_NONE);
	assert_int_equal(store_job_get(s, other, &j, &f), 0);
	assert_int_equal(j.hold, JOB_HOLD_ASKED);
	store_job_release(&j);
}

static void
output(void **state)
{
	struct store *s = *state;
	struct store_change ch = { .actor = "core", .printer = "hp" };
	struct store_output o;
	struct fault f;
	int64_t at = -1;

	for (unsigned i = 1; i < 4; i++) {
		int64_t id = kit_at(s, i, JOB_QUEUED);

		ch.token = i == 3 ? "c" : "b";
		assert_int_equal(store_job_step(s, id, 0, JOB_EV_SUBMIT, &ch,
				     KIT_NOW, NULL, &f),
		    0);
		assert_int_equal(kit_step(s, id, JOB_EV_PERMIT), FAULT_NONE);
		assert_int_equal(kit_step(s, id, JOB_EV_DONE), FAULT_NONE);
	}
	assert_int_equal(store_output_since(s, "hp", 0, &o, &f), 0);
	assert_true(o.sheets == 3 && o.pages == 3 && o.spoiled == 0);
	assert_int_equal(
	    store_output_since(s, "hp", KIT_NOW + 86400, &o, &f), 0);
	assert_true(o.sheets == 0 && o.pages == 0);
	assert_int_equal(store_output_since(s, "x", 0, &o, &f), 0);
	assert_int_equal(o.sheets, 0);
	assert_int_equal(store_service_ended(s, "hp", &at, &f), 0);
	assert_int_equal(at, 0);
}

static int
setup(void **state)
{
	struct store *s;
	struct fault f;

	if (store_open_memory("kantor", &s, &f) < 0)
		return -1;
	kit_template(s);
	*state = s;
	return 0;
}

static int
teardown(void **state)
{
	store_close(*state);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
		CASE(health),
		CASE(meter),
		CASE(notices),
		CASE(held),
		CASE(output),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
