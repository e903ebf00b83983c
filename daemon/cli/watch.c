/*
 * What a person asks of printers: how they are, what to do first, how one of
 * them was; and what the office is told, live.  Words come from the server.
 */

#include <poll.h>
#include <sysexits.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "mem.h"

#include "cli.h"

#define TRIES 40
#define TRY_MS 250

static const struct {
	const char *name, *id, *en;
} healths[] = {
	{ "down", "berhenti", "down" },
	{ "attention", "perhatian", "attention" },
	{ "off", "di luar antrean", "off" },
	{ "ready", "siap", "ready" },
};
#define HEALTHS (sizeof(healths) / sizeof(healths[0]))

/* How bad a state is, 0 the worst. */
static size_t
rank(const json_t *printer)
{
	const char *s = say_text(printer, "health");
	size_t i;

	for (i = 0; i < HEALTHS && strcmp(healths[i].name, s) != 0; i++)
		;
	return (i);
}

static const char *
health_word(const char *name)
{
	size_t i;

	for (i = 0; i < HEALTHS; i++)
		if (strcmp(healths[i].name, name) == 0)
			return (say(healths[i].id, healths[i].en));
	return (name);
}

/* A pair {"id","en"} in the person's language. */
static const char *
words(const json_t *pair)
{
	const char *s = json_string_value(
	    json_object_get(pair, say_english() ? "en" : "id"));

	return (s != NULL ? s : "");
}

/* ---- all printers ---- */

static void
printer_row(struct table *t, const json_t *p)
{
	const json_t *r = json_array_get(json_object_get(p, "reasons"), 0);
	const char *what = words(json_object_get(r, "what"));
	char n[24];

	table_cell(t, say_text(p, "name"));
	table_cell(t, health_word(say_text(p, "health")));
	table_cell(t, *what != '\0' ? what : say_reason(p));
	table_cell(t, words(json_object_get(r, "do")));
	snprintf(n, sizeof(n), "%lld", say_number(p, "waiting"));
	table_cell(t, n);
	snprintf(n, sizeof(n), "%lld", say_number(p, "today"));
	table_cell(t, n);
	table_cell(t, say_text(p, "group"));
	table_cell(t, say_text(p, "media"));
}

static void
printer_table(const json_t *items)
{
	struct table *t = table_new(8);
	const json_t *p;
	size_t i, k;

	table_head(t, 0, "PRINTER", 0);
	table_head(t, 1, say("KEADAAN", "HEALTH"), 0);
	table_head(t, 2, say("SEBAB", "REASON"), 0);
	table_head(t, 3, say("LAKUKAN", "DO FIRST"), 0);
	table_head(t, 4, say("ANTRE", "WAITING"), 1);
	table_head(t, 5, say("HARI INI", "TODAY"), 1);
	table_head(t, 6, say("GRUP", "GROUP"), 0);
	table_head(t, 7, "MEDIA", 0);
	for (k = 0; k <= HEALTHS; k++)
		for (i = 0; i < json_array_size(items); i++) {
			p = json_array_get(items, i);
			if (rank(p) == k)
				printer_row(t, p);
		}
	table_print(t);
	table_free(t);
}

int
watch_printers(struct cli *c)
{
	json_t *v, *items;
	int code;

	v = say_get(c, "/v1/printers", &code);
	if (v == NULL)
		return (code);
	items = json_object_get(v, "items");
	if (c->json)
		say_json(v);
	else if (json_array_size(items) == 0)
		puts(say("Belum ada printer. Tambah yang pertama: "
			 "cetak printer add NAMA ipp://...",
		    "No printers yet. Add the first: "
		    "cetak printer add NAME ipp://..."));
	else
		printer_table(items);
	json_decref(v);
	return (code);
}

/* ---- one printer ---- */

static void
line(const char *id, const char *en, const char *value)
{
	printf("  %-22s %s\n", say(id, en), value);
}

