/*
 * What persons do with blanks: receive, move, end, put a tray right.  An act
 * is all or none; what can be refused is checked before the first row is
 * written.  A range whose blanks stand in different places or states becomes
 * an entry for each part.
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "store_int.h"

/* ---- what every act checks ---- */

static int
check_by(const struct stock_by *by, int two, struct fault *f)
{
	const char *person = store_text(by->person),
		   *second = store_text(by->second);

	if (*person == '\0')
		return fault_set(f, FAULT_FORBIDDEN, "",
		    "Tindakan ini harus dilakukan seorang petugas",
		    "This act takes a person");
	if (two && (*second == '\0' || strcmp(person, second) == 0))
		return fault_set(f, FAULT_FORBIDDEN, "",
		    "Tindakan ini memerlukan dua orang yang berbeda",
		    "This act takes two different persons");
	if (by->note != NULL && strlen(by->note) >= REASON_NOTE)
		return store_too_long("/note", f);
	return 0;
}

static int
range(const char *first, const char *last, int64_t *ret_n, struct fault *f)
{
	if (!blank_serial_ok(first))
		return fault_set(f, FAULT_FIELD, "/first",
		    "Nomor seri: 1 sampai %d huruf besar, angka dan -, "
		    "berakhir angka",
		    "A serial: 1 to %d capital letters, digits and -, ending "
		    "in a digit",
		    BLANK_SERIAL - 1);
	*ret_n = blank_range(first, last);
	return *ret_n > 0
	    ? 0
	    : fault_set(f, FAULT_FIELD, "/last",
		  "Nomor seri akhir tidak sederet dengan yang pertama, atau "
		  "lebih dari %d blangko",
		  "The last serial is no range with the first, or more than "
		  "%d blanks",
		  BLANK_RANGE_MAX);
}

/* ---- receiving ---- */

int
stock_kind_known(struct store *s, const char *kind, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_KIND_FIND, f);
	int rc;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, kind);
	if ((rc = store_db_step(st, f)) > 0)
		store_db_done(st);
	return rc < 0 ? -1
	    : rc > 0  ? 0
		      : fault_set(f, FAULT_NOT_FOUND, "/kind",
			    "Jenis blangko tidak dikenal",
			    "There is no such kind of blank");
}

/* None of the range is here already, and it follows the newest of its
 * series or by says why not. */
static int
fresh(struct store *s, const struct stock_delivery *d, int64_t n,
    const struct stock_by *by, struct fault *f)
{
	char series[BLANK_SERIAL], serial[BLANK_SERIAL] = "";
	int64_t from = blank_series(d->first, series), top = 0;
	struct store_stmt *st = store_db_use(s->db, STORE_Q_BLANK_RANGE, f);
	int rc, any;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, series);
	store_db_int(st, 2, from);
	store_db_int(st, 3, from + n - 1);
	if ((rc = store_db_step(st, f)) > 0) {
		(void)mem_copy(
		    serial, sizeof(serial), store_db_col_text(st, 0));
		store_db_done(st);
	}
	if (rc != 0)
		return rc < 0
		    ? -1
		    : fault_set(f, FAULT_CONFLICT, "/first",
			  "Blangko %s sudah diterima",
			  "The blank %s was received already", serial);
	if ((st = store_db_use(s->db, STORE_Q_BLANK_TOP, f)) == NULL)
		return -1;
	store_db_text(st, 1, series);
	if (store_db_step(st, f) < 0)
		return -1;
	any = !store_db_null(st, 0);
	top = store_db_col_int(st, 0);
	store_db_done(st);
	if (!any || from == top + 1)
		return 0;
	if (*store_text(by->reason) == '\0')
		return fault_set(f, FAULT_FIELD, "/reason",
		    "Nomor seri tidak menyambung pada yang terakhir diterima; "
		    "sebutkan alasannya",
		    "The serials do not follow the last that were received; "
		    "say why");
	return reason_check(by->reason, by->note, REASON_STOCK, f);
}

