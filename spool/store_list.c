/*
 * Lists of jobs, a page at a time.  A page is read whole before the callback
 * sees its first job, so the callback may step jobs or ask the store; what it
 * changes can show in later pages only.  The path into the table is chosen
 * here: a list of live states must never walk the jobs that are done.
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "store_int.h"

#define CHUNK 32

/* States that the index job_live holds. */
#define LIVE ((1u << JOB_ISSUED) - 1)

struct walk {
	enum store_q q;
	const struct store_filter *filter;
	int led; /* q has a leading state or batch */
	int64_t lead;
	int64_t edge;  /* the last id seen */
	int64_t floor; /* newest first: ids from here on */
	char id[64];   /* what is looked for, as an id is printed */
};

static int
only_state(unsigned states)
{
	int s = 0;

	if (states == 0 || (states & (states - 1)) != 0)
		return -1;
	while ((states & 1) == 0) {
		states >>= 1;
		s++;
	}
	return s;
}

/* An id as it is printed: capitals, without blanks and hyphens. */
static void
as_printed(const char *text, char *ret_id, size_t size)
{
	size_t n = 0;

	for (const char *p = text; *p != '\0' && n < size - 1; p++) {
		if (*p == ' ' || *p == '-')
			continue;
		ret_id[n++] =
		    (char)(*p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p);
	}
	ret_id[n] = '\0';
}

static struct walk
plan(const struct store_filter *q)
{
	int up = q->oldest_first || q->after != 0;
	int state = only_state(q->states);
	struct walk w = { .filter = q };

	w.edge = up ? q->after : q->before != 0 ? q->before : INT64_MAX;
	if (q->find != NULL) {
		w.q = STORE_Q_LIST_FIND;
		as_printed(q->find, w.id, sizeof(w.id));
	} else if (q->batch != 0) {
		w.q = up ? STORE_Q_LIST_BATCH_UP : STORE_Q_LIST_BATCH_DOWN;
		w.led = 1;
		w.lead = q->batch;
	} else if (state >= 0 && (q->states & ~LIVE) == 0) {
		w.q = up ? STORE_Q_LIST_STATE_UP : STORE_Q_LIST_STATE_DOWN;
		w.led = 1;
		w.lead = state;
	} else if (q->states == 1u << JOB_READY) {
		w.q = up ? STORE_Q_LIST_READY_UP : STORE_Q_LIST_READY_DOWN;
	} else if (q->states != 0 && (q->states & ~LIVE) == 0) {
		w.q = up ? STORE_Q_LIST_LIVE_UP : STORE_Q_LIST_LIVE_DOWN;
	} else {
		w.q = up ? STORE_Q_LIST_UP : STORE_Q_LIST_DOWN;
	}
	return w;
}

/* The first job created at or after `at`: ids grow with time.  Some twenty
 * looks by the key, however many jobs there are. */
static int
first_since(struct store *s, int64_t at, int64_t *ret_id, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_JOB_LAST, f);
	int64_t lo = 1, hi, mid;

	if (st == NULL || store_db_step(st, f) < 0)
		return -1;
	hi = store_db_col_int(st, 0) + 1;
	store_db_done(st);
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		st = store_db_use(s->db, STORE_Q_JOB_AGE, f);
		if (st == NULL)
			return -1;
		store_db_int(st, 1, mid);
		if (store_db_step(st, f) <= 0)
			return -1;
		if (store_db_col_int(st, 1) >= at)
			hi = mid;
		else
			lo = store_db_col_int(st, 0) + 1;
		store_db_done(st);
	}
	*ret_id = lo;
	return 0;
}

static int
bound(struct store *s, struct walk *w, struct fault *f)
{
	int64_t id;

	if (w->filter->since != 0 &&
	    first_since(s, w->filter->since, &w->floor, f) < 0)
		return -1;
	if (w->filter->until == 0)
		return 0;
	if (first_since(s, w->filter->until, &id, f) < 0)
		return -1;
	if (id < w->edge)
		w->edge = id;
	return 0;
}

/* The store borrows what is bound until the statement has run. */
static void
find(struct store_stmt *st, const struct walk *w)
{
	long long number = 0;

	(void)mem_number(w->filter->find, 1, INT64_MAX, &number);
	store_db_text(st, 7, w->filter->find);
	store_db_text(st, 8, w->id);
	store_db_int(st, 9, number);
}

static int
read_page(struct store *s, const struct walk *w, int limit,
    struct store_job page[CHUNK], struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, w->q, f);
	int n = 0, rc;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, w->filter->states);
	store_db_text(st, 2, w->filter->template_name);
	store_db_text(st, 3, w->filter->counter);
	store_db_text(st, 4, w->filter->printer);
	store_db_int(st, 5, w->edge);
	store_db_int(st, 6, limit);
	if (w->led)
		store_db_int(st, 7, w->lead);
	if (w->q == STORE_Q_LIST_FIND)
		find(st, w);
	while ((rc = store_db_step(st, f)) > 0)
		store_job_load(st, &page[n++]);
	if (rc == 0)
		return n;
	while (n > 0)
		store_job_release(&page[--n]);
	return -1;
}

int
store_job_list(struct store *s, const struct store_filter *q,
    int (*fn)(const struct store_job *, void *), void *arg, struct fault *f)
{
	struct store_job *page = mem_array(NULL, CHUNK, sizeof(*page));
	struct walk w = plan(q);
	int left = q->limit, n, want, stop = 0, rc = -1;

	if (bound(s, &w, f) < 0)
		goto out;
	while (left > 0 && !stop) {
		want = left < CHUNK ? left : CHUNK;
		if ((n = read_page(s, &w, want, page, f)) < 0)
			goto out;
		for (int i = 0; i < n; i++) {
			w.edge = page[i].id;
			stop = stop || w.edge < w.floor;
			if (!stop)
				stop = fn(&page[i], arg);
			store_job_release(&page[i]);
		}
		if (n < want)
			break;
		left -= n;
	}
	rc = 0;
out:
	free(page);
	return rc;
}

int
store_job_count(struct store *s, int64_t *ret, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_TALLY, f);
	int64_t count[JOB_STATE_N] = { 0 };
	int rc;

	if (st == NULL)
		return -1;
	while ((rc = store_db_step(st, f)) > 0) {
		int64_t state = store_db_col_int(st, 0);

		if (state >= 0 && state < JOB_STATE_N)
			count[state] = store_db_col_int(st, 1);
	}
	if (rc < 0)
		return -1;
	for (int i = 0; i < JOB_STATE_N; i++)
		ret[i] = count[i] + s->tally[i];
	return 0;
}
