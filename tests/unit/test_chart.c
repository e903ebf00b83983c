/* spool/template_chart.c, layout_chart.c: what a chart must be given, where
 * its columns and lines stand, its axis, its labels; sums of a column; the
 * report, which has them all. */
/* SRC: tests/unit/lay.c */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "mem.h"
#include "tests/unit/lay.h"

static const char head[] =
    "{\"template\":{\"name\":\"uji\",\"version\":1,"
    "\"title\":{\"id\":\"a\",\"en\":\"a\"},"
    "\"page\":{\"width\":210,\"height\":297},"
    "\"media\":\"iso_a4_210x297mm\","
    "\"number\":{\"registry\":\"u\",\"format\":\"{n}\"},"
    "\"fields\":{\"bulan\":{\"type\":\"list\",\"max\":40,"
    "\"label\":{\"id\":\"B\",\"en\":\"B\"},\"columns\":{"
    "\"nama\":{\"type\":\"string\",\"max\":60,\"required\":true,"
    "\"label\":{\"id\":\"N\",\"en\":\"N\"}},"
    "\"a\":{\"type\":\"integer\",\"min\":0,\"max\":999999999999999,"
    "\"label\":{\"id\":\"A\",\"en\":\"A\"}},"
    "\"k\":{\"type\":\"integer\",\"min\":-5,\"max\":9,"
    "\"label\":{\"id\":\"K\",\"en\":\"K\"}},"
    "\"m\":{\"type\":\"integer\",\"min\":0,\"label\":{\"id\":\"M\",\"en\":"
    "\"M\"}},"
    "\"b\":{\"type\":\"integer\",\"min\":0,\"max\":999999999999999,"
    "\"label\":{\"id\":\"B\",\"en\":\"B\"}}}}},";
static const char chart[] =
    "{\"type\":\"chart\",\"kind\":\"columns\",\"list\":\"bulan\","
    "\"label\":\"{nama}\",\"unit\":\"juta\",\"divide\":1000000,"
    "\"empty\":\"Tidak ada data.\",\"x\":20,\"y\":30,\"w\":160,\"h\":60,"
    "\"size\":7.5,\"series\":["
    "{\"value\":\"a\",\"title\":\"Alat\",\"color\":\"1C6680\"},"
    "{\"value\":\"b\",\"title\":\"Bahan\",\"color\":\"C23F32\"}]}";

/* A template of one page with element, from replaced by to in it. */
static struct template *
made(const char *element, const char *from, const char *to)
{
	const char *at = from != NULL ? strstr(element, from) : element;
	struct template *t = NULL;
	struct buf b = { 0 };

	assert_non_null(at);
	memset(&lay_faults, 0, sizeof(lay_faults));
	buf_printf(&b, "%s\"pages\":[{\"elements\":[", head);
	buf_put(&b, element, (size_t)(at - element));
	buf_printf(&b, "%s%s]}]},\"assets\":{}}", from != NULL ? to : "",
	    at + (from != NULL ? strlen(from) : 0));
	if (template_parse(buf_str(&b), b.n, &t, &lay_faults) == -1)
		t = NULL;
	buf_release(&b);
	return t;
}

static void
lay_text(struct template *t, const char *fields, struct page_set *ret)
{
	json_t *v = json_loads(fields, 0, NULL);

	assert_non_null(t);
	assert_non_null(v);
	lay(t, v, ret);
	json_decref(v);
}

/* The box of this colour that is wider than a legend's square, of rank k. */
static const struct page_item *
column(const struct page *p, uint32_t color, size_t k)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->item[i].op == PAGE_RECT && p->item[i].fill == color &&
		    p->item[i].w > 2500 && k-- == 0)
			return &p->item[i];
	fail_msg("no such column");
	return NULL;
}

