/*
 * cetak-verify: tells whether a seal is genuine, offline, by the certificates
 * it is given.  Everything it reads but those is hostile.  Exit code 0 means
 * that at least one seal was found and every one is VALID.
 */

#include <argp.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sysexits.h>
#include <unistd.h>

#include "buf.h"
#include "fault.h"
#include "log.h"
#include "seal.h"

#include "report.h"
#include "scan.h"
#include "trust.h"

#define INPUT_MAX (64u << 20)
#define FOLDER "/etc/cetakd/certificates"
#define NOT_VALID 1

struct options {
	struct trust trust;
	int given; /* certificates on the command line */
	int json, english;
	char **input;
	size_t inputs;
};

/* One input while it is judged. */
struct judging {
	const struct options *o;
	const char *file;
	size_t seals, valid;
};

static void
judge(const char *text, size_t n, int page, void *arg)
{
	struct judging *j = arg;
	struct seal s;
	size_t by = SIZE_MAX;
	struct report r = { .seal = &s, .file = j->file, .page = page };

	r.verdict = seal_parse(text, n, &s, NULL);
	if (r.verdict == SEAL_VALID)
		r.verdict =
		    seal_judge(&s, j->o->trust.cert, j->o->trust.n, &by);
	if (by < j->o->trust.n)
		r.cert = j->o->trust.cert[by];
	if (j->o->json)
		report_json(&r, stdout);
	else
		report_line(&r, j->o->english, stdout);
	j->seals++;
	j->valid += r.verdict == SEAL_VALID;
	seal_release(&s);
}

/* One seal a line, as a scanner types them. */
static void
judge_lines(const char *p, size_t n, struct judging *j)
{
	const char *end = p + n;

	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		size_t len = (size_t)((nl != NULL ? nl : end) - p);
		size_t head = 0;
		while (len > 0 && strchr(" \t\r", p[len - 1]) != NULL)
			len--;
		while (head < len && strchr(" \t", p[head]) != NULL)
			head++;
		if (len > head)
			judge(p + head, len - head, 0, j);
		p = nl != NULL ? nl + 1 : end;
	}
}

static int
judge_png(const struct buf *b, struct judging *j)
{
	struct scan_image i;

	if (scan_png(b->p, b->n, &i) != 0) {
		log_warnx("%s: %s", j->file,
		    j->o->english ? "not a readable PNG"
				  : "bukan PNG yang terbaca");
		return EX_DATAERR;
	}
	(void)scan_qr(&i, 0, judge, j);
	scan_image_release(&i);
	return EX_OK;
}

/* 200 dpi finds a module of 0.33 mm with 2.6 pixels; 300 when it does not. */
static int
judge_pdf(const struct buf *b, struct judging *j)
{
	int n = scan_pdf(b, 200, judge, j);

	if (n == 0)
		n = scan_pdf(b, 300, judge, j);
	if (n >= 0)
		return EX_OK;
	if (errno == ENOENT) {
		log_warnx("%s",
		    j->o->english
			? "pdftoppm is not installed (package poppler-utils)"
			: "pdftoppm belum terpasang (paket poppler-utils)");
		return EX_UNAVAILABLE;
	}
	if (errno == EINVAL)
		log_warnx("%s: %s", j->file,
		    j->o->english ? "not a readable PDF"
				  : "bukan PDF yang terbaca");
	else
		log_warn("pdftoppm");
	return EX_DATAERR;
}

static int
begins(const struct buf *b, const char *magic, size_t n)
{
	return b->n >= n && memcmp(b->p, magic, n) == 0;
}

