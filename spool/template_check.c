/*
 * Fields of one document against the template's rules.  Every broken rule is
 * one fault with its pointer and a sentence that a clerk understands; the
 * value itself is never quoted.
 */

#include <inttypes.h>
#include <regex.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "civil.h"
#include "template_int.h"

#define ITEM_MAX 200

struct check {
	const struct template *t;
	const json_t *fields;
	struct faults *fs;
	const char *prefix;
	struct buf text; /* cleaned value */
};

static void
bad(struct check *c, const char *pointer, const struct template_field *f,
    const char *id, const char *en)
{
	size_t n = c->fs->n;

	faults_add(
	    c->fs, FAULT_FIELD, pointer, "%s %s", "%s %s", f->label_id, id);
	if (n < FAULTS_ROOM)
		snprintf(
		    c->fs->f[n].en, FAULT_TEXT_MAX, "%s %s", f->label_en, en);
}

static void
bad_limit(struct check *c, const char *pointer, const struct template_field *f,
    int too_many)
{
	static const char *const unit_id[TYPE_N] = { "karakter", "karakter", "",
		"", "", "", "baris" };
	static const char *const unit_en[TYPE_N] = { "characters", "characters",
		"", "", "", "", "rows" };
	char id[120], en[120];
	int64_t n = too_many ? f->max : f->min;

	snprintf(id, sizeof(id), "%s %" PRId64 " %s",
	    too_many ? "paling banyak" : "paling sedikit", n, unit_id[f->type]);
	snprintf(en, sizeof(en), "must be at %s %" PRId64 " %s",
	    too_many ? "most" : "least", n, unit_en[f->type]);
	if (f->type == TYPE_INTEGER) {
		snprintf(id, sizeof(id), "%s %" PRId64,
		    too_many ? "paling besar" : "paling kecil", n);
		snprintf(en, sizeof(en), "must be at %s %" PRId64,
		    too_many ? "most" : "least", n);
	}
	bad(c, pointer, f, id, en);
}

static void
check_limits(struct check *c, const char *pointer,
    const struct template_field *f, int64_t n)
{
	if (f->has_min && n < f->min)
		bad_limit(c, pointer, f, 0);
	else if (f->has_max && n > f->max)
		bad_limit(c, pointer, f, 1);
}

static void
check_pattern(struct check *c, const char *pointer,
    const struct template_field *f, const char *s)
{
	if (f->pattern != NULL && regexec(&f->regex, s, 0, NULL, 0) != 0)
		bad(c, pointer, f, f->rule_id, f->rule_en);
}

static void
check_choice(struct check *c, const char *pointer,
    const struct template_field *f, const char *s)
{
	char id[200], en[200], list[150] = "";
	size_t i, n = 0;

	for (i = 0; i < f->choices; i++) {
		if (strcmp(f->choice[i], s) == 0)
			return;
		n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%s",
		    i > 0 ? ", " : "", f->choice[i]);
		if (n >= sizeof(list))
			n = sizeof(list) - 1;
	}
	snprintf(id, sizeof(id), "harus salah satu dari: %s", list);
	snprintf(en, sizeof(en), "must be one of: %s", list);
	bad(c, pointer, f, id, en);
}

static void
check_date(struct check *c, const char *pointer, const struct template_field *f,
    const char *s)
{
	struct civil day;

	if (civil_parse_date(s, &day) == -1)
		bad(c, pointer, f,
		    "harus tanggal yang ada, ditulis TTTT-BB-HH "
		    "(tahun-bulan-hari)",
		    "must be an existing date written YYYY-MM-DD");
	else if (day.year < 1900 || day.year > 2100)
		bad(c, pointer, f, "harus antara tahun 1900 dan 2100",
		    "must be between the years 1900 and 2100");
}

static void
check_string(struct check *c, const char *pointer,
    const struct template_field *f, const char *s)
{
	char region[5];
	int differs;

	switch (f->type) {
	case TYPE_DATE:
		check_date(c, pointer, f, s);
		return;
	case TYPE_NIK:
		if (civil_nik(s, NULL, &differs, region) == -1)
			bad(c, pointer, f, "harus 16 angka",
			    "must have 16 digits");
		return;
	case TYPE_ENUM:
		check_choice(c, pointer, f, s);
		return;
	default:
		check_limits(c, pointer, f, (int64_t)template_text_len(s));
		check_pattern(c, pointer, f, s);
	}
}

/* 1 when the value is absent: missing, null, or only spaces. */
static int
clean_value(struct check *c, const char *pointer,
    const struct template_field *f, const json_t *v)
{
	buf_clear(&c->text);
	if (v == NULL || json_is_null(v))
		return 1;
	if (!json_is_string(v)) {
		bad(c, pointer, f, "harus berupa teks", "must be a string");
		return -1;
	}
	if (strlen(json_string_value(v)) != json_string_length(v) ||
	    template_text_clean(
		json_string_value(v), f->type == TYPE_TEXT, &c->text) == -1) {
		bad(c, pointer, f,
		    "memuat karakter kendali atau penanda arah tulisan",
		    "holds a control or direction character");
		return -1;
	}
	return c->text.n == 0;
}

static void check_value(struct check *c, const char *pointer,
    const struct template_field *f, const json_t *v);

static const struct template_field *
find_column(const struct template_field *f, const char *name)
{
	size_t i;

	for (i = 0; i < f->columns; i++)
		if (strcmp(f->column[i].name, name) == 0)
			return &f->column[i];
	return NULL;
}

