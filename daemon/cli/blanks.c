/*
 * Numbered blanks: what comes, goes and lies where, as the stock's part of the
 * API has it.  A count and a recount show what differs; nothing is corrected
 * here.
 */

#include <sysexits.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "blank.h"
#include "mem.h"
#include "reason.h"

#include "cli.h"

#define PRICE_MAX 1000000000000 /* rupiah for one blank */
#define LIST_ROWS 50		/* of the ledger, when nobody says */

/* a blank's state as people read it */
static const char *
word_state(const json_t *v, char room[TABLE_ROOM])
{
	const char *name = json_string_value(v);
	int s = name != NULL ? blank_state_of(name) : -1;

	(void)room;
	if (s < 0)
		return (name != NULL ? name : "-");
	return (say(blank_state_word((enum blank_state)s), name));
}

static const json_t *
items(const json_t *v)
{
	return (json_object_get(v, "items"));
}

/* ---- kinds ---- */

static const struct table_column kinds[] = {
	{ "name", "JENIS", "KIND", 0, NULL },
	{ "title", "KETERANGAN", "DESCRIPTION", 0, NULL },
	{ 0 },
};

static void
print_kinds(const struct cli *c, const json_t *v)
{
	(void)c;
	if (json_array_size(items(v)) > 0)
		table_rows(kinds, items(v));
	else
		puts(say("Belum ada jenis blangko. Tambah yang pertama: "
			 "cetak kind add NAMA --title TEKS",
		    "No kinds of blank yet. Add the first: "
		    "cetak kind add NAME --title TEXT"));
}

int
blanks_kind_list(struct cli *c)
{
	return (send_call(
	    c, "GET", mem_strdup("/v1/stock/kinds"), NULL, print_kinds));
}

static void
print_kind(const struct cli *c, const json_t *v)
{
	(void)c;
	printf("%s: %s\n", say_text(v, "name"), say_text(v, "title"));
}

int
blanks_kind_add(struct cli *c)
{
	json_t *b;
	char *name, *path;

	if (say_needs(c->title, "--title"))
		return (EX_USAGE);
	b = json_object();
	send_text(b, "title", c->title);
	name = send_escape(c->arg[0]);
	path = mem_printf("/v1/stock/kinds/%s", name);
	free(name);
	return (send_call(c, "PUT", path, b, print_kind));
}

/* ---- acts ---- */

static void
print_received(const struct cli *c, const json_t *v)
{
	printf("%s: %lld, %s..%s\n",
	    say("Diterima di gudang", "Received in the store room"),
	    say_number(v, "blanks"), c->arg[1], c->arg[2]);
}

int
blanks_receive(struct cli *c)
{
	long long price;
	json_t *b;

	if (say_needs(c->delivery, "--delivery") ||
	    say_needs(c->price, "--price"))
		return (EX_USAGE);
	if (mem_number(c->price, 0, PRICE_MAX, &price) != 0) {
		fprintf(stderr, "cetak: --price: %s\n",
		    say("rupiah bulat, angka saja",
			"whole rupiah, digits only"));
		return (EX_USAGE);
	}
	b = send_why(c);
	send_text(b, "kind", c->arg[0]);
	send_text(b, "first", c->arg[1]);
	send_text(b, "last", c->arg[2]);
	send_text(b, "delivery", c->delivery);
	json_object_set_new(b, "price", json_integer(price));
	return (send_call(
	    c, "POST", mem_strdup("/v1/stock/deliveries"), b, print_received));
}

static void
print_moved(const struct cli *c, const json_t *v)
{
	printf("%s %s: %lld\n", say("Dipindahkan ke", "Moved to"), c->to,
	    say_number(v, "blanks"));
}

int
blanks_move(struct cli *c)
{
	json_t *b;

	if (say_needs(c->to, "--to"))
		return (EX_USAGE);
	b = send_why(c);
	send_text(b, "first", c->arg[0]);
	send_text(b, "last", c->arg[1]);
	send_text(b, "to", c->to);
	if (c->descending)
		send_text(b, "order", "descending");
	return (send_call(
	    c, "POST", mem_strdup("/v1/stock/moves"), b, print_moved));
}

static void
print_spoiled(const struct cli *c, const json_t *v)
{
	(void)c;
	printf("%s: %lld\n", say("Dicatat rusak", "Spoiled"),
	    say_number(v, "blanks"));
}

static void
print_returned(const struct cli *c, const json_t *v)
{
	(void)c;
	printf("%s: %lld\n", say("Dikembalikan", "Returned"),
	    say_number(v, "blanks"));
}

/* FIRST [LAST] --reason */
static int
end(struct cli *c, const char *path,
    void (*print)(const struct cli *c, const json_t *answer))
{
	json_t *b;

	if (say_needs(c->reason, "--reason"))
		return (EX_USAGE);
	b = send_why(c);
	send_text(b, "first", c->arg[0]);
	send_text(b, "last", c->n_arg > 1 ? c->arg[1] : NULL);
	return (send_call(c, "POST", mem_strdup(path), b, print));
}

