/* The times of a request's body (body.h): days of the site's zone, and times
 * as the API writes them.  No value is ever quoted. */

#include <stdio.h>
#include <string.h>

#include "civil.h"
#include "fault.h"

#include "ask.h"
#include "body.h"
#include "core.h"

static int64_t
wrong(struct ask *a, const char *name, int time)
{
	char pointer[FAULT_POINTER_MAX];

	(void)snprintf(pointer, sizeof pointer, "/%s", name);
	if (time)
		faults_add(&a->core->faults, FAULT_FIELD, pointer,
		    "Harus hari TTTT-BB-HH atau waktu UTC "
		    "TTTT-BB-HHTjj:mm:ddZ",
		    "Must be a day YYYY-MM-DD or a UTC time "
		    "YYYY-MM-DDThh:mm:ssZ");
	else
		faults_add(&a->core->faults, FAULT_FIELD, pointer,
		    "Harus hari TTTT-BB-HH", "Must be a day YYYY-MM-DD");
	return -1;
}

/* Not before 1970, and not after now unless it may. */
static int64_t
within(struct ask *a, const char *name, int64_t at, int ahead)
{
	char pointer[FAULT_POINTER_MAX];

	(void)snprintf(pointer, sizeof pointer, "/%s", name);
	if (at >= 0 && (ahead || at <= loop_now()))
		return at;
	faults_add(&a->core->faults, FAULT_FIELD, pointer,
	    at < 0 ? "Terlalu lama berlalu" : "Belum terjadi",
	    at < 0 ? "Too long ago" : "Has not come yet");
	return -1;
}

int64_t
body_when_day(struct ask *a, const char *name, int required, int ahead)
{
	size_t before = a->core->faults.n;
	const char *s = body_text(a, name, 10, required);
	struct civil d;

	if (!*s)
		return -1;
	if (a->core->faults.n > before || civil_parse_date(s, &d) != 0)
		return wrong(a, name, 0);
	d.hour = d.minute = d.second = 0;
	return within(a, name, civil_to(&d, a->core->zone), ahead);
}

/* "hh:mm:ssZ" */
static int
clock_read(const char *s, struct civil *d)
{
	for (int i = 0; i < 8; i++)
		if (i % 3 == 2 ? s[i] != ':' : s[i] < '0' || s[i] > '9')
			return -1;
	d->hour = (s[0] - '0') * 10 + s[1] - '0';
	d->minute = (s[3] - '0') * 10 + s[4] - '0';
	d->second = (s[6] - '0') * 10 + s[7] - '0';
	return s[8] == 'Z' && d->hour < 24 && d->minute < 60 && d->second < 60
	    ? 0
	    : -1;
}

int64_t
body_when_time(struct ask *a, const char *name)
{
	const char *s = body_text(a, name, 20, BODY_OPTIONAL);
	struct civil d;
	char day[11] = "";

	if (strlen(s) == 10)
		return body_when_day(a, name, BODY_OPTIONAL, 0);
	if (!*s)
		return -1;
	if (strlen(s) != 20 || s[10] != 'T')
		return wrong(a, name, 1);
	memcpy(day, s, 10);
	if (civil_parse_date(day, &d) != 0 || clock_read(s + 11, &d) != 0)
		return wrong(a, name, 1);
	return within(a, name, civil_to(&d, 0), 0);
}
