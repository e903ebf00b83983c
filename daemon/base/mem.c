/*
 * Allocation that ends the process when it fails, and string helpers that
 * never cut silently.  libc only.
 */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "mem.h"

void *
mem_alloc(size_t n)
{
	void *p = calloc(1, n > 0 ? n : 1);
	if (p == NULL)
		fatalx("out of memory");
	return p;
}

void *
mem_array(void *old, size_t n, size_t size)
{
	void *p = reallocarray(old, n > 0 ? n : 1, size > 0 ? size : 1);
	if (p == NULL)
		fatalx("out of memory");
	return p;
}

char *
mem_strdup(const char *s)
{
	return s != NULL ? mem_strndup(s, strlen(s)) : NULL;
}

char *
mem_strndup(const char *s, size_t n)
{
	n = strnlen(s, n);
	char *p = mem_alloc(n + 1);
	memcpy(p, s, n);
	return p;
}

char *
mem_printf(const char *fmt, ...)
{
	va_list ap;
	char *p = NULL;

	va_start(ap, fmt);
	int n = vasprintf(&p, fmt, ap);
	va_end(ap);
	if (n < 0)
		fatalx("out of memory");
	return p;
}

int
mem_copy(char *dst, size_t size, const char *s)
{
	size_t n = strlen(s);

	if (size == 0)
		return -1;
	if (n >= size) {
		dst[0] = '\0';
		return -1;
	}
	memcpy(dst, s, n + 1);
	return 0;
}

int
mem_number(const char *s, long long lo, long long hi, long long *ret_n)
{
	const char *digits = s[0] == '-' ? s + 1 : s;
	char *end;

	/* strtoll alone would take spaces and "+" */
	if (digits[0] < '0' || digits[0] > '9')
		return -1;
	errno = 0;
	long long n = strtoll(s, &end, 10);
	if (errno != 0 || *end != '\0' || n < lo || n > hi)
		return -1;
	*ret_n = n;
	return 0;
}
