/*
 * Money in the store: assets, budgets, what lines paid, and what services,
 * contracts, supplies and wasted blanks cost.  Rows are given as they stand;
 * what a month bears of them is reckoned by cost.h.
 */

#include "store_int.h"

#include "money.h"

/* ---- assets ---- */

int
store_asset_add(struct store *s, const struct money_asset *a, int64_t *ret_id,
    struct fault *f)
{
	struct store_stmt *st;
	int rc = -1;

	if (store_enter(s, f) != 0)
		return -1;
	st = store_db_use(s->db, STORE_Q_ASSET_ADD, f);
	if (st != NULL) {
		store_db_text(st, 1, store_text(a->printer));
		store_db_text(st, 2, a->title);
		store_db_int(st, 3, a->price);
		store_db_int(st, 4, a->residual);
		store_db_text(st, 5, a->bought);
		store_db_text(st, 6, a->by_output ? "output" : "straight");
		store_db_int(st, 7, a->life_months);
		store_db_int(st, 8, a->pages);
		store_db_text(st, 9, store_text(a->budget));
		store_db_text(st, 10, store_text(a->person));
		rc = store_db_run(st, f);
		*ret_id = store_db_rowid(s->db);
	}
	return store_leave(s, rc, f);
}

int
store_asset_list(struct store *s, int (*fn)(const struct money_asset *, void *),
    void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_ASSET_LIST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct money_asset a = {
			.id = store_db_col_int(st, 0),
			.printer = store_db_col_text(st, 1),
			.title = store_db_col_text(st, 2),
			.price = store_db_col_int(st, 3),
			.residual = store_db_col_int(st, 4),
			.bought = store_db_col_text(st, 5),
			.by_output = store_db_col_text(st, 6)[0] == 'o',
			.life_months = store_db_col_int(st, 7),
			.pages = store_db_col_int(st, 8),
			.budget = store_db_col_text(st, 9),
			.person = store_db_col_text(st, 10),
		};
		stop = fn(&a, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

/* ---- budgets ---- */

int
store_budget_put(struct store *s, const struct money_budget *b, struct fault *f)
{
	struct store_stmt *st;
	int rc = -1;

	if (store_enter(s, f) != 0)
		return -1;
	st = store_db_use(s->db, STORE_Q_BUDGET_PUT, f);
	if (st != NULL) {
		store_db_int(st, 1, b->year);
		store_db_text(st, 2, b->line);
		store_db_text(st, 3, b->title);
		store_db_int(st, 4, b->amount);
		rc = store_db_run(st, f);
	}
	return store_leave(s, rc, f);
}

int
store_budget_list(struct store *s, int year,
    int (*fn)(const struct money_budget *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_BUDGET_LIST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, year);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct money_budget b = {
			.year = (int)store_db_col_int(st, 0),
			.line = store_db_col_text(st, 1),
			.title = store_db_col_text(st, 2),
			.amount = store_db_col_int(st, 3),
		};
		stop = fn(&b, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
store_budget_known(struct store *s, int year, const char *line, struct fault *f)
{
	struct store_stmt *st;
	int rc;

	if (*line == '\0')
		return 0;
	st = store_db_use(s->db, STORE_Q_BUDGET_FIND, f);
	if (st == NULL)
		return -1;
	store_db_int(st, 1, year);
	store_db_text(st, 2, line);
	rc = store_db_step(st, f);
	store_db_done(st);
	if (rc == 0)
		return fault_set(f, FAULT_FIELD, "/budget",
		    "Tahun %d tidak punya baris anggaran ini",
		    "The year %d has no such budget line", year);
	return rc < 0 ? -1 : 0;
}

int
store_spent_list(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct money_spent *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_SPENT_LIST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, from);
	store_db_int(st, 2, to);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct money_spent p = {
			.budget = store_db_col_text(st, 0),
			.at = store_db_col_int(st, 1),
			.amount = store_db_col_int(st, 2),
			.once = (int)store_db_col_int(st, 3),
		};
		stop = fn(&p, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

/* ---- what things cost ---- */

int
store_used_list(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct money_item *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_USED_LIST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, from);
	store_db_int(st, 2, to);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct money_item i = {
			.id = store_db_col_int(st, 0),
			.supply = store_db_col_text(st, 1),
			.title = store_db_col_text(st, 2),
			.printer = store_db_col_text(st, 3),
			.lost = (int)store_db_col_int(st, 4),
			.installed = store_db_col_int(st, 5),
			.removed = store_db_col_int(st, 6),
			.bought = store_db_col_int(st, 7),
			.price = store_db_col_int(st, 8),
			.yield = store_db_col_int(st, 9),
		};
		stop = fn(&i, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
store_repair_list(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct money_service *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_REPAIR_LIST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, from);
	store_db_int(st, 2, to);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct money_service v = {
			.id = store_db_col_int(st, 0),
			.printer = store_db_col_text(st, 1),
			.kind = store_db_col_text(st, 2),
			.supplier = store_db_col_text(st, 3),
			.began = store_db_col_int(st, 4),
			.ended = store_db_col_int(st, 5),
			.cost = store_db_col_int(st, 6),
			.warranty = (int)store_db_col_int(st, 7),
		};
		stop = fn(&v, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
store_term_list(struct store *s,
    int (*fn)(const struct money_contract *, void *), void *arg,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_TERM_LIST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct money_contract c = {
			.id = store_db_col_int(st, 0),
			.printer = store_db_col_text(st, 1),
			.supplier = store_db_col_text(st, 2),
			.number = store_db_col_text(st, 3),
			.first = store_db_col_text(st, 4),
			.last = store_db_col_text(st, 5),
			.budget = store_db_col_text(st, 6),
			.price_year = store_db_col_int(st, 7),
		};
		stop = fn(&c, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
store_waste_list(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct money_waste *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_WASTE_LIST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, from);
	store_db_int(st, 2, to);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct money_waste w = {
			.seq = store_db_col_int(st, 0),
			.at = store_db_col_int(st, 1),
			.n = store_db_col_int(st, 2),
			.kind = store_db_col_text(st, 3),
			.title = store_db_col_text(st, 4),
			.first = store_db_col_text(st, 5),
			.last = store_db_col_text(st, 6),
			.price = store_db_col_int(st, 7),
		};
		stop = fn(&w, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}