static void
line_number(const char *id, const char *en, const json_t *n)
{
	char text[24] = "-";

	if (json_is_integer(n))
		snprintf(text, sizeof(text), "%lld",
		    (long long)json_integer_value(n));
	line(id, en, text);
}

static void
line_permille(const char *id, const char *en, const json_t *n)
{
	char text[48] = "-";
	long long v = (long long)json_integer_value(n);

	if (json_is_integer(n))
		snprintf(text, sizeof(text), "%lld%c%lld %%", v / 10,
		    say_english() ? '.' : ',', v % 10);
	line(id, en, text);
}

static void
show_reasons(const json_t *p)
{
	const json_t *r;
	char room[SAY_TIME];
	size_t i;

	for (i = 0; i < json_array_size(json_object_get(p, "reasons")); i++) {
		r = json_array_get(json_object_get(p, "reasons"), i);
		printf("  - %s. %s (%s)\n", words(json_object_get(r, "what")),
		    words(json_object_get(r, "do")),
		    say_age(json_object_get(r, "since"), room));
	}
}

/* Minutes as hours: "1 j 12 m". */
static void
spell(long long minutes, char room[32])
{
	if (minutes < 60)
		snprintf(room, 32, "%lld m", minutes);
	else
		snprintf(room, 32, "%lld %s %lld m", minutes / 60,
		    say("j", "h"), minutes % 60);
}

/* Only days on which something was amiss. */
static void
show_days(const json_t *history)
{
	const json_t *days = json_object_get(history, "days"), *d;
	char room[32];
	size_t i, k;
	int amiss = 0;

	for (i = json_array_size(days); i-- > 0;) {
		d = json_array_get(days, i);
		for (k = 0; k < 3; k++) {
			long long n = say_number(d, healths[k].name);

			if (n == 0)
				continue;
			spell(n, room);
			printf("  %s  %s %s\n", say_text(d, "day"),
			    say(healths[k].id, healths[k].en), room);
			amiss = 1;
		}
	}
	if (!amiss)
		printf("  %s\n",
		    say("30 hari tanpa gangguan", "30 days without trouble"));
}

static void
show_today(const json_t *history)
{
	const json_t *list = json_object_get(history, "today"), *s;
	char from[SAY_TIME], to[SAY_TIME];
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		s = json_array_get(list, i);
		printf("  %s - %s  %s %s\n",
		    say_time(json_object_get(s, "from"), from),
		    say_time(json_object_get(s, "to"), to),
		    health_word(say_text(s, "health")),
		    json_is_string(json_object_get(s, "keyword"))
			? say_text(s, "keyword")
			: "");
	}
}

static void
show_printer(const struct cli *c, const json_t *p)
{
	const json_t *device = json_object_get(p, "device"),
		     *history = json_object_get(p, "history");
	char room[SAY_TIME];

	(void)c;
	printf("%s: %s (%s)\n", say_text(p, "name"),
	    health_word(say_text(p, "health")),
	    say_age(json_object_get(p, "since"), room));
	show_reasons(p);
	line("Tempat", "Place", say_text(p, "place"));
	line("Model", "Model", say_text(p, "model"));
	line("Mesin", "Device", say_text(device, "make_and_model"));
	line("Jawaban terakhir", "Newest answer",
	    say_time(json_object_get(p, "looked"), room));
	line_number(
	    "Lembar hari ini", "Sheets today", json_object_get(p, "today"));
	line_number("Lembar bulan ini", "Sheets this month",
	    json_object_get(p, "month"));
	line_number("Rusak bulan ini", "Spoiled this month",
	    json_object_get(p, "spoiled_month"));
	line_number(
	    "Hitungan mesin", "Device counter", json_object_get(p, "life"));
	line_number("Sejak servis", "Since service",
	    json_object_get(p, "since_service"));
	line_number("Antre", "Waiting", json_object_get(p, "waiting"));
	line_permille("Ketersediaan 30 hari", "Available, 30 days",
	    json_object_get(p, "availability"));
	line_number(
	    "Berhenti 30 hari", "Stops, 30 days", json_object_get(p, "stops"));
	line_number("Jam antar berhenti", "Hours between stops",
	    json_object_get(p, "between_stops_hours"));
	line_number("Menit berhenti bulan ini", "Minutes down, month",
	    json_object_get(p, "down_minutes_month"));
	printf("%s:\n", say("Hari ini", "Today"));
	show_today(history);
	printf("%s:\n", say("Riwayat", "History"));
	show_days(history);
}

