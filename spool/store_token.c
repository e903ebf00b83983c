/*
 * Tokens of counters.  Only the SHA-256 of a token is ever here; a revoked
 * one stays, so that it is never given again.
 */

#include <string.h>

#include "mem.h"

#include "store_int.h"

static int
put(struct store *s, const uint8_t hash[STORE_HASH], const char *counter,
    int64_t now, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_TOKEN_PUT, f);

	if (st == NULL)
		return -1;
	store_db_blob(st, 1, hash, STORE_HASH);
	store_db_text(st, 2, counter);
	store_db_int(st, 3, now);
	return store_db_run(st, f);
}

int
store_token_put(struct store *s, const uint8_t hash[STORE_HASH],
    const char *counter, int64_t now, struct fault *f)
{
	if (strlen(counter) >= STORE_NAME)
		return store_too_long("/counter", f);
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, put(s, hash, counter, now, f), f);
}

int
store_token_find(struct store *s, const uint8_t hash[STORE_HASH],
    char ret_counter[STORE_NAME], struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_TOKEN_FIND, f);
	int rc;

	if (st == NULL)
		return -1;
	store_db_blob(st, 1, hash, STORE_HASH);
	if ((rc = store_db_step(st, f)) <= 0)
		return rc;
	(void)mem_copy(ret_counter, STORE_NAME, store_db_col_text(st, 0));
	store_db_done(st);
	return 1;
}

static int
revoke(struct store *s, const char *counter, int64_t now, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_TOKEN_REVOKE, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, counter);
	store_db_int(st, 2, now);
	return store_db_run(st, f);
}

int
store_token_revoke(
    struct store *s, const char *counter, int64_t now, struct fault *f)
{
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, revoke(s, counter, now, f), f);
}
