#ifndef RENDER_H
#define RENDER_H

/* The renderer: questions to the child that draws. */

#include <stdint.h>

#include <jansson.h>

struct buf;
struct core;
struct fault;
struct tmpl;

int render_init(struct core *c);
void render_release(struct core *c);
/* Other limits or fonts: the child ends and comes back with them; what it had
 * in hand is asked again. */
void render_renew(struct core *c);
int render_up(const struct core *c);
unsigned render_busy(const struct core *c); /* pages being drawn */

/* Checks and normalises a photo (fd is taken); done gets its JPEG, or NULL
 * and the fault.  Called exactly once, maybe before this returns. */
void render_photo(struct core *c, const struct tmpl *t, int fd,
    void (*done)(void *arg, const struct buf *jpeg, const struct fault *f),
    void *arg);

struct render_page {
	struct tmpl *t;
	const char *fields; /* JSON */
	const char *number, *id;
	int copy;
	int64_t at;
	const char *seals;    /* JSON array of QR texts, NULL: none */
	const uint8_t *photo; /* name of its blob, NULL = none */
	int photo_fd;	      /* instead of photo; taken; -1 = none */
	int preview;
	int svg; /* this page as SVG, without its photo; 0 = all as PDF */
};
/* What came back; valid during the call of done. */
struct rendered {
	int pages;
	const json_t *qr, *mrz;
	int fd;			 /* PDF or SVG; stays the renderer's */
	const struct fault *why; /* NULL when it was drawn */
};
void render_page(struct core *c, const struct render_page *p,
    void (*done)(void *arg, const struct rendered *r), void *arg);

#endif
