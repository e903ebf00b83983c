/*
 * Chance and demand of the made-up office: the same for what was and for what
 * is to come.
 */

#include "tests/office/office.h"

const struct office_kind office_kind[OFFICE_KINDS] = {
	{ "paspor", "buku-paspor", "Buku paspor 48 hlm.", "paspor-1", "X", 2, 7,
	    1, 58, 36000 },
	{ "kartu-pmi", "kartu-pmi", "Kartu PMI bernomor", "kartu-1", "K", 2, 7,
	    2, 122, 6500 },
};

int64_t
office_roll(struct office_dice *d, int64_t n)
{
	uint64_t z = d->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (int64_t)((z ^ (z >> 31)) % (uint64_t)n);
}

/* 1970-01-01 was a Thursday. */
int
office_works(int64_t day)
{
	int64_t weekday = (day + 3) % 7; /* 0 Monday */

	return weekday < 5;
}

int64_t
office_demand(struct office_dice *d, int kind, int64_t day, int64_t nth)
{
	static const int64_t weekday[] = { 115, 105, 100, 95, 85 };
	int64_t n = office_kind[kind].per_day * weekday[(day + 3) % 7];

	n = n * (1000 + nth * 80 / 365) / 1000; /* 8 % more a year */
	return n * (850 + office_roll(d, 301)) / 1000 / 100;
}
