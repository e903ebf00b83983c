/*
 * A sheet printed anew: the old sheet's end, its blank's end, and the new
 * sheet with its job, in one transaction.  There is never a moment at which
 * two sheets of a document are good, nor one at which none is on its way.
 */

#include <string.h>

#include "buf.h"
#include "mem.h"

#include "store_int.h"

static int
check(const struct store_reprint *r, struct fault *f)
{
	if (reason_check(r->reason, r->note, REASON_REPRINT, f) != 0)
		return -1;
	if (strlen(store_text(r->counter)) >= STORE_NAME ||
	    strlen(store_text(r->person)) >= STORE_NAME)
		return store_too_long("/person", f);
	if (r->numbered &&
	    (*store_text(r->person) == '\0' || *store_text(r->second) == '\0' ||
		strcmp(r->person, r->second) == 0))
		return fault_set(f, FAULT_FORBIDDEN, "",
		    "Cetak ulang pada blangko bernomor memerlukan dua orang "
		    "yang berbeda",
		    "A reprint on a numbered blank takes two different "
		    "persons");
	return 0;
}

/* The document, when the job's sheet is its newest. */
static int
newest(struct store *s, int64_t sheet, int cap, int64_t *ret_document,
    int *ret_copy, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_SHEET_NEWEST, f);
	int64_t copy, last;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, sheet);
	if (store_db_step(st, f) < 0)
		return -1;
	*ret_document = store_db_col_int(st, 0);
	copy = store_db_col_int(st, 1);
	last = store_db_col_int(st, 2);
	store_db_done(st);
	if (copy != last)
		return fault_set(f, FAULT_STATE, "",
		    "Dokumen ini sudah dicetak ulang",
		    "This document was printed anew already");
	if (last >= cap)
		return fault_set(f, FAULT_STATE, "",
		    "Batas %d lembar untuk dokumen ini sudah tercapai",
		    "The limit of %d sheets of this document is reached", cap);
	*ret_copy = (int)last + 1;
	return 0;
}

/* 1 when the job was voided by the rule, not by a sheet that never came. */
static int
expired(struct store *s, int64_t job, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_EVENT_HAS, f);
	int rc;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, job);
	store_db_int(st, 2, JOB_EV_VOID);
	if ((rc = store_db_step(st, f)) > 0)
		store_db_done(st);
	return rc;
}

/* The event that ends the old sheet, -1 when it has its end, -2 refused. */
static int
end_of(struct store *s, const struct store_now *n,
    const struct store_reprint *r, struct fault *f)
{
	int rc;

	switch (n->state) {
	case JOB_PRINTED:
		if (*n->serial == '\0' &&
		    (strcmp(r->reason, "lost") == 0 ||
			strcmp(r->reason, "holder") == 0))
			return JOB_EV_SUPERSEDE;
		return JOB_EV_SPOIL;
	case JOB_READY:
	case JOB_ISSUED:
		return JOB_EV_SUPERSEDE;
	case JOB_SPOILED:
		return -1;
	case JOB_VOIDED:
		if ((rc = expired(s, n->id, f)) == 0)
			return -1;
		if (rc > 0)
			fault_set(f, FAULT_STATE, "", "Dokumen ini sudah batal",
			    "This document is void");
		return -2;
	case JOB_DOUBT:
		fault_set(f, FAULT_STATE, "",
		    "Putuskan dahulu apa yang terjadi dengan lembarnya",
		    "Settle first what became of the sheet");
		return -2;
	default:
		fault_set(f, FAULT_STATE, "", "Belum ada lembar yang dicetak",
		    "No sheet was printed yet");
		return -2;
	}
}

static void
add_text(struct buf *b, const char *name, const char *value)
{
	if (*store_text(value) != '\0')
		buf_printf(b, ",\"%s\":\"%s\"", name, value);
}

/* Codes and names of persons alone: nothing in it needs an escape. */
static void
evidence(struct buf *b, const struct store_job *old, int copy,
    const struct store_reprint *r)
{
	buf_printf(b, "{\"of\":%lld,\"copy\":%d", (long long)old->id, copy);
	add_text(b, "reason", r->reason);
	add_text(b, "approved_by", r->second);
	buf_putc(b, '}');
}

static int
anew(struct store *s, const struct store_job *old, int64_t document, int copy,
    const struct store_reprint *r, struct store_job *j, struct fault *f)
{
	struct buf why = { 0 };
	int rc;

	*j = *old;
	j->fields = j->seals = j->reason = NULL;
	j->copy = copy;
	j->hold = r->hold;
	j->batch = 0;
	j->batch_line = 0;
	j->created = r->now;
	(void)mem_copy(j->counter, sizeof(j->counter), r->counter);
	(void)mem_copy(j->person, sizeof(j->person), store_text(r->person));
	evidence(&why, old, copy, r);
	rc = store_job_add(s, j, document, f);
	if (rc == 0)
		rc = store_job_accept(s, j, buf_str(&why), f);
	buf_release(&why);
	return rc;
}

static int
reprint(struct store *s, const struct store_job *old, int64_t rev,
    const struct store_reprint *r, struct store_job *j, struct fault *f)
{
	struct store_change c = { .actor = *store_text(r->person) != '\0'
		    ? r->person
		    : r->counter,
		.second = r->second,
		.why = r->reason,
		.note = r->note };
	struct buf why = { 0 };
	struct store_now n;
	int64_t document = 0;
	int copy = 0, ev, rc;

	if (store_step_read(s, old->id, &n, f) != 0 ||
	    store_step_rev(&n, rev, f) != 0 ||
	    newest(s, n.sheet, r->cap, &document, &copy, f) != 0 ||
	    (ev = end_of(s, &n, r, f)) < -1)
		return -1;
	evidence(&why, old, copy, r);
	c.evidence = buf_str(&why);
	rc = ev < 0 ? 0
		    : store_step_move(s, &n, (enum job_event)ev, &c, r->now, f);
	if (rc == 0)
		rc = anew(s, old, document, copy, r, j, f);
	buf_release(&why);
	return rc;
}

int
store_job_reprint(struct store *s, int64_t id, int64_t rev,
    const struct store_reprint *r, struct store_job *ret_job, struct fault *f)
{
	struct store_job old = { 0 }, j = { 0 };
	int rc = -1;

	if (check(r, f) != 0 || store_job_get(s, id, &old, f) != 0)
		return -1;
	if (store_enter(s, f) == 0)
		rc = store_leave(s, reprint(s, &old, rev, r, &j, f), f);
	store_job_release(&old);
	if (rc != 0 || ret_job == NULL)
		return rc;
	return store_job_get(s, j.id, ret_job, f);
}
