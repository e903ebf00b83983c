/* The lines of queued jobs: order, choice by what fits, removal. */
/* SRC: daemon/core/queue.c */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "daemon/core/queue.h"

static int
by_media(const struct queue_line *l, void *arg)
{
	return strcmp(l->media, arg) == 0;
}

static int
any(const struct queue_line *l, void *arg)
{
	(void)l;
	(void)arg;
	return 1;
}

static void
add(struct queue *q, const char *target, const char *media, const char *blank,
    int64_t id)
{
	struct queue_want w = { target, media, blank, 0 };

	queue_add(q, &w, id);
}

static char a4[] = "a4", card[] = "card", none[] = "none";

static void
test_choice(void **state)
{
	struct queue q = { 0 };

	(void)state;
	add(&q, "", "a4", "", 7);
	add(&q, "lantai", "a4", "", 5);
	add(&q, "", "card", "", 3);
	add(&q, "", "a4", "", 9);
	add(&q, "", "a4", "", 7); /* twice is once */
	assert_int_equal(queue_oldest(&q, any, NULL), 3);
	assert_int_equal(queue_oldest(&q, by_media, a4), 5);
	assert_int_equal(queue_oldest(&q, by_media, card), 3);
	assert_int_equal(queue_oldest(&q, by_media, none), 0);
	assert_int_equal(queue_drop(&q, 5), 1);
	assert_int_equal(queue_drop(&q, 5), 0);
	assert_int_equal(queue_oldest(&q, by_media, a4), 7);
	add(&q, "", "a4", "", 2); /* released: older than all */
	assert_int_equal(queue_oldest(&q, by_media, a4), 2);
	queue_release(&q);
	assert_int_equal(queue_oldest(&q, any, NULL), 0);
}

/* Against a plain set, with many jobs in any order. */
static void
test_many(void **state)
{
	struct queue q = { 0 };
	static char in[1000];
	unsigned seed = 1;

	(void)state;
	memset(in, 0, sizeof in);
	for (int i = 0; i < 20000; i++) {
		size_t id;
		int64_t oldest = 0;

		seed = seed * 1103515245u + 12345u;
		id = (seed >> 8) % 999 + 1;
		if (seed >> 31) {
			add(&q, "", "a4", "", (int64_t)id);
			in[id] = 1;
		} else {
			assert_int_equal(queue_drop(&q, (int64_t)id), in[id]);
			in[id] = 0;
		}
		for (size_t k = 1; k < sizeof in && !oldest; k++)
			oldest = in[k] ? (int64_t)k : 0;
		assert_int_equal(queue_oldest(&q, any, NULL), oldest);
	}
	queue_release(&q);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_choice),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
