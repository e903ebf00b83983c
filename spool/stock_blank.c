/*
 * One blank: its row, its steps, and the printer's tray it lies in.  A step
 * is asked of the table in blank.c and written with its entry of the ledger,
 * or not at all.  A sheet's serial is bound by the submit and, but for a
 * correction, never let go after the permit.
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "store_int.h"

void
stock_row_load(struct store_stmt *st, struct stock_row *ret_b)
{
	struct stock_row b = { 0 };

	(void)mem_copy(b.serial, BLANK_SERIAL, store_db_col_text(st, 0));
	(void)mem_copy(b.series, BLANK_SERIAL, store_db_col_text(st, 1));
	b.n = store_db_col_int(st, 2);
	(void)mem_copy(b.kind, STORE_NAME, store_db_col_text(st, 3));
	b.state = (enum blank_state)store_db_col_int(st, 4);
	(void)mem_copy(b.place, BLANK_PLACE, store_db_col_text(st, 5));
	b.position = store_db_col_int(st, 6);
	b.changed = store_db_col_int(st, 7);
	*ret_b = b;
}

/* The one row of st; 0 when there is none. */
static int
one(struct store_stmt *st, struct stock_row *ret_b, struct fault *f)
{
	int rc = store_db_step(st, f);

	if (rc <= 0)
		return rc;
	stock_row_load(st, ret_b);
	store_db_done(st);
	return 1;
}

int
stock_row_find(struct store *s, const char *serial, const char *pointer,
    struct stock_row *ret_b, struct fault *f)
{
	struct store_stmt *st;
	int rc;

	if (!blank_serial_ok(serial))
		return fault_set(f, FAULT_FIELD, pointer,
		    "Nomor seri: 1 sampai %d huruf besar, angka dan -, "
		    "berakhir angka",
		    "A serial: 1 to %d capital letters, digits and -, ending "
		    "in a digit",
		    BLANK_SERIAL - 1);
	if ((st = store_db_use(s->db, STORE_Q_BLANK_GET, f)) == NULL)
		return -1;
	store_db_text(st, 1, serial);
	if ((rc = one(st, ret_b, f)) > 0)
		return 0;
	return rc < 0 ? -1
		      : fault_set(f, FAULT_NOT_FOUND, pointer,
			    "Blangko %s tidak ada di buku stok",
			    "The blank %s is not in the stock ledger", serial);
}

int
stock_row_stuck(const struct stock_row *b, enum blank_act act,
    const char *pointer, struct fault *f)
{
	/* the formats take the same arguments: each leaves out some */
	char *id = mem_printf("Blangko %s berkeadaan %s: tidak dapat %s",
		 b->serial, blank_state_word(b->state), blank_act_word(act)),
	     *en = mem_printf("The blank %s is %s: it cannot %s", b->serial,
		 blank_state_name(b->state), blank_act_name(act));

	fault_set(f, FAULT_STATE, pointer, "%s%.0s", "%.0s%s", id, en);
	free(id);
	free(en);
	return -1;
}

int
stock_entry_add(struct store *s, const struct stock_row *b, int64_t n,
    const char *last, enum blank_act act, const char *place, int64_t job,
    const struct stock_by *by, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_STOCK_ADD, f);
	int went = act == BLANK_RECEIVE ? (int)BLANK_RECEIVED
					: blank_next(b->state, act);

	if (st == NULL)
		return -1;
	store_db_int(st, 1, by->now);
	store_db_int(st, 2, act);
	store_db_text(st, 3, b->kind);
	store_db_int(st, 4, n);
	store_db_text(st, 5, b->serial);
	store_db_text(st, 6, last);
	if (act != BLANK_RECEIVE)
		store_db_int(st, 7, b->state);
	store_db_text(st, 8, act == BLANK_RECEIVE ? "" : b->place);
	store_db_int(st, 9, went);
	store_db_text(st, 10, place);
	if (job != 0)
		store_db_int(st, 11, job);
	store_db_text(st, 12, store_text(by->person));
	store_db_text(st, 13, store_text(by->second));
	store_db_text(st, 14, store_text(by->reason));
	store_db_text(st, 15, store_text(by->note));
	return store_db_run(st, f);
}

int
stock_row_step(struct store *s, const struct stock_row *b, enum blank_act act,
    int64_t job, const struct stock_by *by, struct fault *f)
{
	int to = blank_next(b->state, act);
	struct store_stmt *st;

	if (to < 0)
		return stock_row_stuck(b, act, "", f);
	if ((st = store_db_use(s->db, STORE_Q_BLANK_STATE, f)) == NULL)
		return -1;
	store_db_text(st, 1, b->serial);
	store_db_int(st, 2, to);
	store_db_int(st, 3, by->now);
	if (store_db_run(st, f) != 0)
		return -1;
	return stock_entry_add(s, b, 1, b->serial, act, b->place, job, by, f);
}

/* ---- trays ---- */

static void
tray_place(const char *printer, char ret[BLANK_PLACE])
{
	char *place = mem_printf("tray:%s", printer);

	(void)mem_copy(ret, BLANK_PLACE, place);
	free(place);
}

/* 1 with the next blank of the tray, 0 when it is empty. */
static int
next(struct store *s, const char *printer, struct stock_row *ret_b,
    struct fault *f)
{
	char place[BLANK_PLACE];
	struct store_stmt *st = store_db_use(s->db, STORE_Q_BLANK_NEXT, f);

