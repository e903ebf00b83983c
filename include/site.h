#ifndef SITE_H
#define SITE_H

/*
 * Whether a site is Optimal, Optimal Sedang or Belum Optimal in a month: five
 * criteria with published thresholds (site_rules in site.c), each reckoned
 * from data.  The site is as good as the worst of them, and what is not known
 * is not good.  Pure.
 */

#include <stdint.h>

enum site_rating { SITE_OPTIMAL, SITE_SEDANG, SITE_BELUM, SITE_RATINGS };
/* "optimal-sedang"; "Optimal Sedang" or "Fairly optimal" */
const char *site_rating_name(enum site_rating r);
const char *site_rating_title(enum site_rating r, int english);

enum site_criterion {
	SITE_COUNTERS,	/* counters that had a document printed */
	SITE_AVAILABLE, /* permille of the working time */
	SITE_TURN,	/* median minutes from acceptance to paper */
	SITE_STOCK_OUT, /* working days on which a kind of blank was out */
	SITE_OVERDUE,	/* service plans past their day */
	SITE_CRITERIA
};

struct site_rule {
	const char *name, *id, *en;
	const char *unit;	 /* count permille minutes */
	int more;		 /* more is better */
	int64_t optimal, sedang; /* at least, or at most */
};
extern const struct site_rule site_rules[SITE_CRITERIA];

#define SITE_UNKNOWN (-1)

enum site_rating site_rate(enum site_criterion k, int64_t value);
/* The worst. */
enum site_rating site_overall(const int64_t value[SITE_CRITERIA]);
/* Why this one is not optimal, as a sentence; "" when it is. */
#define SITE_REASON 160
void site_reason(
    enum site_criterion k, int64_t value, int english, char ret[SITE_REASON]);

/* Working days from first to last, both included, on which there was nothing
 * left of a kind.  change: of its stock by day, day[0] being first - SITE_BACK
 * until today; on_hand: at the end of today.  Only days count on which the
 * kind had come (since) and that follow a use within SITE_BACK days: a kind
 * that nobody wants any more is not missed.  Marks them in out[], from
 * first. */
#define SITE_BACK 31
struct site_stock {
	const int64_t *change, *used;
	int64_t on_hand, since;
	int64_t first, last, today;
};
void site_stock_out(const struct site_stock *s, char *out);

#endif
