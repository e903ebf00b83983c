/*
 * The pure part of intake.  Every byte here came from a counter's program and
 * is not trusted; a fault names the member and the rule, never the value.
 * What passes can be numbered, sealed and set: nothing later may fail because
 * of what a person typed.
 */

#include <stdio.h>
#include <string.h>

#include "civil.h"
#include "fault.h"
#include "jcs.h"
#include "mem.h"
#include "page.h"
#include "template.h"

#include "catalog.h"
#include "intake.h"

/* Digits a running number is laid out with before it is known. */
#define INTAKE_WIDEST "88888"

static const char *const intake_schemes[] = { "G2G", "P3MI", "perseorangan" };

static const char *const intake_members[] = { "template", "fields", "printer",
	"group", "source", "scheme", "region", "copies", "hold" };

static int
intake_known(const char *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(name, list[i]) == 0)
			return 1;
	return 0;
}

/* "/a/b" with RFC 6901 escapes; a name too long for a pointer is cut. */
static void
intake_pointer(
    char ret[FAULT_POINTER_MAX], const char *parent, const char *name)
{
	size_t at = (size_t)snprintf(ret, FAULT_POINTER_MAX, "%s/", parent);

	for (; *name && at + 3 < FAULT_POINTER_MAX; name++) {
		if (*name == '~' || *name == '/') {
			ret[at++] = '~';
			ret[at++] = *name == '~' ? '0' : '1';
		} else {
			ret[at++] = *name;
		}
	}
	while (at && ((unsigned char)*name & 0xC0) == 0x80 &&
	    ((unsigned char)ret[at - 1] & 0x80) != 0)
		at--; /* do not end inside a character */
	ret[at] = '\0';
}

static void
intake_unknown(const json_t *o, const char *parent, const char *const *list,
    size_t n, struct faults *fs)
{
	const char *name;
	json_t *v;

	json_object_foreach ((json_t *)(uintptr_t)o, name, v) {
		char pointer[FAULT_POINTER_MAX];

		(void)v;
		if (intake_known(name, list, n))
			continue;
		intake_pointer(pointer, parent, name);
		faults_add(fs, FAULT_FIELD, pointer, "Anggota tidak dikenal",
		    "Unknown member");
	}
}

/* An optional text member of at most max bytes; NULL when absent. */
static const char *
intake_text(const json_t *o, const char *name, const char *pointer, size_t max,
    struct faults *fs)
{
	const json_t *v = json_object_get(o, name);

	if (!v || json_is_null(v))
		return NULL;
	if (!json_is_string(v) || json_string_length(v) == 0 ||
	    json_string_length(v) > max) {
		faults_add(fs, FAULT_FIELD, pointer,
		    "Harus teks dengan 1 sampai %zu karakter",
		    "Must be text of 1 to %zu characters", max);
		return NULL;
	}
	return json_string_value(v);
}

static void
intake_source(const json_t *body, struct intake *in, struct faults *fs)
{
	static const char *const members[] = { "system", "reference" };
	const json_t *s = json_object_get(body, "source");

	if (!s || json_is_null(s))
		return;
	if (!json_is_object(s)) {
		faults_add(fs, FAULT_FIELD, "/source", "Harus objek",
		    "Must be an object");
		return;
	}
	intake_unknown(s, "/source", members, 2, fs);
	in->system =
	    intake_text(s, "system", "/source/system", STORE_NAME - 1, fs);
	in->reference = intake_text(
	    s, "reference", "/source/reference", STORE_NUMBER - 1, fs);
}

static void
intake_printer(
    const struct intake_world *w, struct intake *in, struct faults *fs)
{
	const char *media = in->t ? template_media(in->t->t) : NULL;

	for (size_t i = 0; i < w->printers; i++) {
		const struct intake_printer *p = &w->printer[i];

		if (strcmp(p->name, in->target) != 0)
			continue;
		if (media && *media && *p->media &&
		    strcmp(media, p->media) != 0)
			faults_add(fs, FAULT_FIELD, "/printer",
			    "Printer ini berisi media lain dari yang "
			    "diperlukan templat",
			    "This printer holds other media than the "
			    "template needs");
		return;
	}
	faults_add(fs, FAULT_FIELD, "/printer", "Printer tidak dikenal",
	    "Unknown printer");
}

static void
intake_target(const struct intake_world *w, const json_t *body,
    struct intake *in, struct faults *fs)
{
	const char *printer =
	    intake_text(body, "printer", "/printer", STORE_NAME - 1, fs);
	const char *group =
	    intake_text(body, "group", "/group", STORE_NAME - 1, fs);

