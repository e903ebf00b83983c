/*
 * Minutes from the ledger (minutes.h).  Every figure and serial is read, none
 * is given by a person; what a person adds is who signs, where and how.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "civil.h"
#include "fault.h"
#include "mem.h"
#include "reason.h"
#include "stock.h"

#include "core.h"
#include "minutes.h"

#define MINUTES_ROWS 500

/* While the fields are gathered. */
struct gather {
	struct core *c;
	json_t *kinds; /* name: title */
	json_t *rows, *remarks;
	int64_t *job; /* of each row, 0 none */
	int64_t blanks, remaining;
	const char *day;
	int counting;
};

static const struct {
	const char *kind, *jenis;
	int act; /* enum blank_act of its rows, -1: balances */
} minutes_kinds[] = {
	{ "void", "pembatalan", BLANK_RETURN },
	{ "spoil", "kerusakan", BLANK_SPOIL },
	{ "destruction", "pemusnahan", BLANK_DESTROY },
	{ "stock-take", "stok-opname", -1 },
	{ "daily", "rekonsiliasi", -1 },
};

static int
minutes_kind(const struct stock_kind *k, void *arg)
{
	struct gather *g = arg;

	json_object_set_new(g->kinds, k->name, json_string(k->title));
	return 0;
}

static json_t *
minutes_title(const struct gather *g, const char *kind)
{
	const char *s = json_string_value(json_object_get(g->kinds, kind));

	return json_string(s ? s : kind);
}

/* ---- lists of blanks ---- */

static int
minutes_entry(const struct stock_entry *e, void *arg)
{
	struct gather *g = arg;
	const struct reason *r = reason_find(e->reason);
	char *serials = e->n == 1 ? mem_strdup(e->first)
				  : mem_printf("%s s.d. %s", e->first, e->last),
	     *cause = mem_printf(
		 "%s%s%s", r ? r->id : "", r && *e->note ? ": " : "", e->note);
	json_t *row = json_pack("{s:s, s:o, s:s}", "nomor_seri", serials,
	    "jenis_blangko", minutes_title(g, e->kind), "tanggal", g->day);

	if (*cause)
		json_object_set_new(row, "sebab", json_string(cause));
	g->job =
	    mem_array(g->job, json_array_size(g->rows) + 1, sizeof *g->job);
	g->job[json_array_size(g->rows)] = e->job;
	json_array_append_new(g->rows, row);
	g->blanks += e->n;
	free(serials);
	free(cause);
	return 0;
}

/* The number of each row's document, as people know the job. */
static void
minutes_jobs(struct gather *g)
{
	struct store_job j;
	size_t i;
	json_t *row;

	json_array_foreach (g->rows, i, row) {
		struct fault f;

		if (g->job[i] == 0 ||
		    store_job_get(g->c->store, g->job[i], &j, &f) < 0)
			continue;
		if (strlen(j.number) <= 30)
			json_object_set_new(
			    row, "pekerjaan", json_string(j.number));
		store_job_release(&j);
	}
}

/* ---- balances ---- */

static char *
minutes_place(const char *place)
{
	const char *name = strchr(place, ':');

	if (!name++)
		return mem_strdup("Gudang");
	if (blank_tray(place))
		return mem_printf("Baki %s", name);
	return mem_printf(
	    "Loket %s", strncmp(name, "loket-", 6) == 0 ? name + 6 : name);
}

static int
minutes_day(const struct stock_day *d, void *arg)
{
	struct gather *g = arg;
	char *place = minutes_place(d->place);
	json_t *row = json_pack("{s:o, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, "
				"s:I, s:s, s:s}",
	    "jenis_blangko", minutes_title(g, d->kind), "tempat", place, "awal",
	    (json_int_t)d->opening, "diterima", (json_int_t)d->received,
	    "masuk", (json_int_t)d->in, "terpakai", (json_int_t)d->used,
	    "rusak", (json_int_t)d->spoiled, "dikembalikan",
	    (json_int_t)d->returned, "keluar", (json_int_t)d->out, "sisa",
	    (json_int_t)d->remaining, "kind", d->kind, "place", d->place);

	json_array_append_new(g->rows, row);
	g->remaining += d->remaining;
	g->blanks += d->used;
	free(place);
	return 0;
}

static void
minutes_remark(struct gather *g, const char *kind, const char *place,
    const char *reason, const char *note)
{
	const struct reason *r = reason_find(reason);
	json_t *title = minutes_title(g, kind);
	char *where = minutes_place(place),
	     *text = mem_printf("%s, %s: %s%s%s", json_string_value(title),
		 where, r ? r->id : "tanpa selisih", *note ? ", " : "", note);

	if (r && json_array_size(g->remarks) < 30)
		json_array_append_new(g->remarks, json_string(text));
	json_decref(title);
	free(where);
	free(text);
}

static int
minutes_counted(const struct stock_counted *n, void *arg)
{
	struct gather *g = arg;
	size_t i;
	json_t *row;

	json_array_foreach (g->rows, i, row) {
		if (strcmp(json_string_value(json_object_get(row, "kind")),
			n->kind) != 0 ||
		    strcmp(json_string_value(json_object_get(row, "place")),
			n->place) != 0)
			continue;
		json_object_set_new(row, "dihitung", json_integer(n->counted));
		json_object_set_new(
		    row, "selisih", json_integer(n->counted - n->expected));
		minutes_remark(g, n->kind, n->place, n->reason, n->note);
	}
	return 0;
}

