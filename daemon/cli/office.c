/*
 * The office: its persons, acts that take two of them, number registers, days
 * that are closed, the list of reasons.
 */

#include <sysexits.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "reason.h"

#include "cli.h"

/* ---- persons ---- */

static const char *
word_role(const json_t *v, char room[TABLE_ROOM])
{
	static const struct {
		const char *role, *id;
	} words[] = {
		{ "operator", "petugas" },
		{ "supervisor", "penyelia" },
		{ "admin", "pengelola" },
	};
	const char *role = json_string_value(v);
	size_t i;

	(void)room;
	for (i = 0; role != NULL && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].role, role) == 0)
			return (say(words[i].id, role));
	return (role != NULL ? role : "-");
}

static const struct table_column persons[] = {
	{ "name", "NAMA", "NAME", 0, NULL },
	{ "full_name", "NAMA LENGKAP", "FULL NAME", 0, NULL },
	{ "title", "JABATAN", "TITLE", 0, NULL },
	{ "staff_number", "NIP", "STAFF NUMBER", 0, NULL },
	{ "role", "PERAN", "ROLE", 0, word_role },
	{ "here", "BERTUGAS", "HERE", 0, table_yes },
	{ 0 },
};

static void
print_persons(const struct cli *c, const json_t *v)
{
	const json_t *list = json_object_get(v, "items");

	(void)c;
	if (json_array_size(list) > 0)
		table_rows(persons, list);
	else
		puts(say("Belum ada petugas. Tambah yang pertama: "
			 "cetak person add NAMA --full-name TEKS --role PERAN",
		    "No persons yet. Add the first: "
		    "cetak person add NAME --full-name TEXT --role ROLE"));
}

int
office_person_list(struct cli *c)
{
	return (send_call(
	    c, "GET", mem_strdup("/v1/persons"), NULL, print_persons));
}

static char *
person_path(const struct cli *c)
{
	char *name = send_escape(c->arg[0]),
	     *path = mem_printf("/v1/persons/%s", name);

	free(name);
	return (path);
}

static void
print_person(const struct cli *c, const json_t *v)
{
	char room[TABLE_ROOM];

	(void)c;
	printf("%s: %s, %s\n", say_text(v, "name"), say_text(v, "full_name"),
	    word_role(json_object_get(v, "role"), room));
}

int
office_person_add(struct cli *c)
{
	json_t *b;

	if (say_needs(c->full_name, "--full-name") ||
	    say_needs(c->role, "--role"))
		return (EX_USAGE);
	b = json_object();
	send_text(b, "full_name", c->full_name);
	send_text(b, "title", c->title);
	send_text(b, "staff_number", c->staff_number);
	send_text(b, "role", c->role);
	return (send_call(c, "PUT", person_path(c), b, print_person));
}

static void
print_left(const struct cli *c, const json_t *v)
{
	(void)v;
	printf("%s: %s\n", c->arg[0],
	    say("tidak bertugas lagi; tokennya tidak berlaku",
		"has left; their tokens are worth nothing"));
}

int
office_person_leave(struct cli *c)
{
	return (send_call(c, "DELETE", person_path(c), NULL, print_left));
}

/* ---- acts of two ---- */

static const char *
word_act(const json_t *v, char room[TABLE_ROOM])
{
	static const struct {
		const char *act, *id, *en;
	} words[] = {
		{ "reprint", "cetak ulang", "reprint" },
		{ "destroy", "pemusnahan", "destruction" },
		{ "close", "penutupan hari", "closing" },
	};
	const char *act = json_string_value(v);
	size_t i;

	(void)room;
	for (i = 0; act != NULL && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].act, act) == 0)
			return (say(words[i].id, words[i].en));
	return (act != NULL ? act : "-");
}

/* blanks, job or day that a request is about */
static const char *
word_what(const json_t *row, char room[TABLE_ROOM])
{
	const json_t *b = json_object_get(row, "body");
	const char *last = json_string_value(json_object_get(b, "last"));

	if (json_is_integer(json_object_get(row, "job")))
		snprintf(room, TABLE_ROOM, "%s %lld", say("pekerjaan", "job"),
		    say_number(row, "job"));
	else if (json_object_get(b, "date") != NULL)
		return (say_text(b, "date"));
	else
		snprintf(room, TABLE_ROOM, "%s%s%s", say_text(b, "first"),
		    last != NULL ? ".." : "", last != NULL ? last : "");
	return (room);
}

static const char *
word_why(const json_t *row, char room[TABLE_ROOM])
{
	const json_t *b = json_object_get(row, "body");

	return (table_reason(json_object_get(b, "reason"), room));
}

void
office_asked(const struct cli *c, const json_t *request)
{
	char act[TABLE_ROOM], what[TABLE_ROOM];

	(void)c;
	printf("%s %lld (%s, %s): %s: cetak approve %lld\n",
	    say("Permintaan", "Request"), say_number(request, "id"),
	    word_act(json_object_get(request, "act"), act),
	    word_what(request, what),
	    say("petugas lain harus menyetujui", "another person must approve"),
	    say_number(request, "id"));
}

