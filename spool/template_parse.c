/*
 * A bundle to a template.  Must never accept half a template: any fault and
 * there is none.  Trusts nothing in the bundle.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "buf.h"
#include "enc.h"
#include "fault.h"
#include "mem.h"
#include "template_int.h"

#define PAGES_MAX 8

/* Members of the same name from each file, the template's own first. */
static void
merge(json_t *into, const json_t *file, const char *key)
{
	json_t *v = json_object_get(file, key);

	if (json_is_object(v))
		json_object_update_missing(into, v);
}

static void
read_shared(struct template_reader *r, json_t *bundle, json_t *head)
{
	json_t *file, *include = json_object_get(bundle, "include");
	const char *key;
	struct template_file *f;
	const struct template_spot *spot;

	merge(r->styles, head, "styles");
	merge(r->drawings, head, "drawings");
	merge(r->parts, head, "parts");
	r->where.file[0].name = "template.json";
	r->where.file[0].line = 1;
	r->where.files = 1;
	json_object_foreach (include, key, file) {
		merge(r->styles, file, "styles");
		merge(r->drawings, file, "drawings");
		merge(r->parts, file, "parts");
		spot = template_where_find(&r->where, file);
		if (spot == NULL || r->where.files == TEMPLATE_FILES_MAX)
			continue;
		f = &r->where.file[r->where.files++];
		f->name = key;
		f->at = spot->at;
		f->line = spot->line;
	}
}

static void
read_assets(struct template_reader *r, json_t *assets)
{
	struct template *t = r->t;
	struct template_asset *a;
	struct buf b;
	const char *key;
	json_t *v;

	t->asset = template_alloc(
	    t, (json_object_size(assets) + 1) * sizeof(*t->asset));
	json_object_foreach (assets, key, v) {
		b = (struct buf){ 0 };
		if (!json_is_string(v) ||
		    enc_unbase64(json_string_value(v), json_string_length(v),
			&b) == -1) {
			template_wrong(
			    r, key, "aset rusak", "asset is damaged");
			buf_release(&b);
			continue;
		}
		a = &t->asset[t->assets++];
		a->name = template_strdup(t, key);
		a->n = b.n;
		a->p = template_alloc(t, b.n + 1);
		if (b.n > 0)
			memcpy(a->p, b.p, b.n);
		buf_release(&b);
	}
}

static void
read_pages(struct template_obj *o)
{
	struct template *t = o->r->t;
	json_t *v = template_get_array(o, "pages", 1), *list;
	struct template_obj p;
	size_t i, n = json_array_size(v);

	if (v == NULL)
		return;
	if (n > PAGES_MAX)
		n = PAGES_MAX;
	t->page = template_alloc(t, n * sizeof(*t->page));
	for (i = 0; i < n; i++) {
		if (template_enter(
			o->r, json_array_get(v, i), "pages", (long)i, &p) == -1)
			continue;
		list = template_get_array(&p, "elements", 1);
		if (list == NULL)
			template_wrong(
			    o->r, "elements", "wajib ada", "is required");
		else
			template_elems_parse(o->r, list, "elements",
			    &t->page[i].elem, &t->page[i].n);
		template_leave(&p);
	}
	t->pages = n;
}

static int
field_is(const struct template *t, const char *name, enum template_type a,
    enum template_type b)
{
	int f = template_find_field(t, name);

	return f != -1 && (t->field[f].type == a || t->field[f].type == b);
}

/* Rules between members. */
static void
check_whole(struct template_reader *r)
{
	struct template *t = r->t;

	if (t->number_field != NULL &&
	    (!field_is(t, t->number_field, TYPE_STRING, TYPE_STRING) ||
		!t->field[template_find_field(t, t->number_field)].required))
		template_wrong(r, "number",
		    "field harus isian wajib berjenis string",
		    "field must be a required field of type string");
	if (t->holder != NULL &&
	    !field_is(t, t->holder, TYPE_STRING, TYPE_STRING))
		template_wrong(r, "holder", "name harus isian jenis string",
		    "name must be a field of type string");
	if (t->nik != NULL && !field_is(t, t->nik, TYPE_NIK, TYPE_NIK))
		template_wrong(r, "holder", "nik harus isian jenis nik",
		    "nik must be a field of type nik");
	if ((t->seal == SEAL_TD3 || t->seal == SEAL_TD1) &&
	    (t->mrz == NULL || t->mrz->kind != t->seal))
		template_wrong(r, "seal", "jenis ini perlu mrz yang sama",
		    "this kind needs the same mrz");
	if (t->passthrough) {
		if (t->pages > 0 || t->flow != NULL || t->seal != SEAL_NONE)
			template_wrong(r, "passthrough",
			    "PDF apa adanya tidak punya halaman atau segel",
			    "a PDF passed as it is has no pages and no seal");
	} else if ((t->pages > 0) == (t->flow != NULL)) {
		template_wrong(r, NULL, "perlu pages atau flow, salah satu",
		    "needs pages or flow, one of them");
	}
}

