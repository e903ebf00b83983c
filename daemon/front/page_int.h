#ifndef FRONT_PAGE_INT_H
#define FRONT_PAGE_INT_H

/* The words of the public page, each in Indonesian [0] and English [1]. */

#include <stddef.h>

enum page_look {
	PAGE_OFF, /* grey: nothing is known */
	PAGE_OK,
	PAGE_WARN,
	PAGE_DOWN,
	PAGE_FORGED,
	PAGE_LOOK_N
};

struct buf;
struct conf;
struct request;

/* Starts the page in r->reply; link: its path, for the other language. */
void page_begin(struct request *r, const char *title, const char *link);
void page_finish(struct request *r);
/* Telephone, another sheet. */
void page_acts(struct buf *b, const struct conf *c, int english);
void page_verdict_put(
    struct buf *b, enum page_look look, const char *title, const char *text);
/* A list of checks, left open; each check is left open for its small line. */
void page_checks(struct buf *b, int english);
void page_check(struct buf *b, enum page_look look, const char *line);

/* A status of the sheet, as core names it. */
struct page_status {
	const char *name;
	enum page_look look;
	const char *title[2]; /* with a valid seal; %d: the newer copy */
	const char *text[2];
	const char *line[2]; /* the status alone */
};

/* A verdict of the script on the seal. */
struct page_verdict {
	const char *name; /* seal_verdict_name(), or the script's own */
	enum page_look look;
	const char *title[2];
	const char *text[2];
	const char *line[2]; /* the check of the seal in one line ... */
	const char *how[2];  /* ... and below it */
	int keeps;	     /* the status and the document stay on the page */
};

/* The status named so; the last, "AWAY", when core gave none. */
const struct page_status *page_words_status(const char *name);
const struct page_verdict *page_words_verdict(size_t i); /* NULL: past */

#endif