	if (printer && group) {
		faults_add(fs, FAULT_FIELD, "/group",
		    "Sebut printer atau kelompok, bukan keduanya",
		    "Name a printer or a group, not both");
	} else if (printer) {
		in->target = printer;
		intake_printer(w, in, fs);
	} else if (group) {
		in->target = group;
		for (size_t i = 0; i < w->printers; i++)
			if (strcmp(w->printer[i].group, group) == 0)
				return;
		faults_add(fs, FAULT_FIELD, "/group",
		    "Kelompok printer tidak dikenal", "Unknown printer group");
	}
}

static void
intake_details(const json_t *body, struct intake *in, struct faults *fs)
{
	const json_t *copies = json_object_get(body, "copies");
	const json_t *hold = json_object_get(body, "hold");

	in->scheme = intake_text(body, "scheme", "/scheme", STORE_NAME - 1, fs);
	if (in->scheme &&
	    !intake_known(in->scheme, intake_schemes,
		sizeof intake_schemes / sizeof *intake_schemes))
		faults_add(fs, FAULT_FIELD, "/scheme",
		    "Harus G2G, P3MI atau perseorangan",
		    "Must be G2G, P3MI or perseorangan");
	if (copies &&
	    (!json_is_integer(copies) || json_integer_value(copies) != 1))
		faults_add(fs, FAULT_FIELD, "/copies",
		    "Harus 1: satu pekerjaan adalah satu lembar",
		    "Must be 1: a job is one sheet");
	if (hold && !json_is_boolean(hold))
		faults_add(fs, FAULT_FIELD, "/hold", "Harus true atau false",
		    "Must be true or false");
	in->hold = json_is_true(hold);
}

static void
intake_region(const json_t *body, struct intake *in, struct faults *fs)
{
	const char *region = intake_text(body, "region", "/region", 10, fs);
	const char *nik, *field = template_nik_field(in->t->t);
	char four[5];
	int disagrees;

	if (region) {
		if (strspn(region, "0123456789") != strlen(region) ||
		    strlen(region) < 2)
			faults_add(fs, FAULT_FIELD, "/region",
			    "Harus kode wilayah 2 sampai 10 angka",
			    "Must be a region code of 2 to 10 digits");
		(void)mem_copy(in->region, sizeof in->region, region);
		return;
	}
	nik = field && *field
	    ? json_string_value(json_object_get(in->fields, field))
	    : NULL;
	if (nik && civil_nik(nik, NULL, &disagrees, four) == 0)
		(void)mem_copy(in->region, sizeof in->region, four);
}

static const char *
intake_format(struct tmpl *t, const struct intake_world *w, struct intake *in)
{
	int64_t day = (w->now + w->zone_s) / 86400;

	if (day != t->day) {
		buf_clear(&t->format);
		if (template_number_format(
			t->t, w->now, w->zone_s, &t->format, &t->year) < 0)
			return NULL;
		t->day = day;
	}
	in->year = t->year;
	return buf_str(&t->format);
}

/* The register's format, or the number that a field brings. */
static void
intake_number(
    const struct intake_world *w, struct intake *in, struct faults *fs)
{
	const struct template *t = in->t->t;
	const char *field = template_number_field(t), *number = "";
	char pointer[FAULT_POINTER_MAX] = "";

	if (template_registry(t)) {
		number = intake_format(in->t, w, in);
	} else if (field && *field) {
		intake_pointer(pointer, "/fields", field);
		number = json_string_value(json_object_get(in->fields, field));
		if (!number) /* template_check_fields said so */
			return;
	}
	if (!number || mem_copy(in->number, sizeof in->number, number) < 0)
		faults_add(fs, FAULT_FIELD, pointer,
		    "Nomor dokumen lebih dari %d karakter",
		    "The document's number exceeds %d characters",
		    STORE_NUMBER - 1);
}

static void
intake_parts(const struct template *t, unsigned with, struct faults *fs)
{
	int photo = template_wants_photo(t);

	if (with & INTAKE_PHOTO && photo == 0)
		faults_add(fs, FAULT_PHOTO, "/photo",
		    "Templat ini tidak memakai foto",
		    "This template takes no photo");
	if (!(with & INTAKE_PHOTO) && photo == 2)
		faults_add(fs, FAULT_PHOTO, "/photo", "Foto wajib ada",
		    "A photo is required");
	if (with & INTAKE_PDF && !template_passthrough(t))
		faults_add(fs, FAULT_FIELD, "/document",
		    "Templat ini tidak menerima dokumen PDF",
		    "This template takes no PDF document");
	if (!(with & INTAKE_PDF) && template_passthrough(t))
		faults_add(fs, FAULT_FIELD, "/document",
		    "Dokumen PDF wajib ada", "A PDF document is required");
}

