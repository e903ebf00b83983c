/*
 * The stock against a model of it: random acts of persons and random steps of
 * jobs go to the store and to a few plain arrays; both must accept and refuse
 * alike and stand alike after each, and the ledger must add up.
 * STEPS and SEED choose how many and which (20000, 1).
 */
/* SRC: tests/store/kit.c */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stock.h"
#include "tests/store/kit.h"

#define EPISODE 500 /* steps of one store */
#define BLANKS 400
#define JOBS 200
#define PLACES 5
#define CAP 3

static const char *const place_name[PLACES] = { "store", "counter:loket-1",
	"counter:loket-2", "tray:p1", "tray:p2" };
static const char *const kind_name[2] = { "buku", "kartu" };

/* ---- the model: 300 lines at most, and nothing of the store's code ---- */

struct mblank {
	int kind, state, place;
	char serial[BLANK_SERIAL];
};
struct mjob {
	int64_t id;
	int state, kind, blank, place; /* kind -1 = plain; blank -1 = none */
	int doc, copy, void_rule;
};
static struct model {
	struct mblank b[BLANKS];
	struct mjob j[JOBS];
	int blanks, jobs, top[2], seen[PLACES];
	int order[PLACES][BLANKS], in[PLACES]; /* trays, the next first */
	int64_t now;
} m;

static unsigned seed;
static int
dice(int n)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 8) % (unsigned)n);
}

static int
remains(int b)
{
	return m.b[b].state <= BLANK_RELEASED;
}
static void
take_out(int b)
{
	int p = m.b[b].place;

	for (int i = 0; i < m.in[p]; i++)
		if (m.order[p][i] == b) {
			m.in[p]--;
			memmove(&m.order[p][i], &m.order[p][i + 1],
			    (size_t)(m.in[p] - i) * sizeof(int));
		}
}
static void
put_in(int b, int p, int front)
{
	take_out(b);
	m.b[b].place = p;
	if (front)
		memmove(&m.order[p][1], &m.order[p][0],
		    (size_t)m.in[p] * sizeof(int));
	m.order[p][front ? 0 : m.in[p]] = b;
	m.in[p]++;
}
/* The next of a tray, -1 when it has none. */
static int
next_of(int p)
{
	for (int i = 0; i < m.in[p]; i++)
		if (m.b[m.order[p][i]].state == BLANK_AT_COUNTER)
			return m.order[p][i];
	return -1;
}
static void
set_blank(int b, int state)
{
	m.b[b].state = state;
	if (!remains(b))
		take_out(b);
}
static int
lies_here(int b)
{
	return m.b[b].state == BLANK_RECEIVED ||
	    m.b[b].state == BLANK_AT_COUNTER;
}

