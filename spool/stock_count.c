/*
 * Counting what lies at a place, and closing a day.  A count moves nothing: it
 * says what differs and who saw it; what follows is an act of its own.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "mem.h"

#include "store_int.h"

#define COUNT_MAX 20000 /* serials that one count names */

struct tally {
	struct stock_row *row; /* what the ledger has here */
	char *found;	       /* by row */
	size_t n;
	struct buf unexpected;
	int64_t counted, asked;
};

static int
load(struct store *s, const char *kind, const char *place, struct tally *t,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_BLANK_PLACE, f);
	int rc;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, place);
	store_db_text(st, 2, kind);
	while ((rc = store_db_step(st, f)) > 0) {
		if (t->n % 256 == 0)
			t->row = mem_array(t->row, t->n + 256, sizeof(*t->row));
		stock_row_load(st, &t->row[t->n++]);
	}
	t->found = mem_alloc(t->n + 1);
	return rc;
}

static int
order(const struct stock_row *r, const char *series, int64_t n)
{
	int d = strcmp(r->series, series);

	return d != 0 ? d : (r->n > n) - (r->n < n);
}

static void
see(struct tally *t, const char *serial)
{
	char series[BLANK_SERIAL];
	int64_t n = blank_series(serial, series);
	size_t lo = 0, hi = t->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (order(&t->row[mid], series, n) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo < t->n && order(&t->row[lo], series, n) == 0) {
		t->counted += t->found[lo] == 0;
		t->found[lo] = 1;
		return;
	}
	t->counted++;
	buf_printf(
	    &t->unexpected, "%s\"%s\"", t->unexpected.n ? "," : "", serial);
}

/* "A1..A9" or "A1" */
static int
see_range(struct tally *t, const char *seen, struct fault *f)
{
	const char *dots = strstr(seen, "..");
	char first[BLANK_SERIAL] = "", serial[BLANK_SERIAL], *head;
	int64_t n;

	head = dots == NULL ? mem_strdup(seen)
			    : mem_strndup(seen, (size_t)(dots - seen));
	(void)mem_copy(first, sizeof(first), head);
	free(head);
	n = blank_range(first, dots == NULL ? first : dots + 2);
	if (n > 0 && (t->asked += n) > COUNT_MAX)
		return fault_set(f, FAULT_FIELD, "/seen",
		    "Lebih dari %d blangko dalam satu penghitungan",
		    "More than %d blanks in one count", COUNT_MAX);
	if (n == 0)
		return fault_set(f, FAULT_FIELD, "/seen",
		    "Harus nomor seri atau deret A1..A9",
		    "Must be serials or ranges A1..A9");
	for (int64_t i = 0; i < n; i++) {
		blank_serial(first, i, serial);
		see(t, serial);
	}
	return 0;
}

static char *
differences(struct tally *t)
{
	struct buf b = { 0 };
	const char *comma = "";

	buf_puts(&b, "{\"missing\":[");
	for (size_t i = 0; i < t->n; i++) {
		if (t->found[i])
			continue;
		buf_printf(&b, "%s\"%s\"", comma, t->row[i].serial);
		comma = ",";
	}
	buf_printf(&b, "],\"unexpected\":[%s]}", buf_str(&t->unexpected));
	char *text = mem_strdup(buf_str(&b));
	buf_release(&b);
	return text;
}

static int
keep(struct store *s, const char *kind, const char *place,
    const struct tally *t, const char *differs, const struct stock_by *by,
    struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_COUNT_ADD, f);

	if (st == NULL)
		return -1;
	store_db_int(st, 1, by->now);
	store_db_text(st, 2, kind);
	store_db_text(st, 3, place);
	store_db_int(st, 4, (int64_t)t->n);
	store_db_int(st, 5, t->counted);
	store_db_text(st, 6, differs);
	store_db_text(st, 7, by->person);
	store_db_text(st, 8, store_text(by->reason));
	store_db_text(st, 9, store_text(by->note));
	return store_db_run(st, f);
}

static int
count(struct store *s, const char *kind, const char *place,
    const char *const *seen, size_t n, const struct stock_by *by,
    struct tally *t, char **ret_differs, struct fault *f)
{
	char *differs;
	int64_t missing = 0, more;
	int rc = -1;

