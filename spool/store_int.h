#ifndef STORE_INT_H
#define STORE_INT_H

/*
 * What the files of the store share: the handle, how a call becomes a
 * transaction, the statements by name, and the one door by which an event is
 * written.
 */

#include <stdint.h>

#include "buf.h"
#include "fault.h"
#include "job.h"
#include "reason.h"
#include "stock.h"
#include "store.h"

#include "store_db.h"

struct store {
	struct store_db *db;
	int group;	  /* between store_begin and store_commit */
	int lost;	  /* the group is rolled back already; why says so */
	struct fault why; /* while lost or broken */
	int broken;	  /* refuses writes until reopened */
	int64_t mark;	  /* rows written when the call began */
	int64_t seq;	  /* of the newest event, -1 = ask the table */
	int64_t tally[JOB_STATE_N]; /* jobs gained in the open transaction */
	struct buf scratch;	    /* the event row as it is hashed */
};

/* A step inside a transaction that is open already (store_step.c). */
struct store_now {
	int64_t id, rev, sheet;
	enum job_state state;
	int hold;
	char printer[STORE_NAME];
	char serial[BLANK_SERIAL];
};
int store_step_read(
    struct store *s, int64_t id, struct store_now *ret_n, struct fault *f);
int store_step_rev(const struct store_now *n, int64_t rev, struct fault *f);
int store_step_move(struct store *s, struct store_now *n, enum job_event ev,
    const struct store_change *c, int64_t at, struct fault *f);

/* Every writing call stands between the two.  enter begins a transaction
 * unless a group is open; leave takes the call's rc, ends the transaction and
 * gives the rc to return.  A call that fails after having written ends the
 * whole group, so calls check first and write after. */
int store_enter(struct store *s, struct fault *f);
int store_leave(struct store *s, int rc, struct fault *f);

/* Appends an event and its leaf.  seals: what was sealed, or NULL. */
int store_event_add(struct store *s, const struct store_event *e,
    const char *seals, struct fault *f);

/* A place in a register.  Reading it writes nothing. */
struct store_place {
	int64_t registry; /* 0 = the register is new, or none */
	int64_t n;
};
/* The next number of n's register, formatted, or n's own number. */
int store_number_next(struct store *s, const struct store_new *n,
    struct store_place *ret_p, char ret_number[STORE_NUMBER], struct fault *f);
/* Takes the place for the document; its number is gone from the register. */
int store_number_take(struct store *s, const struct store_place *p,
    int64_t document, struct fault *f);
/* Marks the number as voided, when the sheet is copy 1 to copies. */
int store_number_void(
    struct store *s, int64_t sheet, int copies, int64_t now, struct fault *f);

/* A sheet of the document with its job, j->id and sheet filled; its first
 * event. */
int store_job_add(
    struct store *s, struct store_job *j, int64_t document, struct fault *f);
int store_job_accept(struct store *s, const struct store_job *j,
    const char *evidence, struct fault *f);

/* Reads the job of a statement that selects JOB_COLUMNS (store_sql.c). */
void store_job_load(struct store_stmt *st, struct store_job *ret_job);

/* ---- blanks (stock.c, stock_blank.c) ---- */

struct stock_row {
	char serial[BLANK_SERIAL], series[BLANK_SERIAL];
	char kind[STORE_NAME], place[BLANK_PLACE];
	int64_t n, position, changed;
	enum blank_state state;
};
/* FAULT_NOT_FOUND at /kind. */
int stock_kind_known(struct store *s, const char *kind, struct fault *f);
void stock_row_load(struct store_stmt *st, struct stock_row *ret_b);
/* FAULT_NOT_FOUND at pointer. */
int stock_row_find(struct store *s, const char *serial, const char *pointer,
    struct stock_row *ret_b, struct fault *f);
/* FAULT_STATE: the serial cannot go that way. */
int stock_row_stuck(const struct stock_row *b, enum blank_act act,
    const char *pointer, struct fault *f);
/* The entry of n blanks from b (its state and place) by act to place; the
 * rows are the caller's. */
int stock_entry_add(struct store *s, const struct stock_row *b, int64_t n,
    const char *last, enum blank_act act, const char *place, int64_t job,
    const struct stock_by *by, struct fault *f);
/* One blank by act, its row and its entry, place and position kept. */
int
stock_row_step(struct store *s, const struct stock_row *b, enum blank_act act,
    int64_t job, const struct stock_by *by, struct fault *f);

int
stock_tray_seen(struct store *s, const char *printer, int yes, struct fault *f);

