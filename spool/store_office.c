/*
 * What an office does around its sheets: acts that two persons do, and the
 * hand-over.  A proposal is only what was asked; the act itself is checked
 * when the second person does it.
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "store_int.h"

/* ---- acts of two ---- */

static int
add(struct store *s, const struct store_proposal *p, int64_t *ret_id,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PROPOSAL_ADD, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, p->act);
	store_db_text(st, 2, p->body);
	if (p->job != 0)
		store_db_int(st, 3, p->job);
	store_db_text(st, 4, p->asked_by);
	store_db_int(st, 5, p->asked_at);
	if (store_db_run(st, f) != 0)
		return -1;
	*ret_id = store_db_rowid(s->db);
	return 0;
}

int
store_proposal_add(struct store *s, const struct store_proposal *p,
    int64_t *ret_id, struct fault *f)
{
	if (*p->asked_by == '\0')
		return fault_set(f, FAULT_FORBIDDEN, "",
		    "Tindakan ini harus diminta seorang petugas",
		    "This act must be asked for by a person");
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, add(s, p, ret_id, f), f);
}

static void
load(struct store_stmt *st, struct store_proposal *ret_p)
{
	struct store_proposal p = { 0 };

	p.id = store_db_col_int(st, 0);
	(void)mem_copy(p.act, sizeof(p.act), store_db_col_text(st, 1));
	p.body = store_db_col_dup(st, 2);
	p.job = store_db_col_int(st, 3);
	(void)mem_copy(
	    p.asked_by, sizeof(p.asked_by), store_db_col_text(st, 4));
	p.asked_at = store_db_col_int(st, 5);
	p.decision = (int)store_db_col_int(st, 6);
	(void)mem_copy(
	    p.decided_by, sizeof(p.decided_by), store_db_col_text(st, 7));
	p.decided_at = store_db_col_int(st, 8);
	*ret_p = p;
}

int
store_proposal_get(
    struct store *s, int64_t id, struct store_proposal *ret_p, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PROPOSAL_GET, f);
	int rc;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, id);
	if ((rc = store_db_step(st, f)) <= 0)
		return rc < 0 ? -1
			      : fault_set(f, FAULT_NOT_FOUND, "",
				    "Permintaan tidak ditemukan",
				    "There is no such request");
	load(st, ret_p);
	store_db_done(st);
	return 0;
}

int
store_proposal_list(struct store *s,
    int (*fn)(const struct store_proposal *, void *), void *arg,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PROPOSAL_LIST, f);
	struct store_proposal *rows = NULL;
	size_t n = 0;
	int rc, stop = 0;

	if (st == NULL)
		return -1;
	while ((rc = store_db_step(st, f)) > 0) {
		rows = mem_array(rows, n + 1, sizeof(*rows));
		load(st, &rows[n++]);
	}
	for (size_t i = 0; i < n; i++) {
		if (rc == 0 && !stop)
			stop = fn(&rows[i], arg);
		free(rows[i].body);
	}
	free(rows);
	return rc;
}

static int
decide(struct store *s, int64_t id, int decision, const char *person,
    int64_t now, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PROPOSAL_DECIDE, f);

	if (st == NULL)
		return -1;
	store_db_int(st, 1, id);
	store_db_int(st, 2, decision);
	store_db_text(st, 3, person);
	store_db_int(st, 4, now);
	return store_db_run(st, f);
}

int
store_proposal_decide(struct store *s, int64_t id, int decision,
    const char *person, int64_t now, struct fault *f)
{
	struct store_proposal p;

	if (store_proposal_get(s, id, &p, f) != 0)
		return -1;
	free(p.body);
	if (p.decision != 0)
		return fault_set(f, FAULT_STATE, "",
		    "Permintaan ini sudah diputuskan",
		    "This request is decided already");
	if (*person == '\0' ||
	    (decision == 1 && strcmp(person, p.asked_by) == 0))
		return fault_set(f, FAULT_FORBIDDEN, "",
		    "Harus diputuskan petugas lain daripada yang meminta",
		    "Another person than who asked must decide");
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, decide(s, id, decision, person, now, f), f);
}

/* ---- hand-over ---- */

static int
hand_over(struct store *s, int64_t job, int64_t rev,
    const struct store_hand_over *h, struct fault *f)
{
	struct store_change c = { .actor = h->person, .evidence = "{}" };
	struct store_stmt *st;
	struct store_now n;

	if (store_step_read(s, job, &n, f) != 0 ||
	    store_step_rev(&n, rev, f) != 0 ||
	    store_step_move(s, &n, JOB_EV_HAND_OVER, &c, h->now, f) != 0 ||
	    (st = store_db_use(s->db, STORE_Q_HAND_OVER_ADD, f)) == NULL)
		return -1;
	store_db_int(st, 1, job);
	store_db_int(st, 2, h->now);
	store_db_text(st, 3, h->counter);
	store_db_text(st, 4, h->person);
	store_db_text(st, 5, h->given_to);
	store_db_text(st, 6, h->paper);
	store_db_text(st, 7, h->paper_number);
	return store_db_run(st, f);
}

int
store_hand_over(struct store *s, int64_t job, int64_t rev,
    const struct store_hand_over *h, struct store_job *ret_job, struct fault *f)
{
	if (*store_text(h->person) == '\0')
		return fault_set(f, FAULT_FORBIDDEN, "",
		    "Penyerahan harus dilakukan seorang petugas",
		    "A hand-over takes a person");
	if (store_enter(s, f) != 0 ||
	    store_leave(s, hand_over(s, job, rev, h, f), f) != 0)
		return -1;
	return ret_job == NULL ? 0 : store_job_get(s, job, ret_job, f);
}
