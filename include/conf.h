#ifndef CONF_H
#define CONF_H

/*
 * The configuration: one INI file and conf.d/ beside it (files ending in
 * .conf, in name order); later values win.  Every key is in one table
 * (conf_table.c) with its section, default, range and a line of help; unknown
 * keys are faults with file:line and the nearest known key.  All programs of an authority read the same file.
 */

#include <stdio.h>

struct fault;
struct faults;

struct conf {
	/* [authority] */
	char *name;	 /* "imigrasi": store, certificate, unit agree */
	char *title;	 /* "Kantor Imigrasi Kelas II Contoh" */
	char *telephone; /* public page: where to ask; may be "" */
	char *state;	 /* 3 letters in the seal: IDN, UTO */
	char *host;	 /* public host in every QR: cek.ltsa.test */
	char *zone;	 /* WIB, WITA or WIT */
	/* [paths] */
	char *state_dir; /* store and blobs */
	char *run_dir;	 /* front.sock gate.sock seal.sock http.sock */
	char *template_dir;
	char *font_dir;
	char *libexec_dir; /* cetakd-render, cetakd-press */
	/* [http] */
	char *listen;	     /* "127.0.0.1:8631"; "" = Unix socket only */
	long long max_body;  /* bytes */
	long long max_batch; /* bytes of a batch */
	/* [cups] */
	char *cups_server; /* "/run/cups/cups.sock" or "127.0.0.1:631" */
	long long window;  /* jobs handed to one queue at a time */
	/* [render] */
	long long workers;	  /* jobs rendered at once */
	long long render_seconds; /* CPU and wall limit of one job */
	long long render_memory;  /* MiB, address space of one job */
	/* [seal] */
	char *key_file; /* default: $CREDENTIALS_DIRECTORY/key.pem */
	char *cert_file;
	/* [gate] */
	long long resume_seconds; /* wait for gates after a restart */
	/* [hook] */
	char *hook_url;	   /* "" = no webhooks */
	char *hook_secret; /* file: whsec_... */
	char *hook_events; /* "notices", "jobs", "notices,jobs" */
	char *hook_ca;	   /* file: trusted instead of the system's, "" */
	char *hook_server; /* the API: "unix:/...", "https://..." */
	char *hook_token;  /* file: bearer token of the API */
	char *hook_state;  /* folder: how far deliveries have come */
	long long hook_timeout, hook_retry; /* seconds */
	/* [mail] */
	char *mail_to;	  /* addresses with commas; "" = no mail */
	char *mail_from;  /* "" = as sendmail says */
	char *mail_level; /* "attention", "down" */
	char *mail_sendmail;
	long long mail_every; /* seconds between two mails */
	/* [health] */
	long long hold_seconds; /* no printer well: then jobs are held */
	long long hung_seconds; /* printing without any progress */

	char **origin; /* conf.c's: where each value came from */
};

/* Reads and checks.  On failure c is empty and f says file:line.  path NULL
 * gives the defaults. */
int conf_load(const char *path, struct conf *c, struct fault *f);
void conf_release(struct conf *c);

/* "-t": whether what the configuration names can be opened.  -1 when fs has
 * any; a secret that only the sealing user may read is not a fault. */
int conf_open_check(const struct conf *c, struct faults *fs);

/* "-T": every key as it is in effect, with its origin (file:line or
 * default), as INI. */
void conf_print(const struct conf *c, FILE *to);

#endif
