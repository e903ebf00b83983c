/*
 * Spreadsheets by libxlsxwriter.  It writes to a path and keeps parts of a
 * sheet in files that it unlinks at once; the path here is a descriptor of
 * ours in memory, so nothing with a name is left anywhere.  Text is written as
 * text: a cell is never a formula.
 */

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "export.h"
#include "export_xlsx.h"

#define NARROW 12
#define WIDE 30

struct book {
	lxw_workbook *book;
	lxw_format *head, *title, *count, *rupiah, *count_sum, *rupiah_sum,
	    *text_sum;
	int english;
};

static lxw_format *
style(struct book *k, int bold, const char *number)
{
	lxw_format *f = workbook_add_format(k->book);

	if (bold)
		format_set_bold(f);
	if (number != NULL)
		format_set_num_format(f, number);
	return f;
}

static void
cell(struct book *k, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
    const json_t *v, const char *unit, int sum)
{
	int rupiah = strcmp(unit, "rupiah") == 0;
	lxw_format *f = rupiah ? (sum ? k->rupiah_sum : k->rupiah)
			       : (sum ? k->count_sum : k->count);

	if (json_is_integer(v))
		worksheet_write_number(
		    s, row, col, (double)json_integer_value(v), f);
	else if (json_is_string(v) || json_is_object(v))
		worksheet_write_string(s, row, col,
		    json_is_object(v) ? export_text(v, k->english)
				      : json_string_value(v),
		    sum ? k->text_sum : NULL);
}

static void
row_of(struct book *k, lxw_worksheet *s, lxw_row_t row, const json_t *cells,
    const json_t *table)
{
	const json_t *columns = json_object_get(table, "columns");
	int sum = cells == json_object_get(table, "total");
	size_t i;
	json_t *v;

	json_array_foreach (cells, i, v)
		cell(k, s, row, (lxw_col_t)i, v,
		    export_unit(json_array_get(columns, i)), sum);
}

/* A sheet's name is at most 31 characters without []:*?/\ and unlike the
 * others': that of the table, which is ours. */
static lxw_worksheet *
sheet(struct book *k, const json_t *table)
{
	const char *name = json_string_value(json_object_get(table, "name"));

	return workbook_add_worksheet(k->book,
	    name != NULL &&
		    workbook_validate_sheet_name(k->book, name) == LXW_NO_ERROR
		? name
		: NULL);
}

static void
table_of(struct book *k, const json_t *table)
{
	lxw_worksheet *s = sheet(k, table);
	const json_t *total = json_object_get(table, "total");
	struct buf head = { 0 };
	lxw_row_t row = 2;
	size_t i;
	json_t *v;

	if (s == NULL)
		return;
	worksheet_write_string(s, 0, 0,
	    export_text(json_object_get(table, "title"), k->english), k->title);
	json_array_foreach (json_object_get(table, "columns"), i, v) {
		lxw_col_t col = (lxw_col_t)i;

		buf_clear(&head);
		export_head(v, k->english, &head);
		worksheet_write_string(s, 1, col, buf_str(&head), k->head);
		worksheet_set_column(s, col, col,
		    strcmp(export_unit(v), "text") == 0 ? WIDE : NARROW + 6,
		    NULL);
	}
	buf_release(&head);
	worksheet_freeze_panes(s, 2, 0);
	json_array_foreach (json_object_get(table, "rows"), i, v)
		row_of(k, s, row++, v, table);
	if (json_is_array(total))
		row_of(k, s, row, total, table);
}

int
export_xlsx(const json_t *doc, int english)
{
	int fd = memfd_create("xlsx", MFD_CLOEXEC);
	struct book k = { .english = english };
	char path[32];
	size_t i;
	json_t *v;

	if (fd < 0)
		return -1;
	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	k.book = workbook_new(path);
	if (k.book == NULL) {
		close(fd);
		errno = ENOMEM;
		return -1;
	}
	k.head = style(&k, 1, NULL);
	format_set_text_wrap(k.head);
	k.title = style(&k, 1, NULL);
	k.text_sum = style(&k, 1, NULL);
	k.count = style(&k, 0, "#,##0");
	k.rupiah = style(&k, 0, "\"Rp\" #,##0");
	k.count_sum = style(&k, 1, "#,##0");
	k.rupiah_sum = style(&k, 1, "\"Rp\" #,##0");
	json_array_foreach (json_object_get(doc, "tables"), i, v)
		table_of(&k, v);
	if (workbook_close(k.book) != LXW_NO_ERROR) {
		close(fd);
		errno = EIO;
		return -1;
	}
	return fd;
}
