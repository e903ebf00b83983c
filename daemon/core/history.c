/*
 * Pages of the event table and of the notices, for those who were away.  From
 * the first page on its front is told each new event as well: the two meet
 * without a gap, because both count by seq.
 */

#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"

#include "answer.h"
#include "api.h"
#include "ask.h"
#include "core.h"
#include "jout.h"
#include "tail.h"

#define HISTORY_ROWS 200   /* of one page */
#define HISTORY_LOOK 10000 /* rows of others passed over for one page */

struct history {
	struct ask *ask;
	struct buf b;
	int rows, looked;
	int limit; /* of the rows */
	int more;
	int64_t last;
};

/* A counter sees the events of its own jobs. */
static int
history_own(const struct ask *a, int64_t job)
{
	struct store_job j = { 0 };
	struct fault f = { 0 };
	int own;

	if (a->sees_all)
		return 1;
	own = store_job_get(a->core->store, job, &j, &f) == 0 &&
	    strcmp(j.counter, a->counter) == 0;
	store_job_release(&j);
	return own;
}

static int
history_row(const struct store_event *e, void *arg)
{
	struct history *l = arg;

	if (l->rows >= HISTORY_ROWS || l->looked >= HISTORY_LOOK) {
		l->more = 1;
		return 1;
	}
	l->looked++;
	l->last = e->seq;
	if (history_own(l->ask, e->job)) {
		l->rows++;
		answer_event(&l->b, NULL, e);
	}
	return 0;
}

static int
history_start(
    struct ask *a, struct history *l, int64_t *ret_job, struct fault *f)
{
	const char *job = ask_query(a, "job");
	long long n = 0;
	int limit;

	if (ask_page(a, &limit, &l->last, f) < 0)
		return -1;
	if (job && mem_number(job, 1, INT64_MAX, &n) < 0)
		return fault_set(f, FAULT_HEADER, "", "Parameter job tidak sah",
		    "Parameter job is not valid");
	*ret_job = n;
	return 0;
}

int
history_events(struct ask *a)
{
	struct fault f = { 0 };
	struct history l = { .ask = a };
	int64_t job = 0, newest = 0;
	char next[24];

	tail_join(a->core, a->front);
	jout_open(&l.b, NULL, '{');
	jout_open(&l.b, "items", '[');
	if (history_start(a, &l, &job, &f) < 0 ||
	    store_event_last(a->core->store, &newest, &f) < 0 ||
	    store_event_list(a->core->store, job, l.last, HISTORY_LOOK + 1,
		history_row, &l, &f) < 0) {
		ask_fault(a, &f);
	} else {
		jout_close(&l.b, ']');
		snprintf(next, sizeof next, "%lld", (long long)l.last);
		jout_text(&l.b, "next", l.more ? next : NULL);
		/* for the front: whose live events, and from where on */
		jout_text(&l.b, "counter", a->sees_all ? NULL : a->counter);
		jout_int(&l.b, "last", newest);
		jout_close(&l.b, '}');
		ask_reply(a, 200, NULL, &l.b);
	}
	buf_release(&l.b);
	return 0;
}

/* ---- notices: of the office, for everyone with a credential ---- */

static int
history_notice(const struct store_notice *n, void *arg)
{
	struct history *l = arg;

	if (l->rows >= l->limit) {
		l->more = 1;
		return 1;
	}
	l->rows++;
	l->last = n->seq;
	answer_notice(&l->b, NULL, n);
	return 0;
}

int
history_notices(struct ask *a)
{
	struct store *s = a->core->store;
	struct history l = { .ask = a };
	struct fault f = { 0 };
	int64_t newest = 0;
	char next[24];

	tail_join(a->core, a->front);
	jout_open(&l.b, NULL, '{');
	jout_open(&l.b, "items", '[');
	if (ask_page(a, &l.limit, &l.last, &f) < 0 ||
	    store_notice_last(s, &newest, &f) < 0 ||
	    store_notice_list(s, l.last, l.limit + 1, history_notice, &l, &f) <
		0) {
		ask_fault(a, &f);
	} else {
		jout_close(&l.b, ']');
		snprintf(next, sizeof next, "%lld", (long long)l.last);
		jout_text(&l.b, "next", l.more ? next : NULL);
		jout_int(&l.b, "last", newest);
		jout_close(&l.b, '}');
		ask_reply(a, 200, NULL, &l.b);
	}
	buf_release(&l.b);
	return 0;
}
