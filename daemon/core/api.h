#ifndef API_H
#define API_H

/* The handlers of the route table: 1 when the ask is kept, else 0. */

struct ask;
struct core;

int api_job_create(struct ask *a);
int api_job_list(struct ask *a);
int api_job_get(struct ask *a);
int api_job_events(struct ask *a);
int api_job_pdf(struct ask *a);
int api_job_hold(struct ask *a);
int api_job_release(struct ask *a);
int api_job_cancel(struct ask *a);

int preview_create(struct ask *a);

int admin_templates(struct ask *a);
int admin_printers(struct ask *a);
int admin_printer_put(struct ask *a);
int admin_printer_remove(struct ask *a);
int admin_token_create(struct ask *a);
int history_events(struct ask *a);

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
