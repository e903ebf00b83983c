/*
 * Elements: one table row a type, one short reader each.  A new kind of
 * document needs no new type; a new type needs a reader here and a drawer in
 * layout_elem.c.
 */

#include <stdint.h>
#include <string.h>

#include "mem.h"
#include "template_int.h"

#define ELEMENTS_MAX 400
#define FAR 2000000 /* um, larger than any page */

static void read_text(struct template_obj *o, struct template_elem *e);
static void read_field(struct template_obj *o, struct template_elem *e);
static void read_image(struct template_obj *o, struct template_elem *e);
static void read_photo(struct template_obj *o, struct template_elem *e);
static void read_mrz(struct template_obj *o, struct template_elem *e);
static void read_qr(struct template_obj *o, struct template_elem *e);
static void read_line(struct template_obj *o, struct template_elem *e);
static void read_box(struct template_obj *o, struct template_elem *e);
static void read_group(struct template_obj *o, struct template_elem *e);
static void read_microtext(struct template_obj *o, struct template_elem *e);
static void read_overprint(struct template_obj *o, struct template_elem *e);

static const char *const type_word[] = { "text", "field", "paragraph", "kv",
	"table", "list", "image", "photo", "mrz", "qr", "line", "box", "path",
	"guilloche", "group", "microtext", "overprint", "columns", "chart",
	"part", NULL };

static void (*const reader[])(
    struct template_obj *o, struct template_elem *e) = {
	[ELEM_TEXT] = read_text,
	[ELEM_FIELD] = read_field,
	[ELEM_PARAGRAPH] = read_text,
	[ELEM_KV] = template_kv_parse,
	[ELEM_TABLE] = template_table_parse,
	[ELEM_LIST] = template_list_parse,
	[ELEM_IMAGE] = read_image,
	[ELEM_PHOTO] = read_photo,
	[ELEM_MRZ] = read_mrz,
	[ELEM_QR] = read_qr,
	[ELEM_LINE] = read_line,
	[ELEM_BOX] = read_box,
	[ELEM_PATH] = template_drawing_parse,
	[ELEM_GUILLOCHE] = template_guilloche_parse,
	[ELEM_GROUP] = read_group,
	[ELEM_MICROTEXT] = read_microtext,
	[ELEM_OVERPRINT] = read_overprint,
	[ELEM_COLUMNS] = template_columns_parse,
	[ELEM_CHART] = template_chart_parse,
	[ELEM_N] = template_part_parse,
};

static void
need(struct template_obj *o, const char *key, int got)
{
	if (got == 0)
		template_wrong(o->r, key, "wajib ada", "is required");
}

static void
need_box(struct template_obj *o, const struct template_elem *e)
{
	need(o, "w", e->w > 0);
	need(o, "h", e->h > 0);
}

static void
read_text(struct template_obj *o, struct template_elem *e)
{
	need(o, "text", template_get_expr(o, "text", &e->text));
	template_style_read(o, &e->st, "style");
}

static void
read_field(struct template_obj *o, struct template_elem *e)
{
	read_text(o, e);
	need(o, "label", template_get_expr(o, "label", &e->label));
	template_style_read(o, &e->label_st, "label_style");
	if (template_get_expr(o, "label_en", &e->label_en) != 0)
		template_style_read(o, &e->label_en_st, "label_en_style");
}

static void
read_image(struct template_obj *o, struct template_elem *e)
{
	const struct template *t = o->r->t;
	size_t i;

	need_box(o, e);
	need(o, "asset", template_get_str(o, "asset", &e->asset));
	for (i = 0; e->asset != NULL && i < t->assets; i++)
		if (strcmp(t->asset[i].name, e->asset) == 0)
			return;
	template_wrong(o->r, "asset", "berkas itu tidak ada di assets",
	    "no such file in assets");
}