int
blanks_spoil(struct cli *c)
{
	return (end(c, "/v1/stock/spoils", print_spoiled));
}

int
blanks_return(struct cli *c)
{
	return (end(c, "/v1/stock/returns", print_returned));
}

int
blanks_destroy(struct cli *c)
{
	return (end(c, "/v1/stock/destructions", office_asked));
}

static void
print_tray(const struct cli *c, const json_t *v)
{
	(void)v;
	printf("%s: %s %s\n", c->arg[0],
	    say("blangko berikutnya dipastikan", "the next blank is"),
	    c->arg[1]);
}

int
blanks_tray(struct cli *c)
{
	json_t *b = send_why(c);
	char *name = send_escape(c->arg[0]),
	     *path = mem_printf("/v1/printers/%s/tray", name);

	free(name);
	send_text(b, "serial", c->arg[1]);
	return (send_call(c, "PUT", path, b, print_tray));
}

/* ---- counting ---- */

static void
print_serials(const char *label, const json_t *list)
{
	size_t i;

	if (json_array_size(list) == 0)
		return;
	printf("  %s (%zu):", label, json_array_size(list));
	for (i = 0; i < json_array_size(list); i++)
		printf(" %s", json_string_value(json_array_get(list, i)));
	putchar('\n');
}

static void
print_count(const struct cli *c, const json_t *v)
{
	const json_t *differs = json_object_get(v, "differs"),
		     *missing = json_object_get(differs, "missing"),
		     *more = json_object_get(differs, "unexpected");

	(void)c;
	printf("%s, %s: %s %lld, %s %lld\n", say_text(v, "kind"),
	    say_text(v, "place"), say("menurut buku", "by the ledger"),
	    say_number(v, "expected"), say("terhitung", "counted"),
	    say_number(v, "counted"));
	if (json_array_size(missing) + json_array_size(more) == 0)
		printf("  %s\n", say("cocok", "all there"));
	print_serials(say("tidak ada", "missing"), missing);
	print_serials(say("di luar dugaan", "unexpected"), more);
}

/* a scanner types one serial a line */
static int
read_seen(json_t *seen)
{
	struct buf b = { 0 };
	const char *s;
	size_t n;

	if (say_read("-", 1u << 16, &b) != 0)
		return (-1);
	for (s = buf_str(&b); *s != '\0'; s += n) {
		s += strspn(s, " \t\r\n");
		n = strcspn(s, " \t\r\n");
		if (n > 0)
			json_array_append_new(seen, json_stringn(s, n));
	}
	buf_release(&b);
	return (0);
}

int
blanks_count(struct cli *c)
{
	json_t *b = send_why(c), *seen = json_array();
	int i;

	send_text(b, "kind", c->arg[0]);
	send_text(b, "place", c->arg[1]);
	json_object_set_new(b, "seen", seen);
	for (i = 2; i < c->n_arg; i++) {
		if (strcmp(c->arg[i], "-") != 0)
			json_array_append_new(seen, json_string(c->arg[i]));
		else if (read_seen(seen) != 0) {
			json_decref(b);
			return (EX_NOINPUT);
		}
	}
	return (send_call(
	    c, "POST", mem_strdup("/v1/stock/counts"), b, print_count));
}

/* ---- looking ---- */

static const struct table_column sums[] = {
	{ "kind", "JENIS", "KIND", 0, NULL },
	{ "place", "TEMPAT", "PLACE", 0, NULL },
	{ "state", "KEADAAN", "STATE", 0, word_state },
	{ "blanks", "BLANGKO", "BLANKS", 1, NULL },
	{ 0 },
};

static void
print_sums(const struct cli *c, const json_t *v)
{
	(void)c;
	if (json_array_size(items(v)) > 0)
		table_rows(sums, items(v));
	else
		puts(say("Belum ada blangko. Terima yang pertama: "
			 "cetak stock receive",
		    "No blanks in stock. Receive the first: "
		    "cetak stock receive"));
}

int
blanks_now(struct cli *c)
{
	return (send_call(c, "GET", mem_strdup("/v1/stock"), NULL, print_sums));
}

static void
print_blank(const struct cli *c, const json_t *v)
{
	static const struct table_column columns[] = {
		{ "serial", "NOMOR SERI", "SERIAL", 0, NULL },
		{ "kind", "JENIS", "KIND", 0, NULL },
		{ "state", "KEADAAN", "STATE", 0, word_state },
		{ "place", "TEMPAT", "PLACE", 0, NULL },
		{ "job", "PEKERJAAN", "JOB", 0, NULL },
		{ "changed", "BERUBAH", "CHANGED", 0, table_time },
		{ 0 },
	};
	json_t *one = json_array();

	(void)c;
	json_array_append(one, (json_t *)(uintptr_t)v);
	table_rows(columns, one);
	json_decref(one);
}

