/*
 * Number registers: each gives 1, 2, 3 ... without a gap, inside the
 * transaction that makes the document, so that a number is given if and only
 * if its document is kept.  A voided number stays and is shown as voided.
 */

#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "mem.h"

#include "store_int.h"

#define CHUNK 64
#define WIDTH_MAX 12

static int
bad_format(struct fault *f)
{
	return fault_set(f, FAULT_TEMPLATE, "/number",
	    "Pola nomor harus memuat satu {n} atau {n:LEBAR}.",
	    "A number's format needs one {n} or {n:WIDTH}.");
}

/* The place of {n} or {n:W} in format: text before, width, text after. */
static int
parse(const char *format, const char **ret_open, int *ret_width,
    const char **ret_after, struct fault *f)
{
	const char *open = strstr(format, "{n"), *p;
	int width = 0;

	if (open == NULL)
		return bad_format(f);
	p = open + 2;
	if (*p == ':')
		for (p++; *p >= '0' && *p <= '9' && width <= WIDTH_MAX; p++)
			width = width * 10 + (*p - '0');
	if (*p != '}' || width > WIDTH_MAX || strstr(p, "{n") != NULL)
		return bad_format(f);
	*ret_open = open;
	*ret_width = width;
	*ret_after = p + 1;
	return 0;
}

static int
format_number(const char *format, int64_t n, char ret_number[STORE_NUMBER],
    struct fault *f)
{
	const char *open = NULL, *after = NULL;
	char *text;
	int width = 0, rc;

	if (parse(format, &open, &width, &after, f) != 0)
		return -1;
	text = mem_printf("%.*s%0*lld%s", (int)(open - format), format, width,
	    (long long)n, after);
	rc = mem_copy(ret_number, STORE_NUMBER, text);
	free(text);
	return rc == 0 ? 0 : store_too_long("/number", f);
}

/* A register begins with its first number: the empty row is written ahead of
 * the document and harms nobody should the document fail. */
static int
open_register(struct store *s, const struct store_new *n, int64_t *ret_id,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_REGISTER_ADD, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, n->registry);
	store_db_int(st, 2, n->registry_year);
	if (store_db_run(st, f) != 0)
		return -1;
	*ret_id = store_db_rowid(s->db);
	return 0;
}

int
store_number_next(struct store *s, const struct store_new *n,
    struct store_place *ret_p, char ret_number[STORE_NUMBER], struct fault *f)
{
	const char *format = store_text(n->number);
	struct store_place p = { 0 };
	struct store_stmt *st;
	int rc;

	if (n->registry == NULL)
		return mem_copy(ret_number, STORE_NUMBER, format) == 0
		    ? 0
		    : store_too_long("/number", f);
	if (strlen(n->registry) >= STORE_NAME)
		return store_too_long("/registry", f);
	if ((st = store_db_use(s->db, STORE_Q_REGISTER_FIND, f)) == NULL)
		return -1;
	store_db_text(st, 1, n->registry);
	store_db_int(st, 2, n->registry_year);
	if ((rc = store_db_step(st, f)) < 0)
		return -1;
	if (rc > 0) {
		p.registry = store_db_col_int(st, 0);
		p.n = store_db_col_int(st, 1);
		store_db_done(st);
	}
	p.n++;
	if (format_number(format, p.n, ret_number, f) != 0 ||
	    (rc == 0 && open_register(s, n, &p.registry, f) != 0))
		return -1;
	*ret_p = p;
	return 0;
}

int
store_number_take(struct store *s, const struct store_place *p,
    int64_t document, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_REGISTER_TAKE, f);

	if (st == NULL)
		return -1;
	store_db_int(st, 1, p->registry);
	store_db_int(st, 2, p->n);
	if (store_db_run(st, f) != 0)
		return -1;
	if (store_db_touched(s->db) != 1)
		fatalx("register moved within a transaction");
	if ((st = store_db_use(s->db, STORE_Q_NUMBER_ADD, f)) == NULL)
		return -1;
	store_db_int(st, 1, p->registry);
	store_db_int(st, 2, p->n);
	store_db_int(st, 3, document);
	return store_db_run(st, f);
}

int
store_number_void(
    struct store *s, int64_t sheet, int copies, int64_t now, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_NUMBER_VOID, f);

	if (st == NULL)
		return -1;
	store_db_int(st, 1, sheet);
	store_db_int(st, 2, now);
	store_db_int(st, 3, copies);
	return store_db_run(st, f);
}

/* ---- the list ---- */

struct row {
	int64_t n, job;
	int voided;
	char number[STORE_NUMBER];
};

static int
read_page(struct store_stmt *st, struct row page[CHUNK], struct fault *f)
{
	int n = 0, rc;

	while ((rc = store_db_step(st, f)) > 0) {
		page[n].n = store_db_col_int(st, 0);
		(void)mem_copy(
		    page[n].number, STORE_NUMBER, store_db_col_text(st, 1));
		page[n].job = store_db_col_int(st, 2);
		page[n].voided = (int)store_db_col_int(st, 3);
		n++;
	}
	return rc < 0 ? -1 : n;
}

int
store_number_list(struct store *s, const char *registry, int year,
    int (*fn)(int64_t n, const char *number, int64_t job, int voided, void *),
    void *arg, struct fault *f)
{
	struct row page[CHUNK];
	struct store_stmt *st;
	int64_t after = 0;
	int n;

	do {
		st = store_db_use(s->db, STORE_Q_NUMBER_LIST, f);
		if (st == NULL)
			return -1;
		store_db_text(st, 1, registry);
		store_db_int(st, 2, year);
		store_db_int(st, 3, after);
		store_db_int(st, 4, CHUNK);
		if ((n = read_page(st, page, f)) < 0)
			return -1;
		for (int i = 0; i < n; i++) {
			after = page[i].n;
			if (fn(after, page[i].number, page[i].job,
				page[i].voided, arg) != 0)
				return 0;
		}
	} while (n == CHUNK);
	return 0;
}
