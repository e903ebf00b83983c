/*
 * The life of a job as one table: state x event -> state.  Nothing else in
 * the tree may decide where a job goes next.  The table must never gain an
 * entry that leads from a state that touched paper back to one that could
 * print (I3).  Pure: it trusts nothing but its arguments.
 */

#include <stddef.h>
#include <string.h>

#include "job.h"

/* An empty entry is 0 and means "no such path", so states are kept + 1. */
#define TO(s) ((unsigned char)((s) + 1))

static const unsigned char path[JOB_STATE_N][JOB_EVENT_N] = {
	[JOB_RECEIVED] = {
		[JOB_EV_SEAL] = TO(JOB_SEALED),
		[JOB_EV_REJECT] = TO(JOB_REJECTED),
		[JOB_EV_CANCEL] = TO(JOB_CANCELLED),
	},
	[JOB_SEALED] = {
		[JOB_EV_RENDER] = TO(JOB_QUEUED),
		[JOB_EV_REJECT] = TO(JOB_REJECTED),
		[JOB_EV_CANCEL] = TO(JOB_CANCELLED),
	},
	[JOB_QUEUED] = {
		[JOB_EV_HOLD] = TO(JOB_HELD),
		[JOB_EV_SUBMIT] = TO(JOB_SUBMITTED),
		[JOB_EV_CANCEL] = TO(JOB_CANCELLED),
	},
	[JOB_HELD] = {
		[JOB_EV_RELEASE] = TO(JOB_QUEUED),
		[JOB_EV_CANCEL] = TO(JOB_CANCELLED),
	},
	[JOB_SUBMITTED] = {
		[JOB_EV_RETURN] = TO(JOB_QUEUED),
		[JOB_EV_PERMIT] = TO(JOB_PRINTING),
		[JOB_EV_CANCEL] = TO(JOB_CANCELLED),
	},
	[JOB_PRINTING] = {
		[JOB_EV_DONE] = TO(JOB_PRINTED),
		[JOB_EV_FAIL] = TO(JOB_DOUBT),
		[JOB_EV_LOST] = TO(JOB_DOUBT),
	},
	[JOB_DOUBT] = {
		[JOB_EV_CAME_OUT_WELL] = TO(JOB_PRINTED),
		[JOB_EV_CAME_OUT_SPOILED] = TO(JOB_SPOILED),
		[JOB_EV_NOT_OUT] = TO(JOB_VOIDED),
	},
	[JOB_PRINTED] = {
		[JOB_EV_PASS] = TO(JOB_ISSUED),
		[JOB_EV_READY] = TO(JOB_READY),
		[JOB_EV_SPOIL] = TO(JOB_SPOILED),
		[JOB_EV_SUPERSEDE] = TO(JOB_SUPERSEDED),
	},
	[JOB_READY] = {
		[JOB_EV_HAND_OVER] = TO(JOB_ISSUED),
		[JOB_EV_VOID] = TO(JOB_VOIDED),
		[JOB_EV_SUPERSEDE] = TO(JOB_SUPERSEDED),
	},
	[JOB_ISSUED] = {
		[JOB_EV_SUPERSEDE] = TO(JOB_SUPERSEDED),
	},
};

static const char *const state_name[JOB_STATE_N] = {
	[JOB_RECEIVED] = "received",
	[JOB_SEALED] = "sealed",
	[JOB_QUEUED] = "queued",
	[JOB_HELD] = "held",
	[JOB_SUBMITTED] = "submitted",
	[JOB_PRINTING] = "printing",
	[JOB_DOUBT] = "doubt",
	[JOB_PRINTED] = "printed",
	[JOB_ISSUED] = "issued",
	[JOB_SPOILED] = "spoiled",
	[JOB_CANCELLED] = "cancelled",
	[JOB_REJECTED] = "rejected",
	[JOB_VOIDED] = "voided",
	[JOB_READY] = "ready",
	[JOB_SUPERSEDED] = "superseded",
};

static const char *const event_name[JOB_EVENT_N] = {
	[JOB_EV_ACCEPT] = "accept",
	[JOB_EV_SEAL] = "seal",
	[JOB_EV_RENDER] = "render",
	[JOB_EV_REJECT] = "reject",
	[JOB_EV_HOLD] = "hold",
	[JOB_EV_RELEASE] = "release",
	[JOB_EV_SUBMIT] = "submit",
	[JOB_EV_RETURN] = "return",
	[JOB_EV_PERMIT] = "permit",
	[JOB_EV_DONE] = "done",
	[JOB_EV_FAIL] = "fail",
	[JOB_EV_LOST] = "lost",
	[JOB_EV_CAME_OUT_WELL] = "came-out-well",
	[JOB_EV_CAME_OUT_SPOILED] = "came-out-spoiled",
	[JOB_EV_PASS] = "pass",
	[JOB_EV_SPOIL] = "spoil",
	[JOB_EV_CANCEL] = "cancel",
	[JOB_EV_NOTE] = "note",
	[JOB_EV_NOT_OUT] = "not-out",
	[JOB_EV_READY] = "ready",
	[JOB_EV_HAND_OVER] = "hand-over",
	[JOB_EV_VOID] = "void",
	[JOB_EV_SUPERSEDE] = "supersede",
};

/* From the first byte at the printer on; a job never leaves this set (I3). */
static const unsigned char touched[JOB_STATE_N] = {
	[JOB_PRINTING] = 1,
	[JOB_DOUBT] = 1,
	[JOB_PRINTED] = 1,
	[JOB_ISSUED] = 1,
	[JOB_SPOILED] = 1,
	[JOB_VOIDED] = 1,
	[JOB_READY] = 1,
	[JOB_SUPERSEDED] = 1,
};

int
job_next(enum job_state s, enum job_event ev)
{
	if ((unsigned)s >= JOB_STATE_N || (unsigned)ev >= JOB_EVENT_N)
		return -1;
	if (ev == JOB_EV_NOTE)
		return (int)s;
	return path[s][ev] - 1;
}

int
job_final(enum job_state s)
{
	if ((unsigned)s >= JOB_STATE_N)
		return 0;
	for (int ev = 0; ev < JOB_EVENT_N; ev++)
		if (path[s][ev] != 0)
			return 0;
	return 1;
}

int
job_touched(enum job_state s)
{
	return (unsigned)s < JOB_STATE_N && touched[s];
}

const char *
job_state_name(enum job_state s)
{
	return (unsigned)s < JOB_STATE_N ? state_name[s] : "?";
}

const char *
job_event_name(enum job_event ev)
{
	return (unsigned)ev < JOB_EVENT_N ? event_name[ev] : "?";
}

static int
find(const char *const *names, int n, const char *name)
{
	for (int i = 0; name != NULL && i < n; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

int
job_state_of(const char *name)
{
	return find(state_name, JOB_STATE_N, name);
}

int
job_event_of(const char *name)
{
	return find(event_name, JOB_EVENT_N, name);
}