static void
read_template(struct template_reader *r, json_t *head)
{
	struct template_obj o;
	const json_t *v;

	if (template_enter(r, head, NULL, -1, &o) == -1)
		return;
	template_get(&o, "styles");
	template_get(&o, "drawings");
	template_get(&o, "parts");
	template_get(&o, "assets");
	template_head_parse(&o);
	v = template_shared(&o, "fields");
	if (v != NULL)
		template_fields_parse(r, v);
	else
		template_wrong(r, "fields", "wajib ada", "is required");
	v = template_shared(&o, "mrz");
	if (v != NULL)
		template_mrz_parse(r, v);
	read_pages(&o);
	v = template_get(&o, "flow");
	if (v != NULL)
		template_flow_parse(r, v);
	check_whole(r);
	template_leave(&o);
}

static void
describe(struct template *t)
{
	static const char *const photo[] = { "none", "optional", "required" };
	json_t *fields = json_object();
	size_t i;

	for (i = 0; i < t->fields; i++)
		json_object_set_new(fields, t->field[i].name,
		    template_field_describe(&t->field[i]));
	t->about = json_pack("{s:s, s:i, s:{s:s, s:s}, s:s, s:b, s:s, s:s?, "
			     "s:b, s:i, s:i, s:b, s:o}",
	    "name", t->name, "version", t->version, "title", "id", t->title[0],
	    "en", t->title[1], "media", t->media, "two_sided", t->sides == 2,
	    "photo", photo[t->photo], "blank", t->blank, "approval",
	    t->approval, "hand_over_days", t->hand_over, "copies_max",
	    t->copies, "passthrough", t->passthrough, "fields", fields);
}

static void
syntax(const char *text, const json_error_t *e, struct faults *fs)
{
	(void)text;
	faults_add(fs, FAULT_TEMPLATE, "",
	    "template.json:%d: bukan JSON yang benar (kolom %d): %s",
	    "template.json:%d: not valid JSON (column %d): %s", e->line,
	    e->column, e->text);
}

int
template_parse(
    const char *bundle, size_t n, struct template **ret_t, struct faults *fs)
{
	struct template_reader r = { .fs = fs };
	json_error_t error;
	json_t *doc, *head;
	char *text = mem_strndup(bundle, n);
	size_t before = fs->n;

	doc = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	head = json_object_get(doc, "template");
	if (doc == NULL || !json_is_object(head)) {
		if (doc == NULL)
			syntax(text, &error, fs);
		else
			faults_add(fs, FAULT_TEMPLATE, "",
			    "template.json:1: harus berupa objek { }%s",
			    "template.json:1: must be an object { }%s", "");
		goto out;
	}
	r.t = mem_alloc(sizeof(*r.t));
	r.t->sides = 1;
	r.styles = json_object();
	r.drawings = json_object();
	r.parts = json_object();
	r.bundle = doc;
	template_where_init(&r.where, doc, text);
	read_shared(&r, doc, head);
	read_assets(&r, json_object_get(doc, "assets"));
	read_template(&r, head);
	if (fs->n == before)
		describe(r.t);
	if (fs->n == before && r.t->about == NULL)
		faults_add(
		    fs, FAULT_TEMPLATE, "", "%s", "%s", "template.json: UTF-8");
	template_where_release(&r.where);
	json_decref(r.styles);
	json_decref(r.drawings);
	json_decref(r.parts);
out:
	json_decref(doc);
	free(text);
	if (fs->n != before) {
		template_free(r.t);
		return -1;
	}
	*ret_t = r.t;
	return 0;
}
