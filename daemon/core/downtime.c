/* A printer's history (downtime.h): the store's rows, reckoned by health.h. */

#include <stdlib.h>

#include "cost.h"
#include "fault.h"
#include "mem.h"
#include "watch.h"

#include "core.h"
#include "downtime.h"

struct downtime_rows {
	struct health_row *row;
	size_t n;
	int64_t to;
};

static int
downtime_row(const struct store_health *h, void *arg)
{
	struct downtime_rows *l = arg;

	if (h->at >= l->to)
		return 1;
	if (l->n % 64 == 0)
		l->row = mem_array(l->row, l->n + 64, sizeof *l->row);
	l->row[l->n++] = (struct health_row){ h->at, h->state };
	return 0;
}

int
downtime_of(struct core *c, const char *printer, int64_t from, int64_t to,
    struct downtime *ret_d, struct fault *f)
{
	struct downtime_rows l = { .to = to };
	struct health_span s = { from, to, c->zone };
	int64_t seconds[HEALTH_STATE_N];
	int rc;

	if (s.to > loop_now())
		s.to = loop_now();
	rc = store_health_list(c->store, printer, from, downtime_row, &l, f);
	if (rc == 0) {
		health_seconds(l.row, l.n, &s, seconds);
		for (int i = 0; i < HEALTH_STATE_N; i++)
			ret_d->minutes[i] = cost_each(seconds[i], 60);
		ret_d->available = health_available(l.row, l.n, &s);
		ret_d->stops = health_stops(l.row, l.n, &s);
	}
	free(l.row);
	return rc;
}
