/*
 * Jobs: submit one (and watch it), list, show, hold, release, cancel.  A
 * submission always bears an Idempotency-Key, so that a lost answer can be
 * asked for again without a second sheet.
 */

#include <sysexits.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "enc.h"
#include "mem.h"

#include "cli.h"

#define JOB_FILE_MAX (16u << 20)

void
jobs_print(const struct cli *c, const json_t *job)
{
	const char *number, *reason = say_reason(job);

	(void)c;
	number = json_string_value(json_object_get(job, "number"));
	printf("%s %lld  %s  %s  %s\n", say("Pekerjaan", "Job"),
	    (long long)json_integer_value(json_object_get(job, "id")),
	    number != NULL ? number : "",
	    json_string_value(json_object_get(job, "document")),
	    say_state(json_string_value(json_object_get(job, "state"))));
	if (*reason != '\0')
		printf("  %s\n", reason);
}

/* job file, photo or document to a form; NULL after having said why */
static json_t *
send_job(struct cli *c, const char *key, int *ret_exit)
{
	struct buf job = { 0 }, file = { 0 };
	struct http_part part[2];
	struct http_call call = { .method = "POST", .path = "/v1/jobs" };
	const char *name = c->photo != NULL ? c->photo : c->document;
	json_t *v = NULL;

	*ret_exit = EX_NOINPUT;
	if (say_read(c->arg[0], JOB_FILE_MAX, &job) != 0)
		goto out;
	call.key = key;
	call.type = "application/json";
	call.body = job.p;
	call.body_n = job.n;
	if (name != NULL) {
		if (say_read(name, JOB_FILE_MAX, &file) != 0)
			goto out;
		part[0] = (struct http_part){ "job", "application/json", NULL,
			job.p, job.n };
		part[1] = (struct http_part){ c->photo != NULL ? "photo"
							       : "document",
			c->photo == NULL ? "application/pdf"
			    : file.n > 1 && file.p[0] == 0x89 ? "image/png"
							      : "image/jpeg",
			c->photo != NULL ? "photo" : "document.pdf", file.p,
			file.n };
		call.part = part;
		call.n_part = 2;
	}
	v = say_call(c, &call, ret_exit);
out:
	buf_release(&job);
	buf_release(&file);
	return (v);
}

int
jobs_submit(struct cli *c)
{
	char fresh[33];
	json_t *v;
	int code;

	if (c->photo != NULL && c->document != NULL) {
		fprintf(stderr, "cetak: %s\n",
		    say("pilih --photo atau --document, bukan keduanya",
			"choose --photo or --document, not both"));
		return (EX_USAGE);
	}
	send_key(fresh);
	v = send_job(c, c->key != NULL ? c->key : fresh, &code);
	if (v == NULL) {
		if (code == EX_TEMPFAIL || code == EX_UNAVAILABLE)
			fprintf(stderr, "  %s: --key %s\n",
			    say("ulangi dengan kunci yang sama",
				"try again with the same key"),
			    c->key != NULL ? c->key : fresh);
		return (code);
	}
	if (c->json)
		say_json(v);
	else if (!c->quiet)
		jobs_print(c, v);
	if (c->wait)
		code =
		    follow_job(c, json_integer_value(json_object_get(v, "id")));
	json_decref(v);
	return (code);
}

static void
add_row(struct table *t, const json_t *j)
{
	char id[24], room[SAY_TIME];
	const char *printer;

	snprintf(id, sizeof(id), "%lld",
	    (long long)json_integer_value(json_object_get(j, "id")));
	printer = json_string_value(json_object_get(j, "printer"));
	table_cell(t, id);
	table_cell(
	    t, say_state(json_string_value(json_object_get(j, "state"))));
	table_cell(t, json_string_value(json_object_get(j, "number")));
	table_cell(t,
	    json_string_value(
		json_object_get(json_object_get(j, "template"), "name")));
	table_cell(t, json_string_value(json_object_get(j, "counter")));
	table_cell(t, printer != NULL ? printer : "-");
	table_cell(t, say_time(json_object_get(j, "changed"), room));
	table_cell(t, say_reason(j));
}

static void
print_jobs(const json_t *items)
{
	struct table *t = table_new(8);
	json_t *j;
	size_t i;

	table_head(t, 0, say("ID", "ID"), 1);
	table_head(t, 1, say("KEADAAN", "STATE"), 0);
	table_head(t, 2, say("NOMOR", "NUMBER"), 0);
	table_head(t, 3, say("DOKUMEN", "TEMPLATE"), 0);
	table_head(t, 4, say("LOKET", "COUNTER"), 0);
	table_head(t, 5, "PRINTER", 0);
	table_head(t, 6, say("BERUBAH", "CHANGED"), 0);
	table_head(t, 7, say("SEBAB", "REASON"), 0);
	json_array_foreach (items, i, j) {
		add_row(t, j);
	}
	table_print(t);
	table_free(t);
}

/* What a person must look at comes first, whichever page was asked for. */
static void
doubts_first(struct cli *c, json_t *items)
{
	int code;
	json_t *v = say_get(c, "/v1/jobs?limit=200&state=doubt", &code), *j;
	size_t i;

	for (i = json_array_size(items); v != NULL && i-- > 0;)
		if (strcmp(json_string_value(json_object_get(
			       json_array_get(items, i), "state")),
			"doubt") == 0)
			json_array_remove(items, i);
	json_array_foreach (json_object_get(v, "items"), i, j)
		json_array_insert(items, i, j);
	json_decref(v);
}

