#ifndef STORE_H
#define STORE_H

/*
 * The one door to what is kept.  Only core includes this header; the store
 * alone owns the truth.  Every call is atomic: outside store_begin it is a
 * transaction of its own and durable when it returns; between store_begin and
 * store_commit it is a savepoint, durable when store_commit returns (group
 * commit: take what waits, commit once, answer all).
 *
 * All calls return 0 or -1 with the fault filled; none logs.  FAULT_FULL is a
 * full disk (nothing is lost, later calls may succeed); FAULT_IO after a
 * failed sync makes the store refuse every later write (FAULT_UNAVAILABLE)
 * until it is reopened: a page cache that lied once is not believed again.
 *
 * Callbacks get borrowed values and may call the store.
 *
 * Times are UTC seconds and given by the caller: the store has no clock.
 */

#include <stdint.h>

#include "blank.h"
#include "job.h"

struct fault;
struct store;

#define STORE_NAME 49	/* names of templates, printers, counters */
#define STORE_NUMBER 65 /* a formatted register number */
#define STORE_ID 17	/* 16 characters of the document id */
#define STORE_TOKEN 33	/* 32 hex digits */
#define STORE_KEY 129	/* Idempotency-Key */
#define STORE_HASH 32	/* SHA-256 */
#define STORE_TITLE 97	/* a few words of an administrator */

/* Opens or makes the store of one authority; upgrades its schema.  Refuses
 * (FAULT_CONFIG) when the file belongs to another authority. */
int store_open_sqlite(const char *path, const char *authority,
    struct store **ret_s, struct fault *f);
/* For tests: same behaviour, nothing durable. */
int
store_open_memory(const char *authority, struct store **ret_s, struct fault *f);
void store_close(struct store *s);

/* A call that fails by its arguments (FAULT_CONFLICT, _STATE, _REV, _FIELD,
 * _NOT_FOUND) leaves the group as it was.  FAULT_FULL and FAULT_IO end it:
 * the calls that follow and store_commit repeat the fault, and nothing of the
 * group is kept. */
int store_begin(struct store *s, struct fault *f);
int store_commit(struct store *s, struct fault *f);
void store_rollback(struct store *s);

/* Work that can wait (copying the write-ahead log back): call it when every
 * answer is sent.  Cheap when there is nothing to do. */
int store_idle(struct store *s, struct fault *f);
/* 0 once the store refuses writes (FAULT_UNAVAILABLE) until reopened. */
int store_writable(const struct store *s);

/* ---- jobs ---- */

/* What is known when a job is accepted.  Pointers are borrowed. */
struct store_new {
	const char *document; /* fresh 16 character id */
	const char *template_name;
	int template_version;
	const char *fields;   /* canonical JSON of the fields */
	const uint8_t *photo; /* SHA-256 of the normalised photo, or NULL */
	const char *counter;  /* who submitted */
	const char *target;   /* printer or group asked for, "" = by media */
	const char *source_system;
	const char *source_reference;
	const char *scheme;
	const char *region;
	const char *registry; /* number register, NULL: number given */
	int registry_year;    /* local year, 0 = register runs on for ever */
	const char *number;   /* with registry: format with one {n} or
				 * {n:W} (zero padded to W); else the number */
	const char *key;      /* Idempotency-Key, unique per counter */
	const uint8_t *body_hash; /* SHA-256 of what was submitted; with key */
	int64_t batch;		  /* 0 = none */
	int batch_line;
	const char *person; /* who asked, NULL or "" = a counter alone */
	int hold; /* bits JOB_HOLD_*: goes to held when it would be queued */
	int64_t now;
};

struct store_job {
	int64_t id;
	int64_t rev;
	enum job_state state;
	char document[STORE_ID];
	char number[STORE_NUMBER];
	int copy; /* 1 = the original */
	char template_name[STORE_NAME];
	int template_version;
	char counter[STORE_NAME];
	char person[STORE_NAME]; /* who asked, "" = a counter alone */
	char target[STORE_NAME];
	char printer[STORE_NAME]; /* chosen, "" until submitted */
	char source_system[STORE_NAME];
	char source_reference[STORE_NUMBER];
	char scheme[STORE_NAME];
	char region[16];
	char token[STORE_TOKEN]; /* of the newest submit, "" before */
	int64_t cups_job;	 /* a hint, never an identity; 0 unknown */
	int attempts;		 /* submits so far */
	int hold;		 /* bits JOB_HOLD_* */
	int pages;		 /* 0 until rendered */
	int has_photo, has_pdf;
	uint8_t photo[STORE_HASH];
	uint8_t pdf[STORE_HASH];
	int64_t batch;
	int batch_line;
	int64_t created, changed;
	int64_t sheet;
	char serial[BLANK_SERIAL]; /* of the blank, "" = none */
	char *fields;		   /* owned; NULL when purged by retention */
	char *seals;		   /* owned; JSON array, one QR text a page */
	char *reason; /* owned; JSON problem or {"hold":...}, NULL */
};
void store_job_release(struct store_job *j);

