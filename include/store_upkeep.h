#ifndef STORE_UPKEEP_H
#define STORE_UPKEEP_H

/*
 * The store's door for supplies (supply.h) and services (service.h).  As
 * store.h: only core includes it, each call is atomic, 0 or -1 with the fault,
 * no clock.  Rows are shown as they are read: a callback may not call the
 * store.
 */

#include <stddef.h>

#include "service.h"
#include "stock.h"
#include "store.h"
#include "supply.h"

/* ---- kinds of supply ---- */

#define UPKEEP_SORT 16
#define UPKEEP_MODELS 1024 /* JSON array */

struct store_supply {
	char name[STORE_NAME];
	char title[PERSON_TEXT];
	char sort[UPKEEP_SORT]; /* one of SUPPLY_SORTS */
	int64_t yield, minimum, target;
	char models[UPKEEP_MODELS]; /* of printers it fits, [] any */
	char marker[STORE_NAME];    /* its name at the device, "" none */
	int64_t created;
	/* as they are read */
	int64_t stock, in_use;
	int64_t price; /* of the newest purchase, -1 none */
};
/* New or changed. */
int store_supply_put(
    struct store *s, const struct store_supply *u, struct fault *f);
/* name NULL: all. */
int store_supply_list(struct store *s, const char *name,
    int (*fn)(const struct store_supply *, void *), void *arg, struct fault *f);

/* ---- purchases, counts ---- */

struct store_purchase {
	int64_t id, at, n, left; /* left: not yet installed */
	int64_t price;		 /* rupiah for one */
	const char *supply, *supplier, *delivery, *budget, *person;
};
/* n new items.  FAULT_NOT_FOUND at "". */
int store_supply_buy(struct store *s, const struct store_purchase *p,
    int64_t *ret_id, struct fault *f);
/* Newest first. */
int store_supply_purchases(struct store *s, const char *supply,
    int (*fn)(const struct store_purchase *, void *), void *arg,
    struct fault *f);
/* What a person counted on the shelf: fewer than the book says, and the oldest
 * are lost (by->reason says why); more is FAULT_FIELD at /counted, for it takes
 * a purchase.  ret_lost: how many. */
int store_supply_count(struct store *s, const char *supply, int64_t counted,
    const struct stock_by *by, int64_t *ret_lost, struct fault *f);

/* ---- items in printers ---- */

/* The oldest new one into the printer; the one of that supply which is in it
 * becomes worn.  FAULT_NOT_FOUND at /supply or "", FAULT_STATE at /supply when
 * there is none, or when it does not fit the printer's model. */
int
store_supply_install(struct store *s, const char *supply, const char *printer,
    const struct stock_by *by, int64_t *ret_id, struct fault *f);

struct store_item {
	int64_t id;
	char supply[STORE_NAME], title[PERSON_TEXT], sort[UPKEEP_SORT];
	char marker[STORE_NAME], printer[STORE_NAME];
	int64_t yield; /* that is promised */
	enum supply_state state;
	int64_t installed, removed; /* removed 0: it is in */
	int64_t price, pages;
};
/* Those in use, newest first; of a printer with worn the worn ones after them.
 * One of printer and supply is NULL. */
struct store_item_filter {
	const char *printer, *supply;
	int worn;
	int limit;
};
int store_supply_items(struct store *s, const struct store_item_filter *q,
    int (*fn)(const struct store_item *, void *), void *arg, struct fault *f);
/* Pages that the newest worn ones gave; ret_pages[max]. */
int store_supply_worn(struct store *s, const char *supply, size_t max,
    int64_t *ret_pages, size_t *ret_n, struct fault *f);
/* Pages by printer and day (since 1970-01-01 in the zone) from from on, days
 * rising. */
int store_supply_pace(struct store *s, int64_t from, int32_t zone_seconds,
    int (*fn)(const char *printer, int64_t day, int64_t pages, void *),
    void *arg, struct fault *f);

/* ---- plans ---- */

struct store_plan {
	int64_t id;
	char printer[STORE_NAME], title[PERSON_TEXT];
	int64_t days, pages, grace, began;
	/* as they are read */
	int64_t since;	 /* of this term: began, or its newest service's end */
	int64_t done;	 /* pages since */
	int64_t reached; /* when done came to pages, 0 not */
};
int store_service_plan_add(struct store *s, const struct store_plan *p,
    int64_t *ret_id, struct fault *f);
int store_service_plan_end(
    struct store *s, int64_t id, int64_t now, struct fault *f);
/* printer NULL: all. */
int store_service_plans(struct store *s, const char *printer,
    int (*fn)(const struct store_plan *, void *), void *arg, struct fault *f);

/* ---- services ---- */

struct store_service {
	int64_t id;
	const char *printer;
	int64_t plan; /* 0 none */
	const char *kind, *supplier;
	int64_t began, ended, back; /* 0: not yet, unknown */
	int64_t cost;
	int warranty;
	const char *note, *budget, *person;
	int has_document;
	uint8_t document[STORE_HASH];
};
/* FAULT_CONFLICT at "" when it does not end and the printer is in service,
 * FAULT_FIELD at /plan when that is no plan of this printer. */
int store_service_add(struct store *s, const struct store_service *v,
    int64_t *ret_id, struct fault *f);
/* What is known when it ends; pointers NULL leave as it was. */
struct store_service_end {
	int64_t ended;
	const int64_t *cost;
	const int *warranty;
	const char *note;
};
/* FAULT_NOT_FOUND; FAULT_STATE when it has ended, FAULT_FIELD at /ended when
 * that is before its begin. */
int store_service_end(struct store *s, int64_t id,
    const struct store_service_end *e, struct fault *f);
/* fn once; FAULT_NOT_FOUND. */
int store_service_get(struct store *s, int64_t id,
    int (*fn)(const struct store_service *, void *), void *arg,
    struct fault *f);
struct store_service_filter {
	const char *printer; /* NULL any */
	int open;	     /* only those that go on */
	int64_t before;	     /* id, 0 = from the newest */
	int limit;
};
/* Newest first. */
int store_service_list(struct store *s, const struct store_service_filter *q,
    int (*fn)(const struct store_service *, void *), void *arg,
    struct fault *f);

/* ---- contracts ---- */

struct store_contract {
	int64_t id;
	const char *printer; /* "" all */
	const char *supplier, *number, *first, *last;
	int64_t price_year, visits;
	const char *budget, *person;
};
int store_service_contract_add(struct store *s, const struct store_contract *c,
    int64_t *ret_id, struct fault *f);
/* The last to end first. */
int store_service_contracts(struct store *s,
    int (*fn)(const struct store_contract *, void *), void *arg,
    struct fault *f);

/* ---- what was told ---- */

/* The newest notice of kind about subject that has word in its text, since
 * then; ret_seq 0 = none. */
struct store_told {
	const char *kind, *subject, *word;
	int64_t since;
};
int store_service_told(struct store *s, const struct store_told *t,
    int64_t *ret_seq, struct fault *f);

#endif