/* Names of clients end up in pointers: only what a name may hold. */
static void
unknown(struct check *c, const char *at, const char *name)
{
	char pointer[FAULT_POINTER_MAX];
	size_t n = strspn(name,
	    "abcdefghijklmnopqrstuvwxyz0123456789_"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ-");

	snprintf(pointer, sizeof(pointer), "%.80s/%.*s", at,
	    (int)(n > 40 ? 40 : n), name);
	faults_add(c->fs, FAULT_FIELD, pointer, "%s%s", "%s%s",
	    "Isian ini tidak dikenal oleh templat ", c->t->name);
	if (c->fs->n <= FAULTS_ROOM)
		snprintf(c->fs->f[c->fs->n - 1].en, FAULT_TEXT_MAX,
		    "This field is not known to the template %s", c->t->name);
}

static void
check_row(struct check *c, const char *at, const struct template_field *f,
    const json_t *row)
{
	char pointer[FAULT_POINTER_MAX];
	const char *key;
	json_t *v;
	size_t i;

	if (!json_is_object(row)) {
		bad(c, at, f, "harus berisi objek { } tiap baris",
		    "must hold an object { } a row");
		return;
	}
	json_object_foreach ((json_t *)(uintptr_t)row, key, v)
		if (find_column(f, key) == NULL)
			unknown(c, at, key);
	for (i = 0; i < f->columns; i++) {
		snprintf(pointer, sizeof(pointer), "%.80s/%.40s", at,
		    f->column[i].name);
		check_value(c, pointer, &f->column[i],
		    json_object_get(row, f->column[i].name));
	}
}

static void
check_list(struct check *c, const char *pointer, const struct template_field *f,
    const json_t *v)
{
	char at[FAULT_POINTER_MAX];
	const json_t *one;
	size_t i, before;

	if (!json_is_array(v)) {
		bad(c, pointer, f, "harus berupa daftar [ ]",
		    "must be an array [ ]");
		return;
	}
	before = c->fs->n;
	check_limits(c, pointer, f, (int64_t)json_array_size(v));
	if (c->fs->n != before && json_array_size(v) > 1000)
		return;
	json_array_foreach (v, i, one) {
		snprintf(at, sizeof(at), "%.80s/%zu", pointer, i);
		if (f->columns > 0)
			check_row(c, at, f, one);
		else if (clean_value(c, at, f, one) == 1)
			bad(c, at, f, "tidak boleh berisi baris kosong",
			    "must not hold an empty row");
		else if (template_text_len(buf_str(&c->text)) > ITEM_MAX)
			bad(c, at, f, "paling banyak 200 karakter tiap baris",
			    "must be at most 200 characters a row");
		else
			check_pattern(c, at, f, buf_str(&c->text));
	}
}

static void
check_integer(struct check *c, const char *pointer,
    const struct template_field *f, const json_t *v)
{
	if (!json_is_integer(v))
		bad(c, pointer, f, "harus bilangan bulat tanpa tanda petik",
		    "must be an integer without quotes");
	else
		check_limits(c, pointer, f, (int64_t)json_integer_value(v));
}

/* Required, or required unless another field (a list of workers) is sent. */
static int
needed(const struct check *c, const struct template_field *f)
{
	if (f->required_unless == NULL)
		return f->required;
	return json_object_get(c->fields, f->required_unless) == NULL;
}

static void
check_value(struct check *c, const char *pointer,
    const struct template_field *f, const json_t *v)
{
	int absent;

	if (f->type == TYPE_LIST || f->type == TYPE_INTEGER) {
		absent = v == NULL || json_is_null(v);
		if (!absent && f->type == TYPE_LIST)
			check_list(c, pointer, f, v);
		else if (!absent)
			check_integer(c, pointer, f, v);
	} else {
		absent = clean_value(c, pointer, f, v);
		if (absent == 0)
			check_string(c, pointer, f, buf_str(&c->text));
	}
	if (absent == 1 && f->fallback == NULL && needed(c, f))
		bad(c, pointer, f, "wajib diisi", "is required");
}

/* Dates in ISO order compare as text. */
static void
check_after(struct check *c, const struct template_field *f)
{
	const char *a, *b;
	char pointer[FAULT_POINTER_MAX], id[160], en[160];
	const struct template_field *other;

	if (f->after == NULL)
		return;
	other = &c->t->field[template_find_field(c->t, f->after)];
	a = json_string_value(json_object_get(c->fields, other->name));
	b = json_string_value(json_object_get(c->fields, f->name));
	if (a == NULL || b == NULL || strcmp(a, b) < 0)
		return;
	snprintf(pointer, sizeof(pointer), "%.80s/%.40s", c->prefix, f->name);
	snprintf(id, sizeof(id), "harus sesudah %.100s", other->label_id);
	snprintf(en, sizeof(en), "must be later than %.100s", other->label_en);
	bad(c, pointer, f, id, en);
}

int
template_check_fields(const struct template *t, const json_t *fields,
    const char *prefix, struct faults *fs)
{
	struct check c = {
		.t = t, .fields = fields, .fs = fs, .prefix = prefix
	};
	char pointer[FAULT_POINTER_MAX];
	size_t i, before = fs->n;
	const char *key;
	json_t *v;

	if (!json_is_object(fields)) {
		faults_add(fs, FAULT_FIELD, prefix,
		    "fields harus berupa objek { }%s",
		    "fields must be an object { }%s", "");
		return -1;
	}
	json_object_foreach ((json_t *)(uintptr_t)fields, key, v)
		if (template_find_field(t, key) == -1)
			unknown(&c, prefix, key);
	for (i = 0; i < t->fields; i++) {
		snprintf(pointer, sizeof(pointer), "%.80s/%.40s", prefix,
		    t->field[i].name);
		check_value(&c, pointer, &t->field[i],
		    json_object_get(fields, t->field[i].name));
	}
	for (i = 0; i < t->fields && fs->n == before; i++)
		check_after(&c, &t->field[i]);
	buf_release(&c.text);
	return fs->n == before ? 0 : -1;
}
