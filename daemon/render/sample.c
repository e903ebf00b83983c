/*
 * Made-up people and papers.  Must never use a person's data: names are of
 * nobody and numbers end in zeros.  Trusts the template's own description of
 * its fields.
 */

#include <string.h>

#include "buf.h"
#include "enc.h"
#include "template.h"

#include "sample.h"
#include "sample_pattern.h"

#define ISSUED 1763808300 /* 2025-11-22 10:45 UTC */
#define LONG_INTEGER 999999

static const char *const words[SAMPLE_N] = {
	[SAMPLE_SHORTEST] = "Su",
	[SAMPLE_LONGEST] = "Wiranatakusumah Abdurrahman Kusumaningtyas "
			   "Muhammadiyah Hadiwinoto ",
	[SAMPLE_ACCENTED] = "Müller Öztürk Čapek Šimon Ünal Łódź Ğiş Françoise "
			    "D’Été ",
};

static const char *const names[SAMPLE_N] = {
	[SAMPLE_SHORTEST] = "shortest",
	[SAMPLE_LONGEST] = "longest",
	[SAMPLE_ACCENTED] = "accented",
};

struct sampling {
	enum sample_kind kind;
	int dates; /* made so far: each is later than the one before */
};

const char *
sample_name(enum sample_kind kind)
{
	return names[kind];
}

static json_int_t
number(const json_t *rule, const char *name, json_int_t otherwise)
{
	const json_t *v = json_object_get(rule, name);

	return v ? json_integer_value(v) : otherwise;
}

/* The kind's words over and over, cut to so many letters. */
static json_t *
text(enum sample_kind kind, json_int_t letters)
{
	struct buf b = { 0 };
	const char *s = words[kind];
	json_t *v;
	size_t len;

	if (letters > 2000)
		letters = 2000;
	while (letters-- > 0) {
		if (*s == '\0')
			s = words[kind];
		enc_utf8_next(s, &len);
		/* no space at the end */
		buf_put(&b, letters == 0 && *s == ' ' ? "o" : s, len);
		s += len;
	}
	v = json_string(buf_str(&b));
	buf_release(&b);
	return v;
}

static json_t *
string(const struct sampling *s, const json_t *rule)
{
	const char *pattern =
	    json_string_value(json_object_get(rule, "pattern"));
	json_int_t min = number(rule, "minimum", 1);
	json_int_t max = number(rule, "maximum", 30);
	struct buf b = { 0 };
	json_t *v;

	if (pattern == NULL)
		return text(s->kind,
		    s->kind == SAMPLE_SHORTEST ? (min > 2 ? min : 2) : max);
	sample_pattern(pattern, s->kind != SAMPLE_SHORTEST, &b);
	if (b.n > (size_t)max && max > 0)
		b.p[max] = '\0';
	v = json_string(buf_str(&b));
	buf_release(&b);
	return v;
}

static json_t *
choice(const struct sampling *s, const json_t *rule)
{
	const char *key, *best = "";
	size_t length, best_length = 0;
	json_t *label;

	json_object_foreach (json_object_get(rule, "enum"), key, label) {
		length = strlen(json_string_value(label));
		if (*best == '\0' ||
		    (s->kind != SAMPLE_SHORTEST && length > best_length)) {
			best = key;
			best_length = length;
		}
	}
	return json_string(best);
}

static json_t *value(struct sampling *s, const json_t *rule);

static json_t *
object(struct sampling *s, const json_t *rules)
{
	json_t *o = json_object(), *rule;
	const char *name;

	json_object_foreach ((json_t *)(uintptr_t)rules, name, rule)
		if (s->kind != SAMPLE_SHORTEST ||
		    json_is_true(json_object_get(rule, "required")))
			json_object_set_new(o, name, value(s, rule));
	return o;
}

static json_t *
list(struct sampling *s, const json_t *rule)
{
	const json_t *columns = json_object_get(rule, "columns");
	json_int_t n = number(rule, "minimum", 1);
	json_t *all = json_array();

	if (s->kind == SAMPLE_LONGEST)
		n = number(rule, "maximum", 3);
	for (json_int_t i = 0; i < n; i++)
		json_array_append_new(
		    all, columns ? object(s, columns) : text(s->kind, 30));
	return all;
}

static json_t *
value(struct sampling *s, const json_t *rule)
{
	const char *type = json_string_value(json_object_get(rule, "type"));

	if (strcmp(type, "date") == 0)
		return json_sprintf("%d-%s", 1960 + 20 * (s->dates++ % 5),
		    s->kind == SAMPLE_SHORTEST ? "05-01" : "09-30");
	if (strcmp(type, "nik") == 0)
		return json_string("5202087009600000");
	if (strcmp(type, "enum") == 0)
		return choice(s, rule);
	if (strcmp(type, "integer") == 0)
		return json_integer(s->kind == SAMPLE_SHORTEST
			? number(rule, "minimum", 0)
			: number(rule, "maximum", LONG_INTEGER));
	if (strcmp(type, "list") == 0)
		return list(s, rule);
	return string(s, rule);
}

json_t *
sample_fields(const struct template *t, enum sample_kind kind)
{
	struct sampling s = { kind, 0 };
	json_t *about = template_describe(t);
	json_t *fields = object(&s, json_object_get(about, "fields"));

	json_decref(about);
	return fields;
}

void
sample_data(
    const struct template *t, const json_t *fields, struct template_data *ret_d)
{
	*ret_d = (struct template_data){ .fields = fields,
		.number = "560/1130/Disnaker/XI/2026",
		.id = "K7Q2M9XWD4R8TJ3P",
		.copy = 1,
		.at = ISSUED,
		.zone = "WITA",
		.state = "UTO",
		.host = "cek.ltsa.test",
		.authority = "Kantor Contoh",
		.has_photo = template_wants_photo(t) != 0 };
}
