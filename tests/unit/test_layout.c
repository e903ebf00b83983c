/* spool/layout*.c and metrics.c: the fit rule, every shipped template with two
 * hundred names, pages that break, faults that point to their field. */
/* SRC: tests/unit/lay.c */

#include <string.h>

#include "buf.h"
#include "metrics.h"
#include "tests/unit/lay.h"

#define NAMES "tests/vectors/names-200.json"

static void
names_in(const char *name, const char *path, const json_t *names)
{
	struct template *t = lay_template(name);
	json_t *fields = lay_fields(path), *one;
	struct page_set s = { 0 };
	size_t i;

	json_array_foreach (names, i, one) {
		json_object_set(fields, "nama", one);
		lay(t, fields, &s);
		lay_apart(&s, json_string_value(one));
		page_set_release(&s);
	}
	json_decref(fields);
	template_free(t);
}

static void
two_hundred_names(void **state)
{
	json_t *names = json_load_file(NAMES, 0, NULL);

	(void)state;
	assert_int_equal(json_array_size(names), 200);
	names_in("paspor", "templates/paspor/contoh.json", names);
	names_in("kartu-pmi", "templates/kartu-pmi/contoh.json", names);
	names_in("kartu-pmi-a4", "templates/kartu-pmi-a4/contoh.json", names);
	names_in("surat-rekomendasi", "templates/surat-rekomendasi/contoh.json",
	    names);
	json_decref(names);
}

/* Values of every width beside a code. */
static void
beside_a_code(void **state)
{
	static const struct {
		const char *name, *path, *field;
		size_t max;
	} t[] = { { "paspor", "templates/paspor/contoh.json", "tempat_lahir",
		      32 },
		{ "paspor", "templates/paspor/contoh.json", "kantor_penerbit",
		    36 },
		{ "kartu-pmi", "templates/kartu-pmi/contoh.json",
		    "tempat_lahir", 22 },
		{ "kartu-pmi", "templates/kartu-pmi/contoh.json", "id_pmi",
		    20 } };
	char value[40];

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct template *tpl = lay_template(t[i].name);
		json_t *fields = lay_fields(t[i].path);
		struct page_set s = { 0 };

		/* wide letters for half of it: one word does not wrap */
		for (size_t n = 1; n < t[i].max + t[i].max / 2; n++) {
			size_t len = n > t[i].max ? n - t[i].max : n;

			memset(value, n > t[i].max ? 'E' : 'I', len);
			value[len] = '\0';
			json_object_set_new(
			    fields, t[i].field, json_string(value));
			lay(tpl, fields, &s);
			lay_apart(&s, value);
			page_set_release(&s);
		}
		json_decref(fields);
		template_free(tpl);
	}
}

/* All two hundred in one table, over many pages. */
static void
names_in_a_table(void **state)
{
	struct template *t = lay_template("surat-rekomendasi");
	json_t *names = json_load_file(NAMES, 0, NULL), *one, *row;
	json_t *fields =
	    lay_fields("templates/surat-rekomendasi/contoh-grup.json");
	json_t *list = json_object_get(fields, "pekerja");
	json_t *model = json_deep_copy(json_array_get(list, 0));
	struct page_set s = { 0 };
	size_t i;

	(void)state;
	json_array_clear(list);
	json_array_foreach (names, i, one) {
		row = json_deep_copy(model);
		json_object_set(row, "nama", one);
		json_array_append_new(list, row);
	}
	lay(t, fields, &s);
	assert_true(s.n > 8);
	lay_apart(&s, "table");
	page_set_release(&s);
	json_decref(model);
	json_decref(names);
	json_decref(fields);
	template_free(t);
}

/* Eighteen workers: two pages, the head on both, the row never split. */
static void
table_breaks(void **state)
{
	struct template *t = lay_template("surat-rekomendasi");
	json_t *fields =
	    lay_fields("templates/surat-rekomendasi/contoh-grup.json");
	struct page_set s = { 0 };

	(void)state;
	lay(t, fields, &s);
	assert_int_equal(s.n, 2);
	assert_int_equal(lay_count(&s.page[0], "Jabatan"), 1);
	assert_int_equal(lay_count(&s.page[1], "Jabatan"), 1);
	assert_int_equal(lay_count(&s.page[0], "13."), 1);
	assert_int_equal(lay_count(&s.page[0], "14."), 0);
	assert_int_equal(lay_count(&s.page[1], "14."), 1);
	assert_int_equal(lay_count(&s.page[0], "bersambung ke halaman 2"), 1);
	assert_int_equal(lay_count(&s.page[1], "halaman 2 dari 2"), 1);
	assert_int_equal(lay_count(&s.page[1], "NIP 19680312 199403 1 004"), 1);
	assert_int_equal(lay_find(&s.page[1], "No.")->y, 34350);
	page_set_release(&s);
	json_decref(fields);
	template_free(t);
}

