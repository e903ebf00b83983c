/*
 * Events and the leaves of the log.  An event is written once, with its leaf,
 * in the transaction of the change it tells of (I4), and numbered without a
 * gap.  A leaf must never hold what names a person: it holds the kind of the
 * event, its time and hashes.
 */

#include <stdlib.h>
#include <string.h>

#include "crypt.h"
#include "mem.h"

#include "store_int.h"

#define CHUNK 64

/* entry = version 1 || event || time (8 bytes, big endian) ||
 *         length 0 or 32 || SHA-256 of the seals || SHA-256 of the row */
#define ENTRY_MAX (1 + 1 + 8 + 1 + 32 + 32)

static uint8_t *
put64(uint8_t *p, int64_t v)
{
	for (int i = 0; i < 8; i++)
		p[i] = (uint8_t)((uint64_t)v >> (56 - 8 * i));
	return p + 8;
}

static void
add64(struct buf *b, int64_t v)
{
	uint8_t p[8];

	put64(p, v);
	buf_put(b, p, sizeof(p));
}

/* Length before text: no two rows give the same bytes. */
static void
add_text(struct buf *b, const char *s)
{
	size_t n = strlen(s);

	add64(b, (int64_t)n);
	buf_put(b, s, n);
}

static void
hash_row(
    struct buf *b, const struct store_event *e, uint8_t ret_hash[STORE_HASH])
{
	buf_clear(b);
	add64(b, e->seq);
	add64(b, e->job);
	add64(b, e->rev);
	add64(b, e->at);
	add64(b, e->event);
	add64(b, e->from);
	add64(b, (int64_t)e->to);
	add_text(b, e->actor);
	add_text(b, e->evidence);
	crypt_sha256(b->p, b->n, ret_hash);
}

static int
add_leaf(struct store *s, const struct store_event *e, const char *seals,
    struct fault *f)
{
	uint8_t leaf[1 + ENTRY_MAX] = { 0 }, hash[STORE_HASH], *p = leaf + 1;
	struct store_stmt *st = store_db_use(s->db, STORE_Q_LEAF_ADD, f);

	if (st == NULL)
		return -1;
	*p++ = 1;
	*p++ = (uint8_t)e->event;
	p = put64(p, e->at);
	*p++ = seals == NULL ? 0 : STORE_HASH;
	if (seals != NULL) {
		crypt_sha256(seals, strlen(seals), p);
		p += STORE_HASH;
	}
	hash_row(&s->scratch, e, p);
	p += STORE_HASH;
	/* leaf[0] is RFC 9162's 0x00 that tells a leaf from a node */
	crypt_sha256(leaf, (size_t)(p - leaf), hash);
	store_db_int(st, 1, e->seq);
	store_db_blob(st, 2, leaf + 1, (size_t)(p - leaf - 1));
	store_db_blob(st, 3, hash, sizeof(hash));
	return store_db_run(st, f);
}

static int
last(struct store *s, struct fault *f)
{
	struct store_stmt *st;

	if (s->seq >= 0)
		return 0;
	if ((st = store_db_use(s->db, STORE_Q_EVENT_LAST, f)) == NULL ||
	    store_db_step(st, f) < 0)
		return -1;
	s->seq = store_db_col_int(st, 0);
	store_db_done(st);
	return 0;
}

int
store_event_add(struct store *s, const struct store_event *e, const char *seals,
    struct fault *f)
{
	struct store_event row = *e;
	struct store_stmt *st;

	if (last(s, f) != 0 ||
	    (st = store_db_use(s->db, STORE_Q_EVENT_ADD, f)) == NULL)
		return -1;
	row.seq = s->seq + 1;
	store_db_int(st, 1, row.seq);
	store_db_int(st, 2, row.job);
	store_db_int(st, 3, row.rev);
	store_db_int(st, 4, row.at);
	store_db_int(st, 5, row.event);
	if (row.from >= 0)
		store_db_int(st, 6, row.from);
	store_db_int(st, 7, row.to);
	store_db_text(st, 8, row.actor);
	store_db_text(st, 9, row.evidence);
	if (store_db_run(st, f) != 0 || add_leaf(s, &row, seals, f) != 0)
		return -1;
	s->seq = row.seq;
	return 0;
}

int
store_event_last(struct store *s, int64_t *ret_seq, struct fault *f)
{
	if (last(s, f) != 0)
		return -1;
	*ret_seq = s->seq;
	return 0;
}

/* ---- lists: a page is read whole before the callback sees its rows, so
 *      that the callback may call the store ---- */

static int
read_page(struct store *s, int64_t job, int64_t after, int limit,
    struct store_event page[CHUNK], struct fault *f)
{
	struct store_stmt *st = store_db_use(
	    s->db, job != 0 ? STORE_Q_EVENT_OF_JOB : STORE_Q_EVENT_LIST, f);
	int n = 0, rc;

	if (st == NULL)
		return -1;
	if (job != 0)
		store_db_int(st, 1, job);
	store_db_int(st, 2, after);
	store_db_int(st, 3, limit);
	while ((rc = store_db_step(st, f)) > 0)
		page[n++] = (struct store_event){
			.seq = store_db_col_int(st, 0),
			.job = store_db_col_int(st, 1),
			.rev = store_db_col_int(st, 2),
			.at = store_db_col_int(st, 3),
			.event = (enum job_event)store_db_col_int(st, 4),
			.from = store_db_null(st, 5)
			    ? -1
			    : (int)store_db_col_int(st, 5),
			.to = (enum job_state)store_db_col_int(st, 6),
			.actor = store_db_col_dup(st, 7),
			.evidence = store_db_col_dup(st, 8),
		};
	return rc < 0 ? -1 : n;
}

static void
free_page(struct store_event *page, int n)
{
	for (int i = 0; i < n; i++) {
		free((char *)(uintptr_t)page[i].actor);
		free((char *)(uintptr_t)page[i].evidence);
	}
}

int
store_event_list(struct store *s, int64_t job, int64_t after, int limit,
    int (*fn)(const struct store_event *, void *), void *arg, struct fault *f)
{
	struct store_event page[CHUNK];
	int n, want, stop = 0;

	while (limit > 0 && !stop) {
		want = limit < CHUNK ? limit : CHUNK;
		if ((n = read_page(s, job, after, want, page, f)) < 0)
			return -1;
		for (int i = 0; i < n && !stop; i++) {
			after = page[i].seq;
			stop = fn(&page[i], arg);
		}
		free_page(page, n);
		if (n < want)
			break;
		limit -= n;
	}
	return 0;
}