static int
judge_file(const char *name, struct judging *j)
{
	struct buf b = { 0 };
	int rc = EX_OK, from_stdin = strcmp(name, "-") == 0;

	j->file = name;
	if ((from_stdin ? buf_read_fd(&b, STDIN_FILENO, INPUT_MAX)
			: buf_read_file(&b, name, INPUT_MAX)) != 0) {
		log_warn("%s", name);
		rc = EX_NOINPUT;
	} else if (begins(&b, "\x89PNG\r\n\x1a\n", 8)) {
		rc = judge_png(&b, j);
	} else if (begins(&b, "%PDF-", 5)) {
		rc = judge_pdf(&b, j);
	} else {
		judge_lines(buf_str(&b), b.n, j);
	}
	if (rc == EX_OK && j->seals == 0) {
		log_warnx("%s: %s", name,
		    j->o->english ? "no QR code found" : "tidak ada kode QR");
		rc = EX_DATAERR;
	}
	buf_release(&b);
	return rc;
}

/* A text that begins as a seal's does is one; all else names a file. */
static int
is_seal(const char *s)
{
	return strncmp(s, "RDB1", 4) == 0 || strncmp(s, "NDB1", 4) == 0 ||
	    strncasecmp(s, "https://", 8) == 0;
}

static int
judge_all(const struct options *o)
{
	int rc = EX_OK;

	for (size_t i = 0; i < o->inputs; i++) {
		struct judging j = { .o = o };
		int one = EX_OK;
		if (is_seal(o->input[i]))
			judge(o->input[i], strlen(o->input[i]), 0, &j);
		else
			one = judge_file(o->input[i], &j);
		if (one == EX_OK && j.valid != j.seals)
			one = NOT_VALID;
		if (rc == EX_OK || one > rc)
			rc = one;
	}
	return rc;
}

static int
speaks_english(void)
{
	const char *l = getenv("LC_ALL");

	if (l == NULL || l[0] == '\0')
		l = getenv("LC_MESSAGES");
	if (l == NULL || l[0] == '\0')
		l = getenv("LANG");
	return l == NULL || strncmp(l, "id", 2) != 0 ||
	    (l[2] >= 'a' && l[2] <= 'z');
}

static error_t
option(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;
	struct fault f;

	switch (key) {
	case 'c':
		o->given = 1;
		if (trust_file(&o->trust, arg, &f) != 0) {
			log_warnx("%s", o->english ? f.en : f.id);
			exit(EX_NOINPUT);
		}
		break;
	case 'j':
		o->json = 1;
		break;
	case 'V':
		printf("cetak-verify %s\n", CETAKD_VERSION);
		exit(EX_OK);
	case ARGP_KEY_ARGS:
		o->input = state->argv + state->next;
		o->inputs = (size_t)(state->argc - state->next);
		break;
	case ARGP_KEY_NO_ARGS:
		argp_usage(state);
		break;
	default:
		return ARGP_ERR_UNKNOWN;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	static const struct argp_option options[] = {
		{ "cert", 'c', "FILE", 0,
		    "a signer's certificate, PEM or DER; may be given more "
		    "than once (default: " FOLDER "/*.pem)",
		    0 },
		{ "json", 'j', NULL, 0, "one JSON object a seal", 0 },
		{ "version", 'V', NULL, 0, "print the version", -1 },
		{ NULL, 0, NULL, 0, NULL, 0 },
	};
	static const struct argp parser = { options, option,
		"TEXT|page.png|file.pdf|-...",
		"Tells whether the seals in QR codes are genuine, offline."
		"\vExit code 0: every seal is VALID; 1: one is not; others as "
		"in sysexits.h.",
		NULL, NULL, NULL };
	struct options o = { .english = speaks_english() };
	struct fault f;
	int rc;

	argp_err_exit_status = EX_USAGE;
	log_init("cetak-verify");
	if (argp_parse(&parser, argc, argv, 0, NULL, &o) != 0)
		return EX_USAGE;
	if (!o.given && trust_folder(&o.trust, FOLDER, &f) != 0) {
		log_warnx("%s", o.english ? f.en : f.id);
		rc = EX_CONFIG;
		goto out;
	}
	if (o.trust.n == 0)
		log_warnx("%s",
		    o.english ? "no certificate: give --cert FILE"
			      : "tidak ada sertifikat: berikan --cert FILE");
	rc = judge_all(&o);
	if (fflush(stdout) != 0)
		rc = EX_IOERR;
out:
	trust_release(&o.trust);
	return rc;
}
