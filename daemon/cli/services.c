/*
 * Services on the command line: plans, the way of a printer into service and
 * back with its cost and its paper, contracts.
 */

#include <sysexits.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "mem.h"

#include "cli.h"

#define PAPER_MAX (64u << 20)

static const json_t *
items(const json_t *v)
{
	return (json_object_get(v, "items"));
}

static const char *
word_state(const json_t *v, char room[TABLE_ROOM])
{
	static const struct {
		const char *name, *id;
	} words[] = {
		{ "ok", "belum" },
		{ "due", "jatuh tempo" },
		{ "overdue", "lewat" },
		{ "held", "ditahan" },
		{ "scheduled", "berkala" },
		{ "repair", "perbaikan" },
		{ "calibration", "kalibrasi" },
		{ "cleaning", "pembersihan" },
		{ "other", "lainnya" },
	};
	const char *s = json_string_value(v);
	size_t i;

	(void)room;
	for (i = 0; s != NULL && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].name, s) == 0)
			return (say(words[i].id, s));
	return (s != NULL ? s : "-");
}

/* ---- plans ---- */

static const struct table_column plans[] = {
	{ "id", "ID", "ID", 1, NULL },
	{ "printer", "PRINTER", "PRINTER", 0, NULL },
	{ "title", "RENCANA", "PLAN", 0, NULL },
	{ "state", "KEADAAN", "STATE", 0, word_state },
	{ "due", "JATUH TEMPO", "DUE", 0, NULL },
	{ "days_left", "SISA HARI", "DAYS LEFT", 1, NULL },
	{ "pages_left", "SISA HALAMAN", "PAGES LEFT", 1, NULL },
	{ "since", "SERVIS TERAKHIR", "SINCE", 0, NULL },
	{ 0 },
};

static void
print_plans(const struct cli *c, const json_t *v)
{
	(void)c;
	if (json_array_size(items(v)) > 0)
		table_rows(plans, items(v));
	else
		puts(say("Belum ada rencana servis.", "No plans of service."));
}

/* path, or path?printer= of --printer */
static char *
of_printer(const struct cli *c, const char *path, const char *more)
{
	char *name = c->printer != NULL ? send_escape(c->printer) : NULL, *s;

	s = name == NULL ? mem_printf("%s%s%s", path, *more ? "?" : "", more)
			 : mem_printf("%s?printer=%s%s%s", path, name,
			       *more ? "&" : "", more);
	free(name);
	return (s);
}

int
services_plans(struct cli *c)
{
	return (send_call(
	    c, "GET", of_printer(c, "/v1/plans", ""), NULL, print_plans));
}

static void
print_plan(const struct cli *c, const json_t *v)
{
	const char *due = json_string_value(json_object_get(v, "due"));

	(void)c;
	printf("%lld: %s, %s, %s %s\n", say_number(v, "id"),
	    say_text(v, "printer"), say_text(v, "title"),
	    say("jatuh tempo", "due"),
	    due != NULL ? due : say("belum diketahui", "not known yet"));
}

int
services_plan_add(struct cli *c)
{
	json_t *b;

	if (say_needs(c->title, "--title") ||
	    (c->pages == NULL && say_needs(c->days, "--days")))
		return (EX_USAGE);
	b = json_object();
	send_text(b, "printer", c->arg[0]);
	send_text(b, "title", c->title);
	send_number(b, "days", c->days);
	send_number(b, "pages", c->pages);
	send_number(b, "grace_days", c->grace);
	send_text(b, "began", c->date);
	return (send_call(c, "POST", mem_strdup("/v1/plans"), b, print_plan));
}

int
services_plan_end(struct cli *c)
{
	long long id;

	if (say_id(c->arg[0], &id) != 0)
		return (EX_USAGE);
	return (send_call(
	    c, "DELETE", mem_printf("/v1/plans/%lld", id), NULL, NULL));
}

/* ---- services ---- */

static const struct table_column services[] = {
	{ "id", "ID", "ID", 1, NULL },
	{ "printer", "PRINTER", "PRINTER", 0, NULL },
	{ "kind", "JENIS", "KIND", 0, word_state },
	{ "began", "MULAI", "BEGAN", 0, table_time },
	{ "ended", "SELESAI", "ENDED", 0, table_time },
	{ "supplier", "PELAKSANA", "BY", 0, NULL },
	{ "cost", "BIAYA RP", "COST RP", 1, NULL },
	{ "warranty", "GARANSI", "WARRANTY", 0, table_yes },
	{ "document", "BERKAS", "PAPER", 0, table_yes },
	{ "note", "CATATAN", "NOTE", 0, NULL },
	{ 0 },
};

static void
print_services(const struct cli *c, const json_t *v)
{
	(void)c;
	if (json_array_size(items(v)) > 0)
		table_rows(services, items(v));
	else
		puts(say("Belum ada servis.", "No services yet."));
}

int
services_list(struct cli *c)
{
	char *limit = mem_printf("limit=%d", c->limit > 0 ? c->limit : 50),
	     *path = of_printer(c, "/v1/services", limit);

	free(limit);
	return (send_call(c, "GET", path, NULL, print_services));
}

static void
print_service(const struct cli *c, const json_t *v)
{
	(void)c;
	printf("%lld: %s, %s\n", say_number(v, "id"), say_text(v, "printer"),
	    json_is_null(json_object_get(v, "ended"))
		? say("diservis, di luar antrean",
		      "in service, out of dispatch")
		: say("selesai", "over"));
}

