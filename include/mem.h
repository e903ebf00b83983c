#ifndef MEM_H
#define MEM_H

/* Allocation that ends the process when it fails, and string helpers that
 * never cut silently. */

#include <stddef.h>

void *mem_alloc(size_t n);			   /* zeroed */
void *mem_array(void *old, size_t n, size_t size); /* realloc, checked */
char *mem_strdup(const char *s);		   /* NULL gives NULL */
char *mem_strndup(const char *s, size_t n);
char *mem_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Copies s into dst[size]; -1 and "" in dst when it does not fit. */
int mem_copy(char *dst, size_t size, const char *s);

/* s as a decimal integer in [lo, hi]; -1 on any other character or range. */
int mem_number(const char *s, long long lo, long long hi, long long *ret_n);

#endif