static void
stacked(void **state)
{
	struct template *t = made(chart, NULL, NULL);
	struct page_set s = { 0 };
	const struct page_item *a, *b, *big, *base = NULL;
	const struct page *p;
	int32_t zero, twenty;

	(void)state;
	lay_text(t,
	    "{\"bulan\":[{\"nama\":\"Sep\",\"a\":40000000,\"b\":20000000},"
	    "{\"nama\":\"Okt\",\"a\":20000000,\"b\":45019134}]}",
	    &s);
	p = &s.page[0];
	lay_apart(&s, "stacked");
	/* 65 needs steps of 20 up to 80, in millions */
	assert_int_equal(lay_count(p, "80"), 1);
	assert_int_equal(lay_count(p, "100"), 0);
	zero = lay_find(p, "0")->y;
	twenty = zero - lay_find(p, "20")->y;
	assert_int_equal(lay_count(p, "Okt") + lay_count(p, "Sep"), 2);
	assert_int_equal(lay_count(p, "Alat") + lay_count(p, "Bahan"), 2);
	assert_int_equal(lay_count(p, "juta"), 1);
	a = column(p, 0x1C6680, 1);
	b = column(p, 0xC23F32, 1);
	big = column(p, 0x1C6680, 0);
	/* 20 million stand as high as a step, 40 twice, the part above them
	 * on them, and all of it within a hair of its height */
	assert_in_range(a->h, twenty - 160, twenty + 1);
	assert_in_range(big->h, 2 * twenty - 160, 2 * twenty + 1);
	assert_in_range(a->y - (b->y + b->h), 0, 160);
	assert_in_range(a->y + a->h - b->y,
	    (int64_t)twenty * 65019134 / 20000000 - 5,
	    (int64_t)twenty * 65019134 / 20000000 + 5);
	/* all on the base line, which is zero's */
	for (size_t i = 0; i < p->n; i++)
		if (p->item[i].op == PAGE_LINE && p->item[i].color == 0x14181F)
			base = &p->item[i];
	assert_non_null(base);
	assert_int_equal(a->y + a->h, base->y);
	assert_int_equal(big->y + big->h, base->y);
	assert_in_range(zero - base->y, 0, 1000);
	/* the last one's sum above it, and only that */
	assert_true(lay_find(p, "65")->y < b->y);
	assert_true(lay_find(p, "65")->y > b->y - 2500);
	assert_int_equal(lay_count(p, "60"), 1);
	page_set_release(&s);
	template_free(t);
}

static void
all_values(void **state)
{
	struct template *t =
	    made(chart, "\"divide\":1000000", "\"values\":\"all\"");
	struct page_set s = { 0 };

	(void)state;
	lay_text(t,
	    "{\"bulan\":[{\"nama\":\"Paspor 48 halaman dan lampiran yang "
	    "panjang sekali\",\"a\":1143},"
	    "{\"nama\":\"x\",\"a\":7,\"b\":1}]}",
	    &s);
	lay_apart(&s, "all values");
	assert_int_equal(lay_count(&s.page[0], "1.143"), 1);
	assert_int_equal(lay_count(&s.page[0], "8"), 1);
	/* one of 1143 is not seen by height, but it is drawn */
	assert_int_equal(column(&s.page[0], 0xC23F32, 0)->h, 180);
	page_set_release(&s);
	template_free(t);
}

/* What is too small for the divisor keeps its decimals. */
static void
decimals(void **state)
{
	struct template *t = made(chart, NULL, NULL);
	struct page_set s = { 0 };

	(void)state;
	lay_text(t, "{\"bulan\":[{\"nama\":\"x\",\"a\":2340000}]}", &s);
	assert_int_equal(lay_count(&s.page[0], "0,5"), 1);
	assert_int_equal(lay_count(&s.page[0], "2,5"), 1);
	assert_int_equal(lay_count(&s.page[0], "2,34"), 1);
	page_set_release(&s);
	lay_text(t, "{\"bulan\":[{\"nama\":\"x\"}]}", &s);
	assert_int_equal(lay_count(&s.page[0], "0,000003"), 1);
	page_set_release(&s);
	lay_text(t,
	    "{\"bulan\":[{\"nama\":\"x\",\"a\":999999999999999,"
	    "\"b\":999999999999999}]}",
	    &s);
	lay_apart(&s, "the largest");
	assert_int_equal(lay_count(&s.page[0], "2.000.000.000"), 2);
	page_set_release(&s);
	template_free(t);
}

