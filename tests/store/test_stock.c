/* What the stock refuses, in what words; what it shows; and one sheet's way
 * with its blank.  The model (test_model.c) walks the rest. */
/* SRC: tests/store/kit.c */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "mem.h"
#include "stock.h"
#include "tests/store/kit.h"

static char *dir, *path;
static struct store *s;
static struct fault f;
static int64_t n;

static int
setup(void **state)
{
	(void)state;
	dir = kit_dir();
	path = mem_printf("%s/store.db", dir);
	assert_int_equal(store_open_sqlite(path, "a", &s, &f), 0);
	kit_template(s);
	kit_blanks(s, "buku", "X001", "X010");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	store_close(s);
	kit_examine(path);
	free(path);
	kit_remove(dir);
	return 0;
}

#define REFUSED(call, c, at)                        \
	do {                                        \
		assert_int_equal(call, -1);         \
		assert_int_equal(f.code, c);        \
		assert_string_equal(f.pointer, at); \
	} while (0)

static void
refusals(void **state)
{
	struct stock_by by = kit_by, none = { .now = 1 };
	struct stock_delivery d = { "buku", "SJ-2", "X011", "X012", 1, NULL };

	(void)state;
	REFUSED(stock_receive(s, &d, &none, &n, &f), FAULT_FORBIDDEN, "");
	d.kind = "kartu";
	REFUSED(stock_receive(s, &d, &by, &n, &f), FAULT_NOT_FOUND, "/kind");
	d.kind = "buku";
	d.last = "Y012";
	REFUSED(stock_receive(s, &d, &by, &n, &f), FAULT_FIELD, "/last");
	d.last = "X012";
	d.first = "x011";
	REFUSED(stock_receive(s, &d, &by, &n, &f), FAULT_FIELD, "/first");
	d.first = "X010";
	REFUSED(stock_receive(s, &d, &by, &n, &f), FAULT_CONFLICT, "/first");
	assert_non_null(strstr(f.en, "X010"));
	d.first = "X012";
	by.reason = NULL;
	REFUSED(stock_receive(s, &d, &by, &n, &f), FAULT_FIELD, "/reason");
	by.reason = "ink";
	REFUSED(stock_receive(s, &d, &by, &n, &f), FAULT_FIELD, "/reason");
	by.reason = "other";
	REFUSED(stock_receive(s, &d, &by, &n, &f), FAULT_FIELD, "/note");
	by.note = "satu dus tertinggal";
	assert_int_equal(stock_receive(s, &d, &by, &n, &f), 0);
	d.price = -1;
	REFUSED(stock_receive(s, &d, &by, &n, &f), FAULT_FIELD, "/price");

	REFUSED(stock_move(s, "X001", "X011", "counter:a", 0, &by, &n, &f),
	    FAULT_NOT_FOUND, "/first");
	assert_non_null(strstr(f.en, "X011"));
	REFUSED(stock_move(s, "X001", "X002", "shelf", 0, &by, &n, &f),
	    FAULT_FIELD, "/to");
	REFUSED(stock_move(s, "X001", "X002", "store", 0, &by, &n, &f),
	    FAULT_STATE, "/first");
	REFUSED(stock_end(s, BLANK_DESTROY, "X001", "X001", &by, &n, &f),
	    FAULT_FORBIDDEN, "");
	by.second = "budi";
	REFUSED(stock_end(s, BLANK_DESTROY, "X001", "X001", &by, &n, &f),
	    FAULT_FORBIDDEN, "");
	by.second = "siti";
	REFUSED(stock_end(s, BLANK_DESTROY, "X001", "X001", &by, &n, &f),
	    FAULT_STATE, "/first");
	assert_int_equal(
	    stock_end(s, BLANK_SPOIL, "X001", "X001", &by, &n, &f), 0);
	assert_int_equal(
	    stock_end(s, BLANK_DESTROY, "X001", "X001", &by, &n, &f), 0);
}

/* ---- one passport ---- */

static enum fault_code
step(int64_t id, enum job_event ev, const char *serial)
{
	struct store_change c = {
		.actor = "siti", .printer = "p1", .serial = serial, .why = "ink"
	};

	if (ev == JOB_EV_SEAL)
		c.seals = "[]";
	if (ev == JOB_EV_SUBMIT)
		c.blank = "buku";
	return store_job_step(s, id, 0, ev, &c, KIT_NOW + 9, NULL, &f) == 0
	    ? FAULT_NONE
	    : f.code;
}

/* Its second sheet, on the next blank that a person confirms, until it is
 * void and its blank destroyed. */
