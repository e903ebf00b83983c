/*
 * Services in the store: plans, the records of what was done, contracts.  A
 * printer is in service while a record of it has no end; there is one such
 * record at most.
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "store_int.h"
#include "store_upkeep.h"

/* ---- plans ---- */

static int
plan_add(struct store *s, const struct store_plan *p, int64_t *ret_id,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PLAN_ADD, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, p->printer);
	store_db_text(st, 2, p->title);
	store_db_int(st, 3, p->days);
	store_db_int(st, 4, p->pages);
	store_db_int(st, 5, p->grace);
	store_db_int(st, 6, p->began);
	if (store_db_run(st, f) != 0)
		return -1;
	*ret_id = store_db_rowid(s->db);
	return 0;
}

int
store_service_plan_add(struct store *s, const struct store_plan *p,
    int64_t *ret_id, struct fault *f)
{
	if (p->days <= 0 && p->pages <= 0)
		return fault_set(f, FAULT_FIELD, "/days",
		    "Rencana servis perlu hari, halaman, atau keduanya",
		    "A plan takes days, pages, or both");
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, plan_add(s, p, ret_id, f), f);
}

static int
plan_end(struct store *s, int64_t id, int64_t now, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PLAN_END, f);

	if (st == NULL)
		return -1;
	store_db_int(st, 1, id);
	store_db_int(st, 2, now);
	if (store_db_run(st, f) != 0)
		return -1;
	return store_db_touched(s->db) == 1
	    ? 0
	    : fault_set(f, FAULT_NOT_FOUND, "", "Rencana servis tidak ada",
		  "There is no such plan");
}

int
store_service_plan_end(
    struct store *s, int64_t id, int64_t now, struct fault *f)
{
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, plan_end(s, id, now, f), f);
}

static void
plan_load(struct store_stmt *st, struct store_plan *ret_p)
{
	struct store_plan p = { .id = store_db_col_int(st, 0),
		.days = store_db_col_int(st, 3),
		.pages = store_db_col_int(st, 4),
		.grace = store_db_col_int(st, 5),
		.began = store_db_col_int(st, 6),
		.since = store_db_col_int(st, 7),
		.done = store_db_col_int(st, 8) };

	(void)mem_copy(p.printer, sizeof(p.printer), store_db_col_text(st, 1));
	(void)mem_copy(p.title, sizeof(p.title), store_db_col_text(st, 2));
	*ret_p = p;
}

static int
reached(struct store *s, struct store_plan *p, struct fault *f)
{
	struct store_stmt *st;
	int rc;

	if (p->pages == 0 || p->done < p->pages)
		return 0;
	if ((st = store_db_use(s->db, STORE_Q_PLAN_REACHED, f)) == NULL)
		return -1;
	store_db_text(st, 1, p->printer);
	store_db_int(st, 2, p->since);
	store_db_int(st, 3, p->pages);
	if ((rc = store_db_step(st, f)) > 0) {
		p->reached = store_db_col_int(st, 0);
		store_db_done(st);
	}
	return rc < 0 ? -1 : 0;
}

int
store_service_plans(struct store *s, const char *printer,
    int (*fn)(const struct store_plan *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PLAN_LIST, f);
	struct store_plan *rows = NULL;
	size_t n = 0;
	int rc, stop = 0;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, printer);
	while ((rc = store_db_step(st, f)) > 0) {
		rows = mem_array(rows, n + 1, sizeof(*rows));
		plan_load(st, &rows[n++]);
	}
	for (size_t i = 0; rc == 0 && !stop && i < n; i++)
		if ((rc = reached(s, &rows[i], f)) == 0)
			stop = fn(&rows[i], arg);
	free(rows);
	return rc;
}

/* ---- services ---- */

/* 1 when there is a row, 0, -1. */
static int
any(struct store *s, enum store_q q, int64_t id, const char *printer,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, q, f);
	int rc;

	if (st == NULL)
		return -1;
	if (q == STORE_Q_PLAN_OF)
		store_db_int(st, 1, id);
	store_db_text(st, q == STORE_Q_PLAN_OF ? 2 : 1, printer);
	if ((rc = store_db_step(st, f)) > 0)
		store_db_done(st);
	return rc;
}

