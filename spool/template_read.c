/*
 * Reads members of a template's objects, each once and by its kind; a wrong or
 * unknown member becomes a fault that names file, line and element.  Must
 * never stop at the first mistake: an author wants them all.  Trusts the JSON
 * parser for syntax and depth.
 */

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "fault.h"
#include "mem.h"
#include "template_int.h"

size_t
template_push(struct template_reader *r, const char *key, long index)
{
	size_t old = r->path_n, room = sizeof(r->path) - old;
	int n;

	if (key == NULL)
		n = snprintf(r->path + old, room, "[%ld]", index);
	else if (index >= 0)
		n = snprintf(r->path + old, room, "%s%s[%ld]",
		    old > 0 ? "." : "", key, index);
	else
		n = snprintf(
		    r->path + old, room, "%s%s", old > 0 ? "." : "", key);
	if (n > 0)
		r->path_n += (size_t)n < room ? (size_t)n : room - 1;
	return old;
}

void
template_pop(struct template_reader *r, size_t path_n)
{
	r->path_n = path_n;
	r->path[path_n] = '\0';
}

/* pages[0].elements[3].font -> /pages/0/elements/3/font */
static void
path_pointer(const char *path, char *dst, size_t size)
{
	size_t n = 0;

	if (*path != '\0' && size > 1)
		dst[n++] = '/';
	for (; *path != '\0' && n + 1 < size; path++) {
		if (*path == ']')
			continue;
		dst[n++] = *path == '.' || *path == '[' ? '/' : *path;
	}
	dst[n] = '\0';
}

/* File and line of a value, or of the object around it. */
static const char *
where_is(const struct template_reader *r, const char *key, int *ret_line)
{
	const struct template_spot *s = NULL;
	const struct template_file *f = &r->where.file[0];
	size_t i;

	if (key != NULL && r->obj != NULL)
		s = template_where_find(
		    &r->where, json_object_get(r->obj, key));
	if (s == NULL && r->value != NULL)
		s = template_where_find(&r->where, r->value);
	if (s == NULL)
		s = template_where_find(&r->where, r->obj);
	if (s == NULL) {
		*ret_line = 1;
		return "template.json";
	}
	for (i = 1; i < r->where.files; i++)
		if (r->where.file[i].at <= s->at)
			f = &r->where.file[i];
	*ret_line = s->line - f->line + 1;
	return f->name;
}

void
template_wrong(
    struct template_reader *r, const char *key, const char *id, const char *en)
{
	char pointer[FAULT_POINTER_MAX];
	struct fault *f;
	const char *file;
	size_t old;
	int line;

	file = where_is(r, key, &line);
	old = key != NULL ? template_push(r, key, -1) : r->path_n;
	path_pointer(r->path, pointer, sizeof(pointer));
	faults_add(r->fs, FAULT_TEMPLATE, pointer, "%s", "%s", "");
	if (r->fs->n <= FAULTS_ROOM) {
		f = &r->fs->f[r->fs->n - 1];
		snprintf(f->id, sizeof(f->id), "%s:%d: %s: %s", file, line,
		    r->path, id);
		snprintf(f->en, sizeof(f->en), "%s:%d: %s: %s", file, line,
		    r->path, en);
	}
	template_pop(r, old);
}

int
template_enter(struct template_reader *r, const json_t *v, const char *key,
    long index, struct template_obj *ret_o)
{
	size_t old = key != NULL || index >= 0 ? template_push(r, key, index)
					       : r->path_n;

	if (!json_is_object(v) || r->depth >= TEMPLATE_DEPTH_MAX) {
		r->value = v;
		template_wrong(r, NULL,
		    json_is_object(v) ? "bersarang terlalu dalam"
				      : "harus berupa objek { }",
		    json_is_object(v) ? "is nested too deeply"
				      : "must be an object { }");
		r->value = NULL;
		template_pop(r, old);
		return -1;
	}
	ret_o->r = r;
	ret_o->left = json_copy((json_t *)(uintptr_t)v);
	ret_o->outer = r->obj;
	ret_o->path_n = old;
	r->obj = v;
	r->depth++;
	json_object_del(ret_o->left, "comment");
	return 0;
}

