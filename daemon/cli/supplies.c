/*
 * Supplies on the command line: what there is and how long it lasts, what is
 * bought, counted and put into a printer, what to order.  The figures are the
 * server's.
 */

#include <sysexits.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "cli.h"

static const json_t *
items(const json_t *v)
{
	return (json_object_get(v, "items"));
}

/* "/v1/supplies/NAME/purchases" */
static char *
at(const char *before, const char *name, const char *after)
{
	char *s = send_escape(name), *path;

	path = mem_printf("%s%s%s", before, s, after);
	free(s);
	return (path);
}

static const char *
word_stands(const json_t *v, char room[TABLE_ROOM])
{
	static const struct {
		const char *name, *id;
	} words[] = {
		{ "ok", "cukup" },
		{ "low", "menipis" },
		{ "out", "habis" },
		{ "in-use", "dipakai" },
		{ "worn", "habis pakai" },
	};
	const char *s = json_string_value(v);
	size_t i;

	(void)room;
	for (i = 0; s != NULL && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].name, s) == 0)
			return (say(words[i].id, s));
	return (s != NULL ? s : "-");
}

static const char *
word_level(const json_t *v, char room[TABLE_ROOM])
{
	if (!json_is_integer(v))
		return ("-");
	snprintf(room, TABLE_ROOM, "%lld %%", (long long)json_integer_value(v));
	return (room);
}

/* ---- kinds ---- */

static const struct table_column kinds[] = {
	{ "name", "BAHAN", "SUPPLY", 0, NULL },
	{ "title", "KETERANGAN", "DESCRIPTION", 0, NULL },
	{ "state", "KEADAAN", "STATE", 0, word_stands },
	{ "stock", "STOK", "STOCK", 1, NULL },
	{ "minimum", "BATAS", "MINIMUM", 1, NULL },
	{ "in_use", "DIPAKAI", "IN USE", 1, NULL },
	{ "yield", "HASIL", "YIELD", 1, NULL },
	{ "days_left", "SISA HARI", "DAYS LEFT", 1, NULL },
	{ "order", "PESAN", "ORDER", 1, NULL },
	{ 0 },
};

static void
print_kinds(const struct cli *c, const json_t *v)
{
	(void)c;
	if (json_array_size(items(v)) > 0)
		table_rows(kinds, items(v));
	else
		puts(say("Belum ada bahan. Tambah yang pertama: "
			 "cetak supply put NAMA",
		    "No supplies yet. Add the first: cetak supply put NAME"));
}

static const struct table_column installed[] = {
	{ "title", "BAHAN", "SUPPLY", 0, NULL },
	{ "state", "KEADAAN", "STATE", 0, word_stands },
	{ "installed", "DIPASANG", "INSTALLED", 0, table_time },
	{ "removed", "DIGANTI", "REMOVED", 0, table_time },
	{ "pages", "HALAMAN", "PAGES", 1, NULL },
	{ "yield", "JANJI", "PROMISED", 1, NULL },
	{ "level", "SISA", "LEVEL", 1, word_level },
	{ "days_left", "SISA HARI", "DAYS LEFT", 1, NULL },
	{ "per_page", "RP/HALAMAN", "RP/PAGE", 1, NULL },
	{ 0 },
};

static void
print_installed(const struct cli *c, const json_t *v)
{
	(void)c;
	if (json_array_size(items(v)) > 0)
		table_rows(installed, items(v));
	else
		puts(say("Belum ada bahan yang dicatat di printer ini.",
		    "No supplies are booked in this printer."));
}

int
supplies_list(struct cli *c)
{
	if (c->n_arg == 0)
		return (send_call(
		    c, "GET", mem_strdup("/v1/supplies"), NULL, print_kinds));
	return (send_call(c, "GET", at("/v1/printers/", c->arg[0], "/supplies"),
	    NULL, print_installed));
}

static void
print_kind(const struct cli *c, const json_t *v)
{
	(void)c;
	printf("%s: %s\n", say_text(v, "name"), say_text(v, "title"));
}

/* "A,B" as a list */
static json_t *
models(const char *text)
{
	json_t *list = json_array();
	size_t n;

	for (; *text != '\0'; text += n) {
		text += strspn(text, ",");
		n = strcspn(text, ",");
		if (n > 0)
			json_array_append_new(list, json_stringn(text, n));
	}
	return (list);
}

int
supplies_put(struct cli *c)
{
	json_t *b;

	if (say_needs(c->title, "--title") || say_needs(c->kind, "--kind") ||
	    say_needs(c->yield, "--yield") ||
	    say_needs(c->minimum, "--minimum") ||
	    say_needs(c->target, "--target"))
		return (EX_USAGE);
	b = json_object();
	send_text(b, "title", c->title);
	send_text(b, "sort", c->kind);
	send_number(b, "yield", c->yield);
	send_number(b, "minimum", c->minimum);
	send_number(b, "target", c->target);
	send_text(b, "marker", c->marker);
	if (c->models != NULL)
		json_object_set_new(b, "models", models(c->models));
	return (send_call(
	    c, "PUT", at("/v1/supplies/", c->arg[0], ""), b, print_kind));
}

