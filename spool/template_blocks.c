/*
 * Elements made of rows: label and value pairs, tables, lists, columns; and
 * the flow of a letter, which is a column of blocks over several pages.
 */

#include <stdint.h>
#include <string.h>

#include "mem.h"
#include "template_int.h"

#define ROWS_MAX 60
#define COLUMNS_MAX 12
#define FAR 2000000

static void
read_row(struct template_obj *o, const struct template_style *base,
    struct template_row *row)
{
	const json_t *v;
	size_t old;

	row->style = *base;
	template_get_expr(o, "label", &row->label);
	if (template_get_expr(o, "text", &row->value) == 0)
		template_wrong(o->r, "text", "wajib ada", "is required");
	template_style_read(o, &row->style, "style");
	v = template_get(o, "when");
	if (v != NULL) {
		old = template_push(o->r, "when", -1);
		row->when = template_cond_parse(o->r, v);
		template_pop(o->r, old);
	}
}

void
template_kv_parse(struct template_obj *o, struct template_elem *e)
{
	json_t *v = template_get_array(o, "rows", 1);
	size_t i, n = json_array_size(v);
	struct template_obj row;

	template_style_read(o, &e->st, "style");
	e->value_x = 3000;
	template_get_milli(o, "colon", 0, FAR, &e->colon);
	template_get_milli(o, "value", 0, FAR, &e->value_x);
	if (v == NULL || n > ROWS_MAX) {
		template_wrong(o->r, "rows", "wajib ada, paling banyak 60",
		    "is required, at most 60");
		return;
	}
	e->row = template_alloc(o->r->t, n * sizeof(*e->row));
	for (i = 0; i < n; i++) {
		if (template_enter(o->r, json_array_get(v, i), "rows", (long)i,
			&row) == -1)
			continue;
		read_row(&row, &e->st, &e->row[e->rows++]);
		template_leave(&row);
	}
}

int
template_list_field(struct template_obj *o, int rows)
{
	const struct template *t = o->r->t;
	const json_t *v = template_get(o, "list");
	int f = -1;

	if (json_is_string(v))
		f = template_find_field(t, json_string_value(v));
	if (f == -1 || t->field[f].type != TYPE_LIST ||
	    (t->field[f].columns > 0) != rows) {
		template_wrong(o->r, "list",
		    rows ? "harus isian berjenis list dengan columns"
			 : "harus isian berjenis list tanpa columns",
		    rows ? "must be a field of type list with columns"
			 : "must be a field of type list without columns");
		return -1;
	}
	return f;
}

static const char *const align_word[] = { "left", "right", "centre", NULL };

static void
read_column(struct template_obj *o, struct template_column *c)
{
	int word = 0;

	if (template_get_milli(o, "w", 3000, FAR, &c->w) == 0)
		template_wrong(o->r, "w", "wajib ada", "is required");
	template_get_word(o, "align", align_word, &word);
	c->align = (enum template_align)word;
	if (template_get_expr(o, "head", &c->head) == 0)
		template_wrong(o->r, "head", "wajib ada", "is required");
	if (template_get_expr(o, "text", &c->cell) == 0)
		template_wrong(o->r, "text", "wajib ada", "is required");
	c->total.field = c->total.column = -1;
	template_get_expr(o, "total", &c->total);
}

static void
read_more(struct template_obj *o, struct template_table *tab)
{
	const json_t *v = template_get(o, "continued");
	struct template_obj m;

	if (v == NULL)
		return;
	if (template_enter(o->r, v, "continued", -1, &m) == -1)
		return;
	template_get_expr(&m, "text", &tab->more_text);
	template_get_milli(&m, "gap", 0, 50000, &tab->more_gap);
	template_style_read(&m, &tab->more, "style");
	template_leave(&m);
}

static void
read_table_look(struct template_obj *o, struct template_table *tab)
{
	tab->pad_x = 1500;
	tab->pad_y = 1350;
	tab->rise = 3000;
	tab->tint = 0xE9EEF1;
	tab->rule = 0x5E6B78;
	template_get_milli(o, "pad_x", 0, 20000, &tab->pad_x);
	template_get_milli(o, "pad_y", 0, 20000, &tab->pad_y);
	template_get_milli(o, "rise", 0, 20000, &tab->rise);
	template_get_color(o, "tint", &tab->tint);
	template_get_color(o, "rule", &tab->rule);
	template_style_read(o, &tab->head, "head_style");
	template_style_read(o, &tab->cell, "cell_style");
}

void
template_table_parse(struct template_obj *o, struct template_elem *e)
{
	struct template_reader *r = o->r;
	struct template_table *tab = template_alloc(r->t, sizeof(*tab));
	json_t *v = template_get_array(o, "columns", 1);
	size_t i, n = json_array_size(v);
	struct template_obj c;

	e->table = tab;
	tab->field = template_list_field(o, 1);
	read_table_look(o, tab);
	if (v == NULL || n > COLUMNS_MAX) {
		template_wrong(r, "columns", "wajib ada, paling banyak 12",
		    "is required, at most 12");
		return;
	}
	if (tab->field != -1) {
		r->columns = r->t->field[tab->field].column;
		r->columns_n = r->t->field[tab->field].columns;
	}
	tab->col = template_alloc(r->t, n * sizeof(*tab->col));
	for (i = 0; i < n; i++) {
		if (template_enter(
			r, json_array_get(v, i), "columns", (long)i, &c) == -1)
			continue;
		read_column(&c, &tab->col[tab->n]);
		tab->totals |= tab->col[tab->n].total.n > 0;
		e->w += tab->col[tab->n++].w;
		template_leave(&c);
	}
	r->columns_n = 0;
	read_more(o, tab);
}

