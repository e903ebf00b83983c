/*
 * Templates by name and version, kept for ever: a job is rendered by the
 * version it was accepted with.  A version once stored never changes.
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "store_int.h"

struct key {
	const char *name;
	int version;
	int64_t now;
};

static int
put(struct store *s, const struct key *t, const uint8_t digest[STORE_HASH],
    const char *bundle, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_TEMPLATE_FIND, f);
	uint8_t old[STORE_HASH];
	int rc;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, t->name);
	store_db_int(st, 2, t->version);
	if ((rc = store_db_step(st, f)) < 0)
		return -1;
	if (rc > 0) {
		rc = store_db_col_blob(st, 1, old, STORE_HASH) &&
		    memcmp(old, digest, STORE_HASH) == 0;
		store_db_done(st);
		return rc ? 0
			  : fault_set(f, FAULT_CONFLICT, "/version",
				"Versi templat ini sudah ada dengan isi lain.",
				"This version of the template exists with "
				"other content.");
	}
	if ((st = store_db_use(s->db, STORE_Q_TEMPLATE_ADD, f)) == NULL)
		return -1;
	store_db_text(st, 1, t->name);
	store_db_int(st, 2, t->version);
	store_db_blob(st, 3, digest, STORE_HASH);
	store_db_text(st, 4, bundle);
	store_db_int(st, 5, t->now);
	return store_db_run(st, f);
}

int
store_template_put(struct store *s, const char *name, int version,
    const uint8_t digest[STORE_HASH], const char *bundle, int64_t now,
    struct fault *f)
{
	struct key t = { name, version, now };

	if (strlen(name) >= STORE_NAME)
		return store_too_long("/name", f);
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, put(s, &t, digest, bundle, f), f);
}

int
store_template_get(struct store *s, const char *name, int version,
    int *ret_version, char **ret_bundle, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db,
	    version == 0 ? STORE_Q_TEMPLATE_NEWEST : STORE_Q_TEMPLATE_GET, f);
	int rc;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, name);
	if (version != 0)
		store_db_int(st, 2, version);
	if ((rc = store_db_step(st, f)) <= 0)
		return rc < 0 ? -1
			      : fault_set(f, FAULT_NOT_FOUND, "/template",
				    "Templat tidak ditemukan.",
				    "There is no such template.");
	if (ret_version != NULL)
		*ret_version = (int)store_db_col_int(st, 0);
	if (ret_bundle != NULL)
		*ret_bundle = store_db_col_dup(st, 1);
	store_db_done(st);
	return 0;
}

/* ---- the list: read whole, there are few ---- */

struct row {
	char name[STORE_NAME];
	int version;
};

int
store_template_list(struct store *s,
    int (*fn)(const char *name, int version, void *), void *arg,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_TEMPLATE_LIST, f);
	struct row *rows = NULL;
	size_t n = 0;
	int rc, stop = 0;

	if (st == NULL)
		return -1;
	while ((rc = store_db_step(st, f)) > 0) {
		rows = mem_array(rows, n + 1, sizeof(*rows));
		(void)mem_copy(
		    rows[n].name, STORE_NAME, store_db_col_text(st, 0));
		rows[n].version = (int)store_db_col_int(st, 1);
		n++;
	}
	for (size_t i = 0; rc == 0 && !stop && i < n; i++)
		stop = fn(rows[i].name, rows[i].version, arg);
	free(rows);
	return rc;
}
