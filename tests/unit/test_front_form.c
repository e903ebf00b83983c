/* What pages send and keep: forms, cookies, and figures as they are read. */
/* SRC: daemon/front/form.c daemon/front/multipart.c daemon/front/cookie.c daemon/front/text.c daemon/front/admin_json.c daemon/front/figure.c */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "fault.h"

#include "daemon/front/admin.h"
#include "daemon/front/cookie.h"
#include "daemon/front/form.h"
#include "daemon/front/front.h"
#include "daemon/front/multipart.h"

/* The last header that was set. */
static char header[2][700];

void
http_reply_header(struct http_reply *a, const char *name, const char *value)
{
	(void)a;
	assert_true(strlen(value) < sizeof(header[1]));
	memcpy(header[0], name, strlen(name) + 1);
	memcpy(header[1], value, strlen(value) + 1);
}

static json_t *
parse(const char *s)
{
	struct fault f;
	json_t *j = form_parse(s, strlen(s), &f);

	if (j == NULL)
		assert_int_equal(f.code, FAULT_SYNTAX);
	return j;
}

static void
good_form(void **state)
{
	json_t *j = parse("a=1&note=Dua+kata%2C+baris%0D%0Abaru%0alagi&c=&"
			  "nama_1=%C3%A9");

	(void)state;
	assert_non_null(j);
	assert_string_equal(admin_str(j, "a"), "1");
	assert_string_equal(admin_str(j, "note"), "Dua kata, baris baru lagi");
	assert_string_equal(admin_str(j, "c"), "");
	assert_string_equal(admin_str(j, "nama_1"), "\u00e9");
	json_decref(j);
	j = parse("");
	assert_int_equal(json_object_size(j), 0);
	json_decref(j);
}

#define FIELD(name, value)                                             \
	"--B\r\nContent-Disposition: form-data; name=\"" name "\"\r\n" \
	"\r\n" value "\r\n"
#define FILE_PART                                                     \
	"--B\r\nContent-Disposition: form-data; name=\"document\"; "  \
	"filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n" \
	"%PDF-1.7\0x\r\n"
#define END "--B--\r\n"

static json_t *
parts(const char *s, size_t n, struct multipart_part *ret_file)
{
	struct fault f;
	json_t *j = form_multipart("B", (const uint8_t *)s, n, ret_file, &f);

	if (j == NULL)
		assert_int_equal(f.code, FAULT_SYNTAX);
	return j;
}

static void
with_file(void **state)
{
	static const char text[] =
	    FIELD("note", "dua\r\nbaris") FIELD("cost", "") FILE_PART END;
	struct multipart_part file;
	json_t *j = parts(text, sizeof(text) - 1, &file);

	(void)state;
	assert_non_null(j);
	assert_int_equal(json_object_size(j), 2);
	assert_string_equal(admin_str(j, "note"), "dua baris");
	assert_string_equal(admin_str(j, "cost"), "");
	assert_int_equal(file.n, 10);
	assert_memory_equal(file.p, "%PDF-1.7\0x", 10);
	json_decref(j);
	/* cut anywhere it is broken, and nothing is read past the end */
	for (size_t n = 0; n < sizeof(text) - 3; n++) {
		char *p = test_malloc(n + 1);

		memcpy(p, text, n);
		assert_null(parts(p, n, &file));
		test_free(p);
	}
}

static void
bad_parts(void **state)
{
	static const char *const bad[] = { FIELD("A", "1") END,
		FIELD("a", "1") FIELD("a", "2") END, FIELD("", "1") END,
		FIELD("a", "\x1b") END, FIELD("a", "\xff") END,
		FIELD("document", "%PDF-") FIELD("document", "%PDF-") END,
		FIELD("a[]", "1") END, "a=1" };
	struct multipart_part file;
	struct buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_null(parts(bad[i], strlen(bad[i]), &file));
	for (int over = 0; over < 2; over++) {
		json_t *j;

		buf_clear(&b);
		buf_puts(&b,
		    "--B\r\nContent-Disposition: form-data; "
		    "name=\"a\"\r\n\r\n");
		for (int i = 0; i < FORM_VALUE + over; i++)
			buf_putc(&b, 'x');
		buf_puts(&b, "\r\n" END);
		j = parts(buf_str(&b), b.n, &file);
		assert_int_equal(j == NULL, over);
		json_decref(j);
	}
	buf_clear(&b);
	for (int i = 0; i <= FORM_FIELDS; i++)
		buf_printf(&b,
		    "--B\r\nContent-Disposition: form-data; "
		    "name=\"a%d\"\r\n\r\n1\r\n",
		    i);
	buf_puts(&b, END);
	assert_null(parts(buf_str(&b), b.n, &file));
	buf_release(&b);
}

static void
bad_form(void **state)
{
	static const char *const bad[] = { "a", "=1", "A=1", "a=1&a=2", "a=%",
		"a=%4", "a=%zz", "a=%00", "a=%1b", "a=%ff", "a b=1", "a=1&",
		"&a=1", "a=\t", "a[]=1" };
	struct buf long_one = { 0 };
	struct fault f;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (strcmp(bad[i], "a=1&") == 0) {
			json_t *j = parse(bad[i]);

			assert_int_equal(json_object_size(j), 1);
			json_decref(j);
		} else {
			assert_null(parse(bad[i]));
		}
	assert_null(form_parse("a=1\0", 4, &f));
	buf_puts(&long_one, "a=");
	for (int i = 0; i < FORM_VALUE; i++)
		buf_putc(&long_one, 'x');
	json_decref(parse(buf_str(&long_one)));
	buf_putc(&long_one, 'x');
	assert_null(parse(buf_str(&long_one)));
	buf_clear(&long_one);
	for (int i = 0; i <= FORM_FIELDS; i++)
		buf_printf(&long_one, "%sa%d=1", i > 0 ? "&" : "", i);
	assert_null(parse(buf_str(&long_one)));
	buf_release(&long_one);
}

