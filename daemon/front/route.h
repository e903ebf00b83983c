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
	const char *what; /* for the list of a test, one phrase */
};

/* The route of method and path, or NULL; then ret_allow holds the methods the
 * path has ("" when there is no such path).  HEAD counts as GET. */
const struct route *route_find(const char *method, const char *path,
    char ret_param[128], char ret_allow[64]);

/* 1 when name is in the blank-separated list. */
int route_query_ok(const char *list, const char *name, size_t n);

/* 1 for the 16 characters of a document's id, any case. */
int route_ident_ok(const char *s);

#endif
