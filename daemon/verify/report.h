#ifndef REPORT_H
#define REPORT_H

/* What a person or a program is told about one seal. */

#include <stdio.h>

#include "seal.h"

struct crypt_cert;

struct report {
	enum seal_verdict verdict;
	const struct seal *seal;       /* empty when it did not parse */
	const struct crypt_cert *cert; /* that signed, NULL */
	const char *file;	       /* NULL: the text was given */
	int page;		       /* of the file, 0 unknown */
};

/* One line; the verdict's name is always its first word. */
void report_line(const struct report *r, int english, FILE *to);
/* One JSON object on a line. */
void report_json(const struct report *r, FILE *to);

#endif
