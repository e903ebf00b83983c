/*
 * What surrounds jobs: templates and printers as lists, the administrator's
 * printers and tokens, pages of the event history.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "buf.h"
#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "stock.h"
#include "template.h"

#include "answer.h"
#include "api.h"
#include "ask.h"
#include "catalog.h"
#include "core.h"
#include "dispatch.h"
#include "jout.h"
#include "printer.h"

#define ADMIN_EVENTS 200 /* rows of one history page */

static void
admin_list_end(struct ask *a, struct buf *b)
{
	jout_close(b, ']');
	jout_null(b, "next");
	jout_close(b, '}');
	ask_reply(a, 200, NULL, b);
	buf_release(b);
}

int
admin_templates(struct ask *a)
{
	struct buf b = { 0 };

	jout_open(&b, NULL, '{');
	jout_open(&b, "items", '[');
	for (struct tmpl *t = catalog_first(a->core); t; t = t->next) {
		json_t *v = t->offered ? template_describe(t->t) : NULL;
		char *s = v ? json_dumps(v, JSON_COMPACT) : NULL;

		if (s)
			jout_raw(&b, NULL, s);
		free(s);
		json_decref(v);
	}
	admin_list_end(a, &b);
	return 0;
}

int
admin_printers(struct ask *a)
{
	struct buf b = { 0 };

	jout_open(&b, NULL, '{');
	jout_open(&b, "items", '[');
	for (struct printer *p = a->core->printers; p; p = p->next)
		if (!p->removing)
			printer_answer(p, &b);
	admin_list_end(a, &b);
	return 0;
}

/* ---- printers ---- */

static int
admin_text(const struct ask *a, const char *name, const char *pointer,
    char *ret, size_t size, struct faults *fs)
{
	const json_t *v = json_object_get(a->body, name);
	const char *s = json_string_value(v);

	if ((!v || json_is_null(v) || (s && !*s)) && strcmp(name, "uri") != 0)
		return 0;
	if (!s || !*s || mem_copy(ret, size, s) < 0)
		return faults_add(fs, FAULT_FIELD, pointer,
		    "Harus teks sampai %zu karakter",
		    "Must be text of up to %zu characters", size - 1);
	return 0;
}

/* 1 when CUPS would take the name for another printer's. */
static int
admin_twin(const struct core *c, const char *name)
{
	for (const struct printer *p = c->printers; p; p = p->next)
		if (strcasecmp(p->about.name, name) == 0 &&
		    strcmp(p->about.name, name) != 0)
			return 1;
	return 0;
}

