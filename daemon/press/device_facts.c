/*
 * What the values of a device's attributes mean: the members of STATE's
 * "device".  Pure.  The values are clean (device_read.c), but nothing says
 * that lists which belong together are of one length, or that a number is in
 * its range: what is not is left out.
 */

#include <string.h>

#include "mem.h"

#include "press.h"

#define FIELD_MAX 64 /* words within printer-supply */

static json_t *
first(json_t *raw, const char *name)
{
	json_t *v = json_array_get(json_object_get(raw, name), 0);

	return v == NULL ? json_null() : json_incref(v);
}

static const char *
nth(json_t *raw, const char *name, size_t i)
{
	return json_string_value(json_array_get(json_object_get(raw, name), i));
}

static long
nth_number(json_t *raw, const char *name, size_t i)
{
	json_t *v = json_array_get(json_object_get(raw, name), i);

	return json_is_integer(v) ? (long)json_integer_value(v) : -2;
}

/* Without what the device does not know, and without "none". */
static json_t *
known(json_t *raw, const char *name)
{
	json_t *list = json_array(), *v;
	const char *s;
	size_t i;

	json_array_foreach (json_object_get(raw, name), i, v)
		if ((s = json_string_value(v)) != NULL && *s != '\0' &&
		    strcmp(s, "none") != 0)
			(void)json_array_append(list, v);
	return list;
}

static json_t *
percent(long n)
{
	return n >= 0 && n <= 100 ? json_integer(n) : json_null();
}

static json_t *
filled(const char *s)
{
	return s == NULL || *s == '\0' ? json_null() : json_string(s);
}

json_t *
device_supply(const struct device_supply *s)
{
	json_t *v = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "name",
	    filled(s->name), "type", filled(s->type), "color", filled(s->color),
	    "level", percent(s->level), "low", percent(s->low), "high",
	    percent(s->high));

	if (s->level == DEVICE_SOME)
		(void)json_object_set_new(v, "some", json_true());
	return v;
}

long
device_percent(long level, long capacity)
{
	if (level < 0)
		return level;
	if (capacity <= 0)
		return DEVICE_UNKNOWN;
	return level >= capacity ? 100
				 : (long)((int64_t)level * 100 / capacity);
}

static json_t *
markers(json_t *raw)
{
	json_t *list = json_array();
	size_t i, n = json_array_size(json_object_get(raw, "marker-levels"));

	for (i = 0; i < n; i++)
		(void)json_array_append_new(list,
		    device_supply(
			&(struct device_supply){ nth(raw, "marker-names", i),
			    nth(raw, "marker-types", i),
			    nth(raw, "marker-colors", i),
			    nth_number(raw, "marker-levels", i),
			    nth_number(raw, "marker-low-levels", i),
			    nth_number(raw, "marker-high-levels", i) }));
	return list;
}

/* The word of "key=word;" in the text of a tray or a supply (PWG 5100.13). */
static int
word(const char *text, const char *key, char *ret_word)
{
	size_t n = strlen(key), len;
	const char *p = text;

	*ret_word = '\0';
	for (; *p != '\0'; p += len, p += *p == ';') {
		len = strcspn(p, ";");
		if (len <= n || strncmp(p, key, n) != 0 || p[n] != '=')
			continue;
		if (len - n - 1 >= FIELD_MAX)
			return -1;
		memcpy(ret_word, p + n + 1, len - n - 1);
		ret_word[len - n - 1] = '\0';
		return 0;
	}
	return -1;
}

static long
word_number(const char *text, const char *key)
{
	char w[FIELD_MAX];
	long long n;

	if (word(text, key, w) == -1 || mem_number(w, -3, INT32_MAX, &n) == -1)
		return DEVICE_UNKNOWN;
	return (long)n;
}

/* "wasteToner" is "waste-toner" among marker-types. */
static void
hyphens(const char *w, char *ret_type)
{
	size_t i, n = 0;

	for (i = 0; w[i] != '\0'; i++) {
		if (w[i] >= 'A' && w[i] <= 'Z') {
			if (i > 0)
				ret_type[n++] = '-';
			ret_type[n++] = (char)(w[i] - 'A' + 'a');
		} else {
			ret_type[n++] = w[i];
		}
	}
	ret_type[n] = '\0';
}

static json_t *
supply(const char *text, const char *name)
{
	char type[FIELD_MAX], hyphened[2 * FIELD_MAX], color[FIELD_MAX];

	(void)word(text, "type", type);
	hyphens(type, hyphened);
	(void)word(text, "colorantname", color);
	return device_supply(&(struct device_supply){ .name = name,
	    .type = hyphened,
	    .color = strcmp(color, "unknown") == 0 || strcmp(color, "none") == 0
		? NULL
		: color,
	    .level = device_percent(
		word_number(text, "level"), word_number(text, "maxcapacity")),
	    .low = DEVICE_UNKNOWN,
	    .high = DEVICE_UNKNOWN });
}

static json_t *
supplies(json_t *raw)
{
	json_t *list, *v;
	size_t i;

	if (json_array_size(json_object_get(raw, "marker-levels")) > 0 &&
	    !json_is_null(
		json_array_get(json_object_get(raw, "marker-levels"), 0)))
		return markers(raw);
	list = json_array();
	json_array_foreach (json_object_get(raw, "printer-supply"), i, v)
		if (json_is_string(v))
			(void)json_array_append_new(list,
			    supply(json_string_value(v),
				nth(raw, "printer-supply-description", i)));
	return list;
}

static json_t *
trays(json_t *raw)
{
	json_t *list = json_array(), *v, *tray;
	char name[FIELD_MAX];
	const char *text;
	long level, most;
	size_t i;

	json_array_foreach (json_object_get(raw, "printer-input-tray"), i, v) {
		if ((text = json_string_value(v)) == NULL)
			continue;
		(void)word(text, "name", name);
		level = word_number(text, "level");
		most = word_number(text, "maxcapacity");
		tray = json_pack("{s:o, s:o, s:o}", "name", filled(name),
		    "level", level < 0 ? json_null() : json_integer(level),
		    "capacity", most < 0 ? json_null() : json_integer(most));
		if (level == DEVICE_SOME)
			(void)json_object_set_new(tray, "some", json_true());
		(void)json_array_append_new(list, tray);
	}
	return list;
}

json_t *
device_facts(json_t *raw)
{
	static const char *const states[] = { "idle", "processing", "stopped" };
	long state = nth_number(raw, "printer-state", 0),
	     count = nth_number(raw, "printer-impressions-completed", 0);
	json_t *alert;

	if (state < 3 || state > 5)
		return NULL;
	alert = known(raw, "printer-alert-description");
	if (json_array_size(alert) == 0) {
		json_decref(alert);
		alert = known(raw, "printer-alert");
	}
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o,"
			 " s:o, s:o}",
	    "state", states[state - 3], "accepting",
	    first(raw, "printer-is-accepting-jobs"), "reasons",
	    known(raw, "printer-state-reasons"), "message",
	    first(raw, "printer-state-message"), "alert", alert, "media_ready",
	    known(raw, "media-ready"), "model",
	    first(raw, "printer-make-and-model"), "firmware",
	    first(raw, "printer-firmware-string-version"), "serial",
	    first(raw, "printer-serial-number"), "impressions",
	    count < 0 ? json_null() : json_integer(count), "supplies",
	    supplies(raw), "trays", trays(raw));
}