/* The signature never stands alone on a page, nor below its zone. */
static void
signature_kept(void **state)
{
	struct template *t = lay_template("surat-rekomendasi");
	json_t *fields =
	    lay_fields("templates/surat-rekomendasi/contoh-grup.json");
	json_t *list = json_object_get(fields, "pekerja");
	struct page_set s = { 0 };
	const struct page *last;
	size_t n;

	(void)state;
	for (n = 18; n > 0; n--) {
		lay(t, fields, &s);
		last = &s.page[s.n - 1];
		assert_int_equal(lay_count(last, "Tembusan:"), 1);
		assert_true(
		    lay_find(last, "Kepala Dinas Tenaga Kerja,")->y + 36000 <=
		    254000);
		/* first word of the last paragraph */
		assert_int_equal(
		    lay_count(last,
			"Demikian rekomendasi ini dibuat untuk dipergunakan "
			"sebagaimana mestinya."),
		    1);
		page_set_release(&s);
		json_array_remove(list, n - 1);
	}
	json_decref(fields);
	template_free(t);
}

/* Rule 4 on the passport's name; sizes from the design's specimens and from
 * the same rule written a second time over Liberation's own widths. */
static void
fit_rule(void **state)
{
	static const struct {
		const char *name;
		int32_t size, lines;
	} c[] = {
		{ "SUPARMAN", 10000, 1 },
		{ "RATNA KUSUMANINGTYAS", 10000, 1 },
		{ "MUHAMMAD FAKHRUDDIN AL-KAUTSAR TRIHASTOWO KUSUMADININGRAT "
		  "SASTRONEGORO",
		    7250, 3 },
		/* one line while it keeps four fifths of the size, then two */
		{ "YOHANES KUSUMANINGRATYAS", 9250, 1 },
		{ "YOHANES KUSUMANINGRATYAS ALI", 8250, 1 },
		{ "YOHANES KUSUMANINGRATYAS PUTRA", 10000, 2 },
	};
	struct template *t = lay_template("paspor");
	json_t *fields = lay_fields("templates/paspor/contoh.json");
	struct page_set s = { 0 };
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		int32_t lines = 0, size = 0;

		json_object_set_new(fields, "nama", json_string(c[i].name));
		lay(t, fields, &s);
		for (k = 0; k < s.page[0].n; k++) {
			const struct page_item *it = &s.page[0].item[k];

			if (it->op != PAGE_TEXT || it->source == NULL ||
			    strcmp(it->source, "/fields/nama") != 0)
				continue;
			lines++;
			size = it->size;
		}
		assert_int_equal(lines, c[i].lines);
		assert_int_equal(size, c[i].size);
		page_set_release(&s);
	}
	json_decref(fields);
	template_free(t);
}

static void
refused(const char *field, const char *value, enum fault_code code,
    const char *pointer)
{
	struct template *t = lay_template("paspor");
	json_t *fields = lay_fields("templates/paspor/contoh.json");
	struct template_data d;
	struct page_set s = { 0 };

	json_object_set_new(fields, field, json_string(value));
	d = lay_data(fields);
	memset(&lay_faults, 0, sizeof(lay_faults));
	assert_int_equal(layout_document(t, &d, &s, &lay_faults), -1);
	assert_int_equal(lay_faults.f[0].code, code);
	assert_string_equal(lay_faults.f[0].pointer, pointer);
	assert_null(strstr(lay_faults.f[0].en, value));
	json_decref(fields);
	template_free(t);
}

static void
refusals(void **state)
{
	(void)state;
	refused("nama",
	    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
	    FAULT_OVERFLOW, "/fields/nama");
	refused("tempat_lahir", "\xE5\xB1\xB1", FAULT_GLYPH,
	    "/fields/tempat_lahir");
	refused("kantor_penerbit", "\xD0\x9C", FAULT_GLYPH,
	    "/fields/kantor_penerbit");
	refused("nomor_paspor", "x-1", FAULT_FIELD, "/fields/nomor_paspor");
}

static const char passport_mrz[] =
    "PPUTOKUSUMANINGTYAS<<RATNA<<<<<<<<<<<<<<<<<<"
    "X1234567<7UTO9804175F3611122<<<<<<<<<<<<<<<2";
static const char card_mrz[] = "I<UTOE260047139<<<<<<<<<<<<<<<"
			       "9804175F2911168UTO<<<<<<<<<<<6"
			       "KUSUMANINGTYAS<<RATNA<<<<<<<<<";

static void
zone_of(const char *name, const char *path, const char *want)
{
	struct template *t = lay_template(name);
	json_t *fields = lay_fields(path);
	struct template_data d = lay_data(fields);
	char mrz[96];

	assert_int_equal(layout_mrz(t, &d, mrz, &lay_faults), 0);
	assert_string_equal(mrz, want);
	json_decref(fields);
	template_free(t);
}

