#ifndef CLI_H
#define CLI_H

/* What the files of cetak share: where the server is, how to speak to it, how
 * to speak to the person. */

#include <argp.h>
#include <stddef.h>

#include <jansson.h>

#include "buf.h"

struct fault;

/* ---- what the command line said ---- */

struct cli {
	const char *server; /* "http://127.0.0.1:8631" or "unix:/path" */
	const char *token;  /* bearer token, NULL on the Unix socket */
	int json;	    /* programs read the output */
	int quiet;
	/* options of commands; NULL or 0 when not given */
	const char *photo, *document, *key, *data, *output, *template_name;
	const char *state, *counter, *printer, *group, *media, *reason;
	const char *country, *org, *days;
	const char *full_name, *title, *staff_number, *role, *person;
	const char *with, *at, *manner;
	const char *note, *delivery, *price, *to, *kind, *place, *serial;
	const char *qr, *mrz, *paper, *paper_number, *job;
	const char *by, *from, *xlsx, *residual, *months;
	int csv, pdf;
	const char *yield, *minimum, *target, *models, *marker, *supplier;
	const char *budget, *date, *ended, *back, *pages, *grace, *plan;
	const char *visits;
	int warranty;
	int wait, follow, limit, csr, no_png;
	int descending, pass, fail, refuse;
	const char **arg; /* operands */
	int n_arg;
};

/* Under which heading of the help a command stands. */
enum cli_group {
	CLI_JOB,
	CLI_SHEET,
	CLI_STOCK,
	CLI_MONEY,
	CLI_UPKEEP,
	CLI_OFFICE,
	CLI_SERVER,
	CLI_GROUP_N
};

/* Options without a letter: their keys, and the same in a command's options. */
enum cli_key {
	CLI_KEY_YIELD = 1,
	CLI_KEY_MINIMUM,
	CLI_KEY_TARGET,
	CLI_KEY_MODELS,
	CLI_KEY_MARKER,
	CLI_KEY_SUPPLIER,
	CLI_KEY_BUDGET,
	CLI_KEY_DATE,
	CLI_KEY_ENDED,
	CLI_KEY_BACK,
	CLI_KEY_PAGES,
	CLI_KEY_GRACE,
	CLI_KEY_PLAN,
	CLI_KEY_WARRANTY,
	CLI_KEY_VISITS,
	CLI_KEY_BY,
	CLI_KEY_FROM,
	CLI_KEY_CSV,
	CLI_KEY_XLSX,
	CLI_KEY_PDF,
	CLI_KEY_RESIDUAL,
	CLI_KEY_MONTHS,
};
#define CLI_YIELD "\001"
#define CLI_MINIMUM "\002"
#define CLI_TARGET "\003"
#define CLI_MODELS "\004"
#define CLI_MARKER "\005"
#define CLI_SUPPLIER "\006"
#define CLI_BUDGET "\007"
#define CLI_DATE "\010"
#define CLI_ENDED "\011"
#define CLI_BACK "\012"
#define CLI_PAGES "\013"
#define CLI_GRACE "\014"
#define CLI_PLAN "\015"
#define CLI_WARRANTY "\016"
#define CLI_VISITS "\017"
#define CLI_BY "\020"
#define CLI_FROM "\021"
#define CLI_CSV "\022"
#define CLI_XLSX "\023"
#define CLI_PDF "\024"
#define CLI_RESIDUAL "\025"
#define CLI_MONTHS "\026"

/* One table of commands: parsing, help and completion all come from it. */
struct cli_command {
	const char *name;     /* "submit", "printer add" */
	const char *args;     /* "FILE.json", as shown by --help */
	const char *id, *en;  /* one line each */
	const char *options;  /* letters of cli_options[] it takes, and keys
				 of those without a letter */
	int least, most;      /* operands; most -1 = any number */
	const char *complete; /* operands: "file", "job", "printer", "kind",
				 "person", "supply", "", or the words after a '=' */
	int (*run)(struct cli *c);
	enum cli_group group;
	unsigned reasons; /* uses of reason.h whose codes --reason takes */
};
extern const struct cli_command cli_commands[];
extern const struct argp_option cli_options[];

/* ---- commands, by file ---- */

