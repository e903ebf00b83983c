/* templates/berita-acara: its five kinds, long and empty lists, parties of any
 * name; with them rows named in a text and the filters that minutes need. */
/* SRC: tests/unit/lay.c */

#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "tests/unit/lay.h"

#define FOLDER "templates/berita-acara/"
#define NAMES "tests/vectors/names-200.json"

static const struct {
	const char *path;
	const char *pages;
} shipped[] = {
	{ FOLDER "contoh.json", "halaman 1 dari 1" },
	{ FOLDER "contoh-nihil.json", "halaman 1 dari 1" },
	{ FOLDER "contoh-kerusakan.json", "halaman 1 dari 2" },
	{ FOLDER "contoh-rekonsiliasi.json", "halaman 1 dari 1" },
	{ FOLDER "contoh-stok-opname.json", "halaman 1 dari 1" },
};

static const char *const kinds[][3] = {
	{ "pembatalan", "BERITA ACARA PEMBATALAN BLANGKO",
	    "Yang membatalkan," },
	{ "kerusakan", "BERITA ACARA KERUSAKAN BLANGKO", "Yang memeriksa," },
	{ "pemusnahan", "BERITA ACARA PEMUSNAHAN BLANGKO",
	    "Yang memusnahkan," },
	{ "stok-opname", "BERITA ACARA STOK OPNAME BLANGKO",
	    "Yang menghitung," },
	{ "rekonsiliasi", "BERITA ACARA REKONSILIASI HARIAN BLANGKO",
	    "Yang mencocokkan," },
};

#define N(a) (sizeof(a) / sizeof((a)[0]))

/* All texts of a page in the order they were set, a space between. */
static int
reads(const struct page *p, const char *words)
{
	struct buf b = { 0 };
	size_t i;
	int found;

	for (i = 0; i < p->n; i++)
		if (p->item[i].op == PAGE_TEXT)
			buf_printf(&b, "%s ", p->item[i].text);
	found = strstr(buf_str(&b), words) != NULL;
	buf_release(&b);
	return found;
}

static void
examples(void **state)
{
	struct template *t = lay_template("berita-acara");
	struct page_set s = { 0 };
	json_t *fields;
	size_t i;

	(void)state;
	for (i = 0; i < N(shipped); i++) {
		fields = lay_fields(shipped[i].path);
		lay(t, fields, &s);
		assert_int_equal(lay_count(&s.page[0], shipped[i].pages), 1);
		lay_apart(&s, shipped[i].path);
		page_set_release(&s);
		json_decref(fields);
	}
	template_free(t);
}

static void
wording(void **state)
{
	struct template *t = lay_template("berita-acara");
	json_t *fields = lay_fields(FOLDER "contoh.json");
	struct page_set s = { 0 };

	(void)state;
	lay(t, fields, &s);
	assert_true(reads(&s.page[0],
	    "Pada hari ini, Kamis, tanggal dua belas bulan November tahun dua "
	    "ribu dua puluh enam, pukul 15.30 WITA, di ruang blangko LTSA "
	    "Contoh, kami yang bertanda tangan di bawah ini:"));
	assert_true(reads(&s.page[0],
	    "telah membatalkan dan memusnahkan blangko tersebut di bawah ini "
	    "dengan cara dilubangi pada nomor serinya lalu dicacah,"));
	/* who comes second stands on the left, and is the witness */
	assert_int_equal(lay_find(&s.page[0], "Marlina")->x, 25000);
	assert_string_equal(
	    lay_find(&s.page[0], "Marlina")->source, "/fields/pihak/1/nama");
	assert_int_equal(
	    lay_find(&s.page[0], "Wayan Adnyana Kertayasa, S.H.")->x, 118000);
	page_set_release(&s);
	json_object_del(fields, "cara");
	json_object_set_new(fields, "tanggal", json_string("2027-01-01"));
	lay(t, fields, &s);
	assert_true(reads(&s.page[0],
	    "Jumat, tanggal satu bulan Januari tahun dua ribu dua puluh "
	    "tujuh,"));
	assert_false(reads(&s.page[0], "dengan cara"));
	page_set_release(&s);
	json_decref(fields);
	template_free(t);
}

/* Each kind with full and with empty lists. */
static void
five_kinds(void **state)
{
	struct template *t = lay_template("berita-acara");
	json_t *list = lay_fields(FOLDER "contoh.json");
	json_t *fields = lay_fields(FOLDER "contoh-stok-opname.json");
	struct page_set s = { 0 };
	size_t i, rows;
	int full;

	(void)state;
	json_object_update_missing(fields, list);
	for (full = 1; full >= 0; full--) {
		for (i = 0; i < N(kinds); i++) {
			json_object_set_new(
			    fields, "jenis", json_string(kinds[i][0]));
			lay(t, fields, &s);
			assert_int_equal(lay_count(&s.page[0], kinds[i][1]), 1);
			assert_int_equal(
			    lay_count(&s.page[s.n - 1], kinds[i][2]), 1);
			assert_int_equal(lay_count(&s.page[0], "Nihil"), !full);
			rows = lay_count(&s.page[0], "X1234561");
			assert_int_equal(rows, full && i < 3);
			rows = lay_count(&s.page[0], "Selisih");
			assert_int_equal(rows, full && i == 3);
			lay_apart(&s, kinds[i][0]);
			page_set_release(&s);
		}
		json_object_del(fields, "saldo");
		json_object_set_new(fields, "blangko", json_array());
	}
	json_decref(list);
	json_decref(fields);
	template_free(t);
}

