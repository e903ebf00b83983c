/*
 * A chart of a list's numbers, read and checked: what it is drawn from must be
 * whole numbers from zero up, its words large enough to read on paper.  Must
 * never accept a chart whose axis could lie: it begins at zero, always.
 */

#include <stdint.h>
#include <string.h>

#include "chart_int.h"
#include "template_int.h"

#define SERIES_MAX 8
#define DIVIDE_MAX 1000000000
#define SIZE_MIN 7000	/* 1/1000 pt */
#define WIDTH_MIN 40000 /* um */
#define HEIGHT_MIN 25000

static const char *const kind_word[] = { "columns", "line", NULL };
static const char *const values_word[] = { "last", "all", "none", NULL };

/* The column of numbers that member "value" names; -1 after a fault. */
static int
read_value(struct template_obj *o)
{
	const struct template_reader *r = o->r;
	const json_t *v = template_get(o, "value");
	const char *name = json_string_value(v);
	size_t i;

	for (i = 0; name != NULL && i < r->columns_n; i++) {
		const struct template_field *c = &r->columns[i];

		if (strcmp(c->name, name) == 0 && c->type == TYPE_INTEGER &&
		    c->has_min && c->min >= 0 && c->has_max)
			return (int)i;
	}
	template_wrong(o->r, "value",
	    "harus kolom list itu yang berjenis integer dengan min 0 atau "
	    "lebih dan max",
	    "must be a column of that list, of type integer with a min of 0 "
	    "or more and a max");
	return -1;
}

static void
read_one(struct template_obj *o, struct template_series *s)
{
	s->column = read_value(o);
	if (template_get_expr(o, "title", &s->title) == 0)
		template_wrong(o->r, "title", "wajib ada", "is required");
	if (template_get_color(o, "color", &s->color) == 0)
		template_wrong(o->r, "color", "wajib ada", "is required");
}

static void
read_series(struct template_obj *o, struct template_chart *c)
{
	json_t *v = template_get_array(o, "series", 1);
	size_t i, n = json_array_size(v);
	struct template_obj one;

	if (v == NULL || n > SERIES_MAX) {
		template_wrong(o->r, "series", "wajib ada, paling banyak 8",
		    "is required, at most 8");
		return;
	}
	c->series = template_alloc(o->r->t, n * sizeof(*c->series));
	for (i = 0; i < n; i++) {
		if (template_enter(o->r, json_array_get(v, i), "series",
			(long)i, &one) == -1)
			continue;
		read_one(&one, &c->series[c->n++]);
		template_leave(&one);
	}
}

static void
read_divide(struct template_obj *o, struct template_chart *c)
{
	int64_t n;

	c->divide = 1;
	if (template_get_int(o, "divide", 1, DIVIDE_MAX, &c->divide) != 1)
		return;
	for (n = c->divide; n % 10 == 0; n /= 10)
		;
	if (n != 1)
		template_wrong(o->r, "divide",
		    "harus 1, 10, 100 dan seterusnya sampai 1000000000",
		    "must be 1, 10, 100 and so on up to 1000000000");
}

static void
check_size(struct template_obj *o, const struct template_elem *e)
{
	if (e->w < WIDTH_MIN)
		template_wrong(o->r, "w", "wajib ada, paling kecil 40",
		    "is required, at least 40");
	if (e->h < HEIGHT_MIN)
		template_wrong(o->r, "h", "wajib ada, paling kecil 25",
		    "is required, at least 25");
	if (e->st.size < SIZE_MIN)
		template_wrong(o->r, "size", "huruf bagan paling kecil 7 pt",
		    "the letters of a chart are at least 7 pt");
}

void
template_chart_parse(struct template_obj *o, struct template_elem *e)
{
	struct template_reader *r = o->r;
	struct template_chart *c = template_alloc(r->t, sizeof(*c));
	int word = 0;

	e->chart = c;
	if (template_get_word(o, "kind", kind_word, &word) == 0)
		template_wrong(r, "kind", "wajib ada", "is required");
	c->kind = (enum template_chart_kind)word;
	word = 0;
	template_get_word(o, "values", values_word, &word);
	c->values = (enum template_chart_values)word;
	c->label.field = c->unit.field = c->empty.field = -1;
	c->label.column = c->unit.column = c->empty.column = -1;
	template_get_expr(o, "unit", &c->unit);
	if (template_get_expr(o, "empty", &c->empty) == 0)
		template_wrong(r, "empty", "wajib ada", "is required");
	c->field = template_list_field(o, 1);
	if (c->field != -1) {
		r->columns = r->t->field[c->field].column;
		r->columns_n = r->t->field[c->field].columns;
	}
	if (template_get_expr(o, "label", &c->label) == 0)
		template_wrong(r, "label", "wajib ada", "is required");
	read_series(o, c);
	r->columns_n = 0;
	read_divide(o, c);
	template_style_read(o, &e->st, "style");
	check_size(o, e);
}
