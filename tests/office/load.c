/*
 * Writes a store as three years of an office would have left it: jobs,
 * sheets, blanks and their ledger through the store's own door, the rest as
 * SQL to be run on it.
 *
 *   load STORE SQL TRUTH.json NOW [SHEETS A DAY IN PERCENT]
 */
/* SRC: tests/office/upkeep.c tests/office/dice.c */

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "buf.h"
#include "crypt.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "stock.h"
#include "store.h"
#include "template.h"

#include "tests/office/office.h"

#define GROUP 256   /* jobs of one commit */
#define LOT_DAYS 66 /* working days that a delivery lasts */

static struct store *s;
static struct upkeep *upkeep;
static struct office_dice dice;
static int grouped;
static unsigned long long documents;
static int64_t sheets, spoiled, doubts;

/* Serials: how many came, lie in the store room, in the tray. */
static struct stock_here {
	int64_t came, room, tray;
} here[OFFICE_KINDS];

static void
must(int rc, const struct fault *f)
{
	if (rc != 0)
		fatalx("%s at '%s' (%d)", f->en, f->pointer, f->err);
}

static void
group(void)
{
	struct fault f;

	if (grouped++ % GROUP != 0)
		return;
	if (grouped > 1)
		must(store_commit(s, &f), &f);
	must(store_begin(s, &f), &f);
}

static const char *
person(void)
{
	static const char *const names[] = { "ratna", "hadi", "lina", "dimas" };

	return names[office_roll(&dice, 4)];
}

/* ---- blanks ---- */

static void
serial(int kind, int64_t n, char ret[BLANK_SERIAL])
{
	char *text = mem_printf("%s%0*lld", office_kind[kind].series,
	    office_kind[kind].width, (long long)n);

	(void)mem_copy(ret, BLANK_SERIAL, text);
	free(text);
}

static void
receive(int kind, int64_t n, int64_t year, int64_t now)
{
	char first[BLANK_SERIAL], last[BLANK_SERIAL];
	struct stock_by by = { .person = "ratna", .now = now };
	struct stock_delivery d = { .kind = office_kind[kind].blank,
		.note = "SJ",
		.first = first,
		.last = last,
		.price = office_kind[kind].price * (100 + 3 * year) / 100 };
	struct fault f;
	int64_t got;

	serial(kind, here[kind].came + 1, first);
	serial(kind, here[kind].came + n, last);
	must(stock_receive(s, &d, &by, &got, &f), &f);
	here[kind].came += n;
	here[kind].room += n;
}

/* Enough in the tray for the day. */
static void
load_tray(int kind, int64_t n, int64_t now)
{
	char first[BLANK_SERIAL], last[BLANK_SERIAL];
	char *tray = mem_printf("tray:%s", office_kind[kind].printer);
	struct stock_by by = { .person = "hadi", .now = now };
	struct fault f;
	int64_t got, from = here[kind].came - here[kind].room + 1;

	if (n > here[kind].room)
		n = here[kind].room;
	if (n > 0) {
		serial(kind, from, first);
		serial(kind, from + n - 1, last);
		must(stock_move(s, first, last, tray, 0, &by, &got, &f), &f);
		here[kind].room -= n;
		here[kind].tray += n;
	}
	free(tray);
}

static void
confirm(int kind, int64_t now)
{
	struct stock_by by = { .person = "hadi", .now = now };
	struct stock_tray t;
	struct fault f;

	must(stock_tray(s, office_kind[kind].printer, &t, &f), &f);
	if (*t.next && !t.confirmed)
		must(stock_confirm(
			 s, office_kind[kind].printer, t.next, &by, &f),
		    &f);
}

/* ---- jobs ---- */

static int64_t
step(int64_t id, enum job_event ev, struct store_change c, int64_t at)
{
	struct fault f;

	if (!c.actor)
		c.actor = "core";
	must(store_job_step(s, id, 0, ev, &c, at, NULL, &f), &f);
	return at;
}

static int64_t
accept_job(int kind, int64_t now)
{
	static const char *const regions[] = { "3507", "3505", "3573", "5202",
		"3504", "3503" };
	static const char *const schemes[] = { "P3MI", "G to G",
		"perseorangan" };
	char document[STORE_ID], number[BLANK_SERIAL];
	char *counter = mem_printf(
	    "loket-%lld", (long long)(kind * 3 + 1 + office_roll(&dice, 3)));
	struct store_new n = { .document = document,
		.template_name = office_kind[kind].template,
		.template_version = office_kind[kind].version,
		.fields = "{}",
		.counter = counter,
		.target = "",
		.source_system = "SISKOP2MI",
		.source_reference = "",
		.scheme = schemes[office_roll(&dice, 10) / 4],
		.region = regions[office_roll(&dice, 6)],
		.number = number,
		.person = person(),
		.now = now };
	struct store_job j;
	struct fault f;
	char *text = mem_printf("C%015llu", ++documents);

	(void)mem_copy(document, sizeof(document), text);
	serial(kind, (int64_t)documents, number);
	must(store_job_create(s, &n, &j, &f), &f);
	free(text);
	free(counter);
	now = j.id;
	store_job_release(&j);
	return now;
}

