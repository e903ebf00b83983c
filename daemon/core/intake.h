#ifndef INTAKE_H
#define INTAKE_H

/*
 * From a counter's request to a job that may be stored, or to faults that
 * name each bad member.  Pure: what it is checked against is handed in.
 */

#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "buf.h"
#include "store.h"

struct faults;
struct tmpl;

struct intake_printer {
	const char *name, *group, *media;
};

struct intake_world {
	struct tmpl *(*find)(void *arg, const char *name);
	void *arg;
	const struct intake_printer *printer;
	size_t printers;
	int64_t now;
	int32_t zone_s;
	const char *zone, *state, *host, *authority;
};

/* What was found good.  Strings are borrowed from the body. */
struct intake {
	struct tmpl *t;
	json_t *fields;
	struct buf canon; /* fields, RFC 8785 */
	const char *target, *system, *reference, *scheme;
	char region[16];
	char number[STORE_NUMBER]; /* format or the number itself */
	int year;
	int hold;
};

/* What came beside the body. */
#define INTAKE_PHOTO 1
#define INTAKE_PDF 2
#define INTAKE_PREVIEW 4 /* nothing will be stored */

/* -1 with fs.  The document is laid out as well, so that what cannot be set
 * is refused before it has a number. */
int intake_check(const struct intake_world *w, json_t *body, unsigned with,
    struct intake *ret_in, struct faults *fs);
void intake_release(struct intake *in);

/* The members of store_new that come from the body; the rest is zero. */
void intake_new(const struct intake *in, struct store_new *ret_n);

#endif