static const struct table_column orders[] = {
	{ "name", "BAHAN", "SUPPLY", 0, NULL },
	{ "title", "KETERANGAN", "DESCRIPTION", 0, NULL },
	{ "stock", "STOK", "STOCK", 1, NULL },
	{ "minimum", "BATAS", "MINIMUM", 1, NULL },
	{ "days_left", "SISA HARI", "DAYS LEFT", 1, NULL },
	{ "order", "PESAN", "ORDER", 1, NULL },
	{ "cost", "PERKIRAAN RP", "ABOUT RP", 1, NULL },
	{ 0 },
};

static void
print_orders(const struct cli *c, const json_t *v)
{
	(void)c;
	if (json_array_size(items(v)) > 0)
		table_rows(orders, items(v));
	else
		puts(say("Tidak ada yang perlu dipesan.", "Nothing to order."));
}

int
supplies_reorder(struct cli *c)
{
	return (send_call(
	    c, "GET", mem_strdup("/v1/supplies/reorder"), NULL, print_orders));
}

/* ---- purchases, counts ---- */

static void
print_bought(const struct cli *c, const json_t *v)
{
	printf("%s: %s, %lld, %s\n", say("Pembelian dicatat", "Booked"),
	    c->arg[0], say_number(v, "n"), say_text(v, "date"));
}

int
supplies_buy(struct cli *c)
{
	json_t *b;

	if (say_needs(c->price, "--price") ||
	    say_needs(c->supplier, "--supplier") ||
	    say_needs(c->delivery, "--delivery"))
		return (EX_USAGE);
	b = json_object();
	send_number(b, "n", c->arg[1]);
	send_number(b, "price", c->price);
	send_text(b, "supplier", c->supplier);
	send_text(b, "delivery", c->delivery);
	send_text(b, "date", c->date);
	send_text(b, "budget", c->budget);
	return (send_call(c, "POST",
	    at("/v1/supplies/", c->arg[0], "/purchases"), b, print_bought));
}

static void
print_purchases(const struct cli *c, const json_t *v)
{
	static const struct table_column columns[] = {
		{ "date", "TANGGAL", "DATE", 0, NULL },
		{ "n", "JUMLAH", "N", 1, NULL },
		{ "left", "SISA", "LEFT", 1, NULL },
		{ "price", "HARGA RP", "PRICE RP", 1, NULL },
		{ "supplier", "PEMASOK", "SUPPLIER", 0, NULL },
		{ "delivery", "SURAT JALAN", "DELIVERY", 0, NULL },
		{ "budget", "ANGGARAN", "BUDGET", 0, NULL },
		{ "person", "PETUGAS", "PERSON", 0, NULL },
		{ 0 },
	};

	(void)c;
	if (json_array_size(items(v)) > 0)
		table_rows(columns, items(v));
	else
		puts(say("Belum ada pembelian.", "No purchases yet."));
}

int
supplies_purchases(struct cli *c)
{
	return (
	    send_call(c, "GET", at("/v1/supplies/", c->arg[0], "/purchases"),
		NULL, print_purchases));
}

static void
print_count(const struct cli *c, const json_t *v)
{
	printf("%s: %s %lld, %s %lld, %s %lld\n", c->arg[0],
	    say("menurut buku", "by the book"), say_number(v, "expected"),
	    say("terhitung", "counted"), say_number(v, "counted"),
	    say("hilang", "lost"), say_number(v, "lost"));
}

int
supplies_count(struct cli *c)
{
	json_t *b = send_why(c);

	send_number(b, "counted", c->arg[1]);
	return (send_call(c, "POST", at("/v1/supplies/", c->arg[0], "/counts"),
	    b, print_count));
}

/* ---- into a printer ---- */

static void
print_in(const struct cli *c, const json_t *v)
{
	printf("%s: %s\n", c->printer, say("terpasang", "installed"));
	printf("  %s, %s %lld\n", say_text(v, "title"),
	    say("janji halaman", "pages promised"), say_number(v, "yield"));
}

int
supplies_install(struct cli *c)
{
	json_t *b;

	if (say_needs(c->printer, "--printer"))
		return (EX_USAGE);
	b = json_object();
	send_text(b, "supply", c->arg[0]);
	send_text(b, "note", c->note);
	return (send_call(c, "POST",
	    at("/v1/printers/", c->printer, "/supplies"), b, print_in));
}
