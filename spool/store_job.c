/*
 * Jobs: made with their document, sheet and number, and moved by the one
 * writer of a state.  Nothing here may decide a path (job_next does) or write
 * a state without its event.  Whatever can be refused is checked before the
 * first row is written.
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "store_int.h"

void
store_job_release(struct store_job *j)
{
	if (j == NULL)
		return;
	free(j->fields);
	free(j->seals);
	free(j->reason);
	j->fields = j->seals = j->reason = NULL;
}

/* ---- reading ---- */

void
store_job_load(struct store_stmt *st, struct store_job *ret_job)
{
	struct store_job j = { 0 };

#define TEXT(member, col) \
	(void)mem_copy(j.member, sizeof(j.member), store_db_col_text(st, col))
	j.id = store_db_col_int(st, 0);
	j.rev = store_db_col_int(st, 1);
	j.state = (enum job_state)store_db_col_int(st, 2);
	TEXT(document, 3);
	TEXT(number, 4);
	j.copy = (int)store_db_col_int(st, 5);
	TEXT(template_name, 6);
	j.template_version = (int)store_db_col_int(st, 7);
	TEXT(counter, 8);
	TEXT(target, 9);
	TEXT(printer, 10);
	TEXT(source_system, 11);
	TEXT(source_reference, 12);
	TEXT(scheme, 13);
	TEXT(region, 14);
	TEXT(token, 15);
	j.cups_job = store_db_col_int(st, 16);
	j.attempts = (int)store_db_col_int(st, 17);
	j.hold = (int)store_db_col_int(st, 18);
	j.pages = (int)store_db_col_int(st, 19);
	j.has_photo = store_db_col_blob(st, 20, j.photo, STORE_HASH);
	j.has_pdf = store_db_col_blob(st, 21, j.pdf, STORE_HASH);
	j.batch = store_db_col_int(st, 22);
	j.batch_line = (int)store_db_col_int(st, 23);
	j.created = store_db_col_int(st, 24);
	j.changed = store_db_col_int(st, 25);
	j.fields = store_db_col_dup(st, 26);
	j.seals = store_db_col_dup(st, 27);
	j.reason = store_db_col_dup(st, 28);
	TEXT(person, 29);
	TEXT(serial, 30);
	j.sheet = store_db_col_int(st, 31);
#undef TEXT
	*ret_job = j;
}

static int
absent(struct fault *f)
{
	return fault_set(f, FAULT_NOT_FOUND, "", "Pekerjaan tidak ditemukan.",
	    "There is no such job.");
}

/* The one row of st as a job. */
static int
one(struct store_stmt *st, struct store_job *ret_job, struct fault *f)
{
	int rc = store_db_step(st, f);

	if (rc <= 0)
		return rc < 0 ? -1 : absent(f);
	store_job_load(st, ret_job);
	store_db_done(st);
	return 0;
}

int
store_job_get(
    struct store *s, int64_t id, struct store_job *ret_job, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_JOB_GET, f);

	if (st == NULL)
		return -1;
	store_db_int(st, 1, id);
	return one(st, ret_job, f);
}

int
store_job_by_document(struct store *s, const char *document,
    struct store_job *ret_job, struct fault *f)
{
	struct store_stmt *st;
	char public[STORE_ID];

	if (mem_copy(public, sizeof(public), document) != 0)
		return absent(f);
	for (char *p = public; *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	if ((st = store_db_use(s->db, STORE_Q_JOB_BY_DOCUMENT, f)) == NULL)
		return -1;
	store_db_text(st, 1, public);
	return one(st, ret_job, f);
}

/* ---- making ---- */

/* What is known without the store, as a job; refuses what has no room. */
static int
draft(const struct store_new *n, struct store_job *j, struct fault *f)
{
#define TEXT(member, value, pointer)                                        \
	if (mem_copy(j->member, sizeof(j->member), store_text(value)) != 0) \
	return store_too_long(pointer, f)
	TEXT(document, n->document, "/document");
	TEXT(template_name, n->template_name, "/template");
	TEXT(counter, n->counter, "/counter");
	TEXT(person, n->person, "/person");
	TEXT(target, n->target, "/printer");
	TEXT(source_system, n->source_system, "/source/system");
	TEXT(source_reference, n->source_reference, "/source/reference");
	TEXT(scheme, n->scheme, "/scheme");
	TEXT(region, n->region, "/region");
#undef TEXT
	if (n->key != NULL && strlen(n->key) >= STORE_KEY)
		return store_too_long("", f);
	j->rev = 1;
	j->state = JOB_RECEIVED;
	j->copy = 1;
	j->template_version = n->template_version;
	j->hold = n->hold;
	j->has_photo = n->photo != NULL;
	if (n->photo != NULL)
		memcpy(j->photo, n->photo, STORE_HASH);
	j->batch = n->batch;
	j->batch_line = n->batch_line;
	j->created = j->changed = n->now;
	return 0;
}

static int
check_new(struct store *s, const struct store_new *n, int64_t *ret_template,
    struct fault *f)
{
	struct store_stmt *st;
	int rc;

