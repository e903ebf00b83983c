/*
 * The templates that core knows.  A version that was ever accepted is kept in
 * the store for ever and never changes: same name and version with other
 * content is refused, because a job's digest and its page must agree for as
 * long as the paper lives.  Trusts the template folder to be the office's.
 */

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "crypt.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "store.h"
#include "template.h"

#include "catalog.h"
#include "core.h"

struct catalog {
	struct tmpl *first;
};

static void
catalog_log(const char *what, const struct faults *fs)
{
	for (size_t i = 0; i < fs->n && i < FAULTS_ROOM; i++)
		log_warnx(
		    "template %s: %s: %s", what, fs->f[i].pointer, fs->f[i].en);
}

static struct tmpl *
catalog_find(struct core *c, const char *name, int version)
{
	for (struct tmpl *t = c->catalog->first; t; t = t->next)
		if (t->version == version && strcmp(t->name, name) == 0)
			return t;
	return NULL;
}

struct tmpl *
catalog_offered(struct core *c, const char *name)
{
	for (struct tmpl *t = c->catalog->first; t; t = t->next)
		if (t->offered && strcmp(t->name, name) == 0)
			return t;
	return NULL;
}

static struct tmpl *
catalog_add(struct core *c, struct template *t, const char *bundle)
{
	struct tmpl *m = mem_alloc(sizeof *m);

	m->t = t;
	m->name = mem_strdup(template_name(t));
	m->version = template_version(t);
	m->at = mem_printf("%s@%d", m->name, m->version);
	m->bundle = mem_strdup(bundle);
	m->day = -1;
	m->next = c->catalog->first;
	c->catalog->first = m;
	return m;
}

/* Offers name@version and no other version of that name. */
static void
catalog_offer(struct core *c, struct tmpl *m)
{
	for (struct tmpl *t = c->catalog->first; t; t = t->next)
		if (strcmp(t->name, m->name) == 0)
			t->offered = t == m;
}

static struct tmpl *
catalog_stored(struct core *c, const char *name, int version, struct fault *f)
{
	struct faults fs = { 0 };
	struct template *t;
	char *bundle = NULL;
	int found;

	if (store_template_get(c->store, name, version, &found, &bundle, f) < 0)
		return NULL;
	struct tmpl *m = catalog_find(c, name, found);
	if (!m && template_parse(bundle, strlen(bundle), &t, &fs) < 0) {
		catalog_log(name, &fs);
		fault_set(f, FAULT_TEMPLATE, "",
		    "Templat tersimpan tidak dapat dibaca",
		    "A stored template cannot be read");
	} else if (!m) {
		m = catalog_add(c, t, bundle);
	}
	free(bundle);
	return m;
}

static void
catalog_take(struct core *c, struct template *t, const char *bundle)
{
	uint8_t digest[CRYPT_SHA256];
	struct fault f = { 0 };
	struct tmpl *m;
	const char *name = template_name(t);
	int version = template_version(t);

	crypt_sha256(bundle, strlen(bundle), digest);
	if (store_template_put(
		c->store, name, version, digest, bundle, loop_now(), &f) < 0) {
		log_warnx("template %s@%d: %s; the stored one is kept", name,
		    version, f.en);
		m = catalog_stored(c, name, version, &f);
		template_free(t);
	} else if ((m = catalog_find(c, name, version))) {
		template_free(t);
	} else {
		m = catalog_add(c, t, bundle);
		log_info("template %s taken", m->at);
	}
	if (m)
		catalog_offer(c, m);
}

/* A folder that broke: what was accepted before goes on being offered. */
static void
catalog_keep(struct core *c, const char *name)
{
	struct fault f = { 0 };
	struct tmpl *m;

	if (catalog_offered(c, name))
		return;
	m = catalog_stored(c, name, 0, &f);
	if (!m)
		return;
	log_warnx("template %s: the stored %s is offered", name, m->at);
	catalog_offer(c, m);
}

static void
catalog_load_one(struct core *c, const char *dir, const char *name)
{
	struct faults fs = { 0 };
	struct template *t = NULL;
	struct buf bundle = { 0 };

	if (template_bundle_dir(dir, &bundle, &fs) < 0 ||
	    template_parse(buf_str(&bundle), bundle.n, &t, &fs) < 0) {
		catalog_log(name, &fs);
		catalog_keep(c, name);
	} else {
		catalog_take(c, t, buf_str(&bundle));
	}
	buf_release(&bundle);
}

/* A template whose folder is gone is offered no more. */
static void
catalog_retire(struct core *c)
{
	for (struct tmpl *t = c->catalog->first; t; t = t->next) {
		char *file = mem_printf(
		    "%s/%s/template.json", c->conf.template_dir, t->name);

		if (t->offered && access(file, F_OK) < 0) {
			log_info("template %s is offered no more", t->at);
			t->offered = 0;
		}
		free(file);
	}
}

void
catalog_load(struct core *c)
{
	struct dirent *e;
	DIR *d = opendir(c->conf.template_dir);

	if (!c->catalog)
		c->catalog = mem_alloc(sizeof *c->catalog);
	loop_commit(c);
	if (!d) {
		log_warn("templates: %s", c->conf.template_dir);
		return;
	}
	while ((e = readdir(d))) {
		char *dir, *file;

		if (e->d_name[0] == '.')
			continue;
		dir = mem_printf("%s/%s", c->conf.template_dir, e->d_name);
		file = mem_printf("%s/template.json", dir);
		if (access(file, R_OK) == 0)
			catalog_load_one(c, dir, e->d_name);
		free(file);
		free(dir);
	}
	closedir(d);
	catalog_retire(c);
}

void
catalog_release(struct core *c)
{
	struct tmpl *t, *next;

	if (!c->catalog)
		return;
	for (t = c->catalog->first; t; t = next) {
		next = t->next;
		template_free(t->t);
		buf_release(&t->format);
		free(t->bundle);
		free(t->at);
		free(t->name);
		free(t);
	}
	free(c->catalog);
	c->catalog = NULL;
}

struct tmpl *
catalog_get(struct core *c, const char *name, int version, struct fault *f)
{
	struct tmpl *m = catalog_find(c, name, version);

	return m ? m : catalog_stored(c, name, version, f);
}

struct tmpl *
catalog_first(struct core *c)
{
	return c->catalog->first;
}
