/* spool/template*.c: mistakes of authors, each named by file, line and
 * element; fields of clerks, each rule with its pointer. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "buf.h"
#include "fault.h"
#include "template.h"

static const char whole[] =
    "{\n"						  /* 1 */
    "\"name\": \"uji\",\n"				  /* 2 */
    "\"version\": 3,\n"					  /* 3 */
    "\"title\": { \"id\": \"Uji\", \"en\": \"Test\" },\n" /* 4 */
    "\"page\": { \"width\": 100, \"height\": 60.5 },\n"	  /* 5 */
    "\"media\": \"iso_a4_210x297mm\",\n"		  /* 6 */
    "\"seal\": { \"kind\": \"digest\" },\n"		  /* 7 */
    "\"number\": { \"registry\": \"uji\","
    " \"format\": \"5/{n}/X/{roman}/{year}\" },\n"	      /* 8 */
    "\"photo\": { \"width\": 30, \"height\": 40 },\n"	      /* 9 */
    "\"holder\": { \"name\": \"nama\", \"nik\": \"nik\" },\n" /* 10 */
    "\"fields\": {\n"					      /* 11 */
    "\"nama\": { \"type\": \"string\", \"required\": true, \"max\": 40,"
    " \"label\": { \"id\": \"Nama\", \"en\": \"Name\" } },\n" /* 12 */
    "\"nik\": { \"type\": \"nik\","
    " \"label\": { \"id\": \"NIK\", \"en\": \"NIK\" } },\n" /* 13 */
    "\"kode\": { \"type\": \"string\", \"max\": 9,"
    " \"pattern\": \"^[A-Z]+$\","
    " \"rule\": { \"id\": \"huruf besar\", \"en\": \"capitals\" },"
    " \"label\": { \"id\": \"Kode\", \"en\": \"Code\" } },\n" /* 14 */
    "\"lahir\": { \"type\": \"date\","
    " \"label\": { \"id\": \"Lahir\", \"en\": \"Born\" } },\n" /* 15 */
    "\"sampai\": { \"type\": \"date\", \"after\": \"lahir\","
    " \"label\": { \"id\": \"Sampai\", \"en\": \"Until\" } },\n" /* 16 */
    "\"jk\": { \"type\": \"enum\","
    " \"enum\": { \"L\": \"Laki\", \"P\": \"Puan\" },"
    " \"label\": { \"id\": \"JK\", \"en\": \"Sex\" } },\n" /* 17 */
    "\"anak\": { \"type\": \"integer\", \"min\": 0, \"max\": 20,"
    " \"label\": { \"id\": \"Anak\", \"en\": \"Children\" } },\n" /* 18 */
    "\"tembusan\": { \"type\": \"list\", \"max\": 3,"
    " \"label\": { \"id\": \"Tembusan\", \"en\": \"Copies\" } },\n" /* 19 */
    "\"orang\": { \"type\": \"list\", \"min\": 1, \"max\": 5,"
    " \"label\": { \"id\": \"Orang\", \"en\": \"People\" },"
    " \"columns\": { \"nama\": { \"type\": \"string\","
    " \"required\": true, \"max\": 9,"
    " \"label\": { \"id\": \"Nama\", \"en\": \"Name\" } } } }\n" /* 20 */
    "},\n"							 /* 21 */
    "\"maps\": { \"x\": { \"P\": \"F\" } },\n"			 /* 22 */
    "\"styles\": { \"isi\": { \"font\": \"sans\", \"size\": 9 },"
    " \"b\": { \"base\": \"isi\", \"color\": \"112233\" } },\n" /* 23 */
    "\"drawings\": { \"d\": [ { \"path\": \"M 0 0 L 10000 5\","
    " \"weight\": 0.01 } ] },\n"				     /* 24 */
    "\"parts\": { \"p\": [ { \"type\": \"line\", \"x2\": 5 } ] },\n" /* 25 */
    "\"mrz\": { \"kind\": \"td3\", \"code\": \"P\", \"name\": \"{nama}\","
    " \"number\": \"{kode}\", \"nationality\": \"{@negara}\","
    " \"birth\": \"{lahir}\", \"sex\": \"{jk}\","
    " \"expiry\": \"{sampai}\" },\n"   /* 26 */
    "\"pages\": [ { \"elements\": [\n" /* 27 */
    "{ \"type\": \"text\", \"x\": 5, \"y\": 8.125, \"w\": 40,"
    " \"text\": \"{nama|upper} {lahir|date}\", \"style\": \"b\" },\n" /* 28 */
    "{ \"type\": \"field\", \"x\": 5, \"y\": 9, \"label\": \"A\","
    " \"text\": \"{jk|map:x}\", \"when\": { \"field\": \"jk\" } },\n" /* 29 */
    "{ \"type\": \"mrz\", \"x\": 5, \"baselines\": [50, 55] },\n"     /* 30 */
    "{ \"type\": \"qr\", \"x\": 5, \"y\": 5, \"w\": 22 },\n"	      /* 31 */
    "{ \"type\": \"box\", \"w\": 5, \"h\": 5, \"fill\": \"C9A557\" },\n"
    "{ \"type\": \"path\", \"w\": 5, \"h\": 5, \"drawing\": \"d\" },\n"
    "{ \"type\": \"part\", \"part\": \"p\" },\n" /* 34 */
    "{ \"type\": \"guilloche\", \"kind\": \"field\", \"to\": 9,"
    " \"count\": 5, \"terms\": [[1, 20, 0, 0.1]] },\n" /* 35 */
    "{ \"type\": \"photo\", \"w\": 30, \"h\": 40 },\n" /* 36 */
    "{ \"type\": \"table\", \"y\": 5, \"list\": \"orang\","
    " \"columns\": [ { \"w\": 30, \"head\": \"N\","
    " \"text\": \"{nama}\" } ] },\n"				  /* 37 */
    "{ \"type\": \"list\", \"y\": 5, \"list\": \"tembusan\" },\n" /* 38 */
    "{ \"type\": \"kv\", \"rows\": [ { \"label\": \"a\","
    " \"text\": \"b\" } ] }\n" /* 39 */
    "] } ]\n"
    "}\n";

