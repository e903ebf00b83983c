/*
 * Cookies: read strictly, written with every flag they need.  Pure.  A value
 * comes from a stranger: it is compared or hashed, never shown.
 */

#include <stdio.h>
#include <string.h>

#include "cookie.h"
#include "http.h"

int
cookie_ok(const char *s)
{
	for (const char *p = s; *p != '\0'; p++)
		if (*p <= ' ' || *p >= 0x7f || strchr("\",;\\", *p) != NULL)
			return 0;
	return s[0] != '\0';
}

int
cookie_get(const char *header, const char *name, char *ret, size_t size)
{
	size_t len = strlen(name), n;
	const char *s = header;

	ret[0] = '\0';
	while (s != NULL && *s != '\0') {
		s += strspn(s, " ");
		n = strcspn(s, ";");
		if (n > len && s[len] == '=' && memcmp(s, name, len) == 0) {
			n -= len + 1;
			if (n >= size)
				return -1;
			memcpy(ret, s + len + 1, n);
			ret[n] = '\0';
			return cookie_ok(ret) ? 0 : -1;
		}
		s += n + (s[n] == ';');
	}
	return -1;
}

void
cookie_set(struct http_reply *a, const char *name, const char *value,
    long seconds, int flags)
{
	char line[COOKIE_ROOM + 128];
	int n = snprintf(line, sizeof(line),
	    "%s=%s; Path=/; Max-Age=%ld; SameSite=Strict%s%s", name, value,
	    seconds, flags & COOKIE_HIDDEN ? "; HttpOnly" : "",
	    flags & COOKIE_SECURE ? "; Secure" : "");

	if (n > 0 && (size_t)n < sizeof(line))
		http_reply_header(a, "Set-Cookie", line);
}