/* Each act: 1 when it must succeed, and then it is done. */
static int
model_receive(int kind, int from, int n, int reason)
{
	if (from <= m.top[kind] || m.blanks + n > BLANKS)
		return 0;
	if (m.top[kind] > 0 && from != m.top[kind] + 1 && !reason)
		return 0;
	for (int i = 0; i < n; i++) {
		struct mblank *b = &m.b[m.blanks];

		*b = (struct mblank){ .kind = kind, .place = 0 };
		(void)snprintf(b->serial, sizeof(b->serial), "%c%05d",
		    kind ? 'K' : 'X', from + i);
		put_in(m.blanks++, 0, 0);
	}
	m.top[kind] = from + n - 1;
	return 1;
}
static int
model_move(const int *b, int n, int p, int descending)
{
	for (int i = 0; i < n; i++)
		if (!lies_here(b[i]) ||
		    (p == 0 && m.b[b[i]].state == BLANK_RECEIVED))
			return 0;
	for (int i = 0; i < n; i++) {
		int one = descending && p >= 3 ? b[n - 1 - i] : b[i];

		put_in(one, p, 0);
		m.b[one].state = p == 0 ? BLANK_RECEIVED : BLANK_AT_COUNTER;
	}
	if (p >= 3)
		m.seen[p] = 1;
	return 1;
}
static int
model_end(const int *b, int n, int act, int two)
{
	for (int i = 0; i < n; i++)
		if (act == BLANK_DESTROY
			? remains(b[i]) || m.b[b[i]].state == BLANK_DESTROYED
			: !lies_here(b[i]))
			return 0;
	if (act == BLANK_DESTROY && !two)
		return 0;
	for (int k = 0; act == BLANK_DESTROY && k < m.jobs; k++)
		if ((m.j[k].state == JOB_ISSUED || m.j[k].state == JOB_READY) &&
		    m.j[k].blank >= b[0] && m.j[k].blank <= b[n - 1])
			return 0;
	for (int i = 0; i < n; i++)
		set_blank(b[i],
		    act == BLANK_SPOIL	      ? BLANK_SPOILED
			: act == BLANK_RETURN ? BLANK_RETURNED
					      : BLANK_DESTROYED);
	return 1;
}
static int
model_confirm(int p, int b, int reason)
{
	int head = next_of(p);

	if (b != head) {
		if (!lies_here(b) || !reason)
			return 0;
		if (m.b[b].place == p) {
			while ((head = next_of(p)) != b) {
				put_in(head, 0, 0);
				m.b[head].state = BLANK_RECEIVED;
			}
		} else {
			put_in(b, p, 1);
			m.b[b].state = BLANK_AT_COUNTER;
		}
	}
	m.seen[p] = 1;
	return 1;
}
static int
model_correct(struct mjob *j, int b)
{
	if (j->blank < 0 || (j->state != JOB_DOUBT && j->state != JOB_PRINTED))
		return 0;
	if (!lies_here(b) || m.b[b].kind != m.b[j->blank].kind)
		return 0;
	m.b[j->blank].state = BLANK_AT_COUNTER;
	if (m.b[b].place != m.b[j->blank].place)
		put_in(b, m.b[j->blank].place, 1);
	m.b[b].state = BLANK_RELEASED;
	j->blank = b;
	return 1;
}
static int
model_step(struct mjob *j, int ev, int p)
{
	int to = job_next(j->state, ev), head = next_of(p);

	if (to < 0)
		return 0;
	if (ev == JOB_EV_SUBMIT) {
		if (j->kind >= 0 &&
		    (head < 0 || m.b[head].kind != j->kind || !m.seen[p]))
			return 0;
		j->place = p;
		if (j->kind >= 0) {
			j->blank = head;
			m.b[head].state = BLANK_RESERVED;
		}
	} else if (j->blank >= 0) {
		int b = j->blank;

		if (ev == JOB_EV_SUPERSEDE && j->state == JOB_PRINTED)
			return 0;
		if (ev == JOB_EV_RETURN || ev == JOB_EV_CANCEL) {
			m.b[b].state = BLANK_AT_COUNTER;
			j->blank = -1;
		} else if (ev == JOB_EV_PERMIT)
			m.b[b].state = BLANK_RELEASED;
		else if (ev == JOB_EV_PASS || ev == JOB_EV_READY)
			set_blank(b, BLANK_USED);
		else if (to == JOB_SPOILED)
			set_blank(b, BLANK_SPOILED);
		else if (ev == JOB_EV_NOT_OUT)
			set_blank(b, BLANK_RETURNED);
		else if (to == JOB_DOUBT && j->state != JOB_DOUBT)
			m.seen[j->place] = 0;
	}
	j->void_rule |= ev == JOB_EV_VOID;
	j->state = to;
	return 1;
}
static int
model_reprint(struct mjob *j, int two)
{
	int ev = -1;

	for (int i = 0; i < m.jobs; i++)
		if (m.j[i].doc == j->doc && m.j[i].copy > j->copy)
			return 0;
	if (j->copy >= CAP || (j->kind >= 0 && !two) || m.jobs == JOBS)
		return 0;
	if (j->state == JOB_PRINTED)
		ev = JOB_EV_SPOIL;
	else if (j->state == JOB_READY || j->state == JOB_ISSUED)
		ev = JOB_EV_SUPERSEDE;
	else if (j->state != JOB_SPOILED &&
	    (j->state != JOB_VOIDED || j->void_rule))
		return 0;
	if (ev >= 0)
		(void)model_step(j, ev, j->place);
	m.j[m.jobs++] = (struct mjob){ .kind = j->kind,
		.blank = -1,
		.place = 3,
		.doc = j->doc,
		.copy = j->copy + 1 };
	return 1;
}
/* ---- the end of the model ---- */
static int64_t sums[2][PLACES][BLANK_STATE_N];

