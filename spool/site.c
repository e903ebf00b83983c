/* The rating of a site (site.h).  Pure, whole numbers only. */

#include <stdio.h>

#include "site.h"

const struct site_rule site_rules[SITE_CRITERIA] = {
	[SITE_COUNTERS] = { "counters", "Loket yang melayani",
	    "Counters that served", "count", 1, 5, 3 },
	[SITE_AVAILABLE] = { "availability", "Ketersediaan printer",
	    "Availability of printers", "permille", 1, 980, 950 },
	[SITE_TURN] = { "turn-round", "Waktu cetak (tengah)",
	    "Turn-round (median)", "minutes", 0, 15, 60 },
	[SITE_STOCK_OUT] = { "stock-outs", "Hari kehabisan blangko",
	    "Days out of blanks", "count", 0, 0, 2 },
	[SITE_OVERDUE] = { "overdue-services", "Layanan mesin terlambat",
	    "Overdue services", "count", 0, 0, 1 },
};

static const struct {
	const char *name, *id, *en;
} ratings[SITE_RATINGS] = {
	[SITE_OPTIMAL] = { "optimal", "Optimal", "Optimal" },
	[SITE_SEDANG] = { "optimal-sedang", "Optimal Sedang",
	    "Fairly optimal" },
	[SITE_BELUM] = { "belum-optimal", "Belum Optimal", "Not yet optimal" },
};

const char *
site_rating_name(enum site_rating r)
{
	return ratings[r].name;
}

const char *
site_rating_title(enum site_rating r, int english)
{
	return english ? ratings[r].en : ratings[r].id;
}

static int
meets(const struct site_rule *r, int64_t value, int64_t threshold)
{
	return r->more ? value >= threshold : value <= threshold;
}

enum site_rating
site_rate(enum site_criterion k, int64_t value)
{
	const struct site_rule *r = &site_rules[k];

	if (value == SITE_UNKNOWN)
		return SITE_BELUM;
	if (meets(r, value, r->optimal))
		return SITE_OPTIMAL;
	return meets(r, value, r->sedang) ? SITE_SEDANG : SITE_BELUM;
}

enum site_rating
site_overall(const int64_t value[SITE_CRITERIA])
{
	enum site_rating worst = SITE_OPTIMAL, r;

	for (int k = 0; k < SITE_CRITERIA; k++) {
		r = site_rate((enum site_criterion)k, value[k]);
		if (r > worst)
			worst = r;
	}
	return worst;
}

/* "97,4 %" or "12 menit" */
static void
amount(const struct site_rule *r, int64_t v, int english, char ret[32])
{
	switch (r->unit[0]) {
	case 'p':
		(void)snprintf(ret, 32, "%lld%c%lld%s", (long long)v / 10,
		    english ? '.' : ',', (long long)v % 10,
		    english ? "%" : " %");
		break;
	case 'm':
		(void)snprintf(ret, 32, "%lld %s", (long long)v,
		    english ? "minutes" : "menit");
		break;
	default:
		(void)snprintf(ret, 32, "%lld", (long long)v);
	}
}

void
site_reason(
    enum site_criterion k, int64_t value, int english, char ret[SITE_REASON])
{
	const struct site_rule *r = &site_rules[k];
	const char *title = english ? r->en : r->id;
	char now[32], want[32];

	ret[0] = '\0';
	if (site_rate(k, value) == SITE_OPTIMAL)
		return;
	amount(r, r->optimal, english, want);
	if (value == SITE_UNKNOWN) {
		(void)snprintf(ret, SITE_REASON,
		    english ? "%s: no data" : "%s: belum ada data", title);
		return;
	}
	amount(r, value, english, now);
	if (english)
		(void)snprintf(ret, SITE_REASON, "%s: %s, optimal is %s %s",
		    title, now, r->more ? "at least" : "at most", want);
	else
		(void)snprintf(ret, SITE_REASON, "%s: %s, optimal %s %s", title,
		    now, r->more ? "paling sedikit" : "paling banyak", want);
}

/* 1970-01-01 was a Thursday. */
static int
works(int64_t day)
{
	return (day + 3) % 7 < 5;
}

void
site_stock_out(const struct site_stock *s, char *out)
{
	int64_t begin = s->first - SITE_BACK, left = s->on_hand, recent;

	/* backwards: at the end of a day, what later days did undone */
	for (int64_t day = s->today; day >= s->first; day--) {
		recent = 0;
		for (int64_t d = day - SITE_BACK; d <= day; d++)
			recent += s->used[d - begin];
		if (day <= s->last && left <= 0 && day >= s->since &&
		    recent > 0 && works(day))
			out[day - s->first] = 1;
		left -= s->change[day - begin];
	}
}