/* The whole with one thing changed, and where the mistake is named. */
static const struct {
	const char *from, *to;
	const char *pointer;
	int line;
} broken[] = {
	{ "\"uji\",\n", "\"Uji!\",\n", "/name", 2 },
	{ "\"name\": \"uji\",\n", "", "/name", 1 },
	{ "\"version\": 3", "\"version\": 0", "/version", 3 },
	{ "\"version\": 3", "\"version\": \"3\"", "/version", 3 },
	{ "\"version\": 3", "\"version\": 3.5", "/version", 3 },
	{ ", \"en\": \"Test\"", "", "/title/en", 4 },
	{ "{ \"id\": \"Uji\", \"en\": \"Test\" }", "\"Uji\"", "/title", 4 },
	{ "\"width\": 100", "\"width\": 1", "/page/width", 5 },
	{ "\"width\": 100", "\"width\": 1e2", "/page/width", 5 },
	{ "60.5", "60.12345", "/page/height", 5 },
	{ "60.5 }", "60.5, \"sides\": 3 }", "/page/sides", 5 },
	{ "\"media\": \"iso_a4_210x297mm\",\n", "", "/media", 1 },
	{ "\"digest\"", "\"wax\"", "/seal/kind", 7 },
	{ "\"digest\"", "\"td1\"", "/seal", 7 },
	{ "\"digest\"", "\"none\"", "/pages/0/elements/3", 31 },
	{ "\"digest\" }", "\"digest\", \"carriage\": \"dove\" }",
	    "/seal/carriage", 7 },
	{ "{n}/X", "1/X", "/number/format", 8 },
	{ "{roman}", "{rome}", "/number/format", 8 },
	{ "{n}", "{n:}", "/number/format", 8 },
	{ "{n}", "{n:0}", "/number/format", 8 },
	{ "{n}", "{n:3}{n}", "/number/format", 8 },
	{ "\"registry\": \"uji\",", "", "/number", 8 },
	{ "\"registry\": \"uji\",", "\"field\": \"nama\",", "/number", 8 },
	{ "\"height\": 40 },", "\"height\": 0 },", "/photo/height", 9 },
	{ "\"photo\": { \"width\": 30, \"height\": 40 },", "",
	    "/pages/0/elements/8", 36 },
	{ "\"name\": \"nama\"", "\"name\": \"nik\"", "/holder", 10 },
	{ "\"nik\": \"nik\" }", "\"nik\": \"kode\" }", "/holder", 10 },
	{ "\"nama\": { \"type\": \"string\", \"required\"",
	    "\"Nama\": { \"type\": \"string\", \"required\"", "/fields/Nama",
	    12 },
	{ "\"nik\": { \"type\": \"nik\"", "\"nik\": { \"type\": \"number\"",
	    "/fields/nik/type", 13 },
	{ "\"required\": true, \"max\": 40", "\"required\": 1, \"max\": 40",
	    "/fields/nama/required", 12 },
	{ "\"max\": 40,", "", "/fields/nama/max", 12 },
	{ "\"max\": 40,", "\"max\": 40, \"min\": 41,", "/fields/nama/max", 12 },
	{ "^[A-Z]+$", "^[A-Z+$", "/fields/kode/pattern", 14 },
	{ "\"rule\": { \"id\": \"huruf besar\", \"en\": \"capitals\" },", "",
	    "/fields/kode/rule", 14 },
	{ "\"label\": { \"id\": \"Lahir\", \"en\": \"Born\" }",
	    "\"label\": { \"id\": \"Lahir\" }", "/fields/lahir/label/en", 15 },
	{ "\"after\": \"lahir\"", "\"after\": \"nama\"", "/fields/sampai/after",
	    16 },
	{ "\"enum\": { \"L\": \"Laki\", \"P\": \"Puan\" },", "",
	    "/fields/jk/enum", 17 },
	{ "\"type\": \"nik\",",
	    "\"type\": \"nik\", \"enum\": { \"a\": \"b\" },",
	    "/fields/nik/enum", 13 },
	{ "\"type\": \"nik\",", "\"type\": \"nik\", \"colour\": \"red\",",
	    "/fields/nik/colour", 13 },
	{ "\"type\": \"nik\",",
	    "\"type\": \"nik\", \"overflow\": { \"policy\": \"clip\" },",
	    "/fields/nik/overflow/policy", 13 },
	{ "\"type\": \"nik\",",
	    "\"type\": \"nik\", \"required_unless\": \"zz\",",
	    "/fields/nik/required_unless", 13 },
	{ "\"columns\": { \"nama\": { \"type\": \"string\"",
	    "\"columns\": { \"nama\": { \"type\": \"list\"",
	    "/fields/orang/columns/nama/type", 20 },
	{ "\"type\": \"list\", \"max\": 3",
	    "\"type\": \"integer\", \"columns\": { \"a\": 1 }, \"max\": 3",
	    "/fields/tembusan/columns", 19 },
	{ "{ \"P\": \"F\" }", "7", "/maps/x", 22 },
	{ "\"font\": \"sans\"", "\"font\": \"comic\"", "/styles/isi/font", 23 },
	{ "\"size\": 9", "\"size\": 900", "/styles/isi/size", 23 },
	{ "\"base\": \"isi\"", "\"base\": \"iso\"", "/styles/b/base", 23 },
	{ "\"base\": \"isi\"", "\"base\": \"b\"", "/styles/b/base", 23 },
	{ "112233", "11223g", "/styles/b/color", 23 },
	{ "M 0 0 L 10000 5", "M 0 0 L 10000", "/drawings/d/0/path", 24 },
	{ "M 0 0 L 10000 5", "L 0 0", "/drawings/d/0/path", 24 },
	{ "M 0 0 L 10000 5", "M 0 0  L 1 1", "/drawings/d/0/path", 24 },
	{ "\"weight\": 0.01", "\"weight\": 7", "/drawings/d/0/weight", 24 },
	{ "\"x2\": 5", "\"x9\": 5", "/parts/p/0/x9", 25 },
	{ "\"kind\": \"td3\"", "\"kind\": \"td2\"", "/mrz/kind", 26 },
	{ "\"number\": \"{kode}\",", "", "/mrz/number", 26 },
	{ "\"birth\": \"{lahir}\"", "\"birth\": \"{lahr}\"", "/mrz/birth", 26 },
	{ "\"type\": \"text\"", "\"type\": \"txet\"",
	    "/pages/0/elements/0/type", 28 },
	{ "\"type\": \"text\", ", "", "/pages/0/elements/0/type", 28 },
	{ "{nama|upper}", "{nma|upper}", "/pages/0/elements/0/text", 28 },
	{ "{nama|upper}", "{nama|loud}", "/pages/0/elements/0/text", 28 },
	{ "{nama|upper}", "{nama|or}", "/pages/0/elements/0/text", 28 },
	{ "{nama|upper}", "{orang.1.umur}", "/pages/0/elements/0/text", 28 },
	{ "{nama|upper}", "{orang.0.nama}", "/pages/0/elements/0/text", 28 },
	{ "{nama|upper}", "{orang.6.nama}", "/pages/0/elements/0/text", 28 },
	{ "{nama|upper}", "{orang.1}", "/pages/0/elements/0/text", 28 },
	{ "{nama|upper}", "{nama.1.nama}", "/pages/0/elements/0/text", 28 },
	{ "{nama|upper}", "{tembusan.1.x}", "/pages/0/elements/0/text", 28 },
	{ "{nama|upper}", "{@name}", "/pages/0/elements/0/text", 28 },
	{ "{lahir|date}", "{lahir|date", "/pages/0/elements/0/text", 28 },
	{ "\"y\": 8.125", "\"y\": \"8\"", "/pages/0/elements/0/y", 28 },
	{ "\"y\": 8.125", "\"y\": 8.1255", "/pages/0/elements/0/y", 28 },
	{ "\"style\": \"b\"", "\"style\": \"z\"", "/pages/0/elements/0/style",
	    28 },
	{ "\"style\": \"b\"", "\"align\": \"justify\"",
	    "/pages/0/elements/0/align", 28 },
	{ "\"label\": \"A\",", "", "/pages/0/elements/1/label", 29 },
	{ "{jk|map:x}", "{jk|map:y}", "/pages/0/elements/1/text", 29 },
	{ "{ \"field\": \"jk\" }", "{ \"field\": \"jj\" }",
	    "/pages/0/elements/1/when/field", 29 },
	{ "{ \"field\": \"jk\" }", "{ }", "/pages/0/elements/1/when", 29 },
	{ "{ \"field\": \"jk\" }", "{ \"page\": \"second\" }",
	    "/pages/0/elements/1/when/page", 29 },
	{ "{ \"field\": \"jk\" }", "{ \"field\": \"jk\", \"min\": 1 }",
	    "/pages/0/elements/1/when/field", 29 },
	{ "[50, 55]", "[50, 55, 60]", "/pages/0/elements/2/baselines", 30 },
	{ "\"y\": 5, \"w\": 22", "\"y\": 5", "/pages/0/elements/3/w", 31 },
	{ "\"w\": 22", "\"w\": 22, \"module\": 0.1",
	    "/pages/0/elements/3/module", 31 },
	{ ", \"fill\": \"C9A557\"", "", "/pages/0/elements/4", 32 },
	{ "\"drawing\": \"d\"", "\"drawing\": \"e\"",
	    "/pages/0/elements/5/drawing", 33 },
	{ "\"part\": \"p\"", "\"part\": \"q\"", "/pages/0/elements/6/part",
	    34 },
	{ "\"to\": 9", "\"to\": -9", "/pages/0/elements/7/to", 35 },
	{ "[[1, 20, 0, 0.1]]", "[[1, 0, 0, 0.1]]", "/pages/0/elements/7/terms",
	    35 },
	{ "[[1, 20, 0, 0.1]]", "[[1, 20]]", "/pages/0/elements/7/terms", 35 },
	{ "\"list\": \"orang\"", "\"list\": \"tembusan\"",
	    "/pages/0/elements/9/list", 37 },
	{ "\"text\": \"{nama}\" } ]", "\"text\": \"{nik2}\" } ]",
	    "/pages/0/elements/9/columns/0/text", 37 },
	{ "\"w\": 30, \"head\"", "\"head\"", "/pages/0/elements/9/columns/0/w",
	    37 },
	{ "\"list\": \"tembusan\" }", "\"list\": \"orang\" }",
	    "/pages/0/elements/10/list", 38 },
	{ "\"text\": \"b\" }", "\"text\": 5 }",
	    "/pages/0/elements/11/rows/0/text", 39 },
	{ "\"rows\": [ { \"label\": \"a\", \"text\": \"b\" } ]", "\"rows\": []",
	    "/pages/0/elements/11/rows", 39 },
	{ "\"pages\": [", "\"page_s\": [", "", 1 },
	{ "\"media\":", "\"flow\": 5, \"media\":", "/flow", 6 },
};

