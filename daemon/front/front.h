#ifndef FRONT_FRONT_H
#define FRONT_FRONT_H

/* What all parts of the front share: one per process. */

#include <stddef.h>

#include "conf.h"

struct loop;
struct link;
struct http;
struct stream;

struct front {
	struct conf conf;
	const char *conf_path;
	struct loop *loop;
	struct link *link;
	struct http *http[2]; /* TCP, Unix; NULL: not served */
	struct stream *streams;
	char *certificate; /* last seen from core, for pages; NULL */
	size_t held;	   /* bytes of bodies under way */
	int stopping;
};

#endif