static const struct table_column requests[] = {
	{ "id", "NOMOR", "NUMBER", 1, NULL },
	{ "act", "TINDAKAN", "ACT", 0, word_act },
	{ NULL, "TENTANG", "ABOUT", 0, word_what },
	{ NULL, "ALASAN", "REASON", 0, word_why },
	{ "asked_by", "DIMINTA OLEH", "ASKED BY", 0, NULL },
	{ "asked", "LAMA", "AGE", 0, table_age },
	{ 0 },
};
static const struct table_column held[] = {
	{ "id", "PEKERJAAN", "JOB", 1, NULL },
	{ "number", "NOMOR", "NUMBER", 0, NULL },
	{ "counter", "LOKET", "COUNTER", 0, NULL },
	{ "person", "DIAJUKAN OLEH", "SUBMITTED BY", 0, NULL },
	{ "created", "LAMA", "AGE", 0, table_age },
	{ 0 },
};

/* held jobs that need approval; takes jobs */
static json_t *
need_approval(json_t *jobs)
{
	json_t *ret = json_array(), *j;
	size_t i;

	json_array_foreach (jobs, i, j) {
		if (json_is_true(json_object_get(j, "needs_approval")))
			json_array_append(ret, j);
	}
	json_decref(jobs);
	return (ret);
}

static int
list_waiting(struct cli *c)
{
	json_t *v, *jobs, *list;
	int code;

	v = say_get(c, "/v1/approvals", &code);
	if (v == NULL)
		return (code);
	jobs = send_pages(c, "/v1/jobs?limit=200&state=held", 0, &code);
	if (jobs == NULL) {
		json_decref(v);
		return (code);
	}
	jobs = need_approval(jobs);
	json_object_set_new(v, "jobs", jobs);
	list = json_object_get(v, "items");
	if (c->json)
		say_json(v);
	else if (json_array_size(list) + json_array_size(jobs) == 0)
		puts(say("Tidak ada yang menunggu petugas kedua.",
		    "Nothing waits for a second person."));
	else {
		if (json_array_size(list) > 0)
			table_rows(requests, list);
		if (json_array_size(list) > 0 && json_array_size(jobs) > 0)
			putchar('\n');
		if (json_array_size(jobs) > 0)
			table_rows(held, jobs);
	}
	json_decref(v);
	return (code);
}

static void
print_decided(const struct cli *c, const json_t *v)
{
	char act[TABLE_ROOM], what[TABLE_ROOM];

	printf("%s %lld (%s, %s): %s\n", say("Permintaan", "Request"),
	    say_number(v, "id"), word_act(json_object_get(v, "act"), act),
	    word_what(v, what),
	    c->refuse ? say("ditolak", "refused")
		      : say("disetujui dan dilaksanakan", "approved and done"));
}

int
office_approve(struct cli *c)
{
	long long id;

	if (c->job != NULL ? c->n_arg > 0 || c->refuse
			   : c->refuse && c->n_arg == 0) {
		fprintf(stderr, "%s: cetak approve [[--refuse] N | --job ID]\n",
		    say("pakai", "usage"));
		return (EX_USAGE);
	}
	if (c->job == NULL && c->n_arg == 0)
		return (list_waiting(c));
	if (say_id(c->job != NULL ? c->job : c->arg[0], &id) != 0)
		return (EX_USAGE);
	if (c->job != NULL)
		return (send_call(c, "POST",
		    mem_printf("/v1/jobs/%lld/approve", id), json_object(),
		    jobs_print));
	return (send_call(c, "POST",
	    mem_printf(
		"/v1/approvals/%lld/%s", id, c->refuse ? "refuse" : "approve"),
	    json_object(), print_decided));
}

/* ---- registers ---- */

static const struct table_column registers[] = {
	{ "name", "BUKU", "REGISTER", 0, NULL },
	{ "year", "TAHUN", "YEAR", 1, NULL },
	{ "last", "TERAKHIR", "LAST", 1, NULL },
	{ 0 },
};

static void
print_registers(const struct cli *c, const json_t *v)
{
	(void)c;
	if (json_array_size(json_object_get(v, "items")) > 0)
		table_rows(registers, json_object_get(v, "items"));
	else
		puts(say("Belum ada buku nomor.", "No number registers yet."));
}

static const char *
word_void(const json_t *v, char room[TABLE_ROOM])
{
	(void)room;
	return (json_is_true(v) ? say("batal", "void") : "");
}

static const struct table_column numbers[] = {
	{ "n", "URUT", "N", 1, NULL },
	{ "number", "NOMOR", "NUMBER", 0, NULL },
	{ "job", "PEKERJAAN", "JOB", 1, NULL },
	{ "voided", "BATAL", "VOID", 0, word_void },
	{ 0 },
};