int jobs_submit(struct cli *c);
int jobs_list(struct cli *c);
int jobs_show(struct cli *c);
int jobs_hold(struct cli *c);
int jobs_release(struct cli *c);
int jobs_cancel(struct cli *c);
/* One line about a job. */
void jobs_print(const struct cli *c, const json_t *job);
int batch_run(struct cli *c);
int supplies_list(struct cli *c);
int supplies_put(struct cli *c);
int supplies_buy(struct cli *c);
int supplies_purchases(struct cli *c);
int supplies_count(struct cli *c);
int supplies_install(struct cli *c);
int supplies_reorder(struct cli *c);
int services_plans(struct cli *c);
int services_plan_add(struct cli *c);
int services_plan_end(struct cli *c);
int services_list(struct cli *c);
int services_begin(struct cli *c);
int services_add(struct cli *c);
int services_end(struct cli *c);
int services_document(struct cli *c);
int services_contracts(struct cli *c);
int services_contract_add(struct cli *c);
int watch_printers(struct cli *c);
int watch_printer(struct cli *c);
int watch_notices(struct cli *c);
int admin_printer_add(struct cli *c);
int admin_printer_remove(struct cli *c);
int admin_token_new(struct cli *c);
int admin_ready(struct cli *c);
int tool_template_list(struct cli *c);
int tool_template_check(struct cli *c);
int tool_template_preview(struct cli *c);
int tool_key_new(struct cli *c);
int complete_run(struct cli *c);
int blanks_now(struct cli *c);
int blanks_one(struct cli *c);
int blanks_list(struct cli *c);
int blanks_receive(struct cli *c);
int blanks_move(struct cli *c);
int blanks_spoil(struct cli *c);
int blanks_return(struct cli *c);
int blanks_destroy(struct cli *c);
int blanks_count(struct cli *c);
int blanks_check(struct cli *c);
int figures_report(struct cli *c);
int figures_forecast(struct cli *c);
int blanks_tray(struct cli *c);
int blanks_kind_add(struct cli *c);
int blanks_kind_list(struct cli *c);
int sheets_doubt(struct cli *c);
int sheets_serial(struct cli *c);
int sheets_check(struct cli *c);
int sheets_issue(struct cli *c);
int sheets_spoil(struct cli *c);
int sheets_reprint(struct cli *c);
int sheets_uncollected(struct cli *c);
int office_person_add(struct cli *c);
int office_person_list(struct cli *c);
int office_person_leave(struct cli *c);
int office_approve(struct cli *c);
int office_register(struct cli *c);
int office_minutes(struct cli *c);
int office_close(struct cli *c);
int office_closings(struct cli *c);
int office_reasons(struct cli *c);
int money_costs(struct cli *c);
int money_ledger(struct cli *c);
int money_what_if(struct cli *c);
int money_assets(struct cli *c);
int money_asset_add(struct cli *c);
int money_budgets(struct cli *c);
int money_budget_put(struct cli *c);
int report_get(struct cli *c);
int report_site(struct cli *c);
int report_today(struct cli *c);
/* The path's answer as the file that --csv or --xlsx asks for; path is
 * released. */
int report_file(struct cli *c, struct buf *path);
/* The codes of --reason for the uses wanted, with their words. */
void office_codes(unsigned wanted);
/* The line about what waits for another person. */
void office_asked(const struct cli *c, const json_t *request);

/* Follows a job's events until it is final, in doubt or printed; 0 when the
 * sheet came out, else an exit code. */
int follow_job(struct cli *c, long long id);

/* ---- the server, http.c ---- */

struct http_part { /* multipart/form-data */
	const char *name, *type, *filename;
	const void *p;
	size_t n;
};
struct http_call {
	const char *method, *path;
	const char *type; /* of body */
	const void *body;
	size_t body_n;
	const struct http_part *part; /* instead of body */
	size_t n_part;
	const char *key;	/* Idempotency-Key */
	const char *last_event; /* Last-Event-ID */
	/* called for each piece instead of filling reply->body; non-zero
	 * ends the call, which then counts as well done */
	int (*sink)(const char *p, size_t n, void *arg);
	void (*tick)(void *arg); /* about each second; NULL = not wanted */
	void *arg;		 /* of both */
};
struct http_reply {
	long status; /* 0: no answer */
	struct buf body;
};
/* 0 when the server answered, whatever its status; else -1 with f. */
int http_do(const struct cli *c, const struct http_call *call,
    struct http_reply *ret_r, struct fault *f);

