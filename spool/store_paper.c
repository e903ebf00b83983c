/*
 * What reached paper, as sums that only rise: all of it once, and then what
 * each event adds, so that figures cost no more the longer an office prints.
 * It must count exactly as the triggers of table output do, and must be asked
 * only about what is committed: what is undone later would be counted.
 */

#include "mem.h"
#include "store_paper.h"

#include "store_int.h"

const int64_t store_paper_edge[STORE_PAPER_EDGES] = { 5, 10, 15, 30, 60, 120,
	300, 900, 3600, 14400 };

int
store_job_oldest(
    struct store *s, enum job_state state, int64_t *ret_at, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db,
	    state == JOB_DOUBT ? STORE_Q_DOUBT_OLDEST : STORE_Q_JOB_OLDEST, f);
	int rc;

	*ret_at = 0;
	if (st == NULL)
		return -1;
	if (state != JOB_DOUBT)
		store_db_int(st, 1, state);
	rc = store_db_step(st, f);
	if (rc > 0) {
		*ret_at = store_db_col_int(st, 0);
		store_db_done(st);
	}
	return rc < 0 ? -1 : 0;
}

int
store_paper_list(struct store *s, int (*fn)(const struct store_paper *, void *),
    void *arg, int64_t *ret_seq, struct fault *f)
{
	struct store_stmt *st;
	int rc, stop = 0;

	if (store_event_last(s, ret_seq, f) != 0)
		return -1;
	st = store_db_use(s->db, STORE_Q_PAPER_LIST, f);
	if (st == NULL)
		return -1;
	for (int i = 0; i < STORE_PAPER_EDGES; i++)
		store_db_int(st, i + 1, store_paper_edge[i]);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct store_paper p = { .sheets = store_db_col_int(st, 1),
			.spoiled = store_db_col_int(st, 2),
			.pages = store_db_col_int(st, 3),
			.took = store_db_col_int(st, 4) };

		(void)mem_copy(
		    p.printer, sizeof p.printer, store_db_col_text(st, 0));
		for (int i = 0; i < STORE_PAPER_EDGES; i++)
			p.within[i] = store_db_col_int(st, 5 + i);
		stop = fn(&p, arg);
	}
	if (stop)
		store_db_done(st);
	return !stop && rc < 0 ? -1 : 0;
}

int
store_paper_more(struct store *s, int (*fn)(const struct store_paper *, void *),
    void *arg, int64_t *seq, struct fault *f)
{
	struct store_stmt *st;
	int64_t newest;
	int rc, stop = 0;

	if (store_event_last(s, &newest, f) != 0)
		return -1;
	if (newest == *seq)
		return 0;
	st = store_db_use(s->db, STORE_Q_PAPER_MORE, f);
	if (st == NULL)
		return -1;
	store_db_int(st, 1, *seq);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct store_paper p = { .sheets = store_db_col_int(st, 1),
			.spoiled = store_db_col_int(st, 2) };
		int64_t took = store_db_col_int(st, 4);

		(void)mem_copy(
		    p.printer, sizeof p.printer, store_db_col_text(st, 0));
		if (p.sheets) {
			p.pages = store_db_col_int(st, 3);
			p.took = took > 0 ? took : 0;
			for (int i = 0; i < STORE_PAPER_EDGES; i++)
				p.within[i] = took <= store_paper_edge[i];
		}
		stop = fn(&p, arg);
	}
	if (stop)
		store_db_done(st);
	if (!stop && rc < 0)
		return -1;
	*seq = newest;
	return 0;
}