static struct faults faults;

static int
parse(const char *text, struct template **ret_t)
{
	struct buf b = { 0 };
	int rc;

	memset(&faults, 0, sizeof(faults));
	buf_printf(&b, "{\"template\":%s,\n\"assets\":{}}", text);
	rc = template_parse((char *)b.p, b.n, ret_t, &faults);
	buf_release(&b);
	return rc;
}

static char *
changed(const char *from, const char *to)
{
	const char *at = strstr(whole, from);
	size_t n;
	char *s;

	assert_non_null(at);
	n = strlen(whole) + strlen(to) + 1;
	s = malloc(n);
	assert_non_null(s);
	snprintf(
	    s, n, "%.*s%s%s", (int)(at - whole), whole, to, at + strlen(from));
	return s;
}

static int
named(const char *pointer, int line)
{
	char place[40];
	size_t i;

	snprintf(place, sizeof(place), "template.json:%d: ", line);
	for (i = 0; i < faults.n && i < FAULTS_ROOM; i++)
		if (faults.f[i].code == FAULT_TEMPLATE &&
		    strcmp(faults.f[i].pointer, pointer) == 0 &&
		    strncmp(faults.f[i].en, place, strlen(place)) == 0 &&
		    strncmp(faults.f[i].id, place, strlen(place)) == 0 &&
		    strcmp(faults.f[i].id, faults.f[i].en) != 0)
			return 1;
	return 0;
}