	if (st == NULL)
		return -1;
	tray_place(printer, place);
	store_db_text(st, 1, place);
	return one(st, ret_b, f);
}

static int
confirmed(struct store *s, const char *printer, int *ret, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_TRAY_GET, f);
	int rc;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, printer);
	if ((rc = store_db_step(st, f)) < 0)
		return -1;
	*ret = rc > 0 && store_db_col_int(st, 0) != 0;
	store_db_done(st);
	return 0;
}

int
stock_tray_seen(struct store *s, const char *printer, int yes, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_TRAY_PUT, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, printer);
	store_db_int(st, 2, yes);
	return store_db_run(st, f);
}

int
stock_tray(struct store *s, const char *printer, struct stock_tray *ret_t,
    struct fault *f)
{
	struct stock_tray t = { 0 };
	struct stock_row b = { 0 };
	struct store_stmt *st;
	char place[BLANK_PLACE];

	if (next(s, printer, &b, f) < 0 ||
	    confirmed(s, printer, &t.confirmed, f) != 0 ||
	    (st = store_db_use(s->db, STORE_Q_TRAY_COUNT, f)) == NULL)
		return -1;
	tray_place(printer, place);
	store_db_text(st, 1, place);
	if (store_db_step(st, f) < 0)
		return -1;
	t.n = store_db_col_int(st, 0);
	store_db_done(st);
	(void)mem_copy(t.kind, sizeof(t.kind), b.kind);
	(void)mem_copy(t.next, sizeof(t.next), b.serial);
	*ret_t = t;
	return 0;
}

/* ---- with a job's step ---- */

static int
reserve(struct store *s, const char *printer, const char *kind,
    struct stock_follow *w, struct fault *f)
{
	int rc = next(s, printer, &w->blank, f), seen = 0;

	if (rc < 0 || confirmed(s, printer, &seen, f) != 0)
		return -1;
	if (rc == 0 || strcmp(w->blank.kind, kind) != 0)
		return fault_set(f, FAULT_STATE, "/blank",
		    "Baki %s tidak berisi blangko %s",
		    "The tray of %s has no blank of kind %s", printer, kind);
	if (!seen)
		return fault_set(f, FAULT_STATE, "/blank",
		    "Nomor seri berikut di baki %s belum dipastikan",
		    "Nobody has confirmed the next serial in the tray of %s",
		    printer);
	w->act = BLANK_RESERVE;
	return 0;
}

/* The serial that a person read from the sheet is the one it is bound to. */
static int
same(const char *bound, const char *read, struct fault *f)
{
	if (read == NULL || strcmp(bound, read) == 0)
		return 0;
	return fault_set(f, FAULT_FIELD, "/serial",
	    "Lembar ini tercatat pada blangko lain; betulkan dahulu dengan "
	    "alasan",
	    "The ledger has this sheet on another blank; correct it first, "
	    "with a reason");
}

int
stock_follow_look(struct store *s, const char *sheet_serial, enum job_event ev,
    const struct store_change *c, struct stock_follow *ret_w, struct fault *f)
{
	struct stock_follow w = { .act = -1 };

	if (ev == JOB_EV_SUBMIT && c->blank != NULL) {
		if (reserve(s, c->printer, c->blank, &w, f) != 0)
			return -1;
	} else if (*sheet_serial != '\0') {
		if (stock_row_find(s, sheet_serial, "/serial", &w.blank, f) !=
			0 ||
		    same(sheet_serial, c->serial, f) != 0)
			return -1;
		w.act = blank_act_of((int)ev, w.blank.state);
		w.doubt = ev == JOB_EV_FAIL || ev == JOB_EV_LOST;
		if (ev == JOB_EV_SUPERSEDE && blank_remains(w.blank.state))
			return fault_set(f, FAULT_STATE, "",
			    "Lembar bernomor seri yang belum diperiksa harus "
			    "dinyatakan rusak",
			    "A numbered sheet that nobody has checked must be "
			    "declared spoiled");
	} else if (c->serial != NULL) {
		return fault_set(f, FAULT_FIELD, "/serial",
		    "Lembar ini tidak bernomor seri",
		    "This sheet has no serial");
	}
	*ret_w = w;
	return 0;
}

int
stock_follow_do(struct store *s, const struct stock_follow *w, int64_t sheet,
    int64_t job, const char *printer, const struct store_change *c, int64_t now,
    struct fault *f)
{
	struct stock_by by = { .person = c->actor,
		.second = c->second,
		.reason = c->why,
		.note = c->note,
		.now = now };
	struct store_stmt *st;

	if (w->doubt && stock_tray_seen(s, printer, 0, f) != 0)
		return -1;
	if (w->act < 0)
		return 0;
	if (w->act == BLANK_RESERVE || w->act == BLANK_FREE) {
		st = store_db_use(s->db, STORE_Q_SHEET_SERIAL, f);
		if (st == NULL)
			return -1;
		store_db_int(st, 1, sheet);
		if (w->act == BLANK_RESERVE)
			store_db_text(st, 2, w->blank.serial);
		if (store_db_run(st, f) != 0)
			return -1;
	}
	return stock_row_step(
	    s, &w->blank, (enum blank_act)w->act, job, &by, f);
}
