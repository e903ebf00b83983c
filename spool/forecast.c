/* The pace of blanks over working days (forecast.h).  Pure. */

#include "forecast.h"

/* 1970-01-01 was a Thursday. */
static int
works(int64_t day)
{
	return (day + 3) % 7 < 5;
}

int64_t
forecast_from(int64_t today)
{
	int64_t day = today;

	for (int n = 0; n < FORECAST_DAYS; n += works(day))
		day--;
	return day;
}

void
forecast_add(struct forecast_pace *p, int64_t today, int64_t day, int64_t used)
{
	if (day < forecast_from(today) || day >= today)
		return;
	if (p->days == 0) {
		for (int64_t d = day; d < today; d++)
			p->days += works(d);
		if (p->days == 0)
			p->days = 1;
	}
	p->used += used;
}

int64_t
forecast_left(const struct forecast_pace *p, int64_t on_hand)
{
	if (p->used <= 0)
		return -1;
	return on_hand * p->days / p->used;
}
