#ifndef DISPATCH_H
#define DISPATCH_H

/*
 * Queued jobs to printers: the oldest queued job that fits, as many as the
 * window allows, each submit on disk before the press hears of it.
 */

#include <stdint.h>

#include <jansson.h>

#include "printer.h"

struct buf;
struct core;
struct fault;
struct peer;
struct store_job;

/* A job on its way to paper: submitted or printing. */
struct sheet {
	int64_t job;
	char token[STORE_TOKEN];
	char printer[STORE_NAME];
	int printing;		/* the permit was given */
	int64_t cups_job;	/* 0 until the press said */
	int64_t before;		/* impressions of the device before it, -1 */
	struct peer *gate;	/* that holds the permit, NULL */
	sd_event_source *grace; /* no gate: how long one is waited for */
	struct core *core;
	struct sheet *next;
};

int dispatch_init(struct core *c, struct fault *f);
void dispatch_release(struct core *c);
/* Gives jobs to printers that have room; background work. */
void dispatch_run(struct core *c);
/* A job became queued or stopped being so (committed or about to be). */
void dispatch_add(struct core *c, const struct store_job *j);
void dispatch_drop(struct core *c, int64_t job);
/* Jobs that wait, or are held, for a printer like p. */
int64_t dispatch_waiting(const struct core *c, const struct printer *p);
/* 1 while something waits or is held because of a printer's fault: it must be
 * looked at as time passes. */
int dispatch_watches(const struct core *c);
/* Reads everything anew after a failed commit. */
void dispatch_forget(struct core *c);
/* The sheet of a job on its way, NULL. */
struct sheet *dispatch_sheet(struct core *c, int64_t job);
/* 1 while a permit for that printer is out. */
int dispatch_prints(struct core *c, const char *printer);
/* A sheet's way is over: its place is free. */
void dispatch_end(struct core *c, struct sheet *s);
/* Takes back what was submitted to p and has no permit: why is a slug for the
 * evidence.  titles: only what this JSON array does not list, NULL = all. */
void dispatch_return(
    struct core *c, struct printer *p, const char *why, const json_t *titles);
/* The permit was given (in the open transaction) to that gate. */
void dispatch_printing(struct core *c, struct sheet *s, struct peer *gate);
/* A gate speaks for the sheet again, or (NULL) no gate does. */
void dispatch_gate(struct sheet *s, struct peer *gate);
/* Every sheet of a gate that is gone. */
void dispatch_gate_gone(struct core *c, const struct peer *gate);
/* A submitted job was cancelled: CUPS need not keep it. */
void dispatch_withdraw(struct core *c, int64_t job);
/* JSON of what the device of a job in doubt counted before it and counts now,
 * for the person who must settle it. */
void
dispatch_device(struct core *c, const struct store_job *j, struct buf *ret_b);
/* JSON reason why a queued job waits, "" when it need not. */
void
dispatch_reason(struct core *c, const struct store_job *j, struct buf *ret_b);

#endif