	if (stock_kind_known(s, kind, f) != 0 ||
	    load(s, kind, place, t, f) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (see_range(t, seen[i], f) != 0)
			return -1;
	for (size_t i = 0; i < t->n; i++)
		missing += !t->found[i];
	more = t->counted - ((int64_t)t->n - missing);
	differs = differences(t);
	if ((missing > 0 || more > 0) && *store_text(by->reason) == '\0') {
		fault_set(f, FAULT_FIELD, "/reason",
		    "%lld blangko kurang dan %lld tidak dikenal di sini; "
		    "sebutkan alasannya",
		    "%lld blanks are missing and %lld are not known here; say "
		    "why",
		    (long long)missing, (long long)more);
		goto out;
	}
	if ((missing > 0 || more > 0) &&
	    reason_check(by->reason, by->note, REASON_STOCK, f) != 0)
		goto out;
	rc = keep(s, kind, place, t, differs, by, f);
out:
	if (rc == 0)
		*ret_differs = differs;
	else
		free(differs);
	return rc;
}

int
stock_count(struct store *s, const char *kind, const char *place,
    const char *const *seen, size_t n, const struct stock_by *by,
    int64_t *ret_expected, int64_t *ret_counted, char **ret_differs,
    struct fault *f)
{
	struct tally t = { 0 };
	int rc = -1;

	if (*store_text(by->person) == '\0')
		return fault_set(f, FAULT_FORBIDDEN, "",
		    "Tindakan ini harus dilakukan seorang petugas",
		    "This act takes a person");
	if (!blank_place_ok(place))
		return fault_set(f, FAULT_FIELD, "/place",
		    "Tempat: store, counter:NAMA atau tray:PRINTER",
		    "A place: store, counter:NAME or tray:PRINTER");
	if (store_enter(s, f) == 0)
		rc = store_leave(s,
		    count(s, kind, place, seen, n, by, &t, ret_differs, f), f);
	*ret_expected = (int64_t)t.n;
	*ret_counted = t.counted;
	buf_release(&t.unexpected);
	free(t.row);
	free(t.found);
	return rc;
}

/* ---- closing ---- */

static int
add_closing(struct store *s, const struct stock_closing *c, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_CLOSING_ADD, f);

	if (st == NULL)
		return -1;
	store_db_text(st, 1, c->day);
	store_db_text(st, 2, c->figures);
	store_db_int(st, 3, c->at);
	store_db_text(st, 4, c->person);
	store_db_text(st, 5, c->second);
	if (store_db_run(st, f) == 0)
		return 0;
	if (f != NULL && f->code == FAULT_CONFLICT)
		fault_set(f, FAULT_CONFLICT, "/date", "Hari ini sudah ditutup",
		    "This day is closed already");
	return -1;
}

int
stock_close(struct store *s, const struct stock_closing *c, struct fault *f)
{
	if (*store_text(c->person) == '\0' || *store_text(c->second) == '\0' ||
	    strcmp(c->person, c->second) == 0)
		return fault_set(f, FAULT_FORBIDDEN, "",
		    "Penutupan hari memerlukan dua orang yang berbeda",
		    "Closing a day takes two different persons");
	if (store_enter(s, f) != 0)
		return -1;
	return store_leave(s, add_closing(s, c, f), f);
}

int
stock_closing_list(struct store *s, int limit,
    int (*fn)(const struct stock_closing *, void *), void *arg, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_CLOSING_LIST, f);
	int rc = 0, stop = 0;

	if (st == NULL)
		return -1;
	store_db_int(st, 1, limit);
	while (!stop && (rc = store_db_step(st, f)) > 0) {
		struct stock_closing c = {
			.day = store_db_col_text(st, 0),
			.figures = store_db_col_text(st, 1),
			.at = store_db_col_int(st, 2),
			.person = store_db_col_text(st, 3),
			.second = store_db_col_text(st, 4),
		};
		stop = fn(&c, arg);
	}
	store_db_done(st);
	return rc < 0 ? -1 : 0;
}
