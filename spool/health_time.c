/*
 * What a history of states amounts to: how long each lasted, how much of the
 * working time a printer could print, how often it stopped; and what two
 * readings of its counter say.  Whole numbers only.  Pure: the rows are taken
 * as they come, sorted by time.
 */

#include "health.h"

#define DAY 86400
#define OPEN (8 * 3600)
#define CLOSE (16 * 3600)

/* Pages of its own that a device may print: a test page, a cleaning page. */
#define SPARE 2

enum health_count
health_count(int64_t before, int64_t now, int64_t ours)
{
	if (now < before)
		return HEALTH_COUNT_BACK;
	return now - before > ours + SPARE + ours / 50 ? HEALTH_COUNT_JUMP
						       : HEALTH_COUNT_FINE;
}

static int64_t
day_of(int64_t at, int32_t zone)
{
	int64_t local = at + zone;

	return local >= 0 ? local / DAY : -((-local + DAY - 1) / DAY);
}

/* 1970-01-01 was a Thursday. */
static int
weekday(int64_t day)
{
	int64_t n = (day + 3) % 7; /* 0 Monday */

	return (int)(n < 0 ? n + 7 : n);
}

int
health_working(int64_t at, int32_t zone)
{
	return weekday(day_of(at, zone)) < 5;
}

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The part of the i-th row within the span; 0 when there is none. */
static int
part_of(const struct health_row *rows, size_t n, size_t i,
    const struct health_span *s, struct health_span *ret_s)
{
	ret_s->from = most(rows[i].at, s->from);
	ret_s->to = i + 1 < n ? least(rows[i + 1].at, s->to) : s->to;
	ret_s->zone = s->zone;
	return ret_s->from < ret_s->to;
}

void
health_seconds(const struct health_row *rows, size_t n,
    const struct health_span *s, int64_t ret[HEALTH_STATE_N])
{
	struct health_span p;

	for (int i = 0; i < HEALTH_STATE_N; i++)
		ret[i] = 0;
	for (size_t i = 0; i < n; i++)
		if (part_of(rows, n, i, s, &p))
			ret[rows[i].state] += p.to - p.from;
}

/* Seconds of working time in p. */
static int64_t
working(const struct health_span *p)
{
	int64_t sum = 0;

	for (int64_t d = day_of(p->from, p->zone); d <= day_of(p->to, p->zone);
	     d++) {
		int64_t begin = d * DAY - p->zone;

		if (weekday(d) >= 5)
			continue;
		sum += most(0,
		    least(p->to, begin + CLOSE) - most(p->from, begin + OPEN));
	}
	return sum;
}

int
health_available(
    const struct health_row *rows, size_t n, const struct health_span *s)
{
	int64_t all = 0, down = 0;
	struct health_span p;

	for (size_t i = 0; i < n; i++) {
		if (rows[i].state == HEALTH_OFF || !part_of(rows, n, i, s, &p))
			continue;
		all += working(&p);
		down += rows[i].state == HEALTH_DOWN ? working(&p) : 0;
	}
	return all > 0 ? (int)((all - down) * 1000 / all) : -1;
}

unsigned
health_stops(
    const struct health_row *rows, size_t n, const struct health_span *s)
{
	unsigned stops = 0;

	for (size_t i = 0; i < n; i++)
		if (rows[i].state == HEALTH_DOWN && rows[i].at >= s->from &&
		    rows[i].at <= s->to &&
		    (i == 0 || rows[i - 1].state != HEALTH_DOWN))
			stops++;
	return stops;
}

int64_t
health_between(
    const struct health_row *rows, size_t n, const struct health_span *s)
{
	unsigned stops = health_stops(rows, n, s);
	int64_t of[HEALTH_STATE_N];

	health_seconds(rows, n, s, of);
	return stops > 0 ? (of[HEALTH_READY] + of[HEALTH_ATTENTION]) / stops
			 : -1;
}
