/*
 * Supplies in the store: kinds, purchases, and each item's way from the shelf
 * into a printer and out of it.  An item's pages are not kept: they are what
 * came out of its printer while it was in.
 */

#include <string.h>

#include "mem.h"

#include "store_int.h"
#include "store_upkeep.h"

static int
check_person(const char *person, struct fault *f)
{
	return *store_text(person) != '\0'
	    ? 0
	    : fault_set(f, FAULT_FORBIDDEN, "",
		  "Tindakan ini harus dilakukan seorang petugas",
		  "This act takes a person");
}

/* ---- kinds ---- */

static int
put(struct store *s, const struct store_supply *u, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_SUPPLY_PUT, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, u->name);
	store_db_text(st, 2, u->title);
	store_db_text(st, 3, u->sort);
	store_db_int(st, 4, u->yield);
	store_db_int(st, 5, u->minimum);
	store_db_int(st, 6, u->target);
	store_db_text(st, 7, *u->models == '\0' ? "[]" : u->models);
	store_db_text(st, 8, u->marker);
	store_db_int(st, 9, u->created);
	return store_db_run(st, f);
}

int
store_supply_put(struct store *s, const struct store_supply *u, struct fault *f)
{
	if (u->yield < 1)
		return fault_set(f, FAULT_FIELD, "/yield",
		    "Hasil harus paling sedikit 1 halaman",
		    "A yield is 1 page at least");
	if (u->minimum < 0 || u->target < u->minimum)
		return fault_set(f, FAULT_FIELD, "/target",
		    "Target tidak boleh di bawah batas minimum",
		    "A target is not below the minimum");
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, put(s, u, f), f);
}

static void
load_supply(struct store_stmt *st, struct store_supply *ret_u)
{
	struct store_supply u = { 0 };

	(void)mem_copy(u.name, sizeof(u.name), store_db_col_text(st, 0));
	(void)mem_copy(u.title, sizeof(u.title), store_db_col_text(st, 1));
	(void)mem_copy(u.sort, sizeof(u.sort), store_db_col_text(st, 2));
	u.yield = store_db_col_int(st, 3);
	u.minimum = store_db_col_int(st, 4);
	u.target = store_db_col_int(st, 5);
	(void)mem_copy(u.models, sizeof(u.models), store_db_col_text(st, 6));
	(void)mem_copy(u.marker, sizeof(u.marker), store_db_col_text(st, 7));
	u.created = store_db_col_int(st, 8);
	u.stock = store_db_col_int(st, 9);
	u.in_use = store_db_col_int(st, 10);
	u.price = store_db_null(st, 11) ? -1 : store_db_col_int(st, 11);
	*ret_u = u;
}

int
store_supply_list(struct store *s, const char *name,
    int (*fn)(const struct store_supply *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_SUPPLY_LIST, f);
	struct store_supply u;
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, name);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		load_supply(st, &u);
		stop = fn(&u, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

static int
found(const struct store_supply *u, void *arg)
{
	*(struct store_supply *)arg = *u;
	return 1;
}

static int
find(struct store *s, const char *name, const char *pointer,
    struct store_supply *ret_u, struct fault *f)
{
	*ret_u = (struct store_supply){ 0 };
	if (store_supply_list(s, name, found, ret_u, f) != 0)
		return -1;
	return *ret_u->name != '\0'
	    ? 0
	    : fault_set(f, FAULT_NOT_FOUND, pointer, "Bahan tidak dikenal",
		  "There is no such supply");
}

/* ---- purchases ---- */

static int
add_items(struct store *s, const struct store_purchase *p, int64_t id,
    struct fault *f)
{
	for (int64_t i = 0; i < p->n; i++) {
		struct store_stmt *st =
		    store_db_use(s->db, STORE_Q_ITEM_ADD, f);

		if (st == NULL)
			return -1;
		store_db_int(st, 1, id);
		store_db_text(st, 2, p->supply);
		store_db_text(st, 3, p->person);
		if (store_db_run(st, f) != 0)
			return -1;
	}
	return 0;
}

static int
buy(struct store *s, const struct store_purchase *p, int64_t *ret_id,
    struct fault *f)
{
	struct store_supply u;
	struct store_stmt *st;

	if (find(s, p->supply, "", &u, f) != 0 ||
	    (st = store_db_use(s->db, STORE_Q_PURCHASE_ADD, f)) == NULL)
		return -1;
	store_db_text(st, 1, p->supply);
	store_db_int(st, 2, p->at);
	store_db_int(st, 3, p->n);
	store_db_int(st, 4, p->price);
	store_db_text(st, 5, store_text(p->supplier));
	store_db_text(st, 6, store_text(p->delivery));
	store_db_text(st, 7, store_text(p->budget));
	store_db_text(st, 8, p->person);
	if (store_db_run(st, f) != 0)
		return -1;
	*ret_id = store_db_rowid(s->db);
	return add_items(s, p, *ret_id, f);
}

int
store_supply_buy(struct store *s, const struct store_purchase *p,
    int64_t *ret_id, struct fault *f)
{
	if (check_person(p->person, f) != 0)
		return -1;
	if (p->n < 1 || p->n > 1000)
		return fault_set(f, FAULT_FIELD, "/n",
		    "Jumlah harus 1 sampai 1000", "A number is 1 to 1000");
	if (p->price < 0)
		return fault_set(f, FAULT_FIELD, "/price",
		    "Harga tidak boleh negatif", "A price is not negative");
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, buy(s, p, ret_id, f), f);
}

