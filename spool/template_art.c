/*
 * Drawn things of a template: path data, drawings made of paths and rosettes,
 * and the guilloche.  Everything is checked here, so that the renderer can
 * trust it.
 */

#include <stdint.h>
#include <string.h>

#include "mem.h"
#include "template_int.h"

#define CURVES_MAX 400
#define FAR 2000000

/* Path data as page.h writes it; 0 when it is not. */
static int
path_ok(const char *s)
{
	int want, n;

	if (*s != 'M')
		return 0;
	while (*s != '\0') {
		switch (*s++) {
		case 'M':
		case 'L':
			want = 2;
			break;
		case 'C':
			want = 6;
			break;
		case 'Z':
			want = 0;
			break;
		default:
			return 0;
		}
		for (n = 0; n < want; n++) {
			size_t digits;

			if (*s++ != ' ')
				return 0;
			s += *s == '-';
			digits = strspn(s, "0123456789");
			if (digits == 0 || digits > 6)
				return 0;
			s += digits;
		}
		if (*s == ' ' && s[1] != '\0')
			s++;
		else if (*s != '\0')
			return 0;
	}
	return 1;
}

static void
read_path(struct template_obj *o, const char *key, struct template_elem *e)
{
	if (template_get_str(o, key, &e->data) != 1 || path_ok(e->data))
		return;
	template_wrong(o->r, key,
	    "data garis harus M x y, L x y, C x1 y1 x2 y2 x y, Z dengan "
	    "bilangan bulat 0..10000 dan satu spasi",
	    "path data must be M x y, L x y, C x1 y1 x2 y2 x y, Z with "
	    "integers 0..10000 and single spaces");
	e->data = NULL;
}

/* Width of a stroke given as a share of the box's width. */
static int32_t
stroke_of(int32_t weight, int32_t w)
{
	return (int32_t)((int64_t)weight * w * 72 / 25400);
}

static void
read_stroke(struct template_obj *o, int32_t w, struct template_elem *e)
{
	int32_t weight;

	if (template_get_milli(o, "weight", 1, 1000, &weight) == 1)
		e->stroke = stroke_of(weight, w);
	template_get_milli(o, "line", 50, 20000, &e->stroke);
}

static void
read_rosette(struct template_obj *o, struct page_guilloche *g)
{
	int64_t n = 0;

	template_get_milli(o, "a", 0, 1000, &g->a);
	template_get_milli(o, "b", 0, 1000, &g->b);
	if (template_get_int(o, "n", 1, 60, &n) != 1)
		template_wrong(o->r, "n", "wajib ada", "is required");
	g->n = (int32_t)n;
	n = 2 * n;
	template_get_int(o, "m", 0, 120, &n);
	g->m = (int32_t)n;
	n = 6;
	template_get_int(o, "per", 3, 12, &n);
	g->per = (int32_t)n;
	n = 1;
	template_get_int(o, "count", 1, 60, &n);
	g->count = (int32_t)n;
}

/* One part of a drawing, in the box of e. */
static void
read_drawing_part(struct template_obj *o, const struct template_elem *e,
    int plain, struct template_elem *ret)
{
	struct page_guilloche *g;
	int32_t v = 0;
	int fill = 0;

	ret->path = e->path;
	ret->color = ret->fill = e->color;
	ret->st.alpha = 1000;
	ret->w = e->w;
	ret->h = e->h;
	read_stroke(o, e->w, ret);
	if (template_get_milli(o, "rosette", 1, 1000, &v) == 1) {
		g = template_alloc(o->r->t, sizeof(*g));
		g->radius = (int32_t)((int64_t)v * e->w / 1000);
		read_rosette(o, g);
		ret->g = g;
		ret->op = PAGE_ROSETTE;
		ret->x = e->w / 2;
		ret->y = e->h / 2;
		ret->type = plain ? ELEM_GROUP : ELEM_GUILLOCHE;
		return;
	}
	ret->type = ELEM_PATH;
	read_path(o, "path", ret);
	template_get_bool(o, "round", &ret->round);
	template_get_bool(o, "fill", &fill);
	ret->has_fill = fill;
	if (ret->data == NULL)
		template_wrong(o->r, NULL, "perlu path atau rosette",
		    "needs path or rosette");
}

static void
read_drawing(struct template_obj *o, const json_t *drawing, const char *name,
    int plain, struct template_elem *e)
{
	struct template_reader *r = o->r;
	char outer[sizeof(r->path)];
	size_t outer_n = r->path_n, i, n = json_array_size(drawing);
	struct template_obj part;

	memcpy(outer, r->path, sizeof(outer));
	template_pop(r, 0);
	template_push(r, "drawings", -1);
	e->child = template_alloc(r->t, (n + 1) * sizeof(*e->child));
	for (i = 0; i < n; i++) {
		if (template_enter(r, json_array_get(drawing, i), name, (long)i,
			&part) == -1)
			continue;
		read_drawing_part(&part, e, plain, &e->child[e->children++]);
		template_leave(&part);
	}
	memcpy(r->path, outer, sizeof(outer));
	r->path_n = outer_n;
	e->type = ELEM_GROUP;
	/* the group has no clip: w and h stay for authors' overlays */
}