static int
list_numbers(struct cli *c)
{
	char *name, *path;
	long long year = 0;
	json_t *list, *v;
	int code;

	if (c->n_arg > 1 && mem_number(c->arg[1], 0, 9999, &year) != 0) {
		fprintf(stderr, "cetak: %s: %s\n", c->arg[1],
		    say("tahun berupa angka", "a year is a number"));
		return (EX_USAGE);
	}
	name = send_escape(c->arg[0]);
	path = mem_printf("/v1/registers/%s?limit=200", name);
	free(name);
	if (c->n_arg > 1) {
		name = path;
		path = mem_printf("%s&year=%lld", name, year);
		free(name);
	}
	list = send_pages(c, path, 0, &code);
	free(path);
	if (list == NULL)
		return (code);
	v = json_pack("{s:o}", "items", list);
	if (c->json)
		say_json(v);
	else if (json_array_size(list) > 0)
		table_rows(numbers, list);
	else
		puts(say("Tidak ada nomor.", "No numbers."));
	json_decref(v);
	return (code);
}

int
office_register(struct cli *c)
{
	if (c->n_arg > 0)
		return (list_numbers(c));
	return (send_call(
	    c, "GET", mem_strdup("/v1/registers"), NULL, print_registers));
}

/* ---- closed days ---- */

int
office_minutes(struct cli *c)
{
	json_t *b;

	if (say_needs(c->with, "--with"))
		return (EX_USAGE);
	b = json_object();
	send_text(b, "kind", c->arg[0]);
	send_text(b, "date", c->arg[1]);
	send_text(b, "second", c->with);
	send_text(b, "place", c->at);
	send_text(b, "manner", c->manner);
	send_text(b, "printer", c->printer);
	return (send_call(
	    c, "POST", mem_strdup("/v1/berita-acara"), b, jobs_print));
}

int
office_close(struct cli *c)
{
	json_t *b = json_object();

	send_text(b, "date", c->arg[0]);
	return (
	    send_call(c, "POST", mem_strdup("/v1/closings"), b, office_asked));
}

static const struct table_column closings[] = {
	{ "date", "HARI", "DAY", 0, NULL },
	{ "at", "DITUTUP", "CLOSED", 0, table_time },
	{ "person", "DIMINTA OLEH", "ASKED BY", 0, NULL },
	{ "second", "DISETUJUI OLEH", "APPROVED BY", 0, NULL },
	{ 0 },
};

static void
print_closings(const struct cli *c, const json_t *v)
{
	(void)c;
	if (json_array_size(json_object_get(v, "items")) > 0)
		table_rows(closings, json_object_get(v, "items"));
	else
		puts(say("Belum ada hari yang ditutup.", "No day is closed."));
}

int
office_closings(struct cli *c)
{
	return (send_call(
	    c, "GET", mem_strdup("/v1/closings"), NULL, print_closings));
}

/* ---- reasons ---- */

static const struct {
	enum reason_use use;
	const char *name, *id, *en;
} uses[] = {
	{ REASON_SPOIL, "spoil", "rusak", "spoil" },
	{ REASON_REPRINT, "reprint", "cetak ulang", "reprint" },
	{ REASON_RETURN, "return", "kembali", "return" },
	{ REASON_STOCK, "stock", "stok", "stock" },
	{ REASON_DESTROY, "destroy", "musnah", "destroy" },
	{ REASON_VOID, "void", "batal", "void" },
};
#define USES (sizeof(uses) / sizeof(uses[0]))

void
office_codes(unsigned wanted)
{
	size_t i;

	for (i = 0; i < reason_count; i++)
		if (reason_list[i].uses & wanted)
			printf("  %-22s %s\n", reason_list[i].code,
			    say(reason_list[i].id, reason_list[i].en));
}

static const char *
word_uses(const json_t *v, char room[TABLE_ROOM])
{
	const char *name;
	size_t i, k, n = 0;

	room[0] = '\0';
	for (i = 0; i < json_array_size(v); i++) {
		name = json_string_value(json_array_get(v, i));
		for (k = 0; k < USES && strcmp(uses[k].name, name) != 0; k++)
			;
		n += (size_t)snprintf(room + n, TABLE_ROOM - n, "%s%s",
		    i > 0 ? ", " : "",
		    k < USES ? say(uses[k].id, uses[k].en) : name);
		if (n >= TABLE_ROOM)
			break;
	}
	return (room);
}

/* The list is part of this program as it is of the server. */
int
office_reasons(struct cli *c)
{
	static const struct table_column columns[] = {
		{ "code", "KODE", "CODE", 0, NULL },
		{ "code", "ARTI", "MEANING", 0, table_reason },
		{ "uses", "UNTUK", "FOR", 0, word_uses },
		{ 0 },
	};
	json_t *list = json_array(), *v, *of;
	size_t i, k;

	for (i = 0; i < reason_count; i++) {
		of = json_array();
		for (k = 0; k < USES; k++)
			if (reason_list[i].uses & uses[k].use)
				json_array_append_new(
				    of, json_string(uses[k].name));
		json_array_append_new(list,
		    json_pack("{s:s, s:s, s:s, s:o}", "code",
			reason_list[i].code, "id", reason_list[i].id, "en",
			reason_list[i].en, "uses", of));
	}
	v = json_pack("{s:o}", "items", list);
	if (c->json)
		say_json(v);
	else
		table_rows(columns, list);
	json_decref(v);
	return (EX_OK);
}