/* From acceptance to a sheet that lies in the printer's way out. */
static int64_t
print(int kind, int64_t id, int64_t at, int fails)
{
	const struct office_kind *k = &office_kind[kind];

	at = step(id, JOB_EV_SEAL,
	    (struct store_change){ .seals = "[\"RDB1C\"]" }, at + 1);
	at = step(id, JOB_EV_RENDER,
	    (struct store_change){ .pages = k->pages, .reason = "" }, at + 1);
	at = step(id, JOB_EV_SUBMIT,
	    (struct store_change){ .printer = k->printer,
		.token = "0123456789abcdef0123456789abcdef",
		.blank = k->blank },
	    at + 20 + office_roll(&dice, 600));
	at = step(id, JOB_EV_PERMIT, (struct store_change){ .actor = "gate" },
	    at + 2);
	at = step(id, fails ? JOB_EV_FAIL : JOB_EV_DONE,
	    (struct store_change){ .actor = "gate" },
	    at + 12 + office_roll(&dice, 20));
	here[kind].tray--;
	sheets++;
	upkeep_pages(upkeep, kind, at, k->pages);
	return at;
}

static void
finish(int64_t id, int64_t at)
{
	struct store_hand_over h = { .counter = "loket-1",
		.given_to = "",
		.paper = "KTP",
		.paper_number = "" };
	struct fault f;

	at = step(id, JOB_EV_READY, (struct store_change){ .actor = person() },
	    at + 60 + office_roll(&dice, 240));
	h.person = person();
	h.now = at + 300 + office_roll(&dice, 3600);
	must(store_hand_over(s, id, 0, &h, NULL, &f), &f);
}

static int64_t
again(int64_t id, int64_t at)
{
	struct store_reprint r = { .counter = "loket-1",
		.person = "hadi",
		.second = "ratna",
		.reason = "ink",
		.note = "",
		.numbered = 1,
		.cap = 3,
		.now = at };
	struct store_job j;
	struct fault f;

	must(store_job_reprint(s, id, 0, &r, &j, &f), &f);
	id = j.id;
	store_job_release(&j);
	return id;
}

static void
one_job(int kind, int64_t at)
{
	int64_t id = accept_job(kind, at);
	int doubt = office_roll(&dice, 1000) == 0;

	group();
	at = print(kind, id, at, doubt);
	if (doubt) {
		doubts++;
		at = step(id, JOB_EV_CAME_OUT_WELL,
		    (struct store_change){ .actor = "ratna" }, at + 600);
		confirm(kind, at);
	}
	if (office_roll(&dice, 1000) < 9) {
		spoiled++;
		at = step(id, JOB_EV_SPOIL,
		    (struct store_change){ .actor = "hadi", .why = "ink" },
		    at + 120);
		id = again(id, at + 60);
		at = print(kind, id, at + 60, 0);
	}
	finish(id, at);
}

/* ---- days ---- */

static void
one_day(int64_t day, int64_t nth, int64_t now)
{
	int64_t want[OFFICE_KINDS], open = day * 86400 - OFFICE_ZONE + 8 * 3600;

	for (int k = 0; k < OFFICE_KINDS; k++) {
		const struct office_kind *o = &office_kind[k];

		want[k] = office_demand(&dice, k, day, nth);
		if (here[k].room + here[k].tray < 14 * o->per_day)
			receive(k, LOT_DAYS * o->per_day, nth / 365, open);
		if (here[k].tray < want[k] * 11 / 10 + 5)
			load_tray(
			    k, want[k] * 11 / 10 + 5 - here[k].tray, open);
		confirm(k, open);
	}
	for (int k = 0; k < OFFICE_KINDS; k++)
		for (int64_t i = 0; i < want[k]; i++) {
			int64_t at = open + i * 7 * 3600 / want[k] +
			    office_roll(&dice, 120);

			if (at + 6000 < now)
				one_job(k, at);
		}
	upkeep_day(upkeep, day);
}

static void
put_template(const char *name, int version, int64_t now)
{
	char *dir = mem_printf("templates/%s", name);
	struct buf b = { 0 };
	struct faults fs = { 0 };
	struct fault f;
	uint8_t digest[STORE_HASH];

	if (template_bundle_dir(dir, &b, &fs) != 0)
		fatalx("%s: no template", dir);
	crypt_sha256(b.p, b.n, digest);
	must(store_template_put(s, name, version, digest, buf_str(&b), now, &f),
	    &f);
	buf_release(&b);
	free(dir);
}

