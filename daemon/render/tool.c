/*
 * For authors of templates: every mistake of a folder with its file and line,
 * the shortest, longest and accented document it allows, and a look at a
 * page.  Must never write anything but the preview it was asked for.
 */

#include <errno.h>
#include <locale.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>

#include <jansson.h>

#include "buf.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "page.h"
#include "seal.h"
#include "template.h"

#include "draw.h"
#include "kind.h"
#include "photo.h"
#include "readback.h"
#include "sample.h"
#include "tool.h"
#include "work.h"

#define DATA_BYTES (1u << 20)
#define SEALS 64 /* pages of a trial */
#define TRIES 60 /* to make a value fit */

static int
english(void)
{
	const char *l = setlocale(LC_MESSAGES, "");

	return l == NULL || strncmp(l, "id", 2) != 0;
}

/* 1 when fault i was said before: a style says it for each that inherits. */
static int
said(const struct faults *fs, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(fs->f[k].pointer, fs->f[i].pointer) == 0 &&
		    strcmp(fs->f[k].en, fs->f[i].en) == 0)
			return 1;
	return 0;
}

/* Faults of one step, "where: pointer: sentence". */
static void
say_faults(const char *where, const struct faults *fs)
{
	for (size_t i = 0; i < fs->n && i < FAULTS_ROOM; i++) {
		const struct fault *f = &fs->f[i];

		if (said(fs, i))
			continue;
		printf("%s: %s%s%s\n", where, f->pointer,
		    *f->pointer ? ": " : "", english() ? f->en : f->id);
	}
	if (fs->n > FAULTS_ROOM)
		printf("%s: (+ %zu)\n", where, fs->n - FAULTS_ROOM);
}

static int
load(const char *dir, struct workshop *w, struct kind **ret_kind)
{
	struct faults fs = { 0 };
	struct buf bundle = { 0 };
	int rc = -1;

	if (template_bundle_dir(dir, &bundle, &fs) == 0 &&
	    kinds_add(w->kinds, buf_str(&bundle), bundle.n, ret_kind, &fs) == 0)
		rc = 0;
	if (rc < 0)
		say_faults(dir, &fs);
	buf_release(&bundle);
	return rc;
}

/* --- check --- */

/* A seal of this kind as the core makes it for an original, but signed by
 * nobody, so that the code is drawn in the version its place must hold. */
static char *
trial_seal(const struct template *t, const struct template_data *d)
{
	static const uint8_t zero[64];
	struct seal_content c = { .country = d->state,
		.certref = zero,
		.year = 2026,
		.month = 11,
		.day = 22,
		.id = d->id };
	struct buf tbs = { 0 }, text = { 0 }, url = { 0 };
	struct faults fs = { 0 };
	char mrz[96], *s = NULL;

	if (template_seal_kind(t) >= SEAL_TD3)
		c.mrz = layout_mrz(t, d, mrz, &fs) == 0 ? mrz : NULL;
	else
		c.digest = zero;
	if (template_pages_sealed(t))
		c.page = c.pages = 1;
	if (seal_tbs(&c, &tbs, NULL) == 0 &&
	    seal_text(&tbs, zero, &text, NULL) == 0) {
		seal_url(d->host, d->id, buf_str(&text), &url);
		s = mem_strdup(buf_str(&url));
	}
	buf_release(&tbs);
	buf_release(&text);
	buf_release(&url);
	return s;
}

static int
draw_trial(struct workshop *w, struct kind *kind, const json_t *fields,
    const char *where, struct faults *fs)
{
	const struct template *t = kind_template(kind);
	struct template_data data;
	const char *qr[SEALS];
	char *seal;
	struct page_set set = { 0 };
	struct draw_result r = { 0 };
	struct draw_job job = { .pdf = w->pdf,
		.art = w->art,
		.kind = kind,
		.set = &set,
		.title = "" };
	struct fault f = { 0 };
	struct buf text = { 0 };
	int rc = -1;

	sample_data(t, fields, &data);
	seal = trial_seal(t, &data);
	for (size_t i = 0; i < SEALS; i++)
		qr[i] = seal;
	data.qr = seal ? qr : NULL;
	data.qr_n = seal ? SEALS : 0;
	if (layout_document(t, &data, &set, fs) < 0)
		goto out;
	if (draw_document(&job, &r, &f) < 0) {
		faults_add(
		    fs, f.code, f.pointer, "%s%.0s", "%.0s%s", f.id, f.en);
		goto out;
	}
	for (size_t i = 0; i < r.n; i++)
		if (r.page[i].module &&
		    readback_qr(w->readback, r.page[i].module, r.page[i].side,
			&text) < 0)
			faults_add(fs, FAULT_READBACK, "",
			    "kode QR tidak terbaca kembali",
			    "the QR code does not read back");
	rc = fs->n > 0 ? -1 : 0;
	if (rc == 0)
		printf("%s: %zu p., %zu kB\n", where, set.n,
		    (r.pdf->n + 512) / 1024);
out:
	buf_release(&text);
	draw_result_release(&r);
	page_set_release(&set);
	free(seal);
	return rc;
}