static int
add_delivery(struct store *s, const struct stock_delivery *d, int64_t n,
    const struct stock_by *by, int64_t *ret_id, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_DELIVERY_ADD, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, d->kind);
	store_db_text(st, 2, store_text(d->note));
	store_db_text(st, 3, d->first);
	store_db_text(st, 4, d->last);
	store_db_int(st, 5, n);
	store_db_int(st, 6, d->price);
	store_db_int(st, 7, by->now);
	store_db_text(st, 8, by->person);
	store_db_text(st, 9, store_text(d->budget));
	if (store_db_run(st, f) != 0)
		return -1;
	*ret_id = store_db_rowid(s->db);
	return 0;
}

static int
add_blanks(struct store *s, const struct stock_delivery *d, int64_t n,
    int64_t delivery, int64_t now, struct fault *f)
{
	char series[BLANK_SERIAL], serial[BLANK_SERIAL];
	int64_t from = blank_series(d->first, series);
	struct store_stmt *st;

	for (int64_t i = 0; i < n; i++) {
		if ((st = store_db_use(s->db, STORE_Q_BLANK_ADD, f)) == NULL)
			return -1;
		blank_serial(d->first, i, serial);
		store_db_text(st, 1, serial);
		store_db_text(st, 2, series);
		store_db_int(st, 3, from + i);
		store_db_text(st, 4, d->kind);
		store_db_int(st, 5, delivery);
		store_db_int(st, 6, now);
		if (store_db_run(st, f) != 0)
			return -1;
	}
	return 0;
}

static int
receive(struct store *s, const struct stock_delivery *d, int64_t n,
    const struct stock_by *by, struct fault *f)
{
	struct stock_row b = { 0 };
	int64_t id;

	if (stock_kind_known(s, d->kind, f) != 0 ||
	    fresh(s, d, n, by, f) != 0 ||
	    add_delivery(s, d, n, by, &id, f) != 0 ||
	    add_blanks(s, d, n, id, by->now, f) != 0)
		return -1;
	(void)mem_copy(b.serial, sizeof(b.serial), d->first);
	(void)mem_copy(b.kind, sizeof(b.kind), d->kind);
	return stock_entry_add(
	    s, &b, n, d->last, BLANK_RECEIVE, BLANK_STOREROOM, 0, by, f);
}

int
stock_receive(struct store *s, const struct stock_delivery *d,
    const struct stock_by *by, int64_t *ret_n, struct fault *f)
{
	int64_t n;

	if (check_by(by, 0, f) != 0 || range(d->first, d->last, &n, f) != 0)
		return -1;
	if (d->price < 0)
		return fault_set(f, FAULT_FIELD, "/price",
		    "Harga tidak boleh negatif", "A price is not negative");
	if (strlen(store_text(d->note)) >= STORE_NUMBER)
		return store_too_long("/delivery", f);
	if (store_enter(s, f) != 0 ||
	    store_leave(s, receive(s, d, n, by, f), f) != 0)
		return -1;
	*ret_n = n;
	return 0;
}

/* ---- a range from where it stands ---- */

/* The whole range in memory, each that cannot go named. */
static int
load(struct store *s, const char *first, int64_t n, enum blank_act act,
    struct stock_row *rows, struct fault *f)
{
	char series[BLANK_SERIAL], serial[BLANK_SERIAL];
	int64_t from = blank_series(first, series), got = 0;
	struct store_stmt *st = store_db_use(s->db, STORE_Q_BLANK_RANGE, f);
	int rc;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, series);
	store_db_int(st, 2, from);
	store_db_int(st, 3, from + n - 1);
	while ((rc = store_db_step(st, f)) > 0)
		stock_row_load(st, &rows[got++]);
	if (rc < 0)
		return -1;
	for (int64_t i = 0; i < n; i++) {
		if (i >= got || rows[i].n != from + i) {
			blank_serial(first, i, serial);
			return fault_set(f, FAULT_NOT_FOUND, "/first",
			    "Blangko %s tidak ada di buku stok",
			    "The blank %s is not in the stock ledger", serial);
		}
		/* what is on its way to paper moves with its job alone */
		if (blank_next(rows[i].state, act) < 0 ||
		    rows[i].state == BLANK_RESERVED ||
		    rows[i].state == BLANK_RELEASED)
			return stock_row_stuck(&rows[i], act, "/first", f);
	}
	return 0;
}

