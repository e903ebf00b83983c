/*
 * The fields of a template: what a counter may send, by which rules, and how
 * that is told to clients.
 */

#include <regex.h>
#include <stdint.h>
#include <string.h>

#include "mem.h"
#include "template_int.h"

static const char *const type_word[] = { "string", "text", "date", "nik",
	"enum", "integer", "list", NULL };
static const char *const policy_word[] = { "none", "shrink", "wrap", "reject",
	NULL };

#define LIMIT 1000000000000000LL

/* snake_case, so that a pointer to it needs no escapes */
static int
name_ok(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return n > 0 && n <= 40 && s[n] == '\0' && s[0] >= 'a';
}

static void
parse_choices(struct template_obj *o, struct template_field *f)
{
	struct template_reader *r = o->r;
	json_t *v = template_get(o, "enum"), *label;
	size_t i, n;
	const char *key;

	if (f->type != TYPE_ENUM) {
		if (v != NULL)
			template_wrong(r, "enum", "hanya untuk jenis enum",
			    "is for type enum only");
		return;
	}
	if (!json_is_object(v) || json_object_size(v) == 0) {
		template_wrong(r, "enum",
		    "wajib ada: objek pilihan { \"P\": \"Perempuan\" }",
		    "is required: an object of choices");
		return;
	}
	n = json_object_size(v);
	f->choice = template_alloc(r->t, n * sizeof(*f->choice));
	f->choice_label = template_alloc(r->t, n * sizeof(*f->choice_label));
	i = 0;
	json_object_foreach (v, key, label) {
		if (!json_is_string(label))
			template_wrong(r, "enum",
			    "tiap pilihan harus bernilai teks",
			    "the value of each choice must be text");
		f->choice[i] = template_strdup(r->t, key);
		f->choice_label[i] = template_strdup(r->t,
		    json_is_string(label) ? json_string_value(label) : key);
		i++;
	}
	f->choices = n;
}

static void
parse_pattern(struct template_obj *o, struct template_field *f)
{
	const char *pattern = NULL;

	if (template_get_str(o, "pattern", &pattern) == 1) {
		if (regcomp(&f->regex, pattern, REG_EXTENDED | REG_NOSUB) != 0)
			template_wrong(o->r, "pattern",
			    "bukan ungkapan reguler POSIX yang benar",
			    "is not a valid POSIX extended expression");
		else
			f->pattern = pattern;
	}
	template_get_pair(o, "rule", &f->rule_id, &f->rule_en);
	if (f->pattern != NULL && f->rule_id == NULL)
		template_wrong(o->r, "rule",
		    "wajib ada bila ada pattern: aturannya dalam kata-kata",
		    "is required beside pattern: the rule in words");
}

static void
parse_overflow(struct template_obj *o, struct template_field *f)
{
	struct template_obj over;
	const json_t *v = template_get(o, "overflow");
	int word = FIT_SHRINK;

	if (v == NULL)
		return;
	if (template_enter(o->r, v, "overflow", -1, &over) == -1)
		return;
	if (template_get_word(&over, "policy", policy_word, &word) == 1) {
		f->fit = (enum template_fit)word;
		f->fit_given = 1;
	}
	template_get_milli(&over, "floor", 3000, 40000, &f->floor);
	template_leave(&over);
}

static void parse_field(struct template_reader *r, const json_t *v,
    const char *name, struct template_field *f, int column);

static void
parse_columns(struct template_obj *o, struct template_field *f, int column)
{
	struct template_reader *r = o->r;
	json_t *v = template_get(o, "columns"), *member;
	const char *key;
	size_t old;

	if (v == NULL)
		return;
	if (f->type != TYPE_LIST || column || !json_is_object(v) ||
	    json_object_size(v) == 0) {
		template_wrong(r, "columns",
		    "hanya untuk jenis list: objek kolom",
		    "is for type list only: an object of columns");
		return;
	}
	f->column =
	    template_alloc(r->t, json_object_size(v) * sizeof(*f->column));
	old = template_push(r, "columns", -1);
	json_object_foreach (v, key, member)
		parse_field(r, member, key, &f->column[f->columns++], 1);
	template_pop(r, old);
}

static void
parse_bounds(struct template_obj *o, struct template_field *f)
{
	int64_t lo = f->type == TYPE_INTEGER ? -LIMIT : 0;
	/* what is counted may be left out, but not be nothing at most */
	int64_t least = f->type == TYPE_INTEGER ? lo : 1;

	f->has_min = template_get_int(o, "min", lo, LIMIT, &f->min) == 1;
	f->has_max = template_get_int(o, "max", least, LIMIT, &f->max) == 1;
	if (f->has_min && f->has_max && f->min > f->max)
		template_wrong(o->r, "max", "lebih kecil daripada min",
		    "is less than min");
	if (!f->has_max &&
	    (f->type == TYPE_STRING || f->type == TYPE_TEXT ||
		f->type == TYPE_LIST))
		template_wrong(o->r, "max", "wajib ada untuk jenis ini",
		    "is required for this type");
}