void
template_leave(struct template_obj *o)
{
	const char *key;
	json_t *v;

	json_object_foreach (o->left, key, v)
		template_wrong(o->r, key, "anggota ini tidak dikenal di sini",
		    "this member is not known here");
	json_decref(o->left);
	o->r->obj = o->outer;
	o->r->depth--;
	template_pop(o->r, o->path_n);
}

json_t *
template_get(struct template_obj *o, const char *key)
{
	json_object_del(o->left, key);
	return json_object_get(o->r->obj, key);
}

json_t *
template_shared(struct template_obj *o, const char *key)
{
	json_t *v = template_get(o, key);
	json_t *file, *include = json_object_get(o->r->bundle, "include");
	const char *name;

	if (v != NULL)
		return v;
	json_object_foreach (include, name, file)
		if ((v = json_object_get(file, key)) != NULL)
			return v;
	return NULL;
}

/* Thousandths of a number as it is written: 17.2 -> 17200.  Exponents and
 * more than three decimals are refused. */
static int
milli_text(const char *s, int64_t *ret_v)
{
	int64_t v = 0;
	int minus = *s == '-', decimals = -1;

	for (s += minus; *s != '\0'; s++) {
		if (*s == '.' && decimals < 0) {
			decimals = 0;
		} else if (*s >= '0' && *s <= '9') {
			if (v > INT32_MAX || decimals == 3)
				return -1;
			v = v * 10 + (*s - '0');
			if (decimals >= 0)
				decimals++;
		} else {
			break;
		}
	}
	if (*s == 'e' || *s == 'E')
		return -1;
	for (decimals = decimals < 0 ? 0 : decimals; decimals < 3; decimals++)
		v *= 10;
	*ret_v = minus ? -v : v;
	return 0;
}

int
template_milli(struct template_reader *r, const json_t *v, const char *key,
    int32_t lo, int32_t hi, int32_t *ret_v)
{
	const struct template_spot *spot = template_where_find(&r->where, v);
	char id[96], en[96];
	int64_t n;

	if (!json_is_number(v) || spot == NULL ||
	    milli_text(spot->at, &n) == -1) {
		template_wrong(r, key,
		    "harus berupa angka dengan paling banyak 3 desimal",
		    "must be a number of at most 3 decimals");
		return -1;
	}
	if (n < lo || n > hi) {
		snprintf(id, sizeof(id),
		    "harus antara %" PRId32 " dan %" PRId32, lo / 1000,
		    hi / 1000);
		snprintf(en, sizeof(en),
		    "must be between %" PRId32 " and %" PRId32, lo / 1000,
		    hi / 1000);
		template_wrong(r, key, id, en);
		return -1;
	}
	*ret_v = (int32_t)n;
	return 1;
}

int
template_get_milli(struct template_obj *o, const char *key, int32_t lo,
    int32_t hi, int32_t *ret_v)
{
	const json_t *v = template_get(o, key);

	return v == NULL ? 0 : template_milli(o->r, v, key, lo, hi, ret_v);
}

int
template_get_int(struct template_obj *o, const char *key, int64_t lo,
    int64_t hi, int64_t *ret_v)
{
	const json_t *v = template_get(o, key);
	char id[96], en[96];

	if (v == NULL)
		return 0;
	if (!json_is_integer(v) || json_integer_value(v) < lo ||
	    json_integer_value(v) > hi) {
		snprintf(id, sizeof(id),
		    "harus bilangan bulat %" PRId64 " sampai %" PRId64, lo, hi);
		snprintf(en, sizeof(en),
		    "must be an integer from %" PRId64 " to %" PRId64, lo, hi);
		template_wrong(o->r, key, id, en);
		return -1;
	}
	*ret_v = json_integer_value(v);
	return 1;
}

