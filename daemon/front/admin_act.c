/*
 * Forms: the table of what each becomes, and the way there and back.  A form
 * is turned into the JSON body of one route of core, by type, nothing else
 * of it goes along.  Core checks every value; here only its shape.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "crypt.h"
#include "enc.h"
#include "civil.h"
#include "fault.h"
#include "mem.h"

#include "admin_int.h"
#include "body.h"
#include "form.h"
#include "head.h"
#include "multipart.h"
#include "route.h"
#include "text.h"

#define TICKET "/admin/jobs/{}"
#define PRINTER "/admin/printers/{}"

/* clang-format off */
static const struct admin_act acts[] = {
	{ .name = "admin.printer.service", .core = "service.add",
	  .back = PRINTER, .said = { "Printer keluar dari antrean.",
		"The printer is out of dispatch." },
	  .field = { { "printer", ADMIN_TEXT }, { "kind", ADMIN_TEXT },
		{ "supplier", ADMIN_TEXT }, { "back", ADMIN_TEXT },
		{ "note", ADMIN_TEXT } } },
	{ .name = "admin.printer.end", .core = "service.end",
	  .back = PRINTER, .said = { "Servis selesai, printer kembali ke "
		"antrean.", "The service is over; the printer is back." },
	  .field = { { "id", ADMIN_PARAM }, { "cost", ADMIN_INT },
		{ "note", ADMIN_TEXT }, { "warranty", ADMIN_BOOL } } },
	{ .name = "admin.printer.record", .core = "service.add",
	  .back = PRINTER, .said = { "Servis dicatat.",
		"The service is recorded." },
	  .field = { { "printer", ADMIN_TEXT }, { "kind", ADMIN_TEXT },
		{ "plan", ADMIN_INT }, { "supplier", ADMIN_TEXT },
		{ "began", ADMIN_TIME }, { "ended", ADMIN_TIME },
		{ "cost", ADMIN_INT }, { "budget", ADMIN_TEXT },
		{ "note", ADMIN_TEXT }, { "warranty", ADMIN_BOOL } } },
	{ .name = "admin.printer.supplies", .core = "supply.install",
	  .back = PRINTER, .said = { "Bahan dicatat terpasang.",
		"The supply is recorded as installed." },
	  .field = { { "supply", ADMIN_TEXT }, { "note", ADMIN_TEXT } } },
	{ .name = "admin.stock.deliveries", .core = "stock.receive",
	  .back = "/admin/stock", .said = { "Blangko diterima.",
		"The blanks are received." },
	  .field = { { "kind", ADMIN_TEXT }, { "first", ADMIN_TEXT },
		{ "last", ADMIN_TEXT }, { "delivery", ADMIN_TEXT },
		{ "price", ADMIN_INT } } },
	{ .name = "admin.stock.moves", .core = "stock.move",
	  .back = "/admin/stock", .said = { "Blangko dipindahkan.",
		"The blanks are moved." },
	  .field = { { "first", ADMIN_TEXT }, { "last", ADMIN_TEXT },
		{ "to", ADMIN_TEXT }, { "order", ADMIN_TEXT } } },
	{ .name = "admin.stock.purchases", .core = "supply.buy",
	  .back = "/admin/stock", .said = { "Pembelian dicatat.",
		"The purchase is recorded." },
	  .field = { { "name", ADMIN_PARAM }, { "n", ADMIN_INT },
		{ "price", ADMIN_INT }, { "supplier", ADMIN_TEXT },
		{ "delivery", ADMIN_TEXT }, { "date", ADMIN_TEXT },
		{ "budget", ADMIN_TEXT } } },
	{ .name = "admin.reports.print", .core = "report.create",
	  .back = TICKET, .follow = 1, .said = { "Laporan menjadi "
		"pekerjaan ini; ditahan sampai dilepas.",
		"The report became this job; it is held until released." },
	  .field = { { "name", ADMIN_TEXT }, { "period", ADMIN_TEXT },
		{ "key", ADMIN_KEY } } },
	{ .name = "admin.settings.taste", .local = admin_settings_taste,
	  .said = { "Tampilan disimpan di peramban ini.",
		"Kept in this browser." } },
	{ .name = "admin.job.settle", .core = "job.settle", .back = TICKET,
	  .said = { "Keputusan dicatat.", "The decision is recorded." },
	  .field = { { "outcome", ADMIN_TEXT }, { "serial", ADMIN_TEXT },
		{ "reason", ADMIN_TEXT }, { "note", ADMIN_TEXT },
		{ "rev", ADMIN_REV } } },
	{ .name = "admin.job.check", .core = "job.check", .back = TICKET,
	  .said = { "Hasil pemeriksaan dicatat.", "The check is recorded." },
	  .field = { { "result", ADMIN_TEXT }, { "qr", ADMIN_TEXT },
		{ "mrz", ADMIN_TEXT }, { "serial", ADMIN_TEXT },
		{ "reason", ADMIN_TEXT }, { "note", ADMIN_TEXT },
		{ "rev", ADMIN_REV } } },
	{ .name = "admin.job.reprint", .core = "job.reprint", .back = TICKET,
	  .said = { "Cetak ulang dicatat.", "The reprint is recorded." },
	  .field = { { "reason", ADMIN_TEXT }, { "note", ADMIN_TEXT },
		{ "rev", ADMIN_REV } } },
	{ .name = "admin.job.hand_over", .core = "job.hand_over",
	  .back = TICKET,
	  .said = { "Penyerahan dicatat.", "The hand-over is recorded." },
	  .field = { { "to", ADMIN_TEXT }, { "paper", ADMIN_TEXT },
		{ "paper_number", ADMIN_TEXT }, { "rev", ADMIN_REV } } },
	{ .name = "admin.job.hold", .core = "job.hold", .back = TICKET,
	  .said = { "Pekerjaan ditahan.", "The job is held." },
	  .field = { { "reason", ADMIN_TEXT }, { "rev", ADMIN_REV } } },
	{ .name = "admin.job.release", .core = "job.release", .back = TICKET,
	  .said = { "Pekerjaan dilepas ke antrean.",
		"The job is released to the queue." },
	  .field = { { "rev", ADMIN_REV } } },
	{ .name = "admin.job.cancel", .core = "job.cancel", .back = TICKET,
	  .said = { "Pekerjaan dibatalkan.", "The job is cancelled." },
	  .field = { { "reason", ADMIN_TEXT }, { "rev", ADMIN_REV } } },
	{ .name = "admin.job.approve", .core = "job.approve", .back = TICKET,
	  .said = { "Pekerjaan disetujui.", "The job is approved." },
	  .field = { { "rev", ADMIN_REV } } },
	{ .name = "admin.approval.approve", .core = "approval.approve",
	  .back = "/admin", .said = { "Usulan disetujui dan dikerjakan.",
		"The proposal is approved and done." } },
	{ .name = "admin.approval.refuse", .core = "approval.refuse",
	  .back = "/admin", .said = { "Usulan ditolak.",
		"The proposal is refused." } },
};
/* clang-format on */