/* A sheet that is good, or waits for its holder, is not destroyed: it is
 * printed anew or voided first. */
static int
not_good(struct store *s, const char *first, int64_t n, struct fault *f)
{
	char series[BLANK_SERIAL], serial[BLANK_SERIAL] = "";
	int64_t from = blank_series(first, series);
	struct store_stmt *st = store_db_use(s->db, STORE_Q_BLANK_GOOD, f);
	int rc;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, series);
	store_db_int(st, 2, from);
	store_db_int(st, 3, from + n - 1);
	if ((rc = store_db_step(st, f)) > 0) {
		(void)mem_copy(
		    serial, sizeof(serial), store_db_col_text(st, 0));
		store_db_done(st);
	}
	return rc <= 0 ? rc
		       : fault_set(f, FAULT_STATE, "/first",
			     "Lembar pada blangko %s masih berlaku",
			     "The sheet on the blank %s is still good", serial);
}

/* Where in a tray a range goes: behind what lies there. */
struct layer {
	const char *place; /* NULL: where it is */
	int tray, descending;
	int64_t top;   /* position of the last that lies there */
	int64_t first; /* number of the first of the range */
	int64_t n;
};

static int
write_run(struct store *s, const struct stock_row *from,
    const struct stock_row *to, enum blank_act act, const struct layer *l,
    const struct stock_by *by, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_BLANK_WRITE, f);
	const char *place = l->place == NULL ? from->place : l->place;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, from->series);
	store_db_int(st, 2, from->n);
	store_db_int(st, 3, to->n);
	store_db_int(st, 4, blank_next(from->state, act));
	store_db_text(st, 5, place);
	store_db_int(st, 6, by->now);
	/* ?7 + n * ?8: the first of the range, or the last, lies next */
	if (l->tray && l->descending) {
		store_db_int(st, 7, l->top + l->first + l->n);
		store_db_int(st, 8, -1);
	} else if (l->tray) {
		store_db_int(st, 7, l->top + 1 - l->first);
		store_db_int(st, 8, 1);
	}
	if (store_db_run(st, f) != 0)
		return -1;
	return stock_entry_add(
	    s, from, to->n - from->n + 1, to->serial, act, place, 0, by, f);
}

static int
write_runs(struct store *s, const struct stock_row *rows, int64_t n,
    enum blank_act act, const struct layer *l, const struct stock_by *by,
    struct fault *f)
{
	int64_t at = 0;

	for (int64_t i = 1; i <= n; i++) {
		if (i < n && rows[i].state == rows[at].state &&
		    strcmp(rows[i].place, rows[at].place) == 0 &&
		    strcmp(rows[i].kind, rows[at].kind) == 0)
			continue;
		if (write_run(s, &rows[at], &rows[i - 1], act, l, by, f) != 0)
			return -1;
		at = i;
	}
	return 0;
}

/* What lies in the tray, to put the range behind it. */
static int
find_layer(struct store *s, struct layer *l, struct fault *f)
{
	struct store_stmt *st;

	l->tray = l->place != NULL && blank_tray(l->place) != NULL;
	if (!l->tray)
		return 0;
	if ((st = store_db_use(s->db, STORE_Q_TRAY_END, f)) == NULL)
		return -1;
	store_db_text(st, 1, l->place);
	if (store_db_step(st, f) < 0)
		return -1;
	l->top = store_db_col_int(st, 1);
	store_db_done(st);
	return 0;
}