static void
numbers(void **state)
{
	static const struct {
		const char *s;
		long long n; /* -1: refused */
	} t[] = { { "0", 0 }, { "1.500.000", 1500000 }, { "1 500", 1500 },
		{ "-1", -1 }, { "", -1 }, { "1,5", -1 }, { "x", -1 },
		{ "99999999999999999999", -1 },
		{ "1111111111111111111111111111111", -1 } };
	long long n;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		if (form_number(t[i].s, &n) < 0)
			n = -1;
		assert_int_equal(n, t[i].n);
	}
}

static void
cookies(void **state)
{
	struct http_reply a;
	char v[8];

	(void)state;
	assert_int_equal(cookie_get("lang=en; cetakd=abc", "cetakd", v, 8), 0);
	assert_string_equal(v, "abc");
	assert_int_equal(cookie_get("xlang=en;lang=id", "lang", v, 8), 0);
	assert_string_equal(v, "id");
	assert_int_equal(cookie_get(NULL, "lang", v, 8), -1);
	assert_int_equal(cookie_get("lang=", "lang", v, 8), -1);
	assert_int_equal(cookie_get("lang", "lang", v, 8), -1);
	assert_int_equal(cookie_get("lang=12345678", "lang", v, 8), -1);
	assert_int_equal(cookie_get("lang=a\"b", "lang", v, 8), -1);
	cookie_set(&a, "cetakd", "t", 60, COOKIE_HIDDEN | COOKIE_SECURE);
	assert_string_equal(header[0], "Set-Cookie");
	assert_string_equal(header[1],
	    "cetakd=t; Path=/; Max-Age=60; SameSite=Strict; HttpOnly; Secure");
	cookie_set(&a, "lang", "en", 1, 0);
	assert_string_equal(
	    header[1], "lang=en; Path=/; Max-Age=1; SameSite=Strict");
}

/* ---- figures and absent members ---- */

static struct front front;
static struct request r = { .front = &front };

static const char *
written(void)
{
	static char s[200];

	(void)strncpy(s, buf_str(&r.reply.body), sizeof(s) - 1);
	buf_clear(&r.reply.body);
	return s;
}

static void
spans(void **state)
{
	static const struct {
		int64_t s;
		const char *id, *en;
	} t[] = { { -5, "0\u00a0d", "0\u00a0s" },
		{ 59, "59\u00a0d", "59\u00a0s" },
		{ 60, "1\u00a0m", "1\u00a0min" },
		{ 4320, "1\u00a0j\u00a012\u00a0m",
		    "1\u00a0h\u00a012\u00a0min" },
		{ 86400, "1\u00a0hari", "1\u00a0day" },
		{ 86400 * 14, "14\u00a0hari", "14\u00a0days" } };

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		r.english = 0;
		admin_span(&r, t[i].s);
		assert_string_equal(written(), t[i].id);
		r.english = 1;
		admin_span(&r, t[i].s);
		assert_string_equal(written(), t[i].en);
	}
	r.english = 0;
}

static void
absent(void **state)
{
	static char zone[] = "WIB";
	json_t *j = json_pack("{s:{s:i,s:n},s:s,s:i}", "a", "b", 1234, "c", "t",
	    "2026-11-28T16:00:09Z", "share", 17);

	(void)state;
	front.conf.zone = zone;
	assert_null(admin_get(j, "a.c"));
	assert_null(admin_get(j, "x.y.z"));
	assert_null(admin_get(NULL, "a"));
	assert_string_equal(admin_str(j, "a"), "");
	assert_string_equal(admin_both(&r, j, "a"), "");
	assert_int_equal(admin_int(j, "t", -7), -7);
	assert_int_equal(json_array_size(admin_items(j)), 0);
	admin_count(&r, j, "a.b");
	assert_string_equal(written(), "1.234");
	admin_count(&r, j, "a.c");
	assert_string_equal(written(), "–");
	admin_rupiah(&r, j, "a.b");
	assert_string_equal(written(), "Rp\u00a01.234");
	admin_permille(&r, j, "share");
	assert_string_equal(written(), "1,7\u00a0%");
	admin_text(&r, "<b>");
	assert_string_equal(written(), "&#60;b&#62;");
	admin_when(&r, admin_str(j, "t"), "s");
	assert_non_null(strstr(written(), "28\u00a0Nov\u00a02026, 23.00.09"));
	admin_when(&r, "2026-11-28", "");
	assert_string_equal(written(), "–");
	assert_int_equal(admin_seconds("1970-01-02T00:00:01Z"), 86401);
	json_decref(j);
	buf_release(&r.reply.body);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_form),
		cmocka_unit_test(with_file),
		cmocka_unit_test(bad_parts),
		cmocka_unit_test(bad_form),
		cmocka_unit_test(numbers),
		cmocka_unit_test(cookies),
		cmocka_unit_test(spans),
		cmocka_unit_test(absent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
