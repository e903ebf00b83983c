#ifndef STOCK_H
#define STOCK_H

/*
 * The store's door for numbered blanks (blank.h), for the persons who account
 * for them and for sheets printed anew.  Reasons are codes of reason.h.  As store.h: only core includes it, each call is atomic,
 * 0 or -1 with the fault, no clock.
 *
 * A job's step moves the blank of its sheet by itself (store_job_step): the
 * submit reserves the next one of the printer's tray, the permit releases it,
 * the check, the settling of a doubt and the reprint give it its end.
 */

#include <stddef.h>

#include "blank.h"
#include "store.h"

/* Who and why.  Pointers are borrowed, NULL is "". */
struct stock_by {
	const char *person; /* or "core" */
	const char *second; /* of an act of two; never the same person */
	const char *reason; /* a code of reason.h */
	const char *note;
	int64_t now;
};

/* ---- persons ---- */

#define PERSON_NAME 21 /* a-z 0-9 - ; 1 to 20 */
#define PERSON_TEXT 81
#define PERSON_STAFF 31

struct store_person {
	char name[PERSON_NAME];
	char full_name[PERSON_TEXT];
	char title[PERSON_TEXT]; /* jabatan, as a berita acara says it */
	char staff_number[PERSON_STAFF]; /* NIP */
	char role[16];			 /* operator, supervisor, admin */
	int64_t created, gone;		 /* gone 0: works here */
};
/* New, changed, or back again. */
int store_person_put(
    struct store *s, const struct store_person *p, struct fault *f);
/* FAULT_NOT_FOUND.  Their tokens are worth nothing from then on. */
int store_person_leave(
    struct store *s, const char *name, int64_t now, struct fault *f);
int store_person_get(struct store *s, const char *name,
    struct store_person *ret_p, struct fault *f);
int store_person_list(struct store *s,
    int (*fn)(const struct store_person *, void *), void *arg, struct fault *f);

/* ---- kinds and deliveries ---- */

struct stock_kind {
	char name[STORE_NAME]; /* also the word in a template's "blank" */
	char title[PERSON_TEXT];
	int64_t created;
};
int
stock_kind_put(struct store *s, const struct stock_kind *k, struct fault *f);
int stock_kind_list(struct store *s,
    int (*fn)(const struct stock_kind *, void *), void *arg, struct fault *f);

struct stock_delivery {
	const char *kind;
	const char *note; /* of delivery, as on its paper */
	const char *first, *last;
	int64_t price;	    /* rupiah for one blank */
	const char *budget; /* line that pays, NULL none */
};
/* Into the store room.  FAULT_NOT_FOUND at /kind, FAULT_FIELD at /last when
 * no range, FAULT_CONFLICT at /first when one of them is known already,
 * FAULT_FIELD at /reason when serials are left out after the newest of the
 * series and by says no reason. */
int stock_receive(struct store *s, const struct stock_delivery *d,
    const struct stock_by *by, int64_t *ret_n, struct fault *f);

/* ---- what a person does with a range ---- */

/* To another place, all or none.  descending: in a tray the last lies next.
 * A tray that is loaded is confirmed by it.  FAULT_NOT_FOUND names the serial
 * that is not there, FAULT_STATE the one that cannot go. */
int stock_move(struct store *s, const char *first, const char *last,
    const char *place, int descending, const struct stock_by *by,
    int64_t *ret_n, struct fault *f);
/* act BLANK_SPOIL or BLANK_RETURN of blanks that lie here unprinted, or
 * BLANK_DESTROY, which takes two persons; FAULT_STATE while the sheet on it is
 * good. */
int stock_end(struct store *s, enum blank_act act, const char *first,
    const char *last, const struct stock_by *by, int64_t *ret_n,
    struct fault *f);

/* ---- trays ---- */

struct stock_tray {
	char kind[STORE_NAME]; /* of the next one, "" when empty */
	char next[BLANK_SERIAL];
	int64_t n;     /* that wait */
	int confirmed; /* a person has seen the next one since the last doubt */
};
int stock_tray(struct store *s, const char *printer, struct stock_tray *ret_t,
    struct fault *f);
/* The serial that really lies next.  Another than was believed needs a reason
 * (REASON_STOCK): those before it go back to the store room, one from
 * elsewhere comes to the front. */
int stock_confirm(struct store *s, const char *printer, const char *serial,
    const struct stock_by *by, struct fault *f);
/* The sheet of the job (in doubt or printed) came out on another blank than
 * the reserved: FAULT_STATE when that one is not in stock. */
int stock_correct(struct store *s, int64_t job, const char *serial,
    const struct stock_by *by, struct fault *f);

/* ---- reprints ---- */

/* A sheet printed anew. */
struct store_reprint {
	const char *counter, *person; /* who asked */
	const char *second;	      /* who agreed, "" = nobody had to */
	const char *reason, *note;    /* REASON_REPRINT */
	int numbered; /* its template needs a blank: two persons */
	int cap;      /* copies of a document at most */
	int hold;     /* bits JOB_HOLD_* */
	int64_t now;
};
/* A new sheet of the job's document, copy n + 1, with a new job; the old sheet
 * becomes spoiled (printed, numbered or not) or superseded (ready, issued), or
 * is that already (spoiled, voided), and its blank with it: all in one.
 * FAULT_STATE when the job is not the newest of its document, never came to
 * paper, is in doubt, or the cap is reached; FAULT_FORBIDDEN when a second
 * person is needed. */
int store_job_reprint(struct store *s, int64_t id, int64_t rev,
    const struct store_reprint *r, struct store_job *ret_job, struct fault *f);

/* ---- acts of two ---- */

