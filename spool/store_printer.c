/*
 * Printers as they were configured.  What a printer does is not kept: that is
 * asked of CUPS.
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "store_int.h"

static int
put(struct store *s, const struct store_printer *p, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PRINTER_PUT, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, p->name);
	store_db_text(st, 2, p->group);
	store_db_text(st, 3, p->uri);
	store_db_text(st, 4, p->media);
	store_db_int(st, 5, p->enabled != 0);
	store_db_int(st, 6, p->created);
	store_db_text(st, 7, p->place);
	store_db_text(st, 8, p->model);
	return store_db_run(st, f);
}

int
store_printer_put(
    struct store *s, const struct store_printer *p, struct fault *f)
{
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, put(s, p, f), f);
}

static int
take_away(struct store *s, const char *name, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PRINTER_REMOVE, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, name);
	if (store_db_run(st, f) != 0)
		return -1;
	return store_db_touched(s->db) == 1
	    ? 0
	    : fault_set(f, FAULT_NOT_FOUND, "", "Pencetak tidak ditemukan.",
		  "There is no such printer.");
}

int
store_printer_remove(struct store *s, const char *name, struct fault *f)
{
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, take_away(s, name, f), f);
}

int
store_printer_list(struct store *s,
    int (*fn)(const struct store_printer *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_PRINTER_LIST, f);
	struct store_printer *rows = NULL, *p;
	size_t n = 0;
	int rc, stop = 0;

	if (st == NULL)
		return -1;
	while ((rc = store_db_step(st, f)) > 0) {
		rows = mem_array(rows, n + 1, sizeof(*rows));
		p = &rows[n++];
		(void)mem_copy(p->name, STORE_NAME, store_db_col_text(st, 0));
		(void)mem_copy(p->group, STORE_NAME, store_db_col_text(st, 1));
		(void)mem_copy(
		    p->uri, sizeof(p->uri), store_db_col_text(st, 2));
		(void)mem_copy(p->media, STORE_NAME, store_db_col_text(st, 3));
		p->enabled = (int)store_db_col_int(st, 4);
		p->created = store_db_col_int(st, 5);
		(void)mem_copy(
		    p->place, sizeof(p->place), store_db_col_text(st, 6));
		(void)mem_copy(
		    p->model, sizeof(p->model), store_db_col_text(st, 7));
	}
	for (size_t i = 0; rc == 0 && !stop && i < n; i++)
		stop = fn(&rows[i], arg);
	free(rows);
	return rc;
}
