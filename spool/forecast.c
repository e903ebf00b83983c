/* The pace of blanks over working days (forecast.h).  Pure. */

#include "forecast.h"

/* 1970-01-01 was a Thursday. */
int
forecast_works(int64_t day)
{
	return (day + 3) % 7 < 5;
}

int64_t
forecast_after(int64_t day, int64_t n)
{
	while (n > 0 && !forecast_works(day))
		day--;
	day += n / 5 * 7; /* whole weeks end on a like day */
	for (n %= 5; n > 0; n -= forecast_works(day))
		day++;
	return day;
}

int64_t
forecast_from(int64_t today)
{
	int64_t day = today;

	for (int n = 0; n < FORECAST_DAYS; n += forecast_works(day))
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
			p->days += forecast_works(d);
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
