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
	int wait, follow, limit, csr, no_png;
	const char **arg; /* operands */
	int n_arg;
};

/* One table of commands: parsing, help and completion all come from it. */
struct cli_command {
	const char *name;     /* "submit", "printer add" */
	const char *args;     /* "FILE.json", as shown by --help */
	const char *id, *en;  /* one line each */
	const char *options;  /* letters of cli_options[] it takes */
	int least, most;      /* operands; most -1 = any number */
	const char *complete; /* operands: "file", "job", "printer", "" */
	int (*run)(struct cli *c);
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
int batch_run(struct cli *c);
int admin_printers(struct cli *c);
int admin_printer_add(struct cli *c);
int admin_printer_remove(struct cli *c);
int admin_token_new(struct cli *c);
int admin_ready(struct cli *c);
int tool_template_list(struct cli *c);
int tool_template_check(struct cli *c);
int tool_template_preview(struct cli *c);
int tool_key_new(struct cli *c);
int complete_run(struct cli *c);

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
/* Calls and parses JSON; NULL after having said why, code in ret_exit. */
json_t *say_call(struct cli *c, const struct http_call *call, int *ret_exit);
json_t *say_get(struct cli *c, const char *path, int *ret_exit);
void say_json(const json_t *v);
/* A job's state in the person's language. */
const char *say_state(const char *state);
/* A time of the API (UTC) by the clock of the person's machine, in room or
 * elsewhere. */
#define SAY_TIME 20
const char *say_time(const json_t *utc, char room[SAY_TIME]);
/* The line that tells why a job waits or ended; "" if nothing. */
const char *say_reason(const json_t *job);
/* Reads a file or "-"; -1 after having said why. */
int say_read(const char *path, size_t max, struct buf *ret_b);

/* ---- tables for people, table.c ---- */

struct table;
struct table *table_new(int columns);
void table_head(struct table *t, int column, const char *text, int right);
void table_cell(struct table *t, const char *text);
void table_print(const struct table *t);
void table_free(struct table *t);

#endif
