/*
 * A template in memory: what others may ask of it, and its end.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "buf.h"
#include "civil.h"
#include "mem.h"
#include "template_int.h"

/* Everything of a template is freed at once. */
struct chunk {
	struct chunk *next;
	size_t used, size;
	max_align_t data[];
};

#define CHUNK 65536

void *
template_alloc(struct template *t, size_t n)
{
	struct chunk *c = t->arena;
	size_t a = sizeof(max_align_t), need = (n + a - 1) / a * a;
	void *p;

	if (c == NULL || c->size - c->used < need) {
		size_t size = need > CHUNK ? need : CHUNK;

		c = mem_alloc(sizeof(*c) + size);
		c->size = size;
		c->next = t->arena;
		t->arena = c;
	}
	p = (char *)c->data + c->used;
	c->used += need;
	return p;
}

char *
template_strdup(struct template *t, const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(template_alloc(t, n), s, n);
}

void
template_free(struct template *t)
{
	struct chunk *c, *next;
	size_t i;

	if (t == NULL)
		return;
	for (i = 0; i < t->fields; i++)
		template_field_release(&t->field[i]);
	json_decref(t->about);
	for (c = t->arena; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
	free(t);
}

int
template_find_field(const struct template *t, const char *name)
{
	size_t i;

	for (i = 0; i < t->fields; i++)
		if (strcmp(t->field[i].name, name) == 0)
			return (int)i;
	return -1;
}

const char *
template_name(const struct template *t)
{
	return t->name;
}

int
template_version(const struct template *t)
{
	return t->version;
}

const char *
template_title(const struct template *t, int english)
{
	return t->title[english != 0];
}

enum template_seal
template_seal_kind(const struct template *t)
{
	return t->seal;
}

enum template_carriage
template_carriage(const struct template *t)
{
	return t->carriage;
}

int
template_wants_photo(const struct template *t)
{
	return t->photo;
}

int
template_passthrough(const struct template *t)
{
	return t->passthrough;
}

const char *
template_blank(const struct template *t)
{
	return t->blank;
}

int
template_approval(const struct template *t)
{
	return t->approval;
}

int
template_hand_over_days(const struct template *t)
{
	return t->hand_over;
}

int
template_copies_max(const struct template *t)
{
	return t->copies;
}

int
template_pages_sealed(const struct template *t)
{
	return t->pages_sealed;
}

const char *
template_media(const struct template *t)
{
	return t->media;
}

int
template_two_sided(const struct template *t)
{
	return t->sides == 2;
}

const char *
template_registry(const struct template *t)
{
	return t->registry;
}

const char *
template_number_field(const struct template *t)
{
	return t->number_field;
}

int
template_retention_days(const struct template *t)
{
	return t->retention;
}

void
template_photo_rule(const struct template *t, int32_t *ret_w_um,
    int32_t *ret_h_um, int *ret_min_w, int *ret_min_h)
{
	*ret_w_um = t->photo_w;
	*ret_h_um = t->photo_h;
	*ret_min_w = t->photo_px_w;
	*ret_min_h = t->photo_px_h;
}

json_t *
template_describe(const struct template *t)
{
	return json_incref(t->about);
}

const char *
template_holder_field(const struct template *t)
{
	return t->holder != NULL ? t->holder : "";
}

const char *
template_nik_field(const struct template *t)
{
	return t->nik != NULL ? t->nik : "";
}

const uint8_t *
template_asset(const struct template *t, const char *name, size_t *ret_n)
{
	size_t i;

	for (i = 0; i < t->assets; i++) {
		if (strcmp(t->asset[i].name, name) != 0)
			continue;
		*ret_n = t->asset[i].n;
		return t->asset[i].p;
	}
	return NULL;
}

int
template_number_format(const struct template *t, int64_t at,
    int32_t zone_seconds, struct buf *ret_b, int *ret_year)
{
	const char *s = t->number_format;
	struct civil c;

	if (s == NULL)
		return -1;
	civil_from(at, zone_seconds, &c);
	while (*s != '\0') {
		if (strncmp(s, "{roman}", 7) == 0) {
			buf_puts(ret_b, civil_month_roman(c.month));
			s += 7;
		} else if (strncmp(s, "{month}", 7) == 0) {
			buf_printf(ret_b, "%02d", c.month);
			s += 7;
		} else if (strncmp(s, "{year}", 6) == 0) {
			buf_printf(ret_b, "%04d", c.year);
			s += 6;
		} else {
			buf_putc(ret_b, *s++);
		}
	}
	*ret_year = c.year;
	return 0;
}
