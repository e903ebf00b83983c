#ifndef FRONT_FRONT_H
#define FRONT_FRONT_H

/* What all parts of the front share: one per process. */

#include <stddef.h>
#include <stdint.h>

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
	struct {
		int64_t at; /* loop_now() of the last look */
		int left;   /* thousandths of a try to log in */
	} logins;
	int stopping;
};

#endif