/* A name that may stand in a path, a URI and CUPS. */
static int
admin_name_ok(const char *s)
{
	return *s && *s != '-' && strlen(s) < STORE_NAME &&
	    s[strspn(s,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789-_")] == '\0';
}

static int
admin_uri_ok(const char *s)
{
	size_t scheme = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789");

	if (scheme == 0 || s[scheme] != ':')
		return 0;
	for (; *s; s++)
		if ((unsigned char)*s <= 0x20 || (unsigned char)*s >= 0x7f)
			return 0;
	return 1;
}

/* "iso_a4_210x297mm": what stands behind the last underscore is a size. */
static int
admin_media_ok(const char *s)
{
	const char *size = strrchr(s, '_');

	return size && size[1] >= '0' && size[1] <= '9' &&
	    strchr(size, 'x') != NULL &&
	    s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-_.")] == '\0';
}

static int
admin_read_printer(
    const struct ask *a, struct store_printer *p, struct faults *fs)
{
	static const char *const known =
	    " uri group media enabled name place model ";
	const json_t *enabled = json_object_get(a->body, "enabled");
	const char *name;
	json_t *v;

	if (!json_is_object(a->body))
		return faults_add(fs, FAULT_SYNTAX, "",
		    "Isi permintaan harus objek JSON",
		    "The body must be a JSON object");
	json_object_foreach (a->body, name, v) {
		char *word = mem_printf(" %s ", name);
		char pointer[FAULT_POINTER_MAX];

		snprintf(pointer, sizeof pointer, "/%s", name);
		if (!strstr(known, word))
			faults_add(fs, FAULT_FIELD, pointer,
			    "Anggota tidak dikenal", "Unknown member");
		free(word);
	}
	if (!admin_name_ok(ask_param(a, "name")) ||
	    mem_copy(p->name, sizeof p->name, ask_param(a, "name")) < 0 ||
	    strcmp(p->name, "ok") == 0) /* a word of /readyz */
		faults_add(fs, FAULT_FIELD, "/name",
		    "Nama printer: huruf, angka, - dan _, dan bukan ok",
		    "A printer's name: letters, digits, - and _, and not ok");
	else if (admin_twin(a->core, p->name))
		faults_add(fs, FAULT_CONFLICT, "/name",
		    "Printer lain bernama sama kecuali huruf besarnya; CUPS "
		    "tidak membedakannya",
		    "Another printer has this name but for capitals; CUPS "
		    "tells no difference");
	admin_text(a, "uri", "/uri", p->uri, sizeof p->uri, fs);
	admin_text(a, "group", "/group", p->group, sizeof p->group, fs);
	admin_text(a, "media", "/media", p->media, sizeof p->media, fs);
	admin_text(a, "place", "/place", p->place, sizeof p->place, fs);
	admin_text(a, "model", "/model", p->model, sizeof p->model, fs);
	if (*p->uri && !admin_uri_ok(p->uri))
		faults_add(fs, FAULT_FIELD, "/uri",
		    "Bukan alamat perangkat (ipp://...)",
		    "Not a device address (ipp://...)");
	if (*p->media && !admin_media_ok(p->media))
		faults_add(fs, FAULT_FIELD, "/media",
		    "Bukan nama media PWG 5101.1 (iso_a4_210x297mm)",
		    "Not a PWG 5101.1 media name (iso_a4_210x297mm)");
	if (enabled && !json_is_boolean(enabled))
		faults_add(fs, FAULT_FIELD, "/enabled", "Harus true atau false",
		    "Must be true or false");
	p->enabled = !json_is_false(enabled);
	return fs->n ? -1 : 0;
}

/* What follows acts on CUPS: it must be on disk first. */
static int
admin_keep(struct ask *a)
{
	struct core *c = a->core;

	loop_commit(c);
	if (c->store_why.code == FAULT_NONE)
		return 0;
	ask_fault(a, &c->store_why);
	return -1;
}

int
admin_printer_put(struct ask *a)
{
	struct core *c = a->core;
	struct faults *fs = mem_alloc(sizeof *fs);
	struct fault f = { 0 };
	struct store_printer p = { .created = loop_now() };
	const struct printer *old;
	struct buf b = { 0 };

	if (admin_read_printer(a, &p, fs) < 0) {
		ask_faults(a, fs);
		free(fs);
		return 0;
	}
	free(fs);
	old = printer_find(c, p.name);
	if (old)
		p.created = old->about.created;
	if (loop_begin(c, &f) < 0 || store_printer_put(c->store, &p, &f) < 0) {
		ask_fault(a, &f);
		return 0;
	}
	if (admin_keep(a) < 0)
		return 0;
	log_info("printer %s: put", p.name);
	printer_put(c, &p);
	printer_answer(printer_find(c, p.name), &b);
	ask_reply(a, old ? 200 : 201, NULL, &b);
	buf_release(&b);
	return 0;
}

int
admin_printer_remove(struct ask *a)
{
	struct core *c = a->core;
	const char *name = ask_param(a, "name");
	struct fault f = { 0 };
	struct buf b = { 0 };

	if (!printer_find(c, name))
		fault_set(&f, FAULT_NOT_FOUND, "", "Tidak ada", "Not found");
	else if (dispatch_prints(c, name))
		fault_set(&f, FAULT_STATE, "",
		    "Printer ini sedang mencetak satu lembar",
		    "This printer is printing a sheet");
	else if (loop_begin(c, &f) == 0)
		(void)store_printer_remove(c->store, name, &f);
	if (f.code != FAULT_NONE) {
		ask_fault(a, &f);
		return 0;
	}
	dispatch_return(c, printer_find(c, name), "printer-removed", NULL);
	if (admin_keep(a) < 0)
		return 0;
	log_info("printer %s: removed", name);
	printer_remove(c, name);
	buf_puts(&b, "null");
	ask_reply(a, 204, NULL, &b);
	buf_release(&b);
	return 0;
}

/* ---- tokens ---- */

int
admin_token_create(struct ask *a)
{
	const char *counter =
		       json_string_value(json_object_get(a->body, "counter")),
		   *person =
		       json_string_value(json_object_get(a->body, "person"));
	struct store_person p;
	struct fault f = { 0 };
	struct buf b = { 0 };
	uint8_t random[32], hash[CRYPT_SHA256];
	char token[2 * sizeof random + 1];

	if (!counter || !admin_name_ok(counter) ||
	    strncmp(counter, "uid-", 4) == 0) {
		fault_set(&f, FAULT_FIELD, "/counter",
		    "Nama loket: huruf, angka, - dan _, bukan uid-...",
		    "A counter's name: letters, digits, - and _, not uid-...");
		ask_fault(a, &f);
		return 0;
	}
	if (json_object_size(a->body) > (counter ? 1u : 0u) +
		(json_object_get(a->body, "person") ? 1u : 0u)) {
		fault_set(&f, FAULT_FIELD, "", "Anggota tidak dikenal",
		    "Unknown member");
		ask_fault(a, &f);
		return 0;
	}
	if (!person && json_object_get(a->body, "person") &&
	    !json_is_null(json_object_get(a->body, "person"))) {
		fault_set(&f, FAULT_FIELD, "/person",
		    "Harus nama seorang petugas", "Must be a person's name");
		ask_fault(a, &f);
		return 0;
	}
	if (person &&
	    (store_person_get(a->core->store, person, &p, &f) < 0 || p.gone)) {
		fault_set(&f, FAULT_FIELD, "/person", "Petugas tidak dikenal",
		    "There is no such person");
		ask_fault(a, &f);
		return 0;
	}
	crypt_random(random, sizeof random);
	enc_hex(random, sizeof random, token);
	crypt_sha256(token, strlen(token), hash);
	if (loop_begin(a->core, &f) < 0 ||
	    store_token_put(
		a->core->store, hash, counter, person, loop_now(), &f) < 0) {
		ask_fault(a, &f);
		return 0;
	}
	log_info("token made for counter %s", counter);
	jout_open(&b, NULL, '{');
	jout_text(&b, "token", token);
	jout_text(&b, "counter", counter);
	jout_text(&b, "person", person);
	jout_close(&b, '}');
	ask_reply(a, 201, NULL, &b);
	buf_release(&b);
	return 0;
}
