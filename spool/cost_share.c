/*
 * A month's bookings shared over its sheets (cost.h).  Pure.  Nothing is lost
 * and nothing made up: what the sheets bear and what is left is what was
 * booked.
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "cost.h"

__extension__ typedef __int128 wide;

struct rest { /* of one share */
	int64_t fraction;
	size_t i;
};

static int
larger(const void *a, const void *b)
{
	const struct rest *x = a, *y = b;

	if (x->fraction != y->fraction)
		return x->fraction > y->fraction ? -1 : 1;
	return x->i < y->i ? -1 : x->i > y->i;
}

void
cost_hamilton(int64_t pool, const int64_t *weight, size_t n, int64_t *add)
{
	struct rest *rest = mem_array(NULL, n + 1, sizeof *rest);
	int64_t all = 0, left = pool;
	size_t i;

	for (i = 0; i < n; i++)
		all += weight[i];
	for (i = 0; i < n && all > 0; i++) {
		wide exact = (wide)pool * weight[i];

		rest[i].fraction = (int64_t)(exact % all);
		rest[i].i = i;
		add[i] += (int64_t)(exact / all);
		left -= (int64_t)(exact / all);
	}
	if (left > 0)
		qsort(rest, n, sizeof *rest, larger);
	for (i = 0; i < n && left > 0; i++, left--)
		add[rest[i].i]++;
	free(rest);
}

/* What is being shared. */
struct sharing {
	struct cost_sheet *s;
	size_t n;
	int64_t *weight, *add; /* room for n */
	size_t *who;
};

/* Shares pool over the sheets of printer (0 = all; priced: on blanks with a
 * price) into part; 0 when there are none. */
static int
share(struct sharing *h, int64_t pool, enum cost_part part, int printer,
    int priced)
{
	size_t k = 0, i;

	for (i = 0; i < h->n; i++) {
		if ((printer && h->s[i].printer != printer) ||
		    (priced && h->s[i].price == 0))
			continue;
		h->weight[k] = h->s[i].pages;
		h->add[k] = 0;
		h->who[k++] = i;
	}
	if (k == 0)
		return 0;
	cost_hamilton(pool, h->weight, k, h->add);
	for (i = 0; i < k; i++)
		h->s[h->who[i]].part[part] += h->add[i];
	return 1;
}

void
cost_share(struct cost_sheet *s, size_t n, const struct cost_booking *b,
    size_t bookings, int printers, int64_t ret_left[COST_PARTS])
{
	struct sharing h = { .s = s, .n = n };
	size_t room = (size_t)printers + 1, i;
	int64_t *pool = mem_alloc(room * COST_PARTS * sizeof *pool);

	h.weight = mem_array(NULL, n + 1, sizeof *h.weight);
	h.add = mem_array(NULL, n + 1, sizeof *h.add);
	h.who = mem_array(NULL, n + 1, sizeof *h.who);
	for (i = 0; i < n; i++) {
		memset(s[i].part, 0, sizeof s[i].part);
		s[i].part[COST_BLANKS] = s[i].price;
	}
	for (i = 0; i < bookings; i++)
		if (b[i].part != COST_BLANKS)
			pool[(size_t)b[i].printer * COST_PARTS + b[i].part] +=
			    b[i].amount;
	for (enum cost_part p = 0; p < COST_PARTS; p++) {
		int64_t all = pool[p];

		for (int q = 1; q <= printers; q++) {
			int64_t own = pool[(size_t)q * COST_PARTS + (size_t)p];

			if (own != 0 && !share(&h, own, p, q, 0))
				all += own;
		}
		ret_left[p] = 0;
		if (all != 0 &&
		    !(p == COST_SPOILAGE && share(&h, all, p, 0, 1)) &&
		    !share(&h, all, p, 0, 0))
			ret_left[p] = all;
	}
	free(pool);
	free(h.weight);
	free(h.add);
	free(h.who);
}
