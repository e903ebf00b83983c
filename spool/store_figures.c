/*
 * Sums for reports and for the state of the site: stock, supplies and
 * service plans, each by a span of
 * time.  It writes nothing.
 */

#include "store_int.h"

#include "money.h"

int
store_drawn_list(struct store *s, int64_t day, int32_t zone_seconds,
    int (*fn)(const struct money_drawn *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_DRAWN_LIST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, day * 86400 - zone_seconds);
	store_db_int(st, 2, zone_seconds);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct money_drawn d = {
			.kind = store_db_col_text(st, 0),
			.day = store_db_col_int(st, 1),
			.change = store_db_col_int(st, 2),
			.used = store_db_col_int(st, 3),
		};
		stop = fn(&d, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
store_kinds_first(struct store *s,
    int (*fn)(const char *kind, int64_t at, int64_t on_hand, void *), void *arg,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_KINDS_FIRST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	while (!stop && (rc = store_db_step(st, f)) > 0)
		stop = fn(store_db_col_text(st, 0), store_db_col_int(st, 1),
		    store_db_col_int(st, 2), arg);
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
store_supply_sums(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct money_supply *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_SUPPLY_SUMS, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, from);
	store_db_int(st, 2, to);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct money_supply y = {
			.name = store_db_col_text(st, 0),
			.title = store_db_col_text(st, 1),
			.bought = store_db_col_int(st, 2),
			.paid = store_db_col_int(st, 3),
			.installed = store_db_col_int(st, 4),
			.worn = store_db_col_int(st, 5),
			.lost = store_db_col_int(st, 6),
			.stock = store_db_col_int(st, 7),
		};
		stop = fn(&y, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
store_plan_terms(struct store *s, int64_t at,
    int (*fn)(const struct money_plan *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PLAN_TERMS, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, at);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct money_plan p = {
			.printer = store_db_col_text(st, 0),
			.title = store_db_col_text(st, 1),
			.days = store_db_col_int(st, 2),
			.pages = store_db_col_int(st, 3),
			.grace_days = store_db_col_int(st, 4),
			.began = store_db_col_int(st, 5),
		};
		stop = fn(&p, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}