int
jobs_list(struct cli *c)
{
	struct buf path = { 0 };
	json_t *v, *items;
	int code;

	buf_printf(&path, "/v1/jobs?limit=%d", c->limit > 0 ? c->limit : 50);
	if (c->state != NULL)
		buf_printf(&path, "&state=%s", c->state);
	if (c->template_name != NULL)
		buf_printf(&path, "&template=%s", c->template_name);
	if (c->printer != NULL)
		buf_printf(&path, "&printer=%s", c->printer);
	if (c->counter != NULL)
		buf_printf(&path, "&counter=%s", c->counter);
	v = say_get(c, buf_str(&path), &code);
	buf_release(&path);
	if (v == NULL)
		return (code);
	items = json_object_get(v, "items");
	if (!c->json && c->state == NULL && c->template_name == NULL &&
	    c->printer == NULL && c->counter == NULL)
		doubts_first(c, items);
	if (c->json)
		say_json(v);
	else if (json_array_size(items) == 0)
		puts(say("Belum ada pekerjaan. Kirim yang pertama: "
			 "cetak submit FILE.json",
		    "No jobs yet. Submit the first: cetak submit FILE.json"));
	else
		print_jobs(items);
	json_decref(v);
	return (code);
}

static void
print_fact(const json_t *job, const char *key, const char *label)
{
	const json_t *m = json_object_get(job, key);
	char room[SAY_TIME];

	if (m == NULL || json_is_null(m))
		return;
	printf("%-10s ", label);
	if (strcmp(key, "state") == 0)
		puts(say_state(json_string_value(m)));
	else if (strcmp(key, "reason") == 0)
		puts(say_reason(job));
	else if (strcmp(key, "created") == 0 || strcmp(key, "changed") == 0)
		puts(say_time(m, room));
	else if (strcmp(key, "template") == 0)
		printf("%s@%lld\n",
		    json_string_value(json_object_get(m, "name")),
		    (long long)json_integer_value(
			json_object_get(m, "version")));
	else if (json_is_string(m))
		puts(json_string_value(m));
	else
		printf("%lld\n", (long long)json_integer_value(m));
}

static void
print_facts(const json_t *job)
{
	static const struct {
		const char *key, *id, *en;
	} facts[] = {
		{ "number", "Nomor", "Number" },
		{ "document", "Kode", "Code" },
		{ "state", "Keadaan", "State" },
		{ "reason", "Sebab", "Reason" },
		{ "template", "Dokumen", "Template" },
		{ "copy", "Lembar ke", "Copy" },
		{ "pages", "Halaman", "Pages" },
		{ "counter", "Loket", "Counter" },
		{ "person", "Petugas", "Person" },
		{ "printer", "Printer", "Printer" },
		{ "serial", "Nomor seri", "Serial" },
		{ "target", "Tujuan", "Target" },
		{ "attempts", "Percobaan", "Attempts" },
		{ "scheme", "Skema", "Scheme" },
		{ "region", "Daerah", "Region" },
		{ "created", "Dibuat", "Created" },
		{ "changed", "Berubah", "Changed" },
	};

	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		print_fact(job, facts[i].key, say(facts[i].id, facts[i].en));
}

/* What happened and who did it; notes change nothing and are for --json. */
static void
print_events(const json_t *items)
{
	char room[SAY_TIME];
	const char *kind;
	json_t *e;
	size_t i;

	json_array_foreach (items, i, e) {
		kind = json_string_value(json_object_get(e, "event"));
		if (kind == NULL || strcmp(kind, "note") == 0)
			continue;
		printf("  %s  %-16s %s\n",
		    say_time(json_object_get(e, "at"), room),
		    say_state(json_string_value(json_object_get(e, "to"))),
		    json_string_value(json_object_get(e, "actor")));
	}
}

int
jobs_show(struct cli *c)
{
	json_t *v, *events = NULL;
	long long id;
	char *path;
	int code;

	if (say_id(c->arg[0], &id) != 0)
		return (EX_USAGE);
	if (c->follow)
		return (follow_job(c, id));
	path = mem_printf("/v1/jobs/%lld", id);
	v = say_get(c, path, &code);
	free(path);
	if (v == NULL)
		return (code);
	path = mem_printf("/v1/jobs/%lld/events?limit=200", id);
	events = say_get(c, path, &code);
	free(path);
	if (c->json) {
		json_object_set(v, "events", json_object_get(events, "items"));
		say_json(v);
	} else {
		print_facts(v);
		print_events(json_object_get(events, "items"));
	}
	json_decref(v);
	json_decref(events);
	return (code);
}

static int
act(struct cli *c, const char *verb)
{
	struct http_call call = { .method = "POST" };
	char *path, *body = NULL;
	json_t *v, *b;
	long long id;
	int code;

	if (say_id(c->arg[0], &id) != 0)
		return (EX_USAGE);
	path = mem_printf("/v1/jobs/%lld/%s", id, verb);
	call.path = path;
	call.type = "application/json";
	if (c->reason != NULL) {
		b = json_pack("{s:s}", "reason", c->reason);
		body = json_dumps(b, JSON_COMPACT);
		json_decref(b);
		call.body = body;
		call.body_n = strlen(body);
	}
	v = say_call(c, &call, &code);
	if (v != NULL) {
		if (c->json)
			say_json(v);
		else if (!c->quiet)
			jobs_print(c, v);
	}
	json_decref(v);
	free(path);
	free(body);
	return (code);
}

int
jobs_hold(struct cli *c)
{
	return (act(c, "hold"));
}

int
jobs_release(struct cli *c)
{
	return (act(c, "release"));
}

int
jobs_cancel(struct cli *c)
{
	return (act(c, "cancel"));
}
