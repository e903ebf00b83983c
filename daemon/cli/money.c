/*
 * Money: what documents cost, the ledger behind it, what was bought, budget
 * lines, and what a machine would cost a document.  The server reckons; rupiah
 * are shown as offices write them.
 */

#include <sysexits.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civil.h"
#include "mem.h"

#include "cli.h"

/* A word() for rupiah. */
static const char *
word_rupiah(const json_t *v, char room[TABLE_ROOM])
{
	struct buf b = { 0 };

	if (!json_is_integer(v))
		return ("-");
	civil_rupiah(json_integer_value(v), &b);
	if (mem_copy(room, TABLE_ROOM, buf_str(&b)) != 0)
		room[0] = '\0';
	buf_release(&b);
	return (room);
}

static const json_t *
items(const json_t *v)
{
	return (json_object_get(v, "items"));
}

/* ---- NAME=VALUE operands ---- */

/* Splits one; NULL after having said what was expected. */
static char *
pair(const char *arg, const char **ret_value)
{
	const char *eq = strchr(arg, '=');

	if (eq == NULL || eq == arg) {
		fprintf(stderr, "cetak: %s: %s\n", arg,
		    say("harus NAMA=NILAI", "must be NAME=VALUE"));
		return (NULL);
	}
	*ret_value = eq + 1;
	return (mem_strndup(arg, (size_t)(eq - arg)));
}

static void
put_query(struct buf *path, const char *name, const char *value)
{
	char *s;

	if (value == NULL)
		return;
	s = send_escape(value);
	buf_printf(path, "%c%s=%s",
	    strchr(buf_str(path), '?') != NULL ? '&' : '?', name, s);
	free(s);
}

/* ---- costs ---- */

static const struct table_column costs[] = {
	{ "title", "", "", 0, NULL },
	{ "good", "BAIK", "GOOD", 1, NULL },
	{ "spoiled", "RUSAK", "SPOILED", 1, NULL },
	{ "depreciation", "PENYUSUTAN", "DEPRECIATION", 1, word_rupiah },
	{ "service", "LAYANAN", "SERVICE", 1, word_rupiah },
	{ "supplies", "BAHAN", "SUPPLIES", 1, word_rupiah },
	{ "blanks", "BLANGKO", "BLANKS", 1, word_rupiah },
	{ "spoilage", "BIAYA RUSAK", "SPOILAGE", 1, word_rupiah },
	{ "total", "JUMLAH", "TOTAL", 1, word_rupiah },
	{ "per_document", "PER DOKUMEN", "PER DOCUMENT", 1, word_rupiah },
	{ 0 },
};

static void
add_row(json_t *rows, const json_t *v, const char *title)
{
	json_t *row = json_copy((json_t *)(uintptr_t)v);

	json_object_set_new(row, "title", json_string(title));
	json_array_append_new(rows, row);
}

static void
print_costs(const struct cli *c, const json_t *v)
{
	const json_t *left = json_object_get(v, "unallocated");
	json_t *rows = json_copy(json_object_get(v, "rows"));
	char room[TABLE_ROOM];

	(void)c;
	if (say_number(left, "total") != 0)
		add_row(rows, left, say("Tidak terbagi", "Unallocated"));
	add_row(rows, json_object_get(v, "total"), say("Jumlah", "Total"));
	table_rows(costs, rows);
	json_decref(rows);
	printf("\n%s %s..%s: %s\n", say("Buku besar", "Ledger"),
	    say_text(v, "from"), say_text(v, "to"),
	    word_rupiah(
		json_object_get(json_object_get(v, "ledger"), "total"), room));
}

int
money_costs(struct cli *c)
{
	struct buf path = { 0 };

	buf_puts(&path, "/v1/costs");
	put_query(&path, "by", c->by);
	put_query(&path, "from", c->from);
	put_query(&path, "to", c->to);
	if (c->csv || c->xlsx != NULL)
		return (report_file(c, &path));
	return (send_call(c, "GET", (char *)path.p, NULL, print_costs));
}

/* ---- the ledger ---- */

static const char *
word_part(const json_t *v, char room[TABLE_ROOM])
{
	static const struct {
		const char *part, *id;
	} words[] = {
		{ "depreciation", "penyusutan" },
		{ "service", "layanan" },
		{ "supplies", "bahan" },
		{ "blanks", "blangko" },
		{ "spoilage", "rusak" },
	};
	const char *part = json_string_value(v);
	size_t i;

	(void)room;
	for (i = 0; part != NULL && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].part, part) == 0)
			return (say(words[i].id, part));
	return (part != NULL ? part : "-");
}

static const struct table_column entries[] = {
	{ "part", "BAGIAN", "PART", 0, word_part },
	{ "subject", "MILIK", "OF", 0, NULL },
	{ "title", "KETERANGAN", "DESCRIPTION", 0, NULL },
	{ "amount", "JUMLAH", "AMOUNT", 1, word_rupiah },
	{ 0 },
};

static void
print_ledger(const struct cli *c, const json_t *v)
{
	(void)c;
	if (json_array_size(items(v)) > 0)
		table_rows(entries, items(v));
	else
		puts(say("Tidak ada biaya.", "Nothing was booked."));
}

int
money_ledger(struct cli *c)
{
	struct buf path = { 0 };

	buf_puts(&path, "/v1/costs/ledger");
	if (c->n_arg > 0)
		put_query(&path, "month", c->arg[0]);
	return (send_call(c, "GET", (char *)path.p, NULL, print_ledger));
}

/* ---- what if ---- */