static void
authors_mistakes(void **state)
{
	size_t i, n = sizeof(broken) / sizeof(broken[0]);
	struct template *t;
	char *text;

	(void)state;
	assert_true(n >= 60);
	for (i = 0; i < n; i++) {
		text = changed(broken[i].from, broken[i].to);
		t = NULL;
		if (parse(text, &t) != -1)
			fail_msg("%s: accepted", broken[i].to);
		if (!named(broken[i].pointer, broken[i].line))
			fail_msg("%s: %s %s", broken[i].to, faults.f[0].pointer,
			    faults.f[0].en);
		free(text);
	}
}

static void
what_is_taken(void **state)
{
	static const char *const taken[][2] = {
		{ "{n}", "{n:3}" },
		{ "{nama|upper}", "{orang.1.nama|upper}" },
		{ "{nama|upper}", "{orang.5.nama|or:-}" },
		{ "{lahir|date}", "{lahir|date-day|words}" },
		{ "{lahir|date}", "{anak|thousands}" },
	};
	struct template *t;
	char *text;

	(void)state;
	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++) {
		text = changed(taken[i][0], taken[i][1]);
		t = NULL;
		if (parse(text, &t) == -1)
			fail_msg("%s: %s", taken[i][1], faults.f[0].en);
		template_free(t);
		free(text);
	}
}