/* The text that a fault's pointer names ("/fields/a/0/b"), NULL. */
static json_t *
text_at(const json_t *fields, const char *pointer)
{
	json_t *v = (json_t *)(uintptr_t)fields;
	char *path = mem_strdup(pointer), *save = NULL;

	for (char *s = strtok_r(path, "/", &save); s;
	     s = strtok_r(NULL, "/", &save)) {
		long long i;

		if (s == path + 1) /* "fields" itself */
			continue;
		if (json_is_object(v))
			v = json_object_get(v, s);
		else if (mem_number(s, 0, 100000, &i) == 0)
			v = json_array_get(v, (size_t)i);
		else
			v = NULL;
	}
	free(path);
	return json_is_string(v) ? v : NULL;
}

/* Takes an eighth off each text that did not fit, at a letter's border.
 * -1 when something else is wrong or a text cannot be shorter. */
static int
shorten(const json_t *fields, const struct faults *fs)
{
	int rc = -1;

	for (size_t i = 0; i < fs->n && i < FAULTS_ROOM; i++) {
		json_t *v = text_at(fields, fs->f[i].pointer);
		const char *s = json_string_value(v);
		size_t n = s ? strlen(s) : 0;

		if (fs->f[i].code != FAULT_OVERFLOW || n < 3)
			return -1;
		n -= n / 8 + 1;
		while (n > 1 && ((uint8_t)s[n] & 0xc0) == 0x80)
			n--;
		rc = json_string_setn_nocheck(v, s, n);
	}
	return rc;
}

/* Draws the fields; what does not fit is made shorter until it does, and the
 * length that fits is told: such a value is refused to the clerk too, and is
 * no mistake of the template's. */
static int
draw_fitting(struct workshop *w, struct kind *kind, const json_t *fields,
    const char *where)
{
	struct faults fs = { 0 }, first = { 0 };
	int rc, tries = 0;

	do {
		fs.n = 0;
		rc = draw_trial(w, kind, fields, where, &fs);
		if (tries == 0)
			first = fs;
	} while (rc < 0 && tries++ < TRIES && shorten(fields, &fs) == 0);
	if (rc < 0) {
		say_faults(where, &fs);
		return -1;
	}
	for (size_t i = 0; i < first.n && i < FAULTS_ROOM; i++) {
		const char *s =
		    json_string_value(text_at(fields, first.f[i].pointer));

		printf(english() ? "%s: %s: %zu wide bytes fit\n"
				 : "%s: %s: muat %zu bita lebar\n",
		    where, first.f[i].pointer, s ? strlen(s) : 0);
	}
	return 0;
}

static int
check(const char *dir, struct workshop *w)
{
	struct kind *kind = NULL;
	int rc = 0;

	if (load(dir, w, &kind) < 0)
		return -1;
	if (template_passthrough(kind_template(kind)))
		return 0;
	for (int i = 0; i < SAMPLE_N; i++) {
		enum sample_kind k = (enum sample_kind)i;
		const struct template *t = kind_template(kind);
		json_t *fields = sample_fields(t, k);
		char *where = mem_printf("%s: %s", dir, sample_name(k));
		struct faults fs = { 0 };

		/* data that breaks a rule is the sampler's fault: said only */
		if (template_check_fields(t, fields, "/fields", &fs) < 0)
			say_faults(where, &fs);
		else if (draw_fitting(w, kind, fields, where) < 0)
			rc = -1;
		json_decref(fields);
		free(where);
	}
	return rc;
}

/* --- preview --- */

/* The fields of a job, or bare fields; NULL said. */
static json_t *
read_fields(const struct tool *o)
{
	char *path = o->data ? mem_strdup(o->data)
			     : mem_printf("%s/contoh.json", o->preview);
	json_error_t e;
	json_t *v = json_load_file(path, JSON_REJECT_DUPLICATES, &e);
	json_t *fields = json_object_get(v, "fields");

	if (v == NULL && (o->data || e.line > 0))
		log_warnx("%s:%d: %s", path, e.line, e.text);
	if (json_is_object(fields)) {
		json_incref(fields);
		json_decref(v);
		v = fields;
	}
	free(path);
	return v;
}

