/*
 * What an office keeps of its printers: supplies by the piece, services,
 * stops, counters, what it bought and its budgets; as SQL.
 */

#include <stdlib.h>

#include "civil.h"
#include "mem.h"

#include "tests/office/office.h"

#define SLOTS 4
#define LEAD_DAYS 10 /* calendar days from order to delivery */

static const struct {
	const char *name, *title, *sort;
	int kind; /* whose printer */
	int64_t yield, price, minimum, target;
} supply[SLOTS] = {
	{ "tinta-paspor", "Tinta hitam", "ink", 0, 1400, 520000, 2, 5 },
	{ "laminasi-paspor", "Laminasi halaman data", "laminate", 0, 650,
	    1500000, 3, 8 },
	{ "pita-ymcko", "Pita YMCKO", "ribbon", 1, 600, 690000, 8, 24 },
	{ "pembersih-kartu", "Pembersih kepala", "cleaning-kit", 1, 12000,
	    240000, 1, 3 },
};

struct slot {
	int64_t stock, item; /* new ones; the one in use */
	int64_t used, life;  /* pages */
	int64_t arrives, n;  /* day and size of an order, 0 none */
	int64_t newest;	     /* item that came last */
	int64_t next;	     /* item to be installed next */
	int64_t since;	     /* installed */
	int64_t price;	     /* of the newest purchase */
};

struct upkeep {
	FILE *sql;
	struct office_dice dice;
	int64_t first, items, purchases, services, health;
	struct slot slot[SLOTS];
	int64_t life[OFFICE_KINDS], since[OFFICE_KINDS]; /* pages */
	int64_t served[OFFICE_KINDS];			 /* day */
};

static const int64_t plan_pages[OFFICE_KINDS] = { 5500, 60000 };
static const int64_t plan_days[OFFICE_KINDS] = { 365, 365 };

static void
date(int64_t day, char ret[11])
{
	struct civil c;
	char *text;

	civil_from(day * 86400, 0, &c);
	text = mem_printf("%04d-%02d-%02d", c.year, c.month, c.day);
	(void)mem_copy(ret, 11, text);
	free(text);
}

/* Opening hour h of a day, in UTC. */
static int64_t
at_hour(int64_t day, int64_t h)
{
	return day * 86400 - OFFICE_ZONE + h * 3600;
}

/* ---- supplies ---- */

/* The items of a purchase are numbered in a row, kinds interleaved. */
static void
buy(struct upkeep *u, int i, int64_t n, int64_t day)
{
	struct slot *o = &u->slot[i];

	u->purchases++;
	o->price =
	    supply[i].price * (1000 + (day - u->first) * 30 / 365) / 1000;
	fprintf(u->sql,
	    "INSERT INTO purchase VALUES (%lld, '%s', %lld, %lld, %lld,"
	    " 'PT Bahan Contoh', 'SJ-%lld', '5.1.02.01', 'ratna');\n",
	    (long long)u->purchases, supply[i].name, (long long)at_hour(day, 9),
	    (long long)n, (long long)o->price, (long long)u->purchases);
	for (int64_t k = 0; k < n; k++)
		fprintf(u->sql,
		    "INSERT INTO item VALUES (%lld, %lld, '%s', 0, '', NULL,"
		    " NULL, '', '', '');\n",
		    (long long)(i * 1000000 + ++o->newest),
		    (long long)u->purchases, supply[i].name);
	o->stock += n;
}

static void
install(struct upkeep *u, int i, int64_t at)
{
	struct slot *o = &u->slot[i];

	if (o->item)
		fprintf(u->sql,
		    "UPDATE item SET state = 2, removed = %lld WHERE id ="
		    " %lld;\n",
		    (long long)at, (long long)(i * 1000000 + o->item));
	o->item = ++o->next;
	o->stock--;
	o->used = 0;
	o->life = supply[i].yield * (930 + office_roll(&u->dice, 101)) / 1000;
	o->since = at;
	fprintf(u->sql,
	    "UPDATE item SET state = 1, printer = '%s', installed = %lld,"
	    " person = 'hadi' WHERE id = %lld;\n",
	    office_kind[supply[i].kind].printer, (long long)at,
	    (long long)(i * 1000000 + o->item));
}

void
upkeep_pages(struct upkeep *u, int kind, int64_t at, int64_t n)
{
	u->life[kind] += n;
	u->since[kind] += n;
	for (int i = 0; i < SLOTS; i++) {
		struct slot *o = &u->slot[i];

		if (supply[i].kind != kind)
			continue;
		o->used += n;
		if (o->used < o->life)
			continue;
		if (o->stock == 0) /* borrowed from the next office */
			buy(u, i, 1, (at + OFFICE_ZONE) / 86400);
		install(u, i, at);
	}
}