	if (n->key != NULL) {
		if ((st = store_db_use(s->db, STORE_Q_ANSWER_FIND, f)) == NULL)
			return -1;
		store_db_text(st, 1, store_text(n->counter));
		store_db_text(st, 2, n->key);
		rc = store_db_step(st, f);
		store_db_done(st);
		if (rc != 0)
			return rc < 0 ? -1
				      : fault_set(f, FAULT_CONFLICT, "",
					    "Idempotency-Key sudah dipakai.",
					    "The Idempotency-Key is in use.");
	}
	if ((st = store_db_use(s->db, STORE_Q_TEMPLATE_FIND, f)) == NULL)
		return -1;
	store_db_text(st, 1, store_text(n->template_name));
	store_db_int(st, 2, n->template_version);
	if ((rc = store_db_step(st, f)) <= 0)
		return rc < 0 ? -1
			      : fault_set(f, FAULT_NOT_FOUND, "/template",
				    "Templat tidak tersimpan.",
				    "The template is not in the store.");
	*ret_template = store_db_col_int(st, 0);
	store_db_done(st);
	return 0;
}

/* What making a job finds on its way. */
struct made {
	int64_t template, document;
	struct store_place place;
};

static int
add_document(struct store *s, const struct store_new *n,
    const struct store_job *j, struct made *m, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_DOCUMENT_ADD, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, j->document);
	store_db_int(st, 2, m->template);
	store_db_text(st, 3, j->number);
	if (n->registry != NULL) {
		store_db_int(st, 4, m->place.registry);
		store_db_int(st, 5, m->place.n);
	}
	store_db_text(st, 6, n->fields);
	store_db_blob(st, 7, n->photo, STORE_HASH);
	store_db_int(st, 8, n->now);
	if (store_db_run(st, f) != 0) {
		if (f != NULL && f->code == FAULT_CONFLICT)
			fault_set(f, FAULT_CONFLICT, "/document",
			    "Nomor dokumen acak sudah dipakai.",
			    "The document id is in use.");
		return -1;
	}
	m->document = store_db_rowid(s->db);
	return 0;
}

int
store_job_add(
    struct store *s, struct store_job *j, int64_t document, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_SHEET_ADD, f);

	if (st == NULL)
		return -1;
	store_db_int(st, 1, document);
	store_db_int(st, 2, j->copy);
	if (store_db_run(st, f) != 0 ||
	    (st = store_db_use(s->db, STORE_Q_JOB_ADD, f)) == NULL)
		return -1;
	j->sheet = store_db_rowid(s->db);
	store_db_int(st, 1, j->sheet);
	store_db_text(st, 2, j->counter);
	store_db_text(st, 3, j->target);
	store_db_text(st, 4, j->source_system);
	store_db_text(st, 5, j->source_reference);
	store_db_text(st, 6, j->scheme);
	store_db_text(st, 7, j->region);
	store_db_int(st, 8, j->hold);
	if (j->batch != 0)
		store_db_int(st, 9, j->batch);
	store_db_int(st, 10, j->batch_line);
	store_db_int(st, 11, j->created);
	store_db_text(st, 12, j->person);
	if (store_db_run(st, f) != 0)
		return -1;
	j->id = store_db_rowid(s->db);
	return 0;
}

/* Its first event. */
int
store_job_accept(struct store *s, const struct store_job *j,
    const char *evidence, struct fault *f)
{
	struct store_event e = { .job = j->id,
		.rev = 1,
		.at = j->created,
		.event = JOB_EV_ACCEPT,
		.from = -1,
		.to = JOB_RECEIVED,
		.actor = *j->person != '\0' ? j->person : j->counter,
		.evidence = evidence };

	if (store_event_add(s, &e, NULL, f) != 0)
		return -1;
	s->tally[JOB_RECEIVED]++;
	return 0;
}

/* The key is taken with the job, so that no second job can be made for it
 * whatever becomes of the answer. */
static int
reserve(
    struct store *s, const struct store_new *n, int64_t job, struct fault *f)
{
	static const uint8_t none[STORE_HASH];
	struct store_stmt *st;

	if (n->key == NULL)
		return 0;
	if ((st = store_db_use(s->db, STORE_Q_ANSWER_RESERVE, f)) == NULL)
		return -1;
	store_db_text(st, 1, store_text(n->counter));
	store_db_text(st, 2, n->key);
	store_db_blob(
	    st, 3, n->body_hash == NULL ? none : n->body_hash, STORE_HASH);
	store_db_int(st, 4, job);
	store_db_int(st, 5, n->now);
	return store_db_run(st, f);
}

static int
create(struct store *s, const struct store_new *n, struct store_job *j,
    struct fault *f)
{
	struct made m = { 0 };

	if (check_new(s, n, &m.template, f) != 0 ||
	    store_number_next(s, n, &m.place, j->number, f) != 0 ||
	    add_document(s, n, j, &m, f) != 0 ||
	    (n->registry != NULL &&
		store_number_take(s, &m.place, m.document, f) != 0) ||
	    store_job_add(s, j, m.document, f) != 0 ||
	    store_job_accept(s, j, "{}", f) != 0)
		return -1;
	return reserve(s, n, j->id, f);
}

int
store_job_create(struct store *s, const struct store_new *n,
    struct store_job *ret_job, struct fault *f)
{
	struct store_job j = { 0 };
	int rc;

	if (draft(n, &j, f) != 0 || store_enter(s, f) != 0)
		return -1;
	rc = store_leave(s, create(s, n, &j, f), f);
	if (rc == 0 && ret_job != NULL) {
		j.fields = mem_strdup(n->fields);
		*ret_job = j;
	}
	return rc;
}