static int
index_of(const char *const *names, int n, const char *name)
{
	int i = 0;

	while (i < n && strcmp(names[i], name) != 0)
		i++;
	assert_true(i < n);
	return i;
}

static int
see_sum(const struct stock_sum *s, void *arg)
{
	int64_t *n = &sums[index_of(kind_name, 2, s->kind)]
			  [index_of(place_name, PLACES, s->place)][s->state];

	(void)arg;
	*n -= s->n;
	return 0;
}

static int
see_day(const struct stock_day *d, void *arg)
{
	(void)arg;
	assert_int_equal(d->opening + d->received + d->in,
	    d->used + d->spoiled + d->returned + d->out + d->remaining);
	assert_true(d->opening >= 0 && d->remaining >= 0);
	return 0;
}

/* Sums and ledger after each step; each blank and tray now and then. */
static void
compare(struct store *s, int whole)
{
	struct fault f;
	int64_t wrong;

	memset(sums, 0, sizeof(sums));
	for (int i = 0; i < m.blanks; i++)
		if (remains(i))
			sums[m.b[i].kind][m.b[i].place][m.b[i].state]++;
	assert_int_equal(stock_now(s, see_sum, NULL, &f), 0);
	for (size_t i = 0; i < sizeof(sums) / sizeof(int64_t); i++)
		assert_int_equal((&sums[0][0][0])[i], 0);
	assert_int_equal(stock_check(s, NULL, NULL, &wrong, &f), 0);
	assert_int_equal(wrong, 0);
	assert_int_equal(stock_day(s, KIT_NOW + dice((int)m.now + 1),
			     KIT_NOW + m.now + 1, see_day, NULL, &f),
	    0);
	for (int i = 0; whole && i < m.blanks; i++) {
		struct stock_blank b;

		assert_int_equal(stock_blank_get(s, m.b[i].serial, &b, &f), 0);
		assert_int_equal(b.state, m.b[i].state);
		assert_string_equal(b.place, place_name[m.b[i].place]);
	}
	for (int p = 3; p < PLACES; p++) {
		int head = next_of(p);
		struct stock_tray t;

		assert_int_equal(stock_tray(s, place_name[p] + 5, &t, &f), 0);
		assert_string_equal(t.next, head < 0 ? "" : m.b[head].serial);
		assert_int_equal(t.confirmed, m.seen[p]);
	}
	for (int i = 0; whole && i < m.jobs; i++) {
		struct store_job j;

		assert_int_equal(store_job_get(s, m.j[i].id, &j, &f), 0);
		assert_int_equal(j.state, m.j[i].state);
		assert_string_equal(
		    j.serial, m.j[i].blank < 0 ? "" : m.b[m.j[i].blank].serial);
		store_job_release(&j);
	}
}

/* How often each act was done and refused: a walk that does nothing proves
 * nothing. */
static struct {
	const char *what;
	int done, refused;
} tally[40];

static void
count(const char *what, int done)
{
	size_t i = 0;

	while (tally[i].what != NULL && strcmp(tally[i].what, what) != 0)
		i++;
	tally[i].what = what;
	tally[i].done += done;
	tally[i].refused += !done;
}

static void
agree(const char *what, int model, int store, const struct fault *f)
{
	count(what, model);
	if (model != (store == 0))
		fail_msg("step %lld, %s: the model %s, the store: %s",
		    (long long)m.now, what, model ? "does" : "refuses",
		    store == 0 ? "does" : f->en);
}