static int
change(struct store *s, const char *first, struct layer *l, enum blank_act act,
    const struct stock_by *by, struct fault *f)
{
	struct stock_row *rows = mem_array(NULL, (size_t)l->n, sizeof(*rows));
	char series[BLANK_SERIAL];
	int rc = -1;

	l->first = blank_series(first, series);
	if (load(s, first, l->n, act, rows, f) != 0 ||
	    (act == BLANK_DESTROY && not_good(s, first, l->n, f) != 0) ||
	    find_layer(s, l, f) != 0 ||
	    write_runs(s, rows, l->n, act, l, by, f) != 0)
		goto out;
	rc = l->tray ? stock_tray_seen(s, blank_tray(l->place), 1, f) : 0;
out:
	free(rows);
	return rc;
}

static int
act_on(struct store *s, const char *first, const char *last, struct layer *l,
    enum blank_act act, const struct stock_by *by, int64_t *ret_n,
    struct fault *f)
{
	if (range(first, last, &l->n, f) != 0 || store_enter(s, f) != 0 ||
	    store_leave(s, change(s, first, l, act, by, f), f) != 0)
		return -1;
	*ret_n = l->n;
	return 0;
}

int
stock_move(struct store *s, const char *first, const char *last,
    const char *place, int descending, const struct stock_by *by,
    int64_t *ret_n, struct fault *f)
{
	struct layer l = { .place = place, .descending = descending };

	if (check_by(by, 0, f) != 0)
		return -1;
	if (!blank_place_ok(place))
		return fault_set(f, FAULT_FIELD, "/to",
		    "Tempat: store, counter:NAMA atau tray:PRINTER",
		    "A place: store, counter:NAME or tray:PRINTER");
	return act_on(s, first, last, &l, blank_move_to(place), by, ret_n, f);
}

int
stock_end(struct store *s, enum blank_act act, const char *first,
    const char *last, const struct stock_by *by, int64_t *ret_n,
    struct fault *f)
{
	enum reason_use use = act == BLANK_SPOIL ? REASON_SPOIL
	    : act == BLANK_RETURN		 ? REASON_RETURN
						 : REASON_DESTROY;
	struct layer l = { 0 };

	if (check_by(by, act == BLANK_DESTROY, f) != 0 ||
	    reason_check(by->reason, by->note, use, f) != 0)
		return -1;
	return act_on(s, first, last, &l, act, by, ret_n, f);
}

/* ---- a tray whose order was another ---- */

/* Those that were believed before it go back to the store room. */
static int
skip(struct store *s, const struct stock_row *b, const struct stock_by *by,
    struct fault *f)
{
	struct layer l = { .place = BLANK_STOREROOM, .n = 1 };
	struct store_stmt *st = store_db_use(s->db, STORE_Q_BLANK_BEFORE, f);
	struct stock_row *rows = NULL;
	size_t n = 0;
	int rc;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, b->place);
	store_db_int(st, 2, b->position);
	while ((rc = store_db_step(st, f)) > 0) {
		rows = mem_array(rows, n + 1, sizeof(*rows));
		stock_row_load(st, &rows[n++]);
	}
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = write_run(s, &rows[i], &rows[i], BLANK_STORE, &l, by, f);
	free(rows);
	return rc;
}

/* From elsewhere to the front. */
static int
bring(struct store *s, const struct stock_row *b, const char *place,
    const struct stock_by *by, struct fault *f)
{
	struct layer l = { .place = place, .tray = 1, .first = b->n, .n = 1 };
	struct store_stmt *st = store_db_use(s->db, STORE_Q_TRAY_END, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, place);
	if (store_db_step(st, f) < 0)
		return -1;
	l.top = store_db_col_int(st, 0) - 2;
	store_db_done(st);
	return write_run(s, b, b, BLANK_HAND_OUT, &l, by, f);
}