void
template_list_parse(struct template_obj *o, struct template_elem *e)
{
	json_t *v = template_get_array(o, "items", 1);
	size_t i, n = json_array_size(v);
	size_t old;

	template_style_read(o, &e->st, "style");
	e->numbered = 1;
	template_get_bool(o, "numbered", &e->numbered);
	template_get_milli(o, "hang", 0, 100000, &e->hang);
	template_get_milli(o, "item_gap", 0, 100000, &e->item_gap);
	if (v == NULL) {
		e->field = template_list_field(o, 0);
		return;
	}
	e->item = template_alloc(o->r->t, n * sizeof(*e->item));
	for (i = 0; i < n; i++) {
		old = template_push(o->r, "items", (long)i);
		if (json_is_string(json_array_get(v, i)))
			template_expr_parse(o->r, NULL,
			    json_string_value(json_array_get(v, i)),
			    &e->item[e->items++]);
		else
			template_wrong(o->r, NULL, "harus berupa teks",
			    "must be a string");
		template_pop(o->r, old);
	}
}

static void
read_stack(struct template_obj *o, struct template_elem *e)
{
	json_t *v = template_get_array(o, "blocks", 1);

	template_get_milli(o, "x", 0, FAR, &e->x);
	if (template_get_milli(o, "w", 1, FAR, &e->w) == 0)
		template_wrong(o->r, "w", "wajib ada", "is required");
	if (v == NULL)
		template_wrong(o->r, "blocks", "wajib ada", "is required");
	else
		template_elems_parse(
		    o->r, v, "blocks", &e->child, &e->children);
}

/* Stacks of blocks side by side, never split over pages. */
void
template_columns_parse(struct template_obj *o, struct template_elem *e)
{
	json_t *v = template_get_array(o, "columns", 1);
	size_t i, n = json_array_size(v);
	struct template_obj c;

	template_get_milli(o, "min_h", 0, FAR, &e->min_h);
	if (v == NULL || n > COLUMNS_MAX) {
		template_wrong(o->r, "columns", "wajib ada, paling banyak 12",
		    "is required, at most 12");
		return;
	}
	e->child = template_alloc(o->r->t, n * sizeof(*e->child));
	for (i = 0; i < n; i++) {
		if (template_enter(o->r, json_array_get(v, i), "columns",
			(long)i, &c) == -1)
			continue;
		read_stack(&c, &e->child[e->children++]);
		template_leave(&c);
	}
}

static void
read_elements(struct template_obj *o, const char *key,
    struct template_elem **ret_e, size_t *ret_n)
{
	json_t *v = template_get(o, key);

	if (v != NULL)
		template_elems_parse(o->r, v, key, ret_e, ret_n);
}

void
template_flow_parse(struct template_reader *r, const json_t *v)
{
	struct template_flow *f = template_alloc(r->t, sizeof(*f));
	struct template_obj o;
	struct {
		const char *key;
		int32_t *at;
	} m[] = { { "first_y", &f->first_y }, { "next_y", &f->next_y },
		{ "next_base", &f->next_base }, { "bottom", &f->bottom },
		{ "x", &f->x }, { "w", &f->w } };
	size_t i;

	if (template_enter(r, v, "flow", -1, &o) == -1)
		return;
	for (i = 0; i < sizeof(m) / sizeof(m[0]); i++)
		if (template_get_milli(&o, m[i].key, 0, FAR, m[i].at) == 0)
			template_wrong(r, m[i].key, "wajib ada", "is required");
	read_elements(&o, "ground", &f->ground, &f->grounds);
	read_elements(&o, "first", &f->first, &f->firsts);
	read_elements(&o, "next", &f->next, &f->nexts);
	read_elements(&o, "every", &f->every, &f->everys);
	read_elements(&o, "blocks", &f->block, &f->blocks);
	if (f->blocks == 0)
		template_wrong(r, "blocks", "wajib ada", "is required");
	if (f->bottom > r->t->h || f->next_y >= f->bottom ||
	    f->first_y >= f->bottom)
		template_wrong(r, "bottom",
		    "harus di dalam halaman, di bawah first_y dan next_y",
		    "must be on the page, below first_y and next_y");
	template_leave(&o);
	r->t->flow = f;
}

static const char *const kind_word[] = { "td3", "td1", NULL };

void
template_mrz_parse(struct template_reader *r, const json_t *v)
{
	struct template_mrz *m = template_alloc(r->t, sizeof(*m));
	struct template_obj o;
	struct {
		const char *key;
		struct template_expr *at;
		int need;
	} part[] = { { "code", &m->code, 1 }, { "name", &m->name, 1 },
		{ "primary", &m->primary, 0 }, { "number", &m->number, 1 },
		{ "nationality", &m->nationality, 1 },
		{ "birth", &m->birth, 1 }, { "sex", &m->sex, 1 },
		{ "expiry", &m->expiry, 1 }, { "optional1", &m->optional1, 0 },
		{ "optional2", &m->optional2, 0 } };
	int kind = 0;
	size_t i;

	if (template_enter(r, v, "mrz", -1, &o) == -1)
		return;
	if (template_get_word(&o, "kind", kind_word, &kind) == 0)
		template_wrong(r, "kind", "wajib ada", "is required");
	m->kind = kind == 0 ? SEAL_TD3 : SEAL_TD1;
	for (i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
		part[i].at->field = -1;
		part[i].at->column = -1;
		if (template_get_expr(&o, part[i].key, part[i].at) == 0 &&
		    part[i].need)
			template_wrong(
			    r, part[i].key, "wajib ada", "is required");
	}
	template_leave(&o);
	r->t->mrz = m;
}
