/*
 * Batches: how many lines were accepted and refused, and what became of each
 * line.  A line is written with the job it made, in the caller's transaction.
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "store_int.h"

#define CHUNK 64

static int
absent(struct fault *f)
{
	return fault_set(f, FAULT_NOT_FOUND, "", "Kelompok tidak ditemukan.",
	    "There is no such batch.");
}

static int
done(struct fault *f)
{
	return fault_set(f, FAULT_STATE, "", "Kelompok sudah selesai.",
	    "The batch is finished.");
}

static int
create(struct store *s, struct store_batch *b, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_BATCH_ADD, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, b->counter);
	store_db_int(st, 2, b->total);
	store_db_int(st, 3, b->created);
	if (store_db_run(st, f) != 0)
		return -1;
	b->id = store_db_rowid(s->db);
	return 0;
}

int
store_batch_create(struct store *s, const char *counter, int64_t total,
    int64_t now, struct store_batch *ret_b, struct fault *f)
{
	struct store_batch b = { .total = total, .created = now };

	if (mem_copy(b.counter, sizeof(b.counter), counter) != 0)
		return store_too_long("/counter", f);
	if (store_enter(s, f) != 0 || store_leave(s, create(s, &b, f), f) != 0)
		return -1;
	*ret_b = b;
	return 0;
}

static int
add_line(struct store *s, int64_t batch, int line, int64_t job,
    const char *problem, struct fault *f)
{
	struct store_stmt *st;
	struct store_batch b;

	if (store_batch_get(s, batch, &b, f) != 0)
		return -1;
	if (b.finished != 0)
		return done(f);
	if ((st = store_db_use(s->db, STORE_Q_LINE_ADD, f)) == NULL)
		return -1;
	store_db_int(st, 1, batch);
	store_db_int(st, 2, line);
	if (job != 0)
		store_db_int(st, 3, job);
	store_db_text(st, 4, problem);
	if (store_db_run(st, f) != 0 ||
	    (st = store_db_use(s->db, STORE_Q_BATCH_COUNT, f)) == NULL)
		return -1;
	store_db_int(st, 1, batch);
	store_db_int(st, 2, job != 0);
	store_db_int(st, 3, job == 0);
	return store_db_run(st, f);
}

int
store_batch_line(struct store *s, int64_t batch, int line, int64_t job,
    const char *problem, struct fault *f)
{
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, add_line(s, batch, line, job, problem, f), f);
}

static int
finish(struct store *s, int64_t batch, int64_t now, struct fault *f)
{
	struct store_stmt *st;
	struct store_batch b;

	if (store_batch_get(s, batch, &b, f) != 0)
		return -1;
	if (b.finished != 0)
		return done(f);
	if ((st = store_db_use(s->db, STORE_Q_BATCH_FINISH, f)) == NULL)
		return -1;
	store_db_int(st, 1, batch);
	store_db_int(st, 2, now);
	return store_db_run(st, f);
}

int
store_batch_finish(struct store *s, int64_t batch, int64_t now, struct fault *f)
{
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, finish(s, batch, now, f), f);
}

int
store_batch_get(
    struct store *s, int64_t id, struct store_batch *ret_b, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_BATCH_GET, f);
	struct store_batch b = { 0 };
	int rc;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, id);
	if ((rc = store_db_step(st, f)) <= 0)
		return rc < 0 ? -1 : absent(f);
	b.id = store_db_col_int(st, 0);
	(void)mem_copy(b.counter, sizeof(b.counter), store_db_col_text(st, 1));
	b.total = store_db_col_int(st, 2);
	b.accepted = store_db_col_int(st, 3);
	b.refused = store_db_col_int(st, 4);
	b.created = store_db_col_int(st, 5);
	b.finished = store_db_col_int(st, 6);
	store_db_done(st);
	*ret_b = b;
	return 0;
}

/* ---- lines ---- */

struct line {
	int line;
	int64_t job;
	char *problem;
};

static int
read_page(struct store *s, const int64_t key[2], int limit,
    struct line page[CHUNK], struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_LINE_LIST, f);
	int n = 0, rc;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, key[0]);
	store_db_int(st, 2, key[1]);
	store_db_int(st, 3, limit);
	while ((rc = store_db_step(st, f)) > 0)
		page[n++] = (struct line){
			.line = (int)store_db_col_int(st, 0),
			.job = store_db_col_int(st, 1),
			.problem = store_db_col_dup(st, 2),
		};
	return rc < 0 ? -1 : n;
}

int
store_batch_lines(struct store *s, int64_t batch, int after, int limit,
    int (*fn)(int line, int64_t job, const char *problem, void *), void *arg,
    struct fault *f)
{
	struct line page[CHUNK];
	int n, want, stop = 0;

	while (limit > 0 && !stop) {
		want = limit < CHUNK ? limit : CHUNK;
		n = read_page(
		    s, (const int64_t[2]){ batch, after }, want, page, f);
		if (n < 0)
			return -1;
		for (int i = 0; i < n; i++) {
			after = page[i].line;
			if (!stop)
				stop = fn(page[i].line, page[i].job,
				    page[i].problem, arg);
			free(page[i].problem);
		}
		if (n < want)
			break;
		limit -= n;
	}
	return 0;
}
