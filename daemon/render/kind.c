/*
 * Templates as the renderer keeps them.  Must never mix versions: a job is
 * drawn with the one that it was accepted with.  Trusts bundles to come from
 * the core, which checked them; they are parsed again all the same.
 */

#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "mem.h"
#include "template.h"

#include "kind.h"
#include "photo.h"

#define ASSETS 16

struct asset {
	char *name;
	struct photo image;
	int broken;
};

struct kind {
	struct kind *next;
	struct template *t;
	struct asset asset[ASSETS];
	size_t n;
};

struct kinds {
	struct kind *first;
};

struct kinds *
kinds_new(void)
{
	return mem_alloc(sizeof(struct kinds));
}

static void
kind_free(struct kind *k)
{
	for (size_t i = 0; i < k->n; i++) {
		free(k->asset[i].name);
		photo_release(&k->asset[i].image);
	}
	template_free(k->t);
	free(k);
}

void
kinds_free(struct kinds *k)
{
	struct kind *next;

	if (k == NULL)
		return;
	for (struct kind *i = k->first; i; i = next) {
		next = i->next;
		kind_free(i);
	}
	free(k);
}

struct kind *
kinds_find(const struct kinds *k, const char *name, int version)
{
	for (struct kind *i = k->first; i; i = i->next)
		if (template_version(i->t) == version &&
		    strcmp(template_name(i->t), name) == 0)
			return i;
	return NULL;
}

int
kinds_add(struct kinds *k, const char *bundle, size_t n, struct kind **ret_kind,
    struct faults *fs)
{
	struct template *t;
	struct kind *kind, **at;

	if (template_parse(bundle, n, &t, fs) < 0)
		return -1;
	kind = kinds_find(k, template_name(t), template_version(t));
	if (kind) {
		for (at = &k->first; *at != kind; at = &(*at)->next)
			;
		*at = kind->next;
		kind_free(kind);
	}
	kind = mem_alloc(sizeof(*kind));
	kind->t = t;
	kind->next = k->first;
	k->first = kind;
	*ret_kind = kind;
	return 0;
}

const struct template *
kind_template(const struct kind *k)
{
	return k->t;
}

const struct photo *
kind_image(struct kind *k, const char *asset)
{
	const struct photo_rule none = { 0 };
	struct asset *a;
	const uint8_t *p;
	size_t n;

	for (size_t i = 0; i < k->n; i++)
		if (strcmp(k->asset[i].name, asset) == 0)
			return k->asset[i].broken ? NULL : &k->asset[i].image;
	p = template_asset(k->t, asset, &n);
	if (p == NULL || k->n == ASSETS)
		return NULL;
	a = &k->asset[k->n++];
	a->name = mem_strdup(asset);
	a->broken = photo_normalise(p, n, &none, &a->image, NULL) < 0;
	return a->broken ? NULL : &a->image;
}