int
store_supply_purchases(struct store *s, const char *supply,
    int (*fn)(const struct store_purchase *, void *), void *arg,
    struct fault *f)
{
	struct store_supply u;
	struct store_stmt *st;
	int rc = 0, stop = 0;

	if (find(s, supply, "", &u, f) != 0 ||
	    (st = store_db_use(s->db, STORE_Q_PURCHASE_LIST, f)) == NULL)
		return -1;
	store_db_text(st, 1, supply);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct store_purchase p = {
			.id = store_db_col_int(st, 0),
			.at = store_db_col_int(st, 1),
			.n = store_db_col_int(st, 2),
			.left = store_db_col_int(st, 3),
			.price = store_db_col_int(st, 4),
			.supply = store_db_col_text(st, 5),
			.supplier = store_db_col_text(st, 6),
			.delivery = store_db_col_text(st, 7),
			.budget = store_db_col_text(st, 8),
			.person = store_db_col_text(st, 9),
		};
		stop = fn(&p, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

/* ---- counting ---- */

static int
lose(struct store *s, const char *supply, int64_t n, const struct stock_by *by,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_ITEM_LOSE, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, supply);
	store_db_int(st, 2, n);
	store_db_int(st, 3, by->now);
	store_db_text(st, 4, by->person);
	store_db_text(st, 5, store_text(by->reason));
	store_db_text(st, 6, store_text(by->note));
	return store_db_run(st, f);
}

static int
count(struct store *s, const char *supply, int64_t counted,
    const struct stock_by *by, int64_t *ret_lost, struct fault *f)
{
	struct store_supply u;

	if (find(s, supply, "", &u, f) != 0)
		return -1;
	if (counted > u.stock)
		return fault_set(f, FAULT_FIELD, "/counted",
		    "Menurut buku ada %lld. Lebih dari itu: catat pembeliannya "
		    "dulu (cetak supply buy)",
		    "By the book there are %lld. If there are more, book their "
		    "purchase first (cetak supply buy)",
		    (long long)u.stock);
	*ret_lost = u.stock - counted;
	if (*ret_lost == 0)
		return 0;
	if (reason_check(by->reason, by->note, REASON_STOCK, f) != 0)
		return -1;
	return lose(s, supply, *ret_lost, by, f);
}

int
store_supply_count(struct store *s, const char *supply, int64_t counted,
    const struct stock_by *by, int64_t *ret_lost, struct fault *f)
{
	if (check_person(by->person, f) != 0)
		return -1;
	if (counted < 0)
		return fault_set(f, FAULT_FIELD, "/counted",
		    "Hitungan tidak boleh negatif", "A count is not negative");
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, count(s, supply, counted, by, ret_lost, f), f);
}

/* ---- into a printer ---- */

static int
fits(struct store *s, const char *supply, const char *printer, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_SUPPLY_FITS, f);
	int rc, yes;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, supply);
	store_db_text(st, 2, printer);
	if ((rc = store_db_step(st, f)) <= 0)
		return rc < 0
		    ? -1
		    : fault_set(f, FAULT_NOT_FOUND, "", "Printer tidak dikenal",
			  "There is no such printer");
	yes = store_db_col_int(st, 0) != 0;
	store_db_done(st);
	return yes ? 0
		   : fault_set(f, FAULT_STATE, "/supply",
			 "Bahan ini tidak cocok dengan model printer",
			 "This supply does not fit the printer's model");
}