static void
read_frame(struct template_obj *o, struct template_elem *e)
{
	const json_t *v = template_get(o, "frame");
	struct template_obj f;

	if (v == NULL)
		return;
	if (template_enter(o->r, v, "frame", -1, &f) == -1)
		return;
	template_get_milli(&f, "line", 50, 10000, &e->stroke);
	template_get_color(&f, "color", &e->color);
	template_leave(&f);
}

static void
read_photo(struct template_obj *o, struct template_elem *e)
{
	need_box(o, e);
	read_frame(o, e);
	if (o->r->t->photo == 0)
		template_wrong(o->r, NULL, "templat ini tidak memakai photo",
		    "this template has no photo");
}

static void
read_mrz(struct template_obj *o, struct template_elem *e)
{
	json_t *v = template_get_array(o, "baselines", 1);
	size_t i, want;

	e->cell = 2540;
	template_get_milli(o, "cell", 1000, 10000, &e->cell);
	template_style_read(o, &e->st, "style");
	want = o->r->t->seal == SEAL_TD1 ||
		(o->r->t->mrz != NULL && o->r->t->mrz->kind == SEAL_TD1)
	    ? 3
	    : 2;
	if (o->r->t->mrz == NULL || json_array_size(v) != want) {
		template_wrong(o->r, "baselines",
		    "perlu mrz di templat dan satu garis dasar tiap baris "
		    "(td3: 2, td1: 3)",
		    "needs the template's mrz and one baseline a line "
		    "(td3: 2, td1: 3)");
		return;
	}
	e->baseline = template_alloc(o->r->t, want * sizeof(*e->baseline));
	for (i = 0; i < want; i++)
		template_milli(o->r, json_array_get(v, i), "baselines", 0, FAR,
		    &e->baseline[i]);
	e->baselines = want;
}

static void
read_qr(struct template_obj *o, struct template_elem *e)
{
	need(o, "w", e->w > 0);
	e->module = 339;
	e->white = 1;
	template_get_bool(o, "white", &e->white);
	if (template_get_milli(o, "module", 339, 5000, &e->module) == 1 &&
	    e->w < 29 * e->module)
		template_wrong(o->r, "w", "terlalu kecil untuk module",
		    "is too small for module");
	if (o->r->t->seal == SEAL_NONE)
		template_wrong(o->r, NULL, "templat ini tidak bersegel (seal)",
		    "this template has no seal");
}

static void
read_line(struct template_obj *o, struct template_elem *e)
{
	e->x2 = e->x;
	e->y2 = e->y;
	e->stroke = 500;
	e->color = 0x14181F;
	template_get_milli(o, "x2", -FAR, FAR, &e->x2);
	template_get_milli(o, "y2", -FAR, FAR, &e->y2);
	template_get_milli(o, "line", 50, 20000, &e->stroke);
	template_get_color(o, "color", &e->color);
	template_get_bool(o, "round", &e->round);
}

static void
read_box(struct template_obj *o, struct template_elem *e)
{
	need_box(o, e);
	template_get_milli(o, "line", 50, 20000, &e->stroke);
	template_get_color(o, "color", &e->color);
	e->has_fill = template_get_color(o, "fill", &e->fill) == 1;
	if (!e->has_fill && e->stroke == 0)
		template_wrong(
		    o->r, NULL, "perlu line atau fill", "needs line or fill");
}

static void
read_group(struct template_obj *o, struct template_elem *e)
{
	const json_t *clip = template_get(o, "clip");
	json_t *v = template_get_array(o, "elements", 1);
	struct template_obj c;
	int32_t *at[] = { &e->x2, &e->y2, &e->w, &e->h };
	const char *const key[] = { "x", "y", "w", "h" };
	size_t i;

	if (clip != NULL && template_enter(o->r, clip, "clip", -1, &c) == 0) {
		for (i = 0; i < 4; i++)
			need(&c, key[i],
			    template_get_milli(&c, key[i], -FAR, FAR, at[i]));
		template_leave(&c);
		e->clip = 1;
	}
	if (v == NULL)
		need(o, "elements", 0);
	else
		template_elems_parse(
		    o->r, v, "elements", &e->child, &e->children);
}

