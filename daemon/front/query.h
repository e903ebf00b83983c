#ifndef FRONT_QUERY_H
#define FRONT_QUERY_H

/* The query string: parameters a route knows, each once, each fit. */

#include "http.h"

struct fault;
struct request;

/* Fills r->query (members of a JSON object, without braces) and, for pages,
 * r->english from "lang". */
int query_read(struct request *r, struct fault *f);

/* /periksa?id=: to the page of that id, forgiving how people type it. */
enum http_next query_search(struct request *r);

#endif
