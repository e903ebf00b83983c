/*
 * The only writer of a job's state.  A step is asked of the transition table,
 * written as event, leaf and job in one transaction, or not at all (I4); it
 * names the rev it saw (I6).
 */

#include <string.h>

#include "mem.h"

#include "store_int.h"

int
store_step_read(
    struct store *s, int64_t id, struct store_now *ret_n, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_JOB_NOW, f);
	int rc;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, id);
	if ((rc = store_db_step(st, f)) <= 0)
		return rc < 0 ? -1
			      : fault_set(f, FAULT_NOT_FOUND, "",
				    "Pekerjaan tidak ditemukan.",
				    "There is no such job.");
	*ret_n = (struct store_now){
		.id = id,
		.rev = store_db_col_int(st, 0),
		.state = (enum job_state)store_db_col_int(st, 1),
		.sheet = store_db_col_int(st, 2),
		.hold = (int)store_db_col_int(st, 3),
	};
	(void)mem_copy(
	    ret_n->printer, sizeof(ret_n->printer), store_db_col_text(st, 4));
	(void)mem_copy(
	    ret_n->serial, sizeof(ret_n->serial), store_db_col_text(st, 5));
	store_db_done(st);
	return 0;
}

static int
check_change(const struct store_change *c, struct fault *f)
{
	if (strlen(store_text(c->actor)) >= STORE_NAME)
		return store_too_long("/actor", f);
	if (c->note != NULL && strlen(c->note) >= REASON_NOTE)
		return store_too_long("/note", f);
	if (strlen(store_text(c->printer)) >= STORE_NAME)
		return store_too_long("/printer", f);
	if (strlen(store_text(c->token)) >= STORE_TOKEN)
		return store_too_long("/token", f);
	return 0;
}

static int
write_job(struct store *s, const struct store_now *n, enum job_event ev,
    const struct store_change *c, const struct store_event *e, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_JOB_STEP, f);

	if (st == NULL)
		return -1;
	store_db_int(st, 1, n->id);
	store_db_int(st, 2, n->rev);
	store_db_int(st, 3, e->to);
	store_db_int(st, 4, e->at);
	store_db_text(st, 5, c->printer);
	store_db_text(st, 6, c->token);
	if (c->cups_job != 0 || ev == JOB_EV_SUBMIT || ev == JOB_EV_RETURN)
		store_db_int(st, 7, c->cups_job);
	store_db_int(st, 8, ev == JOB_EV_SUBMIT);
	if (c->pages != 0)
		store_db_int(st, 9, c->pages);
	store_db_blob(st, 10, c->pdf, STORE_HASH);
	store_db_text(st, 11, c->reason);
	if (ev == JOB_EV_HOLD)
		store_db_int(st, 12,
		    n->hold != 0       ? n->hold
			: c->hold != 0 ? c->hold
				       : JOB_HOLD_ASKED);
	else if (ev == JOB_EV_RELEASE)
		store_db_int(st, 12, 0);
	else if (c->approve)
		store_db_int(st, 12, n->hold & ~JOB_HOLD_APPROVAL);
	return store_db_run(st, f);
}

static int
write_seals(struct store *s, int64_t sheet, const char *seals, struct fault *f)
{
	struct store_stmt *st;

	if (seals == NULL)
		return 0;
	if ((st = store_db_use(s->db, STORE_Q_SHEET_SEAL, f)) == NULL)
		return -1;
	store_db_int(st, 1, sheet);
	store_db_text(st, 2, seals);
	return store_db_run(st, f);
}

/* One step from n, which it moves along. */
int
store_step_move(struct store *s, struct store_now *n, enum job_event ev,
    const struct store_change *c, int64_t at, struct fault *f)
{
	int to = ev == JOB_EV_ACCEPT ? -1 : job_next(n->state, ev);
	struct store_event e = { .job = n->id,
		.rev = n->rev + 1,
		.at = at,
		.event = ev,
		.from = (int)n->state,
		.to = (enum job_state)to,
		.actor = store_text(c->actor),
		.evidence = c->evidence == NULL ? "{}" : c->evidence };
	struct stock_follow w;

	if (to < 0)
		return fault_set(f, FAULT_STATE, "",
		    "Langkah %s tidak mungkin dari keadaan %s.",
		    "The step %s is not possible from the state %s.",
		    job_event_name(ev), job_state_name(n->state));
	if (stock_follow_look(s, n->serial, ev, c, &w, f) != 0)
		return -1;
	/* the event first: the table's trigger looks for it */
	if (store_event_add(s, &e, c->seals, f) != 0 ||
	    write_job(s, n, ev, c, &e, f) != 0 ||
	    write_seals(s, n->sheet, c->seals, f) != 0 ||
	    stock_follow_do(s, &w, n->sheet, n->id, n->printer, c, at, f) != 0)
		return -1;
	if ((ev == JOB_EV_CANCEL || ev == JOB_EV_REJECT) &&
	    store_number_void(s, n->sheet, 1, at, f) != 0)
		return -1;
	if (ev == JOB_EV_VOID &&
	    store_number_void(s, n->sheet, INT32_MAX, at, f) != 0)
		return -1;
	s->tally[n->state]--;
	s->tally[to]++;
	n->state = (enum job_state)to;
	n->rev++;
	return 0;
}

int
store_step_rev(const struct store_now *n, int64_t rev, struct fault *f)
{
	return rev == 0 || rev == n->rev
	    ? 0
	    : fault_set(f, FAULT_REV, "", "Pekerjaan sudah diubah pihak lain.",
		  "The job was changed by someone else.");
}

static int
step(struct store *s, struct store_now *n, int64_t rev, enum job_event ev,
    const struct store_change *c, int64_t at, struct fault *f)
{
	struct store_change hold = { .actor = c->actor };

	if (store_step_read(s, n->id, n, f) != 0 ||
	    store_step_rev(n, rev, f) != 0 ||
	    store_step_move(s, n, ev, c, at, f) != 0)
		return -1;
	/* asked for at acceptance: it never waits in the queue, not even
	 * for the moment between two transactions */
	if (ev == JOB_EV_RENDER && n->hold)
		return store_step_move(s, n, JOB_EV_HOLD, &hold, at, f);
	return 0;
}

int
store_job_step(struct store *s, int64_t id, int64_t rev, enum job_event ev,
    const struct store_change *c, int64_t now, struct store_job *ret_job,
    struct fault *f)
{
	struct store_now n = { .id = id };

	if (check_change(c, f) != 0 || store_enter(s, f) != 0)
		return -1;
	if (store_leave(s, step(s, &n, rev, ev, c, now, f), f) != 0)
		return -1;
	return ret_job == NULL ? 0 : store_job_get(s, id, ret_job, f);
}