int
blanks_one(struct cli *c)
{
	char *serial = send_escape(c->arg[0]),
	     *path = mem_printf("/v1/stock/blanks/%s", serial);

	free(serial);
	return (send_call(c, "GET", path, NULL, print_blank));
}

static const char *
word_act(const json_t *v, char room[TABLE_ROOM])
{
	static const struct {
		const char *act, *id;
	} words[] = {
		{ "receive", "terima" },
		{ "store", "ke gudang" },
		{ "hand-out", "ke loket" },
		{ "reserve", "pesan" },
		{ "free", "batal pesan" },
		{ "release", "lepas" },
		{ "use", "pakai" },
		{ "spoil", "rusak" },
		{ "return", "kembali" },
		{ "correct", "betulkan" },
		{ "destroy", "musnah" },
	};
	const char *act = json_string_value(v);
	size_t i;

	(void)room;
	for (i = 0; act != NULL && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].act, act) == 0)
			return (say(words[i].id, act));
	return (act != NULL ? act : "-");
}

static const char *
word_range(const json_t *row, char room[TABLE_ROOM])
{
	if (say_number(row, "blanks") == 1)
		return (say_text(row, "first"));
	snprintf(room, TABLE_ROOM, "%s..%s", say_text(row, "first"),
	    say_text(row, "last"));
	return (room);
}

static const char *
word_persons(const json_t *row, char room[TABLE_ROOM])
{
	if (json_is_null(json_object_get(row, "second")))
		return (say_text(row, "person"));
	snprintf(room, TABLE_ROOM, "%s + %s", say_text(row, "person"),
	    say_text(row, "second"));
	return (room);
}

static const char *
word_why(const json_t *row, char room[TABLE_ROOM])
{
	const char *why = table_reason(json_object_get(row, "reason"), room),
		   *note = json_string_value(json_object_get(row, "note"));

	if (note == NULL)
		return (why);
	snprintf(
	    room, TABLE_ROOM, "%s%s%s", why, *why != '\0' ? ": " : "", note);
	return (room);
}

static const struct table_column entries[] = {
	{ "at", "WAKTU", "TIME", 0, table_time },
	{ "act", "TINDAKAN", "ACT", 0, word_act },
	{ "kind", "JENIS", "KIND", 0, NULL },
	{ NULL, "NOMOR SERI", "SERIALS", 0, word_range },
	{ "blanks", "JUMLAH", "BLANKS", 1, NULL },
	{ "from_place", "DARI", "FROM", 0, NULL },
	{ "to_place", "KE", "TO", 0, NULL },
	{ "to_state", "KEADAAN", "STATE", 0, word_state },
	{ "job", "PEKERJAAN", "JOB", 1, NULL },
	{ NULL, "PETUGAS", "PERSON", 0, word_persons },
	{ NULL, "ALASAN", "REASON", 0, word_why },
	{ 0 },
};

static void
put_query(struct buf *path, const char *name, const char *value)
{
	char *s;

	if (value == NULL)
		return;
	s = send_escape(value);
	buf_printf(path, "&%s=%s", name, s);
	free(s);
}

/* The API gives the ledger from its beginning; people want its end. */
int
blanks_list(struct cli *c)
{
	struct buf path = { 0 };
	json_t *list, *v;
	int code;

	buf_puts(&path, "/v1/stock/entries?limit=200");
	put_query(&path, "kind", c->kind);
	put_query(&path, "place", c->place);
	put_query(&path, "serial", c->serial);
	list = send_pages(c, buf_str(&path),
	    (size_t)(c->limit > 0 ? c->limit : LIST_ROWS), &code);
	buf_release(&path);
	if (list == NULL)
		return (code);
	v = json_pack("{s:o}", "items", list);
	if (c->json)
		say_json(v);
	else if (json_array_size(list) > 0)
		table_rows(entries, list);
	else
		puts(say("Tidak ada catatan.", "No entries."));
	json_decref(v);
	return (code);
}

int
blanks_check(struct cli *c)
{
	const json_t *wrong;
	json_t *v;
	size_t i;
	int code;

	v = say_get(c, "/v1/stock/check", &code);
	if (v == NULL)
		return (code);
	wrong = json_object_get(v, "wrong");
	if (!json_is_true(json_object_get(v, "adds_up")))
		code = EX_DATAERR;
	if (c->json)
		say_json(v);
	else if (code == EX_OK && !c->quiet)
		puts(say("Semua blangko cocok dengan buku.",
		    "Every blank agrees with the ledger."));
	else if (code != EX_OK) {
		puts(say("Blangko tidak cocok dengan buku:",
		    "The blanks do not agree with the ledger:"));
		for (i = 0; i < json_array_size(wrong); i++)
			printf("  %s\n",
			    json_string_value(json_array_get(wrong, i)));
	}
	json_decref(v);
	return (code);
}
