/*
 * What a sheet costs: the ledger's months add up to each price, the sheets'
 * shares to the ledger, to the rupiah, in thousands of offices made up by a
 * seed; and the figures of the one real site.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cost.h"

#define OFFICES 4000
#define PRINTERS 5
#define SHEETS 60
#define BOOKINGS 24
#define EACH(i, n) for (size_t i = 0; i < (n); i++)

static uint64_t seed;

/* 0 to n - 1; splitmix64 */
static int64_t
any(int64_t n)
{
	uint64_t z = seed += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (int64_t)((z ^ (z >> 31)) % (uint64_t)n);
}

/* Small, odd or very large. */
static int64_t
any_price(void)
{
	static const int64_t size[] = { 2, 7, 1000, 1000003, 550000000,
		INT64_C(1000000000000) };

	return any(size[any(6)]);
}

/* ---- the months of a thing ---- */

static void
asset(void)
{
	int64_t price = any_price(), life = 1 + any(120), sum = 0, last = 0;

	for (int64_t m = -3; m < life + 5; m++) {
		int64_t now = cost_done(price, m, life);

		assert_true(now >= last && now <= price);
		sum += now - last;
		last = now;
	}
	assert_int_equal(sum, price);
	/* by pages, in steps of any size */
	life = 1 + any(1000000);
	sum = last = 0;
	for (int64_t n = 0; n < life + 1; n += 1 + any(life)) {
		sum += cost_done(price, n, life) - last;
		last = cost_done(price, n, life);
	}
	sum += cost_done(price, life + any(99), life) - last;
	assert_int_equal(sum, price);
}

static void
contract(void)
{
	int64_t year = any_price(), first = 17000 + any(8000), sum = 0,
		last = first + any(1800), before = 0, day;
	int from = cost_month_of(first), to = cost_month_of(last);

	for (int m = from - 1; m <= to + 1; m++) {
		day =
		    cost_contract(year, first, last, cost_month_day(m + 1) - 1);
		assert_true(day >= before);
		sum += day - before;
		before = day;
	}
	assert_int_equal(sum, cost_contract(year, first, last, last));
	assert_int_equal(cost_contract(year, first, last, first - 1), 0);
}

static void
whole_years(void **state)
{
	int64_t first, end;

	(void)state;
	/* whole years cost whole prices, leap or not */
	assert_int_equal(cost_day_parse("2024-02-29", &first), 0);
	assert_int_equal(cost_day_parse("2026-02-28", &end), 0);
	assert_int_equal(cost_contract(55000000, first, end, end), 110000000);
	assert_int_equal(cost_day_parse("2026-01-01", &first), 0);
	assert_int_equal(cost_day_parse("2030-12-31", &end), 0);
	assert_int_equal(
	    cost_contract(55000000, first, end, end), 5 * INT64_C(55000000));
	/* January: 31 of 365 days */
	assert_int_equal(
	    cost_contract(55000000, first, end, first + 30), 4671232);
}

static void
things(void **state)
{
	(void)state;
	seed = 20261128;
	for (int i = 0; i < OFFICES; i++) {
		asset();
		contract();
	}
	/* no price and no number of pages runs over */
	assert_int_equal(
	    cost_done(INT64_C(9000000000000000000),
		INT64_C(4000000000000000000), INT64_C(8000000000000000000)),
	    INT64_C(4500000000000000000));
}

/* ---- the sheets of a month ---- */

struct office {
	struct cost_sheet s[SHEETS];
	struct cost_booking b[BOOKINGS];
	size_t sheets, bookings;
	int64_t left[COST_PARTS];
};

static void
make(struct office *o)
{
	int64_t live = 1 + any(PRINTERS); /* the others put out nothing */

	memset(o, 0, sizeof *o);
	o->sheets = (size_t)(any(8) == 0 ? 0 : any(SHEETS + 1));
	o->bookings = (size_t)any(BOOKINGS + 1);
	EACH(i, o->sheets)
	{
		o->s[i].printer = (int)(1 + any(live));
		o->s[i].pages = 1 + any(any(9) == 0 ? 1000000 : 3);
		o->s[i].price = any(2) ? any_price() : 0;
	}
	EACH(i, o->bookings)
	o->b[i] = (struct cost_booking){
		.part = (enum cost_part)any(COST_PARTS),
		.printer = (int)any(PRINTERS + 1),
		.amount = any_price(),
	};
	EACH(i, o->bookings)
	if (o->b[i].part == COST_SPOILAGE)
		o->b[i].printer = 0;
}

/* Sheets and what is left are what was booked, part by part. */
static void
adds_up(const struct office *o)
{
	EACH(p, COST_PARTS)
	{
		int64_t booked = 0, borne = o->left[p];

		EACH(i, o->bookings)
		if (o->b[i].part == p && p != COST_BLANKS)
			booked += o->b[i].amount;
		EACH(i, o->sheets)
		{
			borne += o->s[i].part[p];
			assert_true(o->s[i].part[p] >= 0);
			if (p == COST_BLANKS)
				booked += o->s[i].price;
		}
		assert_int_equal(borne, booked);
		if (o->sheets > 0)
			assert_int_equal(o->left[p], 0);
	}
}

/* What printer of part bears by the rules: its own, and its pages' part of
 * what is of no working printer; each sheet within a rupiah of either. */