static void
order(struct upkeep *u, int i, int64_t day)
{
	struct slot *o = &u->slot[i];

	if (o->arrives && day >= o->arrives) {
		buy(u, i, o->n, day);
		o->arrives = 0;
	}
	if (!o->arrives && o->stock <= supply[i].minimum) {
		o->n = supply[i].target - o->stock;
		o->arrives = day + LEAD_DAYS;
	}
}

/* ---- printers ---- */

static void
health(struct upkeep *u, int kind, int64_t at, int state, const char *reasons)
{
	fprintf(u->sql,
	    "INSERT INTO health VALUES (%lld, '%s', %lld, %d, '%s');\n",
	    (long long)++u->health, office_kind[kind].printer, (long long)at,
	    state, reasons);
}

static void
stops(struct upkeep *u, int kind, int64_t day)
{
	int64_t at = at_hour(day, 9) + office_roll(&u->dice, 4 * 3600);

	if (office_roll(&u->dice, 100) < 16) {
		health(u, kind, at, 1, "[\"media-low\"]");
		health(u, kind, at + 600, 0, "[]");
	}
	at += 3600;
	if (office_roll(&u->dice, 100) < 9) {
		health(u, kind, at, 2,
		    office_roll(&u->dice, 2) ? "[\"cover-open\"]"
					     : "[\"media-jam\"]");
		health(
		    u, kind, at + 300 + office_roll(&u->dice, 5400), 0, "[]");
	}
}

static void
serve(struct upkeep *u, int kind, int64_t day)
{
	int64_t began = at_hour(day, 16);

	if (u->since[kind] < plan_pages[kind] &&
	    day - u->served[kind] < plan_days[kind])
		return;
	fprintf(u->sql,
	    "INSERT INTO service VALUES (%lld, '%s', %d, 'scheduled',"
	    " 'PT Teknik Contoh', %lld, %lld, NULL, %d, 0,"
	    " 'Servis berkala', NULL, '5.1.02.03', 'ratna');\n",
	    (long long)++u->services, office_kind[kind].printer, kind + 1,
	    (long long)began, (long long)(began + 9000),
	    kind == 0 ? 13750000 : 3500000);
	u->since[kind] = 0;
	u->served[kind] = day;
}

void
upkeep_day(struct upkeep *u, int64_t day)
{
	for (int i = 0; i < SLOTS; i++)
		order(u, i, day);
	for (int k = 0; k < OFFICE_KINDS; k++) {
		stops(u, k, day);
		serve(u, k, day);
		fprintf(u->sql,
		    "INSERT INTO meter VALUES ('%s', %lld, %lld);\n",
		    office_kind[k].printer, (long long)at_hour(day, 17),
		    (long long)u->life[k]);
	}
	if (office_roll(&u->dice, 130) == 0)
		fprintf(u->sql,
		    "INSERT INTO service VALUES (%lld, 'paspor-1', NULL,"
		    " 'repair', 'PT Teknik Contoh', %lld, %lld, NULL, 4200000,"
		    " %lld, 'Kepala cetak', NULL, '5.1.02.03', 'ratna');\n",
		    (long long)++u->services, (long long)at_hour(day, 13),
		    (long long)at_hour(day, 15),
		    (long long)office_roll(&u->dice, 2));
}

/* ---- beginning and end ---- */

static void
begin_money(struct upkeep *u)
{
	char first[11], last[11];
	int year;

	date(u->first, first);
	date(u->first + OFFICE_DAYS + 60, last);
	fprintf(u->sql,
	    "INSERT INTO asset VALUES (1, 'paspor-1', 'Printer paspor',"
	    " 500000000, 0, '%s', 'straight', 60, 0, '5.2.02.10', 'ratna');\n"
	    "INSERT INTO asset VALUES (2, 'kartu-1', 'Printer kartu', 75000000,"
	    " 5000000, '%s', 'output', 0, 400000, '5.2.02.10', 'ratna');\n"
	    "INSERT INTO asset VALUES (3, '', 'Server paspor', 1500000000,"
	    " 100000000, '%s', 'straight', 96, 0, '5.2.02.10', 'ratna');\n"
	    "INSERT INTO contract VALUES (1, 'paspor-1', 'PT Teknik Contoh',"
	    " 'KTR-07', '%s', '%s', 55000000, 2, '5.1.02.03', 'ratna');\n",
	    first, first, first, first, last);
	year = (first[0] - '0') * 1000 + (first[1] - '0') * 100 +
	    (first[2] - '0') * 10 + (first[3] - '0');
	for (int i = 0; i < 5; i++)
		fprintf(u->sql,
		    "INSERT INTO budget VALUES (%d, '5.1.02.03',"
		    " 'Belanja pemeliharaan', 160000000);\n"
		    "INSERT INTO budget VALUES (%d, '5.1.02.01',"
		    " 'Belanja bahan cetak', 190000000);\n",
		    year + i, year + i);
}