static void
read_microtext(struct template_obj *o, struct template_elem *e)
{
	need(o, "w", e->w > 0);
	e->st.size = 1600;
	e->st.alpha = 1000;
	e->st.lines = 1;
	read_text(o, e);
}

static void
read_overprint(struct template_obj *o, struct template_elem *e)
{
	template_style_read(o, &e->st, "style");
}

static void
read_block(struct template_obj *o, struct template_elem *e)
{
	template_get_milli(o, "gap", -100000, 100000, &e->gap);
	template_get_milli(o, "after", 0, 300000, &e->after);
	template_get_milli(o, "bottom", 0, FAR, &e->bottom);
	template_get_bool(o, "keep", &e->keep);
	template_get_bool(o, "fresh", &e->fresh);
}

static void
read_common(struct template_obj *o, struct template_elem *e)
{
	const json_t *v;
	size_t old;

	template_get_milli(o, "x", -FAR, FAR, &e->x);
	template_get_milli(o, "y", -FAR, FAR, &e->y);
	template_get_milli(o, "w", 1, FAR, &e->w);
	template_get_milli(o, "h", 1, FAR, &e->h);
	v = template_get(o, "when");
	if (v != NULL) {
		old = template_push(o->r, "when", -1);
		e->when = template_cond_parse(o->r, v);
		template_pop(o->r, old);
	}
	read_block(o, e);
}

static void
read_elem(struct template_reader *r, const json_t *v, const char *key,
    long index, struct template_elem *e)
{
	struct template_obj o;
	int type = -1;

	e->field = -1;
	e->text.field = e->label.field = e->label_en.field = -1;
	e->text.column = e->label.column = e->label_en.column = -1;
	if (template_enter(r, v, key, index, &o) == -1)
		return;
	e->path = template_strdup(r->t, r->path);
	need(&o, "type", template_get_word(&o, "type", type_word, &type));
	if (type >= 0) {
		/* "part" is a group once it is read */
		e->type =
		    type == ELEM_N ? ELEM_GROUP : (enum template_elem_type)type;
		read_common(&o, e);
		reader[type](&o, e);
		/* Text takes its alpha from its style. */
		if (e->st.size == 0) {
			e->st.alpha = 1000;
			template_get_milli(&o, "alpha", 0, 1000, &e->st.alpha);
		}
	} else {
		json_object_clear(o.left);
	}
	template_leave(&o);
}

void
template_elems_parse(struct template_reader *r, const json_t *v,
    const char *key, struct template_elem **ret_e, size_t *ret_n)
{
	size_t n = json_array_size(v), i;

	if (!json_is_array(v) || n > ELEMENTS_MAX) {
		template_wrong(r, key,
		    "harus daftar [ ] dengan paling banyak 400 unsur",
		    "must be an array [ ] of at most 400 elements");
		return;
	}
	*ret_e = template_alloc(r->t, (n + 1) * sizeof(**ret_e));
	for (i = 0; i < n; i++)
		read_elem(r, json_array_get(v, i), key, (long)i, &(*ret_e)[i]);
	*ret_n = n;
}

void
template_part_parse(struct template_obj *o, struct template_elem *e)
{
	struct template_reader *r = o->r;
	const json_t *v = template_get(o, "part"), *part;
	char outer[sizeof(r->path)];
	size_t outer_n = r->path_n;

	part = json_is_string(v)
	    ? json_object_get(r->parts, json_string_value(v))
	    : NULL;
	if (part == NULL || r->depth >= TEMPLATE_DEPTH_MAX) {
		template_wrong(r, "part", "bagian itu tidak ada di parts",
		    "no such part in parts");
		return;
	}
	memcpy(outer, r->path, sizeof(outer));
	template_pop(r, 0);
	template_push(r, "parts", -1);
	template_elems_parse(
	    r, part, json_string_value(v), &e->child, &e->children);
	memcpy(r->path, outer, sizeof(outer));
	r->path_n = outer_n;
}
