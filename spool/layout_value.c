/*
 * Values of a document as text: fields cleaned once, expressions with their
 * filters, conditions; and the faults that point back to a field.
 */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "mem.h"
#include "metrics.h"
#include "layout_int.h"

#define SUM_MAX 999999999999999LL

static const json_t *
field_json(const struct layout *l, int field)
{
	return json_object_get(l->d->fields, l->t->field[field].name);
}

const json_t *
layout_list(const struct layout *l, int field)
{
	const json_t *v = field_json(l, field);

	return json_is_array(v) ? v : NULL;
}

/* A JSON value of type f as clean text in l->a. */
static const char *
value_text(struct layout *l, const struct template_field *f, const json_t *v)
{
	buf_clear(&l->a);
	if (json_is_string(v)) {
		if (template_text_clean(json_string_value(v),
			f->type == TYPE_TEXT, &l->a) == -1)
			faults_add(l->fs, FAULT_FIELD, "/fields",
			    "%s: ada karakter yang tidak boleh dicetak",
			    "%s: holds a character that may not be printed",
			    f->name);
	} else if (json_is_integer(v)) {
		buf_printf(&l->a, "%" PRId64, (int64_t)json_integer_value(v));
	} else if (json_is_array(v)) {
		buf_printf(&l->a, "%zu", json_array_size(v));
	}
	if (l->a.n == 0 && f->fallback != NULL)
		buf_puts(&l->a, f->fallback);
	return buf_str(&l->a);
}

const char *
layout_field(struct layout *l, int field)
{
	const char *s;

	if (l->value[field] == NULL) {
		s = value_text(l, &l->t->field[field], field_json(l, field));
		l->value[field] = page_set_text(l->s, s, strlen(s));
	}
	return l->value[field];
}

static const char *
builtin(struct layout *l, int which)
{
	const struct template_data *d = l->d;

	buf_clear(&l->a);
	switch ((enum template_builtin)which) {
	case BUILTIN_NUMBER:
		return d->number;
	case BUILTIN_ID:
		return d->id;
	case BUILTIN_COPY:
		buf_printf(&l->a, "%d", d->copy);
		break;
	case BUILTIN_DATE:
		buf_printf(&l->a, "%04d-%02d-%02d", l->now.year, l->now.month,
		    l->now.day);
		break;
	case BUILTIN_TIME:
		buf_printf(&l->a, "%02d.%02d", l->now.hour, l->now.minute);
		break;
	case BUILTIN_ZONE:
		return d->zone;
	case BUILTIN_STATE:
		return d->state;
	case BUILTIN_HOST:
		return d->host;
	case BUILTIN_AUTHORITY:
		return d->authority;
	case BUILTIN_PAGE:
		buf_printf(&l->a, "%zu", l->page + 1);
		break;
	case BUILTIN_PAGES:
		buf_printf(&l->a, "%zu", l->pages);
		break;
	case BUILTIN_NEXT:
		buf_printf(&l->a, "%zu", l->page + 2);
		break;
	case BUILTIN_TEMPLATE:
		buf_printf(&l->a, "%s@%d", l->t->name, l->t->version);
		break;
	case BUILTIN_ROW:
		buf_printf(&l->a, "%zu", l->row_n + 1);
		break;
	case BUILTIN_ITEM:
		return l->item != NULL ? l->item : "";
	case BUILTIN_N:
		break;
	}
	return buf_str(&l->a);
}

static void
group(const char *s, size_t by, struct buf *b)
{
	size_t i;

	for (i = 0; s[i] != '\0'; i++) {
		if (i > 0 && i % by == 0)
			buf_putc(b, ' ');
		buf_putc(b, s[i]);
	}
}

static void
date_text(enum template_filter f, const char *s, struct buf *b)
{
	struct civil c;

	if (civil_parse_date(s, &c) == -1) {
		buf_puts(b, s);
		return;
	}
	switch (f) {
	case FILTER_DATE:
		civil_date_id(&c, b);
		break;
	case FILTER_DATE_SHORT:
		buf_printf(b, "%02d-%02d-%04d", c.day, c.month, c.year);
		break;
	case FILTER_DATE_ICAO:
		buf_printf(b, "%02d %s %04d", c.day, civil_month_short(c.month),
		    c.year);
		break;
	case FILTER_DATE_DAY:
		buf_printf(b, "%d", c.day);
		break;
	case FILTER_DAY:
		buf_puts(b, civil_day_id(&c));
		break;
	case FILTER_ROMAN:
		buf_puts(b, civil_month_roman(c.month));
		break;
	default:
		buf_printf(b, "%04d", c.year);
		break;
	}
}

