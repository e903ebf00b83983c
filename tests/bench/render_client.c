/*
 * Drives cetakd-render as the core does and reports the CPU of its whole
 * process tree per document: fork, layout, drawing, reading back, the answer.
 *
 *	render_client RENDER FONTS TEMPLATE-DIR DATA.json PHOTO|- COUNT
 *	    [-p] [-o OUT.pdf]
 *
 * DATA.json is a job or its bare fields.  -p times the photo's check instead.
 * The start (fonts, template) is measured by a run of no document and taken
 * off.  Prints one line: ms-per-document bytes documents.
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <jansson.h>

#include "buf.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "msg.h"
#include "page.h"
#include "seal.h"
#include "template.h"
#include "wire.h"

#define CORE_FD 3
#define PHOTO_MAX (16u << 20)

struct client {
	const char *render, *fonts, *out;
	struct template *t;
	struct buf bundle, photo, raw;
	json_t *fields;
	char *qr;
	int photos, pages;
	size_t bytes;
	int sock;
	pid_t pid;
};

static void
start(struct client *c)
{
	int pair[2];

	if (wire_pair(pair) < 0)
		fatal("socketpair");
	c->pid = fork();
	if (c->pid == 0) {
		if (dup2(pair[1], CORE_FD) < 0 ||
		    (pair[1] == CORE_FD && fcntl(CORE_FD, F_SETFD, 0) < 0))
			fatal("dup2");
		execl(c->render, c->render, "--fonts", c->fonts, (char *)NULL);
		fatal("%s", c->render);
	}
	close(pair[1]);
	c->sock = pair[0];
}

/* CPU of the tree in ms. */
static double
stop(struct client *c)
{
	struct rusage u;
	int status;

	close(c->sock);
	if (wait4(c->pid, &status, 0, &u) < 0 || status != 0)
		fatalx("cetakd-render ended with status %d", status);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
	    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

static void
ask(struct client *c, uint32_t type, json_t *body, const struct buf *file)
{
	struct wire_msg m;
	char *text = json_dumps(body, JSON_COMPACT);
	static uint64_t id;

	wire_init(&m);
	m.type = type;
	m.id = ++id;
	buf_puts(&m.body, text);
	if (file && file->n > 0)
		wire_give_fd(&m, wire_memfd("file", file->p, file->n));
	if (wire_send(c->sock, &m) < 0)
		fatal("send");
	wire_release(&m);
	free(text);
	json_decref(body);
}

static void
answer(struct client *c, uint32_t want, struct buf *ret_file)
{
	struct wire_msg m;

	wire_init(&m);
	if (wire_recv(c->sock, &m) != 1)
		fatal("no answer");
	if (m.type != want)
		fatalx("refused: %s", buf_str(&m.body));
	if (ret_file) {
		buf_clear(ret_file);
		if (buf_read_fd(ret_file, m.fd[0], PHOTO_MAX) < 0)
			fatal("answer's file");
	}
	wire_release(&m);
}

static void
send_template(struct client *c)
{
	ask(c, MSG_TEMPLATE,
	    json_pack("{s:s, s:i}", "name", template_name(c->t), "version",
		template_version(c->t)),
	    &c->bundle);
	answer(c, MSG_OK, NULL);
}

static void
ask_photo(struct client *c)
{
	int32_t w, h;
	int min_w, min_h;

	template_photo_rule(c->t, &w, &h, &min_w, &min_h);
	ask(c, MSG_PHOTO,
	    json_pack("{s:i, s:i, s:i, s:i}", "w_um", (int)w, "h_um", (int)h,
		"min_w", min_w, "min_h", min_h),
	    &c->raw);
}

static void
ask_page(struct client *c)
{
	json_t *qr = json_array();

	for (int i = 0; i < c->pages; i++)
		json_array_append_new(qr, json_string(c->qr));
	ask(c, MSG_RENDER,
	    json_pack("{s:s, s:i, s:b, s:{s:O, s:s, s:s, s:i, s:I, s:s, s:s, "
		      "s:s, s:s, s:o}}",
		"template", template_name(c->t), "version",
		template_version(c->t), "preview", 0, "data", "fields",
		c->fields, "number", "560/1130/Disnaker/XI/2026", "id",
		"K7Q2M9XWD4R8TJ3P", "copy", 1, "at", (json_int_t)1795344300,
		"zone", "WITA", "state", "UTO", "host", "cek.ltsa.test",
		"authority", "Kantor Contoh", "qr", qr),
	    &c->photo);
}

static double
run(struct client *c, int count)
{
	struct buf file = { 0 };
	double ms;

	start(c);
	send_template(c);
	for (int i = 0; i < count; i++) {
		if (c->photos)
			ask_photo(c);
		else
			ask_page(c);
		answer(c, c->photos ? MSG_PHOTO_OK : MSG_RENDERED, &file);
		c->bytes = file.n;
	}
	ms = stop(c);
	if (c->out && file.n > 0) {
		FILE *f = fopen(c->out, "wb");

		if (f == NULL || fwrite(file.p, 1, file.n, f) != file.n ||
		    fclose(f) != 0)
			fatal("%s", c->out);
	}
	buf_release(&file);
	return ms;
}

/* A seal of the kind's length, signed by nobody. */
static void
make_seal(struct client *c, const struct template_data *d)
{
	static const uint8_t zero[64];
	struct seal_content s = { .country = "UTO",
		.certref = zero,
		.year = 2026,
		.month = 11,
		.day = 22,
		.id = d->id };
	struct buf tbs = { 0 }, text = { 0 }, url = { 0 };
	struct faults fs = { 0 };
	char mrz[96];

	if (template_seal_kind(c->t) >= SEAL_TD3) {
		if (layout_mrz(c->t, d, mrz, &fs) < 0)
			fatalx("%s", fs.f[0].en);
		s.mrz = mrz;
	} else
		s.digest = zero;
	if (template_pages_sealed(c->t))
		s.page = s.pages = 1;
	if (seal_tbs(&s, &tbs, &fs.f[0]) < 0 ||
	    seal_text(&tbs, zero, &text, &fs.f[0]) < 0)
		fatalx("%s", fs.f[0].en);
	seal_url(d->host, d->id, buf_str(&text), &url);
	c->qr = mem_strdup(buf_str(&url));
	buf_release(&tbs);
	buf_release(&text);
	buf_release(&url);
}

static void
load(struct client *c, const char *dir, const char *data, const char *photo)
{
	struct faults fs = { 0 };
	struct page_set set = { 0 };
	json_t *v = json_load_file(data, 0, NULL);
	struct template_data d = { .number = "560/1130/Disnaker/XI/2026",
		.id = "K7Q2M9XWD4R8TJ3P",
		.copy = 1,
		.at = 1795344300,
		.zone = "WITA",
		.state = "UTO",
		.host = "cek.ltsa.test",
		.authority = "Kantor Contoh" };

	if (template_bundle_dir(dir, &c->bundle, &fs) < 0 ||
	    template_parse(buf_str(&c->bundle), c->bundle.n, &c->t, &fs) < 0)
		fatalx("%s", fs.f[0].en);
	if (v == NULL)
		fatalx("%s: no JSON", data);
	c->fields =
	    json_object_get(v, "fields") ? json_object_get(v, "fields") : v;
	if (strcmp(photo, "-") != 0) {
		if (buf_read_file(&c->raw, photo, PHOTO_MAX) < 0)
			fatal("%s", photo);
		d.has_photo = 1;
		start(c);
		ask_photo(c);
		answer(c, MSG_PHOTO_OK, &c->photo);
		stop(c);
	}
	d.fields = c->fields;
	if (layout_document(c->t, &d, &set, &fs) < 0)
		fatalx("%s %s", fs.f[0].pointer, fs.f[0].en);
	c->pages = (int)set.n;
	page_set_release(&set);
	make_seal(c, &d);
}

int
main(int argc, char **argv)
{
	struct client c = { 0 };
	long long count;
	int option;
	double base, ms;

	log_init("render_client");
	while ((option = getopt(argc, argv, "po:")) != -1)
		if (option == 'p')
			c.photos = 1;
		else if (option == 'o')
			c.out = optarg;
		else
			return 64;
	argv += optind;
	if (argc - optind != 6 || mem_number(argv[5], 1, 1000000, &count) < 0) {
		fputs("render_client [-p] [-o OUT] RENDER FONTS DIR DATA "
		      "PHOTO|- COUNT\n",
		    stderr);
		return 64;
	}
	c.render = argv[0];
	c.fonts = argv[1];
	load(&c, argv[2], argv[3], argv[4]);
	base = run(&c, 0);
	ms = run(&c, (int)count);
	printf("%.3f %zu %lld\n", (ms - base) / (double)count, c.bytes, count);
	return 0;
}
