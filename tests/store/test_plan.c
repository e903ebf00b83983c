/*
 * Every statement of the store, as SQLite means to run it: none may walk a
 * table that grows with the work.  What walks one on purpose stands in a list
 * with its reason.
 */

/* SRC: tests/store/kit.c */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "spool/store_db.h"
#include "spool/store_int.h"
#include "tests/store/kit.h"

/* Statements that may walk: recounts and sums over all, asked by a person. */
static const struct {
	enum store_q q;
	const char *why;
} may_walk[] = {
	{ STORE_Q_STOCK_NOW, "an index that holds the stock in hand alone" },
	{ STORE_Q_STOCK_DAY, "the same, and the ledger from a day on" },
	{ STORE_Q_KINDS_FIRST, "the same" },
	{ STORE_Q_SUPPLY_SUMS, "kinds of supplies are few" },
	{ STORE_Q_SUPPLY_LIST, "kinds of supplies are few" },
	{ STORE_Q_PAPER_LIST, "once, when core starts" },
	{ STORE_Q_CHECK_LEDGER, "the recount of everything" },
	{ STORE_Q_CHECK_BOUND, "the recount of everything" },
};

static int
allowed(int q)
{
	for (size_t i = 0; i < sizeof(may_walk) / sizeof(*may_walk); i++)
		if ((int)may_walk[i].q == q)
			return 1;
	return 0;
}

/* "SCAN t" without an index is a walk; with one it reads all of the index. */
static int
walks(const char *detail)
{
	static const char *const grows[] = { "b", "j", "s", "d", "e", "o",
		"blank", "job", "sheet", "document", "event", "leaf", "stock",
		"output", "number", "answer", "batch_line", "hand_over",
		"health", "meter", "notice", "item", NULL };
	char name[64];

	if (sscanf(detail, "SCAN %63s", name) != 1)
		return 0;
	for (size_t i = 0; grows[i]; i++)
		if (strcmp(grows[i], name) == 0)
			return 1;
	return 0;
}

static void
no_walk(void **state)
{
	char *dir = kit_dir(), *path = mem_printf("%s/s", dir);
	const char *sql[STORE_Q_N];
	struct store_db *db;
	struct store_stmt *st;
	struct store *s;
	struct fault f;
	int wrong = 0;

	(void)state;
	assert_int_equal(store_open_sqlite(path, "a", &s, &f), 0);
	store_close(s);
	for (int i = 0; i < STORE_Q_N; i++)
		sql[i] = mem_printf("EXPLAIN QUERY PLAN %s", store_sql[i]);
	assert_int_equal(store_db_open(path, sql, STORE_Q_N, &db, &f), 0);
	for (int i = 0; i < STORE_Q_N; i++) {
		if (strncmp(store_sql[i], "PRAGMA", 6) == 0)
			continue;
		st = store_db_use(db, (unsigned)i, &f);
		assert_non_null(st);
		while (store_db_step(st, &f) > 0) {
			const char *detail = store_db_col_text(st, 3);

			if (!walks(detail) || allowed(i))
				continue;
			print_message(
			    "%d: %s\n    %s\n", i, detail, store_sql[i]);
			wrong++;
		}
	}
	store_db_close(db);
	free(path);
	kit_remove(dir);
	for (int i = 0; i < STORE_Q_N; i++)
		free((void *)(uintptr_t)sql[i]);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(no_walk) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