void
layout_thousands(int64_t n, struct buf *b)
{
	char digits[24];
	int i, len;

	len = snprintf(digits, sizeof(digits), "%" PRIu64,
	    n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
	if (n < 0)
		buf_puts(b, "\xE2\x80\x93"); /* as wide as a figure */
	for (i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf_putc(b, '.');
		buf_putc(b, digits[i]);
	}
}

/* "Rp" and its figures stay on one line. */
static void
rupiah(int64_t n, struct buf *b)
{
	struct buf plain = { 0 };
	const char *s;

	civil_rupiah(n, &plain);
	for (s = buf_str(&plain); *s != '\0'; s++) {
		if (*s == ' ')
			buf_puts(b, "\xC2\xA0");
		else
			buf_putc(b, *s);
	}
	buf_release(&plain);
}

static void
number_text(enum template_filter f, const char *s, struct buf *b)
{
	long long n;

	if (mem_number(s, -SUM_MAX, SUM_MAX, &n) == -1)
		buf_puts(b, s);
	else if (f == FILTER_WORDS)
		civil_words_id(n, b);
	else if (f == FILTER_THOUSANDS)
		layout_thousands(n, b);
	else
		rupiah(n, b);
}

static void
map_text(const struct template_map *m, const char *s, struct buf *b)
{
	size_t i;

	for (i = 0; i < m->n; i++) {
		if (strcmp(m->from[i], s) == 0) {
			buf_puts(b, m->to[i]);
			return;
		}
	}
	buf_puts(b, s);
}

/* An empty value stays empty but for map and or. */
static void
filter(const struct template_seg *g, int i, const char *s, struct buf *b)
{
	switch (g->filter[i].f) {
	case FILTER_UPPER:
	case FILTER_LOWER:
		template_text_case(s, g->filter[i].f == FILTER_UPPER, b);
		break;
	case FILTER_GROUP3:
		group(s, 3, b);
		break;
	case FILTER_GROUP4:
		group(s, 4, b);
		break;
	case FILTER_WORDS:
	case FILTER_RUPIAH:
	case FILTER_THOUSANDS:
		number_text(g->filter[i].f, s, b);
		break;
	case FILTER_MAP:
		map_text(g->filter[i].map, s, b);
		break;
	case FILTER_OR:
		buf_puts(b, *s != '\0' ? s : g->filter[i].arg);
		break;
	default:
		date_text(g->filter[i].f, s, b);
		break;
	}
}

/* The sum of a column over all rows; one that a number filter does not take is
 * a fault, never a part of it. */
static const char *
sum_text(struct layout *l, const struct template_seg *g)
{
	const char *name = l->t->field[g->index].column[g->column].name;
	const json_t *list = layout_list(l, g->index), *row;
	char pointer[FAULT_POINTER_MAX];
	int64_t n = 0, v;
	size_t i;

	json_array_foreach (list, i, row) {
		v = json_integer_value(json_object_get(row, name));
		if (v > SUM_MAX - n || v < -SUM_MAX - n) {
			snprintf(pointer, sizeof(pointer), "/fields/%s",
			    l->t->field[g->index].name);
			faults_add(l->fs, FAULT_OVERFLOW, pointer,
			    "Jumlah kolom %s terlalu besar",
			    "The sum of column %s is too large", name);
			break;
		}
		n += v;
	}
	buf_clear(&l->a);
	buf_printf(&l->a, "%" PRId64, n);
	return buf_str(&l->a);
}

/* One segment's text, appended to out. */
static void
eval_seg(struct layout *l, const struct template_seg *g, struct buf *out)
{
	const struct template_field *f;
	const char *s = g->text;
	struct buf *to;
	int i;

	switch (g->kind) {
	case REF_LITERAL:
		if (g->filters == 0) {
			buf_put(out, g->text, g->len);
			return;
		}
		break;
	case REF_FIELD:
		s = layout_field(l, g->index);
		break;
	case REF_COLUMN:
		f = &l->list->column[g->index];
		s = value_text(l, f, json_object_get(l->row, f->name));
		break;
	case REF_ROW:
		f = &l->t->field[g->index].column[g->column];
		s = value_text(l, f,
		    json_object_get(json_array_get(layout_list(l, g->index),
					(size_t)g->row),
			f->name));
		break;
	case REF_SUM:
		s = sum_text(l, g);
		break;
	case REF_BUILTIN:
		s = builtin(l, g->index);
		break;
	}
	for (i = 0; i < g->filters; i++) {
		to = s == buf_str(&l->b) ? &l->a : &l->b;
		buf_clear(to);
		filter(g, i, s, to);
		s = buf_str(to);
	}
	buf_puts(out, s);
}

const char *
layout_eval(struct layout *l, const struct template_expr *e)
{
	size_t i;

	buf_clear(&l->text);
	for (i = 0; i < e->n; i++)
		eval_seg(l, &e->seg[i], &l->text);
	return buf_str(&l->text);
}

static int
field_cond(struct layout *l, const struct template_cond *c)
{
	const char *s;
	size_t i;

	if (l->t->field[c->field].type == TYPE_LIST)
		return json_array_size(layout_list(l, c->field)) > 0;
	s = layout_field(l, c->field);
	if (c->n == 0)
		return *s != '\0';
	for (i = 0; i < c->n; i++)
		if (strcmp(c->value[i], s) == 0)
			return 1;
	return 0;
}

int
layout_cond(struct layout *l, const struct template_cond *c)
{
	size_t i, n, yes = 0;

	if (c == NULL)
		return 1;
	switch (c->kind) {
	case COND_FIELD:
		return field_cond(l, c);
	case COND_COUNT:
		n = json_array_size(layout_list(l, c->field));
		return n >= (size_t)c->lo && n <= (size_t)c->hi;
	case COND_SPECIMEN:
		return (strcmp(l->d->state, "UTO") == 0) == (c->lo != 0);
	case COND_PHOTO:
		return (l->d->has_photo != 0) == (c->lo != 0);
	case COND_PREVIEW:
		return (l->d->preview != 0) == (c->lo != 0);
	case COND_PAGE:
		n = l->page + 1;
		return c->lo == 0 ? n == 1
		    : c->lo == 1  ? n > 1
		    : c->lo == 2  ? n == l->pages
				  : n < l->pages;
	case COND_PAGES:
		return (l->pages <= 1) == (c->lo == 1);
	case COND_ALL:
	case COND_ANY:
	case COND_NOT:
		break;
	}
	for (i = 0; i < c->children; i++)
		yes += layout_cond(l, &c->child[i]) != 0;
	return c->kind == COND_ALL ? yes == c->children
	    : c->kind == COND_ANY  ? yes > 0
				   : yes < c->children;
}

void
layout_pointer(const struct layout *l, const struct template_expr *e,
    char ret[FAULT_POINTER_MAX])
{
	ret[0] = '\0';
	if (e == NULL)
		return;
	if (e->column >= 0 && l->list != NULL)
		snprintf(ret, FAULT_POINTER_MAX, "/fields/%s/%zu/%s",
		    l->list->name, l->row_n, l->list->column[e->column].name);
	else if (l->item != NULL && l->list != NULL)
		snprintf(ret, FAULT_POINTER_MAX, "/fields/%s/%zu",
		    l->list->name, l->row_n);
	else if (e->row != NULL)
		snprintf(ret, FAULT_POINTER_MAX, "/fields/%s/%d/%s",
		    l->t->field[e->field].name, e->row->row,
		    l->t->field[e->field].column[e->row->column].name);
	else if (e->field >= 0)
		snprintf(ret, FAULT_POINTER_MAX, "/fields/%s",
		    l->t->field[e->field].name);
}

const char *
layout_source(struct layout *l, const struct template_expr *e)
{
	char pointer[FAULT_POINTER_MAX];

	if (e == NULL || (e->field < 0 && e->column < 0 && l->item == NULL))
		return NULL;
	layout_pointer(l, e, pointer);
	return page_set_text(l->s, pointer, strlen(pointer));
}

/* Points e at the one segment whose text holds cp, so that of "{tempat},
 * {tanggal}" the right field is named. */
void
layout_glyph(struct layout *l, const struct template_expr *e,
    enum page_font font, uint32_t cp)
{
	char pointer[FAULT_POINTER_MAX];
	struct template_expr one = *e;
	struct buf b = { 0 };
	const char *s;
	uint32_t c;
	size_t i;
	int hit = 0;

	for (i = 0; i < e->n && !hit; i++) {
		buf_clear(&b);
		eval_seg(l, &e->seg[i], &b);
		for (s = buf_str(&b); (c = metrics_next(&s)) != 0;)
			hit |= metrics_advance(font, c) < 0;
		if (!hit)
			continue;
		one.row = e->seg[i].kind == REF_ROW ? &e->seg[i] : NULL;
		one.field = e->seg[i].kind == REF_FIELD || one.row != NULL
		    ? e->seg[i].index
		    : -1;
		one.column =
		    e->seg[i].kind == REF_COLUMN ? e->seg[i].index : -1;
	}
	layout_pointer(l, &one, pointer);
	buf_release(&b);
	faults_add(l->fs, FAULT_GLYPH, pointer,
	    "Karakter U+%04" PRIX32 " tidak ada di huruf cetak",
	    "The font has no character U+%04" PRIX32, cp);
}

void
layout_overflow(struct layout *l, const struct template_expr *e,
    const struct template_elem *el)
{
	char pointer[FAULT_POINTER_MAX];

	layout_pointer(l, e, pointer);
	faults_add(l->fs, FAULT_OVERFLOW, pointer,
	    "Isi terlalu panjang untuk tempatnya di halaman (%s); perpendek",
	    "The text is too long for its place on the page (%s); shorten it",
	    el->path);
}
