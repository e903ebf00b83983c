/*
 * What cupsd tells of the queue between two looks: a subscription that is
 * pulled while the queue prints.  An event is only a reason to look, and a
 * lost one too; what cupsd forgot is subscribed anew.  It must never be the
 * only source of a state: without subscriptions press looks each second.
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "press.h"
#include "spooler_int.h"

#define LEASE 3600 /* s: a press that was killed leaves it no longer */
#define REASONS_MAX 64

struct events {
	struct spooler *s;
	int id;	  /* 0: none */
	int seen; /* notify-sequence-number */
	int refused;
};

static const char *const wanted[] = { "printer-state-changed",
	"job-state-changed", "job-progress", "job-completed" };

struct events *
events_new(struct spooler *s)
{
	struct events *e = mem_alloc(sizeof(*e));

	e->s = s;
	return e;
}

void
events_free(struct events *e)
{
	ipp_t *r;

	if (e == NULL)
		return;
	if (e->id > 0) {
		r = spooler_request(e->s, IPP_OP_CANCEL_SUBSCRIPTION);
		ippAddInteger(r, IPP_TAG_OPERATION, IPP_TAG_INTEGER,
		    "notify-subscription-id", e->id);
		ippDelete(spooler_ask(e->s, r, e->s->resource, -1));
	}
	free(e);
}

static void
subscribe(struct events *e)
{
	ipp_t *r = spooler_request(e->s, IPP_OP_CREATE_PRINTER_SUBSCRIPTIONS),
	      *a;

	ippAddString(r, IPP_TAG_SUBSCRIPTION, IPP_TAG_KEYWORD,
	    "notify-pull-method", NULL, "ippget");
	ippAddStrings(r, IPP_TAG_SUBSCRIPTION, IPP_TAG_KEYWORD, "notify-events",
	    (int)(sizeof(wanted) / sizeof(wanted[0])), NULL, wanted);
	ippAddInteger(r, IPP_TAG_SUBSCRIPTION, IPP_TAG_INTEGER,
	    "notify-lease-duration", LEASE);
	a = spooler_ask(e->s, r, e->s->resource, -1);
	e->seen = 0;
	e->id = spooler_succeeded(a)
	    ? ippGetInteger(ippFindAttribute(
				a, "notify-subscription-id", IPP_TAG_INTEGER),
		  0)
	    : 0;
	e->refused = a != NULL && e->id <= 0; /* until the next QUEUE */
	ippDelete(a);
}

static void
add(json_t *reasons, const char *reason)
{
	const json_t *v;
	size_t i;

	if (reason == NULL || strcmp(reason, "none") == 0 ||
	    json_array_size(reasons) >= REASONS_MAX)
		return;
	json_array_foreach (reasons, i, v)
		if (strcmp(json_string_value(v), reason) == 0)
			return;
	(void)json_array_append_new(reasons, json_string(reason));
}

/* How many events the answer holds. */
static int
read_events(struct events *e, ipp_t *a, json_t *reasons)
{
	ipp_attribute_t *at;
	const char *name;
	int i, n = 0;

	for (at = ippFirstAttribute(a); at != NULL; at = ippNextAttribute(a)) {
		if ((name = ippGetName(at)) == NULL ||
		    ippGetGroupTag(at) != IPP_TAG_EVENT_NOTIFICATION)
			continue;
		if (strcmp(name, "notify-sequence-number") == 0) {
			if (ippGetInteger(at, 0) > e->seen)
				e->seen = ippGetInteger(at, 0);
			n++;
		} else if (strcmp(name, "printer-state-reasons") == 0) {
			for (i = 0; i < ippGetCount(at); i++)
				add(reasons, ippGetString(at, i, NULL));
		}
	}
	return n;
}

int
events_poll(struct events *e, json_t *reasons)
{
	ipp_t *r, *a;
	int n = 0;

	if (e->refused)
		return 0;
	if (e->id == 0) {
		subscribe(e);
		return e->id > 0; /* what was before it nobody told */
	}
	r = spooler_request(e->s, IPP_OP_GET_NOTIFICATIONS);
	ippAddInteger(r, IPP_TAG_OPERATION, IPP_TAG_INTEGER,
	    "notify-subscription-ids", e->id);
	ippAddInteger(r, IPP_TAG_OPERATION, IPP_TAG_INTEGER,
	    "notify-sequence-numbers", e->seen + 1);
	a = spooler_ask(e->s, r, e->s->resource, -1);
	if (spooler_succeeded(a)) {
		n = read_events(e, a, reasons);
	} else if (a != NULL && cupsLastError() == IPP_STATUS_ERROR_NOT_FOUND) {
		subscribe(e);
		n = 1;
	}
	ippDelete(a);
	return n > 0;
}
