#ifndef PRESS_H
#define PRESS_H

/* What press's files share. */

#include <stdint.h>

#include <jansson.h>

#include "buf.h"

struct fault;

/* ---- spooler.c: cupsd, through libcups ---- */

struct spooler;
/* server: "/run/cups/cups.sock" or "host:port"; nothing is connected yet. */
struct spooler *spooler_new(const char *server, const char *queue);
void spooler_free(struct spooler *s);

struct spooler_queue {
	const char *uri;   /* with the gate */
	const char *info;  /* shown in lpstat */
	const char *model; /* changes when the PPD does */
	const struct buf *ppd;
};
/* Makes the queue, or mends what differs; a queue that is right is left
 * alone, with the job it may print. */
int
spooler_make(struct spooler *s, const struct spooler_queue *q, struct fault *f);
int spooler_remove(struct spooler *s, struct fault *f);

struct spooler_job {
	const char *title, *media, *sides;
	int document; /* descriptor, from its start */
};
int spooler_print(struct spooler *s, const struct spooler_job *j, int *ret_id,
    struct fault *f);
/* Cancels only if the job of that id bears the title: cupsd gives ids anew
 * after it forgot. */
int
spooler_withdraw(struct spooler *s, int id, const char *title, struct fault *f);

/* The STATE message (msg.h) and "jobs", the titles in the queue; up false
 * when cupsd does not answer. */
json_t *spooler_state(struct spooler *s);

/* 0, or what is wrong with the queue appended to problems; -1. */
int spooler_check_queue(struct spooler *s, json_t *problems, struct fault *f);
/* cupsd's cupsd.conf; -1 when it may not be read. */
int spooler_conf(struct spooler *s, struct buf *ret_text);
/* Whether an IPP device takes connections; 1 also for other URIs.
 * ret_impressions: what it has printed in its life, -1 = it does not say. */
int spooler_device_answers(const char *uri, int64_t *ret_impressions);

/* ---- ppd.c: the pass-through queue's description ---- */

/* media: a PWG 5101.1 self-describing name ("iso_a4_210x297mm").  -1 when
 * its size cannot be read. */
int ppd_write(const char *media, struct buf *ret_b);
/* "cetakd pass-through 1, iso_a4_210x297mm" */
void ppd_model(const char *media, struct buf *ret_b);

/* ---- check.c: what cupsd's configuration must say ---- */

void check_conf(const char *text, json_t *problems);
void check_problem(json_t *problems, const char *id, const char *en);

/* ---- sandbox.c ---- */

/* From here on no program, no process, no file for writing. -1 with errno. */
int sandbox_enter(void);

#endif
