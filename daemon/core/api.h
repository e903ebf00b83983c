#ifndef API_H
#define API_H

/* The handlers of the route table: 1 when the ask is kept, else 0. */

#include <stdint.h>

#include <jansson.h>

struct ask;
struct core;
struct fault;
struct store_job;

int api_job_create(struct ask *a);
int api_job_list(struct ask *a);
int api_job_get(struct ask *a);
int api_job_events(struct ask *a);
int api_job_pdf(struct ask *a);
int api_job_preview(struct ask *a);
int api_job_cost(struct ask *a);
int api_job_hold(struct ask *a);
int api_job_release(struct ask *a);
int api_job_cancel(struct ask *a);
int api_job_see(struct ask *a);
/* The sheet itself is given to a browser: the same record, once in a while.
 * -1: it could not be kept, nothing may be shown. */
int api_looked_at(struct ask *a, const struct store_job *was, struct fault *f);

int api_job_settle(struct ask *a);
int api_job_serial(struct ask *a);
int api_job_check(struct ask *a);
int api_job_hand_over(struct ask *a);
int api_job_reprint(struct ask *a);
int api_job_approve(struct ask *a);

/* Keeps the ask's body as a proposal for another person; answers 202. */
int api_propose(struct ask *a, const char *act, int64_t job, struct fault *f);
/* The sheet anew, in the open transaction; what: {reason, note}. */
int api_reprint(struct core *c, int64_t job, int64_t rev, const char *counter,
    const char *person, const char *second, const json_t *what,
    struct store_job *ret_j, struct fault *f);

int api_two_list(struct ask *a);
int api_two_approve(struct ask *a);
int api_two_refuse(struct ask *a);

int api_person_list(struct ask *a);
int api_person_put(struct ask *a);
int api_person_leave(struct ask *a);
int api_kind_list(struct ask *a);
int api_kind_put(struct ask *a);
int api_stock_receive(struct ask *a);
int api_stock_move(struct ask *a);
int api_stock_spoil(struct ask *a);
int api_stock_return(struct ask *a);
int api_stock_destroy(struct ask *a);
int api_stock_count(struct ask *a);
int api_stock_now(struct ask *a);
int api_stock_list(struct ask *a);
int api_stock_blank(struct ask *a);
int api_stock_check(struct ask *a);
int api_stock_forecast(struct ask *a);
int api_tray_put(struct ask *a);
int api_supply_list(struct ask *a);
int api_supply_put(struct ask *a);
int api_supply_reorder(struct ask *a);
int api_supply_buy(struct ask *a);
int api_supply_purchases(struct ask *a);
int api_supply_count(struct ask *a);
int api_supply_install(struct ask *a);
int api_supply_items(struct ask *a);
int api_plan_list(struct ask *a);
int api_plan_add(struct ask *a);
int api_plan_end(struct ask *a);
int api_plan_contracts(struct ask *a);
int api_plan_contract_add(struct ask *a);
int api_service_list(struct ask *a);
int api_service_add(struct ask *a);
int api_service_end(struct ask *a);
int api_service_document(struct ask *a);
int api_metrics(struct ask *a);
int api_day(struct ask *a);
int api_minutes(struct ask *a);
int api_closing_ask(struct ask *a);
int api_closing_list(struct ask *a);
int api_register_list(struct ask *a);
int api_register_get(struct ask *a);
int api_printer_get(struct ask *a);
int api_me(struct ask *a);

int api_asset_list(struct ask *a);
int api_asset_create(struct ask *a);
int api_budget_list(struct ask *a);
int api_budget_put(struct ask *a);
int api_costs(struct ask *a);
int api_cost_ledger(struct ask *a);
int api_what_if(struct ask *a);
int api_overview(struct ask *a);
int api_report_get(struct ask *a);
int api_report_create(struct ask *a);
int api_site(struct ask *a);

int preview_create(struct ask *a);

int admin_templates(struct ask *a);
int admin_printers(struct ask *a);
int admin_printer_put(struct ask *a);
int admin_printer_remove(struct ask *a);
int admin_token_create(struct ask *a);
int history_events(struct ask *a);
int history_notices(struct ask *a);

int ready_get(struct ask *a);
int verify_get(struct ask *a);

int batch_create(struct ask *a);
int batch_get(struct ask *a);
int batch_lines(struct ask *a);
/* Unfinished batches of an earlier life are read on. */
void batch_recover(struct core *c);
void batch_release(struct core *c);
/* At most one group of lines; 1 when there are more to read. */
int batch_run(struct core *c);

/* 1 when the request bears a key, else it is answered. */
int api_key_ok(struct ask *a);
/* 1 answered from what is kept, 0 the key is new, -1 answered with a fault. */
int api_replay(struct ask *a);

#endif