static void
second_sheet(int64_t again, struct stock_by by)
{
	struct stock_blank b;
	struct store_job j;
	struct store_reprint r = { .counter = "loket-1",
		.person = "budi",
		.second = "siti",
		.reason = "ink",
		.numbered = 1,
		.cap = 3,
		.now = KIT_NOW + 20 };

	assert_int_equal(step(again, JOB_EV_SEAL, NULL), FAULT_NONE);
	assert_int_equal(step(again, JOB_EV_RENDER, NULL), FAULT_NONE);
	assert_int_equal(step(again, JOB_EV_SUBMIT, NULL), FAULT_STATE);
	REFUSED(stock_confirm(
		    s, "p1", "X003", &(struct stock_by){ .person = "a" }, &f),
	    FAULT_FIELD, "/reason");
	assert_int_equal(stock_confirm(s, "p1", "X001", &by, &f), 0);
	assert_int_equal(step(again, JOB_EV_SUBMIT, NULL), FAULT_NONE);
	assert_int_equal(step(again, JOB_EV_PERMIT, NULL), FAULT_NONE);
	assert_int_equal(step(again, JOB_EV_DONE, NULL), FAULT_NONE);
	assert_int_equal(step(again, JOB_EV_SUPERSEDE, NULL), FAULT_STATE);
	assert_int_equal(step(again, JOB_EV_READY, "X001"), FAULT_NONE);
	assert_int_equal(stock_blank_get(s, "X001", &b, &f), 0);
	assert_int_equal(b.state, BLANK_USED);
	by.reason = "end-of-use";
	by.second = "siti";
	REFUSED(stock_end(s, BLANK_DESTROY, "X001", "X001", &by, &n, &f),
	    FAULT_STATE, "/first");
	assert_int_equal(step(again, JOB_EV_VOID, NULL), FAULT_NONE);
	assert_int_equal(
	    stock_end(s, BLANK_DESTROY, "X001", "X001", &by, &n, &f), 0);
	REFUSED(store_job_reprint(s, again, 0, &r, &j, &f), FAULT_STATE, "");
	assert_int_equal(stock_check(s, NULL, NULL, &n, &f), 0);
	assert_int_equal(n, 0);
}

static int
found(const struct store_job *j, void *arg)
{
	*(int64_t *)arg = j->id;
	return 0;
}

static void
one_passport(void **state)
{
	struct store_filter by_serial = { .find = "x001", .limit = 9 };
	struct stock_by by = kit_by;
	struct stock_blank b;
	struct stock_tray t;
	struct store_job j;
	int64_t id = kit_at(s, 1, JOB_QUEUED), again;
	struct store_reprint r = { .counter = "loket-1",
		.person = "budi",
		.reason = "ink",
		.numbered = 1,
		.cap = 3,
		.now = KIT_NOW + 20 };

	(void)state;
	/* no blank, then none that a person saw */
	assert_int_equal(step(id, JOB_EV_SUBMIT, NULL), FAULT_STATE);
	assert_string_equal(f.pointer, "/blank");
	assert_int_equal(
	    stock_move(s, "X001", "X003", "tray:p1", 0, &by, &n, &f), 0);
	assert_int_equal(n, 3);
	assert_int_equal(step(id, JOB_EV_SUBMIT, NULL), FAULT_NONE);
	assert_int_equal(store_job_get(s, id, &j, &f), 0);
	assert_string_equal(j.serial, "X001");
	store_job_release(&j);
	assert_int_equal(store_job_list(s, &by_serial, found, &n, &f), 0);
	assert_int_equal(n, id);
	/* taken back: the serial is free again, and given again */
	assert_int_equal(step(id, JOB_EV_RETURN, NULL), FAULT_NONE);
	assert_int_equal(stock_blank_get(s, "X001", &b, &f), 0);
	assert_int_equal(b.state, BLANK_AT_COUNTER);
	assert_int_equal(b.job, 0);
	assert_int_equal(step(id, JOB_EV_SUBMIT, NULL), FAULT_NONE);
	assert_int_equal(step(id, JOB_EV_PERMIT, NULL), FAULT_NONE);
	assert_int_equal(step(id, JOB_EV_LOST, NULL), FAULT_NONE);
	assert_int_equal(stock_tray(s, "p1", &t, &f), 0);
	assert_string_equal(t.next, "X002");
	assert_int_equal(t.n, 2);
	assert_int_equal(t.confirmed, 0);
	/* on its way to paper: not a person's to spoil by itself */
	by.reason = "defect";
	REFUSED(stock_end(s, BLANK_SPOIL, "X001", "X001", &by, &n, &f),
	    FAULT_STATE, "/first");
	/* the sheet bears another serial than was believed */
	assert_int_equal(
	    step(id, JOB_EV_CAME_OUT_SPOILED, "X002"), FAULT_FIELD);
	assert_string_equal(f.pointer, "/serial");
	by.reason = "order";
	assert_int_equal(stock_correct(s, id, "X002", &by, &f), 0);
	assert_int_equal(step(id, JOB_EV_CAME_OUT_SPOILED, "X002"), FAULT_NONE);
	assert_int_equal(stock_blank_get(s, "X002", &b, &f), 0);
	assert_int_equal(b.state, BLANK_SPOILED);
	assert_int_equal(b.job, id);
	/* printed anew by two, on the next that a person confirms */
	REFUSED(store_job_reprint(s, id, 0, &r, &j, &f), FAULT_FORBIDDEN, "");
	r.second = "budi";
	REFUSED(store_job_reprint(s, id, 0, &r, &j, &f), FAULT_FORBIDDEN, "");
	r.second = "siti";
	assert_int_equal(store_job_reprint(s, id, 0, &r, &j, &f), 0);
	assert_int_equal(j.copy, 2);
	assert_string_equal(j.document, kit_id(1));
	again = j.id;
	store_job_release(&j);
	REFUSED(store_job_reprint(s, id, 0, &r, &j, &f), FAULT_STATE, "");
	second_sheet(again, by);
}