static void
zones(void **state)
{
	(void)state;
	zone_of("paspor", "templates/paspor/contoh.json", passport_mrz);
	zone_of("kartu-pmi", "templates/kartu-pmi/contoh.json", card_mrz);
	zone_of(
	    "surat-rekomendasi", "templates/surat-rekomendasi/contoh.json", "");
}

/* Words of a justified line end exactly on the measure. */
static void
justified(void **state)
{
	struct template *t = lay_template("surat-rekomendasi");
	json_t *fields = lay_fields("templates/surat-rekomendasi/contoh.json");
	const struct page_item *it;
	struct page_set s = { 0 };

	(void)state;
	lay(t, fields, &s);
	it = lay_find(&s.page[0], "hasil");
	assert_in_range(it->x + it->w, 189999, 190001);
	it = lay_find(&s.page[0], "Berdasarkan");
	assert_int_equal(it->x, 35000);
	page_set_release(&s);
	json_decref(fields);
	template_free(t);
}

static size_t
count_op(const struct page_set *s, enum page_op op)
{
	size_t i, j, n = 0;

	for (i = 0; i < s->n; i++)
		for (j = 0; j < s->page[i].n; j++)
			n += s->page[i].item[j].op == op;
	return n;
}

static void
codes_and_previews(void **state)
{
	static const char *const qr[] = { "HTTPS://X/1", "HTTPS://X/2" };
	struct template *t = lay_template("surat-rekomendasi");
	json_t *fields =
	    lay_fields("templates/surat-rekomendasi/contoh-grup.json");
	struct template_data d = lay_data(fields);
	struct page_set s = { 0 };
	size_t rects;

	(void)state;
	d.qr = qr;
	d.qr_n = 2;
	assert_int_equal(layout_document(t, &d, &s, &lay_faults), 0);
	assert_int_equal(count_op(&s, PAGE_QR), 2);
	rects = count_op(&s, PAGE_RECT);
	assert_int_equal(lay_count(&s.page[0], "SPESIMEN"), 1);
	page_set_release(&s);
	d.preview = 1;
	assert_int_equal(layout_document(t, &d, &s, &lay_faults), 0);
	assert_int_equal(count_op(&s, PAGE_QR), 0);
	assert_int_equal(count_op(&s, PAGE_RECT), rects + 2);
	assert_int_equal(lay_count(&s.page[1], "PRATINJAU"), 1);
	page_set_release(&s);
	d.preview = 0;
	d.state = "IDN";
	assert_int_equal(layout_document(t, &d, &s, &lay_faults), 0);
	assert_int_equal(lay_count(&s.page[0], "SPESIMEN"), 0);
	page_set_release(&s);
	json_decref(fields);
	template_free(t);
}

static void
widths(void **state)
{
	uint32_t cp = 0;

	(void)state;
	/* OCR-B at 9.957 pt has the pitch of an MRZ cell. */
	assert_in_range(
	    metrics_width(PAGE_OCRB, "A", 9957, 0, NULL), 2530, 2550);
	assert_int_equal(metrics_width(PAGE_SANS, "", 10000, 0, NULL), 0);
	assert_int_equal(
	    metrics_width(PAGE_SANS, "\xE5\xB1\xB1", 10000, 0, &cp), -1);
	assert_int_equal(cp, 0x5C71);
	/* spacing after every character but the last: 1 pt, rounded */
	assert_int_equal(metrics_width(PAGE_SANS, "ii", 10000, 1000, NULL) -
		metrics_width(PAGE_SANS, "ii", 10000, 0, NULL),
	    352);
}

/* The dump is what a person reads when a test fails. */
static void
dump(void **state)
{
	struct template *t = lay_template("kartu-pmi");
	json_t *fields = lay_fields("templates/kartu-pmi/contoh.json");
	struct page_set s = { 0 };
	struct buf b = { 0 };

	(void)state;
	lay(t, fields, &s);
	page_dump(&s, &b);
	assert_non_null(strstr(buf_str(&b), "page 2 85600x53980\n"));
	assert_non_null(
	    strstr(buf_str(&b), "from /fields/nama \"RATNA KUSUMANINGTYAS\""));
	buf_release(&b);
	page_set_release(&s);
	json_decref(fields);
	template_free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(widths),
		cmocka_unit_test(fit_rule),
		cmocka_unit_test(two_hundred_names),
		cmocka_unit_test(names_in_a_table),
		cmocka_unit_test(beside_a_code),
		cmocka_unit_test(table_breaks),
		cmocka_unit_test(signature_kept),
		cmocka_unit_test(justified),
		cmocka_unit_test(refusals),
		cmocka_unit_test(zones),
		cmocka_unit_test(codes_and_previews),
		cmocka_unit_test(dump),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
