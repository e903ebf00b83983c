#ifndef JOB_H
#define JOB_H

/*
 * The life of a job: one attempt to bring one sheet to paper.
 *
 *  received -seal-> sealed -render-> queued <-release- held
 *     |               |              |  ^-return-+  ^hold
 *   reject          reject           +-submit-> submitted -permit-> printing
 *
 *  printing -done-> printed -pass-> issued        printed -spoil-> spoiled
 *                           -ready-> ready -hand_over-> issued
 *                                          -void-> voided
 *  printing -fail | lost-> doubt -came_out_well-> printed
 *                                -came_out_spoiled-> spoiled
 *                                -not_out-> voided
 *  printed, ready, issued -supersede-> superseded (by a sheet printed anew)
 *  (cancel: from received, sealed, queued, held, submitted)
 *
 * Invariants (tests name them):
 *  I2 permit succeeds at most once per job.
 *  I3 from printing no path leads to queued, submitted or printing.
 *  I4 every change of state is one event row in the same transaction, and one
 *     leaf of the log.
 *  I6 rev grows by one with every change; writers name the rev they saw.
 *
 * Words are RFC 8011's where it has them.  Pure: no clock, no I/O.
 */

enum job_state {
	JOB_RECEIVED,
	JOB_SEALED,
	JOB_QUEUED,
	JOB_HELD,
	JOB_SUBMITTED,
	JOB_PRINTING,
	JOB_DOUBT,
	JOB_PRINTED,
	JOB_ISSUED,
	JOB_SPOILED,
	JOB_CANCELLED,
	JOB_REJECTED,
	JOB_VOIDED,	/* no sheet came out, or nobody collected it */
	JOB_READY,	/* checked, waits for its holder */
	JOB_SUPERSEDED, /* another sheet of the document took its place */
	JOB_STATE_N
};

enum job_event {
	JOB_EV_ACCEPT, /* the first event: nothing -> received */
	JOB_EV_SEAL,
	JOB_EV_RENDER,
	JOB_EV_REJECT,
	JOB_EV_HOLD,
	JOB_EV_RELEASE,
	JOB_EV_SUBMIT,	      /* given to CUPS with a fresh token */
	JOB_EV_RETURN,	      /* taken back before any permit */
	JOB_EV_PERMIT,	      /* the gate may send the first byte */
	JOB_EV_DONE,	      /* the gate reports a whole sheet */
	JOB_EV_FAIL,	      /* the gate reports anything else */
	JOB_EV_LOST,	      /* no gate left that could report */
	JOB_EV_CAME_OUT_WELL, /* a person settles the doubt */
	JOB_EV_CAME_OUT_SPOILED,
	JOB_EV_PASS, /* checked, and nobody has to collect it */
	JOB_EV_SPOIL,
	JOB_EV_CANCEL,
	JOB_EV_NOTE, /* state kept; evidence only, any state */
	JOB_EV_NOT_OUT,
	JOB_EV_READY, /* checked; its holder comes for it */
	JOB_EV_HAND_OVER,
	JOB_EV_VOID,
	JOB_EV_SUPERSEDE,
	JOB_EVENT_N
};

/* Why a job is held. */
#define JOB_HOLD_ASKED 1    /* its counter asked */
#define JOB_HOLD_APPROVAL 2 /* another person must approve */
#define JOB_HOLD_PRINTER 4  /* no printer that could take it is well */

/* The state after ev, or -1 when the table has no such path.  JOB_EV_ACCEPT
 * is not a step (it makes the job); JOB_EV_NOTE gives the same state. */
int job_next(enum job_state s, enum job_event ev);

/* 1 when no step but JOB_EV_NOTE leads away. */
int job_final(enum job_state s);

/* 1 when the sheet may already have touched paper: never print again. */
int job_touched(enum job_state s);

/* Names in code, API and store: "received", "came-out-well". */
const char *job_state_name(enum job_state s);
const char *job_event_name(enum job_event ev);
/* -1 when unknown */
int job_state_of(const char *name);
int job_event_of(const char *name);

#endif