/* The service with its paper beside it. */
static int
with_paper(struct cli *c, json_t *b)
{
	struct http_part part[2];
	struct http_call call = { .method = "POST",
		.path = "/v1/services",
		.part = part,
		.n_part = 2 };
	struct buf file = { 0 };
	char *text = json_dumps(b, JSON_COMPACT);
	json_t *v = NULL;
	int code = EX_NOINPUT;

	if (say_read(c->document, PAPER_MAX, &file) == 0) {
		part[0] = (struct http_part){ "job", "application/json", NULL,
			text, strlen(text) };
		part[1] = (struct http_part){ "document", "application/pdf",
			"document.pdf", file.p, file.n };
		v = say_call(c, &call, &code);
	}
	if (v != NULL && c->json)
		say_json(v);
	else if (v != NULL && !c->quiet)
		print_service(c, v);
	json_decref(v);
	json_decref(b);
	buf_release(&file);
	free(text);
	return (code);
}

static int
book(struct cli *c, const char *began, const char *ended)
{
	json_t *b = json_object();

	send_text(b, "printer", c->arg[0]);
	send_text(b, "kind", c->arg[1]);
	send_text(b, "began", began);
	send_text(b, "ended", ended);
	send_number(b, "plan", c->plan);
	send_text(b, "supplier", c->supplier);
	send_text(b, "back", c->back);
	send_number(b, "cost", c->price);
	send_text(b, "note", c->note);
	send_text(b, "budget", c->budget);
	if (c->warranty)
		json_object_set_new(b, "warranty", json_true());
	if (c->document != NULL)
		return (with_paper(c, b));
	return (
	    send_call(c, "POST", mem_strdup("/v1/services"), b, print_service));
}

int
services_begin(struct cli *c)
{
	return (book(c, NULL, NULL));
}

int
services_add(struct cli *c)
{
	return (book(c, c->arg[2], c->arg[3]));
}

int
services_end(struct cli *c)
{
	long long id;
	json_t *b;

	if (say_id(c->arg[0], &id) != 0)
		return (EX_USAGE);
	b = json_object();
	send_text(b, "ended", c->ended);
	send_number(b, "cost", c->price);
	send_text(b, "note", c->note);
	if (c->warranty)
		json_object_set_new(b, "warranty", json_true());
	return (send_call(c, "POST", mem_printf("/v1/services/%lld/end", id), b,
	    print_service));
}

/* ---- its paper ---- */

static int
keep(const struct cli *c, const struct buf *b)
{
	FILE *f = strcmp(c->output, "-") == 0 ? stdout : fopen(c->output, "wb");

	if (f == NULL || fwrite(b->p, 1, b->n, f) != b->n ||
	    (f != stdout && fclose(f) != 0)) {
		fprintf(stderr, "cetak: %s: %s\n", c->output,
		    say("tidak dapat ditulis", "cannot be written"));
		return (EX_CANTCREAT);
	}
	return (EX_OK);
}

int
services_document(struct cli *c)
{
	struct http_call call = { .method = "GET" };
	struct http_reply r = { 0 };
	struct fault f = { 0 };
	long long id;
	char *path;
	int code;

	if (say_id(c->arg[0], &id) != 0 || say_needs(c->output, "--output"))
		return (EX_USAGE);
	path = mem_printf("/v1/services/%lld/document", id);
	call.path = path;
	if (http_do(c, &call, &r, &f) != 0)
		code = say_fault(&f);
	else if (r.status != 200)
		code = say_problem(&r);
	else
		code = keep(c, &r.body);
	buf_release(&r.body);
	free(path);
	return (code);
}

/* ---- contracts ---- */

static const struct table_column contracts[] = {
	{ "printer", "PRINTER", "PRINTER", 0, NULL },
	{ "number", "NOMOR", "NUMBER", 0, NULL },
	{ "supplier", "PELAKSANA", "SUPPLIER", 0, NULL },
	{ "first", "DARI", "FROM", 0, NULL },
	{ "last", "SAMPAI", "TO", 0, NULL },
	{ "price_year", "RP/TAHUN", "RP/YEAR", 1, NULL },
	{ "visits", "KUNJUNGAN", "VISITS", 1, NULL },
	{ 0 },
};

static void
print_contracts(const struct cli *c, const json_t *v)
{
	(void)c;
	if (json_array_size(items(v)) > 0)
		table_rows(contracts, items(v));
	else
		puts(say("Belum ada kontrak.", "No contracts yet."));
}

int
services_contracts(struct cli *c)
{
	return (send_call(
	    c, "GET", mem_strdup("/v1/contracts"), NULL, print_contracts));
}

static void
print_contract(const struct cli *c, const json_t *v)
{
	(void)c;
	printf("%s: %s, %s..%s\n", say_text(v, "printer"),
	    say_text(v, "number"), say_text(v, "first"), say_text(v, "last"));
}

int
services_contract_add(struct cli *c)
{
	json_t *b;

	if (say_needs(c->supplier, "--supplier") ||
	    say_needs(c->price, "--price"))
		return (EX_USAGE);
	b = json_object();
	send_text(b, "printer", c->arg[0]);
	send_text(b, "number", c->arg[1]);
	send_text(b, "first", c->arg[2]);
	send_text(b, "last", c->arg[3]);
	send_text(b, "supplier", c->supplier);
	send_number(b, "price_year", c->price);
	send_number(b, "visits", c->visits);
	send_text(b, "budget", c->budget);
	return (send_call(
	    c, "POST", mem_strdup("/v1/contracts"), b, print_contract));
}
