/*
 * CSV of core's tables, and which reply a file is (export.h).  Whatever a
 * program of tables would take for a formula is made plain text: names of
 * counters and schemes come from strangers.
 */

#include <string.h>

#include "fault.h"
#include "log.h"

#include "export.h"
#include "export_xlsx.h"
#include "request.h"

#define CRLF "\r\n"

enum export_as
export_wanted(const struct request *r)
{
	const char *query = buf_str(&r->query);

	if (strstr(query, "\"format\":\"csv\""))
		return EXPORT_CSV;
	if (strstr(query, "\"format\":\"xlsx\""))
		return EXPORT_XLSX;
	return EXPORT_JSON;
}

const char *
export_text(const json_t *two, int english)
{
	const char *s =
	    json_string_value(json_object_get(two, english ? "en" : "id"));

	return s ? s : "";
}

const char *
export_unit(const json_t *column)
{
	const char *s = json_string_value(json_object_get(column, "unit"));

	return s ? s : "";
}

void
export_head(const json_t *column, int english, struct buf *ret_b)
{
	static const struct {
		const char *unit, *id, *en;
	} units[] = {
		{ "rupiah", "Rp", "Rp" },
		{ "minutes", "menit", "minutes" },
		{ "permille", "permil", "permille" },
	};
	const char *unit = export_unit(column);

	buf_puts(ret_b, export_text(json_object_get(column, "title"), english));
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (strcmp(units[i].unit, unit) == 0)
			buf_printf(ret_b, " (%s)",
			    english ? units[i].en : units[i].id);
}

/* ---- CSV ---- */

static void
csv_text(struct buf *b, const char *s)
{
	int formula = *s != '\0' && strchr("=+-@\t\r", *s) != NULL;

	if (!formula && strpbrk(s, "\",\r\n") == NULL) {
		buf_puts(b, s);
		return;
	}
	buf_putc(b, '"');
	if (formula)
		buf_putc(b, '\'');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			buf_putc(b, '"');
		buf_putc(b, *s);
	}
	buf_putc(b, '"');
}

static void
csv_row(struct buf *b, const json_t *cells, int english)
{
	size_t i;
	json_t *v;

	json_array_foreach (cells, i, v) {
		if (i > 0)
			buf_putc(b, ',');
		if (json_is_integer(v))
			buf_printf(b, "%lld", (long long)json_integer_value(v));
		else if (json_is_string(v))
			csv_text(b, json_string_value(v));
		else if (json_is_object(v))
			csv_text(b, export_text(v, english));
	}
	buf_puts(b, CRLF);
}

static void
csv_table(struct buf *b, const json_t *table, int english)
{
	const json_t *columns = json_object_get(table, "columns"),
		     *total = json_object_get(table, "total");
	struct buf head = { 0 };
	size_t i;
	json_t *v;

	json_array_foreach (columns, i, v) {
		if (i > 0)
			buf_putc(b, ',');
		buf_clear(&head);
		export_head(v, english, &head);
		csv_text(b, buf_str(&head));
	}
	buf_puts(b, CRLF);
	buf_release(&head);
	json_array_foreach (json_object_get(table, "rows"), i, v)
		csv_row(b, v, english);
	if (json_is_array(total))
		csv_row(b, total, english);
}

/* Where there are several, each bears its title and a blank line parts it from
 * the next. */
void
export_csv(const json_t *doc, int english, struct buf *ret_b)
{
	const json_t *tables = json_object_get(doc, "tables");
	int many = json_array_size(tables) > 1;
	size_t i;
	json_t *v;

	json_array_foreach (tables, i, v) {
		if (i > 0)
			buf_puts(ret_b, CRLF);
		if (many) {
			csv_text(ret_b,
			    export_text(json_object_get(v, "title"), english));
			buf_puts(ret_b, CRLF);
		}
		csv_table(ret_b, v, english);
	}
}

/* ---- the reply ---- */

/* "attachment; filename="cetak-month-2026-11.csv"" */
static void
file_name(struct request *r, const json_t *doc, const char *suffix)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	const char *part[] = {
		json_string_value(json_object_get(doc, "name")),
		json_string_value(json_object_get(doc, "period")),
	};
	struct buf b = { 0 };

	buf_puts(&b, "attachment; filename=\"cetak");
	for (size_t i = 0; i < 2; i++)
		if (part[i] != NULL && part[i][strspn(part[i], plain)] == '\0')
			buf_printf(&b, "-%s", part[i]);
	buf_printf(&b, ".%s\"", suffix);
	http_reply_header(&r->reply, "Content-Disposition", buf_str(&b));
	buf_release(&b);
}

int
export_reply(struct request *r, enum export_as as, const json_t *doc)
{
	struct fault f;

	if (!json_is_array(json_object_get(doc, "tables")))
		return 0;
	if (as == EXPORT_CSV) {
		export_csv(doc, r->english, &r->reply.body);
		r->reply.type = "text/csv; charset=utf-8";
		file_name(r, doc, "csv");
	} else {
		r->reply.fd = export_xlsx(doc, r->english);
		if (r->reply.fd < 0) {
			log_warn("spreadsheet");
			fault_set(&f, FAULT_IO, "",
			    "Berkas tidak dapat dibuat.",
			    "The file cannot be made.");
			request_fail(r, &f);
			return 1;
		}
		r->reply.type = "application/vnd.openxmlformats-officedocument"
				".spreadsheetml.sheet";
		file_name(r, doc, "xlsx");
	}
	r->reply.status = 200;
	return 1;
}
