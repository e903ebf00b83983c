/*
 * Looking at the stock: kinds, sums, the ledger, the day, and the recount.
 * Callbacks of this file get borrowed values and may not call the store: a
 * row is shown as it is read.
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "store_int.h"

static int
put_kind(struct store *s, const struct stock_kind *k, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_KIND_PUT, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, k->name);
	store_db_text(st, 2, k->title);
	store_db_int(st, 3, k->created);
	return store_db_run(st, f);
}

int
stock_kind_put(struct store *s, const struct stock_kind *k, struct fault *f)
{
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, put_kind(s, k, f), f);
}

int
stock_kind_list(struct store *s, int (*fn)(const struct stock_kind *, void *),
    void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_KIND_LIST, f);
	struct stock_kind k = { 0 };
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		(void)mem_copy(
		    k.name, sizeof(k.name), store_db_col_text(st, 0));
		(void)mem_copy(
		    k.title, sizeof(k.title), store_db_col_text(st, 1));
		k.created = store_db_col_int(st, 2);
		stop = fn(&k, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
stock_blank_get(struct store *s, const char *serial, struct stock_blank *ret_b,
    struct fault *f)
{
	struct stock_blank b = { 0 };
	struct stock_row row;
	struct store_stmt *st;
	int rc;

	if (stock_row_find(s, serial, "/serial", &row, f) != 0 ||
	    (st = store_db_use(s->db, STORE_Q_BLANK_JOB, f)) == NULL)
		return -1;
	store_db_text(st, 1, serial);
	if ((rc = store_db_step(st, f)) < 0)
		return -1;
	if (rc > 0) {
		b.job = store_db_col_int(st, 0);
		store_db_done(st);
	}
	(void)mem_copy(b.serial, sizeof(b.serial), row.serial);
	(void)mem_copy(b.kind, sizeof(b.kind), row.kind);
	(void)mem_copy(b.place, sizeof(b.place), row.place);
	b.state = row.state;
	b.changed = row.changed;
	*ret_b = b;
	return 0;
}

int
stock_now(struct store *s, int (*fn)(const struct stock_sum *, void *),
    void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_STOCK_NOW, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct stock_sum m = {
			.kind = store_db_col_text(st, 0),
			.place = store_db_col_text(st, 1),
			.state = (enum blank_state)store_db_col_int(st, 2),
			.n = store_db_col_int(st, 3),
		};
		stop = fn(&m, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
stock_day(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct stock_day *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_STOCK_DAY, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, from);
	store_db_int(st, 2, to);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct stock_day d = {
			.kind = store_db_col_text(st, 0),
			.place = store_db_col_text(st, 1),
			.opening = store_db_col_int(st, 2),
			.received = store_db_col_int(st, 3),
			.in = store_db_col_int(st, 4),
			.used = store_db_col_int(st, 5),
			.spoiled = store_db_col_int(st, 6),
			.returned = store_db_col_int(st, 7),
			.out = store_db_col_int(st, 8),
			.remaining = store_db_col_int(st, 9),
		};
		stop = fn(&d, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
stock_list(struct store *s, const struct stock_filter *q,
    int (*fn)(const struct stock_entry *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(
	    s->db, q->back ? STORE_Q_STOCK_BACK : STORE_Q_STOCK_LIST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, q->back && q->after == 0 ? INT64_MAX : q->after);
	store_db_text(st, 2, q->kind);
	store_db_text(st, 3, q->place);
	store_db_text(st, 4, q->serial);
	store_db_int(st, 5, q->limit);
	if (q->act >= 0)
		store_db_int(st, 6, q->act);
	store_db_int(st, 7, q->from);
	store_db_int(st, 8, q->to != 0 ? q->to : INT64_MAX);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct stock_entry e = {
			.seq = store_db_col_int(st, 0),
			.at = store_db_col_int(st, 1),
			.act = (enum blank_act)store_db_col_int(st, 2),
			.kind = store_db_col_text(st, 3),
			.n = store_db_col_int(st, 4),
			.first = store_db_col_text(st, 5),
			.last = store_db_col_text(st, 6),
			.came = store_db_null(st, 7)
			    ? -1
			    : (int)store_db_col_int(st, 7),
			.came_place = store_db_col_text(st, 8),
			.went = (enum blank_state)store_db_col_int(st, 9),
			.went_place = store_db_col_text(st, 10),
			.job = store_db_col_int(st, 11),
			.person = store_db_col_text(st, 12),
			.second = store_db_col_text(st, 13),
			.reason = store_db_col_text(st, 14),
			.note = store_db_col_text(st, 15),
		};
		stop = fn(&e, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

/* ---- the recount ---- */

static char *
say_ledger(struct store_stmt *st)
{
	int64_t n = store_db_col_int(st, 3);

	return mem_printf("%s, %s, %s: %lld %s", store_db_col_text(st, 0),
	    store_db_col_text(st, 1),
	    blank_state_name((enum blank_state)store_db_col_int(st, 2)),
	    (long long)(n < 0 ? -n : n),
	    n < 0 ? "missing from the blanks" : "missing from the ledger");
}

static char *
say_bound(struct store_stmt *st)
{
	return mem_printf("%s is %s, its job is %s", store_db_col_text(st, 0),
	    blank_state_name((enum blank_state)store_db_col_int(st, 1)),
	    store_db_null(st, 3)
		? "none"
		: job_state_name((enum job_state)store_db_col_int(st, 3)));
}

static char *
say_sheet(struct store_stmt *st)
{
	return mem_printf(
	    "%s is on a sheet and not in the stock", store_db_col_text(st, 0));
}

int
stock_check(struct store *s, int (*fn)(const char *what, void *), void *arg,
    int64_t *ret_n, struct fault *f)
{
	static const struct {
		enum store_q q;
		char *(*say)(struct store_stmt *st);
	} parts[] = {
		{ STORE_Q_CHECK_LEDGER, say_ledger },
		{ STORE_Q_CHECK_BOUND, say_bound },
		{ STORE_Q_CHECK_SHEET, say_sheet },
	};
	int64_t n = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct store_stmt *st = store_db_use(s->db, parts[i].q, f);
		int rc;

		if (st == NULL)
			return -1;
		while ((rc = store_db_step(st, f)) > 0) {
			char *what = parts[i].say(st);

			n++;
			if (fn != NULL)
				(void)fn(what, arg);
			free(what);
		}
		if (rc < 0)
			return -1;
	}
	*ret_n = n;
	return 0;
}