static void
act_on_range(struct store *s, const struct stock_by *by)
{
	int at = dice(m.blanks), b[8], n = 0, p = dice(PLACES), end;
	int want = 1 + dice(8), descending = dice(2), ok;
	static const enum blank_act acts[] = { BLANK_SPOIL, BLANK_RETURN,
		BLANK_DESTROY };
	struct stock_by why = *by;
	const char *first = m.b[at].serial, *last;
	struct fault f = { 0 };
	int64_t done;

	/* serials of one kind that follow one another */
	while (n < want && at + n < m.blanks &&
	    m.b[at + n].kind == m.b[at].kind &&
	    (n == 0 ||
		blank_range(m.b[at + n - 1].serial, m.b[at + n].serial) == 2)) {
		b[n] = at + n;
		n++;
	}
	last = m.b[at + n - 1].serial;
	if (dice(4) > 0) {
		ok = model_move(b, n, p, descending);
		agree("move", ok,
		    stock_move(s, first, last, place_name[p], descending, by,
			&done, &f),
		    &f);
		return;
	}
	end = dice(3);
	why.reason = end == 2 ? "end-of-use" : "defect";
	ok = model_end(
	    b, n, acts[end], by->second != NULL && strcmp(by->second, "a"));
	agree("end", ok, stock_end(s, acts[end], first, last, &why, &done, &f),
	    &f);
}

static void
receive(struct store *s, const struct stock_by *by)
{
	int kind = dice(2), n = 1 + dice(12), reason = by->reason != NULL;
	int from = m.top[kind] + 1 + (dice(5) == 0 ? dice(5) - 2 : 0);
	char first[BLANK_SERIAL], last[BLANK_SERIAL];
	struct stock_delivery d = { .kind = kind_name[kind],
		.note = "SJ-1",
		.first = first,
		.last = last,
		.price = 1000 };
	struct fault f = { 0 };
	int64_t got;

	if (from < 1 || m.blanks + n > BLANKS)
		return;
	(void)snprintf(first, sizeof(first), "%c%05d", kind ? 'K' : 'X', from);
	(void)snprintf(
	    last, sizeof(last), "%c%05d", kind ? 'K' : 'X', from + n - 1);
	agree("receive", model_receive(kind, from, n, reason),
	    stock_receive(s, &d, by, &got, &f), &f);
}

static void
make(struct store *s, unsigned episode)
{
	struct mjob *j = &m.j[m.jobs];

	if (m.jobs == JOBS)
		return;
	*j = (struct mjob){ .kind = dice(3) - 1,
		.blank = -1,
		.place = 3,
		.doc = m.jobs,
		.copy = 1 };
	j->id = kit_make(s, episode * JOBS + (unsigned)m.jobs++);
}

/* Mostly a step that is possible and leads on. */
static int
event_for(const struct mjob *j)
{
	int ev = 1 + dice(JOB_EVENT_N - 1);

	if (dice(12) == 0)
		return ev;
	while (job_next(j->state, ev) < 0 ||
	    ((ev == JOB_EV_NOTE || ev == JOB_EV_CANCEL || ev == JOB_EV_REJECT ||
		 ev == JOB_EV_HOLD) &&
		dice(20) > 0))
		ev = 1 + dice(JOB_EVENT_N - 1);
	return ev;
}

static void
step_job(struct store *s)
{
	struct mjob *j = &m.j[dice(m.jobs)];
	int ev, p = 3 + dice(2);
	struct store_change c = { .actor = "a" };
	struct fault f = { 0 };

	for (int i = 0; i < 20 && job_final(j->state); i++)
		j = &m.j[dice(m.jobs)];
	ev = event_for(j);
	if (j->kind >= 0 && next_of(p) >= 0 && m.b[next_of(p)].kind != j->kind)
		p = 7 - p;
	if (ev == JOB_EV_SEAL)
		c.seals = "[]";
	if (ev == JOB_EV_SUBMIT) {
		c.printer = place_name[p] + 5;
		c.blank = j->kind < 0 ? NULL : kind_name[j->kind];
	}
	agree(job_event_name(ev), model_step(j, ev, p),
	    store_job_step(s, j->id, 0, ev, &c, KIT_NOW + m.now, NULL, &f), &f);
}