/* ---- what commands have in common, say.c ---- */

/* 1 when the person's locale is not Indonesian. */
int say_english(void);
const char *say(const char *id, const char *en);
/* Prints problem+json (or whatever came) to stderr; its exit code. */
int say_problem(const struct http_reply *r);
int say_fault(const struct fault *f);
/* What came from a server, made fit for a terminal: no text of it moves the
 * cursor, starts a line or turns it round. */
void say_plain(json_t *v);
/* Calls and parses JSON; NULL after having said why, code in ret_exit. */
json_t *say_call(struct cli *c, const struct http_call *call, int *ret_exit);
json_t *say_get(struct cli *c, const char *path, int *ret_exit);
void say_json(const json_t *v);
/* A member of an answer, "-" or 0 when it is not there. */
const char *say_text(const json_t *v, const char *name);
long long say_number(const json_t *v, const char *name);
/* text as the number of a job or request; -1 after having said why. */
int say_id(const char *text, long long *ret_id);
/* 1 after having said that the option is needed. */
int say_needs(const char *value, const char *option);
/* A job's state in the person's language. */
const char *say_state(const char *state);
/* A time of the API (UTC) by the clock of the person's machine, in room or
 * elsewhere. */
#define SAY_TIME 24
const char *say_time(const json_t *utc, char room[SAY_TIME]);
/* How long ago a time of the API was, in the largest unit that fits. */
const char *say_age(const json_t *utc, char room[SAY_TIME]);
/* The line that tells why a job waits or ended; "" if nothing. */
const char *say_reason(const json_t *job);
/* Reads a file or "-"; -1 after having said why. */
int say_read(const char *path, size_t max, struct buf *ret_b);

/* ---- acts and lists of the API, send.c ---- */

/* text as one part of a path or query; the caller's to free. */
char *send_escape(const char *text);
/* Puts a text that was given (NULL: was not) into a body; ends the program
 * when it is no UTF-8. */
void send_text(json_t *body, const char *name, const char *text);
/* The same with a whole number; ends the program when it is none. */
void send_number(json_t *body, const char *name, const char *text);
/* A fresh Idempotency-Key. */
void send_key(char ret[33]);
/* {"reason", "note"} of the command line. */
json_t *send_why(const struct cli *c);
/* Calls, then prints the answer: as JSON with --json, else by print (NULL:
 * nothing), but for a GET not with --quiet.  Takes path, which it frees, and
 * body, NULL for none. */
int send_call(struct cli *c, const char *method, char *path, json_t *body,
    void (*print)(const struct cli *c, const json_t *answer));
/* The items of all pages in one array, keep != 0: only the last so many; path
 * has a query that names the limit.  NULL after having said why. */
json_t *send_pages(struct cli *c, const char *path, size_t keep, int *ret_exit);

/* ---- tables for people, table.c ---- */

#define TABLE_ROOM 320
struct table_column {
	const char *key; /* of the row; NULL: word() is given the whole row */
	const char *id, *en;
	int right;
	/* what stands in the cell, in room or elsewhere; NULL: the member */
	const char *(*word)(const json_t *v, char room[TABLE_ROOM]);
};
/* Prints objects as rows; a column without head ends the list. */
void table_rows(const struct table_column *column, const json_t *items);
/* A word() for a time of the API. */
const char *table_time(const json_t *v, char room[TABLE_ROOM]);
const char *table_age(const json_t *v, char room[TABLE_ROOM]);
/* And for a code of reason.h, for the state of a job, for yes and no. */
const char *table_reason(const json_t *v, char room[TABLE_ROOM]);
const char *table_state(const json_t *v, char room[TABLE_ROOM]);
const char *table_yes(const json_t *v, char room[TABLE_ROOM]);

struct table;
struct table *table_new(int columns);
void table_head(struct table *t, int column, const char *text, int right);
void table_cell(struct table *t, const char *text);
void table_print(const struct table *t);
void table_free(struct table *t);

#endif
