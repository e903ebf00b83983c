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

static char a4[] = "a4", card[] = "card", none[] = "none";

static struct queue q;

static void
add(const char *target, const char *media, int64_t id)
{
	struct queue_want w = { .target = target, .media = media, .blank = "" };

	queue_add(&q, &w, id);
}

static int
by_seal(const struct queue_line *l, void *arg)
{
	return l->sealed == *(int *)arg;
}

/* What is sealed stands in a line of its own. */
static void
test_sealed(void **state)
{
	struct queue_want w = { .target = "", .media = "a4", .blank = "" };
	int yes = 1, no = 0;

	(void)state;
	q = (struct queue){ 0 };
	w.sealed = 1;
	queue_add(&q, &w, 4);
	w.sealed = 0;
	queue_add(&q, &w, 6);
	assert_int_equal(queue_oldest(&q, by_seal, &yes), 4);
	assert_int_equal(queue_oldest(&q, by_seal, &no), 6);
	queue_release(&q);
}

static void
test_choice(void **state)
{
	(void)state;
	q = (struct queue){ 0 };
	add("", "a4", 7);
	add("lantai", "a4", 5);
	add("", "card", 3);
	add("", "a4", 9);
	add("", "a4", 7); /* twice is once */
	assert_int_equal(queue_oldest(&q, any, NULL), 3);
	assert_int_equal(queue_oldest(&q, by_media, a4), 5);
	assert_int_equal(queue_oldest(&q, by_media, card), 3);
	assert_int_equal(queue_oldest(&q, by_media, none), 0);
	assert_int_equal(queue_drop(&q, 5), 1);
	assert_int_equal(queue_drop(&q, 5), 0);
	assert_int_equal(queue_oldest(&q, by_media, a4), 7);
	add("", "a4", 2); /* released: older than all */
	assert_int_equal(queue_oldest(&q, by_media, a4), 2);
	queue_release(&q);
	assert_int_equal(queue_oldest(&q, any, NULL), 0);
}

/* Against a plain set, with many jobs in any order. */
static void
test_many(void **state)
{
	static char in[1000];
	unsigned seed = 1;

	(void)state;
	memset(in, 0, sizeof in);
	q = (struct queue){ 0 };
	for (int i = 0; i < 20000; i++) {
		size_t id;
		int64_t oldest = 0;

		seed = seed * 1103515245u + 12345u;
		id = (seed >> 8) % 999 + 1;
		if (seed >> 31) {
			add("", "a4", (int64_t)id);
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
		cmocka_unit_test(test_sealed),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