int
template_get_bool(struct template_obj *o, const char *key, int *ret_v)
{
	const json_t *v = template_get(o, key);

	if (v == NULL)
		return 0;
	if (!json_is_boolean(v)) {
		template_wrong(o->r, key, "harus true atau false",
		    "must be true or false");
		return -1;
	}
	*ret_v = json_is_true(v);
	return 1;
}

int
template_get_str(struct template_obj *o, const char *key, const char **ret_v)
{
	const json_t *v = template_get(o, key);

	if (v == NULL)
		return 0;
	if (!json_is_string(v)) {
		template_wrong(o->r, key, "harus berupa teks dalam tanda petik",
		    "must be a string");
		return -1;
	}
	*ret_v = template_strdup(o->r->t, json_string_value(v));
	return 1;
}

int
template_get_color(struct template_obj *o, const char *key, uint32_t *ret_v)
{
	const json_t *v = template_get(o, key);
	const char *s = json_string_value(v);
	uint32_t n = 0;
	size_t i;

	if (v == NULL)
		return 0;
	for (i = 0; s != NULL && i < 6 && s[i] != '\0'; i++) {
		n <<= 4;
		if (s[i] >= '0' && s[i] <= '9')
			n |= (uint32_t)(s[i] - '0');
		else if (s[i] >= 'A' && s[i] <= 'F')
			n |= (uint32_t)(s[i] - 'A' + 10);
		else
			break;
	}
	if (s == NULL || i != 6 || s[6] != '\0') {
		template_wrong(o->r, key,
		    "harus warna RRGGBB dengan huruf besar, misalnya 1F3F66",
		    "must be a colour RRGGBB in capitals, such as 1F3F66");
		return -1;
	}
	*ret_v = n;
	return 1;
}

int
template_get_word(struct template_obj *o, const char *key,
    const char *const *words, int *ret_v)
{
	const json_t *v = template_get(o, key);
	const char *s = json_string_value(v);
	char id[200], en[200], list[160] = "";
	size_t n = 0;
	int i;

	if (v == NULL)
		return 0;
	for (i = 0; words[i] != NULL; i++) {
		if (s != NULL && strcmp(s, words[i]) == 0) {
			*ret_v = i;
			return 1;
		}
		n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%s",
		    i > 0 ? ", " : "", words[i]);
		if (n >= sizeof(list))
			n = sizeof(list) - 1;
	}
	snprintf(id, sizeof(id), "harus salah satu dari: %s", list);
	snprintf(en, sizeof(en), "must be one of: %s", list);
	template_wrong(o->r, key, id, en);
	return -1;
}

int
template_get_expr(
    struct template_obj *o, const char *key, struct template_expr *ret_e)
{
	const json_t *v = template_get(o, key);

	if (v == NULL)
		return 0;
	if (!json_is_string(v)) {
		template_wrong(o->r, key, "harus berupa teks dalam tanda petik",
		    "must be a string");
		return -1;
	}
	return template_expr_parse(o->r, key, json_string_value(v), ret_e) == 0
	    ? 1
	    : -1;
}

int
template_get_pair(struct template_obj *o, const char *key, const char **ret_id,
    const char **ret_en)
{
	const json_t *v = template_get(o, key);
	struct template_obj pair;

	if (v == NULL)
		return 0;
	if (template_enter(o->r, v, key, -1, &pair) == -1)
		return -1;
	if (template_get_str(&pair, "id", ret_id) == 0)
		template_wrong(o->r, "id", "wajib ada", "is required");
	if (template_get_str(&pair, "en", ret_en) == 0)
		template_wrong(o->r, "en", "wajib ada", "is required");
	template_leave(&pair);
	return 1;
}

json_t *
template_get_array(struct template_obj *o, const char *key, size_t min)
{
	json_t *v = template_get(o, key);

	if (v == NULL)
		return NULL;
	if (!json_is_array(v) || json_array_size(v) < min) {
		template_wrong(o->r, key, "harus berupa daftar [ ] yang berisi",
		    "must be an array [ ] that is not empty");
		return NULL;
	}
	return v;
}
