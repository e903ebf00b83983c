/* CSV of core's tables: RFC 4180, one or several tables, and text that a
 * spreadsheet would take for a formula. */
/* SRC: daemon/front/export.c */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buf.h"
#include "daemon/front/export.h"
#include "daemon/front/export_xlsx.h"
#include "daemon/front/request.h"

/* What the reply needs and CSV does not. */
int
export_xlsx(const json_t *doc, int english)
{
	(void)doc;
	(void)english;
	return -1;
}
void
http_reply_header(struct http_reply *r, const char *name, const char *value)
{
	(void)r;
	(void)name;
	(void)value;
}
enum http_next
request_fail(struct request *r, const struct fault *f)
{
	(void)r;
	(void)f;
	return HTTP_REPLY;
}

#define TABLE(rows, total)                                                  \
	"{\"name\":\"a\",\"title\":{\"id\":\"Isi, semua\",\"en\":\"All\"}," \
	"\"columns\":[{\"name\":\"n\",\"title\":{\"id\":\"Nama\","          \
	"\"en\":\"Name\"},\"unit\":\"text\"},{\"name\":\"rp\",\"title\":{"  \
	"\"id\":\"Biaya\",\"en\":\"Cost\"},\"unit\":\"rupiah\"}],"          \
	"\"rows\":[" rows "],\"total\":" total "}"

static void
gives(const char *tables, int english, const char *want)
{
	struct buf b = { 0 };
	json_t *doc = json_pack("{s:o}", "tables", json_loads(tables, 0, NULL));

	assert_non_null(json_object_get(doc, "tables"));
	export_csv(doc, english, &b);
	assert_string_equal(buf_str(&b), want);
	buf_release(&b);
	json_decref(doc);
}

static void
one(void **state)
{
	(void)state;
	gives("[" TABLE("[\"Kartu\",-5],[\"a\\\"b,c\\nd\",null]",
		  "[\"Jumlah\",7]") "]",
	    0,
	    "Nama,Biaya (Rp)\r\nKartu,-5\r\n\"a\"\"b,c\nd\",\r\n"
	    "Jumlah,7\r\n");
	gives("[" TABLE("", "null") "]", 1, "Name,Cost (Rp)\r\n");
}

static void
several(void **state)
{
	(void)state;
	gives("[" TABLE("", "null") "," TABLE("[\"x\",1]", "null") "]", 0,
	    "\"Isi, semua\"\r\nNama,Biaya (Rp)\r\n\r\n"
	    "\"Isi, semua\"\r\nNama,Biaya (Rp)\r\nx,1\r\n");
}

static void
formulas(void **state)
{
	static const char *const start[] = { "=", "+", "-", "@", "\\t", "\\r" };
	static const char *const kept[] = { "=", "+", "-", "@", "\t", "\r" };
	struct buf in = { 0 }, want = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(start) / sizeof(*start); i++) {
		buf_clear(&in);
		buf_clear(&want);
		buf_printf(
		    &in, "[" TABLE("[\"%s1+1\",1]", "null") "]", start[i]);
		buf_printf(
		    &want, "Nama,Biaya (Rp)\r\n\"'%s1+1\",1\r\n", kept[i]);
		gives(buf_str(&in), 0, buf_str(&want));
	}
	buf_release(&in);
	buf_release(&want);
	gives("[" TABLE("[\"a=1\",1]", "null") "]", 0,
	    "Nama,Biaya (Rp)\r\na=1,1\r\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one),
		cmocka_unit_test(several),
		cmocka_unit_test(formulas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
