#ifndef MONEY_H
#define MONEY_H

/*
 * The store's door for money and figures: assets and budgets, what came out of
 * printers, and what supplies, services, contracts and blanks cost.  As
 * store.h: only core includes it, each call is atomic, 0 or -1 with the fault,
 * no clock.  Money is whole rupiah.  A callback sees borrowed values and may
 * not call the store; not 0 ends the list.  A span is from <= time < to.
 */

#include <stdint.h>

struct fault;
struct store;

/* ---- assets and budgets ---- */

struct money_asset {
	int64_t id;
	const char *printer; /* "" = of none */
	const char *title;
	int64_t price, residual;
	const char *bought; /* YYYY-MM-DD */
	int by_output;	    /* else in a straight line */
	int64_t life_months, pages;
	const char *budget, *person;
};
int store_asset_add(struct store *s, const struct money_asset *a,
    int64_t *ret_id, struct fault *f);
int store_asset_list(struct store *s,
    int (*fn)(const struct money_asset *, void *), void *arg, struct fault *f);

struct money_budget {
	int year;
	const char *line, *title;
	int64_t amount;
};
/* New or changed. */
int store_budget_put(
    struct store *s, const struct money_budget *b, struct fault *f);
/* year 0 = all. */
int store_budget_list(struct store *s, int year,
    int (*fn)(const struct money_budget *, void *), void *arg, struct fault *f);
/* FAULT_FIELD at /budget when the year has no such line; "" is fine. */
int store_budget_known(
    struct store *s, int year, const char *line, struct fault *f);

/* What a line paid in a span: purchases, deliveries, services, assets;
 * contracts are not among them. */
struct money_spent {
	const char *budget;
	int64_t at, amount;
	int once; /* an asset: no part of a pace */
};
int store_spent_list(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct money_spent *, void *), void *arg, struct fault *f);

/* ---- what came out (store_output.c) ---- */

struct money_output {
	int64_t job, at, took, pages, price;
	int spoiled;
	const char *printer, *template_name, *counter, *scheme, *region;
};
/* In order of time. */
int store_output_list(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct money_output *, void *), void *arg, struct fault *f);
/* Pages that a printer put out, "" = all of them. */
int store_output_pages(struct store *s, const char *printer, int64_t from,
    int64_t to, int64_t *ret_pages, struct fault *f);

/* When the sheet of a job came out, 0 = it has not. */
int
store_output_at(struct store *s, int64_t job, int64_t *ret_at, struct fault *f);

/* ---- what things cost ---- */

struct money_item { /* was in use, or was lost, in the span */
	int64_t id;
	const char *supply, *title, *printer;
	int lost;
	int64_t installed, removed, bought; /* 0 = not */
	int64_t price, yield;
};
int store_used_list(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct money_item *, void *), void *arg, struct fault *f);

struct money_service { /* went on in the span */
	int64_t id;
	const char *printer, *kind, *supplier;
	int64_t began, ended; /* 0 = not yet */
	int64_t cost;	      /* 0 under warranty */
	int warranty;
};
int store_repair_list(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct money_service *, void *), void *arg,
    struct fault *f);

struct money_contract {
	int64_t id;
	const char *printer, *supplier, *number, *first, *last, *budget;
	int64_t price_year;
};
int store_term_list(struct store *s,
    int (*fn)(const struct money_contract *, void *), void *arg,
    struct fault *f);

struct money_waste { /* blanks that no sheet is on */
	int64_t seq, at, n, price;
	const char *kind, *title, *first, *last;
};
int store_waste_list(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct money_waste *, void *), void *arg, struct fault *f);

/* ---- figures for reports and for the site (store_figures.c) ---- */

/* A kind's change of stock and its use by day (of the zone) since day,
 * rising. */
struct money_drawn {
	const char *kind;
	int64_t day, change, used;
};
int store_drawn_list(struct store *s, int64_t day, int32_t zone_seconds,
    int (*fn)(const struct money_drawn *, void *), void *arg, struct fault *f);
/* When each kind first came, and how many there are now. */
int store_kinds_first(struct store *s,
    int (*fn)(const char *kind, int64_t at, int64_t on_hand, void *), void *arg,
    struct fault *f);

struct money_supply {
	const char *name, *title;
	int64_t bought, paid, installed, worn, lost; /* in the span */
	int64_t stock;				     /* now */
};
int store_supply_sums(struct store *s, int64_t from, int64_t to,
    int (*fn)(const struct money_supply *, void *), void *arg, struct fault *f);

struct money_plan {
	const char *printer, *title;
	int64_t days, pages, grace_days;
	int64_t began; /* of its term: the newest service before at, or first */
};
int store_plan_terms(struct store *s, int64_t at,
    int (*fn)(const struct money_plan *, void *), void *arg, struct fault *f);

#endif