/* Gives the number from its register, makes document, sheet, job, the first
 * event and the log leaf, and takes the key: store_answer_put completes it
 * with the answer.  FAULT_CONFLICT when (counter, key) exists (the caller asks
 * store_answer_find first), with pointer "/document" when the document id
 * does; FAULT_NOT_FOUND when template@version is not stored; FAULT_FIELD for a
 * text with no room; FAULT_TEMPLATE for a number format without {n}. */
int store_job_create(struct store *s, const struct store_new *n,
    struct store_job *ret_job, struct fault *f);

/* FAULT_NOT_FOUND.  store_job_get takes the job's id, the other the 16
 * characters (any case): the newest job of that document. */
int store_job_get(
    struct store *s, int64_t id, struct store_job *ret_job, struct fault *f);
int store_job_by_document(struct store *s, const char *document,
    struct store_job *ret_job, struct fault *f);

/* What a step writes beside the state; NULL or 0 leaves as it was. */
struct store_change {
	const char *seals;
	const uint8_t *pdf; /* STORE_HASH bytes */
	int pages;
	const char *printer;
	const char *token;
	int64_t cups_job;
	const char *reason;   /* JSON; "" clears */
	const char *actor;    /* who: counter, "core", "gate"; required */
	const char *evidence; /* JSON object for the event row, NULL = {} */
	int approve;	      /* takes JOB_HOLD_APPROVAL away (note, release) */
	int hold;	      /* with hold: bits JOB_HOLD_*, 0 = asked */
	/* of the sheet's blank, see stock.h */
	const char *blank;  /* with submit: the kind that it needs */
	const char *serial; /* as a person read it; must be the sheet's */
	const char *second; /* person of an act of two */
	const char *why, *note;
};

/* The only writer of a state.  Asks job_next, updates WHERE id AND rev,
 * inserts event and leaf, voids the number on cancel and reject - or none of
 * it.  FAULT_STATE when the table has no path; FAULT_REV when rev is not the
 * current one (rev 0 = whatever it is); ret_job may be NULL.  Submit counts
 * an attempt; return and submit clear cups_job before change->cups_job.  Render
 * of a job with hold set is followed by JOB_EV_HOLD in the same transaction
 * (rev + 2, ret_job is held); release clears hold.  The blank of the sheet
 * moves along.  JOB_EV_NOTE counts a rev
 * like any other event. */
int store_job_step(struct store *s, int64_t id, int64_t rev, enum job_event ev,
    const struct store_change *c, int64_t now, struct store_job *ret_job,
    struct fault *f);

struct store_filter {
	unsigned states; /* bit per enum job_state, 0 = all */
	const char *template_name, *counter, *printer; /* NULL = any */
	int64_t batch;				       /* 0 = any */
	int64_t before; /* id < before, newest first; 0 = from newest */
	int64_t after;	/* id > after, oldest first; used when set or
				 * when oldest_first */
	int oldest_first, limit; /* rows at most */
	const char *find;     /* a job's id, a serial, a document's id or number
			   * (of the newest 20000 documents); NULL = any */
	int64_t since, until; /* created from .. before; 0 = any */
};
/* Calls fn for each; stops when it returns non-zero.  The job is borrowed. */
int store_job_list(struct store *s, const struct store_filter *q,
    int (*fn)(const struct store_job *, void *), void *arg, struct fault *f);
/* Jobs per state, ret[JOB_STATE_N]. */
int store_job_count(struct store *s, int64_t *ret, struct fault *f);

/* ---- events ---- */

struct store_event {
	int64_t seq; /* grows by one, no gap */
	int64_t job;
	int64_t rev; /* of the job after it */
	int64_t at;
	enum job_event event;
	int from; /* enum job_state, -1 for the first */
	enum job_state to;
	const char *actor;
	const char *evidence; /* JSON object */
};
/* seq > after, oldest first; job 0 = of all jobs. */
int store_event_list(struct store *s, int64_t job, int64_t after, int limit,
    int (*fn)(const struct store_event *, void *), void *arg, struct fault *f);
