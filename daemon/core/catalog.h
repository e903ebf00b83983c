#ifndef CATALOG_H
#define CATALOG_H

/*
 * Templates in memory: the newest of each name is offered to counters; older
 * versions are read from the store when a job needs them.
 */

#include <stdint.h>

#include "buf.h"

struct core;
struct fault;
struct template;

struct tmpl {
	char *name;
	char *at; /* "name@version" */
	int version;
	int offered;
	struct template *t;
	char *bundle;	   /* what the renderer is handed */
	uint64_t rendered; /* life of the renderer that has it, 0 none */
	int64_t day;	   /* local day of the number format below */
	struct buf format;
	int year;
	struct tmpl *next;
};

/* Reads the template folder; a template that breaks a rule, or differs from
 * the stored one of its version, is logged and the old one kept. */
void catalog_load(struct core *c);
void catalog_release(struct core *c);

/* The offered version; NULL. */
struct tmpl *catalog_offered(struct core *c, const char *name);
/* Any version, from the store if need be; NULL with the fault. */
struct tmpl *
catalog_get(struct core *c, const char *name, int version, struct fault *f);
struct tmpl *catalog_first(struct core *c);

#endif