/* Forty rows of long names: some are set, the last among them, none over
 * another. */
static void
crowd(void **state)
{
	struct template *t = made(chart, NULL, NULL);
	json_t *list = json_array(), *v;
	struct page_set s = { 0 };
	char name[40];

	(void)state;
	for (int i = 0; i < 40; i++) {
		snprintf(name, sizeof(name), "Tanggal-%d", i);
		json_array_append_new(list,
		    json_pack("{s:s, s:i, s:i}", "nama", name, "a", 1000000 * i,
			"b", 70000));
	}
	v = json_pack("{s:o}", "bulan", list);
	lay(t, v, &s);
	lay_apart(&s, "crowd");
	assert_int_equal(lay_count(&s.page[0], "Tanggal-39"), 1);
	assert_int_equal(lay_count(&s.page[0], "Tanggal-38"), 0);
	page_set_release(&s);
	json_decref(v);
	template_free(t);
}

static void
lines(void **state)
{
	struct template *t = made(chart, "columns", "line");
	struct page_set s = { 0 };
	size_t strokes = 0;

	(void)state;
	lay_text(t,
	    "{\"bulan\":[{\"nama\":\"x\",\"a\":1000000,\"b\":9000000},"
	    "{\"nama\":\"y\",\"a\":5000000,\"b\":8500000},"
	    "{\"nama\":\"z\",\"a\":8000000,\"b\":8400000}]}",
	    &s);
	lay_apart(&s, "lines");
	for (size_t i = 0; i < s.page[0].n; i++)
		strokes += s.page[0].item[i].op == PAGE_LINE &&
		    s.page[0].item[i].color == 0x1C6680;
	assert_int_equal(strokes, 2);
	/* not stacked: the axis ends at 10 */
	assert_int_equal(lay_count(&s.page[0], "10"), 1);
	assert_int_equal(lay_count(&s.page[0], "8,0"), 1);
	assert_int_equal(lay_count(&s.page[0], "8,4"), 1);
	page_set_release(&s);
	template_free(t);
}

static void
nothing(void **state)
{
	struct template *t = made(chart, NULL, NULL);
	struct page_set s = { 0 };

	(void)state;
	lay_text(t, "{}", &s);
	assert_int_equal(s.page[0].n, 1);
	assert_string_equal(s.page[0].item[0].text, "Tidak ada data.");
	page_set_release(&s);
	template_free(t);
}

/* What has no character or no room is refused, not left out. */
static void
refused(void **state)
{
	struct template *t = made(chart, NULL, NULL);
	json_t *v = json_loads(
	    "{\"bulan\":[{\"nama\":\"x\"},{\"nama\":\"\xe6\x97\xa5\"}]}", 0,
	    NULL);
	struct template_data d = lay_data(v);
	struct page_set s = { 0 };
	struct template *low;

	(void)state;
	assert_int_equal(layout_document(t, &d, &s, &lay_faults), -1);
	assert_string_equal(lay_faults.f[0].pointer, "/fields/bulan/1/nama");
	template_free(t);
	low = made(chart, "\"y\":30", "\"y\":260");
	memset(&lay_faults, 0, sizeof(lay_faults));
	assert_int_equal(layout_document(low, &d, &s, &lay_faults), -1);
	assert_int_equal(lay_faults.f[0].code, FAULT_OVERFLOW);
	template_free(low);
	json_decref(v);
}