static int
may_add(struct store *s, const struct store_service *v, struct fault *f)
{
	int rc = 1;

	if (v->plan != 0 &&
	    (rc = any(s, STORE_Q_PLAN_OF, v->plan, v->printer, f)) <= 0)
		return rc < 0 ? -1
			      : fault_set(f, FAULT_FIELD, "/plan",
				    "Bukan rencana servis printer ini",
				    "Not a plan of this printer");
	if (v->ended == 0 &&
	    (rc = any(s, STORE_Q_SERVICE_OPEN, 0, v->printer, f)) != 0)
		return rc < 0 ? -1
			      : fault_set(f, FAULT_CONFLICT, "",
				    "Printer ini sedang diservis; akhiri dulu "
				    "servis itu",
				    "This printer is in service; end that "
				    "service first");
	return 0;
}

static int
service_add(struct store *s, const struct store_service *v, int64_t *ret_id,
    struct fault *f)
{
	struct store_stmt *st;

	if (may_add(s, v, f) != 0 ||
	    (st = store_db_use(s->db, STORE_Q_SERVICE_ADD, f)) == NULL)
		return -1;
	store_db_text(st, 1, v->printer);
	if (v->plan != 0)
		store_db_int(st, 2, v->plan);
	store_db_text(st, 3, v->kind);
	store_db_text(st, 4, store_text(v->supplier));
	store_db_int(st, 5, v->began);
	if (v->ended != 0)
		store_db_int(st, 6, v->ended);
	if (v->back != 0)
		store_db_int(st, 7, v->back);
	store_db_int(st, 8, v->cost);
	store_db_int(st, 9, v->warranty);
	store_db_text(st, 10, store_text(v->note));
	if (v->has_document)
		store_db_blob(st, 11, v->document, sizeof(v->document));
	store_db_text(st, 12, store_text(v->budget));
	store_db_text(st, 13, v->person);
	if (store_db_run(st, f) != 0)
		return -1;
	*ret_id = store_db_rowid(s->db);
	return 0;
}

static int
ends_badly(struct fault *f)
{
	return fault_set(f, FAULT_FIELD, "/ended",
	    "Servis tidak berakhir sebelum dimulai",
	    "A service does not end before it began");
}

int
store_service_add(struct store *s, const struct store_service *v,
    int64_t *ret_id, struct fault *f)
{
	if (*store_text(v->person) == '\0')
		return fault_set(f, FAULT_FORBIDDEN, "",
		    "Tindakan ini harus dilakukan seorang petugas",
		    "This act takes a person");
	if (v->ended != 0 && v->ended < v->began)
		return ends_badly(f);
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, service_add(s, v, ret_id, f), f);
}

static void
service_load(struct store_stmt *st, struct store_service *ret_v)
{
	*ret_v = (struct store_service){
		.id = store_db_col_int(st, 0),
		.printer = store_db_col_text(st, 1),
		.plan = store_db_col_int(st, 2),
		.kind = store_db_col_text(st, 3),
		.supplier = store_db_col_text(st, 4),
		.began = store_db_col_int(st, 5),
		.ended = store_db_col_int(st, 6),
		.back = store_db_col_int(st, 7),
		.cost = store_db_col_int(st, 8),
		.warranty = store_db_col_int(st, 9) != 0,
		.note = store_db_col_text(st, 10),
		.budget = store_db_col_text(st, 12),
		.person = store_db_col_text(st, 13),
	};
	ret_v->has_document =
	    store_db_col_blob(st, 11, ret_v->document, sizeof(ret_v->document));
}

int
store_service_get(struct store *s, int64_t id,
    int (*fn)(const struct store_service *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_SERVICE_GET, f);
	struct store_service v;
	int rc;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, id);
	if ((rc = store_db_step(st, f)) <= 0)
		return rc < 0
		    ? -1
		    : fault_set(f, FAULT_NOT_FOUND, "", "Servis tidak ada",
			  "There is no such service");
	service_load(st, &v);
	(void)fn(&v, arg);
	store_db_done(st);
	return 0;
}

