#ifndef CREATE_H
#define CREATE_H

/* From a checked request to a stored job; shared by single jobs and batches. */

#include <stdint.h>

struct ask;
struct buf;
struct core;
struct fault;
struct intake;
struct store_job;

struct create {
	const struct intake *in;
	const char *counter;
	const char *person;	  /* "" = a counter alone */
	const char *key;	  /* NULL = none */
	const uint8_t *body_hash; /* NULL = none */
	const uint8_t *photo;	  /* NULL = none */
	const uint8_t *pdf;	  /* a document passed as it is */
	int64_t batch;
	int line;
};
/* Stores the job in the open transaction. */
int create_job(struct core *c, const struct create *cr, struct store_job *ret_j,
    struct fault *f);
/* Keeps a document that is passed as it is; durable. */
int
create_keep_pdf(struct core *c, int fd, uint8_t ret_hash[32], struct fault *f);

#endif