/* What a job's step means for blanks: looked at before the first write, done
 * with it. */
struct stock_follow {
	int act;   /* enum blank_act, -1 none */
	int doubt; /* the tray must be looked at again */
	struct stock_row blank;
};
/* sheet_serial "" = none.  On JOB_EV_SUBMIT with c->blank the next of the
 * tray: FAULT_STATE at /blank when there is none of the kind, or nobody has
 * confirmed it. */
int
stock_follow_look(struct store *s, const char *sheet_serial, enum job_event ev,
    const struct store_change *c, struct stock_follow *ret_w, struct fault *f);
int stock_follow_do(struct store *s, const struct stock_follow *w,
    int64_t sheet, int64_t job, const char *printer,
    const struct store_change *c, int64_t now, struct fault *f);

/* s with NULL as "". */
const char *store_text(const char *s);
/* FAULT_FIELD: a name too long for its place. */
int store_too_long(const char *pointer, struct fault *f);

enum store_q {
	STORE_Q_USER_VERSION,
	STORE_Q_APPLICATION_ID,
	STORE_Q_TABLES,
	STORE_Q_DANGLING,
	STORE_Q_JOURNAL,
	STORE_Q_BEGIN,
	STORE_Q_COMMIT,
	STORE_Q_META_GET,
	STORE_Q_META_PUT,
	STORE_Q_TALLY,
	STORE_Q_TALLY_ADD,
	STORE_Q_TEMPLATE_FIND,
	STORE_Q_TEMPLATE_ADD,
	STORE_Q_TEMPLATE_GET,
	STORE_Q_TEMPLATE_NEWEST,
	STORE_Q_TEMPLATE_LIST,
	STORE_Q_REGISTER_FIND,
	STORE_Q_REGISTER_ADD,
	STORE_Q_REGISTER_TAKE,
	STORE_Q_NUMBER_ADD,
	STORE_Q_NUMBER_VOID,
	STORE_Q_NUMBER_LIST,
	STORE_Q_DOCUMENT_ADD,
	STORE_Q_SHEET_ADD,
	STORE_Q_SHEET_SEAL,
	STORE_Q_JOB_ADD,
	STORE_Q_JOB_GET,
	STORE_Q_JOB_NOW,
	STORE_Q_JOB_STEP,
	STORE_Q_JOB_BY_DOCUMENT,
	STORE_Q_LIST_UP,
	STORE_Q_LIST_DOWN,
	STORE_Q_LIST_STATE_UP,
	STORE_Q_LIST_STATE_DOWN,
	STORE_Q_LIST_LIVE_UP,
	STORE_Q_LIST_LIVE_DOWN,
	STORE_Q_LIST_READY_UP,
	STORE_Q_LIST_READY_DOWN,
	STORE_Q_LIST_BATCH_UP,
	STORE_Q_LIST_BATCH_DOWN,
	STORE_Q_LIST_FIND,
	STORE_Q_JOB_LAST,
	STORE_Q_JOB_AGE,
	STORE_Q_EVENT_ADD,
	STORE_Q_EVENT_LAST,
	STORE_Q_EVENT_LIST,
	STORE_Q_EVENT_OF_JOB,
	STORE_Q_EVENT_HAS,
	STORE_Q_LEAF_ADD,
	STORE_Q_ANSWER_FIND,
	STORE_Q_ANSWER_RESERVE,
	STORE_Q_ANSWER_COMPLETE,
	STORE_Q_ANSWER_ADD,
	STORE_Q_BATCH_ADD,
	STORE_Q_BATCH_GET,
	STORE_Q_BATCH_COUNT,
	STORE_Q_BATCH_FINISH,
	STORE_Q_LINE_ADD,
	STORE_Q_LINE_LIST,
	STORE_Q_PRINTER_PUT,
	STORE_Q_PRINTER_REMOVE,
	STORE_Q_PRINTER_LIST,
	STORE_Q_TOKEN_PUT,
	STORE_Q_TOKEN_FIND,
	STORE_Q_TOKEN_REVOKE,
	STORE_Q_PERSON_PUT,
	STORE_Q_PERSON_LEAVE,
	STORE_Q_PERSON_GET,
	STORE_Q_PERSON_LIST,
	STORE_Q_KIND_PUT,
	STORE_Q_KIND_FIND,
	STORE_Q_KIND_LIST,
	STORE_Q_DELIVERY_ADD,
	STORE_Q_BLANK_ADD,
	STORE_Q_BLANK_RANGE,
	STORE_Q_BLANK_GOOD,
	STORE_Q_BLANK_GET,
	STORE_Q_BLANK_NEXT,
	STORE_Q_BLANK_BEFORE,
	STORE_Q_BLANK_WRITE,
	STORE_Q_BLANK_STATE,
	STORE_Q_BLANK_TOP,
	STORE_Q_BLANK_JOB,
	STORE_Q_SHEET_SERIAL,
	STORE_Q_SHEET_NEWEST,
	STORE_Q_TRAY_END,
	STORE_Q_TRAY_COUNT,
	STORE_Q_TRAY_PUT,
	STORE_Q_TRAY_GET,
	STORE_Q_STOCK_ADD,
	STORE_Q_STOCK_LIST,
	STORE_Q_STOCK_BACK,
	STORE_Q_STOCK_NOW,
	STORE_Q_STOCK_DAY,
	STORE_Q_CHECK_LEDGER,
	STORE_Q_CHECK_BOUND,
	STORE_Q_CHECK_SHEET,
	STORE_Q_PROPOSAL_ADD,
	STORE_Q_PROPOSAL_GET,
	STORE_Q_PROPOSAL_LIST,
	STORE_Q_PROPOSAL_DECIDE,
	STORE_Q_HAND_OVER_ADD,
	STORE_Q_BLANK_PLACE,
	STORE_Q_COUNT_ADD,
	STORE_Q_CLOSING_ADD,
	STORE_Q_CLOSING_LIST,
	STORE_Q_STOCK_DONE,
	STORE_Q_STOCK_PACE,
	STORE_Q_STOCK_WAITING,
	STORE_Q_STOCK_COUNTED,
	STORE_Q_REGISTER_LIST,
	STORE_Q_ASSET_ADD,
	STORE_Q_ASSET_LIST,
	STORE_Q_BUDGET_PUT,
	STORE_Q_BUDGET_LIST,
	STORE_Q_BUDGET_FIND,
	STORE_Q_SPENT_LIST,
	STORE_Q_OUTPUT_LIST,
	STORE_Q_OUTPUT_PAGES,
	STORE_Q_OUTPUT_PAGES_ALL,
	STORE_Q_OUTPUT_AT,
	STORE_Q_USED_LIST,
	STORE_Q_REPAIR_LIST,
	STORE_Q_TERM_LIST,
	STORE_Q_WASTE_LIST,
	STORE_Q_DRAWN_LIST,
	STORE_Q_KINDS_FIRST,
	STORE_Q_SUPPLY_SUMS,
	STORE_Q_PLAN_TERMS,
	STORE_Q_JOB_OLDEST,
	STORE_Q_DOUBT_OLDEST,
	STORE_Q_PAPER_LIST,
	STORE_Q_PAPER_MORE,
	STORE_Q_NOTICE_ADD,
	STORE_Q_NOTICE_LAST,
	STORE_Q_NOTICE_LIST,
	STORE_Q_HEALTH_ADD,
	STORE_Q_HEALTH_LIST,
	STORE_Q_HEALTH_LAST,
	STORE_Q_METER_PUT,
	STORE_Q_METER_LIST,
	STORE_Q_OUTPUT_SINCE,
	STORE_Q_SERVICE_ENDED,
	STORE_Q_SUPPLY_PUT,
	STORE_Q_SUPPLY_LIST,
	STORE_Q_SUPPLY_FITS,
	STORE_Q_PURCHASE_ADD,
	STORE_Q_PURCHASE_LIST,
	STORE_Q_ITEM_ADD,
	STORE_Q_ITEM_NEXT,
	STORE_Q_ITEM_WEAR,
	STORE_Q_ITEM_INSTALL,
	STORE_Q_ITEM_LOSE,
	STORE_Q_ITEM_LIST,
	STORE_Q_ITEM_IN_USE,
	STORE_Q_ITEM_OF_SUPPLY,
	STORE_Q_ITEM_WORN,
	STORE_Q_OUTPUT_PACE,
	STORE_Q_PLAN_ADD,
	STORE_Q_PLAN_END,
	STORE_Q_PLAN_LIST,
	STORE_Q_PLAN_REACHED,
	STORE_Q_SERVICE_ADD,
	STORE_Q_SERVICE_OPEN,
	STORE_Q_SERVICE_END,
	STORE_Q_SERVICE_GET,
	STORE_Q_SERVICE_LIST,
	STORE_Q_PLAN_OF,
	STORE_Q_CONTRACT_ADD,
	STORE_Q_CONTRACT_LIST,
	STORE_Q_NOTICE_TOLD,
	STORE_Q_N
};
extern const char *const store_sql[STORE_Q_N];

#endif
