/*
 * What things cost a month (cost.h).  Pure: integers only; products are taken
 * in 128 bits, so that no price and no number of pages runs over.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civil.h"
#include "mem.h"

#include "cost.h"

#define DAY 86400

__extension__ typedef __int128 wide;

static const struct {
	const char *name, *id, *en;
} parts[COST_PARTS] = {
	[COST_DEPRECIATION] = { "depreciation", "Penyusutan", "Depreciation" },
	[COST_SERVICE] = { "service", "Layanan", "Service" },
	[COST_SUPPLIES] = { "supplies", "Bahan", "Supplies" },
	[COST_BLANKS] = { "blanks", "Blangko", "Blanks" },
	[COST_SPOILAGE] = { "spoilage", "Rusak", "Spoilage" },
};

const char *
cost_part_name(enum cost_part p)
{
	return parts[p].name;
}

const char *
cost_part_title(enum cost_part p, int english)
{
	return english ? parts[p].en : parts[p].id;
}

/* ---- months and days ---- */

int
cost_month_of(int64_t day)
{
	struct civil c;

	civil_from(day * DAY, 0, &c);
	return c.year * 12 + c.month - 1;
}

int64_t
cost_month_day(int month)
{
	struct civil c = {
		.year = month / 12, .month = month % 12 + 1, .day = 1
	};

	return civil_to(&c, 0) / DAY;
}

int
cost_day_parse(const char *text, int64_t *ret_day)
{
	struct civil c;

	if (civil_parse_date(text, &c) < 0 || c.year < 1970 || c.year > 9998)
		return -1;
	*ret_day = civil_to(&c, 0) / DAY;
	return 0;
}

void
cost_day_text(int64_t day, char ret[11])
{
	char stamp[21];

	civil_rfc3339(day * DAY, stamp);
	memcpy(ret, stamp, 10);
	ret[10] = '\0';
}

int
cost_month_parse(const char *text, int *ret_month)
{
	char day[11];
	int64_t n;

	if (strlen(text) != COST_MONTH - 1)
		return -1;
	(void)snprintf(day, sizeof day, "%s-01", text);
	if (cost_day_parse(day, &n) < 0)
		return -1;
	*ret_month = cost_month_of(n);
	return 0;
}

void
cost_month_text(int month, char ret[COST_MONTH])
{
	char day[11];

	cost_day_text(cost_month_day(month), day);
	memcpy(ret, day, COST_MONTH - 1);
	ret[COST_MONTH - 1] = '\0';
}

/* ---- sums that only grow ---- */

int64_t
cost_done(int64_t worth, int64_t done, int64_t whole)
{
	if (done <= 0)
		return 0;
	if (done >= whole)
		return worth;
	return (int64_t)((wide)worth * done / whole);
}

/* The first day's n-th anniversary; of 29 February it is 1 March in years
 * that have none. */
static int64_t
anniversary(int64_t first, int n)
{
	struct civil c;

	civil_from(first * DAY, 0, &c);
	c.year += n;
	return civil_to(&c, 0) / DAY;
}

int64_t
cost_contract(int64_t price_year, int64_t first, int64_t last, int64_t day)
{
	int64_t sum = 0, from = first, next;
	int n = 0;

	if (day > last)
		day = last;
	for (; from <= day; from = next) {
		next = anniversary(first, ++n);
		sum += cost_done(price_year, day + 1 - from, next - from);
	}
	return sum;
}

/* ---- per document, what-if, pace ---- */

int64_t
cost_each(int64_t amount, int64_t n)
{
	wide twice = (wide)amount * 2 + (amount < 0 ? -n : n);

	return (int64_t)(twice / ((wide)n * 2));
}

int64_t
cost_rest(int64_t amount, int64_t left, int64_t whole)
{
	return (int64_t)(((wide)amount * left * 2 + whole) / ((wide)whole * 2));
}

int64_t
cost_what_if(const struct cost_if *w)
{
	wide sheets = (wide)w->years * w->days * w->per_day;
	wide all = (wide)w->price + (wide)w->years * w->service;

	return (int64_t)((all * 2 + sheets) / (sheets * 2));
}

static int
smaller(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

int64_t
cost_pace(const int64_t *month, size_t n)
{
	int64_t *spent = mem_array(NULL, n + 1, sizeof *spent);
	size_t i, k = 0;
	wide most, sum = 0;

	for (i = 0; i < n; i++)
		if (month[i] > 0)
			spent[k++] = month[i];
	qsort(spent, k, sizeof *spent, smaller);
	most = k > 0 ? (wide)spent[k / 2] * 3 : 0;
	free(spent);
	for (i = 0; i < n; i++)
		sum += month[i] > most ? most : month[i];
	return n > 0 ? (int64_t)(sum / (wide)n) : 0;
}