static void
set_up(int64_t now)
{
	static const struct store_person people[] = {
		{ "ratna", "Ratna Dewanti", "Penyelia", "", "supervisor", 1,
		    0 },
		{ "hadi", "Hadi Contoh", "Petugas", "", "operator", 1, 0 },
		{ "lina", "Lina Contoh", "Petugas", "", "operator", 1, 0 },
		{ "dimas", "Dimas Contoh", "Petugas", "", "operator", 1, 0 },
	};
	struct fault f;

	for (size_t i = 0; i < sizeof(people) / sizeof(*people); i++)
		must(store_person_put(s, &people[i], &f), &f);
	for (int k = 0; k < OFFICE_KINDS; k++) {
		struct stock_kind kind = { .created = now };

		(void)mem_copy(
		    kind.name, sizeof(kind.name), office_kind[k].blank);
		(void)mem_copy(
		    kind.title, sizeof(kind.title), office_kind[k].title);
		must(stock_kind_put(s, &kind, &f), &f);
		put_template(
		    office_kind[k].template, office_kind[k].version, now);
	}
}

/* What a morning finds: sheets in doubt, one held, two to be collected. */
static void
open_ends(int64_t at)
{
	int64_t id;

	for (int k = 0; k < OFFICE_KINDS; k++) {
		confirm(k, at);
		(void)print(k, accept_job(k, at), at, 1);
		confirm(k, at + 700);
		id = accept_job(k, at);
		at = print(k, id, at + 700, 0);
		at = step(id, JOB_EV_READY,
		    (struct store_change){ .actor = "hadi" }, at + 60);
	}
	id = accept_job(0, at);
	at = step(id, JOB_EV_SEAL,
	    (struct store_change){ .seals = "[\"RDB1C\"]" }, at + 1);
	at = step(id, JOB_EV_RENDER,
	    (struct store_change){ .pages = 1, .reason = "" }, at + 1);
	(void)step(
	    id, JOB_EV_HOLD, (struct store_change){ .actor = "hadi" }, at + 1);
}

/* Blanks that are left, and how many working days they will really last: the
 * mean of a hundred futures. */
static void
truth(int64_t day, int64_t nth, FILE *out)
{
	fprintf(out, "{\"sheets\":%lld,\"spoiled\":%lld,\"doubts\":%lld,",
	    (long long)sheets, (long long)spoiled, (long long)doubts);
	for (int k = 0; k < OFFICE_KINDS; k++) {
		int64_t total = 0;

		for (uint64_t future = 0; future < 100; future++) {
			struct office_dice d = { 1000 + future };
			int64_t left = here[k].room + here[k].tray;

			for (int64_t i = 1; left > 0; i++) {
				if (!office_works(day + i))
					continue;
				left -= office_demand(&d, k, day + i, nth + i) *
				    1009 / 1000;
				total += left > 0;
			}
		}
		fprintf(out, "\"%s\":{\"left\":%lld,\"days\":%lld},",
		    office_kind[k].blank,
		    (long long)(here[k].room + here[k].tray),
		    (long long)(total / 100));
	}
	upkeep_truth(upkeep, day, nth, out);
	fputs("}\n", out);
}

int
main(int argc, char **argv)
{
	FILE *sql, *out;
	struct fault f;
	int64_t now, today;

	log_init("load");
	if (argc != 5)
		fatalx("load STORE SQL TRUTH NOW");
	now = strtoll(argv[4], NULL, 10);
	today = (now + OFFICE_ZONE) / 86400;
	sql = fopen(argv[2], "w");
	out = fopen(argv[3], "w");
	if (!sql || !out)
		fatal("open");
	dice.state = 20261128;
	upkeep = upkeep_new(sql, today - OFFICE_DAYS, 7);
	must(store_open_sqlite(argv[1], "kantor", &s, &f), &f);
	set_up((today - OFFICE_DAYS) * 86400);
	group();
	for (int64_t day = today - OFFICE_DAYS; day <= today; day++)
		if (office_works(day))
			one_day(day, day - today + OFFICE_DAYS, now);
	open_ends(now - 7200);
	must(store_commit(s, &f), &f);
	upkeep_end(upkeep, now);
	truth(today, OFFICE_DAYS, out);
	store_close(s);
	upkeep_free(upkeep);
	if (fclose(sql) != 0 || fclose(out) != 0)
		fatal("write");
	printf("%lld sheets, %lld spoiled, %lld in doubt\n", (long long)sheets,
	    (long long)spoiled, (long long)doubts);
	return 0;
}
