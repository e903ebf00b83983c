/*
 * Figures: a day by place and by counter, and whether the blanks will do for
 * what waits.  The server computes; warnings are put in words here.
 */

#include <stdlib.h>

#include "mem.h"

#include "cli.h"

#define DAYS_FEW 5 /* working days left that call for an order */

/* ---- the day ---- */

static const struct table_column day_stock[] = {
	{ "kind", "JENIS", "KIND", 0, NULL },
	{ "place", "TEMPAT", "PLACE", 0, NULL },
	{ "opening", "AWAL", "OPENING", 1, NULL },
	{ "received", "TERIMA", "RECEIVED", 1, NULL },
	{ "moved_in", "MASUK", "IN", 1, NULL },
	{ "used", "TERPAKAI", "USED", 1, NULL },
	{ "spoiled", "RUSAK", "SPOILED", 1, NULL },
	{ "returned", "KEMBALI", "RETURNED", 1, NULL },
	{ "moved_out", "KELUAR", "OUT", 1, NULL },
	{ "remaining", "SISA", "REMAINING", 1, NULL },
	{ 0 },
};
static const struct table_column day_counters[] = {
	{ "counter", "LOKET", "COUNTER", 0, NULL },
	{ "printed", "TERCETAK", "PRINTED", 1, NULL },
	{ "passed", "LULUS PERIKSA", "PASSED", 1, NULL },
	{ "spoiled", "RUSAK", "SPOILED", 1, NULL },
	{ "handed_over", "DISERAHKAN", "HANDED OVER", 1, NULL },
	{ "voided", "BATAL", "VOID", 1, NULL },
	{ "superseded", "DIGANTIKAN", "SUPERSEDED", 1, NULL },
	{ 0 },
};

static void
print_day(const struct cli *c, const json_t *v)
{
	(void)c;
	printf("%s\n\n", say_text(v, "date"));
	table_rows(day_stock, json_object_get(v, "stock"));
	putchar('\n');
	table_rows(day_counters, json_object_get(v, "counters"));
	printf("\n%s: %lld. %s: %lld.\n",
	    say("Perlu diperiksa sekarang", "In doubt now"),
	    say_number(v, "in_doubt"), say("Belum diambil", "Not collected"),
	    say_number(v, "uncollected"));
}

int
figures_report(struct cli *c)
{
	char *path, *day;

	if (c->n_arg == 0)
		path = mem_strdup("/v1/day");
	else {
		day = send_escape(c->arg[0]);
		path = mem_printf("/v1/day?date=%s", day);
		free(day);
	}
	return (send_call(c, "GET", path, NULL, print_day));
}

/* ---- the forecast ---- */

static const struct table_column will_kinds[] = {
	{ "kind", "JENIS", "KIND", 0, NULL },
	{ "on_hand", "ADA", "ON HAND", 1, NULL },
	{ "waiting", "MENUNGGU", "WAITING", 1, NULL },
	{ "fits", "CUKUP", "FITS", 0, table_yes },
	{ "used", "TERPAKAI", "USED", 1, NULL },
	{ "working_days", "DALAM HARI KERJA", "IN WORKING DAYS", 1, NULL },
	{ "days_left", "SISA HARI", "DAYS LEFT", 1, NULL },
	{ 0 },
};
static const struct table_column will_printers[] = {
	{ "printer", "PRINTER", "PRINTER", 0, NULL },
	{ "kind", "JENIS", "KIND", 0, NULL },
	{ "in_tray", "DI BAKI", "IN TRAY", 1, NULL },
	{ "waiting", "MENUNGGU", "WAITING", 1, NULL },
	{ "fits", "CUKUP", "FITS", 0, table_yes },
	{ 0 },
};

static void
warn_kind(const json_t *k)
{
	const json_t *days = json_object_get(k, "days_left");

	if (!json_is_true(json_object_get(k, "fits")))
		printf("%s: %s: %lld\n", say_text(k, "kind"),
		    say("blangko kurang untuk yang menunggu",
			"too few blanks for what waits, short by"),
		    say_number(k, "short"));
	if (json_is_integer(days) && json_integer_value(days) < DAYS_FEW)
		printf("%s: %s: %lld\n", say_text(k, "kind"),
		    say("segera pesan, sisa hari kerja",
			"order soon, working days left"),
		    (long long)json_integer_value(days));
}

static void
print_forecast(const struct cli *c, const json_t *v)
{
	const json_t *list = json_object_get(v, "kinds"),
		     *printers = json_object_get(v, "printers"), *p;
	size_t i;

	(void)c;
	table_rows(will_kinds, list);
	if (json_array_size(printers) > 0) {
		putchar('\n');
		table_rows(will_printers, printers);
	}
	for (i = 0; i < json_array_size(list); i++)
		warn_kind(json_array_get(list, i));
	for (i = 0; i < json_array_size(printers); i++) {
		p = json_array_get(printers, i);
		if (!json_is_true(json_object_get(p, "fits")))
			printf("%s: %s (%lld < %lld)\n", say_text(p, "printer"),
			    say("isi baki kurang untuk yang menunggu",
				"the tray holds too few for what waits"),
			    say_number(p, "in_tray"), say_number(p, "waiting"));
	}
}

int
figures_forecast(struct cli *c)
{
	return (send_call(
	    c, "GET", mem_strdup("/v1/stock/forecast"), NULL, print_forecast));
}