static void
reprint(struct store *s, const struct stock_by *by)
{
	struct mjob *j = &m.j[dice(m.jobs)];
	struct store_reprint r = { .counter = "loket-1",
		.person = by->person,
		.second = by->second,
		.reason = "damaged",
		.numbered = j->kind >= 0,
		.cap = CAP,
		.now = by->now };
	struct store_job made = { 0 };
	struct fault f = { 0 };
	int was = m.jobs, rc;

	if (was == JOBS)
		return;
	rc = store_job_reprint(s, j->id, 0, &r, &made, &f);
	agree("reprint",
	    model_reprint(j, by->second != NULL && strcmp(by->second, "a")), rc,
	    &f);
	if (m.jobs > was)
		m.j[was].id = made.id;
	store_job_release(&made);
}

static void
any(struct store *s, unsigned episode)
{
	static const char *const seconds[] = { NULL, "a", "b" };
	struct stock_by by = { .person = "a",
		.second = seconds[dice(3)],
		.reason = dice(2) ? "gap" : NULL,
		.now = KIT_NOW + m.now };
	int kind = dice(20), p = 3 + dice(2), b;
	struct fault f = { 0 };

	if (kind < 2 || m.blanks == 0) {
		receive(s, &by);
	} else if (kind < 6) {
		act_on_range(s, &by);
	} else if (kind < 8) {
		b = dice(3) && next_of(p) >= 0 ? next_of(p) : dice(m.blanks);
		agree("confirm", model_confirm(p, b, by.reason != NULL),
		    stock_confirm(s, place_name[p] + 5, m.b[b].serial, &by, &f),
		    &f);
	} else if (m.jobs == 0 || (kind < 10 && dice(3) == 0)) {
		make(s, episode);
	} else if (kind < 18) {
		step_job(s);
	} else if (kind < 19) {
		reprint(s, &by);
	} else {
		struct mjob *j = &m.j[dice(m.jobs)];

		b = dice(m.blanks);
		/* rather what can be */
		for (int i = 0; i < 50 && (j->blank < 0 || j->state < 6); i++)
			j = &m.j[dice(m.jobs)];
		for (int i = 0;
		     i < 20 && (!lies_here(b) || m.b[b].kind != j->kind); i++)
			b = dice(m.blanks);
		by.reason = "order";
		agree("correct", model_correct(j, b),
		    stock_correct(s, j->id, m.b[b].serial, &by, &f), &f);
	}
}

static void
walk(void **state)
{
	const char *steps = getenv("STEPS"), *from = getenv("SEED");
	int left = steps != NULL ? (int)strtol(steps, NULL, 10) : 20000;
	struct fault f;
	struct store *s;
	int few = 0;

	(void)state;
	seed = from != NULL ? (unsigned)strtoul(from, NULL, 10) : 1;
	for (unsigned episode = 0; left > 0; episode++) {
		memset(&m, 0, sizeof(m));
		assert_int_equal(store_open_memory("a", &s, &f), 0);
		kit_template(s);
		for (int k = 0; k < 2; k++) {
			struct stock_kind kind = { .created = 1 };

			(void)snprintf(
			    kind.name, sizeof(kind.name), "%s", kind_name[k]);
			assert_int_equal(stock_kind_put(s, &kind, &f), 0);
		}
		for (; m.now < EPISODE && left > 0; m.now++, left--) {
			any(s, episode);
			compare(s, m.now % 25 == 0);
		}
		compare(s, 1);
		store_close(s);
	}
	for (size_t i = 0; tally[i].what != NULL; i++) {
		printf("%-16s %6d done %6d refused\n", tally[i].what,
		    tally[i].done, tally[i].refused);
		few += tally[i].done < 5;
	}
	if (steps == NULL)
		assert_int_equal(few, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(walk) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
