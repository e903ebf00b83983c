/*
 * Spans of JSON text.  Only for what core wrote: it finds brackets and strings
 * and checks nothing else, but never reads past the end.  Pure.
 */

#include <string.h>

#include "scan.h"

static size_t
blank(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n &&
	    (p[i] == ' ' || p[i] == '\n' || p[i] == '\r' || p[i] == '\t'))
		i++;
	return i;
}

/* Length of the string at p with its quotes, 0 when it does not end. */
static size_t
string(const char *p, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (p[i] == '\\')
			i++;
		else if (p[i] == '"')
			return i + 1;
	}
	return 0;
}

/* Length of the value at p, 0 when it does not end. */
static size_t
value(const char *p, size_t n)
{
	size_t i = 0, len;
	int depth = 0;

	while (i < n) {
		if (p[i] == '"') {
			len = string(p + i, n - i);
			if (len == 0)
				return 0;
			i += len;
			if (depth == 0)
				return i;
			continue;
		}
		if (p[i] == '{' || p[i] == '[') {
			depth++;
		} else if (p[i] == '}' || p[i] == ']') {
			if (depth == 0)
				return i;
			if (--depth == 0)
				return i + 1;
		} else if (depth == 0 && p[i] == ',') {
			return i;
		}
		i++;
	}
	return 0;
}

struct scan
scan_member(struct scan object, const char *name)
{
	struct scan none = { NULL, 0 };
	const char *p = object.p;
	size_t n = object.n, i, key, len, want = strlen(name);

	if (p == NULL)
		return none;
	i = blank(p, n);
	if (i == n || p[i] != '{')
		return none;
	for (i++;; i++) { /* past { or , */
		i += blank(p + i, n - i);
		if (i == n || p[i] != '"')
			return none;
		key = i + 1;
		len = string(p + i, n - i);
		i += len;
		i += blank(p + i, n - i);
		if (len == 0 || i == n || p[i] != ':')
			return none;
		i++;
		i += blank(p + i, n - i);
		if (len - 2 == want && memcmp(p + key, name, want) == 0)
			break;
		len = value(p + i, n - i);
		i += len;
		i += blank(p + i, n - i);
		if (len == 0 || i == n || p[i] != ',')
			return none;
	}
	len = value(p + i, n - i);
	return len == 0 ? none : (struct scan){ p + i, len };
}

long long
scan_int(struct scan v, long long other)
{
	long long n = 0;
	size_t i = v.n > 0 && v.p[0] == '-', from = i;

	for (; i < v.n && v.p[i] >= '0' && v.p[i] <= '9'; i++)
		if (i - from < 18)
			n = n * 10 + (v.p[i] - '0');
		else
			return other;
	if (i == from || (i < v.n && blank(v.p + i, v.n - i) != v.n - i))
		return other;
	return from == 1 ? -n : n;
}