static void
figures(void **state)
{
	struct template *t = lay_template("berita-acara");
	json_t *fields = lay_fields(FOLDER "contoh-stok-opname.json");
	json_t *row = json_array_get(json_object_get(fields, "saldo"), 0);
	struct page_set s = { 0 };

	(void)state;
	json_object_set_new(row, "awal", json_integer(9999999));
	json_object_set_new(row, "sisa", json_integer(-123456));
	json_object_set_new(row, "dihitung", json_integer(999));
	json_object_del(row, "selisih");
	lay(t, fields, &s);
	assert_int_equal(lay_count(&s.page[0], "9.999.999"), 1);
	assert_int_equal(lay_count(&s.page[0],
			     "\xE2\x80\x93"
			     "123.456"),
	    1);
	assert_int_equal(lay_count(&s.page[0], "999"), 1);
	assert_int_equal(lay_count(&s.page[0], "1.088"), 2);
	assert_int_equal(lay_count(&s.page[0],
			     "\xE2\x80\x93"
			     "1"),
	    1);
	lay_apart(&s, "figures");
	page_set_release(&s);
	json_decref(fields);
	template_free(t);
}

/* Two hundred names sign, on either side. */
static void
parties(void **state)
{
	struct template *t = lay_template("berita-acara");
	json_t *names = json_load_file(NAMES, 0, NULL), *fields, *list;
	struct page_set s = { 0 };
	size_t i, k, n;

	(void)state;
	n = json_array_size(names);
	assert_int_equal(n, 200);
	for (k = 0; k < N(shipped); k++) {
		fields = lay_fields(shipped[k].path);
		list = json_object_get(fields, "pihak");
		for (i = 0; i < n; i++) {
			json_object_set(json_array_get(list, 0), "nama",
			    json_array_get(names, i));
			json_object_set(json_array_get(list, 1), "nama",
			    json_array_get(names, n - 1 - i));
			lay(t, fields, &s);
			lay_apart(&s, shipped[k].path);
			page_set_release(&s);
		}
		json_decref(fields);
	}
	json_decref(names);
	template_free(t);
}

/* The sum, the closing and the signatures stay together, above the code. */
static void
signed_with_the_sum(void **state)
{
	struct template *t = lay_template("berita-acara");
	json_t *fields = lay_fields(FOLDER "contoh-kerusakan.json");
	json_t *list = json_object_get(fields, "blangko");
	struct page_set s = { 0 };
	const struct page *last;
	size_t n;

	(void)state;
	for (n = json_array_size(list); n > 0; n--) {
		lay(t, fields, &s);
		last = &s.page[s.n - 1];
		assert_true(s.n <= 2);
		assert_true(reads(last, "Jumlah: 28 (dua puluh delapan)"));
		assert_true(reads(last, "Demikian berita acara ini dibuat"));
		assert_int_equal(lay_count(last, "Pihak Pertama"), 1);
		assert_true(
		    lay_find(last, "NIP 19790521 200501 1 002")->y <= 255000);
		lay_apart(&s, "signed");
		page_set_release(&s);
		json_array_remove(list, n - 1);
	}
	json_decref(fields);
	template_free(t);
}

static void
long_table(void **state)
{
	struct template *t = lay_template("berita-acara");
	json_t *fields = lay_fields(FOLDER "contoh.json");
	json_t *list = json_object_get(fields, "blangko");
	struct page_set s = { 0 };
	size_t i, n = json_array_size(list);
	char foot[60];

	(void)state;
	for (i = n; i < 500; i++)
		json_array_append(list, json_array_get(list, i % n));
	lay(t, fields, &s);
	assert_true(s.n > 15);
	for (i = 0; i < s.n; i++) {
		snprintf(
		    foot, sizeof(foot), "halaman %zu dari %zu", i + 1, s.n);
		assert_int_equal(lay_count(&s.page[i], foot), 1);
		if (i + 1 < s.n)
			assert_int_equal(
			    lay_count(&s.page[i], "Nomor seri"), 1);
	}
	lay_apart(&s, "long table");
	page_set_release(&s);
	json_decref(fields);
	template_free(t);
}

static void
refused(json_t *fields, enum fault_code code, const char *pointer)
{
	struct template *t = lay_template("berita-acara");
	struct template_data d = lay_data(fields);
	struct page_set s = { 0 };

	assert_int_equal(layout_document(t, &d, &s, &lay_faults), -1);
	assert_int_equal(lay_faults.f[0].code, code);
	assert_string_equal(lay_faults.f[0].pointer, pointer);
	json_decref(fields);
	template_free(t);
}

/* A fault in a row that a text names points into that row. */
static void
refusals(void **state)
{
	json_t *fields = lay_fields(FOLDER "contoh.json"), *one;

	(void)state;
	one = json_array_get(json_object_get(fields, "pihak"), 1);
	json_object_set_new(one, "nama", json_string("Marlina \xE5\xB1\xB1"));
	refused(fields, FAULT_GLYPH, "/fields/pihak/1/nama");
	fields = lay_fields(FOLDER "contoh.json");
	one = json_array_get(json_object_get(fields, "pihak"), 0);
	json_object_set_new(one, "nama",
	    json_string("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"));
	refused(fields, FAULT_OVERFLOW, "/fields/pihak/0/nama");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(examples),
		cmocka_unit_test(wording),
		cmocka_unit_test(five_kinds),
		cmocka_unit_test(figures),
		cmocka_unit_test(parties),
		cmocka_unit_test(signed_with_the_sum),
		cmocka_unit_test(long_table),
		cmocka_unit_test(refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