int
watch_printer(struct cli *c)
{
	char *name = send_escape(c->arg[0]);
	char *path = mem_printf("/v1/printers/%s", name);

	free(name);
	return (send_call(c, "GET", path, NULL, show_printer));
}

/* ---- notices ---- */

struct notices {
	struct cli *cli;
	long long seq; /* newest seen */
	struct buf line;
};

static void
show_notice(const struct cli *c, const json_t *n)
{
	char room[SAY_TIME];

	if (c->json) {
		json_dumpf(n, stdout, JSON_COMPACT | JSON_PRESERVE_ORDER);
		putchar('\n');
	} else {
		printf("%s  %s\n", say_time(json_object_get(n, "at"), room),
		    words(json_object_get(n, "text")));
	}
	fflush(stdout);
}

static void
take_line(struct notices *w, const char *text)
{
	json_t *n;

	if (strncmp(text, "data:", 5) != 0)
		return;
	n = json_loads(text + 5, 0, NULL);
	if (!w->cli->json)
		say_plain(n);
	if (n != NULL && say_number(n, "seq") > w->seq) {
		w->seq = say_number(n, "seq");
		show_notice(w->cli, n);
	}
	json_decref(n);
}

static int
sink(const char *p, size_t n, void *arg)
{
	struct notices *w = arg;
	size_t i;

	for (i = 0; i < n; i++) {
		if (p[i] != '\n') {
			if (w->line.n < 65536)
				buf_putc(&w->line, p[i]);
			continue;
		}
		take_line(w, buf_str(&w->line));
		buf_clear(&w->line);
	}
	return (0);
}

/* Listens for ever; a server that is started again is found again. */
static int
listen_on(struct notices *w)
{
	struct http_call call = {
		.method = "GET", .path = "/v1/notices", .sink = sink, .arg = w
	};
	struct http_reply r = { 0 };
	struct fault f = { 0 };
	char last[24];
	int rc, tries = 0, code = EX_OK;

	while (code == EX_OK) {
		long long seen = w->seq;

		snprintf(last, sizeof(last), "%lld", w->seq);
		call.last_event = last;
		buf_clear(&w->line);
		buf_clear(&r.body);
		rc = http_do(w->cli, &call, &r, &f);
		tries = w->seq > seen || (rc == 0 && r.status < 400)
		    ? 0
		    : tries + 1;
		if (tries == TRIES ||
		    (rc == 0 && r.status >= 400 && r.status != 503))
			code = rc != 0 ? say_fault(&f) : say_problem(&r);
		poll(NULL, 0, TRY_MS);
	}
	buf_release(&r.body);
	return (code);
}

int
watch_notices(struct cli *c)
{
	struct notices w = { .cli = c };
	json_t *items;
	size_t i;
	int code;

	items = send_pages(c, "/v1/notices?limit=200",
	    c->limit > 0 ? (size_t)c->limit : 50, &code);
	if (items == NULL)
		return (code);
	for (i = 0; i < json_array_size(items); i++) {
		w.seq = say_number(json_array_get(items, i), "seq");
		if (!c->json || c->follow)
			show_notice(c, json_array_get(items, i));
	}
	if (c->json && !c->follow) {
		json_t *v = json_pack("{s:O}", "items", items);

		say_json(v);
		json_decref(v);
	} else if (!c->quiet && !c->follow && json_array_size(items) == 0) {
		puts(say("Belum ada pemberitahuan", "No notices yet"));
	}
	json_decref(items);
	if (c->follow)
		code = listen_on(&w);
	buf_release(&w.line);
	return (code);
}
