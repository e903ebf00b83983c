/*
 * What a device says of itself: the bytes of an IPP answer (RFC 8010), read
 * into what STATE tells of it.  Pure, and with no library below it, because
 * the bytes are hostile: they are walked once, nothing nests, every text and
 * list has its limit.  It must never pass on a control character, a text that
 * is not UTF-8 or a number out of its range: a value that is wrong is left
 * out, an answer that is wrong is refused as a whole.
 */

#include <string.h>

#include "press.h"

#define REASONS_MAX 64
#define LIST_MAX 32

enum kind { ENUM, INTEGER, BOOLEAN, KEYWORD, TEXT, OCTETS };

static const struct wanted {
	const char *name;
	enum kind kind;
	size_t max; /* values */
} wanted[] = {
	{ "printer-state", ENUM, 1 },
	{ "printer-state-reasons", KEYWORD, REASONS_MAX },
	{ "printer-state-message", TEXT, 1 },
	{ "printer-is-accepting-jobs", BOOLEAN, 1 },
	{ "printer-alert", OCTETS, LIST_MAX },
	{ "printer-alert-description", TEXT, LIST_MAX },
	{ "printer-supply", OCTETS, LIST_MAX },
	{ "printer-supply-description", TEXT, LIST_MAX },
	{ "marker-names", TEXT, LIST_MAX },
	{ "marker-types", KEYWORD, LIST_MAX },
	{ "marker-colors", TEXT, LIST_MAX },
	{ "marker-levels", INTEGER, LIST_MAX },
	{ "marker-low-levels", INTEGER, LIST_MAX },
	{ "marker-high-levels", INTEGER, LIST_MAX },
	{ "printer-input-tray", OCTETS, LIST_MAX },
	{ "media-ready", KEYWORD, LIST_MAX },
	{ "printer-impressions-completed", INTEGER, 1 },
	{ "printer-make-and-model", TEXT, 1 },
	{ "printer-firmware-string-version", TEXT, 1 },
	{ "printer-serial-number", TEXT, 1 }, /* a vendor's */
};
#define WANTED (sizeof(wanted) / sizeof(wanted[0]))

size_t
device_read_names(const char **ret_names, size_t max)
{
	size_t i;

	for (i = 0; i < WANTED && i < max; i++)
		ret_names[i] = wanted[i].name;
	return i;
}

/* ---- the walk ---- */

struct bytes {
	const uint8_t *p;
	size_t n;
};

static int
take(struct bytes *b, size_t n, const uint8_t **ret_p)
{
	if (b->n < n)
		return -1;
	*ret_p = b->p;
	b->p += n;
	b->n -= n;
	return 0;
}

/* A run of bytes behind its length. */
static int
take_run(struct bytes *b, struct bytes *ret_run)
{
	const uint8_t *p;

	if (take(b, 2, &p) == -1)
		return -1;
	ret_run->n = (size_t)p[0] << 8 | p[1];
	return take(b, ret_run->n, &ret_run->p);
}

static int32_t
number(const uint8_t *p)
{
	return (int32_t)((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3]);
}

enum {
	TAG_PRINTER = 0x04,
	TAG_END = 0x03,
	TAG_DELIMITER = 0x10, /* below it */
	TAG_VALUE = 0x20,     /* "unknown", "no-value" are below it */
	TAG_INTEGER = 0x21,
	TAG_BOOLEAN = 0x22,
	TAG_ENUM = 0x23,
	TAG_OCTETS = 0x30,
	TAG_COLLECTION = 0x34,
	TAG_TEXT_LANGUAGE = 0x35,
	TAG_NAME_LANGUAGE = 0x36,
	TAG_COLLECTION_END = 0x37,
	TAG_TEXT = 0x41,
	TAG_NAME = 0x42,
	TAG_KEYWORD = 0x44
};

/* Text with its language is two runs in one. */
static int
without_language(int tag, struct bytes *v)
{
	struct bytes language, text;

	if (tag != TAG_TEXT_LANGUAGE && tag != TAG_NAME_LANGUAGE)
		return 0;
	if (take_run(v, &language) == -1 || take_run(v, &text) == -1 ||
	    v->n != 0)
		return -1;
	*v = text;
	return 0;
}

/* One value as JSON, null where the device does not know; NULL when it is not
 * of its kind. */
