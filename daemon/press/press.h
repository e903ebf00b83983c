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

/* ---- events.c: what cupsd tells between two looks ---- */

struct events;
/* s outlives it; nothing is asked yet. */
struct events *events_new(struct spooler *s);
/* Ends the subscription, if there is one. */
void events_free(struct events *e);
/* Whether anything happened at the queue since the last call, or may have;
 * the reasons it had meanwhile are added to reasons, each once. */
int events_poll(struct events *e, json_t *reasons);

/* ---- device.c: the printer itself ---- */

struct device;
struct device *device_new(const char *uri);
void device_free(struct device *d);
/* Without what is meant for us alone; owned by d. */
const char *device_uri(const struct device *d);

/* DEVICE_THERE also where it cannot be asked; DEVICE_SILENT took the
 * connection and said nothing. */
enum device_there { DEVICE_THERE, DEVICE_SILENT, DEVICE_OFF };
/* Asks it, for about 3 s at most.  printing: silence is no news. */
enum device_there device_look(struct device *d, int printing);
/* "device" of STATE (msg.h) as of the last look; owned by d. */
json_t *device_told(const struct device *d);
/* Printed in its life as of the last look; -1 = it did not say. */
int64_t device_impressions(const struct device *d);

/* ---- device_read.c: what its answer says, pure ---- */

/* "device" of STATE without answered, problem and by; NULL and the problem.
 * id: of the request that it answers. */
json_t *
device_read(const void *answer, size_t n, int32_t id, const char **ret_problem);
/* The attributes to ask for; how many. */
size_t device_read_names(const char **ret_names, size_t max);

/* ---- device_text.c ---- */

/* Any bytes as a JSON text: valid UTF-8 without control characters, cut. */
json_t *device_text(const void *text, size_t n);
/* A keyword whole, or null. */
json_t *device_keyword(const void *text, size_t n);

/* ---- device_facts.c ---- */

/* raw: arrays of values by attribute; NULL when they are absurd. */
json_t *device_facts(json_t *raw);

/* Values of the Printer MIB and of marker-levels that are no levels. */
enum { DEVICE_UNKNOWN = -2, DEVICE_SOME = -3 };
struct device_supply {
	const char *name, *type, *color; /* NULL or "": unknown */
	long level, low, high;		 /* percent, or one of the above */
};
json_t *device_supply(const struct device_supply *s);
long device_percent(long level, long capacity);

/* ---- snmp.c ---- */

/* Adds to v, a device, what it lacks.  1 when an agent answered. */
int snmp_look(const char *host, int port, json_t *v);

/* ---- watch.c: one printer, its queue and its device ---- */

struct watch {
	struct spooler *spooler; /* NULL until QUEUE */
	struct device *device;
	struct events *events;
	char *said;		 /* STATE as core knows it, NULL: tell anew */
	int64_t next, pause;	 /* ms: next look, time between two */
	int moved;		 /* look soon */
	int64_t seen;		 /* ms: last look */
	int idle, printing;	 /* the queue as last seen */
	enum device_there there; /* the device as last seen */
	int64_t device_next, device_pause;
	int fresh; /* device was asked since the last job */
	int64_t events_next;
	json_t *reasons; /* that events named since the last look */
};

/* Another queue or device from now on. */
void watch_set(struct watch *w, struct spooler *s, const char *uri);
void watch_release(struct watch *w);
/* Milliseconds until watch_look() is due, -1: never. */
int watch_wait(const struct watch *w);
/* Looks at what is due.  STATE if it changed, else NULL. */
json_t *watch_look(struct watch *w);
json_t *watch_now(struct watch *w); /* due or not */
/* A job went in: STATE is told again even if it is the same. */
void watch_anew(struct watch *w);
/* Before a sheet: 0 when the device is switched off; its counter. */
int watch_ready(struct watch *w, int64_t *ret_impressions);

/* ---- ppd.c: the pass-through queue's description ---- */

/* media: a PWG 5101.1 self-describing name ("iso_a4_210x297mm").  -1 when
 * its size cannot be read. */
int ppd_write(const char *media, struct buf *ret_b);
/* "cetakd pass-through 1, iso_a4_210x297mm" */
void ppd_model(const char *media, struct buf *ret_b);

/* ---- check.c: what cupsd's configuration must say ---- */

void check_conf(const char *text, json_t *problems);
void check_problem(json_t *problems, const char *id, const char *en);

/* ---- server.c: as a service of its own ---- */

#define PRESS_CORE 3 /* a press speaks to core here */

/* A press, argv again, for every connection that comes in by listener, until
 * SIGTERM; its exit code. */
int server_run(int listener, char **argv);

/* ---- sandbox.c ---- */

/* From here on no program, no process, no file for writing. -1 with errno. */
int sandbox_enter(void);

#endif