void
template_drawing_parse(struct template_obj *o, struct template_elem *e)
{
	const char *name = NULL;
	const json_t *drawing;
	int plain = 0;

	if (e->w <= 0 || e->h <= 0)
		template_wrong(
		    o->r, "w", "w dan h wajib ada", "w and h are required");
	e->color = 0x14181F;
	template_get_color(o, "color", &e->color);
	if (template_get_str(o, "drawing", &name) == 1) {
		template_get_bool(o, "plain", &plain);
		drawing = json_object_get(o->r->drawings, name);
		if (!json_is_array(drawing) ||
		    json_array_size(drawing) > CURVES_MAX)
			template_wrong(o->r, "drawing",
			    "gambar itu tidak ada di drawings",
			    "no such drawing in drawings");
		else
			read_drawing(o, drawing, name, plain, e);
		return;
	}
	read_path(o, "data", e);
	read_stroke(o, e->w, e);
	template_get_bool(o, "round", &e->round);
	e->has_fill = template_get_color(o, "fill", &e->fill) == 1;
	if (e->data == NULL)
		template_wrong(o->r, NULL, "perlu drawing atau data",
		    "needs drawing or data");
}

static void
read_terms(struct template_obj *o, struct page_guilloche *g)
{
	json_t *v = template_get_array(o, "terms", 1);
	const json_t *one;
	size_t i, j, n = json_array_size(v);
	int32_t *at[4];

	if (v == NULL || n > 4) {
		template_wrong(o->r, "terms",
		    "wajib ada: 1 sampai 4 suku [a, panjang, p, q]",
		    "is required: 1 to 4 terms [a, length, p, q]");
		return;
	}
	for (i = 0; i < n; i++) {
		one = json_array_get(v, i);
		at[0] = &g->term[i].a;
		at[1] = &g->term[i].period;
		at[2] = &g->term[i].p;
		at[3] = &g->term[i].q;
		for (j = 0; j < 4; j++)
			if (template_milli(o->r, json_array_get(one, j),
				"terms", j == 1 ? 500 : -100000, 1000000,
				at[j]) == -1)
				return;
		g->terms++;
	}
}

static void
read_wave(
    struct template_obj *o, struct template_elem *e, struct page_guilloche *g)
{
	int64_t n = 0;
	int32_t to = 0;

	template_get_milli(o, "from", -FAR, FAR, &e->x2);
	if (template_get_milli(o, "to", -FAR, FAR, &to) != 1 || to <= e->x2)
		template_wrong(o->r, "to", "wajib ada, lebih besar dari from",
		    "is required, greater than from");
	e->w = to - e->x2;
	if (template_get_int(o, "count", 1, 200, &n) != 1)
		template_wrong(o->r, "count", "wajib ada", "is required");
	g->count = (int32_t)n;
}

static const char *const kind_word[] = { "field", "rosette", "ribbon", NULL };
static const enum page_op kind_op[] = { PAGE_FIELD, PAGE_ROSETTE, PAGE_RIBBON };

void
template_guilloche_parse(struct template_obj *o, struct template_elem *e)
{
	struct page_guilloche *g = template_alloc(o->r->t, sizeof(*g));
	int kind = 0;

	if (template_get_word(o, "kind", kind_word, &kind) == 0)
		template_wrong(o->r, "kind", "wajib ada", "is required");
	e->op = kind_op[kind];
	e->g = g;
	e->stroke = 140;
	template_get_milli(o, "line", 50, 2000, &e->stroke);
	template_get_color(o, "color", &e->color);
	if (e->op == PAGE_ROSETTE) {
		read_rosette(o, g);
		if (template_get_milli(o, "radius", 100, FAR, &g->radius) != 1)
			template_wrong(
			    o->r, "radius", "wajib ada", "is required");
		return;
	}
	read_wave(o, e, g);
	if (e->op == PAGE_FIELD) {
		template_get_milli(o, "first", -FAR, FAR, &g->y0);
		template_get_milli(o, "pitch", 100, 100000, &g->pitch);
		read_terms(o, g);
		return;
	}
	template_get_milli(o, "yc", -FAR, FAR, &g->yc);
	template_get_milli(o, "amp", 0, 100000, &g->amp);
	if (template_get_milli(o, "period", 500, 1000000, &g->period) != 1)
		template_wrong(o->r, "period", "wajib ada", "is required");
	template_get_milli(o, "env", 0, 1000, &g->env);
}
