/*
 * Budgets (budget.h).  Paid is by the day of the purchase, delivery, end of a
 * service or purchase of an asset; a contract is paid day by day.  The pace is
 * that of the whole months gone by (cost_pace), assets left out: nobody buys a
 * machine every month.  Nothing is kept: each question is reckoned anew.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "cost.h"
#include "fault.h"
#include "mem.h"
#include "money.h"

#include "budget.h"
#include "core.h"
#include "jout.h"

#define THIN 20 /* a twentieth of the amount left is thin */

struct line {
	int year;
	char *name, *title;
	int64_t amount, spent, committed;
	int64_t month[12]; /* spent but on assets, by month */
};

struct lines {
	struct core *c;
	struct line *line;
	size_t n;
	int year;
	int64_t today, first, end; /* days; of the year, end the next's */
};

static int
budget_line(const struct money_budget *b, void *arg)
{
	struct lines *l = arg;

	l->line = mem_array(l->line, l->n + 1, sizeof *l->line);
	l->line[l->n++] = (struct line){ .year = b->year,
		.name = mem_strdup(b->line),
		.title = mem_strdup(b->title),
		.amount = b->amount };
	return 0;
}

static struct line *
budget_find(struct lines *l, const char *name)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->line[i].name, name) == 0)
			return &l->line[i];
	return NULL;
}

static int
budget_spent(const struct money_spent *p, void *arg)
{
	struct lines *l = arg;
	struct line *line = budget_find(l, p->budget);
	int64_t day = (p->at + l->c->zone) / 86400;

	if (!line)
		return 0;
	line->spent += p->amount;
	if (!p->once)
		line->month[cost_month_of(day) % 12] += p->amount;
	return 0;
}

static int
budget_contract(const struct money_contract *t, void *arg)
{
	struct lines *l = arg;
	struct line *line = budget_find(l, t->budget);
	int64_t first, last, before, now, all;

	if (!line || cost_day_parse(t->first, &first) < 0 ||
	    cost_day_parse(t->last, &last) < 0)
		return 0;
	before = cost_contract(t->price_year, first, last, l->first - 1);
	all = cost_contract(t->price_year, first, last, l->end - 1);
	now = l->today < l->first ? before
	    : l->today >= l->end
	    ? all
	    : cost_contract(t->price_year, first, last, l->today);
	line->spent += now - before;
	line->committed += all - now;
	return 0;
}

/* What the rest of the year will take beside contracts. */
static int64_t
budget_forecast(const struct lines *l, const struct line *line)
{
	int64_t left = l->end - 1 - l->today, days = l->end - l->first;
	size_t months;

	if (l->today < l->first || left <= 0)
		return 0;
	months = (size_t)(cost_month_of(l->today) % 12);
	if (months == 0) /* January: by what it has spent so far */
		return cost_rest(line->month[0], left, l->today - l->first + 1);
	return cost_rest(cost_pace(line->month, months) * 12, left, days);
}

static void
budget_out(const struct lines *l, const struct line *line, struct buf *b)
{
	int64_t forecast = budget_forecast(l, line),
		left = line->amount - line->spent - line->committed - forecast,
		passed = l->today < l->first ? 0
	    : l->today >= l->end
	    ? 1000
	    : (l->today - l->first + 1) * 1000 / (l->end - l->first);

	jout_open(b, NULL, '{');
	jout_int(b, "year", line->year);
	jout_text(b, "line", line->name);
	jout_text(b, "title", line->title);
	jout_int(b, "amount", line->amount);
	jout_int(b, "spent", line->spent);
	jout_int(b, "committed", line->committed);
	jout_int(b, "forecast", forecast);
	jout_int(b, "left", left);
	jout_int(b, "passed_permille", passed);
	jout_text(b, "state",
	    left < 0			     ? "over"
		: left < line->amount / THIN ? "thin"
					     : "ok");
	jout_close(b, '}');
}

int
budget_write(struct core *c, int year, struct buf *b, struct fault *f)
{
	struct lines l = { .c = c, .year = year };
	int rc = -1;

	l.today = (loop_now() + c->zone) / 86400;
	l.first = cost_month_day(year * 12);
	l.end = cost_month_day(year * 12 + 12);
	if (store_budget_list(c->store, year, budget_line, &l, f) == 0 &&
	    store_spent_list(c->store, l.first * 86400 - c->zone,
		l.end * 86400 - c->zone, budget_spent, &l, f) == 0 &&
	    store_term_list(c->store, budget_contract, &l, f) == 0)
		rc = 0;
	for (size_t i = 0; i < l.n; i++) {
		if (rc == 0)
			budget_out(&l, &l.line[i], b);
		free(l.line[i].name);
		free(l.line[i].title);
	}
	free(l.line);
	return rc;
}

int
budget_known(struct core *c, const char *line, int64_t at, struct fault *f)
{
	return store_budget_known(
	    c->store, cost_month_of((at + c->zone) / 86400) / 12, line, f);
}