/* ---- the whole ---- */

static json_t *
minutes_party(struct core *c, const char *name, struct fault *f)
{
	struct store_person p;
	json_t *v;

	if (store_person_get(c->store, name, &p, f) < 0) {
		fault_set(f, FAULT_FIELD, "/second", "Petugas tidak dikenal",
		    "There is no such person");
		return NULL;
	}
	v = json_pack("{s:s, s:s}", "nama", p.full_name, "jabatan",
	    *p.title ? p.title : "Petugas");
	if (*p.staff_number)
		json_object_set_new(v, "nip", json_string(p.staff_number));
	return v;
}

static int
minutes_gather(
    struct gather *g, const struct minutes *m, int act, struct fault *f)
{
	struct store *s = g->c->store;
	struct stock_filter q = { .act = act,
		.from = m->from,
		.to = m->from + 86400,
		.limit = MINUTES_ROWS };
	size_t i;
	json_t *row;

	if (stock_kind_list(s, minutes_kind, g, f) < 0)
		return -1;
	if (act >= 0) {
		if (stock_list(s, &q, minutes_entry, g, f) < 0)
			return -1;
		minutes_jobs(g);
		return 0;
	}
	if (stock_day(s, m->from, m->from + 86400, minutes_day, g, f) < 0 ||
	    (g->counting &&
		stock_counted(s, m->from, minutes_counted, g, f) < 0))
		return -1;
	json_array_foreach (g->rows, i, row) {
		json_object_del(row, "kind");
		json_object_del(row, "place");
	}
	return 0;
}

/* "8 (delapan) blangko." */
static json_t *
minutes_sum(const struct gather *g, int act)
{
	struct buf b = { 0 };
	json_t *v;
	int64_t n = act >= 0 ? g->blanks : g->remaining;

	if (act < 0)
		buf_puts(&b, "sisa ");
	buf_printf(&b, "%lld (", (long long)n);
	civil_words_id(n, &b);
	buf_puts(&b, ") blangko");
	if (act < 0)
		buf_printf(&b, "; terpakai %lld", (long long)g->blanks);
	buf_putc(&b, '.');
	v = json_string(buf_str(&b));
	buf_release(&b);
	return v;
}

static json_t *
minutes_fields(
    struct gather *g, const struct minutes *m, size_t k, struct fault *f)
{
	json_t *fields = json_object(), *parties = json_array();
	struct civil now;
	int64_t seq = 0;
	char *text;

	civil_from(m->now, g->c->zone, &now);
	json_array_append_new(parties, minutes_party(g->c, m->person, f));
	json_array_append_new(parties, minutes_party(g->c, m->second, f));
	if (json_array_size(parties) != 2 ||
	    store_event_last(g->c->store, &seq, f) < 0) {
		json_decref(parties);
		json_decref(fields);
		return NULL;
	}
	json_object_set_new(
	    fields, "jenis", json_string(minutes_kinds[k].jenis));
	json_object_set_new(fields, "tanggal", json_string(m->day));
	text =
	    mem_printf("%02d.%02d %s", now.hour, now.minute, g->c->conf.zone);
	json_object_set_new(fields, "pukul", json_string(text));
	free(text);
	json_object_set_new(fields, "tempat",
	    json_string(*m->place ? m->place : g->c->conf.title));
	json_object_set_new(fields, "pihak", parties);
	if (*m->manner)
		json_object_set_new(fields, "cara", json_string(m->manner));
	json_object_set(
	    fields, minutes_kinds[k].act >= 0 ? "blangko" : "saldo", g->rows);
	if (json_array_size(g->remarks) > 0)
		json_object_set(fields, "keterangan", g->remarks);
	if (json_array_size(g->rows) > 0)
		json_object_set_new(
		    fields, "jumlah", minutes_sum(g, minutes_kinds[k].act));
	text = mem_printf("%lld", (long long)seq);
	json_object_set_new(fields, "simpul", json_string(text));
	free(text);
	return fields;
}

json_t *
minutes_body(struct core *c, const struct minutes *m, struct fault *f)
{
	struct gather g = { .c = c,
		.day = m->day,
		.kinds = json_object(),
		.rows = json_array(),
		.remarks = json_array() };
	json_t *fields = NULL, *body = NULL;
	size_t k = 0;

	while (strcmp(minutes_kinds[k].kind, m->kind) != 0)
		k++;
	g.counting = strcmp(m->kind, "stock-take") == 0;
	if (minutes_gather(&g, m, minutes_kinds[k].act, f) == 0)
		fields = minutes_fields(&g, m, k, f);
	if (fields)
		body = json_pack(
		    "{s:s, s:o}", "template", "berita-acara", "fields", fields);
	if (body && *m->printer)
		json_object_set_new(body, "printer", json_string(m->printer));
	json_decref(g.kinds);
	json_decref(g.rows);
	json_decref(g.remarks);
	free(g.job);
	return body;
}
