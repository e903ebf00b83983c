/*
 * What was seen of printers.  Rows are only added; a reading of the same
 * second takes the place of the one before it.
 */

#include <stdlib.h>

#include "mem.h"
#include "watch.h"

#include "store_int.h"

/* ---- health ---- */

static int
add(struct store *s, const char *printer, const struct store_health *h,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_HEALTH_ADD, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, printer);
	store_db_int(st, 2, h->at);
	store_db_int(st, 3, h->state);
	store_db_text(st, 4, h->reasons);
	return store_db_run(st, f);
}

int
store_health_add(struct store *s, const char *printer,
    const struct store_health *h, struct fault *f)
{
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, add(s, printer, h, f), f);
}

/* Reads all rows, then calls fn: it may call the store. */
static int
rows(struct store_stmt *st, int (*fn)(const struct store_health *, void *),
    void *arg, struct fault *f)
{
	struct store_health *row = NULL;
	size_t n = 0, cap = 0;
	int rc, stop = 0;

	while ((rc = store_db_step(st, f)) > 0) {
		if (n == cap) {
			cap = cap ? 2 * cap : 64;
			row = mem_array(row, cap, sizeof(*row));
		}
		row[n++] = (struct store_health){
			.at = store_db_col_int(st, 0),
			.state = (enum health_state)store_db_col_int(st, 1),
			.reasons = store_db_col_dup(st, 2),
		};
	}
	for (size_t i = 0; i < n; i++) {
		if (rc == 0 && !stop)
			stop = fn(&row[i], arg);
		free((char *)(uintptr_t)row[i].reasons);
	}
	free(row);
	return rc;
}

int
store_health_list(struct store *s, const char *printer, int64_t from,
    int (*fn)(const struct store_health *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_HEALTH_LIST, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, printer);
	store_db_int(st, 2, from);
	return rows(st, fn, arg, f);
}

int
store_health_last(struct store *s, const char *printer,
    int (*fn)(const struct store_health *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_HEALTH_LAST, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, printer);
	return rows(st, fn, arg, f);
}

/* ---- the device's counter ---- */

static int
put(struct store *s, const char *printer, const struct store_meter *m,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_METER_PUT, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, printer);
	store_db_int(st, 2, m->at);
	store_db_int(st, 3, m->impressions);
	return store_db_run(st, f);
}

int
store_meter_put(struct store *s, const char *printer,
    const struct store_meter *m, struct fault *f)
{
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, put(s, printer, m, f), f);
}

int
store_meter_list(struct store *s, const char *printer, int limit,
    int (*fn)(const struct store_meter *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_METER_LIST, f);
	struct store_meter *row;
	size_t n = 0;
	int rc, stop = 0;

	if (st == NULL)
		return -1;
	row = mem_alloc(sizeof(*row) * (size_t)limit);
	store_db_text(st, 1, printer);
	store_db_int(st, 2, limit);
	while ((rc = store_db_step(st, f)) > 0) {
		row[n].at = store_db_col_int(st, 0);
		row[n++].impressions = store_db_col_int(st, 1);
	}
	while (rc == 0 && !stop && n > 0)
		stop = fn(&row[--n], arg);
	free(row);
	return rc;
}

static int
take(const struct store_meter *m, void *arg)
{
	*(struct store_meter *)arg = *m;
	return 0;
}

int
store_meter_last(struct store *s, const char *printer,
    struct store_meter *ret_m, struct fault *f)
{
	struct store_meter m = { .at = -1 };

	if (store_meter_list(s, printer, 1, take, &m, f) != 0)
		return -1;
	if (m.at < 0)
		return 0;
	*ret_m = m;
	return 1;
}

/* ---- what came out of it ---- */

int
store_output_since(struct store *s, const char *printer, int64_t from,
    struct store_output *ret_o, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_OUTPUT_SINCE, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, printer);
	store_db_int(st, 2, from);
	if (store_db_step(st, f) < 0)
		return -1;
	ret_o->sheets = store_db_col_int(st, 0);
	ret_o->pages = store_db_col_int(st, 1);
	ret_o->spoiled = store_db_col_int(st, 2);
	store_db_done(st);
	return 0;
}

int
store_service_ended(
    struct store *s, const char *printer, int64_t *ret_at, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_SERVICE_ENDED, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, printer);
	if (store_db_step(st, f) < 0)
		return -1;
	*ret_at = store_db_col_int(st, 0);
	store_db_done(st);
	return 0;
}
