/* When a service falls due (service.h).  Pure: it has no clock, and keeps
 * nothing. */

#include "forecast.h"
#include "service.h"

const char *
service_state_name(enum service_state s)
{
	static const char *const names[] = { "none", "ok", "due", "overdue",
		"held", "in-service" };

	return names[s];
}

/* The day on which the pages come to their number. */
static int64_t
by_pages(const struct service_plan *p, int64_t today, int64_t pace)
{
	int64_t left = p->pages - p->done;

	if (p->pages == 0)
		return SERVICE_NEVER;
	if (left <= 0)
		return p->reached >= 0 ? p->reached : today;
	if (pace <= 0)
		return SERVICE_NEVER;
	return forecast_after(today, (left + pace - 1) / pace);
}

static enum service_state
stands(const struct service_due *d, int64_t today)
{
	if (d->day == SERVICE_NEVER || today < d->day - SERVICE_AHEAD)
		return SERVICE_OK;
	if (today <= d->day)
		return SERVICE_DUE;
	return today < d->hold ? SERVICE_OVERDUE : SERVICE_HELD;
}

void
service_due(const struct service_plan *p, int64_t today, int64_t pace,
    struct service_due *ret_d)
{
	struct service_due d = { .done_days = today - p->since,
		.pages_left = p->pages - p->done };
	int64_t days = p->days == 0 ? SERVICE_NEVER : p->since + p->days,
		pages = by_pages(p, today, pace);

	d.by_pages = pages < days;
	d.day = d.by_pages ? pages : days;
	if (p->days == 0 && p->pages > 0)
		d.by_pages = 1;
	d.hold = SERVICE_NEVER;
	if (d.day != SERVICE_NEVER) {
		d.days_left = d.day - today;
		d.hold = d.day + (p->grace > 0 ? p->grace : 1);
	}
	d.state = stands(&d, today);
	*ret_d = d;
}

int
service_before(const struct service_due *a, const struct service_due *b)
{
	if (a->state != b->state)
		return a->state > b->state;
	return a->day < b->day;
}
