/*
 * Styles of text: named ones, each on top of another, and what an element says
 * itself.  A style is resolved when the template is read, so that layout never
 * searches.
 */

#include <string.h>

#include "template_int.h"

static const char *const font_word[] = { "sans", "sans-bold", "sans-italic",
	"serif", "serif-bold", "serif-italic", "mono", "ocrb", NULL };
static const char *const fit_word[] = { "none", "shrink", "wrap", "reject",
	NULL };
static const char *const align_word[] = { "left", "right", "centre", NULL };

static void
read_rule(struct template_obj *o, struct template_style *st)
{
	const json_t *v = template_get(o, "under");
	struct template_obj u;

	if (v == NULL)
		return;
	if (template_enter(o->r, v, "under", -1, &u) == -1)
		return;
	template_get_milli(&u, "drop", 0, 10000, &st->under_drop);
	template_get_milli(&u, "line", 50, 5000, &st->under_line);
	template_leave(&u);
}

static void
read_members(struct template_obj *o, struct template_style *st)
{
	int word;
	int64_t n;

	if (template_get_word(o, "font", font_word, &word) == 1)
		st->font = (enum page_font)word;
	template_get_milli(o, "size", 1000, 144000, &st->size);
	template_get_milli(o, "floor", 1000, 144000, &st->floor);
	template_get_milli(o, "spacing", -2000, 20000, &st->spacing);
	template_get_milli(o, "lead", 500, 60000, &st->lead);
	template_get_milli(o, "room", 0, 300000, &st->room);
	if (template_get_int(o, "lines", 1, 99, &n) == 1)
		st->lines = (int32_t)n;
	template_get_color(o, "color", &st->color);
	template_get_milli(o, "alpha", 0, 1000, &st->alpha);
	template_get_milli(o, "angle", -360000, 360000, &st->angle);
	template_get_bool(o, "outline", &st->outline);
	template_get_milli(o, "line", 50, 20000, &st->line);
	if (template_get_word(o, "fit", fit_word, &word) == 1) {
		st->fit = (enum template_fit)word;
		st->fit_given = 1;
	}
	if (template_get_word(o, "align", align_word, &word) == 1)
		st->align = (enum template_align)word;
	template_get_bool(o, "justify", &st->justify);
	template_get_milli(o, "indent", 0, 100000, &st->indent);
	template_get_milli(o, "drop", 0, 50000, &st->drop);
	template_get_milli(o, "wrap_drop", 0, 50000, &st->wrap_drop);
	template_get_milli(o, "grow", 0, 2000, &st->grow);
	template_get_milli(o, "grow_from", 0, 144000, &st->grow_from);
	read_rule(o, st);
}

/* The named style of r->styles and those it stands on; depth limits circles. */
static void
read_named(struct template_reader *r, const char *key, const char *name,
    struct template_style *st, int depth)
{
	const json_t *v = json_object_get(r->styles, name);
	const json_t *base;
	struct template_obj o;
	const json_t *obj = r->obj;
	char outer[sizeof(r->path)];
	size_t outer_n = r->path_n;

	if (v == NULL || depth > 8) {
		template_wrong(r, key, "gaya itu tidak ada di styles",
		    "no such style in styles");
		return;
	}
	memcpy(outer, r->path, sizeof(outer));
	template_pop(r, 0);
	template_push(r, "styles", -1);
	if (template_enter(r, v, name, -1, &o) == 0) {
		base = template_get(&o, "base");
		if (json_is_string(base))
			read_named(
			    r, "base", json_string_value(base), st, depth + 1);
		else if (base != NULL)
			template_wrong(r, "base", "harus nama gaya",
			    "must be a style's name");
		read_members(&o, st);
		template_leave(&o);
	}
	memcpy(r->path, outer, sizeof(outer));
	r->path_n = outer_n;
	r->obj = obj;
}

void
template_style_read(
    struct template_obj *o, struct template_style *st, const char *style_key)
{
	const json_t *v = template_get(o, style_key);

	if (st->size == 0) {
		st->size = 9000;
		st->color = 0x14181F;
		st->alpha = 1000;
		st->lines = 1;
		st->line = 500;
	}
	if (v != NULL && !json_is_string(v))
		template_wrong(o->r, style_key, "harus nama gaya",
		    "must be a style's name");
	else if (v != NULL)
		read_named(o->r, style_key, json_string_value(v), st, 0);
	/* Only the element's own style takes members of the element. */
	if (strcmp(style_key, "style") == 0)
		read_members(o, st);
	if (st->floor == 0 || st->floor > st->size)
		st->floor = st->size;
}
