/* Jobs found by what a person has in hand: a number, a serial, an id, a day. */
/* SRC: tests/store/kit.c */

#include <stdio.h>
#include <string.h>

#include "tests/store/kit.h"

struct seen {
	int64_t id[400];
	int n;
};

static int
see_job(const struct store_job *j, void *arg)
{
	struct seen *x = arg;

	x->id[x->n++] = j->id;
	return 0;
}

static struct seen
list(struct store *s, struct store_filter q)
{
	struct seen x = { .n = 0 };

	q.limit = 400;
	assert_int_equal(store_job_list(s, &q, see_job, &x, NULL), 0);
	return x;
}
/* By number, id and day; an id as people type it. */
static void
finds(void **state)
{
	struct store *s = *state;
	struct store_filter q = { .limit = 40 };
	struct store_job j;
	struct seen x;
	char typed[2 * STORE_ID];

	for (unsigned i = 1; i <= 50; i++) {
		struct store_new in = kit_new(kit_id(i), NULL);

		in.now = KIT_NOW + (int64_t)i * 60;
		assert_int_equal(store_job_create(s, &in, &j, NULL), 0);
		store_job_release(&j);
	}
	q.find = "17";
	x = list(s, q);
	assert_int_equal(x.n, 1);
	assert_int_equal(x.id[0], 17);
	q.find = "560/0031/XI/2026";
	x = list(s, q);
	assert_int_equal(x.n, 1);
	assert_int_equal(x.id[0], 31);
	(void)snprintf(typed, sizeof(typed), "kit 0-%s", kit_id(9) + 4);
	q.find = typed;
	x = list(s, q);
	assert_int_equal(x.n, 1);
	assert_int_equal(x.id[0], 9);
	q.counter = "loket-2";
	x = list(s, q);
	assert_int_equal(x.n, 0);
	q = (struct store_filter){ .since = KIT_NOW + 11 * 60,
		.until = KIT_NOW + 31 * 60 };
	x = list(s, q);
	assert_int_equal(x.n, 20);
	assert_int_equal(x.id[0], 30);
	assert_int_equal(x.id[19], 11);
	q.since = KIT_NOW + 9999999;
	q.until = 0;
	x = list(s, q);
	assert_int_equal(x.n, 0);
	q = (struct store_filter){ .until = 1 };
	x = list(s, q);
	assert_int_equal(x.n, 0);
}

static int
setup(void **state)
{
	struct store *s;

	assert_int_equal(store_open_memory("a", &s, NULL), 0);
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
		cmocka_unit_test_setup_teardown(finds, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