static void
several_at_once(void **state)
{
	struct template *t = NULL;
	char *text =
	    changed("\"version\": 3,\n", "\"version\": 0,\n\"colour\": 1,\n");

	(void)state;
	assert_int_equal(parse(text, &t), -1);
	assert_true(named("/version", 3));
	assert_true(named("/colour", 4));
	assert_int_equal(faults.n, 2);
	free(text);
}

static void
not_json(void **state)
{
	static const char *const text[] = { "", "{", "[]", "null", "7",
		"{\"a\":1,\"a\":2}", "{\"name\":\"\\ud800\"}" };
	struct template *t = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(text) / sizeof(text[0]); i++) {
		assert_int_equal(parse(text[i], &t), -1);
		assert_int_equal(faults.f[0].code, FAULT_TEMPLATE);
	}
}

static void
what_it_says(void **state)
{
	struct template *t = NULL;
	struct buf b = { 0 };
	int32_t w, h;
	int year, min_w, min_h;
	json_t *about;

	(void)state;
	if (parse(whole, &t) == -1)
		fail_msg("%s", faults.f[0].en);
	assert_string_equal(template_name(t), "uji");
	assert_int_equal(template_version(t), 3);
	assert_string_equal(template_title(t, 1), "Test");
	assert_int_equal(template_seal_kind(t), SEAL_DIGEST);
	assert_int_equal(template_wants_photo(t), 1);
	template_photo_rule(t, &w, &h, &min_w, &min_h);
	assert_int_equal(w, 30000);
	assert_int_equal(h, 40000);
	/* 2026-11-30 23:30 UTC is December in WITA. */
	assert_int_equal(
	    template_number_format(t, 1796081400, 28800, &b, &year), 0);
	assert_string_equal(buf_str(&b), "5/{n}/X/XII/2026");
	assert_int_equal(year, 2026);
	about = template_describe(t);
	assert_int_equal(
	    json_integer_value(json_object_get(
		json_object_get(json_object_get(about, "fields"), "nama"),
		"maximum")),
	    40);
	json_decref(about);
	buf_release(&b);
	template_free(t);
	template_free(NULL);
}