struct times {
	int64_t began, ended;
};

static int
keep_times(const struct store_service *v, void *arg)
{
	struct times *t = arg;

	t->began = v->began;
	t->ended = v->ended;
	return 0;
}

static int
service_end(struct store *s, int64_t id, const struct store_service_end *e,
    struct fault *f)
{
	struct times t = { 0 };
	struct store_stmt *st;

	if (store_service_get(s, id, keep_times, &t, f) != 0)
		return -1;
	if (t.ended != 0)
		return fault_set(f, FAULT_STATE, "",
		    "Servis ini sudah berakhir", "This service has ended");
	if (e->ended < t.began)
		return ends_badly(f);
	if ((st = store_db_use(s->db, STORE_Q_SERVICE_END, f)) == NULL)
		return -1;
	store_db_int(st, 1, id);
	store_db_int(st, 2, e->ended);
	if (e->cost != NULL)
		store_db_int(st, 3, *e->cost);
	if (e->warranty != NULL)
		store_db_int(st, 4, *e->warranty);
	store_db_text(st, 5, e->note);
	return store_db_run(st, f);
}

int
store_service_end(struct store *s, int64_t id,
    const struct store_service_end *e, struct fault *f)
{
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, service_end(s, id, e, f), f);
}

int
store_service_list(struct store *s, const struct store_service_filter *q,
    int (*fn)(const struct store_service *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_SERVICE_LIST, f);
	struct store_service v;
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, q->before != 0 ? q->before : INT64_MAX);
	store_db_text(st, 2, q->printer);
	store_db_int(st, 3, q->open);
	store_db_int(st, 4, q->limit);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		service_load(st, &v);
		stop = fn(&v, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

/* ---- contracts ---- */

static int
contract_add(struct store *s, const struct store_contract *c, int64_t *ret_id,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_CONTRACT_ADD, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, c->printer);
	store_db_text(st, 2, c->supplier);
	store_db_text(st, 3, c->number);
	store_db_text(st, 4, c->first);
	store_db_text(st, 5, c->last);
	store_db_int(st, 6, c->price_year);
	store_db_int(st, 7, c->visits);
	store_db_text(st, 8, store_text(c->budget));
	store_db_text(st, 9, store_text(c->person));
	if (store_db_run(st, f) != 0)
		return -1;
	*ret_id = store_db_rowid(s->db);
	return 0;
}

int
store_service_contract_add(struct store *s, const struct store_contract *c,
    int64_t *ret_id, struct fault *f)
{
	if (strcmp(c->last, c->first) < 0)
		return fault_set(f, FAULT_FIELD, "/last",
		    "Kontrak tidak berakhir sebelum dimulai",
		    "A contract does not end before it begins");
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, contract_add(s, c, ret_id, f), f);
}

int
store_service_contracts(struct store *s,
    int (*fn)(const struct store_contract *, void *), void *arg,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_CONTRACT_LIST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct store_contract c = {
			.id = store_db_col_int(st, 0),
			.printer = store_db_col_text(st, 1),
			.supplier = store_db_col_text(st, 2),
			.number = store_db_col_text(st, 3),
			.first = store_db_col_text(st, 4),
			.last = store_db_col_text(st, 5),
			.price_year = store_db_col_int(st, 6),
			.visits = store_db_col_int(st, 7),
			.budget = store_db_col_text(st, 8),
			.person = store_db_col_text(st, 9),
		};
		stop = fn(&c, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

/* ---- what was told ---- */

int
store_service_told(struct store *s, const struct store_told *t,
    int64_t *ret_seq, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_NOTICE_TOLD, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, t->kind);
	store_db_text(st, 2, t->subject);
	store_db_text(st, 3, store_text(t->word));
	store_db_int(st, 4, t->since);
	if (store_db_step(st, f) < 0)
		return -1;
	*ret_seq = store_db_col_int(st, 0);
	store_db_done(st);
	return 0;
}
