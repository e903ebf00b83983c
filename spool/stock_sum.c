/*
 * Sums over days for reports and forecasts.  As in stock_look.c a callback
 * sees borrowed values and may not call the store.
 */

#include "store_int.h"

int
stock_done(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct stock_done *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_STOCK_DONE, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, from);
	store_db_int(st, 2, to);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct stock_done d = {
			.counter = store_db_col_text(st, 0),
			.event = (enum job_event)store_db_col_int(st, 1),
			.n = store_db_col_int(st, 2),
		};
		stop = fn(&d, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
stock_pace(struct store *s, int64_t day, int32_t zone_seconds,
    int (*fn)(const char *kind, int64_t day, int64_t n, void *), void *arg,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_STOCK_PACE, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, day * 86400 - zone_seconds);
	store_db_int(st, 2, zone_seconds);
	while (!stop && (rc = store_db_step(st, f)) > 0)
		stop = fn(store_db_col_text(st, 0), store_db_col_int(st, 1),
		    store_db_col_int(st, 2), arg);
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
stock_waiting(struct store *s, int (*fn)(const struct stock_waiting *, void *),
    void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_STOCK_WAITING, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct stock_waiting w = {
			.template_name = store_db_col_text(st, 0),
			.template_version = (int)store_db_col_int(st, 1),
			.target = store_db_col_text(st, 2),
			.n = store_db_col_int(st, 3),
		};
		stop = fn(&w, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
stock_counted(struct store *s, int64_t from,
    int (*fn)(const struct stock_counted *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_STOCK_COUNTED, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, from);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct stock_counted c = {
			.kind = store_db_col_text(st, 0),
			.place = store_db_col_text(st, 1),
			.expected = store_db_col_int(st, 2),
			.counted = store_db_col_int(st, 3),
			.reason = store_db_col_text(st, 4),
			.note = store_db_col_text(st, 5),
		};
		stop = fn(&c, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
stock_registers(struct store *s,
    int (*fn)(const char *name, int year, int64_t last, void *), void *arg,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_REGISTER_LIST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	while (!stop && (rc = store_db_step(st, f)) > 0)
		stop = fn(store_db_col_text(st, 0),
		    (int)store_db_col_int(st, 1), store_db_col_int(st, 2), arg);
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}
