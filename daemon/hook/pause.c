/*
 * What a flow does when something fails: say so once, wait, wait longer.  A
 * receiver that is down for a day costs a line in the log and a try an hour.
 */

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "conf.h"
#include "crypt.h"
#include "log.h"

#include "hook.h"

#define PAUSE_MOST 3600

int64_t
pause_mono(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
pause_for(int64_t ms)
{
	int64_t end = pause_mono() + ms, left;

	while ((left = end - pause_mono()) > 0)
		(void)poll(NULL, 0, left > 60000 ? 60000 : (int)left);
}

void
pause_failed(struct hook *h, int longest, const char *why)
{
	int64_t ms = h->conf->hook_retry;
	uint32_t some;

	for (unsigned i = 0; i < h->failures && ms < PAUSE_MOST; i++)
		ms *= 2;
	if (longest || ms > PAUSE_MOST)
		ms = PAUSE_MOST;
	ms *= 1000;
	if (strcmp(h->told, why) != 0)
		log_warnx(
		    "%s: %s; tried again, at least once an hour", h->name, why);
	(void)snprintf(h->told, sizeof h->told, "%s", why);
	h->failures++;
	/* not all at the same moment: from half of it to all of it */
	crypt_random(&some, sizeof some);
	pause_for(ms / 2 + some % (ms / 2 + 1));
}

void
pause_over(struct hook *h)
{
	if (h->failures)
		log_info(
		    "%s: well again after %u failures", h->name, h->failures);
	h->failures = 0;
	h->told[0] = '\0';
}
