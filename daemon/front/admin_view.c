/*
 * The pages of /admin by name: what each asks core and who writes it.  What
 * a person may not see, or core does not have, is left out of the page;
 * "must" marks what the page is about.
 */

#include <string.h>

#include "admin_int.h"

/* All of them: for their titles. */
#define OFFERED "\"limit\":\"200\""

static const struct admin_view views[] = {
	{ .name = "admin.printers",
	    .menu = ADMIN_PRINTERS,
	    .render = admin_printers,
	    .ask = { { .route = "printer.list", .must = 1 } } },
	{ .name = "admin.printer",
	    .menu = ADMIN_PRINTERS,
	    .render = admin_printer,
	    .ask = { { .route = "printer.get", .must = 1 },
		{ .route = "supply.items" },
		{ .route = "plan.list", .make = admin_printer_ask_plans },
		{ .route = "service.list", .make = admin_printer_ask_services },
		{ .route = "cost.list", .make = admin_printer_ask_months },
		{ .route = "cost.list", .make = admin_printer_ask_cost },
		{ .route = "contract.list" }, { .route = "supply.list" } } },
	{ .name = "admin.stock",
	    .menu = ADMIN_STOCK,
	    .render = admin_stock,
	    .ask = { { .route = "kind.list" }, { .route = "stock.now" },
		{ .route = "stock.forecast" }, { .route = "supply.list" },
		{ .route = "supply.reorder" },
		{ .route = "stock.list",
		    .query = "\"limit\":\"12\",\"order\":\"descending\"" },
		{ .route = "printer.list" } } },
	{ .name = "admin.costs",
	    .menu = ADMIN_COSTS,
	    .render = admin_costs,
	    .ask = { { .route = "cost.list", .make = admin_costs_ask_table },
		{ .route = "cost.list", .make = admin_costs_ask_kinds },
		{ .route = "budget.list", .make = admin_costs_ask_budgets },
		{ .route = "cost.list", .make = admin_costs_ask_months },
		{ .route = "cost.if", .make = admin_costs_ask_what_if },
		{ .route = "template.list", .query = OFFERED } } },
	{ .name = "admin.reports",
	    .menu = ADMIN_REPORTS,
	    .render = admin_reports,
	    .ask = { { .route = "report.get",
			 .make = admin_reports_ask,
			 .param = "name",
			 .other = "day" },
		{ .route = "site.get", .make = admin_reports_ask_site } } },
	{ .name = "admin.audit",
	    .menu = ADMIN_AUDIT,
	    .render = admin_audit,
	    .ask = { { .route = "event.list",
			 .query = "\"after\":\"9007199254740991\"",
			 .must = 1 },
		{ .route = "event.list", .make = admin_audit_ask } } },
	{ .name = "admin.settings",
	    .menu = ADMIN_SETTINGS,
	    .render = admin_settings,
	    .ask = { { .route = "printer.list" }, { .route = "person.list" },
		{ .route = "template.list", .query = OFFERED },
		{ .route = "kind.list" } } },
	{ .name = "admin.home",
	    .menu = ADMIN_HOME,
	    .render = admin_home,
	    .ask = { { .route = "job.list",
			 .query = "\"state\":\"doubt\",\"limit\":\"20\"" },
		{ .route = "printer.list" },
		{ .route = "job.list",
		    .query = "\"state\":\"held\",\"limit\":\"5\"" },
		{ .route = "stock.forecast" }, { .route = "supply.list" },
		{ .route = "event.list",
		    .query = "\"after\":\"9007199254740991\"" },
		{ .route = "event.list", .make = admin_feed_events },
		{ .route = "notice.list",
		    .query = "\"after\":\"9007199254740991\"" },
		{ .route = "notice.list", .make = admin_feed_notices },
		{ .route = "template.list", .query = OFFERED },
		{ .route = "kind.list" } } },
	{ .name = "admin.jobs",
	    .menu = ADMIN_JOBS,
	    .render = admin_jobs,
	    .ask = { { .route = "job.list",
			 .query = "\"limit\":\"25\"",
			 .pass = "q state template printer counter from to "
				 "cursor",
			 .must = 1 },
		{ .route = "printer.list" },
		{ .route = "template.list", .query = OFFERED } } },
	{ .name = "admin.job",
	    .menu = ADMIN_JOBS,
	    .render = admin_job,
	    .ask = { { .route = "job.get", .must = 1 },
		{ .route = "job.events", .query = "\"limit\":\"100\"" },
		{ .route = "approval.list" },
		{ .route = "template.list", .query = OFFERED },
		{ .route = "job.cost" } } },
	/* the name in full: recorded, then shown */
	{ .name = "admin.job.open",
	    .menu = ADMIN_JOBS,
	    .render = admin_job,
	    .ask = { { .route = "job.see", .must = 1 },
		{ .route = "job.events", .query = "\"limit\":\"100\"" },
		{ .route = "approval.list" },
		{ .route = "template.list", .query = OFFERED },
		{ .route = "job.cost" } } },
};

const struct admin_view *
admin_view_find(const char *name)
{
	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++)
		if (strcmp(views[i].name, name) == 0)
			return &views[i];
	return NULL;
}
