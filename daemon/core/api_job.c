/*
 * POST /v1/jobs.  A job without a photo waits for nothing but the commit that
 * all waiting requests share.  A photo is checked by the renderer first and
 * kept durably before the job that names it is stored.  The same key twice
 * gives the same answer once, also while the first is still being checked.
 */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "blob.h"
#include "buf.h"
#include "crypt.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "template.h"

#include "answer.h"
#include "api.h"
#include "ask.h"
#include "catalog.h"
#include "core.h"
#include "create.h"
#include "jout.h"
#include "pipeline.h"
#include "render.h"

static void api_create_start(struct ask *a);

/* Where what was made then stands. */
static char *
api_replay_headers(const struct store_answer *kept)
{
	json_t *v = json_loads(kept->body, 0, NULL);
	json_int_t id = json_integer_value(json_object_get(v, "id"));

	json_decref(v);
	return mem_printf("{\"Idempotent-Replayed\":\"true\","
			  "\"Location\":\"/v1/%s/%lld\"}",
	    kept->job ? "jobs" : "batches", (long long)id);
}

int
api_replay(struct ask *a)
{
	struct fault f = { 0 };
	struct store_answer kept = { 0 };
	struct buf b = { 0 };
	char *headers = NULL;
	int rc =
	    store_answer_find(a->core->store, a->counter, a->key, &kept, &f);

	if (rc == 0)
		return 0;
	if (rc > 0 && !crypt_equal(kept.body_hash, a->body_hash, STORE_HASH)) {
		fault_set(&f, FAULT_IDEMPOTENCY, "",
		    "Idempotency-Key ini sudah dipakai untuk isi lain",
		    "This Idempotency-Key was used for another body");
		rc = -1;
	}
	if (rc < 0) {
		ask_fault(a, &f);
	} else {
		headers = api_replay_headers(&kept);
		buf_puts(&b, kept.body);
		ask_reply(a, kept.status, headers, &b);
	}
	free(headers);
	buf_release(&b);
	free(kept.body);
	return rc;
}

/* Stores the job and answers. */
static void
api_create_store(struct ask *a, const uint8_t *pdf)
{
	struct fault f = { 0 };
	struct store_job j = { 0 };
	struct buf body = { 0 };
	struct create cr = { .in = &a->intake,
		.counter = a->counter,
		.person = a->person,
		.key = a->key,
		.body_hash = a->body_hash,
		.photo = a->has_photo ? a->photo : NULL,
		.pdf = pdf };
	char *headers = NULL;

	if (create_job(a->core, &cr, &j, &f) < 0) {
		ask_fault(a, &f);
		return;
	}
	answer_job(&body, NULL, &j, NULL, NULL, 0);
	jout_end(&body);
	struct store_answer keep = {
		.job = j.id, .status = 201, .body = (char *)body.p
	};
	memcpy(keep.body_hash, a->body_hash, STORE_HASH);
	if (store_answer_put(
		a->core->store, a->counter, a->key, &keep, j.created, &f) < 0) {
		loop_failed(a->core, &f);
		ask_fault(a, &f);
	} else {
		log_debug("job %lld: accepted", (long long)j.id);
		headers = mem_printf(
		    "{\"Location\":\"/v1/jobs/%lld\"}", (long long)j.id);
		ask_reply(a, 201, headers, &body);
	}
	free(headers);
	buf_release(&body);
	store_job_release(&j);
}

/* Those who sent the same key meanwhile are looked at again. */
static void
api_wake(struct core *c, const char *counter, const char *key)
{
	struct ask *a;

again:
	for (a = c->asks; a; a = a->next) {
		void (*fn)(struct ask *) = a->again;

		if (!fn || !a->key || strcmp(a->key, key) != 0 ||
		    strcmp(a->counter, counter) != 0)
			continue;
		a->again = NULL;
		fn(a);
		goto again;
	}
}

static void
api_done(struct ask *a)
{
	struct core *c = a->core;
	char *key = mem_strdup(a->key), *counter = mem_strdup(a->counter);

	ask_finish(a);
	api_wake(c, counter, key);
	free(key);
	free(counter);
}

static void
api_photo_done(void *arg, const struct buf *jpeg, const struct fault *why)
{
	struct ask *a = arg;
	struct fault f = { 0 };

	if (!jpeg)
		ask_fault(a, why);
	else if (blob_put(a->core->blobs, jpeg->p, jpeg->n, 1, a->photo, &f) <
	    0)
		ask_fault(a, &f);
	else {
		a->has_photo = 1;
		api_create_store(a, NULL);
	}
	api_done(a);
}

/* Another submission with this key has its photo checked. */
static int
api_key_busy(const struct ask *a)
{
	for (const struct ask *o = a->core->asks; o; o = o->next)
		if (o != a && o->work && o->key && a->key &&
		    strcmp(o->key, a->key) == 0 &&
		    strcmp(o->counter, a->counter) == 0)
			return 1;
	return 0;
}

static void
api_create_again(struct ask *a)
{
	a->busy = 1;
	api_create_start(a);
	a->busy = 0;
	if (a->finished)
		ask_finish(a);
	else if (!a->work && !a->again)
		api_done(a);
}

static void
api_create_pdf(struct ask *a)
{
	struct fault f = { 0 };
	uint8_t hash[STORE_HASH];

	if (create_keep_pdf(a->core, a->fd, hash, &f) < 0)
		ask_fault(a, &f);
	else
		api_create_store(a, hash);
}

static void
api_create_start(struct ask *a)
{
	struct intake_world w;
	struct faults *fs = &a->core->faults;
	int bad;

	if (api_replay(a) != 0)
		return;
	if (a->core->asks && api_key_busy(a)) {
		a->again = api_create_again;
		if (!a->kept)
			ask_keep(a);
		return;
	}
	fs->n = 0;
	ask_world(a->core, &w);
	bad = intake_check(&w, a->body, a->with, &a->intake, fs) < 0;
	if (bad)
		ask_faults(a, fs);
	free((void *)(uintptr_t)w.printer);
	if (bad)
		return;
	if (a->with & INTAKE_PDF) {
		api_create_pdf(a);
	} else if (a->with & INTAKE_PHOTO) {
		int fd = a->fd;

		a->fd = -1;
		a->work = a; /* marks the wait */
		if (!a->kept)
			ask_keep(a);
		render_photo(a->core, a->intake.t, fd, api_photo_done, a);
	} else {
		api_create_store(a, NULL);
	}
}

int
api_key_ok(struct ask *a)
{
	struct fault f = { 0 };

	if (a->key && *a->key && strlen(a->key) < STORE_KEY)
		return 1;
	fault_set(&f, FAULT_HEADER, "",
	    "Kepala Idempotency-Key wajib ada, 1 sampai %d karakter",
	    "The header Idempotency-Key is required, 1 to %d characters",
	    STORE_KEY - 1);
	ask_fault(a, &f);
	return 0;
}

int
api_job_create(struct ask *a)
{
	if (!api_key_ok(a))
		return 0;
	api_create_start(a);
	return a->kept;
}
