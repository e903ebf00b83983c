/*
 * What came out of printers: the rows that the store's triggers write when a
 * sheet reaches paper.  They are many and read only by spans of time.
 */

#include "store_int.h"

#include "money.h"

int
store_output_list(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct money_output *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_OUTPUT_LIST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, from);
	store_db_int(st, 2, to);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct money_output o = {
			.job = store_db_col_int(st, 0),
			.at = store_db_col_int(st, 1),
			.took = store_db_col_int(st, 2),
			.pages = store_db_col_int(st, 3),
			.price = store_db_col_int(st, 4),
			.spoiled = (int)store_db_col_int(st, 5),
			.printer = store_db_col_text(st, 6),
			.template_name = store_db_col_text(st, 7),
			.counter = store_db_col_text(st, 8),
			.scheme = store_db_col_text(st, 9),
			.region = store_db_col_text(st, 10),
		};
		stop = fn(&o, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
store_output_pages(struct store *s, const char *printer, int64_t from,
    int64_t to, int64_t *ret_pages, struct fault *f)
{
	int all = *printer == '\0', rc;
	struct store_stmt *st = store_db_use(
	    s->db, all ? STORE_Q_OUTPUT_PAGES_ALL : STORE_Q_OUTPUT_PAGES, f);

	if (st == NULL)
		return -1;
	if (!all)
		store_db_text(st, 1, printer);
	store_db_int(st, all ? 1 : 2, from);
	store_db_int(st, all ? 2 : 3, to);
	rc = store_db_step(st, f);
	if (rc > 0)
		*ret_pages = store_db_col_int(st, 0);
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}

int
store_output_at(struct store *s, int64_t job, int64_t *ret_at, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_OUTPUT_AT, f);
	int rc;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, job);
	rc = store_db_step(st, f);
	*ret_at = rc > 0 ? store_db_col_int(st, 0) : 0;
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}