const struct admin_act *
admin_act_find(const char *name)
{
	for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++)
		if (strcmp(acts[i].name, name) == 0)
			return &acts[i];
	return NULL;
}

const char *
admin_act_said(const struct request *r, const char *ok)
{
	char name[64];
	const struct admin_act *a;

	if (ok[0] == '\0' ||
	    (size_t)snprintf(name, sizeof(name), "admin.%s", ok) >=
		sizeof(name))
		return NULL;
	a = admin_act_find(name);
	return a == NULL ? NULL : a->said[r->english];
}

/* ---- there ---- */

static int
number(json_t *body, const char *name, const char *s, struct fault *f)
{
	char pointer[FORM_NAME + 2];
	long long n;

	if (form_number(s, &n) == 0)
		return json_object_set_new(body, name, json_integer(n));
	(void)snprintf(pointer, sizeof(pointer), "/%s", name);
	return fault_set(f, FAULT_FIELD, pointer,
	    "Isian %s harus bilangan bulat.",
	    "Field %s must be a whole number.", name);
}

static json_t *
words(const char *s)
{
	json_t *list = json_array();
	size_t n;

	for (; *s != '\0'; s += n) {
		s += strspn(s, " ,");
		n = strcspn(s, " ,");
		if (n > 0)
			json_array_append_new(list, json_stringn(s, n));
	}
	return list;
}