static int
confirm(struct store *s, const char *printer, const char *serial,
    const struct stock_by *by, struct fault *f)
{
	char *place = mem_printf("tray:%s", printer);
	struct stock_tray t;
	struct stock_row b;
	int rc = -1, here;

	if (stock_tray(s, printer, &t, f) != 0 ||
	    stock_row_find(s, serial, "/serial", &b, f) != 0)
		goto out;
	here = strcmp(b.place, place) == 0 && b.state == BLANK_AT_COUNTER;
	if (strcmp(t.next, serial) != 0) {
		if (blank_next(b.state, BLANK_HAND_OUT) < 0) {
			stock_row_stuck(&b, BLANK_HAND_OUT, "/serial", f);
			goto out;
		}
		if (reason_check(by->reason, by->note, REASON_STOCK, f) != 0 ||
		    (here ? skip(s, &b, by, f) : bring(s, &b, place, by, f)) !=
			0)
			goto out;
	}
	rc = stock_tray_seen(s, printer, 1, f);
out:
	free(place);
	return rc;
}

int
stock_confirm(struct store *s, const char *printer, const char *serial,
    const struct stock_by *by, struct fault *f)
{
	if (check_by(by, 0, f) != 0 || store_enter(s, f) != 0)
		return -1;
	return store_leave(s, confirm(s, printer, serial, by, f), f);
}

/* ---- a sheet on another blank than was believed ---- */

static int
correct(struct store *s, int64_t job, const char *serial,
    const struct stock_by *by, struct fault *f)
{
	static const enum blank_act way[] = { BLANK_HAND_OUT, BLANK_RESERVE,
		BLANK_RELEASE };
	struct stock_row was, is;
	struct store_stmt *st;
	struct store_job j;
	int64_t sheet;
	char bound[BLANK_SERIAL];
	int rc;

	if ((rc = store_job_get(s, job, &j, f)) != 0)
		return -1;
	(void)mem_copy(bound, sizeof(bound), j.serial);
	sheet = j.sheet;
	if ((j.state != JOB_DOUBT && j.state != JOB_PRINTED) || *bound == '\0')
		rc = fault_set(f, FAULT_STATE, "",
		    "Hanya lembar bernomor seri yang tercetak atau perlu "
		    "diperiksa yang dapat dibetulkan",
		    "Only a numbered sheet that is printed or in doubt can be "
		    "corrected");
	store_job_release(&j);
	if (rc != 0 || stock_row_find(s, bound, "/serial", &was, f) != 0 ||
	    stock_row_find(s, serial, "/serial", &is, f) != 0)
		return -1;
	if (strcmp(was.kind, is.kind) != 0 ||
	    blank_next(is.state, BLANK_HAND_OUT) < 0)
		return stock_row_stuck(&is, BLANK_RELEASE, "/serial", f);
	if ((st = store_db_use(s->db, STORE_Q_SHEET_SERIAL, f)) == NULL)
		return -1;
	store_db_int(st, 1, sheet);
	store_db_text(st, 2, serial);
	if (store_db_run(st, f) != 0 ||
	    stock_row_step(s, &was, BLANK_CORRECT, job, by, f) != 0)
		return -1;
	for (int i = 0; i < 3; i++) {
		if (i == 0 && strcmp(is.place, was.place) == 0)
			continue;
		if (i == 0 ? bring(s, &is, was.place, by, f)
			   : stock_row_step(s, &is, way[i], job, by, f))
			return -1;
		is.state = (enum blank_state)blank_next(is.state, way[i]);
		(void)mem_copy(is.place, sizeof(is.place), was.place);
	}
	return 0;
}

int
stock_correct(struct store *s, int64_t job, const char *serial,
    const struct stock_by *by, struct fault *f)
{
	if (check_by(by, 0, f) != 0 ||
	    reason_check(by->reason, by->note, REASON_STOCK, f) != 0 ||
	    store_enter(s, f) != 0)
		return -1;
	return store_leave(s, correct(s, job, serial, by, f), f);
}
