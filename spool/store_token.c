/*
 * Tokens of counters.  Only the SHA-256 of a token is ever here; a revoked
 * one stays, so that it is never given again.
 */

#include <string.h>

#include "mem.h"

#include "store_int.h"

static int
put(struct store *s, const uint8_t hash[STORE_HASH], const char *counter,
    const char *person, int64_t now, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_TOKEN_PUT, f);

	if (st == NULL)
		return -1;
	store_db_blob(st, 1, hash, STORE_HASH);
	store_db_text(st, 2, counter);
	store_db_int(st, 3, now);
	if (*store_text(person) != '\0')
		store_db_text(st, 4, person);
	return store_db_run(st, f);
}

int
store_token_put(struct store *s, const uint8_t hash[STORE_HASH],
    const char *counter, const char *person, int64_t now, struct fault *f)
{
	if (strlen(counter) >= STORE_NAME)
		return store_too_long("/counter", f);
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, put(s, hash, counter, person, now, f), f);
}

int
store_token_find(struct store *s, const uint8_t hash[STORE_HASH],
    struct store_token *ret_t, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_TOKEN_FIND, f);
	struct store_token t = { 0 };
	int rc;

	if (st == NULL)
		return -1;
	store_db_blob(st, 1, hash, STORE_HASH);
	if ((rc = store_db_step(st, f)) <= 0)
		return rc;
	(void)mem_copy(t.counter, STORE_NAME, store_db_col_text(st, 0));
	(void)mem_copy(t.person, STORE_NAME, store_db_col_text(st, 1));
	(void)mem_copy(t.role, sizeof(t.role), store_db_col_text(st, 2));
	store_db_done(st);
	*ret_t = t;
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
