#ifndef FRONT_ROUTE_H
#define FRONT_ROUTE_H

/* The one table of what is served. */

#include <stddef.h>

enum route_body {
	ROUTE_NO_BODY,
	ROUTE_JSON,	/* an object, required */
	ROUTE_OPTIONAL, /* an object or nothing */
	ROUTE_JOB,	/* an object, perhaps with a photo; or multipart */
	ROUTE_LINES,	/* newline-delimited JSON */
	ROUTE_FORM,	/* what a page's form sends */
	ROUTE_UPLOAD,	/* the same, perhaps as multipart with a file */
};

enum route_by {
	ROUTE_CORE,    /* asked of core, answered as JSON or a file */
	ROUTE_EVENTS,  /* server-sent events */
	ROUTE_NOTICES, /* the same when asked so by Accept, else of core */
	ROUTE_SHEET,   /* asked of core, answered as a page */
	ROUTE_HOME,    /* the front's own answers from here */
	ROUTE_SEARCH,
	ROUTE_ASSET,
	ROUTE_LIVE,
	ROUTE_OPENAPI,
	ROUTE_ADMIN, /* a page of /admin, or a form of one */
};

struct route {
	const char *name; /* as core knows it (msg.h) */
	const char *method;
	const char *path;  /* {id} digits, {name} printer, {document} id,
			      {asset} file */
	const char *query; /* names allowed, blank between; NULL: none */
	enum route_by by;
	enum route_body body;
	int open;	  /* no credential needed */
	int key;	  /* Idempotency-Key required */
	int page;	  /* stands on a page: a cookie opens it too */
	int file;	  /* ?format=csv and xlsx too (export.h) */
	const char *what; /* for the list of a test, one phrase */
};

/* The route of method and path, or NULL; then ret_allow holds the methods the
 * path has ("" when there is no such path).  HEAD counts as GET. */
const struct route *route_find(const char *method, const char *path,
    char ret_param[128], char ret_allow[64]);

/* The route that core knows by this name, or NULL. */
const struct route *route_named(const char *name);
/* The name of the path's variable part and its length, 0: none. */
const char *route_param(const struct route *r, size_t *ret_n);
/* 1 when value may stand in the path's variable part. */
int route_param_ok(const struct route *r, const char *value);

/* 1 when a form that is sent to this path may hold a file. */
int route_takes_file(const char *path);

/* The pages of /admin (route_page.c). */
extern const struct route route_pages[];
extern const size_t route_pages_n;

/* 1 when name is in the blank-separated list. */
int route_query_ok(const char *list, const char *name, size_t n);

/* 1 for the 16 characters of a document's id, any case. */
int route_ident_ok(const char *s);

#endif