static void
parse_field(struct template_reader *r, const json_t *v, const char *name,
    struct template_field *f, int column)
{
	struct template_obj o;
	int type = TYPE_STRING;

	f->name = template_strdup(r->t, name);
	if (template_enter(r, v, name, -1, &o) == -1)
		return;
	if (!name_ok(name))
		template_wrong(r, NULL,
		    "nama isian memakai huruf kecil, angka, dan _",
		    "a field's name has small letters, digits and _");
	if (template_get_word(&o, "type", type_word, &type) == 0)
		template_wrong(r, "type", "wajib ada", "is required");
	f->type = (enum template_type)type;
	if (column && f->type == TYPE_LIST)
		template_wrong(r, "type", "kolom tidak boleh berjenis list",
		    "a column cannot be of type list");
	template_get_bool(&o, "required", &f->required);
	if (template_get_pair(&o, "label", &f->label_id, &f->label_en) == 0)
		template_wrong(r, "label", "wajib ada", "is required");
	template_get_str(&o, "default", &f->fallback);
	template_get_str(&o, "after", &f->after);
	template_get_str(&o, "required_unless", &f->required_unless);
	parse_bounds(&o, f);
	parse_choices(&o, f);
	parse_pattern(&o, f);
	parse_overflow(&o, f);
	parse_columns(&o, f, column);
	template_leave(&o);
}

static void
check_after(struct template_reader *r, const struct template_field *f)
{
	int other;
	size_t old;

	if (f->required_unless != NULL &&
	    template_find_field(r->t, f->required_unless) == -1) {
		old = template_push(r, f->name, -1);
		template_wrong(r, "required_unless",
		    "harus menyebut isian lain", "must name another field");
		template_pop(r, old);
	}
	if (f->after == NULL)
		return;
	other = template_find_field(r->t, f->after);
	if (f->type == TYPE_DATE && other != -1 &&
	    r->t->field[other].type == TYPE_DATE)
		return;
	old = template_push(r, f->name, -1);
	template_wrong(r, "after", "harus menyebut isian tanggal lain",
	    "must name another field of type date");
	template_pop(r, old);
}

void
template_fields_parse(struct template_reader *r, const json_t *v)
{
	const json_t *outer = r->obj;
	const char *key;
	json_t *member;
	size_t old, i;

	old = template_push(r, "fields", -1);
	if (!json_is_object(v) || json_object_size(v) > TEMPLATE_FIELDS_MAX) {
		template_wrong(r, NULL,
		    "harus objek dengan paling banyak 128 isian",
		    "must be an object of at most 128 fields");
		template_pop(r, old);
		return;
	}
	r->obj = v;
	r->t->field = template_alloc(
	    r->t, (json_object_size(v) + 1) * sizeof(*r->t->field));
	json_object_foreach ((json_t *)(uintptr_t)v, key, member)
		parse_field(r, member, key, &r->t->field[r->t->fields++], 0);
	for (i = 0; i < r->t->fields; i++) {
		r->obj = json_object_get(v, r->t->field[i].name);
		check_after(r, &r->t->field[i]);
	}
	r->obj = outer;
	template_pop(r, old);
}

void
template_field_release(struct template_field *f)
{
	size_t i;

	if (f->pattern != NULL)
		regfree(&f->regex);
	f->pattern = NULL;
	for (i = 0; i < f->columns; i++)
		template_field_release(&f->column[i]);
}

json_t *
template_field_describe(const struct template_field *f)
{
	json_t *v =
	    json_pack("{s:s, s:b, s:{s:s, s:s}}", "type", type_word[f->type],
		"required", f->required || f->required_unless != NULL, "label",
		"id", f->label_id, "en", f->label_en);
	json_t *list;
	size_t i;

	if (v == NULL)
		return NULL;
	if (f->has_min)
		json_object_set_new(v, "minimum", json_integer(f->min));
	if (f->has_max)
		json_object_set_new(v, "maximum", json_integer(f->max));
	if (f->pattern != NULL) {
		json_object_set_new(v, "pattern", json_string(f->pattern));
		json_object_set_new(v, "rule",
		    json_pack(
			"{s:s, s:s}", "id", f->rule_id, "en", f->rule_en));
	}
	if (f->required_unless != NULL)
		json_object_set_new(
		    v, "required_unless", json_string(f->required_unless));
	if (f->fallback != NULL)
		json_object_set_new(v, "default", json_string(f->fallback));
	if (f->choices > 0) {
		list = json_object();
		for (i = 0; i < f->choices; i++)
			json_object_set_new(list, f->choice[i],
			    json_string(f->choice_label[i]));
		json_object_set_new(v, "enum", list);
	}
	if (f->columns > 0) {
		list = json_object();
		for (i = 0; i < f->columns; i++)
			json_object_set_new(list, f->column[i].name,
			    template_field_describe(&f->column[i]));
		json_object_set_new(v, "columns", list);
	}
	return v;
}
