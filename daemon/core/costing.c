/*
 * Sheets and their shares (costing.h).  Everything is read anew for each
 * question: a figure that is kept would one day differ from the ledger.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civil.h"
#include "fault.h"
#include "mem.h"
#include "money.h"
#include "template.h"

#include "catalog.h"
#include "core.h"
#include "costing.h"

static const char *const costing_names[COSTING_BY] = { "kind", "counter",
	"printer", "scheme", "region", "month" };

const char *
costing_by_name(enum costing_by by)
{
	return costing_names[by];
}

int
costing_by_of(const char *name)
{
	for (int i = 0; i < COSTING_BY; i++)
		if (strcmp(costing_names[i], name) == 0)
			return i;
	return -1;
}

int64_t
costing_at(const struct core *c, int month)
{
	return cost_month_day(month) * 86400 - c->zone;
}

int
costing_now(const struct core *c)
{
	return cost_month_of((loop_now() + c->zone) / 86400);
}

/* ---- gathering ---- */

static void
costing_room(struct costing *k)
{
	if (k->n < k->room)
		return;
	k->room = k->room ? k->room * 2 : 1024;
	k->sheet = mem_array(k->sheet, k->room, sizeof *k->sheet);
	k->out = mem_array(k->out, k->room, sizeof *k->out);
}

/* The number of the month that at is in: rows come by time, and most are in
 * the month of the one before. */
static uint32_t
costing_in(struct costing *k, int64_t at)
{
	char text[COST_MONTH];
	int month;

	if (k->n == 0 || at >= k->month_end) {
		month = cost_month_of((at + k->core->zone) / 86400);
		cost_month_text(month, text);
		k->month_key =
		    (uint32_t)names_of(&k->names[COSTING_MONTH], text);
		k->month_end = costing_at(k->core, month + 1);
	}
	return k->month_key;
}

static int
costing_output(const struct money_output *o, void *arg)
{
	struct costing *k = arg;
	const char *const name[] = { o->template_name, o->counter, o->printer,
		o->scheme, o->region };
	struct costing_out *out;

	costing_room(k);
	out = &k->out[k->n];
	*out = (struct costing_out){ .job = o->job,
		.at = o->at,
		.took = o->took,
		.pages = o->pages,
		.spoiled = o->spoiled };
	for (int i = 0; i < COSTING_MONTH; i++)
		out->key[i] = (uint32_t)names_of(&k->names[i], name[i]);
	out->key[COSTING_MONTH] = costing_in(k, o->at);
	k->sheet[k->n++] = (struct cost_sheet){
		.printer = (int)out->key[COSTING_PRINTER] + 1,
		.pages = o->pages,
		.price = o->price,
	};
	return 0;
}

struct costing_entry *
costing_entry(struct costing *k)
{
	k->entry = mem_array(k->entry, k->entries + 1, sizeof *k->entry);
	memset(&k->entry[k->entries], 0, sizeof *k->entry);
	return &k->entry[k->entries++];
}

/* The blanks of a month's sheets, by kind of document. */
static void
costing_blanks(struct costing *k, int month, size_t first, size_t end)
{
	size_t kinds = k->names[COSTING_KIND].n;
	int64_t *sum = mem_alloc((kinds + 1) * sizeof *sum);
	char room[64];

	for (size_t i = first; i < end; i++)
		sum[k->out[i].key[COSTING_KIND]] += k->sheet[i].price;
	for (size_t j = 0; j < kinds; j++) {
		const char *name = k->names[COSTING_KIND].name[j];
		struct costing_entry *e;

		if (sum[j] == 0)
			continue;
		e = costing_entry(k);
		e->month = month;
		e->b = (struct cost_booking){ COST_BLANKS, 0, sum[j] };
		e->of = "blank";
		e->ref_text = 1;
		e->ref = mem_strdup(name);
		e->subject = mem_strdup(name);
		e->title =
		    mem_strdup(costing_title(k, COSTING_KIND, j, 0, room));
	}
	free(sum);
}