static json_t *
value(enum kind kind, int tag, struct bytes v)
{
	int octets = tag == TAG_OCTETS || tag == TAG_TEXT || tag == TAG_NAME;

	if (tag < TAG_VALUE)
		return json_null();
	switch (kind) {
	case ENUM:
		return tag == TAG_ENUM && v.n == 4 ? json_integer(number(v.p))
						   : NULL;
	case INTEGER:
		return tag == TAG_INTEGER && v.n == 4
		    ? json_integer(number(v.p))
		    : NULL;
	case BOOLEAN:
		return tag == TAG_BOOLEAN && v.n == 1 ? json_boolean(*v.p)
						      : NULL;
	case KEYWORD:
		return tag == TAG_KEYWORD || tag == TAG_NAME ||
			tag == TAG_NAME_LANGUAGE
		    ? device_keyword(v.p, v.n)
		    : NULL;
	case TEXT:
		return tag == TAG_TEXT_LANGUAGE || tag == TAG_NAME_LANGUAGE ||
			tag == TAG_KEYWORD || octets
		    ? device_text(v.p, v.n)
		    : NULL;
	case OCTETS:
		return octets ? device_text(v.p, v.n) : NULL;
	}
	return NULL;
}

static const struct wanted *
find(struct bytes name)
{
	size_t i;

	for (i = 0; i < WANTED; i++)
		if (strlen(wanted[i].name) == name.n &&
		    memcmp(wanted[i].name, name.p, name.n) == 0)
			return &wanted[i];
	return NULL;
}

struct walk {
	struct bytes b;
	json_t *raw;		/* values by attribute */
	const struct wanted *w; /* the attribute we are at, NULL: not ours */
	int group, depth, any;
};

static int
keep(struct walk *k, int tag, struct bytes v)
{
	json_t *list = json_object_get(k->raw, k->w->name), *one;

	if (json_array_size(list) >= k->w->max) /* a device of 10,000 reasons */
		return k->w->max == REASONS_MAX ? -1 : 0;
	if (without_language(tag, &v) == -1 ||
	    (one = value(k->w->kind, tag, v)) == NULL)
		return -1;
	return json_array_append_new(list, one);
}

/* One attribute value; those within a collection are walked over. */
static int
step(struct walk *k, int tag)
{
	struct bytes name, v;

	if (take_run(&k->b, &name) == -1 || take_run(&k->b, &v) == -1)
		return -1;
	if (k->depth > 0) {
		k->depth += tag == TAG_COLLECTION ? 1
		    : tag == TAG_COLLECTION_END	  ? -1
						  : 0;
		return 0;
	}
	if (tag == TAG_COLLECTION_END)
		return -1;
	if (name.n > 0) {
		k->w = k->group == TAG_PRINTER ? find(name) : NULL;
		k->any = 1;
		if (k->w != NULL && json_object_get(k->raw, k->w->name) != NULL)
			return -1; /* twice */
		if (k->w != NULL)
			(void)json_object_set_new(
			    k->raw, k->w->name, json_array());
	} else if (!k->any) {
		return -1; /* one more value of nothing */
	}
	if (tag == TAG_COLLECTION) {
		k->depth = 1;
		return k->w == NULL ? 0 : -1;
	}
	return k->w == NULL ? 0 : keep(k, tag, v);
}

static int
walk(struct walk *k)
{
	const uint8_t *p;

	for (;;) {
		if (take(&k->b, 1, &p) == -1)
			return -1;
		if (*p == TAG_END)
			return k->depth == 0 ? 0 : -1;
		if (*p < TAG_DELIMITER) {
			if (k->depth > 0)
				return -1;
			k->group = *p;
			k->any = 0;
		} else if (k->group == 0 || step(k, *p) == -1) {
			return -1;
		}
	}
}

json_t *
device_read(const void *answer, size_t n, int32_t id, const char **ret_problem)
{
	struct walk k = { .b = { answer, n } };
	const uint8_t *p;
	json_t *v = NULL;
	unsigned status;

	*ret_problem = "malformed";
	if (take(&k.b, 8, &p) == -1 || (p[0] != 1 && p[0] != 2) ||
	    number(p + 4) != id)
		return NULL;
	status = (unsigned)p[2] << 8 | p[3];
	/* service-unavailable, temporary-error, not-accepting-jobs, busy */
	if (status == 0x502 || status == 0x505 || status == 0x506 ||
	    status == 0x507)
		*ret_problem = "busy";
	if (status >= 0x100)
		return NULL;
	k.raw = json_object();
	if (walk(&k) == 0 && (v = device_facts(k.raw)) != NULL)
		*ret_problem = NULL;
	json_decref(k.raw);
	return v;
}
