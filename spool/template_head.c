/*
 * What a template says about itself: name, page, media, seal, number, photo,
 * retention, constants and word tables.
 */

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "mem.h"
#include "template_int.h"

#define PAGE_MIN 20000
#define PAGE_MAX 1200000

static const char *const seal_word[] = { "none", "digest", "td3", "td1", NULL };
static const char *const carriage_word[] = { "url-seal", "bare", "url", NULL };

static void
need(struct template_obj *o, const char *key, int got)
{
	if (got == 0)
		template_wrong(o->r, key, "wajib ada", "is required");
}

static void
read_page(struct template_obj *o)
{
	struct template *t = o->r->t;
	const json_t *v = template_get(o, "page");
	struct template_obj p;
	int64_t sides = 1;

	if (v == NULL) {
		need(o, "page", t->passthrough);
		return;
	}
	if (template_enter(o->r, v, "page", -1, &p) == -1)
		return;
	need(&p, "width",
	    template_get_milli(&p, "width", PAGE_MIN, PAGE_MAX, &t->w));
	need(&p, "height",
	    template_get_milli(&p, "height", PAGE_MIN, PAGE_MAX, &t->h));
	template_get_int(&p, "sides", 1, 2, &sides);
	t->sides = (int)sides;
	template_leave(&p);
}

static void
read_seal(struct template_obj *o)
{
	struct template *t = o->r->t;
	const json_t *v = template_get(o, "seal");
	struct template_obj s;
	int word = 0;

	if (v == NULL)
		return;
	if (template_enter(o->r, v, "seal", -1, &s) == -1)
		return;
	need(&s, "kind", template_get_word(&s, "kind", seal_word, &word));
	t->seal = (enum template_seal)word;
	word = 0;
	template_get_word(&s, "carriage", carriage_word, &word);
	t->carriage = (enum template_carriage)word;
	template_get_bool(&s, "pages", &t->pages_sealed);
	template_leave(&s);
}

/* Only {n} or {n:WIDTH}, {roman}, {month} and {year}, and {n} exactly once: a
 * number must show the running number. */
static int
format_ok(const char *s)
{
	static const char *const part[] = { "{n}", "{roman}", "{month}",
		"{year}" };
	int n = 0;
	size_t i;

	for (; (s = strchr(s, '{')) != NULL; s++) {
		if (strncmp(s, "{n:", 3) == 0 && s[3] >= '1' && s[3] <= '9' &&
		    s[4] == '}') {
			n++;
			continue;
		}
		for (i = 0; i < 4; i++)
			if (strncmp(s, part[i], strlen(part[i])) == 0)
				break;
		if (i == 4)
			return 0;
		n += i == 0;
	}
	return n == 1;
}

static void
read_number(struct template_obj *o)
{
	struct template *t = o->r->t;
	const json_t *v = template_get(o, "number");
	struct template_obj n;

	need(o, "number", v != NULL);
	if (v == NULL || template_enter(o->r, v, "number", -1, &n) == -1)
		return;
	template_get_str(&n, "field", &t->number_field);
	template_get_str(&n, "registry", &t->registry);
	template_get_str(&n, "format", &t->number_format);
	if ((t->registry == NULL) == (t->number_field == NULL) ||
	    (t->registry == NULL) != (t->number_format == NULL))
		template_wrong(o->r, NULL,
		    "perlu field saja, atau registry dan format",
		    "needs field alone, or registry and format");
	if (t->number_format != NULL && !format_ok(t->number_format))
		template_wrong(o->r, "format",
		    "hanya {n} atau {n:LEBAR} satu kali, {roman}, "
		    "{month}, {year}",
		    "takes {n} or {n:WIDTH} once, {roman}, {month} and "
		    "{year} only");
	template_leave(&n);
}

static void
read_photo(struct template_obj *o)
{
	struct template *t = o->r->t;
	const json_t *v = template_get(o, "photo");
	struct template_obj p;
	int64_t w = 300, h = 300;
	int required = 0;

	if (v == NULL)
		return;
	if (template_enter(o->r, v, "photo", -1, &p) == -1)
		return;
	template_get_bool(&p, "required", &required);
	t->photo = required ? 2 : 1;
	need(&p, "width",
	    template_get_milli(&p, "width", 5000, 500000, &t->photo_w));
	need(&p, "height",
	    template_get_milli(&p, "height", 5000, 500000, &t->photo_h));
	template_get_int(&p, "min_px_width", 50, 4000, &w);
	template_get_int(&p, "min_px_height", 50, 4000, &h);
	t->photo_px_w = (int)w;
	t->photo_px_h = (int)h;
	template_leave(&p);
}