struct store_proposal {
	int64_t id;
	char act[16]; /* reprint, destroy, close */
	char *body;   /* owned; JSON of what was asked */
	int64_t job;  /* 0 = none */
	char asked_by[PERSON_NAME], decided_by[PERSON_NAME];
	int64_t asked_at, decided_at;
	int decision; /* 0 waits, 1 done, 2 refused */
};
int store_proposal_add(struct store *s, const struct store_proposal *p,
    int64_t *ret_id, struct fault *f);
/* FAULT_NOT_FOUND; ret_p->body is the caller's to free. */
int store_proposal_get(
    struct store *s, int64_t id, struct store_proposal *ret_p, struct fault *f);
/* Those that wait, oldest first. */
int store_proposal_list(struct store *s,
    int (*fn)(const struct store_proposal *, void *), void *arg,
    struct fault *f);
/* FAULT_STATE when it is decided, FAULT_FORBIDDEN when done by who asked. */
int store_proposal_decide(struct store *s, int64_t id, int decision,
    const char *person, int64_t now, struct fault *f);

/* ---- hand-over ---- */

struct store_hand_over {
	const char *counter, *person;
	const char *given_to, *paper, *paper_number;
	int64_t now;
};
/* JOB_EV_HAND_OVER and who took the sheet, in one. */
int store_hand_over(struct store *s, int64_t job, int64_t rev,
    const struct store_hand_over *h, struct store_job *ret_job,
    struct fault *f);

/* ---- counting and closing ---- */

/* What lies at a place, against the serials that a person saw there (ranges
 * "A1..A9" or serials, n of them).  A difference needs a reason; ret_differs is
 * JSON {"missing":[...],"unexpected":[...]}, the caller's to free.  Nothing is
 * moved.  FAULT_FIELD at /seen for over 20,000. */
int stock_count(struct store *s, const char *kind, const char *place,
    const char *const *seen, size_t n, const struct stock_by *by,
    int64_t *ret_expected, int64_t *ret_counted, char **ret_differs,
    struct fault *f);

struct stock_closing {
	const char *day; /* YYYY-MM-DD */
	const char *figures, *person, *second;
	int64_t at;
};
/* FAULT_CONFLICT when the day is closed. */
int
stock_close(struct store *s, const struct stock_closing *c, struct fault *f);
/* Newest first. */
int stock_closing_list(struct store *s, int limit,
    int (*fn)(const struct stock_closing *, void *), void *arg,
    struct fault *f);

/* ---- looking ---- */

struct stock_blank {
	char serial[BLANK_SERIAL];
	char kind[STORE_NAME];
	char place[BLANK_PLACE];
	enum blank_state state;
	int64_t job; /* 0 = none */
	int64_t changed;
};
int stock_blank_get(struct store *s, const char *serial,
    struct stock_blank *ret_b, struct fault *f);

struct stock_sum {
	const char *kind, *place;
	enum blank_state state; /* remaining states only */
	int64_t n;
};
int stock_now(struct store *s, int (*fn)(const struct stock_sum *, void *),
    void *arg, struct fault *f);

/* From from to before to.  opening + received + in = used + spoiled +
 * returned + out + remaining. */
struct stock_day {
	const char *kind, *place;
	int64_t opening, received, in, used, spoiled, returned, out, remaining;
};
int stock_day(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct stock_day *, void *), void *arg, struct fault *f);

struct stock_entry {
	int64_t seq, at;
	enum blank_act act;
	const char *kind;
	int64_t n;
	const char *first, *last;
	int came; /* enum blank_state, -1 = from outside */
	const char *came_place;
	enum blank_state went;
	const char *went_place;
	int64_t job; /* 0 = none */
	const char *person, *second, *reason, *note;
};
struct stock_filter {
	const char *kind, *place, *serial; /* NULL = any */
	int act;			   /* enum blank_act, -1 = any */
	int64_t from, to;		   /* at, to 0 = no end */
	int64_t after;			   /* seq > after, oldest first ... */
	int back; /* ... or seq < after, newest first; after 0: newest */
	int limit;
};
int stock_list(struct store *s, const struct stock_filter *q,
    int (*fn)(const struct stock_entry *, void *), void *arg, struct fault *f);

/* Sheets by counter and event of the jobs (done and later), from from to
 * before to. */
struct stock_done {
	const char *counter;
	enum job_event event;
	int64_t n;
};
int stock_done(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct stock_done *, void *), void *arg, struct fault *f);
/* Blanks that left the stock used or spoiled, by kind and day (days since
 * 1970-01-01 in the zone), from day on. */
int stock_pace(struct store *s, int64_t day, int32_t zone_seconds,
    int (*fn)(const char *kind, int64_t day, int64_t n, void *), void *arg,
    struct fault *f);
/* Jobs before their submit, by template and target. */
struct stock_waiting {
	const char *template_name, *target;
	int template_version;
	int64_t n;
};
int
stock_waiting(struct store *s, int (*fn)(const struct stock_waiting *, void *),
    void *arg, struct fault *f);
/* The newest count of each kind and place since from. */
struct stock_counted {
	const char *kind, *place, *reason, *note;
	int64_t expected, counted;
};
int stock_counted(struct store *s, int64_t from,
    int (*fn)(const struct stock_counted *, void *), void *arg,
    struct fault *f);
/* Number registers with how far they are. */
int stock_registers(struct store *s,
    int (*fn)(const char *name, int year, int64_t last, void *), void *arg,
    struct fault *f);

/* Recounts: each blank against the ledger, each serial against its sheet and
 * job.  Calls fn with each thing that does not add up; ret_n how many. */
int stock_check(struct store *s, int (*fn)(const char *what, void *), void *arg,
    int64_t *ret_n, struct fault *f);

#endif
