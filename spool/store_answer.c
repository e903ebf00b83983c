/*
 * Answers kept for Idempotency-Key, as long as the record.  An answer once
 * complete is never changed.
 */

#include <string.h>

#include "store_int.h"

int
store_answer_find(struct store *s, const char *counter, const char *key,
    struct store_answer *ret_a, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_ANSWER_FIND, f);
	struct store_answer a = { 0 };
	int rc;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, counter);
	store_db_text(st, 2, key);
	if ((rc = store_db_step(st, f)) <= 0)
		return rc;
	(void)store_db_col_blob(st, 0, a.body_hash, STORE_HASH);
	a.job = store_db_col_int(st, 1);
	a.status = (int)store_db_col_int(st, 2);
	a.body = store_db_col_dup(st, 3);
	store_db_done(st);
	*ret_a = a;
	return 1;
}

static void
bind(struct store_stmt *st, const char *counter, const char *key,
    const struct store_answer *a)
{
	store_db_text(st, 1, counter);
	store_db_text(st, 2, key);
	store_db_blob(st, 3, a->body_hash, STORE_HASH);
	store_db_int(st, 4, a->status);
	store_db_text(st, 5, a->body);
	if (a->job != 0)
		store_db_int(st, 6, a->job);
}

static int
put(struct store *s, const char *counter, const char *key,
    const struct store_answer *a, int64_t now, struct fault *f)
{
	struct store_stmt *st;

	if ((st = store_db_use(s->db, STORE_Q_ANSWER_COMPLETE, f)) == NULL)
		return -1;
	bind(st, counter, key, a);
	if (store_db_run(st, f) != 0)
		return -1;
	if (store_db_touched(s->db) == 1)
		return 0;
	if ((st = store_db_use(s->db, STORE_Q_ANSWER_ADD, f)) == NULL)
		return -1;
	bind(st, counter, key, a);
	store_db_int(st, 7, now);
	return store_db_run(st, f);
}

int
store_answer_put(struct store *s, const char *counter, const char *key,
    const struct store_answer *a, int64_t now, struct fault *f)
{
	if (strlen(counter) >= STORE_NAME || strlen(key) >= STORE_KEY)
		return store_too_long("", f);
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, put(s, counter, key, a, now, f), f);
}