static void
print_what_if(const struct cli *c, const json_t *v)
{
	static const struct table_column points[] = {
		{ "per_day", "SEHARI", "A DAY", 1, NULL },
		{ "per_document", "PER DOKUMEN", "PER DOCUMENT", 1,
		    word_rupiah },
		{ 0 },
	};

	(void)c;
	printf("%s\n\n", say_text(v, "formula"));
	table_rows(points, json_object_get(v, "curve"));
}

int
money_what_if(struct cli *c)
{
	struct buf path = { 0 };
	const char *value;
	char *name;
	int i;

	buf_puts(&path, "/v1/costs/what-if");
	for (i = 0; i < c->n_arg; i++) {
		name = pair(c->arg[i], &value);
		if (name == NULL) {
			buf_release(&path);
			return (EX_USAGE);
		}
		put_query(&path, name, value);
		free(name);
	}
	return (send_call(c, "GET", (char *)path.p, NULL, print_what_if));
}

/* ---- assets ---- */

static const struct table_column assets[] = {
	{ "id", "NOMOR", "NUMBER", 1, NULL },
	{ "title", "BARANG", "ASSET", 0, NULL },
	{ "printer", "PRINTER", "PRINTER", 0, NULL },
	{ "bought", "DIBELI", "BOUGHT", 0, NULL },
	{ "price", "HARGA", "PRICE", 1, word_rupiah },
	{ "book_value", "NILAI BUKU", "BOOK VALUE", 1, word_rupiah },
	{ "monthly", "BULAN INI", "THIS MONTH", 1, word_rupiah },
	{ 0 },
};

static void
print_assets(const struct cli *c, const json_t *v)
{
	(void)c;
	if (json_array_size(items(v)) > 0)
		table_rows(assets, items(v));
	else
		puts(say("Belum ada barang. Tambah yang pertama: "
			 "cetak asset add",
		    "No assets yet. Add the first: cetak asset add"));
}

int
money_assets(struct cli *c)
{
	return (
	    send_call(c, "GET", mem_strdup("/v1/assets"), NULL, print_assets));
}

static void
print_asset(const struct cli *c, const json_t *v)
{
	char room[TABLE_ROOM];

	(void)c;
	printf("%s %lld: %s, %s\n", say("Barang", "Asset"), say_number(v, "id"),
	    say_text(v, "title"),
	    word_rupiah(json_object_get(v, "price"), room));
}

int
money_asset_add(struct cli *c)
{
	json_t *b;

	if (say_needs(c->price, "--price") || say_needs(c->date, "--date"))
		return (EX_USAGE);
	b = json_object();
	send_number(b, "price", c->price);
	send_number(b, "residual", c->residual);
	send_number(b, "life_months", c->months);
	send_number(b, "pages", c->pages);
	send_text(b, "title", c->arg[0]);
	send_text(b, "bought", c->date);
	send_text(b, "printer", c->printer);
	send_text(b, "budget", c->budget);
	json_object_set_new(
	    b, "method", json_string(c->pages != NULL ? "output" : "straight"));
	return (send_call(c, "POST", mem_strdup("/v1/assets"), b, print_asset));
}

/* ---- budgets ---- */

static const char *
word_state(const json_t *v, char room[TABLE_ROOM])
{
	const char *s = json_string_value(v);

	(void)room;
	if (s == NULL)
		return ("-");
	if (strcmp(s, "over") == 0)
		return (say("lebih", "over"));
	return (
	    strcmp(s, "thin") == 0 ? say("tipis", "thin") : say("cukup", "ok"));
}

static const struct table_column budgets[] = {
	{ "line", "BARIS", "LINE", 0, NULL },
	{ "title", "URAIAN", "TITLE", 0, NULL },
	{ "amount", "PAGU", "AMOUNT", 1, word_rupiah },
	{ "spent", "TERPAKAI", "SPENT", 1, word_rupiah },
	{ "committed", "TERIKAT", "COMMITTED", 1, word_rupiah },
	{ "forecast", "PERKIRAAN", "FORECAST", 1, word_rupiah },
	{ "left", "SISA", "LEFT", 1, word_rupiah },
	{ "state", "KEADAAN", "STATE", 0, word_state },
	{ 0 },
};

static void
print_budgets(const struct cli *c, const json_t *v)
{
	(void)c;
	if (json_array_size(items(v)) > 0)
		table_rows(budgets, items(v));
	else
		puts(say("Belum ada anggaran tahun ini: cetak budget put",
		    "No budget of this year yet: cetak budget put"));
}

int
money_budgets(struct cli *c)
{
	struct buf path = { 0 };

	buf_puts(&path, "/v1/budgets");
	if (c->n_arg > 0)
		put_query(&path, "year", c->arg[0]);
	return (send_call(c, "GET", (char *)path.p, NULL, print_budgets));
}

static void
print_budget(const struct cli *c, const json_t *v)
{
	char room[TABLE_ROOM];

	(void)c;
	printf("%lld %s: %s\n", say_number(v, "year"), say_text(v, "line"),
	    word_rupiah(json_object_get(v, "amount"), room));
}

int
money_budget_put(struct cli *c)
{
	json_t *b;

	if (say_needs(c->title, "--title"))
		return (EX_USAGE);
	b = json_object();
	send_number(b, "year", c->arg[0]);
	send_text(b, "line", c->arg[1]);
	send_text(b, "title", c->title);
	send_number(b, "amount", c->arg[2]);
	return (
	    send_call(c, "POST", mem_strdup("/v1/budgets"), b, print_budget));
}