/* The site's clock ("2025-11-20T10:30") as UTC. */
static int
clock_time(const struct request *r, json_t *body, const char *name,
    const char *s, struct fault *f)
{
	char pointer[FORM_NAME + 2], day[11], utc[21];
	struct civil c;

	if (strlen(s) >= 16 && s[10] == 'T') {
		memcpy(day, s, 10);
		day[10] = '\0';
		if (civil_parse_date(day, &c) == 0 &&
		    sscanf(s + 11, "%2d:%2d", &c.hour, &c.minute) == 2 &&
		    c.hour >= 0 && c.hour < 24 && c.minute >= 0 &&
		    c.minute < 60) {
			c.second = 0;
			civil_rfc3339(civil_to(&c, r->admin->zone), utc);
			return json_object_set_new(
			    body, name, json_string(utc));
		}
	}
	(void)snprintf(pointer, sizeof(pointer), "/%s", name);
	return fault_set(f, FAULT_FIELD, pointer,
	    "Isian %s harus tanggal dan jam.",
	    "Field %s must be a day and a time.", name);
}

/* What goes beside the body. */
struct beside {
	const char *param, *key;
	long long rev; /* 0: none */
};

static int
take(const struct request *r, const struct admin_act *a, json_t *body,
    struct beside *ret_x, struct fault *f)
{
	for (size_t i = 0; i < ADMIN_FIELDS && a->field[i].name; i++) {
		const char *name = a->field[i].name;
		const char *s = admin_str(r->admin->form, name);

		if (s[0] == '\0')
			continue;
		switch (a->field[i].type) {
		case ADMIN_TEXT:
			json_object_set_new(body, name, json_string(s));
			break;
		case ADMIN_INT:
			if (number(body, name, s, f) < 0)
				return -1;
			break;
		case ADMIN_TIME:
			if (clock_time(r, body, name, s, f) < 0)
				return -1;
			break;
		case ADMIN_BOOL:
			json_object_set_new(body, name, json_true());
			break;
		case ADMIN_WORDS:
			json_object_set_new(body, name, words(s));
			break;
		case ADMIN_PARAM:
			ret_x->param = s;
			break;
		case ADMIN_KEY:
			ret_x->key = s;
			break;
		case ADMIN_REV:
			if (mem_number(s, 1, INT64_MAX, &ret_x->rev) < 0)
				ret_x->rev = 0;
			break;
		}
	}
	return 0;
}

/* ---- back ---- */

static void
go_back(struct request *r, const struct admin_act *a, const json_t *answer)
{
	const char *at = strstr(a->back, "{}");
	struct buf to = { 0 };

	buf_put(&to, a->back,
	    at == NULL ? strlen(a->back) : (size_t)(at - a->back));
	if (at != NULL) {
		if (a->follow)
			buf_printf(
			    &to, "%lld", (long long)admin_int(answer, "id", 0));
		else
			buf_puts(&to, r->param);
		buf_puts(&to, at + 2);
	}
	buf_printf(&to, "%sok=%s", strchr(a->back, '?') == NULL ? "?" : "&",
	    a->name + strlen("admin."));
	admin_go(r, buf_str(&to));
	buf_release(&to);
}

static void
answered(void *ctx, struct scan reply, int fd)
{
	struct request *r = ctx;
	int status = (int)scan_int(scan_member(reply, "status"), 0);
	struct scan body = scan_member(reply, "body");
	json_t *j = NULL;

	if (fd >= 0)
		close(fd);
	if (body.p != NULL)
		j = json_loadb(body.p, body.n, 0, NULL);
	if (status == 401)
		(void)admin_to_login(r);
	else if (status < 200)
		admin_away(r);
	else if (status >= 300)
		admin_refused(r, status, j);
	else
		go_back(r, admin_act_find(r->route->name), j);
	json_decref(j);
	admin_done(r);
}

