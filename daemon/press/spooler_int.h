#ifndef SPOOLER_INT_H
#define SPOOLER_INT_H

/* How spooler.c and events.c ask cupsd over one connection. */

#include <cups/cups.h>

struct spooler {
	http_t *http;
	char *queue;
	char *resource; /* "/printers/NAME" */
	char uri[HTTP_MAX_URI];
};

/* With the queue and who asks. */
ipp_t *spooler_request(struct spooler *s, ipp_op_t op);
/* Sends r (freed here) and document, -1 for none.  The answer, NULL when
 * there is none; its status is cupsLastError(). */
ipp_t *
spooler_ask(struct spooler *s, ipp_t *r, const char *resource, int document);
int spooler_succeeded(const ipp_t *answer);

#endif