static int
next(struct store *s, const char *supply, int64_t *ret_id, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_ITEM_NEXT, f);
	int rc;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, supply);
	if ((rc = store_db_step(st, f)) <= 0)
		return rc < 0
		    ? -1
		    : fault_set(f, FAULT_STATE, "/supply",
			  "Tidak ada lagi di stok; catat pembeliannya "
			  "dulu (cetak supply buy)",
			  "None is left in stock; book a purchase "
			  "first (cetak supply buy)");
	*ret_id = store_db_col_int(st, 0);
	store_db_done(st);
	return 0;
}

static int
install(struct store *s, const char *supply, const char *printer,
    const struct stock_by *by, int64_t *ret_id, struct fault *f)
{
	struct store_supply u;
	struct store_stmt *st;

	if (find(s, supply, "/supply", &u, f) != 0 ||
	    fits(s, supply, printer, f) != 0 ||
	    next(s, supply, ret_id, f) != 0 ||
	    (st = store_db_use(s->db, STORE_Q_ITEM_WEAR, f)) == NULL)
		return -1;
	store_db_text(st, 1, supply);
	store_db_text(st, 2, printer);
	store_db_int(st, 3, by->now);
	if (store_db_run(st, f) != 0 ||
	    (st = store_db_use(s->db, STORE_Q_ITEM_INSTALL, f)) == NULL)
		return -1;
	store_db_int(st, 1, *ret_id);
	store_db_text(st, 2, printer);
	store_db_int(st, 3, by->now);
	store_db_text(st, 4, by->person);
	store_db_text(st, 5, store_text(by->note));
	return store_db_run(st, f);
}

int
store_supply_install(struct store *s, const char *supply, const char *printer,
    const struct stock_by *by, int64_t *ret_id, struct fault *f)
{
	if (check_person(by->person, f) != 0 || store_enter(s, f) != 0)
		return -1;
	return store_leave(s, install(s, supply, printer, by, ret_id, f), f);
}

/* ---- looking ---- */

static void
load_item(struct store_stmt *st, struct store_item *ret_i)
{
	struct store_item i = { .id = store_db_col_int(st, 0),
		.yield = store_db_col_int(st, 6),
		.state = (enum supply_state)store_db_col_int(st, 7),
		.installed = store_db_col_int(st, 8),
		.removed = store_db_col_int(st, 9),
		.price = store_db_col_int(st, 10),
		.pages = store_db_col_int(st, 11) };

	(void)mem_copy(i.supply, sizeof(i.supply), store_db_col_text(st, 1));
	(void)mem_copy(i.title, sizeof(i.title), store_db_col_text(st, 2));
	(void)mem_copy(i.sort, sizeof(i.sort), store_db_col_text(st, 3));
	(void)mem_copy(i.marker, sizeof(i.marker), store_db_col_text(st, 4));
	(void)mem_copy(i.printer, sizeof(i.printer), store_db_col_text(st, 5));
	*ret_i = i;
}

int
store_supply_items(struct store *s, const struct store_item_filter *q,
    int (*fn)(const struct store_item *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db,
	    q->supply != NULL ? STORE_Q_ITEM_OF_SUPPLY
		: q->worn     ? STORE_Q_ITEM_LIST
			      : STORE_Q_ITEM_IN_USE,
	    f);
	struct store_item i;
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, q->supply != NULL ? q->supply : q->printer);
	store_db_int(st, 2, q->limit);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		load_item(st, &i);
		stop = fn(&i, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
store_supply_worn(struct store *s, const char *supply, size_t max,
    int64_t *ret_pages, size_t *ret_n, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_ITEM_WORN, f);
	size_t n = 0;
	int rc = 0;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, supply);
	store_db_int(st, 2, (int64_t)max);
	while (n < max && (rc = store_db_step(st, f)) > 0)
		if ((ret_pages[n] = store_db_col_int(st, 0)) > 0)
			n++; /* one taken out unused measures nothing */
	store_db_done(st);
	*ret_n = n;
	return rc < 0 ? -1 : 0;
}

int
store_supply_pace(struct store *s, int64_t from, int32_t zone_seconds,
    int (*fn)(const char *printer, int64_t day, int64_t pages, void *),
    void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_OUTPUT_PACE, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, from);
	store_db_int(st, 2, zone_seconds);
	while (!stop && (rc = store_db_step(st, f)) > 0)
		stop = fn(store_db_col_text(st, 0), store_db_col_int(st, 1),
		    store_db_col_int(st, 2), arg);
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}
