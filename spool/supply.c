/* Supplies reckoned (supply.h).  Pure: it has no clock and asks no store; what
 * it is given is counted already. */

#include <stdlib.h>
#include <string.h>

#include "forecast.h"
#include "supply.h"

const char *
supply_state_name(enum supply_state s)
{
	static const char *const names[] = { "new", "in-use", "worn", "lost" };

	return names[s];
}

int
supply_goes(enum supply_state from, enum supply_state to)
{
	return (from == SUPPLY_NEW &&
		   (to == SUPPLY_IN_USE || to == SUPPLY_LOST)) ||
	    (from == SUPPLY_IN_USE && to == SUPPLY_WORN);
}

static int
rising(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

int64_t
supply_median(int64_t *v, size_t n)
{
	if (n == 0)
		return -1;
	qsort(v, n, sizeof(*v), rising);
	return n % 2 == 1 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

int64_t
supply_yield(int64_t promised, int64_t *worn, size_t n)
{
	int64_t measured =
	    n >= SUPPLY_MEASURED ? supply_median(worn, n) : promised;

	return measured > 0 ? measured : promised;
}

int64_t
supply_level(int64_t pages, int64_t yield)
{
	if (yield <= 0 || pages >= yield)
		return 0;
	return pages <= 0 ? 100 : 100 - pages * 100 / yield;
}

void
supply_pace_add(
    struct supply_pace *p, int64_t today, int64_t day, int64_t pages)
{
	if (day < forecast_from(today) || day >= today || pages <= 0)
		return;
	while (!forecast_works(day))
		day--;
	if (p->n > 0 && p->day == day) {
		p->pages[p->n - 1] += pages;
	} else if (p->n < SUPPLY_DAYS) {
		p->day = day;
		p->pages[p->n++] = pages;
	}
}

int64_t
supply_pace_pages(const struct supply_pace *p)
{
	int64_t v[SUPPLY_DAYS];

	memcpy(v, p->pages, sizeof(v));
	return p->n == 0 ? 0 : supply_median(v, p->n);
}

int64_t
supply_days(int64_t pages, int64_t per_day)
{
	if (per_day <= 0)
		return -1;
	return pages <= 0 ? 0 : pages / per_day;
}

static int
runs_short(int64_t stock, int64_t minimum, int64_t days)
{
	return stock <= minimum || (days >= 0 && days < SUPPLY_LEAD);
}

int64_t
supply_order(int64_t stock, int64_t minimum, int64_t target, int64_t days)
{
	return runs_short(stock, minimum, days) && target > stock
	    ? target - stock
	    : 0;
}

const char *
supply_standing_name(enum supply_standing s)
{
	static const char *const names[] = { "ok", "low", "out" };

	return names[s];
}

enum supply_standing
supply_stands(int64_t stock, int64_t minimum, int64_t target, int64_t days)
{
	if (target == 0) /* not kept in stock */
		return SUPPLY_OK;
	if (stock == 0)
		return SUPPLY_OUT;
	return runs_short(stock, minimum, days) ? SUPPLY_SHORT : SUPPLY_OK;
}