static void
mistakes(void **state)
{
	static const char *const m[][3] = {
		{ "\"kind\":\"columns\"", "\"kind\":\"pie\"", "kind" },
		{ "\"kind\":\"columns\",", "", "kind" },
		{ "\"list\":\"bulan\"", "\"list\":\"nama\"", "list" },
		{ "\"label\":\"{nama}\",", "", "label" },
		{ "{nama}", "{name}", "label" },
		{ "\"empty\":\"Tidak ada data.\",", "", "empty" },
		{ "1000000", "7", "divide" },
		{ "1000000", "20", "divide" },
		{ "\"w\":160", "\"w\":20", "w" },
		{ "\"h\":60", "\"h\":9", "h" },
		{ "7.5", "6.9", "size" },
		{ "\"value\":\"a\"", "\"value\":\"nama\"", "series/0/value" },
		{ "\"value\":\"b\"", "\"value\":\"m\"", "series/1/value" },
		{ "\"value\":\"b\"", "\"value\":\"k\"", "series/1/value" },
		{ "\"color\":\"C23F32\"", "\"color\":\"red\"",
		    "series/1/color" },
		{ "\"title\":\"Alat\",", "", "series/0/title" },
		{ "\"x\":20", "\"x\":20,\"pie\":1", "pie" },
		{ "\"juta\"", "\"{bulan.sum.nama}\"", "unit" },
	};
	char pointer[80];

	(void)state;
	for (size_t i = 0; i < sizeof(m) / sizeof(m[0]); i++) {
		assert_null(made(chart, m[i][0], m[i][1]));
		snprintf(pointer, sizeof(pointer), "/pages/0/elements/0/%s",
		    m[i][2]);
		assert_int_equal(lay_faults.f[0].code, FAULT_TEMPLATE);
		if (strcmp(lay_faults.f[0].pointer, pointer) != 0)
			fail_msg("%s: %s", m[i][1], lay_faults.f[0].en);
	}
}

static void
sums(void **state)
{
	struct template *t =
	    made("{\"type\":\"text\",\"x\":5,\"y\":9,\"w\":200,"
		 "\"text\":\"{bulan.sum.a|rupiah} "
		 "({bulan.sum.a|words} rupiah)\"}",
		NULL, NULL);
	struct page_set s = { 0 };

	(void)state;
	lay_text(t,
	    "{\"bulan\":[{\"nama\":\"x\",\"a\":65000000},"
	    "{\"nama\":\"y\"},{\"nama\":\"z\",\"a\":19134}]}",
	    &s);
	assert_string_equal(s.page[0].item[0].text,
	    "Rp\xc2\xa0"
	    "65.019.134 (enam puluh lima juta sembilan belas ribu seratus "
	    "tiga puluh empat rupiah)");
	page_set_release(&s);
	template_free(t);
}

/* A sum that no filter takes is told, never shown short. */
static void
sum_too_large(void **state)
{
	struct template *t = made("{\"type\":\"text\",\"x\":5,\"y\":9,"
				  "\"text\":\"{bulan.sum.a}\"}",
	    NULL, NULL);
	json_t *v = json_loads("{\"bulan\":[{\"nama\":\"x\","
			       "\"a\":999999999999999},"
			       "{\"nama\":\"y\",\"a\":1}]}",
	    0, NULL);
	struct template_data d = lay_data(v);
	struct page_set s = { 0 };

	(void)state;
	assert_non_null(t);
	assert_int_equal(layout_document(t, &d, &s, &lay_faults), -1);
	assert_int_equal(lay_faults.f[0].code, FAULT_OVERFLOW);
	assert_string_equal(lay_faults.f[0].pointer, "/fields/bulan");
	json_decref(v);
	template_free(t);
}

