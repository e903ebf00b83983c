#ifndef UPKEEP_H
#define UPKEEP_H

/*
 * The upkeep of printers: what is left of their supplies, when their service
 * falls due, and what that means for dispatch.
 */

#include <stdint.h>

#include "store_upkeep.h"

struct buf;
struct core;
struct fault;
struct printer;

int upkeep_init(struct core *c, struct fault *f);
void upkeep_release(struct core *c);
/* Reads anew what stands in memory, after a commit that failed. */
void upkeep_forget(struct core *c);
/* The plans or services of a printer changed: may it print?  What it was given
 * is taken back when it goes into service. */
void upkeep_look(struct core *c, const char *printer);
/* Something of supplies or services changed: looks at everything soon, and
 * tells what is new. */
void upkeep_soon(struct core *c);

/* 1 when p takes no such sheet: its service is past its grace, and the sheet
 * is secure (sealed, or on a numbered blank). */
int upkeep_blocks(const struct printer *p, int secure);

/* Days since 1970-01-01 in the site's zone. */
int64_t upkeep_today(const struct core *c);
int64_t upkeep_day(const struct core *c, int64_t utc);
/* "2026-11-22"; "" for SERVICE_NEVER. */
void upkeep_day_text(int64_t day, char ret[11]);
/* Pages of a working day, 0 unknown. */
int64_t upkeep_pace(struct core *c, const char *printer);
/* What a plan says today. */
void upkeep_due(
    struct core *c, const struct store_plan *p, struct service_due *ret_d);

struct upkeep_service {
	enum service_state state;
	int64_t due;   /* day, SERVICE_NEVER: nobody can say */
	int64_t days;  /* until then, below 0: over it; where due is known */
	int64_t hold;  /* day from which secure sheets wait, as due */
	int by_pages;  /* it counts pages, and these are left of them: */
	int64_t pages; /* below 0: over it */
	int64_t since; /* in service: UTC second */
	int64_t back;  /* in service: day it is expected, SERVICE_NEVER */
	char title[PERSON_TEXT]; /* of the plan, "" none */
};
/* Of all plans the one that matters first. */
void upkeep_service(
    struct core *c, const char *printer, struct upkeep_service *ret_s);
/* Members "supplies" and "service" of a printer. */
void upkeep_supplies(struct core *c, const struct printer *p, struct buf *b);
void upkeep_answer(const struct printer *p, struct buf *b);

/* ---- figures (upkeep_stock.c) ---- */

/* What the device itself says of the supply with that marker name, per cent;
 * -1 when it says nothing. */
int upkeep_device_level(const struct printer *p, const char *marker);

/* What the worn ones of a supply gave, read once until something is changed:
 * many items of a supply ask for the same. */
struct upkeep_worn {
	char supply[STORE_NAME];
	int64_t promised, measured, yield;
};
struct upkeep_worns {
	struct upkeep_worn *row;
	size_t n;
};
struct upkeep_worns *upkeep_worns(struct core *c);

/* A kind of supply with what follows from it. */
struct upkeep_kind {
	struct store_supply s;
	int64_t yield;	  /* pages one gives, measured or promised */
	int64_t measured; /* median of the worn ones, -1 none */
	int64_t per_day;  /* pages of a working day, 0 unknown */
	int64_t days;	  /* that stock and what is in use last, -1 unknown */
	int64_t order;
	enum supply_standing stands;
};
/* name NULL: all. */
int upkeep_stock_kinds(struct core *c, const char *name,
    void (*fn)(const struct upkeep_kind *, void *), void *arg, struct fault *f);

/* An item in a printer with what follows from it. */
struct upkeep_item {
	struct store_item i;
	int64_t yield;
	int64_t level; /* of one in use, -1 of a worn one */
	int by_device;
	int64_t pages_left, days_left; /* -1 unknown */
};
int upkeep_stock_items(struct core *c, const char *printer, int worn,
    void (*fn)(const struct upkeep_item *, void *), void *arg, struct fault *f);

/* ---- telling (upkeep_tell.c) ---- */

/* Tells what is due, low or out and was not told yet. */
void upkeep_tell(struct core *c);
/* What was last told of a supply's stock; NULL nothing in this life. */
enum supply_standing *upkeep_shelf(struct core *c, const char *supply);
enum supply_standing *
upkeep_shelf_add(struct core *c, const char *supply, enum supply_standing last);

#endif
