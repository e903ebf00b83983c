#ifndef WORK_H
#define WORK_H

/* One job on its way from received to queued. */

#include <stdint.h>

#include <jansson.h>

#include "buf.h"
#include "store.h"

struct core;
struct fault;
struct rendered;
struct tmpl;

enum work_step { WORK_NEW, WORK_SIGNING, WORK_SEALED, WORK_DRAWING };

struct work {
	struct core *core;
	struct store_job job; /* owned */
	struct tmpl *t;
	json_t *fields;
	enum work_step step;
	int waits;	  /* a question to seal or renderer is under way */
	int forgotten;	  /* a failed commit made it untrue */
	int over;	  /* freed when nobody looks at the list */
	int pages;	  /* as laid out */
	int sealed_pages; /* seals to make: 0, 1 or pages */
	int signed_n;
	struct buf tbs; /* of the page being signed */
	char **qr;	/* sealed_pages texts */
	char mrz[96];
	uint8_t pdf[STORE_HASH];
	struct work *next;
};

/* A copy of what a list lends; NULL with the fault. */
struct work *
work_new(struct core *c, const struct store_job *j, struct fault *f);
void work_free(struct work *w);

/* Lays the document out, counts its pages, makes the first page's bytes to
 * sign. */
int work_open(struct work *w, struct fault *f);
/* The signature of the page in tbs; makes the next page's bytes. */
int work_page_signed(struct work *w, const uint8_t *sig, struct fault *f);
/* JSON array of the QR text of each page. */
void work_seals(const struct work *w, struct buf *ret_b);
int work_readback(struct work *w, const struct rendered *r, struct fault *f);

/* How often this job was tried before; remembers a few. */
#define WORK_TRIES 16
struct wanted {
	int64_t job;
	unsigned n;
};
unsigned work_try(struct wanted list[WORK_TRIES], int64_t job);

#endif