static void
read_holder(struct template_obj *o)
{
	const json_t *v = template_get(o, "holder");
	struct template_obj h;

	if (v == NULL)
		return;
	if (template_enter(o->r, v, "holder", -1, &h) == -1)
		return;
	template_get_str(&h, "name", &o->r->t->holder);
	template_get_str(&h, "nik", &o->r->t->nik);
	template_leave(&h);
}

static void
read_constants(struct template_obj *o)
{
	struct template *t = o->r->t;
	json_t *s;
	json_t *v = template_shared(o, "constants");
	const json_t *outer = o->r->obj;
	const char *key;
	size_t old;

	if (v == NULL)
		return;
	old = template_push(o->r, "constants", -1);
	o->r->obj = v;
	if (!json_is_object(v))
		template_wrong(o->r, NULL, "harus berupa objek { }",
		    "must be an object { }");
	t->constant =
	    template_alloc(t, (json_object_size(v) + 1) * sizeof(*t->constant));
	json_object_foreach (v, key, s) {
		if (!json_is_string(s)) {
			template_wrong(
			    o->r, key, "harus berupa teks", "must be a string");
			continue;
		}
		t->constant[t->constants].name = template_strdup(t, key);
		t->constant[t->constants].value =
		    template_strdup(t, json_string_value(s));
		t->constants++;
	}
	o->r->obj = outer;
	template_pop(o->r, old);
}

static void
read_map(
    struct template_obj *o, const char *key, json_t *v, struct template_map *m)
{
	struct template *t = o->r->t;
	const char *from;
	json_t *to;

	m->name = template_strdup(t, key);
	if (!json_is_object(v)) {
		template_wrong(o->r, key, "harus objek { \"P\": \"F\" }",
		    "must be an object { \"P\": \"F\" }");
		return;
	}
	m->from = template_alloc(t, (json_object_size(v) + 1) * sizeof(char *));
	m->to = template_alloc(t, (json_object_size(v) + 1) * sizeof(char *));
	json_object_foreach (v, from, to) {
		if (!json_is_string(to)) {
			template_wrong(o->r, key, "harus berisi teks saja",
			    "must hold strings only");
			return;
		}
		m->from[m->n] = template_strdup(t, from);
		m->to[m->n++] = template_strdup(t, json_string_value(to));
	}
}

static void
read_maps(struct template_obj *o)
{
	struct template *t = o->r->t;
	json_t *one;
	json_t *v = template_shared(o, "maps");
	const json_t *outer = o->r->obj;
	const char *key;
	size_t old;

	if (v == NULL)
		return;
	old = template_push(o->r, "maps", -1);
	o->r->obj = v;
	if (!json_is_object(v))
		template_wrong(o->r, NULL, "harus berupa objek { }",
		    "must be an object { }");
	t->map = template_alloc(t, (json_object_size(v) + 1) * sizeof(*t->map));
	json_object_foreach (v, key, one)
		read_map(o, key, one, &t->map[t->maps++]);
	o->r->obj = outer;
	template_pop(o->r, old);
}

/* A name that is also a folder and a part of file names and addresses; NULL
 * when the member is missing. */
static const char *
read_name(struct template_obj *o, const char *member)
{
	const char *s = NULL;
	size_t n;

	template_get_str(o, member, &s);
	if (s == NULL)
		return NULL;
	n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-");
	if (n == 0 || n > 40 || s[n] != '\0' || s[0] < 'a')
		template_wrong(o->r, member,
		    "memakai huruf kecil, angka, dan tanda hubung",
		    "has small letters, digits and hyphens");
	return template_strdup(o->r->t, s);
}

/* What becomes of the sheet beside printing. */
static void
read_sheet(struct template_obj *o)
{
	struct template *t = o->r->t;
	int64_t days = 0, copies = 3;

	t->blank = read_name(o, "blank");
	template_get_bool(o, "approval", &t->approval);
	template_get_int(o, "hand_over_days", 1, 3650, &days);
	t->hand_over = (int)days;
	template_get_int(o, "copies_max", 1, 99, &copies);
	t->copies = (int)copies;
}

void
template_head_parse(struct template_obj *o)
{
	struct template *t = o->r->t;
	int64_t n = 0;

	template_get(o, "$schema");
	template_get(o, "include");
	t->name = (char *)(uintptr_t)read_name(o, "name");
	need(o, "name", t->name != NULL);
	need(o, "version", template_get_int(o, "version", 1, 1000000, &n));
	t->version = (int)n;
	need(o, "title",
	    template_get_pair(o, "title", &t->title[0], &t->title[1]));
	template_get_bool(o, "passthrough", &t->passthrough);
	read_page(o);
	need(o, "media", template_get_str(o, "media", &t->media));
	read_seal(o);
	read_number(o);
	read_photo(o);
	read_holder(o);
	n = 0;
	template_get_int(o, "retention_days", 0, 36500, &n);
	t->retention = (int)n;
	read_sheet(o);
	read_constants(o);
	read_maps(o);
}