static void
costing_month(struct costing *k, int month, size_t first, size_t end)
{
	struct cost_booking *b;
	int64_t left[COST_PARTS];
	size_t n = 0;

	costing_blanks(k, month, first, end);
	b = mem_array(NULL, k->entries + 1, sizeof *b);
	for (size_t i = 0; i < k->entries; i++)
		if (k->entry[i].month == month) {
			b[n] = k->entry[i].b;
			k->booked[b[n].part] += b[n].amount;
			n++;
		}
	cost_share(k->sheet + first, end - first, b, n,
	    (int)k->names[COSTING_PRINTER].n, left);
	for (enum cost_part p = 0; p < COST_PARTS; p++)
		k->left[p] += left[p];
	free(b);
}

int
costing_run(
    struct core *c, int from, int to, struct costing *ret_k, struct fault *f)
{
	struct costing *k = ret_k;
	char text[COST_MONTH];
	size_t first = 0, end;

	*k = (struct costing){ .core = c, .from = from, .to = to };
	for (int m = from; m <= to; m++) {
		cost_month_text(m, text);
		(void)names_of(&k->names[COSTING_MONTH], text);
	}
	if (store_output_list(c->store, costing_at(c, from),
		costing_at(c, to + 1), costing_output, k, f) < 0 ||
	    costing_things(k, f) < 0)
		return -1;
	costing_room(k); /* cost_share is given an address, not NULL */
	for (int m = from; m <= to; m++, first = end) {
		int64_t next = costing_at(c, m + 1);

		for (end = first; end < k->n && k->out[end].at < next;)
			end++;
		costing_month(k, m, first, end);
	}
	return 0;
}

int
costing_only(struct costing *k, const char *printer)
{
	const struct names *names = &k->names[COSTING_PRINTER];
	size_t number = 0, n = 0;

	while (number < names->n && strcmp(names->name[number], printer) != 0)
		number++;
	memset(k->booked, 0, sizeof k->booked);
	memset(k->left, 0, sizeof k->left);
	for (size_t i = 0; i < k->n; i++) {
		if (k->out[i].key[COSTING_PRINTER] != number)
			continue;
		k->out[n] = k->out[i];
		k->sheet[n] = k->sheet[i];
		for (enum cost_part p = 0; p < COST_PARTS; p++)
			k->booked[p] += k->sheet[n].part[p];
		n++;
	}
	k->n = n;
	return number < names->n ? 0 : -1;
}

void
costing_release(struct costing *k)
{
	for (int i = 0; i < COSTING_BY; i++)
		names_release(&k->names[i]);
	for (size_t i = 0; i < k->entries; i++) {
		free(k->entry[i].ref);
		free(k->entry[i].subject);
		free(k->entry[i].title);
	}
	free(k->entry);
	free(k->sheet);
	free(k->out);
}

/* ---- grouping ---- */

int64_t
costing_total(const int64_t part[COST_PARTS])
{
	int64_t sum = 0;

	for (enum cost_part p = 0; p < COST_PARTS; p++)
		sum += part[p];
	return sum;
}

struct costing_row *
costing_rows(
    const struct costing *k, enum costing_by by, int64_t from, int64_t to)
{
	struct costing_row *rows =
	    mem_alloc((k->names[by].n + 1) * sizeof *rows);

	for (size_t i = 0; i < k->n; i++) {
		const struct costing_out *o = &k->out[i];
		const int64_t *part = k->sheet[i].part;
		struct costing_row *r = &rows[o->key[by]];

		if (o->at < from || o->at >= to)
			continue;
		r->sheets++;
		r->pages += o->pages;
		if (o->spoiled)
			r->spoiled++;
		else
			r->good++;
		for (enum cost_part p = 0; p < COST_PARTS; p++)
			if (o->spoiled) {
				r->bad[p] += part[p];
				r->part[COST_SPOILAGE] += part[p];
			} else {
				r->part[p] += part[p];
			}
	}
	return rows;
}

const char *
costing_title(const struct costing *k, enum costing_by by, size_t i,
    int english, char room[64])
{
	static const char *const months[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };
	const char *name = k->names[by].name[i];
	struct tmpl *t;
	int month;

	if (by == COSTING_KIND && (t = catalog_offered(k->core, name)) != NULL)
		return template_title(t->t, english);
	if (by == COSTING_MONTH && cost_month_parse(name, &month) == 0) {
		(void)snprintf(room, 64, "%s %d",
		    english ? months[month % 12]
			    : civil_month_id(month % 12 + 1),
		    month / 12);
		return room;
	}
	return *name ? name : !english ? "Tanpa keterangan" : "Not stated";
}
