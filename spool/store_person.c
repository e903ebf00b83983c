/*
 * Persons: who may be named in the ledger.  A person that left stays by name;
 * their tokens are worth nothing (store_token_find asks).
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "store_int.h"

static void
load(struct store_stmt *st, struct store_person *ret_p)
{
	struct store_person p = { 0 };

	(void)mem_copy(p.name, sizeof(p.name), store_db_col_text(st, 0));
	(void)mem_copy(
	    p.full_name, sizeof(p.full_name), store_db_col_text(st, 1));
	(void)mem_copy(p.title, sizeof(p.title), store_db_col_text(st, 2));
	(void)mem_copy(
	    p.staff_number, sizeof(p.staff_number), store_db_col_text(st, 3));
	(void)mem_copy(p.role, sizeof(p.role), store_db_col_text(st, 4));
	p.created = store_db_col_int(st, 5);
	p.gone = store_db_col_int(st, 6);
	*ret_p = p;
}

static int
put(struct store *s, const struct store_person *p, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PERSON_PUT, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, p->name);
	store_db_text(st, 2, p->full_name);
	store_db_text(st, 3, p->title);
	store_db_text(st, 4, p->staff_number);
	store_db_text(st, 5, p->role);
	store_db_int(st, 6, p->created);
	return store_db_run(st, f);
}

int
store_person_put(struct store *s, const struct store_person *p, struct fault *f)
{
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, put(s, p, f), f);
}

static int
absent(struct fault *f)
{
	return fault_set(f, FAULT_NOT_FOUND, "", "Petugas tidak dikenal",
	    "There is no such person");
}

static int
leave(struct store *s, const char *name, int64_t now, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PERSON_LEAVE, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, name);
	store_db_int(st, 2, now);
	if (store_db_run(st, f) != 0)
		return -1;
	return store_db_touched(s->db) == 1 ? 0 : absent(f);
}

int
store_person_leave(
    struct store *s, const char *name, int64_t now, struct fault *f)
{
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, leave(s, name, now, f), f);
}

int
store_person_get(struct store *s, const char *name, struct store_person *ret_p,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PERSON_GET, f);
	int rc;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, name);
	if ((rc = store_db_step(st, f)) <= 0)
		return rc < 0 ? -1 : absent(f);
	load(st, ret_p);
	store_db_done(st);
	return 0;
}

int
store_person_list(struct store *s,
    int (*fn)(const struct store_person *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PERSON_LIST, f);
	struct store_person *rows = NULL;
	size_t n = 0;
	int rc, stop = 0;

	if (st == NULL)
		return -1;
	while ((rc = store_db_step(st, f)) > 0) {
		rows = mem_array(rows, n + 1, sizeof(*rows));
		load(st, &rows[n++]);
	}
	for (size_t i = 0; rc == 0 && !stop && i < n; i++)
		stop = fn(&rows[i], arg);
	free(rows);
	return rc;
}
