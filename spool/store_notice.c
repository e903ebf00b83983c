/*
 * Notices: what the office is told, kept in order for those who were away.
 * Rows are only added.
 */

#include <stdlib.h>

#include "mem.h"
#include "notice.h"

#include "store_int.h"

#define CHUNK 64

const char *
store_notice_level(enum notice_level level)
{
	static const char *const names[] = { "info", "attention", "down" };

	return (unsigned)level < sizeof(names) / sizeof(*names) ? names[level]
								: "?";
}

static int
add(struct store *s, const struct store_notice *n, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_NOTICE_ADD, f);

	if (st == NULL)
		return -1;
	store_db_int(st, 1, n->at);
	store_db_int(st, 2, n->level);
	store_db_text(st, 3, n->kind);
	store_db_text(st, 4, n->subject);
	store_db_text(st, 5, n->id);
	store_db_text(st, 6, n->en);
	return store_db_run(st, f);
}

int
store_notice_add(struct store *s, const struct store_notice *n, struct fault *f)
{
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, add(s, n, f), f);
}

int
store_notice_last(struct store *s, int64_t *ret_seq, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_NOTICE_LAST, f);

	if (st == NULL || store_db_step(st, f) < 0)
		return -1;
	*ret_seq = store_db_col_int(st, 0);
	store_db_done(st);
	return 0;
}

/* ---- lists: a page is read whole before the callback sees its rows ---- */

static int
read_page(struct store *s, int64_t after, int limit,
    struct store_notice page[CHUNK], struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_NOTICE_LIST, f);
	int n = 0, rc;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, after);
	store_db_int(st, 2, limit);
	while ((rc = store_db_step(st, f)) > 0)
		page[n++] = (struct store_notice){
			.seq = store_db_col_int(st, 0),
			.at = store_db_col_int(st, 1),
			.level = (enum notice_level)store_db_col_int(st, 2),
			.kind = store_db_col_dup(st, 3),
			.subject = store_db_col_dup(st, 4),
			.id = store_db_col_dup(st, 5),
			.en = store_db_col_dup(st, 6),
		};
	return rc < 0 ? -1 : n;
}

static void
free_text(const char *s)
{
	free((char *)(uintptr_t)s);
}

static void
free_page(struct store_notice *page, int n)
{
	for (int i = 0; i < n; i++) {
		free_text(page[i].kind);
		free_text(page[i].subject);
		free_text(page[i].id);
		free_text(page[i].en);
	}
}

int
store_notice_list(struct store *s, int64_t after, int limit,
    int (*fn)(const struct store_notice *, void *), void *arg, struct fault *f)
{
	struct store_notice page[CHUNK];
	int n, want, stop = 0;

	while (limit > 0 && !stop) {
		want = limit < CHUNK ? limit : CHUNK;
		if ((n = read_page(s, after, want, page, f)) < 0)
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