/* The number as wide as it may become: "{n}" and "{n:W}" as digits. */
static void
intake_widest(const char *format, char *ret, size_t size)
{
	const char *open = strstr(format, "{n"), *shut;

	if (!open || !(shut = strchr(open, '}'))) {
		(void)mem_copy(ret, size, format);
		return;
	}
	if ((size_t)snprintf(ret, size, "%.*s" INTAKE_WIDEST "%s",
		(int)(open - format), format, shut + 1) >= size)
		ret[0] = '\0';
}

static void
intake_layout(const struct intake_world *w, const struct intake *in,
    unsigned with, struct faults *fs)
{
	char number[STORE_NUMBER + 16];
	struct page_set set = { 0 };
	struct template_data d = {
		.fields = in->fields,
		.number = number,
		.id = "0000000000000000",
		.copy = 1,
		.at = w->now,
		.zone = w->zone,
		.state = w->state,
		.host = w->host,
		.authority = w->authority,
		.preview = (with & INTAKE_PREVIEW) != 0,
		.has_photo = (with & INTAKE_PHOTO) != 0,
	};

	intake_widest(in->number, number, sizeof number);
	if (layout_document(in->t->t, &d, &set, fs) == 0)
		page_set_release(&set);
}

static struct tmpl *
intake_template(
    const struct intake_world *w, const json_t *body, struct faults *fs)
{
	const char *name =
	    intake_text(body, "template", "/template", STORE_NAME - 1, fs);
	struct tmpl *t = name ? w->find(w->arg, name) : NULL;

	if (!t && fs->n == 0)
		faults_add(fs, FAULT_FIELD, "/template",
		    name ? "Templat tidak dikenal" : "Templat wajib disebut",
		    name ? "Unknown template" : "The template is required");
	return t;
}

int
intake_check(const struct intake_world *w, json_t *body, unsigned with,
    struct intake *ret_in, struct faults *fs)
{
	struct intake in = { 0 };
	int sound;

	if (!json_is_object(body))
		return faults_add(fs, FAULT_SYNTAX, "",
		    "Isi permintaan harus objek JSON",
		    "The body must be a JSON object");
	in.t = intake_template(w, body, fs);
	intake_unknown(body, "", intake_members,
	    sizeof intake_members / sizeof *intake_members, fs);
	intake_source(body, &in, fs);
	intake_target(w, body, &in, fs);
	intake_details(body, &in, fs);
	if (!in.t)
		return -1;
	in.fields = json_object_get(body, "fields");
	intake_parts(in.t->t, with, fs);
	if (!json_is_object(in.fields))
		return faults_add(fs, FAULT_FIELD, "/fields",
		    "Harus objek berisi isian templat",
		    "Must be an object with the template's fields");
	sound = template_check_fields(in.t->t, in.fields, "/fields", fs) == 0;
	if (sound) {
		intake_region(body, &in, fs);
		intake_number(w, &in, fs);
	}
	/* also when another member is wrong: say all of it at once */
	if (sound && !template_passthrough(in.t->t))
		intake_layout(w, &in, with, fs);
	if (fs->n == 0 && jcs_write(in.fields, &in.canon) < 0)
		faults_add(fs, FAULT_FIELD, "/fields",
		    "Bilangan di luar jangkauan", "A number is out of range");
	if (fs->n) {
		intake_release(&in);
		return -1;
	}
	*ret_in = in;
	return 0;
}

void
intake_release(struct intake *in)
{
	buf_release(&in->canon);
}

void
intake_new(const struct intake *in, struct store_new *ret_n)
{
	*ret_n = (struct store_new){
		.template_name = in->t->name,
		.template_version = in->t->version,
		.fields = buf_str(&in->canon),
		.target = in->target ? in->target : "",
		.source_system = in->system,
		.source_reference = in->reference,
		.scheme = in->scheme,
		.region = in->region,
		.registry = template_registry(in->t->t),
		.registry_year = in->year,
		.number = in->number,
		.hold = in->hold,
	};
}