static const struct {
	const char *fields;
	const char *pointer; /* NULL: nothing wrong */
} sent[] = {
	{ "{\"nama\":\"Siti\"}", NULL },
	{ "{\"nama\":\"  Siti \",\"nik\":\"5202045704980003\"}", NULL },
	{ "{\"nama\":\"Siti\",\"kode\":\"AB\",\"anak\":0,"
	  "\"tembusan\":[\"Arsip\"],\"orang\":[{\"nama\":\"A\"}]}",
	    NULL },
	{ "{}", "/fields/nama" },
	{ "{\"nama\":null}", "/fields/nama" },
	{ "{\"nama\":\"\"}", "/fields/nama" },
	{ "{\"nama\":\"   \"}", "/fields/nama" },
	{ "{\"nama\":7}", "/fields/nama" },
	{ "{\"nama\":[\"a\"]}", "/fields/nama" },
	{ "{\"nama\":\"AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDE\"}",
	    "/fields/nama" },
	{ "{\"nama\":\"a\\u0007b\"}", "/fields/nama" },
	{ "{\"nama\":\"a\\nb\"}", "/fields/nama" },
	{ "{\"nama\":\"a\\u202eb\"}", "/fields/nama" },
	{ "{\"nama\":\"a\\u200bb\"}", "/fields/nama" },
	{ "{\"nama\":\"a\\ufeffb\"}", "/fields/nama" },
	{ "{\"nama\":\"a\\u2028b\"}", "/fields/nama" },
	{ "{\"nama\":\"a\\ue000b\"}", "/fields/nama" },
	{ "{\"nama\":\"A\",\"nik\":\"520204570498000\"}", "/fields/nik" },
	{ "{\"nama\":\"A\",\"nik\":\"520204570498000x\"}", "/fields/nik" },
	{ "{\"nama\":\"A\",\"nik\":5202045704980003}", "/fields/nik" },
	{ "{\"nama\":\"A\",\"kode\":\"ab\"}", "/fields/kode" },
	{ "{\"nama\":\"A\",\"lahir\":\"1998-02-30\"}", "/fields/lahir" },
	{ "{\"nama\":\"A\",\"lahir\":\"30-04-1998\"}", "/fields/lahir" },
	{ "{\"nama\":\"A\",\"lahir\":\"1800-01-01\"}", "/fields/lahir" },
	{ "{\"nama\":\"A\",\"lahir\":\"2001-01-01\","
	  "\"sampai\":\"2001-01-01\"}",
	    "/fields/sampai" },
	{ "{\"nama\":\"A\",\"jk\":\"l\"}", "/fields/jk" },
	{ "{\"nama\":\"A\",\"anak\":\"2\"}", "/fields/anak" },
	{ "{\"nama\":\"A\",\"anak\":21}", "/fields/anak" },
	{ "{\"nama\":\"A\",\"anak\":-1}", "/fields/anak" },
	{ "{\"nama\":\"A\",\"anak\":2.0}", "/fields/anak" },
	{ "{\"nama\":\"A\",\"tembusan\":\"Arsip\"}", "/fields/tembusan" },
	{ "{\"nama\":\"A\",\"tembusan\":[\"a\",\"b\",\"c\",\"d\"]}",
	    "/fields/tembusan" },
	{ "{\"nama\":\"A\",\"tembusan\":[\"a\",\" \"]}", "/fields/tembusan/1" },
	{ "{\"nama\":\"A\",\"tembusan\":[\"a\",3]}", "/fields/tembusan/1" },
	{ "{\"nama\":\"A\",\"orang\":[]}", "/fields/orang" },
	{ "{\"nama\":\"A\",\"orang\":[{\"nama\":\"A\"},{}]}",
	    "/fields/orang/1/nama" },
	{ "{\"nama\":\"A\",\"orang\":[{\"nama\":\"A\",\"x\":1}]}",
	    "/fields/orang/0/x" },
	{ "{\"nama\":\"A\",\"orang\":[7]}", "/fields/orang/0" },
	{ "{\"nama\":\"A\",\"Nama\":\"B\"}", "/fields/Nama" },
	{ "{\"nama\":\"A\",\"a/b~\":\"B\"}", "/fields/a" },
	{ "[]", "/fields" },
};