struct upkeep *
upkeep_new(FILE *sql, int64_t first_day, uint64_t seed)
{
	struct upkeep *u = mem_alloc(sizeof(*u));

	u->sql = sql;
	u->first = first_day;
	u->dice.state = seed;
	fputs("BEGIN;\n", sql);
	for (int i = 0; i < SLOTS; i++) {
		fprintf(sql,
		    "INSERT INTO supply VALUES ('%s', '%s', '%s', %lld, %lld,"
		    " %lld, '[]', '', %lld);\n",
		    supply[i].name, supply[i].title, supply[i].sort,
		    (long long)supply[i].yield, (long long)supply[i].minimum,
		    (long long)supply[i].target,
		    (long long)at_hour(first_day, 0));
		buy(u, i, supply[i].target, first_day);
		install(u, i, at_hour(first_day, 7));
	}
	for (int k = 0; k < OFFICE_KINDS; k++) {
		fprintf(sql,
		    "INSERT INTO plan VALUES (%d, '%s', 'Servis berkala',"
		    " %lld, %lld, 14, %lld, NULL);\n",
		    k + 1, office_kind[k].printer, (long long)plan_days[k],
		    (long long)plan_pages[k], (long long)at_hour(first_day, 7));
		u->served[k] = first_day;
		health(u, k, at_hour(first_day, 7), 0, "[]");
	}
	begin_money(u);
	return u;
}

void
upkeep_free(struct upkeep *u)
{
	free(u);
}

void
upkeep_end(struct upkeep *u, int64_t now)
{
	fprintf(u->sql,
	    "INSERT INTO notice VALUES (1, %lld, 0, 'stock-received',"
	    " 'kartu-pmi', 'Stok masuk', 'Stock received');\nCOMMIT;\n",
	    (long long)now);
}

/* Pages from one working day to the days to come, in one future. */
static int64_t
pages_of(struct office_dice *d, int kind, int64_t day, int64_t nth)
{
	return office_demand(d, kind, day, nth) * office_kind[kind].pages *
	    1009 / 1000;
}

/* Working days until what is there is used up. */
static int64_t
lasts(const struct upkeep *u, int i, int64_t day, int64_t nth, uint64_t seed)
{
	struct office_dice d = { seed };
	const struct slot *o = &u->slot[i];
	int64_t left = o->life - o->used, days = 0;

	for (int64_t k = 0; k < o->stock; k++)
		left += supply[i].yield * (930 + office_roll(&d, 101)) / 1000;
	for (int64_t n = 1; left > 0; n++) {
		if (!office_works(day + n))
			continue;
		left -= pages_of(&d, supply[i].kind, day + n, nth + n);
		days += left > 0;
	}
	return days;
}

/* Calendar days until the plan's pages are reached, or its days. */
static int64_t
due(const struct upkeep *u, int kind, int64_t day, int64_t nth, uint64_t seed)
{
	struct office_dice d = { seed };
	int64_t n = 0, pages = u->since[kind],
		by_days = u->served[kind] + plan_days[kind] - day;

	while (pages < plan_pages[kind] && n < by_days) {
		n++;
		if (office_works(day + n))
			pages += pages_of(&d, kind, day + n, nth + n);
	}
	return n;
}

void
upkeep_truth(const struct upkeep *u, int64_t day, int64_t nth, FILE *out)
{
	for (int i = 0; i < SLOTS; i++) {
		int64_t sum = 0;

		for (uint64_t future = 0; future < 100; future++)
			sum += lasts(u, i, day, nth, 5000 + future);
		fprintf(out, "\"%s\":{\"stock\":%lld,\"days\":%lld},",
		    supply[i].name, (long long)u->slot[i].stock,
		    (long long)(sum / 100));
	}
	fputs("\"service\":{", out);
	for (int k = 0; k < OFFICE_KINDS; k++) {
		int64_t sum = 0;

		for (uint64_t future = 0; future < 100; future++)
			sum += due(u, k, day, nth, 9000 + future);
		fprintf(out, "%s\"%s\":%lld", k ? "," : "",
		    office_kind[k].printer, (long long)(sum / 100));
	}
	fputs("}", out);
}
