#ifndef FRONT_COOKIE_H
#define FRONT_COOKIE_H

/* What a browser keeps for the pages of /admin. */

#include <stddef.h>

struct http_reply;

#define COOKIE_TOKEN "cetakd" /* a person's token; only HTTP sees it */
#define COOKIE_LANG "lang"    /* id, en */
#define COOKIE_THEME "theme"  /* light, dark */
#define COOKIE_ROOM 520

/* The value of name in a Cookie header (NULL: none); -1 when it is absent,
 * too long or holds what no cookie may. */
int cookie_get(const char *header, const char *name, char *ret, size_t size);

/* 1 when s may stand in a cookie: visible ASCII, no " , ; or \. */
int cookie_ok(const char *s);

enum cookie_flags {
	COOKIE_SECURE = 1,
	COOKIE_HIDDEN = 2, /* HttpOnly */
};
/* Path=/ and SameSite=Strict always; seconds 0: forget it. */
void cookie_set(struct http_reply *a, const char *name, const char *value,
    long seconds, int flags);

#endif
