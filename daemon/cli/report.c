/*
 * Reports, the rating of the site, the day so far: the server's tables shown
 * to a person, or its files kept as they came.
 */

#include <sysexits.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civil.h"
#include "fault.h"
#include "mem.h"

#include "cli.h"

/* ---- files ---- */

static int
keep(const char *path, const struct buf *b)
{
	FILE *out = path == NULL ? stdout : fopen(path, "wb");
	int bad = out == NULL || fwrite(b->p, 1, b->n, out) != b->n;

	if (out != NULL && out != stdout)
		bad |= fclose(out) != 0;
	if (!bad)
		return (EX_OK);
	fprintf(stderr, "cetak: %s: %s\n", path != NULL ? path : "stdout",
	    say("tidak dapat ditulis", "cannot be written"));
	return (EX_CANTCREAT);
}

int
report_file(struct cli *c, struct buf *path)
{
	struct http_call call = { .method = "GET" };
	struct http_reply r = { 0 };
	struct fault f = { 0 };
	int code;

	buf_printf(path, "%cformat=%s",
	    strchr(buf_str(path), '?') != NULL ? '&' : '?',
	    c->xlsx != NULL ? "xlsx" : "csv");
	call.path = buf_str(path);
	if (http_do(c, &call, &r, &f) != 0)
		code = say_fault(&f);
	else if (r.status >= 400)
		code = say_problem(&r);
	else
		code = keep(c->xlsx, &r.body);
	buf_release(&r.body);
	buf_release(path);
	return (code);
}

/* ---- tables ---- */

/* {"id":..., "en":...} in the person's language */
static const char *
two(const json_t *v, const char *name)
{
	return (say_text(json_object_get(v, name), say("id", "en")));
}

static void
cell(struct table *t, const json_t *v, const char *unit)
{
	struct buf b = { 0 };
	long long n = (long long)json_integer_value(v);

	if (json_is_object(v))
		buf_puts(&b, say_text(v, say("id", "en")));
	else if (json_is_string(v))
		buf_puts(&b, json_string_value(v));
	else if (!json_is_integer(v))
		buf_puts(&b, "-");
	else if (strcmp(unit, "rupiah") == 0)
		civil_rupiah(n, &b);
	else if (strcmp(unit, "permille") == 0)
		buf_printf(&b, "%lld,%lld %%", n / 10, n % 10);
	else
		buf_printf(&b, "%lld", n);
	table_cell(t, buf_str(&b));
	buf_release(&b);
}

static void
row(struct table *t, const json_t *cells, const json_t *columns)
{
	size_t i;

	for (i = 0; i < json_array_size(columns); i++)
		cell(t, json_array_get(cells, i),
		    say_text(json_array_get(columns, i), "unit"));
}

static void
print_table(const json_t *v)
{
	const json_t *columns = json_object_get(v, "columns"),
		     *rows = json_object_get(v, "rows"),
		     *total = json_object_get(v, "total"), *k;
	struct table *t;
	size_t i;

	if (json_array_size(rows) == 0 || json_array_size(columns) == 0)
		return;
	printf("\n%s\n", two(v, "title"));
	t = table_new((int)json_array_size(columns));
	for (i = 0; i < json_array_size(columns); i++) {
		k = json_array_get(columns, i);
		table_head(t, (int)i, two(k, "title"),
		    strcmp(say_text(k, "unit"), "text") != 0);
	}
	for (i = 0; i < json_array_size(rows); i++)
		row(t, json_array_get(rows, i), columns);
	if (json_is_array(total))
		row(t, total, columns);
	table_print(t);
	table_free(t);
}

static void
print_report(const struct cli *c, const json_t *v)
{
	const json_t *tables = json_object_get(v, "tables");
	size_t i;

	(void)c;
	printf("%s, %s\n", two(v, "title"), say_text(v, "authority"));
	for (i = 0; i < json_array_size(tables); i++)
		print_table(json_array_get(tables, i));
}

int
report_get(struct cli *c)
{
	struct buf path = { 0 };
	char *s;
	json_t *b;

	if (c->pdf) {
		b = json_object();
		send_text(b, "name", c->arg[0]);
		send_text(b, "period", c->n_arg > 1 ? c->arg[1] : NULL);
		send_text(b, "printer", c->printer);
		return (send_call(
		    c, "POST", mem_strdup("/v1/reports"), b, jobs_print));
	}
	s = send_escape(c->arg[0]);
	buf_printf(&path, "/v1/reports/%s", s);
	free(s);
	if (c->n_arg > 1) {
		s = send_escape(c->arg[1]);
		buf_printf(&path, "?period=%s", s);
		free(s);
	}
	if (c->csv || c->xlsx != NULL)
		return (report_file(c, &path));
	return (send_call(c, "GET", (char *)path.p, NULL, print_report));
}

/* ---- the site ---- */

static void
print_site(const struct cli *c, const json_t *v)
{
	const json_t *list = json_object_get(v, "criteria"), *k;
	const char *unit;
	struct table *t = table_new(3);
	size_t i;

	(void)c;
	printf("%s: %s\n\n", say_text(v, "month"), two(v, "title"));
	table_head(t, 0, say("UKURAN", "CRITERION"), 0);
	table_head(t, 1, say("NILAI", "VALUE"), 1);
	table_head(t, 2, say("PERINGKAT", "RATING"), 0);
	for (i = 0; i < json_array_size(list); i++) {
		k = json_array_get(list, i);
		unit = say_text(k, "unit");
		table_cell(t, two(k, "title"));
		cell(t, json_object_get(k, "value"), unit);
		table_cell(t, say_text(k, "rating"));
	}
	table_print(t);
	table_free(t);
	list = json_object_get(v, "reasons");
	for (i = 0; i < json_array_size(list); i++)
		printf("%s- %s\n", i == 0 ? "\n" : "",
		    say_text(json_array_get(list, i), say("id", "en")));
}

int
report_site(struct cli *c)
{
	struct buf path = { 0 };
	char *s;

	buf_puts(&path, "/v1/site");
	if (c->n_arg > 0) {
		s = send_escape(c->arg[0]);
		buf_printf(&path, "?month=%s", s);
		free(s);
	}
	if (c->csv || c->xlsx != NULL)
		return (report_file(c, &path));
	return (send_call(c, "GET", (char *)path.p, NULL, print_site));
}

/* ---- the day so far ---- */

static void
print_today(const struct cli *c, const json_t *v)
{
	static const struct {
		const char *name, *id, *en;
	} figures[] = {
		{ "printed", "Tercetak", "Printed" },
		{ "printed_usual", "biasanya sampai jam ini",
		    "as a rule until this hour" },
		{ "handed_over", "Diserahkan", "Handed over" },
		{ "queued", "Antre", "Queued" },
		{ "held", "Ditahan", "Held" },
		{ "doubt", "Perlu diperiksa", "Needs checking" },
		{ "spoiled", "Rusak", "Spoiled" },
		{ "wait_median_seconds", "Waktu tunggu (detik)",
		    "Wait (seconds)" },
	};
	struct table *t = table_new(2);
	size_t i;

	(void)c;
	table_head(t, 0, say_text(v, "day"), 0);
	table_head(t, 1, "", 1);
	for (i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
		table_cell(t, say(figures[i].id, figures[i].en));
		cell(t, json_object_get(v, figures[i].name), "count");
	}
	table_print(t);
	table_free(t);
}

int
report_today(struct cli *c)
{
	return (
	    send_call(c, "GET", mem_strdup("/v1/overview"), NULL, print_today));
}
