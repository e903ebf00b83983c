/*
 * One line of a batch: the body of POST /v1/jobs, its photo or document as
 * base64.  It is accepted or refused by itself; what it comes to is recorded
 * with its number in the same transaction as the job.
 */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "blob.h"
#include "buf.h"
#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "mem.h"
#include "wire.h"

#include "answer.h"
#include "ask.h"
#include "batch.h"
#include "core.h"
#include "create.h"
#include "intake.h"
#include "render.h"

/* A line that is being looked at. */
struct batch_line {
	struct batch *batch;
	int line;
	json_t *body;
	unsigned with;
	struct buf bytes; /* photo or document */
	struct intake in;
};

static void
batch_line_free(struct batch_line *l)
{
	intake_release(&l->in);
	buf_release(&l->bytes);
	json_decref(l->body);
	free(l);
}

static void
batch_record(struct batch_line *l, int64_t job, const char *problem)
{
	struct core *c = l->batch->core;
	struct fault f = { 0 };

	if (loop_begin(c, &f) < 0 ||
	    store_batch_line(
		c->store, l->batch->id, l->line, job, problem, &f) < 0) {
		loop_failed(c, &f);
		l->batch->again = 1;
	}
}

static void
batch_refuse(struct batch_line *l, const struct faults *fs)
{
	struct buf b = { 0 };

	answer_faults(&b, fs);
	batch_record(l, 0, buf_str(&b));
	buf_release(&b);
}

static void
batch_refuse_one(struct batch_line *l, const struct fault *f)
{
	struct faults *fs;

	if (f->code == FAULT_FULL || f->code == FAULT_IO ||
	    f->code == FAULT_UNAVAILABLE) {
		loop_failed(l->batch->core, f);
		l->batch->again = 1; /* not the line's fault */
		return;
	}
	fs = mem_alloc(sizeof *fs);
	fs->n = 1;
	fs->f[0] = *f;
	batch_refuse(l, fs);
	free(fs);
}

static void
batch_accept(struct batch_line *l, const uint8_t *photo, const uint8_t *pdf)
{
	struct create cr = { .in = &l->in,
		.counter = l->batch->counter,
		.person = l->batch->person,
		.photo = photo,
		.pdf = pdf,
		.batch = l->batch->id,
		.line = l->line };
	struct store_job j = { 0 };
	struct fault f = { 0 };

	if (create_job(l->batch->core, &cr, &j, &f) < 0)
		batch_refuse_one(l, &f);
	else
		batch_record(l, j.id, NULL);
	store_job_release(&j);
}

static void
batch_photo_done(void *arg, const struct buf *jpeg, const struct fault *why)
{
	struct batch_line *l = arg;
	struct batch *b = l->batch;
	struct fault f = { 0 };
	uint8_t hash[STORE_HASH];

	if (!jpeg)
		batch_refuse_one(l, why);
	else if (blob_put(b->core->blobs, jpeg->p, jpeg->n, 1, hash, &f) < 0)
		batch_refuse_one(l, &f);
	else
		batch_accept(l, hash, NULL);
	b->photos--;
	batch_line_free(l);
	batch_wake(b);
}

/* Photo and document leave the body; what is not base64 is a fault. */
static int
batch_part(
    struct batch_line *l, const char *name, unsigned flag, struct fault *f)
{
	const json_t *v = json_object_get(l->body, name);
	char *pointer;
	int bad;

	if (!v)
		return 0;
	bad = !json_is_string(v) || l->with ||
	    enc_unbase64(
		json_string_value(v), json_string_length(v), &l->bytes) < 0;
	if (bad) {
		pointer = mem_printf("/%s", name);
		fault_set(f, FAULT_FIELD, pointer, "Bukan base64 yang sah",
		    "Not valid base64");
		free(pointer);
		return -1;
	}
	l->with |= flag;
	(void)json_object_del(l->body, name);
	return 0;
}

static int
batch_read(struct batch_line *l, const char *s, size_t n, struct fault *f)
{
	json_error_t e;

	l->body = json_loadb(s, n, JSON_REJECT_DUPLICATES, &e);
	if (!l->body && json_error_code(&e) == json_error_duplicate_key)
		return fault_set(f, FAULT_SYNTAX, "",
		    "Nama anggota yang sama ditulis dua kali, kolom %d",
		    "A member's name comes twice, column %d", e.column);
	if (!l->body)
		return fault_set(f, FAULT_SYNTAX, "",
		    "Baris ini bukan JSON yang sah, kolom %d",
		    "This line is not valid JSON, column %d", e.column);
	if (!json_is_object(l->body))
		return fault_set(f, FAULT_SYNTAX, "",
		    "Baris ini bukan objek JSON",
		    "This line is not a JSON object");
	if (batch_part(l, "photo", INTAKE_PHOTO, f) < 0)
		return -1;
	return batch_part(l, "document", INTAKE_PDF, f);
}

/* 1 when it waits for the renderer. */
static int
batch_checked(struct batch_line *l)
{
	struct core *c = l->batch->core;
	uint8_t hash[STORE_HASH];
	struct fault f = { 0 };
	int fd = -1;

	if (l->with)
		fd = wire_memfd("cetak-part", l->bytes.p, l->bytes.n);
	if (l->with && fd < 0) {
		fault_set(
		    &f, FAULT_IO, "", "Tidak ada memori", "Out of memory");
		batch_refuse_one(l, &f);
	} else if (l->with & INTAKE_PHOTO) {
		l->batch->photos++;
		buf_release(&l->bytes);
		render_photo(c, l->in.t, fd, batch_photo_done, l);
		return 1;
	} else if (l->with & INTAKE_PDF) {
		if (create_keep_pdf(c, fd, hash, &f) < 0)
			batch_refuse_one(l, &f);
		else
			batch_accept(l, NULL, hash);
	} else {
		batch_accept(l, NULL, NULL);
	}
	if (fd >= 0)
		close(fd);
	return 0;
}

void
batch_line_take(struct batch *b, int line, const char *s, size_t n)
{
	struct batch_line *l = mem_alloc(sizeof *l);
	struct faults *fs = mem_alloc(sizeof *fs);
	struct intake_world w = { 0 };
	struct fault f = { 0 };

	l->batch = b;
	l->line = line;
	if (batch_read(l, s, n, &f) < 0) {
		batch_refuse_one(l, &f);
	} else {
		ask_world(b->core, &w);
		if (intake_check(&w, l->body, l->with, &l->in, fs) < 0)
			batch_refuse(l, fs);
		else if (batch_checked(l))
			l = NULL;
		free((void *)(uintptr_t)w.printer);
	}
	free(fs);
	if (l)
		batch_line_free(l);
}