/* The newest seq, 0 when there is none. */
int store_event_last(struct store *s, int64_t *ret_seq, struct fault *f);

/* ---- answers kept for Idempotency-Key ---- */

struct store_answer {
	uint8_t body_hash[STORE_HASH];
	int64_t job; /* 0 when the answer is of a batch */
	int status;
	char *body; /* owned; JSON */
};
/* 1 found, 0 not, -1.  status 0 and body NULL: the job is made, its answer was
 * never put. */
int store_answer_find(struct store *s, const char *counter, const char *key,
    struct store_answer *ret_a, struct fault *f);
/* Completes the key a job took, or keeps a new one (a batch's).
 * FAULT_CONFLICT when it is complete, or of another body or job. */
int store_answer_put(struct store *s, const char *counter, const char *key,
    const struct store_answer *a, int64_t now, struct fault *f);

/* ---- batches ---- */

struct store_batch {
	int64_t id;
	char counter[STORE_NAME];
	int64_t total, accepted, refused; /* total 0 while unknown */
	int64_t created, finished;	  /* 0 = still read */
};
int store_batch_create(struct store *s, const char *counter, int64_t total,
    int64_t now, struct store_batch *ret_b, struct fault *f);
/* FAULT_NOT_FOUND, FAULT_STATE when finished.  Line numbers start at 1; job 0 means refused with problem (JSON). */
int store_batch_line(struct store *s, int64_t batch, int line, int64_t job,
    const char *problem, struct fault *f);
int store_batch_finish(
    struct store *s, int64_t batch, int64_t now, struct fault *f);
int store_batch_get(
    struct store *s, int64_t id, struct store_batch *ret_b, struct fault *f);
/* line > after, in order. */
int store_batch_lines(struct store *s, int64_t batch, int after, int limit,
    int (*fn)(int line, int64_t job, const char *problem, void *), void *arg,
    struct fault *f);

/* ---- templates, kept for ever: a job keeps the version it came with ---- */

/* FAULT_CONFLICT when name@version exists with another digest; storing the
 * same again is fine. */
int store_template_put(struct store *s, const char *name, int version,
    const uint8_t digest[STORE_HASH], const char *bundle, int64_t now,
    struct fault *f);
/* version 0 = the newest.  ret_bundle is the caller's to free. */
int store_template_get(struct store *s, const char *name, int version,
    int *ret_version, char **ret_bundle, struct fault *f);
int store_template_list(struct store *s,
    int (*fn)(const char *name, int version, void *), void *arg,
    struct fault *f);

/* ---- printers ---- */

struct store_printer {
	char name[STORE_NAME];	/* also the CUPS queue */
	char group[STORE_NAME]; /* "" = none */
	char uri[256];		/* the device: ipp://... */
	char media[STORE_NAME]; /* PWG 5101.1 media name loaded;
				 * "": takes what is sent to it by name */
	int enabled;
	int64_t created;
	/* where it stands, what the office calls it; "" unknown */
	char place[STORE_TITLE], model[STORE_TITLE];
};
int store_printer_put(
    struct store *s, const struct store_printer *p, struct fault *f);
int store_printer_remove(struct store *s, const char *name, struct fault *f);
int store_printer_list(struct store *s,
    int (*fn)(const struct store_printer *, void *), void *arg,
    struct fault *f);

/* ---- tokens: who may submit ---- */

/* Only the SHA-256 of a token is kept. */
int store_token_put(struct store *s, const uint8_t hash[STORE_HASH],
    const char *counter, const char *person, int64_t now, struct fault *f);
struct store_token {
	char counter[STORE_NAME];
	char person[STORE_NAME]; /* "" = of a counter alone */
	char role[16];
};
/* 1 found, 0 not, -1; revoked tokens and those of persons that left are not
 * found. */
int store_token_find(struct store *s, const uint8_t hash[STORE_HASH],
    struct store_token *ret_t, struct fault *f);
int store_token_revoke(
    struct store *s, const char *counter, int64_t now, struct fault *f);

/* ---- number registers ---- */

/* Every number ever given, in order; voided ones stay visible. */
int store_number_list(struct store *s, const char *registry, int year,
    int (*fn)(int64_t n, const char *number, int64_t job, int voided, void *),
    void *arg, struct fault *f);

#endif