/* ---- what it shows ---- */

static int
see_entry(const struct stock_entry *e, void *arg)
{
	buf_printf(arg, "%s %lld %s..%s %s>%s %s %s|", blank_act_name(e->act),
	    (long long)e->n, e->first, e->last, e->came_place, e->went_place,
	    e->person, e->reason);
	return 0;
}

static int
see_day(const struct stock_day *d, void *arg)
{
	buf_printf(arg, "%s %s %lld+%lld+%lld=%lld+%lld+%lld+%lld+%lld|",
	    d->kind, d->place, (long long)d->opening, (long long)d->received,
	    (long long)d->in, (long long)d->used, (long long)d->spoiled,
	    (long long)d->returned, (long long)d->out, (long long)d->remaining);
	return 0;
}

static void
looking(void **state)
{
	struct stock_by by = kit_by;
	struct stock_filter q = { .act = -1, .limit = 100 };
	struct buf b = { 0 };

	(void)state;
	by.now = KIT_NOW + 86400;
	assert_int_equal(
	    stock_move(s, "X001", "X004", "counter:l", 0, &by, &n, &f), 0);
	assert_int_equal(
	    stock_move(s, "X003", "X006", "tray:p1", 1, &by, &n, &f), 0);
	by.reason = "surplus";
	assert_int_equal(
	    stock_end(s, BLANK_RETURN, "X005", "X005", &by, &n, &f), 0);
	assert_int_equal(stock_list(s, &q, see_entry, &b, &f), 0);
	assert_string_equal(buf_str(&b),
	    "receive 10 X001..X010 >store budi defect|"
	    "hand-out 4 X001..X004 store>counter:l budi defect|"
	    "hand-out 2 X003..X004 counter:l>tray:p1 budi defect|"
	    "hand-out 2 X005..X006 store>tray:p1 budi defect|"
	    "return 1 X005..X005 tray:p1>tray:p1 budi surplus|");
	buf_clear(&b);
	q.serial = "X002";
	q.after = 1;
	assert_int_equal(stock_list(s, &q, see_entry, &b, &f), 0);
	assert_string_equal(
	    buf_str(&b), "hand-out 4 X001..X004 store>counter:l budi defect|");
	buf_clear(&b);
	q = (struct stock_filter){ .act = -1, .limit = 1, .back = 1 };
	assert_int_equal(stock_list(s, &q, see_entry, &b, &f), 0);
	assert_string_equal(
	    buf_str(&b), "return 1 X005..X005 tray:p1>tray:p1 budi surplus|");
	buf_clear(&b);
	assert_int_equal(
	    stock_day(s, KIT_NOW + 3600, KIT_NOW + 2 * 86400, see_day, &b, &f),
	    0);
	assert_string_equal(buf_str(&b),
	    "buku counter:l 0+0+4=0+0+0+2+2|"
	    "buku store 10+0+0=0+0+0+6+4|"
	    "buku tray:p1 0+0+4=0+0+1+0+3|");
	buf_clear(&b);
	assert_int_equal(
	    stock_day(s, KIT_NOW, KIT_NOW + 60, see_day, &b, &f), 0);
	assert_string_equal(buf_str(&b), "buku store 0+10+0=0+0+0+0+10|");
	buf_release(&b);
	REFUSED(stock_blank_get(s, "X011", &(struct stock_blank){ 0 }, &f),
	    FAULT_NOT_FOUND, "/serial");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(refusals, setup, teardown),
		cmocka_unit_test_setup_teardown(one_passport, setup, teardown),
		cmocka_unit_test_setup_teardown(looking, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