static int
read_photo(const struct tool *o, const struct template *t, struct photo *ret)
{
	struct photo_rule rule = { 0 };
	struct buf raw = { 0 };
	struct faults fs = { 0 };
	int rc = -1;

	template_photo_rule(
	    t, &rule.w_um, &rule.h_um, &rule.min_w, &rule.min_h);
	if (buf_read_file(&raw, o->photo, PHOTO_BYTES) < 0)
		log_warn("%s", o->photo);
	else
		rc = photo_normalise(raw.p, raw.n, &rule, ret, &fs.f[0]);
	if (rc < 0 && fs.f[0].code != FAULT_NONE) {
		fs.n = 1;
		say_faults(o->photo, &fs);
	}
	buf_release(&raw);
	return rc;
}

static int
run_pdftoppm(const char *pdf)
{
	char *base = mem_strdup(pdf), *dot = strrchr(base, '.');
	char *argv[] = { (char *)(uintptr_t) "pdftoppm",
		(char *)(uintptr_t) "-r", (char *)(uintptr_t) "150",
		(char *)(uintptr_t) "-png", (char *)(uintptr_t)pdf, base,
		NULL };
	int status = 0, rc;
	pid_t pid;

	if (dot && strchr(dot, '/') == NULL)
		*dot = '\0';
	rc = posix_spawnp(&pid, argv[0], NULL, NULL, argv, environ);
	if (rc == 0)
		waitpid(pid, &status, 0);
	free(base);
	if (rc == ENOENT) {
		log_warnx("pdftoppm is not installed: no PNG");
		return 0;
	}
	return rc == 0 && status == 0 ? 0 : -1;
}

static int
write_preview(const struct tool *o, const struct buf *pdf, const char *name)
{
	char *path =
	    o->output ? mem_strdup(o->output) : mem_printf("%s.pdf", name);
	FILE *out = fopen(path, "wb");
	int rc = -1;

	if (out) {
		rc = fwrite(pdf->p, 1, pdf->n, out) == pdf->n ? 0 : -1;
		rc |= fclose(out);
	}
	if (rc != 0)
		log_warn("%s", path);
	else
		printf("%s\n", path);
	if (rc == 0 && o->png)
		rc = run_pdftoppm(path);
	free(path);
	return rc;
}

static int
draw_preview(const struct tool *o, struct workshop *w, struct kind *kind,
    const json_t *fields, const struct photo *photo)
{
	const struct template *t = kind_template(kind);
	struct page_set set = { 0 };
	struct draw_result r = { 0 };
	struct draw_job job = { .pdf = w->pdf,
		.art = w->art,
		.kind = kind,
		.set = &set,
		.title = template_title(t, 0),
		.at = (int64_t)time(NULL),
		.photo = photo->jpeg.n > 0 ? photo : NULL };
	struct template_data data;
	struct faults fs = { 0 };
	int rc = EX_DATAERR;

	sample_data(t, fields, &data);
	data.preview = 1;
	data.has_photo = photo->jpeg.n > 0;
	if (template_check_fields(t, fields, "/fields", &fs) == 0 &&
	    layout_document(t, &data, &set, &fs) == 0) {
		if (draw_document(&job, &r, &fs.f[0]) == 0)
			rc = write_preview(o, r.pdf, template_name(t)) == 0
			    ? EX_OK
			    : EX_IOERR;
		else
			fs.n = 1;
	}
	say_faults(o->preview, &fs);
	draw_result_release(&r);
	page_set_release(&set);
	return rc;
}

static int
preview(const struct tool *o, struct workshop *w)
{
	struct kind *kind = NULL;
	struct photo photo = { 0 };
	json_t *fields;
	int rc = EX_DATAERR;

	if (load(o->preview, w, &kind) < 0)
		return EX_DATAERR;
	fields = read_fields(o);
	if (fields == NULL && o->data == NULL)
		fields = sample_fields(kind_template(kind), SAMPLE_LONGEST);
	if (fields &&
	    (o->photo == NULL ||
		read_photo(o, kind_template(kind), &photo) == 0))
		rc = draw_preview(o, w, kind, fields, &photo);
	json_decref(fields);
	photo_release(&photo);
	return rc;
}

int
tool_run(const struct tool *o, struct workshop *w)
{
	int rc = EX_OK;

	for (size_t i = 0; i < o->checks; i++)
		if (check(o->check[i], w) < 0)
			rc = EX_DATAERR;
	if (o->preview && rc == EX_OK)
		rc = preview(o, w);
	return rc;
}