static void
clerks_mistakes(void **state)
{
	struct template *t = NULL;
	json_t *fields;
	size_t i;
	int rc;

	(void)state;
	assert_int_equal(parse(whole, &t), 0);
	for (i = 0; i < sizeof(sent) / sizeof(sent[0]); i++) {
		fields = json_loads(sent[i].fields, 0, NULL);
		assert_non_null(fields);
		memset(&faults, 0, sizeof(faults));
		rc = template_check_fields(t, fields, "/fields", &faults);
		json_decref(fields);
		if (sent[i].pointer == NULL) {
			assert_int_equal(rc, 0);
			continue;
		}
		if (rc != -1 || faults.n != 1)
			fail_msg("%s: %zu faults", sent[i].fields, faults.n);
		assert_string_equal(faults.f[0].pointer, sent[i].pointer);
		assert_int_equal(faults.f[0].code, FAULT_FIELD);
		assert_string_not_equal(faults.f[0].id, faults.f[0].en);
	}
	template_free(t);
}

static void
every_fault_of_a_job(void **state)
{
	struct template *t = NULL;
	json_t *fields = json_pack("{s:s, s:s, s:s, s:s}", "nik", "1", "jk",
	    "Q", "lahir", "x", "zz", "y");

	(void)state;
	assert_int_equal(parse(whole, &t), 0);
	assert_int_equal(
	    template_check_fields(t, fields, "/fields", &faults), -1);
	assert_int_equal(faults.n, 5);
	json_decref(fields);
	template_free(t);
}

static void
folders(void **state)
{
	static const char *const name[] = { "paspor", "surat-rekomendasi",
		"kartu-pmi", "kartu-pmi-a4", "berita-acara", "laporan",
		"apa-adanya" };
	struct template *t;
	struct buf b = { 0 };
	char dir[80];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(name) / sizeof(name[0]); i++) {
		memset(&faults, 0, sizeof(faults));
		snprintf(dir, sizeof(dir), "templates/%s/", name[i]);
		buf_clear(&b);
		t = NULL;
		if (template_bundle_dir(dir, &b, &faults) == -1 ||
		    template_parse((char *)b.p, b.n, &t, &faults) == -1)
			fail_msg("%s: %s", name[i], faults.f[0].en);
		assert_string_equal(template_name(t), name[i]);
		template_free(t);
	}
	buf_clear(&b);
	assert_int_equal(
	    template_bundle_dir("templates/none", &b, &faults), -1);
	assert_non_null(strstr(faults.f[0].en, "templates/none/template.json"));
	assert_int_equal(b.n, 0);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_says),
		cmocka_unit_test(authors_mistakes),
		cmocka_unit_test(what_is_taken),
		cmocka_unit_test(several_at_once),
		cmocka_unit_test(not_json),
		cmocka_unit_test(clerks_mistakes),
		cmocka_unit_test(every_fault_of_a_job),
		cmocka_unit_test(folders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