/* Three steps at least: one of something does not fill the page. */
static void
few(void **state)
{
	struct template *t = made(chart, "\"divide\":1000000,", "");
	struct page_set s = { 0 };

	(void)state;
	lay_text(t, "{\"bulan\":[{\"nama\":\"x\",\"a\":1}]}", &s);
	assert_int_equal(lay_count(&s.page[0], "3"), 1);
	assert_int_equal(lay_count(&s.page[0], "4"), 0);
	page_set_release(&s);
	template_free(t);
}

/* The first page that has the text. */
static const struct page *
where(const struct page_set *s, const char *text)
{
	for (size_t i = 0; i < s->n; i++)
		if (lay_count(&s->page[i], text) > 0)
			return &s->page[i];
	fail_msg("no %s", text);
	return NULL;
}

/* Wherever a page ends: a short table is whole under its heading, a long one
 * begins there with three rows, and totals have a row above them. */
static void
headings(void **state)
{
	struct template *t = lay_template("laporan");
	json_t *fields = lay_fields("templates/laporan/contoh-harian.json");
	json_t *cost = json_object_get(fields, "biaya");
	json_t *printer = json_object_get(fields, "printer");
	struct page_set s = { 0 };
	const struct page *p;

	(void)state;
	for (int i = 0; i < 60; i++) {
		lay(t, fields, &s);
		p = where(&s, "Printer");
		if (i < 30)
			assert_ptr_equal(
			    where(&s, "sertifikat-1, aula PAP"), p);
		assert_ptr_equal(where(&s, "kartu-1, loket kartu"), p);
		p = where(&s, "Biaya per dokumen");
		assert_true(lay_count(p, "Kartu PMI") > 0);
		page_set_release(&s);
		if (i == 29)
			for (int k = 0; k < 5; k++)
				json_array_append(
				    printer, json_array_get(printer, 4));
		json_array_append(cost, json_array_get(cost, 0));
		if (i == 29)
			while (json_array_size(cost) > 5)
				json_array_remove(cost, 5);
	}
	json_decref(fields);
	template_free(t);
}

/* The report: its sum in words, totals under the tables, no heading without
 * its table, and the same sum in the table and the sentence. */
static void
report(void **state)
{
	static const struct {
		const char *path;
		size_t pages;
	} of[] = { { "templates/laporan/contoh.json", 3 },
		{ "templates/laporan/contoh-tahun.json", 3 },
		{ "templates/laporan/contoh-harian.json", 2 } };
	static const char *const headings[] = { "Biaya per dokumen", "Printer",
		"Bahan", "Servis" };
	struct template *t = lay_template("laporan");

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		json_t *fields = lay_fields(of[i].path);
		struct page_set s = { 0 };

		lay(t, fields, &s);
		lay_apart(&s, of[i].path);
		assert_int_equal(s.n, of[i].pages);
		for (size_t k = 0; k < s.n; k++) {
			const struct page *p = &s.page[k];

			for (size_t h = 0; h < 4; h++)
				if (lay_count(p, headings[h]) > 0)
					assert_true(lay_count(p, "1.") +
						lay_count(p, "07-10-2025") +
						lay_count(p, "13-01-2025") >
					    0);
		}
		if (i == 0) {
			assert_int_equal(
			    lay_count(&s.page[1], "65.019.134"), 1);
			assert_int_equal(lay_count(&s.page[1], "3.235"), 1);
			assert_int_equal(lay_count(&s.page[0], "65"), 1);
		}
		page_set_release(&s);
		json_decref(fields);
	}
	template_free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stacked),
		cmocka_unit_test(all_values),
		cmocka_unit_test(decimals),
		cmocka_unit_test(crowd),
		cmocka_unit_test(lines),
		cmocka_unit_test(nothing),
		cmocka_unit_test(refused),
		cmocka_unit_test(mistakes),
		cmocka_unit_test(sums),
		cmocka_unit_test(sum_too_large),
		cmocka_unit_test(few),
		cmocka_unit_test(headings),
		cmocka_unit_test(report),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