/* A key is kept with what it was for. */
static void
digest(struct buf *text, const char *body)
{
	uint8_t sum[CRYPT_SHA256];
	char hex[2 * CRYPT_SHA256 + 1];

	crypt_sha256(body, strlen(body), sum);
	enc_hex(sum, sizeof(sum), hex);
	buf_printf(text, ",\"body_hash\":\"%s\"", hex);
}

/* The whole question with the file that goes along; -1 with the fault. */
static int
question(struct request *r, const struct multipart_part *file,
    struct body *along, struct buf *text, struct fault *f)
{
	const struct admin_act *a = admin_act_find(r->route->name);
	const struct route *core = route_named(a->core);
	struct beside x = { .param = r->param };
	json_t *body = json_object();
	char *s = NULL;
	int rc = take(r, a, body, &x, f);

	if (rc == 0 && core != NULL && strchr(core->path, '{') != NULL &&
	    !route_param_ok(core, x.param))
		rc = fault_set(f, FAULT_FIELD, "/name",
		    "Nama hanya boleh memuat huruf, angka, titik dan - _.",
		    "A name may hold letters, digits, dots and - _ only.");
	if (rc < 0)
		goto out;
	admin_question(r, text, a->core, x.param);
	if (admin_question_who(r, text) < 0) {
		rc = fault_set(f, FAULT_AUTH, "", "Anda belum masuk.",
		    "You are not logged in.");
		goto out;
	}
	if (x.key != NULL) {
		buf_puts(text, ",\"key\":");
		text_json(text, x.key);
	}
	if (x.rev > 0)
		buf_printf(text, ",\"if_match\":%lld", x.rev);
	s = json_dumps(body, JSON_COMPACT | JSON_SORT_KEYS);
	if (x.key != NULL && s != NULL)
		digest(text, s);
	if (file->n > 0 && s != NULL) {
		buf_puts(&along->json, s);
		rc = body_document(along, file->p, file->n, f);
		buf_puts(text, ",\"pdf\":true");
	}
	if (core != NULL && core->body != ROUTE_NO_BODY && s != NULL)
		buf_printf(text, ",\"body\":%s", s);
	buf_putc(text, '}');
out:
	free(s);
	json_decref(body);
	return rc;
}

/* The fields, and the file where the page let one be chosen. */
static json_t *
fields(
    const struct request *r, struct multipart_part *ret_file, struct fault *f)
{
	char boundary[71];

	memset(ret_file, 0, sizeof(*ret_file));
	if (r->route->body == ROUTE_UPLOAD &&
	    head_media(r->head.content_type, "multipart/form-data", boundary))
		return form_multipart(
		    boundary, r->body.p, r->body.n, ret_file, f);
	return form_parse(buf_str(&r->body), r->body.n, f);
}

enum http_next
admin_act_serve(struct request *r)
{
	const struct admin_act *a = admin_act_find(r->route->name);
	struct multipart_part file;
	struct buf text = { 0 };
	struct body along;
	struct fault f;
	int rc, fd;

	r->admin->form = fields(r, &file, &f);
	if (r->admin->form == NULL || a == NULL) {
		if (a == NULL)
			fault_set(&f, FAULT_NOT_FOUND, "",
			    "Tidak ada apa pun di alamat ini.",
			    "There is nothing at this address.");
		admin_fault(r, &f);
		return HTTP_REPLY;
	}
	if (a->local != NULL) {
		a->local(r, r->admin);
		return HTTP_REPLY;
	}
	body_init(&along);
	rc = question(r, &file, &along, &text, &f);
	fd = along.fd;
	along.fd = -1; /* goes along */
	body_release(&along);
	if (rc == 0)
		return admin_send(r, &text, fd, answered);
	if (fd >= 0)
		close(fd);
	buf_release(&text);
	admin_fault(r, &f);
	return HTTP_REPLY;
}