static void
is_fair(const struct office *o, enum cost_part part)
{
	int64_t own[PRINTERS + 1] = { 0 }, pages[PRINTERS + 1] = { 0 }, all = 0;

	EACH(i, o->sheets)
	{
		pages[o->s[i].printer] += o->s[i].pages;
		all += o->s[i].pages;
	}
	EACH(i, o->bookings)
	if (o->b[i].part == part)
		own[pages[o->b[i].printer] ? o->b[i].printer : 0] +=
		    o->b[i].amount;
	EACH(i, o->sheets)
	{
		const struct cost_sheet *s = &o->s[i];
		long double exact = (long double)own[s->printer] *
			(long double)s->pages / (long double)pages[s->printer] +
		    (long double)own[0] * (long double)s->pages /
			(long double)all,
			    off = (long double)s->part[part] - exact;
		long double room = own[s->printer] && own[0] ? 2 : 1;

		if (off >= room || off <= -room)
			fail_msg("%Lf off, sheet %zu", off, i);
	}
}

static void
months(void **state)
{
	struct office o;

	(void)state;
	seed = 42;
	for (int i = 0; i < OFFICES; i++) {
		make(&o);
		cost_share(o.s, o.sheets, o.b, o.bookings, PRINTERS, o.left);
		adds_up(&o);
		is_fair(&o, COST_DEPRECIATION);
		is_fair(&o, COST_SERVICE);
		is_fair(&o, COST_SUPPLIES);
	}
}

static void
rests(void **state)
{
	(void)state;
	assert_int_equal(cost_rest(100, 1, 3), 33);
	assert_int_equal(cost_rest(100, 2, 3), 67);
	assert_int_equal(cost_rest(0, 334, 31), 0);
	/* the product is more than 64 bits hold */
	assert_int_equal(cost_rest(INT64_C(30000000000000000), 334, 31),
	    INT64_C(323225806451612903));
}

static void
largest(void **state)
{
	int64_t even[] = { 1, 1, 1 }, add[] = { 0, 0, 0 }, odd[] = { 1, 2, 4 },
		more[] = { 0, 0, 0 };

	(void)state;
	/* of equal fractions the earliest */
	cost_hamilton(11, even, 3, add);
	assert_int_equal(add[0], 4);
	assert_int_equal(add[1], 4);
	assert_int_equal(add[2], 3);
	/* 1.43 2.86 5.71: the second, then the third */
	cost_hamilton(10, odd, 3, more);
	assert_int_equal(more[0], 1);
	assert_int_equal(more[1], 3);
	assert_int_equal(more[2], 6);
}

static void
wasted(void **state)
{
	struct cost_sheet s[] = { { .printer = 1, .pages = 9 },
		{ .printer = 2, .pages = 1, .price = 150000 } };
	struct cost_booking b[] = { { COST_SPOILAGE, 0, 150000 },
		{ COST_SERVICE, 3, 100 } };
	int64_t left[COST_PARTS];

	(void)state;
	/* a wasted booklet is no letter's; an idle printer is everybody's */
	cost_share(s, 2, b, 2, 3, left);
	assert_int_equal(s[0].part[COST_SPOILAGE], 0);
	assert_int_equal(s[1].part[COST_SPOILAGE], 150000);
	assert_int_equal(s[1].part[COST_BLANKS], 150000);
	assert_int_equal(s[0].part[COST_SERVICE], 90);
	assert_int_equal(s[1].part[COST_SERVICE], 10);
	s[1].price = 0;
	cost_share(s, 2, b, 1, 3, left);
	assert_int_equal(s[0].part[COST_SPOILAGE], 135000);
	cost_share(s, 0, b, 2, 3, left);
	assert_int_equal(left[COST_SPOILAGE], 150000);
	assert_int_equal(left[COST_SERVICE], 100);
}

/* ---- the real site, paces, days ---- */

static void
real_site(void **state)
{
	struct cost_if w = { 500000000, 55000000, 5, 20, 250 };

	(void)state;
	assert_int_equal(cost_what_if(&w), 31000);
	w.per_day = 70;
	assert_int_equal(cost_what_if(&w), 8857);
	w.per_day = 140;
	assert_int_equal(cost_what_if(&w), 4429);
	w.per_day = 10;
	assert_int_equal(cost_what_if(&w), 62000);
}

static void
pace(void **state)
{
	static const int64_t even[] = { 10, 20, 30 },
			     quarter[] = { 0, 0, 90, 0, 0, 90 },
			     bill[] = { 10, 10, 10, 10, 1000 };

	(void)state;
	assert_int_equal(cost_pace(even, 3), 20);
	assert_int_equal(cost_pace(quarter, 6), 30);
	assert_int_equal(cost_pace(bill, 5), 14);
	assert_int_equal(cost_pace(even, 0), 0);
	assert_int_equal(cost_each(10, 4), 3);
	assert_int_equal(cost_each(9, 4), 2);
	assert_int_equal(cost_each(-10, 4), -3);
}

static void
days(void **state)
{
	char text[11];
	int64_t day;
	int month;

	(void)state;
	assert_int_equal(cost_month_parse("2026-11", &month), 0);
	assert_int_equal(month, 2026 * 12 + 10);
	cost_month_text(month, text);
	assert_string_equal(text, "2026-11");
	assert_int_equal(cost_month_of(cost_month_day(month)), month);
	assert_int_equal(cost_month_of(cost_month_day(month) - 1), month - 1);
	assert_int_equal(cost_day_parse("2026-11-28", &day), 0);
	assert_int_equal(day, 20785);
	cost_day_text(day, text);
	assert_string_equal(text, "2026-11-28");
	for (const char *const *s =
		 (const char *const[]){ "2026-13", "2026-1", "2026-11-01",
		     "202611", "", "1969-12", "9999-01", "x026-01", NULL };
	     *s; s++)
		assert_int_equal(cost_month_parse(*s, &month), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(things),
		cmocka_unit_test(whole_years),
		cmocka_unit_test(months),
		cmocka_unit_test(largest),
		cmocka_unit_test(rests),
		cmocka_unit_test(wasted),
		cmocka_unit_test(real_site),
		cmocka_unit_test(pace),
		cmocka_unit_test(days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
